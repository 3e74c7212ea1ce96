"""Files, folders, patterns, manifests."""

import io
import json
import sys

import pytest

from newsledger.intake import open_pages
from newsledger.intake.containers import Limits, Opening
from newsledger.model import Page, PageFacts, SetAside


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text("two")
    (tmp_path / "a.html").write_text("<p>one")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text("three")
    (tmp_path / ".hidden").write_text("no")
    return tmp_path


def names(items):
    return [item.name.rsplit("/", 1)[-1] for item in items]


def test_a_folder_is_read_to_its_depth_in_order_without_hidden_files(folder):
    assert names(open_pages([folder])) == ["a.html", "b.txt", "c.txt"]


def test_a_pattern_finds_its_files(folder):
    assert names(open_pages([str(folder / "*.txt")])) == ["b.txt"]


def test_a_file_named_twice_is_opened_once(folder):
    assert names(open_pages([folder / "b.txt", folder])) == ["b.txt", "a.html", "c.txt"]


def test_standard_input_is_a_page(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"bytes")))
    (page,) = open_pages(["-"], facts=PageFacts(publisher="Halm Observer"))
    assert isinstance(page, Page)
    assert (page.data, page.facts.publisher) == (b"bytes", "Halm Observer")


def test_the_manifest_of_a_folder_gives_facts_and_is_no_page(folder):
    rows = [
        {"path": "b.txt", "publisher": "Meridian Courier", "published": "2031-03-03"},
        {"name": "c.txt", "title": "Three"},
    ]
    (folder / "manifest.jsonl").write_text("\n".join(map(json.dumps, rows)))
    pages = {page.name.rsplit("/", 1)[-1]: page for page in open_pages([folder], facts=PageFacts(publisher="Default"))}
    assert set(pages) == {"a.html", "b.txt", "c.txt"}
    assert pages["b.txt"].facts.published == "2031-03-03"
    assert pages["c.txt"].facts.title == "Three"
    assert pages["a.html"].facts.publisher == "Default"


def test_a_bad_line_of_a_manifest_is_set_aside_and_the_rest_counts(folder):
    manifest = folder / "facts.jsonl"
    manifest.write_text('{"path": "b.txt", "publisher": "Courier"}\nnot json\n{"url": "https://x.example"}\n')
    items = list(open_pages([folder / "b.txt"], manifest=manifest))
    assert [isinstance(item, SetAside) for item in items] == [True, True, False]
    assert "line 2" in items[0].name
    assert items[2].facts.publisher == "Courier"


@pytest.mark.parametrize("source", ["nothing.txt", "*.nothing", "empty"])
def test_what_is_not_there_is_told_and_nothing_else_is_lost(folder, source):
    (folder / "empty").mkdir()
    items = list(open_pages([str(folder / source), folder / "b.txt"]))
    assert isinstance(items[0], SetAside)
    assert items[0].reason
    assert isinstance(items[1], Page)


def test_a_file_over_the_limit_is_set_aside(folder):
    items = list(open_pages([folder], opening=Opening(limits=Limits(page=2))))
    assert [isinstance(item, SetAside) and "too large" in item.reason for item in items] == [True, True, True]
