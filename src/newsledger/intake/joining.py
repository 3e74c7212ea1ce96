"""Versions and parts of one article: AMP and print pages are told from it, and its pages are put together.

Addresses alone do not decide, since many sites declare wrong ones: versions must share most of their paragraphs, and
parts must share few.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

import msgspec

from newsledger.intake.addresses import address_key, part_of
from newsledger.intake.titles import title_key
from newsledger.model import Article, Block, BlockKind, PageFacts, SetAside, Span, article_id

WINDOW = 256
"""Articles held back at once because another page may belong to them."""
REMEMBERED = 4096
"""Articles passed on of which later versions are still known."""
_SAME, _APART = 0.6, 0.34
_LEAST_WORDS = 5
_GAP = "\n\n"
_MOST_PARTS = 30
_MOST_TEXT = 10_000_000
_PAGE_WORDS = re.compile(r"\s(?:page|seite|part|teil|página|pagina|strona)\s\d{1,2}(?:\s\w+\s\d{1,2})?$")
Relation = Literal["same", "parts"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is compared of an article.

    base: its address without the number of a part. key: with it. title, paragraphs: their words. names: the addresses
    under which it says it is known. dated: whether its day of publication is known.
    """

    base: str
    key: str
    part: int | None
    title: str
    paragraphs: frozenset[str]
    names: frozenset[str]
    dated: bool


def shape_of(article: Article) -> Shape:
    """Reduce an article to what tells its versions and parts."""
    links = article.links
    base, part = part_of(article.url or links.canonical or "")
    own = {address_key(address) for address in (article.url, links.canonical, *links.versions) if address}
    said = frozenset(
        words
        for block in article.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.STANDFIRST)
        and (words := title_key(block.span.text(article.text))).count(" ") >= _LEAST_WORDS - 1
    )
    canonical = part_of(links.canonical or "")[0]
    return Shape(
        base=canonical or base,
        key=address_key(article.url or ""),
        part=links.part if links.part is not None else part,
        title=_PAGE_WORDS.sub("", title_key(article.title or "")),
        paragraphs=said,
        names=frozenset(own - {""}),
        dated=article.published.when is not None and article.published.when.start is not None,
    )


def relation(one: Article, other: Article) -> Relation | None:
    """How two articles belong together: two versions of one, two parts of one, or not at all (None)."""
    return _relation(one, shape_of(one), other, shape_of(other))


def _relation(one: Article, first: Shape, other: Article, second: Shape) -> Relation | None:
    at_home = bool(first.base) and first.base == second.base
    linked = (_follows(one, second) or _follows(other, first)) and (at_home or first.title == second.title)
    if not (linked or at_home or first.names & second.names):
        return None
    common = len(first.paragraphs & second.paragraphs) / max(1, min(len(first.paragraphs), len(second.paragraphs)))
    if common >= _SAME:
        return "same"
    numbered = first.part is not None or second.part is not None
    one_title = first.title == second.title or not (first.title and second.title)
    if common <= _APART and (linked or (numbered and one_title and (first.part or 1) != (second.part or 1))):
        return "parts"
    return None


def _follows(one: Article, other: Shape) -> bool:
    """Tell whether an article names the other as its next or previous part."""
    told = {address_key(address) for address in (one.links.following, one.links.previous) if address}
    return bool(told & (other.names | {other.key}) - {""})


def join_parts(parts: Sequence[Article]) -> Article:
    """Put consecutive parts together as one page: one text, in order, with every offset moved to its place.

    Facts are those of the first part that knows them. Raises ValueError without parts.
    """
    if not parts:
        raise ValueError("no parts to join")
    ordered = sorted(range(len(parts)), key=lambda at: (shape_of(parts[at]).part or 1, at))
    first = parts[ordered[0]]
    if len(parts) == 1:
        return first
    texts: list[str] = []
    blocks: list[Block] = []
    seen: set[str] = set()
    offset = 0
    for at in ordered:
        part = parts[at]
        for block in part.blocks:
            words = title_key(block.span.text(part.text))
            again = (
                block.kind is not BlockKind.FURNITURE and words.count(" ") >= 2 and words in seen and part is not first
            )
            seen.add(words)
            moved = Span(block.span.start + offset, block.span.end + offset)
            blocks.append(msgspec.structs.replace(block, span=moved, duplicate=block.duplicate or again))
        texts.append(part.text)
        offset += len(part.text) + len(_GAP)
    text = _GAP.join(texts)
    later = [parts[at] for at in ordered[1:]]
    known = next(
        (one for one in (first, *later) if one.published.when is not None and not one.published.evidence), first
    )
    return msgspec.structs.replace(
        first,
        id=article_id(text, PageFacts(url=first.url)),
        text=text,
        blocks=tuple(blocks),
        published=first.published if first.published.when is not None else known.published,
        links=msgspec.structs.replace(first.links, following=None, part=None, parts=None),
        confidence=min(part.confidence for part in parts),
    )


@dataclass(frozen=True, slots=True)
class Joined(Generic[T]):
    """One article as it comes out: its parts in order, each with what was given with it.

    version_of: the name of the earlier article of which it is another version, saying nothing new; None for the others.
    """

    parts: tuple[tuple[Article, T], ...]
    version_of: str | None = None


