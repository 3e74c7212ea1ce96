"""The parse as columns of numbers: one row a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from spacy import attrs

from newsledger.language import Parse
from newsledger.reading.attribution.labels import codes, numbered
from newsledger.reading.attribution.quotation import MARKS, Quotation

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]

DEP = codes("dependencies")
TAG = codes("tags")
POSITION = codes("parts_of_speech")
PUNCTUATION = {",": 1, ".": 2, ":": 3, ";": 4, "?": 5, "!": 6, "-": 7, "–": 7, "—": 7, "--": 7, "(": 8, ")": 9}
MARK = 10


@dataclass(slots=True)
class Table:
    """Columns of a parse. Indices are those of ``parse.doc``; ``end`` columns are exclusive.

    left, right: edges of each token's subtree. punct: class of punctuation, 0 for words. word: class of a function
    word, 0 for others. quote: index into ``quotes`` of the quotation around the token, or -1.
    """

    parse: Parse
    quotes: list[Quotation]
    lemma: list[str]
    head: Ints
    dep: Ints
    tag: Ints
    pos: Ints
    ent: Ints
    word: Ints
    punct: Ints
    left: Ints
    right: Ints
    depth: Ints
    sentence: Ints
    first: Ints
    end: Ints
    block_first: Ints
    block_end: Ints
    quote: Ints
    person: Ints

    def __len__(self) -> int:
        return len(self.head)


def _codes(column: npt.NDArray[np.uint64], names: dict[str, int], parse: Parse) -> Ints:
    values, inverse = np.unique(column, return_inverse=True)
    strings = parse.doc.vocab.strings
    codes = np.array([names.get(strings[int(v)] if v else "", 0) for v in values], dtype=np.int64)
    return codes[inverse] if len(values) else np.zeros(0, dtype=np.int64)


def _lemmas(parse: Parse) -> list[str]:
    """Lower-cased lemma of each token."""
    column = np.asarray(parse.doc.to_array([attrs.LEMMA])).astype(np.uint64).ravel()
    strings = parse.doc.vocab.strings
    values, inverse = np.unique(column, return_inverse=True)
    known = [strings[int(value)].lower() if value else "" for value in values]
    return [known[k] for k in inverse.tolist()]


def stacked(columns: Sequence[npt.NDArray[np.generic]], count: int) -> Floats:
    """Columns side by side as rows of features."""
    out = np.empty((count, len(columns)), np.float32)
    for k, column in enumerate(columns):
        out[:, k] = column
    return out


def tabulate(parse: Parse, quotes: list[Quotation]) -> Table:
    """Make the columns of a parse, given its quotations."""
    doc = parse.doc
    n = len(doc)
    wanted = [attrs.DEP, attrs.TAG, attrs.POS, attrs.ENT_TYPE, attrs.LOWER, attrs.HEAD]
    raw = np.asarray(doc.to_array(wanted)).astype(np.uint64)
    index = np.arange(n)
    head = index + raw[:, 5].astype(np.int64)
    lower = _codes(raw[:, 4], codes("function_words"), parse)
    punct = _codes(raw[:, 4], PUNCTUATION | dict.fromkeys(MARKS, MARK), parse)
    block_first, block_end = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for block in parse.blocks:
        block_first[block.start : block.end], block_end[block.start : block.end] = block.start, block.end
    quote = np.full(n, -1, np.int64)
    for k, q in enumerate(quotes):
        quote[q.start : q.end] = k
    first, end, sentence = _sentences(parse, quotes)
    left, right, depth = _edges(head)
    return Table(
        parse=parse,
        quotes=quotes,
        lemma=_lemmas(parse),
        head=head,
        dep=_codes(raw[:, 0], DEP, parse),
        tag=_codes(raw[:, 1], TAG, parse),
        pos=_codes(raw[:, 2], POSITION, parse),
        ent=_codes(raw[:, 3], numbered("entities"), parse),
        word=lower,
        punct=punct,
        left=left,
        right=right,
        depth=depth,
        sentence=sentence,
        first=first,
        end=end,
        block_first=block_first,
        block_end=block_end,
        quote=quote,
        person=_codes(raw[:, 4], numbered("persons"), parse),
    )


def _sentences(parse: Parse, quotes: Sequence[Quotation]) -> tuple[Ints, Ints, Ints]:
    """Start, end and number of each token's sentence. Marks that stand on the wrong side of a sentence's end are put
    right: one that opens a quotation starts a sentence, one that closes it ends one.
    """
    n = len(parse.doc)
    blocks = {block.start for block in parse.blocks}
    opening = {q.start for q in quotes}
    closing = {q.end - 1 for q in quotes if q.closed}
    starts = []
    for span in parse.sentences:
        at = span.start
        if at not in blocks:
            at += (at in closing) - (at - 1 in opening)
        starts.append(at)
    bounds = np.unique(np.array([s for s in starts if s < n], np.int64))
    sentence = np.searchsorted(bounds, np.arange(n), side="right") - 1
    ends = np.append(bounds[1:], n)
    if not n:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    return bounds[sentence], ends[sentence], sentence


def _edges(head: Ints) -> tuple[Ints, Ints, Ints]:
    """First and last token (exclusive) of each subtree, and each token's depth below its root."""
    n = len(head)
    depth = (head != np.arange(n)).astype(np.int64)
    ancestor = head
    while (head[ancestor] != ancestor).any():
        depth += depth[ancestor]
        ancestor = ancestor[ancestor]
    left, right = np.arange(n), np.arange(1, n + 1)
    order = np.argsort(-depth, kind="stable")
    bounds = np.flatnonzero(np.diff(depth[order])) + 1
    for level in np.split(order, bounds)[:-1]:
        np.minimum.at(left, head[level], left[level])
        np.maximum.at(right, head[level], right[level])
    return left, right, depth
