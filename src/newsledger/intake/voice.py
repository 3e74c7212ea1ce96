"""The first voice on an HTML page: trafilatura's idea of the main text, line by line."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import lxml.html
from trafilatura import extract

from newsledger.intake.features import squashed
from newsledger.intake.line import Line

MAX_ELEMENTS = 60_000
"""On larger trees the extractor takes too long; the page is then judged without it."""

_log = logging.getLogger(__name__)
_SHORT = 25


def kept_lines(tree: lxml.html.HtmlElement, lines: Sequence[Line]) -> list[bool]:
    """For each line, whether trafilatura keeps it. The tree may be changed."""
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        return [False] * len(lines)
    try:
        # Its recall mode saves the second look at pages of which it keeps little; the classifier weighs what it keeps.
        text = extract(tree, fast=True, favor_recall=True, include_comments=False, include_formatting=False)
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # A page that the extractor fails on is still a page; the other signs decide.
        _log.debug("trafilatura failed: %s", error)
        text = None
    return match(text or "", lines)


def match(text: str, lines: Sequence[Line]) -> list[bool]:
    """Which lines of the page stand in an extractor's text."""
    told = [squashed(line).lstrip("-•*|").rstrip("|") for line in text.split("\n")]
    whole = "".join(told).replace("|", "")
    exact = set(told) | {cell for line in text.split("\n") if "|" in line for cell in map(squashed, line.split("|"))}
    out = []
    for line in lines:
        bare = squashed(line.text)
        out.append(bare in exact or (len(bare) >= _SHORT and bare.replace("|", "") in whole))
    return out
