"""Lines of a page: what intake labels. A dump has them as they stand; of HTML each block element makes one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from newsledger.model import Span

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a line of HTML stands in the tree.

    tag: nearest block element. flags: bits of ``FLAGS`` for all elements around the line. own, near, far: bits of class
    words (``cues.class_kinds``) of the nearest block, of the two elements around it, and of all above. box, outer:
    numbers of the parent and grandparent block. link, bold: characters inside links and inside bold.
    author: text of the line inside elements marked as naming the author. moment: of a time element on the line.
    """

    tag: str
    flags: int
    own: int
    near: int
    far: int
    box: int
    outer: int
    depth: int
    link: int
    bold: int
    author: str = ""
    moment: str = ""


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line of the page text, without outer white space. gap: blank lines before it. place: None in a dump."""

    text: str
    start: int
    gap: int = 0
    place: Place | None = None

    @property
    def span(self) -> Span:
        """Where it stands in the page text."""
        return Span(self.start, self.start + len(self.text))


def split_lines(text: str) -> list[Line]:
    """Split a dump into its lines that are not blank."""
    lines = []
    gap = 0
    for start, raw in _raw_lines(text):
        bare = raw.strip()
        if bare:
            lines.append(Line(bare, start + raw.index(bare[0]), gap))
            gap = 0
        else:
            gap += 1
    return lines


def _raw_lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for match in _BREAK.finditer(text):
        yield at, text[at : match.start()]
        at = match.end()
    yield at, text[at:]
