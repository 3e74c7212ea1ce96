"""Everything that a fetch can be told, in one place."""

from __future__ import annotations

import datetime as dt
import enum
import functools
import importlib.metadata
import ipaddress
import re
from dataclasses import dataclass

from newsledger.model import InputError

PRODUCT = "newsledger"
"""Token by which robots.txt files can name this program."""

_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9_\-]{0,63}")
_CONTACT = re.compile(r"[!-'*-~]{3,200}")  # visible ASCII without brackets: it stands in a comment of a header
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@functools.cache
def version() -> str:
    """The version of this program."""
    return importlib.metadata.version(PRODUCT)


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How to fetch.

    agent: name to be known by instead of "newsledger". contact: mail address or URL of whoever runs it. delay: least
    seconds between two requests to one host. timeout: seconds for one whole exchange. max_bytes: of one answer, as it
    comes and unpacked. max_wait: longest pause, in seconds, that a host may ask for before its pages are left for
    another run. allow_private: also ask private addresses and unusual ports. permitted: networks that may be asked
    though they are private.

    Raises InputError for an agent or a contact that no header can carry.
    """

    agent: str | None = None
    contact: str | None = None
    delay: float = 2.0
    timeout: float = 30.0
    max_bytes: int = 20_000_000
    max_wait: float = 120.0
    retries: int = 2
    redirects: int = 5
    allow_private: bool = False
    permitted: tuple[Network, ...] = ()

    def __post_init__(self) -> None:
        if self.agent is not None and not _TOKEN.fullmatch(self.agent):
            raise InputError(f"{self.agent!r} cannot name a program", remedy="use letters, digits, - and _")
        if self.contact is not None and not _CONTACT.fullmatch(self.contact):
            raise InputError(f"{self.contact!r} is no contact", remedy="give a mail address or a URL")

    @property
    def user_agent(self) -> str:
        """The User-Agent header: "newsledger/0.1.0 (+contact)", behind the name chosen by the user if there is one."""
        own = f"{PRODUCT}/{version()}"
        comment = f"+{self.contact}" if self.contact else ""
        if self.agent is None:
            return f"{own} ({comment})" if comment else own
        return f"{self.agent} ({own}{'; ' if comment else ''}{comment})"

    @property
    def robots_names(self) -> tuple[str, ...]:
        """Names whose rules in robots.txt are all kept: our own, and the one chosen by the user."""
        return (PRODUCT,) if self.agent is None else (PRODUCT, self.agent)

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Headers of every request."""
        fixed = (
            ("User-Agent", self.user_agent),
            ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/rss+xml,*/*;q=0.5"),
            ("Accept-Encoding", "gzip"),
            ("Accept-Language", "en"),
        )
        mail = self.contact if self.contact and _MAIL.fullmatch(self.contact) else None
        return (*fixed, ("From", mail)) if mail else fixed


class Follow(enum.StrEnum):
    """Lists that are looked for, beside those given by their own addresses."""

    FEEDS = "feeds"
    SITEMAPS = "sitemaps"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to fetch. follow: look for feeds on the pages given, for sitemaps in robots.txt. limit: of pages found
    through lists. since: leave out what lists say is older. trial: fetch lists alone, keep nothing.
    """

    follow: frozenset[Follow] = frozenset()
    limit: int = 100
    since: dt.date | None = None
    trial: bool = False
