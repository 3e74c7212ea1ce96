"""People's offices and functions: titles, appositions, and who made the article."""

from __future__ import annotations

from newsledger.language import Parse
from newsledger.language.cast import Cast, Figure, Spot
from newsledger.language.nations import iso_code, nation_name
from newsledger.language.offices import Office
from newsledger.language.tables import PersonNoun, counterpart_offices
from newsledger.language.titles import RolePhrase
from newsledger.language.tokens import Tokens
from newsledger.model import Actor, BlockKind, RoleClaim, Span, identified

_PARTIES = frozenset({"republican", "democrat", "conservative", "socialist", "liberal", "independent"})
_SERVING = frozenset({"spokesman", "spokeswoman", "spokesperson", "aide", "lawyer", "attorney", "adviser", "advisor"})
_STAND_IN = frozenset({"acting", "interim", "caretaker", "new"})
_NATIONAL = frozenset({"president", "premier", "minister", "king", "queen", "emir", "sultan", "chancellor"})


def read_roles(parse: Parse) -> tuple[RoleClaim, ...]:
    """Read all roles of an article, each once for a person; what several places tell of one role is put together."""
    claims: list[RoleClaim] = []
    if parse.table is not None and parse.cast is not None:
        for figure in parse.cast.figures:
            if figure.kind == "person" and figure.names:
                claims.extend(_of_person(parse, parse.table, parse.cast, figure))
    claims.extend(_makers(parse))
    return tuple(identified(claim) for claim in claims)


def _of_person(parse: Parse, tokens: Tokens, cast: Cast, figure: Figure) -> list[RoleClaim]:
    """The distinct roles of one person, in order of the text."""
    spots = [spot for spot in cast.spots if spot.entity == figure.number and spot.form == "name"]
    kept: dict[str, tuple[RolePhrase, Office, str, str | None]] = {}
    seat = next((o.of for p, o in figure.offices if p.noun.noun in _PARTIES and o.of is not None), None)
    for phrase, office in figure.offices:
        role, of = _completed(parse, tokens, cast, phrase, office)
        if of is None and phrase.noun.sector == "LEG" and phrase.noun.noun not in _PARTIES:
            of = seat
        key = phrase.noun.noun.split()[-1]
        before = kept.get(key)
        if before is None or (before[3] is None and of is not None) or (of is not None and len(role) > len(before[2])):
            if before is not None and of is None:
                of = before[3]
            kept[key] = (phrase, office, role, of)
    claims = []
    for phrase, office, role, of in kept.values():
        spot = _nearest(tokens, spots, phrase)
        if spot is None:
            continue
        claims.append(_claim(parse, tokens, figure, spot, phrase, office, role, of))
    if not claims:
        regime = _regime(parse, tokens, figure)
        claims.extend([regime] if regime is not None else [])
    return claims


def _nearest(tokens: Tokens, spots: list[Spot], phrase: RolePhrase) -> Spot | None:
    """The name that a role phrase stands beside, in the same sentence."""
    sentence = tokens.sentence[phrase.first]
    beside = [spot for spot in spots if tokens.sentence[spot.start] == sentence]
    return min(beside, key=lambda s: min(abs(s.start - phrase.end), abs(phrase.start - s.end)), default=None)


def _completed(parse: Parse, tokens: Tokens, cast: Cast, phrase: RolePhrase, office: Office) -> tuple[str, str | None]:
    """Role and "of" with pronouns, common nouns and counterparts resolved."""
    role, of = _with_portfolio(cast, phrase, office.role), office.of
    owner: Figure | None = None
    if office.pronoun is not None:
        owner = cast.figure_at(office.pronoun)
    elif office.owner is not None:
        owner = cast.figure_at(office.owner[1] - 1)
    if phrase.noun.noun == "counterpart" and owner is not None:
        for _, theirs in owner.offices:
            if theirs.role == "counterpart":
                continue
            same = counterpart_offices().get((theirs.country or owner.country or "", theirs.role.lower()), theirs.role)
            return same, of
        return role, of
    if owner is not None and owner.kind == "person" and owner.country and phrase.noun.noun.split()[-1] in _NATIONAL:
        return role, nation_name(owner.country)  # the president's ministers are those of the country
    if office.pronoun is not None and owner is not None and of is None:
        return role, owner.name
    named = owner is not None and bool(owner.names) and office.owner is not None
    if owner is not None and named and (owner.kind == "person" or (of is not None and len(of.split()) == 1)):
        of = owner.name
    if of is not None and of.islower() and " " not in of:
        of = _named_before(cast, of, phrase.start) or of
    if of is None and office.country is None and office.pronoun is None:
        of = _evident(tokens, cast, phrase)
    return role, of


