"""Who is behind an article's words, and how many independent origins a line has.

Copies of one text are one origin, whatever agency text an outlet carries is the agency's, and what is passed on from a
named agency or outlet is that one's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from newsledger.linking.terms import table, words
from newsledger.model import Article, BlockKind, Claim, CopyGroup, FigureClaim

_SIGNED = 400
_CREDITS = frozenset({BlockKind.CREDIT, BlockKind.BYLINE})


@functools.cache
def _agency_forms() -> dict[str, str]:
    forms = {}
    for name, others in table("sources")["agencies"].items():
        for form in (name, *others):
            forms[_bare(form)] = name
    return forms


@functools.cache
def _signature() -> re.Pattern[str]:
    forms = sorted({f for n, o in table("sources")["agencies"].items() for f in (n, *o)}, key=lambda f: (-len(f), f))
    either = "|".join(map(re.escape, forms))
    return re.compile(rf"\(({either})\)|(?:©|[Cc]opyright)\s*(?:\d{{4}}\s*)?(?:[Tt]he\s+)?({either})\b")


@functools.cache
def _outlet_names() -> frozenset[str]:
    return frozenset(_bare(name) for name in table("sources")["outlets"]["names"])


@functools.cache
def _outlet_words() -> frozenset[str]:
    return frozenset(table("sources")["outlets"]["words"].split())


@functools.lru_cache(maxsize=50_000)
def _bare(name: str) -> str:
    kept = words(name)
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] == "the" else kept)


@functools.lru_cache(maxsize=50_000)
def agency_named(name: str) -> str | None:
    """Return the agency that a name or signature stands for, None if it is none."""
    return _agency_forms().get(_bare(name))


@functools.lru_cache(maxsize=50_000)
def outlet_named(name: str) -> str | None:
    """Return the outlet or agency that a name stands for, in one form; None if the name is not one of an outlet."""
    agency = agency_named(name)
    if agency is not None:
        return agency
    bare = _bare(name)
    last = bare.rsplit(" ", 1)[-1]
    named = (" " in bare and last in _outlet_words() and name[:1].isupper()) or bare in _outlet_names()
    return bare if named else None


def agency_behind(article: Article) -> str | None:
    """Return the agency whose text an article is, from its signs: dateline, byline, "(AP)" near the start, credits."""
    if article.agency:
        return agency_named(article.agency) or article.agency
    if article.dateline is not None and article.dateline.agency:
        return agency_named(article.dateline.agency) or article.dateline.agency
    for byline in article.bylines:
        if byline.role == "author" and (agency := agency_named(byline.name) or agency_named(byline.of or "")):
            return agency
    opening = next((b.span for b in article.blocks if b.kind is BlockKind.PARAGRAPH), None)
    if opening is not None and (found := _signature().search(article.text[opening.start : opening.start + _SIGNED])):
        return agency_named(found.group(1) or found.group(2))
    for block in article.blocks:
        if block.kind in _CREDITS:
            text = block.span.text(article.text)
            if (found := _signature().search(text)) or agency_named(text):
                return agency_named(found.group(1) or found.group(2)) if found else agency_named(text)
    return agency_named(article.publisher or "")


class Origins:
    """The origin of every claim of some articles."""

    def __init__(
        self, articles: Sequence[Article], copies: Iterable[CopyGroup], agencies: Mapping[str, str | None]
    ) -> None:
        self._of: dict[str, str] = {}
        self._unsure: set[str] = set()
        self._outlets = frozenset(_bare(a.publisher) for a in articles if a.publisher)
        for article in articles:
            agency = agencies.get(article.id)
            if agency:
                self._of[article.id] = f"agency:{agency}"
            elif article.publisher:
                self._of[article.id] = f"outlet:{_bare(article.publisher)}"
            else:
                self._of[article.id] = f"article:{article.id}"
                self._unsure.add(article.id)
        for group in copies:
            first = f"agency:{group.agency}" if group.agency else self._of.get(group.articles[0], group.id)
            sure = group.agency is not None or any(a not in self._unsure for a in group.articles)
            for member in group.articles:
                self._of[member] = first
                if sure:
                    self._unsure.discard(member)

    def of(self, claim: Claim) -> str:
        """Return the origin of a claim: the agency or outlet it is passed on from, else who is behind the article."""
        passed = [link.source.name for link in claim.chain]
        if isinstance(claim, FigureClaim):
            passed += [*claim.via, *([claim.source] if claim.source else [])]
        for name in reversed(passed):
            if outlet := self._known(name):
                return outlet
        return self._of[claim.article]

    def count(self, claims: Iterable[Claim]) -> tuple[int, bool]:
        """Return number of distinct origins of some claims, and whether their independence is not established."""
        found: set[str] = set()
        unnamed: set[str] = set()
        for claim in claims:
            origin = self.of(claim)
            found.add(origin)
            if claim.article in self._unsure and origin.startswith("article:"):
                unnamed.add(origin)
        return max(1, len(found)), bool(unnamed) and len(found) > 1

    def _known(self, name: str) -> str | None:
        agency = agency_named(name)
        if agency:
            return f"agency:{agency}"
        bare = _bare(name)
        if bare in self._outlets:
            return f"outlet:{bare}"
        outlet = outlet_named(name)
        return f"outlet:{outlet}" if outlet else None
