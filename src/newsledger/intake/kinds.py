"""What bytes hold, told by content and never by file name."""

from __future__ import annotations

import enum

HEAD_BYTES = 8_192
"""How much of the beginning is enough to tell."""


class Kind(enum.StrEnum):
    """Kinds of input. Pages hold one article; containers hold pages."""

    PAGE = "page"  # HTML or a plain-text dump of a page
    PDF = "pdf"
    UNREADABLE = "unreadable"  # pictures, programs, office files

    WARC = "warc"
    ZIP = "zip"
    TAR = "tar"
    COMPRESSED = "compressed"  # gzip, bzip2, xz, zstandard of anything
    FEED = "feed"  # RSS, Atom, JSON Feed
    SITEMAP = "sitemap"
    JSON_LINES = "json-lines"
    NINJS = "ninjs"
    NEWSML = "newsml"
    MAIL = "mail"
    MBOX = "mbox"


SINGLE = frozenset({Kind.PAGE, Kind.PDF, Kind.UNREADABLE})
_MAGIC = (
    (b"%PDF-", Kind.PDF),
    (b"WARC/", Kind.WARC),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\x1f\x8b", Kind.COMPRESSED),
    (b"BZh", Kind.COMPRESSED),
    (b"\xfd7zXZ\x00", Kind.COMPRESSED),
    (b"\x28\xb5\x2f\xfd", Kind.COMPRESSED),
)


def tell_kind(head: bytes) -> Kind:
    """Tell what bytes hold from their first ``HEAD_BYTES``."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return Kind.TAR
    return Kind.PAGE
