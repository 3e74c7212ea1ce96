"""The example is what it says it is: enough pages, all with the noise and the traps that it is there for."""

from __future__ import annotations

import json
import re

import pytest

from newsledger.example import example_folder, example_manifest

PAGES = {path.name[:2]: path.read_text(encoding="utf-8") for path in sorted(example_folder().iterdir())}


def test_sixteen_pages_html_and_dumps():
    kinds = [path.suffix for path in example_folder().iterdir()]
    assert len(kinds) == 16
    assert kinds.count(".html") >= 8
    assert kinds.count(".txt") >= 4


def test_at_least_seven_outlets_over_several_weeks(example):
    outlets = {article.publisher for article in example.articles.values() if article.publisher}
    assert len(outlets) >= 7
    days = [a.published.when.start for a in example.articles.values() if a.published.when and a.published.when.start]
    assert (max(days) - min(days)).days >= 28


def test_the_manifest_knows_some_pages_only_and_all_of_them_exist():
    rows = [json.loads(line) for line in example_manifest().read_text(encoding="utf-8").splitlines()]
    assert 0 < len(rows) < 16
    assert all((example_manifest().parent / row["path"]).is_file() for row in rows)


@pytest.mark.parametrize(("number", "words"), [
    ("01", "We and our 212 partners store"), ("03", "Sign up"), ("04", "Log in | Register"), ("07", "Your privacy"),
    ("13", "You have read 2 of 5 free articles"), ("15", "Read next"), ("16", "comments"),
])  # fmt: skip
def test_furniture_is_there_and_no_part_of_the_article(example, number, words):
    assert words in PAGES[number]
    assert words not in example.page(int(number)).body()


def test_the_wire_text_is_carried_by_three_outlets_once_with_another_headline_and_cut():
    first = "shortly after 6 a.m. on Tuesday"
    last = "Clashes between herders and customs officers"
    assert [n for n, text in PAGES.items() if first in text] == ["03", "04", "05"]
    assert [n for n, text in PAGES.items() if last in text] == ["03", "04"]
    assert "throws dam talks into doubt" in PAGES["05"]


def test_the_undated_page_bears_no_date():
    assert not re.search(r"\b20\d\d\b", PAGES["14"])


def test_the_live_blog_runs_backwards(example):
    entries = [b.published for b in example.page(2).blocks if b.published]
    assert entries == sorted(entries, reverse=True)
    assert len(set(entries)) == 6
