"""Times that lie ahead: when something planned, promised or due is to happen."""

from __future__ import annotations

import datetime as dt
import re

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_time import mentions_in, when_of
from newsledger.model import Span, TimeMention, When
from newsledger.reading.stances.tables import listed
from newsledger.reading.stances.terms import term_in
from newsledger.reading.syntax import SUBJECTS
from newsledger.timex import resolve

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]\.?m\.?)?", re.IGNORECASE)
_STRETCH = re.compile(
    r"\b(?:coming|next|within)\s+(?:few\s+|several\s+|couple\s+of\s+)?(days|weeks|months|years)\b(?!\s+(?:of|after|from)\b)",
    re.IGNORECASE,
)
# How far "the coming days" and their like reach, in days: less than the next larger unit of a few.
_REACH = {"days": 10, "weeks": 45, "months": 180, "years": 1100}
_PAST = ("last", "ago", "earlier", "yesterday", "previous")


def ahead_of(parse: Parse, head: Token) -> When | None:
    """The time of what a verb or noun heads, where a time in its phrase can lie ahead; None if it tells none."""
    loose = _stretch_ahead(parse, head) or _term_ahead(parse, head)
    if loose is not None:
        return loose
    inside = [t for t in _times_in(parse, head) if _can_lie_ahead(parse, t)]
    if inside:
        nearest = min(inside, key=lambda t: (_depth(parse, t, head), t.span.start))
        return nearest.when
    found = when_of(parse, head)
    if found is None or found.value.endswith("_REF") or _before_publication(parse, found):
        return None
    if (
        found.span is None
        or not parse.sentence_span(head.i).contains(found.span)
        or _of_the_telling(parse, head, found)
    ):
        return None
    return found


def _of_the_telling(parse: Parse, head: Token, when: When) -> bool:
    """Tell whether a time stands before the act and belongs to the verb that tells it ("on Friday agreed to meet")."""
    tokens = parse.tokens(when.span) if when.span is not None else None
    if tokens is None or not len(tokens) or tokens.start > head.i or head.left_edge.i <= tokens.start:
        return False
    return head.head != head and head.dep_ in ("xcomp", "ccomp") and not tokens.root.is_ancestor(head)


def _term_ahead(parse: Parse, head: Token) -> When | None:
    """Read "within 28 days" in the phrase of a token; not in a clause that hangs on it."""
    span = parse.span(max(head.i, head.sent.start), min(head.right_edge.i + 1, head.sent.end))
    found = term_in(parse, span)
    tokens = parse.tokens(found.span) if found is not None and found.span is not None else None
    if tokens is None or not len(tokens) or _behind_clause(tokens.root, head):
        return None
    return found


def _stretch_ahead(parse: Parse, head: Token) -> When | None:
    """Read "in the coming weeks", "over the next few months": from the report on, as far as the unit reaches."""
    span = parse.span(max(head.left_edge.i, head.sent.start), min(head.right_edge.i + 1, head.sent.end))
    found = list(_STRETCH.finditer(parse.text(span)))
    if not found:
        return None
    unit = max((m.group(1).casefold() for m in found), key=lambda name: _REACH[name])
    reach = dt.timedelta(days=_REACH[unit])
    where = Span(span.start + found[0].start(), span.start + found[-1].end())
    published = parse.article.published.when
    if published is None or published.start is None:
        return When(value="FUTURE_REF", expression=f"coming:{unit.removesuffix('s')}:X", span=where)
    return When(value="FUTURE_REF", start=published.start, end=published.start + reach, span=where)


def ahead_beside(parse: Parse, word: Token, what: Token) -> When | None:
    """Find a time that stands after what is planned, hangs on the word that tells the plan, and must lie ahead."""
    right = min(word.right_edge.i + 1, what.right_edge.i + 12, word.sent.end)
    for time in parse.times:
        if time.type not in ("DATE", "TIME") or time.when.value.endswith("_REF"):
            continue
        tokens = parse.tokens(time.span)
        if not len(tokens) or not what.i < tokens.start < right or _behind_clause(tokens.root, word):
            continue
        words = {t.lower_ for t in tokens} | {word.doc[tokens.start - 1].lower_}
        if word.doc[tokens.start - 1].lower_ == "for":  # "has called a meeting for Saturday"
            turned = _turned(parse, time.when)
            if _after_publication(parse, turned):
                return turned
        if (listed("plans", "ahead") & words or _after_publication(parse, time.when)) and _can_lie_ahead(parse, time):
            return time.when
    return None


