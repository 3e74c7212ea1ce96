"""Whether a predicate is said to have happened: tense, mood, negation, what it is embedded under.

The status is found by climbing from the predicate to the root: each governor passes on what its complement says, or
makes it denied, future, hypothetical, demanded, threatened or claimed (implicative, commissive, directive and
volitional predicates; after Karttunen, "Implicative verbs", 1971, and Nairn, Condoravdi and Karttunen, "Computing
relative polarity for textual inference", 2006). What each word does stands in ``data/clause_status.toml``.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Literal, cast

from spacy.tokens import Token

from newsledger.language.lemmas import lemma_of
from newsledger.language.parse import Parse
from newsledger.model import EventStatus

Effect = Literal[
    "same", "report", "happened", "denied", "claimed", "future", "hypothetical", "demanded", "threatened"
]  # what a governor makes of its complement

_MAX_CLIMB = 14
_YEAR = re.compile(r"(\d{4})s?")
_CLAUSE = frozenset({"xcomp", "ccomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "oprd"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPEN: frozenset[EventStatus] = frozenset({"future", "hypothetical", "demanded", "threatened"})
_TOPIC = frozenset({"about", "on", "over"})  # what is talked about, if definite, is there to be talked about
_FIRM_FUTURE = frozenset({"future", "threatened"})


@functools.cache
def tables() -> dict[str, dict[str, str]]:
    """The tables of ``data/clause_status.toml``, each turned round: word → what it does."""
    raw = tomllib.loads((files("newsledger.language") / "data" / "clause_status.toml").read_text("utf-8"))
    return {name: {w: effect for effect, words in table.items() for w in words.split()} for name, table in raw.items()}


def status_of(parse: Parse, predicate: Token) -> EventStatus:
    """Tell whether ``predicate`` (a verb or an event noun of ``parse.doc``) is asserted, denied, future, hypothetical …

    An infinitive that nothing in the tables speaks about is hypothetical; a noun or finite verb, happened.
    """
    return _status(predicate, 0)


def is_negated(predicate: Token) -> bool:
    """Tell whether a verb or noun carries a negation of its own ("did not", "never", "no agreement")."""
    if any(c.dep_ == "neg" or _lookup("adverbs", c) == "denied" for c in predicate.children):
        return True
    if predicate.pos_ in ("VERB", "AUX"):
        for child in predicate.children:
            if child.dep_ in _SUBJECTS and (
                child.lower_ in ("nobody", "none", "nothing", "neither") or _has_no(child) or child.lower_ == "no"
            ):
                return True
            if child.dep_ == "aux" and child.lower_ in ("cannot", "ca"):
                return True
            if child.dep_ in ("dobj", "attr") and (child.lower_ == "nothing" or _has_no(child)):
                return True
        return False
    return _has_no(predicate)


def _has_no(noun: Token) -> bool:
    return any(c.lower_ in ("no", "neither", "zero") and c.dep_ in ("det", "preconj", "neg") for c in noun.lefts)


def _lookup(table: str, word: Token | str) -> str | None:
    key = word if isinstance(word, str) else lemma_of(word)
    found = tables()[table].get(key)
    return found if found or isinstance(word, str) else tables()[table].get(word.lower_)


def _status(token: Token, depth: int) -> EventStatus:
    if depth > _MAX_CLIMB:
        return "happened"
    if token.pos_ in ("VERB", "AUX") or (token.tag_.startswith("VB") and token.dep_ not in ("amod", "compound")):
        return _verb_status(token, depth)
    return _noun_status(token, depth)


# ---------------------------------------------------------------- verbs
def _verb_status(verb: Token, depth: int) -> EventStatus:
    own = _own_mode(verb)
    return _under_governor(verb, own, depth)


def _own_mode(verb: Token) -> EventStatus:
    """Mode by the verb's own auxiliaries, negation, adverbs and conjunction."""
    mode: EventStatus = "happened"
    condition = any(c.dep_ == "mark" and _lookup("marks", c.lower_) == "hypothetical" for c in verb.children)
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass"):
            modal = _lookup("modals", child.lower_)
            if modal == "report":
                mode = _would(verb)
            elif modal is not None:
                mode = "hypothetical" if modal == "future" and _is_conditional(verb) else cast(EventStatus, modal)
            elif child.lemma_ in ("have", "be") and _is_obligation(verb, child):
                mode = "demanded" if child.lemma_ == "have" else "future"
        elif child.dep_ in ("advmod", "npadvmod") and mode == "happened":
            adverb = _lookup("adverbs", child.lower_)
            if adverb in ("claimed", "hypothetical"):
                mode = cast(EventStatus, adverb)
            elif adverb == "future" and verb.tag_ in ("VBZ", "VBP", "VBG"):
                mode = "future"
            elif adverb == "short" and verb.tag_ in ("VBD", "VBN"):
                mode = "denied"
    if mode == "happened" and verb.tag_ in ("VBZ", "VBP", "VBG") and _has_next(verb):
        mode = "future"
    if mode == "happened" and _is_imperative(verb):
        mode = "demanded"
    if condition or _is_question(verb) or (mode == "happened" and _is_awaited(verb)):
        return "hypothetical"
    if is_negated(verb):
        if mode in ("demanded", "threatened"):
            return mode
        if mode == "hypothetical" and not any(c.lower_ in ("can", "could", "ca", "cannot") for c in verb.children):
            return mode
        return "denied"
    return mode


