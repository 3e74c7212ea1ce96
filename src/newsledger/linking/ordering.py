"""In which order the articles of a story were told, as far as what they tell shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from newsledger.linking.gather import Gathered
from newsledger.linking.measures import Counted
from newsledger.linking.tolls import main_tolls
from newsledger.linking.view import StoryView, is_dated
from newsledger.model import FigureClaim

_GROWN = 1.05
_LATER = 2
_SURE = frozenset({"exact", "at_least", "over"})


def order_of_telling(view: StoryView, figures: Sequence[Gathered[Counted]]) -> tuple[tuple[str, str], ...]:
    """Tell pairs of article ids (earlier, later): a count that only grows was told higher by the later one.

    Values that dated articles contradict, and pairs for which figures speak both ways, are left out.
    """
    votes: Counter[tuple[str, str]] = Counter()
    main = main_tolls(view, [figure for group in figures for figure in group.members]).claims
    for group in figures:
        if not group.members[0].growing:
            continue
        own = [figure.claim for figure in group.members if figure.claim.id in main]
        highest = _highest(view, own or [figure.claim for figure in group.members])
        for a, b in combinations(sorted(highest), 2):
            low, high = sorted((highest[a], highest[b]), key=lambda c: c.value or 0.0)
            if (high.value or 0.0) >= _GROWN * (low.value or 0.0):
                votes[low.article, high.article] += 1
    return tuple(sorted((a, b) for a, b in votes if (b, a) not in votes))


def _highest(view: StoryView, claims: Sequence[FigureClaim]) -> dict[str, FigureClaim]:
    """Return the highest value that each article tells, but for those higher than what a later one tells."""
    sure = [c for c in claims if c.bound in _SURE and c.value is not None]
    dated = [c for c in sure if is_dated(view.published[c.article])]
    wrong = {c.value for c in dated if _contradicted(view, c, dated)}
    highest: dict[str, FigureClaim] = {}
    for claim in sure:
        best = highest.get(claim.article)
        if claim.value not in wrong and (best is None or (best.value or 0.0) < (claim.value or 0.0)):
            highest[claim.article] = claim
    return highest


def _contradicted(view: StoryView, claim: FigureClaim, dated: Sequence[FigureClaim]) -> bool:
    """Tell whether a later article tells a lower value."""
    day, value = view.day(claim), claim.value or 0.0
    return any((c.value or 0.0) * _GROWN <= value and (view.day(c) - day).days >= _LATER for c in dated)
