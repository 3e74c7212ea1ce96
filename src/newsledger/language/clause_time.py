"""When a clause says that its predicate happens."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

import msgspec
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.language.parse import Parse
from newsledger.language.times import governor, root_of, verb_direction
from newsledger.model import Span, TimeMention, When
from newsledger.timex import resolve

_PART_OF_DAY = re.compile(r"/T[^/]*")
_PREPOSITIONS = frozenset({"in", "on", "during", "since", "by", "until"})
# Subordinate clauses of the same time as their main clause.
_TOGETHER = frozenset({"when", "as", "while"})
_BESIDE = frozenset({"AFTER", "BEFORE"})
_HAVE = frozenset({"have", "has", "had", "'ve", "'s"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "oprd", "appos"})


def when_of(parse: Parse, predicate: Token) -> When | None:
    """The time that the clause of ``predicate`` (a verb or an event noun) gives it, or None if it gives none.

    Looked for, in this order: the predicate's own dependents; a participle or relative clause of a noun ("talks held in
    July"); the verb that a noun is subject or object of; the verb that shares its time with a conjunct or takes the
    predicate as its complement. A part of a day comes back as the day. Times that contradict the tense of a verb
    ("called for talks next month") are not its own.
    """
    attached = _attached(parse, predicate)
    if not attached:
        return None
    for place in _places(predicate):
        own = [m for m in attached if m[0].i == place.i]
        fitting = [mention for token, mention in own if _fits(predicate, place, mention)]
        if fitting:
            best = min(fitting, key=lambda m: (_length(m.when), abs(m.span.start - parse.offsets[predicate.i])))
            return _as_day(parse, best)
    loose = [mention for host, mention in attached if _trailing(parse, predicate, host, mention)]
    return _as_day(parse, loose[-1]) if loose and predicate.pos_ in ("VERB", "AUX") else None


def _trailing(parse: Parse, predicate: Token, host: Token, mention: TimeMention) -> bool:
    """Whether a time behind the predicate hangs on a noun of its clause ("found by a group in May")."""
    if host.i <= predicate.i or host.pos_ not in ("NOUN", "PROPN") or not _under(host, predicate):
        return False
    tokens = parse.tokens(mention.span)
    before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
    return before in _PREPOSITIONS and tokens[0].i > host.i and _fits(predicate, predicate, mention)


def _attached(parse: Parse, predicate: Token) -> list[tuple[Token, TimeMention]]:
    """The points of time of the predicate's sentence, each with the verb or noun it hangs on."""
    sentence = parse.sentence_of(predicate.i)
    span = parse.span(sentence.start, sentence.end)
    found = []
    for mention in mentions_in(parse, span):
        pointless = mention.type in ("DURATION", "SET") and not mention.when.expression
        if pointless or mention.when.value.endswith("_REF"):
            continue
        tokens = parse.tokens(mention.span)
        if len(tokens) and not _only_compared(tokens, mention):
            found.append((_host(root_of(tokens), tokens.start, tokens.end), mention))
    return found


def _only_compared(tokens: TokenSpan, mention: TimeMention) -> bool:
    """Whether a time is but what something is measured from: "the worst since 2011", "after the Cold War".

    What has gone on since a day did begin then ("have held the town since March").
    """
    if mention.when.expression is None and mention.when.mod in _BESIDE:
        return True
    before = tokens[0].nbor(-1) if tokens[0].i else None
    if before is None or before.lower_ != "since":
        return False
    verb = governor(root_of(tokens))
    return verb is None or not any(c.lower_ in _HAVE for c in verb.children if c.dep_ == "aux")


def mentions_in(parse: Parse, span: Span) -> Iterator[TimeMention]:
    """The mentions of time within a stretch of the page text."""
    starts = [m.span.start for m in parse.times]
    for mention in parse.times[bisect.bisect_left(starts, span.start) :]:
        if mention.span.start >= span.end:
            return
        yield mention


def _host(root: Token, start: int, end: int) -> Token:
    """The word that a time hangs on: upwards over prepositions, other time words and their like."""
    token = root
    while token.head != token:
        token = token.head
        inside = start <= token.i < end
        if not inside and token.pos_ not in ("ADP", "SCONJ", "DET", "ADV", "PUNCT", "NUM", "PART"):
            return token
    return token


