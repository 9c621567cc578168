"""The built wheel holds what git holds, under the package's own name."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_wheel_holds_every_module_and_no_bare_top_level_name(tmp_path: Path) -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    clean = tmp_path / "clean"  # built from a copy: setuptools would put what an earlier build left into the wheel
    for name in listed:
        if not name.startswith(("samples/", "tests/")) and (ROOT / name).exists():
            (clean / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clean / name, follow_symlinks=False)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path), str(clean)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    folders = ("extract/", "normalize/", "output/", "jixiao/")
    modules = {
        name
        for name in listed
        if name.startswith(folders) and name.endswith((".py", ".toml", "py.typed", ".css", ".js", ".svg"))
    }
    compiled = {name for name in names if name.endswith((".so", ".pyd"))}  # where there is a C compiler
    assert names - compiled == {name if name.startswith("jixiao/") else f"jixiao/{name}" for name in modules}
    assert all(name.startswith("jixiao/extract/pdfium/fast.") for name in compiled)


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
