"""Where a clause says that its predicate happens: "met in Paris", "said at a conference in Amman, Jordan"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from newsledger.language.cast import Cast
from newsledger.language.parse import Parse
from newsledger.language.tokens import Tokens

_LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "on", "off", "throughout", "into", "from"}
)
_INNER = frozenset({"in", "at", "near", "outside", "inside", "of", "on"})
_STRICT = frozenset({"in", "at", "near", "outside"})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_DEEPEST = 3


def place_of(parse: Parse, predicate: Token) -> str | None:
    """The place that the clause of ``predicate`` (a verb or an event noun) names, None if it names none.

    Two names that narrow each other stand together ("Amman, Jordan"). "The Swiss city" gives the city's name, "the
    Paris attacks" Paris. What hangs on an object counts if the predicate itself names none ("killed 12 in Lyon").
    """
    tokens, cast = parse.table, parse.cast
    if tokens is None or cast is None:
        return None
    i = predicate.i
    for found in _candidates(tokens, cast, i):
        return found
    above = tokens.head[i]
    if tokens.dep[i] in ("conj", "xcomp") and above != i:
        for child in tokens.children[above]:
            if child > i or tokens.dep[i] == "xcomp":
                found_above = _in_phrase(tokens, cast, child, _LOCATIVE, 0)
                if found_above is not None:
                    return found_above
    return None


def _candidates(tokens: Tokens, cast: Cast, i: int) -> Iterator[str]:
    """Places in the clause of a predicate, the surest first."""
    children = tokens.children[i]
    late: list[int] = []
    for child in children:
        if tokens.lower[child] == "from":
            late.append(child)
            continue
        found = _in_phrase(tokens, cast, child, _LOCATIVE, 0)
        if found is not None:
            yield found
    for child in children:
        if tokens.pos[i] in ("NOUN", "PROPN") and tokens.dep[child] in ("compound", "nmod") and child < i:
            found = _name(tokens, cast, child)
            if found is not None:
                yield found
        nouns = [child] if tokens.dep[child] in _OBJECTS else []
        if tokens.dep[child] == "prep" and tokens.lower[child] not in _LOCATIVE:
            nouns = [c for c in tokens.children[child] if tokens.dep[c] == "pobj"]
        for noun in nouns:
            for below in tokens.children[noun]:
                found = _in_phrase(tokens, cast, below, _STRICT, 1) if below > noun else None
                if found is not None:
                    yield found
    for child in children:
        # "met at a summit, taking place in Bali"
        if tokens.dep[child] == "advcl" and child > i and tokens.lower[child] in ("taking", "held", "hosted"):
            for below in tokens.children[child]:
                found = _in_phrase(tokens, cast, below, _STRICT, 0)
                if found is not None:
                    yield found
    for child in late:
        found = _in_phrase(tokens, cast, child, _LOCATIVE, 0)
        if found is not None:
            yield found


def _in_phrase(tokens: Tokens, cast: Cast, preposition: int, allowed: frozenset[str], depth: int) -> str | None:
    """The place in a prepositional phrase, or in a phrase inside it ("at a conference in Amman")."""
    if tokens.dep[preposition] != "prep" or tokens.lower[preposition] not in allowed or depth > _DEEPEST:
        return None
    for child in tokens.children[preposition]:
        if tokens.dep[child] != "pobj":
            continue
        named = _name(tokens, cast, child)
        if named is not None:
            return named
        for below in tokens.children[child]:
            if tokens.dep[below] == "appos":
                named = _name(tokens, cast, below)
            elif tokens.dep[below] in ("acl", "relcl") and tokens.lower[below] in ("taking", "held", "hosted"):
                inner = (_in_phrase(tokens, cast, c, _STRICT, depth + 1) for c in tokens.children[below])
                named = next((place for place in inner if place is not None), None)
            else:
                named = _in_phrase(tokens, cast, below, _INNER, depth + 1)
            if named is not None:
                return named
    return None


def _name(tokens: Tokens, cast: Cast, i: int) -> str | None:
    """The named place at a token, with the wider place after a comma."""
    figure = cast.figure_at(i)
    if figure is None or figure.kind != "place":
        return None
    number = cast.at.get(i)
    if number is None or cast.spots[number].form != "name":
        return figure.name
    spot = cast.spots[number]
    name = tokens.phrase(spot.start, spot.end)
    after = spot.end
    if after + 1 < len(tokens) and tokens.text[after] == ",":
        wider = cast.at.get(after + 1)
        if wider is None or cast.spots[wider].form != "name":
            return name
        around = cast.figures[cast.spots[wider].entity]
        if around.kind == "place" and around is not figure and not figure.state:
            return f"{name}, {tokens.phrase(cast.spots[wider].start, cast.spots[wider].end)}"
    return name
