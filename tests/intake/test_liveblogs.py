"""Live blogs: dated entries within one article."""

import json

import pytest

from newsledger.intake import read_article
from newsledger.model import Article, BlockKind, Page

ENTRIES = [
    ("15:40", "The port authority has opened one lane of the fairway to ferries, two days earlier than it had hoped to do."),
    ("14:05", "Divers have found the black box of the crane and will hand it to the office of the prosecutor in Ness tonight."),
    ("11:20", 'The harbour master, Una Birk, says that the wreck lies on its side. "We can lift it in one piece," she says.'),
    ("09:10", "Good morning. The harbour is closed after a crane had toppled into the fairway; some 1,400 people wait for a bus."),
]  # fmt: skip
TITLE = "Crane closes harbour to ferries: live"


def read(body: str, head: str = "") -> Article:
    head = f'<title>{TITLE}</title><meta property="og:title" content="{TITLE}">{head}'
    page = f'<html lang="en"><head>{head}</head><body><main><h1>{TITLE}</h1>{body}</main></body></html>'
    return read_article(Page(name="live.html", data=page.encode()))


def times(article: Article) -> list[str | None]:
    return [
        block.published
        for _, said in ENTRIES
        for block in article.blocks
        if block.kind is BlockKind.PARAGRAPH and block.span.text(article.text) == said
    ]


def meta(published: str, updated: str = "") -> str:
    told = f'<meta property="article:published_time" content="{published}">'
    return told + (f'<meta property="article:modified_time" content="{updated}">' if updated else "")


SAME_DAY = ["2031-05-04T15:40", "2031-05-04T14:05", "2031-05-04T11:20", "2031-05-04T09:10"]


def test_clocks_above_the_entries_take_the_day_of_the_publication():
    body = "".join(f"<article><p>{clock}</p><p>{said}</p></article>" for clock, said in ENTRIES)
    assert times(read(body, meta("2031-05-04T09:00:00Z"))) == SAME_DAY


def test_time_elements_tell_the_moment_whatever_they_show():
    body = "".join(
        f'<article><time datetime="2031-05-04T{clock}:00+02:00">{at + 1} hours ago</time><p>{said}</p></article>'
        for at, (clock, said) in enumerate(ENTRIES)
    )
    assert times(read(body)) == SAME_DAY


def test_entries_that_only_the_metadata_dates_are_found_by_their_words():
    told = {
        "@type": "LiveBlogPosting",
        "headline": TITLE,
        "datePublished": "2031-05-04T09:00:00+02:00",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "articleBody": said, "datePublished": f"2031-05-04T{clock}:00+02:00"}
            for clock, said in ENTRIES
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert times(read("".join(f"<p>{said}</p>" for _, said in ENTRIES), head)) == SAME_DAY


def test_the_newest_first_entries_before_midnight_are_of_the_day_before():
    clocks = ["01:30", "00:15", "23:40", "21:05"]
    body = "".join(f"<p>{clock}</p><p>{said}</p>" for clock, (_, said) in zip(clocks, ENTRIES, strict=True))
    found = times(read(body, meta("2031-05-04T21:00:00Z", "2031-05-05T01:31:00Z")))
    assert found == ["2031-05-05T01:30", "2031-05-05T00:15", "2031-05-04T23:40", "2031-05-04T21:05"]


def test_the_oldest_first_entries_after_midnight_are_of_the_day_after():
    clocks = ["21:05", "23:40", "00:15", "01:30"]
    body = "".join(f"<p>{clock}</p><p>{said}</p>" for clock, (_, said) in zip(clocks, ENTRIES, strict=True))
    found = times(read(body, meta("2031-05-04T21:00:00Z")))
    assert found == ["2031-05-04T21:05", "2031-05-04T23:40", "2031-05-05T00:15", "2031-05-05T01:30"]


def test_a_line_with_a_date_holds_for_the_entries_below_it():
    days = ["<p>Monday, 5 May 2031</p>", "", "<p>Sunday, 4 May 2031</p>", ""]
    body = "".join(f"{day}<p>{clock}</p><p>{said}</p>" for day, (clock, said) in zip(days, ENTRIES, strict=True))
    found = times(read(body))
    assert found == ["2031-05-05T15:40", "2031-05-05T14:05", "2031-05-04T11:20", "2031-05-04T09:10"]


def test_a_dump_of_a_live_blog_has_dated_entries():
    lines = [TITLE, "Published May 4, 2031", ""]
    for clock, said in ENTRIES:
        lines += [f"{clock} BST", said, ""]
    article = read_article(Page(name="live.txt", data="\n".join(lines).encode()))
    assert times(article) == SAME_DAY


@pytest.mark.parametrize("clocks", [["15:40", "", "", ""], ["15:40", "11:00", "", ""]])
def test_an_article_with_few_clocks_is_no_live_blog(clocks):
    body = "".join(f"<p>{clock}</p><p>{said}</p>" for clock, (_, said) in zip(clocks, ENTRIES, strict=True))
    assert set(times(read(body, meta("2031-05-04T09:00:00Z")))) == {None}


def test_times_of_other_stories_beside_an_article_date_nothing_in_it():
    teasers = "".join(f"<li><time>1{n}:30</time><a href='/{n}'>Bus line {n} runs again</a></li>" for n in range(5))
    body = f"<aside><ul>{teasers}</ul></aside>" + "".join(f"<p>{said}</p>" for _, said in ENTRIES)
    assert set(times(read(body, meta("2031-05-04T09:00:00Z")))) == {None}


def test_without_any_day_the_entries_stay_undated():
    body = "".join(f"<p>{clock}</p><p>{said}</p>" for clock, said in ENTRIES)
    assert set(times(read(body))) == {None}
