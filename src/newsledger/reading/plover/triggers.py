"""Words of a parse that carry an event, each with its class, mode and frame."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.clause_status import is_negated
from newsledger.language.lemmas import lemma_of
from newsledger.reading.plover.frames import Frame, frame_of, is_actor, is_passive, is_verb, subject_of
from newsledger.reading.plover.lexicon import Pattern, load
from newsledger.reading.plover.matcher import match, meant

_NAMES = frozenset({"ORG", "WORK_OF_ART", "LAW", "FAC", "PERSON", "PRODUCT"})
_SELF = frozenset({"he", "she", "it", "they", "we", "i"})
_WILL = frozenset({"will", "would", "wo", "'d", "'ll"})
_MUST = frozenset({"must", "should", "ought"})
_CLIMB = 10
_INTO = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "pobj", "advcl", "attr", "dative", "agent", "conj"}
)


@dataclass(slots=True)
class Found:
    """A trigger and what it stands for. weight: how sure the pattern is; governor: the trigger that it depends on.

    told: verb of the clause that tells the event, where the trigger only reports it.
    declaration: the event is that the act of the trigger is announced, so that the act's own time is not the event's.
    """

    frame: Frame
    event: str
    weight: float
    fit: float = 1.0
    mode: str | None = None
    context: tuple[str, ...] = ()
    specificity: float = 0.0
    governor: Found | None = None
    declaration: bool = False
    told: Token | None = None

    @property
    def trigger(self) -> Token:
        """The word itself."""
        return self.frame.trigger


def triggers(parse: Parse) -> list[Found]:
    """All triggers of an article in order of the text; a verb and the event noun that completes it count once."""
    lexicon = load()
    found: dict[int, Found] = {}
    used: set[int] = set()
    nouns: list[Token] = []
    for token in parse.doc:
        lemma = lemma_of(token)
        if is_verb(token):
            if lemma in lexicon.verbs and (one := _verb(token)) is not None:
                found[token.i] = one[0]
                used |= _completed(one[0], one[1])
        elif token.pos_ == "NOUN" and lemma in lexicon.nouns and token.dep_ != "compound":
            if token.ent_type_ not in _NAMES:
                nouns.append(token)
        elif token.pos_ == "ADJ" and lemma in lexicon.adjectives and (ready := _adjective(token)) is not None:
            found[token.i] = ready
    for token in parse.doc:
        if token.i not in found and is_verb(token) and lemma_of(token) in lexicon.classes["announcing"]:
            intent = _intent(token, found)
            if intent is not None:
                found[token.i] = intent
    for token in nouns:
        if token.i in used:
            continue
        frame = frame_of(token)
        best = match(frame)
        if best is not None:
            found[token.i] = _made(frame, *best)
    for one_found in found.values():
        one_found.governor = _governor(one_found.trigger, found)
    return [found[i] for i in sorted(found)]


def _made(frame: Frame, pattern: Pattern, fit: float) -> Found:
    return Found(
        frame,
        pattern.event,
        pattern.weight,
        fit,
        pattern.mode,
        pattern.context,
        pattern.specificity,
    )


def _verb(token: Token) -> tuple[Found, Pattern] | None:
    frame = frame_of(token)
    best = match(frame)
    return (_made(frame, *best), best[0]) if best is not None else None


def _completed(found: Found, pattern: Pattern) -> set[int]:
    """Nouns that the pattern itself took in, so that they are no events of their own."""
    taken: set[int] = set()
    lexicon = load()
    for key, choice in pattern.conditions:
        if key in ("o", "mod") and (choice.words or key == "mod"):
            heads = found.frame.objects
        elif key == "p" and choice.words:
            pairs = (*found.frame.prepositions, *found.frame.inner)
            heads = [h for word, h in pairs if word in pattern.prepositions]
        else:
            continue
        for head in heads:
            taken |= {t.i for t in meant(head, lexicon) if not choice.words or lemma_of(t) in choice.words}
    return taken


def _adjective(token: Token) -> Found | None:
    """As in "Ready to talk", "willing to sign": an adjective with an infinitive."""
    infinitive = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB"]
    if not infinitive or token.dep_ not in ("acomp", "attr", "ROOT", "conj", "oprd", "amod"):
        return None
    frame = Frame(token, complements=infinitive)
    head = token.head
    if is_verb(head):
        frame.subjects = frame_of(head).subjects
    return Found(frame, load().adjectives[lemma_of(token)], 0.65)


def _intent(token: Token, found: dict[int, Found]) -> Found | None:
    """What a saying amounts to, whatever verb it embeds: "would" is a plan, "would not" a refusal, "must" a demand."""
    speakers = [s for s in subject_of(token) if is_actor(s)]
    for clause in token.children if speakers else ():
        if clause.dep_ != "ccomp" or clause.i in found or not is_verb(clause):
            continue
        modals = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        subjects = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")]
        own = any(c.pos_ == "PRON" and c.lower_ in _SELF for c in subjects)
        frame = Frame(token, subjects=speakers, complements=[clause])
        if own and modals & _WILL and not is_passive(clause):
            return Found(frame, "REJECT" if is_negated(clause) else "AGREE", 0.5, told=clause)
        if subjects and not own and modals & _MUST:
            frame.objects = subjects
            return Found(frame, "REQUEST", 0.6, told=clause)
    return None


def _governor(token: Token, found: dict[int, Found]) -> Found | None:
    """The nearest trigger above a token that it is a complement or an argument of."""
    at = token
    for _ in range(_CLIMB):
        if at.head.i == at.i or at.dep_ not in _INTO:
            return None
        coordinated = at.dep_ == "conj"
        at = at.head
        if at.i in found and not coordinated:
            return found[at.i]
    return None
