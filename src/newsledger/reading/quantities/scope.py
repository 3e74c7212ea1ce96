"""Who, where, which event a figure is about: the phrases beside it, in the text's own words."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.reading.quantities.scan import Quantity

_PLACES = frozenset({"in", "at", "near", "across", "on", "from", "during", "throughout", "inside", "around", "between"})
_MAX_TOKENS = 14
_MAX_PARTS = 3


def scope_of(parse: Parse, quantity: Quantity, predicate: Token | None) -> str:
    """Words for the scope of a figure ("Chinese tourists; in the blast"), empty where the sentence tells none."""
    parts: list[str] = []
    if quantity.noun is not None:
        parts += _own(parse, quantity.noun)
    if predicate is not None:
        parts += _around(parse, predicate, quantity)
    unique = list(dict.fromkeys(p for p in parts if p))
    return "; ".join(unique[:_MAX_PARTS])


def _own(parse: Parse, noun: Token) -> list[str]:
    """Owner and complements of the counted noun."""
    parts = []
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON":
            parts.append(_said(parse, child))
        elif child.dep_ == "prep" and child.lower_ in _PLACES | {"of"}:
            parts += [_said(parse, c) for c in child.children if c.dep_ == "pobj"]
    return parts


def _around(parse: Parse, predicate: Token, quantity: Quantity) -> list[str]:
    """Place and event phrases of the predicate, and the event that is its subject."""
    parts = []
    for child in predicate.children:
        inside = child.i <= quantity.last and child.right_edge.i >= quantity.first
        if inside:
            continue
        if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN"):
            parts.append(_said(parse, child))
        elif child.dep_ in ("prep", "agent") and child.lower_ in _PLACES | {"by"}:
            parts += [
                _said(parse, c) for c in child.children
                if c.dep_ == "pobj" and c.ent_type_ not in ("DATE", "TIME", "CARDINAL")
            ]  # fmt: skip
    return parts


def _said(parse: Parse, token: Token) -> str:
    """A phrase in the text's own words, cut where it grows long."""
    left, right = token.left_edge.i, token.right_edge.i + 1
    if right - left > _MAX_TOKENS:
        left, right = max(left, token.i - 4), token.i + 1
    while left < right - 1 and token.doc[right - 1].is_punct:
        right -= 1
    return " ".join(parse.text(parse.span(left, right)).split())
