"""Decisions in odd orders, about odd things, and at one and the same moment."""

from __future__ import annotations

import pytest

from newsledger.api import Ledger
from newsledger.desk import Desk
from newsledger.linking import period, settle, with_field
from newsledger.model import DateArticle, FigureClaim, InputError, Undo, in_force
from tests.desk.hollenau import bridge, later


def figures(ledger: Ledger):
    return sorted(
        (c for reading in ledger.readings().values() for c in reading.claims if isinstance(c, FigureClaim)),
        key=lambda c: c.id,
    )


def lines(ledger: Ledger, kind: str):
    story = bridge(ledger)
    known = {noun.id for noun in getattr(story, kind)}
    return [line for line in ledger.brief(story.story, full=True).lines() if line.derived in known]


def test_an_undo_holds_whatever_the_clock_of_the_one_who_undoes_says(ledger, desk):
    rejected = desk.reject(figures(ledger)[0].id)[0]
    Desk(ledger, "Bo", "2030-01-01T00:00:00+00:00").undo(rejected.id)
    assert in_force(ledger.decisions()) == ()


def test_an_undo_of_an_undo_of_an_undo(ledger, desk):
    first = desk.reject(figures(ledger)[0].id)[0]
    one = desk.undo(first.id)
    two = desk.undo(one.id)
    assert in_force(ledger.decisions()) == (first,)
    desk.undo(two.id)
    assert in_force(ledger.decisions()) == ()


def test_two_undos_of_one_decision_need_two_undos(ledger, desk):
    first = desk.reject(figures(ledger)[0].id)[0]
    one, two = desk.undo(first.id), desk.undo(first.id, why="again")
    desk.undo(one.id)
    assert in_force(ledger.decisions()) == ()
    desk.undo(two.id)
    assert in_force(ledger.decisions()) == (first,)


def test_decisions_of_one_desk_hold_in_the_order_in_which_they_are_made(ledger, desk):
    figure = figures(ledger)[0]
    for value in (31.0, 32.0, 33.0, 34.0):
        desk.correct(figure.id, "value", value)
    settled = settle(ledger.decisions(), ledger.articles(), ledger.readings())
    assert next(c.value for c in settled.readings[figure.article].claims if c.id == figure.id) == 34.0


def test_times_in_other_zones_are_in_order(ledger, desk):
    figure = figures(ledger)[0]
    Desk(ledger, "Bo", "2031-05-05T03:00:00+05:00").correct(figure.id, "value", 31.0)
    Desk(ledger, "Ada", "2031-05-04T23:00:00Z").correct(figure.id, "value", 32.0)
    assert [d.by for d in ledger.decisions()] == ["Bo", "Ada"]


def test_a_rejected_claim_hands_its_corrections_to_no_neighbour(ledger, desk):
    claims = figures(ledger)
    for claim in claims:
        desk.reject(claim.id)
        later(desk, 5).correct(claim.id, "value", 77.0)
    settled = settle(ledger.decisions(), ledger.articles(), ledger.readings())
    kept = [c for reading in settled.readings.values() for c in reading.claims if isinstance(c, FigureClaim)]
    assert kept == []
    assert {d.reason for d in settled.doubted} == {"the claim was rejected"}


def test_stories_are_put_together_after_an_article_was_moved_out(ledger, desk):
    before = ledger.stories()
    desk.move("three.txt", None)
    assert len(ledger.stories()) == len(before) + 1
    alone = next(s for s in ledger.stories() if s.articles == (desk.article("three.txt").id,))
    with_it = next(s for s in ledger.stories() if desk.article("one.txt").id in s.articles)
    desk.merge_stories([alone.id, with_it.id])
    assert [set(s.articles) for s in ledger.stories()] == [set(s.articles) for s in before]


def test_what_is_put_together_and_taken_apart_again_is_as_before(ledger, desk):
    before = {noun.claims for noun in bridge(ledger).happenings}
    first, second = lines(ledger, "happenings")[:2]
    parts = [h.claims for h in bridge(ledger).happenings if h.id in (first.derived, second.derived)]
    desk.merge([first.id, second.id])
    held = next(h for h in bridge(ledger).happenings if set(parts[0]) <= set(h.claims))
    assert set(parts[1]) <= set(held.claims)
    merged = next(line for line in lines(ledger, "happenings") if line.derived == held.id)
    desk.split(merged.id, parts[1])
    assert {noun.claims for noun in bridge(ledger).happenings} == before


def test_a_renamed_thing_that_is_taken_apart_leaves_its_name_to_the_larger_part(ledger, desk):
    series = next(s for s in bridge(ledger).series if len(s.claims) > 2)
    line = next(line for line in lines(ledger, "series") if line.derived == series.id)
    desk.rename(line.id, "lives lost")
    line = next(line for line in lines(ledger, "series") if line.derived == series.id)
    desk.split(line.id, [series.claims[0]])
    assert [s.measure for s in bridge(ledger).series].count("lives lost") == 1


def test_lines_of_two_stories_or_two_kinds_are_not_put_together(ledger, desk):
    owls = next(s for s in ledger.stories() if len(s.articles) == 1)
    there = next(line for line in ledger.brief(owls, full=True).lines() if line.claims and line.derived)
    happening, series = lines(ledger, "happenings")[0], lines(ledger, "series")[0]
    with pytest.raises(InputError, match="different stories"):
        desk.merge([happening.id, there.id])
    with pytest.raises(InputError, match="cannot be one thing"):
        desk.merge([happening.id, series.id])


def test_an_empty_name_is_refused(ledger, desk):
    with pytest.raises(InputError, match="empty"):
        desk.rename_story("1", "  ")


def test_of_several_fields_all_are_corrected_or_none(ledger, desk):
    figure = figures(ledger)[0]
    with pytest.raises(InputError):
        desk.correct_fields(figure.id, [("value", [3.0]), ("no_such_field", [1.0])])
    assert ledger.decisions() == ()


def test_a_year_alone_is_a_time_and_no_erasure(ledger, desk):
    figure = figures(ledger)[0]
    assert with_field(figure, "as_of", 2031.0) is None
    (decision,) = desk.correct_fields(figure.id, [("as_of", [2031.0, "2031"])])
    assert decision.value == "2031"


def test_a_date_that_is_none_is_doubted_and_breaks_nothing(ledger, desk):
    article = desk.article("one.txt").id
    ledger.decide(DateArticle(by="Ada", at="2031-05-05T08:00:00+00:00", article=article, published="soon"))
    assert [d.reason for d in ledger.doubted()] == ["'soon' is no date"]
    assert ledger.stories()


def test_an_undo_of_what_is_not_there_changes_nothing(ledger):
    before = ledger.stories()
    ledger.decide(Undo(by="Ada", at="2031-05-05T08:00:00+00:00", undone="0" * 12))
    assert ledger.stories() == before


@pytest.mark.parametrize("value", ["", "9" * 30, "2031-99999999999999999999", "-5", "2031-02-30", "2031-1-1-1", "0"])
def test_what_is_no_period_is_told(value):
    with pytest.raises(ValueError):
        period(value)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("0031-02", "0031-02-01", "0031-02-28"),
        ("2028", "2028-01-01", "2028-12-31"),
    ],
)
def test_periods_of_any_year(value, start, end):
    when = period(value)
    assert (when.value, str(when.start), str(when.end)) == (value, start, end)
