"""The compiled part (extract/pdfium/fast.c, extract/fast_text.c), where a C compiler is; the rest: pyproject.toml.

Without one the wheel is pure Python and reads the same, slower.
"""

import tempfile
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.dist import Distribution
from setuptools.errors import CCompilerError, ExecError, PlatformError

_FAILURES = (CCompilerError, ExecError, PlatformError, OSError)
_COMPILED = [
    Extension("jixiao.extract.pdfium.fast", ["extract/pdfium/fast.c"], py_limited_api=True, optional=True),
    Extension("jixiao.extract.fast_text", ["extract/fast_text.c"], py_limited_api=True, optional=True),
]
_TRIAL = "#include <Python.h>\nPyMODINIT_FUNC PyInit_trial(void) { return NULL; }\n"


def _can_compile() -> bool:
    """Whether a module can be compiled and linked here: asked before, for a wheel is named after what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "trial.c")
        source.write_text(_TRIAL)
        command = build_ext(Distribution({"name": "trial", "ext_modules": [Extension("trial", [str(source)])]}))
        command.build_lib = command.build_temp = folder
        try:
            command.ensure_finalized()
            command.run()
        except _FAILURES:
            return False
    return True


if _can_compile():
    setup(ext_modules=_COMPILED, options={"bdist_wheel": {"py_limited_api": "cp311"}})
else:
    setup()
