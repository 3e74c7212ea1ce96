"""Sitemaps: addresses, and what they tell."""

from newsledger.intake.containers.sitemap import parse_sitemap, sitemap_entries
from newsledger.model import PageFacts, SetAside
from tests.intake.containers.opened import opened
from tests.intake.containers.wires import SITEMAP


def test_a_news_sitemap_tells_headline_outlet_and_both_dates():
    (address, facts), (other, _) = sitemap_entries(SITEMAP.encode())
    assert address == "https://halm.example/a?x=1&y=2"
    assert other == "https://halm.example/b"
    assert facts == PageFacts(
        url=address, title="Envoys agree", publisher="The Halm Observer", language="en",
        published="2031-03-03T10:00:00+01:00", updated="2031-03-04",
    )  # fmt: skip


def test_an_index_leads_to_further_sitemaps():
    told = parse_sitemap(b"<sitemapindex><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>")
    assert (told.pages, told.sitemaps, told.problem) == ((), ("https://a.example/s.xml",), None)


def test_opening_a_sitemap_says_how_many_addresses_it_holds_and_what_gets_them():
    (item,) = opened(SITEMAP)
    assert isinstance(item, SetAside)
    assert "2 addresses" in item.reason
    assert "newsledger fetch" in item.remedy


def test_a_sitemap_that_breaks_off_gives_what_stands_before():
    told = parse_sitemap(SITEMAP[: SITEMAP.index("javascript")].encode())
    assert len(told.pages) == 2
    assert told.problem == "it breaks off"


def test_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    bomb = f'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "{secret.as_uri()}">]>'
    ((address, _),) = sitemap_entries(f"{bomb}<urlset><url><loc>http://x.example/&b;&f;</loc></url></urlset>".encode())
    assert address == "http://x.example/"


def test_what_is_no_sitemap_raises_nothing():
    for data in (b"", b"\xff\xfe<", b"<urlset", b"<urlset/>"):
        assert sitemap_entries(data) == []
