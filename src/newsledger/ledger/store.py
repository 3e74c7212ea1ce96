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
from newsledger.ledger.index import index_article, unindex_article
from newsledger.ledger.meaning import index_meaning, unindex_meaning
from newsledger.model import AnyDecision, Article, Page, PageFacts, Reading, SetAside, StoryLedger, in_order

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
            with schema.writing(self._engine).begin() as connection:
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
        query = select(schema.articles.c.data).where(schema.articles.c.id == article)
        with self._writing() as connection:
            data = connection.execute(query).scalar()
            known = msgspec.json.decode(data, type=Article) if data is not None else None
            if known is not None and name < known.name:
                renamed = msgspec.json.encode(msgspec.structs.replace(known, name=name))
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
                index_meaning(connection, article)
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

    def replace(self, page: Page, known_as: str, article: Article, reading: Reading) -> bool:
        """Put what is read of a page now in the place of what was read of it before; False if nothing changed.

        known_as: id of the article that the page was read as.
        """
        with self._writing() as connection:
            old = connection.execute(select(schema.articles.c.data).where(schema.articles.c.id == article.id)).scalar()
            if old is not None:
                name = min(msgspec.json.decode(old, type=Article).name, article.name)
                article = msgspec.structs.replace(article, name=name)
            data, packed = msgspec.json.encode(article), msgspec.json.encode(reading)
            query = select(schema.readings.c.data).where(schema.readings.c.article == article.id)
            if old == data and connection.execute(query).scalar() == packed and known_as == article.id:
                return False
            if old is None:
                connection.execute(insert(schema.articles).values(id=article.id, data=data))
                connection.execute(
                    insert(schema.readings).values(article=article.id, reader=reading.reader, data=packed)
                )
            else:
                connection.execute(update(schema.articles).where(schema.articles.c.id == article.id).values(data=data))
                connection.execute(
                    update(schema.readings)
                    .where(schema.readings.c.article == article.id)
                    .values(reader=reading.reader, data=packed)
                )
            connection.execute(
                update(schema.pages).where(schema.pages.c.key == page_key(page)).values(article=article.id)
            )
            unindex_article(connection, article.id)
            unindex_meaning(connection, article.id)
            index_article(connection, article, reading)
            index_meaning(connection, article)
            self._drop_unused(connection, known_as)
            connection.execute(delete(schema.notes).where(schema.notes.c.key == "derived"))
        return True

    def _drop_unused(self, connection: Connection, article: str) -> None:
        """Remove an article that no page is read as any more."""
        if connection.execute(select(schema.pages.c.key).where(schema.pages.c.article == article)).first() is None:
            unindex_article(connection, article)
            unindex_meaning(connection, article)
            connection.execute(delete(schema.readings).where(schema.readings.c.article == article))
            connection.execute(delete(schema.articles).where(schema.articles.c.id == article))

    def put_aside(self, *items: SetAside) -> None:
        """Remember that pages were not read, and why."""
        with self._writing() as connection:
            for item in items:
                connection.execute(delete(schema.set_aside).where(schema.set_aside.c.name == item.name))
                connection.execute(
                    insert(schema.set_aside).values(name=item.name, reason=item.reason, remedy=item.remedy)
                )

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

    def add_decision(self, decision: AnyDecision) -> bool:
        """Keep a decision; False if the very same one is there already."""
        with self._writing() as connection:
            known = connection.execute(
                select(schema.decisions.c.id).where(schema.decisions.c.id == decision.id)
            ).first()
            if known is None:
                connection.execute(
                    insert(schema.decisions).values(id=decision.id, at=decision.at, data=msgspec.json.encode(decision))
                )
        return known is None

    def decisions(self) -> tuple[AnyDecision, ...]:
        """All decisions that were ever taken, in order of time."""
        with self._looking() as connection:
            rows = connection.execute(select(schema.decisions.c.data)).scalars()
            return in_order(msgspec.json.decode(row, type=AnyDecision) for row in rows)

    def forget_derived(self) -> None:
        """Throw away what was derived; it is derived anew when it is next asked for."""
        with self._writing() as connection:
            connection.execute(delete(schema.derived))
            connection.execute(delete(schema.notes).where(schema.notes.c.key == "derived"))

    def pages(self) -> Iterator[tuple[Page, str]]:
        """All pages as they came, in order of their keys, each with the id of the article that was read from it."""
        query = select(schema.pages.c.key).order_by(schema.pages.c.key)
        with self._looking() as connection:
            keys = connection.execute(query).scalars().all()
        for key in keys:
            with self._looking() as connection:
                row = connection.execute(select(schema.pages).where(schema.pages.c.key == key)).one()
            facts = msgspec.json.decode(row.facts, type=PageFacts)
            yield Page(name=row.name, data=zlib.decompress(row.data), facts=facts), row.article

    def state(self, linker: str) -> str:
        """Digest of all that the derived state depends on: readings, reader, linker, decisions."""
        query = select(schema.readings.c.article, schema.readings.c.reader).order_by(schema.readings.c.article)
        digest = hashlib.sha256(linker.encode())
        with self._looking() as connection:
            for row in connection.execute(query):
                digest.update(f"\n{row.article} {row.reader}".encode())
            for decision in connection.execute(select(schema.decisions.c.id).order_by(schema.decisions.c.id)).scalars():
                digest.update(f"\ndecision {decision}".encode())
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
        """Replace the derived state; where the file cannot be written, it is derived anew each time."""
        try:
            self._keep_derived(state, stories)
        except schema.ReadOnlyError:
            return

    def _keep_derived(self, state: str, stories: Sequence[StoryLedger]) -> None:
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
