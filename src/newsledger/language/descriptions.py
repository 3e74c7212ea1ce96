"""Whom a common-noun phrase means: someone named, someone described before, several known ones, or someone new."""

from __future__ import annotations

from newsledger.language.cast import Figure, Gender
from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal
from newsledger.language.pronouns import best
from newsledger.language.tables import (
    adjective_of,
    cities,
    fold,
    group_nouns,
    hypernyms,
    known_names,
    person_nouns,
    place_nouns,
    word_classes,
)
from newsledger.model import EntityKind

_GOVERNMENT = frozenset({"government", "regime", "administration"})
_FEMALE = ("woman", "mother", "daughter", "sister", "wife", "girl", "lady", "queen", "princess", "actress", "waitress",
           "widow", "aunt", "niece", "girlfriend", "nun", "duchess")  # fmt: skip
_MALE = ("man", "father", "son", "brother", "husband", "boy", "king", "prince", "uncle", "nephew", "boyfriend", "monk",
         "duke", "gentleman")  # fmt: skip
_RECENT = 3
_OPENING = 4  # sentences of headline and standfirst that may point ahead
_HELD = frozenset({"office", "rank", "profession", "relation"})
_BARE_LINKS = frozenset({"REB", "OPP", "MIL", "COP"})


def _list(name: str) -> frozenset[str]:
    return word_classes("word_lists.tsv")[name]


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
    kind = "place" if n.noun in _list("states") else "person" if n.kind != "pair" else None
    stop = talk.tokens.starts[min(len(talk.tokens.starts) - 1, talk.tokens.sentence[n.head] + 5)]
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
        return _place(talk, n)
    if n.kind == "person":
        return _person(talk, n)
    if n.kind == "body":
        return _body(talk, n)
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
        personal = n.noun in _list("leaders") or (n.kind == "people" and person_nouns()[n.noun].kind in _HELD)
        body = group_nouns().get(n.noun.removesuffix("s"))
        bodies = n.number is not None and body is not None and body.kind == "body" and n.noun not in _list("states")
        if (
            (personal and determiner in ("the", "these", "both"))
            or (n.noun in _list("states") and n.number is not None)
            or bodies
        ):
            figure = _members(talk, n, "place" if n.noun in _list("states") else "organisation" if bodies else "person")
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
            found.name = _words(talk, n)
        return found
    return _new_group(talk, n)


def _narrowed(talk: Discourse, n: Nominal) -> bool:
    """Whether something after the noun says which ones are meant ("both sides in the war")."""
    tokens = talk.tokens
    return any(c > n.head and tokens.dep[c] in ("relcl", "acl", "prep") for c in tokens.children[n.head])


def _new_group(talk: Discourse, n: Nominal) -> Figure:
    figure = talk.cast.add("group", _words(talk, n))
    figure.plural = True
    figure.nouns.add(n.noun)
    figure.modifiers, figure.numeral = n.modifiers, n.count
    figure.sector, figure.country = n.sector, n.country or _owner_country(talk, n)
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
    if n.definite and n.owner is None and generic and (gender is not None or n.noun == "person"):
        found = best(talk, n.head, "she" if gender == "female" else "he" if gender == "male" else "person")
        if found is not None:
            return found
    figure = talk.cast.add("person", _words(talk, n))
    figure.gender = gender
    owned = person_nouns()[n.noun].kind in ("office", "rank")
    figure.sector, figure.country = n.sector, n.country or (_owner_country(talk, n) if owned else None)
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
        if n.owner is not None and owner is not None and owner.kind in ("place", "organisation") and owner.country:
            if figure.country and figure.country != owner.country:
                continue
        if found is None or figure.last_head > found.last_head:
            found = figure
    return found


def _could_be(figure: Figure, n: Nominal) -> bool:
    """Whether a known person can be meant by the noun, as far as office, country and gender tell."""
    if n.noun == "counterpart" and n.country is not None:
        return bool(figure.names) and figure.country == n.country and figure.sector == "GOV"
    stands_for = hypernyms().get(n.noun, frozenset())
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


