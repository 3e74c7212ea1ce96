"""Kill a program that adds to a ledger, at random moments, and look what is left: ``python -m benchmarks.crashes``.

Each round starts a process that adds articles and tells, through a pipe, each one that it was told is stored; then the
process is killed (SIGKILL). The ledger must open, hold every article that was reported as stored, each with its
reading, and go on taking in the rest.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import tempfile
import time
from pathlib import Path

from rich.progress import track

from benchmarks.scale import read_all
from newsledger.ledger import Store
from newsledger.model import Article, Page, Reading

_LONGEST = 0.25


class LostError(Exception):
    """A round left a ledger that lacks what was reported as stored, or is damaged."""


def kill_once(path: Path, work: list[tuple[Page, Article, Reading]], after: float) -> int:
    """Add in a process of its own, kill it after so many seconds; returns how many were reported as stored.

    Raises LostError if the ledger that is left lacks one of them or is damaged.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        store = Store(path)
        for page, article, reading in work:
            if not store.knows(page):
                store.add(page, article, reading)
            os.write(writer, article.id.encode() + b"\n")
        os._exit(0)
    os.close(writer)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        reported = {line.strip() for line in told if line.endswith("\n")}
    _check(path, reported)
    return len(reported)


def _check(path: Path, reported: set[str]) -> None:
    store = Store(path)
    kept, read = set(store.articles()), set(store.readings())
    store.close()
    with sqlite3.connect(path) as raw:
        state = raw.execute("PRAGMA integrity_check").fetchone()[0]
    if state != "ok":
        raise LostError(f"the ledger is damaged: {state}")
    if kept != read:
        raise LostError(f"{len(kept ^ read)} articles without a reading")
    if reported - kept:
        raise LostError(f"{len(reported - kept)} articles were reported as stored and are gone")


def run(kills: int, seed: int = 1, articles: int = 40) -> int:
    """Kill so many times, the ledger anew whenever it is full; returns how many articles were reported as stored."""
    choose = random.Random(seed)
    work = read_all(articles)
    stored = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "0.ledger"
        for number in track(range(kills), description="killing", transient=True):
            done = kill_once(path, work, choose.random() * _LONGEST)
            stored += done
            if done == len(work):
                path = Path(folder) / f"{number + 1}.ledger"
        store = Store(path)
        for page, article, reading in work:
            if not store.knows(page):
                store.add(page, article, reading)
        if store.article_count() != len(work):
            raise LostError("running again did not complete the work")
        store.close()
    return stored


def main() -> None:
    """Run as many rounds as wanted and say what came of it."""
    options = argparse.ArgumentParser(description="kill a program that adds to a ledger")
    options.add_argument("--kills", type=int, default=200)
    chosen = options.parse_args()
    stored = run(chosen.kills)
    print(f"{chosen.kills} kills, {stored} articles reported as stored, none lost, no ledger damaged")


if __name__ == "__main__":
    main()
