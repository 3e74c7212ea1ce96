"""What a role phrase says: the role, of what, of which country, and whether it still holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from newsledger.language.nations import nation_name
from newsledger.language.tables import abbreviated_titles, cities, fold, group_nouns, known_names, word_classes
from newsledger.language.titles import RolePhrase
from newsledger.language.tokens import Tokens

RoleTime = Literal["current", "former", "then", "elect"]
_OF = ("of", "for", "at", "in", "with", "to", "from", "on")
_OF_STATE = frozenset({"GOV", "LEG", "COP", "MIL", "JUD"})
_KEPT_SMALL = frozenset({"-", "of", "and", "&", "for", "the"})


@dataclass(frozen=True, slots=True)
class Office:
    """role: the words of the role. of: of what (a country in its short English name, else words of the text), tokens
    ``owner`` where it stands in the text. pronoun: token of a possessive pronoun that owns it.
    """

    role: str
    of: str | None
    country: str | None
    sector: str | None
    time: RoleTime
    owner: tuple[int, int] | None = None
    pronoun: int | None = None


def _nation_at(tokens: Tokens, i: int, stop: int) -> tuple[int, str] | None:
    """A country or nationality that starts at ``i``: where it ends and its code."""
    for end in range(min(stop, i + 3), i, -1):
        code = tokens.nation(tokens.phrase(i, end))
        if code is not None:
            return end, code
    return None


def office_of(tokens: Tokens, phrase: RolePhrase) -> Office:
    """Take a role phrase apart."""
    office = _office(tokens, phrase)
    country = office.country or (_country_of(office.of) if office.sector in _OF_STATE else None)
    time: RoleTime = "former" if phrase.past and office.time == "current" else office.time
    return replace(office, country=country, time=time)


def _country_of(name: str | None) -> str | None:
    """Country of a known region, city or body that an office of state is of ("Texas governor")."""
    if name is None:
        return None
    known = known_names().get(fold(name))
    return known.country if known is not None else cities().get(fold(name), (None, 0))[0]


def _office(tokens: Tokens, phrase: RolePhrase) -> Office:
    classes = word_classes("portfolios.tsv")
    if phrase.owner is not None:
        code = tokens.nation(tokens.phrase(*phrase.owner))
        of = nation_name(code) if code is not None else tokens.phrase(*phrase.owner)
        return Office(
            phrase.given or phrase.noun.noun,
            of,
            code,
            phrase.noun.sector or _sector(tokens, phrase.owner),
            "current",
            phrase.owner,
        )
    if phrase.given is not None:
        return Office(phrase.given, None, None, phrase.noun.sector, "current")
    role: list[int] = []
    owner: list[int] = []
    country: str | None = None
    pronoun: int | None = None
    possessive: tuple[int, int] | None = None
    time: RoleTime = "current"
    i = phrase.start
    begin = i
    while i < phrase.first:
        word = tokens.lower[i]
        if tokens.pos[i] == "DET" or word in ("another", "one"):
            i += 1
            begin = i
            continue
        if tokens.tag[i] == "PRP$":
            pronoun = i
        elif tokens.tag[i] == "POS":
            possessive = (begin, i)
            country = country or tokens.nation(tokens.phrase(begin, i))
            role, owner = [], []
        elif word in classes["former"] or (word == "ex" and tokens.text[i + 1] == "-"):
            time = "elect" if word == "incoming" else "former"
        elif word in classes["then"]:
            time = "then"
        elif word in classes["elect"]:
            time = "elect"
        elif tokens.pos[i] == "NUM" and (aged := _age_end(tokens, i, phrase.first)) is not None:
            i = aged
            continue
        elif (body := _known_body(tokens, i, phrase.first)) is not None:
            owner.extend(range(i, body))
            i = body
            continue
        elif (nation := _nation_at(tokens, i, phrase.first)) is not None and not owner:
            country = country or nation[1]
            i = nation[0]
            continue
        elif word == "-" and (not role or role[-1] != i - 1) and (not owner or owner[-1] != i - 1):
            pass
        elif _names_owner(tokens, i, phrase.first):
            # "Foreign Ministry spokesman": what was taken for a modifier belongs to the body
            while role and role[-1] == i - 1 and tokens.text[role[-1]][0].isupper() == tokens.text[i][0].isupper():
                owner.insert(0, role.pop())
                i_prev = owner[0]
                if role and role[-1] != i_prev - 1:
                    break
            owner.append(i)
        elif (
            owner
            and owner[-1] == i - 1
            and (
                word in ("-", "and", "&", "of", "'s")
                or (tokens.text[i][0].isupper() and tokens.text[phrase.first].islower())
            )
        ):
            owner.append(i)
        else:
            role.append(i)
        i += 1
    words = _join(tokens, role, phrase)
    if tokens.lower[phrase.last - 1].endswith("elect") or (
        phrase.last < len(tokens)
        and any(word in classes["elect"] for word in tokens.lower[phrase.last : max(phrase.last + 1, phrase.end)])
    ):
        time = "elect"
    of_text, of_span = _owner_text(tokens, owner, possessive, country)
    after = _after(tokens, phrase)
    if after is not None:
        is_portfolio, start, end = after
        if is_portfolio:
            words = f"{words} {tokens.phrase(phrase.last, end)}"
            rest = _of_after(tokens, end, phrase.end)
            if rest is not None and of_text is None:
                start, end = rest
                is_portfolio = False
        if not is_portfolio and of_text is None:
            of_text, of_span = tokens.phrase(start, end), (start, end)
            code = tokens.nation(of_text)
            if code is not None:
                country, of_text = country or code, nation_name(code)
    return Office(words, of_text, country, phrase.noun.sector or _sector(tokens, of_span), time, of_span, pronoun)


def _age_end(tokens: Tokens, i: int, stop: int) -> int | None:
    """Where "42-year-old" ends that starts at ``i``."""
    for end in range(i + 1, min(stop, i + 5) + 1):
        if tokens.lower[end - 1].endswith("old") and "year" in tokens.phrase(i, end).lower():
            return end
    return None


def _known_body(tokens: Tokens, i: int, stop: int) -> int | None:
    """Where the name of an organisation of the tables ends that starts at ``i``."""
    if not tokens.text[i][0].isupper():
        return None
    for end in range(min(stop, i + 6), i, -1):
        known = known_names().get(fold(tokens.phrase(i, end)))
        if known is not None and known.kind == "organisation" and tokens.tag[end - 1] != "POS":
            return end
    return None


def _names_owner(tokens: Tokens, i: int, first: int) -> bool:
    """Whether a word before a role noun names whose role it is: a proper name or a body ("ministry", "police")."""
    word = tokens.lower[i]
    if word in word_classes("portfolios.tsv")["modifier"] and not (i + 1 < first and tokens.text[i + 1] == "-"):
        return False
    noun = group_nouns().get(word)
    if noun is not None and noun.kind == "body" and word not in ("state", "house", "government", "opposition", "party"):
        return True
    if tokens.ent[i] == "NORP" and tokens.text[i][0].isupper():
        return True
    title_case = tokens.text[first][0].isupper()
    return tokens.pos[i] == "PROPN" and tokens.text[i][0].isupper() and (not title_case or tokens.ent[i] != "")


def _join(tokens: Tokens, role: list[int], phrase: RolePhrase) -> str:
    parts: list[str] = []
    for i in [*role, *range(phrase.first, phrase.last)]:
        parts.append(tokens.text[i])
        if tokens.spaced[i]:
            parts.append(" ")
    words = "".join(parts).strip(" -")
    short = tokens.phrase(phrase.first, phrase.last).lower()
    full = abbreviated_titles().get(short) or abbreviated_titles().get(short + ".")
    return words[: len(words) - len(short)] + full if full else words


def _owner_text(
    tokens: Tokens, owner: list[int], possessive: tuple[int, int] | None, country: str | None
) -> tuple[str | None, tuple[int, int] | None]:
    """The owner's words and where they stand, from what precedes the role noun."""
    if owner:
        start, end = owner[0], owner[-1] + 1
        text = tokens.phrase(start, end).strip(" -")
        if country is not None and start > 0 and tokens.nation(tokens.text[start - 1]) == country:
            start -= 1
            text = tokens.phrase(start, end)
        return text, (start, end)
    if possessive is not None:
        text = tokens.phrase(*possessive)
        code = tokens.nation(text)
        return (nation_name(code) if code else text), possessive
    if country is not None:
        return nation_name(country), None
    return None, None


