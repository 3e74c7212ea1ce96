"""Many pages read one after the other or side by side: in order, each within its time, none able to end the run."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any, Generic, TypeVar, cast

from newsledger.intake.guard import TimeUpError, at_most
from newsledger.model import NewsledgerError, Page, SetAside

SECONDS = 120.0
"""A page that takes longer to read is set aside. The longest real ones take a few seconds."""

T = TypeVar("T")
U = TypeVar("U")
_AHEAD = 4  # pages a worker that may wait for a slow one before them
_STARTING = 120.0


@dataclass(frozen=True, slots=True)
class Work(Generic[T]):
    """How pages are read.

    read: a function of a module (workers import it) that raises nothing. jobs: worker processes that read; None reads
    in this process. seconds: time of a page; in this process it is kept only where the system has interval timers.
    """

    read: Callable[[Page], T | SetAside]
    jobs: int | None = None
    seconds: float | None = SECONDS

    def each(self, items: Iterable[Page | U]) -> Iterator[tuple[Page | U, T | SetAside | None]]:
        """Items in their order with what was read of them; None for those that are no pages, which pass through."""
        if self.jobs is not None:
            return _side_by_side(self, items, self.jobs)
        return ((item, self.one(item) if isinstance(item, Page) else None) for item in items)

    def one(self, page: Page) -> T | SetAside:
        """Read one page in this process."""
        try:
            with at_most(self.seconds):
                return self.read(page)
        except TimeUpError:
            return self.too_long(page)

    def too_long(self, page: Page) -> SetAside:
        """What is told of a page that took too long."""
        return SetAside(
            name=page.name, reason=f"reading it took longer than {self.seconds:g} s", remedy="allow more with --seconds"
        )


class _Worker(Generic[T]):
    """A process that reads one page at a time."""

    def __init__(self, context: SpawnContext, work: Work[T]) -> None:
        self._work = work
        self.pipe, other = context.Pipe()
        self._process: SpawnProcess = context.Process(target=_serve, args=(other, work.read), daemon=True)
        self._process.start()
        other.close()
        self.slot: _Slot[Any, T] | None = None
        self.ready = False
        self._deadline: float | None = time.monotonic() + _STARTING

    def give(self, slot: _Slot[Any, T]) -> None:
        """Let it read a page."""
        self.slot = slot
        seconds = self._work.seconds
        self._deadline = None if seconds is None else time.monotonic() + seconds
        with contextlib.suppress(OSError):  # one that has died is found by what it answers
            self.pipe.send(slot.item)

    def left(self) -> float | None:
        """Seconds until its time is up; None if it is idle or has all the time there is."""
        if self._deadline is None or (self.ready and self.slot is None):
            return None
        return max(0.0, self._deadline - time.monotonic())

    def take(self) -> bool:
        """Take its answer; returns False if it has died, or has to because its time is up."""
        try:
            if self.pipe.poll():
                answer = self.pipe.recv()
                if self.slot is not None:
                    self.slot.fill(answer)
                self.ready, self.slot = True, None
                return True
            if self.left() != 0.0:
                return True
            reason: SetAside | None = self._work.too_long(self.slot.item) if self.slot is not None else None
        except (EOFError, OSError):
            reason = _ended(self.slot.item) if self.slot is not None else None
        self.stop()
        if self.slot is not None:
            self.slot.fill(cast(SetAside, reason))
        return False

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _ended(page: Page) -> SetAside:
    return SetAside(
        name=page.name,
        reason="reading it ended the program",
        remedy="this is a fault of newsledger or of too little memory; please report it with the page",
    )


class _Slot(Generic[U, T]):
    """The place of an item in the order, and what came of it."""

    def __init__(self, item: Page | U) -> None:
        self.item: Any = item
        self.done = not isinstance(item, Page)
        self.result: T | SetAside | None = None

    def fill(self, result: T | SetAside) -> None:
        self.result, self.done = result, True


def _serve(pipe: Connection, read: Callable[[Page], Any]) -> None:
    """Read pages until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the keyboard stops the main process, which stops this one
    with contextlib.suppress(EOFError, OSError):
        pipe.send(None)
        while True:
            pipe.send(read(pipe.recv()))


def _side_by_side(
    work: Work[T], items: Iterable[Page | U], jobs: int
) -> Generator[tuple[Page | U, T | SetAside | None], None, None]:
    context = multiprocessing.get_context("spawn")
    workers = [_Worker(context, work) for _ in range(jobs)]
    waiting: deque[_Slot[U, T]] = deque()  # in order, read or not
    unread: deque[_Slot[U, T]] = deque()
    source = iter(items)
    more = True
    try:
        while more or waiting:
            while more and len(waiting) < jobs * _AHEAD:
                try:
                    slot: _Slot[U, T] = _Slot(next(source))
                except StopIteration:
                    more = False
                    break
                waiting.append(slot)
                if not slot.done:
                    unread.append(slot)
            for worker in workers:
                if worker.ready and worker.slot is None and unread:
                    worker.give(unread.popleft())
            if waiting and waiting[0].done:
                first = waiting.popleft()
                yield first.item, first.result
            elif waiting:
                _wait(workers)
            for at, worker in enumerate(workers):
                if not worker.take():
                    if not worker.ready:
                        raise NewsledgerError("no worker process can be started", remedy="read without jobs")
                    workers[at] = _Worker(context, work)
    finally:
        for worker in workers:
            worker.stop()


def _wait(workers: list[_Worker[Any]]) -> None:
    """Wait until a worker answers, dies, or has used up its time."""
    left = [seconds for worker in workers if (seconds := worker.left()) is not None]
    wait([worker.pipe for worker in workers], min(left) if left else None)
