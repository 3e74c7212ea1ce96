"""Bad input: a clear line with the reason, no traceback, nothing else lost."""

from __future__ import annotations

import json

import pytest

from tests.cli.test_commands import run
from tests.ledger.test_store import STORY

GERMAN = (
    "Gespräche über den Staudamm abgebrochen\n\n"
    "Vertreter beider Länder haben am Sonntag ihre Gespräche über den Staudamm ohne Einigung beendet, wie die Behörden "
    "mitteilten.\n\n"
    "„Wir werden uns im April wieder treffen“, sagte die Ministerin nach dem Treffen vor Journalisten in der Hauptstadt.\n"
)
PARAGRAPH = STORY.split("\n\n")[1]

NO_ARTICLE = {
    "empty.html": b"",
    "blank.txt": b" \n\t\n" * 50,
    "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 200,
    "archive.bin": b"\x7fELF" + b"\x00\x01\x02" * 5000,
    "menu.html": b"<html><body><nav><a href=/>Home</a><a href=/n>News</a></nav></body></html>",
    "german.txt": GERMAN.encode(),
    "nulls.txt": b"\x00" * 10_000,
}
WITH_ARTICLE = {
    "latin1.html": f"<html><head><meta charset=iso-8859-1></head><body><p>{PARAGRAPH} Café São.</p></body></html>".encode(
        "latin-1"
    ),
    "utf16.txt": STORY.encode("utf-16"),
    "lying-charset.html": f"<meta charset=utf-8><p>{PARAGRAPH} Café</p>".encode("latin-1"),
    "controls.txt": STORY.replace("blast", "bl\x07ast\x1b[31m").encode(),
    "surrogates.txt": STORY.encode().replace(b"Lendava", b"Lend\xed\xa0\x80ava"),
    "deep.html": b"<html><body>" + b"<div>" * 20_000 + f"<p>{PARAGRAPH}</p>".encode(),
    "wide.html": b"<html><body><p>" + PARAGRAPH.encode() + b"</p>" + b"<i></i>" * 200_000 + b"</body></html>",
    "unclosed.html": f"<html><body><p>{PARAGRAPH}<p><table><tr><td><b><i>{PARAGRAPH}".encode(),
    "scripts.html": b"<html><script>" + b"if (a < b) {}" * 2000 + f"</script><p>{PARAGRAPH}</p>".encode(),
    "carriage-returns.txt": STORY.replace("\n", "\r\n").encode(),
}


def read_one(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return run("read", path, "--json")


@pytest.mark.parametrize("name", NO_ARTICLE)
def test_a_page_without_an_english_article_is_set_aside_with_its_reason(name, tmp_path):
    result = read_one(tmp_path, name, NO_ARTICLE[name])
    assert result.exit_code == 1
    assert "set aside" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", WITH_ARTICLE)
def test_a_damaged_page_with_an_article_is_read_or_set_aside_never_a_crash(name, tmp_path):
    result = read_one(tmp_path, name, WITH_ARTICLE[name])
    assert result.exit_code in (0, 1), result.output
    assert "Traceback" not in result.output
    assert result.stdout.strip() or "set aside" in result.stderr


def test_a_file_of_two_hundred_megabytes_is_set_aside_unread(tmp_path):
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    result = run("read", path, "--json")
    assert result.exit_code == 1
    assert "large" in result.stderr


def test_good_pages_among_bad_ones_are_all_added(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, data in NO_ARTICLE.items():
        (pages / name).write_bytes(data)
    (pages / "good.txt").write_text(STORY, encoding="utf-8")
    result = run("add", pages, pages / "missing.txt", "--ledger", tmp_path / "x.ledger", "--json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(summary["added"]) == 1
    assert len(summary["set_aside"]) == len(NO_ARTICLE) + 1
    assert all(item["reason"] for item in summary["set_aside"])


def test_a_bad_line_of_a_manifest_is_told_and_the_others_count(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    manifest = tmp_path / "facts.jsonl"
    manifest.write_text('{"path": "a.txt", "publisher": "Norwire"}\n{"path": \n', encoding="utf-8")
    result = run("add", tmp_path / "a.txt", "--manifest", manifest, "--ledger", tmp_path / "x.ledger", "--json")
    summary = json.loads(result.stdout)
    assert len(summary["added"]) == 1
    assert any("facts.jsonl" in item["name"] for item in summary["set_aside"])
