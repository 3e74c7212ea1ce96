"""Text dumps: what is kept, what is furniture, and the small print of news pages."""

import json
from pathlib import Path

import pytest

from newsledger.intake import read_article
from newsledger.model import READ_KINDS, Article, BlockKind, Page, PageError, PageFacts

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "bench" / "intake" / "seed_gold.json"
KINDS = {
    "title": BlockKind.TITLE,
    "standfirst": BlockKind.STANDFIRST,
    "byline": BlockKind.BYLINE,
    "captions": BlockKind.CAPTION,
    "photo_credits": BlockKind.CREDIT,
    "section_headings": BlockKind.HEADING,
    "body": BlockKind.PARAGRAPH,
    "contact_lines": BlockKind.CONTACT,
}

DUMP = """\
Skip to content
Meridian Courier
Home
World
Business
Sign in
Subscribe
Envoys Near Accord on Orlu Dam

Envoys Near Accord on Orlu Dam
The turbine hall of the Orlu dam, which supplies power to half a million homes in both states. Photographer: Ines Talvo/AFP via Getty Images

March 3 (Reuters) -- Envoys from Varenia and Solmark said on Monday that they were close to an accord on the Orlu dam after nine days of talks in the lakeside town of Brune.

“We have settled the water shares and are now talking about the guarantees,” said Mira Kessel, who leads the delegation of Varenia, as she left the conference hall.

Her counterpart from Solmark, Tomas Ardin, told reporters that two points remained open, and that both sides would meet again on Thursday to work through the list.

Water Shares

Under the draft, Varenia would receive 40 percent of the flow in dry years, officials said. Farmers in the valley have demanded at least half of it.

The dam was built in the years after the border war, and its reservoir holds enough water for both states, according to engineers who inspected the walls last month.

To contact the reporter on this story: Lena Oram in Brune at

To contact the editor responsible for this story: Paul Vinter at

Read more
Ferry Service Resumes on Lake Brune
Follow us on Facebook
Terms of Service
Privacy Policy
© Meridian Courier. All rights reserved.
"""


def read(text: str, **facts: str) -> Article:
    return read_article(Page(name="page.txt", data=text.encode(), facts=PageFacts(**facts)))


def texts(article: Article, kind: BlockKind) -> list[str]:
    return [block.span.text(article.text) for block in article.blocks if block.kind is kind]


@pytest.fixture(scope="module")
def courier() -> Article:
    return read(DUMP)


def test_the_text_of_a_dump_is_the_dump_itself(courier):
    assert courier.text == DUMP


def test_paragraphs_are_kept_and_menus_are_not(courier):
    body = courier.body()
    assert "two points remained open" in body
    assert "Farmers in the valley" in body
    for furniture in ("Sign in", "Privacy Policy", "Follow us on Facebook", "All rights reserved", "To contact"):
        assert furniture not in body


def test_a_doubled_headline_is_one_title_and_one_repeat(courier):
    titles = [block for block in courier.blocks if block.kind is BlockKind.TITLE]
    assert courier.title == "Envoys Near Accord on Orlu Dam"
    assert [block.duplicate for block in titles] == [False, True]
    assert courier.title_span == titles[0].span


def test_a_caption_ends_where_its_credit_begins(courier):
    assert texts(courier, BlockKind.CAPTION) == [
        "The turbine hall of the Orlu dam, which supplies power to half a million homes in both states."
    ]
    assert texts(courier, BlockKind.CREDIT) == ["Photographer: Ines Talvo/AFP via Getty Images"]


def test_contact_lines_name_reporter_and_editor(courier):
    assert [(person.name, person.role) for person in courier.bylines] == [
        ("Lena Oram", "author"),
        ("Paul Vinter", "editor"),
    ]
    for person in courier.bylines:
        assert person.span.text(courier.text) == person.name


