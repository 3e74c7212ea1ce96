"""Pages into the ledger: read each, store it, report what was set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from newsledger.intake import read_article, require_english
from newsledger.language import parse
from newsledger.ledger.store import Store
from newsledger.model import Article, Page, PageError, Reading, SetAside
from newsledger.reading import read


class AddSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What adding pages did. added: ids of new articles. known: names of pages that changed nothing."""

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

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
        return SetAside(
            name=page.name,
            reason=f"the reader failed on it: {type(error).__name__}: {error}",
            remedy="this is a fault of newsledger; please report it with the page",
        )


def add_pages(
    store: Store, pages: Iterable[Page | SetAside], *, on_page: Callable[[str], None] | None = None
) -> AddSummary:
    """Add pages one by one, each in a transaction of its own, so that a stop in the middle loses only the one in hand.

    on_page: called with the name of each page when it is done with (for a progress bar).
    """
    added: list[str] = []
    known: list[str] = []
    aside: list[SetAside] = []
    for page in pages:
        if isinstance(page, SetAside):
            aside.append(page)
        elif store.knows(page):
            known.append(page.name)
        else:
            done = read_or_set_aside(page)
            if isinstance(done, SetAside):
                aside.append(done)
            elif store.add(page, *done):
                added.append(done[0].id)
            else:
                known.append(page.name)
        if on_page is not None:
            on_page(page.name)
    for item in aside:
        store.put_aside(item)
    return AddSummary(added=tuple(added), known=tuple(known), set_aside=tuple(aside))
