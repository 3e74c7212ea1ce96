"""Whose turn it is: one request a host at a time, with a pause between two."""

from __future__ import annotations

import datetime as dt
import email.utils

from newsledger.intake.fetching.clock import Clock


class Turns:
    """When each host may be asked again."""

    def __init__(self, clock: Clock, delay: float) -> None:
        self._clock = clock
        self._delay = delay
        self._asked: dict[str, float] = {}
        self._pause: dict[str, float] = {}
        self._not_before: dict[str, float] = {}

    def slow_down(self, host: str, pause: float) -> None:
        """Leave at least this many seconds between two requests to a host, as it asks."""
        self._pause[host] = max(pause, self._pause.get(host, 0.0))

    def pause(self, host: str) -> float:
        """Seconds between two requests to a host."""
        return max(self._delay, self._pause.get(host, 0.0))

    def hold_off(self, host: str, seconds: float) -> None:
        """Do not ask a host before this many seconds from now have passed."""
        until = self._clock.seconds() + seconds
        self._not_before[host] = max(until, self._not_before.get(host, until))

    def wait_of(self, host: str) -> float:
        """Seconds until a host may be asked."""
        now = self._clock.seconds()
        ready = self._not_before.get(host, now)
        if host in self._asked:
            ready = max(ready, self._asked[host] + self.pause(host))
        return max(0.0, ready - now)

    def take(self, host: str) -> None:
        """Wait until a host may be asked."""
        wait = self.wait_of(host)
        if wait > 0:
            self._clock.sleep(wait)

    def done(self, host: str, at: dt.datetime | None = None) -> None:
        """Note that a host was asked, now or at an earlier time; the pause begins here."""
        ago = 0.0 if at is None else max(0.0, (self._clock.now() - at).total_seconds())
        asked = self._clock.seconds() - ago
        self._asked[host] = max(asked, self._asked.get(host, asked))

    def excuse(self, host: str) -> None:
        """Do not count the last request to a host against the pause that it asks for, only against our own.

        The request for robots.txt is what tells the pause.
        """
        if self._asked.pop(host, None) is not None:
            self.hold_off(host, self._delay)


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait (RFC 9110: seconds or a date); None if it says nothing."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo is not None else when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - now).total_seconds())