def _after(tokens: Tokens, phrase: RolePhrase) -> tuple[bool, int, int] | None:
    """What follows the role noun inside the phrase: (is a portfolio, start, end) of the words after "of"."""
    at = phrase.last
    if at >= phrase.end or tokens.lower[at] not in _OF:
        return None
    start = at + 1
    while start < phrase.end and tokens.pos[start] == "DET":
        start += 1
    portfolio = portfolio_end(tokens, at, phrase.end)
    if portfolio > at:
        return True, at + 1, portfolio
    end = _cut(tokens, start, phrase.end)
    if tokens.lower[at] not in ("of", "for", "to") and not any(
        tokens.pos[i] == "PROPN" or tokens.lower[i] in group_nouns() for i in range(start, end)
    ):
        return None
    return (False, start, end) if end > start else None


def portfolio_end(tokens: Tokens, at: int, stop: int) -> int:
    """Where what an office is about ends ("of state"), if that begins at ``at``; else ``at``."""
    if at >= stop or tokens.lower[at] not in ("of", "for"):
        return at
    for end in range(min(stop, at + 7), at + 1, -1):
        words = " ".join(w for w in tokens.lower[at + 1 : end] if w != "the")
        goes_on = end < stop and tokens.pos[end] in ("NOUN", "PROPN")
        if words in word_classes("portfolios.tsv")["of"] and not goes_on:
            return end
    return at


