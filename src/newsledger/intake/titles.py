"""Headlines: which line is it, and what the page itself says it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from newsledger.intake.cues import find_phrases, words_of
from newsledger.intake.line import Line

_SITE = re.compile(r"\s+[|–—\-·•«»:]+\s+|\s*\|\s*")
_END = re.compile(r"[.;,]$")


def title_key(text: str) -> str:
    """A headline reduced to its words, for comparison."""
    return " ".join(words_of(unicodedata.normalize("NFKC", text)))


def same_title(one: str, other: str) -> bool:
    """Tell whether two headlines are the same but for case, quotes and punctuation."""
    if abs(len(one) - len(other)) > 12:
        return False
    return title_key(one) == title_key(other)


def find_title_line(lines: Sequence[Line], declared: Sequence[str], first: int) -> int | None:
    """The line of the headline. declared: headlines that the page or user tells. first: first line of the body."""
    for title in declared:
        key = title_key(title)
        if not key:
            continue
        hits = [at for at, line in enumerate(lines) if len(line.text) < len(title) + 30 and title_key(line.text) == key]
        if hits:
            above = [at for at in hits if at <= first]
            # The first of a doubled headline just above the text, else the nearest one.
            if above:
                best = above[-1]
                while best - 1 in above or best - 2 in above:
                    best = best - 1 if best - 1 in above else best - 2
                return best
            return hits[0]
    return None


def guess_title_line(lines: Sequence[Line], first: int) -> int | None:
    """The line of a dump that looks most like a headline over the body, which begins at line ``first``."""
    best, best_score = None, 0.0
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.text] = counts.get(line.text, 0) + 1
    for at in range(max(0, first - 25), min(len(lines), first + 1)):
        text = lines[at].text
        words = words_of(text)
        if not 3 <= len(words) <= 30 or len(text) > 220:
            continue
        _, _, covered = find_phrases(words)
        score = 2.0 if 5 <= len(words) <= 18 else 1.0
        score -= 3.0 * covered / len(words)
        score -= 1.0 if _END.search(text) else 0.0
        score += 1.0 if counts[text] > 1 else 0.0
        score -= 0.08 * (first - at)
        score -= 0.5 if sum(char.isdigit() for char in text) > 6 else 0.0
        if at == first:
            score -= 0.7
        if best is None or score > best_score:
            best, best_score = at, score
    return best if best_score > 0 else None
