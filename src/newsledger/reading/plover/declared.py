"""What is declared to be done later: PLOVER codes the declaration (AGREE, THREATEN, REJECT), not the act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from newsledger.language.clause_status import is_negated
from newsledger.model import EventStatus
from newsledger.reading.plover.frames import frame_of, is_actor, is_verb
from newsledger.reading.plover.lexicon import load
from newsledger.reading.plover.matcher import match
from newsledger.reading.plover.triggers import Found

_HARMFUL = frozenset({"COERCE", "ASSAULT", "SANCTION", "PROTEST", "MOBILIZE", "THREATEN"})
_HELPFUL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_DECLARING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
_SHARE = 0.8  # of the act's own weight


def declared(found: Found, status: EventStatus) -> Iterator[tuple[Found, EventStatus]]:
    """The event itself with its status, and the declaration that it stands for, if any."""
    if found.event == "AGREE" and found.frame.complements and _harmful_complement(found):
        found = replace(found, event="THREATEN", mode=None)
    yield found, status
    if not is_verb(found.trigger) or found.frame.passive or not any(is_actor(s) for s in found.frame.subjects):
        return
    if found.governor is not None and found.governor.event in _DECLARING:
        return
    if status == "future":
        if found.event in _HELPFUL - {"AGREE"}:
            yield replace(found, event="AGREE", mode=None, weight=found.weight * _SHARE), "happened"
        elif found.event in _HARMFUL - {"THREATEN"}:
            yield replace(found, event="THREATEN", mode=None, weight=found.weight * _SHARE), "happened"
    elif status == "denied" and found.event in _HELPFUL and _refuses(found.trigger):
        yield replace(found, event="REJECT", mode=None, weight=found.weight * _SHARE), "happened"


def _harmful_complement(found: Found) -> bool:
    """Whether what is agreed or promised would do harm."""
    harm = load().classes["harm"]
    for verb in found.frame.complements:
        if is_negated(verb):
            return False
        best = match(frame_of(verb)) if is_verb(verb) else None
        if best is not None:
            return best[0].event in _HARMFUL
        if verb.lemma_.lower() in harm:
            return True
    return False


def _refuses(verb: Token) -> bool:
    """ "Will not", "would not": the one who acts does not want to."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "'ll") for c in verb.children) and is_negated(
        verb
    )
