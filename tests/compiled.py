"""What both compiled modules are asked on: the files that they must make the same of, and when they may be missing."""

import os
import shlex
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.fuzz.mutations import DAMAGE, OTHER
from tests.fuzz.run import Case, altered
from tests.fuzz.seeds import seeds
from tests.test_typeset import BOOK, CUTS
from tests.typeset.forms import COVER, set_form
from tests.typeset.paint import write_pdf
from tests.typeset.styles import BOOK_STYLES

FILES = [
    path
    for folder in (ROOT / "samples", ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "cases")
    for path in sorted(folder.glob("*.pdf"))
]

MUTATIONS = (*DAMAGE, *OTHER)

CHANCE = 17
EACH_ALTERED = 3
"""Files of each seed and mutation. By hand many more: python -m benchmarks.sanitize"""


def has_compiler() -> bool:
    """Whether a module for this Python can be compiled here, by the compiler that setup.py would take."""
    command = [*shlex.split(os.environ.get("CC", "cc")), "-I", sysconfig.get_path("include"), "-E", "-"]
    try:
        return subprocess.run(command, input=b"#include <Python.h>\n", capture_output=True, check=False).returncode == 0
    except OSError:
        return False


needs_compiler = pytest.mark.skipif(not has_compiler(), reason="no C compiler, or none with Python's headers")
"""Of tests of the compiled part: where a compiler is, they fail without that part."""


def styled(folder: Path, name: str) -> Path:
    """Write the book of forms in a style."""
    style = BOOK_STYLES[name]
    forms = [set_form(form, merge_level2=style.merge_level2) for form in BOOK]
    write_pdf(folder / "set.pdf", forms, style, COVER)
    return folder / "set.pdf"


def cut(folder: Path, name: str) -> Path:
    """Write a form that a page break cuts in one of the ways that the typesetter knows."""
    form, style = CUTS[name]
    write_pdf(folder / "set.pdf", [set_form(form, merge_level2=style.merge_level2)], style)
    return folder / "set.pdf"


def altered_files(samples: Path, folder: Path, mutation: str, each: int) -> Iterator[Path]:
    """Write files altered by chance in one way, one after the other."""
    files = seeds(samples)
    for seed in files:
        for number in range(each):
            (folder / "altered.pdf").write_bytes(altered(Case(number, seed, mutation), files, CHANCE))
            yield folder / "altered.pdf"
