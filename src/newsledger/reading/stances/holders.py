"""Who holds a stance, makes a promise or takes part: noun phrases that can act, resolved."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.who import actors_of
from newsledger.model import Actor, StatementClaim
from newsledger.reading.chains import chain_at
from newsledger.reading.quantities.units import names_people
from newsledger.reading.stances.tables import listed
from newsledger.reading.syntax import FIRST_PERSON, child

_ENTITY_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC"})
_PERSONAL = frozenset(
    {"he", "she", "they", "him", "her", "them", "who", "both", "all", "some", "many", "most", "others", "it"}
)
_NOBODY = frozenset(
    {
        "you",
        "one",
        "there",
        "this",
        "that",
        "what",
        "which",
        "these",
        "those",
        "everyone",
        "nobody",
        "anyone",
        "everybody",
    }
)


def can_act(token: Token) -> bool:
    """Tell whether a noun phrase can hold a stance or bind itself: a person, a group, a body, a country."""
    word = token.lower_
    if word in _NOBODY:
        return False
    if word in _PERSONAL or word in FIRST_PERSON:
        return True
    if token.pos_ == "PROPN" or token.ent_type_ in _ENTITY_TYPES:
        return token.ent_type_ not in ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "MONEY", "CARDINAL")
    return names_people(token) or token.lemma_.casefold() in listed("bodies", "nouns")


def holders_of(parse: Parse, token: Token, statements: Sequence[StatementClaim]) -> tuple[Actor, ...]:
    """Resolve a holder; the first person is whoever speaks. Empty if nobody can be told."""
    if not can_act(token):
        return ()
    if token.lower_ in FIRST_PERSON and child(token, "conj") is None:
        chain = chain_at(statements, parse.span(token.i, token.i + 1))
        return (chain[-1].source,) if chain else ()
    named = [actor for example in _examples(token) for actor in actors_of(parse, example)]
    return tuple(named) or actors_of(parse, token)


def _examples(noun: Token) -> list[Token]:
    """Who is named for a group: "artists such as A and B"; empty if nobody is."""
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("as", "like") and (c.lower_ == "like" or child(c, "amod", "advmod")):
            first = child(c, "pobj")
            if first is None:
                return []
            heads = [first, *(child(first, "appos") or first).conjuncts]
            people = [child(head, "appos") or head for head in heads]
            return people if all(head.pos_ == "PROPN" for head in people) else []
    return []


def joined(actors: Sequence[Actor]) -> Actor | None:
    """Make one actor of several that act together; None of none."""
    if not actors:
        return None
    if len(actors) == 1:
        return actors[0]
    first = actors[0]
    names = [actor.name for actor in actors]
    span = first.span
    for actor in actors[1:]:
        span = span.cover(actor.span)
    name = ", ".join(names[:-1]) + " and " + names[-1]
    return Actor(name=name, span=span, kind="group")
