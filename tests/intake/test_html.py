"""HTML pages: canonical text, main text, metadata."""

import pytest

from newsledger.intake import read_article, require_english
from newsledger.model import Article, BlockKind, Page, PageError

BODY = """
<p>Rescue crews in the border town of Halm pulled four people from the rubble of a customs post on Sunday, a day after a
blast tore through the building, the interior ministry of Solmark said.</p>
<p>At least 17 people were killed and dozens were hurt, according to the ministry. Officials in neighbouring Varenia put
the toll at 21, but gave no source for the figure.</p>
<h2>Search goes on</h2>
<p>"We will not stop while there is hope," said Captain Rena Holst, who leads the search. Dogs and heavy machinery were
brought from the capital during the night, she said.</p>
<p>The cause of the blast is not known. A spokesman for the railway said that a wagon with fuel had stood on the siding
behind the post since Friday.</p>
"""
PAGE = f"""<!doctype html>
<html lang="en"><head>
<meta charset="utf-8">
<title>Four pulled from rubble after blast at border post | Halm Observer</title>
<meta property="og:title" content="Four pulled from rubble after blast at border post">
<meta property="og:site_name" content="Halm Observer">
<link rel="canonical" href="https://observer.example/blast">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Four pulled from rubble after blast at border post", "datePublished": "2031-04-06T09:30:00+02:00",
"dateModified": "2031-04-06T12:00:00+02:00", "author": [{{"@type": "Person", "name": "Ida Morn"}}],
"publisher": {{"@type": "Organization", "name": "Halm Observer"}}, "articleSection": "World"}}</script>
</head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/s">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this website better. <button>Accept all</button></p></div>
<article><h1>Four pulled from rubble after blast at border post</h1>
<p class="byline">By <a rel="author" href="/ida">Ida Morn</a></p>
<time datetime="2031-04-06">6 April 2031</time>
<figure><img src="a.jpg"><figcaption>The customs post at Halm on Sunday. Photo: Reuters</figcaption></figure>
<div class="article-body">{BODY}</div></article>
<aside class="related"><h3>Read more</h3><ul><li><a href="/1">Dam talks resume in Brune</a></li>
<li><a href="/2">Ferry runs again</a></li></ul></aside>
<div class="newsletter"><p>Sign up for our newsletter and get the best stories in your inbox every morning.</p></div>
<footer><p>© 2031 Halm Observer. All rights reserved.</p><a href="/privacy">Privacy Policy</a></footer>
</body></html>"""


def read(html: str) -> Article:
    return read_article(Page(name="page.html", data=html.encode()))


@pytest.fixture(scope="module")
def observer() -> Article:
    return read(PAGE)


def test_the_article_is_told_from_its_surroundings(observer):
    body = observer.body()
    for wanted in (
        "Rescue crews in the border town",
        "gave no source for the figure",
        "Search goes on",
        "behind the post since Friday",
    ):
        assert wanted in body
    for unwanted in ("Sport", "cookies", "Dam talks resume", "newsletter", "All rights reserved", "Privacy", "Photo"):
        assert unwanted not in body


def test_metadata_is_read(observer):
    assert observer.title == "Four pulled from rubble after blast at border post"
    assert observer.title_span.text(observer.text) == observer.title
    assert observer.authors == ("Ida Morn",)
    assert observer.publisher == "Halm Observer"
    assert observer.section == "World"
    assert observer.url == "https://observer.example/blast"
    assert observer.language == "en"
    assert (observer.published.basis, observer.published.when.iso) == ("metadata", "2031-04-06")
    assert observer.published.updated == "2031-04-06T12:00:00+02:00"


def test_captions_and_credits_are_labelled(observer):
    kinds = {block.span.text(observer.text): block.kind for block in observer.blocks}
    assert kinds["The customs post at Halm on Sunday."] is BlockKind.CAPTION
    assert kinds["Photo: Reuters"] is BlockKind.CREDIT


def test_white_space_of_the_source_is_no_line_break(observer):
    assert "on Sunday, a day after a blast tore through" in observer.text


def test_reading_aids_over_characters_are_no_text():
    body = "".join(
        f"<p>The <ruby>Halm<rp>(</rp><rt>halum</rt><rp>)</rp></ruby> ferry made trip number {number} without any delay, "
        "the harbour office said on Monday.</p>"
        for number in range(2, 6)
    )
    article = read_article(Page(name="aids.html", data=f"<html><body><article>{body}</article></body></html>".encode()))
    assert "The Halm ferry made trip number 2" in article.text
    assert "halum" not in article.text


def test_an_offset_of_utc_does_not_move_the_day_that_readers_see():
    late = PAGE.replace("2031-04-06T09:30:00+02:00", "2031-04-07T02:30:00Z")
    published = read(late).published
    assert (published.when.iso, published.source) == ("2031-04-06", "publication line")


def test_other_languages_are_told_but_not_refused_by_the_reader():
    german = PAGE.replace(
        BODY,
        "<p>Rettungskräfte haben am Sonntag in der Grenzstadt Halm vier Menschen aus den Trümmern eines Zollgebäudes geborgen, "
        "teilte das Innenministerium mit. Die Suche nach weiteren Vermissten dauert an, sagte ein Sprecher der Feuerwehr.</p>"
        "<p>Mindestens siebzehn Menschen kamen nach Angaben des Ministeriums ums Leben, Dutzende wurden verletzt und in die "
        "Krankenhäuser der Umgebung gebracht. Die Ursache der Explosion ist noch nicht bekannt.</p>",
    )
    article = read(german)
    assert article.language == "de"
    with pytest.raises(PageError, match="written in German"):
        require_english(article)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "Deep text without end",
        "<b>" * 3_000 + "bold" + "</p>" * 3_000,
        "<html><body>" + "<p>x</p>" * 200_000,
        "<html><body><table>" + "<tr><td>a" * 5_000,
        "<html><script>var a = 1;</script></html>",
    ],
    ids=["deep", "unclosed", "wide", "table", "script"],
)
def test_bombs_are_refused_in_words(html):
    try:
        article = read(html)
    except PageError as error:
        assert error.what
    else:
        assert article.blocks


def test_entries_of_a_live_blog_carry_their_own_times():
    entries = "".join(
        f"<p class='time'>{clock}</p><p>{text} More will follow as our reporters at the crossing learn it from the rescue crews.</p>"
        for clock, text in (
            (
                "4.30pm",
                "The prime minister has called an emergency session of the cabinet for this evening, his office says.",
            ),
            ("1.15pm", "The interior ministry has raised the toll to at least 14 and says that 37 people were hurt."),
            (
                "9:50",
                "Nine bodies have been brought to the district hospital, its director tells the Observer by telephone.",
            ),
        )
    )
    article = read(PAGE.replace(BODY, entries))
    times = [block.published for block in article.blocks if block.kind is BlockKind.PARAGRAPH]
    assert times == ["2031-04-06T16:30", "2031-04-06T13:15", "2031-04-06T09:50"]
