"""What an HTML page says about itself: JSON-LD, OpenGraph, meta tags, microdata."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html

_ARTICLE_TYPES = re.compile(r"(?:Article|BlogPosting|Report|Review|Recipe|Posting|Question|CreativeWork|Book|HowTo)$")
_PAGE_TYPES = re.compile(r"(?:WebPage|ItemPage|AboutPage|VideoObject|Product|Event|Course|JobPosting)$")
_MAX_SCRIPT = 2_000_000
_MAX_NODES = 5_000
_RELATIONS = frozenset(("amphtml", "next", "prev", "previous"))
_CONTROL = re.compile(r"[\x00-\x1f]+")
_BLANKS = re.compile(r"\s+")
_TAGS = re.compile(r"<[^<>]{1,300}>")


@dataclass(slots=True)
class Metadata:
    """Declarations of a page, cleaned of mark-up but not yet judged.

    meta: lower-case name, property or itemprop of meta tags → contents in order. ld: JSON-LD nodes of articles, then of
    pages. people: JSON-LD @id → name of persons and organisations. title: text of the title element. links: relation
    ("amphtml", "next", "prev", "alternate" for phones) → address, the first of each.
    """

    meta: dict[str, list[str]] = field(default_factory=dict)
    ld: list[dict[str, Any]] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    title: str = ""
    canonical: str | None = None
    language: str | None = None
    links: dict[str, str] = field(default_factory=dict)

    def first(self, *names: str) -> str:
        """The first non-empty content of the named meta tags, in the order of the names."""
        for name in names:
            for content in self.meta.get(name, ()):
                if content:
                    return content
        return ""

    def told(self, *names: str) -> str:
        """The first non-empty text of the named JSON-LD fields, article nodes first."""
        for node in self.ld:
            for name in names:
                value = node.get(name)
                if isinstance(value, list) and value:
                    value = value[0]
                if isinstance(value, dict):
                    value = value.get("name") or value.get("@id") or value.get("@value")
                if isinstance(value, str) and value.strip():
                    return plain(value)
        return ""


def plain(text: str) -> str:
    """Text of a metadata value: entities resolved, mark-up and doubled blanks taken out."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAGS.sub(" ", text)
    return _BLANKS.sub(" ", text).strip()


def read_metadata(tree: lxml.html.HtmlElement) -> Metadata:
    """Collect what the page declares about itself."""
    found = Metadata(language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    nodes: list[dict[str, Any]] = []
    for element in tree.iter("meta", "title", "link", "script"):
        tag = element.tag
        if tag == "meta":
            content = element.get("content")
            if content:
                for key in (element.get("property"), element.get("name"), element.get("itemprop")):
                    if key:
                        found.meta.setdefault(key.strip().lower(), []).append(plain(content))
                if element.get("itemprop") == "name" and _is_of_publisher(element):
                    found.meta.setdefault("publisher", []).append(plain(content))
        elif tag == "title":
            if not found.title and not _inside_svg(element):
                found.title = plain(element.text_content())
        elif tag == "link":
            _take_link(found, element)
        elif "ld+json" in (element.get("type") or ""):
            nodes.extend(_ld_nodes(element.text or ""))
    articles = [node for node in nodes if _is_type(node, _ARTICLE_TYPES)]
    pages = [node for node in nodes if _is_type(node, _PAGE_TYPES)]
    found.ld = articles + pages
    for node in nodes:
        ident, name = node.get("@id"), node.get("name")
        if isinstance(ident, str) and isinstance(name, str) and _is_type(node, re.compile("Person|Organization")):
            found.people[ident] = name
    return found


def _take_link(found: Metadata, element: lxml.html.HtmlElement) -> None:
    href = (element.get("href") or "").strip()
    relations = (element.get("rel") or "").lower().split()
    if not href:
        return
    if found.canonical is None and "canonical" in relations:
        found.canonical = href
    for relation in relations:
        handheld = relation == "alternate" and "max-width" in (element.get("media") or "")
        if relation in _RELATIONS or handheld:
            found.links.setdefault("prev" if relation == "previous" else relation, href)


def _is_of_publisher(element: lxml.html.HtmlElement) -> bool:
    """Tell whether a microdata field belongs to the page's publisher."""
    above = element.getparent()
    return above is not None and above.get("itemprop") == "publisher"


def _inside_svg(element: lxml.html.HtmlElement) -> bool:
    return any(above.tag == "svg" for above in element.iterancestors())


def _is_type(node: dict[str, Any], types: re.Pattern[str]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(one, str) and types.search(one) for one in kinds)


def _ld_nodes(script: str) -> Iterator[dict[str, Any]]:
    """All objects of a JSON-LD script, outermost first; nothing if it is no JSON."""
    if not script or len(script) > _MAX_SCRIPT:
        return
    script = (
        script.strip()
        .removeprefix("<!--")
        .removeprefix("//<![CDATA[")
        .removesuffix("-->")
        .removesuffix("//]]>")
        .strip()
    )
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        try:
            data = json.loads(_CONTROL.sub(" ", script).rstrip("; "), strict=False)
        except (ValueError, RecursionError):
            return
    queue: list[Any] = [data]
    for _ in range(_MAX_NODES):
        if not queue:
            return
        item = queue.pop(0)
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            if "@type" in item:
                yield item
            queue.extend(value for value in item.values() if isinstance(value, (dict, list)))
