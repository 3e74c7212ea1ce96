"""What tells that a cue with its best content and source is an attribution that a reader would accept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.rates import SOURCE
from newsledger.reading.attribution.table import Floats

if TYPE_CHECKING:
    from newsledger.reading.attribution.learned import Cue

_CONTENT_COLUMNS = 22


def belief_rows(context: Context, cues: Sequence[Cue]) -> Floats:
    """One row a cue of an article: all scores so far, and how it stands to the other cues."""
    t = context.table
    heads = np.array([cue.at for cue in cues])
    odds = np.array([cue.odds for cue in cues], np.float32)
    best = np.array([cue.content_odds[cue.best] for cue in cues], np.float32)
    low = min(min(cue.at, *(run[0] for run in cue.content)) for cue in cues)
    high = max(max(cue.at + 1, *(run[1] for run in cue.content)) for cue in cues)
    covers = [np.zeros(high - low, bool) for _ in cues]
    for cue, cover in zip(cues, covers, strict=True):
        for start, end in cue.content:
            cover[start - low : end - low] = True
    cover = np.stack(covers)
    sizes = cover.sum(axis=1)
    as_numbers = cover.astype(np.float32)
    shared = as_numbers @ as_numbers.T
    ratio = shared / np.maximum(1, np.minimum(sizes[:, None], sizes[None, :]))
    np.fill_diagonal(ratio, 0)
    holds = cover[:, heads - low]  # [i, j]: the content of i holds cue j
    rival = (odds + best)[None, :]
    rows = []
    for k, cue in enumerate(cues):
        ranked = np.sort(cue.content_odds)[::-1]
        sources = np.sort(cue.source_odds)[::-1]
        overlapping = np.where(ratio[k] > 0.3, rival[0], -20.0)
        holding = np.where(holds[:, k], rival[0], -20.0)
        held = np.where(holds[k], rival[0], -20.0)
        same = np.where((t.sentence[heads] == t.sentence[cue.at]) & (heads != cue.at), rival[0], -20.0)
        who = int(cue.holders[cue.source_odds.argmax()]) if len(sources) else -1
        values = [
            cue.odds, best[k], ranked[0] - ranked[1] if len(ranked) > 1 else 9.0, len(ranked),
            sources[0] if len(sources) else -9.0,
            sources[0] - sources[1] if len(sources) > 1 else 9.0,
            t.ent[who] if who >= 0 else -1, t.person[who] if who >= 0 else -1, t.tag[who] if who >= 0 else -1,
            t.dep[who] if who >= 0 else -1, abs(who - cue.at) if who >= 0 else -1,
            context.rates[who, 0] if who >= 0 else -9.0, context.rates[who, SOURCE] if who >= 0 else -9.0,
            overlapping.max(), holding.max(), held.max(), same.max(),
            float((overlapping > -20).sum()), float((holding > -20).sum()), float((held > -20).sum()),
            float(cue.token_odds.max()), float(np.maximum(cue.token_odds, 0).sum()), len(cues),
        ]  # fmt: skip
        chosen = cue.content_rows[cue.best]
        rows.append(np.concatenate([np.array(values, np.float32), chosen[:_CONTENT_COLUMNS], cue.summary]))
    return np.stack(rows).astype(np.float32)
