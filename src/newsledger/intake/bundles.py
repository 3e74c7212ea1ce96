"""Several pages that are the parts of one article, as one page that can be kept and read again."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsledger.model import Page, PageError

_MAGIC = b"\x00newsledger parts of one article\n"
_DAMAGED = "the parts of the article are damaged"


def bundle(pages: Sequence[Page]) -> Page:
    """Put the parts of one article together, in their order, under the name and facts of the first.

    Raises ValueError without pages.
    """
    if not pages:
        raise ValueError("no parts to put together")
    data = _MAGIC + msgspec.msgpack.encode([msgspec.structs.replace(page, name="") for page in pages])
    return Page(name=pages[0].name, data=data, facts=pages[0].facts)


def parts_of(page: Page) -> tuple[Page, ...]:
    """The pages that were put together in a page; nothing if it is an ordinary one.

    Raises PageError if they are damaged, or put together themselves.
    """
    if not page.data.startswith(_MAGIC):
        return ()
    try:
        parts = msgspec.msgpack.decode(page.data[len(_MAGIC) :], type=tuple[Page, ...])
    except msgspec.MsgspecError as error:
        raise PageError(_DAMAGED, where=page.name, remedy="add its pages again") from error
    if not parts or any(part.data.startswith(_MAGIC) for part in parts):
        raise PageError(_DAMAGED, where=page.name, remedy="add its pages again")
    return tuple(msgspec.structs.replace(part, name=page.name) for part in parts)
