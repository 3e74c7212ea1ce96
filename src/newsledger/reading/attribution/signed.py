"""Quotations that are signed: a dash and a name behind them, in their paragraph or alone in the next one."""

from __future__ import annotations

import re
from dataclasses import replace

from newsledger.language import Parse
from newsledger.model import Span
from newsledger.reading.attribution.spans import Attributed, Run

_DASH = r"(?P<dash>[―—–]|--?)\s*"
_NAME = r"(?P<name>[A-Z][\w.'’-]*(?: (?:(?:de|del|la|le|van|von|der|bin|al|el|of|the|and) )?[A-Z][\w.'’-]*){0,4})"
_REST = r"(?:,[^@]{0,80})?$"  # "…, a teacher in Lyon"; a handle is a post's, see ``voices``
_SIGNED = re.compile(r"(?P<quote>[“\"].{15,}[”\"])\s*" + _DASH + _NAME + _REST, re.DOTALL)
_SIGNATURE = re.compile(_DASH + _NAME + _REST)
_SURE = 0.9


def signed(parse: Parse) -> list[Attributed]:
    """Attributions of signed quotations, in order; the cue is the dash, the source the name."""
    found = []
    before: Span | None = None
    for block in parse.blocks:
        span = parse.span(block.start, block.end)
        text = parse.text(span)
        if (match := _SIGNED.match(text)) is not None:
            quote: Span | None = Span(span.start, span.start + match.end("quote"))
        else:
            match, quote = _SIGNATURE.match(text), before
        if match is not None and quote is not None:
            dash = Span(span.start + match.start("dash"), span.start + match.end("dash"))
            name = Span(span.start + match.start("name"), span.start + match.end("name"))
            if (one := _attributed(parse, quote, dash, name)) is not None:
                found.append(one)
        before = span if text[:1] in '“"' and text[-1:] in '”"' else None
    return found


def _attributed(parse: Parse, quote: Span, dash: Span, name: Span) -> Attributed | None:
    cue = parse.tokens(dash)
    content, source = parse.tokens(quote), parse.tokens(name)
    end: Run = (content.start, min(content.end, cue.start))
    start = max(source.start, cue.end)
    if not len(cue) or end[0] >= end[1] or start >= source.end:
        return None
    return Attributed(cue.start, (cue.start, cue.end), (start, source.end), (end,), _SURE)


def with_signed(parse: Parse, found: list[Attributed]) -> list[Attributed]:
    """Add the signed quotations; what the model made of the same words goes, what is said inside them is inner."""
    extra = signed(parse)
    if not extra:
        return found
    taken = {i for one in extra for start, end in (*one.content, one.cue) for i in range(start, end)}
    signatures = {i for one in extra if one.source for i in range(one.cue[0], one.source[1])}
    kept = []
    for one in found:
        tokens = [i for start, end in one.content for i in range(start, end)]
        if one.head in signatures or (one.head not in taken and any(i in taken for i in tokens)):
            continue
        kept.append(replace(one, inner=True) if one.head in taken else one)
    return sorted([*kept, *extra], key=lambda one: one.head)
