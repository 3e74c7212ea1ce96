"""Records of articles as JSON."""

import json

import msgspec
import pytest

from newsledger.intake.containers import Limits, Opening, RecordFields
from newsledger.intake.containers.records import is_whole_page, parse_fields
from newsledger.model import BlockKind, InputError, Page, PageFacts, SetAside
from tests.intake.containers.opened import article, opened, pages, told

BRIDGE = {
    "body": "The council closed the bridge on Monday after an inspection.\n\nIt will open again in May, the mayor said.",
    "headline": "Bridge closed", "date_publish": "2031-03-03 10:00:00", "source": {"name": "Halm Observer"},
    "authors": ["Ann Lee", "Staff"], "url": "https://halm.example/1", "lang": "en",
}  # fmt: skip
FERRY = {
    "title": {"rendered": "Ferry <b>sinks</b>"}, "content": {"rendered": "<p>The ferry sank on Tuesday, killing 4 people.</p>"},
    "date": 1930000000000,
}  # fmt: skip


def lines(*records) -> bytes:
    return "\n".join(map(json.dumps, records)).encode()


def test_usual_fields_are_found_by_their_names():
    one, two = pages(lines(BRIDGE, FERRY), "news.jsonl")
    assert one.name == "news.jsonl#1"
    assert one.facts == PageFacts(
        url="https://halm.example/1", publisher="Halm Observer", published="2031-03-03T10:00:00", title="Bridge closed",
        authors=("Ann Lee",), language="en", body_only=True,
    )  # fmt: skip
    assert (two.facts.title, two.facts.published) == ("Ferry sinks", "2031-02-27")
    assert told(article(one), BlockKind.TITLE) == ["Bridge closed"]
    assert len(told(article(one), BlockKind.PARAGRAPH)) == 2


def test_named_fields_go_before_the_usual_ones():
    record = {"body": "x", "meta": {"words": BRIDGE["body"], "day": "2031-05-01"}, "title": "Wrong", "kicker": "Bridge"}
    opening = Opening(fields=parse_fields("text=meta.words, published=meta.day, title=kicker"))
    (page,) = pages(lines(record), opening=opening)
    assert (page.facts.title, page.facts.published) == ("Bridge", "2031-05-01")
    assert b"inspection" in page.data


@pytest.mark.parametrize(
    "data",
    [
        json.dumps([BRIDGE, FERRY]),
        json.dumps([BRIDGE, FERRY], indent=2),
        json.dumps({"status": "ok", "articles": [BRIDGE, FERRY]}),
        json.dumps(BRIDGE) + json.dumps(FERRY),
    ],
)
def test_arrays_wrapped_lists_and_values_one_after_the_other(data):
    assert [page.facts.title for page in pages(data)] == ["Bridge closed", "Ferry sinks"]


def test_bad_lines_are_set_aside_with_their_number_and_the_rest_counts():
    items = opened(lines(BRIDGE) + b'\n{"a": \n\n5\n' + lines({"title": "only"}, FERRY), "news.jsonl")
    assert [item.name for item in items] == [f"news.jsonl#{number}" for number in (1, 2, 4, 5, 6)]
    assert [isinstance(item, SetAside) for item in items] == [False, True, True, True, False]
    assert "line 2" in items[1].reason
    assert "it has title" in items[3].remedy


def test_a_bad_element_of_an_array_costs_only_itself():
    items = opened("[" + json.dumps(BRIDGE) + ',{"text": oops it is not, "a": 1, "b": 1},' + json.dumps(FERRY) + "]")
    assert [type(item) for item in items] == [Page, SetAside, Page]


def test_an_array_that_breaks_off_says_so():
    items = opened(json.dumps([BRIDGE, FERRY])[:-9])
    assert [type(item) for item in items] == [Page, SetAside]


def test_utf_16_and_broken_utf_8_are_read():
    assert len(pages(json.dumps([BRIDGE, FERRY]).encode("utf-16"))) == 2
    assert len(pages(lines(BRIDGE) + b'\n{"text": "\xff The mayor resigned on Monday, aides said."}')) == 2


def test_a_whole_saved_page_in_a_field_is_told_from_a_text_alone():
    html = (
        "<html><body><nav>Menu</nav><p>"
        + "The ferry sank on Tuesday in the bay, police said. " * 4
        + "</p></body></html>"
    )
    assert is_whole_page(html)
    assert is_whole_page("Home\nNews\nSport\nMenu\nLog in\nShare\nTweet\nMore\nPrint\nComments\n" + BRIDGE["body"])
    assert not is_whole_page(BRIDGE["body"])
    assert not pages(lines({"html": html}, FERRY))[0].facts.body_only


def test_lines_stay_paragraphs_where_only_words_are_marked_up():
    text = "The council <b>closed</b> the bridge on Monday.\n\nIt will open again in May, the mayor said."
    read = article(pages(lines({"text": text}, FERRY))[0])
    assert read.body().split("\n") == [
        "The council closed the bridge on Monday.",
        "It will open again in May, the mayor said.",
    ]


def test_our_own_articles_can_be_read_again():
    first = article(pages(lines(BRIDGE, FERRY))[0])
    (page,) = pages(msgspec.json.encode(first))
    again = article(page)
    assert (again.title, again.body(), again.authors) == (first.title, first.body(), first.authors)
    assert (again.url, again.publisher, again.published.when) == (first.url, first.publisher, first.published.when)


def test_facts_given_for_the_only_record_go_before_its_own():
    opening = Opening(facts=PageFacts(published="2031-04-01", url="https://given.example/"))
    (page,) = pages(json.dumps(BRIDGE), opening=opening)
    assert (page.facts.published, page.facts.url) == ("2031-04-01", "https://given.example/")
    two = pages(lines(BRIDGE, BRIDGE), opening=opening)
    assert [page.facts.published for page in two] == ["2031-03-03T10:00:00"] * 2


def test_fields_are_told_as_pairs():
    assert parse_fields("text=body,title=a.b") == RecordFields(text="body", title="a.b")
    assert parse_fields("") == RecordFields()


@pytest.mark.parametrize("spec", ["words=body", "text", "text=", "text=a,text=b"])
def test_fields_that_cannot_be_told_are_an_error_with_a_remedy(spec):
    with pytest.raises(InputError) as error:
        parse_fields(spec)
    assert error.value.remedy


def test_a_value_over_the_limit_is_set_aside_and_the_next_one_read():
    small = Opening(limits=Limits(page=500))
    items = opened(lines(FERRY, {"text": "x" * 600}, FERRY), opening=small)
    assert [type(item) for item in items] == [Page, SetAside, Page]
    assert "line 2" in items[1].reason
