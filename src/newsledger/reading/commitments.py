"""Promises and obligations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_status import status_of
from newsledger.model import Actor, BlockKind, CommitmentClaim, Span, StatementClaim, When
from newsledger.reading.chains import chain_at
from newsledger.reading.stances.ahead import ahead_of
from newsledger.reading.stances.authority import authority_of
from newsledger.reading.stances.holders import can_act, holders_of, joined
from newsledger.reading.stances.tables import events, listed
from newsledger.reading.stances.terms import length_in
from newsledger.reading.syntax import (
    FIRST_PERSON,
    SUBJECTS,
    after_verb,
    asked,
    auxiliaries,
    child,
    condition_of,
    following,
    infinitive,
    negated,
    noun_phrase,
    phrase,
    rather,
    said,
    shares_auxiliary,
    subject_of,
    undated,
)

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.STANDFIRST})
_BARE = 2  # words: "the company", not "the steel company of the north"


@dataclass(frozen=True, slots=True)
class _Found:
    """A promise or obligation: the word that tells it, whose it is, and the head of what is to be done."""

    word: Token
    party: Token
    action: Token
    duty: bool
    confidence: float
    speaker: Actor | None = None
    term: Token | None = None


def read_commitments(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[CommitmentClaim, ...]:
    """Read all commitments of an article. ``statements`` are its attributions, for the chain of each claim."""
    claims: list[CommitmentClaim] = []
    for sentence in parse.sentences:
        taken: set[int] = set()
        for token in sentence:
            for found in _at(parse, token, statements):
                if found.action.i in taken:
                    continue
                taken.add(found.action.i)
                claim = _claim(parse, statements, found)
                if claim is not None:
                    claims.append(claim)
    return tuple(claims)


def _at(parse: Parse, token: Token, statements: Sequence[StatementClaim]) -> Iterator[_Found]:
    """Find the promise or obligation that a token tells."""
    lemma = token.lemma_.casefold()
    if token.pos_ == "VERB" or token.tag_.startswith("VB"):
        found = None
        if lemma in listed("commitments", "promises"):
            found = _promise(token) or _given(token)
        if found is None:
            found = _imposed(token) or _has_until(parse, token)
        if found is None:
            chain = bool(chain_at(statements, parse.span(token.i, token.i + 1)))
            found = _duty(parse, token, chain) or _will(parse, token, statements)
        if found is not None:
            yield found
            for more in found.action.conjuncts if not found.duty else ():  # "vowed to end subsidies and to hold a vote"
                if infinitive(found.action) and infinitive(more) and more.head == found.action:
                    yield replace(found, action=more)
        yield from _absolute(parse, token)
    if token.lower_ in listed("commitments", "bound") and token.dep_ in ("acomp", "oprd", "ROOT", "ccomp", "attr"):
        bound = _bound(token)
        if bound is not None:
            yield bound
    if token.pos_ == "NOUN" and lemma in listed("commitments", "nouns"):
        owned = _owned(token)
        if owned is not None:
            yield owned


def _promise(verb: Token) -> _Found | None:
    """Find "agreed to attend", "vowed to destroy", "agreed on the creation of"."""
    if negated(verb) or {"would", "could", "might", "may", "can", "should", "must"} & set(auxiliaries(verb)):
        return None
    if infinitive(verb) or child(verb, "auxpass") is not None:
        return None
    party = subject_of(verb)
    if party is None:
        return None
    action = next((c for c in verb.children if c.dep_ == "xcomp" and infinitive(c)), None)
    if action is None and child(verb, "dobj") is None:  # "promised in writing to rehire them"
        action = next((c for c in verb.children if c.dep_ == "advcl" and infinitive(c) and c.i > verb.i), None)
    if action is not None and any(_binds_to(c) and c.i < action.i for c in verb.children):
        return None
    if action is None:
        action = next((c for c in verb.children if c.dep_ == "ccomp" and {"will", "would"} & set(auxiliaries(c))), None)
    if action is None and verb.lemma_ in listed("commitments", "with_noun"):
        action = following(verb, "on") or (following(verb, "to") if verb.lemma_ != "agree" else None)
        if action is not None and action.pos_ == "NOUN" and child(action, "prep") is None:
            action = None
    if action is None:
        return None
    return _Found(verb, party, action, False, 0.92)


def _binds_to(preposition: Token) -> bool:
    """Tell whether "to" or "on" after a verb of promise brings in what is agreed, and no day ("on Monday to")."""
    if preposition.dep_ != "prep" or preposition.lower_ not in ("to", "on"):
        return False
    return not any(c.ent_type_ in ("DATE", "TIME") for c in preposition.children)


def _given(verb: Token) -> _Found | None:
    """Find "pledged $5 million", "promised two ships to the islands"."""
    if (
        verb.lemma_ not in listed("commitments", "giving")
        or negated(verb)
        or infinitive(verb)
        or child(verb, "auxpass")
    ):
        return None
    if {"would", "could", "might", "may", "can", "should", "must"} & set(auxiliaries(verb)):
        return None
    party, gift = subject_of(verb), child(verb, "dobj")
    if party is None or gift is None or gift.i < verb.i:
        return None
    counted = any(c.dep_ in ("nummod", "quantmod", "nmod") for c in gift.children) or gift.like_num
    aid = child(verb, "dative") is not None or gift.lemma_.casefold() in listed("commitments", "gifts")
    return _Found(verb, party, gift, False, 0.85) if counted or aid else None


def _imposed(verb: Token) -> _Found | None:
    """Find "the court ordered the government to stop work": the duty is the government's."""
    if verb.lemma_ not in listed("commitments", "duty_verbs") or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
        return None
    if negated(verb) or {"would", "could", "might", "may", "can", "should"} & set(auxiliaries(verb)):
        return None
    action = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and infinitive(c) and c.i > verb.i), None)
    if action is None or subject_of(verb) is None:
        return None
    first = verb
    while first.dep_ == "conj" and first.head != first and child(first, *SUBJECTS) is None:
        first = first.head  # "was fined and ordered to pay"
    passive = child(first, "auxpass") is not None and child(verb, "dobj") is None
    party = child(first, "nsubjpass") if passive else child(action, "nsubj") or child(verb, "dobj")
    if party is None or not can_act(party) or action.lemma_ in listed("commitments", "idle"):
        return None
    return _Found(verb, party, action, True, 0.85)


