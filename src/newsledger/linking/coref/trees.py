"""Boosted regression trees that were trained elsewhere, applied with numpy."""

from __future__ import annotations

import functools
import gzip
from importlib import resources

import msgspec
import numpy as np
import numpy.typing as npt

Features = npt.NDArray[np.float32]
Probabilities = npt.NDArray[np.float64]


class Tree(msgspec.Struct, frozen=True):
    """One tree: inner node n goes left where ``features[feature[n]] <= threshold[n]``.

    left, right: the next inner node, or -(leaf + 1). leaf: values. A tree without inner nodes has one leaf.
    """

    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    leaf: list[float]


class Forest(msgspec.Struct, frozen=True):
    """The sum of its trees is a log-odds. names: of the features, in order."""

    names: list[str]
    trees: list[Tree]

    def probabilities(self, features: Features) -> Probabilities:
        """Return the probability for each row of features."""
        odds = np.zeros(len(features))
        for tree in self.trees:
            odds += _leaves(tree, features)
        return 1.0 / (1.0 + np.exp(-odds))


class PairModel(msgspec.Struct, frozen=True):
    """Two passes over pairs of mentions, and the likeness at which chains are joined."""

    first: Forest
    second: Forest
    threshold: float


@functools.cache
def load_model() -> PairModel:
    """Read the model that comes with the package."""
    data = resources.files("newsledger.linking").joinpath("data", "coref.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(data), type=PairModel)


def _leaves(tree: Tree, features: Features) -> Probabilities:
    values = np.asarray(tree.leaf)
    if not tree.feature:
        return np.full(len(features), values[0])
    feature, threshold = np.asarray(tree.feature), np.asarray(tree.threshold)
    left, right = np.asarray(tree.left), np.asarray(tree.right)
    node = np.zeros(len(features), dtype=np.int64)
    rows = np.arange(len(features))
    while len(rows):
        at = node[rows]
        goes_left = features[rows, feature[at]] <= threshold[at]
        node[rows] = np.where(goes_left, left[at], right[at])
        rows = rows[node[rows] >= 0]
    return values[-node - 1]
