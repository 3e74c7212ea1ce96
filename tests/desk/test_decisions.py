"""What people decide holds: over the machine's linking, over rebuilds, until it is undone."""

from __future__ import annotations

import shutil
import sqlite3

import msgspec
import pytest

from newsledger.api import Ledger
from newsledger.desk import Desk
from newsledger.ledger import digest
from newsledger.linking import settle
from newsledger.model import (
    ClaimAnchor,
    FigureClaim,
    InputError,
    Reject,
    Rename,
    StatementClaim,
    in_force,
)
from tests.desk.hollenau import PAGES, bridge, later


def brief_lines(ledger: Ledger, *kinds: str):
    return [line for line in ledger.brief(bridge(ledger).story, full=True).lines() if line.kind in kinds]


def toll(ledger: Ledger):
    return next(s for s in bridge(ledger).series if "kill" in s.measure and len(s.points) > 1)


def claims_with(ledger: Ledger, value: float) -> list[FigureClaim]:
    return [
        c
        for r in ledger.readings().values()
        for c in r.claims
        if isinstance(c, FigureClaim) and c.value == value and "kill" in c.measure
    ]


def claim_with(ledger: Ledger, value: float) -> FigureClaim:
    return claims_with(ledger, value)[-1]


def values(series) -> list[float]:
    return [point.value for point in series.points]


def test_the_story_without_decisions_is_as_the_others_expect_it(ledger):
    assert len(ledger.stories()) == 2
    assert set(values(toll(ledger))) >= {12.0, 14.0}


def test_a_rejected_claim_supports_nothing(ledger, desk):
    wrong = claim_with(ledger, 15)
    desk.reject(wrong.id, why="a misprint")
    ledgers = ledger.story_ledgers()
    assert wrong.id.encode() not in msgspec.json.encode(ledgers)
    assert 15.0 not in [value for one in ledgers for s in one.series for value in values(s)]


def test_a_rejected_claim_stays_in_the_ledger_of_what_was_read(ledger, desk):
    wrong = claim_with(ledger, 15)
    desk.reject(wrong.id)
    assert wrong in ledger.readings()[wrong.article].claims


def test_a_corrected_value_is_what_stands(ledger, desk):
    for claim in claims_with(ledger, 14):
        desk.correct(claim.id, "value", 13.0, why="the fire brigade rang")
    assert 13.0 in values(toll(ledger))
    assert 14.0 not in values(toll(ledger))


def test_a_field_that_the_claim_does_not_have_cannot_be_corrected(ledger, desk):
    with pytest.raises(InputError, match="no field 'wings'"):
        desk.correct(claim_with(ledger, 14).id, "wings", 2.0)
    with pytest.raises(InputError, match="can hold"):
        desk.correct(claim_with(ledger, 14).id, "value", "many")
    assert ledger.decisions() == ()


def test_a_corrected_time_is_given_as_iso(ledger, desk):
    claim = claim_with(ledger, 15)
    desk.correct(claim.id, "as_of", "2031-05-01")
    point = next(p for s in bridge(ledger).series for p in s.points if claim.id in p.claims)
    assert point.as_of.iso == "2031-05-01"


def test_a_corrected_speaker_is_named(ledger, desk):
    said = next(c for r in ledger.readings().values() for c in r.claims if isinstance(c, StatementClaim) and c.speaker)
    desk.correct(said.id, "speaker", "Olga Brandt")
    settled = settle(ledger.decisions(), ledger.articles(), ledger.readings())
    corrected = next(c for c in settled.readings[said.article].claims if c.id == said.id)
    assert corrected.speaker.name == "Olga Brandt"


def test_a_confirmed_line_says_who_has_checked_it(ledger, desk):
    line = brief_lines(ledger, "figure")[0]
    desk.confirm(line.id)
    again = next(one for one in brief_lines(ledger, "figure") if one.id == line.id)
    assert again.marks[-1] == "confirmed by Ada"


def test_a_story_has_the_name_that_was_given_to_it(ledger, desk):
    desk.rename_story(bridge(ledger).story.id, "The Hollenau bridge")
    assert bridge(ledger).story.title == "The Hollenau bridge"
    assert any("named by Ada" in reason for reason in bridge(ledger).story.reasons)


def test_a_person_has_the_name_that_was_given_and_is_still_found_by_the_others(ledger, desk):
    line = next(one for one in brief_lines(ledger, "entity") if one.text == "Edda Korvin")
    desk.rename(line.id, "Edda Maria Korvin")
    entity = next(e for e in bridge(ledger).entities if e.name == "Edda Maria Korvin")
    assert "Edda Korvin" in entity.names


def test_two_stories_can_be_put_together(ledger, desk):
    desk.merge_stories([story.id for story in ledger.stories()], why="one desk follows both")
    assert len(ledger.stories()) == 1


def test_an_article_can_be_moved_to_a_story_of_its_own_and_back(ledger, desk):
    moved = desk.article("three.txt")
    desk.move("three.txt", None)
    assert {len(s.articles) for s in ledger.stories()} == {2, 1}
    later(desk, 1).move("three.txt", bridge(ledger).story.id)
    assert moved.id in bridge(ledger).story.articles


def test_an_article_can_be_split_off(ledger, desk):
    desk.split_story(bridge(ledger).story.id, ["three.txt"])
    assert len(bridge(ledger).story.articles) == 2


