"""PDF → the text of its pages."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from newsledger.model import PageError


def pdf_text(data: bytes, name: str) -> str:
    """The text of a PDF, page after page, a line each as it is laid out.

    Raises PageError if it is broken, locked, or holds no text (scanned pictures).
    """
    try:
        text = "\n\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise PageError(f"the PDF cannot be read: {error}", where=name, remedy="open and save it anew") from error
    if not text.strip():
        raise PageError("the PDF holds no text, perhaps only pictures", where=name, remedy="run text recognition on it")
    return text
