"""Who made the article, from what the page declares and what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from newsledger.intake.authors import loose_names, name_of_handle
from newsledger.intake.bylines import is_person, read_byline
from newsledger.intake.cues import words_of
from newsledger.intake.metadata import Metadata, plain
from newsledger.model import Byline

_META = (
    "citation_author", "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "byl", "dc.contributor", "cxenseparse:author", "article:author_name", "rnews:author", "authors",
)  # fmt: skip
_WRITTEN = re.compile(
    r"^(?:written by|by|author|verfasst von|geschrieben von|autor(?:in)?|von|écrit par|auteur|escrito por|por|autore|"
    r"scritto da|geschreven door|auteur|napisane przez|autor(?:ka)?|escrito por)\s*:?$",
    re.I,
)
_PREFIX = re.compile(r"^(?:by|von|par|por|autor(?:in)?|author|text)\s*:?\s+(?=\S)", re.I)
_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?([^/:?#]+)")
_JUNK = re.compile(
    r"https?:|www\.|@|copyright|©|^[\W\d_]*$|^(?:(?:web)?admin(?:istrator)?|root|wordpress|(?:super ?)?user|null|none|"
    r"nobody|no author|n/a|undefined|unknown|publisher|author|autor)$",
    re.I,
)
_MAX_TOLD, _MAX_SIGNED, _MAX_WORDS = 160, 60, 6


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the page declares. people: their names. signed: what else stands as author (a desk, an agency, a handle)."""

    people: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


def declared_makers(meta: Metadata, site: str) -> Told:
    """Authors that the metadata names. site: the publisher's name, which is no author."""
    signed: tuple[str, ...] = ()
    sites = frozenset(map(_key, (site, *_site_names(meta)))) - {""}
    for told in _accounts(meta):
        found = _sorted_out(told, site, sites)
        if found.people:
            return found
        signed = signed or found.signed
    return Told(signed=signed)


def _site_names(meta: Metadata) -> Iterator[str]:
    """What the outlet is called anywhere in the metadata, its address included."""
    for name in ("og:site_name", "publisher", "dc.publisher", "application-name", "copyright"):
        yield meta.first(name)
    host = _HOST.search(meta.canonical or meta.first("og:url"))
    if host is not None:
        yield host.group(1)
        yield host.group(1).rpartition(".")[0]


def _key(text: str) -> str:
    return "".join(words_of(text)).replace("-", "")


def _accounts(meta: Metadata) -> Iterator[list[str]]:
    """What each declaration says, the most trusted first."""
    for node in meta.ld:
        yield [*_names(node.get("author") or node.get("creator"), meta)]
    for name in _META:
        yield [*meta.meta.get(name, ())]
    for number in ("1", "2", "3"):
        if _WRITTEN.match(meta.first(f"twitter:label{number}")):
            yield [meta.first(f"twitter:data{number}")]


def _names(value: Any, meta: Metadata, depth: int = 0) -> Iterator[str]:
    if depth > 4:
        return
    if isinstance(value, list):
        for item in value[:40]:
            yield from _names(item, meta, depth + 1)
    elif isinstance(value, dict):
        name = value.get("name")
        if name is None and isinstance(value.get("@id"), str):
            name = meta.people.get(value["@id"])
        if name is None and isinstance(value.get("givenName"), str):
            name = f"{value['givenName']} {value.get('familyName') or ''}"
        yield from _names(name, meta, depth + 1)
    elif isinstance(value, str):
        yield meta.people.get(value) or plain(value)


def _sorted_out(told: Sequence[str], site: str, sites: frozenset[str]) -> Told:
    """Names of people among what is told; where there are none, what else signs."""
    people: list[str] = []
    signed: list[str] = []
    for text in told:
        bare = _PREFIX.sub("", text).strip()
        if not bare or "@" in bare or "//" in bare or len(bare) > _MAX_TOLD or _JUNK.search(bare):
            continue
        bare = name_of_handle(bare) or bare
        known_site = _key(bare) in sites
        found = [] if known_site else [one.name for one in read_byline(bare, 0) or loose_names(bare, 0, site)]
        people += [name for name in found if name.casefold() not in {known.casefold() for known in people}]
        if not found and bare not in signed and len(bare) <= _MAX_SIGNED:
            signed.append(bare)
    return Told(people=tuple(people), signed=() if people else tuple(signed[:3]))


def choose_makers(visible: Sequence[Byline], told: Sequence[str]) -> tuple[Byline, ...]:
    """The authors: people found on the page, or those that the metadata names where these are better."""
    if not told or _shown_are_better(visible, told):
        return tuple(visible)
    shown = {person.name.casefold(): person for person in visible}
    return tuple(shown.get(name.casefold(), Byline(name=name, span=None)) for name in told)


def _shown_are_better(visible: Sequence[Byline], told: Sequence[str]) -> bool:
    """Tell whether the names on the page are better than those in the metadata."""
    shown = {person.name.casefold() for person in visible}
    names = {name.casefold() for name in told}
    if shown == names:
        return True
    if not shown or all(is_person(name) and " " in name for name in told):
        return False
    if any(name in words[1:] for name in names for words in map(str.split, shown)):
        return False  # a handle with a word before it
    return all(is_person(one.name) and " " in one.name for one in visible)
