"""Whom a pronoun means."""

from __future__ import annotations

from dataclasses import dataclass

from newsledger.language.cast import Figure, Gender
from newsledger.language.discourse import Discourse
from newsledger.language.speakers import bodies_of, spoken_for
from newsledger.language.tables import inverse_relations, word_classes
from newsledger.language.titles import noun_ending_at
from newsledger.language.tokens import Tokens

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
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
    if want in ("he", "she") and not figure.sure:
        gender: Gender = "male" if want == "he" else "female"
        figure.sure = figure.sure or figure.gender == gender
        figure.gender = gender
    figure.neuter = figure.neuter or want == "it"
    talk.add(i, i + 1, i, "pronoun", figure)
    return True


def resolve_first_person(talk: Discourse, i: int) -> bool:
    """Resolve "I" inside a quotation to its speaker, "we" to whom the speaker speaks for; False if it is not known."""
    speaker = talk.speakers.speaker(i) if talk.tokens.quoted[i] else None
    if speaker is None:
        return False
    many = talk.tokens.lower[i] in _WE
    figure = spoken_for(talk.cast, talk.tokens, speaker) if many else talk.cast.figures[speaker]
    if figure is not None:
        talk.add(i, i + 1, i, "pronoun", figure)
    return figure is not None


def best(talk: Discourse, i: int, want: str) -> Figure | None:
    """The fitting entity of the highest salience within reach."""
    tokens = talk.tokens
    sentence = tokens.sentence[i]
    place = _place_of(talk, i, want)
    if tokens.lower[i] in _REFLEXIVE and place.local is not None and agrees(talk.cast.figures[place.local], want):
        return talk.cast.figures[place.local]
    ranked: list[tuple[float, int]] = []
    doubtful: list[tuple[float, int]] = []
    for figure in talk.cast.figures:
        reach = 1 if want == "they" and tokens.quoted[i] and not (figure.plural or figure.many) else _REACH[want]
        if figure.last < sentence - reach:
            continue
        if figure.number in place.barred or place.barred & set(figure.members):
            continue
        if agrees(figure, want):
            ranked.append((_score(talk, figure, want, place), -figure.number))
        elif figure.number == place.matrix and _may_agree(figure, want):
            doubtful.append((_score(talk, figure, want, place), -figure.number))
    if not any(talk.cast.figures[-number].names for _, number in ranked):
        ranked += doubtful
    ranked.sort(reverse=True)
    found = talk.cast.figures[-ranked[0][1]] if ranked else None
    # what "it" and "they" stand for may be no entity at all
    may_be_thing = want in ("it", "they") and ranked and not _acts(talk, i) and not _has_office(talk, i)
    if may_be_thing and talk.thing_weight(i, plural=want == "they") > ranked[0][0]:
        return None
    if want == "they":
        together = talk.coordination_weight(i) or talk.couple_weight(i)
        if (
            together is not None
            and not place.barred & set(together[1].members)
            and (found is None or found.number != place.local)
            and (found is None or found.number != place.matrix or not (found.plural or found.many))
            and (found is None or not found.plural or together[0] >= ranked[0][0])
        ):
            return together[1]
    if want == "it" and found is not None and not place.possessive:
        # "it" often means no entity at all; only a clear winner is taken
        clear = len(ranked) == 1 or ranked[0][0] >= 1.3 * ranked[1][0] or _acts(talk, i)
        if found.last < sentence - 1 or not (clear or found.subject):
            return None
    return found


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pronoun stands. barred: whom it cannot mean. local, matrix: subject of its clause and of the one above.
    opens: whether it is a possessive that opens its sentence. owned: the noun that a possessive stands before.
    parallel: whom the same pronoun means before the subject of the clause before.
    """

    sentence: int
    possessive: bool
    subject: bool
    opens: bool
    barred: frozenset[int]
    local: int | None
    matrix: int | None
    owned: str | None
    parallel: int | None


def _may_agree(figure: Figure, want: str) -> bool:
    """Whether only what a given name seems to tell is against a pronoun."""
    return want in ("he", "she") and figure.kind == "person" and not figure.plural and not figure.sure


def _place_of(talk: Discourse, i: int, want: str) -> _Place:
    tokens = talk.tokens
    possessive = tokens.dep[i] == "poss" or tokens.tag[i] == "PRP$"
    bound = possessive or tokens.lower[i] in _REFLEXIVE or tokens.lower[tokens.head[i]] in ("between", "among")
    barred = set() if bound else {_co_argument(talk, i)}
    barred |= _below(talk, i)
    speaker = talk.speakers.speaker(i) if tokens.quoted[i] else None
    if speaker is not None:
        barred |= {speaker} if want in ("he", "she") else bodies_of(talk.cast, tokens, speaker)
    return _Place(
        tokens.sentence[i],
        possessive,
        tokens.dep[i] in ("nsubj", "nsubjpass"),
        possessive and i == tokens.sentence_start(i),
        frozenset(number for number in barred if number is not None),
        _clause_subject(talk, i) if bound else None,
        _matrix_subject(talk, i),
        tokens.lemma[tokens.head[i]] if possessive else None,
        _parallel(talk, i) if possessive else None,
    )


def _parallel(talk: Discourse, i: int) -> int | None:
    """Whose relative the subject of the clause before is: "Her mother taught, her father drove a bus"."""
    tokens = talk.tokens
    if tokens.dep[tokens.head[i]] not in ("nsubj", "nsubjpass"):
        return None
    for k in range(i - 1, tokens.sentence_start(i) - 1, -1):
        if tokens.lower[k] == tokens.lower[i] and tokens.dep[tokens.head[k]] in ("nsubj", "nsubjpass"):
            figure = talk.cast.figure_at(k)
            return figure.number if figure is not None else None
    return None


def _score(talk: Discourse, figure: Figure, want: str, place: _Place) -> float:
    """How well an entity fits a pronoun."""
    score = figure.faded(place.sentence)
    if place.subject and figure.subject:
        score += 35.0 if figure.last < place.sentence - 1 else 60.0
    if place.opens and figure.subject and figure.last == place.sentence - 1:
        score += _TOPIC
    if figure.number in (place.local, place.parallel):
        score += 120.0
    elif figure.number == place.matrix:
        score += 60.0
    elif place.possessive and figure.last == place.sentence:
        score += 40.0
    if place.owned is not None and figure.kind == "person" and _has(figure, place.owned):
        score += 80.0
    if figure.kind == "person" and figure.gender is None:
        score *= 0.8
    if figure.kind == "person" and not figure.names:
        score *= 0.8
    if not agrees(figure, want):
        score *= 0.4
    if want == "they" and not figure.plural and not figure.many:
        score *= 0.25 if figure.neuter else 0.5  # a text that says "it" of a body seldom goes over to "they"
    if figure.sector == "MED" and not figure.subject:
        score *= 0.4  # whom something was told to is rarely spoken of
    return score


def _has(figure: Figure, noun: str) -> bool:
    """Whether someone is known to be the other side of a relation ("his son" of a father)."""
    return any(noun in inverse_relations().get(own, frozenset()) for own in figure.nouns)


def _below(talk: Discourse, i: int) -> set[int]:
    """Those named in what the pronoun's own verb governs, before it: "The general, she said, could ..."."""
    tokens = talk.tokens
    verb = tokens.head[i]
    if tokens.dep[i] != "nsubj" or tokens.pos[verb] not in ("VERB", "AUX"):
        return set()
    clauses = [c for c in tokens.children[verb] if tokens.dep[c] == "ccomp"]
    if tokens.dep[verb] in ("parataxis", "ccomp") and tokens.head[verb] != verb:
        clauses.append(tokens.head[verb])
    found: set[int] = set()
    for clause in clauses:
        for child in tokens.children[clause]:
            if child < i and tokens.dep[child] in ("nsubj", "nsubjpass") and tokens.pos[child] != "PRON":
                figure = talk.cast.figure_at(child)
                verbless = all(tokens.pos[k] not in ("VERB", "AUX") for k in range(child, i))
                if figure is not None and verbless:
                    found.add(figure.number)
    return found


