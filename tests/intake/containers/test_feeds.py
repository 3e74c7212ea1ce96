"""Feeds: an item is a page of its fullest text."""

import json

import pytest

from newsledger.intake.containers import Opening
from newsledger.intake.containers.feeds import publisher_of
from newsledger.model import BlockKind, Page, PageFacts, SetAside
from tests.intake.containers.opened import article, aside, opened, pages, told
from tests.intake.containers.wires import ATOM, JSON_FEED, RSS, RSS1

K = BlockKind


def test_an_item_is_told_by_its_fullest_text_with_what_the_feed_knows_of_it():
    first, *_ = pages(RSS, "feed.xml")
    assert first.name == "feed.xml#g1"
    assert first.facts == PageFacts(
        url="https://halmobserver.example/1", publisher="The Halm Observer", published="2031-03-03T23:30:00-05:00",
        title="Envoys agree on ferry rules", authors=("Ann Lee", "Bo Ek"), section="World", language="en", body_only=True,
    )  # fmt: skip


def test_an_item_is_read_as_an_article_whose_lines_of_the_feed_are_furniture():
    read = article(pages(RSS)[0])
    assert read.title_span is not None
    assert read.authors == ("Ann Lee", "Bo Ek")
    assert (read.dateline.place, read.agency) == ("HALM", "Reuters")
    assert [text[:12] for text in told(read, K.PARAGRAPH)] == ["HALM, March ", "“Twelve boat"]
    assert told(read, K.CAPTION) == ["The ferry at the pier."]
    assert [text[:8] for text in told(read, K.FURNITURE)] == ["The post"]
    assert read.published.when.iso == "2031-03-03"


def test_a_teaser_is_an_article_of_its_sentence_by_the_outlet_that_the_item_names():
    teaser = pages(RSS)[1]
    assert (teaser.facts.publisher, teaser.facts.authors, teaser.facts.published) == (
        "Tarn Agency",
        ("Jane Doe",),
        "2031-03-04",
    )
    assert told(article(teaser), K.PARAGRAPH) == ["A storm killed 12 people in Halm on Monday, police said. […]"]


def test_mark_up_that_was_escaped_twice_is_mark_up_and_a_mail_address_is_no_author():
    page = pages(RSS)[2]
    assert page.facts.authors == ()
    assert page.facts.published == "2031-03-06T10:00:00"
    read = article(page)
    assert told(read, K.PARAGRAPH) == ["The council closed the bridge on Monday after an inspection."]
    assert told(read, K.FURNITURE) == ["Continue reading"]


def test_an_item_without_text_is_set_aside_with_its_address():
    (item,) = aside(RSS)
    assert "no text beside its headline" in item.reason
    assert "https://halmobserver.example/3" in item.remedy


def test_atom_keeps_first_publication_and_update_and_the_feed_is_by_its_author():
    (page,) = pages(ATOM)
    assert (page.name, page.facts.title, page.facts.authors) == ("in#tag:tarn.example,2031:7", "Dam & lake", ("Cy Du",))
    assert page.facts.published == "2031-04-01T08:00:00+02:00"
    assert page.facts.updated == "2031-04-02T09:00:00+02:00"
    assert article(page).published.updated == "2031-04-02T09:00:00+02:00"


def test_rss_1_names_its_desk_but_no_author():
    (page,) = pages(RSS1)
    assert (page.facts.publisher, page.facts.authors, page.facts.published) == (
        "Vall Post",
        (),
        "2031-05-02T06:00:00+01:00",
    )


def test_a_json_feed_gives_its_items_and_sets_aside_what_is_none():
    one, two, three = opened(JSON_FEED)
    assert (one.name, one.facts.section, one.facts.authors) == ("in#1", "Local", ("Dee Orr",))
    assert b"4,000 homes" in one.data
    assert article(two).title is None
    assert isinstance(three, SetAside)


def test_a_feed_that_breaks_off_gives_the_items_before_the_break_and_says_so():
    items = opened(RSS[: RSS.index("<item><title>Escaped")] + "<item><title>Cut", "feed.xml")
    assert isinstance(items[0], Page)
    assert items[-1].name == "feed.xml"
    assert "damaged" in items[-1].reason


def test_a_feed_with_unknown_entities_is_read_whole_without_complaint():
    feed = ATOM.replace("two metres", "two&nbsp;metres &")
    assert [type(item) for item in opened(feed)] == [Page]


def test_nothing_is_fetched_and_no_file_is_opened(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret council met on Monday in the old town hall.")
    feed = RSS1.replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    )
    assert all(b"secret council" not in page.data for page in pages(feed.replace("Dockers", "&f; Dockers")))


def test_items_of_the_same_id_keep_names_of_their_own():
    feed = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1",
            "items": [{"id": "a", "content_text": "The mayor resigned on Monday, he said."}] * 2,
        }
    )
    assert [page.name for page in pages(feed)] == ["in#a", "in#a~2"]


def test_a_publisher_that_was_given_goes_before_the_title_of_the_feed():
    opening = Opening(facts=PageFacts(publisher="Vall Evening Post"))
    assert pages(RSS1, opening=opening)[0].facts.publisher == "Vall Evening Post"


@pytest.mark.parametrize(
    "feed",
    [
        "<rss><channel>",
        "<rss/>",
        '{"version": "https://jsonfeed.org/version/1", "items": []}',
        '{"version": "https://jsonfeed.org/version/1",',
    ],
)
def test_a_feed_without_items_is_set_aside(feed):
    (item,) = opened(feed)
    assert isinstance(item, SetAside)


@pytest.mark.parametrize(
    ("title", "link", "name"),
    [
        ("World | The Halm Observer", "https://halmobserver.example/", "The Halm Observer"),
        ("Halm Observer » Feed", "", "Halm Observer"),
        ("Halm Observer RSS Feed", "", "Halm Observer"),
        ("Tarn Gazette - World", "https://www.tarngazette.example/", "Tarn Gazette"),
        ("RSS", "", None),
        ("", "", None),
    ],
)
def test_the_publisher_in_the_title_of_a_feed(title, link, name):
    assert publisher_of(title, link) == name
