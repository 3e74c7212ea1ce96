"""ZIP, tar and compressed files: members, manifests, limits, damage."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from newsledger.intake import open_pages
from newsledger.intake.containers import Limits, Opening
from newsledger.intake.guard import CAN_INTERRUPT
from newsledger.model import Page, SetAside
from tests.intake.containers.made_up import PACKERS, PAGE, opened, reasons, record, responses, tar_of, told, zip_of

FILES = {"a/one.html": b"1" + PAGE, "two.txt": b"2" + PAGE}
WANTED = {"box#a/one.html": b"1" + PAGE, "box#two.txt": b"2" + PAGE}
MANIFEST = b'{"path": "one.html", "publisher": "Norwire"}\n{"name": "two.txt", "title": "Two"}\nnot json\n'
BOXES = {
    "zip": zip_of,
    "tar": tar_of,
    "tar.gz": lambda files: tar_of(files, "w:gz"),
    "tar.xz": lambda files: tar_of(files, "w:xz"),
}


@pytest.mark.parametrize("kind", BOXES)
def test_members_are_pages_named_by_their_paths(kind):
    assert told(BOXES[kind](FILES)) == WANTED


@pytest.mark.parametrize("kind", BOXES)
def test_members_are_pages_when_read_from_disk(kind, tmp_path):
    (tmp_path / "box").write_bytes(BOXES[kind](FILES))
    items = list(open_pages([tmp_path / "box"]))
    assert [item.data for item in items] == list(WANTED.values())


@pytest.mark.parametrize("kind", BOXES)
def test_hidden_files_are_passed_over(kind):
    files = {".hidden": PAGE, "__MACOSX/._one.html": PAGE, "a/.git/x": PAGE, "./b.html": PAGE}
    items, skipped = opened(BOXES[kind](files))
    assert [item.name for item in items] == ["box#./b.html"]
    assert skipped == {"hidden files": 3}


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_a_manifest_tells_of_the_pages_of_its_archive(kind, tmp_path):
    (tmp_path / "box").write_bytes(BOXES[kind]({**FILES, "a/manifest.jsonl": MANIFEST}))
    items = {item.name.rpartition("#")[2]: item for item in open_pages([tmp_path / "box"])}
    assert items["a/one.html"].facts.publisher == "Norwire"
    assert items["two.txt"].facts.title == "Two"
    assert isinstance(items["a/manifest.jsonl, line 3"], SetAside)
    assert len(items) == 3


def test_a_manifest_in_a_stream_counts_for_the_pages_after_it():
    items = opened(tar_of({"manifest.jsonl": MANIFEST, "one.html": PAGE}, "w:gz"))[0]
    assert items[-1].facts.publisher == "Norwire"
    late = reasons(tar_of({"one.html": PAGE, "manifest.jsonl": MANIFEST}, "w:gz"))
    assert late[0] == "the manifest comes after pages; it counts only for those after it"


@pytest.mark.parametrize("packer", PACKERS)
def test_packed_pages_keep_the_name_of_their_file(packer):
    assert told(PACKERS[packer](PAGE)) == {"box": PAGE}


def test_archives_in_archives_are_opened_down_to_a_limit():
    inner = zip_of({"one.html": PAGE})
    assert told(tar_of({"in.zip": inner}, "w:gz")) == {"box#in.zip#one.html": PAGE}
    assert told(zip_of({"crawl.warc.gz": gzip.compress(responses(1)[0])})) == {"box#crawl.warc.gz#0": b"0 " + PAGE}
    for _ in range(5):
        inner = zip_of({"in.zip": inner})
    assert reasons(inner) == ["containers within containers, 4 deep"]


@pytest.mark.parametrize(
    "path", ["../../evil.html", "/etc/evil.html", "a\x1b[31m.html", "C:\\evil.html", "x" * 100 + ".html"]
)
@pytest.mark.parametrize("kind", BOXES)
def test_paths_are_names_and_nothing_is_written(kind, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (item,) = opened(BOXES[kind]({path: PAGE}))[0]
    assert item.data == PAGE
    assert item.name.isprintable() or "\ufffd" in item.name
    assert list(Path(tmp_path).iterdir()) == []


def test_links_and_devices_are_passed_over():
    others = [
        ("link", tarfile.SYMTYPE),
        ("hard", tarfile.LNKTYPE),
        ("pipe", tarfile.FIFOTYPE),
        ("null", tarfile.CHRTYPE),
    ]
    items, skipped = opened(tar_of(FILES, others=others))
    assert len(items) == 2 and skipped == {"links and devices": 4}
    link = zip_of({"link": b"/etc/passwd"}, lambda info: setattr(info, "external_attr", 0o120777 << 16))
    assert opened(link) == ([], {"links and devices": 1})


def test_a_path_that_comes_twice_gives_two_names():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.html", PAGE)
        archive.writestr("a.html", PAGE)
    assert [item.name for item in opened(buffer.getvalue())[0]] == ["box#a.html", "box#a.html (2)"]


def test_a_member_without_a_name_is_told():
    data = zip_of({"x": PAGE})
    head, at = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    local = data[: head + 26] + b"\x00\x00" + data[head + 28 : head + 30] + data[head + 31 : at]
    directory = data[at : at + 28] + b"\x00\x00" + data[at + 30 : at + 46] + data[at + 47 : -22]
    end = data[-22:-10] + len(directory).to_bytes(4, "little") + len(local).to_bytes(4, "little") + data[-2:]
    assert told(local + directory + end) == {"box#": PAGE}


def test_a_locked_member_is_set_aside():
    data = bytearray(zip_of(FILES))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    assert told(bytes(data)) == {**WANTED, "box#a/one.html": "locked with a password"}


@pytest.mark.parametrize(("first", "what"), [("[Content_Types].xml", "an Office document"), ("mimetype", "an e-book")])
def test_office_documents_are_no_archives(first, what):
    (item,) = opened(zip_of({first: b"x", "word/document.xml": b"<x/>"}))[0]
    assert what in item.reason and item.name == "box"


ZEROS = bytes(80_000_000)
BOMBS = {
    "gzip": lambda: gzip.compress(ZEROS),
    "gzip of gzip": lambda: gzip.compress(gzip.compress(ZEROS)),
    "zip": lambda: zip_of({"bomb": ZEROS}),
    "zip of gzip": lambda: zip_of({"bomb.gz": gzip.compress(ZEROS)}),
    "tar.gz": lambda: tar_of({"bomb": ZEROS}, "w:gz"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_set_aside(name):
    assert any("taken for a bomb" in reason or "too large" in reason for reason in reasons(BOMBS[name]()))


def test_members_over_the_limit_are_set_aside_and_the_rest_is_read():
    opening = Opening(limits=Limits(page=1_000))
    for box in BOXES.values():
        found = told(box({"big": PAGE * 100, **FILES}), opening)
        assert "too large" in found.pop("box#big")
        assert found == WANTED


def test_a_damaged_member_of_a_zip_is_set_aside_and_the_rest_is_read():
    data = bytearray(zip_of(FILES))
    data[50] ^= 0xFF
    found = told(bytes(data))
    assert found["box#two.txt"] == WANTED["box#two.txt"]
    assert "damaged" in found["box#a/one.html"] or "unpacked" in found["box#a/one.html"]


def test_a_damaged_header_in_a_tar_is_told_and_the_rest_is_read():
    data = bytearray(tar_of({**FILES, "three.txt": PAGE}))
    data[1024 + 150] ^= 0xFF  # the checksum of the second member
    found = told(bytes(data))
    assert set(found) == {"box#a/one.html", "box#damage", "box#three.txt"}
    assert "damaged" in found["box#damage"]


@pytest.mark.parametrize("cut", [600, 1_024 + 300, 1_024 + 520])
def test_a_tar_that_breaks_off_is_told(cut):
    items, _ = opened(tar_of({"one.html": PAGE, "two.html": PAGE * 3})[:cut])
    assert any(isinstance(item, SetAside) for item in items)


@pytest.mark.parametrize("packer", PACKERS)
def test_a_packed_file_that_breaks_off_is_told(packer):
    data = PACKERS[packer](PAGE * 3)
    assert len(reasons(data[: len(data) - 9])) == 1


def test_an_empty_archive_gives_nothing_and_says_nothing():
    assert opened(zip_of({})) == ([], {})
    assert opened(tar_of({"folder/x": b""}, others=[("y", tarfile.DIRTYPE)]))[0][0].name == "box#folder/x"


def test_memory_does_not_grow_with_the_members_of_a_tar():
    items, _ = opened(tar_of({f"{number}.html": PAGE for number in range(300)}))
    assert len({item.name for item in items}) == 300


def test_records_in_a_zip_keep_their_addresses():
    (page,) = opened(zip_of({"x.warc": record("https://news.example/a", PAGE, "resource", "text/html")}))[0]
    assert isinstance(page, Page) and page.facts.url == "https://news.example/a"


def test_a_manifest_gives_all_facts():
    row = {"path": "a.html", "authors": ["Ana Reyes"], "updated": "2031-03-04", "section": "World", "language": "en"}
    lines = json.dumps(row).encode()
    (page,) = opened(zip_of({"manifest.jsonl": lines, "a.html": PAGE}))[0]
    assert (page.facts.authors, page.facts.section, page.facts.language) == (("Ana Reyes",), "World", "en")


@pytest.mark.skipif(not CAN_INTERRUPT, reason="no interval timers here")
def test_a_member_that_cannot_be_opened_in_time_is_set_aside_and_the_rest_is_read(monkeypatch):
    def hanging(stream, name, opening):
        while True:
            yield from ()

    monkeypatch.setattr("newsledger.intake.containers.feeds.read", hanging)
    found = told(zip_of({"feed.xml": b"<rss></rss>", **FILES}), Opening(limits=Limits(seconds=0.2)))
    assert found.pop("box#feed.xml") == "opening it took longer than 0.2 s; the rest of it is not read"
    assert found == WANTED
