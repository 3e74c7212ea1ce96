"""Paragraphs that were broken into lines of even width, as in e-mails and old text archives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.intake.line import Line, split_lines

_WIDEST, _NARROWEST = 100, 40
_SLACK = 0.85
_LEAST_BREAKS = 4
_LEAST_LOWER, _MOST_ENDS = 0.5, 0.35
_BULLET = re.compile(r"^(?:[•·▪■►*–—|>+\-]|\d{1,2}[.)]\s)")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")


def unwrap(text: str, lines: Sequence[Line], least: int = _LEAST_BREAKS) -> list[Line]:
    """Join the lines of hard-wrapped paragraphs; all other dumps come back unchanged.

    text: the page text in which the lines stand. least: how many such breaks tell that a page is wrapped. In the text
    of a joined line each line break is a blank, so that its offsets stay those of the page text. Only pages without any
    wide line are looked at, and only where most breaks fall inside sentences: there a line that has no room for the
    next word goes on in the next line.
    """
    width = _width(lines)
    if width is None:
        return list(lines)
    breaks = [at for at in range(len(lines) - 1) if _runs_on(lines[at], lines[at + 1], width)]
    if len(breaks) < least:
        return list(lines)
    lower = sum(lines[at + 1].text[0].islower() for at in breaks)
    ends = sum(_SENTENCE_END.search(lines[at].text) is not None for at in breaks)
    if lower < _LEAST_LOWER * len(breaks) or ends > _MOST_ENDS * len(breaks):
        return list(lines)
    joined: list[Line] = []
    inside = set(breaks)
    first = 0
    for at, line in enumerate(lines):
        if at in inside:
            continue
        start, end = lines[first].start, line.start + len(line.text)
        whole = "".join(" " if char.isspace() else char for char in text[start:end]) if at > first else line.text
        joined.append(Line(whole, start, lines[first].gap))
        first = at + 1
    return joined


def unwrapped(text: str) -> str:
    """A text that is known to be wrapped (a mail's plain text), with a paragraph a line."""
    lines = unwrap(text, split_lines(text), least=1)
    return "\n".join(("\n" if line.gap else "") + line.text for line in lines)


def _width(lines: Sequence[Line]) -> int | None:
    """The width to which a page is wrapped; None if it cannot be wrapped."""
    widths = [len(line.text) for line in lines if line.text.count(" ") >= 3]
    width = max(widths, default=0)
    return width if _NARROWEST <= width <= _WIDEST else None


def _runs_on(line: Line, following: Line, width: int) -> bool:
    """Tell whether a line is full: the first word of the next one, which follows at once, did not fit."""
    if following.gap or _BULLET.match(following.text):
        return False
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) >= _SLACK * width
