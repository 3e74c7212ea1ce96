"""The time of day and waiting, so that tests can put others in their place."""

from __future__ import annotations

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """What time it is, and waiting for a later one."""

    def now(self) -> dt.datetime:
        """The time of day in UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> dt.datetime:
        """The time of day in UTC, to the second, as archives note it."""
        return dt.datetime.now(dt.UTC).replace(microsecond=0)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
