"""Which words attribute, and with which force: the cue table."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Collection
from importlib import resources
from typing import Literal

import numpy as np
from spacy import attrs
from spacy.tokens import Doc

CueClass = Literal["verbs", "nouns", "adjectives", "prepositions"]


@functools.cache
def kinds(part: CueClass) -> dict[str, int]:
    """Number of the kind of each lemma of the wider table of words of speech, thought, feeling and will."""
    text = resources.files(__package__).joinpath("data/kinds.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    names = list(dict.fromkeys(name for table in tables.values() for name in table))
    words = reversed(list(tables.get(part, {}).items()))  # of two kinds the first counts
    return {lemma: names.index(name) + 1 for name, lemmas in words for lemma in lemmas.split()}


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


def with_force(doc: Doc, wanted: Collection[str]) -> list[int]:
    """Tokens whose lemma is a verb of one of these forces, whatever part of speech they are."""
    strings = doc.vocab.strings
    lemmas = np.asarray(doc.to_array([attrs.LEMMA])).astype(np.uint64).ravel()
    known = [v for v in np.unique(lemmas).tolist() if v and force_of(strings[v].lower()) in wanted]
    places: list[int] = np.flatnonzero(np.isin(lemmas, np.array(known, np.uint64))).tolist()
    return places
