"""Feeds (RSS 0.9x to 2.0, Atom, JSON Feed) → a page for each item."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from xml.sax import SAXException

import feedparser
import msgspec

from newsledger.intake.containers.composing import compose, says_something, unescaped, words_in
from newsledger.intake.containers.opening import Opening
from newsledger.intake.containers.told import item_name, language_code, moment, one_line, people, with_facts
from newsledger.model import Page, PageFacts, SetAside

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]")
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>\s*$", re.I)
_TAIL = re.compile(r"[\s|:»>–—\-(\[]*\b(?:rss|atom|xml|json)?[\s\-]*(?:rss|feeds?|atom)[\s)\]]*$", re.I)
_SEPARATOR = re.compile(r"\s+[|–—\-·•»:>/]+\s+|\s*[|»]\s*|\s+::\s+")
_MOST_BYTES = 30_000_000  # feeds are read whole; none that is one is larger
_MAX_SECTION = 40
_MAX_PUBLISHER = 120


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Items of a feed, each as a page of its fullest text. Nothing is fetched.

    Items without text, and the rest of a feed that breaks off, are set aside.
    """
    limit = min(opening.limits.page, _MOST_BYTES)
    data = stream.read(limit + 1)
    if len(data) > limit:
        yield _aside(name, f"the feed is larger than {limit / 1_000_000:g} MB", "split it into smaller feeds")
        return
    for item in _items(data, name, opening):
        yield item if isinstance(item, SetAside) else _page(item, opening)


def feed_entries(data: bytes) -> list[tuple[str, PageFacts]]:
    """Pages that a feed names: (address, what it tells of the page), with or without a text of their own in it."""
    items = [item for item in _items(data, "feed", Opening()) if not isinstance(item, SetAside)]
    return [(item.facts.url, msgspec.structs.replace(item.facts, body_only=False)) for item in items if item.facts.url]


class _Told(NamedTuple):
    """One item of a feed: its name, headline, fullest text, and facts."""

    name: str
    title: str
    text: str
    facts: PageFacts


def _items(data: bytes, name: str, opening: Opening) -> Iterator[_Told | SetAside]:
    bare = data.removeprefix(codecs.BOM_UTF8)
    return _json_feed(bare, name, opening) if bare.lstrip()[:1] == b"{" else _xml_feed(data, name, opening)


def _aside(name: str, reason: str, remedy: str) -> SetAside:
    return SetAside(name=name, reason=reason, remedy=remedy)


def _xml_feed(data: bytes, name: str, opening: Opening) -> Iterator[_Told | SetAside]:
    try:
        # A stream, not bytes: feedparser would take bytes for an address or a file name first.
        feed = feedparser.parse(io.BytesIO(data), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, AssertionError, RecursionError) as error:
        # Its loose parser fails in many ways on mangled mark-up.
        yield _aside(name, f"the feed cannot be read: {error or type(error).__name__}", "save the feed again")
        return
    site = publisher_of(_text(feed.feed, "title"), _text(feed.feed, "link"))
    common = PageFacts(
        publisher=site,
        language=language_code(_text(feed.feed, "language")),
        authors=people((person.get("name") for person in feed.feed.get("authors", ())), site),
    )
    seen: dict[str, int] = {}
    for entry in feed.entries:
        yield _entry(entry, name, common, opening, seen)
    problem = feed.get("bozo_exception")
    items = max(len(_ITEM.findall(data)), len(feed.entries))
    if isinstance(problem, SAXException) and (items > len(feed.entries) or not _END.search(data[-200:])):
        lost = f"{items} items begin in it, {len(feed.entries)} could be read"
        yield _aside(name, f"the feed is damaged ({one_line(str(problem))}): {lost}", "save the feed again")
    elif not feed.entries:
        yield _aside(name, "the feed holds no items", "save the feed again")


def _text(node: Any, field: str) -> str:
    value = node.get(field)
    return one_line(value) if isinstance(value, str) else ""


def _entry(entry: Any, name: str, common: PageFacts, opening: Opening, seen: dict[str, int]) -> _Told:
    """One item. common: what the feed tells of all its items."""
    title = one_line(unescaped(str(entry.get("title") or "")))
    told = [part for part in entry.get("content", ()) if isinstance(part.get("value"), str)]
    texts = [unescaped(part["value"]) for part in told]
    texts += [unescaped(value) for value in (entry.get("summary"), entry.get("media_description")) if value]
    link = _link(entry)
    whole = item_name(name, entry.get("id") or link, f"{title}\n{max(texts, default='')}", seen)
    text = max(texts, key=words_in, default="")
    source = entry.get("source")
    outlet = publisher_of(_text(source, "title"), "") if source else None
    site = outlet or common.publisher
    spoken = next((code for part in told if (code := language_code(part.get("language")))), common.language)
    tags = [one_line(tag.get("term")) for tag in entry.get("tags", ()) if tag.get("term")]
    facts = PageFacts(
        url=link,
        title=title or None,
        published=_when(entry, "published", "created", "updated"),
        updated=_when(entry, "updated") if dict.get(entry, "published") else None,
        authors=people([entry.get("author")] if "@" in str(entry.get("author")) else _names(entry), site)
        or common.authors,
        publisher=outlet or opening.facts.publisher or site,
        section=_section(tags),
        language=spoken,
        body_only=True,
    )
    return _Told(whole, title, text, facts)


