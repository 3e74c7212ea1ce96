"""Promises, and what later reports tell of them."""

from __future__ import annotations

import pytest

from newsledger.api import Ledger
from newsledger.model import Page, PageFacts

PROMISE = (
    "2031-05-02",
    "Veldonia promises to free prisoners of border war\n\n"
    "VELDT -- The government of Veldonia promised to release forty prisoners of the border war by May 20.\n\n"
    "The prisoners of the border war have been held in Veldt since April.\n",
)


def state_after(day: str, lead: str) -> tuple[str, tuple[str, ...]]:
    end = "The prisoners of the border war have been held in Veldt since April."
    later = f"Prisoners of border war: news from Veldonia\n\nVELDT -- {lead}\n\n{end}\n"
    pages = {"first.txt": PROMISE, "later.txt": (day, later)}
    with Ledger.open() as ledger:
        ledger.add_pages(
            [
                Page(name=name, data=text.encode(), facts=PageFacts(published=when, publisher=name))
                for name, (when, text) in pages.items()
            ]
        )
        assert len(ledger.stories()) == 1
        found = [c for one in ledger.story_ledgers() for c in one.commitments if "release" in c.action]
        return found[0].state, found[0].reasons


@pytest.mark.parametrize(
    ("day", "lead", "state"),
    [
        ("2031-05-19", "The government of Veldonia released forty prisoners of the border war on Monday.", "kept"),
        ("2031-05-22", "The government of Veldonia did not release the forty prisoners on Tuesday.", "broken"),
        ("2031-05-22", "The government of Veldonia said that the prisoners of the border war were well.", "open"),
        ("2031-05-22", "Brodnik released forty other prisoners of a border war on Tuesday, its army said.", "open"),
    ],
)
def test_a_promise_is_kept_or_broken_where_a_later_report_tells_the_deed(day, lead, state):
    assert state_after(day, lead)[0] == state


def test_why_a_promise_counts_as_kept_is_told():
    lead = "The government of Veldonia released forty prisoners of the border war on Monday."
    assert "a later report tells that it was done" in state_after("2031-05-19", lead)[1]
