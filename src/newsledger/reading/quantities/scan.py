"""Quantities of a parse: each number with its bound and the tokens it hangs on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.model import Bound
from newsledger.reading.quantities.bounds import bound_of
from newsledger.reading.quantities.numerals import Numeral, find_numerals
from newsledger.reading.quantities.units import measurement

_ONE = re.compile(
    r"(?:more than|less than|over|about|nearly|almost|at least|around|up to|only|under)\s+(an?)\s+(?=\w)", re.I
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_INNER = frozenset(
    {"nummod", "quantmod", "compound", "amod", "nmod", "advmod", "det", "punct", "npadvmod", "poss", "predet"}
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a sentence.

    first, last: indices of its first and last token in the parse (``last`` inclusive), the words of the bound left out.
    left: index of the first token with the words of the bound. noun: what is counted, None where no noun is told.
    anchor: the token that stands for the whole noun phrase in the sentence. partitive: "20 of the soldiers".
    hyphened: part of an adjective ("a 25-ton truck").
    """

    numeral: Numeral
    bound: Bound
    first: int
    last: int
    left: int
    right: int
    anchor: Token
    noun: Token | None
    partitive: bool = False
    hyphened: bool = False


def quantities_of(parse: Parse, sentence: TokenSpan) -> list[Quantity]:
    """All numbers of one sentence in order, whatever they stand for."""
    text = sentence.text
    numerals = find_numerals(text)
    numerals += [n for n in _units_of_one(text) if not any(n.start < m.end and m.start < n.end for m in numerals)]
    numerals.sort(key=lambda n: n.start)
    found = []
    for numeral in numerals:
        bound, start, end = bound_of(text, numeral)
        tokens = sentence.char_span(numeral.start, numeral.end, alignment_mode="expand")
        around = sentence.char_span(start, end, alignment_mode="expand")
        if tokens is None or around is None or not len(tokens):
            continue
        if bound == "over" and len(around) > 1 and around[0].dep_ == "prt":
            bound, around = "exact", tokens  # "handed over 20 prisoners"
        found.append(_hang(numeral, bound, tokens, around))
    return found


def _units_of_one(text: str) -> list[Numeral]:
    """Find "more than a mile": the article is a number before a unit of measurement."""
    out = []
    for match in _ONE.finditer(text):
        word = re.match(r"\w+", text[match.end() :])
        if word and measurement(word.group().casefold()):
            out.append(Numeral(match.start(1), match.end(1), 1.0, words=True, article=True))
    return out


def _hang(numeral: Numeral, bound: Bound, tokens: TokenSpan, around: TokenSpan) -> Quantity:
    """Find the noun that a number counts and the token that stands for the phrase."""
    root = tokens.root
    quantity = Quantity(
        numeral, bound, tokens.start, tokens.end - 1, min(around.start, tokens.start), max(around.end, tokens.end),
        root, None,
    )  # fmt: skip
    doc = root.doc
    after = doc[tokens.end] if tokens.end < len(doc) else None
    if after is not None and after.text in "-–—‑" and not after.whitespace_ and not doc[tokens.end - 1].whitespace_:
        nxt = doc[tokens.end + 1] if tokens.end + 1 < len(doc) else None
        if nxt is not None and nxt.is_alpha and nxt.sent == root.sent:
            return replace(quantity, noun=nxt, anchor=_top(nxt), hyphened=True)
    if root.dep_ in _INNER and root.head.i > tokens.end - 1 and root.head.pos_ in _NOUNS | {"ADJ", "NUM"}:
        counted = root.head
        while counted.pos_ in ("ADJ", "NUM") and counted.head.i > counted.i and counted.head.pos_ in _NOUNS | {"ADJ"}:
            counted = counted.head  # "3 million more votes", "20 of 45 miners"
        if doc[tokens.end - 1].text.endswith("m.") and counted.is_title:
            return quantity  # "pledged 90m. Norden": two sentences
        return replace(quantity, anchor=counted, noun=counted)
    of = next((c for c in root.children if c.dep_ == "prep" and c.lower_ == "of" and c.i >= tokens.end), None)
    if of is None and after is not None and after.lower_ == "of":
        of = after
    if of is not None:
        noun = next((c for c in of.children if c.dep_ == "pobj" and c.pos_ != "PRON"), None)
        if noun is not None and noun.like_num:  # "20 of 45 miners"
            noun = _following_noun(doc[noun.i : noun.i + 1])
        return replace(quantity, anchor=root, noun=noun, partitive=True)
    noun = _following_noun(tokens)
    if noun is not None:
        return replace(quantity, anchor=noun, noun=noun)
    if root.pos_ in _NOUNS and root.dep_ not in _INNER:
        return quantity
    return replace(quantity, anchor=_top(root))


def _top(token: Token) -> Token:
    """Climb out of a hyphened or compound modifier to the noun it belongs to."""
    at = token
    for _ in range(4):
        if at.dep_ in _INNER and at.head != at and at.head.i >= at.i:
            at = at.head
        else:
            break
    return at


def _following_noun(tokens: TokenSpan) -> Token | None:
    """The noun that follows the number, adjectives between, where the parser did not attach it."""
    doc, at = tokens.doc, tokens.end
    limit = min(len(doc), tokens.sent.end, at + 5)
    noun = None
    while at < limit:
        token = doc[at]
        if token.pos_ in _NOUNS and not token.is_title:
            noun = token
        elif noun is not None or token.pos_ not in ("ADJ", "PROPN", "ADV"):
            break
        at += 1
    return noun
