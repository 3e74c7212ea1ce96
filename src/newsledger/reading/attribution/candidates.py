"""Which stretches may be the content of a cue, and what tells the right one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.pair_features import Paths
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import MARK, Floats, Ints, Table, stacked

_STEPS = 6  # boundaries taken where the tokens' odds rise or fall most
_KEPT = 8  # stretches kept on each side of the cue
_JOINED = 3  # stretches of each side that are joined with one of the other side
Content = tuple[Run, ...]


def contents(context: Context, cue: int, window: Run, paths: Paths, odds: Floats) -> list[Content]:
    """Candidate contents of a cue, the likelier ones by the tokens' log-odds ``odds``: one run, or one on each side."""
    t = context.table
    start, end = window
    cut = cue - start
    total = np.concatenate([[0.0], np.cumsum(odds)])
    edges = _edges(t, cue, window, paths)
    rise = np.diff(odds, prepend=np.float32(-3.0))
    before = _side(total, rise, edges, 0, cut)
    after = _side(total, rise, edges, cut + 1, end - start)
    found: list[Content] = [((start + a, start + b),) for a, b in before + after]
    found += [
        ((start + a, start + b), (start + c, start + d))
        for a, b in before[:_JOINED]
        for c, d in after[:_JOINED]
    ]  # fmt: skip
    return found


def _edges(t: Table, cue: int, window: Run, paths: Paths) -> tuple[list[int], list[int]]:
    """Likely starts and ends of contents: of sentences, quotations, and subtrees beside the cue."""
    start, end = window
    rows = np.arange(start, end)
    branches = np.unique(paths.branch[paths.branch >= 0])
    starts = {start, cue + 1, *t.left[branches].tolist()}
    ends = {end, cue, *t.right[branches].tolist()}
    starts |= set(rows[t.first[rows] == rows].tolist())
    ends |= set(rows[t.first[rows] == rows].tolist()) | set((rows[t.end[rows] == rows + 1]).tolist())
    for index in np.unique(t.quote[rows]).tolist():
        if index >= 0:
            quote = t.quotes[index]
            starts |= {quote.start, quote.inner_start}
            ends |= {quote.end, quote.inner_end}
    return (
        [s - start for s in starts if start <= s < end],
        [e - start for e in ends if start < e <= end],
    )


