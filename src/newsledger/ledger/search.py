"""Search over articles and claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import text

from newsledger.ledger.meaning import nearest, nearest_sentence
from newsledger.ledger.query import Query, parse_query
from newsledger.ledger.store import Store
from newsledger.model import AnyClaim, Article

_QUERY = text(
    "SELECT article, kind, first, last, claim, names, words, bm25(search, 1.0, 0.6) AS rank "
    "FROM search WHERE search MATCH :match ORDER BY rank, article, first, last, claim LIMIT :limit OFFSET :offset"
)
_ALL = text(
    "SELECT article, kind, first, last, claim, names, words, 0.0 AS rank "
    "FROM search ORDER BY article, first, last, claim LIMIT :limit OFFSET :offset"
)
_AT_A_TIME = 20_000  # rows that are held against the fields at once
_MOST = 20_000


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A found stretch of a page. kind: "text" for a block of an article, else the kind of the claim.

    highlights: (start, end) page offsets of the words that were looked for.
    """

    article: str
    kind: str
    start: int
    end: int
    quote: str
    claim: str | None
    names: str
    score: float
    highlights: tuple[tuple[int, int], ...] = ()


def search(store: Store, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Find blocks and claims that hold all the words and fit all the fields, the best first.

    words: as ``parse_query`` reads them; () if there is nothing to look for.

    Raises InputError if a day among the fields cannot be read.
    """
    query = parse_query(words)
    if not query.match and not query.fields and query.after is None and query.before is None:
        return ()
    plain = not query.fields and query.after is None and query.before is None
    if plain:
        return tuple(_hit(row, query.terms) for row in _rows(store, query, limit, 0))
    found: list[Hit] = []
    offset = 0
    while rows := _rows(store, query, _AT_A_TIME, offset):
        known: dict[str, tuple[bool, dict[str, AnyClaim]]] = {}
        for row in rows:
            if row.article not in known:
                known[row.article] = _look_up(store, query, row.article)
            fits, claims = known[row.article]
            if fits and query.fits(row.kind, row.words, claims.get(row.claim)):
                found.append(_hit(row, query.terms))
                if len(found) >= limit:
                    return tuple(found)
        offset += len(rows)
    return tuple(found)


def search_by_meaning(store: Store, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Find blocks of articles near in meaning to the words, the nearest first; fields narrow it down as in ``search``.

    The nearest sentence of each block is what is highlighted.

    Raises InputError if a day among the fields cannot be read.
    """
    query = parse_query(words)
    if not query.words:
        return ()
    with store.connection() as connection:
        near = nearest(connection, query, _MOST)
    found: list[Hit] = []
    articles: dict[str, Article] = {}
    for key, first, last, likeness in near:
        if len(found) == limit:
            break
        article = articles.get(key) or articles.setdefault(key, store.articles([key])[key])
        quote = article.text[first:last]
        if query.fits_article(article) and query.fits("text", quote, None):
            found.append(
                Hit(
                    article=key, kind="text", start=first, end=last, quote=quote, claim=None, names="",
                    score=round(likeness, 4), highlights=(nearest_sentence(quote, first, query.words),),
                )
            )  # fmt: skip
    return tuple(found)


def _rows(store: Store, query: Query, limit: int, offset: int) -> Sequence[Any]:
    """What the full-text index finds, the best first."""
    with store.connection() as connection:
        return connection.execute(
            _QUERY if query.match else _ALL, {"match": query.match, "limit": limit, "offset": offset}
        ).all()


def _look_up(store: Store, query: Query, article: str) -> tuple[bool, dict[str, AnyClaim]]:
    """Whether an article fits, and its claims by id."""
    fits = query.fits_article(store.articles([article])[article])
    reading = store.readings([article]).get(article) if fits else None
    return fits, {claim.id: claim for claim in reading.claims} if reading is not None else {}


def _hit(row: Any, terms: list[str]) -> Hit:
    return Hit(
        article=row.article,
        kind=row.kind,
        start=row.first,
        end=row.last,
        quote=row.words,
        claim=row.claim,
        names=row.names,
        score=round(-row.rank, 4),
        highlights=_highlights(row.words, row.first, terms),
    )


def _highlights(quote: str, first: int, terms: list[str]) -> tuple[tuple[int, int], ...]:
    found = set()
    for term in terms:
        bare = term.rstrip("*").strip("\"'.,;:!?()")
        if bare:
            tail = r"\w*" if term.endswith("*") else r"\b"
            for hit in re.finditer(r"\b" + re.escape(bare) + tail, quote, re.IGNORECASE):
                found.add((first + hit.start(), first + hit.end()))
    return tuple(sorted(found))
