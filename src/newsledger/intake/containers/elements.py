"""Looking into XML by local names: writers of wire formats use namespaces in many ways."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from lxml import etree

from newsledger.intake.containers.told import one_line

_TAIL = 400
_LOOSE_MARK = re.compile(r"\s+([,.;:)])")


class Watched(io.RawIOBase):
    """A stream for lxml that remembers its last bytes, by which a file that breaks off is told."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        """Bytes of the stream; all of them if ``size`` is negative."""
        data = self._stream.read(size)
        self._tail = (self._tail + data[-_TAIL:])[-_TAIL:]
        return data

    def is_whole(self, root: str) -> bool:
        """Tell whether what was read ends with the end of the outermost element, as far as that can be told."""
        if b"\0" in self._tail:
            return True
        end = rb"(?:</(?:[\w.-]+:)?%s\s*>|/>)\s*(?:<!--[^<>]*-->\s*)*$" % re.escape(root.encode())
        return re.search(end, self._tail) is not None


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and entities."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_of(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Descendants with one of the names, in order of the document."""
    return iter(element.iterdescendants(*(f"{{*}}{name}" for name in names)))


def first(element: etree._Element, *names: str) -> etree._Element | None:
    """The first descendant with the first of the names that any has."""
    return next((inner for name in names for inner in all_of(element, name)), None)


def text_of(element: etree._Element | None) -> str:
    """All text of an element on one line."""
    return _LOOSE_MARK.sub(r"\1", one_line(" ".join(element.itertext()))) if element is not None else ""


def texts(element: etree._Element, *names: str) -> Iterator[str]:
    """Texts of descendants that say something, those of the first name first."""
    return (text for name in names for inner in all_of(element, name) if (text := text_of(inner)))


def attribute(element: etree._Element | None, *names: str) -> str:
    """The first attribute that says something; names without namespace ("lang" finds ``xml:lang``)."""
    if element is None:
        return ""
    for name in names:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name and str(value).strip():
                return one_line(str(value))
    return ""
