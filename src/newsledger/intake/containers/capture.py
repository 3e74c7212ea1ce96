"""What ``newsledger fetch`` notes beside a page in an archive: what the page is for, and what was known of it.

The note is a WARC ``metadata`` record with the content type below, stands before the response that it is about, and
names it in ``WARC-Concurrent-To``. A reader that finds one gives the page these facts, and leaves out responses that
are no pages (robots.txt, feeds, redirects); so reading an archive again gives the same articles.
"""

from __future__ import annotations

import enum

import msgspec

from newsledger.model import PageFacts

CAPTURE_TYPE = "application/vnd.newsledger.capture+json"


class CaptureRole(enum.StrEnum):
    """What a response is for. Only pages are read."""

    PAGE = "page"
    LIST = "list"  # a feed, a sitemap, a front page that leads to feeds
    ROBOTS = "robots"
    OTHER = "other"  # a redirect, an error, something unreadable


class Capture(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A note on one response. via: address of the feed or sitemap that named the page. reason: why it is not read."""

    role: CaptureRole
    facts: PageFacts = PageFacts()
    via: str | None = None
    reason: str | None = None

    def encode(self) -> bytes:
        """The content of the record."""
        return msgspec.json.encode(self)


def read_capture(data: bytes) -> Capture | None:
    """The note in a record's content; None if there is none in it that this version knows."""
    try:
        return msgspec.json.decode(data, type=Capture)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
