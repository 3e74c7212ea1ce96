"""Who stands where on what."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.model import Actor, PositionClaim, Stance, StatementClaim
from newsledger.reading.chains import chain_at
from newsledger.reading.stances.frames import Frame, Match, index, match
from newsledger.reading.stances.holders import can_act, holders_of, joined
from newsledger.reading.stances.tables import listed, table
from newsledger.reading.syntax import (
    auxiliaries,
    child,
    condition_of,
    infinitive,
    negated,
    noun_phrase,
    phrase,
    said,
    subject_of,
    yet_to,
)

_MODALS = frozenset({"would", "could", "might", "may", "can", "should", "must", "shall", "ought"})
_ARTICLES = frozenset({"the", "a", "an", "this", "his", "her", "its", "their", "any"})
_OPENING = re.compile(r"^(?:to|that|unless)\s+(?=\w)")  # what opens a clause is no part of what it says
_STANCES: dict[str, Stance] = {
    "supports": "supports",
    "opposes": "opposes",
    "demands": "demands",
    "undecided": "undecided",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A stance at a place of the text: the word that tells it, the head of the holder's phrase and of the object."""

    stance: Stance
    word: Token
    holder: Token
    object: Token
    confidence: float
    until: Token | None = None


@functools.cache
def _frames(kind: str) -> dict[str, tuple[Frame, ...]]:
    """Frames of one kind of word ("verbs", "adjectives", "marks")."""
    entries = []
    for frame in table("positions")["frame"]:
        entries += [(text, frame["stance"], frame.get("negated", "")) for text in frame.get(kind, ())]
    return index(entries)


def read_positions(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[PositionClaim, ...]:
    """Read all positions of an article. ``statements`` are its attributions, for the chain of each claim."""
    claims: list[PositionClaim] = []
    for sentence in parse.sentences:
        for token in sentence:
            for found in _at(token):
                claim = _claim(parse, statements, found, claims[-1] if claims else None)
                if claim is not None:
                    claims.append(claim)
    return tuple(claims)


def _at(token: Token) -> Iterator[_Found]:
    """Find the stance that a token tells."""
    found: _Found | None = None
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
        found = _verb(token)
    if found is None and token.pos_ in ("ADJ", "VERB", "ADP", "ADV"):
        found = _adjective(token)
    if found is None and token.pos_ == "NOUN":
        found = _noun(token)
    if found is not None:
        yield found


def _stance(found: Match, against: bool) -> Stance | None:
    return _STANCES.get(found.frame.negated if against else found.frame.label)


def _verb(token: Token) -> _Found | None:
    """Find "backs the plan", "is opposed by", "haven't pledged to attend"."""
    if token.lemma_ == "threaten":
        return _unless(token)
    if token.lemma_ in listed("positions", "advising"):
        against = _against(token)
        if against is not None:
            return against
    found = match(_frames("verbs"), token)
    if found is None:
        return None
    modals = _MODALS & set(auxiliaries(token))
    if (modals and not _announced(token, modals)) or _is_beside_the_point(token, found):
        return None
    if token.dep_ in ("amod", "compound") or _not_asserted(token):
        return None
    stance = _stance(found, negated(token))
    if stance is None or (stance == "demands" and (modals or "will" in auxiliaries(token))):
        return None
    agent = child(token, "agent")
    if agent is not None:
        holder = child(agent, "pobj")
        patient = child(token, "nsubjpass") or (token.head if token.dep_ == "acl" else None)
        if patient is None and token.dep_ == "advcl":
            patient = child(token.head, "nsubj", "nsubjpass")
        if holder is None or patient is None:
            return None
        return _Found(stance, token, holder, patient, 0.76)
    if child(token, "auxpass") is not None or (token.dep_ == "acl" and token.tag_ == "VBN"):
        return None
    holder = subject_of(token)
    beside = token.left_edge.i > token.sent.start and token.left_edge.nbor(-1).text == ","  # "the union, which opposes"
    if token.dep_ in ("acl", "relcl") and holder == token.head and holder.pos_ == "NOUN" and not beside:
        return None  # "countries that support them": tells which, not where they stand
    if holder is None or found.object is None or found.object.i == holder.i:
        return None
    if found.object.ent_type_ in ("DATE", "TIME"):
        return None  # "called a session for this evening"
    own_act = child(found.object, "nsubj") is None and infinitive(found.object)
    joins = found.object.lemma_ in listed("positions", "joining") and token.lemma_ == "agree"
    if own_act and token.lemma_ in listed("positions", "own_acts") and not joins:
        return None  # what someone wants or agrees to do is an aim or a promise, not a position
    act = next((c for c in token.children if c.dep_ == "xcomp" and infinitive(c) and c.i > found.object.i), None)
    if found.object.lower_ == "including":  # "proposed including Iran in the talks"
        act = next((c for c in token.children if c.dep_ == "prep" and c.i > found.object.right_edge.i), None)
        return _Found(stance, token, holder, found.object, 0.76, act)
    whom = found.object.dep_ == "dobj" or (found.object.dep_ == "pobj" and stance == "demands")
    return _Found(stance, token, holder, found.object, 0.76, act if whom else None)


def _unless(verb: Token) -> _Found | None:
    """Find what is demanded in "threatened to close the ports unless the dam is cancelled"."""
    threat = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i), None)
    holder = subject_of(verb)
    if threat is None or holder is None or negated(verb) or child(verb, "auxpass") is not None:
        return None
    for clause in (*threat.children, *verb.children):
        if clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "unless" for c in clause.children):
            return _Found("demands", verb, holder, clause, 0.7)
    return None


