"""How likely a careful reader would accept an event as read."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language.lemmas import lemma_of
from newsledger.model import EventStatus
from newsledger.reading.plover.frames import is_verb
from newsledger.reading.plover.lexicon import load
from newsledger.reading.plover.triggers import Found

_CLIMB = 12
# From the weight of the class to the whole claim (its parties and status too): fitted by eye to the development
# stories, whose gold lists main events only, so that the figure is rather too low than too high.
_BASE, _SLOPE = 0.05, 0.75
# What each step away from the main clause leaves of the weight.
_STEPS = {
    "ccomp": 0.95, "xcomp": 0.9, "conj": 0.97, "advcl": 0.65, "relcl": 0.7, "acl": 0.75, "pcomp": 0.7,
    "parataxis": 0.95,
    "dobj": 0.9, "pobj": 0.75, "nsubj": 0.8, "nsubjpass": 0.9, "attr": 0.9, "appos": 0.7, "amod": 0.5, "prep": 0.95,
    "csubj": 0.8,
}  # fmt: skip
_UNDER_TRIGGER = 0.6
_BARE = {True: 0.92, False: 0.75}  # without an actor: passive, or not
_ALONE = 0.93  # without a recipient


def confidence_of(found: Found, status: EventStatus, *, actors: bool, recipients: bool) -> float:
    """Weight of the pattern, lowered for what stands away from the main clause or lacks its parties; 0–1."""
    value = found.weight * (0.5 + 0.5 * found.fit)
    value *= _distance(found.trigger, found.governor)
    if found.governor is not None:
        value *= _UNDER_TRIGGER
    if not actors:
        value *= _BARE[found.frame.passive]
    if not recipients:
        value *= _ALONE
    return round(_BASE + _SLOPE * min(1.0, value), 3)


def _distance(token: Token, governor: Found | None) -> float:
    value, at = 1.0, token
    reporting = load().classes["report"]
    for _ in range(_CLIMB):
        if at.head.i == at.i:
            break
        carried = at is token and at.dep_ in ("dobj", "nsubjpass") and at.pos_ == "NOUN" and governor is None
        if not carried and not (at.dep_ == "ccomp" and is_verb(at.head) and lemma_of(at.head) in reporting):
            value *= _STEPS.get(at.dep_, 0.85)
        at = at.head
    return max(value, 0.3)
