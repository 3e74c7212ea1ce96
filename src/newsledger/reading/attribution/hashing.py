"""Linear weights over conjunctions of closed labels, kept in a fixed number of buckets.

Feature hashing (Weinberger et al. 2009): a conjunction of small numbers picks a bucket, and a model is one row of
weights a bucket. Nothing but weights is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsledger.reading.attribution.table import Floats, Ints

Buckets = npt.NDArray[np.int32]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def buckets(columns: Sequence[Sequence[Ints]], bits: int) -> Buckets:
    """Bucket of each row for each template, ``[rows, templates]``; a template is the columns that it joins."""
    count = len(columns[0][0])
    out = np.empty((count, len(columns)), np.int32)
    last = np.uint64(64 - bits)
    for k, parts in enumerate(columns):
        mixed = np.full(count, k + 1, np.uint64) * _FACTOR
        for part in parts:
            mixed ^= part.astype(np.uint64)
            mixed *= _FACTOR
            mixed ^= mixed >> _SHIFT
        mixed *= _FACTOR
        out[:, k] = mixed >> last
    return out


def summed(weights: Floats, picked: Buckets) -> Floats:
    """Sum of the weights that each row picks: ``[rows]`` for one output, ``[rows, outputs]`` for several."""
    out: Floats = weights.take(picked, axis=0).sum(axis=1, dtype=np.float32)
    return out
