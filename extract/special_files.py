"""Files whose pages are not what they hold: forms that only one program draws, folders of attached files."""

from contextlib import closing
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

_XFA = frozenset({pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND})


def is_dynamic_form(path: Path) -> bool:
    """Whether the file is an XFA form: its pages show a request to wait, and its data are XML."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return pdfium.FPDF_GetFormType(document.raw) in _XFA


def count_attachments(path: Path) -> int:
    """Count the files attached to this one; in a portfolio they are all that it holds."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        return int(pdfium.FPDFDoc_GetAttachmentCount(document.raw))
