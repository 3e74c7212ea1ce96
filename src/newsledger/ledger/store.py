"""The store: append pages with their readings, look them up, keep what was derived from them."""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlalchemy import Column, Connection, delete, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from newsledger.ledger import schema
from newsledger.ledger.index import index_article
from newsledger.model import Article, Page, Reading, SetAside, StoryLedger

T = TypeVar("T")


def page_key(page: Page) -> str:
    """Name a page by its bytes and outside facts."""
    return hashlib.sha256(page.data + b"\0" + msgspec.json.encode(page.facts)).hexdigest()


class Store:
    """One ledger file (or one in memory). Pages, articles and readings are only ever added or read anew."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._engine = schema.open_engine(path)

    def close(self) -> None:
        """Release the file."""
        self._engine.dispose()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            raise schema.explain(error, self.path) from error

    @contextlib.contextmanager
    def _looking(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise schema.explain(error, self.path) from error

    def connection(self) -> contextlib.AbstractContextManager[Connection]:
        """A connection for reading, for the look-ups that live in modules of their own."""
        return self._looking()

    def knows(self, page: Page) -> bool:
        """Tell whether these very bytes with these facts are in the ledger."""
        with self._looking() as connection:
            query = select(schema.pages.c.article, schema.pages.c.name).where(schema.pages.c.key == page_key(page))
            found = connection.execute(query).first()
        if found is not None and found.name != page.name:
            self._settle_name(found.article, page.name)
        return found is not None

    def _settle_name(self, article: str, name: str) -> None:
        """Of all names that a page came under keep the first in the alphabet, whichever was added first."""
        with self._looking() as connection:
            data = connection.execute(
                select(schema.articles.c.data).where(schema.articles.c.id == article)
            ).scalar_one()
        known = msgspec.json.decode(data, type=Article)
        if name < known.name:
            renamed = msgspec.json.encode(msgspec.structs.replace(known, name=name))
            with self._writing() as connection:
                connection.execute(update(schema.articles).where(schema.articles.c.id == article).values(data=renamed))

    def add(self, page: Page, article: Article, reading: Reading) -> bool:
        """Store a page with its article and reading in one transaction.

        Returns False if an article with the same text and facts is there already (then only the page is noted).
        """
        with self._writing() as connection:
            known = connection.execute(select(schema.articles.c.id).where(schema.articles.c.id == article.id)).first()
            if known is None:
                connection.execute(insert(schema.articles).values(id=article.id, data=msgspec.json.encode(article)))
                connection.execute(
                    insert(schema.readings).values(
                        article=article.id, reader=reading.reader, data=msgspec.json.encode(reading)
                    )
                )
                index_article(connection, article, reading)
            connection.execute(
                insert(schema.pages)
                .prefix_with("OR IGNORE")
                .values(
                    key=page_key(page),
                    name=page.name,
                    facts=msgspec.json.encode(page.facts),
                    data=zlib.compress(page.data, 6),
                    article=article.id,
                )
            )
            connection.execute(delete(schema.set_aside).where(schema.set_aside.c.name == page.name))
        if known is not None:
            self._settle_name(article.id, page.name)
        return known is None

    def put_aside(self, item: SetAside) -> None:
        """Remember that a page was not read, and why."""
        with self._writing() as connection:
            connection.execute(delete(schema.set_aside).where(schema.set_aside.c.name == item.name))
            connection.execute(insert(schema.set_aside).values(name=item.name, reason=item.reason, remedy=item.remedy))

    def all_set_aside(self) -> tuple[SetAside, ...]:
        """Pages that were not read, by name."""
        with self._looking() as connection:
            rows = connection.execute(select(schema.set_aside).order_by(schema.set_aside.c.name)).all()
        return tuple(SetAside(name=row.name, reason=row.reason, remedy=row.remedy) for row in rows)

    def article_count(self) -> int:
        """Number of articles."""
        with self._looking() as connection:
            return int(connection.execute(select(func.count()).select_from(schema.articles)).scalar_one())

    def articles(self, ids: Sequence[str] | None = None) -> dict[str, Article]:
        """Articles by id, in order of id; all of them if no ids are given."""
        found = self._decoded(schema.articles.c.id, schema.articles.c.data, Article, ids)
        return {article.id: article for article in found}

    def readings(self, ids: Sequence[str] | None = None) -> dict[str, Reading]:
        """Readings by article id, in order of it; all of them if no ids are given."""
        found = self._decoded(schema.readings.c.article, schema.readings.c.data, Reading, ids)
        return {reading.article: reading for reading in found}

    def _decoded(self, key: Column[str], data: Column[bytes], kind: type[T], ids: Sequence[str] | None) -> list[T]:
        """The objects of a table whose key is among ``ids`` (all, if None), in order of the key."""
        query = select(data).order_by(key)
        if ids is not None:
            query = query.where(key.in_(ids))
        with self._looking() as connection:
            return [msgspec.json.decode(packed, type=kind) for packed in connection.execute(query).scalars()]

    def state(self, linker: str) -> str:
        """Digest of all that the derived state depends on: the readings, their reader, the linker's version."""
        query = select(schema.readings.c.article, schema.readings.c.reader).order_by(schema.readings.c.article)
        digest = hashlib.sha256(linker.encode())
        with self._looking() as connection:
            for row in connection.execute(query):
                digest.update(f"\n{row.article} {row.reader}".encode())
        return digest.hexdigest()

    def derived(self, state: str) -> tuple[StoryLedger, ...] | None:
        """What was derived from exactly this state, or None if it has to be derived (again)."""
        with self._looking() as connection:
            noted = connection.execute(select(schema.notes.c.value).where(schema.notes.c.key == "derived")).scalar()
            if noted != state:
                return None
            rows = connection.execute(select(schema.derived.c.data).order_by(schema.derived.c.position)).all()
        return tuple(msgspec.json.decode(row.data, type=StoryLedger) for row in rows)

    def keep_derived(self, state: str, stories: Sequence[StoryLedger]) -> None:
        """Replace the derived state."""
        with self._writing() as connection:
            connection.execute(delete(schema.derived))
            connection.execute(delete(schema.notes).where(schema.notes.c.key == "derived"))
            for position, ledger in enumerate(stories):
                connection.execute(
                    insert(schema.derived).values(
                        story=ledger.story.id, position=position, data=msgspec.json.encode(ledger)
                    )
                )
            connection.execute(insert(schema.notes).values(key="derived", value=state))
