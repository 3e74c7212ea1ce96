"""The headline, chosen among what an HTML page declares and shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

import lxml.html

from newsledger.intake.metadata import Metadata, plain
from newsledger.intake.titles import title_key

_SEPARATOR = re.compile(r"\s+[|–—\-·•«»:]+\s+|\s*[|│]\s*|\s+::\s+")
_EDGE = " |│–—-·•«»:"
_MAX_HEADING = 300
_SURE = 1.0


def choose_title(tree: lxml.html.HtmlElement, meta: Metadata, site: str) -> str:
    """The headline: the heading that the page's declarations agree with, else what they say."""
    told = [text for text in (meta.told("headline"), meta.first("og:title"), meta.first("twitter:title")) if text]
    bare = [without_site(text, site) for text in (*told, *([meta.title] if meta.title else []))]
    headings = [
        (element.tag, text)
        for element in tree.iter("h1", "h2")
        if 0 < len(text := plain(element.text_content())) < _MAX_HEADING
    ]
    best, best_score = "", 0.0
    for tag, text in headings:
        score = _agreement(text, bare, meta.title, site) * (1.0 if tag == "h1" else 0.85)
        if score > best_score + 1e-9:
            best, best_score = text, score
    if best_score >= _SURE:
        return _without_kicker(best, bare)
    first = [text for tag, text in headings if tag == "h1"]
    if len(first) == 1 and len(first[0].split()) >= 3 and (not told or _shares_words(first[0], bare)):
        return _without_kicker(first[0], bare)
    return bare[0] if bare else (headings[0][1] if headings else "")


def without_site(title: str, site: str) -> str:
    """A page title without the site's name before or behind it."""
    if site and len(site) < len(title) and title.casefold().endswith(site.casefold()):
        return title[: -len(site)].strip(_EDGE) or title
    parts = [part for part in _SEPARATOR.split(title) if part]
    if len(parts) < 2:
        return title
    key = _joined(site)
    if key:
        for part, last in ((parts[-1], True), (parts[0], False)):
            mine = _joined(part)
            if mine and (mine in key or key in mine) and len(mine) < 2 * len(key) + 4:
                bare = title[: title.rfind(part)] if last else title[title.find(part) + len(part) :]
                return bare.strip(_EDGE) or title
    return max(parts, key=len).strip() if "|" in title or "│" in title else title


def _joined(text: str) -> str:
    return title_key(text).replace(" ", "")


def _agreement(heading: str, bare: Sequence[str], page_title: str, site: str) -> float:
    """How well a heading fits the declared titles: 2 for the same, 1 and more for a good part."""
    key = _joined(heading)
    if len(key) < 3 or key == _joined(site):
        return 0.0
    score = 0.0
    for text in bare:
        theirs = _joined(text)
        if key == theirs:
            return 2.0 + min(len(key), 100) / 1000
        if len(key) > 12 and (key in theirs or (len(theirs) > 12 and theirs in key)):
            score = max(score, 1.0 + min(len(key), len(theirs)) / max(len(key), len(theirs)) / 2)
    for number, part in enumerate(part for part in _SEPARATOR.split(page_title) if part):
        if _joined(part) == key:
            score = max(score, 1.45 if number == 0 else 1.0 + min(len(key), 40) / 100)
    return score


def _without_kicker(heading: str, bare: Sequence[str]) -> str:
    """A heading in the spelling of the declarations, without a kicker that runs into it."""
    key = _joined(heading)
    for text in bare:
        theirs = _joined(text)
        if key == theirs or (len(theirs) > 18 and key.endswith(theirs)):
            return text
    return heading


def _shares_words(heading: str, bare: Sequence[str]) -> bool:
    words = set(title_key(heading).split())
    return any(len(words & set(title_key(text).split())) >= 0.3 * len(words) for text in bare)
