"""Fetching whole: robots, pages, lists, what did not change."""

from __future__ import annotations

import datetime as dt
import gzip

import pytest

from newsledger.intake.fetching.settings import Follow, Plan
from newsledger.model import Page
from tests.intake.fetching.site import HandClock, fetch, page, pages_in, states


def feed(site, *paths, host="outlet.example"):
    items = "".join(
        f"<item><title>Headline of {path}</title><link>{site.url(path, host)}?utm_source=rss#top</link>"
        f"<pubDate>Mon, 0{number} Mar 2026 07:00:00 GMT</pubDate></item>"
        for number, path in enumerate(paths, start=1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>World | The Halm Observer</title>'
        f"<link>{site.url('/', host)}</link>{items}</channel></rss>"
    ).encode()


def test_a_page_is_fetched_after_robots_txt_and_can_be_read_from_the_archive(site, tmp_path):
    site.routes |= {"/robots.txt": b"User-agent: *\nDisallow: /private\n", "/a": page()}
    _, results = fetch(site, tmp_path, site.url("/a#comments"))
    assert site.paths() == ["/robots.txt", "/a"]
    assert states(results) == [("fetched", "a")]
    (read,) = pages_in(tmp_path)
    assert isinstance(read, Page)
    assert read.data == page()
    assert read.facts.url == site.url("/a")


def test_what_robots_txt_forbids_is_not_asked_for(site, tmp_path):
    site.routes |= {"/robots.txt": b"User-agent: newsledger\nDisallow: /private\n", "/private/a": page()}
    _, (result,) = fetch(site, tmp_path, site.url("/private/a"))
    assert site.paths() == ["/robots.txt"]
    assert result.state.value == "aside" and "robots.txt" in result.reason and result.remedy


def test_another_name_does_not_get_around_rules_for_newsledger(site, tmp_path):
    site.routes |= {"/robots.txt": b"User-agent: newsledger\nDisallow: /\n", "/a": page()}
    _, (result,) = fetch(site, tmp_path, site.url("/a"), agent="otherbot")
    assert result.state.value == "aside"


@pytest.mark.parametrize(("status", "asked"), [(404, True), (403, True), (500, False), (429, False), (503, False)])
def test_a_missing_robots_txt_allows_and_a_failing_one_forbids(site, tmp_path, status, asked):
    site.routes |= {"/robots.txt": lambda handler: handler.reply(status), "/a": page()}
    fetch(site, tmp_path, site.url("/a"))
    assert ("/a" in site.paths()) is asked


def test_robots_txt_is_asked_for_once_a_day(site, tmp_path):
    clock = HandClock()
    site.routes |= {"/robots.txt": b"", "/a": page(), "/b": page("Dam talks go on")}
    fetch(site, tmp_path, site.url("/a"), site.url("/b"), clock=clock)
    fetch(site, tmp_path, site.url("/a"), clock=clock)
    assert site.paths().count("/robots.txt") == 1
    clock.forward(hours=25)
    fetch(site, tmp_path, site.url("/a"), clock=clock)
    assert site.paths().count("/robots.txt") == 2


def test_robots_txt_that_redirects_counts_for_the_host_that_was_asked(site, tmp_path):
    site.routes |= {
        "/robots.txt": lambda handler: handler.reply(301, location="/rules.txt"),
        "/rules.txt": b"User-agent: *\nDisallow: /a\n",
        "/a": page(),
    }
    clock = HandClock()
    for _ in range(2):
        _, (result,) = fetch(site, tmp_path, site.url("/a"), clock=clock)
        assert "does not allow" in result.reason
    assert site.paths() == ["/robots.txt", "/rules.txt"]


def test_it_says_who_it_is(site, tmp_path):
    site.routes["/a"] = page()
    fetch(site, tmp_path, site.url("/a"), agent="deskbot", contact="desk@newsroom.example")
    headers = site.asked[-1][2]
    assert headers["user-agent"].startswith("deskbot (newsledger/")
    assert "+desk@newsroom.example" in headers["user-agent"]
    assert headers["from"] == "desk@newsroom.example"


def test_a_page_that_did_not_change_is_not_sent_again(site, tmp_path):
    def conditional(handler):
        if handler.headers.get("If-None-Match") == '"one"':
            handler.reply(304, etag='"one"')
        else:
            handler.reply(200, page(), etag='"one"', last_modified="Mon, 02 Mar 2026 07:00:00 GMT")

    site.routes["/a"] = conditional
    fetch(site, tmp_path, site.url("/a"))
    _, results = fetch(site, tmp_path, site.url("/a"), clock=HandClock("2026-03-03T08:00:00+00:00"))
    assert states(results) == [("unchanged", "a")]
    assert site.asked[-1][2]["if-modified-since"] == "Mon, 02 Mar 2026 07:00:00 GMT"
    assert len(pages_in(tmp_path)) == 1


def test_the_same_bytes_again_are_no_new_page(site, tmp_path):
    site.routes["/a"] = page()
    fetch(site, tmp_path, site.url("/a"))
    _, results = fetch(site, tmp_path, site.url("/a"), clock=HandClock("2026-03-03T08:00:00+00:00"))
    assert states(results) == [("unchanged", "a")]
    assert len(pages_in(tmp_path)) == 1
    site.routes["/a"] = page("Dam talks break down")
    _, results = fetch(site, tmp_path, site.url("/a"), clock=HandClock("2026-03-04T08:00:00+00:00"))
    assert states(results) == [("fetched", "a")]
    assert len(pages_in(tmp_path)) == 2


def test_a_feed_is_followed_to_its_new_items_with_what_it_tells_of_them(site, tmp_path):
    site.routes |= {"/feed.xml": feed(site, "/a", "/b"), "/a": page(), "/b": page("Dam talks go on")}
    clock = HandClock()
    _, results = fetch(site, tmp_path, site.url("/feed.xml"), clock=clock)
    assert states(results) == [("list", "feed.xml"), ("fetched", "b"), ("fetched", "a")]  # the newest first
    facts = {read.facts.title: read.facts for read in pages_in(tmp_path)}
    assert facts["Headline of /a"].published == "2026-03-01T07:00:00+00:00"
    assert facts["Headline of /a"].url == site.url("/a")
    site.routes |= {"/feed.xml": feed(site, "/a", "/b", "/c"), "/c": page("Dam talks end")}
    run, results = fetch(site, tmp_path, site.url("/feed.xml"), clock=clock)
    assert states(results) == [("list", "feed.xml"), ("fetched", "c")]
    assert run.known == 2


def test_items_left_over_by_the_limit_come_next_time_though_the_feed_did_not_change(site, tmp_path):
    def conditional(handler):
        if handler.headers.get("If-None-Match"):
            handler.reply(304)
        else:
            handler.reply(200, feed(site, "/a", "/b"), etag='"f"', content_type="application/rss+xml")

    site.routes |= {"/feed.xml": conditional, "/a": page(), "/b": page("Dam talks go on")}
    run, results = fetch(site, tmp_path, site.url("/feed.xml"), plan=Plan(limit=1))
    assert states(results)[1:] == [("fetched", "b")] and run.left == 1
    _, results = fetch(site, tmp_path, site.url("/feed.xml"), plan=Plan(limit=1))
    assert states(results)[1:] == [("fetched", "a")]


def test_an_index_of_sitemaps_is_followed_one_level_deep(site, tmp_path):
    def index(*paths):
        inner = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in paths)
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemapindex>'.encode()

    def urls(*paths):
        inner = "".join(f"<url><loc>{site.url(path)}</loc><lastmod>{day}</lastmod></url>" for path, day in paths)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'.encode()

    site.routes |= {
        "/sitemap.xml": index("/march.xml.gz", "/deeper.xml"),
        "/march.xml.gz": lambda handler: handler.reply(
            200, gzip.compress(urls(("/a", "2026-03-01"), ("/old", "2025-01-01"))), content_type="application/gzip"
        ),
        "/deeper.xml": index("/deepest.xml"),
        "/a": page(),
    }
    run, results = fetch(site, tmp_path, site.url("/sitemap.xml"), plan=Plan(since=dt.date(2026, 1, 1)))
    assert ("fetched", "a") in states(results)
    assert "/deepest.xml" not in site.paths() and run.older == 1
    assert any("within another" in result.reason for result in results)


