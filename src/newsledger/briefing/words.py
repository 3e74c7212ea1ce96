"""How values are written for people: numbers, bounds, figures, times, lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from newsledger.briefing.dates import time_words
from newsledger.model import Bound, Publication

BOUND_WORDS: dict[Bound, str] = {
    "exact": "",
    "at_least": "at least ",
    "at_most": "up to ",
    "over": "over ",
    "under": "under ",
    "about": "about ",
}
BASIS_WORDS = {
    "given": "given with the page",
    "metadata": "from the page’s metadata",
    "dateline": "from the dateline",
    "text": "inferred from its text",
    "story": "inferred from the story",
    "unknown": "not known",
}
_SIGNS = {
    "$": "$", "dollar": "$", "dollars": "$", "usd": "$",
    "€": "€", "euro": "€", "euros": "€", "eur": "€",
    "£": "£", "pounds": "£", "gbp": "£",
}  # fmt: skip
PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "him", "her", "them", "us", "me"})
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Text for display: white space collapsed, control and invisible formatting characters and surrogates left out."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return _SPACE.sub(" ", text).strip()


def sentence_case(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def number_words(value: float) -> str:
    """A number as newspapers write it: 70,000; 1.5 million."""
    size = abs(value)
    for step, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if size >= step:
            return f"{_plain(round(value / step, 3))} {name}"
    return _plain(value)


def _plain(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def value_words(value: float | None, high: float | None, bound: Bound, unit: str = "") -> str:
    """A value with its bound: "at least 14", "200–270", "$12 million", "25%"."""
    if value is None:
        return "an unnumbered quantity"
    sign = _SIGNS.get(unit.casefold(), "")
    shown = sign + number_words(value)
    if high is not None and high != value:
        shown += f"–{sign}{number_words(high)}"
    if unit.casefold() in ("%", "percent", "per cent"):
        shown += "%"
    return BOUND_WORDS[bound] + shown


def is_sign(unit: str) -> bool:
    """Whether the unit is written into the number itself."""
    return unit.casefold() in _SIGNS or unit.casefold() in ("%", "percent", "per cent")


def joined(items: Sequence[str], *, most: int = 4) -> str:
    """A list in words: "a, b and c"; more than ``most`` end in "and N more"."""
    kept = list(dict.fromkeys(item for item in items if item))
    if len(kept) > most:
        kept = [*kept[: most - 1], f"{len(kept) - most + 1} more"]
    if len(kept) <= 1:
        return "".join(kept)
    return f"{', '.join(kept[:-1])} and {kept[-1]}"


def shortened(text: str, longest: int = 260) -> str:
    """At most ``longest`` characters, cut between words; what is cut shows as "…"."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def balanced(text: str) -> bool:
    """Whether every quotation mark and bracket that opens is closed."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0 and text.count("(") == text.count(")")


def words_of(text: str) -> frozenset[str]:
    """The words of a text, small letters, each once."""
    return frozenset(_WORD.findall(text.casefold()))


def same_words(one: frozenset[str], other: frozenset[str], share: float = 0.85) -> bool:
    """Whether nearly all words of the shorter text stand in the longer: a copy, a cut or a reworded repeat."""
    return bool(one and other) and len(one & other) >= share * min(len(one), len(other))


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 source", "3 sources"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def published_words(published: Publication) -> str:
    """A publication date in words; "undated" if nothing is known."""
    return time_words(published.when) or "undated"