def _against(verb: Token) -> _Found | None:
    """Find "advised its neighbours against closing their borders"."""
    preposition = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "against" and c.i > verb.i), None)
    about = child(preposition, "pcomp", "pobj") if preposition is not None else None
    holder = subject_of(verb)
    if about is None or holder is None or negated(verb) or child(verb, "auxpass") is not None or _not_asserted(verb):
        return None
    return None if _MODALS & set(auxiliaries(verb)) else _Found("opposes", verb, holder, about, 0.7)


def _is_beside_the_point(token: Token, found: Match) -> bool:
    """Tell whether a verb of stance is used in another sense: "blamed a shortage", "accepted the resignation"."""
    about = found.object
    if token.lemma_ in listed("positions", "persons_only") and about is not None and not can_act(about):
        return True
    abstract = listed("positions", "hindered")
    if token.lemma_ in listed("positions", "hindering") and (about is None or about.lemma_.casefold() not in abstract):
        return True  # "blocked the road"
    if token.lemma_ == "ask" and (about is None or not can_act(about) or not _told_to(token, about)):
        return True  # "asked a question"
    if token.lemma_ == "consider" and (
        token.tag_ != "VBG" or about is None or about.dep_ != "dobj" or "be" not in {c.lemma_ for c in token.children}
    ):
        return True  # "considered him a friend"
    if token.lemma_ in ("refuse", "decline") and about is not None and about.lemma_ in listed("positions", "unsaid"):
        return True  # "declined to comment"
    if token.lemma_ == "insist" and about is not None and about.dep_ == "ccomp" and not _is_wish(about):
        return True  # "insisted that it would be finished": asserts
    formal = listed("positions", "formal")
    if token.lemma_ in ("accept", "refuse", "decline") and about is not None and about.lemma_.casefold() in formal:
        return True
    helped = child(token, "aux")
    if token.tag_ == "VBG" and helped is not None and helped.lemma_ == "have" and len(auxiliaries(token)) == 1:
        return True  # "had encouraging words for": an adjective that was taken for a verb
    earlier = any(c.lower_ == "when" and c.dep_ in ("advmod", "mark") for c in token.children)
    return earlier and token.dep_ == "advcl"


def _told_to(verb: Token, whom: Token) -> bool:
    """Tell whether somebody is asked to do something: "asked the government to step in"."""
    acts = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and infinitive(c)]
    return any(act.i > whom.i or whom.head == act for act in acts)


def _announced(verb: Token, modals: set[str] | frozenset[str]) -> bool:
    """Tell whether a stance is one that its holder announces: "said that it would not support the bill"."""
    if not modals <= {"will", "would"} or verb.dep_ != "ccomp" or condition_of(verb) is not None:
        return False
    return verb.head.lemma_ in listed("positions", "announcing")


def _is_wish(clause: Token) -> bool:
    """Tell whether a that-clause says what is to be: "that he resign", "that they must leave"."""
    words = set(auxiliaries(clause))
    if words & {"must", "should", "shall", "be"} and not words & {"will", "would", "is", "was", "are", "were"}:
        return True
    return clause.tag_ == "VB" and not words


def _not_asserted(verb: Token) -> bool:
    """Tell whether a verb is conditional, or an infinitive that nobody acts out ("urged them to support it")."""
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "lest") for c in verb.children):
        return True
    at = verb
    while at.dep_ == "conj" and at.head != at and at.head.pos_ in ("VERB", "AUX"):
        at = at.head
    if not infinitive(at) and at.dep_ != "xcomp":
        return False
    if yet_to(at):
        return False
    if at.head.lemma_ in listed("positions", "reported") and child(at.head, "auxpass") is not None:
        return False  # "was said to be open to"
    return at.head.lemma_ not in listed("positions", "acted_out") or _not_asserted(at.head)


