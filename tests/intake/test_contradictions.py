"""Publication dates that the text or the saving of the page speaks against."""

import datetime as dt

import pytest

from newsledger.briefing.words import published_words
from newsledger.intake import read_article
from newsledger.linking.dating import date_story
from newsledger.model import Article, Page, PageFacts

LINES = [
    "WASHINGTON — President Barack Obama and British Prime Minister David Cameron agreed on Monday to prepare sanctions.",
    "Secretary of State John Kerry will travel to Paris on March 5, 2014, the State Department said in a statement.",
    "The crisis began last month, when President Viktor Yanukovych fled Kiev, and troops were then seen in Crimea.",
    "The winter Olympics in Sochi had ended a few days before, with a large feast and many words about friendship.",
]  # fmt: skip
PLAIN = [
    "The harbour of Lund Bay was closed to ferries after a crane had toppled into the fairway, the authority said.",
    "Some 1,400 passengers were taken by bus to the neighbouring port in the course of the day, it said.",
    "The crane was to be taken down anyhow, said the harbour master, who had looked at it from the quay.",
]


def page(lines: list[str], declared: str | None = None, captured: str | None = None, language: str = "en") -> Article:
    meta = f'<meta property="article:published_time" content="{declared}">' if declared else ""
    text = "".join(f"<p>{line}</p>" for line in lines)
    head = f'<html lang="{language}"><head><title>Talks</title>{meta}</head>'
    html = f"{head}<body><h1>Long talks of old friends</h1>{text}</body></html>"
    return read_article(Page(name="page", data=html.encode(), facts=PageFacts(captured=captured)))


def test_a_declared_date_that_the_text_contradicts_stays_but_is_in_doubt():
    late, right = page(LINES, "2023-06-01T08:00:00Z").published, page(LINES, "2014-03-04T08:00:00Z").published
    assert late.when.value == "2023-06-01"
    assert any("2014" in doubt and "2023-06-01" in doubt for doubt in late.doubts)
    assert right.doubts == ()
    assert late.confidence < 0.5 < right.confidence


def test_a_date_after_the_page_was_saved_is_in_doubt():
    published = page(PLAIN, "2031-04-09", "2031-03-20T10:00:00Z").published
    assert published.when.value == "2031-04-09"
    assert any("2031-03-20" in doubt for doubt in published.doubts)
    assert published.confidence < 0.5


@pytest.mark.parametrize("saved", ["2031-04-08T23:00:00Z", "2031-04-09", "2035-01-01T00:00:00Z"])
def test_a_date_up_to_the_saving_and_a_time_zone_raises_no_doubt(saved):
    assert page(PLAIN, "2031-04-09", saved).published == page(PLAIN, "2031-04-09").published


def test_an_undated_page_was_published_by_the_day_it_was_saved():
    assert page(PLAIN).published.when is None
    published = page(PLAIN, captured="2031-03-20T10:00:00Z").published
    assert (published.when.start, published.when.end) == (None, dt.date(2031, 3, 20))
    assert published.basis == "unknown"
    assert published_words(published) == "by 20 March 2031"


def test_a_period_read_from_the_text_ends_with_the_saving():
    open_end = page(LINES).published
    assert open_end.basis == "text"
    assert open_end.when.end > open_end.when.start
    cut = page(LINES, captured=open_end.when.start.isoformat()).published
    assert (cut.when.start, cut.when.end) == (open_end.when.start, open_end.when.start)


@pytest.mark.parametrize("captured", ["soon", "", "0000-00-00"])
def test_a_day_of_saving_that_cannot_be_read_changes_nothing(captured):
    assert page(PLAIN, "2031-04-09", captured).published == page(PLAIN, "2031-04-09").published


def test_a_story_dates_an_undated_page_before_it_was_saved():
    late = page(LINES, "2014-03-20")
    early = page(LINES[1:], "2014-03-08")
    undated = page([*LINES[1:2], *PLAIN], captured="2014-03-12")
    assert undated.published.when.start is None
    told = date_story([late, early, undated])[undated.id]
    assert told.when.end <= dt.date(2014, 3, 12)
    assert "year from" not in told.source
