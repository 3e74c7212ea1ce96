"""Happenings made ready for the timeline: which to tell, when they were, which claim tells them best."""

from __future__ import annotations

import datetime as dt

import msgspec

from newsledger.briefing import importance
from newsledger.briefing.context import Context
from newsledger.briefing.words import PRONOUNS, clean
from newsledger.model import (
    AnyClaim,
    BlockKind,
    CommitmentClaim,
    EventClaim,
    Happening,
    PlanClaim,
    StatementClaim,
    When,
)

_TALK = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "OTHER"})
_TOLD = {"happened", "claimed", "denied"}
_VAGUE = dt.timedelta(days=45)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Happenings that one line of the timeline tells."""

    happenings: tuple[Happening, ...]
    weight: float

    @property
    def main(self) -> Happening:
        """The one that names the line."""
        return self.happenings[0]


def gathered(context: Context) -> list[Told]:
    """Happenings that were said to have happened (or not), those that one sentence tells of one time put together."""
    fits = [h for h in context.ledger.happenings if h.status in _TOLD and not only_planned(h, context)]
    weighed = sorted(((weight_of(h, context), h) for h in fits), key=lambda p: (-p[0], p[1].id))
    groups: dict[tuple[str, int], list[list[tuple[float, Happening]]]] = {}
    for weight, happening in weighed:
        best = best_claim(happening, context)
        of_sentence = groups.setdefault((best.article, best.sentence.start), [])
        when = when_of(happening, context)
        fitting = next((g for g in of_sentence if _compatible(when, when_of(g[0][1], context))), None)
        if fitting is None:
            of_sentence.append([(weight, happening)])
        elif when is not None and when_of(fitting[0][1], context) is None:
            fitting.insert(0, (fitting[0][0], happening))
        else:
            fitting.append((weight, happening))
    return [
        Told(happenings=tuple(h for _, h in group), weight=group[0][0] + 0.1 * (len(group) - 1))
        for of_sentence in groups.values()
        for group in of_sentence
    ]


def _compatible(one: When | None, other: When | None) -> bool:
    return one is None or other is None or one.iso == other.iso


def only_planned(happening: Happening, context: Context) -> bool:
    """Whether no claim tells it as done: each is the very deed that a plan or a promise is about."""
    return all(_is_deed_ahead(claim, context) for claim in context.found(happening.claims))


def _is_deed_ahead(claim: AnyClaim, context: Context) -> bool:
    """Whether the reader took the same word of the page for the deed of a plan or a promise ("will meet ...")."""
    if not isinstance(claim, EventClaim):
        return False
    deed = claim.trigger.casefold()
    for other in context.readings[claim.article].claims:
        if isinstance(other, PlanClaim) and other.status != "held":
            what = other.what
        elif isinstance(other, CommitmentClaim):
            what = other.action
        else:
            continue
        if other.evidence.contains(claim.trigger_span) and what.casefold().split(" ", 1)[0] == deed:
            return True
    return False


def when_of(happening: Happening, context: Context) -> When | None:
    """When it was, as far as the pages tell.

    None also where they tell a day that was still to come for them, or just some time around their own.
    """
    when = happening.when
    if when is None or (when.start is None and when.end is None):
        return None
    claims = context.found(happening.claims)
    told, out = context.told(claims), context.surely_out(claims)
    if out is not None and when.start is not None and when.start > out:
        return None
    if when.start is not None and when.end is not None and when.end - when.start > _VAGUE:
        return None if told is None or when.start <= told <= when.end else when
    return when


def first_told(told: Told, context: Context) -> dt.date | None:
    """The day on which it was first reported."""
    return context.told(context.found(claim for h in told.happenings for claim in h.claims))


def weight_of(happening: Happening, context: Context) -> float:
    """Importance; less for what has no date, is mere talk, or stands inside somebody's own words."""
    weight = importance.of_happening(happening, context)
    if when_of(happening, context) is None:
        weight *= 0.35 if happening.type in _TALK else 0.6
    best = best_claim(happening, context)
    quoted = any(
        isinstance(other, StatementClaim)
        and other.mode == "direct"
        and any(s.contains(best.evidence) for s in other.content)
        for other in context.readings[best.article].claims
    )
    return weight * 0.3 if quoted else weight


def best_claim(happening: Happening, context: Context) -> AnyClaim:
    """The claim that tells it best: in prose, sure, in more than a word or two; of equals the earliest."""
    claims = context.found(happening.claims)
    claims = tuple(claim for claim in claims if not _is_deed_ahead(claim, context)) or claims
    return max(enumerate(claims), key=lambda pair: (_clarity(pair[1], happening, context), -pair[0]))[1]


def _clarity(claim: AnyClaim, happening: Happening, context: Context) -> float:
    """How well a claim tells a happening; a lead tells its own news, later reports recall it in passing."""
    words = clean(claim.quote).split()
    opens_with_pronoun = bool(words) and words[0].casefold() in PRONOUNS
    return (
        claim.confidence
        + 0.5 * min(len(words), 16) / 16
        + (0.5 if claim.block is BlockKind.PARAGRAPH else 0.0)
        + (0.5 if context.in_lead(claim) else 0.0)
        - 0.03 * min(context.position(claim.article), 10)
        - (0.2 if opens_with_pronoun else 0.0)
        - (0.4 if claim.chain else 0.0)
        - (0.6 if isinstance(claim, EventClaim) and claim.status != happening.status else 0.0)
    )
