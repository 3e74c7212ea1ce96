"""What is added to the parse before claims are read: entities, coreference, times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsledger.language.cast import Cast
from newsledger.language.coreference import resolve_mentions
from newsledger.language.name_kinds import kinds_of
from newsledger.language.names import find_names
from newsledger.language.nations import iso_code
from newsledger.language.tables import fold
from newsledger.language.times import tag_parse
from newsledger.language.tokens import Tokens, tokens_of
from newsledger.language.variants import enter_names
from newsledger.model import BlockKind, LocalEntity, Mention

if TYPE_CHECKING:
    from newsledger.language.parse import Parse

_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})
_STOPS = frozenset({".", "!", "?", "”", '"', ":"})


def annotate(parse: Parse) -> Parse:
    """Fill in ``times``, ``table``, ``cast``, ``entities`` and ``mentions`` of a fresh parse and return it."""
    parse.times = tag_parse(parse)
    tokens = tokens_of(parse.doc, frozenset(block.start for block in parse.blocks))
    headline = _title_case(parse, tokens)
    names = find_names(tokens, headline, [False] * len(tokens))
    cast = Cast()
    enter_names(tokens, names, kinds_of(tokens, names, _places(parse)), cast)
    resolve_mentions(tokens, cast)
    parse.table, parse.cast = tokens, cast
    parse.entities = tuple(
        LocalEntity(
            id=f"e{figure.number}",
            kind=figure.kind,
            name=figure.name,
            names=tuple(figure.names),
            gender=figure.gender,
            plural=figure.plural,
            country=iso_code(figure.country),
            sector=figure.sector,
            members=tuple(f"e{number}" for number in figure.members),
        )
        for figure in cast.figures
    )
    spots = sorted(cast.spots, key=lambda spot: (spot.start, spot.end))
    parse.mentions = tuple(
        Mention(span=parse.span(spot.start, spot.end), form=spot.form, entity=f"e{spot.entity}") for spot in spots
    )
    return parse


def _places(parse: Parse) -> frozenset[str]:
    """The places of the dateline, folded ("LORVIK, Norland" tells of two)."""
    place = parse.article.dateline.place if parse.article.dateline is not None else None
    return frozenset(fold(part.strip()).casefold() for part in place.split(",")) if place else frozenset()


def _title_case(parse: Parse, tokens: Tokens) -> list[bool]:
    """Mark the tokens of headings, and of lines without a full stop, whose words are nearly all capitalised."""
    marks = [False] * len(tokens)
    for block in parse.blocks:
        words = [w for w in tokens.text[block.start : block.end] if w[0].isalpha() and len(w) > 3]
        heading = block.block.kind in _HEADINGS or (len(words) >= 4 and tokens.text[block.end - 1] not in _STOPS)
        if heading and words and sum(w[0].isupper() for w in words) >= 0.7 * len(words):
            marks[block.start : block.end] = [True] * (block.end - block.start)
    return marks
