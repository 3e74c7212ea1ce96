"""Search by meaning: blocks of articles whose words are near in sense to those that were typed.

Static word vectors (``linking.vectors``), a row a block, kept in the ledger as half-precision numbers; on the stories
benchmark they are about 400 times as fast as a small transformer on the CPU and nearly as good.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, delete, insert, select

from newsledger.ledger import schema
from newsledger.ledger.query import Query
from newsledger.linking.vectors import vectors
from newsledger.model import READ_KINDS, Article

_SENTENCE = re.compile(r"\S.*?(?:[.!?][\"'”’)]*(?=\s+[\"'“‘(]?[A-Z])|$)", re.DOTALL)
_LEAST_WORDS = 4
_AT_A_TIME = 4096  # rows that are compared at once
_LEAST = 0.2  # of likeness; below it nothing is near


def index_meaning(connection: Connection, article: Article) -> None:
    """Keep a vector for each block of an article that says something."""
    spans = [b.span for b in article.blocks if b.kind in READ_KINDS and not b.duplicate]
    spans = [span for span in spans if len(span.text(article.text).split()) >= _LEAST_WORDS]
    if spans:
        rows = vectors([span.text(article.text) for span in spans]).astype(np.float16)
        connection.execute(
            insert(schema.vectors),
            [
                {"article": article.id, "first": span.start, "last": span.end, "data": row.tobytes()}
                for span, row in zip(spans, rows, strict=True)
            ],
        )


def unindex_meaning(connection: Connection, article: str) -> None:
    """Forget the vectors of an article."""
    connection.execute(delete(schema.vectors).where(schema.vectors.c.article == article))


def nearest(connection: Connection, query: Query, most: int) -> list[tuple[str, int, int, float]]:
    """Blocks nearest to the words of a query: (article id, first, last, likeness), the nearest first."""
    wanted = vectors([query.words])[0]
    if not wanted.any():
        return []
    table = schema.vectors.c
    found: list[tuple[str, int, int, float]] = []
    query_all = select(table.article, table.first, table.last, table.data)
    for rows in connection.execute(query_all).partitions(_AT_A_TIME):
        likeness = _matrix([row.data for row in rows]) @ wanted
        found += [
            (rows[n].article, rows[n].first, rows[n].last, float(likeness[n]))
            for n in np.flatnonzero(likeness >= _LEAST).tolist()
        ]
        if len(found) > 2 * most:
            found = heapq.nsmallest(most, found, key=_nearest_first)
    return heapq.nsmallest(most, found, key=_nearest_first)


def _nearest_first(found: tuple[str, int, int, float]) -> tuple[float, str, int]:
    article, first, _, likeness = found
    return -likeness, article, first


def _matrix(packed: Sequence[bytes]) -> npt.NDArray[np.float32]:
    whole = np.frombuffer(b"".join(packed), dtype=np.float16)
    return whole.reshape(len(packed), -1).astype(np.float32)


def nearest_sentence(text: str, first: int, words: str) -> tuple[int, int]:
    """The stretch of a block that is nearest to some words: page offsets. first: offset of the block in its page."""
    spans = [match.span() for match in _SENTENCE.finditer(text)] or [(0, len(text))]
    rows = vectors([text[start:end] for start, end in spans])
    best = int(np.argmax(rows @ vectors([words])[0]))
    return first + spans[best][0], first + spans[best][1]
