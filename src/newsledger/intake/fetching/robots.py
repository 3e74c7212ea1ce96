"""What robots.txt says (RFC 9309)."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from protego import Protego

MOST_BYTES = 512_000
"""How much of a robots.txt is read; RFC 9309 asks for at least 500 KiB."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of one origin.

    status: of the answer that told them; 0 if there was none. text: what it said.
    A robots.txt that does not exist (4xx) allows everything; one that cannot be had (5xx, 429, no answer) forbids
    everything for now.
    """

    status: int
    text: str = ""

    @property
    def unreachable(self) -> bool:
        """Whether nobody knows what the rules are."""
        return not (200 <= self.status < 300 or (400 <= self.status < 500 and self.status != 429))

    def _parsed(self) -> Protego | None:
        return _parse(self.text) if 200 <= self.status < 300 else None

    def allow(self, url: str, names: Sequence[str]) -> bool:
        """Whether programs of all these names may ask for an address."""
        if self.unreachable:
            return False
        parsed = self._parsed()
        return parsed is None or all(parsed.can_fetch(url, name) for name in names)

    def delay(self, names: Sequence[str]) -> float:
        """Seconds between requests that the host asks for (Crawl-delay, Request-rate); 0 if it does not say."""
        parsed = self._parsed()
        if parsed is None:
            return 0.0
        delays = [float(parsed.crawl_delay(name) or 0.0) for name in names]
        for name in names:
            rate = parsed.request_rate(name)
            if rate is not None and rate.requests > 0:
                delays.append(float(rate.seconds) / float(rate.requests))
        return max((delay for delay in delays if delay >= 0), default=0.0)  # "nan" is no delay

    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that it names."""
        parsed = self._parsed()
        return () if parsed is None else tuple(parsed.sitemaps)


@functools.lru_cache(maxsize=64)
def _parse(text: str) -> Protego:
    return Protego.parse(text)


def rules_of(status: int, body: bytes) -> Rules:
    """Rules from the answer to a request for robots.txt."""
    return Rules(status, body[:MOST_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
