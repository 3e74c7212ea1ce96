"""What descriptions of people and of bodies share: whose they are and how they are named."""

from __future__ import annotations

from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal
from newsledger.language.tables import word_classes


def word_list(name: str) -> frozenset[str]:
    """A list of the table of words about reference."""
    return word_classes("word_lists.tsv")[name]


def owner_country(talk: Discourse, n: Nominal) -> str | None:
    """Country of the owner of a phrase, where what is owned is of that country too."""
    if n.noun in word_classes("modifiers.tsv")["outside"]:
        return None
    figure = talk.cast.figure_at(n.owner) if n.owner is not None else None
    return figure.country if figure is not None else None


def words_of_phrase(talk: Discourse, n: Nominal) -> str:
    """The phrase without determiner, a possessive pronoun replaced by its owner."""
    tokens = talk.tokens
    start = n.start
    if tokens.tag[start] == "PRP$" and start < n.head:
        owner = talk.cast.figure_at(start)
        if owner is not None and (owner.names or not owner.plural) and not owner.members:
            return f"{owner.name}'s {tokens.phrase(start + 1, n.end)}"
    while start < n.head and (tokens.pos[start] in ("DET", "ADV") or tokens.lower[start] in word_list("roughly")):
        start += 1
    return tokens.phrase(start, n.end)
