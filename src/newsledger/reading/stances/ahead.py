"""Times that lie ahead: when something planned, promised or due is to happen."""

from __future__ import annotations

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_time import when_of
from newsledger.model import TimeMention, When

_PAST = ("last", "ago", "earlier", "yesterday", "previous")


def ahead_of(parse: Parse, head: Token) -> When | None:
    """The time of what a verb or noun heads, where a time in its phrase can lie ahead; None if it tells none."""
    inside = [t for t in _times_in(parse, head) if _can_lie_ahead(parse, t)]
    if inside:
        nearest = min(inside, key=lambda t: (_depth(parse, t, head), t.span.start))
        return nearest.when
    found = when_of(parse, head)
    if found is None or found.value in ("PAST_REF", "PRESENT_REF") or _before_publication(parse, found):
        return None
    if found.span is not None and not parse.sentence_span(head.i).contains(found.span):
        return None
    return found if found.span is not None else None


def _times_in(parse: Parse, head: Token) -> list[TimeMention]:
    """Times that stand inside the phrase of a token, those of relative clauses left out."""
    span = parse.span(head.left_edge.i, head.right_edge.i + 1)
    found = []
    for time in parse.times:
        if time.type in ("DATE", "TIME") and span.contains(time.span):
            tokens = parse.tokens(time.span)
            if len(tokens) and not _behind_clause(tokens.root, head):
                found.append(time)
    return found


def _behind_clause(token: Token, head: Token) -> bool:
    """Tell whether a relative or adverbial clause lies between a time and the head."""
    at = token
    while at != head and at.head != at:
        if at.dep_ in ("relcl", "parataxis", "ccomp", "advcl") and at != head:
            return True
        at = at.head
    return False


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
    return time.when.value not in ("PAST_REF", "PRESENT_REF") and not _before_publication(parse, time.when)


def _before_publication(parse: Parse, when: When) -> bool:
    """Tell whether a time is known to end before the article was published."""
    published = parse.article.published.when
    if published is None or published.start is None or when.end is None:
        return False
    return when.end < published.start
