"""Opening bytes in tests, and articles made of them."""

import io

from newsledger.intake import read_article
from newsledger.intake.containers import Opening
from newsledger.model import Article, BlockKind, Page, SetAside


def opened(data: bytes | str, name: str = "in", opening: Opening | None = None) -> list[Page | SetAside]:
    """What an input holds, told by its content."""
    data = data.encode() if isinstance(data, str) else data
    return list((opening or Opening()).open(io.BytesIO(data), name))


def pages(data: bytes | str, name: str = "in", opening: Opening | None = None) -> list[Page]:
    return [item for item in opened(data, name, opening) if isinstance(item, Page)]


def aside(data: bytes | str, name: str = "in", opening: Opening | None = None) -> list[SetAside]:
    return [item for item in opened(data, name, opening) if isinstance(item, SetAside)]


def only(data: bytes | str, opening: Opening | None = None) -> Page:
    (page,) = opened(data, opening=opening)
    assert isinstance(page, Page)
    return page


def told(article: Article, *kinds: BlockKind) -> list[str]:
    """Texts of the blocks of some kinds."""
    return [block.span.text(article.text) for block in article.blocks if block.kind in kinds]


def article(page: Page) -> Article:
    return read_article(page)
