"""Asks hosts the way they want to be asked: robots.txt, pauses, Retry-After, few retries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from newsledger.intake.containers.capture import Capture, CaptureRole
from newsledger.intake.fetching.archive import Archive
from newsledger.intake.fetching.client import Client
from newsledger.intake.fetching.clock import Clock
from newsledger.intake.fetching.exchange import Exchange, unpack
from newsledger.intake.fetching.failure import FetchError, LaterError, RefusedError, UnreachableError
from newsledger.intake.fetching.politeness import Turns, retry_after
from newsledger.intake.fetching.robots import MOST_BYTES, Rules, rules_of
from newsledger.intake.fetching.settings import FetchSettings
from newsledger.intake.fetching.urls import host_of, origin_of, redirect_of

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_RULES_LAST = dt.timedelta(hours=24)
_FIRST_BACK_OFF = 10.0
_FAILURES = 3


class Manners:
    """Asks for addresses with the manners of a guest. Every answer is kept by the archive before the next question."""

    def __init__(self, settings: FetchSettings, archive: Archive, client: Client, clock: Clock) -> None:
        self._settings = settings
        self._archive = archive
        self._client = client
        self._clock = clock
        self._turns = Turns(clock, settings.delay)
        self._rules: dict[str, Rules] = {}
        self._why: dict[str, str] = {}
        self._failures: dict[str, int] = {}
        self._busy: dict[str, int] = {}
        self._closed: dict[str, str] = {}
        self._met: set[str] = set()

    def wait_of(self, url: str) -> float:
        """Seconds until the host of an address may be asked."""
        return self._turns.wait_of(host_of(url))

    def rules(self, url: str) -> Rules:
        """The rules of an address's origin; asked for once a day.

        Raises RefusedError if the host may not be asked at all.
        """
        origin = origin_of(url)
        if origin not in self._rules:
            kept = self._archive.index.robots(origin)
            if kept is not None and not kept[1].unreachable and self._is_recent(kept[0]):
                self._rules[origin] = kept[1]
            else:
                self._rules[origin] = self._asked_rules(f"{origin}/robots.txt")
                self._turns.excuse(host_of(url))
            self._turns.slow_down(host_of(url), self._rules[origin].delay(self._settings.robots_names))
        return self._rules[origin]

    def allow(self, url: str) -> None:
        """Make sure that robots.txt allows an address.

        Raises RefusedError if it does not, or if nobody knows.
        """
        rules = self.rules(url)
        if rules.allow(url, self._settings.robots_names):
            return
        if rules.unreachable:
            said = self._why.get(origin_of(url)) or f"it answers {rules.status}"
            raise RefusedError(
                f"robots.txt of {host_of(url)} cannot be had, so no page is asked for: {said}", remedy="try again later"
            )
        raise RefusedError(
            f"robots.txt of {host_of(url)} does not allow it", remedy="ask the publisher, or save the page by hand"
        )

    def ask(self, url: str, headers: Sequence[tuple[str, str]] = ()) -> Exchange:
        """Ask for an address when its host's turn has come; a connection that failed is tried once more.

        Raises LaterError if the host is busy and is to be asked again after others; FetchError if it does not answer,
        is busy for long, or failed several times in this run.
        """
        host = host_of(url)
        try:
            exchange = self._asked(url, host, headers)
        except UnreachableError:
            if host in self._closed:
                raise
            exchange = self._asked(url, host, headers)
        if exchange.status not in _BUSY:
            return exchange
        self._archive.append(exchange, Capture(role=CaptureRole.OTHER, reason="the host is busy"))
        times = self._busy[url] = self._busy.get(url, 0) + 1
        wait = retry_after(exchange.header("retry-after"), self._clock.now())
        wait = _FIRST_BACK_OFF * 2 ** (times - 1) if wait is None else wait
        self._turns.hold_off(host, wait)
        said = f"{host} is busy ({exchange.status}) and asks to come back in {wait:.0f} seconds"
        if times > self._settings.retries or wait > self._settings.max_wait:
            self._closed[host] = said
            raise FetchError(said, where=url, remedy="run it again later")
        raise LaterError(said, where=url, remedy="run it again later")

    def _asked(self, url: str, host: str, headers: Sequence[tuple[str, str]]) -> Exchange:
        """One answer, when the host may be asked again.

        Raises UnreachableError if it does not come, FetchError if the host is not to be asked any more.
        """
        self._meet(host)
        if host in self._closed:
            raise FetchError(self._closed[host], where=url, remedy="run it again later")
        wait = self._turns.wait_of(host)
        if wait > self._settings.max_wait:
            raise FetchError(
                f"{host} may be asked again in {wait:.0f} seconds only, as it wants it",
                where=url,
                remedy="run it again later",
            )
        self._turns.take(host)
        try:
            exchange = self._client.get(url, headers)
        except UnreachableError:
            self._turns.done(host)
            self._failures[host] = self._failures.get(host, 0) + 1
            if self._failures[host] >= _FAILURES:
                self._closed[host] = f"{host} failed {_FAILURES} times in a row"
            raise
        self._turns.done(host)
        self._failures.pop(host, None)
        return exchange

    def _meet(self, host: str) -> None:
        """Remember when an earlier run asked a host last."""
        if host not in self._met:
            self._met.add(host)
            asked = self._archive.index.asked(host)
            if asked is not None:
                self._turns.done(host, dt.datetime.fromisoformat(asked))

    def _is_recent(self, checked: str) -> bool:
        return self._clock.now() - dt.datetime.fromisoformat(checked) < _RULES_LAST

    def _asked_rules(self, first: str) -> Rules:
        """Ask for a robots.txt, along its redirects."""
        url = first
        hops = 0
        while hops <= self._settings.redirects:
            try:
                exchange = self.ask(url)
            except LaterError:
                continue  # everything on this host waits for its rules anyhow
            except UnreachableError as error:
                self._why[origin_of(first)] = error.what
                return Rules(0)
            except RefusedError:
                if url == first:
                    raise
                return Rules(404)  # it leads to where nobody may look: as if it did not exist
            except FetchError as error:
                self._why[origin_of(first)] = error.what
                return Rules(503)
            if exchange.status in REDIRECTS and exchange.header("location"):
                self._archive.append(exchange, Capture(role=CaptureRole.OTHER, reason="a redirect", via=first))
                hops += 1
                try:
                    url = redirect_of(url, exchange.header("location")) or first
                except RefusedError:
                    return Rules(404)
                continue
            self._archive.append(exchange, Capture(role=CaptureRole.ROBOTS, via=first))
            return _rules(exchange)
        return Rules(404)  # RFC 9309, 2.3.1.2: more redirects than that count as a file that does not exist


def _rules(exchange: Exchange) -> Rules:
    try:
        body = unpack(exchange.payload, exchange.header("content-encoding"), 10 * MOST_BYTES)
    except FetchError:
        return Rules(0)
    return rules_of(exchange.status, body)