def _page(item: _Told, opening: Opening) -> Page | SetAside:
    name, title, text, facts = item
    if not says_something(text):
        reason = "the item holds no text beside its headline" if title else "the item holds no text"
        return _aside(name, reason, f"fetch its page{f' {facts.url}' if facts.url else ''}")
    given = msgspec.structs.replace(opening.facts, publisher=None)
    return Page(name=name, data=compose(title, text), facts=with_facts(facts, given))


def _names(entry: Any) -> list[Any]:
    return [person.get("name") for person in entry.get("authors", ())]


def _link(entry: Any) -> str | None:
    for value in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            return value.strip()
    return None


def _when(entry: Any, *fields: str) -> str | None:
    """The first moment that the named fields tell, with its zone; feedparser's own reading (UTC) where ours fails."""
    for field in fields:
        # Not entry.get: feedparser would give another date where this one is missing.
        told = moment(dict.get(entry, field))
        if told is not None:
            return told
        parsed = dict.get(entry, f"{field}_parsed")
        if parsed is not None:
            year, month, day, hour, minute, second = parsed[:6]
            told = moment(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
            if told is not None:
                return told
    return None


def _section(tags: list[str]) -> str | None:
    return tags[0] if tags and len(tags[0]) <= _MAX_SECTION else None


def publisher_of(title: str, link: str) -> str | None:
    """The outlet's name in a feed's title ("World | The Halm Observer - RSS"), which its address may single out."""
    bare = _TAIL.sub("", title).strip(" |–—-»:·")
    if not bare or len(bare) > _MAX_PUBLISHER:
        return None
    parts = [part for part in _SEPARATOR.split(bare) if part]
    labels = (urlsplit(link).hostname or "").removeprefix("www.").split(".") if link.startswith("http") else []
    host = max(labels, key=len, default="").replace("-", "")
    if len(parts) > 1 and host:
        for part in parts:
            key = "".join(char for char in part.casefold() if char.isalnum())
            if key and (host in (key, f"the{key}") or f"the{host}" == key or (len(key) > 3 and key in host)):
                return part
    return bare


class _Author(msgspec.Struct):
    name: str | None = None


class _Item(msgspec.Struct):
    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_Author] | None = None
    author: _Author | None = None
    tags: list[str] | None = None
    language: str | None = None


class _Feed(msgspec.Struct):
    title: str | None = None
    home_page_url: str | None = None
    language: str | None = None
    items: list[msgspec.Raw] = []
    authors: list[_Author] | None = None
    author: _Author | None = None


def _json_feed(data: bytes, name: str, opening: Opening) -> Iterator[_Told | SetAside]:
    try:
        feed = msgspec.json.decode(data, type=_Feed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield _aside(name, f"the JSON feed cannot be read: {error}", "save the feed again")
        return
    site = publisher_of(one_line(feed.title), feed.home_page_url or "")
    seen: dict[str, int] = {}
    for number, raw in enumerate(feed.items, start=1):
        try:
            item = msgspec.json.decode(raw, type=_Item)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield _aside(item_name(name, f"item {number}", b"", seen), f"not an item of a feed: {error}", "mend it")
            continue
        yield _json_item(item, name, feed, site, opening, seen)
    if not feed.items:
        yield _aside(name, "the feed holds no items", "save the feed again")


def _json_item(item: _Item, name: str, feed: _Feed, site: str | None, opening: Opening, seen: dict[str, int]) -> _Told:
    title = one_line(item.title)
    texts = [unescaped(text) for text in (item.content_html, item.content_text, item.summary) if text]
    text = max(texts, key=words_in, default="")
    ident = str(item.id) if item.id is not None else item.url
    written = item.authors or ([item.author] if item.author else []) or feed.authors or []
    facts = PageFacts(
        url=item.url or item.external_url,
        title=title or None,
        published=moment(item.date_published) or moment(item.date_modified),
        updated=moment(item.date_modified) if item.date_published else None,
        authors=people((person.name for person in written), site),
        publisher=opening.facts.publisher or site,
        section=_section([one_line(tag) for tag in item.tags or ()]),
        language=language_code(item.language) or language_code(feed.language),
        body_only=True,
    )
    return _Told(item_name(name, ident, f"{title}\n{text}", seen), title, text, facts)
