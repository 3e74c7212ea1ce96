"""Which articles carry one text: near-duplicates, syndicated copies, cut and retitled ones.

Two texts are copies if their sets of word 5-grams have a Jaccard index or a containment (shared part of the smaller
set) of 0.8 or more (shingling: Broder 1997). Candidates are found through a sample of the shingles, values are exact.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsledger.linking.groups import Groups
from newsledger.model import Article, BlockKind, CopyGroup

WIDTH = 5
FEWEST = 20
LIMIT = 0.8
_SAMPLE = 4
_SHORT = 256
_CROWD = 64
_WORD = re.compile(r"[a-z0-9]+")
_Shingles = npt.NDArray[np.uint64]


class Overlap(NamedTuple):
    """How much two texts share. a, b: their names, ``a`` the later one."""

    a: str
    b: str
    jaccard: float
    containment: float


def shingles(text: str) -> _Shingles:
    """Sorted hashes of the word 5-grams of a text (lower-cased runs of a-z and 0-9)."""
    hashed = np.array([zlib.crc32(w.encode()) for w in _WORD.findall(text.lower())], dtype=np.uint64)
    if len(hashed) < WIDTH:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(len(hashed) - WIDTH + 1, dtype=np.uint64)
    for k in range(WIDTH):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashed[k : k + len(mixed)]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


class CopyIndex:
    """Texts seen so far; tells for each new one which of them it overlaps with."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit
        self._texts: dict[str, _Shingles] = {}
        self._where: dict[int, list[str]] = defaultdict(list)

    def add(self, name: str, text: str) -> list[Overlap]:
        """Take in a text; returns its overlaps of ``limit`` or more with earlier texts."""
        mine = shingles(text)
        if name in self._texts or len(mine) < FEWEST:
            return []
        shared: Counter[str] = Counter()
        sample = [int(h) for h in (mine if len(mine) <= _SHORT else mine[mine % np.uint64(_SAMPLE) == 0])]
        for key in sample:
            holders = self._where[key]
            shared.update(holders)
            if len(holders) < _CROWD:
                holders.append(name)
        found = []
        for other, count in sorted(shared.items()):
            theirs = self._texts[other]
            if count * 2 * _SAMPLE < self.limit * min(len(mine), len(theirs)):
                continue
            both = len(np.intersect1d(mine, theirs, assume_unique=True))
            overlap = Overlap(name, other, both / (len(mine) + len(theirs) - both), both / min(len(mine), len(theirs)))
            if overlap.containment >= self.limit:
                found.append(overlap)
        self._texts[name] = mine
        return found


def body_of(article: Article) -> str:
    """Return the paragraphs that make an article's text; headlines, captions and furniture are an outlet's own."""
    kept = [b.span.text(article.text) for b in article.blocks if b.kind is BlockKind.PARAGRAPH and not b.duplicate]
    return "\n".join(kept)


def find_copies(articles: Sequence[Article], agencies: Mapping[str, str | None] | None = None) -> tuple[CopyGroup, ...]:
    """Group the articles that carry one text.

    articles: in order of publication as far as known; the first of a group is taken for its origin.
    agencies: article id → news agency behind it, where known.
    """
    index = CopyIndex()
    overlaps = [overlap for article in articles for overlap in index.add(article.id, body_of(article))]
    if not overlaps:
        return ()
    groups = Groups(article.id for article in articles)
    for overlap in overlaps:
        groups.join(overlap.b, overlap.a)
    made = []
    for members in groups.members():
        if len(members) < 2:
            continue
        inside = set(members)
        shares = [o.containment for o in overlaps if o.a in inside]
        named = [agency for member in members if (agency := (agencies or {}).get(member))]
        reason = f"at least {min(shares):.0%} of the shorter text's word sequences stand in the other"
        digest = hashlib.sha256("\n".join(["copies", *sorted(members)]).encode()).hexdigest()[:16]
        made.append(CopyGroup(id=digest, articles=tuple(members), agency=named[0] if named else None, reason=reason))
    return tuple(made)
