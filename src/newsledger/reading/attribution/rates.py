"""How often frequent lemmas carry attributions, and of what kind: smoothed rates learnt from annotated text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from newsledger.reading.attribution.labels import codes
from newsledger.reading.attribution.lexicon import CueClass, force_of
from newsledger.reading.attribution.table import DEP, POSITION, Floats, Ints, Table

CLASSES = {POSITION["VERB"]: "v", POSITION["AUX"]: "v", POSITION["NOUN"]: "n", POSITION["ADJ"]: "j"}
COLUMNS = (
    "cue", "count", "cue_with_clause", "cue_without", "quoted", "sourceless", "before",
    "holds_object_alone", "holds_object_beside_clause", "holds_ccomp", "holds_xcomp", "holds_prep", "holds_advcl",
    "holds_subject", "holds_passive_subject",
    "cue_with_object", "source", "cue_with_preposition",
    "lift_of_children", "best_lift", "worst_lift", "lift_of_head",
)  # fmt: skip
SOURCE = COLUMNS.index("source")
_LIFT = COLUMNS.index("lift_of_children")
_PREPOSITION = COLUMNS.index("cue_with_preposition")


@dataclass(frozen=True, slots=True)
class Rates:
    """Rows of rates by "lemma/class"; row 0 holds the values of a lemma that is not in the table.

    prepositions: log-odds of being a cue by "lemma/class+preposition", where that is frequent. lifts: how much a
    neighbour in the tree raises or lowers the log-odds, by "<lemma/relation" (a child) and ">lemma/relation" (the head,
    with the token's own relation to it); names stand as their entity type.
    """

    index: Mapping[str, int]
    rows: Floats
    prepositions: Mapping[str, float]
    lifts: Mapping[str, float]

    def of(self, table: Table) -> Floats:
        """The rates of each token of a table."""
        keys = [self.index.get(f"{lemma}/{c}", 0) if (c := CLASSES.get(p)) else 0 for lemma, p in _pairs(table)]
        if not keys:
            return np.zeros((0, len(COLUMNS)), np.float32)
        out: Floats = self.rows[np.array(keys, dtype=np.int64)]
        out[:, _PREPOSITION] = out[:, 0]
        for head, key in prepositions(table):
            if (value := self.prepositions.get(key)) is not None:
                out[head, _PREPOSITION] = value
        lift = out[:, _LIFT : _LIFT + 4]
        lift[:] = 0.0
        for token, key in neighbours(table):
            value = self.lifts.get(key, 0.0)
            if value and key[0] == "<":
                lift[token] += (value, max(0.0, value - lift[token, 1]), min(0.0, value - lift[token, 2]), 0.0)
            elif value:
                lift[token, 3] = value
        return out


def neighbours(table: Table) -> list[tuple[int, str]]:
    """(token, key of ``Rates.lifts``) for the children and the head of possible cues."""
    proper = (table.pos == POSITION["PROPN"]).tolist()
    ents = table.ent.tolist()
    words = [f"#{e}" if name else lemma for lemma, name, e in zip(table.lemma, proper, ents, strict=True)]
    heads, deps = table.head.tolist(), table.dep.tolist()
    possible = [p in CLASSES for p in table.pos.tolist()]
    found = []
    for i, (head, dep) in enumerate(zip(heads, deps, strict=True)):
        if head == i:
            continue
        if possible[head]:
            found.append((head, f"<{words[i]}/{dep}"))
        if possible[i]:
            found.append((i, f">{words[head]}/{dep}"))
    return found


def prepositions(table: Table) -> list[tuple[int, str]]:
    """(token, "lemma/class+preposition") for the prepositions that hang on possible cues."""
    found = []
    for i in np.flatnonzero(table.dep == DEP["prep"]).tolist():
        head = int(table.head[i])
        if (c := CLASSES.get(int(table.pos[head]))) is not None:
            found.append((head, f"{table.lemma[head]}/{c}+{table.lemma[i]}"))
    return found


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