def _has_until(parse: Parse, verb: Token) -> _Found | None:
    """Find "the ministry has 60 days to submit a study"."""
    if verb.lemma_ != "have" or negated(verb) or verb.tag_ not in ("VBZ", "VBP", "VBD"):
        return None
    time = child(verb, "dobj")
    if time is None or (time.ent_type_ not in ("DATE", "TIME") and time.lower_ not in ("until", "till")):
        return None
    action = next((c for c in (*time.children, *verb.children) if infinitive(c) and c.i > time.i), None)
    party = subject_of(verb)
    if action is None or party is None or not can_act(party):
        return None
    return _Found(verb, party, action, True, 0.8, term=time)


def _bound(word: Token) -> _Found | None:
    """Find "are deeply committed to making it work", "is obliged to report"."""
    verb = word.head if word.head.pos_ in ("AUX", "VERB") and word.head != word else word
    party, action = subject_of(verb), following(word, "to")
    if party is None or action is None or negated(word) or negated(verb):
        return None
    return _Found(word, party, action, False, 0.92)


def _owned(noun: Token) -> _Found | None:
    """Find "its commitment to closing the mines"."""
    party = child(noun, "poss")
    action = following(noun, "to") or following(noun, "of")
    if party is None or action is None:
        return None
    return _Found(noun, party, action, False, 0.92)


