"""What the brief of the bundled example must say, and must not say."""

from __future__ import annotations

import datetime as dt
import re

from newsledger.briefing import render
from newsledger.model import EventClaim, FigureClaim, PlanClaim, StatementClaim


def test_all_pages_but_the_festival_are_one_story(example):
    told = {example.number(key) for key in example.ledgers[0].story.articles}
    assert told == set(range(1, 17)) - {12}


def test_the_festival_is_no_part_of_the_story(example):
    assert 12 not in {example.number(key) for key in example.ledgers[0].story.articles}
    assert "almond" not in render(example.brief, "text").casefold()


def test_the_three_carriers_of_the_wire_are_one_source(example):
    (group,) = [g for g in example.ledgers[0].copies if len(g.articles) > 1]
    assert sorted(map(example.number, group.articles)) == [3, 4, 5]
    assert "Meridian" in (group.agency or "")
    article_of = {c.id: c.article for r in example.readings.values() for c in r.claims}
    for line in example.brief.lines():
        told_by = {example.number(article_of[key]) for key in line.claims}
        if line.kind != "entity" and told_by and told_by <= {3, 4, 5}:
            assert line.origins == 1, line.text


def test_the_brief_holds_for_the_day_of_the_latest_page(example):
    assert example.brief.as_of == "2023-04-19"


def test_the_dateline_without_a_year_gets_its_year_from_the_story(example):
    dated = {example.number(d.article): d.published for d in example.ledgers[0].dated}
    assert dated[4].when.iso == "2023-03-14"
    assert dated[15].when.iso == "2023-04-17"


def test_the_undated_page_is_dated_by_the_story_and_says_so(example):
    published = next(d.published for d in example.ledgers[0].dated if example.number(d.article) == 14)
    assert published.basis == "story"
    assert dt.date(2023, 4, 3) <= published.when.end <= dt.date(2023, 4, 10)


def test_the_undated_page_is_never_given_a_false_day(example):
    published = next((d.published for d in example.ledgers[0].dated if example.number(d.article) == 14), None)
    when = published.when if published else None
    if when is not None and when.start and when.end:
        assert when.start <= dt.date(2023, 4, 9)
        assert when.end >= dt.date(2023, 4, 3)


def blast_toll(example):
    return next(s for s in example.brief.standing.groups[0].lines if "killed" in s.text and s.lines)


def test_twenty_one_killed_is_what_stands(example):
    assert blast_toll(example).text.startswith("21 people killed")


def test_the_toll_rises_over_the_days(example):
    line = blast_toll(example)
    told = [x.text.split(",")[0] for x in reversed(line.lines)]
    assert [t for t in told if t in ("at least 14", "17", "19")] == ["at least 14", "17", "19"]


def test_the_clashes_of_2019_are_another_count(example):
    line = blast_toll(example)
    assert not any(x.text.startswith("3,") or x.text == "3" for x in line.lines)


def test_two_tolls_for_one_morning_are_a_conflict(example):
    conflicts = [d for d in example.ledgers[0].disputes if d.kind == "conflict"]
    assert any({14.0, 9.0} <= {side.number for side in d.sides} for d in conflicts)


def test_the_toll_that_rose_is_a_revision_and_no_conflict(example):
    kinds = {
        d.kind
        for d in example.ledgers[0].disputes
        if {side.number for side in d.sides} in ({14.0, 17.0}, {17.0, 19.0}, {19.0, 21.0})
    }
    assert kinds == {"revision"}


def test_heart_attacks_make_it_a_difference_of_scope(example):
    pairs = [{side.number for side in d.sides} for d in example.ledgers[0].disputes if d.kind == "scope"]
    assert {18.0, 21.0} in pairs


def test_the_correction_takes_back_the_2400_families(example):
    corrections = [d for d in example.ledgers[0].disputes if d.kind == "correction"]
    assert any({2400.0, 1400.0} <= {side.number for side in d.sides} for d in corrections)


def test_the_corrected_number_does_not_stand(example):
    for series in example.ledgers[0].series:
        for point in series.points:
            assert not (point.value == 2400 and point.state == "standing")


def test_the_arrest_is_marked_as_withdrawn(example):
    arrests = [
        x for x in example.lines(example.brief.timeline, "happening") if re.search(r"arrest\w* a? ?deserter", x.text)
    ]
    assert arrests
    assert all("later corrected or withdrawn" in x.marks for x in arrests)


def test_the_caption_is_no_second_confirmation(example):
    page = example.page(7)
    for line in example.brief.lines():
        if line.kind in ("figure", "earlier_value") and {item.article for item in line.evidence} == {page.id}:
            assert line.origins == 1


