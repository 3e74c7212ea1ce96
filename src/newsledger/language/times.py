"""Temporal expressions of a whole parse: the tense of the governing verb tells which way a bare date looks."""

from __future__ import annotations

import datetime as dt

import msgspec
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from newsledger.language.parse import Parse
from newsledger.model import Article, Publication, Span, TimeMention
from newsledger.timex import Setting
from newsledger.timex.flow import Flow
from newsledger.timex.resolve import Anchor, anchor_of
from newsledger.timex.setting import domain_country
from newsledger.timex.tagger import Direction, Tagger

_MODALS = frozenset({"will", "shall", "wo", "'ll", "would", "may", "might", "must", "should", "can"})
# Participles and adjectives of things to come, and verbs whose infinitive tells what did happen. Our own lists.
_PLANNED = frozenset({"schedule", "plan", "expect", "slate", "set", "propose", "forecast", "intend", "due", "project"})
_IMPLICATIVE = frozenset(
    {"begin", "start", "continue", "manage", "fail", "help", "go", "come", "use", "prove", "appear"}
)
_DUE = frozenset({"effective", "due", "payable", "scheduled"})
_FORWARD = frozenset({"until", "till", "by"})


def root_of(tokens: TokenSpan) -> Token:
    """The token of a stretch whose head lies outside of it."""
    root: Token = tokens.root
    return root


def governor(token: Token) -> Token | None:
    """The nearest verb above a token, or None if there is none."""
    for head in token.ancestors:
        if head.pos_ in ("VERB", "AUX"):
            return head
    return None


def verb_direction(verb: Token) -> str | None:
    """Whether a verb in its tense speaks of the past or the future; None if it does not tell."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    lemmas = {c.lower_ for c in auxiliaries}
    if lemmas & _MODALS:
        return "past" if "have" in lemmas and not lemmas & {"will", "shall", "'ll", "wo"} else "future"
    if any(c.tag_ == "TO" for c in auxiliaries):
        above = verb.head
        if verb.dep_ == "xcomp" and above.lemma_ in _IMPLICATIVE:
            return verb_direction(above)
        # "extended their offers to acquire it Friday": beside a past verb an infinitive tells nothing.
        past = above.i != verb.i and above.tag_ in ("VBD", "VBN") and above.lemma_ not in _PLANNED
        return None if past or verb.dep_ not in ("xcomp", "ccomp", "ROOT", "conj") else "future"
    if verb.tag_ == "VBN" and verb.lemma_ in _PLANNED and not _set_behind(verb):
        return "future"
    if verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lower_ in ("has", "have", "had", "been") for c in auxiliaries):
        return "past"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in auxiliaries):
        return "future"
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ == verb.head.tag_:
        return verb_direction(verb.head)
    return None


def _set_behind(verb: Token) -> bool:
    """Such as a record "set in June"; what is "set for June" or "set to open in June" lies ahead."""
    return verb.lemma_ == "set" and not any(c.lower_ == "for" or c.dep_ == "xcomp" for c in verb.children)


def direction_in(parse: Parse) -> Direction:
    """A function that tells for a stretch of the page text which way its clause looks."""

    def direction(start: int, end: int) -> str | None:
        tokens = parse.tokens(Span(start, end))
        if not len(tokens):
            return None
        root = root_of(tokens)
        before = tokens[0].nbor(-1).lower_ if tokens[0].i else ""
        if before == "since":
            return "past"
        if before in _DUE:
            return "future"
        verb = governor(root)
        told = verb_direction(verb) if verb is not None else None
        return "future" if before in _FORWARD and told is None else told

    return direction


def _entry_anchor(published: str | None, whole: Anchor) -> Anchor:
    """The anchor of a block that tells its own time (an entry of a live blog)."""
    if published:
        try:
            return anchor_of(dt.date.fromisoformat(published[:10]))
        except ValueError:
            return whole
    return whole


def _fixed(mention: TimeMention) -> TimeMention:
    """A time of a dated entry, no longer relative: the article's own publication must not move it."""
    if mention.when.start is None:
        return mention
    return msgspec.structs.replace(mention, when=msgspec.structs.replace(mention.when, expression=None))


def setting_of(article: Article) -> Setting:
    """Where an article was written: the place of its dateline, else the country that its address tells."""
    place = article.dateline.place if article.dateline is not None else None
    return Setting(place=place) if place else Setting(country=domain_country(article.url))


def tag_parse(parse: Parse, published: Publication | None = None) -> tuple[TimeMention, ...]:
    """All temporal expressions of a parse, in order, with page offsets.

    published: when the article was written, if better known than ``parse.article.published`` tells.
    """
    article = parse.article
    whole = anchor_of(published or article.published)
    direction = direction_in(parse)
    flow = Flow(whole)
    setting = setting_of(article)
    mentions: list[TimeMention] = []
    for part in parse.blocks:
        tagger = Tagger(_entry_anchor(part.block.published, whole), flow, setting, eras=True)
        span = part.block.span

        def shifted(start: int, end: int, at: int = span.start) -> str | None:
            return direction(start + at, end + at)

        found = tagger.tag(span.text(article.text), offset=span.start, direction=shifted)
        mentions += map(_fixed, found) if part.block.published else found
    return tuple(mentions)
