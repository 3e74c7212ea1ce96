"""Which names are variants of one name: "Bashar al-Assad" and "Assad", "ICRC" and its full name, "Mr. Obama"."""

from __future__ import annotations

from dataclasses import replace

from newsledger.language.cast import Cast, Figure, Gender
from newsledger.language.genders import address_gender, name_gender, noun_gender
from newsledger.language.metonymy import meant_by
from newsledger.language.names import Name
from newsledger.language.namesakes import which_person
from newsledger.language.offices import office_of, portfolio_end
from newsledger.language.tables import cities, fold, gender_of_given, group_nouns, known_names, nicknames, word_classes
from newsledger.language.titles import RolePhrase
from newsledger.language.tokens import Tokens
from newsledger.model import EntityKind


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a personal name that tell people apart: no particles before the surname, no "Jr."."""
    classes = word_classes("name_words.tsv")
    kept = tuple(w for w in words if w not in classes["particle"] and w not in classes["suffix"])
    return kept or words


def same_person(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two personal names (folded words) can be one person's, at least one of them of several words."""
    one, two = core(one), core(two)
    if len(one) > len(two):
        one, two = two, one
    if one == two:
        return True
    if len(one) == 1:
        last = one[0] == two[-1] or (len(two) > 2 and one[0] == two[-2] and len(one[0]) > 2)
        return last or _same_given(one[0], two[0])
    if one[-1] == two[-1]:
        first, other = one[0], two[0]
        if _same_given(first, other) or first in two:
            return True
        short = min(len(first), len(other))
        return short == 1 and first[0] == other[0]
    return one == two[: len(one)] or one == two[-len(one) :] or set(one) <= set(two)


def _same_given(one: str, two: str) -> bool:
    """Whether two given names are one, or one is short for the other."""
    return one == two or two in nicknames().get(one, ()) or one in nicknames().get(two, ())


def enter_names(tokens: Tokens, names: list[Name], kinds: dict[str, EntityKind], cast: Cast) -> None:
    """Bring in the entity of each name and record its mentions, in order of the text."""
    people = _people(names, kinds, cast)
    others: dict[str, Figure] = {}
    for name in sorted(names, key=lambda n: -len(n.words)):
        if kinds[name.key] == "organisation" and len(name.words) > 1 and not name.headline:
            _other(tokens, name, "organisation", others, cast)  # long names first: short ones are variants of them
    firms = {name.words[0]: name.key for name in names if kinds[name.key] == "organisation" and len(name.words) > 1}
    for name in names:
        kind = kinds[name.key]
        person = kind == "person" and not (name.key in firms and _is_firm(tokens, name))
        if kind == "person" and not person:
            kind, figure = "organisation", others[firms[name.key]]
            cast.mention(name.start, name.end, _head(tokens, name), "name", figure.number)
            continue
        figure = (
            which_person(tokens, name, people[name.key], cast) if person else _other(tokens, name, kind, others, cast)
        )
        text = tokens.phrase(name.start, name.end)
        if text not in figure.names and not (person and figure not in people[name.key]):
            figure.names.append(text)
        cast.mention(name.start, name.end, _head(tokens, name), "name", figure.number)
        if kind == "person":
            _describe(tokens, name, figure, cast)
    for figure in cast.figures:
        if figure.kind == "person":
            figure.name = _fullest(figure)
            figure.sure = figure.gender is not None
            figure.gender = figure.gender or name_gender(figure.name) or _gender_of_roles(figure)


def _is_firm(tokens: Tokens, name: Name) -> bool:
    """Whether a surname stands for the firm that is named after it ("Halvorsen's shares", "Halvorsen, which")."""
    if len(name.words) != 1 or name.roles or name.honorific:
        return False
    after = tokens.lower[name.end : name.end + 3]
    owned = word_classes("name_words.tsv")["owned"]
    return (after[:1] in (["'s"], ["'"]) and any(w in owned for w in after[1:])) or after[:2] == [",", "which"]


def _head(tokens: Tokens, name: Name) -> int:
    """The syntactic head inside a name: the token whose head lies outside."""
    for i in range(name.end - 1, name.start - 1, -1):
        if not name.start <= tokens.head[i] < name.end or tokens.head[i] == i:
            return i
    return name.end - 1


def _people(names: list[Name], kinds: dict[str, EntityKind], cast: Cast) -> dict[str, list[Figure]]:
    """One entity for each person; gives for each key those it can mean."""
    keys: dict[str, None] = {}
    for name in names:
        if kinds[name.key] == "person":
            keys.setdefault(name.key)
    ordered = sorted(keys, key=lambda key: -len(core(tuple(key.split()))))
    found: dict[str, list[Figure]] = {}
    members: list[tuple[Figure, list[tuple[str, ...]]]] = []
    for key in ordered:
        words = tuple(key.casefold().split())
        matches = [item for item in members if all(same_person(words, other) for other in item[1])]
        if len(core(words)) == 1:
            by_surname = [item for item in matches if any(core(other)[-1] == core(words)[0] for other in item[1])]
            matches = by_surname or matches
            found[key] = [item[0] for item in matches]
            if not matches:
                figure = cast.add("person", key)
                members.append((figure, [words]))
                found[key] = [figure]
            continue
        if matches:
            matches[0][1].append(words)
            found[key] = [matches[0][0]]
        else:
            figure = cast.add("person", key)
            members.append((figure, [words]))
            found[key] = [figure]
    return found


