"""Tables of the ledger file, its version, and how it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from newsledger.model import Article, LedgerError

SCHEMA_VERSION = 3
BUSY_SECONDS = 30

metadata = MetaData()

pages = Table(
    "pages",
    metadata,
    Column("key", Text, primary_key=True, comment="SHA-256 over the bytes and the outside facts"),
    Column("name", Text, nullable=False),
    Column("facts", LargeBinary, nullable=False, comment="PageFacts as JSON"),
    Column("data", LargeBinary, nullable=False, comment="the bytes as they came, zlib"),
    Column("article", Text, ForeignKey("articles.id"), nullable=False),
)
articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False, comment="Article as JSON"),
)
readings = Table(
    "readings",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("reader", Text, nullable=False, comment="version of the reader"),
    Column("data", LargeBinary, nullable=False, comment="Reading as JSON"),
)
set_aside = Table(
    "set_aside",
    metadata,
    Column("name", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)
derived = Table(
    "derived",
    metadata,
    Column("story", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False, comment="StoryLedger as JSON"),
)
decisions = Table(
    "decisions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("data", LargeBinary, nullable=False, comment="Decision as JSON"),
)
vectors = Table(
    "vectors",
    metadata,
    Column("article", Text, ForeignKey("articles.id"), primary_key=True),
    Column("first", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False, comment="meaning of the block, 16-bit floats"),
)
notes = Table("notes", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    words, names, article UNINDEXED, kind UNINDEXED, first UNINDEXED, last UNINDEXED, claim UNINDEXED,
    tokenize = 'unicode61 remove_diacritics 2'
)
"""


_UNWRITABLE = "the ledger cannot be opened for writing"


class ReadOnlyError(LedgerError):
    """The ledger can be looked at, but not written to."""


def open_engine(path: Path | None) -> Engine:
    """Open (or create) a ledger file; None means in memory.

    Raises LedgerError if the file is no ledger, is newer than this program, is locked or cannot be written.
    """
    # A path may hold what has a meaning in a URL ("?").
    url = URL.create("sqlite", database=None if path is None else str(path))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    found = SCHEMA_VERSION
    try:
        with engine.connect() as connection:
            found = _version(connection)
        if found != SCHEMA_VERSION:
            with writing(engine).begin() as connection:
                _prepare(connection, path)
    except LedgerError:
        engine.dispose()
        raise
    except (OperationalError, DatabaseError) as error:
        engine.dispose()
        if 0 < found < SCHEMA_VERSION and "readonly" in str(error.orig):
            raise LedgerError(
                f"the ledger has format {found} and must be brought to format {SCHEMA_VERSION}, but cannot be written",
                where=str(path),
                remedy="make the file and its folder writable, or work on a copy",
            ) from error
        raise explain(error, path) from error
    return engine


def writing(engine: Engine) -> Engine:
    """The engine for transactions that write: they wait for their turn at their beginning, not in their middle."""
    return engine.execution_options(writes=True)


def _configure(connection: Any, _record: object) -> None:
    """Settings of each new connection: foreign keys on, every commit on disk before it is reported.

    The driver begins no transaction by itself, so that creating tables is part of one, too.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: Connection) -> int:
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def _prepare(connection: Connection, path: Path | None) -> None:
    found = _version(connection)
    if found > SCHEMA_VERSION:
        raise LedgerError(
            f"the ledger has format {found}, this program knows {SCHEMA_VERSION}",
            where=str(path),
            remedy="upgrade newsledger, or use another file",
        )
    if found == SCHEMA_VERSION:
        return
    if found:
        _migrate(connection, found)
        return
    if inspect(connection).get_table_names():
        raise LedgerError(
            "the file is an SQLite database, but no ledger", where=str(path), remedy="choose another --ledger file"
        )
    metadata.create_all(connection)
    connection.execute(text(_SEARCH))
    connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))


def _migrate(connection: Connection, found: int) -> None:
    """Bring a ledger of an older format up to date, step by step, all in one transaction."""
    for version in range(found, SCHEMA_VERSION):
        _STEPS[version](connection)
    connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))


def _add_decisions(connection: Connection) -> None:
    decisions.create(connection)


def _add_vectors(connection: Connection) -> None:
    from newsledger.ledger.meaning import index_meaning

    vectors.create(connection)
    for data in connection.execute(select(articles.c.data).order_by(articles.c.id)).scalars().all():
        index_meaning(connection, msgspec.json.decode(data, type=Article))


_STEPS: dict[int, Callable[[Connection], None]] = {1: _add_decisions, 2: _add_vectors}
"""What brings a ledger from each older format to the next one."""


def explain(error: DatabaseError, path: Path | None) -> LedgerError:
    """Say in plain words what the database complains of, and what to do."""
    said = str(error.orig)
    where = str(path) if path is not None else "the ledger in memory"
    if "locked" in said:
        what, remedy = "another program is writing to the ledger", "wait for it, or use another file"
    elif "full" in said:
        what, remedy = "the disk is full; nothing that was reported as stored is lost", "free some space and run again"
    elif "not a database" in said or "malformed" in said:
        what, remedy = "the file is no ledger, or is damaged", "choose another --ledger file"
    elif "readonly" in said:
        return ReadOnlyError(_UNWRITABLE, where=where, remedy="check that the file and its folder are writable")
    elif "unable to open" in said:
        what, remedy = _UNWRITABLE, "check that the folder exists and is writable"
    else:
        what, remedy = f"the ledger cannot be used: {said}", "check the file, or use another one"
    return LedgerError(what, where=where, remedy=remedy)
