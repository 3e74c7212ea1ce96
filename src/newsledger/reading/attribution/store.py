"""The trained model as one file: arrays of trees, rates of lemmas, thresholds."""

from __future__ import annotations

import functools
import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from newsledger.reading.attribution.forest import Forest
from newsledger.reading.attribution.labeller import Labeller
from newsledger.reading.attribution.learned import Model
from newsledger.reading.attribution.rates import Rates

_FORESTS = ("cue", "content", "source", "belief")
_PARTS = ("feature", "threshold", "child", "value", "roots")
_STEPS = 32  # steps of a linear weight in one unit of log-odds
_FILE = "data/attribution.npz"


def save(model: Model, path: Path) -> None:
    """Write a model: half-precision leaves, small integers, linear weights in steps."""
    arrays: dict[str, Any] = {}
    for name in _FORESTS:
        forest: Forest = getattr(model, name)
        arrays[f"{name}_feature"] = forest.feature.astype(np.int16)
        arrays[f"{name}_threshold"] = forest.threshold
        arrays[f"{name}_child"] = forest.child
        arrays[f"{name}_value"] = forest.value.astype(np.float16)
        arrays[f"{name}_roots"] = forest.roots
        arrays[f"{name}_depth"] = np.array(forest.depth)
    arrays["rates"] = model.rates.rows
    for name, weights in (
        ("linear", model.linear),
        ("labels", model.labeller.labels),
        ("steps", model.labeller.steps),
    ):
        arrays[name] = np.clip(np.rint(weights * _STEPS), -127, 127).astype(np.int8)
    facts = {
        "lemmas": list(model.rates.index),
        "words": list(model.rates.words),
        "linear_least": model.linear_least,
        "cue_least": model.cue_least,
        "source_least": model.source_least,
        "accept": model.accept,
    }
    arrays["facts"] = np.frombuffer(json.dumps(facts).encode(), dtype=np.uint8)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def read(data: bytes) -> Model:
    """Read a model as ``save`` writes it."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        forests = {}
        for name in _FORESTS:
            feature, threshold, child, value, roots = (arrays[f"{name}_{part}"] for part in _PARTS)
            forests[name] = Forest(
                feature.astype(np.int32),
                threshold.astype(np.float32),
                child.astype(np.int32),
                value.astype(np.float32),
                roots.astype(np.int32),
                int(arrays[f"{name}_depth"]),
            )
        facts = json.loads(arrays["facts"].tobytes())
        index = {lemma: k + 1 for k, lemma in enumerate(facts["lemmas"])}
        words = {lemma: k + 1 for k, lemma in enumerate(facts["words"])}
        rates = Rates(index, arrays["rates"].astype(np.float32), words)
        linear, labels, steps = (arrays[name].astype(np.float32) / _STEPS for name in ("linear", "labels", "steps"))
    return Model(
        rates=rates,
        linear=linear,
        labeller=Labeller(labels, steps),
        linear_least=facts["linear_least"],
        cue_least=facts["cue_least"],
        source_least=facts["source_least"],
        accept=facts["accept"],
        **forests,
    )


@functools.cache
def model() -> Model:
    """The model that ships with the package."""
    return read(resources.files(__package__).joinpath(_FILE).read_bytes())
