"""The measuring stick: what belongs to a gold file is found, and floors never fall."""

from __future__ import annotations

import pytest

from benchmarks.floors import HELD, lifted
from benchmarks.harness import beside, ids_of


@pytest.mark.parametrize(
    ("gold", "part", "other"),
    [
        ("stories_all.gold.jsonl.gz", "articles", "stories_all.articles.jsonl.gz"),
        ("stories_all.gold.jsonl", "articles", "stories_all.articles.jsonl.gz"),
        ("hidden_gold.jsonl", "html.tar.xz", "hidden_html.tar.xz"),
        ("hidden.gold.jsonl", "html.tar.xz", "html.tar.xz"),
        ("gold.jsonl", "dumps.jsonl.xz", "dumps.jsonl.xz"),
    ],
)
def test_the_files_of_a_gold_file_lie_beside_it_under_its_prefix(tmp_path, gold, part, other):
    (tmp_path / gold).touch()
    (tmp_path / other).touch()
    assert beside(tmp_path / gold, part) == tmp_path / other


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"x\.articles\.jsonl"):
        beside(tmp_path / "x.gold.jsonl", "articles")


def test_only_what_the_gold_asks_for_is_predicted(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a"}\n{"id": "b"}\n', encoding="utf-8")
    assert ids_of(gold) == {"a", "b"}


def test_a_floor_rises_with_the_figure_and_never_falls():
    floors = {"times": {"value F1": 0.80, "type F1": 0.95}}
    assert lifted(floors, {"times": {"value F1": 0.85, "type F1": 0.90}}) == {
        "times": {"value F1": 0.846, "type F1": 0.95}
    }


def test_figures_on_training_pages_lift_no_floor():
    name, figure = min(HELD)
    assert lifted({name: {figure: 0.9}}, {name: {figure: 0.99}}) == {name: {figure: 0.9}}
