"""Things scheduled or proposed."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_place import place_of
from newsledger.language.clause_status import status_of
from newsledger.language.clause_time import when_of
from newsledger.model import Actor, PlanClaim, PlanStatus, StatementClaim, When
from newsledger.reading.chains import chain_at
from newsledger.reading.stances.ahead import ahead_beside, ahead_of, not_before, put_off_to
from newsledger.reading.stances.frames import Frame, index, match
from newsledger.reading.stances.holders import can_act, holders_of
from newsledger.reading.stances.participation import with_guests
from newsledger.reading.stances.tables import events, listed, table
from newsledger.reading.syntax import (
    FIRST_PERSON,
    after_verb,
    asked,
    auxiliaries,
    by_nobody,
    child,
    condition_of,
    conditional,
    infinitive,
    negated,
    noun_phrase,
    phrase,
    rather,
    shares_auxiliary,
    subject_of,
)

_ACTING = ("person", "organisation", "group", "place")
_STATUS: dict[str, PlanStatus] = {
    "scheduled": "scheduled",
    "proposed": "proposed",
    "called_for": "called_for",
    "postponed": "postponed",
    "cancelled": "cancelled",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A plan: the word that tells it, the head of what is planned, who plans or takes part.

    past: told as what was planned ("had been due to end on Monday"), so that its date may lie behind.
    """

    word: Token
    what: Token
    who: Token | None
    status: PlanStatus
    confidence: float
    past: bool = False


@functools.cache
def _frames(kind: str) -> dict[str, tuple[Frame, ...]]:
    entries = []
    for cue in table("plans")["cue"]:
        entries += [(text, cue["status"], "") for text in cue.get(kind, ())]
    return index(entries)


@functools.cache
def _words(kind: str) -> dict[str, PlanStatus]:
    return {word: _STATUS[cue["status"]] for cue in reversed(table("plans")["cue"]) for word in cue.get(kind, ())}


@functools.cache
def _idle() -> frozenset[str]:
    return frozenset(table("plans")["idle"]["verbs"])


@functools.cache
def _venues() -> frozenset[str]:
    return listed("plans", "venues")


def _is_idle(verb: Token) -> bool:
    """Tell whether a verb tells no plan even with "will"; "make a statement" and "come into force" do."""
    if verb.lemma_ not in _idle():
        return False
    object_ = child(verb, "dobj")
    if object_ is not None and verb.lemma_ in listed("plans", "light"):
        return object_.lemma_.casefold() not in events() | listed("plans", "acts")
    into = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "into"), None)
    return into is None or not any(c.lemma_ in ("force", "effect", "operation", "office") for c in into.children)


def read_plans(parse: Parse, statements: Sequence[StatementClaim]) -> tuple[PlanClaim, ...]:
    """Read all plans of an article. ``statements`` are its attributions, for the chain of each claim."""
    claims: list[PlanClaim] = []
    for sentence in parse.sentences:
        taken: list[Token] = []
        for token in sentence:
            for found in _at(parse, token, statements):
                off = found.status in ("postponed", "cancelled")
                if any((found.what == t and not off) or _holds(t, found) for t in taken):
                    continue
                taken.append(found.what)
                claims.append(_claim(parse, statements, found))
    return with_guests(parse, statements, claims)


def _holds(taken: Token, found: _Found) -> bool:
    """Tell whether a plan stands inside another one, and not beside it ("will visit ... and has called a meeting")."""
    if not taken.is_ancestor(found.what):
        return False
    at = found.what
    while at != taken and at.head != at:
        if at.dep_ == "conj" and at.head == taken and at.pos_ in ("VERB", "AUX") and auxiliaries(at):
            return shares_auxiliary(at) and not any(c.dep_ == "aux" for c in at.children)
        at = at.head
    return True


