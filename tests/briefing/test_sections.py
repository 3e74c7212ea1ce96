"""What a brief says and does not say, on a story told by hand."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from newsledger.briefing import Brief, BriefLine, Section, make_brief
from tests.briefing.fixtures import story


@pytest.fixture(scope="module")
def brief() -> Brief:
    return make_brief(*story().given())


def lines(section: Section, *kinds: str) -> list[BriefLine]:
    return [x for g in section.groups for top in g.lines for x in top.walk() if not kinds or x.kind in kinds]


def test_the_standing_value_leads_and_the_earlier_ones_follow_with_who_gave_them(brief):
    (figure,) = lines(brief.standing, "figure")
    assert figure.text == "17 people killed (blast at Vell), as of 19 March 2023"
    assert figure.note == "no source named"
    assert [(x.label, x.text, x.note) for x in figure.lines] == [
        ("before", "at least 14, as of 14 March 2023", "the ministry"),
        ("disputed", "9, as of 14 March 2023", "Ruben Tosk"),
    ]


def doubtful(sure: float) -> Brief:
    """The story by hand, every claim of it as sure as this."""
    ledger, articles, readings = story().given()
    changed = {
        key: msgspec.structs.replace(
            reading, claims=tuple(msgspec.structs.replace(claim, confidence=sure) for claim in reading.claims)
        )
        for key, reading in readings.items()
    }
    return make_brief(ledger, articles, changed, full=True)


def test_a_line_whose_best_claim_is_more_likely_misread_than_not_is_marked_unsure():
    (figure,) = lines(doubtful(0.4).standing, "figure")
    assert "unsure" in figure.marks
    (figure,) = lines(doubtful(0.6).standing, "figure")
    assert "unsure" not in figure.marks


def test_two_copies_of_one_text_are_one_source(brief):
    (happening,) = lines(brief.timeline, "happening")
    assert (happening.origins, len(happening.evidence)) == (1, 2)
    assert (brief.articles, brief.origins) == (4, 3)


def test_the_day_of_the_brief_is_the_latest_publication_and_never_today(brief):
    assert brief.as_of == "2023-03-19"
    assert (brief.first, brief.last) == ("2023-03-14", "2023-03-19")


def test_what_is_ahead_is_due_next_in_order(brief):
    assert [(x.label, x.text) for x in lines(brief.standing, "due")] == [
        ("1 April 2023", "Norrin: open the sluices"),
        ("3 April 2023", "Talks on the Orm dam, Lindby, after 20 March 2023"),
    ]


def test_what_changed_last_names_the_move_and_the_figure(brief):
    assert [x.text for x in lines(brief.standing, "change")][:2] == [
        "17 people killed (blast at Vell), before: at least 14",
        "Talks on the Orm dam, Lindby: moved from 20 March 2023 to 3 April 2023",
    ]


def test_a_slip_shows_both_dates_and_each_telling(brief):
    (plan,) = lines(brief.plans, "plan")
    assert plan.text == "Talks on the Orm dam, Lindby: 20 March 2023 → 3 April 2023"
    assert plan.marks == ("postponed", "slipped once")
    assert [x.label for x in plan.lines] == ["told 14 March 2023", "told 19 March 2023"]


def test_past_deadlines_are_marked_relative_to_the_given_day():
    brief = make_brief(*story().given(), as_of=dt.date(2023, 4, 5))
    (plan,) = lines(brief.plans, "plan")
    (promise,) = lines(brief.plans, "commitment")
    assert plan.marks[-1] == "date passed 2 days before 5 April 2023"
    assert promise.marks == ("deadline passed 4 days before 5 April 2023",)
    assert promise.text == "Norrin: open the sluices – by 1 April 2023"
    assert promise.note == "on the authority of the accord"
    assert lines(brief.standing, "due") == []


def test_what_will_happen_is_not_in_the_timeline(brief):
    assert [x.text for x in lines(brief.timeline)] == [
        "At least 14 people were killed in a blast at the Vell crossing on Tuesday"
    ]


def test_a_conflict_shows_both_sides_and_the_reason(brief):
    (dispute,) = lines(brief.differences, "dispute")
    assert dispute.label == "conflict"
    assert dispute.text == "People killed in the blast at Vell: 14 against 9"
    assert dispute.note == "Both hold for the same morning"
    assert [x.note for x in dispute.lines] == ["the ministry", "Ruben Tosk"]


def test_a_person_has_roles_positions_and_quotes_word_for_word_once(brief):
    brun = next(x for x in lines(brief.people, "entity") if x.text == "Ada Brun")
    assert [(x.kind, x.text) for x in brun.lines] == [
        ("position", "Opposes observers"),
        ("statement", "“We will not be bullied,”"),
    ]
    assert brun.note == "Foreign Minister, as told 14 March 2023 – 19 March 2023"


def test_words_passed_on_by_another_name_the_way_they_came(brief):
    tosk = next(x for x in lines(brief.people, "entity") if x.text == "Ruben Tosk")
    assert tosk.lines[0].note == "told by Radio Vell"


def test_the_sources_tell_the_date_and_what_it_rests_on_and_copies_stand_together(brief):
    told = lines(brief.sources)
    assert [(x.kind, x.label) for x in told] == [
        ("source", "14 March 2023"),
        ("copy", "15 March 2023"),
        ("source", "14 March 2023"),
        ("source", "19 March 2023"),
    ]
    assert told[0].text == "[1] North News, text of Meridian Wire: Blast kills 14"
    assert "date from the page’s metadata" in told[0].note


def test_line_ids_are_short_unique_and_the_same_every_time(brief):
    ids = [line.id for line in brief.lines()]
    assert len(set(ids)) == len(ids)
    assert all(len(key) == 8 and int(key, 16) >= 0 for key in ids)
    assert ids == [line.id for line in make_brief(*story().given()).lines()]


def test_evidence_is_verbatim_with_offsets_and_its_sentence(brief):
    _, articles, _ = story().given()
    for line in brief.lines():
        for item in line.evidence:
            text = articles[item.article].text
            assert text[item.start : item.end] == item.quote
            assert text[item.sentence_start : item.sentence_end] == item.sentence
    bare = {line.kind for line in brief.lines() if not line.evidence}
    assert bare <= {"entity", "source", "copy"}


def test_an_empty_story_has_a_brief_that_says_so():
    from tests.briefing.maker import Maker

    m = Maker("Nothing yet")
    m.article("a", "Nothing happened.")
    brief = make_brief(*m.given())
    assert brief.as_of is None
    assert not brief.timeline.filled
    assert brief.sources.groups[0].lines[0].label == "undated"
