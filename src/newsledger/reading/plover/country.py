"""Which country a party of an event belongs to, where its name alone does not say: by the words of its phrase, by
who it is known to be, or by the only country that its sentence names.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from importlib.resources import files

import msgspec
from spacy.tokens import Token

from newsledger.language import Parse
from newsledger.language.lemmas import lemma_of
from newsledger.language.tables import capitals, cities, country_names, demonyms, fold, known_names
from newsledger.model import Actor
from newsledger.reading.plover.lexicon import load

_LONGEST = 6
_BELONGING = frozenset({"of", "in", "from", "within", "at", "near", "outside", "on"})
_GENERAL_KINDS = frozenset({"person", "group", "other", "organisation"})
_LARGE_CITY = 150_000
_BODIES = frozenset({"IGO", "NGO", "IMG"})


@functools.cache
def allegiances() -> dict[str, str]:
    """Name of a leader, party, armed group or people → ISO 3166-1 alpha-3 (``data/allegiance.tsv``)."""
    text = (files("newsledger.reading.plover") / "data" / "allegiance.tsv").read_text("utf-8")
    table: dict[str, str] = {}
    for line in text.splitlines():
        code, _, names = line.partition("\t")
        if names and not line.startswith("#"):
            for name in names.split(";"):
                table.setdefault(fold(name), code)
    return table


@functools.cache
def _names() -> dict[str, str]:
    """Folded name or adjective → country, the plainest first: countries, peoples, capitals, then the rest."""
    table = {fold(name): code for code, name in country_names().items()}
    for key, known in known_names().items():
        if known.country is not None:
            table.setdefault(key, known.country)
    for form, code in demonyms().items():
        table.setdefault(fold(form), code)
    for source in (capitals(), allegiances()):
        for key, code in source.items():
            table.setdefault(key, code)
    return table


def _last(name: str) -> str:
    return name.rpartition(" ")[2].rpartition("-")[2]


@functools.cache
def _longest() -> dict[str, int]:
    """Last word of a name → tokens of the longest name that ends so, as many as are looked at."""
    table: dict[str, int] = {}
    for name in _names():
        length = min(_LONGEST, len(name.replace("-", " - ").split()))
        table[_last(name)] = max(length, table.get(_last(name), 0))
    return table


def countries_at(token: Token, *, places: bool = True) -> Iterator[str]:
    """Codes of the country names, peoples, leaders and large cities that end at a token, the longest only."""
    if not token.text[:1].isupper():
        return
    names = _names()
    doc = token.doc
    for length in range(min(_longest().get(_last(fold(token.text)), 0), token.i + 1), 0, -1):
        words = fold(doc[token.i - length + 1 : token.i + 1].text)
        if (code := names.get(words)) is not None:
            yield code
            return
    if places and token.ent_type_ in ("GPE", "LOC"):
        for length in range(min(3, token.i + 1), 0, -1):
            city = cities().get(fold(doc[token.i - length + 1 : token.i + 1].text))
            if city is not None and city[0] is not None and city[1] >= _LARGE_CITY:
                yield city[0]
                return


def placed(parse: Parse, actor: Actor, head: Token, others: Iterable[str], named: dict[int, tuple[str, ...]]) -> Actor:
    """The actor with its country where it can be told.

    head: the head of the phrase it was resolved from. others: countries of the other party,
    which it is not assumed to share. named: the countries of each sentence (by its first token), filled as needed.
    """
    body = _body(actor, head)
    if body is not None:
        return msgspec.structs.replace(actor, country=None, sector=body)
    if (actor.country is not None and "ethnic" not in actor.name.lower()) or actor.sector in _BODIES:
        return actor
    ethnic = any(c.lower_ == "ethnic" for c in (*head.lefts, *parse.tokens(actor.span)))
    code = _by_words(parse, actor, head)
    if ethnic:  # "ethnic Albanians" are not Albania's; they belong where they live
        code = _only_country(head, {*others, code or ""}, named)
    elif code is None and actor.kind in _GENERAL_KINDS and not _is_known_body(actor):
        code = _only_country(head, set(others), named)
    return msgspec.structs.replace(actor, country=code) if code is not None else actor


def _body(actor: Actor, head: Token) -> str | None:
    """Sector of the body between states that people act for ("envoys from the African Union", "UN inspectors")."""
    if actor.kind == "organisation" or head.pos_ != "NOUN":
        return None
    names = [c for c in head.lefts if c.dep_ in ("compound", "nmod")]
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "for"):
            names += [c for c in child.children if c.dep_ == "pobj"]
    for name in names:
        words = [t for t in name.subtree if t.pos_ == "PROPN"]
        known = known_names().get(fold(" ".join(t.text for t in words))) if words else None
        if known is not None and known.sector in _BODIES:
            return known.sector
    return None


def _is_known_body(actor: Actor) -> bool:
    known = known_names().get(fold(actor.name))
    return known is not None and known.kind == "organisation"


def _by_words(parse: Parse, actor: Actor, head: Token) -> str | None:
    direct = _names().get(fold(actor.name))
    if direct is not None:
        return direct
    span = parse.tokens(actor.span)
    roots = [span.root] if len(span) else []
    if head.i not in {r.i for r in roots}:
        roots.append(head)
    for root in roots:
        for token in _phrase(root):
            for code in countries_at(token):
                return code
    return None


def _phrase(head: Token) -> Iterator[Token]:
    """Words of a noun phrase in the order in which they tell where it belongs: itself, modifiers, "of" and "in"."""
    yield head
    lefts = [c for c in head.lefts if c.dep_ in ("amod", "compound", "nmod", "poss", "det", "appos")]
    for child in reversed(lefts):
        yield from _phrase(child)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in _BELONGING:
            for under in child.children:
                if under.dep_ == "pobj":
                    yield from _phrase(under)
        elif child.dep_ in ("appos", "compound", "nmod") or (child.dep_ == "prep" and child.lower_ == "including"):
            yield from _phrase(child)


def _only_country(head: Token, others: set[str], named: dict[int, tuple[str, ...]]) -> str | None:
    """The country that the sentence names, if it is one only and not the other party's; for people without one."""
    sentence = head.sent
    if sentence.start not in named:
        named[sentence.start] = tuple(_named_in(sentence))
    found = named[sentence.start]
    left = [code for code in found if code not in others]
    if len(left) == 1:
        return left[0]
    return found[0] if not left and len(found) == 1 else None


def _named_in(sentence: Iterable[Token]) -> dict[str, None]:
    """Countries that a sentence names, each once, but not that of who reports it."""
    found: dict[str, None] = {}
    reporting = load().classes["report"]
    for token in sentence:
        if token.text[:1].isupper():
            if token.dep_ in ("nsubj", "compound", "amod") and _speaks(token, reporting):
                continue
            for code in countries_at(token):
                found[code] = None
    return found


def _speaks(token: Token, reporting: frozenset[str]) -> bool:
    """Whether a name belongs to the one who reports ("…, Norland radio said")."""
    at = token
    for _ in range(3):
        if at.dep_ == "nsubj":
            return lemma_of(at.head) in reporting and at.i > at.sent.start + 3
        at = at.head
    return False
