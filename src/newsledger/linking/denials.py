"""What one report tells as done and another denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from newsledger.linking.happenings import Told, likeness_of_content
from newsledger.linking.moments import apart
from newsledger.linking.view import StoryView
from newsledger.model import EventClaim

_THRESHOLD = 0.55
_COMPARED = 60
_FEWEST = 3  # words that carry meaning; "the attack" says too little to be denied


def find_denials(view: StoryView, told: Sequence[Told]) -> Iterator[tuple[EventClaim, EventClaim]]:
    """Yield pairs (told as done, denied) of claims about one event, each denied event once, the most alike pair.

    Denials within one sentence of the same report ("the attack did not kill ...") are no disagreement.
    """
    done: dict[str, list[Told]] = defaultdict(list)
    for event in told:
        if event.claim.status in ("happened", "claimed") and len(event.words) >= _FEWEST:
            done[event.claim.type].append(event)
    seen: set[tuple[str, str]] = set()
    for event in told:
        if event.claim.status != "denied" or len(event.words) < _FEWEST:
            continue
        best: tuple[float, Told] | None = None
        for other in done[event.claim.type][-_COMPARED:]:
            if _one_voice(view, event.claim, other.claim) or apart(event.claim.when, other.claim.when):
                continue
            likeness = likeness_of_content(event, other)
            if likeness >= _THRESHOLD and (best is None or likeness > best[0]):
                best = likeness, other
        if best is not None and (event.trigger, best[1].claim.id) not in seen:
            seen.add((event.trigger, best[1].claim.id))
            yield best[1].claim, event.claim


def _one_voice(view: StoryView, a: EventClaim, b: EventClaim) -> bool:
    """Tell whether one report says both without naming two sources."""
    if a.article != b.article:
        return False
    sources = [tuple(view.name(c, link.source) for link in c.chain) for c in (a, b)]
    return sources[0] == sources[1]