def test_figures_that_the_machine_put_together_can_be_taken_apart(ledger, desk):
    line = next(one for one in brief_lines(ledger, "figure") if one.derived == toll(ledger).id)
    out = claim_with(ledger, 14)
    desk.split(line.id, [out.id], why="they count another thing")
    holding = [s for s in bridge(ledger).series if out.id in s.claims]
    assert len(holding) == 1
    assert claim_with(ledger, 12).id not in holding[0].claims
    assert any("taken apart by Ada" in reason for reason in holding[0].reasons)


def test_happenings_that_the_machine_kept_apart_can_be_put_together(ledger, desk):
    lines = brief_lines(ledger, "happening")[:2]
    desk.merge([line.id for line in lines])
    claims = {claim for line in lines for claim in line.claims[:1]}
    assert any(claims <= set(h.claims) for h in bridge(ledger).happenings)


def test_the_date_that_somebody_gives_an_article_goes_before_all_others(ledger, desk):
    desk.date("three.txt", "2031-05-09")
    article = desk.article("three.txt")
    dated = next(d for d in bridge(ledger).dated if d.article == article.id)
    assert dated.published.when.iso == "2031-05-09"
    assert dated.published.source == "set by Ada"
    assert bridge(ledger).story.articles[-1] == article.id


def test_what_is_no_date_is_refused(desk):
    with pytest.raises(InputError, match="is no date"):
        desk.date("three.txt", "soon")


def test_undoing_a_decision_gives_the_same_bytes_as_before(ledger, desk):
    before = digest(ledger.story_ledgers())
    decisions = [*desk.reject(claim_with(ledger, 15).id), desk.move("three.txt", None)]
    assert digest(ledger.story_ledgers()) != before
    for minute, decision in enumerate(decisions, 1):
        later(desk, minute).undo(decision.id)
    assert digest(ledger.story_ledgers()) == before
    assert len(ledger.decisions()) == 4


def test_an_undo_can_be_undone(ledger, desk):
    rejection = desk.reject(claim_with(ledger, 15).id)[0]
    undone = later(desk, 1).undo(rejection.id)
    assert in_force(ledger.decisions()) == ()
    later(desk, 2).undo(undone.id)
    assert in_force(ledger.decisions()) == (rejection,)


def test_a_rebuild_gives_the_same_bytes(ledger, desk):
    desk.confirm(claim_with(ledger, 14).id)
    desk.rename_story(bridge(ledger).story.id, "The Hollenau bridge")
    assert ledger.rebuild().digest == ledger.rebuild(read_again=True).digest == digest(ledger.story_ledgers())


def test_a_decision_finds_its_claim_again_when_it_is_read_otherwise_and_asks_for_another_look(ledger, desk):
    claim = claim_with(ledger, 14)
    anchor = ClaimAnchor(
        article=claim.article, kind="figure", start=claim.evidence.start, end=claim.evidence.end + 3,
        quote=claim.quote, claim="read by an older reader",
    )  # fmt: skip
    ledger.decide(Reject(by="Ada", at="2031-05-05T09:00:00+00:00", claim=anchor))
    (doubted,) = ledger.doubted()
    assert "read otherwise" in doubted.reason
    assert 14.0 in values(toll(ledger))


def test_a_decision_about_an_article_that_is_not_there_changes_nothing(ledger, desk):
    before = digest(ledger.story_ledgers())
    anchor = ClaimAnchor(article="0" * 16, kind="figure", start=1, end=2, quote="x", claim="y")
    ledger.decide(Rename(by="Ada", at="2031-05-05T09:00:00+00:00", noun="series", anchors=(anchor,), name="z"))
    assert len(ledger.doubted()) == 1
    assert digest(ledger.story_ledgers()) == before


def test_decisions_hold_whatever_the_order_in_which_they_are_stored(hollenau_file, tmp_path):
    digests = set()
    for number in range(2):
        copy = tmp_path / f"{number}.ledger"
        shutil.copy(hollenau_file, copy)
        with Ledger.open(copy) as ledger:
            desk = Desk(ledger, "Ada", "2031-05-05T08:00:00+00:00")
            steps = [lambda d: d.reject(claim_with(d.ledger, 15).id), lambda d: later(d, 1).move("three.txt", None)]
            for step in steps if number else steps[::-1]:
                step(desk)
            digests.add(digest(ledger.story_ledgers()))
    assert len(digests) == 1


def test_the_same_decision_twice_is_kept_once(ledger, desk):
    desk.rename_story(bridge(ledger).story.id, "The Hollenau bridge")
    desk.rename_story(bridge(ledger).story.id, "The Hollenau bridge")
    assert len(ledger.decisions()) == 1


def test_a_ledger_of_the_format_before_decisions_is_brought_up_to_date(hollenau_file, tmp_path):
    old = tmp_path / "old.ledger"
    shutil.copy(hollenau_file, old)
    with sqlite3.connect(old) as raw:
        raw.execute("DROP TABLE decisions")
        raw.execute("DROP TABLE vectors")
        raw.execute("PRAGMA user_version = 1")
    with Ledger.open(old) as ledger:
        assert len(ledger.articles()) == len(PAGES)
        Desk(ledger, "Ada", "2031-05-05T08:00:00+00:00").rename_story("1", "The Hollenau bridge")
        assert ledger.stories()[0].title == "The Hollenau bridge"
        assert ledger.search("a bridge that fell down", by_meaning=True)


@pytest.mark.parametrize("thing", ["", "zzzz"])
def test_what_nobody_knows_cannot_be_decided_about(desk, thing):
    with pytest.raises(InputError):
        desk.confirm(thing)
    with pytest.raises(InputError):
        desk.undo(thing)
    with pytest.raises(InputError):
        desk.article(thing)