def _is_awaited(verb: Token) -> bool:
    """As in "will leave once it has ended", "would stay until he resigned": what another verb's future waits for."""
    if verb.dep_ != "advcl" or not any(
        c.dep_ in ("mark", "advmod") and _lookup("marks", c.lower_) == "future" for c in verb.children
    ):
        return False
    return any(
        c.dep_ == "aux" and c.lower_ in ("will", "would", "wo", "'ll", "'d", "shall") for c in verb.head.children
    )


def _would(verb: Token) -> EventStatus:
    """Whether "would" is a future of the past under a saying, else open where a condition or "like" stands with it."""
    if any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children) and verb.tag_ in ("VBN", "VBD"):
        return "hypothetical"
    return "hypothetical" if _is_conditional(verb) else "future"


def _is_conditional(verb: Token) -> bool:
    """As in "Will leave unless they are paid", "without a deal it would close": a condition stands with the verb."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(
            m.dep_ == "mark" and _lookup("marks", m.lower_) == "hypothetical" and m.lower_ not in ("whether", "lest")
            for m in child.children
        ):
            return True
        if _lookup("conditions", child.lower_) is not None and child.i == child.sent.start:
            return True
    return False


def _is_obligation(verb: Token, aux: Token) -> bool:
    """As in "Has to leave", "is to meet": an auxiliary followed by "to"."""
    return verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" and c.i > aux.i for c in verb.children)


def _is_imperative(verb: Token) -> bool:
    if verb.tag_ != "VB" or verb.dep_ not in ("ROOT", "ccomp", "parataxis", "advcl"):
        return False
    return not any(c.dep_ in ("aux", "auxpass") or c.dep_ in _SUBJECTS for c in verb.children) and (
        verb.i == verb.sent.start or verb.dep_ in ("ccomp", "parataxis")
    )


def _is_question(verb: Token) -> bool:
    if verb.dep_ != "ROOT" or verb.sent[-1].text not in ("?", '"', "”"):
        return False
    if not any(t.text == "?" for t in verb.sent[-2:]):
        return False
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    return subject is not None and any(c.dep_ in ("aux", "auxpass") and c.i < subject.i for c in verb.children)


def _has_next(verb: Token) -> bool:
    """As in "Meets next week", "is leaving tomorrow": a present tense with a time to come."""
    if any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children):
        return False
    return any(
        c.dep_ == "npadvmod" and (c.lower_ == "tomorrow" or any(m.lower_ == "next" for m in c.lefts))
        for c in verb.children
    )


def _under_governor(verb: Token, own: EventStatus, depth: int) -> EventStatus:
    """Combine a verb's own mode with what it is embedded under."""
    governor, dep = verb.head, verb.dep_
    if dep == "ROOT" or governor.i == verb.i:
        return own
    infinitive = _is_infinitive(verb)
    if dep == "conj":
        return _as_conjunct(verb, own, depth)
    if infinitive and (idiom := _idiom(governor)) is not None:
        return _combine(idiom, own, governor, depth)
    if dep in _CLAUSE or (dep == "advcl" and infinitive and _takes_infinitive(governor)):
        return _combine(_clause_effect(verb, governor, infinitive), own, governor, depth)
    if dep == "pcomp":
        return _combine(_preposition_effect(verb.head), own, verb.head.head, depth)
    if dep in ("acl", "relcl"):
        if not infinitive:
            claimed = dep == "acl" and _lookup("nouns", governor) in ("claimed", "threatened", "demanded")
            finite = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children)
            return (
                _combine(cast(Effect, _lookup("nouns", governor)), own, governor, depth) if claimed and finite else own
            )
        if _is_thwarted(governor, depth):
            return "denied"
        return _combine(cast(Effect, _lookup("nouns", governor) or "hypothetical"), own, governor, depth)
    if dep == "advcl":
        if infinitive:
            met = _lookup("aims", governor) == "same" and not any(c.lower_ in ("order", "so") for c in verb.lefts)
            return _combine("same" if met else "hypothetical", own, governor, depth)
        if verb.tag_ in ("VBG", "VBN") and not any(c.dep_ in ("mark", "aux") for c in verb.children):
            return _combine("same", own, governor, depth)
    if dep in ("prep", "dep", "parataxis") and infinitive:
        return _combine("hypothetical", own, governor, depth)
    return own


