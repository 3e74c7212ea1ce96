"""PLOVER events: who did what to whom, and whether it happened.

Classes, modes and contexts follow the PLOVER codebook (Open Event Data Alliance, 2021); the trigger lexicon is our own
(``plover/data``).
"""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.language.clause_place import place_of
from newsledger.language.clause_status import is_historical, status_of
from newsledger.language.clause_time import when_of
from newsledger.model import Attribution, EventClaim, EventStatus, Span, StatementClaim, When
from newsledger.reading.chains import chain_at
from newsledger.reading.plover.confidence import confidence_of
from newsledger.reading.plover.contexts import contexts_of
from newsledger.reading.plover.declared import declared
from newsledger.reading.plover.extent import extent_of
from newsledger.reading.plover.frames import is_verb
from newsledger.reading.plover.lexicon import load
from newsledger.reading.plover.moments import dated
from newsledger.reading.plover.places import located
from newsledger.reading.plover.roles import actor_heads, recipient_heads, resolve
from newsledger.reading.plover.triggers import Found, triggers

_LEAST = 0.15  # of confidence; on the development stories one in thirteen below it was an event of the gold
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "AID"})


def read_events(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[EventClaim, ...]:
    """Read all events of an article, in order of the text. ``statements`` are its attributions, for each claim's chain.

    Events that are only planned, demanded, threatened or thinkable are claims too, with that status. What somebody
    declares to do is an event of its own (PLOVER's AGREE and THREATEN) beside the future act.
    """
    claims: list[EventClaim] = []
    named: dict[int, tuple[str, ...]] = {}
    for found in triggers(parse):
        status = status_of(parse, found.trigger)
        claims += [claim_of(parse, statements, one, s, named) for one, s in declared(found, status)]
    claims = [claim for claim in claims if claim.confidence >= _LEAST]
    return tuple(sorted(located(parse, dated(parse, claims)), key=lambda c: (c.evidence, c.trigger_span, c.type)))


def claim_of(
    parse: Parse,
    statements: Sequence[StatementClaim],
    found: Found,
    status: EventStatus,
    named: dict[int, tuple[str, ...]],
) -> EventClaim:
    """The claim that a trigger makes with a status. named: countries by sentence, see ``plover.country.placed``."""
    trigger = found.trigger
    heads = actor_heads(found.frame)
    others = recipient_heads(found.frame, found.event, heads)
    actors = resolve(parse, heads, named)
    recipients = resolve(parse, others, named, [a.country for a in actors if a.country is not None])
    if any(a.country is None for a in actors):
        actors = resolve(parse, heads, named, [a.country for a in recipients if a.country is not None])
    known = {a.name for a in actors}
    recipients = tuple(r for r in recipients if r.name not in known)
    evidence = extent_of(parse, trigger, found.governor.trigger if found.governor is not None else None)
    if found.told is not None:
        told = extent_of(parse, found.told)
        evidence = Span(min(evidence.start, told.start), max(evidence.end, told.end))
    trigger_span = parse.span(trigger.i, trigger.i + 1)
    chain = chain_at(statements, evidence)
    if status == "happened" and found.event in _DEEDS and _stands_back(chain):
        status = "claimed"
    return EventClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=parse.sentence_span(trigger.i),
        block=parse.kind_of(trigger.i),
        chain=chain,
        confidence=confidence_of(found, status, actors=bool(actors), recipients=bool(recipients)),
        type=found.event,
        trigger=parse.text(trigger_span),
        trigger_span=trigger_span,
        status=status,
        mode=found.mode,
        context=contexts_of(parse, evidence, found.context),
        actors=actors,
        recipients=recipients,
        place=place_of(parse, trigger),
        when=_when(parse, found),
        historical=is_historical(parse, trigger),
    )


def _when(parse: Parse, found: Found) -> When | None:
    """The time that the text gives the event; a declaration has that of the verb that reports it."""
    if not found.declaration:
        return when_of(parse, found.trigger)
    told = found.trigger.head
    return when_of(parse, told) if found.trigger.dep_ == "ccomp" and is_verb(told) else None


def _stands_back(chain: Sequence[Attribution]) -> bool:
    """Whether a deed is told only by those whom a report does not vouch for ("sources said", "the rebels said")."""
    if not chain:
        return False
    words = {w.rstrip("s") for w in chain[-1].source.name.lower().split()}
    return bool(words & load().classes["hedged"])
