"""WARC: pages, what is passed over, damage."""

from __future__ import annotations

import gzip
import itertools
import zlib

import pytest

from newsledger.intake.containers import Limits, Opening
from newsledger.model import Page, PageFacts
from tests.intake.containers.made_up import PAGE, http, opened, reasons, record, responses, told, url


def packed(records):
    return b"".join(gzip.compress(item) for item in records)


def plain(records):
    return b"".join(records)


def body_of(*records):
    """The bytes of the only page."""
    (page,), _ = opened(plain(records))
    return page.data


@pytest.mark.parametrize("join", [plain, packed])
def test_responses_are_pages_with_address_and_capture_named_by_their_places(join):
    records = responses(3)
    places = [0, *itertools.accumulate(len(join([item])) for item in records)][:3]
    items, _ = opened(join(records), name="crawl.warc")
    assert [item.name for item in items] == [f"crawl.warc#{place}" for place in places]
    assert [item.data for item in items] == [b"%d %b" % (number, PAGE) for number in range(3)]
    assert items[1].facts == PageFacts(url=url(1), captured="2031-03-04T05:06:07Z")


def test_a_response_in_an_archive_packed_as_a_whole_is_found(join=plain):
    items, _ = opened(gzip.compress(join(responses(3))))
    assert [item.facts.url for item in items] == [url(0), url(1), url(2)]


def test_facts_of_the_archive_count_for_its_pages():
    items, _ = opened(plain(responses(1)), opening=Opening(facts=PageFacts(publisher="Norwire")))
    assert items[0].facts.publisher == "Norwire"


@pytest.mark.parametrize(
    ("kind", "media", "block"),
    [
        ("resource", "text/html", PAGE),
        ("conversion", "text/plain", b"Dam talks end\n\nMore."),
        ("response", "text/html", PAGE),
    ],
)
def test_resources_and_conversions_are_pages_without_http(kind, media, block):
    assert body_of(record(url(1), block, kind, media)) == block


@pytest.mark.parametrize(
    ("item", "what"),
    [
        (record(url(1), b"GET / HTTP/1.1\r\n\r\n", "request"), "request records"),
        (record(url(1), b"software: x\r\n", "warcinfo", "application/warc-fields"), "warcinfo records"),
        (record(url(1), b"via: x\r\n", "metadata", "application/warc-fields"), "metadata records"),
        (record(url(1), http(b""), "revisit"), "revisit records"),
        (record("dns:news.example", b"1.2.3.4", "resource", "text/dns"), "records that are no web pages"),
        (record(url(1), http(b"\x89PNG", media="image/png")), "pictures"),
        (record(url(1), http(b"a{}", media="text/css")), "style sheets"),
        (record(url(1), http(b"x=1", media="application/javascript; charset=utf-8")), "scripts"),
    ],
)
def test_records_without_pages_are_passed_over_and_counted(item, what):
    assert opened(plain([item, *responses(1)]))[1] == {what: 1}
    assert len(told(plain([item, *responses(1)]))) == 1


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("404 Not Found", "HTTP 404 (not found)"),
        ("301 Moved", "HTTP 301 (moved permanently): a redirect, not a page"),
        ("999 Denied", "HTTP 999 (no known status)"),
        ("500 Oh", "HTTP 500 (internal server error)"),
    ],
)
def test_answers_that_are_no_page_are_set_aside_with_their_status(status, reason):
    assert reasons(record(url(1), http(PAGE, status))) == [reason]


