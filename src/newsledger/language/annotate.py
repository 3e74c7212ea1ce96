"""What is added to the parse before claims are read: times, entities, coreference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.language.times import tag_parse

if TYPE_CHECKING:
    from newsledger.language.parse import Parse


def annotate(parse: Parse) -> Parse:
    """Fill in ``times``, ``entities`` and ``mentions`` of a fresh parse and return it."""
    parse.times = tag_parse(parse)
    return parse
