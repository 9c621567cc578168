"""Known pages as a scanner gives them: drawn, laid askew, shaded, stamped, blurred, and packed as JPEG into a PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from jixiao.extract.ocr.installed import is_installed


@dataclass(frozen=True, slots=True)
class Scan:
    """How a page is scanned.

    ``skew`` is in degrees clockwise, ``shade`` the part of light that the darkest corner lacks, ``enlarged`` the times
    by which the sheet is larger than the PDF's page.
    """

    dpi: int = 200
    skew: float = 0.0
    shade: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    jpeg: int = 75
    seal: str = ""
    fax: bool = False
    turned: int = 0
    enlarged: float = 1.0


needs_ocr = pytest.mark.skipif(not is_installed(), reason="needs OCR: pip install 'jixiao[ocr]'")

SEALS = {"red": (40, 40, 215), "grey": (150, 150, 150), "blue": (200, 70, 40)}
"""Colours as blue, green, red."""


def scanned(source: Path, numbers: Iterable[int], out: Path, scan: Scan) -> Path:
    """Set the pages of a PDF, numbered from 1, as pictures of a scanner into another."""
    canvas = Canvas(str(out))
    document = pypdfium2.PdfDocument(source)
    chance = np.random.default_rng(1)
    for number in numbers:
        picture = degraded(
            document[number - 1].render(scale=scan.enlarged * scan.dpi / 72).to_numpy()[:, :, :3], scan, chance
        )
        height, width = (side * 72 / scan.dpi for side in picture.shape[:2])
        canvas.setPageSize((width, height))
        canvas.drawImage(_packed(picture, scan), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    document.close()
    return out


def degraded(pixels: Any, scan: Scan, chance: np.random.Generator) -> Any:
    """Give a page's picture, blue, green and red, as it comes from the scanner."""
    picture = _with_seal(pixels.copy(), scan) if scan.seal else pixels
    picture = _askew(picture, scan.skew) if scan.skew else picture
    rough = picture.astype(np.float32)
    if scan.shade:
        rough *= _light(picture.shape[:2], scan.shade)[:, :, None]
    if scan.blur:
        rough = cv2.GaussianBlur(rough, (0, 0), scan.blur)
    if scan.noise:
        rough += chance.normal(0, scan.noise, rough.shape[:2])[:, :, None]
    even = np.clip(rough, 0, 255).astype(np.uint8)
    if scan.fax:
        even = np.where(even.mean(axis=2, keepdims=True) < 150, 0, 255).astype(np.uint8).repeat(3, axis=2)
    return np.ascontiguousarray(np.rot90(even, -scan.turned))


def _askew(picture: Any, degrees: float) -> Any:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def _light(shape: tuple[int, int], shade: float) -> Any:
    down, across = np.linspace(0, 1, shape[0])[:, None], np.linspace(0, 1, shape[1])[None, :]
    return (1 - shade * (down + across) / 2).astype(np.float32)


def _with_seal(picture: Any, scan: Scan) -> Any:
    """Stamp a seal of 42 mm over the right columns: a ring, a star's strokes, so pale that type shows through."""
    height, width = picture.shape[:2]
    stamp = np.full_like(picture, 255)
    middle, radius = (round(width * 0.8), round(height * 0.45)), round(21 / 25.4 * scan.dpi)
    cv2.circle(stamp, middle, radius, SEALS[scan.seal], max(2, scan.dpi // 40))
    cv2.circle(stamp, middle, radius // 3, SEALS[scan.seal], -1)
    return np.minimum(picture, stamp)


def _packed(picture: Any, scan: Scan) -> ImageReader:
    image = Image.fromarray(np.ascontiguousarray(picture[:, :, ::-1]))
    kept = BytesIO()
    if scan.fax:
        image.convert("1").save(kept, "PNG")
    else:
        image.save(kept, "JPEG", quality=scan.jpeg)
    kept.seek(0)
    return ImageReader(kept)
