"""What the archive holds, by address: an index that can be made anew from the archive at any time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsledger.intake.fetching.robots import Rules
from newsledger.model import LedgerError

_FORMAT = 1
_TABLES = """
CREATE TABLE answers (
    url TEXT PRIMARY KEY, checked TEXT NOT NULL, status INTEGER NOT NULL, role TEXT NOT NULL, truncated TEXT,
    location TEXT, etag TEXT, modified TEXT, coding TEXT, digest TEXT, record TEXT, stored TEXT, file TEXT,
    place INTEGER
);
CREATE TABLE robots (
    origin TEXT PRIMARY KEY, checked TEXT NOT NULL, status INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE TABLE hosts (host TEXT PRIMARY KEY, asked TEXT NOT NULL);
CREATE TABLE files (file TEXT PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE added (ledger TEXT, file TEXT, size INTEGER NOT NULL, PRIMARY KEY (ledger, file));
"""
_HOPS = 10


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address from the last time it was asked for.

    checked, stored: when it was last asked for, and when its content was stored (ISO 8601, UTC). record, file, place:
    where the content is stored. coding: its content coding.
    """

    url: str
    checked: str
    status: int
    role: str
    truncated: str | None
    location: str | None
    etag: str | None
    modified: str | None
    coding: str | None
    digest: str
    record: str
    stored: str
    file: str
    place: int


class Index:
    """The index of one archive; locked for others while it is open.

    path: of its file; None for an index in memory. like: a file to begin the latter with.
    Raises LedgerError if another program has it open, or if it cannot be written.
    """

    def __init__(self, path: Path | None, *, like: Path | None = None) -> None:
        self._path = path
        self._like = like
        try:
            self._base = self._opened()
        except sqlite3.OperationalError as error:
            raise _explained(error, path) from error

    def _opened(self) -> sqlite3.Connection:
        """The file, locked. One that is damaged or of another format is begun anew: all of it stands in the archive."""
        base = self._connected()
        try:
            found = base.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.OperationalError:
            base.close()
            raise
        except sqlite3.DatabaseError:
            found = None
        if found not in (0, _FORMAT) and self._path is not None:
            base.close()
            self._path.unlink()
            base = self._connected()
        if found != _FORMAT:
            base.executescript(f"BEGIN EXCLUSIVE;{_TABLES}PRAGMA user_version = {_FORMAT};COMMIT;")
        base.execute("BEGIN EXCLUSIVE")
        base.execute("COMMIT")
        return base

    def _connected(self) -> sqlite3.Connection:
        base = sqlite3.connect(self._path or ":memory:", timeout=1.0, isolation_level=None)
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        if self._like is not None and self._like.is_file():
            with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(self._like)) as other:
                other.backup(base)
        return base

    def close(self) -> None:
        """Release the file."""
        self._base.close()

    @contextlib.contextmanager
    def changing(self) -> Iterator[None]:
        """A change that is made whole or not at all.

        Raises LedgerError if it cannot be written.
        """
        try:
            self._base.execute("BEGIN IMMEDIATE")
            yield
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise _explained(error, self._path) from error
        finally:
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")

    def known(self, url: str) -> Known | None:
        """What is known of an address; None if it was never asked for."""
        row = self._base.execute(
            "SELECT url, checked, status, role, truncated, location, etag, modified, coding, digest, record, stored, "
            "file, place FROM answers WHERE url = ?",
            (url,),
        ).fetchone()
        return Known(*row) if row is not None else None

    def settled(self, url: str) -> Known | None:
        """What an address leads to, if that needs no asking again to be had: a stored page, or one that is gone.

        Redirects are followed to their ends. None if it was never asked for, or the answer may be another next time.
        """
        for _ in range(_HOPS):
            found = self.known(url)
            if found is None or found.truncated in ("time", "disconnect"):
                return None
            if found.status in (301, 302, 303, 307, 308) and found.location:
                url = found.location
                continue
            return found if found.status in (200, 404, 410) else None
        return None

    def note_answer(self, known: Known) -> None:
        """Note the newest answer of an address."""
        self._base.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                known.url, known.checked, known.status, known.role, known.truncated, known.location, known.etag,
                known.modified, known.coding, known.digest, known.record, known.stored, known.file, known.place,
            ),
        )  # fmt: skip

    def note_checked(self, url: str, checked: str, etag: str | None, modified: str | None) -> None:
        """Note that the content of an address was found unchanged."""
        self._base.execute(
            "UPDATE answers SET checked = ?, etag = coalesce(?, etag), modified = coalesce(?, modified) WHERE url = ?",
            (checked, etag, modified, url),
        )

    def robots(self, origin: str) -> tuple[str, Rules] | None:
        """When the rules of an origin were last asked for, and what they were."""
        row = self._base.execute("SELECT checked, status, text FROM robots WHERE origin = ?", (origin,)).fetchone()
        return (row[0], Rules(row[1], row[2])) if row is not None else None

    def note_robots(self, origin: str, checked: str, rules: Rules) -> None:
        """Note the rules of an origin."""
        self._base.execute(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?)", (origin, checked, rules.status, rules.text)
        )

    def asked(self, host: str) -> str | None:
        """When a host was last asked for anything."""
        row = self._base.execute("SELECT asked FROM hosts WHERE host = ?", (host,)).fetchone()
        return str(row[0]) if row is not None else None

    def note_asked(self, host: str, asked: str) -> None:
        """Note that a host was asked."""
        self._base.execute(
            "INSERT INTO hosts VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET asked = max(asked, excluded.asked)",
            (host, asked),
        )

    def size(self, file: str) -> int:
        """How much of an archive file is indexed."""
        row = self._base.execute("SELECT size FROM files WHERE file = ?", (file,)).fetchone()
        return int(row[0]) if row is not None else 0

    def note_size(self, file: str, size: int) -> None:
        """Note how much of an archive file is indexed."""
        self._base.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, size))

    def added(self, ledger: str, file: str) -> int:
        """Size of an archive file when it was last added to a ledger; 0 if it never was."""
        row = self._base.execute("SELECT size FROM added WHERE ledger = ? AND file = ?", (ledger, file)).fetchone()
        return int(row[0]) if row is not None else 0

    def note_added(self, ledger: str, file: str, size: int) -> None:
        """Note that an archive file was added to a ledger."""
        self._base.execute("INSERT OR REPLACE INTO added VALUES (?, ?, ?)", (ledger, file, size))

    def forget_added(self, ledger: str) -> None:
        """Note that a ledger holds nothing of the archive."""
        self._base.execute("DELETE FROM added WHERE ledger = ?", (ledger,))


def _explained(error: sqlite3.Error, path: Path | None) -> LedgerError:
    if "locked" in str(error):
        what, remedy = "another program is fetching into this archive", "wait for it, or give another --archive"
    else:
        what, remedy = f"the archive cannot be used: {error}", "check that the folder is writable"
    return LedgerError(what, where=str(path), remedy=remedy)
