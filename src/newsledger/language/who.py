"""Whom a noun phrase means: names, described people, pronouns and coordinations resolved within the article."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language.cast import Cast, Figure
from newsledger.language.metonymy import for_government
from newsledger.language.nations import iso_code, nation_name
from newsledger.language.parse import Parse
from newsledger.language.tables import capitals, fold, word_classes
from newsledger.language.titles import is_clock
from newsledger.language.tokens import Tokens
from newsledger.model import Actor, LocalEntity, Span

_KEPT_PREPOSITIONS = frozenset({"of", "for", "from", "in", "against", "with", "to"})


def entity_at(parse: Parse, token: Token) -> LocalEntity | None:
    """The entity that the innermost mention at a token means, None if there is none."""
    if parse.cast is None:
        return None
    figure = parse.cast.figure_at(token.i)
    return parse.entities[figure.number] if figure is not None else None


def actors_of(parse: Parse, head: Token) -> tuple[Actor, ...]:
    """Resolve the noun phrase headed by ``head`` into actors, coordinated ones apart, in order of the text.

    A plural that stands for known people ("the two diplomats", "they") gives one actor for each. A relative pronoun
    gives the noun it stands for. A phrase that cannot be resolved gives one actor named by its own words.
    """
    tokens, cast = parse.table, parse.cast
    if tokens is None or cast is None:
        span = parse.span(head.left_edge.i, head.right_edge.i + 1)
        return (Actor(name=parse.text(span), span=span),)
    found: list[Actor] = []
    first = head.i
    if tokens.pos[first] == "ADP":
        first = next((c for c in tokens.children[first] if tokens.dep[c] == "pobj"), first)
    for i in _conjuncts(tokens, cast, _antecedent(tokens, first)):
        for actor in _resolve(parse, tokens, cast, i):
            if all(actor.name != other.name for other in found):
                found.append(actor)
    return tuple(found)


def _antecedent(tokens: Tokens, i: int) -> int:
    """The noun that a relative pronoun stands for; any other token itself."""
    if tokens.tag[i] not in ("WP", "WDT", "WP$") or tokens.dep[i] == "ROOT":
        return i
    above = tokens.head[i]
    for _ in range(4):
        if tokens.dep[above] == "relcl" and tokens.head[above] != above:
            return tokens.head[above]
        if tokens.head[above] == above:
            break
        above = tokens.head[above]
    return i


def _conjuncts(tokens: Tokens, cast: Cast, i: int) -> list[int]:
    """The token and those coordinated with it, within one name only once."""
    chain = [i]
    for part in chain:
        own = cast.at.get(part)
        for child in tokens.children[part]:
            if tokens.dep[child] != "conj" or child < part:
                continue
            if own is not None and cast.at.get(child) == own:
                continue
            if tokens.pos[child] in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
                chain.append(child)
    return sorted(chain)


def _resolve(parse: Parse, tokens: Tokens, cast: Cast, i: int) -> list[Actor]:
    """The actors that one conjunct means."""
    number = cast.at.get(i)
    figure = cast.figure_at(i)
    if figure is None:
        figure, number = _below(tokens, cast, i)
    if figure is None:
        nation = tokens.nationality(tokens.text[i])
        if nation is not None:
            adjective = parse.span(i, i + 1)
            return [_country(cast, nation, adjective)]
        return [_by_words(parse, tokens, i, _counted(tokens, cast, i))]
    spot = cast.spots[number] if number is not None else None
    span = parse.span(spot.start, spot.end) if spot is not None else parse.span(i, i + 1)
    if figure.members:
        return [_actor(parse, cast.figures[member], span) for member in figure.members]
    government = capitals().get(fold(figure.name)) if figure.kind == "place" and for_government(tokens, i) else None
    if government is not None:
        return [_country(cast, government, span)]
    if figure.names or (figure.kind == "person" and (spot is None or spot.form == "pronoun")):
        return [_actor(parse, figure, span)]
    if spot is not None and spot.form == "nominal":
        words = _words(parse, tokens, i)
        own = tokens.tag[spot.start] == "PRP$"
        return [_actor(parse, figure, span, figure.name if own or len(figure.name) >= len(words) else words)]
    return [_actor(parse, figure, span)]


def _below(tokens: Tokens, cast: Cast, i: int) -> tuple[Figure | None, int | None]:
    """The entity of a name in apposition to a noun that is no mention itself ("agency Interfax")."""
    for child in tokens.children[i]:
        if tokens.dep[child] in ("appos", "compound", "nmod") and child in cast.at:
            figure = cast.figure_at(child)
            spot = cast.spots[cast.at[child]]
            if figure is not None and spot.form == "name" and (tokens.dep[child] == "appos" or figure.kind == "person"):
                return figure, cast.at[child]
    return None, None


def _actor(parse: Parse, figure: Figure, span: Span, name: str | None = None) -> Actor:
    return Actor(
        name=name or figure.name,
        span=span,
        kind=figure.kind,
        entity=f"e{figure.number}",
        country=iso_code(figure.country),
        sector=figure.sector,
    )


def _country(cast: Cast, code: str, span: Span) -> Actor:
    """A country as an actor, wherever it is not named as such ("Washington", "Nigerian airstrikes")."""
    name = nation_name(code)
    entity = next((f"e{f.number}" for f in cast.figures if f.state and f.name == name), None)
    return Actor(name=name, span=span, kind="place", entity=entity, country=iso_code(code), sector="GOV")


def _extent(tokens: Tokens, i: int) -> tuple[int, int]:
    """The words of a noun phrase without determiner, relative clauses, participles and what is coordinated."""
    start, end = i, i + 1
    for child in tokens.children[i]:
        relation = tokens.dep[child]
        if child < i:
            if relation not in ("punct", "cc", "mark", "advcl", "relcl", "preconj", "advmod", "prep"):
                start = min(start, tokens.left(child))
        elif relation == "prep" and tokens.lower[child] in _KEPT_PREPOSITIONS and child == end:
            end = max(end, _trimmed(tokens, child))
        elif tokens.pos[child] == "ADJ" and relation in ("amod", "acl", "relcl") and child == end:
            inner = [c for c in tokens.children[child] if tokens.dep[c] == "prep"]
            end = max(end, _trimmed(tokens, inner[0]) if inner else 0)
        elif relation == "case":
            end = max(end, child + 1)
    while start < i and (
        is_clock(tokens, start)
        or (tokens.pos[start] in ("DET", "PUNCT", "SPACE", "ADV") and tokens.lower[start] not in ("no",))
        or tokens.pos[start] == "CCONJ"
    ):
        start += 1
    return start, end


def _trimmed(tokens: Tokens, preposition: int) -> int:
    """End of a prepositional phrase, clauses left out; 0 if it has no noun."""
    end = 0
    for child in tokens.children[preposition]:
        if tokens.dep[child] in ("pobj", "pcomp") and tokens.pos[child] in ("NOUN", "PROPN", "PRON", "NUM"):
            end = max(end, child + 1)
            for below in tokens.children[child]:
                if below > child and tokens.dep[below] == "prep" and tokens.lower[below] in _KEPT_PREPOSITIONS:
                    end = max(end, _trimmed(tokens, below))
                elif below > child and tokens.dep[below] == "case":
                    end = max(end, below + 1)
    return end


def _words(parse: Parse, tokens: Tokens, i: int) -> str:
    start, end = _extent(tokens, i)
    return parse.text(parse.span(start, end)).replace("\n", " ")


def _counted(tokens: Tokens, cast: Cast, i: int) -> Figure | None:
    """Who is counted by a partitive ("hundreds of civilians", "two of the soldiers")."""
    if tokens.lower[i] not in word_classes("modifiers.tsv")["partitive"] and tokens.pos[i] != "NUM":
        return None
    for child in tokens.children[i]:
        if tokens.lower[child] == "of":
            for noun in tokens.children[child]:
                if tokens.dep[noun] == "pobj":
                    return cast.figure_at(noun)
    return None


def _by_words(parse: Parse, tokens: Tokens, i: int, counted: Figure | None) -> Actor:
    """An actor named by its own words; what it counts tells its kind, country and sector."""
    start, end = _extent(tokens, i)
    span = parse.span(start, end)
    name = parse.text(span).replace("\n", " ")
    if counted is None:
        return Actor(name=name, span=span)
    return Actor(name=name, span=span, kind="group", country=iso_code(counted.country), sector=counted.sector)
