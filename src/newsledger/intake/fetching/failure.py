"""What can go wrong with one address."""

from __future__ import annotations

from newsledger.model import NewsledgerError


class FetchError(NewsledgerError):
    """An address was not fetched; it is told with its reason and the run goes on."""


class RefusedError(FetchError):
    """An address that this program will not ask for as things are: private, of another scheme, barred by robots.txt."""


class LaterError(FetchError):
    """A host asked to be left alone for a while; its turn comes again."""


class UnreachableError(FetchError):
    """The host did not answer, or not in time, or not in HTTP."""
