"""The package's own errors. Each says what was wrong, where, and what to do."""

from __future__ import annotations


class NewsledgerError(Exception):
    """Root of all errors that Newsledger raises on purpose.

    what: what was wrong. where: file, line, byte or record. remedy: what to do about it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        place = f"{where}: " if where else ""
        advice = f" ({remedy})" if remedy else ""
        super().__init__(f"{place}{what}{advice}")


class PageError(NewsledgerError):
    """A page cannot be read; it is set aside with this reason and the run goes on."""


class InputError(NewsledgerError):
    """What the user asked for cannot be done as asked (a missing file, a bad manifest line, an unknown story)."""


class LedgerError(NewsledgerError):
    """The ledger file cannot be opened, read or written."""