def _at(parse: Parse, token: Token, statements: Sequence[StatementClaim]) -> Iterator[_Found]:
    """Find the plan that a token tells."""
    found: _Found | None = None
    if token.pos_ == "VERB" or token.tag_.startswith("VB"):
        found = _verb(parse, token) or _undergone(token) or _is_to(token) or _to_be_done(parse, token)
        found = found or _future(parse, token, statements)
    if found is None and token.lower_ in _words("passive"):
        found = _passive(parse, token) or _awaited(parse, token)
    if found is None and token.pos_ == "NOUN":
        found = _noun(token) or _event(token)
    if found is not None:
        yield found


def _plannable(token: Token) -> bool:
    """Tell whether the head of a complement is an act or an event."""
    if token.pos_ in ("VERB", "AUX"):
        return not _is_idle(token)
    return token.lemma_.casefold() in events() or token.lower_ in events()


def _verb(parse: Parse, verb: Token) -> _Found | None:
    """Find "called for a conference", "plan to meet", "postponed the talks"."""
    found = match(_frames("verbs"), verb)
    if found is None or found.object is None or negated(verb) or _beside(verb):
        return None
    if {"would", "could", "might", "may", "can", "should"} & set(auxiliaries(verb)):
        return None
    if child(verb, "auxpass") is not None or not _plannable(found.object) or _past(found.object):
        return None
    if any(c.dep_ == "neg" for c in found.object.children):
        return None  # "agreed not to attack"
    if verb.lemma_ == "call" and not found.frame.rest and child(verb, "oprd", "xcomp", "ccomp") is not None:
        return None  # "called the talks a failure"
    if verb.lemma_ == "discuss" and asked(found.object):
        return None  # "discussed whether to enlarge the group": left open
    if verb.lemma_ == "suspend" and found.object.lemma_.casefold() in listed("plans", "under_way"):
        return None
    if found.object.dep_ == "ccomp" and negated(found.object):
        return None
    if found.frame.label == "called_for" and not _calls_event(found.object):
        return None
    who = subject_of(verb)
    if who is None or not can_act(who):
        return None
    status = _STATUS[found.frame.label]
    undone = status in ("postponed", "cancelled") and verb.tag_ in ("VB", "VBP")
    if undone and status_of(parse, verb) not in ("happened", "claimed"):
        return None
    if status == "scheduled" and _tries(found.object):
        status = "proposed"
    return _Found(verb, found.object, who, status, 0.62)


def _beside(verb: Token) -> bool:
    """Tell whether a verb only says when or why something else was ("as they prepared to strike")."""
    return verb.dep_ == "advcl" and any(
        c.dep_ in ("mark", "advmod") and c.lower_ in listed("plans", "settings") for c in verb.children
    )


def _tries(what: Token) -> bool:
    return what.lemma_ in listed("plans", "trying")


def _undergone(verb: Token) -> _Found | None:
    """Find "the summit was postponed", "the vote is planned for October", "the hearing, scheduled for Monday"."""
    participle = verb.dep_ in ("acl", "advcl") and verb.tag_ in ("VBN", "VBD") and child(verb, "nsubj", "dobj") is None
    if verb.tag_ not in ("VBN", "VBD") or not (participle or child(verb, "auxpass") is not None):
        return None
    words = {verb.lemma_, *(f"{verb.lemma_} {c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod"))}
    frame = next((f for fs in (_frames("verbs").get(verb.lemma_, ()),) for f in fs if _phrase(f) in words), None)
    status = _STATUS[frame.label] if frame is not None else None
    what = child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else None)
    if any(c.lower_ in listed("plans", "at_first") for c in verb.children):
        return None  # "first planned for May": it is no longer
    if status is None or what is None or what.pos_ not in ("NOUN", "PROPN") or negated(verb):
        return None
    if any(c.dep_ == "xcomp" and infinitive(c) for c in verb.children):
        return None  # "was scheduled to leave": the leaving is planned
    if not _plannable(what) or {"could", "might", "may", "would"} & set(auxiliaries(verb)):
        return None
    return _Found(verb, what, None, status, 0.62, participle and status == "scheduled")


