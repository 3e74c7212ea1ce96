"""Claims as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsledger.briefing.words import BOUND_WORDS, number_words
from newsledger.model import (
    AnyClaim,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    PlanClaim,
    PositionClaim,
    RoleClaim,
    StatementClaim,
    When,
)
from newsledger.timex import describe


def claim_rows(claims: Iterable[AnyClaim]) -> Iterator[tuple[str, str, str, str]]:
    """Kind, what it says, confidence, the words of the page; one row a claim."""
    for claim in claims:
        yield (
            type(claim).__name__.removesuffix("Claim").lower(),
            summary_of(claim),
            f"{claim.confidence:.2f}",
            " ".join(claim.quote.split()),
        )


def told(when: When | None) -> str:
    """A time in words, in brackets; nothing if there is none."""
    return f" ({describe(when)})" if when is not None else ""


def summary_of(claim: AnyClaim) -> str:
    """What a claim says, in one line."""
    chain = " ← ".join(link.source.name for link in claim.chain)
    by = f" [{chain}]" if chain and not isinstance(claim, StatementClaim) else ""
    match claim:
        case StatementClaim():
            said = f"{chain or (claim.speaker.name if claim.speaker else 'someone')} {claim.force} ({claim.mode})"
        case EventClaim():
            who = ", ".join(actor.name for actor in claim.actors)
            whom = ", ".join(actor.name for actor in claim.recipients)
            arrow = f" → {whom}" if whom else ""
            said = f"{claim.type} {claim.status}: {who or '?'}{arrow}{told(claim.when)}"
        case FigureClaim():
            high = f"–{number_words(claim.high)}" if claim.high is not None else ""
            of = f" · {claim.source}" if claim.source else ""
            value = BOUND_WORDS[claim.bound] + number_words(claim.value) if claim.value is not None else "some"
            said = f"{value}{high} {claim.unit}: {claim.measure}{told(claim.as_of)}{of}"
            by = ""
        case PlanClaim():
            said = f"{claim.what}: {claim.status.replace('_', ' ')}{told(claim.when)}"
        case CommitmentClaim():
            said = f"{claim.party.name if claim.party else '?'}: {claim.action}{told(claim.deadline)}"
        case PositionClaim():
            said = f"{claim.holder.name} {claim.stance}: {claim.object}"
        case RoleClaim():
            of = f" of {claim.of}" if claim.of else ""
            said = f"{claim.person.name}: {claim.role}{of}"
    return said + by
