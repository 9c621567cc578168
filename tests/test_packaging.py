"""The built packages hold what git holds, under the package's own name; with a C compiler and without."""

import os
import shlex
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests import markdown
from tests.compiled import needs_compiler
from tests.conftest import ROOT

COMPILED = {"jixiao/extract/pdfium/fast.abi3.so", "jixiao/extract/fast_text.abi3.so"}
WITHOUT_COMPILER = {"CC": "/bin/false"}


TAG = "v9.8.7"
VERSION = "9.8.7"


def run(*command: str, folder: Path = ROOT, **changes: str) -> str:
    environment = {**os.environ, **changes}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout.strip()


def listed() -> list[str]:
    return run("git", "-C", str(ROOT), "ls-files").split()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of what is here, tagged: setuptools would add what an earlier build left, and ours has own tags."""
    clean = tmp_path_factory.mktemp("checkout")
    for name in listed():
        if not name.startswith(("samples/", "tests/")) and (ROOT / name).exists():
            (clean / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, clean / name, follow_symlinks=False)
    run("git", "init", "--quiet", folder=clean)
    run("git", "add", "--all", folder=clean)
    run("git", "-c", "user.name=a", "-c", "user.email=a", "commit", "--quiet", "-m", "a", folder=clean)
    run("git", "tag", TAG, folder=clean)
    return clean


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("tools"))
    run(sys.executable, "-m", "pip", "install", "--quiet", "--target", folder, "setuptools>=77", "setuptools-scm>=8.1")
    return folder


@pytest.fixture(scope="module")
def source(checkout: Path, tools: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source distribution, built where no compiler is: all that a wheel is built of must be in it."""
    folder = tmp_path_factory.mktemp("source")
    code = f"from setuptools import build_meta as build; build.build_sdist({str(folder)!r})"
    run(sys.executable, "-c", code, folder=checkout, PYTHONPATH=tools, **WITHOUT_COMPILER)
    (archive,) = folder.glob("*.tar.gz")
    return archive


def built(source: Path, folder: Path, changes: Mapping[str, str]) -> Path:
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(folder), str(source)]
    run(*command, **changes)
    (wheel,) = folder.glob("*.whl")
    return wheel


def wheel_of(sources: Path, tools: str, folder: Path) -> Path:
    """Build a wheel of a folder of sources, with the tools at hand and no compiler."""
    code = f"from setuptools import build_meta as build; build.build_wheel({str(folder)!r})"
    run(sys.executable, "-c", code, folder=sources, PYTHONPATH=tools, **WITHOUT_COMPILER)
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
    return {name if name.startswith("jixiao/") else f"jixiao/{name}" for name in names} | {"jixiao/_version.py"}


def compiled_in(wheel: Path, folder: Path) -> str:
    """Unpack a wheel and say whether its reader is compiled, and how many characters it reads."""
    zipfile.ZipFile(wheel).extractall(folder)
    code = (
        "from pathlib import Path; from jixiao.extract import compiled\n"
        "from jixiao.extract.pdfium.chosen import COMPILED\n"
        "from jixiao.extract.pdfium_reader import read_pages\n"
        f"page = next(read_pages(Path({str(ROOT / 'samples' / 'zhoucun-2024.pdf')!r}), 9))\n"
        "print(COMPILED is not None, compiled.COMPILED is not None, len(page.chars))"
    )
    return run(sys.executable, "-P", "-c", code, PYTHONPATH=str(folder))


@needs_compiler
def test_with_a_compiler_the_wheel_holds_every_module_and_the_compiled_part(source: Path, tmp_path: Path) -> None:
    wheel = built(source, tmp_path, {})
    assert names_in(wheel) == modules() | COMPILED
    assert "-cp311-abi3-" in wheel.name
    assert compiled_in(wheel, tmp_path / "unpacked") == "True True 580"


def test_without_a_compiler_the_wheel_holds_every_module_and_is_for_any_machine(source: Path, tmp_path: Path) -> None:
    wheel = built(source, tmp_path, WITHOUT_COMPILER)
    assert names_in(wheel) == modules()
    assert wheel.name.endswith("-py3-none-any.whl")
    assert compiled_in(wheel, tmp_path / "unpacked") == "False False 580"