def _phrase(frame: Frame) -> str:
    return " ".join((frame.lemma, *frame.rest))


def _is_to(verb: Token) -> _Found | None:
    """Find "the president is to travel to the coast on Thursday"."""
    past = verb.tag_ == "VBD" and verb.dep_ == "relcl"  # "a campaign that was to begin this week"
    if verb.lemma_ != "be" or not (past or verb.tag_ in ("VBZ", "VBP")) or negated(verb):
        return None
    what = next((c for c in verb.children if c.dep_ == "xcomp" and infinitive(c) and c.i > verb.i), None)
    who = subject_of(verb)
    if what is None or who is None or _is_idle(what) or who.lower_ in ("it", "this", "that", "what", "all"):
        return None
    if not can_act(who) and not _plannable(who) and child(what, "auxpass") is None and not past:
        return None
    return _Found(verb, what, who, "scheduled", 0.62, past)


def _to_be_done(parse: Parse, verb: Token) -> _Found | None:
    """Find "a bill, to be debated next week", which a date makes a plan."""
    if (
        verb.dep_ not in ("acl", "relcl")
        or verb.tag_ != "VBN"
        or not infinitive(verb)
        or child(verb, "auxpass") is None
    ):
        return None
    if verb.head.pos_ not in ("NOUN", "PROPN") or ahead_of(parse, verb) is None or _is_idle(verb):
        return None
    return _Found(verb, verb, verb.head, "scheduled", 0.7)


def _past(what: Token) -> bool:
    """Tell whether a complement clause speaks of what has been ("announced that she had been found")."""
    if what.pos_ not in ("VERB", "AUX") or what.dep_ != "ccomp":
        return False
    return what.tag_ in ("VBD", "VBN", "VBG") and not {"will", "would", "to", "should"} & set(auxiliaries(what))


def _calls_event(what: Token) -> bool:
    """Tell whether what is called for is an event, and not just what someone should do."""
    if what.pos_ not in ("VERB", "AUX"):
        return True
    if what.dep_ == "pcomp":
        return True
    return any(c.dep_ in ("dobj", "nsubjpass") and c.lemma_.casefold() in events() for c in what.children)


def _future(parse: Parse, verb: Token, statements: Sequence[StatementClaim]) -> _Found | None:
    """Find "will gather on Friday", "would be extended", "negotiations will continue"."""
    words = set(auxiliaries(verb))
    firm = bool({"will", "would", "shall"} & words)
    if not (firm or {"could", "may", "might", "should"} & words):
        return None
    if "have" in words or _is_idle(verb) or (negated(verb) and not_before(parse, verb) is None):
        return None
    if not firm and ahead_of(parse, verb) is None:
        return None  # "could meet on Monday" is a proposal, "could meet" is not
    if shares_auxiliary(verb):
        return None
    if verb.dep_ == "ccomp" and verb.head.lemma_ in listed("plans", "guesses"):
        return None
    if rather(verb) or asked(verb):
        return None
    if verb.lemma_ == "do" and child(verb, "dobj") is None:
        return None
    if any(c.tag_ in ("WRB", "WP") and c.i < verb.i for c in verb.children):
        return None  # "where it would be sent" asks
    if verb.dep_ in ("advcl", "relcl", "acl") or (_counterfactual(verb) and "would" in words):
        return None
    reported = bool(chain_at(statements, parse.span(verb.i, verb.i + 1)))
    if "would" in words and not reported and verb.dep_ != "ccomp":
        return None
    who = subject_of(verb)
    if who is None or by_nobody(who) or who.lower_ in FIRST_PERSON | {"you", "this", "that", "which", "what"}:
        return None
    if who.lower_ == "it" and not _stands_for_somebody(parse, who, statements):
        return None
    acts = can_act(who) or who.lemma_.casefold() in events()
    if not acts and child(verb, "nsubjpass") is None and ahead_of(parse, verb) is None:
        return None
    if not firm and any(c.dep_ == "nummod" for c in who.children):
        return None  # "up to 90,000 people could run out of food"
    tentative = not firm or conditional(verb) or condition_of(verb) is not None or _tries(verb)
    return _Found(verb, verb, who, "proposed" if tentative else "scheduled", 0.78)


