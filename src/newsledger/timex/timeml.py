"""Mentions of time as TIMEX3 elements in the text (TimeML 1.2.1: Saurí et al., TimeML Annotation Guidelines)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from newsledger.model import TimeMention

_PUBLICATION = "t0"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def timex3(mention: TimeMention) -> dict[str, str]:
    """The TIMEX3 attributes of a mention: type, value, mod, and what it hangs on.

    "t0" is the publication: anchorTimeID of what is counted from it ("last week"), endPoint and beginPoint of durations
    that reach up to it or start with it ("the past two months").
    """
    when = mention.when
    found = {"type": mention.type, "value": when.value}
    if when.mod:
        found["mod"] = when.mod
    kind = (when.expression or "").partition(":")[0]
    if kind in ("recent", "coming"):
        found["endPoint" if kind == "recent" else "beginPoint"] = _PUBLICATION
    elif kind:
        found["anchorTimeID"] = _PUBLICATION
    return found


def timeml(text: str, mentions: Sequence[TimeMention], *, published: str | None = None) -> str:
    """The text as the TEXT element of a TimeML document, its mentions as TIMEX3 elements with ids t1, t2 ….

    mentions: of this text, with offsets into it, in order. published: the value of the creation time, put before the
    text as t0. Characters that XML does not allow become U+FFFD.
    """
    parts = []
    if published is not None:
        head = f'tid="{_PUBLICATION}" type="DATE" value={quoteattr(published)} functionInDocument="CREATION_TIME"'
        parts.append(f"<DCT><TIMEX3 {head}>{_plain(published)}</TIMEX3></DCT>\n")
    parts.append("<TEXT>")
    at = 0
    for number, mention in enumerate(mentions, 1):
        span = mention.span
        attributes = "".join(f" {name}={quoteattr(value)}" for name, value in timex3(mention).items())
        parts.append(_plain(text[at : span.start]))
        parts.append(f'<TIMEX3 tid="t{number}"{attributes}>{_plain(span.text(text))}</TIMEX3>')
        at = span.end
    parts.append(f"{_plain(text[at:])}</TEXT>")
    return "".join(parts)


def _plain(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
