"""Feeds and sitemaps: which pages they name, and what they tell of them."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from lxml import etree, html

from newsledger.intake.containers.feeds import feed_entries
from newsledger.intake.containers.sitemap import parse_sitemap
from newsledger.intake.fetching.exchange import unpack
from newsledger.intake.fetching.failure import RefusedError
from newsledger.intake.fetching.urls import normalize
from newsledger.intake.kinds import HEAD_BYTES, Kind, tell_kind
from newsledger.model import PageFacts

LISTS = frozenset({Kind.FEED, Kind.SITEMAP})
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Listing:
    """Pages (address, facts), further lists (addresses), and lines that could not be used."""

    pages: tuple[tuple[str, PageFacts], ...] = ()
    lists: tuple[str, ...] = ()
    problem: str | None = None


def opened(body: bytes, limit: int) -> tuple[Kind, bytes]:
    """Tell what an answer holds; lists that are packed as a file (``sitemap.xml.gz``) are unpacked.

    Raises FetchError if such a file is broken, or unpacks to more than ``limit`` bytes.
    """
    kind = tell_kind(body[:HEAD_BYTES])
    if kind is Kind.COMPRESSED and body.startswith(b"\x1f\x8b"):
        unpacked = unpack(body, "gzip", limit)
        inner = tell_kind(unpacked[:HEAD_BYTES])
        if inner in LISTS:
            return inner, unpacked
    return kind, body


def read_listing(kind: Kind, body: bytes, url: str) -> Listing:
    """Pages and lists named by a feed or sitemap that came from ``url``; nothing raises."""
    if kind is Kind.SITEMAP:
        told = parse_sitemap(body)
        return Listing(_usable(told.pages, url), _addresses(told.sitemaps, url), told.problem)
    return Listing(_usable(tuple(feed_entries(body)), url))


def feeds_on(page: bytes, url: str) -> tuple[str, ...]:
    """Addresses of the feeds that an HTML page announces (``<link rel="alternate">``)."""
    try:
        tree = html.document_fromstring(page)
    except (etree.LxmlError, ValueError):
        return ()
    found = [
        str(link.get("href"))
        for link in tree.iter("link")
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES
        and link.get("href")
    ]
    return _addresses(tuple(found), url)


def _usable(entries: tuple[tuple[str, PageFacts], ...], base: str) -> tuple[tuple[str, PageFacts], ...]:
    """Entries whose addresses can be asked for, each once, in their order."""
    kept: dict[str, PageFacts] = {}
    for given, facts in entries:
        for address in _addresses((given,), base):
            kept.setdefault(address, msgspec.structs.replace(facts, url=address, body_only=False))
    return tuple(kept.items())


def _addresses(given: tuple[str, ...], base: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for address in given:
        try:
            found.setdefault(normalize(address, base))
        except RefusedError:
            continue  # a mail address, a script: nothing to be fetched
    return tuple(found)
