"""Headlines: which line is it, and what the page itself says it is."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from newsledger.intake.captions import split_credit
from newsledger.intake.cues import find_phrases, phrase_kinds, words_of
from newsledger.intake.dates import find_dates
from newsledger.intake.line import Line

_END = re.compile(r"[.;,:]$")
_NOT_TITLE = re.compile(r"\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b.*\bby\b|@|https?:|^(?:by|von|photo|image)\b", re.I)
_LEAST = 1.2
_LONG, _LONGEST_REST, _LONGEST_KICKER = 20, 90, 60
_BITS = {name: 1 << at for at, name in enumerate(phrase_kinds())}


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
        least, most = len(key) // 2, len(title) + 30
        hits = [at for at, line in enumerate(lines) if least <= len(line.text) < most and title_key(line.text) == key]
        if hits:
            above = [at for at in hits if at <= first]
            # The first of a doubled headline just above the text, else the nearest one.
            if above:
                best = above[-1]
                while best - 1 in above or best - 2 in above:
                    best = best - 1 if best - 1 in above else best - 2
                return best
            return hits[0]
        for at in range(min(first + 2, len(lines))):
            if opens_with(lines[at].text, title) is not None or closes_with(lines[at].text, title):
                return at
    return None


def closes_with(text: str, title: str) -> bool:
    """Tell whether a line is a headline with a kicker before it."""
    ahead = len(text) - len(title)
    return len(title) >= _LONG and 0 < ahead <= _LONGEST_KICKER and text.casefold().endswith(title.casefold())


def opens_with(text: str, title: str) -> int | None:
    """Where in a line that runs on after its headline, with a date or little else, the rest begins; None otherwise."""
    same = text[: len(title)].casefold() == title.casefold()
    if not same or len(title) < _LONG or len(text) > len(title) + _LONGEST_REST:
        return None
    rest = text[len(title) :].lstrip()
    words = words_of(rest)
    tells = find_phrases(words[:4])[0] & (_BITS["stamp"] | _BITS["byline"])
    return len(text) - len(rest) if rest and (tells or any(True for _ in find_dates(rest))) else None


def guess_title_line(lines: Sequence[Line], first: int, body: str) -> int | None:
    """Guess which line of a dump is the headline.

    first: first line of the body. body: its text; a headline's words come back in it. None if no line looks like one.
    """
    best, best_score = None, 0.0
    counts = Counter(line.text for line in lines)
    told = set(words_of(body[:3_000]))
    for at in range(max(0, first - 30), min(len(lines), first + 2)):
        text = lines[at].text
        words = words_of(text)
        if not 2 <= len(words) <= 30 or len(text) > 220 or (at >= first and text.endswith(".")):
            continue  # a sentence within the body is none
        score = _headline_score(text, words, told) - 0.06 * abs(first - at)
        score += 0.3 if counts[text] == 2 else 0.0
        score += 2.0 if _is_doubled(lines, at) else 0.0
        score -= 0.8 if at >= first else 0.0
        if best is None or score > best_score:
            best, best_score = at, score
    return best if best_score > _LEAST else None


def _headline_score(text: str, words: Sequence[str], told: set[str]) -> float:
    """How much a line by itself looks like a headline of a body that uses the words ``told``."""
    _, _, covered = find_phrases(list(words))
    long = [word for word in words if len(word) > 3]
    score = 2.0 if 5 <= len(words) <= 18 else 1.0
    score += 2.5 * sum(word in told for word in long) / (len(long) + 1)
    score -= 3.0 * covered / len(words)
    score -= 2.0 if _END.search(text) else 0.0
    score -= 2.0 if split_credit(text) is not None else 0.0
    score -= 1.5 if _NOT_TITLE.search(text) else 0.0
    return score - (0.7 if sum(char.isdigit() for char in text) > 6 else 0.0)


def _is_doubled(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the next line says the same again."""
    return at + 1 < len(lines) and lines[at + 1].text == lines[at].text and not _is_caption_like(lines[at].text)


def _is_caption_like(text: str) -> bool:
    return len(words_of(text)) < 4
