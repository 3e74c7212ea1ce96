"""What bytes hold, told by content and never by file name."""

from __future__ import annotations

import codecs
import enum
import re

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
    (b"\x1f\x8b\x08", Kind.COMPRESSED),
    (b"BZh", Kind.COMPRESSED),
    (b"\xfd7zXZ\x00", Kind.COMPRESSED),
    (b"\x28\xb5\x2f\xfd", Kind.COMPRESSED),
    (b"\x89PNG", Kind.UNREADABLE),
    (b"\xff\xd8\xff", Kind.UNREADABLE),
    (b"GIF8", Kind.UNREADABLE),
    (b"\x7fELF", Kind.UNREADABLE),
    (b"\xd0\xcf\x11\xe0", Kind.UNREADABLE),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What may stand before the outermost element of XML.
_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.S)
_ELEMENT = re.compile(r"\s*<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)")
_ELEMENTS = {
    "rss": Kind.FEED,
    "feed": Kind.FEED,
    "RDF": Kind.FEED,
    "urlset": Kind.SITEMAP,
    "sitemapindex": Kind.SITEMAP,
    "newsItem": Kind.NEWSML,
    "newsMessage": Kind.NEWSML,
    "packageItem": Kind.NEWSML,
    "NewsML": Kind.NEWSML,
    "nitf": Kind.NEWSML,
}
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?://jsonfeed\.org/version')
_NINJS = re.compile(r'"(?:body_xhtml|body_text|body_html|bodies)"\s*:|iptc\.org/std/ninjs')
_JSON_OBJECT = re.compile(r'\s*(\[\s*)?\{\s*"(?:[^"\\\n]|\\.)*"\s*:')
_NEXT_OBJECT = re.compile(r"\}[ \t]*\r?\n\s*\{")
_MBOX = re.compile(rb"From \S+ .*\d\d:\d\d.*\r?\n>?[!-9;-~]+:")
_HEADER = re.compile(rb"([!-9;-~]{1,60}):.*(?:\r?\n[ \t].*)*\r?\n")
_MAIL_HEADERS = frozenset({b"message-id", b"received", b"mime-version", b"return-path", b"delivered-to"})
# What servers put on top; there may be so much of it that the sender comes after the head.
_TRANSPORT_HEADERS = frozenset(
    {b"received", b"return-path", b"delivered-to", b"x-received", b"received-spf", b"authentication-results",
     b"dkim-signature", b"arc-seal", b"arc-message-signature", b"arc-authentication-results", b"x-original-to"}
)  # fmt: skip


def tell_kind(head: bytes) -> Kind:
    """Tell what bytes hold from their first ``HEAD_BYTES`` (all of them, if they are fewer)."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if _is_tar_header(head[:512]):
        return Kind.TAR
    if _MBOX.match(head):
        return Kind.MBOX
    if _is_mail(head):
        return Kind.MAIL
    text = _text(head)
    return _of_xml(text) or _of_json(text) or Kind.PAGE


def _text(head: bytes) -> str:
    """The head as text, as far as it matters for signs in ASCII."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace").lstrip()
    return head.decode("latin-1").lstrip()


def _is_tar_header(block: bytes) -> bool:
    """Tell the header of a tar member by its checksum: the sum of its bytes, its own place counted as blanks."""
    if len(block) < 512 or not block[0]:
        return False
    try:
        told = int(block[148:156].replace(b"\0", b" ").strip() or b"x", 8)
    except ValueError:
        return False
    return told == sum(block) - sum(block[148:156]) + 8 * 32


def _of_xml(text: str) -> Kind | None:
    at = 0
    while (before := _PROLOGUE.match(text, at)) is not None:
        at = before.end()
    element = _ELEMENT.match(text, at)
    if element is None:
        return None
    kind = _ELEMENTS.get(element.group(2))
    if element.group(2) == "RDF" and "purl.org/rss" not in text and "my.netscape.com" not in text:
        return None
    return kind


def _of_json(text: str) -> Kind | None:
    opening = _JSON_OBJECT.match(text)
    if opening is None:
        return None
    if opening.group(1) or _NEXT_OBJECT.search(text):
        return Kind.JSON_LINES
    if _JSON_FEED.search(text):
        return Kind.FEED
    return Kind.NINJS if _NINJS.search(text) else Kind.JSON_LINES


def _is_mail(head: bytes) -> bool:
    """Tell a mail by an unbroken run of header lines that has what only mails have."""
    names = set()
    at = 0
    while (line := _HEADER.match(head, at)) is not None:
        names.add(line.group(1).lower())
        at = line.end()
    if len(names) < 3:
        return False
    if len(names & _TRANSPORT_HEADERS) >= 3:
        return True
    return {b"from", b"subject", b"date"} <= names or (b"from" in names and bool(names & _MAIL_HEADERS))
