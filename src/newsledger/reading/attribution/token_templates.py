"""What tells whether a token is content or source of a cue: conjunctions of closed labels, one row a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.hashing import Buckets, buckets
from newsledger.reading.attribution.pair_features import Paths
from newsledger.reading.attribution.spans import Run
from newsledger.reading.attribution.table import Ints

TOKEN_BITS = 16
STEP_BITS = 11
_DISTANCES = np.array([0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 22, 30, 45, 70])
_COUNTS = np.array([0, 1, 2, 3, 5])


@dataclass(frozen=True, slots=True)
class Windows:
    """The tokens of the windows of several cues, one after the other.

    at: token. cue: token of the row's cue. starts: first row of each cue's window, and one behind the last.
    up, branch: as in ``Paths``; branch is the token itself where there is none.
    """

    at: Ints
    cue: Ints
    starts: Ints
    up: Ints
    branch: Ints


def windows_of(cues: Ints, runs: Sequence[Run], paths: Sequence[Paths]) -> Windows:
    """Lay the windows of some cues one after the other."""
    sizes = np.array([end - start for start, end in runs], np.int64)
    at = np.concatenate([np.arange(*run) for run in runs])
    branch = np.concatenate([path.branch for path in paths])
    return Windows(
        at=at,
        cue=np.repeat(cues, sizes),
        starts=np.concatenate([[0], np.cumsum(sizes)]),
        up=np.concatenate([path.up for path in paths]),
        branch=np.where(branch >= 0, branch, at),
    )


def _binned(values: Ints, bounds: Ints) -> Ints:
    return np.searchsorted(bounds, values, side="right").astype(np.int64)


def token_buckets(context: Context, rows: Windows) -> tuple[Buckets, Buckets]:
    """Buckets of each row for the label of its token, and for the step from the token before it."""
    t, words = context.table, context.vocabulary
    at, cue, up, branch = rows.at, rows.cue, rows.up, rows.branch
    last = len(t) - 1
    before, after = np.maximum(at - 1, 0), np.minimum(at + 1, last)
    low, high = np.minimum(at, cue), np.maximum(at, cue)
    side = np.sign(at - cue) + 1
    near_side = side * 10 + up
    tag, dep, punct, word = t.tag[at], t.dep[at], t.punct[at], t.word[at]
    shape = word * 20 + punct
    shape_before, shape_after = (t.word * 20 + t.punct)[before], (t.word * 20 + t.punct)[after]
    branch_dep, branch_word = t.dep[branch], t.word[branch]
    below = np.minimum(t.depth[at] - t.depth[branch], 4)
    lemma, cue_lemma = words[at], words[cue]
    head_of_cue = t.head[cue]
    place = t.dep[cue] * 30 + t.pos[cue]
    quoted = np.where(t.quote[at] < 0, 0, np.where(t.quote[at] == t.quote[cue], 1, 2))
    around = np.where(t.quote[cue] >= 0, 3, 0) + quoted
    marks = np.minimum(context.marks[high] - context.marks[low], 5)
    commas = _binned(context.commas[high] - context.commas[low], _COUNTS)
    verbs = _binned(context.verbs[high] - context.verbs[low], _COUNTS)
    other = np.clip(t.sentence[at] - t.sentence[cue], -3, 3) + 3
    distance = _binned(high - low, _DISTANCES) * 3 + side
    share = _binned(context.quoted[t.end[at]] - context.quoted[t.first[at]], _DISTANCES)
    form = context.forms[cue]
    subject, above = context.subject[cue], context.subject[head_of_cue]
    in_subject = np.where(
        subject < 0, 0, np.where((at >= t.left[subject]) & (at < t.right[subject]), 1, 2 + (at > subject))
    )
    in_above = np.where(above < 0, 0, np.where((at >= t.left[above]) & (at < t.right[above]), 1, 2))
    kind = t.ent[at] * 10 + t.person[at]
    first, final = at == t.left[branch], at == t.right[branch] - 1
    edges = first * 2 + final
    link = np.where(context.child["mark"][branch] >= 0, t.word[context.child["mark"][branch]] + 1, 0)
    behind, ahead = np.minimum(cue + 1, last), np.maximum(cue - 1, 0)
    route = branch_dep * 100 + near_side
    kind = context.kind[cue] * 20 + t.pos[cue]
    labels = [
        (kind, route), (kind, side, around), (kind, form, side), (kind, distance),
        (kind, branch_dep, branch_word, link), (kind, lemma), (kind, dep, near_side),
        (context.kind[branch], branch_dep, near_side), (near_side,), (route,), (cue_lemma, route),
        (cue_lemma, side, around), (place, route), (branch_dep, below, near_side),
        (cue_lemma, branch_dep, branch_word), (branch_dep, link, near_side), (tag, near_side), (tag, dep, side),
        (t.tag[before], tag, side), (tag, t.tag[after], side), (lemma, side), (words[before], side),
        (words[after], side), (lemma, dep, up), (shape, near_side, around), (shape_before, side, around),
        (shape_after, side, around), (distance,), (distance, place), (cue_lemma, distance), (around, marks, side),
        (around, marks, commas, side), (around, other, side), (commas, verbs, side), (other, around, t.dep[cue]),
        (in_subject, near_side), (in_subject, t.tag[cue], dep), (in_above, place, side),
        (in_subject, kind, tag, side), (form, route), (form, cue_lemma, side), (form, around, side),
        (t.tag[cue], form, place, side), (context.force[cue], route), (words[branch], route),
        (words[branch], t.pos[cue], branch_dep), (words[head_of_cue], near_side), (kind, tag, dep, near_side),
        (edges, route), (t.word[behind] * 20 + t.punct[behind], t.tag[behind], distance),
        (t.word[ahead] * 20 + t.punct[ahead], t.tag[ahead], distance), (share, around, side), (below, dep, near_side),
        (words[t.head[at]], dep), (cue_lemma, branch_word, first, side), (cue_lemma, lemma),
        (kind, in_subject, in_above), (_binned(t.end[at] - at, _COUNTS), side, shape),
    ]  # fmt: skip
    # The step from one token to the next.
    same = (t.quote[at] == t.quote[before]) * 2 + (t.sentence[at] == t.sentence[before])
    branch_before = np.concatenate([branch[:1], branch[:-1]])
    up_before = np.concatenate([up[:1], up[:-1]])
    beside = np.where(at == cue, 1, np.where(before == cue, 2, 0))
    steps = [
        (same, beside, side), (shape_before, shape, same), (shape_before, tag, side), (t.tag[before], shape, side),
        (branch == branch_before, up_before, up, side), (branch_dep, branch != branch_before, side),
        (t.dep[branch_before], branch == branch_before, side), (t.tag[before], tag), (around, marks, same),
        (cue_lemma, beside), (up, link, first, side), (words[at], side), (words[before], side), (kind, beside),
        (kind, branch_dep, branch != branch_before), (context.kind[before], beside, side),
        (in_subject, np.concatenate([in_subject[:1], in_subject[:-1]])),
    ]  # fmt: skip
    return buckets(labels, TOKEN_BITS), buckets(steps, STEP_BITS)
