"""Whom a common-noun phrase means: someone named, someone described before, several known ones, or someone new."""

from __future__ import annotations

from newsledger.language.bodies import body_of, place_of_phrase
from newsledger.language.cast import Figure, Gender
from newsledger.language.discourse import Discourse
from newsledger.language.genders import noun_gender
from newsledger.language.namesakes import AGES, called_by_age
from newsledger.language.nominals import Nominal, phrase_start
from newsledger.language.phrases import owner_country, words_of_phrase
from newsledger.language.plurals import group_of, members_of
from newsledger.language.pronouns import best
from newsledger.language.tables import hypernyms, inverse_relations, person_nouns, word_classes

_RECENT = 3


def resolve_nominal(talk: Discourse, n: Nominal) -> bool:
    """Find whom a phrase means, or bring in someone new, and record the mention; False if it may point ahead."""
    figure = _find(talk, n)
    if figure is None:
        return n.number is None or n.kind == "body"
    figure.nouns.add(n.noun)
    gender = noun_gender(n.noun) if n.kind == "person" and figure.kind == "person" else None
    if gender is not None and not figure.sure:
        figure.gender, figure.sure = gender, True
    talk.add(n.start, n.end, n.head, "nominal", figure)
    return True


def _find(talk: Discourse, n: Nominal) -> Figure | None:
    if n.kind == "pair":
        return members_of(talk, n, None)
    if n.kind == "place":
        return place_of_phrase(talk, n)
    if n.kind == "person":
        return _person(talk, n)
    if n.kind == "body":
        return body_of(talk, n)
    return group_of(talk, n)


def _person(talk: Discourse, n: Nominal) -> Figure | None:
    """A singular: whom it predicates of, someone who holds that office, someone described so before, or someone new."""
    subject = _described(talk, n)
    if subject is not None:
        return subject
    sentence = talk.tokens.sentence[n.head]
    generic = person_nouns()[n.noun].kind == "people"
    gender = noun_gender(n.noun if n.noun != "national" else talk.tokens.lower[n.head])
    if n.definite and n.owner is None and n.modifiers & AGES.keys():
        found = _of_age(talk, n)
        if found is not None:
            return found
    if n.noun == "national":
        found = _national(talk, n, gender) if n.definite else None
        if found is not None:
            return found
    elif n.definite and (n.owner is None or not generic):
        found = _other_side(talk, n) or _holder(talk, n)
        if found is not None and (n.noun in found.nouns or sentence - found.last <= _RECENT):
            return found
    aged = any("old" in word.split("-") for word in talk.tokens.lower[n.start : n.head])
    if n.definite and n.owner is None and (aged or (generic and (gender is not None or n.noun == "person"))):
        found = best(talk, n.head, "she" if gender == "female" else "he" if gender == "male" else "person")
        if found is not None:
            return found
    figure = talk.cast.add("person", words_of_phrase(talk, n))
    figure.gender = gender
    owned = person_nouns()[n.noun].kind in ("office", "rank")
    figure.sector, figure.country = n.sector, n.country or (owner_country(talk, n) if owned else None)
    return figure


def _of_age(talk: Discourse, n: Nominal) -> Figure | None:
    """Whom "the younger man" means: who was called a younger relative; "the older man": whose relative that is."""
    tokens = talk.tokens
    age = next(AGES[word] for word in sorted(n.modifiers) if word in AGES)
    people = [f for f in talk.cast.figures if f.kind == "person" and f.last_head >= 0]
    for figure in people:
        if called_by_age(figure, tokens, age):
            return figure
    for figure in people:
        if called_by_age(figure, tokens, age ^ 1):
            for _, office in figure.offices:
                at = office.pronoun if office.pronoun is not None else (office.owner or (0, 0))[1] - 1
                owner = talk.cast.figure_at(at) if at >= 0 else None
                if owner is not None and owner.kind == "person":
                    return owner
    return None


def _national(talk: Discourse, n: Nominal, gender: Gender | None) -> Figure | None:
    """Whom "the Englishman" means: the named person most spoken of who is of that country, or may be."""
    sentence = talk.tokens.sentence[n.head]
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.kind != "person" or not figure.names or figure.last_head < 0 or figure.last < sentence - _RECENT:
            continue
        if figure.country not in (None, n.country) or (gender and figure.gender and gender != figure.gender):
            continue
        weight = (figure.country is not None, figure.faded(sentence))
        if found is None or weight > (found.country is not None, found.faded(sentence)):
            found = figure
    return found


def _other_side(talk: Discourse, n: Nominal) -> Figure | None:
    """Whom "his client" means where he is known as someone's lawyer."""
    owner = talk.cast.figure_at(n.owner) if n.owner is not None else None
    if owner is None or owner.kind != "person":
        return None
    for phrase, office in owner.offices:
        if n.noun not in inverse_relations().get(phrase.noun.noun, frozenset()):
            continue
        at = office.pronoun if office.pronoun is not None else office.owner[1] - 1 if office.owner is not None else None
        figure = talk.cast.figure_at(at) if at is not None else None
        if figure is not None and figure.kind == "person" and figure is not owner:
            gender = noun_gender(n.noun)
            if not (gender and figure.gender and gender != figure.gender):
                return figure
    return None