def test_a_dateline_without_a_year_dates_the_article_as_far_as_it_goes(courier):
    assert courier.dateline.date == "XXXX-03-03"
    assert courier.agency == "Reuters"
    assert courier.dateline.span.text(courier.text) == "March 3 (Reuters) --"
    if courier.published.basis == "dateline":
        assert courier.published.when.value == "XXXX-03-03"


def test_short_lines_between_paragraphs_are_headings(courier):
    assert texts(courier, BlockKind.HEADING) == ["Water Shares"]


def test_an_article_without_furniture_is_kept_whole():
    text = (
        "The ferry between Brune and Halm will run again from Friday, the lake authority said on Tuesday.\n\n"
        "It had been stopped since the storm of early spring, when a pier gave way and two boats were lost.\n\n"
        '"We are glad," said harbour master Jon Pell. "People need the link."\n'
    )
    article = read(text, title="Ferry to run again")
    assert article.body().replace("\n", "") == text.replace("\n", "")
    assert article.title == "Ferry to run again"
    assert article.title_span is None


def test_a_given_title_is_found_in_the_text():
    article = read(DUMP, title="Envoys near accord on Orlu dam")
    assert article.title == "Envoys near accord on Orlu dam"
    assert article.title_span.text(article.text) == "Envoys Near Accord on Orlu Dam"


def test_a_given_date_goes_before_the_dateline_and_a_gross_difference_is_a_doubt():
    article = read(DUMP, published="2031-03-03")
    assert (article.published.basis, article.published.when.iso) == ("given", "2031-03-03")
    assert article.published.doubts == ()
    assert read(DUMP, published="2031-09-20").published.doubts


@pytest.mark.parametrize("text", ["Home\nMenu\nLogin\nSearch\n", "\n \n", "404\nNot found\n"])
def test_a_page_without_an_article_is_an_error(text):
    with pytest.raises(PageError) as caught:
        read(text)
    assert caught.value.remedy


@pytest.mark.skipif(not GOLD.exists(), reason="the two real pages are not here")
@pytest.mark.parametrize("name", ["000_8f6a14d29b873dc6.txt", "004_f7079436d71f473a.txt"])
def test_the_real_pages_come_out_exact(name):
    gold = json.loads(GOLD.read_text(encoding="utf-8"))["files"][name]
    article = read_article(Page(name=name, data=(SHARED / "seeds" / name).read_bytes()))
    assert len(article.text) == gold["length"]
    blocks = {(block.span.start, block.span.end): block for block in article.blocks}
    for part, kind in KINDS.items():
        for span in gold[part]:
            block = blocks[span["start"], span["end"]]
            assert (block.kind, span["text"]) == (kind, block.span.text(article.text))
            assert block.duplicate == span.get("duplicate", False)
    for span in gold["boilerplate"]:
        assert blocks[span["start"], span["end"]].kind not in READ_KINDS
    told = [(person.span.start, person.span.end) for person in article.bylines]
    assert told == [(s["start"], s["end"]) for s in (*gold["authors"], *gold.get("editors", ()))]
    if gold["dateline"] is None:
        assert article.dateline is None
    else:
        assert (article.dateline.span.start, article.dateline.span.end) == (
            gold["dateline"]["start"],
            gold["dateline"]["end"],
        )
        assert article.dateline.agency == gold["dateline"]["agency"]["name"]
        assert article.dateline.date == "XXXX-05-27"


def test_a_headline_that_runs_into_its_date_is_parted_from_it():
    text = (
        "Envoys near accord on Orlu dam Updated: 2031-03-03 13:14 By Agencies\n"
        "Envoys from Varenia and Solmark said on Monday that they were close to an accord on the Orlu dam.\n"
        "Two points remained open, the envoys said, and both sides would meet again on Thursday.\n"
    )
    article = read(text, title="Envoys near accord on Orlu dam")
    assert article.title_span.text(text) == "Envoys near accord on Orlu dam"
    assert [block.kind for block in article.blocks[:2]] == [BlockKind.TITLE, BlockKind.TIMESTAMP]
    assert article.published.when.iso == "2031-03-03"
