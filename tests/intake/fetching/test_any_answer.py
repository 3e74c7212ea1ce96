"""Whatever a host answers, and whatever a list says, a fetch goes on."""

from __future__ import annotations

import gzip

from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsledger.intake.fetching.archive import Archive
from newsledger.intake.fetching.client import Client
from newsledger.intake.fetching.listings import feeds_on, read_listing
from newsledger.intake.fetching.manners import Manners
from newsledger.intake.fetching.pages import Job, PageFetcher, State
from newsledger.intake.fetching.robots import rules_of
from newsledger.intake.fetching.settings import FetchSettings
from newsledger.intake.kinds import Kind
from tests.intake.fetching.site import HandClock, page
from tests.intake.fetching.test_guarded import Recorder, RecorderStream

STATUS = st.sampled_from(
    [b"200 OK", b"301 Moved", b"304 Not Modified", b"404 Gone", b"429 Slow", b"503 Busy", b"999 X", b"x"]
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from(
            [b"Location", b"Content-Encoding", b"Transfer-Encoding", b"Content-Type", b"Retry-After", b"ETag"]
        ),
        st.sampled_from(
            [b"/b", b"http://127.0.0.1/", b"gzip", b"br", b"chunked", b"text/html", b"3", b"\xff\xfe", b"http://["]
        ),
    ),
    max_size=4,
)
BODY = st.one_of(st.binary(max_size=200), st.just(page()), st.just(gzip.compress(page())), st.just(b"<rss><channel>"))


def public(host, port):
    return ("93.184.216.34",)


class Answering(Recorder):
    def __init__(self, answer):
        super().__init__()
        self.answer = answer

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        stream = RecorderStream(self)
        stream.answer = self.answer
        return stream


def answers():
    def whole(status, headers, body):
        return b"HTTP/1.1 " + status + b"\r\n" + b"".join(b"%s: %s\r\n" % pair for pair in headers) + b"\r\n" + body

    return st.one_of(st.binary(max_size=100), st.builds(whole, STATUS, HEADERS, BODY))


@settings(max_examples=40)
@given(answers())
@example(b"HTTP/1.1 304 Not Modified\r\n\r\n")
def test_any_answer_is_a_result(tmp_path_factory, answer):
    given_settings = FetchSettings(retries=1)
    clock = HandClock()
    with (
        Client(given_settings, clock, resolver=public, backend=Answering(answer)) as client,
        Archive(tmp_path_factory.mktemp("any"), clock, "newsledger") as archive,
    ):
        manners = Manners(given_settings, archive, client, clock)
        result = PageFetcher(given_settings, archive, manners, find_feeds=True).fetch(Job("http://outlet.example/a"))
    assert result.state in State
    assert result.state is not State.ASIDE or (result.reason and result.remedy)


@settings(max_examples=100)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_list_is_read_to_addresses_of_web_pages(body):
    base = "http://outlet.example/"
    for kind in (Kind.FEED, Kind.SITEMAP):
        listing = read_listing(kind, body, base)
        assert all(url.startswith(("http://", "https://")) for url, _ in listing.pages)
        assert all(url.startswith(("http://", "https://")) for url in listing.lists)
    assert isinstance(feeds_on(body, base), tuple)


@given(st.binary(max_size=300), st.sampled_from([200, 404, 500]))
def test_any_robots_txt_is_rules(body, status):
    rules = rules_of(status, body)
    assert rules.allow("http://outlet.example/a", ("newsledger",)) in (True, False)
    assert rules.delay(("newsledger",)) >= 0
    assert isinstance(rules.sitemaps(), tuple)
