"""Whom a common-noun phrase means: someone named, someone described before, several known ones, or someone new."""

from __future__ import annotations

from newsledger.language.bodies import body_of, place_of_phrase
from newsledger.language.cast import Figure, Gender
from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal
from newsledger.language.phrases import owner_country, word_list, words_of_phrase
from newsledger.language.pronouns import best
from newsledger.language.tables import (
    group_nouns,
    hypernyms,
    person_nouns,
    word_classes,
)

_FEMALE = ("woman", "mother", "daughter", "sister", "wife", "girl", "lady", "queen", "princess", "actress", "waitress",
           "widow", "aunt", "niece", "girlfriend", "nun", "duchess")  # fmt: skip
_MALE = ("man", "father", "son", "brother", "husband", "boy", "king", "prince", "uncle", "nephew", "boyfriend", "monk",
         "duke", "gentleman")  # fmt: skip
_RECENT = 3
_OPENING = 4  # sentences of headline and standfirst that may point ahead
_HELD = frozenset({"office", "rank", "profession", "relation"})
_BARE_LINKS = frozenset({"REB", "OPP", "MIL", "COP"})


def resolve_nominal(talk: Discourse, n: Nominal) -> bool:
    """Find whom a phrase means, or bring in someone new, and record the mention; False if it may point ahead."""
    figure = _find(talk, n)
    if figure is None:
        return n.number is None
    figure.nouns.add(n.noun)
    talk.add(n.start, n.end, n.head, "nominal", figure)
    return True


def resolve_ahead(talk: Discourse, n: Nominal) -> None:
    """Resolve a plural of a headline or standfirst by what follows: "Both countries urge ..."."""
    kind = "place" if n.noun in word_list("states") else "person" if n.kind != "pair" else None
    starts, last = talk.tokens.starts, talk.tokens.sentence[n.head] + 5
    stop = starts[last] if last < len(starts) else len(talk.tokens)
    figure = None
    if talk.tokens.sentence[n.head] <= _OPENING:
        figure = talk.coordination(n.end, stop, number=n.number, kind=kind, last=False)
    if figure is None and n.kind != "pair":
        figure = _new_group(talk, n)
    if figure is not None:
        talk.cast.mention(n.start, n.end, n.head, "nominal", figure.number)


def _find(talk: Discourse, n: Nominal) -> Figure | None:
    if n.kind == "pair":
        return _members(talk, n, None)
    if n.kind == "place":
        return place_of_phrase(talk, n)
    if n.kind == "person":
        return _person(talk, n)
    if n.kind == "body":
        return body_of(talk, n)
    return _group(talk, n)


# ---------------------------------------------------------------------- plurals of known members
def _members(talk: Discourse, n: Nominal, kind: str | None) -> Figure | None:
    """Known members that a plural means: "the pair", "the two top diplomats", "both countries"."""
    number = n.number or (2 if n.kind == "pair" else None)
    figure = talk.coordination(talk.before(n.head, 5), n.head, number=number, kind=kind)
    together = _known_together(talk, n, number, kind)
    if together is not None and (figure is None or together.last_head > figure.last_head):
        figure = together
    if figure is None and kind is not None and number is not None:
        recent: list[int] = []
        for spot in reversed(talk.cast.spots):
            if spot.head >= n.head or spot.entity in recent:
                continue
            if kind != "place" and talk.tokens.sentence[n.head] - talk.tokens.sentence[spot.head] > 5:
                continue
            if _can_be_member(talk.cast.figures[spot.entity], n, kind):
                recent.append(spot.entity)
        if len(recent) >= number and (len(recent) == number or kind == "person"):
            figure = talk.plural_of(sorted(recent[:number]))
    return figure


