"""How often frequent lemmas carry attributions, and of what kind: smoothed rates learnt from annotated text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from newsledger.reading.attribution.labels import codes
from newsledger.reading.attribution.lexicon import CueClass, force_of, kinds
from newsledger.reading.attribution.table import POSITION, Floats, Ints, Table

CLASSES = {POSITION["VERB"]: "v", POSITION["AUX"]: "v", POSITION["NOUN"]: "n", POSITION["ADJ"]: "j"}
COLUMNS = (
    "cue", "count", "cue_with_clause", "cue_without", "quoted", "sourceless", "before",
    "holds_object_alone", "holds_object_beside_clause", "holds_ccomp", "holds_xcomp", "holds_prep", "holds_advcl",
    "holds_subject", "holds_passive_subject",
    "cue_with_object", "source",
)  # fmt: skip
SOURCE = COLUMNS.index("source")
_PROPER = POSITION["PROPN"]
_LISTS: Mapping[str, CueClass] = {"v": "verbs", "n": "nouns", "j": "adjectives"}


@dataclass(frozen=True, slots=True)
class Rates:
    """Rows of rates by "lemma/class"; row 0 holds the values of a lemma that is not in the table.

    words: numbers of the frequent lemmas, from 1.
    """

    index: Mapping[str, int]
    rows: Floats
    words: Mapping[str, int]

    def of(self, table: Table) -> Floats:
        """The rates of each token of a table."""
        pairs = zip(table.lemma, table.pos.tolist(), strict=True)
        keys = [self.index.get(f"{lemma}/{c}", 0) if (c := CLASSES.get(p)) else 0 for lemma, p in pairs]
        out: Floats = self.rows[np.array(keys, dtype=np.int64)]
        return out

    def numbers(self, table: Table) -> Ints:
        """The number of each token's lemma, 0 for rare ones; names have one number for each type of entity."""
        known = np.array([self.words.get(lemma, 0) for lemma in table.lemma], dtype=np.int64)
        return np.where(table.pos == _PROPER, len(self.words) + 1 + table.ent, known)


def forces(table: Table) -> tuple[Ints, Ints]:
    """Codes of each token's force in the cue table and of its kind in the wider one (0: none)."""
    known = codes("forces")
    wider = {c: kinds(part) for c, part in _LISTS.items()}
    force, kind = np.zeros(len(table), np.int64), np.zeros(len(table), np.int64)
    for i, (lemma, p) in enumerate(zip(table.lemma, table.pos.tolist(), strict=True)):
        if (c := CLASSES.get(p)) is not None:
            force[i] = known.get(force_of(lemma, _LISTS[c]) or "?", 0)
            kind[i] = wider[c].get(lemma, 0)
    return force, kind
