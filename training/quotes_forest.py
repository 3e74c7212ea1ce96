"""LightGBM models as the flat arrays that the package evaluates."""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np

from newsledger.reading.attribution.forest import Forest

COMMON: dict[str, Any] = {
    "verbose": -1,
    "max_depth": 8,
    "num_threads": 1,
    "max_bin": 63,
    "lambda_l2": 5.0,
    "bagging_freq": 1,
    "seed": 7,
    "deterministic": True,
    "force_col_wise": True,
}


def fit(rows: np.ndarray, target: np.ndarray, rounds: int, **options: Any) -> Forest:
    """Train boosted trees and flatten them."""
    booster = lightgbm.train(COMMON | options, lightgbm.Dataset(rows, target), rounds)
    return flatten(booster)


def flatten(booster: lightgbm.Booster) -> Forest:
    """Lay out the nodes of all trees one after the other, siblings side by side."""
    feature: list[int] = []
    threshold: list[float] = []
    child: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    deepest = 0

    def reserve() -> int:
        feature.append(0)
        threshold.append(np.inf)
        child.append(len(child))
        value.append(0.0)
        return len(child) - 1

    for tree in booster.dump_model()["tree_info"]:
        roots.append(reserve())
        queue = [(tree["tree_structure"], roots[-1], 0)]
        while queue:
            node, at, depth = queue.pop(0)
            deepest = max(deepest, depth)
            if "leaf_value" in node:
                value[at] = node["leaf_value"]
                continue
            left = reserve()
            right = reserve()
            feature[at], threshold[at], child[at] = node["split_feature"], node["threshold"], left
            queue += [(node["left_child"], left, depth + 1), (node["right_child"], right, depth + 1)]
    return Forest(
        np.array(feature, np.int32),
        np.clip(np.array(threshold), -1e30, 1e30).astype(np.float32),
        np.array(child, np.int32),
        np.array(value, np.float32),
        np.array(roots, np.int32),
        deepest,
    )
