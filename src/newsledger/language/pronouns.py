"""Whom a pronoun means."""

from __future__ import annotations

from newsledger.language.cast import Figure
from newsledger.language.discourse import Discourse
from newsledger.language.tables import fold, word_classes

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})
_TOPIC = 100.0  # "Its chief executive said ...": the subject of the sentence before
_REACH = {"person": 4, "he": 4, "she": 4, "it": 2, "they": 3}


def wanted(word: str) -> str | None:
    """Kind of pronoun by its subject form: "he", "she", "they", "it"; None for others."""
    if word in _MALE:
        return "he"
    if word in _FEMALE:
        return "she"
    if word in _THEY:
        return "they"
    return "it" if word in _IT else None


def resolve_pronoun(talk: Discourse, i: int) -> bool:
    """Resolve a pronoun of the third person and record it; False if nobody fits."""
    tokens = talk.tokens
    want = wanted(tokens.lower[i])
    if want is None or (want == "it" and _expletive(talk, i)):
        return want is None or want == "it"
    figure = best(talk, i, want)
    if figure is None:
        return False
    if want in ("he", "she") and figure.gender is None:
        figure.gender = "male" if want == "he" else "female"
    figure.neuter = figure.neuter or want == "it"
    talk.add(i, i + 1, i, "pronoun", figure)
    return True


def resolve_first_person(talk: Discourse, i: int) -> None:
    """Resolve "I" or "we" inside a quotation to its speaker."""
    if talk.tokens.quoted[i]:
        speaker = talk.speaker(i)
        if speaker is not None:
            talk.cast.mention(i, i + 1, i, "pronoun", speaker)


def best(talk: Discourse, i: int, want: str) -> Figure | None:
    """The fitting entity of the highest salience within reach."""
    tokens = talk.tokens
    sentence = tokens.sentence[i]
    possessive = tokens.dep[i] == "poss" or tokens.tag[i] == "PRP$"
    barred = None if possessive or tokens.lower[i] in _REFLEXIVE else _co_argument(talk, i)
    speaker = talk.speaker(i) if tokens.quoted[i] and want in ("he", "she") else None
    subject = tokens.dep[i] in ("nsubj", "nsubjpass")
    local = _clause_subject(talk, i) if possessive or tokens.lower[i] in _REFLEXIVE else None
    matrix = _matrix_subject(talk, i)
    opens = possessive and i == tokens.sentence_start(i)
    told_by = talk.speaker(i) if want in ("they", "it") and tokens.quoted[i] else None
    ours = _bodies_of(talk, told_by) if told_by is not None else frozenset()
    ranked: list[tuple[float, int]] = []
    for figure in talk.cast.figures:
        reach = 1 if want == "they" and tokens.quoted[i] and not figure.plural else _REACH[want]
        if figure.last < sentence - reach or not agrees(figure, want):
            continue
        if figure.number in (speaker, barred) or ours & {figure.number, *figure.members}:
            continue
        score = figure.faded(sentence)
        if subject and figure.subject:
            score += 35.0 if figure.last < sentence - 1 else 60.0
        if opens and figure.subject and figure.last == sentence - 1:
            score += _TOPIC
        if figure.number == local:
            score += 120.0
        elif figure.number == matrix:
            score += 60.0
        elif possessive and figure.last == sentence:
            score += 40.0
        if figure.kind == "person" and figure.gender is None:
            score *= 0.8
        if want == "they" and not figure.plural:
            score *= 0.25 if figure.neuter else 0.5  # a text that says "it" of a body seldom goes over to "they"
        if figure.sector == "MED" and not figure.subject:
            score *= 0.4  # whom something was told to is rarely spoken of
        ranked.append((score, -figure.number))
    ranked.sort(reverse=True)
    found = talk.cast.figures[-ranked[0][1]] if ranked else None
    # what "it" and "they" stand for may be no entity at all
    may_be_thing = want in ("it", "they") and ranked and not _acts(talk, i)
    if may_be_thing and talk.thing_weight(i, plural=want == "they") > ranked[0][0]:
        return None
    if want == "they":
        together = talk.coordination_weight(i)
        if (
            together is not None
            and not ours & set(together[1].members)
            and (found is None or found.number != local)
            and (found is None or not found.plural or together[0] >= ranked[0][0])
        ):
            return together[1]
    if want == "it" and found is not None and not possessive:
        # "it" often means no entity at all; only a clear winner is taken
        clear = len(ranked) == 1 or ranked[0][0] >= 1.3 * ranked[1][0]
        if found.last < sentence - 1 or not (clear or found.subject):
            return None
    return found