def put_off_to(parse: Parse, word: Token) -> When | None:
    """The new time in "was delayed until June", "put back to 15 November"; it lies ahead, whatever the tense."""
    for time in mentions_in(parse, parse.sentence_span(word.i)):
        tokens = parse.tokens(time.span) if time.type in ("DATE", "TIME") else None
        if tokens is None or not len(tokens) or not word.i < tokens.start < min(word.i + 8, word.sent.end):
            continue
        between = [t.lower_ for t in word.doc[word.i + 1 : tokens.start]]
        if not listed("plans", "put_off") & set(between):
            continue
        when = _turned(parse, time.when)
        return None if _before_publication(parse, when) else when
    return None


def _turned(parse: Parse, when: When) -> When:
    """A time read as lying ahead of the report, whatever the tense of the verb beside it."""
    expression = (when.expression or "").replace(":behind", ":ahead").replace(":past", ":future")
    return resolve(msgspec.structs.replace(when, expression=expression), parse.article.published)


def not_before(parse: Parse, verb: Token) -> When | None:
    """The earliest time in "will not be finished before September", "until November"; None if none is told."""
    for c in verb.children:
        if c.dep_ in ("prep", "mark") and c.lower_ in listed("plans", "not_before") and c.i > verb.i:
            span = parse.span(c.i, min(c.right_edge.i + 1, verb.sent.end))
            return next((t.when for t in parse.times if span.contains(t.span) and t.type in ("DATE", "TIME")), None)
    return None


def _after_publication(parse: Parse, when: When) -> bool:
    """Tell whether a time is known not to end before the article was published."""
    published = parse.article.published.when
    if published is None or published.end is None or when.end is None:
        return False
    return when.end >= published.end


def _times_in(parse: Parse, head: Token) -> list[TimeMention]:
    """Times that stand inside the phrase of a token, those of relative clauses left out."""
    span = parse.span(head.left_edge.i, head.right_edge.i + 1)
    found = []
    for time in parse.times:
        if time.type in ("DATE", "TIME") and span.contains(time.span) and not _CLOCK.fullmatch(parse.text(time.span)):
            tokens = parse.tokens(time.span)
            if len(tokens) and not _behind_clause(tokens.root, head):
                found.append(time)
    return found


def _behind_clause(token: Token, head: Token) -> bool:
    """Tell whether a relative or adverbial clause lies between a time and the head."""
    at = token
    while at != head and at.head != at:
        if at.dep_ == "conj" and at.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS | {"aux"} for c in at.children):
            return True  # "must ratify the deal, and a vote is set for Monday"
        if at.dep_ in ("relcl", "parataxis", "ccomp", "advcl") and not _bare_infinitive(at):
            return at.lemma_ not in listed("plans", "openings")
        at = at.head
    return False


def _bare_infinitive(verb: Token) -> bool:
    """Tell whether a complement is no clause of its own time: "let experts inspect the dam by May 31"."""
    return verb.dep_ == "ccomp" and verb.tag_ == "VB" and not any(c.dep_ in ("aux", "mark") for c in verb.children)


def _depth(parse: Parse, time: TimeMention, head: Token) -> int:
    tokens = parse.tokens(time.span)
    at, depth = tokens.root, 0
    while at != head and at.head != at and depth < 50:
        at, depth = at.head, depth + 1
    return depth


def _can_lie_ahead(parse: Parse, time: TimeMention) -> bool:
    words = parse.text(time.span).casefold().split()
    if any(word in _PAST for word in words):
        return False
    return not time.when.value.endswith("_REF") and not _before_publication(parse, time.when)


def _before_publication(parse: Parse, when: When) -> bool:
    """Tell whether a time is known to end before the article was published."""
    published = parse.article.published.when
    if published is None or published.start is None or when.end is None:
        return False
    return when.end < published.start
