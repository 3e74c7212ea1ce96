"""Reading all pages again with the reader at hand, and a name for what was derived."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import msgspec

from newsledger.ledger.adding import read_or_set_aside
from newsledger.ledger.store import Store
from newsledger.model import SetAside, StoryLedger


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What reading all pages again did. changed: ids of articles that are read otherwise now.

    set_aside: pages that the reader at hand cannot read; their earlier readings stay.
    """

    pages: int = 0
    changed: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def reread(store: Store, *, on_page: Callable[[str], None] | None = None) -> Reread:
    """Read all pages of a ledger again from the bytes that it keeps, each in a transaction of its own.

    Decisions of people stay; those whose evidence is read otherwise now are told by ``Decided.doubted``.
    """
    count = 0
    changed: dict[str, None] = {}
    aside: list[SetAside] = []
    for page, known_as in store.pages():
        count += 1
        done = read_or_set_aside(page)
        if isinstance(done, SetAside):
            aside.append(done)
        elif store.replace(page, known_as, *done):
            changed[done[0].id] = None
        if on_page is not None:
            on_page(page.name)
    return Reread(pages=count, changed=tuple(changed), set_aside=tuple(aside))


def digest(ledgers: Sequence[StoryLedger]) -> str:
    """Name what stands by its bytes: equal for equal ledgers, SHA-256 in hexadecimal digits."""
    return hashlib.sha256(msgspec.json.encode(ledgers)).hexdigest()
