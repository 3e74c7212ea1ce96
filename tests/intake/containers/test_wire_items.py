"""Items of wires: ninjs, NewsML-G2, NewsML 1, NITF."""

import json

import pytest

from newsledger.intake.containers import Opening
from newsledger.model import BlockKind, Page, PageFacts, SetAside
from tests.intake.containers.opened import article, aside, only, opened, pages, told
from tests.intake.containers.wires import NEWSML_1, NEWSML_G2, NINJS_1, NINJS_2, NITF

K = BlockKind


def test_a_ninjs_item_is_told_by_its_body_with_mark_up():
    page = only(json.dumps(NINJS_1, indent=1))
    assert page.facts == PageFacts(
        url="http://wire.example/item/1", publisher="Halm Wire", published="2031-03-03T10:00:00+00:00",
        updated="2031-03-03T12:00:00+00:00", title="Envoys agree on ferry rules", authors=("Ann Lee",), language="en",
        body_only=True,
    )  # fmt: skip
    read = article(page)
    assert read.standfirst == "Twelve boats will sail."
    assert read.dateline.place == "HALM"
    assert told(read, K.FURNITURE) == ["ends"]
    assert len(told(read, K.PARAGRAPH)) == 2


def test_ninjs_2_has_lists_of_headlines_and_bodies():
    page = only(json.dumps(NINJS_2))
    assert (page.facts.title, page.facts.authors, page.facts.publisher) == (
        "Ferry sails again",
        ("Bo Ek",),
        "Halm Wire",
    )
    assert told(article(page), K.PARAGRAPH) == ["The ferry sailed again on Friday.", "It carried 300 people."]


@pytest.mark.parametrize(("status", "reason"), [("canceled", "canceled"), ("stat:withheld", "withholds")])
def test_items_that_were_canceled_or_withheld_are_set_aside(status, reason):
    (item,) = opened(json.dumps(NINJS_1 | {"pubstatus": status}))
    assert isinstance(item, SetAside)
    assert reason in item.reason


def test_an_embargo_later_than_the_item_is_its_publication():
    page = only(json.dumps(NINJS_2 | {"embargoed": "2031-03-06T00:00:00+01:00"}))
    assert (page.facts.published, page.facts.updated) == ("2031-03-06T00:00:00+01:00", None)


def test_a_ninjs_package_gives_the_texts_in_it_and_pictures_are_set_aside():
    picture = {
        "uri": "urn:3",
        "type": "picture",
        "versioncreated": "2031-03-05",
        "description_text": "The ferry at the pier in Halm.",
    }
    package = {
        "uri": "urn:5",
        "type": "composite",
        "versioncreated": "2031-03-05",
        "associations": {"a": NINJS_1, "b": picture},
    }
    items = opened("\n".join(map(json.dumps, [package, picture, NINJS_2])))
    assert [type(item) for item in items] == [Page, SetAside, Page]
    assert items[0].name == "in#1/http://wire.example/item/1"
    assert "picture" in items[1].reason


def test_newsml_g2_gives_text_items_and_says_why_others_are_left_out():
    items = opened(NEWSML_G2, "wire.xml")
    assert [item.name for item in items] == [f"wire.xml#tag:halmwire.example,2031:{number}" for number in range(1, 6)]
    assert [isinstance(item, Page) for item in items] == [True, False, False, False, True]
    assert [item.reason for item in items if isinstance(item, SetAside)] == [
        "its provider canceled it", "an item of class picture without text", "a package that only refers to items (1)",
    ]  # fmt: skip


def test_a_newsml_g2_item_keeps_both_dates_and_opens_with_its_dateline():
    page = pages(NEWSML_G2)[0]
    assert page.facts == PageFacts(
        publisher="Halm Wire", published="2031-03-03T09:00:00+01:00", updated="2031-03-03T12:00:00+01:00",
        title="Envoys agree on ferry rules", authors=("Bo Ek", "Ann Lee"), language="en", body_only=True,
    )  # fmt: skip
    read = article(page)
    assert told(read, K.PARAGRAPH) == [
        "HALM, March 3 (Halm Wire) - Envoys of both shores agreed on rules on Tuesday.", "They will\xa0meet again in May.",
    ]  # fmt: skip
    assert read.dateline.place == "HALM"
    assert read.title_span is not None


@pytest.mark.parametrize("item", [NITF, f'<?xml version="1.0"?>\n<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">\n{NITF}'])
def test_nitf_alone(item):
    page = only(item)
    assert page.facts == PageFacts(
        publisher="Halm Observer", published="2031-03-04T08:00:00+00:00", title="Dam repaired after storm",
        authors=("Cy Du",), section="Regional", body_only=True,
    )  # fmt: skip
    read = article(page)
    assert read.standfirst == "Lake is full again"
    assert read.dateline.date == "XXXX-03-04"
    assert told(read, K.HEADING) == ["Lake full"]
    assert told(read, K.CAPTION) == ["The dam on Monday"]
    assert told(read, K.PARAGRAPH)[0].startswith("TARN, March 4 - Engineers")


def test_newsml_1():
    page = only(NEWSML_1)
    assert (page.facts.publisher, page.facts.authors) == ("HW", ("Ann Lee",))
    assert (page.facts.published, page.facts.updated) == ("2031-03-03T11:00:00+01:00", "2031-03-03T12:00:00+01:00")
    assert told(article(page), K.PARAGRAPH)[0].startswith("Halm, March 3 (HW) - Envoys")


def test_a_message_that_breaks_off_gives_what_is_whole_and_says_so():
    cut = NEWSML_G2[: NEWSML_G2.index("<body.head>")]
    items = opened(cut, "wire.xml")
    assert isinstance(items[0], Page)
    assert items[-1] == SetAside(name="wire.xml", reason="damaged after 5 items: it breaks off", remedy="get it again")


def test_entities_of_files_and_bombs_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    head = f'<!DOCTYPE nitf [<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    (page,) = pages(head + NITF.replace("Engineers", "Engineers &f; &b;"))
    assert b"secret" not in page.data
    assert b"haha" not in page.data


def test_facts_given_for_the_only_item_go_before_its_own():
    opening = Opening(facts=PageFacts(title="Given", published="2031-05-05"))
    assert only(NITF, opening).facts.title == "Given"
    assert pages(NEWSML_G2, opening=opening)[0].facts.title == "Envoys agree on ferry rules"


@pytest.mark.parametrize("data", ["<newsItem/>", "<newsItem", "<nitf></nitf>", "<newsMessage></newsMessage>"])
def test_wires_without_text_are_set_aside(data):
    assert aside(data)
    assert not pages(data)
