"""When HTML pages say that they were published, and where their accounts differ."""

import pytest

from newsledger.intake import read_article
from newsledger.model import Page, Publication

TEXT = """<p>The harbour of Lund Bay was closed to ferries after a crane had toppled into the fairway, the port authority
said. Nobody was hurt, it said, and divers were to look at the wreck in the afternoon.</p>
<p>Some 1,400 passengers were taken by bus to the neighbouring port of Ness. "We hope to open one lane soon," said
the harbour master, Una Birk, who spoke to reporters at the quay.</p>
<p>The crane was built in 1974 and was to be taken down next year. The union of dockers had warned of rust for months.</p>"""
TITLE = "<h1>Crane closes harbour to ferries</h1>"


def dated(head: str = "", top: str = "", below: str = "", language: str = "en") -> Publication:
    html = f"<!doctype html><html lang={language}><head><title>Crane closes harbour to ferries</title>{head}</head>"
    html += f"<body><main>{TITLE}{top}{TEXT}</main>{below}</body></html>"
    return read_article(Page(name="page.html", data=html.encode())).published


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


@pytest.mark.parametrize(
    ("head", "top", "day"),
    [
        ('<meta name="DC.date.issued" content="2031-05-04">', "", "2031-05-04"),
        ('<script type="application/ld+json">{"@type":"HowTo","datePublished":"2031-05-04T10:00:00Z"}</script>', "", "2031-05-04"),
        ('<link rel="canonical" href="https://post.example/news/04-05-2031">', "", "2031-05-04"),
        ('<link rel="canonical" href="https://post.example/2031/5/4/crane.html">', "", "2031-05-04"),
        ("", '<span class="updated" title="2031-05-04T18:52:11+00:00"></span>', "2031-05-04"),
        ("", '<div itemprop="datePublished" content="2031-05-04">yesterday</div>', "2031-05-04"),
        ("", "<p>Posted on Sunday, 4 May 2031Monday, 5 May 2031 by kit</p>", "2031-05-04"),
        ("", "<script>var page = {\"published_at\":\"2031-05-04T06:22:28+01:00\"};</script>", "2031-05-04"),
        (meta("article:modified_time", "2031-05-04T09:00:00Z"), "", "2031-05-04"),
    ],
)  # fmt: skip
def test_a_date_is_found_wherever_pages_declare_it(head, top, day):
    published = dated(head, top)
    assert published.when.iso == day
    assert published.basis == "metadata"


def test_first_publication_is_kept_where_the_page_shows_only_the_last_change():
    head = meta("article:published_time", "2030-01-09T08:00:00Z") + meta(
        "article:modified_time", "2031-05-04T08:00:00Z"
    )
    published = dated(head, "<p>Updated May 4, 2031</p>")
    assert published.when.iso == "2031-05-04"
    assert published.first_published == "2030-01-09T08:00:00Z"
    assert published.updated == "2031-05-04T08:00:00Z"
    assert published.doubts == ()


def test_a_line_with_both_dates_gives_both():
    published = dated(top="<p>Published: 26 September 2030 | Updated: 28 September 2030</p>")
    assert (published.when.iso, published.updated) == ("2030-09-26", "2030-09-28")


def test_a_line_with_the_change_first_gives_the_day_of_publication():
    published = dated(top="<p>Last updated 28 September 2030, first published 26 September 2030</p>")
    assert (published.when.iso, published.updated) == ("2030-09-26", "2030-09-28")


def test_accounts_that_differ_are_doubts():
    published = dated(meta("article:published_time", "2031-05-04"), "<time>11 March 2029</time>")
    assert published.when.iso == "2031-05-04"
    assert published.doubts == ("the page shows 2029-03-11, not 2031-05-04",)
    assert published.confidence < dated(meta("article:published_time", "2031-05-04")).confidence


def test_accounts_that_agree_make_the_date_surer():
    alone = dated(meta("article:published_time", "2031-05-04"))
    both = dated(meta("article:published_time", "2031-05-04"), "<time>4 May 2031</time>")
    assert both.confidence > alone.confidence
    assert both.doubts == alone.doubts == ()


def test_a_day_that_time_zones_explain_is_no_doubt():
    published = dated(meta("article:published_time", "2031-05-04T23:30:00Z"), "<p>Published May 5, 2031</p>")
    assert published.when.iso == "2031-05-05"
    assert published.doubts == ()


def test_the_address_is_an_account_too():
    head = meta("article:published_time", "2031-05-04") + '<link rel="canonical" href="https://p.example/2031/03/01/a">'
    assert dated(head).doubts == ("address of the page says 2031-03-01, not 2031-05-04",)
