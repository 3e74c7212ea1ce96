"""Claims that a careful reader has judged, from made-up articles: the measure of confidence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsledger.intake import read_article
from newsledger.language import parse_many
from newsledger.model import (
    Actor,
    AnyClaim,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    Page,
    PageFacts,
    PlanClaim,
    PositionClaim,
    RoleClaim,
    StatementClaim,
    When,
)
from newsledger.reading import first_claims, read
from newsledger.reading.confidence import kind_of

TESTS = Path(__file__).parent.parent / "tests"
VERDICTS = TESTS / "reading" / "judged" / "verdicts.jsonl"
_MARK = re.compile(r"\[([^\[\]|]*)\|[^\[\]|]*\]")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim with its verdict. article: path of the text below ``tests``."""

    article: str
    kind: str
    claim: AnyClaim
    accepted: bool


def text_of(article: str) -> str:
    """The text of an article below ``tests``, marks of who is who left out."""
    text = (TESTS / article).read_text(encoding="utf-8")
    while _MARK.search(text):
        text = _MARK.sub(r"\1", text)
    return text


def claims_of(articles: list[str], *, first: bool = False) -> Iterator[tuple[str, AnyClaim]]:
    """Read articles; give each claim with the article it is of. first: before its confidence is calibrated."""
    made = {name: read_article(Page(name=name, data=text_of(name).encode(), facts=PageFacts())) for name in articles}
    for name, parse in zip(made, parse_many(made.values()), strict=True):
        for claim in first_claims(parse) if first else read(parse).claims:
            yield name, claim


def says(claim: AnyClaim) -> str:
    """All that a verdict is about, in one line: a claim that says something else has no verdict."""
    match claim:
        case FigureClaim():
            value = f"{_number(claim.value)}{f'-{_number(claim.high)}' if claim.high is not None else ''}"
            given = " < ".join([*claim.via, claim.source or ""]).strip(" <")
            what = (f"{claim.bound} {value} {claim.unit}", claim.measure, claim.scope)
            parts = [*what, claim.part, given, _when(claim.as_of)]
        case PlanClaim():
            who = ", ".join(a.name for a in claim.participants)
            parts = [claim.what, claim.status, _when(claim.when), claim.place or "", who]
        case CommitmentClaim():
            parts = [
                _name(claim.party),
                claim.action,
                _when(claim.deadline),
                claim.authority or "",
                claim.condition or "",
            ]
        case PositionClaim():
            parts = [claim.holder.name, claim.stance, claim.object, claim.condition or ""]
        case RoleClaim():
            parts = [claim.person.name, claim.role, claim.of or "", claim.time]
        case EventClaim():
            actors, recipients = (", ".join(a.name for a in who) for who in (claim.actors, claim.recipients))
            parts = [claim.type, claim.trigger, claim.status, actors, recipients, claim.place or "", _when(claim.when)]
        case StatementClaim():
            parts = [_name(claim.speaker), claim.cue, claim.mode, " ".join(claim.content_text.split())]
    return " | ".join(parts)


def judged_claims(*, first: bool = False) -> tuple[list[Judged], int]:
    """All claims that have a verdict, and how many verdicts no claim stands for any more.

    first: with the confidence of their pattern alone.
    """
    verdicts = {}
    for line in VERDICTS.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        verdicts[one["article"], one["kind"], one["start"], one["end"], one["says"]] = one["accept"]
    articles = sorted({key[0] for key in verdicts})
    found = []
    for article, claim in claims_of(articles, first=first):
        kind = kind_of(claim)
        accepted = verdicts.pop((article, kind, claim.evidence.start, claim.evidence.end, says(claim)), None)
        if accepted is not None:
            found.append(Judged(article, kind, claim, accepted))
    return found, len(verdicts)


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def _when(when: When | None) -> str:
    return when.value if when is not None else ""


def _name(actor: Actor | None) -> str:
    return actor.name if actor is not None else ""
