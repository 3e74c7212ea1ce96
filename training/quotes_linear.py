"""Trains the linear parts of the attribution model: words, cue model, labeller of tokens (AdaGrad, averaged)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from newsledger.reading.attribution.cue_features import Context
from newsledger.reading.attribution.cue_templates import CUE_BITS
from newsledger.reading.attribution.hashing import Buckets, summed
from newsledger.reading.attribution.labeller import LABELS, Labeller, marginals
from newsledger.reading.attribution.pair_features import paths_of
from newsledger.reading.attribution.table import POSITION
from newsledger.reading.attribution.token_templates import STEP_BITS, TOKEN_BITS, token_buckets, windows_of
from newsledger.reading.attribution.windows import window_of
from training.quotes_data import Example, Gold

LEAST_COUNT, LEAST_ARTICLES = 10, 6  # of a word
LEAST_CUES, LEAST_TOKENS = 6, 8  # occurrences of a bucket in training
EPOCHS, FIRST_AVERAGED = 8, 2
RATE = 0.05
CUE_PENALTY, TOKEN_PENALTY = 1e-5, 1e-3


def frequent_words(sample: Sequence[Example]) -> dict[str, int]:
    """Numbers of the lemmas that are frequent and mostly no names."""
    counts: Counter[str] = Counter()
    articles: dict[str, set[str]] = defaultdict(set)
    for example in sample:
        for lemma in example.table.lemma:
            counts[lemma] += 1
            articles[lemma].add(example.name)
    proper = names(sample)
    kept = [w for w in counts if counts[w] >= LEAST_COUNT and len(articles[w]) >= LEAST_ARTICLES]
    return {w: k + 1 for k, w in enumerate(sorted(w for w in kept if 2 * proper[w] < counts[w] and w.strip()))}


def names(sample: Sequence[Example]) -> Counter[str]:
    """How often each lemma is a name."""
    counts: Counter[str] = Counter()
    for example in sample:
        pairs = zip(example.table.lemma, example.table.pos.tolist(), strict=True)
        counts.update(lemma for lemma, pos in pairs if pos == POSITION["PROPN"])
    return counts


class _Weights:
    """Weights with their AdaGrad sums and their running average; rare buckets stay at 0."""

    def __init__(self, picked: Buckets, bits: int, outputs: int, least: int, penalty: float) -> None:
        self.known = np.bincount(picked.ravel(), minlength=1 << bits) >= least
        self.known[0] = False
        self.penalty = penalty
        self.now = np.zeros((1 << bits, outputs), np.float32)
        self.squares = np.full_like(self.now, 1e-3)
        self.sums = np.zeros_like(self.now)

    def step(self, picked: Buckets, slope: np.ndarray, share: float) -> None:
        """One step; slope: derivative of the loss by the sum of the weights that each row picks."""
        flat = picked.ravel()
        for k in range(self.now.shape[1]):
            each = np.repeat(slope[:, k], picked.shape[1])
            slopes = np.bincount(flat, each, minlength=len(self.now)).astype(np.float32) * share
            slopes = (slopes + self.penalty * self.now[:, k]) * self.known
            self.squares[:, k] += slopes * slopes
            self.now[:, k] -= RATE * slopes / np.sqrt(self.squares[:, k])

    def average(self) -> np.ndarray:
        """The mean over the later epochs."""
        return self.sums / (EPOCHS - FIRST_AVERAGED)


def fit_cues(picked: Buckets, target: np.ndarray, size: int = 512) -> np.ndarray:
    """Logistic regression."""
    weights = _Weights(picked, CUE_BITS, 1, LEAST_CUES, CUE_PENALTY)
    order = np.random.default_rng(7)
    for epoch in range(EPOCHS):
        shuffled = order.permutation(len(picked))
        for start in range(0, len(shuffled), size):
            rows = picked[shuffled[start : start + size]]
            odds = summed(weights.now[:, 0], rows)
            slope = 1 / (1 + np.exp(-np.clip(odds, -30, 30))) - target[shuffled[start : start + size]]
            weights.step(rows, slope[:, None], 1 / len(rows))
        if epoch >= FIRST_AVERAGED:
            weights.sums += weights.now
    return weights.average()[:, 0]


@dataclass(slots=True)
class Sequences:
    """The windows of gold cues: buckets of labels and steps, gold labels, first row of each."""

    labels: Buckets
    steps: Buckets
    gold: np.ndarray
    starts: np.ndarray

    def chosen(self, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rows of some windows, and where each begins among them."""
        sizes = np.diff(self.starts)[which]
        starts = np.concatenate([[0], np.cumsum(sizes)])
        rows = np.arange(starts[-1]) - np.repeat(starts[:-1] - self.starts[which], sizes)
        return rows, starts


