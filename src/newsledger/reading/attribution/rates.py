"""How often frequent lemmas carry attributions, and of what kind: smoothed rates learnt from annotated text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsledger.reading.attribution.labels import codes
from newsledger.reading.attribution.lexicon import CueClass, force_of
from newsledger.reading.attribution.table import POSITION, Floats, Ints, Table

CLASSES = {POSITION["VERB"]: "v", POSITION["AUX"]: "v", POSITION["NOUN"]: "n", POSITION["ADJ"]: "j"}
COLUMNS = (
    "cue", "count", "cue_with_clause", "cue_without", "quoted", "object", "clause", "phrase", "sourceless", "before",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rates:
    """Rows of rates by "lemma/class"; row 0 holds the values of a lemma that is not in the table."""

    index: Mapping[str, int]
    rows: Floats

    def of(self, table: Table) -> Floats:
        """The rates of each token of a table."""
        keys = [self.index.get(f"{lemma}/{c}", 0) if (c := CLASSES.get(p)) else 0 for lemma, p in _pairs(table)]
        return self.rows[np.array(keys, dtype=np.int64)] if keys else np.zeros((0, len(COLUMNS)), np.float32)


def _pairs(table: Table) -> Sequence[tuple[str, int]]:
    return list(zip(table.lemma, table.pos.tolist(), strict=True))


_LISTS: Mapping[str, CueClass] = {"v": "verbs", "n": "nouns", "j": "adjectives"}


def forces(table: Table) -> Ints:
    """Code of each token's force in the cue table (0: none)."""
    known = codes("forces")
    out = [
        known.get(force_of(lemma, _LISTS[c]) or "?", 0) if (c := CLASSES.get(p)) else 0 for lemma, p in _pairs(table)
    ]
    return np.array(out, dtype=np.int64)
