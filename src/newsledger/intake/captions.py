"""Captions and picture credits: where a caption ends and who is credited."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources

_NAME = r"[A-ZÀ-Þ][\w.'’\-À-ſ]*(?:\s+(?:(?:al|el|de|van|von|bin|der|la|da)[\s-])?[A-ZÀ-Þ][\w.'’\-À-ſ]*){0,4}"
_LABELLED = re.compile(
    r"(?:\b(?:Photographer|Photographers|Photograph|Photos?|Pictures?|Image|Images|Photo credit|Credit|"
    r"Image credit|Image source|"
    r"Source|Illustration|Graphic|Foto|Fotos|Bild|Bildquelle|Crédit photo|Crédit|Foto de|Fot)"
    r"(?:\s+(?:by|courtesy(?:\s+of)?|from))?\s*[:/]|\b(?:Photo|Photograph|Picture|Image|Illustration|"
    r"Photos) by\b|\bCourtesy of\b|[©]|\(c\)(?=\s))\s*(?=\S)"
)
_BRACKETED = re.compile(
    r"[\[(]\s*(?:Photo|Photos|Image|Picture|Foto|AP|AFP|Reuters|REUTERS|Getty|EPA|Xinhua)\b[^\[\]()]{0,80}[\])]\s*$"
)
_MAX_CREDIT = 110
_MAX_WORDS = 60


@functools.cache
def _agency_names() -> tuple[str, ...]:
    source = resources.files("newsledger.intake") / "data" / "agencies.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(sorted({*table["news"]["names"], *table["picture"]["names"], "REUTERS"}))


@functools.cache
def _agency_end() -> re.Pattern[str]:
    names = sorted(_agency_names(), key=lambda name: (-len(name), name))
    one = "(?:" + "|".join(re.escape(name) for name in names) + ")"
    return re.compile(
        rf"(?:(?<=[.!?”\"')\s])|^)(?:{_NAME}\s*/\s*)?{one}(?:\s*(?:/|,|via|-)\s*(?:{one}|{_NAME}))*\s*\.?$"
    )


def split_credit(text: str) -> int | None:
    """Where the picture credit of a caption line begins (0: the line is nothing but a credit); None without credit.

    A paragraph that a credit runs into, longer than captions are, is no caption line.
    """
    cut = _credit(text)
    return None if cut is not None and len(text[:cut].split()) > _MAX_WORDS else cut


def _credit(text: str) -> int | None:
    bracket = _BRACKETED.search(text)
    if bracket is not None:
        return bracket.start()
    for match in _LABELLED.finditer(text):
        rest = text[match.end() :]
        if len(rest) <= _MAX_CREDIT and not re.search(r"[.!?]\s+[A-Z]\w+\s+\w+\s+\w+\s+\w+", rest):
            before = text[: match.start()].rstrip()
            if (
                not before
                or before[-1] in ".!?”\"')]|:-–—"
                or match.group().startswith(("©", "(c)"))
                or ":" in match.group()
            ):
                return match.start()
    tail = text[-_MAX_CREDIT:]
    if not any(map(tail.__contains__, _agency_names())):
        return None
    end = _agency_end().search(text, max(0, len(text) - _MAX_CREDIT))
    if end is not None:
        before = text[: end.start()].rstrip()
        if not before or before[-1] in ".!?”\"')" or "/" in end.group():
            return end.start()
    return None
