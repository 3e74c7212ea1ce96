"""WARC archives, packed or not: responses, resources and conversions become pages."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, cast

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsledger.intake.causes import DAMAGE, why
from newsledger.intake.containers.capture import CAPTURE_TYPE, Capture, CaptureRole, read_capture
from newsledger.intake.containers.http import http_body, status_problem
from newsledger.intake.containers.opening import Opening
from newsledger.intake.containers.rewinding import Rewinding
from newsledger.intake.containers.told import with_facts
from newsledger.intake.decode import in_utf8
from newsledger.model import Page, PageFacts, SetAside

_WITH_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_WEB = ("http:", "https:", "ftp:", "file:")
_AGAIN = "fetch it anew"
_NOTE_BYTES = 1_000_000
# What pages are made of and nobody misses among pages: beginnings of media types.
_PARTS = {
    "image/": "pictures",
    "audio/": "sounds",
    "video/": "films",
    "font/": "fonts",
    "application/font": "fonts",
    "text/css": "style sheets",
    "text/javascript": "scripts",
    "application/javascript": "scripts",
    "application/x-javascript": "scripts",
}


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Pages of an archive, named by the places of their records in the file (as in CDX indexes).

    The date of capture is kept as ``PageFacts.captured``. Records without pages are counted as skipped. After damage
    the next record is looked for. What ``newsledger fetch`` noted of a page counts as said by the container.
    """
    packed = not stream.peek(5).startswith(b"WARC/")
    source = Rewinding(stream)
    archive = _Archive(name, opening)
    place: int | None = 0
    gap: SetAside | None = None
    while place is not None:
        last, whole = None, True
        for record in _records(source):
            if isinstance(record, WarcRecord):
                if gap is not None:
                    yield gap
                    gap = None
                last = record.stream_pos
                whole = yield from archive.pages(record)
                if not whole:
                    break
                continue
            whole = False
            if last is None:  # what begins here is the damaged record itself
                yield archive.aside(place, f"damaged: {why(record)}", _AGAIN)
                gap = None
            else:
                gap = archive.aside(f"{last}+", f"damaged data after this record: {why(record)}", _AGAIN)
        if whole and last is None:
            whole = False
            yield archive.aside(place, "damaged: no record can be made out", _AGAIN)
        elif whole and packed and source.goes_on_after_member(cast(int, last)):
            whole = False
            gap = archive.aside(f"{last}+", "damaged data after this record: no record can be made out", _AGAIN)
        place = None if whole else source.find_record((place if last is None else last) + 1, packed=packed)
    if gap is not None:
        yield gap


def _records(source: Rewinding) -> Iterator[Any]:
    """The records from a place on, and the error that ends them if they do not end well."""
    try:
        yield from ArchiveIterator(cast(BinaryIO, source), parse_http=False)
    except DAMAGE as error:
        yield error


@dataclass(frozen=True, slots=True)
class _Archive:
    """notes: what a record says of the one behind it, by the id of that one."""

    name: str
    opening: Opening
    notes: dict[str, Capture] = field(default_factory=dict)

    def aside(self, place: object, reason: str, remedy: str) -> SetAside:
        return SetAside(name=f"{self.name}#{place}", reason=reason, remedy=remedy)

    def pages(self, record: WarcRecord) -> Generator[Page | SetAside, None, bool]:
        """Pages of a record; returns False if the record is not whole."""
        if record.record_type == WarcRecordType.metadata and record.headers.get("Content-Type") == CAPTURE_TYPE:
            self._note(record)
            return True
        if record.record_type not in _WITH_PAGES:
            self.opening.skip(f"{record.record_type!s} records")
            return True
        url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        if not url.lower().startswith(_WEB):
            self.opening.skip("records that are no web pages")
            return True
        note = self.notes.pop((record.record_id or "").strip("<> "), None)
        if note is not None and note.role is not CaptureRole.PAGE:
            self.opening.skip("responses fetched for other things than a page")
            return True
        place, limit = record.stream_pos, self.opening.limits.page
        try:
            block = record.reader.read(limit + 1)
        except DAMAGE as error:
            yield self.aside(place, f"damaged: {why(error)}", _AGAIN)
            return False
        if len(block) > limit:
            yield self.aside(place, f"the record is larger than {limit / 1_000_000:g} MB", "")
            return True
        if len(block) < record.content_length:
            yield self.aside(place, "the record is cut off", _AGAIN)
            return False
        yield from self._pages_of(record, block, url, note.facts if note is not None else PageFacts())
        return True

    def _note(self, record: WarcRecord) -> None:
        """Keep a note for the record behind it; never more than one."""
        self.notes.clear()
        about = record.headers.get("WARC-Concurrent-To")
        with contextlib.suppress(*DAMAGE):
            note = read_capture(record.reader.read(_NOTE_BYTES))
            if about and note is not None:
                self.notes[about.strip("<> ")] = note

    def _pages_of(self, record: WarcRecord, block: bytes, url: str, told: PageFacts) -> Iterator[Page | SetAside]:
        place = record.stream_pos
        captured = record.headers.get("WARC-Date")
        known = with_facts(told, self.opening.facts)
        facts = msgspec.structs.replace(known, url=url or known.url, captured=captured)
        media = record.headers.get("Content-Type") or ""
        charset = None
        if media.lower().startswith("application/http"):
            try:
                record.set_bytes_content(block)
                record.parse_http()
                headers = record.http_headers
                if headers is None:
                    raise ValueError("it has no status line")
                problem = status_problem(headers.status_code)
                if problem is not None:
                    yield self.aside(place, *problem)
                    return
                media, charset = headers.get("Content-Type") or "", record.http_charset
                block = http_body(
                    record.reader.read(),
                    headers.get("Transfer-Encoding"),
                    headers.get("Content-Encoding"),
                    self.opening.limits.page,
                )
            except DAMAGE as error:
                yield self.aside(place, f"the HTTP response is damaged: {why(error)}", _AGAIN)
                return
        part = next((part for start, part in _PARTS.items() if media.lower().startswith(start)), None)
        if part is not None:
            self.opening.skip(part)
            return
        if charset:
            block = in_utf8(block, charset)
        yield from self.opening.knowing(facts).open(io.BytesIO(block), f"{self.name}#{place}")