def sequences(context: Context, gold: Sequence[Gold]) -> Sequences | None:
    """The windows of an article's gold cues."""
    table = context.table
    gold = [g for g in gold if g.head >= 0 and g.content]
    if not gold:
        return None
    runs = [window_of(table, g.head) for g in gold]
    paths = [paths_of(table, g.head, run) for g, run in zip(gold, runs, strict=True)]
    rows = windows_of(np.array([g.head for g in gold]), runs, paths)
    labels, steps = token_buckets(context, rows)
    target = np.zeros(len(rows.at), np.int64)
    for g, start, end in zip(gold, rows.starts[:-1], rows.starts[1:], strict=True):
        at = rows.at[start:end]
        target[start:end] = np.where(np.isin(at, list(g.content)), 1, np.where(np.isin(at, list(g.source)), 2, 0))
    return Sequences(labels, steps, target, rows.starts)


def joined(parts: Sequence[Sequences]) -> Sequences:
    """Several articles as one."""
    shifts = np.cumsum([0] + [len(part.gold) for part in parts])
    starts = [part.starts[:-1] + shift for part, shift in zip(parts, shifts, strict=False)]
    return Sequences(
        np.concatenate([part.labels for part in parts]),
        np.concatenate([part.steps for part in parts]),
        np.concatenate([part.gold for part in parts]),
        np.concatenate([*starts, shifts[-1:]]),
    )


def fit_labeller(data: Sequences, size: int = 64) -> Labeller:
    """Conditional random field by its likelihood."""
    labels = _Weights(data.labels, TOKEN_BITS, LABELS - 1, LEAST_TOKENS, TOKEN_PENALTY)
    steps = _Weights(data.steps, STEP_BITS, LABELS * LABELS, LEAST_TOKENS, TOKEN_PENALTY)
    chance = np.random.default_rng(7)
    lengths = np.diff(data.starts)
    for epoch in range(EPOCHS):
        order = np.argsort(lengths + chance.uniform(0, 8, len(lengths)), kind="stable")  # of about one length
        groups = [order[start : start + size] for start in range(0, len(order), size)]
        for k in chance.permutation(len(groups)):
            rows, starts = data.chosen(groups[k])
            picked, stepped, gold = data.labels[rows], data.steps[rows], data.gold[rows]
            found = marginals(*Labeller(labels.now, steps.now).scores(picked, stepped), starts)
            slope = found.alone - (gold[:, None] == np.arange(LABELS))
            pair = np.zeros((len(rows), LABELS * LABELS), np.float32)
            pair[np.arange(1, len(rows)), gold[:-1] * LABELS + gold[1:]] = 1
            slopes = found.joint.reshape(-1, LABELS * LABELS) - pair
            slopes[starts[:-1]] = 0
            labels.step(picked, slope[:, 1:], 1 / len(groups[k]))
            steps.step(stepped, slopes, 1 / len(groups[k]))
        if epoch >= FIRST_AVERAGED:
            labels.sums += labels.now
            steps.sums += steps.now
    return Labeller(labels.average(), steps.average())