def test_feeds_and_sitemaps_are_looked_for_when_asked(site, tmp_path):
    link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    sitemap = f"<urlset><url><loc>{site.url('/b')}</loc></url></urlset>".encode()
    site.routes |= {
        "/": page("The Halm Observer", head=link),
        "/robots.txt": f"User-agent: *\nAllow: /\nSitemap: {site.url('/map.xml')}\n".encode(),
        "/feed.xml": feed(site, "/a"),
        "/map.xml": sitemap,
        "/a": page(),
        "/b": page("Dam talks go on"),
    }
    _, results = fetch(site, tmp_path, site.url("/"), plan=Plan(follow=frozenset(Follow)))
    assert sorted(states(results)) == [
        ("fetched", "a"), ("fetched", "b"), ("list", ""), ("list", "feed.xml"), ("list", "map.xml"),
    ]  # fmt: skip
    assert {read.facts.url for read in pages_in(tmp_path)} == {site.url("/a"), site.url("/b")}


def test_a_trial_keeps_nothing_and_lists_what_would_be_fetched(site, tmp_path):
    site.routes |= {"/feed.xml": feed(site, "/a"), "/a": page()}
    _, results = fetch(site, tmp_path / "none", site.url("/feed.xml"), plan=Plan(trial=True))
    assert states(results) == [("list", "feed.xml"), ("planned", "a")]
    assert "/a" not in site.paths() and not (tmp_path / "none").exists()


