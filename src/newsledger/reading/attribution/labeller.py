"""A chain over the tokens around a cue: which are its content, which its source.

A linear-chain conditional random field (Lafferty et al. 2001) with three labels, weights in buckets, and steps that are
weighted by what stands at them. Content and source are found together, as in Pareti (2015).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsledger.reading.attribution.hashing import Buckets, summed
from newsledger.reading.attribution.table import Floats, Ints

LABELS = 3
OTHER, CONTENT, SOURCE = range(LABELS)


@dataclass(frozen=True, slots=True)
class Labeller:
    """labels: weights of content and source by bucket (other: 0). steps: weights of each pair of labels by bucket."""

    labels: Floats
    steps: Floats

    def scores(self, labels: Buckets, steps: Buckets) -> tuple[Floats, Floats]:
        """Scores of each row's labels ``[rows, 3]`` and of the step to it from the row before ``[rows, 3, 3]``."""
        unary = np.zeros((len(labels), LABELS), np.float32)
        unary[:, 1:] = summed(self.labels, labels)
        return unary, summed(self.steps, steps).reshape(-1, LABELS, LABELS)


@dataclass(frozen=True, slots=True)
class Marginals:
    """alone: probability of each label of each row. joint: of each pair of labels of a row and the one before it
    (undefined for the first row of a window). log_z: log of each window's sum over all labellings.
    """

    alone: Floats
    joint: Floats
    log_z: Floats


def marginals(unary: Floats, steps: Floats, starts: Ints) -> Marginals:
    """Probabilities in several windows, ``starts`` as in ``Windows``; forward and backward go together."""
    sizes = np.diff(starts)
    order = np.argsort(-sizes, kind="stable")
    sizes = sizes[order]
    width, count = int(sizes[0]), len(sizes)
    live = (sizes[None, :] > np.arange(width)[:, None]).sum(axis=1)  # windows that are so long
    index = starts[:-1][order][None, :] + np.minimum(np.arange(width)[:, None], sizes[None, :] - 1)
    # Two chains a window: one read forwards, one backwards; position k of the latter is row size - 1 - k.
    mirror = starts[:-1][order][None, :] + np.maximum(sizes[None, :] - 1 - np.arange(width)[:, None], 0)
    high = unary.max(axis=1)
    emit = np.exp(unary - high[:, None])
    top = steps.max(axis=(1, 2))
    move = np.exp(steps - top[:, None, None])
    forward = np.zeros((width, count, LABELS), np.float64)
    backward = np.zeros((width, count, LABELS), np.float64)
    log_z = np.zeros(count)
    alpha = emit[index[0]].astype(np.float64)
    scale = alpha.sum(axis=1, keepdims=True)
    alpha /= scale
    forward[0] = alpha
    logs = np.log(scale[:, 0]) + high[index[0]]
    beta = np.full((count, LABELS), 1.0 / LABELS)
    backward[0] = beta
    for k in range(1, width):
        n = int(live[k])
        rows = index[k, :n]
        alpha = (alpha[:n, :, None] * move[rows]).sum(axis=1) * emit[rows]
        scale = alpha.sum(axis=1, keepdims=True)
        alpha /= scale
        forward[k, :n] = alpha
        logs[:n] += np.log(scale[:, 0]) + high[rows] + top[rows]
        rows = mirror[k - 1, :n]
        beta = (move[rows] * (beta[:n] * emit[rows])[:, None, :]).sum(axis=2)
        beta /= beta.sum(axis=1, keepdims=True)
        backward[k, :n] = beta
    log_z[order] = logs
    size = len(unary)
    before, behind = np.empty((size, LABELS)), np.empty((size, LABELS))
    shown = np.arange(width)[:, None] < sizes[None, :]
    before[index[shown]] = forward[shown]
    behind[mirror[shown]] = backward[shown]
    alone = before * behind
    alone /= alone.sum(axis=1, keepdims=True)
    joint = np.zeros((size, LABELS, LABELS))
    joint[1:] = before[:-1, :, None] * move[1:] * (emit * behind)[1:, None, :]
    joint[starts[:-1]] = 1.0 / LABELS**2
    joint /= joint.sum(axis=(1, 2), keepdims=True)
    return Marginals(alone.astype(np.float32), joint.astype(np.float32), log_z.astype(np.float32))
