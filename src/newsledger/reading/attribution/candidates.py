"""Which stretches may be the content of a cue, by the probabilities of the labeller."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.labeller import CONTENT, Marginals
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import Floats, Ints
from newsledger.reading.attribution.token_templates import Windows

_EDGES = 8  # likeliest starts and ends on each side of the cue
_KEPT = 6  # stretches kept on each side
_JOINED = 2  # stretches of each side that are joined with one of the other side
_TINY = 1e-6
Content = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Chances:
    """Logs of probabilities, one a row of ``Windows``. odds, source: log-odds of being content, of being source.
    begin: content starts here. on: one longer and in double precision; sum of the logs of going on as content up to
    each row. stop: content stops after this row, given that it is content. end: it is content and the next is none.
    """

    odds: Floats
    source: Floats
    begin: Floats
    on: npt.NDArray[np.float64]
    stop: Floats
    end: Floats


def _log(chance: Floats) -> Floats:
    out: Floats = np.log(np.maximum(chance, _TINY))
    return out


def chances_of(found: Marginals, starts: Ints) -> Chances:
    """What the labeller's probabilities say about where contents start, go on and stop."""
    content, source = found.alone[:, CONTENT], found.alone[:, 2]
    first, last = starts[:-1], starts[1:] - 1
    stays = found.joint[:, CONTENT, CONTENT]
    begin = np.maximum(content - stays, 0)
    begin[first] = content[first]
    on = np.zeros(len(content) + 1, np.float64)
    goes = np.ones(len(content), np.float32)
    goes[1:] = stays[1:] / np.maximum(content[:-1], _TINY)
    goes[first] = 1.0
    on[1:] = np.cumsum(_log(np.minimum(goes, 1.0)))
    leaves = np.empty_like(content)
    leaves[:-1] = np.maximum(content[:-1] - stays[1:], 0)
    leaves[last] = content[last]
    stop = _log(np.minimum(leaves / np.maximum(content, _TINY), 1.0))
    odds = _log(content) - _log(1.0 - content)
    return Chances(odds, _log(source) - _log(1.0 - source), _log(begin), on, stop, _log(leaves))


@dataclass(frozen=True, slots=True)
class Spans:
    """Candidate contents: tokens ``[a, b)`` and, where ``c`` is not -1, ``[c, d)``. cue: index of the cue. shift: what
    turns a token of its window into a row. chance, chance2: log-probability of each stretch.
    """

    cue: Ints
    a: Ints
    b: Ints
    c: Ints
    d: Ints
    chance: Floats
    chance2: Floats
    shift: Ints

    def content(self, k: int) -> Content:
        """One candidate as runs of tokens."""
        first = (int(self.a[k]), int(self.b[k]))
        return (first,) if self.c[k] < 0 else (first, (int(self.c[k]), int(self.d[k])))


_Scored = tuple[int, int, float]


def contents(rows: Windows, cues: Ints, chances: Chances) -> Spans:
    """Candidate contents of cues, the likelier ones: one run, or one on each side; the cue is in none."""
    found: list[tuple[int, int, int, int, int, float, float, int]] = []
    bounds = rows.starts.tolist()
    for k, cue in enumerate(cues.tolist()):
        low, high = bounds[k], bounds[k + 1]
        shift = low - int(rows.at[low])
        cut = cue + shift
        before, after = _side(chances, low, cut), _side(chances, cut + 1, high)
        found += [(k, a - shift, b - shift, -1, -1, p, 0.0, shift) for a, b, p in before + after]
        found += [
            (k, a - shift, b - shift, c - shift, d - shift, p, q, shift)
            for a, b, p in before[:_JOINED]
            for c, d, q in after[:_JOINED]
        ]
    whole = np.array([one[:5] + one[7:] for one in found], np.int64).reshape(-1, 6).T
    chance = np.array([one[5:7] for one in found], np.float32).reshape(-1, 2).T
    return Spans(whole[0], whole[1], whole[2], whole[3], whole[4], chance[0], chance[1], whole[5])


def _side(chances: Chances, low: int, high: int) -> list[_Scored]:
    """The likeliest stretches of rows of one side of a cue: start, end, log-probability."""
    if high <= low:
        return []
    starts = np.argsort(-chances.begin[low:high], kind="stable")[:_EDGES] + low
    lasts = np.argsort(-chances.end[low:high], kind="stable")[:_EDGES] + low
    scores = (chances.begin[starts] - chances.on[starts + 1])[:, None] + (chances.on[lasts + 1] + chances.stop[lasts])
    scores[lasts[None, :] < starts[:, None]] = -np.inf
    order = np.argsort(-scores, axis=None, kind="stable")[:_KEPT]
    picked = zip(order.tolist(), scores.ravel()[order].tolist(), strict=True)
    width = len(lasts)
    return [(int(starts[k // width]), int(lasts[k % width]) + 1, score) for k, score in picked if score > -np.inf]
