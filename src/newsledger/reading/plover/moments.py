"""When events happened that carry no time of their own, as far as news conventions tell.

Two conventions of news writing are used. An article tells its central happening more than once and dates it once ("The
blast on Monday …", later "the blast killed"): an undated mention of the same class is dated like the dated ones. And
news is of the day: what a lead sentence tells in the past or present perfect, and what somebody is reported to say in
the simple past, is as of publication. Background (past perfect, relative clauses, years gone by) gets no such time.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_time import when_of
from newsledger.model import BlockKind, EventClaim, When
from newsledger.reading.plover.frames import is_verb
from newsledger.timex import publication_when

_VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
_RECENT = dt.timedelta(days=31)
_TOO_LONG = dt.timedelta(days=400)  # "in recent years" dates no event
_LEAD_SENTENCES = 5
_SENTENCE = 6  # tokens; shorter ones are labels
_WITH = frozenset({"xcomp", "advcl", "dobj", "prep", "pobj", "pcomp", "conj", "nsubj", "nsubjpass"})
_ASIDE = frozenset({"relcl", "acl", "advcl", "amod", "pcomp"})
_NEAR = ("weekday:", "day:")
_TOLD = frozenset({"happened", "claimed", "denied"})


def dated(parse: Parse, claims: Sequence[EventClaim]) -> list[EventClaim]:
    """The claims, those without a time dated by the conventions of news where they apply."""
    central = _central(parse, claims)
    publication = publication_when(parse.article.published)
    body = [s.start for s in parse.sentences if parse.kind_of(s.start) is BlockKind.PARAGRAPH and len(s) >= _SENTENCE]
    lead_end = body[min(_LEAD_SENTENCES, len(body)) - 1] if body else 0
    own = {parse.tokens(claim.trigger_span)[0].i: claim.when for claim in claims if claim.when is not None}
    found = []
    for claim in claims:
        when = claim.when
        if when is not None and when.start and when.end and when.end - when.start > _TOO_LONG:
            when = None
        elif when is None and claim.status in _TOLD and not claim.historical:
            token = parse.tokens(claim.trigger_span)[0]
            when = _antecedent_time(parse, token)
            if when is None:
                when = _shared(token, own)
            if when is None and claim.type in _VERBAL:
                when = _as_told(parse, token)
            if when is None:
                when = central.get(claim.type) if same_scene(token) else None
            if when is None and _is_news(parse, claim, token, lead=token.i <= lead_end):
                when = publication
        found.append(claim if when is claim.when else msgspec.structs.replace(claim, when=when))
    return found


def _central(parse: Parse, claims: Sequence[EventClaim]) -> dict[str, When]:
    """The recent time that most dated events of a class have, for classes of deeds."""
    published = parse.article.published.when
    last = published.end if published is not None else None
    times: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], When] = {}
    for claim in claims:
        when = claim.when
        if when is None or claim.type in _VERBAL or claim.status not in _TOLD or not is_recent(when, last):
            continue
        key = when.iso or when.expression or when.value
        times.setdefault(claim.type, Counter())[key] += 1
        first.setdefault((claim.type, key), when)
    return {event: first[event, min(n, key=lambda k: (-n[k], k))] for event, n in times.items()}


def is_recent(when: When, last: dt.date | None) -> bool:
    """Whether a time lies in the weeks before publication, or counts from it ("on Thursday", "yesterday")."""
    if when.start is None or when.end is None:
        return (when.expression or "").startswith(_NEAR)
    return last is not None and last - _RECENT <= when.start and when.end <= last


def _antecedent_time(parse: Parse, token: Token) -> When | None:
    """As in "The attacks of 13 November, which killed 130": the time of the noun that a relative clause belongs to."""
    if is_verb(token) and token.dep_ in ("relcl", "acl") and not is_verb(token.head):
        return when_of(parse, token.head)
    return None


def _as_told(parse: Parse, token: Token) -> When | None:
    """What a quotation does by being said ("I condemn …", she said on Monday) has the time of the saying."""
    if not is_verb(token) or token.tag_ not in ("VBP", "VBZ", "VB") or token.dep_ not in ("ccomp", "parataxis"):
        return None
    return when_of(parse, token.head) if is_verb(token.head) else None


def _shared(token: Token, own: Mapping[int, When]) -> When | None:
    """As in "Met on Monday to discuss …", "attacked on Monday, killing …": the time of the event that it goes with."""
    at = token
    while at.dep_ in _WITH and at.head.i != at.i:
        at = at.head
        if at.i in own:
            return own[at.i]
    return None


def same_scene(token: Token) -> bool:
    """Whether an undated deed may belong to the article's central happening: a past tense, or a definite noun."""
    if is_verb(token):
        return token.tag_ in ("VBD", "VBN", "VBG") or token.dep_ == "xcomp"
    return any(c.dep_ in ("det", "poss") and c.lower_ not in ("a", "an", "any", "no") for c in token.lefts)


def _is_news(parse: Parse, claim: EventClaim, token: Token, *, lead: bool) -> bool:
    """Whether the clause is news of the day: simple tenses of the main line, or the perfect in a lead sentence."""
    verb = token if is_verb(token) else token.head
    if not is_verb(verb):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    at = verb
    while at.head.i != at.i:
        if at.dep_ in _ASIDE and not (at.head.dep_ == "ROOT" and not is_verb(at.head)):
            return False
        at = at.head
    if "had" in auxiliaries:
        return False
    if claim.status == "denied":  # what is said not to have happened has not happened by now
        return True
    if auxiliaries & {"has", "have", "'ve"}:
        return lead
    return lead or claim.type in _VERBAL
