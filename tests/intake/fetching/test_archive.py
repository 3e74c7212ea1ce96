"""What is kept, and what a crash leaves of it."""

from __future__ import annotations

import datetime as dt
import gzip
import shutil

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from newsledger.intake.containers.capture import Capture, CaptureRole
from newsledger.intake.fetching.archive import INDEX, Archive, archive_of
from newsledger.intake.fetching.exchange import Exchange
from newsledger.model import LedgerError, PageFacts
from tests.intake.fetching.site import HandClock, fetch, page, pages_in, states

WHEN = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def exchange(url="http://outlet.example/a", body=None, when=WHEN):
    body = page() if body is None else body
    head = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "one"\r\n\r\n'
    return Exchange(
        url=url, started=when, address="93.184.216.34", request=b"GET /a HTTP/1.1\r\nHost: outlet.example\r\n\r\n",
        response=head + body, status=200, headers=(("Content-Type", "text/html"), ("ETag", '"one"')), payload=body,
    )  # fmt: skip


def kept(folder, *exchanges, role=CaptureRole.PAGE):
    with Archive(folder, HandClock(), "newsledger") as archive:
        for one in exchanges:
            archive.append(one, Capture(role=role, facts=PageFacts(url=one.url, publisher="The Halm Observer")))


def rows(folder):
    with Archive(folder, HandClock(), "newsledger") as archive:
        return archive.index.known("http://outlet.example/a")


def only_file(folder):
    (file,) = folder.glob("*.warc.gz")
    return file


def test_records_are_whole_and_refer_to_each_other(tmp_path):
    kept(tmp_path, exchange())
    records = []
    with only_file(tmp_path).open("rb") as stream:
        for record in ArchiveIterator(stream, parse_http=False):
            records.append((record.record_type, record.record_id, record.headers.to_dict()))
            assert record.verify_block_digest()
    kinds = [kind for kind, _, _ in records]
    assert kinds == [WarcRecordType.warcinfo, WarcRecordType.metadata, WarcRecordType.response, WarcRecordType.request]
    response = records[2]
    assert all(
        headers["WARC-Concurrent-To"].strip("<>") == response[1].strip("<>")
        for _, _, headers in (records[1], records[3])
    )
    assert response[2]["WARC-Date"] == "2026-03-02T08:00:00Z" and response[2]["WARC-IP-Address"] == "93.184.216.34"
    with only_file(tmp_path).open("rb") as stream:
        answers = ArchiveIterator(stream, record_types=WarcRecordType.response)
        assert all(record.verify_payload_digest() for record in answers)


def test_the_same_exchanges_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        kept(tmp_path / name, exchange(), exchange("http://outlet.example/b"))
    assert only_file(tmp_path / "one").read_bytes() == only_file(tmp_path / "two").read_bytes()


def test_what_was_told_of_a_page_comes_back_with_it(tmp_path):
    kept(tmp_path, exchange())
    (read,) = pages_in(tmp_path)
    assert read.facts.publisher == "The Halm Observer" and read.facts.captured == "2026-03-02T08:00:00Z"


@pytest.mark.parametrize("role", [CaptureRole.LIST, CaptureRole.ROBOTS, CaptureRole.OTHER])
def test_answers_that_are_no_pages_are_not_read(tmp_path, role):
    kept(tmp_path, exchange(), role=role)
    assert pages_in(tmp_path) == []


def test_the_index_can_be_made_anew_from_the_archive(tmp_path):
    kept(tmp_path, exchange(), exchange("http://outlet.example/b"))
    before = rows(tmp_path)
    assert before is not None and before.etag == '"one"'
    (tmp_path / INDEX).unlink()
    assert rows(tmp_path) == before
    (tmp_path / INDEX).write_bytes(b"rubbish" * 1000)
    assert rows(tmp_path) == before


@pytest.mark.parametrize("cut", [1, 20, 300])
def test_a_torn_record_at_the_end_is_cut_off_and_the_rest_stays(tmp_path, cut):
    kept(tmp_path, exchange())
    whole = only_file(tmp_path).read_bytes()
    shutil.rmtree(tmp_path)
    kept(tmp_path, exchange(), exchange("http://outlet.example/b"))
    file = only_file(tmp_path)
    torn = file.read_bytes()[: len(whole) + cut]
    file.write_bytes(torn)
    (tmp_path / INDEX).unlink()
    assert rows(tmp_path) is not None
    assert file.read_bytes() == whole
    assert len(pages_in(tmp_path)) == 1
    assert gzip.decompress(file.read_bytes())


def test_what_was_written_and_not_indexed_is_indexed_when_opened(tmp_path):
    kept(tmp_path, exchange())
    index = (tmp_path / INDEX).read_bytes()
    with Archive(tmp_path, HandClock("2026-03-02T09:00:00+00:00"), "newsledger") as archive:
        archive.append(exchange("http://outlet.example/b"), Capture(role=CaptureRole.PAGE))
    (tmp_path / INDEX).write_bytes(index)  # as if the machine had stopped before the index was written
    with Archive(tmp_path, HandClock(), "newsledger") as archive:
        assert archive.index.known("http://outlet.example/b") is not None


def test_files_are_not_written_to_again_and_rotate(tmp_path):
    kept(tmp_path, exchange())
    kept(tmp_path, exchange("http://outlet.example/b"))
    with Archive(tmp_path, HandClock(), "newsledger", file_bytes=10) as archive:
        for number in range(2):
            archive.append(exchange(f"http://outlet.example/{number}"), Capture(role=CaptureRole.PAGE))
    assert len(list(tmp_path.glob("*.warc.gz"))) == 4
    assert len(pages_in(tmp_path)) == 4


def test_two_programs_cannot_fetch_into_one_archive(tmp_path):
    with Archive(tmp_path, HandClock(), "newsledger"), pytest.raises(LedgerError, match="another program"):
        Archive(tmp_path, HandClock(), "newsledger")


def test_files_of_others_in_the_folder_are_left_as_they_are(tmp_path):
    kept(tmp_path / "a", exchange())
    whole = only_file(tmp_path / "a").read_bytes()
    (tmp_path / "crawl.warc.gz").write_bytes(whole[:-5])
    with Archive(tmp_path, HandClock(), "newsledger"):
        pass
    assert (tmp_path / "crawl.warc.gz").read_bytes() == whole[:-5]


def test_a_list_whose_archive_is_gone_is_asked_for_afresh(site, tmp_path):
    site.routes["/a"] = lambda handler: handler.reply(
        304 if handler.headers.get("If-None-Match") else 200, page(), etag='"one"'
    )
    fetch(site, tmp_path, site.url("/a"))
    only_file(tmp_path).unlink()
    _, results = fetch(site, tmp_path, site.url("/a"))
    assert states(results) == [("fetched", "a")]


def test_a_ledger_has_its_archive_beside_it(tmp_path):
    assert archive_of(tmp_path / "news.ledger") == tmp_path / "news.ledger.warc"
