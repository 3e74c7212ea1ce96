"""What is put before a person to check, and what the answers do."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from newsledger.api import Ledger
from newsledger.cli import app
from newsledger.desk import Desk
from newsledger.model import Confirm, DateArticle, Page, PageFacts, Reject, Split

PAGES = {
    "a.txt": (
        "2031-05-02",
        "Ferry sinks off Halmsey, 9 dead\n\n"
        "HALMSEY -- A ferry sank off Halmsey on Friday, killing 9 people, the coast guard said.\n\n"
        "Harbour master Olaf Brandt said that the ferry had been overloaded. “I warned them,” Brandt said.\n",
    ),
    "b.txt": (
        "2031-05-02",
        "Ferry disaster off Halmsey: owners speak of 6 dead\n\n"
        "HALMSEY -- The ferry that sank off Halmsey on Friday killed 6 people, its owners said on Friday.\n\n"
        "Mr Brandt has been questioned by the police. He said that he was innocent.\n",
    ),
    "c.txt": (
        None,
        "Halmsey mourns the dead of the ferry\n\n"
        "Hundreds of people laid flowers in the harbour of Halmsey for the dead of the ferry that sank there.\n\n"
        "The ferry had been overloaded, harbour master Olaf Brandt repeated.\n",
    ),
}


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ferry.ledger"
    with Ledger.open(path) as ledger:
        ledger.add_pages(
            [
                Page(name=name, data=text.encode(), facts=PageFacts(published=day, publisher=f"Outlet {name[0]}"))
                for name, (day, text) in PAGES.items()
            ]
        )
    return path


def run(file, *arguments: str, answers: str = ""):
    return CliRunner().invoke(app, ["review", *arguments, "--ledger", str(file)], input=answers)


def items(file):
    return json.loads(run(file, "--json").stdout)


def decided(file):
    with Ledger.open(file) as ledger:
        return ledger.decisions()


def test_what_matters_most_and_is_least_sure_comes_first(file):
    weights = [item["weight"] for item in items(file)]
    assert weights == sorted(weights, reverse=True)
    assert weights


def test_the_rival_tolls_are_put_before_a_person_with_both_sentences(file):
    differing = next(item for item in items(file) if item["question"] == "do these differ?")
    sentences = {side["evidence"][0]["sentence"] for side in differing["line"]["lines"]}
    assert len(sentences) == 2


def test_a_page_without_a_date_is_asked_about(file):
    (item,) = [item for item in items(file) if item["question"] == "when was it published?"]
    with Ledger.open(file) as ledger:
        assert ledger.articles()[item["article"]].name == "c.txt"


def test_listing_asks_nothing_and_decides_nothing(file):
    assert "is it so?" in run(file, "--list").stdout
    assert decided(file) == ()


def answers_for(file, question: str, answer: str) -> str:
    place = next(n for n, item in enumerate(items(file)) if item["question"] == question)
    return "s\n" * place + f"{answer}\nq\n"


def test_yes_confirms_and_the_question_does_not_come_again(file):
    before = len(items(file))
    run(file, "--by", "Ada", answers=answers_for(file, "is it so?", "y"))
    (decision,) = decided(file)
    assert isinstance(decision, Confirm)
    assert decision.by == "Ada"
    assert len(items(file)) < before


def test_no_rejects_the_claims_of_the_line(file):
    run(file, answers=answers_for(file, "is it so?", "n"))
    assert decided(file)
    assert all(isinstance(decision, Reject) for decision in decided(file))


def test_a_side_that_is_misread_is_rejected_alone(file):
    differing = next(item for item in items(file) if item["question"] == "do these differ?")
    run(file, answers=answers_for(file, "do these differ?", "2"))
    assert {d.claim.claim for d in decided(file)} == set(differing["line"]["lines"][1]["claims"])


def test_a_date_is_an_answer_and_what_is_no_date_is_asked_again(file):
    answers = answers_for(file, "when was it published?", "soon\n2031-05-04")
    result = run(file, answers=answers)
    (decision,) = decided(file)
    assert isinstance(decision, DateArticle)
    assert decision.published == "2031-05-04"
    assert "is no date" in result.output


def test_who_is_not_one_person_is_taken_apart(file):
    with Ledger.open(file) as ledger:
        entity = next(e for one in ledger.story_ledgers() for e in one.entities if e.name == "Olaf Brandt")
        bare = next(article for article, _ in entity.local if ledger.articles()[article].name == "b.txt")
        Desk(ledger, "Ada", "2031-05-05T08:00:00+00:00").not_same_person(entity.id, [bare])
        assert isinstance(ledger.decisions()[0], Split)
        people = [e for one in ledger.story_ledgers() for e in one.entities if "Brandt" in e.name]
        assert len(people) == 2


def test_quitting_keeps_what_was_decided(file):
    run(file, answers=answers_for(file, "is it so?", "y"))
    assert len(decided(file)) == 1