def agrees(figure: Figure, want: str) -> bool:
    """Whether number, kind and gender, as far as known, allow the pronoun."""
    if want == "person":
        return figure.kind == "person" and not figure.plural
    if want in ("he", "she"):
        other = "female" if want == "he" else "male"
        return figure.kind == "person" and not figure.plural and figure.gender != other
    if want == "it":
        return figure.kind in ("organisation", "place", "event", "document", "other") and not figure.plural
    return figure.plural or figure.kind in ("organisation", "group")


def _co_argument(talk: Discourse, i: int) -> int | None:
    """The subject of the verb of which the pronoun is an object; the two differ."""
    tokens = talk.tokens
    verb = tokens.head[i]
    if tokens.dep[i] in ("nsubj", "nsubjpass"):
        if tokens.lower[i] not in ("him", "her", "them") or tokens.dep[verb] not in ("ccomp", "xcomp"):
            return None
        verb = tokens.head[verb]  # "wants her to sign"
    if tokens.pos[verb] == "ADP":
        if tokens.lower[verb] in word_classes("word_lists.tsv")["near_subject"]:
            return None  # "kept it with him"
        verb = tokens.head[verb]
    for _ in range(3):
        for child in tokens.children[verb]:
            if tokens.dep[child] in ("nsubj", "nsubjpass"):
                figure = talk.cast.figure_at(child)
                return figure.number if figure is not None else None
        infinitive = tokens.dep[verb] in ("acl", "advcl") and tokens.tag[verb] == "VB"  # "has power to impose them"
        if tokens.dep[verb] not in ("conj", "xcomp") and not infinitive:  # "she laughed and gave her a flask"
            return None
        verb = tokens.head[verb]
        if tokens.pos[verb] == "NOUN":
            verb = tokens.head[verb]
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