# ---------------------------------------------------------------------- bodies and places
def _body(talk: Discourse, n: Nominal) -> Figure | None:
    """An organisation: the one named in the phrase, one described before, or a new one."""
    tokens = talk.tokens
    beside = _named_beside(talk, n)
    if beside is not None:
        return beside
    for child in tokens.children[n.head]:
        if child == n.head - 1 and tokens.dep[child] in ("compound", "nmod") and n.noun in _list("generic_bodies"):
            figure = talk.cast.figure_at(child)
            if figure is not None and figure.kind == "organisation":
                return figure
    country = n.country or _owner_country(talk, n)
    if n.noun in _GOVERNMENT:
        return _government(talk, n, country)
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.kind == "organisation" and figure.last_head >= 0 and _same_body(figure, n, country):
            if found is None or figure.last_head > found.last_head:
                found = figure
    if found is None and n.definite and country is None and n.owner is None:
        found = _named_body(talk, n)
    if found is not None:
        if country and not found.country and not found.names:
            found.country = country
        return found
    kind: EntityKind = "organisation" if n.definite or country or n.modifiers else "group"
    figure = talk.cast.add(kind, _words(talk, n))
    figure.plural, figure.modifiers = n.plural, n.modifiers
    figure.sector, figure.country = n.sector, country
    return figure


def _named_beside(talk: Discourse, n: Nominal) -> Figure | None:
    """The organisation named beside the noun, or that it is in apposition to ("the charity Lantern Relief")."""
    cast, tokens = talk.cast, talk.tokens
    beside = [n.head + 1]
    if tokens.dep[n.head] == "appos":
        beside.append(tokens.head[n.head])
    for i in beside:
        number = cast.at.get(i)
        if number is not None and cast.spots[number].form == "name":
            figure = cast.figures[cast.spots[number].entity]
            if figure.kind not in ("organisation", "other") or (n.sector and figure.sector not in (None, n.sector)):
                continue
            if i != n.head + 1 or tokens.nation(tokens.text[i]) is None:
                figure.kind = "organisation"
                figure.sector = figure.sector or n.sector
                return figure
    return None


def _same_body(figure: Figure, n: Nominal, country: str | None) -> bool:
    """Whether a phrase can mean an organisation mentioned before by a noun it was called by, or that ends its name."""
    named = bool(figure.names) and fold(figure.name).split()[-1:] == [n.noun]
    if n.noun not in figure.nouns and not (named and n.definite and not n.modifiers):
        return False
    if country and country != figure.country and (figure.country or figure.names):
        return False
    if (not n.definite and not country) or n.plural != figure.plural:
        return False
    loose = word_classes("modifiers.tsv")["loose"]
    return (n.modifiers - loose) <= (figure.modifiers - loose) or (bool(figure.names) and not n.modifiers)


def _named_body(talk: Discourse, n: Nominal) -> Figure | None:
    """The named organisation that "the group" or "the militant group" points back to."""
    generic = n.noun in _list("generic_bodies") and not n.modifiers
    sentence = talk.tokens.sentence[n.head]
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.kind != "organisation" or not figure.names or figure.last_head < 0:
            continue
        sector = n.sector if not generic else None
        fits = (
            generic and figure.last >= sentence - _RECENT and figure.sector not in ("GOV", "MIL", "COP", "LEG", "JUD")
        )
        fits = fits or (sector == "REB" and figure.sector == "REB")
        if generic and n.noun not in (
            "newspaper",
            "broadcaster",
            "website",
            "magazine",
            "channel",
            "agency",
            "network",
        ):
            fits = fits and figure.sector != "MED"
        if fits and (found is None or figure.faded(sentence) > found.faded(sentence)):
            found = figure
    return found


