"""The moment that a figure holds for."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_time import mentions_in, when_of
from newsledger.model import When
from newsledger.reading.quantities.scan import Quantity
from newsledger.reading.quantities.tables import listed
from newsledger.timex import publication_when

_NEWS = dt.timedelta(days=7)  # what happened within a week of the report is the report's own news
_BESIDE = frozenset({"pobj", "prep", "npadvmod", "appos", "nsubj", "nsubjpass"})
_CLOSE = ("publication", "day:", "week:", "weekend:", "weekday:")


def past_of(parse: Parse, predicate: Token | None, quantity: Quantity) -> When | None:
    """Give the time of what happened well before the report ("killed 12 in January"); None for the report's own news.

    predicate: the word that tells what is counted ("killed"), None where only a noun does.
    """
    if predicate is None:
        return None
    told = _date_before_relative(parse, predicate) or when_of(parse, predicate) or _date_of_subject(parse, predicate)
    if told is None or told.value.endswith("_REF") or told.value.startswith("P") or _of_another(parse, told, quantity):
        return None
    published = publication_when(parse.article.published)
    if told.start is None or told.end is None or published.start is None:
        return None if (told.expression or "").startswith(_CLOSE) else told
    return told if told.end < published.start - _NEWS else None


def _of_another(parse: Parse, told: When, quantity: Quantity) -> bool:
    """Tell whether a time starts the count ("since March") or belongs to another value ("up from 19 in 2017")."""
    tokens = parse.tokens(told.span) if told.span is not None else None
    if tokens is None or not len(tokens):
        return False
    start = max(tokens[0].sent.start, tokens.start - 10)
    before = [t for t in tokens.doc[start : tokens.start] if not t.is_space]
    if before and before[-1].lower_ == "since" and quantity.last < tokens.start:
        return True
    beside = next((t.i for t in reversed(before) if t.lower_ in listed("parts", "comparing")), None)
    return beside is not None and not beside < quantity.first < tokens.start


def _date_before_relative(parse: Parse, predicate: Token) -> When | None:
    """Find "the worst since 1996, when 200 people died": the date that a relative clause goes on from."""
    clause = predicate
    for _ in range(4):
        opening = next((c for c in clause.children if c.i < clause.i and _opens(c)), None)
        if opening is not None:
            before = opening.left_edge.i - 1
            while before > clause.sent.start and clause.doc[before].is_punct:
                before -= 1
            if before < clause.sent.start:
                return None
            span = parse.span(before, before + 1)
            return next((m.when for m in parse.times if m.type == "DATE" and m.span.overlaps(span)), None)
        if clause.head == clause or clause.dep_ in ("relcl", "advcl"):
            return None
        clause = clause.head
    return None


def _date_of_subject(parse: Parse, predicate: Token) -> When | None:
    """Find "the worst, in 2019, killed 240": a date beside the subject, or in what opens the clause."""
    if predicate.tag_ not in ("VBD", "VBN"):
        return None
    for mention in mentions_in(parse, parse.sentence_span(predicate.i)):
        tokens = parse.tokens(mention.span)
        if mention.type != "DATE" or not len(tokens) or tokens.start > predicate.i:
            continue
        at = tokens.root
        while at.head != at and at.dep_ in _BESIDE:
            at = at.head
        if at == predicate:
            return mention.when
    return None


def _opens(token: Token) -> bool:
    """Tell whether a word opens a relative clause of time: "when", "in which"."""
    if token.lower_ == "when":
        return True
    return token.dep_ == "prep" and any(c.lower_ == "which" for c in token.children)


def as_of(parse: Parse, past: When | None) -> When:
    """Tell when a figure holds: when the article appeared, or for what happened long before, when it happened."""
    return past if past is not None else publication_when(parse.article.published)