def test_the_source_distribution_has_the_version_of_the_tag_and_no_samples(source: Path, tmp_path: Path) -> None:
    assert source.name == f"jixiao-{VERSION}.tar.gz"
    with tarfile.open(source) as archive:
        folders = {name.split("/")[1] for name in archive.getnames() if name.count("/") > 1}
    assert folders == {"extract", "normalize", "output", "jixiao", "jixiao.egg-info"}
    assert built(source, tmp_path, WITHOUT_COMPILER).name.startswith(f"jixiao-{VERSION}-")


def archived(checkout: Path, folder: Path) -> Path:
    """Unpack an archive as git makes one: the sources without a repository."""
    run("git", "archive", "--output", str(folder / "sources.tar"), "HEAD", folder=checkout)
    with tarfile.open(folder / "sources.tar") as archive:
        archive.extractall(folder / "sources", filter="fully_trusted")
    return folder / "sources"


def test_an_archive_that_git_made_installs_and_knows_the_version(checkout: Path, tools: str, tmp_path: Path) -> None:
    wheel = wheel_of(archived(checkout, tmp_path), tools, tmp_path)
    assert wheel.name == f"jixiao-{VERSION}-py3-none-any.whl"
    assert names_in(wheel) == modules()


def test_any_other_copy_of_the_sources_installs(checkout: Path, tools: str, tmp_path: Path) -> None:
    sources = archived(checkout, tmp_path)
    (sources / ".git_archival.txt").unlink()
    assert wheel_of(sources, tools, tmp_path).name == "jixiao-0.0-py3-none-any.whl"


def test_a_commit_behind_the_tag_is_no_release(checkout: Path, tools: str) -> None:
    run(
        "git",
        "-c",
        "user.name=a",
        "-c",
        "user.email=a",
        "commit",
        "--quiet",
        "--allow-empty",
        "-m",
        "b",
        folder=checkout,
    )
    version = run(sys.executable, "-m", "setuptools_scm", folder=checkout, PYTHONPATH=tools)
    run("git", "reset", "--quiet", "--hard", TAG, folder=checkout)
    assert version.splitlines()[-1].startswith("9.8.8.dev1+g")


def test_before_the_first_tag_the_version_is_below_any_release(checkout: Path, tools: str) -> None:
    run("git", "tag", "--delete", TAG, folder=checkout)
    version = run(sys.executable, "-m", "setuptools_scm", folder=checkout, PYTHONPATH=tools)
    run("git", "tag", TAG, folder=checkout)
    assert version.splitlines()[-1].startswith("0.1.dev1+g")


def test_the_wheel_alone_does_what_the_readme_says(source: Path, samples: Path, tmp_path: Path) -> None:
    """In an environment in which nothing else is: no extra, none of what the tests bring, no checkout."""
    wheel = built(source, tmp_path, {})
    run(sys.executable, "-m", "venv", str(tmp_path / "empty"))
    programs = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", "--no-compile"]
    run(*pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel), PYTHONPATH="")
    user = tmp_path / "user"
    (user / "samples").mkdir(parents=True)
    for path in samples.glob("zhoucun-2024*"):
        shutil.copy(path, user / "samples")
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in markdown.commands(readme):
        run(str(programs / "jixiao"), *shlex.split(command)[1:], folder=user, PYTHONPATH="")
    (text,) = [block for language, block in markdown.code(readme) if language == "python"]
    shown = run(str(programs / "python"), "-c", f"{text}\nprint(jixiao.__version__)", folder=user, PYTHONPATH="")
    assert shown == VERSION
    assert (user / "out" / "review" / "index.html").exists()


def test_a_conversion_loads_only_what_the_file_needs(samples: Path, tmp_path: Path) -> None:
    code = (
        "import sys, jixiao\n"
        f"jixiao.convert({str(samples / 'zhoucun-2023.pdf')!r}).write({str(tmp_path)!r})\n"
        "print(sorted({'pandas', 'cv2', 'camelot', 'jieba', 'pdfplumber', 'distributed', 'fsspec', "
        "'xlsxwriter', 'duckdb'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_needs_no_heavy_library() -> None:
    code = (
        "import sys; from jixiao.cli import commands\n"
        "try: commands(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'pandas', 'cv2', 'camelot', 'jieba', 'numpy', 'pdfplumber', 'distributed', 'fsspec', "
        "'xlsxwriter', 'duckdb'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
