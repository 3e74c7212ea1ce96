"""Pages → articles, as a stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsledger.intake.article import read_article
from newsledger.intake.workers import SECONDS, Work
from newsledger.model import Article, Page, PageError, SetAside


def read_articles(
    pages: Iterable[Page | SetAside], *, jobs: int | None = None, seconds: float | None = SECONDS
) -> Iterator[Article | SetAside]:
    """The articles of pages, in any language and in order, or why there is none. Only the pages in hand are in memory.

    jobs: worker processes that read, None for none. seconds: a page that takes longer is set aside; None for no limit.
    """
    for item, done in Work(article_or_set_aside, jobs=jobs, seconds=seconds).each(pages):
        if isinstance(item, SetAside):
            yield item
        elif done is not None:
            yield done


def article_or_set_aside(page: Page) -> Article | SetAside:
    """Find the article on one page; if there is none, or the reader itself fails on it, say so instead."""
    try:
        return read_article(page)
    except PageError as error:
        return SetAside(name=page.name, reason=error.what, remedy=error.remedy)
    except Exception as error:  # noqa: BLE001  a fault of ours on one page must not cost the others
        return failed(page, error)


def failed(page: Page, error: Exception) -> SetAside:
    """What is told of a page on which the reader itself fails."""
    return SetAside(
        name=page.name,
        reason=f"the reader failed on it: {type(error).__name__}: {error}",
        remedy="this is a fault of newsledger; please report it with the page",
    )
