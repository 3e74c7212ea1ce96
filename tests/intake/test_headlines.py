"""Headlines of HTML pages, among what they declare and show."""

import pytest

from newsledger.intake import read_article
from newsledger.model import Page

TEXT = """<p>The harbour of Lund Bay was closed to ferries on Tuesday after a crane had toppled into the fairway, the port
authority said. Nobody was hurt, it said, and divers were to look at the wreck in the afternoon.</p>
<p>Some 1,400 passengers were taken by bus to the neighbouring port of Ness. "We hope to open one lane by Friday," said
the harbour master, Una Birk, who spoke to reporters at the quay.</p>
<p>The crane was built in 1974 and was to be taken down next year. The union of dockers had warned of rust for months.</p>"""


def title_of(head: str, top: str) -> str | None:
    html = f"<!doctype html><html><head>{head}</head><body><main>{top}{TEXT}</main></body></html>"
    return read_article(Page(name="page.html", data=html.encode())).title


def og(title: str, site: str = "") -> str:
    return f'<title>{title}</title><meta property="og:title" content="{title}">' + (
        f'<meta property="og:site_name" content="{site}">' if site else ""
    )


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        pytest.param(
            og("Lund Bay: Crane closes harbour to ferries"),
            '<h1><span class="article__kicker">Lund Bay</span><span class="visually-hidden">: </span>'
            "<span>Crane closes harbour to ferries</span></h1>",
            "Crane closes harbour to ferries",
            id="a kicker in an element of its own is left out",
        ),
        pytest.param(
            og("Crane closes harbour to ferries - Lund Bay Post", "Lund Bay Post"),
            '<h1 class="entry-title">"Sheer luck": Crane closes harbour to ferries</h1>',
            '"Sheer luck": Crane closes harbour to ferries',
            id="words before a colon in the same element belong to it",
        ),
        pytest.param(
            og("Ferry harbour closed: the latest on the crane"),
            '<h1 class="site-title"><a href="/">The Lund Bay Post</a></h1><h1 class="post-title">Crane closes harbour to '
            "ferries</h1>",
            "Crane closes harbour to ferries",
            id="a heading whose class says headline goes before what is declared for search engines",
        ),
        pytest.param(
            "<title>Post</title>",
            '<h1><a href="https://post.example/">The Lund Bay Post</a></h1><h2 itemprop="headline">Crane closes '
            "harbour</h2>",
            "Crane closes harbour",
            id="the name of the site in a link home is no headline",
        ),
        pytest.param(
            og("Crane closes harbour | What we know so far"),
            '<h2 class="hero__title">Crane closes harbour | What we know so far</h2><h2>Crane closes harbour: who pays</h2>',
            "Crane closes harbour | What we know so far",
            id="a bar inside a headline stays where a heading has it too",
        ),
        pytest.param(
            og("Crane closes harbour to ferries"),
            '<h1><span class="visuallyhidden">Headline:</span> Crane closes harbour to ferries</h1>',
            "Crane closes harbour to ferries",
            id="words for screen readers only are left out",
        ),
    ],
)
def test_the_headline_is_what_readers_see(head, top, title):
    assert title_of(head, top) == title


def test_a_headline_behind_a_kicker_on_its_line_has_its_own_span():
    top = '<h1><span class="kicker">Lund Bay</span> Crane closes harbour to ferries</h1>'
    page = f"<html><head>{og('Crane closes harbour to ferries')}</head><body>{top}{TEXT}</body></html>"
    article = read_article(Page(name="page.html", data=page.encode()))
    assert article.text.startswith("Lund Bay Crane closes")
    assert article.title_span.text(article.text) == article.title == "Crane closes harbour to ferries"


@pytest.mark.parametrize("date", ["Mittwoch, 01.11.2031", "mercredi 1 novembre 2031", "Wednesday, 1 November 2031"])
def test_a_date_under_the_headline_is_no_standfirst(date):
    html = f"<html><body><h1>Crane closes harbour to ferries</h1><p>{date}</p><p>By Ann Lee</p>{TEXT}</body></html>"
    article = read_article(Page(name="page.html", data=html.encode()))
    assert article.standfirst is None
    assert {block.kind.value for block in article.blocks if block.span.text(article.text) == date} == {"timestamp"}
