"""In which order the articles of a story were told, as far as what they tell shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from newsledger.linking.gather import Gathered
from newsledger.linking.measures import Counted
from newsledger.model import FigureClaim

_GROWN = 1.05
_SURE = frozenset({"exact", "at_least", "over"})


def order_of_telling(figures: Sequence[Gathered[Counted]]) -> tuple[tuple[str, str], ...]:
    """Tell pairs of article ids (earlier, later): a count that only grows was told higher by the later one.

    Pairs for which figures speak both ways are left out.
    """
    votes: Counter[tuple[str, str]] = Counter()
    for group in figures:
        highest: dict[str, FigureClaim] = {}
        for figure in group.members:
            claim = figure.claim
            if figure.growing and claim.bound in _SURE and claim.value is not None:
                best = highest.get(claim.article)
                if best is None or (best.value or 0.0) < claim.value:
                    highest[claim.article] = claim
        for a, b in combinations(sorted(highest), 2):
            low, high = sorted((highest[a], highest[b]), key=lambda c: c.value or 0.0)
            if (high.value or 0.0) >= _GROWN * (low.value or 0.0):
                votes[low.article, high.article] += 1
    return tuple(sorted((a, b) for a, b in votes if (b, a) not in votes))
