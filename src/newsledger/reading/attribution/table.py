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
from newsledger.reading.attribution.quotation import MARKS, Quotation, quotations

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


def tabulate(parse: Parse) -> Table:
    """Make the columns of a parse."""
    doc = parse.doc
    n = len(doc)
    wanted = [attrs.DEP, attrs.TAG, attrs.POS, attrs.ENT_TYPE, attrs.LOWER, attrs.HEAD]
    raw = np.asarray(doc.to_array(wanted)).astype(np.uint64)
    index = np.arange(n)
    head = index + raw[:, 5].astype(np.int64)
    quotes = quotations(parse)
    lower = _codes(raw[:, 4], codes("function_words"), parse)
    punct = _codes(raw[:, 4], PUNCTUATION | dict.fromkeys(MARKS, MARK), parse)
    first, end, sentence = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    for k, span in enumerate(parse.sentences):
        first[span.start : span.end], end[span.start : span.end], sentence[span.start : span.end] = (
            span.start,
            span.end,
            k,
        )
    block_first, block_end = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for block in parse.blocks:
        block_first[block.start : block.end], block_end[block.start : block.end] = block.start, block.end
    quote = np.full(n, -1, np.int64)
    for k, q in enumerate(quotes):
        quote[q.start : q.end] = k
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


def _edges(head: Ints) -> tuple[Ints, Ints, Ints]:
    """First and last token (exclusive) of each subtree, and each token's depth below its root."""
    n = len(head)
    heads = head.tolist()
    left, right, depth = list(range(n)), list(range(1, n + 1)), [-1] * n
    for i in range(n):
        path, at = [], i
        while depth[at] < 0 and heads[at] != at:
            path.append(at)
            at = heads[at]
        depth[at] = max(depth[at], 0)
        for below, token in enumerate(reversed(path), depth[at] + 1):
            depth[token] = below
    for i in sorted(range(n), key=depth.__getitem__, reverse=True):
        left[heads[i]] = min(left[heads[i]], left[i])
        right[heads[i]] = max(right[heads[i]], right[i])
    return np.array(left, np.int64), np.array(right, np.int64), np.array(depth, np.int64)
