"""What tells that a token is a cue: conjunctions of closed labels, one row a candidate."""

from __future__ import annotations

import numpy as np

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.hashing import Buckets, buckets
from newsledger.reading.attribution.table import Ints

CUE_BITS = 16
_MOST = 8  # children of a token that are looked at
_DISTANCES = np.array([0, 1, 2, 4, 8, 16])


def _of(column: Ints, index: Ints) -> Ints:
    """``column[index] + 1``, 0 where the index is -1."""
    return np.where(index >= 0, column[index] + 1, 0)


def _binned(values: Ints) -> Ints:
    return np.searchsorted(_DISTANCES, values, side="right").astype(np.int64)


def cue_buckets(context: Context, at: Ints) -> Buckets:
    """Buckets of each candidate."""
    t, words, child = context.table, context.vocabulary, context.child
    last = len(t) - 1
    lemma, tag, dep, form = words[at], t.tag[at], t.dep[at], context.forms[at]
    part = t.pos[at]
    head = t.head[at]
    top = t.head[head]
    own = lemma * 20 + part
    head_lemma = np.where(head == at, 0, words[head] + 1)
    kinds = t.ent * 1000 + t.person * 100 + t.tag
    subject = context.subject[at]
    above = context.subject[head]
    who, who_above = _of(kinds, subject), _of(kinds, above)
    who_lemma = _of(words, subject)
    thing, clause, open_clause = child["dobj"][at], child["ccomp"][at], child["xcomp"][at]
    prep = child["prep"][at]
    thing_kind, thing_lemma = _of(kinds, thing), _of(words, thing)
    mark = _of(t.word, np.where(clause >= 0, child["mark"][clause], -1))
    quoted = context.quoted
    before, behind = quoted[at] - quoted[t.first[at]], quoted[t.end[at]] - quoted[at]
    marks = (t.quote[at] >= 0) * 36 + _binned(before) * 6 + _binned(behind)
    signs = (t.quote[at] >= 0) * 4 + (before > 0) * 2 + (behind > 0)
    shapes = t.word * 20 + t.punct

    def near(column: Ints, step: int) -> Ints:
        place = np.clip(at + step, 0, last)
        inside = (at + step >= t.first[at]) & (at + step < t.end[at])
        return np.where(inside, column[place] + 1, 0)

    kind = context.kind[at] * 20 + part
    templates = [
        (kind, form, tag), (kind, tag, dep), (kind, signs, dep), (kind, who), (kind, thing_kind),
        (kind, _of(words, prep)), (kind, mark, form), (kind, dep, head_lemma), (kind, near(words, 1)),
        (kind, near(words, -1)), (context.kind[head], own, dep), (context.kind[head], kind, dep), (kind, who_lemma),
        (kind, thing_lemma), (kind, _of(words, child["aux"][at]), tag), (kind, _of(words, child["det"][at])),
        (kind, _of(context.kind, clause)), (own,), (own, tag), (own, dep), (own, form), (own, dep, head_lemma),
        (own, signs), (own, who), (own, who_lemma), (own, thing_kind), (own, thing_lemma), (own, _of(words, prep)),
        (own, mark), (own, near(words, 1)), (own, near(words, -1)), (own, near(words, 2)), (own, near(words, -2)),
        (own, near(shapes, 1)), (own, near(shapes, -1)), (own, _of(words, child["aux"][at])),
        (own, _of(words, child["neg"][at]), tag), (own, _of(words, clause)), (own, _of(words, open_clause)),
        (own, dep, _of(t.pos, head)), (own, _of(words, child["poss"][at])), (own, _of(words, child["det"][at])),
        (own, _of(words, child["amod"][at])), (own, form, signs), (own, who_above), (own, form, who),
        (own, thing_kind, who), (tag, dep, head_lemma), (head_lemma, words[top], dep), (tag, who_lemma),
        (form, tag, who), (form, tag, dep, signs), (context.force[at], form, tag), (context.force[at], signs, dep),
        (context.force[at], who), (tag, thing_lemma), (tag, _of(words, clause)),
        (tag, _of(words, open_clause), _of(words, child["aux"][at])), (tag, near(words, 1)), (tag, near(words, -1)),
        (near(t.tag, -1), tag, near(t.tag, 1)), (tag, near(t.tag, 1), near(t.tag, 2)),
        (near(t.tag, -2), near(t.tag, -1), tag), (marks, part), (marks, tag, dep),
        (near(shapes, -1), tag, near(shapes, 1)), (head_lemma, who_above, dep),
        (part, _binned(at), _binned(t.end[at] - at)), (part, _of(words, child["advmod"][at])),
        (own, _of(words, child["advmod"][at])), (own, _of(words, child["prt"][at])), (context.force[head], dep, part),
        (part, dep, _of(words, child["relcl"][at]), _of(words, child["acl"][at])),
    ]  # fmt: skip
    return np.concatenate([buckets(templates, CUE_BITS), _children(context)[at]], axis=1)


def _children(context: Context) -> Buckets:
    """Buckets of the first children of each token, 0 where there is none: which word stands in which relation."""
    t = context.table
    n = len(t)
    below = np.flatnonzero((t.head != np.arange(n)) & (t.punct == 0))
    head = t.head[below]
    order = np.argsort(head, kind="stable")
    below, head = below[order], head[order]
    rank = np.arange(len(head)) - np.searchsorted(head, head)
    below, head, rank = below[rank < _MOST], head[rank < _MOST], rank[rank < _MOST]
    out = np.zeros((n, _MOST), np.int32)
    if len(below):
        key = context.vocabulary[below], t.dep[below], t.pos[head]
        out[head, rank] = np.maximum(1, buckets([(key[0], key[1], key[2], np.full(len(head), 977))], CUE_BITS)[:, 0])
    return out