def _stands_for_somebody(parse: Parse, pronoun: Token, statements: Sequence[StatementClaim]) -> bool:
    """Tell whether a pronoun is resolved to a body that can act."""
    actors = holders_of(parse, pronoun, statements)
    return bool(actors) and all(a.name.casefold() != pronoun.lower_ and a.kind in _ACTING for a in actors)


def _counterfactual(verb: Token) -> bool:
    """Tell whether a "would" hangs on a condition; "unless" and "once" leave it as it is."""
    condition = condition_of(verb)
    return condition is not None and not any(
        c.dep_ in ("mark", "advmod") and c.lower_ in ("unless", "once") for c in condition.children
    )


def _passive(parse: Parse, word: Token) -> _Found | None:
    """Find "is due to open", "are expected to meet"."""
    if word.tag_.startswith("V") and child(word, "auxpass") is None:
        return None
    what = next((c for c in word.children if c.dep_ == "xcomp" and infinitive(c)), None)
    past = "had" in {*auxiliaries(word), *auxiliaries(word.head)}
    if past and (word.dep_ == "ROOT" or what is None or when_of(parse, what) is None):
        return None  # "had been expected to open": it came otherwise
    if what is None or negated(word) or negated(word.head) or _is_idle(what):
        return None
    who = subject_of(what) or subject_of(word)
    if who is None or not (can_act(who) or _plannable(who) or past or ahead_of(parse, what) is not None):
        return None
    return _Found(word, what, who, _words("passive")[word.lower_], 0.78, past)


def _awaited(parse: Parse, word: Token) -> _Found | None:
    """Find "a decision is expected within days", "the verdict is due on Friday"."""
    if word.lower_ not in listed("plans", "awaited") or negated(word) or negated(word.head):
        return None
    what = subject_of(word)
    if what is None or what.pos_ != "NOUN" or what.lemma_.casefold() not in events() | listed("plans", "acts"):
        return None
    if "had" in {*auxiliaries(word), *auxiliaries(word.head)} or any(c.dep_ in ("xcomp", "neg") for c in word.children):
        return None
    present = word.head if word.dep_ in ("acomp", "attr") else child(word, "auxpass")
    if present is None or present.tag_ not in ("VBZ", "VBP") or ahead_of(parse, word) is None:
        return None
    return _Found(word, what, None, "scheduled", 0.7)


def _noun(noun: Token) -> _Found | None:
    """Find "calls for providing weapons", "a plan to withdraw"."""
    found = match(_frames("nouns"), noun)
    if found is None or found.object is None or not _plannable(found.object):
        return None
    if any(c.lower_ == "no" for c in noun.children):
        return None
    return _Found(noun, found.object, child(noun, "poss"), _STATUS[found.frame.label], 0.75)


def _event(noun: Token) -> _Found | None:
    """Find "the scheduled end of the truce", "the planned talks"."""
    if noun.lemma_.casefold() not in events():
        return None
    for c in noun.children:
        if c.dep_ in ("amod", "compound") and c.lower_ in _words("participles"):
            return _Found(c, noun, child(noun, "poss"), _words("participles")[c.lower_], 0.75)
    return None


def _claim(parse: Parse, statements: Sequence[StatementClaim], found: _Found) -> PlanClaim:
    what = phrase(parse, found.what)
    word = parse.span(found.word.i, found.word.i + 1)
    evidence = word.cover(what)
    if found.who is not None and found.who.sent == found.word.sent and found.who.right_edge.i < found.word.i:
        evidence = evidence.cover(phrase(parse, found.who, cut=8))
    participants = _participants(parse, found, statements)
    verbal = found.what.pos_ in ("VERB", "AUX") or infinitive(found.what)
    return PlanClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=parse.sentence_span(found.word.i),
        block=parse.kind_of(found.word.i),
        chain=chain_at(statements, word),
        confidence=found.confidence,
        what=_what(parse, found) if verbal else noun_phrase(parse, found.what),
        when=_when(parse, found),
        place=_place(parse, found.what),
        participants=participants,
        status=found.status,
    )


