"""Search over articles and claims."""

from __future__ import annotations

import re

import msgspec
from sqlalchemy import text

from newsledger.ledger.store import Store

_QUERY = text(
    "SELECT article, kind, first, last, claim, names, words, bm25(search, 1.0, 0.6) AS rank "
    "FROM search WHERE search MATCH :match ORDER BY rank, article, first, last, claim LIMIT :limit"
)
_PHRASE = re.compile(r'"([^"]+)"|(\S+)')


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


def match_expression(words: str) -> str:
    """Turn a user's words into an FTS5 query: all words must occur, "…" is a phrase, word* a prefix; never an error."""
    parts = []
    for phrase, word in _PHRASE.findall(words):
        bare = re.sub(r"[^\w\s'-]", " ", phrase or word).strip()
        if not re.search(r"\w", bare):
            continue
        quoted = '"' + bare.replace('"', " ") + '"'
        parts.append(quoted + ("*" if word.endswith("*") else ""))
    return " AND ".join(parts)


def search(store: Store, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Find blocks and claims that hold all the words, the best first; () if there are no words to look for."""
    match = match_expression(words)
    if not match:
        return ()
    with store.connection() as connection:
        rows = connection.execute(_QUERY, {"match": match, "limit": limit}).all()
    terms = [t for pair in _PHRASE.findall(words) for t in pair if t]
    return tuple(
        Hit(
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
        for row in rows
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