def _places(predicate: Token) -> Iterator[Token]:
    """The words whose times the predicate may have, its own first."""
    yield predicate
    if predicate.pos_ in ("NOUN", "PROPN"):
        yield from _around_noun(predicate)
        return
    token = predicate
    while token.dep_ in ("conj", "xcomp", "aux", "auxpass") and token.head != token:
        token = token.head
        yield token
    for child in predicate.children:
        if child.dep_ in ("prep", "dobj", "attr") or _together(child):
            yield child
    # "did not reach agreement on lifting it today": a time at the end hangs on the gerund, but is the verb's.
    for inner in predicate.subtree:
        if inner.dep_ == "pcomp" and inner.tag_ == "VBG" and _under(inner, predicate):
            yield inner
    if _together(predicate):
        yield predicate.head
        yield from (c for c in predicate.head.children if c.dep_ in ("nsubj", "nsubjpass"))
    if predicate.tag_ == "VBG" and predicate.dep_ in ("advcl", "acl") and not _marked(predicate):
        verb = governor(predicate)  # "released a video in August claiming ..."
        if verb is not None:
            yield verb


def _together(clause: Token) -> bool:
    """Whether a subordinate clause tells of the same time as its main clause ("failed when they ...")."""
    return clause.dep_ == "advcl" and any(c.lower_ in _TOGETHER for c in clause.children)


def _marked(clause: Token) -> bool:
    """Whether a conjunction or a preposition sets a clause apart in time ("before leaving", "after meeting")."""
    return any(
        c.dep_ in ("mark", "prep", "advmod") and c.i < clause.i and c.pos_ in ("SCONJ", "ADP") for c in clause.children
    )


def _under(gerund: Token, predicate: Token) -> bool:
    """Whether a gerund belongs to a predicate with no other verb between them."""
    return next((a.i == predicate.i for a in gerund.ancestors if a.pos_ in ("VERB", "AUX")), False)


def _around_noun(noun: Token) -> Iterator[Token]:
    """The words whose times a noun may have: its participle, the nouns it belongs to, the verb it is an argument of."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl", "compound", "nmod"):
            yield child
    if (participle := _participle_behind(noun)) is not None:
        yield participle
        return
    head = noun
    while head.dep_ in ("compound", "conj", "pobj", "prep", "poss", "nmod", "amod") and head.head != head:
        head = head.head
        if head.lower_ == "according":
            return
        if head.pos_ in ("NOUN", "PROPN") and head.dep_ != "conj":
            yield head
    verb = head if head.pos_ in ("VERB", "AUX") else head.head if head.dep_ in _ARGUMENTS else None
    while verb is not None and verb.pos_ in ("VERB", "AUX"):
        yield verb
        verb = verb.head if verb.dep_ == "xcomp" else None


def _participle_behind(noun: Token) -> Token | None:
    """The participle in "the resolution, passed on ...", which parsers often hang elsewhere."""
    at = noun.i + 1
    if at + 1 < len(noun.doc) and noun.doc[at].text == "," and noun.doc[at + 1].tag_ == "VBN":
        token: Token = noun.doc[at + 1]
        return token
    return None


def _fits(predicate: Token, place: Token, mention: TimeMention) -> bool:
    """Whether a time may be that of the predicate: a done thing has no time to come, a coming one none in the past."""
    side = _side(mention.when)
    if side is None:
        return True
    if place.i == predicate.i and predicate.pos_ in ("VERB", "AUX"):
        told = verb_direction(predicate)
        return told is None or told == side or predicate.tag_ not in ("VBD", "VBN")
    if predicate.pos_ in ("VERB", "AUX"):
        told = verb_direction(predicate)
        return told is None or told == side
    return True


def _side(when: When) -> str | None:
    """Whether a time lies before or after publication by its expression alone."""
    found = re.match(r"\w+:([+-]?\d+)", when.expression or "")
    if found and not (when.expression or "").startswith(
        ("weekday", "monthday", "monthname", "dom", "quartername", "halfname")
    ):
        number = int(found[1])
        return "future" if number > 0 else "past" if number < 0 else None
    if when.expression and ":future" in when.expression:
        return "future"
    return None


def _length(when: When) -> int:
    """Days that a time leaves open."""
    if when.start is None or when.end is None:
        return 1 if re.match(r"[\dX]{4}-[\dW]", when.value) else 400
    return (when.end - when.start).days


def _as_day(parse: Parse, mention: TimeMention) -> When:
    """The time without its part of the day, resolved by the article's publication."""
    when = mention.when
    if when.expression and _PART_OF_DAY.search(when.expression):
        day = msgspec.structs.replace(when, expression=_PART_OF_DAY.sub("", when.expression), zone=None)
        return resolve(day, parse.article.published)
    if "T" in when.value and not when.value.startswith("P"):
        return msgspec.structs.replace(when, value=when.value.partition("T")[0], zone=None)
    return when