def _holder(talk: Discourse, n: Nominal) -> Figure | None:
    """The person last mentioned who can be meant by "the minister", "his Russian counterpart"; one who is named only
    later may be meant where the country agrees.
    """
    owner = talk.cast.figure_at(n.owner) if n.owner is not None else None
    relation = person_nouns()[n.noun].kind == "relation"
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.kind != "person" or figure.plural or figure is owner or not _could_be(figure, n):
            continue
        if figure.last_head < 0 and not (n.country and n.country == figure.country):
            continue
        if (
            relation
            and n.noun != "counterpart"
            and not any(office.pronoun is not None or office.of is not None for _, office in figure.offices)
        ):
            continue
        theirs = owner.country if owner is not None and owner.kind in ("place", "organisation") else None
        if theirs and figure.country and figure.country != theirs:
            continue
        if _in_time(figure, n) and (found is None or figure.last_head > found.last_head):
            found = figure
    return found


def _in_time(figure: Figure, n: Nominal) -> bool:
    """Whether someone's office of that name is held still, or no more, as the phrase says ("the former mayor")."""
    times = {office.time for phrase, office in figure.offices if phrase.noun.noun == n.noun}
    if n.noun != "counterpart" and times and times <= {"former", "then"}:
        return bool(n.modifiers & word_classes("portfolios.tsv")["former"]) or figure.count < 2
    return True


def _could_be(figure: Figure, n: Nominal) -> bool:
    """Whether a known person can be meant by the noun, as far as office, country and gender tell."""
    if n.noun == "counterpart" and n.country is not None:
        return bool(figure.names) and figure.country == n.country and figure.sector == "GOV"
    stands_for = hypernyms().get(n.noun, frozenset())
    if n.sector == "CRM" and figure.sector == "CRM" and not n.modifiers:
        return True  # "the attacker", "the gunman", "the suspect"
    if not any(
        n.noun == noun or noun in stands_for or noun.split()[-1] in (n.noun, *stands_for) for noun in figure.nouns
    ):
        return False
    if n.country and figure.country and n.country != figure.country:
        return False
    gender = noun_gender(n.noun)
    return not (gender and figure.gender and gender != figure.gender)


def _described(talk: Discourse, n: Nominal) -> Figure | None:
    """Whom a predicate noun or an apposition describes: "Kerry is a diplomat", "Kerry, the diplomat"."""
    tokens = talk.tokens
    above = tokens.head[n.head]
    if n.noun in word_classes("name_words.tsv")["shared"]:
        for i in (above if tokens.dep[n.head] == "appos" else n.head, n.head + 1):
            figure = talk.cast.figure_at(i)
            if figure is not None and figure.kind == "organisation" and figure.names:
                return figure  # "Norvair, its rival", "its rival Norvair"
    if tokens.dep[n.head] == "attr" and not any(tokens.dep[c] == "neg" for c in tokens.children[above]):
        for child in tokens.children[above]:
            if tokens.dep[child] == "nsubj" and child < n.head:
                relative = tokens.tag[child] == "WP" and tokens.dep[above] == "relcl"
                figure = talk.cast.figure_at(tokens.head[above] if relative else child)
                if figure is not None and not figure.plural and figure.kind == "person":
                    return figure
    if tokens.dep[n.head] == "pobj" and tokens.lower[above] == "as" and above == tokens.sentence_start(above):
        for child in tokens.children[tokens.head[above]]:
            if tokens.dep[child] == "nsubj" and child > n.head:  # "As oil minister, Rasul controls ..."
                number = talk.cast.at.get(child)
                if number is not None and talk.cast.spots[number].form == "name":
                    figure = talk.cast.figure_at(child)
                    return figure if figure is not None and figure.kind == "person" else None
    if tokens.dep[n.head] == "appos" and above != n.head:
        figure = talk.cast.figure_at(above)
        if figure is not None and figure.kind == "person" and not figure.plural:
            return figure
    return None


def resolve_unlisted(talk: Discourse, i: int) -> bool:
    """Resolve a noun that no table lists by what stands beside it ("the luthier, Ann Porter"), or stood before."""
    tokens = talk.tokens
    start = phrase_start(tokens, i)
    if tokens.tag[i] != "NN" or tokens.pos[start] not in ("DET", "PRON", "PROPN") or start == i:
        return False
    beside = [c for c in tokens.children[i] if tokens.dep[c] == "appos"]
    if tokens.dep[i] == "appos":
        beside.append(tokens.head[i])
    for k in beside:
        number = talk.cast.at.get(k)
        figure = talk.cast.figure_at(k)
        if number is None or figure is None or figure.kind != "person" or talk.cast.spots[number].form != "name":
            continue
        figure.nouns.add(tokens.lemma[i].lower())
        talk.cast.mention(start, i + 1, i, "nominal", figure.number, start if k < i else i)
        return True
    if start != i - 1 or tokens.lower[start] != "the":
        return False
    called = [f for f in talk.cast.figures if f.kind == "person" and tokens.lemma[i].lower() in f.nouns]
    if called:
        talk.add(start, i + 1, i, "nominal", max(called, key=lambda f: f.last_head))
    return bool(called)
