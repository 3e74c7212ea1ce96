"""Texts that come without a page's furniture: feed items, wire records, mails."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsledger.intake.line import Line

_TAG = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|table|img|figure|html|body)\b[^<>]*>", re.I
)
_LEAST = 0.9


def has_markup(text: str) -> bool:
    """Tell a fragment of HTML from plain text."""
    return _TAG.search(text) is not None


def body_scores(lines: Sequence[Line], scores: Sequence[float]) -> list[float]:
    """Probabilities that lines belong to the article, where the format says that all of them do."""
    return [max(score, _LEAST) if line.text.strip() else score for line, score in zip(lines, scores, strict=True)]