@dataclass(slots=True)
class _Held(Generic[T]):
    """Parts of one article that wait for the others."""

    parts: list[tuple[Article, T]] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def whole(self) -> bool:
        """Tell whether no part is missing any more, or there are more than an article has."""
        if len(self.parts) >= _MOST_PARTS:
            return True
        numbers = {shape.part or 1 for shape in self.shapes}
        links = [article.links for article, _ in self.parts]
        wanted = next((one.parts for one in links if one.parts), None)
        if wanted is not None:
            return numbers >= set(range(1, wanted + 1))
        known = {key for shape in self.shapes for key in (shape.key, *shape.names)}
        ends = [one.following for one in links]
        return 1 in numbers and all(end is None or address_key(end) in known for end in ends) and len(self.parts) > 1

    def joined(self) -> Joined[T]:
        """The parts in their order; those without a number come first."""
        order = sorted(range(len(self.parts)), key=lambda at: (self.shapes[at].part or 1, at))
        return Joined(tuple(self.parts[at] for at in order))


class Joiner(Generic[T]):
    """Takes articles one by one, holds parts back until they are whole, and tells versions of what was there before.

    Memory is bounded: at most ``window`` parts and ten million characters of their text are held back, the oldest goes
    first; of articles passed on only their shapes are remembered, the last 4,096. Articles that declare nothing pass at
    once.
    """

    def __init__(self, window: int = WINDOW, *, versions: bool = True) -> None:
        """Begin. versions: whether other versions of an article are told; otherwise they pass."""
        self._window = window
        self._versions = versions
        self._held: OrderedDict[str, _Held[T]] = OrderedDict()
        self._passed: OrderedDict[str, tuple[str, Shape]] = OrderedDict()

    def take(self, article: Article, given: T) -> Iterator[Joined[T]]:
        """What comes out when an article comes in."""
        shape = shape_of(article)
        if self._versions:
            earlier = _known(self._passed, shape)
            if earlier is not None:
                yield Joined(((article, given),), version_of=earlier)
                return
            _remember(self._passed, article.name, shape)
        if not _has_parts(article, shape):
            yield Joined(((article, given),))
            return
        key = _group_key(self._held, article, shape)
        group = self._held.setdefault(key, _Held())
        group.parts.append((article, given))
        group.shapes.append(shape)
        if group.whole():
            del self._held[key]
            yield group.joined()
        while self._too_much():
            yield self._held.popitem(last=False)[1].joined()

    def rest(self) -> Iterator[Joined[T]]:
        """What is still held back at the end."""
        while self._held:
            yield self._held.popitem(last=False)[1].joined()

    def _too_much(self) -> bool:
        parts = [article for group in self._held.values() for article, _ in group.parts]
        return len(parts) > self._window or sum(len(article.text) for article in parts) > _MOST_TEXT


def joined(articles: Iterable[Article | SetAside], window: int = WINDOW) -> Iterator[Article | SetAside]:
    """Pass articles on, the parts of one as one; other versions of an article come out as set aside, with the reason.

    What was set aside before passes. Memory is bounded as ``Joiner`` says. Versions that say nothing new are told
    whichever comes first; then the first one stays.
    """
    joiner: Joiner[None] = Joiner(window)
    for article in articles:
        if isinstance(article, SetAside):
            yield article
            continue
        for one in joiner.take(article, None):
            yield from _told(one)
    for one in joiner.rest():
        yield from _told(one)


def _told(one: Joined[None]) -> Iterator[Article | SetAside]:
    parts = [article for article, _ in one.parts]
    if one.version_of is None:
        yield join_parts(parts)
    yield from left_out(one)


def left_out(one: Joined[T]) -> Iterator[SetAside]:
    """What is told of pages that give no article of their own: other versions, and all parts but the first."""
    if one.version_of is not None:
        yield SetAside(name=one.parts[0][0].name, reason=f"another version of {one.version_of}")
        return
    first = one.parts[0][0].name
    for part, _ in one.parts[1:]:
        yield SetAside(name=part.name, reason=f"a further part of {first}, read together with it")


def _has_parts(article: Article, shape: Shape) -> bool:
    links = article.links
    around = [part_of(address)[0] for address in (links.following, links.previous) if address]
    return "/" in shape.base and ((shape.part or 0) > 1 or (links.parts or 0) > 1 or shape.base in around)


def _group_key(held: OrderedDict[str, _Held[T]], article: Article, shape: Shape) -> str:
    """The group whose parts an article belongs to; a new one's key if there is none."""
    for key, group in held.items():
        if any(
            _relation(part, one, article, shape) == "parts"
            for (part, _), one in zip(group.parts, group.shapes, strict=True)
        ):
            return key
    return f"{shape.base} {article.id}"


def _known(passed: OrderedDict[str, tuple[str, Shape]], shape: Shape) -> str | None:
    """The name of an earlier article of which this is another version that says nothing new.

    A page that was changed since says something new, under the same address; it is none, nor is a dated page where the
    earlier one has no date.
    """
    for name in sorted(shape.names):
        entry = passed.get(name)
        if entry is None or not shape.paragraphs:
            continue
        earlier, other = entry
        again = shape.paragraphs <= other.paragraphs and shape.title in ("", other.title, *other.paragraphs)
        if again and (other.dated or not shape.dated):
            return earlier
    return None


def _remember(passed: OrderedDict[str, tuple[str, Shape]], name: str, shape: Shape) -> None:
    for address in sorted(shape.names):
        passed[address] = name, shape
        passed.move_to_end(address)
    while len(passed) > REMEMBERED:
        passed.popitem(last=False)
