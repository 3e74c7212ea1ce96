"""The command line, as a user meets it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from newsledger.cli import app
from newsledger.ledger import Store
from tests.ledger.test_store import STORY

LATER = (
    "Toll of border post blast rises to 19\n\n"
    "March 9 (Norwire) -- At least 19 people were killed by the blast at the border post near the Orsk dam, the Tessian "
    "army said on Sunday, up from the 14 it gave a week ago.\n\n"
    "Water minister Dana Kosic said the talks on the dam, first planned for April, would now be held in the second week of "
    "May.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("pages")
    (place / "a.txt").write_text(STORY, encoding="utf-8")
    (place / "b.txt").write_text(LATER, encoding="utf-8")
    (place / "empty.html").write_bytes(b"")
    return place


@pytest.fixture(scope="module")
def ledger(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("ledger") / "dam.ledger"
    result = run("add", folder, "--ledger", path, "--json")
    assert result.exit_code == 0, result.output
    return path


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_adding_reports_what_was_added_and_what_was_set_aside(folder, tmp_path):
    result = run("add", folder, "--ledger", tmp_path / "x.ledger", "--json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(summary["added"]) == 2
    assert [item["name"].endswith("empty.html") for item in summary["set_aside"]] == [True]


def test_adding_again_changes_nothing(ledger, folder):
    before = Store(ledger).readings()
    summary = json.loads(run("add", folder, "--ledger", ledger, "--json").stdout)
    assert summary["added"] == [] and len(summary["known"]) == 2
    assert Store(ledger).readings() == before


def test_stories_show_and_why_lead_from_a_story_to_its_sentences(ledger):
    stories = json.loads(run("stories", "--ledger", ledger, "--json").stdout)
    assert stories
    (brief,) = json.loads(run("show", stories[0]["id"], "--ledger", ledger, "--json").stdout)
    ids = [line["id"] for line in lines_of(brief)]
    assert ids
    why = json.loads(run("why", ids[0], "--ledger", ledger, "--json").stdout)
    assert why["line"]["id"] == ids[0]


def lines_of(value):
    """All objects of a brief that are lines: they have an id, a text and evidence."""
    if isinstance(value, dict):
        if {"id", "text", "evidence"} <= value.keys():
            yield value
        for part in value.values():
            yield from lines_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from lines_of(part)


@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_every_form_of_a_brief_shows_the_tolls(folder, form, tmp_path):
    target = tmp_path / "brief"
    result = run("brief", folder, "--format", form, "--out", target)
    assert result.exit_code == 0, result.output
    text = target.read_text(encoding="utf-8")
    assert "14" in text and "19" in text


def test_read_prints_one_claim_a_line_with_its_verbatim_words(folder):
    result = run("read", folder / "a.txt", "--json")
    text = (folder / "a.txt").read_text(encoding="utf-8")
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert claims
    for claim in claims:
        start, end = claim["evidence"]
        assert claim["quote"] == text[start:end]


def test_read_leaves_out_what_is_less_sure_than_asked(folder):
    everything = run("read", folder / "a.txt", "--json").stdout.splitlines()
    sure = run("read", folder / "a.txt", "--json", "--min-confidence", "0.6").stdout.splitlines()
    assert len(sure) < len(everything)
    assert all(json.loads(line)["confidence"] >= 0.6 for line in sure)


def test_a_page_can_come_from_standard_input():
    result = CliRunner().invoke(app, ["read", "-", "--json"], input=STORY.encode())
    assert result.exit_code == 0 and result.stdout


def test_search_finds_words_and_resolved_names(ledger):
    hits = json.loads(run("search", "Kosic", "--ledger", ledger, "--json").stdout)
    assert hits and all(hit["quote"] for hit in hits)
    assert "nothing found" in run("search", "zeppelin", "--ledger", ledger).stdout


@pytest.mark.parametrize("form", ["jsonl", "csv", "json"])
def test_export_writes_every_form(ledger, form):
    result = run("export", "--ledger", ledger, "--format", form)
    assert result.exit_code == 0 and result.stdout.strip()


def test_nothing_read_ends_with_one(folder):
    result = run("brief", folder / "empty.html")
    assert result.exit_code == 1
    assert "empty" in result.stderr


def test_a_missing_ledger_is_not_made_by_looking(tmp_path):
    result = run("stories", "--ledger", tmp_path / "none.ledger")
    assert result.exit_code == 2 and "newsledger add" in result.stderr
    assert not (tmp_path / "none.ledger").exists()


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["brief"], "--example"),
        (["brief", "{folder}", "--as-of", "soon"], "YYYY-MM-DD"),
        (["brief", "{folder}", "--publisher", "The Post"], "--manifest"),
        (["show", "no such story", "--ledger", "{ledger}"], "newsledger stories"),
        (["why", "ffffffff", "--ledger", "{ledger}"], "newsledger show"),
    ],
)
def test_a_wrong_request_says_what_to_do(words, advice, folder, ledger):
    result = run(*(word.format(folder=folder, ledger=ledger) for word in words))
    assert result.exit_code == 2
    assert advice in " ".join(result.stderr.split())
    assert "Traceback" not in result.output


def test_facts_from_outside_reach_the_article(folder):
    claims = run("read", folder / "a.txt", "--published", "2031-03-03", "--publisher", "Norwire", "--json").stdout
    assert '"start":"2031-02-24","end":"2031-03-02"' in claims  # "last week"
