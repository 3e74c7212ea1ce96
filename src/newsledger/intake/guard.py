"""A time limit for work in this process."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

CAN_INTERRUPT = hasattr(signal, "setitimer")
"""Whether this system can end work in its own process; where it cannot, a worker process does the work."""


class TimeUpError(BaseException):
    """The time is up. No ``Exception``, so that nobody catches it on the way by mistake."""


@contextlib.contextmanager
def at_most(seconds: float | None) -> Iterator[None]:
    """Raise TimeUpError inside the block when it works longer. Time of the processor counts, waiting does not.

    Within another such block the outer one's time goes on, and the innermost handler of TimeUpError hears of its end.
    Without effect outside the main thread and on systems without interval timers: only there can Python be interrupted
    in the middle of a regular expression.
    """
    if (
        seconds is None
        or not CAN_INTERRUPT
        or threading.current_thread() is not threading.main_thread()
        or signal.getitimer(signal.ITIMER_PROF)[0] > 0.0
    ):
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeUpError

    before = signal.signal(signal.SIGPROF, stop)
    # Again each second, should a callback of a library swallow the first.
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, before)
