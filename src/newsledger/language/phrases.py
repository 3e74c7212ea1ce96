"""What descriptions of people and of bodies share: whose they are and how they are named."""

from __future__ import annotations

from newsledger.language.cast import Figure
from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal
from newsledger.language.tables import group_hypernyms, word_classes
from newsledger.language.tokens import Tokens

_LONGEST_TAIL = 8


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
    """The phrase without determiner, a possessive pronoun replaced by its owner.

    A word that tells nobody from anybody by itself keeps what restricts it ("countries bordering Norland").
    """
    tokens = talk.tokens
    start = n.start
    if tokens.tag[start] == "PRP$" and start < n.head:
        owner = talk.cast.figure_at(start)
        if owner is not None and (owner.names or not owner.plural or owner.members):
            return _owned(owner, tokens.phrase(start + 1, n.end))
    while start < n.head and (tokens.pos[start] in ("DET", "ADV") or tokens.lower[start] in word_list("roughly")):
        start += 1
    end = n.end
    if start == n.head and tokens.lower[n.head] in word_list("general") | word_list("populace"):
        end = _restricted(tokens, n.head)
    return tokens.phrase(start, end)


def _owned(owner: Figure, what: str) -> str:
    """What somebody has, in words: "Lind's party", "allies of the United States"."""
    if owner.names and not owner.name.endswith("s"):
        return f"{owner.name}'s {what}"
    if owner.members or owner.name.endswith("s"):
        article = "the " if owner.name.casefold() in word_list("articled") else ""
        return f"{what} of {article}{owner.name}"
    return f"{owner.name}'s {what}"


def _restricted(tokens: Tokens, head: int) -> int:
    """Index after the participle, relative clause or prepositional phrase that restricts a noun; no comma before it."""
    end = head + 1
    for child in tokens.children[head]:
        if child != end and not (tokens.dep[child] in ("acl", "relcl") and tokens.left(child) == end):
            continue
        people = tokens.lower[head] in word_list("populace")
        with_noun = tokens.dep[child] == "prep" and tokens.lower[child] in ("of", "from", "in", "with")
        if with_noun or tokens.dep[child] == "relcl" or (tokens.dep[child] == "acl" and not people):
            end = tokens.right(child)
    stop = next((i for i in range(head + 1, end) if tokens.pos[i] == "PUNCT" and tokens.text[i] != "-"), end)
    return stop if stop - head <= _LONGEST_TAIL else head + 1


def group_called(talk: Discourse, n: Nominal) -> Figure | None:
    """The group last spoken of that "the men", "the protesters", "the gang" can stand for."""
    stands_for = group_hypernyms().get(n.noun, frozenset())
    sentence = talk.tokens.sentence[n.head]
    found: Figure | None = None
    for figure in talk.cast.figures:
        if not figure.plural or figure.members or figure.last < sentence - 8 or not stands_for & figure.nouns:
            continue
        if n.country and figure.country and n.country != figure.country:
            continue
        if found is None or figure.last_head > found.last_head:
            found = figure
    return found
