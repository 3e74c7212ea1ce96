"""The bundled example, read once for all tests of this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newsledger.api import Ledger
from newsledger.briefing import Brief, BriefLine, Section
from newsledger.example import example_folder
from newsledger.model import AnyClaim, Article, Reading, StoryLedger


@dataclass
class Example:
    """The example as it was read and briefed; pages are named by the number that their file names begin with."""

    brief: Brief
    briefs: list[Brief]
    ledgers: list[StoryLedger]
    articles: dict[str, Article]
    readings: dict[str, Reading]
    ledger: Ledger

    def page(self, number: int) -> Article:
        return next(a for a in self.articles.values() if a.name.rsplit("/", 1)[-1].startswith(f"{number:02d}-"))

    def number(self, article: str) -> int:
        return int(self.articles[article].name.rsplit("/", 1)[-1][:2])

    def claims(self, number: int, kind: type) -> list[AnyClaim]:
        return [c for c in self.readings[self.page(number).id].claims if isinstance(c, kind)]

    def lines(self, section: Section, *kinds: str) -> list[BriefLine]:
        return [x for g in section.groups for top in g.lines for x in top.walk() if not kinds or x.kind in kinds]

    def told_by(self, line: BriefLine) -> set[int]:
        return {self.number(item.article) for item in line.evidence}


@pytest.fixture(scope="session")
def example() -> Iterator[Example]:
    with Ledger.open() as ledger:
        summary = ledger.add(example_folder())
        assert not summary.set_aside
        briefs = [ledger.brief(story) for story in ledger.stories()]
        yield Example(briefs[0], briefs, list(ledger.story_ledgers()), ledger.articles(), ledger.readings(), ledger)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect the behaviours listed in ``unmet.toml`` to fail, for the reason given there."""
    here = Path(__file__).parent
    unmet = tomllib.loads((here / "unmet.toml").read_text(encoding="utf-8"))
    for item in items:
        if item.path.parent == here and item.name in unmet:
            item.add_marker(pytest.mark.xfail(reason=unmet[item.name], strict=False))
