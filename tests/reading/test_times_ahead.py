"""Loose times ahead wait for a publication date that is told later."""

from __future__ import annotations

import datetime as dt

import newsledger
from newsledger.model import CommitmentClaim, PlanClaim, Publication, When
from newsledger.timex import resolve


def test_the_coming_weeks_of_an_undated_page_are_known_once_its_date_is():
    reading = newsledger.read_page(
        "Ministers to meet on river\n\n"
        "The two governments plan to hold talks on the river in Lendava in the coming weeks, a spokesman told reporters.\n\n"
        "The spokesman said that no agenda had been set for the talks and that both sides would bring their experts.\n"
    )
    (when, *_) = [claim.when for claim in reading.claims if isinstance(claim, PlanClaim) and claim.when]
    assert when.iso is None
    day = dt.date(2031, 5, 1)
    known = resolve(when, Publication(when=When(value="2031-05-01", start=day, end=day), basis="story"))
    assert known.start == day and known.end is not None and known.end > day + dt.timedelta(days=14)


def test_a_deadline_behind_a_bare_infinitive_is_the_deadline():
    reading = newsledger.read_page(
        "River talks end\n\n"
        "ELVHAVN, April 19, 2023 (Norwire) - Two days of talks ended on Wednesday without a treaty, but the two sides agreed "
        "to let a team of experts inspect the dam by May 31.\n\n"
        "The envoy told reporters after the talks that she was content with what the ministers had done in two days.\n"
    )
    deadlines = [c.deadline.iso for c in reading.claims if isinstance(c, CommitmentClaim) and c.deadline]
    assert deadlines == ["2023-05-31"]
