"""Small sound inputs of every format, from which fuzzing starts. All made up."""

from __future__ import annotations

import json

from fuzz import pdf
from tests.intake.containers.made_up import PACKERS, PAGE, http, record, responses, tar_of, zip_of

DUMP = """Meridian Courier
Home | World | Sport

Dam talks end without a deal
By Ana Reyes and Bo Ekström
Published 4 March 2031, 10:15 GMT

LENDAVA, March 4 (Norwire) — The water minister said on Tuesday that at least 12 people were hurt last week.

“We have waited since May 27, 2029,” said Dana Kosic, who leads the union.

The talks will resume in the second week of April, two days before the summit.

Read also
Ferry line closed for a third day
© 2031 Meridian Courier
"""
HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Dam talks end - Courier</title>
<meta property="article:published_time" content="2031-03-04T10:15:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Dam talks end",
"author": {{"@type": "Person", "name": "Ana Reyes"}}, "datePublished": "2031-03-04"}}</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><article><h1>Dam talks end</h1>
<p class="byline">By Ana Reyes</p><p>{DUMP.split("GMT")[1].split("Read also")[0].strip()}</p>
<figure><img src="x.jpg"><figcaption>The dam on Monday. Photo: Norwire</figcaption></figure>
<table><tr><td>1</td><td>2</td></tr></table><pre>x\n  y</pre></article><aside>Read also</aside></body></html>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Courier</title><link>https://courier.example/</link><item><title>Dam talks end</title><guid>a1</guid>
<link>https://courier.example/a</link><pubDate>Tue, 04 Mar 2031 10:15:00 GMT</pubDate>
<content:encoded><![CDATA[{HTML.split("<article>")[1].split("</article>")[0]}]]></content:encoded></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><id>x</id><entry><title>Dam talks end</title>
<id>a1</id><updated>2031-03-04T10:15:00Z</updated><author><name>Ana Reyes</name></author>
<content type="html">&lt;p&gt;The minister said on Tuesday that talks would go on.&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Courier",
    "items": [{"id": "a1", "content_html": "<p>The minister said on Tuesday that talks would go on.</p>"}],
}
RECORDS = [{"title": "Dam talks end", "text": DUMP, "url": "https://courier.example/a", "date": "2031-03-04"}] * 2
NINJS = {
    "uri": "urn:a1", "type": "text", "headline": "Dam talks end", "versioncreated": "2031-03-04T10:15:00Z",
    "body_xhtml": "<p>The minister said on Tuesday that talks would go on.</p>", "byline": "By Ana Reyes",
}  # fmt: skip
NEWSML = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a1" version="1" standard="NewsML-G2">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Norwire"/>
<versionCreated>2031-03-04T10:15:00Z</versionCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>Dam talks end</headline>
<by>Ana Reyes</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The minister said on Tuesday that talks would go on.</p></body></html></inlineXML></contentSet></newsItem>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://courier.example/a</loc>
<lastmod>2031-03-04</lastmod></url></urlset>"""
MAIL = f"""From: Norwire desk <desk@norwire.example>
To: readers@norwire.example
Subject: =?utf-8?q?Morning_note?=
Date: Tue, 4 Mar 2031 06:00:00 +0000
Message-ID: <1@norwire.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The minister said on Tuesday that talks would go on=
 until May.

--b1
Content-Type: text/html; charset=utf-8

{PAGE.decode()}
--b1--
"""
MBOX = f"From desk@norwire.example Tue Mar  4 06:00:00 2031\n{MAIL}\n" * 2
MANIFEST = b'{"path": "one.html", "publisher": "Norwire", "published": "2031-03-04"}\n'

PAGES: dict[str, bytes] = {
    "html": HTML.encode(),
    "dump": DUMP.encode(),
    "latin-1": HTML.replace("utf-8", "iso-8859-1").encode("cp1252", "replace"),
    "utf-16": DUMP.encode("utf-16"),
    "pdf": pdf.SAMPLE,
}
CONTAINERS: dict[str, bytes] = {
    "warc": b"".join(responses(2)) + record("https://x.example/", http(PAGE, "404 Not Found")),
    "warc.gz": b"".join(PACKERS["gzip"](item) for item in responses(3)),
    "encoded warc": record(
        "https://x.example/", http(PACKERS["gzip"](PAGE), "200 OK", "text/html", "Content-Encoding: gzip")
    )
    + record(
        "https://x.example/", http(b"4\r\n<p>a\r\n0\r\n\r\n", "200 OK", "text/html", "Transfer-Encoding: chunked")
    ),
    "zip": zip_of({"one.html": PAGE, "manifest.jsonl": MANIFEST, "in.zip": zip_of({"a.txt": PAGE})}),
    "tar": tar_of({"manifest.jsonl": MANIFEST, "one.html": PAGE, "two.txt": DUMP.encode()}),
    "tar.gz": tar_of({"one.html": PAGE}, "w:gz"),
    **{name: pack(PAGE) for name, pack in PACKERS.items()},
    "rss": RSS.encode(),
    "atom": ATOM.encode(),
    "json feed": json.dumps(JSON_FEED).encode(),
    "json lines": b"".join(json.dumps(row).encode() + b"\n" for row in RECORDS),
    "ninjs": json.dumps(NINJS).encode(),
    "newsml": NEWSML.encode(),
    "sitemap": SITEMAP.encode(),
    "mail": MAIL.encode(),
    "mbox": MBOX.encode(),
}
WORDS = (
    b"<p>", b"</", b"<!--", b"<![CDATA[", b"]]>", b"&#x110000;", b"&amp;", b"<?xml", b"<html", b"charset=", b"utf-7",
    b"WARC/1.0\r\n", b"Content-Length: ", b"-1", b"99999999999", b"Transfer-Encoding: chunked\r\n", b"PK\x03\x04",
    b"PK\x01\x02", b"\x1f\x8b\x08", b"BZh9", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r\n\r\n",
    b"March 4, 2031", b"LENDAVA, May 27 (AP) --", b"next Tuesday", b"two weeks ago", b"Q3", b"1990s", b"0000-00-00",
    b"9999", b"By ", b"From: ", b"boundary=", b"=?utf-8?b?", b'{"', b"[[[[", b"1e999",
    b"\xe2\x80\xa8", b"\xf0\x9f\x98\x80",
)  # fmt: skip
