"""What bytes hold is told by content."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.intake.kinds import HEAD_BYTES, Kind, tell_kind
from tests.intake.containers.made_up import PACKERS, PAGE, record, tar_of, zip_of

MAIL = b"From: Desk <desk@norwire.example>\r\nSubject: Morning note\r\nDate: Tue, 4 Mar 2031 06:00:00 +0000\r\n\r\nThe dam."
RSS = b'<rss version="2.0"><channel><title>x</title></channel></rss>'

CASES = [
    ("html", PAGE, Kind.PAGE),
    ("html with doctype", b"<!DOCTYPE html>\n" + PAGE, Kind.PAGE),
    ("xhtml", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD">\n<html xmlns="http://www.w3.org/1999/xhtml">', Kind.PAGE),
    ("text", "The minister said “no” on Tuesday.".encode(), Kind.PAGE),
    ("nothing", b"", Kind.PAGE),
    ("pdf", b"%PDF-1.7\n", Kind.PDF),
    ("png", b"\x89PNG\r\n\x1a\n", Kind.UNREADABLE),
    ("zip", zip_of({"a": PAGE}), Kind.ZIP),
    ("empty zip", zip_of({}), Kind.ZIP),
    ("tar", tar_of({"a": PAGE}), Kind.TAR),
    ("warc", record("http://a.example", PAGE), Kind.WARC),
    *[(name, pack(PAGE), Kind.COMPRESSED) for name, pack in PACKERS.items()],
    ("rss", RSS, Kind.FEED),
    ("rss after a declaration, a comment and a style sheet", b'\n<?xml version="1.0"?><!-- <urlset> --><?xml-stylesheet href="x"?>\n' + RSS, Kind.FEED),
    ("rss with an inner doctype", b'<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>' + RSS, Kind.FEED),
    ("rss in UTF-8 with a mark", codecs.BOM_UTF8 + RSS, Kind.FEED),
    ("rss in UTF-16", codecs.BOM_UTF16_LE + RSS.decode().encode("utf-16-le"), Kind.FEED),
    ("atom", b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
    ("atom with prefix", b'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', Kind.FEED),
    ("rss 1.0", b'<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/">', Kind.FEED),
    ("other rdf", b'<rdf:RDF xmlns:rdf="x" xmlns="http://other.example/">', Kind.PAGE),
    ("json feed", b'{\n "version": "https://jsonfeed.org/version/1.1", "items": []}', Kind.FEED),
    ("sitemap", b'<?xml version="1.0"?><urlset xmlns="x"><url>', Kind.SITEMAP),
    ("index of sitemaps", b"<sitemapindex>", Kind.SITEMAP),
    ("newsml-g2", b'<newsItem guid="x">', Kind.NEWSML),
    ("newsml-g2 message", b'<newsMessage xmlns="x">', Kind.NEWSML),
    ("json lines", b'{"text": "a"}\n{"text": "b"}\n', Kind.JSON_LINES),
    ("one record", b'{"text": "a"}', Kind.JSON_LINES),
    ("list of records", b'[\n{"text": "a"}]', Kind.JSON_LINES),
    ("ninjs", json.dumps({"uri": "x", "body_text": "y"}).encode(), Kind.NINJS),
    ("lines of ninjs", b'{"uri": "x", "body_text": "y"}\n{"uri": "z", "body_text": "y"}', Kind.JSON_LINES),
    ("braces in text", b"{curly} words of a page", Kind.PAGE),
    ("mail", MAIL, Kind.MAIL),
    ("mail with folded headers", b"Received: from x\r\n\tby y\r\nFrom: a@b.example\r\nTo: c@d.example\r\n\r\nx", Kind.MAIL),
    ("mbox", b"From desk@norwire.example Tue Mar  4 06:00:00 2031\n" + MAIL, Kind.MBOX),
    ("a press release with a date line", b"Date: March 4, 2031\nPlace: Lendava\n\nThe dam was opened.", Kind.PAGE),
    ("a sentence that begins like a mailbox", b"From the dam at 10:30 came a noise.\nIt was loud.", Kind.PAGE),
]  # fmt: skip


@pytest.mark.parametrize(("head", "kind"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_kinds_are_told(head, kind):
    assert tell_kind(head[:HEAD_BYTES]) is kind


@given(st.binary(max_size=600))
def test_any_bytes_are_of_some_kind(head):
    assert tell_kind(head) in Kind


@pytest.mark.parametrize(
    "head",
    [b"a: b\n" * 1600, b"<!-- " * 1600, b"<?x " * 2000, b'{"' + b"\\" * 8000, b"x:\n " * 2000, b"<!DOCTYPE [" * 700],
)
def test_odd_heads_are_told_at_once(head):
    assert tell_kind(head[:HEAD_BYTES]) in Kind
