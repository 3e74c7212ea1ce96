"""Train the pair model of event coreference: ``python -m training.coref TRAIN_PREFIX``.

TRAIN_PREFIX.docs.jsonl.gz, .mentions.jsonl.gz and .gold.jsonl.gz are files in the form of the ``coref`` benchmark.
Needs lightgbm. Writes ``src/newsledger/linking/data/coref.json.gz``: two forests over the features named in
``newsledger.linking.coref.features`` (likenesses only, no words of any text).
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Any

import lightgbm
import msgspec
import numpy as np
import numpy.typing as npt

from benchmarks.coref import documents_of, mentions_of
from benchmarks.harness import read_jsonl
from newsledger.linking.coref.features import FIRST, SECOND, Corpus, Group, second_features
from newsledger.linking.coref.trees import Features, Forest, PairModel, Tree

OUT = Path(__file__).resolve().parents[1] / "src/newsledger/linking/data/coref.json.gz"
THRESHOLD = 0.35
FOLDS = 5
NEGATIVES = 20
Truth = npt.NDArray[np.bool_]


def truth(group: Group, chains: list[str]) -> Truth:
    """Whether each pair of a group is of one chain."""
    own = np.array([chains[n] for n in group.members])
    return np.asarray(own[group.pairs[:, 0]] == own[group.pairs[:, 1]])


def train(features: list[Features], truths: list[Truth], names: list[str]) -> Forest:
    """Fit boosted trees to all true pairs and a sample of the others."""
    rows, answers = np.concatenate(features), np.concatenate(truths)
    chance = np.random.RandomState(0).rand(len(answers))
    kept = answers | (chance < min(1.0, NEGATIVES * answers.sum() / max(1, (~answers).sum())))
    settings: dict[str, Any] = {
        "objective": "binary", "num_leaves": 15, "learning_rate": 0.05, "min_child_samples": 100, "subsample": 0.7,
        "subsample_freq": 1, "colsample_bytree": 0.6, "reg_lambda": 5.0, "num_threads": 1, "seed": 0, "verbose": -1,
        "deterministic": True,
    }  # fmt: skip
    booster = lightgbm.train(settings, lightgbm.Dataset(rows[kept], answers[kept].astype(float)), num_boost_round=150)
    return Forest(names, [tree_of(t["tree_structure"]) for t in booster.dump_model()["tree_info"]])


def tree_of(node: dict[str, Any]) -> Tree:
    """Lay out one tree of a LightGBM dump in arrays."""
    tree = Tree([], [], [], [], [])

    def visit(part: dict[str, Any]) -> int:
        if "leaf_value" in part:
            tree.leaf.append(round(float(part["leaf_value"]), 6))
            return -len(tree.leaf)
        number = len(tree.feature)
        tree.feature.append(int(part["split_feature"]))
        tree.threshold.append(float(part["threshold"]))
        tree.left.append(0)
        tree.right.append(0)
        tree.left[number] = visit(part["left_child"])
        tree.right[number] = visit(part["right_child"])
        return number

    visit(node)
    return tree


def main(prefix: str) -> None:
    """Train both passes (the second on what the first says of folds that it has not seen) and write them."""
    corpus = Corpus(documents_of(Path(f"{prefix}.docs.jsonl.gz")), mentions_of(Path(f"{prefix}.mentions.jsonl.gz")))
    chains = {row["mention_id"]: row["chain"] for row in read_jsonl(Path(f"{prefix}.gold.jsonl.gz"))}
    ordered = [chains[m.id] for m in corpus.mentions]
    groups = [g for g in corpus.groups() if len(g.members) > 1]
    features, truths = [g.features for g in groups], [truth(g, ordered) for g in groups]
    seconds: list[Features] = [np.zeros((0, 0), dtype=np.float32)] * len(groups)
    for fold in range(FOLDS):
        inside = [n for n in range(len(groups)) if n % FOLDS != fold]
        forest = train([features[n] for n in inside], [truths[n] for n in inside], list(FIRST))
        for n in range(fold, len(groups), FOLDS):
            seconds[n] = second_features(corpus, groups[n], forest.probabilities(features[n]))
    first = train(features, truths, list(FIRST))
    both = [np.hstack([one, other]) for one, other in zip(features, seconds, strict=True)]
    model = PairModel(first, train(both, truths, [*FIRST, *SECOND]), THRESHOLD)
    OUT.write_bytes(gzip.compress(msgspec.json.encode(model), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1])
