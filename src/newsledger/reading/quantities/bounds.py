"""Words around a number that say how exact it is."""

from __future__ import annotations

import functools
import re

from newsledger.model import Bound
from newsledger.reading.quantities.numerals import Numeral
from newsledger.reading.quantities.tables import table

_ARTICLE = re.compile(r"\b(?:a|an)\s+$", re.IGNORECASE)
_SKIP = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|our|some of the)|[^\W\d_]+'s?)\s+$", re.IGNORECASE)


@functools.cache
def _patterns(side: str) -> tuple[tuple[re.Pattern[str], Bound], ...]:
    """Phrases of one side with their bounds, longest first."""
    phrases = [(phrase, bound) for bound, group in table("bounds")[side].items() for phrase in group]
    phrases.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    made: list[tuple[re.Pattern[str], Bound]] = []
    for phrase, bound in phrases:
        body = re.escape(phrase).replace(r"\ ", r"\s+")
        if side == "before":
            made.append((re.compile(rf"(?<!\w){body}\s*$", re.IGNORECASE), bound))
        else:
            made.append((re.compile(rf"\s*{body}(?!\w)", re.IGNORECASE), bound))
    return tuple(made)


def bound_of(text: str, numeral: Numeral) -> tuple[Bound, int, int]:
    """Bound of a number in a text, with start and end of the number together with the words of the bound."""
    before = text[max(0, numeral.start - 60) : numeral.start]
    for pattern, bound in _patterns("before"):
        match = pattern.search(before)
        if match and bound != "exact":
            return bound, numeral.start - (len(before) - match.start()), numeral.end
        if match:
            inner = _SKIP.search(before)
            outer, start = _outer(before[: match.start()], bound)
            if outer == "exact" and inner:
                outer, start = _outer(before[: inner.start()], bound)
            start = numeral.start - (len(before) - start) if start is not None else numeral.start
            if outer != "exact":
                return outer, start, numeral.end
            break
    article = _ARTICLE.search(before)
    if article:
        outer, start = _outer(before[: article.start()], "exact")
        if outer in ("under", "about", "at_least") and start is not None:
            return outer, numeral.start - (len(before) - start), numeral.end
    after = text[numeral.end : numeral.end + 30]
    for pattern, bound in _patterns("after"):
        match = pattern.match(after)
        if match:
            return bound, numeral.start, numeral.end + match.end()
    bound = "about" if numeral.article and numeral.value == 20 else "exact"  # "a score" is as loose as it sounds
    return bound, numeral.start, numeral.end


def _outer(before: str, bound: Bound) -> tuple[Bound, int | None]:
    """A looser word before an exact one: "at least another 20"."""
    for pattern, found in _patterns("before"):
        match = pattern.search(before)
        if match and found != "exact":
            return found, match.start()
    return bound, None
