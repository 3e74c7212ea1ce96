"""A stream of bytes → pages: tells what it holds and hands it to the reader of that kind."""

from __future__ import annotations

import importlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol, cast

from newsledger.intake.causes import DAMAGE, why
from newsledger.intake.containers.metering import BombError, Counted, Meter, with_head
from newsledger.intake.guard import TimeUpError, at_most
from newsledger.intake.kinds import HEAD_BYTES, SINGLE, Kind, tell_kind
from newsledger.model import Page, PageFacts, SetAside


@dataclass(frozen=True, slots=True)
class Limits:
    """What an input may hold before it is taken for a bomb. Sizes in bytes.

    page: one page, unpacked. ratio: unpacked to packed size of one member (above a first few megabytes).
    depth: containers within containers. seconds: of work from one page to the next.
    """

    page: int = 50_000_000
    ratio: int = 200
    depth: int = 4
    seconds: float | None = 120.0


@dataclass(frozen=True, slots=True)
class RecordFields:
    """Names of the fields of JSON Lines that hold what is wanted of a record; dots lead into nested objects.

    None: the usual names are tried (see ``containers/records.py``).
    """

    text: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    authors: str | None = None
    language: str | None = None


class Reader(Protocol):
    """What each module of this package offers as ``read``.

    stream: buffered, read from its beginning, perhaps not seekable. name: what to report problems under; pages inside
    are named ``name#…`` (member path, record number, item id) so that names are unique and stable.
    """

    def __call__(self, stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
        """Pages of the container, one after the other, never all in memory."""
        ...


_HERE = "newsledger.intake.containers"
_MODULES: dict[Kind, str] = {
    Kind.WARC: f"{_HERE}.warc",
    Kind.ZIP: f"{_HERE}.zipped",
    Kind.TAR: f"{_HERE}.tarred",
    Kind.COMPRESSED: f"{_HERE}.compressed",
    Kind.FEED: f"{_HERE}.feeds",
    Kind.SITEMAP: f"{_HERE}.sitemap",
    Kind.JSON_LINES: f"{_HERE}.records",
    Kind.NINJS: f"{_HERE}.records",
    Kind.NEWSML: f"{_HERE}.newsml",
    Kind.MAIL: f"{_HERE}.mail",
    Kind.MBOX: f"{_HERE}.mail",
}
"""Module of this package that reads a kind; loaded when the first such input comes."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How inputs are opened: outside facts of the pages, limits, names of record fields, depth so far.

    meter: counts what was read and unpacked of the outermost input, so that no bomb gets through.
    """

    facts: PageFacts = field(default_factory=PageFacts)
    limits: Limits = field(default_factory=Limits)
    fields: RecordFields = field(default_factory=RecordFields)
    depth: int = 0
    meter: Meter = field(default_factory=Meter)

    def knowing(self, facts: PageFacts) -> Opening:
        """The same with facts of one page or of all pages of a container."""
        return replace(self, facts=facts)

    def open(self, stream: BinaryIO, name: str) -> Iterator[Page | SetAside]:
        """Pages of a stream, in its order. What cannot be read is told in its place; nothing raises.

        The same for what lies in a container: its reader calls this with the stream of a member (see ``unpacking``).
        """
        items = self._open(stream, name)
        while True:
            try:
                with at_most(self.limits.seconds):
                    item = next(items, None)
            except TimeUpError:
                reason = f"opening it took longer than {self.limits.seconds:g} s; the rest of it is not read"
                yield SetAside(name=name, reason=reason, remedy="unpack it by hand")
                return
            if item is None:
                return
            yield item

    def _open(self, stream: BinaryIO, name: str) -> Iterator[Page | SetAside]:
        try:
            head, buffered = with_head(stream, HEAD_BYTES)
            kind = tell_kind(head)
            if kind in SINGLE:
                yield self.single(buffered.read(self.limits.page + 1), name)
                return
            if self.depth >= self.limits.depth:
                yield SetAside(
                    name=name, reason=f"containers within containers, {self.depth} deep", remedy="unpack it by hand"
                )
                return
            reader = cast(Reader, importlib.import_module(_MODULES[kind]).read)
            yield from reader(buffered, name, replace(self, depth=self.depth + 1))
        except BombError as error:
            yield SetAside(name=name, reason=f"taken for a bomb: {why(error)}", remedy="unpack it by hand")
        except DAMAGE as error:
            yield SetAside(name=name, reason=f"damaged: {why(error)}", remedy="get it anew")
        except Exception as error:  # noqa: BLE001  a fault of ours in one input must not cost the others
            yield SetAside(
                name=name,
                reason=f"opening it failed: {type(error).__name__}: {error}",
                remedy="this is a fault of newsledger; please report it with the file",
            )

    def skip(self, what: str) -> None:
        """Count a part of a container that is no page ("request records")."""
        self.meter.progress.skipped[what] += 1

    def unpacking(self, stream: BinaryIO) -> BinaryIO:
        """A stream of unpacked bytes that stops with BombError when there are too many of them."""
        return cast(BinaryIO, Counted(stream, self.meter, self.limits.ratio))

    def single(self, data: bytes, name: str) -> Page | SetAside:
        """One page, unless it is too large."""
        if len(data) > self.limits.page:
            return SetAside(
                name=name,
                reason=f"the page is too large (the limit is {self.limits.page / 1_000_000:g} MB)",
                remedy="split it into single pages",
            )
        return Page(name=name, data=data, facts=self.facts)
