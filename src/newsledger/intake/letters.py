"""Lines of a mail within a text: headers of a message that was passed on, the marks around it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import Any

from newsledger.intake.line import Line

_FIELD = re.compile(r"^[\s>*]*([^\W\d_]+(?:-[^\W\d_]+)?)\s*:\s*\**\s*(.*?)\s*\**$")
_MARK = re.compile(
    r"^[>\s]*(?:-{2,}\s*(?:forwarded message|original message|ursprüngliche nachricht|weitergeleitete nachricht|"
    r"message transféré|mensaje reenviado)\s*-{2,}|begin forwarded message:|--|_{10,}|on .{5,90}\bwrote:)$",
    re.I,
)
_NEEDED = frozenset(("date", "subject", "receiver"))
_LEAST, _MOST, _FURNITURE = 3, 8, 0.02
_ABOVE = 6


@functools.cache
def mail_words() -> dict[str, Any]:
    """Words of mail programs, from ``data/mail.toml``."""
    source = resources.files("newsledger.intake") / "data" / "mail.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def header_field(text: str) -> tuple[str, str] | None:
    """What a header line within a text tells ("sender", "date", "subject", "receiver"), and its value."""
    field = _FIELD.match(text) if len(text) < 1_000 else None
    if field is None:
        return None
    name = field.group(1).casefold()
    kind = next((kind for kind, names in mail_words()["forwarded"].items() if name in names), None)
    return (kind, field.group(2)) if kind is not None else None


def header_blocks(texts: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Blocks of header lines of messages that were passed on: (index of the first line, what they tell).

    At least three lines stand together, among them the sender and a date, subject or receiver.
    """
    at = 0
    while at < len(texts):
        told: dict[str, str] = {}
        end = at
        while end < min(len(texts), at + _MOST) and (field := header_field(texts[end])) is not None:
            told.setdefault(*field)
            end += 1
        if end - at >= _LEAST and "sender" in told and len(told.keys() & _NEEDED) >= 2:
            yield at, told
        at = max(end, at + 1)


def letter_scores(lines: Sequence[Line], scores: Sequence[float]) -> list[float]:
    """Probabilities that lines belong to the article, those of a mail's own lines lowered.

    What stands above the headers of a message that was passed on, if it is short, is a note of who passed it on.
    """
    out = list(scores)
    texts = [line.text for line in lines]
    if not any(text.endswith(":") or header_field(text) or _MARK.match(text) for text in texts):
        return out
    for at, told in header_blocks(texts):
        above = range(at) if at <= _ABOVE and len(lines) > 2 * at else range(0)
        for line in (*above, *range(at, min(len(lines), at + len(told)))):
            out[line] = min(out[line], _FURNITURE)
    for at, text in enumerate(texts):
        if _MARK.match(text):
            out[at] = min(out[at], _FURNITURE)
    return out
