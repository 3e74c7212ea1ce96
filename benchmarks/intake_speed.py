"""How fast intake reads HTML, against trafilatura with its defaults on the same pages in the same run.

    python -m benchmarks.intake_speed [ROUNDS]

CPU time of this process, pages alternating between both systems in small groups, best round of each group: what else
the machine does then weighs little. Ours is the whole way from bytes to an article (decoding, metadata, classifier,
labels, dates); theirs is ``trafilatura.extract`` on the bytes, text only.
"""

from __future__ import annotations

import gc
import json
import logging
import sys
import time
from collections.abc import Callable, Sequence

from trafilatura import extract

from benchmarks.harness import beside
from benchmarks.intake_html import FOLDER, pages
from newsledger.intake import read_article
from newsledger.model import Page, PageError

ROUNDS = 5
GROUP = 16


def ours(name: str, data: bytes) -> None:
    """Read one page; a page without an article counts too."""
    try:
        read_article(Page(name=name, data=data))
    except PageError:
        return


def theirs(_: str, data: bytes) -> None:
    """The peer's way with one page."""
    extract(data)


def timed(work: Callable[[str, bytes], None], group: Sequence[tuple[str, bytes]]) -> float:
    """CPU seconds that a group of pages takes."""
    start = time.process_time()
    for name, data in group:
        work(name, data)
    return time.process_time() - start


def measure(found: Sequence[tuple[str, bytes]], rounds: int) -> dict[str, float]:
    """Best times of both systems over all groups of pages, as pages a second and their ratio."""
    groups = [found[at : at + GROUP] for at in range(0, len(found), GROUP)]
    best = {ours: [float("inf")] * len(groups), theirs: [float("inf")] * len(groups)}
    for number in range(rounds + 1):
        for at, group in enumerate(groups):
            for work in (ours, theirs) if number % 2 else (theirs, ours):
                gc.collect()
                spent = timed(work, group)
                if number:  # the first round warms caches up
                    best[work][at] = min(best[work][at], spent)
    mine, peer = len(found) / sum(best[ours]), len(found) / sum(best[theirs])
    return {"pages_per_second": round(mine, 2), "trafilatura": round(peer, 2), "ratio": round(mine / peer, 3)}


def main() -> int:
    """Measure and print."""
    logging.disable(logging.CRITICAL)
    found = [*pages(beside(FOLDER / "data" / "gold.jsonl", "html.tar.xz"))]
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    sys.stdout.write(json.dumps({"pages": len(found), "rounds": rounds, **measure(found, rounds)}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
