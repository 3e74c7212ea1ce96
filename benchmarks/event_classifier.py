"""A class for a sentence by its static vector: a linear voice trained on sentences that we wrote.

Only used to measure what such a voice adds (``benchmarks.events_ablation``). Proper names are left out of a sentence's
vector, so that no country stands for a class. Ridge regression in closed form, one column a class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.events import sentence_article
from newsledger.language import Parse, parse_many
from newsledger.linking.vectors import vectors

SENTENCES = Path(__file__).parents[1] / "training" / "event_sentences.tsv"
_ALPHA = 3.0
_PRECISION = 0.7  # of the training sentences left out in turn, where the voice may speak
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Voice:
    """A trained voice. margin: lead over the second class below which it is silent; left_out: accuracy without it."""

    classes: tuple[str, ...]
    weights: Floats
    margin: float
    left_out: float

    def classify(self, parses: Sequence[Parse]) -> list[tuple[str, float]]:
        """The class of each sentence and its lead over the second."""
        scores = _features([words_of(parse) for parse in parses]) @ self.weights
        order = np.argsort(-scores, axis=1, kind="stable")
        rows = np.arange(len(scores))
        lead = scores[rows, order[:, 0]] - scores[rows, order[:, 1]]
        return [(self.classes[int(best)], float(by)) for best, by in zip(order[:, 0], lead, strict=True)]


def words_of(parse: Parse) -> str:
    """The words of a sentence but names, numbers and marks."""
    kept = (t.lower_ for t in parse.doc if t.pos_ not in ("PROPN", "NUM", "PUNCT", "SPACE") and t.ent_type_ != "NORP")
    return " ".join(kept)


def _features(texts: Sequence[str]) -> Floats:
    rows = vectors(texts).astype(np.float64)
    return np.hstack([rows, np.ones((len(rows), 1))])


def train() -> Voice:
    """Fit the voice, with the margin at which it is right often enough on sentences left out in turn."""
    lines = [line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]
    classes = tuple(sorted({label for label, _ in lines}))
    parses = parse_many([sentence_article(text, str(at)) for at, (_, text) in enumerate(lines)])
    x = _features([words_of(parse) for parse in parses])
    gold = np.array([classes.index(label) for label, _ in lines])
    y = np.eye(len(classes))[gold]
    weights = _fit(x, y)
    fold = np.array([int((gold[:at] == label).sum()) for at, label in enumerate(gold)])
    left = np.zeros_like(y)
    for number in np.unique(fold):  # one sentence of each class is left out in turn
        left[fold == number] = x[fold == number] @ _fit(x[fold != number], y[fold != number])
    order = np.sort(left, axis=1)
    lead, right = order[:, -1] - order[:, -2], left.argmax(axis=1) == gold
    margin = next((m for m in np.arange(0.0, lead.max(), 0.01) if right[lead >= m].mean() >= _PRECISION), 1.0)
    return Voice(classes, weights, float(margin), float(right.mean()))


def _fit(x: Floats, y: Floats) -> Floats:
    return np.asarray(np.linalg.solve(x.T @ x + _ALPHA * np.eye(x.shape[1]), x.T @ y))
