"""Which organisation or place a common-noun phrase means: "the regime", "the charity", "the Swiss city"."""

from __future__ import annotations

from newsledger.language.cast import Figure
from newsledger.language.discourse import Discourse
from newsledger.language.nominals import Nominal
from newsledger.language.phrases import group_called, owner_country, word_list, words_of_phrase
from newsledger.language.tables import (
    adjective_of,
    body_hints,
    capitals,
    cities,
    fold,
    group_nouns,
    known_names,
    place_nouns,
    word_classes,
)
from newsledger.model import EntityKind

_GOVERNMENT = frozenset({"government", "regime", "administration"})
_APART = frozenset({"BUS", "OPP", "LAB", "EDU", "HLH", "REL"})  # who is called so is of no other sector
_RECENT = 3


def body_of(talk: Discourse, n: Nominal) -> Figure | None:
    """An organisation: the one named in the phrase, one described before, or a new one.

    None for a noun that names a body only where it takes one up again ("the service", "the paper").
    """
    tokens = talk.tokens
    beside = _named_beside(talk, n)
    if beside is not None:
        return beside
    for child in tokens.children[n.head]:
        if child == n.head - 1 and tokens.dep[child] in ("compound", "nmod") and n.noun in word_list("generic_bodies"):
            figure = talk.cast.figure_at(child)
            if figure is not None and figure.kind == "organisation":
                return figure
    country = n.country or owner_country(talk, n)
    if n.noun in _GOVERNMENT:
        return _government(talk, n, country)
    found: Figure | None = None
    for figure in talk.cast.figures:
        fits = figure.kind == "organisation" and figure.last_head >= 0 and _same_body(figure, n, country)
        if fits and (found is None or figure.last_head > found.last_head):
            found = figure
    if (
        n.definite
        and country is None
        and n.owner is None
        and (found is None or (n.sector == "REB" and not found.names))
    ):
        named = _named_body(talk, n)
        if named is not None and (found is None or named.last_head > found.last_head):
            found = named
    if found is not None:
        if country and not found.country and not found.names:
            found.country = country
        return found
    if n.noun in word_list("echoes"):
        return None
    stood_for = group_called(talk, n) if n.definite and country is None and n.owner is None else None
    if stood_for is not None:
        return stood_for
    kind: EntityKind = "organisation" if n.definite or country or n.modifiers else "group"
    figure = talk.cast.add(kind, words_of_phrase(talk, n))
    figure.plural, figure.modifiers = n.plural, n.modifiers
    figure.many = n.noun in word_list("many_bodies")
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
    known = n.noun in figure.nouns or (n.definite and any(noun.endswith(" " + n.noun) for noun in figure.nouns))
    if not known and not (named and n.definite and not n.modifiers):
        return False
    if country and country != figure.country and (figure.country or figure.names):
        return False
    if (not n.definite and not country) or n.plural != figure.plural:
        return False
    loose = word_classes("modifiers.tsv")["loose"]
    return (n.modifiers - loose) <= (figure.modifiers - loose) or (bool(figure.names) and not n.modifiers)


