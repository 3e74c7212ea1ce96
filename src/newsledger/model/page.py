"""Pages as they came, and the articles they report."""

from __future__ import annotations

import enum
import hashlib

import msgspec

from newsledger.model.spans import Span
from newsledger.model.time import Publication


class PageFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is known about a page from outside it (a manifest, an option, a feed, a wire record, a mail's header).

    published, updated: ISO 8601 date or date-time, or None. title: given apart from the page text. authors: names of
    people. body_only: the bytes are the article's own text alone, without a page's furniture. captured: when an archive
    fetched the page (ISO 8601), no part of what it says; it was published before.
    """

    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    updated: str | None = None
    section: str | None = None
    language: str | None = None
    body_only: bool = False
    captured: str | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as they came. ``name`` is the file path, URL or record id to report problems under."""

    name: str
    data: bytes
    facts: PageFacts = PageFacts()


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """A page that was not read, and why. Nothing else is lost by it."""

    name: str
    reason: str
    remedy: str = ""


class BlockKind(enum.StrEnum):
    """What a block of a page is. Only the first group is read for claims."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    CORRECTION = "correction"  # correction, update and retraction notes

    BYLINE = "byline"
    CREDIT = "credit"
    CONTACT = "contact"  # "To contact the reporter on this story"
    TIMESTAMP = "timestamp"  # publication line, or the clock of a live-blog entry
    RELATED = "related"  # lists of other stories
    FURNITURE = "furniture"  # menus, cookie notices, footers, everything else


READ_KINDS = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.STANDFIRST,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.CAPTION,
        BlockKind.CORRECTION,
    }
)


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled block of the page text (a line of a dump, a block element of HTML).

    duplicate: repeats an earlier block word for word (doubled headline, caption, teaser); it is not read again.
    published: for an entry of a live blog, its own time as ISO 8601, else None.
    """

    kind: BlockKind
    span: Span
    confidence: float = 1.0
    duplicate: bool = False
    published: str | None = None


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """What stands before the first sentence, as in "PARIS, May 27 (Bloomberg) --".

    date: TIMEX3 value as far as told ("XXXX-05-27"), None if no date stands there.
    """

    span: Span
    place: str | None = None
    date: str | None = None
    date_span: Span | None = None
    agency: str | None = None


class Byline(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who made the article. role: "author", "editor" or "photographer"."""

    name: str
    span: Span | None
    role: str = "author"
    of: str | None = None


class PageLinks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which other pages a page says that it belongs to, as whole addresses.

    canonical: the address under which the article is to be known. versions: the same article for phones, in AMP or for
    print. previous, following: the parts before and after this one. part, parts: "page 2 of 3".
    """

    canonical: str | None = None
    versions: tuple[str, ...] = ()
    previous: str | None = None
    following: str | None = None
    part: int | None = None
    parts: int | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What a page reports.

    id: hash of the page text and the outside facts that change its reading (``article_id``).
    text: the one canonical page text; all offsets of all spans everywhere are into it.
    blocks: in order of the text, not overlapping; every non-blank character lies in one. The dateline lies inside the
        first paragraph's block. Spans carry no outer white space.
    links: the pages of which it says that they belong to it.
    signed: how the page signs it where no person is named: a desk, an agency, a handle ("Staff report", "det/dpa").
    agency: the news agency behind the text where signs name one.
    confidence: how sure the bounds of the article's text are.
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    title_span: Span | None = None
    standfirst: str | None = None
    bylines: tuple[Byline, ...] = ()
    signed: tuple[str, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    dateline: Dateline | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    published: Publication = Publication()
    links: PageLinks = PageLinks()
    confidence: float = 1.0

    @property
    def authors(self) -> tuple[str, ...]:
        """Names of the people who wrote it."""
        return tuple(b.name for b in self.bylines if b.role == "author")

    def body(self) -> str:
        """The article's own paragraphs and headings, a line each, without furniture, captions or headline."""
        kept = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.STANDFIRST)
        return "\n".join(b.span.text(self.text) for b in self.blocks if b.kind in kept)


def article_id(text: str, facts: PageFacts) -> str:
    """Name an article by its content: 16 hex digits of SHA-256 over the page text and the given facts."""
    digest = hashlib.sha256(msgspec.json.encode([text, msgspec.structs.replace(facts, captured=None)]))
    return digest.hexdigest()[:16]