def _government(talk: Discourse, n: Nominal, country: str | None) -> Figure | None:
    """A government: one for each country and kind ("transitional"); a bare "the government" is that of the country
    that the article is about.
    """
    kinds = n.modifiers & word_classes("modifiers.tsv")["distinguishing"]
    owned = n.owner is not None and country is None
    owner = talk.cast.figure_at(n.owner) if n.owner is not None else None
    whose = owner.number if owner is not None and owner.kind == "person" and country is None else None
    known = [
        f
        for f in talk.cast.figures
        if _GOVERNMENT & f.nouns and f.modifiers == kinds and f.kind == "organisation" and f.owner in (whose, None)
    ]
    if owned and n.noun == "administration":
        pass  # of a person whose country nothing tells
    elif country is None and (n.definite or owned) and not kinds:
        same_noun = [f for f in known if n.noun in f.nouns and n.noun != "government"]
        country = _nation_before(talk, n) or talk.salient_nation()
        if same_noun and not owned:
            return max(same_noun, key=lambda f: f.last_head)
        if country is None and known:
            return max(known, key=lambda f: f.last_head)
    for figure in known:
        if figure.country == country and (country is not None or (n.definite and figure.owner == whose)):
            _owned_by(talk, n, figure)
            return figure
    figure = talk.cast.add("organisation", _words(talk, n))
    figure.modifiers, figure.sector, figure.country = frozenset(kinds), "GOV", country
    figure.owner = whose if country is None else None
    adjective = adjective_of(country) or _local_adjective(talk, country)
    if adjective is not None and not n.modifiers:
        figure.name = f"{adjective} government"
    _owned_by(talk, n, figure)
    return figure


def _local_adjective(talk: Discourse, country: str | None) -> str | None:
    return next((form for form, name in sorted(talk.tokens.local.items()) if name == country), None)


def _nation_before(talk: Discourse, n: Nominal) -> str | None:
    """Country of the last nationality before a phrase in its sentence ("the Syrian side, the government and ...")."""
    for i in range(n.start - 1, talk.tokens.sentence_start(n.head) - 1, -1):
        code = talk.tokens.nationality(talk.tokens.text[i])
        if code is not None and i not in talk.cast.at:
            return code
    return None


def _owned_by(talk: Discourse, n: Nominal, government: Figure) -> None:
    """Who has a government of their own ("Assad's regime") is of its country."""
    owner = talk.cast.figure_at(n.owner) if n.owner is not None else None
    if owner is not None and owner.kind == "person" and owner.names:
        owner.country = owner.country or government.country
        owner.sector = owner.sector or "GOV"
        if owner.regime is None:
            owner.regime = (n.start, n.head)


def _place(talk: Discourse, n: Nominal) -> Figure | None:
    """The named place that "the city", "the Swiss city" or "the country" points back to."""
    if not n.definite or (n.owner is not None and n.country is None):
        return None
    kind = place_nouns()[n.noun]
    for number in reversed(talk.places):
        figure = talk.cast.figures[number]
        if (kind == "country") != figure.state:
            continue
        if n.country is not None and figure.country != n.country:
            continue
        if kind == "city" and (
            figure.state or (fold(figure.name) not in cities() and fold(figure.name) in known_names())
        ):
            continue
        if kind == "region" and fold(figure.name) in cities():
            continue
        return figure
    if kind == "city" and n.country is not None:
        return _city_in_a_name(talk, n.country)
    return None


def _city_in_a_name(talk: Discourse, country: str) -> Figure | None:
    """The city of a country that the name of something else holds ("the Swiss city" where "Geneva II" is named)."""
    for figure in list(talk.cast.figures):
        if figure.kind in ("person", "place") or not figure.names:
            continue
        for word in figure.name.split():
            city = cities().get(fold(word))
            if city is not None and city[0] == country and word[0].isupper():
                place = talk.cast.add("place", word)
                place.country = country
                return place
    return None


def _owner_country(talk: Discourse, n: Nominal) -> str | None:
    if n.noun in word_classes("modifiers.tsv")["outside"]:
        return None
    figure = talk.cast.figure_at(n.owner) if n.owner is not None else None
    return figure.country if figure is not None else None


def _words(talk: Discourse, n: Nominal) -> str:
    """The phrase without determiner, a possessive pronoun replaced by its owner."""
    tokens = talk.tokens
    start = n.start
    if tokens.tag[start] == "PRP$" and start < n.head:
        owner = talk.cast.figure_at(start)
        if owner is not None and (owner.names or not owner.plural) and not owner.members:
            return f"{owner.name}'s {tokens.phrase(start + 1, n.end)}"
    while start < n.head and (tokens.pos[start] in ("DET", "ADV") or tokens.lower[start] in _list("roughly")):
        start += 1
    return tokens.phrase(start, n.end)
