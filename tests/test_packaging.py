"""The built packages hold what git holds, under the package's own name; with a C compiler and without."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
COMPILED = "jixiao/extract/pdfium/fast.abi3.so"
WITHOUT_COMPILER = {"CC": "/bin/false"}


def run(*command: str, **changes: str) -> str:
    environment = {**os.environ, **changes}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def listed() -> list[str]:
    return run("git", "-C", str(ROOT), "ls-files").split()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, built where no compiler is: all that a wheel is built of must be in it."""
    folder = tmp_path_factory.mktemp("source")
    clean = folder / "clean"  # from a copy: setuptools would put in what an earlier build left
    for name in listed():
        if not name.startswith(("samples/", "tests/")) and (ROOT / name).exists():
            (clean / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clean / name, follow_symlinks=False)
    tools = str(folder / "tools")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--target", tools, "setuptools>=77")
    code = f"import os; os.chdir({str(clean)!r}); from setuptools import build_meta as build; build.build_sdist({str(folder)!r})"
    run(sys.executable, "-c", code, PYTHONPATH=tools, **WITHOUT_COMPILER)
    (archive,) = folder.glob("*.tar.gz")
    return archive


def built(source: Path, folder: Path, changes: Mapping[str, str]) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(source)]
    run(*command, **changes)
    (wheel,) = folder.glob("*.whl")
    return wheel


def names_in(wheel: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}


def modules() -> set[str]:
    folders = ("extract/", "normalize/", "output/", "jixiao/")
    names = {
        name
        for name in listed()
        if name.startswith(folders) and name.endswith((".py", ".toml", "py.typed", ".css", ".js", ".svg"))
    }
    return {name if name.startswith("jixiao/") else f"jixiao/{name}" for name in names}


def compiled_in(wheel: Path, folder: Path) -> str:
    """Unpack a wheel and say whether its reader is compiled, and how many characters it reads."""
    zipfile.ZipFile(wheel).extractall(folder)
    code = (
        "from pathlib import Path; from jixiao.extract.pdfium.chosen import COMPILED\n"
        "from jixiao.extract.pdfium_reader import read_pages\n"
        f"page = next(read_pages(Path({str(ROOT / 'samples' / 'zhoucun-2024.pdf')!r}), 9))\n"
        "print(COMPILED is not None, len(page.chars))"
    )
    return run(sys.executable, "-P", "-c", code, PYTHONPATH=str(folder))


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_with_a_compiler_the_wheel_holds_every_module_and_the_compiled_part(source: Path, tmp_path: Path) -> None:
    wheel = built(source, tmp_path, {})
    assert names_in(wheel) == modules() | {COMPILED}
    assert "-cp311-abi3-" in wheel.name
    assert compiled_in(wheel, tmp_path / "unpacked") == "True 580"


def test_without_a_compiler_the_wheel_holds_every_module_and_is_for_any_machine(source: Path, tmp_path: Path) -> None:
    wheel = built(source, tmp_path, WITHOUT_COMPILER)
    assert names_in(wheel) == modules()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert compiled_in(wheel, tmp_path / "unpacked") == "False 580"


def test_a_conversion_loads_only_what_the_file_needs(samples: Path, tmp_path: Path) -> None:
    code = (
        "import sys, jixiao\n"
        f"jixiao.convert({str(samples / 'zhoucun-2023.pdf')!r}).write({str(tmp_path)!r})\n"
        "print(sorted({'pandas', 'cv2', 'camelot', 'jieba', 'pdfplumber', 'distributed', 'fsspec', 'xlsxwriter', 'duckdb'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; from jixiao.cli import commands\n"
        "try: commands(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'cv2', 'camelot', 'jieba', 'numpy', 'pdfplumber', 'distributed', 'fsspec', 'xlsxwriter', 'duckdb'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