def _adjective(token: Token) -> _Found | None:
    """Find "is open to", "remain divided over", "pleased with"."""
    found = match(_frames("adjectives"), token)
    if found is None or found.object is None:
        return None
    verb = token.head if token.dep_ != "conj" else token.head.head
    if child(token, "auxpass") is not None:
        verb = token
    elif verb.lemma_ not in listed("positions", "linking"):
        return None
    if _not_asserted(verb):
        return None
    if _MODALS & set(auxiliaries(verb)):
        return None
    stance = _stance(found, negated(token) or negated(verb))
    holder = subject_of(verb)
    if stance is None or holder is None:
        return None
    return _Found(stance, token, holder, found.object, 0.7)


def _noun(token: Token) -> _Found | None:
    """Find "calls for", "support for", "have no agreement on", "expressed solidarity with"."""
    found = match(_frames("marks"), token)
    if found is None or found.object is None:
        return None
    against = any(c.lower_ == "no" for c in token.children if c.i < token.i)
    stance = _stance(found, against)
    if stance is None:
        return None
    owner = child(token, "poss")
    if owner is None and token.dep_ == "dobj" and token.head.pos_ == "VERB":
        if token.head.lemma_ not in (
            "have",
            "express",
            "voice",
            "offer",
            "show",
            "give",
            "declare",
            "make",
            "issue",
            "announce",
            "reiterate",
            "repeat",
            "renew",
            "state",
            "pledge",
        ):
            return None
        owner = subject_of(token.head)
    if owner is None:
        near = [*token.children, *(token.head.children if token.dep_ == "nsubj" else ())]
        among = next((c for c in near if c.dep_ == "prep" and c.lower_ in ("from", "by", "among")), None)
        owner = child(among, "pobj") if among is not None else None
    if owner is None:
        return None
    return _Found(stance, token, owner, found.object, 0.72)


def _named_before(found: _Found) -> Token | None:
    """The measure or event that "it" can be: the last one named with "the" in this sentence or the one before."""
    start = found.word.sent.start
    low = found.word.doc[start - 1].sent.start if start else start
    named = listed("positions", "hindered")
    for i in range(found.word.i - 1, low - 1, -1):
        noun = found.word.doc[i]
        if noun.pos_ == "NOUN" and noun.lemma_.casefold() in named and any(c.lower_ == "the" for c in noun.children):
            return noun
    return None


def _taken_up(before: PositionClaim, parse: Parse, word: Token) -> bool:
    """Tell whether the thing that the position before is about can be "it" here: a noun phrase a sentence back."""
    if word.sent.start > 0 and before.sentence.start < parse.sentence_span(word.sent.start - 1).start:
        return False
    return before.object.split()[0].casefold() in _ARTICLES


def _claim(
    parse: Parse, statements: Sequence[StatementClaim], found: _Found, before: PositionClaim | None
) -> PositionClaim | None:
    """Make the claim; None where nobody can be told who holds the position."""
    holder: Actor | None = joined(holders_of(parse, found.holder, statements))
    if holder is None or holder.kind in ("document", "event"):
        return None
    if holder.name.casefold() in listed("positions", "pronouns"):
        return None
    object_ = phrase(parse, found.object)
    if found.until is not None:
        object_ = object_.cover(phrase(parse, found.until))
    about = _OPENING.sub("", said(parse, object_))
    if found.object.pos_ == "PRON" or about.casefold() in listed("positions", "pronouns"):
        meant = joined(holders_of(parse, found.object, statements))
        word_span = parse.span(found.word.i, found.word.i + 1)
        known = meant is not None and meant.name.casefold() not in listed("positions", "pronouns")
        beside = before is not None and before.sentence.contains(word_span)
        if before is not None and beside and found.object.lower_ == "it" and _taken_up(before, parse, found.word):
            about = before.object  # "Norvia opposes the dam, and Zembla supports it"
        elif known and meant is not None:
            act = f" {said(parse, phrase(parse, found.until))}" if found.until is not None else ""
            about = meant.name + act  # "urged them to go home"
        elif (thing := _named_before(found)) is not None and found.object.lower_ == "it":
            about = noun_phrase(parse, thing, cut=8)
        elif before is not None and found.object.lower_ in ("it", "them") and _taken_up(before, parse, found.word):
            about = before.object  # "Russia opposes the mission; the United States and Germany back it"
        else:
            return None
    word = parse.span(found.word.i, found.word.i + 1)
    evidence = word.cover(object_)
    if found.holder.sent == found.word.sent and found.holder.i < found.word.i and found.word.i - found.holder.i < 15:
        evidence = (
            evidence.cover(phrase(parse, found.holder, cut=8)) if found.holder.right_edge.i < found.word.i else evidence
        )
    sentence = parse.sentence_span(found.word.i)
    condition = condition_of(found.word)
    return PositionClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=sentence,
        block=parse.kind_of(found.word.i),
        chain=chain_at(statements, word),
        confidence=found.confidence,
        holder=holder,
        stance=found.stance,
        object=about,
        condition=said(parse, phrase(parse, condition)) if condition is not None else None,
    )
