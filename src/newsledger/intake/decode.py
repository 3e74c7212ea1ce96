"""Bytes → text: encoding, control characters, and what kind of page the bytes hold."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from charset_normalizer import from_bytes

from newsledger.model import PageError

MAX_BYTES = 20_000_000
"""Larger texts are not articles; they are set aside unread."""

Format = Literal["html", "dump"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ", "an xz file"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.I)
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_\-]+)""")
# Control characters that no text needs (all but tab, line feed, form feed, carriage return), and lone surrogates.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_MARKUP = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|span|h[1-6]|a|ul|ol|table|section|"
    r"script|link)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_WRAPPERS = re.compile(r"<\s*(?:!doctype\s+html|html|body)\b", re.I)
_SAMPLE = 100_000
_CONTROL = bytes(byte for byte in range(32) if byte not in (9, 10, 12, 13, 27))
_LEAST_TEXT = 30  # characters of text for one control character; bytes by chance have nine


def decode(data: bytes, name: str) -> str:
    """Decode the bytes of a page.

    Returns text that can be encoded as UTF-8 again. Valid UTF-8 text without control characters comes back unchanged.
    Raises PageError for pages that are empty, too large or not text.
    """
    if not data.strip(b"\x00 \t\r\n\f\v"):
        raise PageError("the page is empty", where=name, remedy="save the page again")
    if len(data) > MAX_BYTES:
        raise PageError(
            f"the page is too large ({len(data) // 1_000_000} MB; the limit is {MAX_BYTES // 1_000_000} MB)",
            where=name,
            remedy="split it into single pages",
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise PageError(f"not text but {kind}", where=name, remedy="give the page as HTML or plain text")
    text = _to_text(data, name)
    return _UNPRINTABLE.sub("\ufffd", text) if _UNPRINTABLE.search(text) else text


def _to_text(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    sample = data[:_SAMPLE]
    if _looks_binary(sample):
        raise PageError("not text but binary data", where=name, remedy="give the page as HTML or plain text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = declared_encoding(sample)
    wrong = declared is not None and declared.lower() in ("utf-8", "utf8")
    text = _with_codec(data, declared) if declared and not wrong else None
    if text is not None:
        return text
    if _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    guess = from_bytes(sample).best()
    text = _with_codec(data, guess.encoding) if guess is not None else None
    return text if text is not None else data.decode("cp1252", "replace")


def declared_encoding(sample: bytes) -> str | None:
    """The encoding that a page itself names, in a meta tag or an XML declaration."""
    declared = _CHARSET.search(sample) or _XML_ENCODING.search(sample)
    return declared.group(1).decode("ascii") if declared else None


def in_utf8(data: bytes, encoding: str) -> bytes:
    """A page in UTF-8 whose encoding an HTTP header tells; unchanged where the page itself knows better."""
    if any(data.startswith(bom) for bom, _ in _BOMS) or declared_encoding(data[:_SAMPLE]):
        return data
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        text = _with_codec(data, encoding)
        return data if text is None else text.encode("utf-8", "replace")
    return data


def _with_codec(data: bytes, encoding: str) -> str | None:
    """Decode with a named codec; None if there is no such text codec or it does not fit the bytes."""
    # Browsers read both of these labels as Windows-1252.
    encoding = "cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else encoding
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    return text if isinstance(text, str) and text.count("\ufffd") * 20 <= len(text) else None


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8 with a few broken places."""
    text = data.decode("utf-8", "replace")
    good = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return good > 4 * text.count("\ufffd")


def _looks_binary(sample: bytes) -> bool:
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control * _LEAST_TEXT > len(sample)


def sniff(text: str) -> Format:
    """Tell HTML from a plain-text dump by content."""
    head = text[:_SAMPLE]
    if _WRAPPERS.search(head[:5_000]):
        return "html"
    tags = len(_MARKUP.findall(head))
    return "html" if tags >= 3 and tags * 400 > len(head) else "dump"
