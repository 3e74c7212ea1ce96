"""Contents cut into sentences: what a statement claim can show as its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy import attrs

from newsledger.language import Parse
from newsledger.model import QuoteKind, Span
from newsledger.reading.attribution.quotation import Quotation
from newsledger.reading.attribution.spans import Attributed, Run

_TRAILING = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + "\u200b,;:–—-"


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a content that stands in one sentence. runs: without subordinating "that"; tokens."""

    runs: tuple[Run, ...]
    with_cue: bool
    mode: QuoteKind


def words_of(parse: Parse) -> Sequence[bool]:
    """Whether each token of an article is a word: neither punctuation nor white space."""
    flags = np.asarray(parse.doc.to_array([attrs.IS_PUNCT, attrs.IS_SPACE]))
    out: list[bool] = (flags.reshape(-1, 2).sum(axis=1) == 0).tolist()
    return out


def pieces_of(parse: Parse, one: Attributed, quoted: Sequence[Quotation], words: Sequence[bool]) -> list[Piece]:
    """Cut the content of an attribution at sentence ends, in order of the text. words: as ``words_of`` gives them."""
    by_sentence: dict[int, list[Run]] = {}
    for start, end in one.content:
        at = start
        while at < end:
            sentence = parse.sentence_of(at)
            stop = min(end, sentence.end)
            by_sentence.setdefault(sentence.start, []).append((at, stop))
            at = stop
    home = parse.sentence_of(one.head).start
    found = []
    for first, runs in sorted(by_sentence.items()):
        if not any(any(words[s:e]) for s, e in runs):
            continue
        near = [q for q in quoted if q.start <= runs[-1][1] and runs[0][0] <= q.end]
        kept = tuple(_plain(parse, run, near) for run in runs)
        found.append(Piece(kept, first == home, mode_of(kept, near, words)))
    return found


def _plain(parse: Parse, run: Run, quoted: Sequence[Quotation]) -> Run:
    """Without a leading "that", and with the marks of quotations that it holds but for a stop or a mark."""
    start, end = run
    doc = parse.doc
    if end - start > 1 and doc[start].lower_ == "that" and doc[start].dep_ == "mark":
        start += 1
    for q in quoted:
        if start <= q.start < end < q.end <= end + 2 and q.closed:
            end = q.end
        if start - 1 == q.start and q.end <= end:
            start = q.start
    return start, end


def mode_of(runs: Sequence[Run], quoted: Sequence[Quotation], words: Sequence[bool]) -> QuoteKind:
    """Whether all ("direct"), a part ("mixed") or nothing ("indirect") of the words stands in quotation marks."""
    held = [i for start, end in runs for i in range(start, end) if words[i]]
    inside = sum(any(q.start <= i < q.end for q in quoted) for i in held)
    if not inside:
        return "indirect"
    return "direct" if inside == len(held) else "mixed"


def content_of(parse: Parse, piece: Piece, quoted: Sequence[Quotation]) -> tuple[tuple[Span, ...], str]:
    """Spans and text of a piece: without quotation marks where it is direct, else as it stands."""
    spans: list[Span] = []
    for start, end in piece.runs:
        if piece.mode == "direct":
            start, end = _inner(start, end, quoted)
        if start >= end:
            continue
        span = parse.span(start, end)
        text = parse.text(span)
        kept = text.rstrip(_TRAILING)
        if kept:
            spans.append(Span(span.start, span.start + len(kept)))
    return tuple(spans), " ".join(parse.text(span) for span in spans)


def _inner(start: int, end: int, quoted: Sequence[Quotation]) -> Run:
    for q in quoted:
        if q.start < end and start < q.end:
            start = max(start, q.inner_start)
            end = min(end, q.inner_end)
    return start, end