def _is_thwarted(noun: Token, depth: int) -> bool:
    """As in "The attempt to escape was foiled", "a plot to kill him failed": what was tried did not come about."""
    if _lookup("tries", noun) is None:
        return False
    verb = noun.head
    if noun.dep_ == "nsubj" and _lookup("tries_end", verb) is not None:
        return _status(verb, depth + 1) == "happened"
    return noun.dep_ in _OBJECTS and _status(noun, depth + 1) == "denied"


def _idiom(governor: Token) -> Effect | None:
    """As in "Took steps to", "made an attempt to", also where the infinitive hangs on the noun."""
    verb = governor.head if governor.dep_ == "dobj" else governor
    for child in verb.children:
        if child.dep_ == "dobj":
            found = _lookup("idioms", f"{lemma_of(verb)}_{lemma_of(child)}")
            if found:
                return cast(Effect, found)
    return None


def _is_infinitive(verb: Token) -> bool:
    return (verb.tag_ in ("VB", "VBP") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)) or (
        verb.tag_ in ("VBN", "VBG", "VBD") and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    )


def _takes_infinitive(governor: Token) -> bool:
    """Whether an infinitive that the parser hangs on a governor as an adverbial is rather its complement."""
    if governor.pos_ in ("VERB", "AUX"):
        return _lookup("aims", governor) is None and (
            _lookup("verbs", governor) is not None or _lookup("infinitives", governor) is not None
        )
    return governor.pos_ == "ADJ"


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl") and not any(c.dep_ == "aux" for c in verb.children)
    )


def _clause_effect(verb: Token, governor: Token, infinitive: bool) -> Effect:
    """What the governor of a clause makes of it."""
    if infinitive and _is_unfulfilled(verb, governor):
        return "denied"
    if governor.pos_ == "ADJ" or (governor.dep_ == "acomp" and not governor.tag_.startswith("VB")):
        return cast(Effect, _lookup("adjectives", governor) or ("hypothetical" if infinitive else "report"))
    if lemma_of(governor) in ("be", "remain"):
        return _copula_effect(governor, infinitive)
    if infinitive:
        if governor.lemma_ == "go" and governor.tag_ == "VBG":
            return "future"
        if lemma_of(governor) in ("have", "need"):
            return "demanded"
        if _is_passive(governor):
            found = _lookup("passives", governor)
            if found:
                return cast(Effect, found)
        if _lookup("adjectives", governor) and governor.tag_ in ("VBN", "JJ"):
            return cast(Effect, _lookup("adjectives", governor))
        return cast(Effect, _lookup("infinitives", governor) or _lookup("verbs", governor) or "hypothetical")
    if verb.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return cast(Effect, _lookup("gerunds", governor) or _lookup("verbs", governor) or "same")
    return _finite_effect(verb, governor)


def _is_unfulfilled(verb: Token, governor: Token) -> bool:
    """As in "Has yet to pay", "were to have signed"."""
    if lemma_of(governor) not in ("have", "be", "remain"):
        return False
    if any(c.lower_ == "yet" and c.i < verb.i for c in governor.children):
        return True
    return governor.tag_ == "VBD" and any(c.lower_ == "have" and c.dep_ == "aux" for c in verb.children)


