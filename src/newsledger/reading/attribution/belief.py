"""What tells that a cue with its best content and source is an attribution that a reader would accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newsledger.reading.attribution.content_features import OWN
from newsledger.reading.attribution.cue_features import Context, taken
from newsledger.reading.attribution.forest import sigmoid
from newsledger.reading.attribution.rates import SOURCE
from newsledger.reading.attribution.table import Floats, Ints, stacked

if TYPE_CHECKING:
    from newsledger.reading.attribution.learned import Cues

_NONE = -20.0
_OVERLAPPING = 0.3


def two_best(values: Floats, group: Ints, count: int) -> tuple[Floats, Floats, Ints]:
    """Highest and second highest value of each group, and the index of the highest (-1 where a group is empty)."""
    first, second = np.full(count, -9.0, np.float32), np.full(count, -18.0, np.float32)
    which = np.full(count, -1, np.int64)
    order = np.lexsort((np.arange(len(values)), -values, group))
    sorted_group = group[order]
    new = np.ones(len(order), bool)
    new[1:] = sorted_group[1:] != sorted_group[:-1]
    which[sorted_group[new]] = order[new]
    first[sorted_group[new]] = values[order[new]]
    runner = np.flatnonzero(new) + 1
    runner = runner[runner < len(order)]
    runner = runner[~new[runner]]
    second[sorted_group[runner]] = values[order[runner]]
    return first, second, which


def belief_rows(context: Context, cues: Cues) -> Floats:
    """One row a cue: all scores so far, and how it stands to the other cues."""
    t = context.table
    at, odds, chances = cues.at, cues.odds, cues.chances
    count = len(at)
    best, second, chosen = two_best(cues.content_odds, cues.spans.cue, count)
    source, next_source, holder = two_best(cues.source_odds, cues.holders.cue, count)
    who = taken(cues.holders.at, holder).astype(np.int64)
    place = taken(cues.holders.row, holder).astype(np.int64)
    contents = [cues.content(k) for k in range(count)]
    low = min(min(int(i), content[0][0]) for i, content in zip(at, contents, strict=True))
    high = max(max(int(i) + 1, content[-1][1]) for i, content in zip(at, contents, strict=True))
    cover = np.zeros((count, high - low), bool)
    for k, content in enumerate(contents):
        for start, end in content:
            cover[k, start - low : end - low] = True
    sizes = cover.sum(axis=1)
    numbers = cover.astype(np.float32)
    ratio = (numbers @ numbers.T) / np.maximum(1, np.minimum(sizes[:, None], sizes[None, :]))
    np.fill_diagonal(ratio, 0)
    holds = cover[:, at - low]  # [i, j]: the content of i holds cue j
    together = (t.sentence[at][:, None] == t.sentence[at][None, :]) & ~np.eye(count, dtype=bool)
    rival = (odds + best)[None, :]
    stands = [ratio > _OVERLAPPING, holds.T, holds, together]
    spans = np.bincount(cues.spans.cue, minlength=count)
    firsts = cues.rows.starts[:-1]
    peak = np.maximum.reduceat(chances.odds, firsts)
    mass = np.add.reduceat(np.maximum(chances.odds, 0), firsts)
    columns: list[np.ndarray] = [
        odds, cues.linear, best, best - second, spans, source, source - next_source,
        taken(t.ent, who), taken(t.person, who), taken(t.tag, who), taken(t.dep, who),
        np.where(who >= 0, np.abs(who - at), -1), taken(context.rates[:, 0], who, -9.0),
        taken(context.rates[:, SOURCE], who, -9.0),
        taken(chances.source, place, -9.0),
        *(np.where(stand, rival, _NONE).max(axis=1) for stand in stands),
        *(stand.sum(axis=1) for stand in stands),
        peak, mass, np.full(count, count), at / len(t), np.full(count, sigmoid(odds).sum() / len(t)),
        np.full(count, context.quoted[-1] / len(t)), t.block_end[at] - t.block_first[at],
    ]  # fmt: skip
    return np.concatenate([stacked(columns, count), cues.content_rows[chosen][:, :OWN], cues.summary], axis=1)
