"""Which figures tell the toll of the story's own happening, however they word what it is the toll of."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsledger.linking.measures import Counted, can_be_one, event_classes, kin, tolls
from newsledger.linking.terms import content
from newsledger.linking.titles import headline
from newsledger.linking.view import BACKGROUND, FAR, StoryView
from newsledger.model import BlockKind, FigureClaim

_LEAD = 4  # headline and standfirst apart, the paragraphs that tell what an article is about
_SHRUNK = 1.5
_FAR_OFF = 1.6
_OTHER_VOICE = 4.0  # what another source says of the same may lie further off
_LEADING = frozenset({BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.PARAGRAPH})


def is_history(view: StoryView, claim: FigureClaim) -> bool:
    """Whether a figure is history: it held long before it was told."""
    held = claim.as_of.end if claim.as_of is not None else None
    told = view.day(claim)
    return held is not None and told is not FAR and held < told - BACKGROUND


def story_events(view: StoryView) -> frozenset[str]:
    """Return the classes of events that the headlines of a story name ("explosion"), and their kin."""
    named = Counter(c for article in view.articles for c in event_classes(content(headline(article))))
    return frozenset(k for c in named for k in kin(c))


@dataclass(frozen=True, slots=True)
class MainTolls:
    """The figures that tell the toll of the story's own happening.

    claims: their ids. first: the one of each article and kind that leads. alone: ids of totals that their articles tell
    no other number of their kind beside. events: the classes of events that the headlines name.
    """

    claims: frozenset[str]
    first: Mapping[tuple[str, str], FigureClaim]
    alone: frozenset[str]
    events: frozenset[str]

    def outside(self, figure: Counted) -> bool:
        """Tell whether a figure can be no other count of the main toll: of another event, or far from its article's."""
        if figure.claim.id in self.claims or figure.claim.block is BlockKind.CORRECTION:
            return False
        own = self.first.get((figure.claim.article, figure.kind))
        if own is None:
            return is_foreign(figure, self.events)
        low, high = sorted(max(c.value or 0.0, 0.1) for c in (own, figure.claim))
        two = own.source is not None and figure.claim.source is not None and own.source != figure.claim.source
        return high > (_OTHER_VOICE if two else _FAR_OFF) * low or is_foreign(figure, self.events)


def main_tolls(view: StoryView, figures: Sequence[Counted]) -> MainTolls:
    """Find the figures that tell the toll of the story's own happening.

    Of each article, it is the highest total of a kind (killed, injured ...) in the first block of its beginning that
    tells one, if it is no history and is not told to be of an event of another class; and what can be the same count.
    """
    events = story_events(view)
    leads = {article.id: _lead_end(view, article.id) for article in view.articles}
    told: dict[tuple[str, str], list[Counted]] = defaultdict(list)
    for figure in figures:
        claim = figure.claim
        own = figure.kind in tolls() and claim.part == "total" and not figure.whom and not is_foreign(figure, events)
        if own and claim.block is not BlockKind.CORRECTION and not is_history(view, claim):
            told[claim.article, figure.kind].append(figure)
    found: set[str] = set()
    leading: dict[tuple[str, str], FigureClaim] = {}
    alone: set[str] = set()
    for key, same in sorted(told.items()):
        if all(can_be_one(f.claim, same[0].claim) for f in same):
            alone.update(f.claim.id for f in same)
        first = min(same, key=lambda f: f.claim.sentence)
        if first.claim.evidence.start < leads[key[0]]:
            beside = [f for f in same if f.claim.sentence == first.claim.sentence]
            highest = max(beside, key=lambda f: (f.claim.value or 0.0, -f.claim.evidence.start))
            leading[key] = highest.claim
            found.update(f.claim.id for f in same if can_be_one(f.claim, highest.claim))
    return MainTolls(frozenset(found), leading, frozenset(alone), events)


def is_foreign(figure: Counted, events: frozenset[str]) -> bool:
    """Tell whether a figure is of an event of a class that the story's headlines do not name."""
    own = event_classes(figure.scope)
    return bool(events) and not own <= events


def rising(view: StoryView, a: FigureClaim, b: FigureClaim) -> float:
    """Tell how well two figures fit one count that rises with time (1 if fully, 0 if not at all)."""
    first, second = (a, b) if view.telling(a) <= view.telling(b) else (b, a)
    low, high = max(first.value or 0.0, 0.1), max(second.value or 0.0, 0.1)
    if can_be_one(a, b):
        return 1.0
    if low > _SHRUNK * high:
        return 0.0
    return max(0.0, 1.0 - 0.2 * max(0.0, math.log2(high / low) - 1.5))


def _lead_end(view: StoryView, article: str) -> int:
    blocks = view.articles[view.place_of[article]].blocks
    leading = [b for b in blocks if b.kind in _LEADING]
    paragraphs = [b for b in leading if b.kind is BlockKind.PARAGRAPH][:_LEAD]
    last = paragraphs[-1] if paragraphs else (leading[-1] if leading else None)
    return last.span.end if last is not None else 0
