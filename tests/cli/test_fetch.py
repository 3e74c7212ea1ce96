"""``newsledger fetch``, as a user meets it, against an outlet on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsledger.api import Ledger
from newsledger.cli import app
from newsledger.intake.fetching import run as fetching
from tests.intake.fetching.site import Site, page

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "json.md"
QUICK = ("--allow-private", "--delay", "0", "--contact", "desk@newsroom.example")


@pytest.fixture
def site():
    served = Site()
    home = served.url("", "127.0.0.1")
    items = "".join(f"<item><title>Dam {path}</title><link>{home}{path}</link><pubDate>Mon, 02 Mar 2026 07:00:00 GMT"
                    "</pubDate></item>" for path in ("/a", "/b"))  # fmt: skip
    served.routes |= {
        "/feed.xml": f"<rss version='2.0'><channel><title>The Halm Observer</title>{items}</channel></rss>".encode(),
        "/a": page(),
        "/b": page("Dam talks go on", "consultations"),
        "/empty": b"<html><body></body></html>",
    }
    yield served
    served.close()


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def home(site, path):
    return site.url(path, "127.0.0.1")


def ids(ledger):
    with Ledger.open(ledger) as opened:
        return {article.id: (article.title, article.publisher, article.published, article.url)
                for article in opened.articles().values()}  # fmt: skip


def test_fetched_pages_are_in_the_ledger_and_come_back_the_same_from_the_archive(site, tmp_path):
    ledger = tmp_path / "dam.ledger"
    result = run("fetch", home(site, "/feed.xml"), "--ledger", ledger, "--json", *QUICK)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["fetched"] == [home(site, "/a"), home(site, "/b")] or set(told["fetched"]) == {
        home(site, "/a"),
        home(site, "/b"),
    }
    assert told["lists"] == [home(site, "/feed.xml")] and len(told["added"]) == 2 and told["set_aside"] == []
    before = ids(ledger)
    assert len(before) == 2 and {publisher for _, publisher, _, _ in before.values()} == {"The Halm Observer"}

    again = json.loads(run("fetch", home(site, "/feed.xml"), "--ledger", ledger, "--json", *QUICK).stdout)
    assert again["fetched"] == [] and again["added"] == [] and again["known_before"] == 2

    ledger.unlink()
    added = run("add", tmp_path / "dam.ledger.warc", "--ledger", ledger, "--json")
    assert added.exit_code == 0, added.output
    assert ids(ledger) == before


def test_a_new_ledger_gets_what_the_archive_holds_already(site, tmp_path):
    archive = tmp_path / "shared.warc"
    run("fetch", home(site, "/a"), "--ledger", tmp_path / "one.ledger", "--archive", archive, *QUICK)
    result = run("fetch", home(site, "/a"), "--ledger", tmp_path / "two.ledger", "--archive", archive, "--json", *QUICK)
    told = json.loads(result.stdout)
    assert told["unchanged"] == [home(site, "/a")] and len(told["added"]) == 1
    assert ids(tmp_path / "one.ledger") == ids(tmp_path / "two.ledger")


def test_an_address_of_this_machine_is_refused_with_a_remedy_and_exit_code_1(site, tmp_path):
    result = run("fetch", home(site, "/a"), "--ledger", tmp_path / "x.ledger")
    assert result.exit_code == 1 and site.asked == []
    assert "this machine itself" in " ".join(result.output.split()) and "--allow-private" in result.output


def test_without_an_address_it_says_what_to_do(tmp_path):
    result = run("fetch", "--ledger", tmp_path / "x.ledger")
    assert result.exit_code == 2 and "--from-file" in result.output


@pytest.mark.parametrize(
    "words", [("--since", "soon"), ("--agent", "a b"), ("--contact", "a)b"), ("--from-file", "none.txt")]
)
def test_what_cannot_be_done_as_asked_is_told(tmp_path, words):
    result = run("fetch", "http://outlet.example/", "--ledger", tmp_path / "x.ledger", *words)
    assert result.exit_code == 2 and "error:" in result.output and "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_addresses_can_come_from_a_file(site, tmp_path):
    file = tmp_path / "urls.txt"
    file.write_text(f"# the dam\n{home(site, '/a')}\n\n{home(site, '/gone')}\n", encoding="utf-8")
    told = json.loads(run("fetch", "--from-file", file, "--ledger", tmp_path / "x.ledger", "--json", *QUICK).stdout)
    assert told["fetched"] == [home(site, "/a")]
    assert [item["name"] for item in told["set_aside"]] == [home(site, "/gone")]
    assert "404" in told["set_aside"][0]["reason"] and told["set_aside"][0]["remedy"]


def test_a_dry_run_writes_nothing(site, tmp_path):
    result = run("fetch", home(site, "/feed.xml"), "--ledger", tmp_path / "x.ledger", "--dry-run", *QUICK)
    assert result.exit_code == 0 and f"would fetch {home(site, '/a')}" in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_stop_keeps_what_was_fetched_and_the_next_run_goes_on(site, tmp_path, monkeypatch):
    whole = fetching.PageFetcher.fetch

    def stopped(self, job):
        if job.url.endswith("/b"):
            raise KeyboardInterrupt
        return whole(self, job)

    ledger = tmp_path / "x.ledger"
    monkeypatch.setattr(fetching.PageFetcher, "fetch", stopped)
    result = run("fetch", home(site, "/a"), home(site, "/b"), "--ledger", ledger, *QUICK)
    assert result.exit_code == 130 and "stopped" in result.output and not ledger.exists()
    monkeypatch.setattr(fetching.PageFetcher, "fetch", whole)
    told = json.loads(run("fetch", home(site, "/b"), "--ledger", ledger, "--json", *QUICK).stdout)
    assert told["fetched"] == [home(site, "/b")] and len(told["added"]) == 2


def test_nothing_of_the_network_is_loaded_unless_it_is_asked_for():
    probe = (
        "import sys, newsledger.cli; print([name for name in ('httpcore2', 'protego', 'ssl') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert "httpcore2" not in done.stdout and "protego" not in done.stdout


def test_every_key_of_the_summary_is_documented(site, tmp_path):
    told = json.loads(run("fetch", home(site, "/a"), "--ledger", tmp_path / "x.ledger", "--json", *QUICK).stdout)
    (row,) = [line for line in DOCUMENTED.read_text(encoding="utf-8").splitlines() if "newsledger fetch --json" in line]
    assert all(f'"{key}"' in row for key in told)
