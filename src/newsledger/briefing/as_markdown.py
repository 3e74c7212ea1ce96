"""The brief as Markdown."""

from __future__ import annotations

import re

from newsledger.briefing import shown
from newsledger.briefing.brief import Brief, BriefLine, Evidence, News, Section
from newsledger.briefing.words import clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#|~!$])")
_LINE_START = re.compile(r"^(\s*)([-+>=]|\d+[.)])")
_SCHEME = re.compile(r"(?i)\b(https?|ftp|mailto|javascript|data|vbscript|file):")


def escaped(text: str) -> str:
    """Text of a page made harmless in Markdown: nothing in it can become markup, HTML or a link."""
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(r"\\\1", text)
    text = _SCHEME.sub(lambda match: f"{match[1]}&#58;", text)
    text = text.replace("www.", "www&#46;").replace("@", "&#64;")
    return _LINE_START.sub(lambda match: f"{match[1]}&#{ord(match[2][0])};{match[2][1:]}", text)


def as_markdown(brief: Brief | News) -> str:
    """Write a brief as Markdown (CommonMark). The code at the end of a line is its id."""
    out = [f"# {escaped(brief.title)}", "", f"*{escaped(shown.subtitle(brief))}*"]
    for section in brief.sections:
        out += ["", f"## {section.title}", *_section(section)]
    return "\n".join(out).rstrip() + "\n"


def _section(section: Section) -> list[str]:
    if not section.filled:
        return ["", section.empty]
    out: list[str] = []
    for group in section.groups:
        if not group.lines:
            continue
        out += ["", f"### {group.title}", ""] if group.title else [""]
        for line in group.lines:
            out += _line(line, "")
        if group.more:
            out.append(f"- … {shown.more_words(group.more)}")
    return out


def _line(line: BriefLine, indent: str) -> list[str]:
    label = shown.label(line)
    parts = [f"**{escaped(label)}:** " if label else "", escaped(line.text)]
    parts += [f" *({escaped(mark)})*" for mark in line.marks]
    if about := " · ".join(filter(None, (line.note, shown.origins_words(line)))):
        parts.append(f" — {escaped(about)}")
    out = [f"{indent}- {''.join(parts)} `{line.id}`"]
    out += [f"{indent}  - {_evidence(item)}" for item in line.evidence]
    for below in line.lines:
        out += _line(below, indent + "  ")
    if line.more:
        out.append(f"{indent}  - … {shown.more_words(line.more)}")
    return out


def _evidence(item: Evidence) -> str:
    return f"> {escaped(item.sentence)} \\[{item.number}\\] {item.start}–{item.end}"
