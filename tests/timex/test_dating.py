"""Articles are dated from their own words, as narrowly as those go and no further; stories date their articles."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsledger.linking.dating import date_story
from newsledger.model import Article, Block, BlockKind, Publication, Span
from newsledger.timex import publication_when
from newsledger.timex.dating import date_from_article
from newsledger.timex.world import eras, events, known_offices, offices


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
