"""What an outlet takes back: reports that it has retracted or corrected."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from newsledger.linking.happenings import Told, likeness_of_content
from newsledger.linking.terms import content, stem, table
from newsledger.linking.view import StoryView
from newsledger.model import BlockKind, EventClaim, Span

_THRESHOLD = 0.5
_SURER = 0.6  # where it is not known that the outlet is the same


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(stem(w) for w in table("words")["retract"].split())


@functools.cache
def _objects() -> frozenset[str]:
    return frozenset(stem(w) for w in table("words")["retracted"].split())


@dataclass(frozen=True, slots=True)
class Retraction:
    """What was told, and the later claim of the same outlet that takes it back."""

    told: EventClaim
    taken_back: EventClaim


def find_retractions(view: StoryView, told: Sequence[Told]) -> list[Retraction]:
    """Find events that an outlet told and later took back in a correction, or in a sentence that retracts a report."""
    publishers = {article.id: article.publisher for article in view.articles}
    sentences = {(t.claim.article, t.claim.sentence) for t in told if _retracts(t)}
    found = []
    for late in _taken_back(told, sentences):
        outlet = publishers[late.claim.article]
        for early in told:
            before = view.place_of[early.claim.article] < view.place_of[late.claim.article]
            first_outlet = publishers[early.claim.article]
            unknown = outlet is None or first_outlet is None
            if _other_numbers(early, late):
                continue
            if not before or early.claim.type != late.claim.type or (not unknown and outlet != first_outlet):
                continue
            if likeness_of_content(early, late) >= (_SURER if unknown else _THRESHOLD):
                found.append(Retraction(early.claim, late.claim))
    return found


def _other_numbers(a: Told, b: Told) -> bool:
    """Tell whether both tell numbers, and none is the same."""
    mine, theirs = ({w for w in told.words if w.isdigit()} for told in (a, b))
    return bool(mine and theirs) and not mine & theirs


def _taken_back(told: Sequence[Told], sentences: set[tuple[str, Span]]) -> list[Told]:
    """Return the main event of each retracting sentence: what else it mentions is not taken back."""
    main: dict[tuple[str, Span], Told] = {}
    for event in told:
        place = event.claim.article, event.claim.sentence
        if (place in sentences or event.claim.block is BlockKind.CORRECTION) and event.trigger not in _verbs():
            best = main.get(place)
            if best is None or len(event.claim.evidence) > len(best.claim.evidence):
                main[place] = event
    return list(main.values())


def _retracts(told: Told) -> bool:
    """Tell whether a claim is of taking back a report ("has retracted its report of March 16")."""
    return told.trigger in _verbs() and bool(content(told.claim.quote) & _objects())