def _has_office(talk: Discourse, i: int) -> bool:
    """Whether what a possessive stands before is an office ("its chairman"): things have none."""
    tokens = talk.tokens
    noun = noun_ending_at(tokens, tokens.head[i]) if tokens.tag[i] == "PRP$" else None
    return noun is not None and noun[1].kind == "office"


def _expletive(talk: Discourse, i: int) -> bool:
    """Whether "it" stands for nothing, or for what a clause tells: "it is clear that", "it rained", "made it clear"."""
    tokens = talk.tokens
    verb = tokens.head[i]
    lists = word_classes("word_lists.tsv")
    if tokens.dep[i] == "expl" or tokens.lower[i] != "it":
        return tokens.dep[i] == "expl"
    if tokens.dep[i] == "dobj":
        return tokens.lemma[verb] in lists["of_things"]
    if tokens.dep[i] not in ("nsubj", "nsubjpass"):
        return False
    below = [c for c in tokens.children[verb] if c > i]
    if tokens.dep[verb] == "ccomp" and tokens.lemma[tokens.head[verb]] in ("make", "find", "consider", "think", "deem"):
        return tokens.pos[verb] == "ADJ" or any(tokens.dep[c] == "acomp" for c in below)
    if tokens.lemma[verb] in lists["impersonal"]:
        return True
    if tokens.dep[i] == "nsubjpass":
        return any(tokens.dep[c] in ("ccomp", "csubj") for c in below)
    if tokens.lemma[verb] != "be":
        return False
    told = [c for c in below if tokens.dep[c] in ("acomp", "attr")]
    clauses = [c for part in (verb, *told) for c in tokens.children[part]]
    if any(tokens.dep[c] in ("ccomp", "csubj", "xcomp", "advcl") for c in clauses) and told:
        return True
    # "it is us who ...", "it is arithmetic"
    attributes = [c for c in told if tokens.dep[c] == "attr"]
    return any(tokens.pos[c] == "PRON" or (tokens.tag[c] == "NN" and _mere(tokens, c)) for c in attributes)


def _mere(tokens: Tokens, i: int) -> bool:
    """Whether a noun stands alone, without article or modifier ("it is arithmetic")."""
    return not any(c < i for c in tokens.children[i])
