"""Pages into the ledger: read each, store it, report what was set aside."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from newsledger.intake import read_article, require_english
from newsledger.intake.articles import failed
from newsledger.intake.bundles import bundle
from newsledger.intake.joining import Joined, Joiner, left_out
from newsledger.intake.tally import MOST, Tally
from newsledger.intake.workers import SECONDS, Work
from newsledger.language import parse
from newsledger.ledger.store import Store
from newsledger.model import Article, Page, PageError, Reading, SetAside
from newsledger.reading import read

_AT_ONCE = 200


class AddCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many pages were added, known and set aside, and how many were set aside for each reason."""

    added: int = 0
    known: int = 0
    set_aside: int = 0
    reasons: dict[str, int] = {}


class AddSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What adding pages did. added: ids of new articles. known: names of pages that changed nothing.

    Of each the first thousand are listed; ``counts`` counts them all, and the ledger keeps all that was set aside.
    """

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    counts: AddCounts = AddCounts()

    @property
    def anything_read(self) -> bool:
        """Whether at least one page could be read (now or earlier)."""
        return bool(self.added or self.known)


def article_and_reading(page: Page) -> tuple[Article, Reading]:
    """Read one page.

    Raises PageError if it holds no English article.
    """
    article = read_article(page)
    require_english(article)
    return article, read(parse(article))


def read_or_set_aside(page: Page) -> tuple[Article, Reading] | SetAside:
    """Read one page; if it holds no English article, or the reader itself fails on it, say so instead."""
    try:
        return article_and_reading(page)
    except PageError as error:
        return SetAside(name=page.name, reason=error.what, remedy=error.remedy)
    except Exception as error:  # noqa: BLE001  a fault of ours on one page must not cost the others
        return failed(page, error)


class _Known(msgspec.Struct, frozen=True):
    """A page that is in the ledger already."""

    name: str


_Item: TypeAlias = Page | SetAside | _Known


@dataclass(slots=True)
class _Adding:
    """A run: what was done so far."""

    store: Store
    aside: Tally
    work: Work[tuple[Article, Reading]]
    added: int = 0
    known: int = 0
    first_added: list[str] = field(default_factory=list)
    first_known: list[str] = field(default_factory=list)
    # Other versions of a page are added, too, whichever comes first, and linked as copies: one source.
    joiner: Joiner[tuple[Page, Reading]] = field(default_factory=lambda: Joiner(versions=False))
    _unsaid: list[SetAside] = field(default_factory=list)

    def new(self, pages: Iterable[Page | SetAside]) -> Iterator[_Item]:
        """Pages with a mark in place of those that need no reading."""
        for page in pages:
            if isinstance(page, Page) and self.store.knows(page):
                yield _Known(page.name)
            else:
                yield page

    def take(self, item: _Item, done: tuple[Article, Reading] | SetAside | None) -> None:
        """Store what was read, or hold it back until all parts of its article are there."""
        if isinstance(item, SetAside):
            self._put_aside(item)
        elif isinstance(done, SetAside):
            self._put_aside(done)
        elif isinstance(item, Page) and done is not None:
            self._keep(self.joiner.take(done[0], (item, done[1])))
        else:
            self._count_known(item.name)

    def finish(self) -> None:
        """Store what still waits for further parts."""
        self._keep(self.joiner.rest())

    def _keep(self, found: Iterable[Joined[tuple[Page, Reading]]]) -> None:
        for one in found:
            self._store(one)
            for aside in left_out(one):
                self._put_aside(aside)

    def _store(self, one: Joined[tuple[Page, Reading]]) -> None:
        article, (page, reading) = one.parts[0]
        if len(one.parts) > 1:
            page = bundle([part for _, (part, _) in one.parts])
            if self.store.knows(page):
                self._count_known(page.name)
                return
            done = self.work.one(page)
            if isinstance(done, SetAside):
                self._put_aside(done)
                return
            article, reading = done
        if self.store.add(page, article, reading):
            self.added += 1
            _keep(self.first_added, article.id)
        else:
            self._count_known(page.name)

    def _count_known(self, name: str) -> None:
        self.known += 1
        _keep(self.first_known, name)

    def _put_aside(self, item: SetAside) -> None:
        self.aside.add(item)
        self._unsaid.append(item)
        if len(self._unsaid) >= _AT_ONCE:
            self.note_set_aside()

    def note_set_aside(self) -> None:
        """Store what was set aside since the last time."""
        self.store.put_aside(*self._unsaid)
        self._unsaid.clear()

    def summary(self) -> AddSummary:
        counts = AddCounts(
            added=self.added, known=self.known, set_aside=self.aside.count, reasons=self.aside.by_reason()
        )
        return AddSummary(
            added=tuple(self.first_added),
            known=tuple(self.first_known),
            set_aside=tuple(self.aside.first),
            counts=counts,
        )


def _keep(names: list[str], name: str) -> None:
    if len(names) < MOST:
        names.append(name)


def add_pages(
    store: Store,
    pages: Iterable[Page | SetAside],
    *,
    on_page: Callable[[str], None] | None = None,
    on_aside: Callable[[SetAside], None] | None = None,
    jobs: int | None = None,
    seconds: float | None = SECONDS,
) -> AddSummary:
    """Add pages one by one, each in a transaction of its own, so that a stop in the middle loses only those in hand.

    Memory does not grow with the number of pages. on_page: called with the name of each page when it is done with (for
    a progress bar). on_aside: called with each page that is set aside. jobs: worker processes that
    read, None for none; this process stores. seconds: a page that takes longer is set aside; None for no limit.
    """
    work = Work(read_or_set_aside, jobs=jobs, seconds=seconds)
    run = _Adding(store, Tally(on_aside), work)
    results: Iterator[tuple[_Item, tuple[Article, Reading] | SetAside | None]] = work.each(run.new(pages))
    with contextlib.ExitStack() as stack:
        stack.callback(run.note_set_aside)
        for item, done in results:
            run.take(item, done)
            if on_page is not None:
                on_page(item.name)
        run.finish()
    return run.summary()
