"""The files that are altered: a page or a few of the samples, written in the ways in which PDFs are."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import ObjectStreamMode

OPEN = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized}


def seeds(samples: Path) -> Mapping[str, bytes]:
    """Give the files by name. No name tells a year."""
    plain, packed = ObjectStreamMode.disable, ObjectStreamMode.generate
    return {
        "project": _pages(samples / "shili-project-2024.pdf", [1, 2], object_stream_mode=plain),
        "budget": _pages(samples / "zhoucun-2022.pdf", [3, 4], object_stream_mode=packed),
        "evaluation": _pages(samples / "shili-selfeval-2023.pdf", [1], object_stream_mode=packed),
        "open": _pages(samples / "zhoucun-2024.pdf", [4, 5], object_stream_mode=plain, **OPEN),
        "department": (samples / "shili-department-2024.pdf").read_bytes(),
    }


def _pages(path: Path, numbers: Sequence[int], **options: object) -> bytes:
    """Give some pages, from 0, of a file."""
    with pikepdf.open(path) as pdf, pikepdf.new() as part:
        part.pages.extend(pdf.pages[number] for number in numbers)
        written = BytesIO()
        part.save(written, **options)  # type: ignore[arg-type]
        return written.getvalue()
