"""Applies gradient-boosted trees: sums of small decision trees, kept as arrays in one file."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from importlib import resources

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees as arrays over (tree, node); a leaf points to itself.

    feature, threshold: a row goes left where its feature is at most the threshold. left, right: next nodes.
    value: what a leaf adds to the log-odds. depth: steps that surely reach a leaf.
    """

    feature: npt.NDArray[np.int16]
    threshold: npt.NDArray[np.float32]
    left: npt.NDArray[np.int16]
    right: npt.NDArray[np.int16]
    value: npt.NDArray[np.float32]
    depth: int

    def probability(self, rows: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Probability of the positive class for each row of features."""
        count, trees = len(rows), len(self.feature)
        tree = np.arange(trees)
        node = np.zeros((count, trees), dtype=np.int64)
        row = np.arange(count)[:, None]
        for _ in range(self.depth):
            goes_left = rows[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(goes_left, self.left[tree, node], self.right[tree, node])
        odds = self.value[tree, node].sum(axis=1, dtype=np.float64)
        probability: npt.NDArray[np.float32] = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return probability


@functools.cache
def load_forest(name: str) -> Forest:
    """Load a forest that ships with the package (``data/NAME.npz``)."""
    data = (resources.files("newsledger.intake") / "data" / f"{name}.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Forest(
            feature=arrays["feature"],
            threshold=arrays["threshold"],
            left=arrays["left"],
            right=arrays["right"],
            value=arrays["value"],
            depth=int(arrays["depth"]),
        )
