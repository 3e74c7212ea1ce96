"""Quotations that no cue of their own attributes: the speaker before them goes on."""

from __future__ import annotations

from collections.abc import Sequence

from newsledger.language import Parse
from newsledger.reading.attribution.quotation import Quotation
from newsledger.reading.attribution.spans import Attributed

_MANY_WORDS = 4
_CONTINUED = 0.7


def continued(parse: Parse, found: Sequence[Attributed], quoted: Sequence[Quotation]) -> list[tuple[Attributed, int]]:
    """(attribution, index in ``found`` of the one it continues) for quotations that are not in any content.

    A quotation goes on with the speaker before it in its paragraph; one that opens a paragraph goes on with the last
    speaker of the paragraph before if that ended inside or with a quotation, or with a colon.
    """
    covered = {i for one in found for s, e in one.content for i in range(s, e)}
    out: list[tuple[Attributed, int]] = []
    order = sorted(range(len(found)), key=lambda k: found[k].head)
    last_of_block: dict[int, int] = {}
    for quote in quoted:
        if quote.words < _MANY_WORDS or any(i in covered for i in range(quote.inner_start, quote.inner_end)):
            continue
        block = parse.block_of(quote.start)
        before = [k for k in order if block.start <= found[k].head < quote.start]
        speaker: int | None = None
        if before:
            speaker = before[-1] if _is_alone(parse, quote) else None
        elif _is_alone(parse, quote):
            speaker = _of_block_before(parse, block.start, found, order, quoted, last_of_block)
        if speaker is None:
            continue
        last_of_block[block.start] = speaker
        old = found[speaker]
        out.append((Attributed(old.head, old.cue, old.source, ((quote.start, quote.end),), _CONTINUED), speaker))
    return out


def _is_alone(parse: Parse, quote: Quotation) -> bool:
    """Nothing but the quotation stands in its sentence or sentences."""
    first, last = parse.sentence_of(quote.start), parse.sentence_of(quote.end - 1)
    outside = [*parse.doc[first.start : quote.start], *parse.doc[quote.end : last.end]]
    return all(token.is_punct or token.is_space for token in outside)


def _of_block_before(
    parse: Parse,
    start: int,
    found: Sequence[Attributed],
    order: Sequence[int],
    quoted: Sequence[Quotation],
    last_of_block: dict[int, int],
) -> int | None:
    if start == 0:
        return None
    block = parse.block_of(start - 1)
    end = block.end
    while end > block.start and parse.doc[end - 1].is_space:
        end -= 1
    ends_quoted = any(q.end >= end - 1 and q.start >= block.start for q in quoted if q.start < end)
    inside = [k for k in order if block.start <= found[k].head < block.end]
    ends_speaking = bool(inside) and max(e for _, e in found[inside[-1]].content) >= end - 4
    if not (ends_quoted or ends_speaking or parse.doc[end - 1].text == ":"):
        return None
    return inside[-1] if inside else last_of_block.get(block.start)
