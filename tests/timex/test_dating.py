"""Articles are dated from their own words, as narrowly as those go and no further; stories date their articles."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.linking.dating import date_story
from newsledger.model import Article, Block, BlockKind, Publication, Span
from newsledger.timex import publication_when
from newsledger.timex.dating import date_from_article, posterior, summarise
from newsledger.timex.doubts import doubts_of
from newsledger.timex.evidence import gather
from newsledger.timex.posterior import index
from newsledger.timex.world import eras, events, known_facts, known_offices, offices


def article(*paragraphs, name="a", published=None):
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for paragraph in paragraphs:
        if paragraph.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=Span(at, at + len(paragraph))))
        at += len(paragraph) + 1
    known = Publication() if published is None else Publication(when=publication_when(published), basis="given")
    return Article(id=name, name=name, text=text, blocks=tuple(blocks), published=known)


OCTOBER = article(
    "Both delegations want a summit next month.",
    "Secretary of State John Kerry proposed the second week of November for the summit.",
    "An earlier round broke down in July 2012.",
    "A decree signed on September 27 says that the stores must be closed by November 1 and emptied by mid-2014.",
    name="october",
)
MAY = article("May 27 (Riverside Wire) -- Secretary of State John Kerry met the envoys this evening.", name="may")


def test_deadlines_ahead_resolutions_behind_and_years_named_give_month_and_year():
    published = date_from_article(OCTOBER)
    assert published.when.iso == "2013-10"
    assert published.basis == "text"
    assert published.evidence
    assert 0.5 < published.confidence < 1


def test_a_dateline_without_a_year_stays_without_one():
    published = date_from_article(MAY)
    assert published.when.value == "XXXX-05-27"
    assert published.when.start is None
    assert published.basis == "dateline"
    assert "year" in published.doubts[0]
    assert MAY.text[published.evidence[0].start : published.evidence[0].end] == "May 27"


def test_a_text_that_tells_nothing_of_its_date_gets_none():
    assert date_from_article(article("The bridge is long and the river is wide.")) == Publication()


def test_the_full_date_of_a_caption_dates_the_day():
    published = date_from_article(
        article(
            "The mayor opened the new bridge on Tuesday.",
            "People cross the bridge, Tuesday, March 12, 2019, in Riverside.",
            "The mayor of the town said on Tuesday that work began in 2018.",
        )
    )
    assert published.when.value in ("2019-03-12", "2019-03-13", "2019-03")


def titled(text):
    """Those named with their title."""
    return [known for known in known_offices(text) if known.kind == "office"]


def test_a_former_holder_of_an_office_dates_nothing():
    assert titled("Former Secretary of State John Kerry said so.") == []
    assert len(titled("Secretary of State John Kerry said so.")) == 1


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("The city still mourns the dead of last year's Manchester Arena bombing.", {2018}),
        ("Relatives met on the fifth anniversary of the Grenfell Tower fire.", {2022}),
        ("Ten years after the collapse of Lehman Brothers, the bank's name still frightens.", {2018, 2019}),
    ],
)
def test_an_event_tells_the_day_by_how_long_ago_it_was(sentence, years):
    summary = summarise(posterior(gather(article(sentence))))
    assert summary.year in years


def test_goods_and_events_are_not_named_before_their_day():
    names = article("The mayor paid with bitcoin, looked at her iPhone and spoke of the Parsons Green attack.")
    weights = posterior(gather(names))
    assert weights[: index(dt.date(2017, 9, 1))].sum() < 0.1


def test_a_narrow_answer_has_a_surer_wider_one_beside_it():
    published = date_from_article(OCTOBER)
    assert published.wider.iso == "2013"
    assert published.wider_confidence > published.confidence


def test_bonds_that_fall_due_do_not_date_a_text():
    due = article("The company sold notes due on Nov. 1, 2044, and bonds maturing in 2051.", "It said so on Monday.")
    assert date_from_article(due).when is None


def test_a_declared_date_that_the_text_contradicts_is_doubted_with_its_words():
    attack = article(
        "A van struck people at Parsons Green on Friday, Sept. 15, 2017, and police sealed off the station.",
        "Prime Minister Theresa May said that the attack at Parsons Green was cowardly.",
    )
    (doubt,) = doubts_of(attack, dt.date(2018, 9, 16))
    assert "2017-09" in doubt
    assert "Sept. 15, 2017" in doubt or "Parsons Green" in doubt
    assert doubts_of(attack, dt.date(2017, 9, 16)) == ()


def test_an_office_to_come_makes_a_declared_date_suspect():
    known = article("Prime Minister Keir Starmer opened the bridge.", "It rained on Monday.")
    assert any("Keir Starmer" in doubt for doubt in doubts_of(known, dt.date(2019, 5, 6)))
    assert doubts_of(known, dt.date(2024, 9, 16)) == ()


def test_a_text_that_tells_nothing_raises_no_doubt():
    assert doubts_of(article("The bridge is long."), dt.date(2019, 5, 6)) == ()
    assert doubts_of(OCTOBER, Publication()) == ()


def test_the_words_of_a_fact_must_stand_in_one_paragraph():
    text = "Grenfell burned.\nThe tower fell."
    assert known_facts(text, [(0, 16), (17, 32)]) == [k for k in known_facts(text) if " && " not in k.name]
    assert known_facts("Amtrak ran.\nA train to Tacoma was late.", [(0, 11), (12, 39)]) == []


def test_a_longer_name_is_not_that_of_the_holder():
    assert titled("President Michel Temerson spoke.") == []
    assert len(titled("President Bush Monday signed the bill.")) == 1


def test_a_name_that_two_presidents_had_fits_both_unless_the_given_name_tells():
    (bush,) = titled("President Bush spoke.")
    assert len(bush.terms) == 2
    (castro,) = titled("President Fidel Castro spoke.")
    assert castro.terms[0][0].year == 1976


@pytest.mark.parametrize("backwards", [False, True])
def test_the_articles_of_a_story_date_one_another_in_any_order(backwards):
    dated = [msgspec.structs.replace(a, published=date_from_article(a)) for a in (OCTOBER, MAY)]
    found = date_story(dated[::-1] if backwards else dated)
    assert found["may"].when.iso == "2013-05-27"
    assert found["may"].basis == "story"
    assert found["october"].when.iso == "2013-10"


def test_what_comes_later_in_the_story_is_not_dated_earlier():
    known = article("The toll rose.", name="known", published="2013-10-09")
    partial = article("May 27 (Riverside Wire) -- The toll has risen again.", name="later")
    partial = msgspec.structs.replace(partial, published=date_from_article(partial))
    assert date_story([known, partial], order=[("known", "later")])["later"].when.iso == "2014-05-27"


def test_order_narrows_a_period():
    month = article("It was closed.", name="month", published="2013-10")
    day = article("It opened.", name="day", published="2013-10-20")
    found = date_story([month, day], order=[("day", "month")])
    assert found["month"].when.iso == "2013-10-20/2013-10-31"


def test_a_period_read_from_the_text_is_narrowed_by_the_days_of_the_story():
    year = Publication(when=publication_when("2019"), basis="text", confidence=0.7)
    vague = article("The mayor opened the bridge on Tuesday, March 12.", "He was chosen in January 2018.", name="vague")
    vague = msgspec.structs.replace(vague, published=year)
    others = [article("It opened.", name=f"n{day}", published=f"2019-03-{day}") for day in (12, 13)]
    found = date_story([vague, *others])["vague"]
    assert found.when.iso == "2019-03"
    assert found.basis == "story"


def test_an_undated_article_is_dated_by_what_others_tell_of_the_same_things():
    first = article(
        "The footbridge at Larkmoor collapsed on Thursday, the town's mayor said.",
        "The inquiry into the collapsed footbridge at Larkmoor is to open on May 16.",
        name="first",
        published="2024-04-11",
    )
    others = [
        article(
            "The band of the fire brigade played on Monday in the park.",
            "Shops in the harbour opened again on Tuesday after heavy rain.",
            "A court sentenced two thieves on Wednesday to a year in prison.",
            "Schools reported on Thursday that few pupils were ill.",
            name=f"n{month}",
            published=f"2024-{month:02d}-19",
        )
        for month in (4, 5, 6)
    ]
    undated = article(
        "The footbridge at Larkmoor that collapsed last month is to be rebuilt.",
        "The inquiry into the collapsed footbridge is to open in two weeks' time.",
        name="undated",
    )
    found = date_story([first, *others, undated])["undated"]
    assert found.basis == "story"
    assert found.when.value[:7] == "2024-05"
    assert found.when.start <= dt.date(2024, 5, 3) <= found.when.end


def test_given_dates_are_kept():
    known = article("It opened.", name="day", published="2013-10-20")
    assert date_story([known])["day"] == known.published


def test_every_row_of_the_calendar_has_its_source():
    assert all(office.source for rows in offices().values() for office in rows)
    assert all(event.source for event in events())
    assert eras()


def test_no_term_ends_before_it_begins():
    for rows in offices().values():
        for office in rows:
            assert office.end is None or office.start < office.end


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_no_article_makes_it_raise(paragraphs):
    published = date_from_article(article(*[p.replace("\n", " ") for p in paragraphs]))
    assert 0 <= published.confidence <= 1
