"""Which words attribute, and with which force: the cue table."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import Literal

CueClass = Literal["verbs", "nouns", "adjectives", "prepositions"]


@functools.cache
def _table() -> dict[str, dict[str, str]]:
    text = resources.files(__package__).joinpath("data/cues.toml").read_text(encoding="utf-8")
    return {
        part: {lemma: force for force, lemmas in reversed(list(forces.items())) for lemma in lemmas.split()}
        for part, forces in tomllib.loads(text).items()
    }


def force_of(lemma: str, part: CueClass = "verbs") -> str | None:
    """Force of a cue lemma ("said", "denied", "warned" ...), None if the table does not know it."""
    return _table().get(part, {}).get(lemma)
