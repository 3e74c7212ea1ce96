"""Counts the rates of frequent cue lemmas (``newsledger.reading.attribution.rates``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.rates import CLASSES, COLUMNS, Rates
from training.quotes_data import Example, Gold

LEAST_COUNT, LEAST_ARTICLES = 6, 4
MOST_NAMES = 10  # a lemma that is a name so many times as often is left out
STRENGTH = 3.0


_WIDTH = 11
_HELD = ("dobj", "dobj", "ccomp", "xcomp", "prep", "advcl", "nsubj", "nsubjpass")


def _log_odds(hits: float, count: float, prior: float) -> float:
    p = min(0.999, max(0.001, (hits + STRENGTH * prior) / (count + STRENGTH)))
    return float(np.log(p / (1 - p)))


class _Counts:
    """What is counted by lemma.

    total: occurrences, cues, occurrences and cues with a clause, cues quoted, sourceless, after their content,
    occurrences and cues with an object alone, sources. held: for each relation of ``_HELD``, cues that have such a
    child, and those whose content holds it.
    """

    def __init__(self) -> None:
        self.total: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(_WIDTH))
        self.held: dict[str, np.ndarray] = defaultdict(lambda: np.zeros((len(_HELD), 2)))
        self.articles: dict[str, set[str]] = defaultdict(set)

    def add(self, example: Example) -> None:
        """Count one article."""
        table = example.table
        context = Context(table, np.zeros((len(table), len(COLUMNS)), np.float32))
        clause = (context.child["ccomp"] >= 0) | (context.child["xcomp"] >= 0)
        plain = (context.child["dobj"] >= 0) & ~clause
        gold = {g.head: g for g in example.gold}
        sources = {
            i for g in example.gold for i in g.source if int(table.head[i]) not in g.source or table.head[i] == i
        }
        kinds = [CLASSES.get(pos) for pos in table.pos.tolist()]
        for i, (lemma, kind) in enumerate(zip(table.lemma, kinds, strict=True)):
            if kind is None:
                continue
            key = f"{lemma}/{kind}"
            self.articles[key].add(example.name)
            g = gold.get(i)
            row = self.total[key]
            row[[0, 2, 7, 9]] += (1, clause[i], plain[i], i in sources)
            if g is not None:
                quoted = any(table.quote[j] >= 0 for j in g.content)
                row[[1, 3, 4, 5, 6, 8]] += (1, clause[i], quoted, not g.source, min(g.content) < i, plain[i])
                self._hold(context, i, g, bool(clause[i]), self.held[key])

    def _hold(self, context: Context, cue: int, gold: Gold, clause: bool, held: np.ndarray) -> None:
        for k, name in enumerate(_HELD):
            child = int(context.child[name][cue])
            if child >= 0 and (k > 1 or clause == (k == 1)):
                held[k] += (1, child + (name == "prep") in gold.content)


def count_rates(sample: Sequence[Example], words: Mapping[str, int], names: Mapping[str, int]) -> Rates:
    """Smoothed rates of the lemmas that are frequent in a sample of articles, but for those that are names almost
    always. names: how often each lemma is one.
    """
    counts = _Counts()
    for example in sample:
        counts.add(example)
    common = [
        k
        for k in sorted(counts.total)
        if counts.total[k][0] >= LEAST_COUNT and len(counts.articles[k]) >= LEAST_ARTICLES
        if MOST_NAMES * counts.total[k][0] >= names.get(k[:-2], 0)
    ]
    index = {key: number + 1 for number, key in enumerate(common)}
    none = (np.zeros(_WIDTH), np.zeros((len(_HELD), 2)))
    prior = {}
    for kind in "vnj":
        keys = [key for key in counts.total if key.endswith("/" + kind)]
        prior[kind] = (sum((counts.total[k] for k in keys), none[0]), sum((counts.held[k] for k in keys), none[1]))
    rare = [key for key in counts.total if key not in index]
    lost = (sum((counts.total[k] for k in rare), none[0]), sum((counts.held[k] for k in rare), none[1]))
    rows = [_values(*lost, *lost)]
    rows += [_values(counts.total[key], counts.held[key], *prior[key[-1]]) for key in common]
    rows[0][1] = 0.0
    stacked = np.stack(rows).astype(np.float32)
    return Rates(index, stacked, words)


def _values(row: np.ndarray, held: np.ndarray, base: np.ndarray, base_held: np.ndarray) -> np.ndarray:
    """The columns of ``Rates`` for one lemma, smoothed towards its word class."""
    odds = [
        _log_odds(row[1], row[0], base[1] / max(1, base[0])),
        np.log1p(row[0]),
        _log_odds(row[3], row[2], base[3] / max(1, base[2])),
        _log_odds(row[1] - row[3], row[0] - row[2], (base[1] - base[3]) / max(1, base[0] - base[2])),
    ]
    odds += [(row[k] + STRENGTH * base[k] / max(1, base[1])) / (row[1] + STRENGTH) for k in (4, 5, 6)]
    for (count, hits), (base_count, base_hits) in zip(held, base_held, strict=True):
        odds.append((hits + STRENGTH * base_hits / max(1, base_count)) / (count + STRENGTH))
    odds.append(_log_odds(row[8], row[7], base[8] / max(1, base[7])))
    odds.append(_log_odds(row[9], row[0], base[9] / max(1, base[0])))
    return np.array(odds + [0.0] * (len(COLUMNS) - len(odds)))
