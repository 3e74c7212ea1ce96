"""The archive beside a ledger: a folder of WARC files, one a run, and the index of what they hold."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from newsledger.intake.causes import DAMAGE, why
from newsledger.intake.containers.capture import CAPTURE_TYPE, Capture, CaptureRole, read_capture
from newsledger.intake.fetching.clock import Clock
from newsledger.intake.fetching.exchange import Exchange
from newsledger.intake.fetching.failure import RefusedError
from newsledger.intake.fetching.index import Index, Known
from newsledger.intake.fetching.records import exchange_records, file_record
from newsledger.intake.fetching.robots import MOST_BYTES, rules_of
from newsledger.intake.fetching.urls import host_of, origin_of, redirect_of
from newsledger.model import InputError

INDEX = ".index.sqlite"
_SUFFIX = ".warc.gz"
_OURS = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(?:-\d+)?\.warc\.gz")
_FILE_BYTES = 1_000_000_000
_CHUNK = 1 << 20
_ANSWERS = WarcRecordType.response | WarcRecordType.revisit


class Archive:
    """Keeps exchanges, and knows which were kept before.

    The WARC files are what counts: each exchange is on disk, whole, before the next question is asked, and the index is
    brought up to them whenever an archive is opened. A run that is killed leaves at most one torn record at the end of
    its own file; the next run cuts that off.

    keep: False for a trial, which writes nothing.
    Raises LedgerError if another program is using the archive; InputError if its folder cannot be used.
    """

    def __init__(
        self, folder: Path, clock: Clock, user_agent: str, *, keep: bool = True, file_bytes: int = _FILE_BYTES
    ) -> None:
        self.folder = folder
        self._clock = clock
        self._user_agent = user_agent
        self._keep = keep
        self._file_bytes = file_bytes
        self._file: Path | None = None
        try:
            if keep:
                folder.mkdir(parents=True, exist_ok=True)
            self._index = Index(folder / INDEX) if keep else Index(None, like=folder / INDEX)
            self._catch_up()
        except OSError as error:
            raise InputError(
                f"the archive cannot be used: {why(error)}", where=str(folder), remedy="give another --archive folder"
            ) from error

    def __enter__(self) -> Archive:
        """Return the archive itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the index."""
        self._index.close()

    @property
    def index(self) -> Index:
        """What the archive holds."""
        return self._index

    def files(self) -> list[Path]:
        """The archive's files, oldest first."""
        return sorted(self.folder.glob(f"*{_SUFFIX}")) if self.folder.is_dir() else []

    def not_added(self, ledger: Path) -> list[Path]:
        """Files that a ledger has not got, or not all of; all of them if the ledger does not exist."""
        key = str(ledger.resolve())
        if not ledger.exists():
            self._index.forget_added(key)
        return [file for file in self.files() if self._index.added(key, file.name) != file.stat().st_size]

    def note_added(self, ledger: Path, files: list[Path]) -> None:
        """Note that a ledger got all pages of these files."""
        for file in files:
            self._index.note_added(str(ledger.resolve()), file.name, file.stat().st_size)

    def append(self, exchange: Exchange, capture: Capture, known: Known | None = None) -> None:
        """Keep one exchange. known: an earlier answer with the same content, which is then not stored again.

        Raises InputError if it cannot be written; what was kept before stays whole.
        """
        if not self._keep:
            return
        data = exchange_records(exchange, capture, known)
        try:
            file = self._current()
            start = file.stat().st_size if file.exists() else 0
            with file.open("ab") as stream:
                stream.write(data if start else self._opening_record(file) + data)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise InputError(
                f"the archive cannot be written: {why(error)}", where=str(self.folder), remedy="free some space"
            ) from error
        self._take_in(file)

    def stored(self, url: str) -> Known | None:
        """What is known of an address if its content is there, whole, and can be compared with."""
        known = self._index.known(url)
        if known is None or known.status != 200 or known.truncated or known.role == CaptureRole.OTHER:
            return None
        return known if (self.folder / known.file).is_file() else None

    def payload(self, known: Known) -> bytes | None:
        """The content of an answer as it was stored (with its content coding); None if it cannot be read any more."""
        try:
            with (self.folder / known.file).open("rb") as stream:
                stream.seek(known.place)
                for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="transfer"):
                    return record.reader.read() if _name(record) == known.record else None
        except DAMAGE:
            return None
        return None

    def _opening_record(self, file: Path) -> bytes:
        return file_record(file.name, self._clock.now(), self._user_agent)

    def _current(self) -> Path:
        """The file of this run; a further one when it has grown large."""
        if self._file is not None and self._file.stat().st_size < self._file_bytes:
            return self._file
        stamp = self._clock.now().astimezone(dt.UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
        number = 1
        file = self.folder / f"{stamp}{_SUFFIX}"
        while file.exists():
            number += 1
            file = self.folder / f"{stamp}-{number}{_SUFFIX}"
        self._file = file
        return file

    def _catch_up(self) -> None:
        """Index what earlier runs wrote and did not live to index."""
        for file in self.files():
            size = file.stat().st_size
            start = self._index.size(file.name)
            if size <= start:
                continue
            if self._keep and _OURS.fullmatch(file.name):
                whole = _whole_upto(file, start)
                if whole < size:
                    with file.open("r+b") as stream:
                        stream.truncate(whole)
            self._take_in(file)

    def _take_in(self, file: Path) -> None:
        """Index the records of a file that are not indexed yet."""
        with self._index.changing(), file.open("rb") as stream:
            stream.seek(self._index.size(file.name))
            with contextlib.suppress(*DAMAGE):  # a file of others, damaged: what was read of it counts
                self._note_records(stream, file.name)
            self._index.note_size(file.name, file.stat().st_size)

    def _note_records(self, stream: BinaryIO, file: str) -> None:
        notes: dict[str, Capture] = {}
        kinds = _ANSWERS | WarcRecordType.metadata
        for record in ArchiveIterator(stream, record_types=kinds, auto_decode="transfer", strict_mode=False):
            if record.record_type == WarcRecordType.metadata:
                if record.headers.get("Content-Type") == CAPTURE_TYPE:
                    note = read_capture(record.reader.read())
                    if note is not None:
                        notes[record.headers.get("WARC-Concurrent-To") or ""] = note
                continue
            note = notes.pop(f"<{_name(record)}>", None)
            if note is not None and record.is_http_parsed:
                self._note_answer(record, note, file)

    def _note_answer(self, record: WarcRecord, note: Capture, file: str) -> None:
        url = record.headers.get("WARC-Target-URI") or ""
        date = record.headers.get("WARC-Date") or ""
        http = record.http_headers
        self._index.note_asked(host_of(url), date)
        if record.record_type == WarcRecordType.revisit:
            self._index.note_checked(url, date, http.get("ETag"), http.get("Last-Modified"))
            return
        status = http.status_code or 0
        if note.role is CaptureRole.ROBOTS:
            self._index.note_robots(origin_of(note.via or url), date, rules_of(status, record.reader.read(MOST_BYTES)))
            return
        self._index.note_answer(
            Known(
                url=url,
                checked=date,
                status=status,
                role=note.role,
                truncated=record.headers.get("WARC-Truncated"),
                location=_location(url, http.get("Location")),
                etag=http.get("ETag"),
                modified=http.get("Last-Modified"),
                coding=http.get("Content-Encoding"),
                digest=record.headers.get("WARC-Payload-Digest") or "",
                record=_name(record),
                stored=date,
                file=file,
                place=record.stream_pos,
            )
        )


def _name(record: WarcRecord) -> str:
    return (record.record_id or "").strip("<>")


def _location(url: str, value: str | None) -> str | None:
    try:
        return redirect_of(url, value)
    except RefusedError:
        return None


def _whole_upto(file: Path, start: int) -> int:
    """Where the last whole record of a file ends, of those from ``start`` on."""
    end = at = start
    unpacker = zlib.decompressobj(wbits=31)
    with file.open("rb") as stream:
        stream.seek(start)
        while data := stream.read(_CHUNK):
            while data:
                try:
                    unpacker.decompress(data)
                except zlib.error:
                    return end
                rest = unpacker.unused_data
                at += len(data) - len(rest)
                if unpacker.eof:
                    end = at
                    unpacker = zlib.decompressobj(wbits=31)
                data = rest
    return end


def archive_of(ledger: Path) -> Path:
    """Where the archive of a ledger lies unless told otherwise: beside it, ``news.ledger.warc/``."""
    return ledger.with_name(ledger.name + ".warc")
