"""The first voice on an HTML page: trafilatura's idea of the main text, line by line."""

from __future__ import annotations

import functools
import logging
from collections.abc import Sequence

import lxml.html
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from newsledger.intake.features import squashed
from newsledger.intake.line import Line

MAX_ELEMENTS = 60_000
"""On larger trees the extractor takes too long; the page is then judged without it."""

_LEFT_OUT = (
    "script", "style", "svg", "template", "link", "meta", "iframe", "noscript", "source", "input", "path", "nav",
    "footer", "select", "button", "dialog", "menu", "textarea", "option",
)  # fmt: skip
"""Elements that the extractor never keeps; without them its copies of the tree and its searches cost less."""

_log = logging.getLogger(__name__)
_SHORT = 25


def kept_lines(tree: lxml.html.HtmlElement, lines: Sequence[Line]) -> list[bool]:
    """For each line, whether trafilatura keeps it. The tree may be changed."""
    if tree.xpath("count(//*)") > MAX_ELEMENTS:
        return [False] * len(lines)
    try:
        etree.strip_elements(tree, *_LEFT_OUT, with_tail=False)
        found = bare_extraction(tree, options=_options())
    except (RecursionError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # A page that the extractor fails on is still a page; the other signs decide.
        _log.debug("trafilatura failed: %s", error)
        found = None
    return match(found.text or "" if isinstance(found, Document) else "", lines)


@functools.cache
def _options() -> Extractor:
    # Its recall mode saves the second look at pages of which it keeps little; the classifier weighs what it keeps.
    return Extractor(output_format="python", fast=True, recall=True, comments=False, formatting=False)


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