def _side(total: Floats, rise: Floats, edges: tuple[list[int], list[int]], low: int, high: int) -> list[Run]:
    """The stretches of one side of the cue with the highest sum of odds."""
    if high <= low:
        return []
    steps = np.argsort(-rise[low:high], kind="stable")[:_STEPS] + low
    falls = np.argsort(rise[low + 1 : high], kind="stable")[:_STEPS] + low + 1
    starts = np.array(sorted({s for s in edges[0] if low <= s < high} | set(steps.tolist()) | {low}))
    ends = np.array(sorted({e for e in edges[1] if low < e <= high} | set(falls.tolist()) | {high}))
    sums = total[ends][None, :] - total[starts][:, None]
    sums[ends[None, :] <= starts[:, None]] = -np.inf
    order = np.argsort(-sums, axis=None, kind="stable")[:_KEPT]
    return [
        (int(starts[k // len(ends)]), int(ends[k % len(ends)]))
        for k in order.tolist()
        if np.isfinite(sums.flat[k])
    ]  # fmt: skip


def content_rows(
    context: Context, cue: int, window: Run, paths: Paths, odds: Floats, found: list[Content], cue_columns: Floats
) -> Floats:
    """Features of candidate contents, one row each."""
    t = context.table
    start, end = window
    a = np.array([c[0][0] for c in found])
    b = np.array([c[0][1] for c in found])
    c = np.array([x[1][0] if len(x) > 1 else -1 for x in found])
    d = np.array([x[1][1] if len(x) > 1 else -1 for x in found])
    two = c >= 0
    last = np.where(two, d, b)
    total = _sums(odds)
    gains, losses = _sums(np.maximum(odds, 0)), _sums(np.minimum(odds, 0))

    def within(sums: Floats) -> Floats:
        first = sums[b - start] - sums[a - start]
        second = sums[np.where(two, d - start, 0)] - sums[np.where(two, c - start, 0)]
        return np.asarray(first + np.where(two, second, 0.0), dtype=np.float32)

    def counted(running: Ints) -> Ints:
        second = running[np.where(two, d, 0)] - running[np.where(two, c, 0)]
        counts: Ints = running[b] - running[a] + np.where(two, second, 0)
        return counts

    likelihood = within(total)
    best = likelihood.max() if len(found) else 0.0
    words = counted(context.words)
    quoted = counted(context.quoted)
    rows = np.arange(start, end)
    inside = ((rows >= a[:, None]) & (rows < b[:, None])) | ((rows >= c[:, None]) & (rows < d[:, None]))
    heads = t.head[rows]
    held = (heads >= start) & (heads < end) & (heads != rows)
    head_inside = np.zeros_like(inside)
    head_inside[:, held] = inside[:, heads[held] - start]
    plain = t.punct[rows] == 0
    roots = (inside & ~head_inside & plain).sum(axis=1)
    under_cue = (inside & plain & (heads == cue)).sum(axis=1)
    cut_off = (~inside & head_inside & plain & (rows != cue)).sum(axis=1)
    low = np.where(inside, odds, 50.0).min(axis=1)
    high = np.where(~inside, odds, -50.0).max(axis=1)
    columns: list[npt.NDArray[np.generic]] = [
        likelihood, likelihood - best, likelihood / np.maximum(1, words), within(losses),
        gains[-1] - within(gains), low, high, two, a > cue, words, quoted, roots, under_cue, cut_off,
        roots - under_cue,
        np.where(a > cue, a - cue, cue - b), np.where(two, c - cue, 0),
        t.sentence[last - 1] - t.sentence[a], end - last, a - start,
        np.argsort(np.argsort(-likelihood, kind="stable"), kind="stable"),
    ]  # fmt: skip
    columns += _edge_columns(t, odds, window, a, b)
    columns += _edge_columns(t, odds, window, np.where(two, c, a), last)
    quote_first, quote_last = t.quote[a], t.quote[last - 1]
    columns += [
        quote_first >= 0,
        quote_last >= 0,
        quote_first == quote_last,
        quoted == counted(context.words),
        context.marks[last] - context.marks[a],
        np.full(len(found), context.marks[end] - context.marks[start]),
        context.quoted[end] - context.quoted[start] - quoted,
        context.words[end] - context.words[start] - words,
    ]
    own = stacked(columns, len(found))
    return np.concatenate([own, np.repeat(cue_columns[None, :], len(found), axis=0)], axis=1)


def _sums(odds: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(odds)]).astype(np.float32)


def _edge_columns(t: Table, odds: Floats, window: Run, a: Ints, b: Ints) -> list[npt.NDArray[np.generic]]:
    """What stands at both edges of the runs ``[a, b)``, inside and outside."""
    start, end = window
    size = len(t)
    previous, following = np.clip(a - 1, 0, size - 1), np.clip(b, 0, size - 1)
    outside_left = np.where(a - 1 >= start, odds[np.clip(a - 1 - start, 0, None)], -9.0)
    outside_right = np.where(b < end, odds[np.clip(b - start, None, end - start - 1)], -9.0)
    left_word = t.head[a]
    return [
        odds[a - start], outside_left, odds[b - 1 - start], outside_right,
        t.tag[a], t.punct[a], t.word[a], t.dep[a], t.tag[previous], t.punct[previous],
        t.tag[b - 1], t.punct[b - 1], t.dep[b - 1], t.tag[following], t.punct[following], t.word[following],
        t.dep[following], t.first[a] == a, t.end[b - 1] == b, t.end[b - 1] - b,
        np.where(left_word < a, 1, np.where(left_word >= b, 2, 0)),
        t.punct[a] == MARK, t.punct[b - 1] == MARK, t.left[np.clip(t.head[a], 0, size - 1)] == a,
        t.right[np.clip(t.head[b - 1], 0, size - 1)] == b,
    ]  # fmt: skip