def _told_plainly(parse: Parse, verb: Token, chain: bool) -> bool:
    """Tell whether the reporter says what a named party must do: "Brevik's parliament must still ratify the deal"."""
    if chain or verb.dep_ not in ("ROOT", "conj") or child(verb, "dobj") is None or child(verb, "auxpass") is not None:
        return False
    party = subject_of(verb)
    if (
        party is None
        or party.pos_ not in ("NOUN", "PROPN")
        or not can_act(party)
        or parse.kind_of(verb.i) not in _PROSE
    ):
        return False
    return party.pos_ == "PROPN" or any(c.dep_ == "poss" or c.lower_ in ("the", "both") for c in party.children)


def _duty(parse: Parse, verb: Token, chain: bool = True) -> _Found | None:
    """Find "must be dismantled by November 1", "is required to report within a week"."""
    words = auxiliaries(verb)
    told = bool(listed("commitments", "duties") & set(words)) and not negated(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in listed("commitments", "duty_verbs") and child(verb.head, "auxpass"):
        told = not negated(verb.head)
    if not told or verb.lemma_ in listed("commitments", "idle"):
        return None
    party = subject_of(verb)
    if ahead_of(parse, verb) is None and authority_of(parse, verb) is None and not _told_plainly(parse, verb, chain):
        return None
    owner = _owner(party) if party is not None else None
    return _Found(verb, owner, verb, True, 0.92) if owner is not None else None


def _absolute(parse: Parse, verb: Token) -> Iterator[_Found]:
    """Find "..., with the arsenal destroyed by mid-2014": it shares the force of the clause that it hangs on."""
    for c in verb.children:
        if c.dep_ != "prep" or c.lower_ != "with" or not _duty(parse, verb):
            continue
        for inner in c.children:
            if inner.dep_ == "pcomp" and inner.tag_ in ("VBN", "VB"):
                party = child(inner, "nsubj", "nsubjpass")
                action = inner
            elif inner.dep_ == "pobj":
                party = inner
                found = child(inner, "acl")
                if found is None:
                    continue
                action = found
            else:
                continue
            owner = _owner(party) if party is not None else None
            if owner is not None:
                yield _Found(action, owner, action, True, 0.92)


def _owner(token: Token) -> Token | None:
    """Tell who a duty falls on: the subject if it can act, else whose the thing is ("the regime's arsenal")."""
    if can_act(token):
        return token
    for inner in token.subtree:
        owned = inner.dep_ == "poss" or (inner.dep_ == "pobj" and inner.head.lower_ == "of")
        if owned and can_act(inner):
            return inner
    return None


def _will(parse: Parse, verb: Token, statements: Sequence[StatementClaim]) -> _Found | None:
    """Find "We will do everything", and what a speaker says that the speaker's own side will do."""
    words = auxiliaries(verb)
    if not {"will", "would", "shall"} & set(words) or "have" in words or verb.lemma_ in listed("commitments", "idle"):
        return None
    if negated(verb) or rather(verb) or asked(verb):
        return None
    if status_of(parse, verb) == "denied" or (verb.lemma_ == "do" and child(verb, "dobj") is None):
        return None
    party = subject_of(verb)
    if party is None or verb.dep_ in ("advcl", "relcl"):
        return None
    if shares_auxiliary(verb):
        return None
    chain = chain_at(statements, parse.span(verb.i, verb.i + 1))
    if not chain:
        return None
    if party.lower_ in FIRST_PERSON and "would" not in words:
        return _Found(verb, party, verb, False, 0.88)
    speaker = chain[-1].source
    own = [a for a in holders_of(parse, party, statements) if _same_side(speaker, a)]
    if own:
        return _Found(verb, party, verb, False, 0.7 if condition_of(verb) is not None else 0.8)
    if condition_of(verb) is not None and "would" in words:
        return None
    # "the talks will continue", said by an official: the office binds itself
    if speaker.sector in ("GOV", "MIL", "IGO") and party.lemma_.casefold() in events() and not can_act(party):
        return _Found(verb, party, verb, False, 0.75, speaker)
    return None


def _same_side(speaker: Actor, party: Actor) -> bool:
    """Tell whether a party is the speaker, or the government or country that the speaker speaks for."""
    if speaker.entity is not None and speaker.entity == party.entity:
        return True
    if speaker.name.casefold() == party.name.casefold():
        return True
    words = party.name.casefold().split()
    if speaker.kind == "person" and words and words[-1] in listed("commitments", "own_bodies") and len(words) <= _BARE:
        return True  # "the company would invest", said by somebody of the company
    if words and words[-1] in listed("commitments", "governments") and len(words) <= _BARE + 1:
        return (speaker.sector or "GOV") in ("GOV", "MIL") and speaker.kind in ("person", "group")
    shared = speaker.country is not None and speaker.country == party.country
    return (
        shared and (speaker.sector or "") in ("GOV", "MIL", "IGO") and party.kind in ("place", "organisation", "group")
    )


def _claim(parse: Parse, statements: Sequence[StatementClaim], found: _Found) -> CommitmentClaim | None:
    """Make the claim; None where nobody is bound."""
    party = found.speaker or joined(holders_of(parse, found.party, statements))
    if party is None:
        if not found.duty:
            return None
        span = phrase(parse, found.party)
        party = Actor(name=said(parse, span), span=span)
    word = parse.span(found.word.i, found.word.i + 1)
    evidence = _evidence(parse, found)
    condition = condition_of(found.action) or condition_of(found.word)
    return CommitmentClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=parse.sentence_span(found.word.i),
        block=parse.kind_of(found.word.i),
        chain=chain_at(statements, word),
        confidence=found.confidence,
        party=party,
        action=_action(parse, found.action, statements, party),
        deadline=_deadline(parse, found),
        authority=authority_of(parse, found.word),
        condition=said(parse, phrase(parse, condition)) if condition is not None else None,
    )


