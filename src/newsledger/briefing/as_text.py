"""The brief as plain text for terminals."""

from __future__ import annotations

import textwrap

from newsledger.briefing import shown
from newsledger.briefing.brief import Brief, BriefLine, News, Section
from newsledger.briefing.words import clean

WIDTH = 92
_SENTENCE_KINDS = {"figure", "happening", "plan", "commitment", "side", "position"}


def as_text(brief: Brief | News, *, width: int = WIDTH) -> str:
    """Write a brief as wrapped plain text.

    ``[3:120–164]`` means characters 120 to 164 of source 3; the eight digits at the end of a line are its id.
    """
    out = [*_wrapped(brief.title, "", width), *_wrapped(shown.subtitle(brief), "", width)]
    for section in brief.sections:
        out += ["", "", section.title.upper(), "─" * min(width, len(section.title))]
        out += _section(section, width)
    return "\n".join(out).rstrip() + "\n"


def _section(section: Section, width: int) -> list[str]:
    if not section.filled:
        return ["", section.empty]
    out: list[str] = []
    for group in section.groups:
        if not group.lines:
            continue
        out += ["", group.title] if group.title else [""]
        for line in group.lines:
            out += _line(line, "  ", width)
        if group.more:
            out.append(f"  … {shown.more_words(group.more)}")
    return out


def _line(line: BriefLine, indent: str, width: int) -> list[str]:
    label = shown.label(line)
    marks = "".join(f" ({mark})" for mark in line.marks)
    head = f"{label}: {line.text}{marks}" if label else f"{line.text}{marks}"
    out = _wrapped(head, indent, width, hang="  ")
    under = indent + "    "
    meta = " · ".join(filter(None, (line.note, shown.origins_words(line), shown.places(line), line.id)))
    out += _wrapped(meta, under, width)
    if line.kind in _SENTENCE_KINDS and line.evidence and shown.tells_more(line, line.evidence[0]):
        out += _wrapped(f"> {clean(line.evidence[0].sentence)}", under, width, hang="  ")
    for below in line.lines:
        out += _line(below, under, width)
    if line.more:
        out.append(f"{under}… {shown.more_words(line.more)}")
    return out


def _wrapped(text: str, indent: str, width: int, hang: str = "") -> list[str]:
    room = max(width, len(indent) + 30)
    return textwrap.wrap(
        text,
        room,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
