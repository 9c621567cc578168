"""The compiled reader under the sanitizers of addresses and of undefined behaviour.

    python -m benchmarks.sanitize [ALTERED FILES A MUTATION]

Builds extract/pdfium/fast.c with both and every warning an error, and reads with it the samples, real files and cases
that stand beside the project, and altered files, as Python alone reads them too. A fault ends the run with its report.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from tests.conftest import ROOT
from tests.fuzz.mutations import DAMAGE, OTHER
from tests.fuzz.run import Case, altered
from tests.fuzz.seeds import seeds

SOURCE = ROOT / "extract" / "pdfium" / "fast.c"
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wno-sign-conversion", "-Werror")
SANITIZERS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer")
CHANCE = 29
"""The number from which all chance follows."""

FOLDERS = (ROOT / "samples", ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "cases")


def build(folder: Path) -> Path:
    """Compile the reader with the sanitizers; Python's own headers are not ours to warn of."""
    made = folder / "fast.abi3.so"
    include = sysconfig.get_path("include")
    command = ["gcc", "-std=c11", "-g", "-O1", "-fPIC", "-shared", *WARNINGS, *SANITIZERS, "-isystem", include]
    subprocess.run([*command, str(SOURCE), "-o", str(made)], check=True)
    return made


def _library(name: str) -> str:
    command = ["gcc", f"-print-file-name={name}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def run(compiled: Path, count: str) -> int:
    """Read in a child in which the sanitizer is loaded first; Python's own leaks are not looked for."""
    # pikepdf throws exceptions of C++, which the sanitizer must find when it starts
    loaded = " ".join(_library(name) for name in ("libasan.so", "libstdc++.so"))
    environment = {
        **os.environ,
        "LD_PRELOAD": loaded,
        "PYTHONMALLOC": "malloc",  # so that each object is watched by itself
        "ASAN_OPTIONS": "detect_leaks=0",
        "UBSAN_OPTIONS": "print_stacktrace=1",
    }
    command = [sys.executable, "-m", "benchmarks.sanitize", "--read", str(compiled), count]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def load(compiled: Path) -> None:
    """Have this build stand for the installed one."""
    name = "jixiao.extract.pdfium.fast"
    spec = spec_from_file_location(name, compiled)
    assert spec is not None
    assert spec.loader is not None
    sys.modules[name] = module = module_from_spec(spec)
    spec.loader.exec_module(module)


def read_all(compiled: Path, count: int) -> int:
    """Read all files by both, and say how many came out alike."""
    load(compiled)
    from tests.test_compiled_reader import COMPILED, PYTHON, pages_by

    assert COMPILED is not None
    assert COMPILED.__file__ == str(compiled)  # type: ignore[attr-defined]
    told: Counter[str] = Counter()

    def compare(path: Path, kind: str) -> None:
        one, other = pages_by(COMPILED, path), pages_by(PYTHON, path)
        told[f"{kind}: {'alike' if one == other else 'DIFFERENT'}"] += 1
        told["pages"] += len(one)

    for folder in FOLDERS:
        for path in sorted(folder.glob("*.pdf")):
            compare(path, folder.name)
    files = seeds(ROOT / "samples")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "altered.pdf")
        for mutation in (*DAMAGE, *OTHER):
            for number in range(count):
                seed = list(files)[number % len(files)]
                path.write_bytes(altered(Case(number, seed, mutation), files, CHANCE))
                compare(path, "altered")
    print(dict(told))
    return any("DIFFERENT" in key for key in told)


def main(arguments: list[str]) -> int:
    """Build and run, or read in the child."""
    if arguments[:1] == ["--read"]:
        return read_all(Path(arguments[1]), int(arguments[2]))
    with tempfile.TemporaryDirectory() as folder:
        return run(build(Path(folder)), *(arguments or ["20"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
