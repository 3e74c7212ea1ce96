"""Who has confirmed, is invited to, or refuses to take part in what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.model import Actor, PlanClaim, StatementClaim
from newsledger.reading.stances.holders import holders_of
from newsledger.reading.stances.tables import events, listed
from newsledger.reading.syntax import auxiliaries, child, infinitive, negated, subject_of

Answer = Literal["confirmed", "invited", "refusing"]
_BACK = 2  # sentences between the plan and what is said of its guests
_OFF = ("cancelled", "held")


def with_guests(
    parse: Parse, statements: Sequence[StatementClaim], plans: Sequence[PlanClaim]
) -> tuple[PlanClaim, ...]:
    """Return the plans with those who are said to come, to be invited or to stay away.

    What a sentence says of guests is about the plan for an event that it tells itself, else the last one before it.
    """
    out = list(plans)
    gatherings = [i for i, plan in enumerate(out) if _gathers(plan)]
    if not gatherings:
        return tuple(out)
    for number, sentence in enumerate(parse.sentences):
        for verb in sentence:
            answer = _answer(verb) if verb.tag_.startswith("VB") else None
            guest = _guest(verb, answer) if answer is not None else None
            if answer is None or guest is None:
                continue
            here = parse.sentence_span(verb.i).start
            first = parse.sentence_span(parse.sentences[max(number - _BACK, 0)].start).start
            about = [i for i in gatherings if first <= out[i].sentence.start <= here]
            actors = holders_of(parse, guest, statements)
            if about and actors:
                out[about[-1]] = _joined(out[about[-1]], answer, actors)
    return tuple(out)


def _gathers(plan: PlanClaim) -> bool:
    words = {word.strip(".,").casefold() for word in plan.what.split()}
    return plan.status not in _OFF and bool(words & events())


def _answer(verb: Token) -> Answer | None:
    """What a verb says of guests; None if it says nothing of them."""
    if verb.lemma_ == "invite":
        return None if negated(verb) or infinitive(verb) else "invited"
    if verb.lemma_ == "boycott":
        return None if negated(verb) or infinitive(verb) else "refusing"
    if not _attends(verb):
        return None
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_ in listed("plans", "refusing"):
        return None if any(c.dep_ == "neg" for c in above.children) else "refusing"
    if verb.dep_ == "xcomp" and above.lemma_ in listed("plans", "accepting"):
        return None if negated(above) or auxiliaries(above)[:1] in (("would",), ("could",)) else "confirmed"
    if {"will", "would"} & set(auxiliaries(verb)) and verb.dep_ in ("ROOT", "ccomp", "conj"):
        return "refusing" if any(c.dep_ == "neg" for c in verb.children) else "confirmed"
    return None


def _attends(verb: Token) -> bool:
    if verb.lemma_ not in listed("plans", "attending"):
        return False
    object_ = child(verb, "dobj")
    if verb.lemma_ == "take":
        return object_ is not None and object_.lower_ == "part"
    return verb.lemma_ != "join" or object_ is None or object_.lemma_.casefold() in events()


def _guest(verb: Token, answer: Answer) -> Token | None:
    if answer == "invited" and child(verb, "auxpass") is None:
        return child(verb, "dobj")
    return subject_of(verb)


def _joined(plan: PlanClaim, answer: Answer, actors: Sequence[Actor]) -> PlanClaim:
    """The plan with more guests, each once."""
    known: tuple[Actor, ...] = getattr(plan, answer)
    names = {actor.name for actor in known}
    return msgspec.structs.replace(plan, **{answer: (*known, *(a for a in actors if a.name not in names))})
