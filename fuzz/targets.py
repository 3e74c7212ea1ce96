"""What is fuzzed: each target takes bytes and raises only if something is wrong."""

from __future__ import annotations

import io
from collections.abc import Callable

from fuzz import samples
from newsledger.intake import read_article
from newsledger.intake.containers import Limits, Opening
from newsledger.intake.dateline import find_dateline
from newsledger.intake.dates import find_dates
from newsledger.intake.decode import decode, sniff
from newsledger.intake.guard import TimeUpError, at_most
from newsledger.intake.html_lines import html_lines, parse_html
from newsledger.intake.kinds import HEAD_BYTES, Kind, tell_kind
from newsledger.intake.line import Line, split_lines
from newsledger.intake.stamps import find_stamp
from newsledger.intake.wrapping import unwrap
from newsledger.model import BlockKind, Page, PageError, SetAside
from newsledger.timex import times

SECONDS = 20.0
LIMITS = Limits(page=1_000_000)
_FAULT = ("opening it failed", "the reader failed")


class SlowError(AssertionError):
    """An input took longer than ``SECONDS``."""


def text_of(data: bytes) -> str:
    """Any bytes as text, with lone surrogates and control characters left in."""
    return data.decode("utf-8", "surrogatepass") if _is_utf8(data) else data.decode("latin-1")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def check_lines(text: str, lines: list[Line]) -> None:
    """Lines stand where they say, in order, without outer white space."""
    end = 0
    for line in lines:
        assert line.start >= end
        assert text[line.start : line.start + len(line.text)] == line.text
        end = line.start + len(line.text)


def kinds(data: bytes) -> None:
    """Kinds of input."""
    assert tell_kind(data[:HEAD_BYTES]) in Kind


def decoding(data: bytes) -> None:
    """Bytes to text."""
    try:
        text = decode(data, "page")
    except PageError:
        return
    text.encode("utf-8")
    assert sniff(text) in ("html", "dump")


def html(data: bytes) -> None:
    """HTML to lines."""
    try:
        text, lines = html_lines(parse_html(text_of(data), "page"), "page")
    except PageError:
        return
    check_lines(text, lines)


def dump(data: bytes) -> None:
    """Text to lines, unwrapped."""
    text = text_of(data)
    lines = split_lines(text)
    check_lines(text, lines)
    for line in unwrap(text, lines):
        assert 0 <= line.start < line.start + len(line.text) <= len(text)


def stamps(data: bytes) -> None:
    """Datelines, dates and publication lines."""
    text = text_of(data)
    lines = split_lines(text)
    for line in lines:
        found = find_dateline(line.text, line.start)
        if found is not None:
            assert line.start <= found.span.start < found.span.end <= line.start + len(line.text)
        for start, end, _day in find_dates(line.text):
            assert 0 <= start < end <= len(line.text)
    stamp = find_stamp(lines, [BlockKind.PARAGRAPH] * len(lines), 0 if lines else None)
    if stamp is not None:
        assert 0 <= stamp.span.start < stamp.span.end <= len(text)


def time_expressions(data: bytes) -> None:
    """Times in text."""
    text = text_of(data)
    for anchor in (None, "2031-03-04"):
        for mention in times(text, anchor=anchor):
            assert 0 <= mention.span.start < mention.span.end <= len(text)


def containers(data: bytes) -> None:
    """Any bytes as an input file."""
    names = set()
    for item in Opening(limits=LIMITS).open(io.BytesIO(data), "file"):
        if isinstance(item, SetAside):
            assert not item.reason.startswith(_FAULT), item.reason
        else:
            assert item.name not in names, item.name
            names.add(item.name)
        item.name.encode("utf-8")


def pages(data: bytes) -> None:
    """Any bytes as an input file, and the article on each page in it."""
    for item in Opening(limits=LIMITS).open(io.BytesIO(data), "file"):
        if isinstance(item, SetAside):
            assert not item.reason.startswith(_FAULT), item.reason
            continue
        try:
            article = read_article(Page(name=item.name, data=item.data, facts=item.facts))
        except PageError:
            continue
        end = 0
        for block in article.blocks:
            assert end <= block.span.start < block.span.end <= len(article.text)
            end = block.span.end
        article.text.encode("utf-8")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "kinds": kinds,
    "decoding": decoding,
    "html": html,
    "dump": dump,
    "stamps": stamps,
    "times": time_expressions,
    "containers": containers,
    "pages": pages,
}


def seeds(target: str) -> list[bytes]:
    """Inputs that a target's fuzzing starts from."""
    if target in ("html", "dump", "stamps", "times", "decoding"):
        return [data for name, data in samples.PAGES.items() if name != "pdf"]
    return [*samples.PAGES.values(), *samples.CONTAINERS.values()]


def run(target: str, data: bytes) -> None:
    """Give one input to a target.

    Raises what the target raises, and SlowError if it takes too long.
    """
    try:
        with at_most(SECONDS):
            TARGETS[target](data)
    except TimeUpError as error:
        raise SlowError(f"longer than {SECONDS:g} s") from error
