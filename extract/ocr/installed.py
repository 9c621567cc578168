"""Whether pages can be read by OCR here: the extra ``ocr`` brings the recogniser and its model."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

INSTALL = '"jixiao[ocr]"'
"""What pip is asked for, in quotes for the shell."""

_PACKAGES = ("rapidocr", "onnxruntime", "rapidfuzz")

_MODEL = "PP-OCR*_rec_*.onnx"


@cache
def is_installed() -> bool:
    """Whether the packages of the extra stand here; nothing of them is loaded. Asked once: looking costs 0.3 ms."""
    return all(find_spec(name) is not None for name in _PACKAGES)


def model_file() -> Path:
    """Give the recogniser of lines that rapidocr's wheel carries. Raises FileNotFoundError where it carries none."""
    spec = find_spec("rapidocr")
    folder = Path(spec.origin).parent / "models" if spec and spec.origin else Path()
    found = sorted(folder.glob(_MODEL))
    if not found:
        raise FileNotFoundError(folder / _MODEL)
    return found[-1]
