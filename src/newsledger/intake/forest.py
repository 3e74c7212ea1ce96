"""Applies gradient-boosted trees: sums of small decision trees, kept as arrays in one file."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

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
        count, width = rows.shape
        trees, size = self.feature.shape
        roots = np.arange(trees, dtype=np.int32) * size
        offset = roots[:, None]
        feature, threshold, value = self.feature.ravel(), self.threshold.ravel(), self.value.ravel()
        child = np.stack([self.left + offset, self.right + offset], axis=2).ravel()
        leaf = child[::2] == np.arange(trees * size)
        flat = np.ascontiguousarray(rows).ravel()
        node = np.tile(roots, count)
        base = np.repeat(np.arange(count, dtype=np.int64) * width, trees)
        odds = np.zeros(count, dtype=np.float64)
        for _ in range(self.depth + 1):
            done = leaf[node]
            if done.any():
                odds += np.bincount(base[done] // width, weights=value[node[done]], minlength=count)
                node, base = node[~done], base[~done]
            if not len(node):
                break
            right = flat[base + feature[node]] > threshold[node]
            node = child[2 * node + right]
        probability: npt.NDArray[np.float32] = (1.0 / (1.0 + np.exp(-odds))).astype(np.float32)
        return probability


def read_forest(source: Path | Traversable) -> Forest:
    """Read a forest from an npz file."""
    with np.load(io.BytesIO(source.read_bytes()), allow_pickle=False) as arrays:
        return Forest(
            feature=arrays["feature"],
            threshold=arrays["threshold"],
            left=arrays["left"],
            right=arrays["right"],
            value=arrays["value"],
            depth=int(arrays["depth"]),
        )


@functools.cache
def load_forest(name: str) -> Forest:
    """Load a forest that ships with the package (``data/NAME.npz``)."""
    return read_forest(resources.files("newsledger.intake") / "data" / f"{name}.npz")