def _can_be_member(figure: Figure, n: Nominal, kind: str) -> bool:
    """Whether someone named before can be one of "the two ministers", "both countries"."""
    if figure.kind != kind:
        return False
    if kind == "place":
        return figure.state
    singular = n.noun if n.kind == "people" else n.noun.removesuffix("s")
    if singular not in person_nouns() or person_nouns()[singular].kind not in _HELD:
        return True
    stands_for = hypernyms().get(singular, frozenset())
    return any(
        noun in (singular, "counterpart") or noun in stands_for or noun.split()[-1] == singular for noun in figure.nouns
    )


def _known_together(talk: Discourse, n: Nominal, number: int | None, kind: str | None) -> Figure | None:
    """The plural of known members that was mentioned last, within a few sentences."""
    found: Figure | None = None
    for figure in talk.cast.figures:
        if not figure.members or figure.last < talk.tokens.sentence[n.head] - 5:
            continue
        if number is not None and len(figure.members) != number:
            continue
        if kind is not None and any(talk.cast.figures[m].kind != kind for m in figure.members):
            continue
        if found is None or figure.last_head > found.last_head:
            found = figure
    return found


def _group(talk: Discourse, n: Nominal) -> Figure | None:
    """A plural: known members, a group described before, or a new group."""
    determiner = talk.tokens.lower[n.start]
    bare_words = n.modifiers <= word_classes("modifiers.tsv")["loose"]
    if n.definite and n.owner is None and bare_words and n.country is None and not _narrowed(talk, n):
        personal = n.noun in word_list("leaders") or (n.kind == "people" and person_nouns()[n.noun].kind in _HELD)
        body = group_nouns().get(n.noun.removesuffix("s"))
        bodies = n.number is not None and body is not None and body.kind == "body" and n.noun not in word_list("states")
        if (
            (personal and determiner in ("the", "these", "both"))
            or (n.noun in word_list("states") and n.number is not None)
            or bodies
        ):
            figure = _members(
                talk, n, "place" if n.noun in word_list("states") else "organisation" if bodies else "person"
            )
            if figure is not None or n.number is not None:
                return figure
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.members or n.noun not in figure.nouns or not figure.plural:
            continue
        if _same_group(talk, figure, n) and (found is None or figure.last_head > found.last_head):
            found = figure
    if found is not None:
        if n.country and not found.country:
            found.country = n.country
            found.name = words_of_phrase(talk, n)
        return found
    return _new_group(talk, n)


def _narrowed(talk: Discourse, n: Nominal) -> bool:
    """Whether something after the noun says which ones are meant ("both sides in the war")."""
    tokens = talk.tokens
    return any(c > n.head and tokens.dep[c] in ("relcl", "acl", "prep") for c in tokens.children[n.head])


def _new_group(talk: Discourse, n: Nominal) -> Figure:
    figure = talk.cast.add("group", words_of_phrase(talk, n))
    figure.plural = True
    figure.nouns.add(n.noun)
    figure.modifiers, figure.numeral = n.modifiers, n.count
    figure.sector, figure.country = n.sector, n.country or owner_country(talk, n)
    return figure


def _same_group(talk: Discourse, figure: Figure, n: Nominal) -> bool:
    """Whether a phrase can mean a group mentioned before."""
    if n.country and figure.country and n.country != figure.country:
        return False
    if n.count and figure.numeral and n.count != figure.numeral:
        return False
    if not n.definite:
        if n.count is not None and n.count != figure.numeral:
            return False
        if n.sector not in _BARE_LINKS or _narrowed(talk, n):
            return bool(n.country) and n.country == figure.country and n.modifiers == figure.modifiers
    loose, another = word_classes("modifiers.tsv")["loose"], word_classes("modifiers.tsv")["another"]
    if n.modifiers & another != figure.modifiers & another:
        return False
    return (n.modifiers - loose) <= (figure.modifiers - loose)


# ---------------------------------------------------------------------- persons
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


def noun_gender(noun: str) -> Gender | None:
    """Gender that a noun for a person tells."""
    last = noun.split()[-1]
    if last.endswith(_FEMALE):
        return "female"
    return "male" if last.endswith(_MALE) and last not in ("person", "human", "shaman") else None
