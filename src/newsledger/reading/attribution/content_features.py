"""What tells the right content of a cue among the candidates."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.candidates import Chances, Spans
from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.table import MARK, Floats, Ints, stacked
from newsledger.reading.attribution.token_templates import Windows

_Column = npt.NDArray[np.generic]
OWN = 27  # the columns that tell of a candidate as a whole come first


def content_rows(
    context: Context, rows: Windows, cues: Ints, chances: Chances, spans: Spans, summary: Floats
) -> Floats:
    """Features of candidate contents, one row each. cues: token of each cue. summary: one row a cue."""
    t = context.table
    a, b, c, d = spans.a, spans.b, spans.c, spans.d
    cue, shift = cues[spans.cue], spans.shift
    start, end = rows.starts[spans.cue] - shift, rows.starts[spans.cue + 1] - shift
    two = c >= 0
    c0, d0 = np.where(two, c, 0), np.where(two, d, 0)
    last = np.where(two, d, b)
    total, gains = _sums(chances.odds), _sums(np.maximum(chances.odds, 0))

    def within(sums: Floats) -> Floats:
        second = sums[np.where(two, d + shift, 0)] - sums[np.where(two, c + shift, 0)]
        return np.asarray(sums[b + shift] - sums[a + shift] + second, np.float32)

    def counted(running: Ints) -> Ints:
        out: Ints = running[b] - running[a] + running[d0] - running[c0]
        return out

    likelihood, gain = within(total), within(gains)
    whole = gains[end + shift] - gains[start + shift]
    chance = spans.chance + spans.chance2
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(spans.cue)) + 1])
    sizes = np.diff(np.append(firsts, len(a)))

    def behind_best(values: Floats) -> Floats:
        out: Floats = values - np.repeat(np.maximum.reduceat(values, firsts), sizes)
        return out

    # What lies above the odds outside: a candidate that leaves likely tokens out is worse.
    missed = whole - gain
    plain = chance + np.where(two, 0.0, np.minimum(0.0, -0.5 * missed))
    order = np.lexsort((-plain, spans.cue))
    rank = np.empty(len(a), np.int64)
    rank[order] = np.arange(len(a)) - np.repeat(firsts, sizes)
    words, quoted = counted(context.words), counted(context.quoted)
    roots, under_cue, cut_off, low, high = _tree(context, rows, chances, spans, cues)
    columns: list[_Column] = [
        chance, spans.chance, spans.chance2, behind_best(chance), behind_best(plain.astype(np.float32)), rank,
        likelihood, behind_best(likelihood), likelihood / np.maximum(1, words), likelihood - gain, missed, low, high,
        two, a > cue, words, quoted, roots, under_cue, cut_off, roots - under_cue,
        np.where(a > cue, a - cue, cue - b), np.where(two, c - cue, 0),
        t.sentence[last - 1] - t.sentence[a], end - last, a - start, np.repeat(sizes, sizes),
    ]  # fmt: skip
    columns += _edge_columns(context, chances, a, b, shift, start, end)
    columns += _edge_columns(context, chances, np.where(two, c, a), last, shift, start, end)
    quote_first, quote_last = t.quote[a], t.quote[last - 1]
    marks, all_words = context.marks, context.words
    columns += [
        quote_first >= 0, quote_last >= 0, quote_first == quote_last, quoted == words,
        marks[last] - marks[a], marks[end] - marks[start], context.quoted[end] - context.quoted[start] - quoted,
        all_words[end] - all_words[start] - words,
    ]  # fmt: skip
    return np.concatenate([stacked(columns, len(a)), summary[spans.cue]], axis=1)


def _sums(values: Floats) -> Floats:
    out: Floats = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    return out


def _tree(
    context: Context, rows: Windows, chances: Chances, spans: Spans, cues: Ints
) -> tuple[Ints, Ints, Ints, Floats, Floats]:
    """For each candidate: its tokens whose head is outside, those that hang on the cue, tokens outside whose head is
    inside, the lowest odds inside and the highest outside.
    """
    t = context.table
    sizes = np.diff(rows.starts)[spans.cue]
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    row = np.arange(int(sizes.sum())) - np.repeat(firsts - rows.starts[spans.cue], sizes)
    at = rows.at[row]
    head = t.head[at]
    a, b, c, d, cue = (np.repeat(x, sizes) for x in (spans.a, spans.b, spans.c, spans.d, cues[spans.cue]))
    inside = ((at >= a) & (at < b)) | ((at >= c) & (at < d))
    head_inside = (((head >= a) & (head < b)) | ((head >= c) & (head < d))) & (head != at)
    plain = t.punct[at] == 0
    odds = chances.odds[row]

    def count(flags: npt.NDArray[np.bool_]) -> Ints:
        out: Ints = np.add.reduceat(flags.astype(np.int64), firsts)
        return out

    return (
        count(inside & plain & ~head_inside),
        count(inside & plain & (head == cue)),
        count(~inside & head_inside & plain & (at != cue)),
        np.minimum.reduceat(np.where(inside, odds, 50.0), firsts),
        np.maximum.reduceat(np.where(inside, -50.0, odds), firsts),
    )


def _edge_columns(
    context: Context, chances: Chances, a: Ints, b: Ints, shift: Ints, start: Ints, end: Ints
) -> list[_Column]:
    """What stands at both edges of the runs ``[a, b)``, inside and outside."""
    t = context.table
    size = len(t)
    odds = chances.odds
    previous, following, final = np.maximum(a - 1, 0), np.minimum(b, size - 1), b - 1
    outside_left = np.where(a > start, odds[np.maximum(a - 1 + shift, 0)], -9.0)
    outside_right = np.where(b < end, odds[np.minimum(b + shift, len(odds) - 1)], -9.0)
    left_word = t.head[a]
    return [
        chances.begin[a + shift], chances.stop[final + shift], odds[a + shift], outside_left, odds[final + shift],
        outside_right, t.tag[a], t.punct[a], t.word[a], t.dep[a], t.tag[previous], t.punct[previous],
        t.tag[final], t.punct[final], t.dep[final], t.tag[following], t.punct[following], t.word[following],
        t.dep[following], t.first[a] == a, t.end[final] == b, t.end[final] - b,
        np.where(left_word < a, 1, np.where(left_word >= b, 2, 0)), t.punct[a] == MARK, t.punct[final] == MARK,
        t.left[t.head[a]] == a, t.right[t.head[final]] == b,
    ]  # fmt: skip
