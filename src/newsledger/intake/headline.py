"""The headline, chosen among what an HTML page declares and shows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import lxml.html

from newsledger.intake.metadata import Metadata, plain
from newsledger.intake.titles import title_key

_SEPARATOR = re.compile(r"\s+[|–—\-·•«»:]+\s+|\s*[|│]\s*|\s+::\s+")
_KICKER = re.compile(
    r"kicker|topline|top-line|overline|roofline|dachzeile|spitzmarke|ortsmarke|eyebrow|surtitle|sur-?titre|pretitle|"
    r"antetitul|volanta|rubri[kc]|topic|categor|label|section",
    re.I,
)
_HIDDEN = re.compile(r"visually-?hidden|screen-?reader|sr-only|offscreen", re.I)
_TITLE_END = re.compile(r"(?:title|titel|headline)\s*$", re.I)
_HEADLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|story|news|page|content|artikel|beitrag)[\s_-]{1,2}(?:title|headline|heading|titel)|"
    r"headline|^title$",
    re.I,
)
_SITE_CLASS = re.compile(r"(?:site|blog)[\s_-]?(?:title|name|description|branding)|(?:^|[\s_-])(?:logo|brand)", re.I)
_EDGE = " |│–—-·•«»:"
_MAX_HEADING = 300
_SURE = 1.0
_MARKED = 0.25
_LEAST_SHARE = 0.3
_LEAST_TITLE, _MOST_ELEMENTS = 3, 3_000


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the page.

    bare: its text without a kicker that stands in an element of its own. marked: whether its class says headline.
    """

    tag: str
    text: str
    bare: str
    marked: bool


def choose_title(tree: lxml.html.HtmlElement, meta: Metadata, site: str) -> str:
    """The headline: the heading that the page's declarations agree with, else what they say."""
    told = [text for text in (meta.told("headline"), meta.first("og:title"), meta.first("twitter:title")) if text]
    whole = [*told, *([meta.title] if meta.title else [])]
    bare = [without_site(text, site) for text in whole]
    headings = [*_headings(tree)]
    best, best_score = None, 0.0
    for heading in headings:
        score = _agreement(heading.text, (*bare, *whole), meta.title, site) + (_MARKED if heading.marked else 0.0)
        score *= 1.0 if heading.tag == "h1" else 0.85
        if score > best_score + 1e-9:
            best, best_score = heading, score
    if best is not None and best_score >= _SURE + (_MARKED if best.marked else 0.0):
        return _spelled(best, bare)
    first = [heading for heading in headings if heading.tag == "h1" and _joined(heading.text) != _joined(site)]
    for chosen in ([one for one in first if one.marked], first):
        if len(chosen) == 1 and _can_stand_alone(chosen[0], told, bare):
            return _spelled(chosen[0], bare)
    if not told:
        named = [heading for heading in headings if heading.marked]
        if len(named) == 1 and not first:
            return named[0].bare
    if not headings and bare:
        return _part_shown(tree, bare[0])
    return bare[0] if bare else (headings[0].text if headings else "")


def _part_shown(tree: lxml.html.HtmlElement, title: str) -> str:
    """The part of a page title that stands alone on a page without headings; the whole of it where none does."""
    parts = [part for part in _SEPARATOR.split(title) if len(part.split()) >= _LEAST_TITLE]
    if not parts or parts == [title]:
        return title
    wanted = {_joined(part): part for part in parts}
    for element in itertools.islice(tree.iter("b", "strong", "font", "p", "div", "span", "td"), _MOST_ELEMENTS):
        text = (element.text or "").strip()
        if 0 < len(text) < _MAX_HEADING and _joined(text) in wanted:
            return wanted[_joined(text)]
    return title


def _can_stand_alone(heading: _Heading, told: Sequence[str], bare: Sequence[str]) -> bool:
    """Tell whether the only heading of the page is its headline, though the declarations word it differently."""
    if len(heading.text.split()) < 3:
        return bool(told) and _share(heading.text, bare) == 1.0
    return heading.marked or not told or _share(heading.text, bare) >= _LEAST_SHARE


def _headings(tree: lxml.html.HtmlElement) -> Iterator[_Heading]:
    """Headings of the first two ranks that can be a headline; the site's own name in a link home is none."""
    for element in tree.iter("h1", "h2"):
        text = plain(element.text_content())
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        if not 0 < len(text) < _MAX_HEADING or _SITE_CLASS.search(names) or _leads_home(element, text):
            continue
        if len(element) == 1 and plain(element[0].text_content()) == text:
            names += " " + (element[0].get("class") or "")
        marked = element.get("itemprop") in ("headline", "name") or _HEADLINE_CLASS.search(names) is not None
        yield _Heading(str(element.tag), text, _without_kicker(element, text), marked)


def _leads_home(element: lxml.html.HtmlElement, text: str) -> bool:
    """Tell whether a heading is nothing but a link to the site's first page."""
    links = element.findall(".//a")
    if len(links) != 1 or plain(links[0].text_content()) != text:
        return False
    href = (links[0].get("href") or "").strip()
    return re.fullmatch(r"(?:https?:)?(?://[^/?#]+)?/?(?:index\.\w+)?", href) is not None and bool(href)


def _without_kicker(element: lxml.html.HtmlElement, text: str) -> str:
    """The text of a heading without a short opening element that its class names a kicker or hides from view."""
    if (element.text or "").strip():
        return text
    for child in element.iterdescendants():
        opening = plain(child.text_content()) if isinstance(child.tag, str) else ""
        if not opening or not text.startswith(opening):
            continue
        rest = text[len(opening) :].lstrip(_EDGE)
        names = child.get("class") or ""
        if _HIDDEN.search(names) and rest:
            return rest
        if _KICKER.search(names) and not _TITLE_END.search(names):
            return rest if len(rest) > len(opening) / 2 and len(rest.split()) > 1 else text
        if rest:
            return text
    return text


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


def _spelled(heading: _Heading, bare: Sequence[str]) -> str:
    """A heading in the spelling of the declarations, without a kicker that runs into it."""
    if heading.bare != heading.text:
        return heading.bare
    key = _joined(heading.text)
    for text in bare:
        theirs = _joined(text)
        if key == theirs:
            return text
        if len(theirs) > 18 and key.endswith(theirs) and not _opens_with_colon(heading.text, text):
            return text
    return heading.text


def _opens_with_colon(heading: str, rest: str) -> bool:
    """Tell whether a colon parts the end of a heading from its beginning, which then belongs to it."""
    return heading[: max(0, len(heading) - len(rest))].rstrip().endswith(":")


def _share(heading: str, bare: Sequence[str]) -> float:
    """The greatest share of a heading's words that a declared title also has."""
    words = set(title_key(heading).split())
    return max((len(words & set(title_key(text).split())) / max(1, len(words)) for text in bare), default=0.0)
