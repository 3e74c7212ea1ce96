"""Whom a common-noun phrase means: someone named, someone described before, several known ones, or someone new."""

from __future__ import annotations

from newsledger.language.bodies import body_of, place_of_phrase
from newsledger.language.cast import Figure
from newsledger.language.discourse import Discourse
from newsledger.language.genders import noun_gender
from newsledger.language.nominals import Nominal
from newsledger.language.phrases import owner_country, words_of_phrase
from newsledger.language.plurals import group_of, members_of
from newsledger.language.pronouns import best
from newsledger.language.tables import hypernyms, person_nouns, word_classes

_RECENT = 3


def resolve_nominal(talk: Discourse, n: Nominal) -> bool:
    """Find whom a phrase means, or bring in someone new, and record the mention; False if it may point ahead."""
    figure = _find(talk, n)
    if figure is None:
        return n.number is None
    figure.nouns.add(n.noun)
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
    gender = noun_gender(n.noun)
    if n.definite and (n.owner is None or not generic):
        found = _holder(talk, n)
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
        if found is None or figure.last_head > found.last_head:
            found = figure
    return found


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
                figure = talk.cast.figure_at(child)
                if figure is not None and not figure.plural and figure.kind == "person":
                    return figure
    if tokens.dep[n.head] == "appos" and above != n.head:
        figure = talk.cast.figure_at(above)
        if figure is not None and figure.kind == "person" and not figure.plural:
            return figure
    return None