def _with_portfolio(cast: Cast, phrase: RolePhrase, role: str) -> str:
    """Read "acting minister" as "acting Water Minister" where the article names ministers of one portfolio only."""
    words = role.lower().split()
    if phrase.noun.noun != "minister" or len(words) < 2 or not set(words[:-1]) <= _STAND_IN:
        return role
    full = {
        office.role
        for figure in cast.figures
        for other, office in figure.offices
        if other.noun.noun == "minister"
        and " " in office.role
        and not set(office.role.lower().split()[:-1]) & _STAND_IN
    }
    return f"{' '.join(role.split()[:-1])} {full.pop()}" if len(full) == 1 else role


def _named_before(cast: Cast, noun: str, at: int) -> str | None:
    """The organisation named last before a token whose name holds a common noun ("ministry" → "Ministry of Health")."""
    for spot in reversed(cast.spots):
        figure = cast.figures[spot.entity]
        if spot.head < at and figure.kind == "organisation" and figure.names and noun in figure.name.lower().split():
            return figure.name
    return None


def _evident(tokens: Tokens, cast: Cast, phrase: RolePhrase) -> str | None:
    """Of whom or what a bare title is, where the context leaves no doubt.

    "Senator X went there, spokesman Y said": the only person or body named before it in its sentence. A national office
    ("President X") is that of the country which the article names by far the most.
    """
    noun = phrase.noun.noun.split()[-1]
    if noun in _SERVING:
        low = tokens.sentence_start(phrase.first)
        owners = []
        for i in range(low, phrase.start):
            number = cast.at.get(i)
            if number is None or cast.spots[number].form != "name":
                continue
            figure = cast.figures[cast.spots[number].entity]
            if figure.kind in ("person", "organisation") and figure.name not in owners:
                owners.append(figure.name)
        return owners[0] if len(owners) == 1 else None
    if noun in _NATIONAL and phrase.end - phrase.first <= 6 and iso_code(cast.nation) is not None:
        taken = any(
            office.country == cast.nation and other.noun.noun == phrase.noun.noun
            for figure in cast.figures
            for other, office in figure.offices
        )
        return nation_name(cast.nation) if cast.nation is not None and not taken else None
    return None


def _regime(parse: Parse, tokens: Tokens, figure: Figure) -> RoleClaim | None:
    """Read "the regime of X": X heads it."""
    if figure.regime is None:
        return None
    start, head = figure.regime
    sentence = tokens.sentence[head]
    stop = tokens.starts[sentence + 1] if sentence + 1 < len(tokens.starts) else len(tokens)
    spot = next(
        (
            s
            for s in (parse.cast.spots if parse.cast is not None else ())
            if s.entity == figure.number and s.form == "name" and start <= s.start < stop
        ),
        None,
    )
    if spot is None:
        return None
    noun = tokens.lower[head]
    phrase = RolePhrase(start, head + 1, head, head + 1, PersonNoun(noun, "part", "GOV"))
    office = Office(f"head of the {noun}", None, figure.country, "GOV", "current")
    return _claim(
        parse,
        tokens,
        figure,
        spot,
        phrase,
        office,
        office.role,
        nation_name(figure.country) if figure.country is not None else None,
    )


def _claim(
    parse: Parse,
    tokens: Tokens,
    figure: Figure,
    spot: Spot,
    phrase: RolePhrase,
    office: Office,
    role: str,
    of: str | None,
) -> RoleClaim:
    start, end = min(spot.start, phrase.start), max(spot.end, phrase.end)
    evidence = parse.span(start, end)
    confidence = {"office": 0.9, "rank": 0.85, "profession": 0.85, "relation": 0.75, "part": 0.7}.get(
        phrase.noun.kind, 0.5
    )
    return RoleClaim(
        article=parse.article.id,
        evidence=evidence,
        quote=parse.text(evidence),
        sentence=parse.sentence_span(spot.head),
        block=parse.kind_of(spot.head),
        confidence=confidence,
        person=Actor(
            name=figure.name,
            span=parse.span(spot.start, spot.end),
            kind="person",
            entity=f"e{figure.number}",
            country=iso_code(figure.country),
            sector=figure.sector,
        ),
        role=role,
        of=of,
        time=office.time,
    )


def _makers(parse: Parse) -> list[RoleClaim]:
    """Authors, editors and photographers of the article."""
    claims = []
    article = parse.article
    for byline in article.bylines:
        span = byline.span
        if span is None or not article.text[span.start : span.end].strip():
            continue
        block = next((b.kind for b in article.blocks if b.span.contains(span)), BlockKind.BYLINE)
        claims.append(
            RoleClaim(
                article=article.id,
                evidence=span,
                quote=article.text[span.start : span.end],
                sentence=_line(article.text, span),
                block=block,
                confidence=0.85,
                person=Actor(name=byline.name, span=span, kind="person"),
                role=byline.role,
                of=byline.of or article.publisher,
            )
        )
    return claims


def _line(text: str, span: Span) -> Span:
    """The line of the page text that holds a span."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(min(start, span.start), len(text) if end < 0 else max(end, span.end))