def _copula_effect(governor: Token, infinitive: bool) -> Effect:
    for child in governor.children:
        if child.dep_ in ("acomp", "oprd"):
            return cast(Effect, _lookup("adjectives", child) or ("hypothetical" if infinitive else "report"))
        if child.dep_ in ("attr", "nsubj"):
            found = _lookup("nouns", child)
            if found:
                return cast(Effect, found)
    if not infinitive:
        return "report"
    return "hypothetical" if any(c.dep_ == "attr" for c in governor.children) else "future"


def _finite_effect(verb: Token, governor: Token) -> Effect:
    """A that-clause: what is said stands as said, what is denied, wished or demanded does not."""
    effect = cast(Effect, _lookup("verbs", governor) or "report")
    if effect in ("same", "future"):
        return "report" if verb.tag_ != "VB" or any(c.dep_ == "aux" for c in verb.children) else "demanded"
    if effect == "demanded" and verb.tag_ in _FINITE and not any(c.dep_ == "aux" for c in verb.children):
        return "report" if lemma_of(governor) not in ("demand", "urge", "insist", "require", "order") else effect
    if effect == "hypothetical" and lemma_of(governor) in (
        "think",
        "believe",
        "feel",
        "suggest",
        "suspect",
        "argue",
        "assume",
    ):
        return "demanded" if verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in verb.children) else "claimed"
    return effect


def _preposition_effect(preposition: Token) -> Effect:
    """What "for" in "called for", or "without" anywhere, makes of its complement."""
    governor = preposition.head
    word = preposition.lower_
    found = _lookup("prepositions", f"{lemma_of(governor)}_{word}") or _lookup("prepositions", f"*_{word}")
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    if found is None and word == "of" and before in ("instead", "case", "short"):
        found = _lookup("prepositions", f"*_{before}-of")
    if found is not None:
        return cast(Effect, found)
    return "same" if governor.pos_ in ("VERB", "AUX") and word in ("by", "in", "to", "into") else "report"


def _as_conjunct(verb: Token, own: EventStatus, depth: int) -> EventStatus:
    """A coordinated verb shares what the first one is embedded under, and its auxiliaries if it has none itself."""
    first = verb.head
    has_own_subject = any(c.dep_ in _SUBJECTS for c in verb.children)
    has_own_aux = any(c.dep_ in ("aux", "auxpass", "neg") for c in verb.children)
    if verb.tag_ == "VBD" and _is_infinitive(first):
        # "called on them to wait and denied it": a finite verb goes on with the clause above the infinitive
        return _as_conjunct_of_finite(first, own, depth)
    if own != "happened":
        return own if own != "denied" else _under_governor_of(first, own, depth)
    if not has_own_subject and not has_own_aux and (verb.tag_ not in _FINITE or verb.tag_ == first.tag_):
        return _status(first, depth + 1)
    return _under_governor_of(first, own, depth)


def _as_conjunct_of_finite(infinitive: Token, own: EventStatus, depth: int) -> EventStatus:
    """Status of a finite verb that the parser coordinates with an infinitive: as if with the clause above."""
    above = infinitive
    for _ in range(_MAX_CLIMB):
        if above.tag_ in _FINITE or above.head.i == above.i:
            break
        above = above.head
    return _under_governor_of(above, own, depth) if above.tag_ in _FINITE else own


def _under_governor_of(first: Token, own: EventStatus, depth: int) -> EventStatus:
    if first.pos_ not in ("VERB", "AUX") or first.dep_ in ("ROOT",):
        return own
    if first.dep_ == "conj":
        return own
    if depth > _MAX_CLIMB:
        return own
    return _under_governor(first, own, depth + 1)


# ---------------------------------------------------------------- nouns
def _noun_status(noun: Token, depth: int) -> EventStatus:
    own: EventStatus = "happened"
    for child in noun.children:
        if child.dep_ in ("amod", "det", "compound", "nmod", "poss", "preconj", "neg", "npadvmod", "advmod"):
            found = _lookup("modifiers", child.lower_)
            if found:
                own = cast(EventStatus, found)
                break
        if child.dep_ == "npadvmod" and any(m.lower_ == "next" for m in child.lefts):
            own = "future"
    governor, dep = noun.head, noun.dep_
    if governor.i == noun.i:
        return own
    if dep in ("compound", "nmod", "conj", "appos") and governor.pos_ in ("NOUN", "PROPN"):
        outer = _status(governor, depth + 1) if dep != "appos" else "happened"
        return outer if own == "happened" else own
    if dep in _OBJECTS and governor.pos_ in ("VERB", "AUX"):
        return _combine(_object_effect(governor), own, governor, depth)
    if dep == "pobj" and governor.lower_ in _TOPIC and _is_definite(noun):
        return own
    if dep == "pobj":
        return _combine(_noun_preposition_effect(governor), own, governor.head, depth)
    if dep in ("nsubj", "csubj") and governor.pos_ in ("VERB", "AUX"):
        effect = _lookup("occurrence", governor)
        if effect:
            return _combine(cast(Effect, effect), own, governor, depth)
        thinkable = _own_mode(governor) in ("hypothetical", "future") and not _is_definite(noun)
        return "hypothetical" if own == "happened" and thinkable else own
    if dep == "attr":
        return _combine("same", own, governor, depth)
    return own


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in noun.lefts)