def _gender_of_roles(figure: Figure) -> Gender | None:
    """Gender that what someone is called by tells ("spokeswoman"); None if they differ."""
    told = {noun_gender(noun) for noun in figure.nouns} - {None}
    return told.pop() if len(told) == 1 else None


def _fullest(figure: Figure) -> str:
    """The fullest name, not in capitals if it also stands otherwise; what precedes a given name elsewhere is no part
    of it ("Agency Maria Voss", where "Maria Voss" stands too).
    """
    names = [
        name
        for name in figure.names
        if not any(
            name.endswith(" " + other) and gender_of_given(other.split()[0]) and not gender_of_given(name.split()[0])
            for other in figure.names
            if " " in other
        )
    ]
    return max(names or figure.names, key=lambda n: (not n.isupper(), len(core(tuple(n.split()))), len(n)))


def _other(tokens: Tokens, name: Name, kind: EntityKind, others: dict[str, Figure], cast: Cast) -> Figure:
    """The entity of a name that is no person's."""
    known = known_names().get(name.key)
    text = tokens.phrase(name.start, name.end)
    meant = meant_by(tokens, name.key, _head(tokens, name)) if known is None and kind == "place" else None
    if meant is not None:
        text, known = meant, known_names().get(fold(meant))
    key = known.name if known is not None else name.key
    figure = others.get(key)
    if figure is None and known is None and kind == "organisation":
        figure = _longer(name, others)
    if figure is None:
        figure = cast.add(known.kind if known is not None else kind, known.name if known is not None else text)
        if known is not None:
            figure.country, figure.sector = known.country, "GOV" if known.is_country else known.sector
            figure.state = known.is_country
        elif kind == "place" and tokens.nation(text) is not None:
            figure.country, figure.sector, figure.state = text, "GOV", True
        elif kind == "place":
            city = cities().get(name.key)
            figure.country = city[0] if city is not None else None
        elif kind == "organisation":
            _body(tokens, name, figure)
        others[key] = figure
        if known is None and kind == "organisation" and len(name.words) > 2:
            others.setdefault("".join(w[0] for w in name.words if w not in ("of", "the", "and", "for")).upper(), figure)
    return figure


def _longer(name: Name, others: dict[str, Figure]) -> Figure | None:
    """The one organisation mentioned before whose name ends with, or begins with, this shorter one."""
    words = name.words
    bodies = word_classes("name_words.tsv")["organisation"]
    fits = []
    for key, figure in others.items():
        parts = tuple(key.split())
        if figure.kind != "organisation" or len(parts) <= len(words):
            continue
        ends = parts[-len(words) :] == words and (len(words) > 1 or words[0] in bodies or parts[0] not in bodies)
        begins = parts[: len(words)] == words and (
            len(words) > 1
            or words[0] in group_nouns()
            or name.label == "ORG"
            or (len(parts) == 2 and parts[1] in bodies and words[0] not in cities())
        )
        if ends or begins:
            fits.append(figure)
    return fits[0] if len(fits) == 1 else None


def _body(tokens: Tokens, name: Name, figure: Figure) -> None:
    """Country and sector that an organisation's own words tell ("Russian Foreign Ministry")."""
    for i in range(max(tokens.sentence_start(name.start), name.start - 2), name.end):
        if i < name.start and not (i == name.start - 1 or tokens.tag[name.start - 1] == "POS"):
            continue
        code = tokens.nation(tokens.text[i])
        if code is not None:
            figure.country = code
    stop = next((i for i in range(name.start + 1, name.end) if tokens.lower[i] == "of"), name.end)
    for i in range(stop - 1, name.start - 1, -1):
        noun = group_nouns().get(tokens.lower[i])
        if noun is not None and noun.sector is not None:
            figure.sector = noun.sector
            break


def _describe(tokens: Tokens, name: Name, figure: Figure, cast: Cast) -> None:
    """Take over what the role phrases and the form of address beside a name tell."""
    figure.gender = address_gender(name.honorific) or figure.gender
    appointed = any(phrase.start > name.end and tokens.lower[phrase.start - 1] == "as" for phrase in name.roles)
    for phrase in name.roles:
        office = office_of(tokens, phrase)
        if appointed and phrase.end <= name.start and phrase.noun.kind == "office" and office.time == "current":
            office = replace(office, time="former")  # "named her chief of staff, X, as minister"
        figure.offices.append((phrase, office))
        figure.nouns.add(phrase.noun.noun)
        if phrase.noun.kind == "relation":
            figure.gender = figure.gender or noun_gender(phrase.noun.noun)
        if figure.country is None:
            figure.country = office.country
        if figure.sector is None:
            opposite = phrase.noun.noun == "counterpart" and office.country is not None
            figure.sector = "GOV" if opposite else office.sector
        for i in range(phrase.first, phrase.last):
            cast.roles[i] = figure.number
        end = portfolio_end(tokens, phrase.last, phrase.end)
        title = phrase.end <= name.start and tokens.text[phrase.end - 1] != "," and name.start - phrase.end < 1
        owned = tokens.tag[phrase.start] == "PRP$" or (office.owner is not None and phrase.noun.kind == "relation")
        if phrase.given is not None or (title and not owned):
            continue
        if all(i not in cast.at for i in range(phrase.first, phrase.last)):
            cast.mention(_with_determiner(tokens, phrase), end, phrase.last - 1, "nominal", figure.number, phrase.first)


def _with_determiner(tokens: Tokens, phrase: RolePhrase) -> int:
    start = phrase.start
    if start > tokens.sentence_start(start) and tokens.pos[start - 1] == "DET":
        start -= 1
    return start