def _named_body(talk: Discourse, n: Nominal) -> Figure | None:
    """The named organisation that "the group" or "the militant group" points back to."""
    generic = n.noun in word_list("generic_bodies") and not n.modifiers
    sentence = talk.tokens.sentence[n.head]
    found: Figure | None = None
    for figure in talk.cast.figures:
        if figure.kind != "organisation" or not figure.names or figure.last_head < 0:
            continue
        if n.sector in _APART and figure.sector not in (None, n.sector):
            continue
        if generic and not _named_so(figure, n):
            continue
        sector = n.sector if not generic else None
        fits = (
            generic and figure.last >= sentence - _RECENT and figure.sector not in ("GOV", "MIL", "COP", "LEG", "JUD")
        )
        fits = fits or (sector == "REB" and figure.sector == "REB")
        if generic and n.noun not in (
            "paper",
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


def _named_so(figure: Figure, n: Nominal) -> bool:
    """Whether the name of a body, or its sector, allows a noun that not every body is called by ("the union")."""
    called = {group_nouns()[noun].sector for noun in figure.nouns if noun in group_nouns()} - {None}
    if n.sector is not None and called and n.sector not in called:
        return False  # what is called a union is no company
    if n.noun not in body_hints() or (n.sector is not None and n.sector == figure.sector):
        return True
    words, ends = body_hints()[n.noun]
    return any(word in words or (ends and word.endswith(ends)) for word in fold(figure.name).casefold().split())


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
        country = _nation_before(talk, n)
        if country is None and (owner is None or owner.kind != "place"):
            country = talk.salient_nation()
        if same_noun and not owned:
            return max(same_noun, key=lambda f: f.last_head)
        if country is None and known:
            return max(known, key=lambda f: f.last_head)
    for figure in known:
        if figure.country == country and (country is not None or (n.definite and figure.owner == whose)):
            _owned_by(talk, n, figure)
            return figure
    figure = talk.cast.add("organisation", words_of_phrase(talk, n))
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


def place_of_phrase(talk: Discourse, n: Nominal) -> Figure | None:
    """The named place that "the city", "the Swiss city" or "the country" points back to."""
    if not n.definite or (n.owner is not None and n.country is None):
        return None
    kind = place_nouns()[n.noun]
    if kind == "country" and n.country is None and n.noun in ("country", "nation"):
        return _country_meant(talk, n)
    misfit: Figure | None = None
    single: Figure | None = None
    for number in reversed(talk.places):
        figure = talk.cast.figures[number]
        if (kind == "country") != figure.state:
            continue
        if n.country is not None and figure.country != n.country:
            continue
        if not _is_kind(figure, kind):
            if kind == "city" and single is None and figure.count == 1 and fold(figure.name) not in known_names():
                single = figure  # nothing but its one mention tells of it
            continue
        if _of_size(figure, n.noun):
            return figure
        misfit = misfit if misfit is not None and misfit.count >= figure.count else figure
    if misfit is not None and misfit.count > 2 and n.noun != "capital":
        return misfit  # a namesake of the large one
    if single is not None and misfit is None and single.last >= talk.tokens.sentence[n.head] - _RECENT:
        return single
    if kind == "city" and n.country is not None:
        return _city_in_a_name(talk, n.country)
    return None


def _country_meant(talk: Discourse, n: Nominal) -> Figure | None:
    """The country that "the country" means: the one most spoken of lately, one the article is about before others."""
    tokens = talk.tokens
    sentence = tokens.sentence[n.head]
    ranked: list[tuple[float, int]] = []
    for number in dict.fromkeys(talk.places):
        figure = talk.cast.figures[number]
        if not figure.state:
            continue
        weight = figure.faded(sentence) + 15.0 * min(6, talk.nations.get(figure.country or "", 0))
        if figure.country is not None and figure.country == talk.cast.nation:
            weight += 100.0
        if tokens.dep[n.head] in ("nsubj", "nsubjpass") and figure.subject and figure.last >= sentence - 1:
            weight += 60.0
        ranked.append((weight, figure.last_head))
    last = max(ranked)[1] if ranked else None
    return next((f for f in talk.cast.figures if f.state and f.last_head == last), None)


def _of_size(figure: Figure, noun: str) -> bool:
    """Whether a place is of a size that the noun tells: a capital is no village, "the capital" is one."""
    key = fold(figure.name)
    size = cities()[key][1] if key in cities() else 0
    if noun == "capital":
        return key in capitals() or key not in cities()
    if noun in ("village", "hamlet"):
        return size <= 50_000
    return noun not in ("town", "township", "resort") or size <= 500_000


def _is_kind(figure: Figure, kind: str) -> bool:
    """Whether a named place can be a city, or a region, as far as the tables and its own words tell."""
    key = fold(figure.name)
    if kind == "country":
        return figure.state
    if kind == "city":
        return not figure.state and (key in cities() or (key not in known_names() and figure.count > 1))
    return key not in cities() and (key in known_names() or key.split()[-1] in place_nouns())


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
