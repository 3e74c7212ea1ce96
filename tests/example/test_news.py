"""What is new in the example since some day."""

from __future__ import annotations

import datetime as dt

import pytest

from newsledger.briefing import News, render

SINCE = dt.date(2023, 4, 10)


@pytest.fixture(scope="module")
def news(example) -> News:
    return example.ledger.news(SINCE, story=example.briefs[0].story)[0]


def group(news: News, title: str):
    return next(g for g in news.new.groups if g.title == title).lines


def test_a_toll_that_rose_is_told_with_the_value_before(news):
    (line,) = group(news, "Figures that moved")
    assert line.text.startswith("21 people killed")
    assert line.text.endswith("before: 19")


def test_talks_that_slipped_are_told_with_both_dates(news):
    (line,) = group(news, "Plans that moved")
    assert "moved from 3 April 2023 to 18 April 2023" in line.text


def test_only_later_articles_are_the_evidence_of_news(example, news):
    for title in ("Figures that moved", "Plans that moved"):
        for line in group(news, title):
            assert all(example.told_by(line) <= {15, 16} for line in line.walk())


def test_what_was_told_before_is_no_news(news):
    told = " ".join(line.text for line in group(news, "Happenings"))
    assert "agreed to let a joint team of experts inspect the dam" in told
    assert "recalled its ambassador" not in told
    assert "retracted" not in told


def test_the_past_that_later_articles_recall_is_only_counted(example, news):
    early = dt.date(2023, 3, 18)
    (news,) = example.ledger.news(early, story=news.story)
    (whole,) = example.ledger.news(early, story=news.story, full=True)
    happenings = next(g for g in news.new.groups if g.title == "Happenings")
    assert happenings.more > 0
    assert len(group(whole, "Happenings")) > len(happenings.lines)


def test_an_article_of_unknown_day_counts_as_known_before_and_is_told(example, news):
    # Of the undated page no more is known than that it is of the first days of April.
    within = example.ledger.news(dt.date(2023, 4, 4), story=news.story)[0]
    assert within.undated == 1
    assert within.articles == 2


def test_until_leaves_out_what_came_later(example, news):
    early = example.ledger.news(dt.date(2023, 3, 18), until=dt.date(2023, 3, 21), story=news.story)[0]
    (line,) = group(early, "Figures that moved")
    assert line.text.startswith("19 people killed")
    assert not group(early, "Plans that moved")


def test_a_difference_is_new_when_one_side_is(example, news):
    early = example.ledger.news(dt.date(2023, 3, 18), until=dt.date(2023, 3, 21), story=news.story)[0]
    kinds = {line.label for line in group(early, "New differences")}
    assert "correction" in kinds
    assert not group(news, "New differences")


def test_a_day_after_the_last_article_brings_no_news(example):
    assert example.ledger.news(dt.date(2024, 1, 1)) == ()


def test_news_come_in_all_forms(news):
    assert "Figures that moved" in render(news, "text")
    assert "### Figures that moved" in render(news, "md")
    assert '<p class="kicker">News</p>' in render(news, "html")
    assert '"since": "2023-04-10"' in render(news, "json")
