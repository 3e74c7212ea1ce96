"""The outlet's name where the metadata does not tell it: masthead, title of the page, copyright line."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources

from newsledger.intake.cues import find_phrases, opener, words_of
from newsledger.intake.dateline import find_agency
from newsledger.intake.line import Line
from newsledger.intake.titles import title_key

_SEPARATOR = re.compile(r"\s+[|–—\-·•«»:]+\s+|\s*[|│]\s*|\s+::\s+")
_MENU_SEPARATOR = re.compile(r"\s*[|│·•/>›»]\s*")
_MARK = re.compile(r"^\W*(?:©|\(c\)|copyright\b)(?:\s|©|\(c\)|copyright\b|by\b)*", re.I)
_YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–—,]\s*(?:19|20)?\d\d)?")
_RIGHTS = re.compile(r"\b(?:all|some)\s+rights\s+reserved\b.*$", re.I)
_NAME = re.compile(r"[^\W\d_][\w'’&.\-]*(?:\s+[\w'’&.\-]+){0,5}")
_SMALL = frozenset(("a", "and", "for", "in", "of", "on", "the", "&"))
_TOP, _BELOW = 6, 5
_MAX_WORDS, _MAX_CHARS = 5, 45


@functools.cache
def _words(group: str, kind: str) -> frozenset[str]:
    source = resources.files("newsledger.intake") / "data" / "outlets.toml"
    table: dict[str, dict[str, list[str]]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(table[group][kind])


def find_outlet(lines: Sequence[Line], body: tuple[int, int], title: str, page_title: str) -> str | None:
    """The name of the outlet that a page shows; None unless the page makes it plain.

    body: first line of the article's text, and the line after its last. title: the headline, maybe empty.
    page_title: text of the title element, empty in a dump.
    """
    first, end = body
    owners = [name for at in (*range(end, len(lines)), *range(first)) if (name := _owner(lines[at].text))]
    masts = [*_mastheads(lines, first)]
    told = [page_title] if page_title else [line.text for line in lines[: min(first, _TOP)]]
    sites = [name for text in told if (name := _site(text, title))]
    for name in (*sites, *masts, *owners):
        votes = sum(_key(name) in set(map(_key, group)) for group in (sites, masts, owners))
        if (
            votes > 1
            or sounds_like_outlet(name)
            or (name in owners and len(set(map(_key, owners))) == 1 and _the(name))
        ):
            return name
    return None


def _owner(text: str) -> str | None:
    """The name in a copyright line ("© The Meridian 2024"), if it can be an outlet's."""
    mark = _MARK.match(text)
    if mark is None or len(text) > 120:
        return None
    rest = text[mark.end() :]
    years, rights = _YEARS.search(rest), _RIGHTS.search(rest)
    if years is None and rights is None:
        return None  # a picture's credit, perhaps
    bare = _YEARS.sub(" ", _RIGHTS.sub(" ", rest), count=1)
    bare = " ".join(bare.split()).strip(" .,;:-–—|").removeprefix("by ")
    return bare if _can_be(bare) else None


def _mastheads(lines: Sequence[Line], first: int) -> Iterator[str]:
    """Names that stand alone above a menu, at the very top."""
    for at in range(min(first, _TOP)):
        text = lines[at].text
        below = [entry for line in lines[at + 1 : min(first, at + 1 + _BELOW)] for entry in _entries(line.text)]
        if _can_be(text) and sum(map(_is_entry, below)) >= 2 and below and _is_entry(below[0]):
            yield text


def _entries(text: str) -> list[str]:
    """What a line of a menu offers, or the line itself."""
    return [part for part in _MENU_SEPARATOR.split(text) if part] if len(text) < 300 else [text]


def _is_entry(text: str) -> bool:
    return text.strip(" .:").casefold() in _words("menu", "entries")


def _site(text: str, title: str) -> str | None:
    """What stands behind the headline in the title of the page ("… | The Meridian")."""
    cuts = [*_SEPARATOR.finditer(text)]
    if not cuts or not title:
        return None
    name = text[cuts[-1].end() :].strip()
    ahead = title_key(text[: cuts[-1].start()])
    return name if ahead.startswith(title_key(title)) and _can_be(name) else None


def _can_be(name: str) -> bool:
    """Tell whether a text has the shape of an outlet's name: few words, capitals, nothing of a menu or an agency."""
    words = name.split()
    if not words or len(words) > _MAX_WORDS or not 3 <= len(name) <= _MAX_CHARS or not _NAME.fullmatch(name):
        return False
    if not all(word[0].isupper() or word in _SMALL or word[0].isdigit() for word in words) or name[-1] in ".:":
        return False
    keys = words_of(name)
    if not keys or _is_entry(name) or keys[-1] in _words("company", "endings") or find_agency(name) is not None:
        return False
    return opener(keys) is None and 2 * find_phrases(keys)[2] < len(keys)


def sounds_like_outlet(name: str) -> bool:
    """Tell whether a name of two words or more sounds like an outlet's ("Harbour Times")."""
    keys = words_of(name)
    return len(keys) > 1 and (keys[-1] in _words("names", "last") or keys[0] in _words("names", "first"))


def _the(name: str) -> bool:
    return name.startswith("The ")


def _key(name: str) -> str:
    return title_key(name).removeprefix("the ")
