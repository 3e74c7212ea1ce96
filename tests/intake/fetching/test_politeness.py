"""Pauses, turns, Retry-After, hosts that fail."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from newsledger.intake.fetching.politeness import Turns, retry_after
from newsledger.intake.fetching.robots import Rules, rules_of
from tests.intake.fetching.site import HandClock, fetch, page

NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def timed(site, clock):
    """Note when each request came, by the clock of the test."""
    times = []

    def route(body):
        def answer(handler):
            times.append((handler.headers["Host"].partition(":")[0], handler.path, clock.now()))
            handler.reply(200, body)

        return answer

    return times, route


def test_two_requests_to_one_host_are_apart_by_the_delay(site, tmp_path):
    clock = HandClock()
    times, route = timed(site, clock)
    site.routes |= {path: route(page(path)) for path in ("/a", "/b", "/c")} | {"/robots.txt": route(b"")}
    fetch(site, tmp_path, *(site.url(path) for path in ("/a", "/b", "/c")), clock=clock, delay=3.0)
    moments = [moment for _, _, moment in times]
    assert [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(moments)] == [
        3,
        3,
        3,
    ]


def test_hosts_take_turns_and_do_not_wait_for_each_other(site, tmp_path):
    clock = HandClock()
    times, route = timed(site, clock)
    site.routes |= {path: route(page(path)) for path in ("/a", "/b", "/c")}
    urls = [site.url(path, host) for host in ("one.example", "two.example") for path in ("/a", "/b", "/c")]
    fetch(site, tmp_path, *urls, clock=clock, delay=4.0)
    assert [host for host, _, _ in times] == ["one.example", "two.example"] * 3
    assert clock.at - NOW < dt.timedelta(seconds=4 * 5)


def test_a_crawl_delay_is_kept(site, tmp_path):
    clock = HandClock()
    times, route = timed(site, clock)
    site.routes |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 20\n", "/a": route(page()), "/b": route(page("B"))}
    fetch(site, tmp_path, site.url("/a"), site.url("/b"), clock=clock)
    assert (times[1][2] - times[0][2]).total_seconds() == 20


def test_a_host_that_wants_an_hour_between_pages_gives_one_a_run(site, tmp_path):
    clock = HandClock()
    site.routes |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 3600\n", "/a": page(), "/b": page("B")}
    _, results = fetch(site, tmp_path, site.url("/a"), site.url("/b"), clock=clock)
    assert [result.state.value for result in results] == ["fetched", "aside"]
    assert "3600 seconds" in results[1].reason and max(clock.slept) < 10
    _, (result,) = fetch(site, tmp_path, site.url("/b"), clock=clock)
    assert result.state.value == "aside"  # the pause holds from run to run
    clock.forward(hours=1)
    _, (result,) = fetch(site, tmp_path, site.url("/b"), clock=clock)
    assert result.state.value == "fetched"


def busy(times, status=429, **headers):
    """An answer that says "later" so many times, and is the page afterwards."""
    left = [times]

    def answer(handler):
        if left[0]:
            left[0] -= 1
            handler.reply(status, **headers)
        else:
            handler.reply(200, page())

    return answer


@pytest.mark.parametrize(
    ("after", "waited"), [("30", 30.0), ("Mon, 02 Mar 2026 08:01:00 GMT", 56.0), ("rubbish", 10.0), (None, 10.0)]
)
def test_a_busy_host_is_asked_again_when_it_says(site, tmp_path, after, waited):
    clock = HandClock()
    site.routes["/a"] = busy(1, **({"retry_after": after} if after else {}))
    _, (result,) = fetch(site, tmp_path, site.url("/a"), clock=clock)
    assert result.state.value == "fetched"
    assert max(clock.slept) == pytest.approx(waited, abs=4)


def test_a_host_that_stays_busy_is_left_alone(site, tmp_path):
    site.routes |= {"/a": busy(99, status=503), "/b": page()}
    _, results = fetch(site, tmp_path, site.url("/a"), site.url("/b"))
    assert [result.state.value for result in results] == ["aside", "aside"]
    assert site.paths().count("/a") == 3 and "/b" not in site.paths()


def test_a_host_that_asks_for_a_long_pause_is_not_waited_for(site, tmp_path):
    clock = HandClock()
    site.routes["/a"] = busy(1, retry_after="7200")
    _, (result,) = fetch(site, tmp_path, site.url("/a"), clock=clock)
    assert "7200 seconds" in result.reason and max(clock.slept, default=0) < 10


def test_a_host_that_fails_three_times_is_given_up(site, tmp_path):
    def hang_up(handler):
        handler.close_connection = True

    paths = [f"/{number}" for number in range(6)]
    site.routes |= dict.fromkeys(paths, hang_up)
    _, results = fetch(site, tmp_path, *(site.url(path) for path in paths))
    assert all(result.state.value == "aside" for result in results)
    assert len(site.asked) == 1 + 3


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("120", 120), (" 7 ", 7), ("Mon, 02 Mar 2026 08:02:00 GMT", 120), ("Mon, 02 Mar 2026 07:00:00 GMT", 0),
     ("Mon, 02 Mar 2026 08:02:00", 120), ("-5", None), ("soon", None), (None, None), ("²", None)],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


def test_a_pause_lasts_from_the_end_of_a_request():
    clock = HandClock()
    turns = Turns(clock, 2.0)
    assert turns.wait_of("a") == 0
    turns.done("a")
    turns.slow_down("a", 5.0)
    assert turns.wait_of("a") == 5.0 and turns.wait_of("b") == 0
    turns.take("a")
    assert clock.slept == [5.0] and turns.wait_of("a") == 0


def test_rules_are_read_as_rfc_9309_says():
    names = ("newsledger",)
    rules = rules_of(
        200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-agent: NewsLedger\nAllow: /a$\nDisallow: /a\n"
    )
    assert rules.allow("http://outlet.example/a", names) and not rules.allow("http://outlet.example/ab", names)
    assert rules.allow("http://outlet.example/b", names) and not rules.allow("http://outlet.example/b", ("other",))
    assert Rules(410).allow("http://outlet.example/", names) and not Rules(0).allow("http://outlet.example/", names)
    assert rules_of(200, b"User-agent: *\nRequest-rate: 1/10\n").delay(names) == 10
    long = b"#" * 600_000 + b"\nUser-agent: *\nDisallow: /\n"
    assert rules_of(200, long).allow("http://outlet.example/", names)  # only the first 500 KiB count


def test_a_busy_host_does_not_keep_the_others_waiting(site, tmp_path):
    clock = HandClock()
    times, route = timed(site, clock)
    site.routes |= {("one.example", "/a"): busy(1, retry_after="60"), ("two.example", "/a"): route(page("Two"))}
    site.routes |= {("two.example", "/b"): route(page("More of two"))}
    urls = [site.url("/a", "one.example"), site.url("/a", "two.example"), site.url("/b", "two.example")]
    _, results = fetch(site, tmp_path, *urls, clock=clock)
    assert [result.state.value for result in results] == ["fetched"] * 3
    assert results[-1].url == urls[0] and max(moment for _, _, moment in times) < NOW + dt.timedelta(seconds=20)
