"""Texts that come without a page's furniture: feed items, wire records, mails."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib import resources
from typing import Any

from newsledger.intake.cues import words_of
from newsledger.intake.html_lines import FLAGS
from newsledger.intake.line import Line

_FIGURE = (1 << FLAGS.index("figcaption")) | (1 << FLAGS.index("figure"))
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|ul|ol|li|dl|dd|h[1-6]|hl[12]|blockquote|pre|table|td|img|figure|section|"
    r"article|block|html|body)(?:\s[^<>]*)?/?>",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<!\.)[.!?][\"'”’)\]]*\s*$")
_WILD = {"*": r"(?:\S+ )*?", "#": r"\d+ "}
_LEAST, _ADDED = 0.9, 0.02
_MOST_WORDS = 60


def has_markup(text: str) -> bool:
    """Tell a fragment of HTML from plain text."""
    return _TAG.search(text) is not None


def body_scores(lines: Sequence[Line], scores: Sequence[float]) -> list[float]:
    """Probabilities that lines belong to the article, where the format says that all of them do.

    scores: what the classifier of whole pages gives them. Lines that feeds and their plug-ins add ("Continue reading")
    do not belong to it, nor do captions.
    """
    out = []
    for line, score in zip(lines, scores, strict=True):
        in_figure = line.place is not None and bool(line.place.flags & _FIGURE)
        out.append(_ADDED if in_figure or is_added(line.text) else max(score, _LEAST))
    return out


def is_added(text: str) -> bool:
    """Tell whether a line was put to a text by a feed's software or an agency ("The post … appeared first on …").

    The lines are in ``data/body_lines.toml``.
    """
    words = words_of(text[:1_000])
    if not words:
        return not any(char.isalnum() for char in text)
    if len(words) > _MOST_WORDS:
        return False
    whole, short, most = _patterns()
    told = " ".join(words) + " "
    if whole.fullmatch(told) is not None:
        return True
    return len(words) <= most and not _SENTENCE_END.search(text) and short.fullmatch(told) is not None


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], int]:
    source = resources.files("newsledger.intake") / "data" / "body_lines.toml"
    table: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    return _any_of(table["whole"]), _any_of(table["short"]), int(table["words"])


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    parts = ["".join(_WILD.get(word) or re.escape(word) + " " for word in pattern.split()) for pattern in patterns]
    return re.compile("|".join(parts))