def test_one_bad_address_costs_nothing_but_itself(site, tmp_path):
    site.routes["/a"] = page()
    _, results = fetch(site, tmp_path, "ftp://outlet.example/x", "no address", site.url("/gone"), site.url("/a"))
    assert [result.state.value for result in results] == ["aside", "aside", "aside", "fetched"]
    assert all(result.reason and result.remedy for result in results if result.state.value == "aside")


def test_redirects_are_followed_and_each_is_kept(site, tmp_path):
    site.routes |= {
        "/old": lambda handler: handler.reply(301, location="/new?fbclid=1"),
        "/new": page(),
        "/round": lambda handler: handler.reply(302, location="/round"),
    }
    _, results = fetch(site, tmp_path, site.url("/old"), site.url("/round"))
    assert states(results)[0] == ("fetched", "new")
    assert "redirects" in results[1].reason
    (read,) = pages_in(tmp_path)
    assert read.facts.url == site.url("/new")


def test_a_picture_is_told_and_kept_but_not_read(site, tmp_path):
    site.routes["/map.png"] = lambda handler: handler.reply(200, b"\x89PNG\r\n\x1a\n123", content_type="image/png")
    _, (result,) = fetch(site, tmp_path, site.url("/map.png"))
    assert result.state.value == "aside" and "image/png" in result.reason
    assert pages_in(tmp_path) == []
    (file,) = tmp_path.glob("*.warc.gz")
    assert b"\x89PNG" in gzip.decompress(file.read_bytes())


def test_a_front_page_is_a_list_when_feeds_are_looked_for_and_a_page_when_not(site, tmp_path):
    def front(handler):
        if handler.headers.get("If-None-Match"):
            handler.reply(304)
        else:
            link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
            handler.reply(200, page("The Halm Observer", head=link), etag='"one"')

    site.routes |= {"/": front, "/feed.xml": feed(site)}
    follow = Plan(follow=frozenset({Follow.FEEDS}))
    home = site.url("/")
    assert states(fetch(site, tmp_path, home)[1]) == [("fetched", "")]
    assert states(fetch(site, tmp_path, home, plan=follow)[1]) == [("list", ""), ("list", "feed.xml")]
    assert states(fetch(site, tmp_path, home, plan=follow)[1]) == [("list", ""), ("list", "feed.xml")]
    assert "if-none-match" in site.asked[-2][2]
    assert states(fetch(site, tmp_path, home)[1]) == [("fetched", "")]


def test_a_trial_knows_what_was_fetched_before(site, tmp_path):
    site.routes |= {"/feed.xml": feed(site, "/a", "/b"), "/a": page(), "/b": page("Dam talks go on")}
    fetch(site, tmp_path, site.url("/feed.xml"), plan=Plan(limit=1))
    before = {file.name: file.stat().st_size for file in tmp_path.iterdir()}
    _, results = fetch(site, tmp_path, site.url("/feed.xml"), plan=Plan(trial=True))
    assert states(results) == [("list", "feed.xml"), ("planned", "a")]
    assert {file.name: file.stat().st_size for file in tmp_path.iterdir()} == before
