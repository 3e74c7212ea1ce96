"""The brief as typed data: what a person reads about one story, line by line, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

LineKind = Literal[
    "figure", "earlier_value", "due", "change", "happening", "entity", "role", "statement", "position",
    "plan", "plan_version", "commitment", "dispute", "side", "source", "copy",
]  # fmt: skip
SectionKey = Literal["standing", "timeline", "people", "plans", "differences", "sources", "new"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The words a line rests on.

    article: id. name: file, URL or record id of the page. number: of the article in the list of sources, from 1.
    start, end: Unicode code points of ``quote`` in the page text, end exclusive. sentence_start, sentence_end: the same
    for ``sentence``. quote, sentence: verbatim.
    """

    article: str
    number: int
    name: str
    title: str | None
    publisher: str | None
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    sentence: str


class BriefLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a brief.

    id: eight hexadecimal digits, the same as long as the line rests on the same things; ``newsledger why`` takes it.
    label: what stands before the text (a date, the kind of a difference), "" if nothing.
    text: the line. marks: remarks that a reader must see ("date passed", "claimed", "withdrawn").
    note: more, in smaller print (a reason, who gives it). derived: id of the derived noun that it shows.
    origins: number of independent sources behind it, copies not counted. unsure: independence is not established.
    lines: what belongs below it (earlier values, quotes of a person, the sides of a difference); more: how many of
    these were left out. number, url: of the article in the list of sources, and where it came from, on a source's line.
    """

    id: str
    kind: LineKind
    text: str
    label: str = ""
    marks: tuple[str, ...] = ()
    note: str = ""
    derived: str | None = None
    claims: tuple[str, ...] = ()
    origins: int = 1
    unsure: bool = False
    evidence: tuple[Evidence, ...] = ()
    lines: tuple[BriefLine, ...] = ()
    more: int = 0
    number: int | None = None
    url: str | None = None

    def walk(self) -> Iterator[BriefLine]:
        """Yield the line and all lines below it, in order."""
        yield self
        for line in self.lines:
            yield from line.walk()


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Lines under one heading of a section. more: how many less important lines were left out."""

    title: str
    lines: tuple[BriefLine, ...]
    more: int = 0


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One section of a brief. empty: what to say if nothing stands in it."""

    key: SectionKey
    title: str
    groups: tuple[Group, ...]
    empty: str

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(group.lines for group in self.groups)


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The ledger of one story as a person reads it.

    as_of: the ISO day that "due" and "passed" are relative to, None if no date is known. first, last: publication of
    the earliest and the latest article, an ISO 8601 day, month or period, as exactly as it is known. articles: how many
    pages. origins: how many independent sources (copies are one).
    """

    story: str
    title: str
    as_of: str | None
    first: str | None
    last: str | None
    articles: int
    origins: int
    standing: Section
    timeline: Section
    people: Section
    plans: Section
    differences: Section
    sources: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        """All sections in order of reading."""
        return self.standing, self.timeline, self.people, self.plans, self.differences, self.sources

    def lines(self) -> tuple[BriefLine, ...]:
        """All lines of all sections in order, the lines below others included."""
        return tuple(
            line for section in self.sections for group in section.groups for top in group.lines for line in top.walk()
        )


class News(msgspec.Struct, frozen=True, kw_only=True):
    """What is new in one story since some day.

    since, until: ISO days; until is None where it holds for all that is known. articles: how many later articles there
    are. undated: how many articles count as known before only because their day is not known well enough.
    """

    story: str
    title: str
    since: str
    until: str | None
    articles: int
    undated: int
    new: Section

    @property
    def sections(self) -> tuple[Section, ...]:
        """The one section, as a brief gives its own."""
        return (self.new,)

    def lines(self) -> tuple[BriefLine, ...]:
        """All lines in order, the lines below others included."""
        return tuple(line for group in self.new.groups for top in group.lines for line in top.walk())