def _bodies_of(talk: Discourse, speaker: int) -> frozenset[int]:
    """The bodies that a speaker holds an office of, whom they would call "we", not "they"."""
    found = []
    for _, office in talk.cast.figures[speaker].offices:
        at = office.pronoun if office.pronoun is not None else office.owner[1] - 1 if office.owner is not None else None
        if at is None:
            continue
        body, word = talk.cast.figure_at(at), talk.tokens.lower[at]
        found += [
            figure.number
            for figure in talk.cast.figures
            if figure.kind in ("organisation", "group")
            and (figure is body or (body is None and fold(figure.name).split()[-1:] == [word]))
        ]
    return frozenset(found)


def agrees(figure: Figure, want: str) -> bool:
    """Whether number, kind and gender, as far as known, allow the pronoun."""
    if want == "person":
        return figure.kind == "person" and not figure.plural
    if want in ("he", "she"):
        other = "female" if want == "he" else "male"
        return figure.kind == "person" and not figure.plural and figure.gender != other
    if want == "it":
        return figure.kind in ("organisation", "place", "event", "document") and not figure.plural
    return figure.plural or figure.kind in ("organisation", "group")


def _co_argument(talk: Discourse, i: int) -> int | None:
    """The subject of the verb of which the pronoun is an object; the two differ."""
    tokens = talk.tokens
    verb = tokens.head[i]
    if tokens.dep[i] in ("nsubj", "nsubjpass"):
        return None
    if tokens.pos[verb] == "ADP":
        verb = tokens.head[verb]
    for child in tokens.children[verb]:
        if tokens.dep[child] in ("nsubj", "nsubjpass"):
            figure = talk.cast.figure_at(child)
            return figure.number if figure is not None else None
    return None


def _clause_subject(talk: Discourse, i: int) -> int | None:
    """The subject of the clause that a possessive or reflexive pronoun stands in, if it stands after it."""
    tokens = talk.tokens
    above = tokens.head[i]
    for _ in range(8):
        if tokens.pos[above] in ("VERB", "AUX"):
            for child in tokens.children[above]:
                if tokens.dep[child] in ("nsubj", "nsubjpass") and child < i:
                    figure = talk.cast.figure_at(child)
                    return figure.number if figure is not None else None
            if tokens.dep[above] not in ("xcomp", "conj", "advcl", "pcomp", "acl"):
                return None
        if tokens.head[above] == above:
            return None
        above = tokens.head[above]
    return None


def _matrix_subject(talk: Discourse, i: int) -> int | None:
    """The subject of the verb that the pronoun's clause depends on ("The ministry said that it ...")."""
    tokens = talk.tokens
    above = i
    for _ in range(8):
        above = tokens.head[above]
        if tokens.pos[above] in ("VERB", "AUX"):
            break
    for _ in range(3):
        if tokens.dep[above] not in ("ccomp", "advcl", "xcomp", "conj") or tokens.head[above] == above:
            return None
        linked = tokens.dep[above]
        above = tokens.head[above]
        for child in tokens.children[above]:
            if tokens.dep[child] in ("nsubj", "nsubjpass") and child < i and linked != "conj":
                figure = talk.cast.figure_at(child)
                return figure.number if figure is not None else None
    return None


def _acts(talk: Discourse, i: int) -> bool:
    """Whether the pronoun is the subject of what only people and bodies do."""
    verb = talk.tokens.head[i]
    lists = word_classes("word_lists.tsv")
    return talk.tokens.dep[i] == "nsubj" and talk.tokens.lemma[verb] in lists["speech"] | lists["actions"]


def _expletive(talk: Discourse, i: int) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it rained"."""
    tokens = talk.tokens
    verb = tokens.head[i]
    if tokens.dep[i] == "expl":
        return True
    if tokens.dep[i] not in ("nsubj", "nsubjpass"):
        return False
    if tokens.lemma[verb] in word_classes("word_lists.tsv")["impersonal"]:
        return True
    if tokens.lemma[verb] != "be":
        return False
    told = [c for c in tokens.children[verb] if tokens.dep[c] in ("acomp", "attr")]
    clauses = [c for part in (verb, *told) for c in tokens.children[part]]
    return bool(told) and any(tokens.dep[c] in ("ccomp", "csubj", "xcomp", "advcl") for c in clauses)
