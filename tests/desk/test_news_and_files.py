"""News of stories at the edges of what is known, and ledgers that cannot be written."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3

import pytest
from sqlalchemy import event
from typer.testing import CliRunner

from newsledger.api import Ledger
from newsledger.cli import app
from newsledger.desk import Desk
from newsledger.model import LedgerError, Page, PageFacts
from tests.desk.hollenau import PAGES


def write_protected(ledger: Ledger) -> None:
    """From now on the database refuses to write, as for a file without permission."""
    engine = ledger._store._engine
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    engine.dispose()


def test_what_stands_is_shown_from_a_ledger_that_cannot_be_written(ledger):
    ledger.add_pages([Page(name="five.txt", data=PAGES["four.txt"][1].replace("Veldt", "Orth").encode())])
    write_protected(ledger)
    assert ledger.brief("1").lines()
    assert ledger.search("bridge") and ledger.review()
    with pytest.raises(LedgerError, match="cannot be opened for writing"):
        Desk(ledger, "Ada", "2031-05-05T08:00:00+00:00").rename_story("1", "The bridge")
    with pytest.raises(LedgerError, match="cannot be opened for writing"):
        ledger.rebuild()


def test_an_old_ledger_that_cannot_be_written_says_that_it_must_be(hollenau_file, tmp_path, monkeypatch):
    old = tmp_path / "old.ledger"
    shutil.copy(hollenau_file, old)
    with sqlite3.connect(old) as raw:
        raw.execute("DROP TABLE vectors")
        raw.execute("PRAGMA user_version = 2")
    with monkeypatch.context() as patched:
        patched.setattr("newsledger.ledger.schema._configure", lambda c, _: c.execute("PRAGMA query_only = ON"))
        with pytest.raises(LedgerError, match="has format 2 and must be brought to format 3"):
            Ledger.open(old)
    with Ledger.open(old) as ledger:
        assert ledger.search("a bridge that fell down", by_meaning=True)


def test_a_ledger_may_have_any_name(hollenau_file, tmp_path):
    odd = tmp_path / "what?mode=ro&x#1 %20.ledger"
    shutil.copy(hollenau_file, odd)
    with Ledger.open(odd) as ledger:
        assert len(ledger.articles()) == len(PAGES)
    assert [path.name for path in tmp_path.iterdir()] == [odd.name]


def test_an_empty_ledger_has_no_news():
    with Ledger.open() as ledger:
        assert ledger.news(dt.date(2031, 5, 1)) == ()


def test_undated_pages_are_no_news_and_the_command_does_not_say_that_there_are_none(tmp_path):
    path = tmp_path / "undated.ledger"
    text = "Owls hatch in the zoo\n\nThree chicks of the marsh owl have hatched in the zoo, its director said.\n"
    with Ledger.open(path) as ledger:
        ledger.add_pages([Page(name="owls.txt", data=text.encode(), facts=PageFacts())])
        assert ledger.news(dt.date(2031, 5, 1)) == ()
        (told,) = ledger.news(dt.date(2031, 5, 1), story="1")
        assert (told.articles, told.undated) == (0, 1)
    said = CliRunner().invoke(app, ["new", "--since", "2031-05-01", "--ledger", str(path)]).output
    assert "is known to be published" in said


def test_what_came_after_the_last_day_is_no_news(ledger):
    since, until = dt.date(2031, 4, 1), dt.date(2031, 4, 30)
    assert ledger.news(since, until=until) == ()
    (told,) = ledger.news(since, until=until, story="1")
    assert told.articles == 0
    assert not any(group.lines for group in told.new.groups)


def test_a_day_after_which_the_story_began_makes_all_of_it_new(ledger):
    told = ledger.news(dt.date(2031, 5, 1), until=dt.date(2031, 5, 3))
    assert sum(news.articles for news in told) == 3


@pytest.mark.parametrize("answers", ["", "maybe\n"])
def test_a_review_that_nobody_answers_any_more_ends_and_decides_nothing(hollenau_file, tmp_path, answers):
    copy = tmp_path / "copy.ledger"
    shutil.copy(hollenau_file, copy)
    done = CliRunner().invoke(app, ["review", "--ledger", str(copy)], input=answers)
    assert done.exit_code == 0
    with Ledger.open(copy) as ledger:
        assert ledger.decisions() == ()


def test_decisions_as_json_carry_the_ids_by_which_they_are_undone(hollenau_file, tmp_path):
    copy = tmp_path / "copy.ledger"
    shutil.copy(hollenau_file, copy)
    with Ledger.open(copy) as ledger:
        kept = Desk(ledger, "Ada", "2031-05-05T08:00:00+00:00").rename_story("1", "The bridge")
    told = json.loads(CliRunner().invoke(app, ["decisions", "--json", "--ledger", str(copy)]).stdout)
    assert [decision["id"] for decision in told["decisions"]] == [kept.id]
    done = CliRunner().invoke(app, ["undo", told["decisions"][0]["id"], "--ledger", str(copy)])
    assert done.exit_code == 0
