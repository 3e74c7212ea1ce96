"""What people decided, marked on what stands: the names that they gave, what they confirmed, what they changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from newsledger.linking.deciding import Decided, Naming, Step
from newsledger.model import Derived, StoryLedger

D = TypeVar("D", bound=Derived)


def with_decisions(ledger: StoryLedger, decided: Decided) -> StoryLedger:
    """The ledger of a story with the names that people gave, and with what they confirmed or changed marked."""
    if not (decided.names or decided.steps or decided.confirmed):
        return ledger
    named = {
        "happenings": _marked(ledger.happenings, decided, "happening", "title"),
        "series": _marked(ledger.series, decided, "series", "measure"),
        "plans": _marked(ledger.plans, decided, "plan", "what"),
        "commitments": _marked(ledger.commitments, decided, "commitment", "action"),
        "positions": _marked(ledger.positions, decided, "position", "object"),
        "disputes": _marked(ledger.disputes, decided, "dispute", ""),
    }
    story = ledger.story
    for naming in decided.names:
        if naming.noun == "story" and naming.things.intersection(story.articles):
            story = msgspec.structs.replace(story, title=naming.name, reasons=(*story.reasons, naming.reason))
    nouns: tuple[Derived, ...] = (
        *ledger.happenings, *ledger.series, *ledger.plans, *ledger.commitments, *ledger.positions, *ledger.entities,
    )  # fmt: skip
    told = {claim for noun in nouns for claim in noun.claims}
    confirmed = {claim: names for claim, names in sorted(decided.confirmed.items()) if claim in told}
    return msgspec.structs.replace(ledger, story=story, confirmed=confirmed, **named)


def _marked(nouns: Sequence[D], decided: Decided, noun: str, field_name: str) -> tuple[D, ...]:
    """Derived things with their given names; confirmed where every one of their claims is, by whoever did last."""
    made = []
    named = _named(nouns, decided, noun)
    for at, derived in enumerate(nouns):
        changes: dict[str, object] = {}
        ids = [i for claim in derived.claims for i in decided.of_claim.get(claim, ())]
        ids += [step.decision for step in decided.steps if _shaped(step, derived.claims)]
        for naming in named.get(at, ()):
            changes |= {field_name: naming.name, "reasons": (*derived.reasons, naming.reason)}
            ids.append(naming.decision)
        by = [decided.confirmed.get(claim, ()) for claim in derived.claims]
        if by and all(by):
            changes["confirmed"] = tuple(dict.fromkeys(name for names in by for name in names))
        if ids:
            changes["decisions"] = tuple(dict.fromkeys(ids))
        made.append(msgspec.structs.replace(derived, **changes) if changes else derived)
    return tuple(made)


def _named(nouns: Sequence[Derived], decided: Decided, noun: str) -> dict[int, list[Naming]]:
    """Names given to things of a kind, by place: each to the one thing that holds most of what was named."""
    named: dict[int, list[Naming]] = {}
    for naming in decided.names:
        if naming.noun == noun:
            shared = [len(naming.things.intersection(derived.claims)) for derived in nouns]
            if any(shared):
                named.setdefault(shared.index(max(shared)), []).append(naming)
    return named


def _shaped(step: Step, claims: Sequence[str]) -> bool:
    """Whether a step put these claims together, or took others away from them."""
    return bool(step.one.intersection(claims) or step.other.intersection(claims))
