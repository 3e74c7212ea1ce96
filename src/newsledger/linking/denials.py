"""What one report tells as done and another denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from newsledger.linking.happenings import Told, likeness_of_content
from newsledger.linking.moments import apart
from newsledger.linking.view import StoryView
from newsledger.model import EventClaim, PlanClaim, Span

_THRESHOLD = 0.55
_COMPARED = 60
_FEWEST = 3  # words that carry meaning; "the attack" says too little to be denied


def find_denials(view: StoryView, told: Sequence[Told]) -> Iterator[tuple[EventClaim, EventClaim]]:
    """Yield pairs (told as done, denied) of claims about one event, each denied event once, the most alike pair.

    Denials within one sentence of the same report ("the attack did not kill ...") are no disagreement.
    """
    done: dict[str, list[Told]] = defaultdict(list)
    wished = _wishes(view)
    for event in told:
        real = event.claim.status in ("happened", "claimed") and not _inside(event.claim, wished)
        if real and len(event.words) >= _FEWEST:
            done[event.claim.type].append(event)
    seen: set[tuple[str, str]] = set()
    for event in told:
        if event.claim.status != "denied" or len(event.words) < _FEWEST:
            continue
        best: tuple[float, Told] | None = None
        for other in done[event.claim.type][-_COMPARED:]:
            if _one_voice(view, event.claim, other.claim) or apart(event.claim.when, other.claim.when):
                continue
            if not (event.words & other.words) - {event.trigger, other.trigger}:
                continue
            likeness = likeness_of_content(event, other)
            if likeness >= _THRESHOLD and (best is None or likeness > best[0]):
                best = likeness, other
        if best is not None and (event.trigger, best[1].claim.id) not in seen:
            seen.add((event.trigger, best[1].claim.id))
            yield best[1].claim, event.claim


def _wishes(view: StoryView) -> dict[str, list[Span]]:
    """Return the stretches of each article that tell what is asked for or planned, not what was done."""
    found: dict[str, list[Span]] = defaultdict(list)
    for claim in view.claims:
        if isinstance(claim, PlanClaim) or (isinstance(claim, EventClaim) and claim.type == "REQUEST"):
            found[claim.article].append(claim.evidence)
    return found


def _inside(claim: EventClaim, wished: Mapping[str, Sequence[Span]]) -> bool:
    """Tell whether a claim is part of a longer stretch that tells a wish or a plan."""
    own = claim.evidence
    return any(w.contains(own) and len(w) > len(own) for w in wished.get(claim.article, ()))


def _one_voice(view: StoryView, a: EventClaim, b: EventClaim) -> bool:
    """Tell whether one report says both without naming two sources."""
    if a.article != b.article:
        return False
    sources = [tuple(view.name(c, link.source) for link in c.chain) for c in (a, b)]
    return sources[0] == sources[1]
