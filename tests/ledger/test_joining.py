"""Pages that belong to one article, in the ledger: its parts, and its versions for phones and for print."""

from pathlib import Path

import pytest

from newsledger import Ledger
from newsledger.intake.bundles import bundle, parts_of
from newsledger.model import Page, PageError, PageFacts

HOME = "https://post.example/2031/crane"
SAID = [
    "The harbour of Lund Bay was closed to ferries after a crane had toppled into the fairway, the port authority said.",
    "Some 1,400 passengers were taken by bus to the neighbouring port of Ness in the course of the day, it said.",
    "The union of dockers had warned of rust for months, and asked for an inquiry into who had signed the papers.",
    "Two workers were killed, said the harbour master, Una Birk, at the quay on Monday, and five were injured.",
]  # fmt: skip


def html(said: list[str], canonical: str = HOME, more: str = "") -> str:
    head = f'<title>Crane closes harbour to ferries</title><link rel="canonical" href="{canonical}">'
    date = '<meta property="article:published_time" content="2031-05-12">'
    text = "".join(f"<p>{line}</p>" for line in said)
    return f"<html><head>{head}{date}</head><body><h1>Crane closes harbour to ferries</h1>{text}{more}</body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text(html(SAID[:2], more="<p>Page 1 of 2</p>"))
    (pages / "b.html").write_text(html(SAID[2:], f"{HOME}?page=2", "<p>Page 2 of 2</p>"))
    return pages


def test_the_parts_of_an_article_are_added_as_one(folder, tmp_path):
    with Ledger.open(tmp_path / "x.ledger") as ledger:
        summary = ledger.add(folder)
        (article,) = ledger.articles().values()
        (reading,) = ledger.readings().values()
    assert (summary.counts.added, summary.counts.set_aside) == (1, 1)
    assert "a further part of" in summary.set_aside[0].reason
    assert all(line in article.body() for line in SAID)
    assert any("killed" in claim.evidence.text(article.text) for claim in reading.claims)


def test_adding_the_parts_again_and_reading_them_again_changes_nothing(folder, tmp_path):
    with Ledger.open(tmp_path / "x.ledger") as ledger:
        ledger.add(folder)
        first, before = ledger.articles(), ledger.rebuild().digest
        again = ledger.add(folder)
        rebuilt = ledger.rebuild(read_again=True)
        assert (again.counts.added, again.counts.known) == (0, 1)
        assert ledger.articles() == first
        assert rebuilt.digest == before


def test_versions_of_a_page_are_one_source_whichever_comes_first(tmp_path):
    (tmp_path / "a.html").write_text(html(SAID))
    (tmp_path / "b.html").write_text(html(SAID[:3], more="<p>View the full page</p>"))
    digests = []
    for names in (("a.html", "b.html"), ("b.html", "a.html")):
        with Ledger.open() as ledger:
            for name in names:
                assert ledger.add(tmp_path / name).counts.added == 1
            (story,) = ledger.story_ledgers()
            assert len(story.copies) == 1
            digests.append(ledger.rebuild().digest)
    assert digests[0] == digests[1]


def test_a_page_that_changed_under_its_address_is_added(tmp_path):
    (tmp_path / "a.html").write_text(html(SAID))
    (tmp_path / "b.html").write_text(html([*SAID[:3], SAID[3].replace("Two", "Three")]))
    with Ledger.open() as ledger:
        assert ledger.add(tmp_path).counts.added == 2


def test_a_bundle_gives_back_its_pages():
    pages = [Page(name="x", data=data, facts=PageFacts(url=HOME)) for data in (b"one", b"two")]
    assert parts_of(bundle(pages)) == tuple(pages)
    assert parts_of(pages[0]) == ()


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x90", b"\x91\xa1x"])
def test_a_damaged_bundle_is_told(damage):
    whole = bundle([Page(name="x", data=b"one")])
    head = whole.data[: whole.data.index(b"\n") + 1]
    with pytest.raises(PageError):
        parts_of(Page(name="x", data=head + damage))
    with pytest.raises(PageError):
        parts_of(bundle([whole]))
