"""What is declared to be done later: PLOVER codes the declaration (AGREE, THREATEN, REJECT, REQUEST), not the act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from newsledger.language.clause_status import is_negated
from newsledger.language.lemmas import lemma_of
from newsledger.model import EventStatus
from newsledger.reading.plover.frames import Frame, frame_of, is_actor, is_verb, subject_of
from newsledger.reading.plover.lexicon import load
from newsledger.reading.plover.matcher import match
from newsledger.reading.plover.triggers import Found

_HARMFUL = frozenset({"COERCE", "ASSAULT", "SANCTION", "PROTEST", "MOBILIZE", "THREATEN"})
_HELPFUL = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_DECLARING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
_WILL = frozenset({"will", "would", "wo", "'ll", "shall", "'d"})
_MAY = frozenset({"may", "might", "could"})
_MUST = frozenset({"must", "should", "ought", "has", "have", "had", "needs", "need"})
# Of the act's own weight: a plain "will", a conditional one, a wish or plan, a mere "may", an obligation.
_PLAIN, _CONDITIONAL, _INTENDED, _MERE, _OBLIGED = 0.85, 0.85, 0.75, 0.7, 0.9


def declared(found: Found, status: EventStatus) -> Iterator[tuple[Found, EventStatus]]:
    """The event itself with its status, and the declaration that it stands for, if any."""
    if found.event == "AGREE" and found.frame.complements and _harmful_complement(found):
        found = replace(found, event="THREATEN", mode=None)
    if not is_verb(found.trigger) or status in ("happened", "claimed"):
        yield found, status
        return
    if status == "hypothetical" and found.event in ("ASSAULT", "COERCE") and _attempted(found.trigger):
        yield replace(found, mode=found.mode or "attempt"), "happened"
        return
    if status == "hypothetical" and found.event == "PROTEST" and _shown(found.trigger):
        yield found, "happened"
        return
    yield found, status
    if found.governor is not None and found.governor.event in _DECLARING:
        return
    made = _declaration(found, status)
    if made is not None:
        yield made, "happened"


def _declaration(found: Found, status: EventStatus) -> Found | None:
    auxiliaries = {c.lower_ for c in found.trigger.children if c.dep_ == "aux"}
    willing = bool(auxiliaries & _WILL)
    if status == "demanded" and auxiliaries & _MUST:
        return _request(found)
    if status == "future" and found.frame.passive and found.event in _VIOLENT and not found.frame.subjects:
        return _announced(found)
    if found.frame.passive or not any(_is_or_owned(s) for s in found.frame.subjects):
        return None
    event = "AGREE" if found.event in _HELPFUL else "THREATEN" if found.event in _HARMFUL else None
    if status == "denied":
        refused = willing and found.event in _HELPFUL and is_negated(found.trigger)
        return _as(found, "REJECT", _PLAIN) if refused else None
    if event is None or event == found.event:
        return None
    if status == "future":
        return _as(found, event, _PLAIN)
    if status == "hypothetical" and willing:
        return _as(found, event, _CONDITIONAL)
    if status == "hypothetical" and _intended(found.trigger):
        return _as(found, event, _INTENDED)
    if status == "hypothetical" and auxiliaries & _MAY and event == "THREATEN":
        return _as(found, event, _MERE)
    return None


def _is_or_owned(subject: Token) -> bool:
    """Whether a subject acts, or is somebody's ("its guns will answer")."""
    return is_actor(subject) or any(c.dep_ == "poss" for c in subject.lefts)


def _as(found: Found, event: str, share: float) -> Found:
    return replace(found, event=event, mode=None, weight=round(found.weight * share, 3), declaration=True)


def _request(found: Found) -> Found | None:
    """As in "Norland said that Estavia must withdraw": who says so asks for it."""
    verb = found.trigger.head
    if found.trigger.dep_ != "ccomp" or not is_verb(verb):
        return None
    speakers = [s for s in subject_of(verb) if is_actor(s)]
    if not speakers:
        return None
    asked = [s for s in found.frame.subjects or found.frame.objects if s not in speakers]
    frame = Frame(found.trigger, subjects=speakers, objects=asked, inner=found.frame.inner)
    return replace(found, event="REQUEST", mode=None, weight=_OBLIGED * 0.9, fit=1.0, frame=frame, declaration=True)


def _announced(found: Found) -> Found | None:
    """As in "Any ship that enters will be sunk, the navy said": who says so threatens it."""
    verb = found.trigger.head
    if found.trigger.dep_ != "ccomp" or not is_verb(verb) or is_negated(found.trigger):
        return None
    speakers = [s for s in subject_of(verb) if is_actor(s)]
    if not speakers:
        return None
    frame = Frame(found.trigger, subjects=speakers, objects=found.frame.objects)
    return replace(found, event="THREATEN", mode=None, weight=_OBLIGED * found.weight, frame=frame, declaration=True)


def _shown(verb: Token) -> bool:
    """As in "Blocked roads to protest …": the protest is the act itself."""
    return verb.dep_ == "advcl" and verb.tag_ == "VB" and verb.head.tag_ in ("VBD", "VBZ", "VBP", "VBN", "VBG")


def _intended(verb: Token) -> bool:
    """As in "Hopes to visit", "is considering sending": the subject's own intention, asserted."""
    above = verb.head
    if verb.dep_ != "xcomp" or lemma_of(above) not in load().classes["intending"]:
        return False
    return not is_negated(above) and not any(c.dep_ == "aux" and c.tag_ == "MD" for c in above.children)


def _attempted(verb: Token) -> bool:
    """As in "Tried to blow up the bridge": what PLOVER codes as the act."""
    return (
        verb.dep_ == "xcomp" and lemma_of(verb.head) in ("try", "attempt") and verb.head.tag_ in ("VBD", "VBN", "VBG")
    )


def _harmful_complement(found: Found) -> bool:
    """Whether what is agreed or promised would do harm."""
    harm = load().classes["harm"]
    for verb in found.frame.complements:
        if is_negated(verb):
            return False
        best = match(frame_of(verb)) if is_verb(verb) else None
        if best is not None:
            return best[0].event in _HARMFUL
        if lemma_of(verb) in harm:
            return True
    return False
