"""The compiled part under the sanitizers of addresses and of undefined behaviour.

    python -m benchmarks.sanitize [ALTERED FILES A MUTATION]

Builds extract/pdfium/fast.c and extract/fast_text.c with both and every warning an error, and makes with them tables of
the samples, of real files and cases that stand beside the project, and of altered files, as Python alone does too. A
fault ends the run with its report.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = {"jixiao.extract.pdfium.fast": "extract/pdfium/fast.c", "jixiao.extract.fast_text": "extract/fast_text.c"}
"""What each module is built of."""
WARNINGS = ("-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wno-sign-conversion", "-Werror")
SANITIZERS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer")
CHANCE = 29
"""The number from which all chance follows."""

FOLDERS = (ROOT / "samples", ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "cases")


def build(folder: Path) -> None:
    """Compile all with the sanitizers; Python's own headers are not ours to warn of."""
    include = sysconfig.get_path("include")
    command = ["gcc", "-std=c11", "-g", "-O1", "-fPIC", "-shared", *WARNINGS, *SANITIZERS, "-isystem", include]
    for name, source in SOURCES.items():
        subprocess.run([*command, str(ROOT / source), "-o", str(_built(folder, name))], check=True)


def _built(folder: Path, name: str) -> Path:
    return folder / f"{name.rpartition('.')[2]}.abi3.so"


def _library(name: str) -> str:
    command = ["gcc", f"-print-file-name={name}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def run(folder: Path, count: str) -> int:
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
    command = [sys.executable, "-m", "benchmarks.sanitize", "--read", str(folder), count]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def load(folder: Path) -> None:
    """Have these builds stand for the installed ones."""
    for name in SOURCES:
        spec = spec_from_file_location(name, _built(folder, name))
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = module_from_spec(spec)
        spec.loader.exec_module(module)


def read_all(folder: Path, count: int) -> int:
    """Read all files by both, and say how many came out alike."""
    load(folder)
    from jixiao.extract import compiled as placing
    from tests.fuzz.mutations import DAMAGE, OTHER
    from tests.fuzz.run import Case, altered
    from tests.fuzz.seeds import seeds
    from tests.test_compiled_reader import COMPILED, PYTHON, pages_by
    from tests.test_compiled_text import tables_of

    assert COMPILED is not None
    for module in (COMPILED, placing.COMPILED):
        assert Path(module.__file__).parent == folder  # type: ignore[union-attr]
    told: Counter[str] = Counter()

    def compare(path: Path, kind: str) -> None:
        one, other = pages_by(COMPILED, path), pages_by(PYTHON, path)
        alike = one == other and tables_of(path, compiled=True) == tables_of(path, compiled=False)
        told[f"{kind}: {'alike' if alike else 'DIFFERENT'}"] += 1
        told["pages"] += len(one)

    for place in FOLDERS:
        for path in sorted(place.glob("*.pdf")):
            compare(path, place.name)
    files = seeds(ROOT / "samples")
    with tempfile.TemporaryDirectory() as made:
        path = Path(made, "altered.pdf")
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
        build(Path(folder))
        return run(Path(folder), *(arguments or ["20"]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