RAW_DEFLATE = zlib.compressobj(wbits=-15)
ENCODED = {
    "gzip": (gzip.compress(PAGE), "Content-Encoding: gzip"),
    "gzip that was undone": (PAGE, "Content-Encoding: gzip"),
    "deflate": (zlib.compress(PAGE), "Content-Encoding: deflate"),
    "raw deflate": (RAW_DEFLATE.compress(PAGE) + RAW_DEFLATE.flush(), "Content-Encoding: deflate"),
    "chunked": (
        b"%x\r\n%b\r\n3;x=y\r\n%b\r\n0\r\n\r\n" % (len(PAGE) - 3, PAGE[:-3], PAGE[-3:]),
        "Transfer-Encoding: chunked",
    ),
    "chunked that was undone": (PAGE, "Transfer-Encoding: chunked"),
    "brotli that was undone": (PAGE, "Content-Encoding: br"),
    "no encoding": (PAGE, "Content-Encoding: identity"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_bodies_are_decoded(name):
    body, header = ENCODED[name]
    assert body_of(record(url(1), http(body, "200 OK", "text/html", header))) == PAGE


def test_a_body_in_two_encodings_is_decoded():
    body = gzip.compress(PAGE)
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    headers = ("Transfer-Encoding: chunked", "Content-Encoding: gzip")
    assert body_of(record(url(1), http(chunks, "200 OK", "text/html", *headers))) == PAGE


def test_a_broken_body_is_set_aside():
    broken = gzip.compress(PAGE)[:-20]
    (reason,) = reasons(record(url(1), http(broken, "200 OK", "text/html", "Content-Encoding: gzip")))
    assert reason == "the HTTP response is damaged: the packed body is cut off"


def test_the_encoding_in_the_http_header_counts_where_the_page_tells_none():
    text = "Ørsted sagde det på onsdag"
    assert body_of(record(url(1), http(text.encode("cp1252"), media="text/html; charset=iso-8859-1"))) == text.encode()
    said = b'<meta charset="cp1252">' + text.encode("cp1252")
    assert body_of(record(url(1), http(said, media="text/html; charset=koi8-r"))) == said


def test_pages_over_the_limit_are_set_aside_unread():
    opening = Opening(limits=Limits(page=1_000))
    big = record(url(1), http(b"x" * 5_000))
    items, _ = opened(plain([big, *responses(1)]), opening=opening)
    assert "larger" in items[0].reason and isinstance(items[1], Page)
    bomb = record(url(1), http(gzip.compress(b"x" * 50_000), "200 OK", "text/html", "Content-Encoding: gzip"))
    assert "too large" in reasons(bomb, opening)[0]


def flipped(data):
    middle = len(data) // 2
    return data[:middle] + bytes(byte ^ 0xFF for byte in data[middle : middle + 20]) + data[middle + 20 :]


DAMAGED = {
    "member with flipped bytes": lambda r: gzip.compress(r[0]) + flipped(gzip.compress(r[1])) + gzip.compress(r[2]),
    "member cut off": lambda r: gzip.compress(r[0]) + gzip.compress(r[1])[:-60] + gzip.compress(r[2]),
    "two damaged members": lambda r: (
        gzip.compress(r[0]) + flipped(gzip.compress(r[1])) + gzip.compress(r[1])[:-60] + gzip.compress(r[2])
    ),
    "rubbish between members": lambda r: gzip.compress(r[0]) + b"rubbish\n" * 50 + gzip.compress(r[2]),
    "record longer than told": lambda r: r[0] + record(url(1), b"x" * 500, size=100) + r[2],
    "record shorter than told": lambda r: r[0] + record(url(1), b"x" * 500, size=9_999_999) + r[2],
    "rubbish between records": lambda r: r[0] + b"rubbish\n" * 50 + r[2],
    "rubbish at the end": lambda r: r[0] + r[2] + b"rubbish\n" * 50,
    "rubbish at the end of members": lambda r: gzip.compress(r[0]) + gzip.compress(r[2]) + b"rubbish\n" * 50,
    "cut off at the end": lambda r: r[0] + r[2] + r[1][:-50],
    "member cut off at the end": lambda r: gzip.compress(r[0]) + gzip.compress(r[2]) + gzip.compress(r[1])[:-50],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_told_and_the_records_behind_it_are_read(name):
    items, _ = opened(DAMAGED[name](responses(3)))
    pages = [item for item in items if isinstance(item, Page)]
    assert {url(0), url(2)} <= {page.facts.url for page in pages}
    assert len(items) > len([page for page in pages if page.facts.url in (url(0), url(2))])
    assert len({item.name for item in items}) == len(items)


def test_damage_before_a_long_record_costs_no_more_than_its_own():
    long = record(url(5), http(PAGE + b" word" * 100_000))
    data = gzip.compress(responses(1)[0])[:-60] + gzip.compress(long) + packed(responses(3))
    assert [item.facts.url for item in opened(data)[0] if isinstance(item, Page)] == [url(5), url(0), url(1), url(2)]
