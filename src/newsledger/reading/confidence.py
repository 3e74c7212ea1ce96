"""How likely a careful reader would accept a claim as it stands: a logistic model a kind, over a few signs.

The readers of each kind give a first confidence by pattern; here it becomes one sign among others that can be told from
the claim itself. The weights (``data/confidence.json``) are fitted by ``training/confidence.py`` to claims that were
judged one by one.
"""

from __future__ import annotations

import functools
import json
import math
from importlib import resources

import msgspec

from newsledger.model import (
    Actor,
    AnyClaim,
    BlockKind,
    CommitmentClaim,
    EventClaim,
    FigureClaim,
    PlanClaim,
    PositionClaim,
    RoleClaim,
    StatementClaim,
)

_LEAST, _MOST = 0.03, 0.98
_VAGUE = frozenset({"people", "money", "share", "members", "occurrences", "distance", "duration", "struck"})
_PLAIN_FORCES = frozenset({"said", "told"})
# Classes of events whose words have many other uses.
_LOOSE = frozenset({"AGREE", "ASSAULT", "THREATEN", "CONCEDE"})
_PRONOUNS = frozenset({"it", "they", "them", "we", "us", "he", "she", "him", "her", "our", "their", "both of them"})


def calibrated(claim: AnyClaim, text: str) -> AnyClaim:
    """Return the claim with its confidence as a calibrated probability. ``text``: of the article's page."""
    fitted = _weights().get(kind_of(claim))
    if fitted is None:
        return claim
    score = fitted["bias"] + sum(fitted.get(name, 0.0) * value for name, value in signs(claim, text).items())
    value = 1.0 / (1.0 + math.exp(-score))
    return msgspec.structs.replace(claim, confidence=round(min(max(value, _LEAST), _MOST), 3))


def kind_of(claim: AnyClaim) -> str:
    """The kind of a claim in one lower-case word ("figure")."""
    return type(claim).__name__.removesuffix("Claim").casefold()


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    path = resources.files("newsledger.reading") / "data" / "confidence.json"
    fitted: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return fitted


def signs(claim: AnyClaim, text: str) -> dict[str, float]:
    """Signs for and against a claim by name: the first confidence as log odds, and a few yes or no (1 or 0)."""
    sure = min(max(claim.confidence, 0.02), 0.98)
    before = text[claim.sentence.start : claim.evidence.start]
    found = {
        "base": math.log(sure / (1.0 - sure)),
        "heading": claim.block in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION),
        "inside": before.count(",") + before.count(";") > 1,
        **_own_signs(claim),
    }
    return {name: float(value) for name, value in found.items()}


def _own_signs(claim: AnyClaim) -> dict[str, float | bool]:
    """Signs of one kind of claim."""
    match claim:
        case FigureClaim():
            return {
                "generic": claim.measure in _VAGUE or claim.measure == claim.unit,
                "bare": len(claim.quote.split()) == 1,
                "small": claim.value is not None and claim.value <= 3,
                "spread": ";" in claim.scope,
            }
        case PlanClaim():
            return {
                "dated": claim.when is not None,
                "firm": claim.status == "scheduled",
            }
        case CommitmentClaim():
            return {
                "due": claim.deadline is not None,
                "named": claim.party is not None and _named(claim.party),
                "short": len(claim.action.split()) < 3,
            }
        case PositionClaim():
            return {
                "named": _named(claim.holder),
                "demands": claim.stance == "demands",
                "one_word": len(claim.object.split()) == 1,
                "told": bool(claim.chain),
            }
        case RoleClaim():
            return {
                "of": claim.of is not None,
                "single": " " not in claim.person.name,
                "spelled": claim.role[:1].isupper(),
                "other": claim.time != "current",
            }
        case EventClaim():
            parties = (*claim.actors, *claim.recipients)
            return {
                "many": len(claim.actors) > 1 or len(claim.recipients) > 1,
                "recipients": bool(claim.recipients),
                "pronoun": any(actor.name.casefold() in _PRONOUNS for actor in parties),
                "done": claim.status == "happened",
                "loose": claim.type in _LOOSE,
            }
        case StatementClaim():
            return {
                "direct": claim.mode != "indirect",
                "nobody": claim.speaker is None,
                "named": claim.speaker is not None and _named(claim.speaker),
                "plain": claim.force in _PLAIN_FORCES,
                "short": len(claim.content_text.split()) < 5,
            }


def _named(actor: Actor) -> bool:
    return actor.name[:1].isupper() and any(c.islower() for c in actor.name)