def _object_effect(verb: Token) -> Effect:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    if particle:
        found = _lookup("objects", f"{lemma_of(verb)}_{particle}")
        if found:
            return cast(Effect, found)
    return cast(Effect, _lookup("objects", verb) or "happened")


def _noun_preposition_effect(preposition: Token) -> Effect:
    effect = _preposition_effect(preposition)
    return (
        "happened" if effect == "report" or (effect == "same" and preposition.lower_ in ("by", "in", "to")) else effect
    )


# ---------------------------------------------------------------- putting together
def _combine(effect: Effect, own: EventStatus, governor: Token, depth: int) -> EventStatus:
    """The status of a complement from its own mode, what its governor does to it, and the governor's own status."""
    if effect == "happened":
        return own
    outer = _status(governor, depth + 1) if governor.pos_ in ("VERB", "AUX", "NOUN", "ADJ", "PROPN") else "happened"
    if effect == "report":
        if own == "happened" and outer in ("claimed", "hypothetical"):
            return outer
        return own
    if outer in _OPEN:
        return outer if effect != "denied" or outer != "future" else "denied"
    if effect == "same":
        return outer if own == "happened" else own
    if effect == "denied":
        if outer != "denied":
            return "denied"
        return own if own != "happened" or _lookup("undone", governor) else "hypothetical"
    if outer == "denied":
        return "denied" if effect in _FIRM_FUTURE or effect == "claimed" else "hypothetical"
    if effect == "claimed":
        return "claimed" if own in ("happened", "claimed") else own
    if own == "denied" and effect == "future":
        return "denied"
    return effect


# ---------------------------------------------------------------- history
def is_historical(parse: Parse, predicate: Token) -> bool:
    """Tell whether a happening is told as background: "in 1987", "three decades ago", "used to", "had … last year".

    A bare year counts unless the article is known to be of that year or the one before.
    """
    clause = _clause_of(predicate)
    past = tables()["past"]
    if predicate.head.lemma_ == "use" and predicate.dep_ == "xcomp" and predicate.head.tag_ == "VBD":
        return True
    published = parse.article.published.when
    this_year = published.end.year if published is not None and published.end is not None else None
    perfect = any(c.lower_ == "had" and c.dep_ == "aux" for c in clause.children)
    for token in _adjuncts(clause, predicate):
        unit = past.get(token.lemma_.lower()) == "units"
        if unit and any(
            (c.dep_ in ("amod", "det") and past.get(c.lower_) == "adjectives") or c.lower_ == "past"
            for c in token.lefts
        ):
            return True
        if unit and any(
            n.lower_ in ("ago", "earlier", "before") for n in (token.head, *token.head.children, *token.children)
        ):
            return True
        year_of = _YEAR.fullmatch(token.text)
        if year_of is not None and "1500" <= year_of.group(1) <= "2100":
            year = int(year_of.group(1))
            if this_year is None or year < this_year - 1:
                return True
        if perfect and past.get(token.lower_) == "adverbs":
            return True
    return False


def _clause_of(predicate: Token) -> Token:
    """The nearest verb at or above a predicate."""
    token = predicate
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _adjuncts(clause: Token, predicate: Token) -> list[Token]:
    """Words of the adverbials of a clause (and of the event noun itself), not of its embedded clauses."""
    found: list[Token] = []
    stack = [c for c in clause.children if c.dep_ in ("advmod", "npadvmod", "prep", "punct", "dobj", "nsubjpass")]
    if predicate.i != clause.i:
        stack += list(predicate.children)
    while stack:
        token = stack.pop()
        if token.dep_ in ("relcl", "acl", "ccomp", "advcl"):
            continue
        found.append(token)
        stack += list(token.children)
    return found
