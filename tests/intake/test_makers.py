"""Who wrote it: people from declarations and bylines; desks and agencies that sign are kept apart."""

import pytest

from newsledger.intake import read_article
from newsledger.intake.authors import name_of_handle
from newsledger.model import Article, Page

TEXT = """<p>The harbour of Lund Bay was closed to ferries after a crane had toppled into the fairway, the port authority
said. Nobody was hurt, it said, and divers were to look at the wreck in the afternoon.</p>
<p>Some 1,400 passengers were taken by bus to the neighbouring port of Ness. "We hope to open one lane soon," said
the harbour master, Una Birk, who spoke to reporters at the quay.</p>
<p>The crane was built in 1974 and was to be taken down next year. The union of dockers had warned of rust for months.</p>"""


def read(head: str = "", top: str = "", below: str = "", last: str = "") -> Article:
    html = '<!doctype html><html><head><title>Crane closes harbour to ferries</title><meta property="og:site_name" '
    html += (
        f'content="Lund Bay Post">{head}</head><body><main><h1>Crane closes harbour to ferries</h1>{top}{TEXT}{last}'
    )
    return read_article(Page(name="page.html", data=f"{html}</main>{below}</body></html>".encode()))


def ld(author: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"NewsArticle","author":{author}}}</script>'


@pytest.mark.parametrize(
    ("head", "top", "authors"),
    [
        (ld('{"@type":"Person","name":"ann.lee"}'), "", ("Ann Lee",)),
        (ld('[{"@type":"Person","givenName":"Ann","familyName":"Lee"},{"name":"Bo Ek"}]'), "", ("Ann Lee", "Bo Ek")),
        ('<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Ann Lee">', "", ("Ann Lee",)),
        ('<meta name="cXenseParse:author" content="Ann Lee">', "", ("Ann Lee",)),
        ('<meta name="author" content="Lund Bay Post">', "<p>Von Ann Lee</p>", ("Ann Lee",)),
        ("", '<p class="byline">Posted on May 4 by <a rel="author">Walter von Aachen</a></p>', ("Walter von Aachen",)),
        ("", '<div class="author">World</div><div class="author">Ann Lee</div>', ("Ann Lee",)),
        ("", "<p>Eine Kolumne von Ann Lee</p>", ("Ann Lee",)),
        ("", "<p>25.10.2031 - Ann Lee</p>", ("Ann Lee",)),
        ("", "<p>Posted by Ann Lee under Harbour, Ferries, Bus | Tags: crane, fairway</p>", ("Ann Lee",)),
    ],
)  # fmt: skip
def test_people_are_named_wherever_pages_do(head, top, authors):
    article = read(head, top)
    assert article.authors == authors
    assert article.signed == ()


@pytest.mark.parametrize(
    ("head", "top", "last", "signed"),
    [
        ("", '<p class="byline">von Newsdesk 28. Januar 2031, 12:01</p>', "", "Newsdesk"),
        ("", "<p>Von: det/dpa</p>", "", "det/dpa"),
        ("", '<span class="author">By Post Staff Report</span>', "", "Post Staff Report"),
        ("", "", "<p>Quelle: LBP Nord/ls</p>", "LBP Nord/ls"),
        ("", "", "<p>More was to follow, the authority said. (LBP with AFP)</p>", "LBP with AFP"),
        (ld('{"@type":"Organization","name":"Lund Bay Post"}'), "", "", "Lund Bay Post"),
    ],
)
def test_desks_and_agencies_sign_but_are_no_authors(head, top, last, signed):
    article = read(head, top, last=last)
    assert article.authors == ()
    assert article.signed == (signed,)


def test_a_full_name_in_the_metadata_goes_before_a_stranger_in_the_sidebar():
    article = read(
        ld('{"name":"Ann Lee"}'), below='<aside><div class="author">Bo Ek</div><p>October 30, 2030</p></aside>'
    )
    assert article.authors == ("Ann Lee",)


def test_a_full_name_on_the_page_goes_before_a_first_name_in_the_metadata():
    article = read('<meta name="author" content="Ann">', "<p>Eine Kolumne von Ann Lee</p>")
    assert article.authors == ("Ann Lee",)


@pytest.mark.parametrize("junk", ["No Author", "admin", "Super User", "https://post.example/about", "undefined"])
def test_placeholders_name_nobody(junk):
    article = read(f'<meta name="author" content="{junk}">')
    assert (article.authors, article.signed) == ((), ())


def test_a_bare_heading_of_capitalised_words_is_no_author():
    assert read(top="<div>Grosser Hafen Rundblick</div>").authors == ()


@pytest.mark.parametrize(
    ("handle", "name"), [("ann.lee", "Ann Lee"), ("bo_van_ek", "Bo Van Ek"), ("post.de", None), ("kit", None)]
)
def test_handles_spell_out_names(handle, name):
    assert name_of_handle(handle) == name
