"""PDF → the text of its pages, a paragraph a line, and what the file tells of itself."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from newsledger.intake.bylines import read_byline
from newsledger.intake.dates import parse_date
from newsledger.intake.declared import Declared
from newsledger.intake.declared_dates import DeclaredDate
from newsledger.intake.makers import Told
from newsledger.intake.pdf_layout import Layout, Piece, lay_out
from newsledger.model import PageError

_FAILURES = (
    PyPdfError, ValueError, TypeError, LookupError, AttributeError, OSError, ArithmeticError, AssertionError,
    RecursionError, NotImplementedError, struct.error, zlib.error, re.error,
)  # fmt: skip
"""What pypdf raises on broken files: its objects are built from whatever the file says."""

MOST_PAGES = 1_000
MOST_CHARS = 5_000_000
MOST_CONTENT = 5_000_000
"""Bytes of drawing commands of one page, unpacked."""
MOST_COMMANDS, MOST_OF_ALL = 60_000, 1_000_000
"""Commands of one page (a page of text has some thousands), and of the document; 100,000 take about eight seconds."""

_DATE = re.compile(r"D?:?\s*(\d{4})-?(\d\d)-?(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?)?\s*(Z|[+-]\d\d)?'?:?(\d\d)?")
_FILE_NAME = re.compile(r"\.(?:docx?|odt|rtf|indd|qxd|pages|html?|txt|pdf|tex|xlsx?|pptx?)\b", re.I)
_PROGRAM = re.compile(r"^(?:microsoft word\s*-|untitled|document\d*$|slide\s*\d*$|layout\b|print(?:ing)?\b)", re.I)
_LEAST_TITLE_WORDS = 3
# Without a handler of its own, warnings about every broken object would end up on standard error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF holds.

    text: a paragraph a line. furniture: where lines begin that are running heads, footers or page numbers. declared:
    headline (by the file's own account, or its largest print), author, and the date of the file, which is a weak one:
    it may have been made long after its text.
    """

    text: str
    furniture: frozenset[int]
    declared: Declared


class _TooManyError(Exception):
    """A page that draws more than any page of text."""


def read_pdf(data: bytes, name: str) -> PdfText:
    """Read a PDF.

    Raises PageError if it is broken, locked, too large, or holds no text (scanned pictures).
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _locked(name)
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise PageError(f"the PDF has {count} pages", where=name, remedy=f"split it; {MOST_PAGES} are read")
        pieces, failed = _pieces(reader, count)
        told: Any = reader.metadata or {}
    except (FileNotDecryptedError, DependencyError) as error:
        raise _locked(name) from error
    except _TooManyError as error:
        raise PageError("the PDF draws too much for a text", where=name, remedy="print its text alone") from error
    except _FAILURES as error:
        raise PageError(
            f"the PDF cannot be read: {error or type(error).__name__}", where=name, remedy="open and save it anew"
        ) from error
    if failed is not None and not any(piece.text.strip() for page in pieces for piece in page):
        raise PageError(f"the PDF cannot be read: {failed}", where=name, remedy="open and save it anew") from failed
    layout = lay_out(pieces)
    if not layout.text.strip():
        raise PageError("the PDF holds no text, perhaps only pictures", where=name, remedy="run text recognition on it")
    return PdfText(layout.text, layout.furniture, _declared(told, layout))


def _declared(told: Any, layout: Layout) -> Declared:
    title = _told(told, "/Title")
    known = len(title.split()) >= _LEAST_TITLE_WORDS and not _FILE_NAME.search(title) and not _PROGRAM.match(title)
    made = _moment(_told(told, "/CreationDate"))
    day = parse_date(made) if made is not None else None
    people = tuple(person.name for person in read_byline(_told(told, "/Author"), 0))
    return Declared(
        # A title that the text does not show is often that of a template or an earlier document.
        title=title if known and _key(title) in _key(layout.text[:20_000]) else layout.title,
        makers=Told(people=people),
        dates=(DeclaredDate(made, "date of the PDF file", day, weak=True),) if made and day else (),
    )


def _locked(name: str) -> PageError:
    return PageError("the PDF is locked with a password", where=name, remedy="save it without the password")


def _pieces(reader: PdfReader, count: int) -> tuple[list[list[Piece]], Exception | None]:
    """Pieces of text with their places, page by page; and what went wrong on a page, if that happened."""
    pages: list[list[Piece]] = []
    failed: Exception | None = None
    chars = commands = all_commands = 0

    def count_command(*_: Any) -> None:
        nonlocal commands
        commands += 1
        if commands > MOST_COMMANDS:
            raise _TooManyError

    for number in range(count):
        found: list[Piece] = []
        commands = 0

        def keep(text: str, place: Any, line: Any, _font: Any, size: Any, to: list[Piece] = found) -> None:
            if text:
                to.append(Piece.placed(text, place, line, size))

        try:
            page = reader.pages[number]
            contents = page.get_contents()
            if contents is not None and len(contents.get_data()) > MOST_CONTENT:
                raise _TooManyError
            page.extract_text(visitor_text=keep, visitor_operand_before=count_command)
        except _FAILURES as error:
            failed = error
        all_commands += commands
        if commands > MOST_COMMANDS or all_commands > MOST_OF_ALL:
            raise _TooManyError
        chars += sum(len(piece.text) for piece in found)
        pages.append(found)
        if chars > MOST_CHARS:
            raise _TooManyError
    return pages, failed


def _told(told: Any, key: str) -> str:
    try:
        value = told.get(key)
        return " ".join(str(value).split()) if value is not None else ""
    except _FAILURES:
        return ""


def _key(text: str) -> str:
    return "".join(char.casefold() for char in text if char.isalnum())


def _moment(text: str) -> str | None:
    """ISO 8601 from a date of PDF ("D:20310303070000+01'00'")."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone, part = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    offset = "" if zone is None else "+00:00" if zone == "Z" else f"{zone}:{part or '00'}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}"
