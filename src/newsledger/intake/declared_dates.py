"""Every publication date that an HTML page declares, the most trusted first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml import etree

from newsledger.intake.dates import parse_date
from newsledger.intake.metadata import Metadata

ADDRESS = "address of the page"
_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "dcterms.issued", "pubdate", "publishdate", "publish-date",
    "publication_date", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "last-modified",
    "article.published", "rnews:datepublished", "displaydate", "citation_publication_date", "citation_date",
    "article:published", "og:pubdate", "dc.date.created", "dcterms.available", "published_at", "creation_date",
)  # fmt: skip
_UPDATED_META = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "dateupdate", "dcterms.modified",
    "dc.date.modified", "last-updated", "revised", "article:modified", "updated_time",
)  # fmt: skip
_ADDRESSES = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?=[/_.-]|$)"),
    re.compile(r"[/_-](?P<d>\d\d)-(?P<m>\d\d)-(?P<y>(?:19|20)\d\d)(?=[/_.-]|$)"),
    re.compile(r"[/_-](?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=[/_.-]|$)"),
    re.compile(r"[/_-](?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[/_.-]|$)"),
)
_MARKED = etree.XPath("descendant::*[@itemprop='datePublished' or @property='datePublished'][not(self::meta)]")
_CLASSED = etree.XPath(
    "descendant::*[self::time or self::abbr or self::span][contains(concat(' ', @class, ' '), ' published ') "
    "or contains(concat(' ', @class, ' '), ' dt-published ') or contains(concat(' ', @class, ' '), ' entry-date ') "
    "or contains(concat(' ', @class, ' '), ' updated ')]"
)
_SCRIPT = re.compile(
    r"\\?[\"'](?:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time)|publication_?date|pub_?date)"
    r"\\?[\"']\s*:\s*\\?[\"'](?P<value>(?:19|20)\d\d-\d\d-\d\d[^\"'\\]{0,20})",
    re.I,
)
_LATEST_SCRIPT = 400_000


@dataclass(frozen=True, slots=True)
class DeclaredDate:
    """A date that the page declares. value: as it stands. source: where. weak: it may be of something else."""

    value: str
    source: str
    day: dt.date
    weak: bool = False


def declared_dates(tree: lxml.html.HtmlElement, meta: Metadata) -> tuple[DeclaredDate, ...]:
    """All dates that a page gives for its first publication; guesses are made only where nothing better stands."""
    found = [*_strong(meta)] or [*_marked(tree)]
    return (*found, *_address(meta)) if found else tuple(_weak(tree, meta))


def declared_update(meta: Metadata) -> str | None:
    """When the page says it was last changed."""
    value = meta.told("dateModified") or meta.first(*_UPDATED_META)
    return value if value and parse_date(value) else None


def _as_date(value: object, source: str, *, weak: bool = False) -> Iterator[DeclaredDate]:
    if isinstance(value, str) and (day := parse_date(value)) is not None:
        yield DeclaredDate(value.strip(), source, day, weak)


def _strong(meta: Metadata) -> Iterator[DeclaredDate]:
    for node in meta.ld:
        for field in ("datePublished", "dateCreated"):
            yield from _as_date(node.get(field), f"JSON-LD {field}")
    for name in _META:
        yield from _as_date(meta.first(name), f"meta {name}")


def _marked(tree: lxml.html.HtmlElement) -> Iterator[DeclaredDate]:
    """The day that an element of the text is marked with."""
    marked = [told for element in _MARKED(tree)[:5] for told in _as_date(_value_of(element), "date marked in the text")]
    if len({told.day for told in marked}) == 1:  # else some belong to other stories
        yield marked[0]


def _weak(tree: lxml.html.HtmlElement, meta: Metadata) -> Iterator[DeclaredDate]:
    """Dates that may be of something else on the page: address, elements of a date's class, time elements, scripts."""
    yield from _address(meta)
    for node in meta.ld:
        yield from _as_date(node.get("uploadDate"), "JSON-LD uploadDate", weak=True)
    for element in _MARKED(tree)[:1]:
        yield from _as_date(_value_of(element), "date marked in the text", weak=True)
    for element in _CLASSED(tree)[:2]:
        yield from _as_date(_value_of(element), "date marked by its class", weak=True)
    for element in tree.iter("time"):
        told = [*_as_date(element.get("datetime") or "", "time element", weak=True)]
        if told:
            yield told[0]
            break
    yield from _as_date(declared_update(meta), "date of the last change", weak=True)
    read = 0
    for script in tree.iter("script"):
        text = script.text or ""
        read += len(text)
        if read > _LATEST_SCRIPT:
            break
        match = _SCRIPT.search(text)
        if match is not None:
            yield from _as_date(match.group("value"), "script", weak=True)
            break


def _address(meta: Metadata) -> Iterator[DeclaredDate]:
    address = meta.canonical or meta.first("og:url")
    for pattern in _ADDRESSES:
        match = pattern.search(address)
        if match is not None:
            told = [*_as_date("-".join(match.group("y", "m", "d")), ADDRESS, weak=True)]
            if told:
                yield told[0]
                return


def _value_of(element: lxml.html.HtmlElement) -> str:
    for name in ("datetime", "content", "title"):
        value = element.get(name)
        if value and parse_date(value):
            return str(value)
    text = element.text_content()
    return " ".join(text.split()) if len(text) < 200 else ""
