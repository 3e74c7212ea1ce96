"""Two programs that write to one ledger at the same time."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from newsledger.api import Ledger
from newsledger.model import Page, PageFacts

_EACH = 6


def text(number: int) -> str:
    return (
        f"Bridge {number} of Hollenau is closed\n\n"
        f"HOLLENAU -- Bridge number {number} in Hollenau was closed on Friday, the railway said. "
        f"It will be repaired by May {number + 10}, the railway said.\n"
    )


def add(path: Path, numbers: list[int]) -> None:
    with Ledger.open(path) as ledger:
        for number in numbers:
            page = Page(name=f"{number}.txt", data=text(number).encode(), facts=PageFacts(published="2031-05-02"))
            ledger.add_pages([page])
            ledger.stories()


def test_two_programs_add_and_look_at_once_and_lose_nothing(tmp_path):
    path = tmp_path / "shared.ledger"
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=add, args=(path, list(range(start, start + _EACH)))) for start in (0, _EACH - 2)]
    for process in both:
        process.start()
    for process in both:
        process.join(120)
    assert [process.exitcode for process in both] == [0, 0]
    with Ledger.open(path) as ledger:
        assert sorted(article.name for article in ledger.articles().values()) == sorted(
            f"{number}.txt" for number in range(2 * _EACH - 2)
        )
        stands = ledger.story_ledgers()
        ledger.rebuild()
        assert ledger.story_ledgers() == stands