def _of_after(tokens: Tokens, at: int, stop: int) -> tuple[int, int] | None:
    if at < stop and tokens.lower[at] in _OF:
        start = at + 1
        while start < stop and tokens.pos[start] == "DET":
            start += 1
        end = _cut(tokens, start, stop)
        if end > start:
            return start, end
    return None


def _cut(tokens: Tokens, start: int, stop: int) -> int:
    """End of the noun phrase that starts at ``start``."""
    i = start
    while (
        i < stop
        and tokens.ent[i] not in ("DATE", "TIME")
        and (tokens.pos[i] in _NOMINAL or tokens.lower[i] in _KEPT_SMALL or tokens.tag[i] == "POS")
    ):
        i += 1
    while i > start and (tokens.lower[i - 1] in _KEPT_SMALL or tokens.tag[i - 1] == "POS"):
        i -= 1
    return i


def _continues(tokens: Tokens, i: int) -> bool:
    """Whether a noun phrase goes on with a token; dates are no part of it."""
    inside = tokens.pos[i] in _NOMINAL or tokens.lower[i] in _KEPT_SMALL or tokens.tag[i] == "POS"
    return inside and tokens.ent[i] not in ("DATE", "TIME")


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "X"})


def _sector(tokens: Tokens, span: tuple[int, int] | None) -> str | None:
    """PLOVER sector of the body that a role is of."""
    if span is None:
        return None
    known = known_names().get(fold(tokens.phrase(*span)))
    if known is not None:
        return "GOV" if known.is_country else known.sector
    for i in range(span[1] - 1, span[0] - 1, -1):
        noun = group_nouns().get(tokens.lower[i])
        if noun is not None:
            return noun.sector
    return None
