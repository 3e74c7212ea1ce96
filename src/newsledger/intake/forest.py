"""Applies gradient-boosted trees: sums of small decision trees, kept as arrays in one file."""

from __future__ import annotations

import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAX_LEAVES = 16
_ALL = np.uint16(0xFFFF)
_ONE = np.uint16(1)
_ROWS = 2048
"""Rows scored at once; more would only take memory."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as arrays over (inner node, tree), and their leaves over (tree, leaf from left to right).

    A row goes right where its feature is above the threshold, which rules out the leaves below the left branch: those
    that ``mask`` lacks. The first leaf that no node rules out is the row's (QuickScorer: Lucchese and others, SIGIR
    2015). value: what a leaf adds to the log-odds.
    """

    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float32]
    mask: npt.NDArray[np.uint16]
    value: npt.NDArray[np.float64]

    def probability(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Probability of the positive class for each row of features."""
        parts = [self._odds(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS)]
        odds = np.concatenate(parts) if parts else np.zeros(0)
        probability: npt.NDArray[np.float32] = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return probability

    def _odds(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        columns = np.ascontiguousarray(rows.T)
        trees = len(self.value)
        left = np.full((trees, len(rows)), _ALL)
        for feature, threshold, mask in zip(self.feature, self.threshold, self.mask, strict=True):
            right = (columns.take(feature, axis=0) > threshold[:, None]).astype(np.uint16)
            left &= mask[:, None] | (right - _ONE)  # all bits (0 - 1 wraps round) where the row goes left
        odds: npt.NDArray[np.float64] = np.take_along_axis(self.value, _lowest_bits()[left], axis=1).sum(axis=0)
        return odds


@functools.cache
def _lowest_bits() -> npt.NDArray[np.uint8]:
    """Place of the lowest bit of every number of 16 bits (0 for 0)."""
    numbers = np.arange(1 << MAX_LEAVES, dtype=np.int64)
    places: npt.NDArray[np.uint8] = np.log2(np.maximum(numbers & -numbers, 1)).astype(np.uint8)
    return places


def grow(arrays: Mapping[str, npt.NDArray[Any]]) -> Forest:
    """Make a forest of arrays over (tree, node): feature, threshold, left, right (next nodes) and value.

    A leaf points to itself; node 0 is the root. Raises ValueError for a tree with more than 16 leaves.
    """
    trees = len(arrays["left"])
    feature = np.zeros((MAX_LEAVES - 1, trees), dtype=np.int64)
    threshold = np.full((MAX_LEAVES - 1, trees), np.inf, dtype=np.float32)
    mask = np.full((MAX_LEAVES - 1, trees), _ALL)
    value = np.zeros((trees, MAX_LEAVES), dtype=np.float64)
    for tree in range(trees):
        nodes = {name: array[tree].tolist() for name, array in arrays.items() if array.ndim == 2}
        leaves = inner = 0

        def visit(node: int, tree: int = tree, nodes: dict[str, list[Any]] = nodes) -> None:
            nonlocal leaves, inner
            if nodes["left"][node] == node:
                if leaves == MAX_LEAVES:
                    raise ValueError(f"a tree has more than {MAX_LEAVES} leaves")
                value[tree, leaves] = nodes["value"][node]
                leaves += 1
                return
            first = leaves
            visit(nodes["left"][node])
            at, inner = inner, inner + 1
            feature[at, tree], threshold[at, tree] = nodes["feature"][node], nodes["threshold"][node]
            mask[at, tree] = 0xFFFF & ~((1 << leaves) - (1 << first))
            visit(nodes["right"][node])

        visit(0)
    return Forest(feature, threshold, mask, value)


def read_forest(source: Path | Traversable) -> Forest:
    """Read a forest from an npz file."""
    with np.load(io.BytesIO(source.read_bytes()), allow_pickle=False) as arrays:
        return grow(dict(arrays.items()))


@functools.cache
def load_forest(name: str) -> Forest:
    """Load a forest that ships with the package (``data/NAME.npz``)."""
    return read_forest(resources.files("newsledger.intake") / "data" / f"{name}.npz")
