"""Sitemaps (also news sitemaps and indexes of sitemaps): addresses of pages, and what they tell of them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from newsledger.intake.containers.opening import Opening
from newsledger.intake.containers.told import language_code, moment, one_line
from newsledger.model import Page, PageFacts, SetAside

MOST_ENTRIES = 200_000
"""Four times what the protocol allows in one sitemap; the rest is left out."""

_END = re.compile(rb"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>\s*(?:<!--.*-->\s*)?$", re.S)
_FIELDS = {
    "title": "title",
    "publication_date": "published",
    "lastmod": "updated",
    "name": "publisher",
    "language": "language",
}


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap holds: (address, facts) of pages, addresses of further sitemaps, and what is wrong with it."""

    pages: tuple[tuple[str, PageFacts], ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str | None = None


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Say what a sitemap holds; there are only addresses in it, and nothing is fetched here."""
    data = stream.read(opening.limits.page + 1)
    if len(data) > opening.limits.page:
        yield SetAside(name=name, reason="the sitemap is too large", remedy="split it")
        return
    told = parse_sitemap(data)
    parts = [f"{len(told.pages)} addresses of pages"] if told.pages or not told.sitemaps else []
    parts += [f"{len(told.sitemaps)} addresses of further sitemaps"] if told.sitemaps else []
    damage = f"; it is damaged: {told.problem}" if told.problem else ""
    yield SetAside(
        name=name,
        reason=f"a sitemap with {' and '.join(parts)}, and no text{damage}",
        remedy="newsledger fetch gets the pages" if told.pages or told.sitemaps else "save the sitemap again",
    )


def sitemap_entries(data: bytes) -> list[tuple[str, PageFacts]]:
    """Pages that a sitemap lists: (address, what it tells of the page). Damaged sitemaps give what can be read."""
    return list(parse_sitemap(data).pages)


def parse_sitemap(data: bytes) -> Sitemap:
    """Read a sitemap or an index of sitemaps. Entities are not resolved, nothing is fetched, nothing raises."""
    pages: dict[str, PageFacts] = {}
    sitemaps: dict[str, None] = {}
    problem = None
    try:
        # Tags by local name: generators write the namespace in many ways.
        steps = etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
            recover=True, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, element in steps:
            kind = _local(element)
            if kind == "url":
                address, facts = _page(element)
                if address:
                    pages.setdefault(address, facts)
            elif kind == "sitemap":
                address = next((_text(child) for child in element if _local(child) == "loc"), "")
                if _is_address(address):
                    sitemaps.setdefault(address)
            else:
                continue
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if len(pages) + len(sitemaps) >= MOST_ENTRIES:
                problem = f"only the first {MOST_ENTRIES} entries are read"
                break
        else:
            if b"\0" not in data[:200] and not _END.search(data[-200:]):
                problem = "it breaks off"
    except (etree.LxmlError, ValueError, SyntaxError) as error:
        problem = str(error) or type(error).__name__
    return Sitemap(tuple(pages.items()), tuple(sitemaps), problem)


def _page(element: etree._Element) -> tuple[str, PageFacts]:
    """Address and facts of one ``url`` element; an empty address if it has none that can be fetched."""
    told: dict[str, str] = {}
    address = ""
    for child in element.iter():
        kind = _local(child)
        text = _text(child)
        if kind == "loc" and child.getparent() is element:
            address = text
        elif kind in _FIELDS and text and not _in_other(child):
            told.setdefault(_FIELDS[kind], text)
    facts = PageFacts(
        url=address or None,
        title=told.get("title"),
        published=moment(told.get("published")),
        updated=moment(told.get("updated")),
        publisher=told.get("publisher"),
        language=language_code(told.get("language")),
    )
    return (address if _is_address(address) else ""), facts


def _in_other(element: etree._Element) -> bool:
    """Tell whether an element belongs to a picture or film of the page, not to the page."""
    return any(_local(parent) in ("image", "video") for parent in element.iterancestors())


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: etree._Element) -> str:
    return one_line(element.text)
