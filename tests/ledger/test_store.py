"""The ledger file: what was stored stays, however a run ends."""

from __future__ import annotations

import sqlite3

import pytest

from newsledger.ledger import Store, add_pages, adding, article_and_reading
from newsledger.model import LedgerError, Page, PageFacts, SetAside

STORY = (
    "Talks on the Orsk dam break off\n\n"
    "LENDAVA, March 3 (Norwire) -- Officials from Varland and Tessia ended two days of talks on the Orsk dam without an "
    "agreement on Sunday.\n\n"
    "“We will meet again in April,” Varland's water minister Dana Kosic told reporters after the meeting in Lendava.\n\n"
    "At least 14 people were killed when a blast hit the border post near the dam last week, the Tessian army said.\n"
)


def page(name: str = "a.txt", text: str = STORY, **facts: str) -> Page:
    return Page(name=name, data=text.encode(), facts=PageFacts(**facts))


def test_the_same_page_twice_changes_nothing(tmp_path):
    store = Store(tmp_path / "x.ledger")
    first = add_pages(store, [page()])
    before = (store.articles(), store.readings())
    second = add_pages(store, [page()])
    assert len(first.added) == 1
    assert second.added == () and second.known == ("a.txt",)
    assert (store.articles(), store.readings()) == before


def test_the_same_text_under_another_name_is_known(tmp_path):
    store = Store(tmp_path / "x.ledger")
    summary = add_pages(store, [page(), page("copy-of-a.txt")])
    assert len(summary.added) == 1 and summary.known == ("copy-of-a.txt",)


def test_one_page_under_two_names_has_the_same_name_in_any_order():
    one, other = Store(None), Store(None)
    add_pages(one, [page("a.txt"), page("b.txt")])
    add_pages(other, [page("b.txt"), page("a.txt")])
    assert one.articles() == other.articles()


def test_what_was_stored_is_there_when_the_file_is_opened_again(tmp_path):
    store = Store(tmp_path / "x.ledger")
    add_pages(store, [page()])
    articles, readings = store.articles(), store.readings()
    store.close()
    again = Store(tmp_path / "x.ledger")
    assert again.articles() == articles and again.readings() == readings
    assert again.knows(page())


def test_a_page_that_cannot_be_read_is_set_aside_and_nothing_else_is_lost(tmp_path):
    store = Store(tmp_path / "x.ledger")
    binary = Page(name="photo.bin", data=bytes(range(256)) * 40)
    summary = add_pages(store, [binary, SetAside(name="gone.txt", reason="there is no such file"), page()])
    assert len(summary.added) == 1
    assert [item.name for item in summary.set_aside] == ["photo.bin", "gone.txt"]
    assert all(item.reason for item in summary.set_aside)
    assert {item.name for item in store.all_set_aside()} == {"photo.bin", "gone.txt"}


def test_a_page_that_the_reader_itself_fails_on_is_set_aside(tmp_path, monkeypatch):
    def failing(found: Page):
        if found.name == "b.txt":
            raise ZeroDivisionError("no such luck")
        return article_and_reading(found)

    monkeypatch.setattr(adding, "article_and_reading", failing)
    summary = add_pages(Store(tmp_path / "x.ledger"), [page("b.txt", STORY + "\nMore.\n"), page()])
    assert len(summary.added) == 1
    assert "ZeroDivisionError" in summary.set_aside[0].reason and "report" in summary.set_aside[0].remedy


def test_an_error_in_the_middle_loses_only_the_page_in_hand(tmp_path):
    store = Store(tmp_path / "x.ledger")

    def pages():
        yield page()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_pages(store, pages())
    assert store.article_count() == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("just some notes, long enough to be no SQLite header " * 10)
    with pytest.raises(LedgerError, match="no ledger"):
        Store(path)
    assert path.read_text().startswith("just some notes")


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE t (x)")
    with pytest.raises(LedgerError, match="no ledger"):
        Store(path)


def test_a_ledger_of_a_newer_program_is_refused(tmp_path):
    path = tmp_path / "new.ledger"
    Store(path).close()
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 999")
    with pytest.raises(LedgerError, match="format 999"):
        Store(path)


def test_a_folder_that_is_not_there_gives_a_clear_error(tmp_path):
    with pytest.raises(LedgerError, match="cannot be opened"):
        Store(tmp_path / "no" / "such" / "folder.ledger")