def test_the_talks_slip_twice(example):
    slipped = [p for p in example.brief.plans.groups[0].lines if "→" in p.text]
    assert any("20 March 2023 → 3 April 2023 → 18 April 2023" in p.text for p in slipped)


def test_the_talks_were_held_in_the_end(example):
    talks = [x.text for x in example.lines(example.brief.timeline, "happening") if 16 in example.told_by(x)]
    assert any("talks" in text and "Kharun dam" in text for text in talks)


def test_hearsay_keeps_its_chain(example):
    chains = [
        [a.source.name for a in c.chain] for c in example.claims(9, StatementClaim) + example.claims(9, EventClaim)
    ]
    assert any(len(chain) > 1 and "Tolmar Herald" in chain[0] for chain in chains)


def test_the_fuel_theory_is_not_told_as_fact(example):
    for line in example.lines(example.brief.timeline, "happening"):
        if "leaking fuel lorry" in line.text:
            assert line.marks or line.note.startswith("according to")


WOULD = ("would recall its ambassador", "would send its ambassador", "will send a field hospital", "will meet her")


def test_what_will_or_would_be_done_is_not_told_as_done(example):
    for line in example.lines(example.brief.timeline, "happening"):
        if not re.search(r"\b(said|warned|promised|threatened|announced)\b", line.text):
            assert not any(words in line.text for words in WOULD), line.text


def test_would_consider_is_neither_done_nor_scheduled(example):
    for claim in example.claims(3, EventClaim):
        if "consider" in claim.quote:
            assert claim.status not in ("happened", "claimed")
    assert not [c for c in example.claims(3, PlanClaim) if "consider" in c.what and c.when is not None]


def test_no_agreement_is_no_agreement(example):
    for claim in example.claims(16, EventClaim):
        if claim.type == "AGREE" and "without an agreement" in claim.quote and claim.trigger == "agreement":
            assert claim.status == "denied"


def test_due_next_are_the_inspection_the_inquiry_and_the_second_round(example):
    due = example.lines(example.brief.standing, "due")
    labels = {line.label for line in due}
    assert "10 May 2023" in labels
    assert "second week of June 2023" in labels


def test_the_inspection_is_due_by_the_end_of_may(example):
    assert any(x.label == "31 May 2023" and "inspect" in x.text for x in example.lines(example.brief.standing, "due"))


def test_the_unpaid_aid_is_a_deadline_that_passed(example):
    promises = example.lines(example.brief.plans, "commitment")
    assert any("15 April 2023" in x.text and any("passed" in m or "broken" in m for m in x.marks) for x in promises)


SAID = {
    "Ingrid Thalvik": "Postponed is not cancelled",
    "Ilmar Sorvets": "We will not ask anybody's permission to switch on the lights in our own villages",
    "Hadiya Renn": "They did not count those who died under the roof",
    "Josef Almery": "Whoever did this wanted to kill the talks as well",
    "Rustan Gerek": "Nobody fires at his own people",
    "Tomas Ferrow": "People left with what they could carry",
    "Mina Osterval": "We have asked for blood donors, and people are queueing around the block",
}


def test_who_said_what_word_for_word(example):
    people = {x.text: x for x in example.brief.people.groups[0].lines}
    missing = [
        name
        for name, words in SAID.items()
        if name not in people or not any(words in below.text for below in people[name].lines)
    ]
    assert not missing


def test_one_person_is_one_line(example):
    names = [x.text.split()[-1] for x in example.brief.people.groups[0].lines]
    assert len(names) == len(set(names))


def test_the_foreign_ministers_hold_their_office(example):
    people = {x.text: x.note for x in example.brief.people.groups[0].lines}
    assert "Foreign Minister" in people["Ilmar Sorvets"]
    assert "Foreign Minister" in people["Hadiya Renn"]


def test_nothing_of_the_furniture_is_in_the_brief(example):
    text = " ".join(render(example.brief, "text").split())
    for words in ("cookies", "10,000 marks", "60 dead", "Herring", "crossword", "partners store", "Milk quota"):
        assert words not in text


def test_numbers_of_furniture_and_readers_comments_are_no_figures(example):
    values = {c.value for reading in example.readings.values() for c in reading.claims if isinstance(c, FigureClaim)}
    assert not values & {212.0, 10_000.0, 18_204.0, 5550142.0}


def test_all_four_forms_render(example):
    for form in ("text", "md", "html", "json"):
        assert example.brief.title in render(example.brief, form)
