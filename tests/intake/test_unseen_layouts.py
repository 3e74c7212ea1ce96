"""Ways in which pages of many makers write bylines, dates, notes and furniture."""

import pytest

from newsledger.intake import open_pages, read_article
from newsledger.model import Article, BlockKind, Page, SetAside

TITLE = "Ferry with 84 on board runs aground off Ness"
SAID = [
    "A ferry with 84 people on board ran aground off Ness on Saturday evening, the coast guard said. Nobody was hurt.",
    "The passengers were taken off in three boats before midnight, a spokesman, Aron Feld, told reporters on the pier.",
    "The ferry, the Halm Star, was built in 1998 and had passed an inspection in April, according to its owner, Norline.",
    "Norline said it would send divers on Sunday to look at the hull and then decide whether to tow the ship to Halm.",
    "Transport minister Clara Weiss called for a quick inquiry and said that the captain had been tested for alcohol.",
]  # fmt: skip


def page(top: str = "", end: str = "", head: str = "", charset: str = "utf-8") -> Article:
    text = "".join(f"<p>{line}</p>" for line in SAID)
    html = (
        f"<html lang=en><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{top}{text}{end}</body></html>"
    )
    return read_article(Page(name="page", data=html.encode(charset)))


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ida Korn | Ness Tribune", ("Ida Korn",)),
        ("IDA KORN", ("Ida Korn",)),
        ("Story by Ida Korn • 2h", ("Ida Korn",)),
        ("By HNA and Ida Korn", ("Ida Korn",)),
        ("By Staff Writers", ()),
    ],
)
def test_a_line_that_names_the_author_is_no_standfirst(byline, authors):
    found = page(f"<p>{byline}</p><p>8 June 2031</p>")
    assert (found.authors, found.standfirst) == (authors, None)


def test_an_outlet_beside_a_date_is_no_author():
    assert page("<div>Ness Tribune, 9 June 2031</div>").authors == ()


def test_the_days_of_publication_and_of_the_last_change_stand_on_two_lines():
    found = page(
        "<p>First published: Sat 7 Jun 2031 22.10 CET</p><p>Last updated: Sun 8 Jun 2031 14.05 CET</p>"
    ).published
    assert (found.when.value, found.updated) == ("2031-06-07", "2031-06-08")


@pytest.mark.parametrize(
    "line",
    ["Copyright 2031, The Ness Gazette. E-mail this story", "Tags: ferry, sea", "57 shares", "312 View comments"],
)
def test_lines_that_sites_add_are_no_paragraphs(line):
    assert line not in page(f"<p>8 June 2031</p><p>{line}</p>", f"<p>{line}</p>").body()


def test_an_update_note_is_a_correction():
    note = "UPDATE 8 June, 14:05: This story was updated to include a statement by the owner."
    found = page("<p>8 June 2031</p>", f"<p>{note}</p>")
    assert note in [block.span.text(found.text) for block in found.blocks if block.kind is BlockKind.CORRECTION]


def test_an_editor_after_a_dash_is_no_author():
    text = "\n".join([TITLE, "", *SAID, "", "-- Editing by Kay Storm"])
    found = read_article(Page(name="page", data=text.encode()))
    assert [(one.name, one.role) for one in found.bylines] == [("Kay Storm", "editor")]


def test_the_publisher_is_read_from_microdata():
    maker = '<div itemprop="publisher" itemscope><meta itemprop="name" content="The Ness Gazette"></div>'
    assert page(maker).publisher == "The Ness Gazette"


def test_the_upload_of_a_video_dates_its_page():
    video = '{"@type": "VideoObject", "name": "x", "uploadDate": "2031-06-08T07:00:00Z"}'
    found = page(head=f'<script type="application/ld+json">{video}</script>').published
    assert (found.when.value, found.source) == ("2031-06-08", "JSON-LD uploadDate")


def test_a_page_without_headings_has_its_headline_from_the_part_of_the_title_that_it_shows():
    text = "<br><br>".join(SAID)
    html = f"<html><head><title>The Ness Gazette - {TITLE}</title></head><body><font><b>{TITLE}</b></font><br>{text}</body></html>"
    assert read_article(Page(name="page", data=html.encode())).title == TITLE


def test_a_page_that_is_not_in_the_charset_that_it_declares_keeps_its_letters():
    end = "<p>The café “Zur Brücke” on the pier was open all night, said its owner, André Müller.</p>"
    assert "“Zur Brücke”" in page("<p>8 June 2031</p>", end, '<meta charset="utf-8">', "cp1252").text


def test_a_web_address_is_told_from_a_file():
    (aside,) = open_pages(["https://ness.example/ferry"])
    assert isinstance(aside, SetAside)
    assert "newsledger fetch https://ness.example/ferry" in aside.remedy