def _deadline(parse: Parse, found: _Found) -> When | None:
    """By when it is due: the time of the action, or the term that the party has for it."""
    own = ahead_of(parse, found.action)
    if own is None and found.term is not None:
        own = length_in(parse, phrase(parse, found.term, cut=4)) or length_in(
            parse, parse.span(found.term.left_edge.i, found.term.i + 1)
        )
    return own


def _action(parse: Parse, action: Token, statements: Sequence[StatementClaim], party: Actor) -> str:
    """What is to be done, with the verb in its plain form; a clause that somebody else acts in is kept whole."""
    if action.pos_ in ("VERB", "AUX") or action.tag_.startswith("VB"):
        subject = child(action, "nsubj")
        if action.dep_ == "ccomp" and subject is not None and subject.pos_ in ("NOUN", "PROPN"):
            acting = joined(holders_of(parse, subject, statements))
            if acting is not None and acting.name != party.name and subject.lemma_.casefold() not in events():
                left = subject.left_edge.i
                return undated(parse, left, min(action.right_edge.i + 1, action.i + 24, action.sent.end))
        event = subject is not None and subject.lemma_.casefold() in events()
        words = (f"{said(parse, phrase(parse, subject, cut=8))} " if subject and event else "") + after_verb(
            parse, action
        )
        return f"not {words}" if any(c.dep_ == "neg" for c in action.children) else words
    return noun_phrase(parse, action)


def _evidence(parse: Parse, found: _Found) -> Span:
    """From the party, where it stands before the word in the sentence, to the end of the action."""
    span = parse.span(found.word.i, found.word.i + 1).cover(phrase(parse, found.action))
    if found.party.sent == found.word.sent and found.party.right_edge.i < found.word.i:
        span = span.cover(phrase(parse, found.party, cut=8))
    return span
