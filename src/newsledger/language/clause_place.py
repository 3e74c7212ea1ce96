"""Where a clause says that its predicate happens: "met in Paris", "said at a conference in Amman, Jordan"."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language.parse import Parse
from newsledger.language.tokens import Tokens

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "on", "off", "throughout", "into", "inside"}
)
_INNER = frozenset({"in", "at", "near", "outside", "of", "on"})


def place_of(parse: Parse, predicate: Token) -> str | None:
    """The place that the clause of ``predicate`` (a verb or an event noun) names, None if it names none.

    Two names that narrow each other stand together ("Amman, Jordan"). "The Swiss city" gives the city's name.
    """
    tokens, cast = parse.table, parse.cast
    if tokens is None or cast is None:
        return None
    for child in tokens.children[predicate.i]:
        found = _in_phrase(parse, tokens, child, 0)
        if found is not None:
            return found
    above = tokens.head[predicate.i]
    if tokens.dep[predicate.i] in ("conj", "xcomp") and above != predicate.i:
        for child in tokens.children[above]:
            if child > predicate.i or tokens.dep[predicate.i] == "xcomp":
                found = _in_phrase(parse, tokens, child, 0)
                if found is not None:
                    return found
    return None


def _in_phrase(parse: Parse, tokens: Tokens, preposition: int, depth: int) -> str | None:
    """The place in a prepositional phrase, or in a phrase inside it ("at a conference in Amman")."""
    if tokens.dep[preposition] != "prep" or tokens.lower[preposition] not in _LOCATIVE or depth > 2:
        return None
    for child in tokens.children[preposition]:
        if tokens.dep[child] != "pobj":
            continue
        named = _name(parse, tokens, child)
        if named is not None:
            return named
        for below in tokens.children[child]:
            if tokens.dep[below] == "prep" and tokens.lower[below] in _INNER:
                found = _in_phrase(parse, tokens, below, depth + 1)
                if found is not None:
                    return found
    return None


def _name(parse: Parse, tokens: Tokens, i: int) -> str | None:
    """The named place at a token, with the wider place after a comma."""
    cast = parse.cast
    figure = cast.figure_at(i) if cast is not None else None
    if cast is None or figure is None or figure.kind != "place":
        return None
    number = cast.at.get(i)
    if number is None or cast.spots[number].form != "name":
        return figure.name
    spot = cast.spots[number]
    name = tokens.phrase(spot.start, spot.end)
    after = spot.end
    if after + 1 < len(tokens) and tokens.text[after] == ",":
        wider = cast.at.get(after + 1)
        if (
            wider is not None
            and cast.spots[wider].form == "name"
            and cast.figures[cast.spots[wider].entity].kind == "place"
        ):
            return f"{name}, {tokens.phrase(cast.spots[wider].start, cast.spots[wider].end)}"
    return name
