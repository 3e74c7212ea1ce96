"""Commitments with their deadlines."""

from __future__ import annotations

from newsledger.briefing.brief import BriefLine, Group
from newsledger.briefing.context import Context
from newsledger.briefing.dates import time_words
from newsledger.briefing.deadlines import last_day, passed
from newsledger.briefing.words import PRONOUNS, clean, sentence_case
from newsledger.model import Commitment

MOST_COMMITMENTS = 15


def commitment_head(commitment: Commitment) -> str:
    """Who promised or owes what."""
    action, party = clean(commitment.action), clean(commitment.party)
    return f"{sentence_case(party)}: {action}" if party and party.casefold() not in PRONOUNS else sentence_case(action)


def commitment_line(commitment: Commitment, context: Context) -> BriefLine:
    """A promise or an obligation with its deadline."""
    deadline = time_words(commitment.deadline)
    text = commitment_head(commitment)
    marks = []
    span = commitment.deadline.span if commitment.deadline else None
    claims = context.found(commitment.claims)
    if deadline and span and any(span.text(context.articles[c.article].text) in commitment.action for c in claims):
        text = f"{text} ({deadline})"
    elif deadline:
        open_end = deadline.startswith(("by ", "before ", "from ", "after "))
        text = f"{text} – {'by ' if deadline[0].isdigit() and not open_end else ''}{deadline}"
    if commitment.state != "open":
        marks.append(f"reported {commitment.state}")
    elif over := passed(commitment.deadline, context):
        marks.append(f"deadline {over}")
    return context.line(
        "commitment",
        text,
        claims,
        marks=marks,
        note=f"on the authority of {clean(commitment.authority)}" if commitment.authority else "",
        derived=commitment.id,
        origins=commitment.origins,
        unsure=commitment.unsure,
    )


def commitments(context: Context) -> Group:
    """Commitments: those with a deadline first, in order of it; then those that more origins tell."""
    known = [c for c in context.ledger.commitments if context.found(c.claims) and c.action.strip()]
    ranked = sorted(known, key=lambda c: (last_day(c.deadline), -c.origins, -_sure(c, context), c.id))
    kept = ranked[: context.most(MOST_COMMITMENTS)]
    lines = tuple(commitment_line(c, context) for c in kept)
    return Group(title="Commitments", lines=lines, more=len(ranked) - len(kept))


def _sure(commitment: Commitment, context: Context) -> float:
    return max(claim.confidence for claim in context.found(commitment.claims))
