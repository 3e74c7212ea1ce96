"""The command that finds articles, and streams of pages on the command line."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from newsledger.ledger import Store
from tests.cli.test_commands import run
from tests.intake.containers.made_up import http, record, zip_of
from tests.ledger.test_store import STORY

SECOND = STORY.replace("dam", "bridge").replace("Orsk", "Halm")


@pytest.fixture
def crawl(tmp_path):
    """An archive with two articles, one page that is gone and one that is empty."""
    pages = [
        record("https://a.example/1", http(STORY.encode(), media="text/plain")),
        record("https://a.example/2", http(b"gone", "404 Not Found")),
        record("https://a.example/3", http(b"")),
        record("https://a.example/4", http(SECOND.encode(), media="text/plain")),
        record("https://a.example/4", b"GET /", "request"),
    ]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(gzip.compress(page) for page in pages))
    return path


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_page_gives_an_article_or_a_line_that_says_why_not(crawl, tmp_path, jobs):
    result = run("articles", crawl, "--out", tmp_path / "out", "--set-aside", tmp_path / "aside", "--jobs", jobs)
    assert result.exit_code == 0
    assert [article["url"] for article in lines(tmp_path / "out")] == ["https://a.example/1", "https://a.example/4"]
    assert [item["reason"] for item in lines(tmp_path / "aside")] == ["HTTP 404 (not found)", "the page is empty"]
    assert "4 pages: 2 with an article, 2 set aside" in result.output
    assert "passed over 1 request records" in result.output


def test_articles_are_a_line_each_on_the_screen_or_json(crawl):
    assert STORY.splitlines()[0] in run("articles", crawl).stdout
    assert json.loads(run("articles", crawl, "--json").stdout.splitlines()[0])["text"].startswith(STORY[:20])


def test_no_article_at_all_is_told_by_the_exit_code(tmp_path):
    (tmp_path / "a.html").write_bytes(b"")
    assert run("articles", tmp_path / "a.html").exit_code == 1


def test_a_file_that_cannot_be_written_is_told_before_reading(crawl, tmp_path):
    result = run("articles", crawl, "--out", tmp_path / "no" / "out.jsonl")
    assert result.exit_code == 2 and "cannot be written" in result.output


def test_adding_an_archive_by_two_jobs_gives_the_same_ledger_as_by_one(crawl, tmp_path):
    for jobs in (1, 2):
        ledger = tmp_path / f"{jobs}.ledger"
        result = run(
            "add", crawl, "--ledger", ledger, "--jobs", jobs, "--set-aside", tmp_path / f"{jobs}.aside", "--json"
        )
        assert json.loads(result.stdout)["counts"] == {
            "added": 2, "known": 0, "set_aside": 2, "reasons": {"HTTP 404 (not found)": 1, "the page is empty": 1},
        }  # fmt: skip
    assert Store(tmp_path / "1.ledger").readings() == Store(tmp_path / "2.ledger").readings()
    assert Store(tmp_path / "1.ledger").all_set_aside() == Store(tmp_path / "2.ledger").all_set_aside()
    assert lines(tmp_path / "1.aside") == lines(tmp_path / "2.aside")


def test_facts_of_one_page_for_several_are_refused_before_anything_is_stored(tmp_path):
    box = tmp_path / "box.zip"
    box.write_bytes(zip_of({"a.txt": STORY.encode(), "b.txt": SECOND.encode()}))
    result = run("add", box, "--publisher", "Norwire", "--ledger", tmp_path / "x.ledger")
    assert result.exit_code == 2 and "one page" in result.output
    assert Store(tmp_path / "x.ledger").article_count() == 0


def test_an_archive_comes_through_standard_input(crawl, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(crawl.read_bytes())))
    from newsledger.intake import open_pages

    assert len(list(open_pages(["-"]))) == 4