def _when(parse: Parse, found: _Found) -> When | None:
    """Tell when it is to be: the new date of what is put off, the earliest of what will not be before, else its own."""
    if found.status == "postponed":
        new = put_off_to(parse, found.word)
        if new is not None:
            return new
    if negated(found.what):
        earliest = not_before(parse, found.what)
        if earliest is not None:
            return earliest
    ahead = ahead_of(parse, found.what) or ahead_beside(parse, found.word, found.what)
    if ahead is None and found.word.lower_ in listed("plans", "awaited"):
        ahead = ahead_of(parse, found.word)
    planned = when_of(parse, found.what) if found.past and ahead is None else ahead
    loose = found.past and planned is not None and (planned.expression or "").startswith("weekday")
    if found.word.dep_ == "acl" and found.what.head.tag_ in ("VBZ", "VBP"):
        loose = False  # "a ceremony planned for Tuesday is in doubt"
    return None if loose else planned  # "was to begin on Monday": the last or the next one


def _whole(noun: Token) -> Token:
    """The event that a noun belongs to, which "which" goes on from: "the talks on the dam, which were to begin"."""
    at = noun
    while at.dep_ == "pobj" and at.head.dep_ == "prep" and at.head.head.pos_ in ("NOUN", "PROPN"):
        at = at.head.head
    return at if at.lemma_.casefold() in events() else noun


def _what(parse: Parse, found: _Found) -> str:
    """Give words for what is planned, from the verb on; an event keeps its place as subject ("talks continue")."""
    whole = _whole(found.who) if found.past and found.who is not None else None
    if whole is not None and whole != found.who:
        name = noun_phrase(parse, whole, cut=12)
        passive = child(found.what, "auxpass") is not None
        return f"{found.what.lemma_} {name[:1].lower()}{name[1:]}" if passive else f"{name} {found.what.lemma_}"
    act = after_verb(parse, found.what)
    if found.who is None or child(found.what, "nsubjpass", "auxpass") is not None:
        return act
    if can_act(found.who) and found.who.lemma_.casefold() not in events():
        return act
    return f"{noun_phrase(parse, found.who, cut=8)} {act}"


_TOGETHER = frozenset({"between", "of", "with", "among", "by", "from"})


def _participants(parse: Parse, found: _Found, statements: Sequence[StatementClaim]) -> tuple[Actor, ...]:
    """Give those who plan it and those who are to take part, each once."""
    heads = [found.who] if found.who is not None else []
    meeting = found.what.lemma_ in listed("plans", "meeting")
    for c in found.what.children:
        if (c.dep_ in ("nsubj", "poss") or (c.dep_ == "dobj" and meeting)) and can_act(c):
            heads.append(c)
        elif c.dep_ == "prep" and c.lower_ in _TOGETHER:
            heads += [g for g in c.children if g.dep_ == "pobj" and can_act(g)]
    actors: dict[str, Actor] = {}
    for head in heads:
        for actor in holders_of(parse, head, statements):
            actors.setdefault(actor.name, actor)
    return tuple(actors.values())


def _place(parse: Parse, what: Token) -> str | None:
    """Tell where it is to be: the named place in the phrase, else that of its clause."""
    for token in what.subtree:
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "at") and token.ent_type_ in ("GPE", "LOC", "FAC"):
            return noun_phrase(parse, token, cut=6)
    for token in what.subtree:
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "at") and token.lemma_.casefold() in _venues():
            return noun_phrase(parse, token, cut=6)
    return place_of(parse, what)
