"""One made-up item in each format, told in the same words."""

import io
import zipfile
from email.message import EmailMessage

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>World | The Halm Observer - RSS</title>
<link>https://halmobserver.example/</link><language>en-gb</language>
<item><title>Envoys agree on &lt;i&gt;ferry&lt;/i&gt; rules</title><link>https://halmobserver.example/1</link>
<guid isPermaLink="false">g1</guid><pubDate>Tue, 03 Mar 2031 23:30:00 -0500</pubDate>
<dc:creator><![CDATA[Ann Lee]]></dc:creator><dc:creator>Bo Ek</dc:creator><category>World</category>
<description>Envoys agreed on rules.</description><content:encoded><![CDATA[
<p>HALM, March 3 (Reuters) - Envoys of both shores agreed on Tuesday on rules for the ferry, the harbour office said.</p>
<figure><img src="x.jpg"><figcaption>The ferry at the pier. Photo: Ines Talvo/Reuters</figcaption></figure>
<p>&ldquo;Twelve boats will sail by June,&rdquo; said its director, Mara Kessel.</p>
<p>The post <a href="https://halmobserver.example/1">Envoys agree on ferry rules</a> appeared first on
<a href="https://halmobserver.example">The Halm Observer</a>.</p>]]></content:encoded></item>
<item><title>Storm kills 12 in Halm</title><author>jane@x.example (Jane Doe)</author>
<media:description>A storm killed 12 people in Halm on Monday, police said. [&#8230;]</media:description>
<source url="https://x.example/feed">Tarn Agency</source><dc:date>2031-03-04</dc:date></item>
<item><title>No text here</title><link>https://halmobserver.example/3</link></item>
<item><title>Escaped twice</title><author>newsroom@x.example</author><description>&amp;lt;p&amp;gt;The council closed the bridge on
 Monday after an inspection.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Continue reading&amp;lt;/p&amp;gt;</description>
<pubDate>Thu, 06 Mar 2031 10:00</pubDate></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>Tarn Gazette</title><link href="https://tarn.example/"/><author><name>Cy Du</name></author>
<entry><title type="html">Dam &amp;amp; lake</title><id>tag:tarn.example,2031:7</id>
<link rel="alternate" href="https://tarn.example/7"/><published>2031-04-01T08:00:00+02:00</published>
<updated>2031-04-02T09:00:00+02:00</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>Engineers lowered the lake by two metres on Tuesday.</p><p>The dam will be repaired by May, the ministry said.</p>
</div></content><summary>Engineers lowered the lake.</summary></entry></feed>"""

RSS1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://vall.example/"><title>Vall Post</title><link>https://vall.example/</link></channel>
<item rdf:about="https://vall.example/1"><title>Strike ends</title><link>https://vall.example/1</link>
<description>Dockers went back to work on Friday after nine days on strike.</description>
<dc:date>2031-05-02T06:00+01:00</dc:date><dc:creator>Staff</dc:creator></item></rdf:RDF>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Halm Radio", "language": "en-US",
"home_page_url": "https://halmradio.example", "items": [
{"id": 1, "url": "https://halmradio.example/1", "title": "Power back", "summary": "Power is back",
 "content_html": "<p>Power was restored to 4,000 homes on Sunday, the grid operator said.</p>", "tags": ["Local"],
 "date_published": "2031-06-01T10:00:00-07:00", "date_modified": "2031-06-02T10:00:00-07:00",
 "authors": [{"name": "Dee Orr"}]},
{"id": "2", "content_text": "The mayor resigned on Monday. She gave no reasons."}, 17]}"""

NINJS_1 = {
    "uri": "http://wire.example/item/1", "type": "text", "pubstatus": "usable", "language": "en-GB",
    "versioncreated": "2031-03-03T12:00:00Z", "firstcreated": "2031-03-03T10:00:00Z", "copyrightholder": "Halm Wire",
    "headline": "Envoys agree on ferry rules", "byline": "By Ann Lee", "description_text": "Twelve boats will sail.",
    "body_xhtml": "<p>HALM, March 3 (Halm Wire) - Envoys of both shores agreed on rules on Tuesday, an official said.</p>"
    "<p>They will meet again in May.</p><p>ends</p>",
    "body_text": "HALM, March 3 (Halm Wire) - Envoys of both shores agreed on rules on Tuesday. They will meet again.",
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:halm:2", "standard": {"name": "ninjs", "version": "2.1"}, "infosources": [{"name": "Halm Wire"}],
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Ferry sails again"}],
    "bodies": [{"contenttype": "text/plain", "value": "The ferry sailed again on Friday.\n\nIt carried 300 people."}],
    "versioncreated": "2031-03-05T12:00:00+01:00", "people": [{"name": "Bo Ek", "rel": "author"}],
}  # fmt: skip

NITF = """<nitf><head><title>Dam repaired</title><docdata><doc-id id-string="hw-77"/><date.issue norm="20310304T080000Z"/>
<doc.copyright holder="Halm Wire" year="2031"/></docdata><pubdata name="Halm Observer" position.section="Regional"/></head>
<body><body.head><hedline><hl1>Dam repaired after storm</hl1><hl2>Lake is full again</hl2></hedline>
<byline>By <person>Cy Du</person><byttl>Correspondent</byttl></byline>
<dateline><location>TARN</location>, <story.date norm="20310304">March 4</story.date></dateline></body.head>
<body.content><block><p>Engineers repaired the dam of Tarn on Monday, the ministry said.</p>
<media media-type="image"><media-reference source="x.jpg"/><media-caption>The dam on Monday</media-caption></media>
<hl2>Lake full</hl2><p>The lake holds 4 million tonnes of water again.</p></block></body.content></body></nitf>"""

NEWSML_G2 = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2031-03-03T12:01:00Z</sent></header><itemSet>
<newsItem guid="tag:halmwire.example,2031:1" version="2" standard="NewsML-G2" xml:lang="en-GB">
<rightsInfo><copyrightHolder><name>Halm Wire Ltd</name></copyrightHolder></rightsInfo>
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:HW"><name>Halm Wire</name></provider>
<versionCreated>2031-03-03T12:00:00+01:00</versionCreated><firstCreated>2031-03-03T09:00:00+01:00</firstCreated>
<pubStatus qcode="stat:usable"/><title>Slug ferry</title></itemMeta>
<contentMeta><creator literal="x"><name>Ann Lee</name></creator><language tag="en"/><slugline>FERRY/RULES</slugline>
<headline>Envoys agree on ferry rules</headline><dateline>HALM, March 3 (Halm Wire)</dateline><by>By Bo Ek</by></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><p>Envoys of both shores agreed on rules on Tuesday.</p><p>They will&nbsp;meet again in May.</p></body></html>
</inlineXML></contentSet></newsItem>
<newsItem guid="tag:halmwire.example,2031:2"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta><contentSet>
<inlineData contenttype="text/plain">The ferry sank on Monday in the bay of Halm.</inlineData></contentSet></newsItem>
<newsItem guid="tag:halmwire.example,2031:3"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet>
<remoteContent href="a.jpg"/></contentSet></newsItem>
<packageItem guid="tag:halmwire.example,2031:4"><groupSet><group><itemRef residref="tag:halmwire.example,2031:1"/></group>
</groupSet></packageItem>
<newsItem guid="tag:halmwire.example,2031:5"><itemMeta><versionCreated>2031-03-04T12:00:00Z</versionCreated></itemMeta>
<contentSet><inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML></contentSet></newsItem>
</itemSet></newsMessage>"""

NEWSML_1 = """<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier><NewsItemId>x1</NewsItemId>
</NewsIdentifier></Identification><NewsManagement><FirstCreated>20310303T110000+0100</FirstCreated>
<ThisRevisionCreated>20310303T120000+0100</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferry rules agreed</HeadLine><ByLine>Ann Lee</ByLine>
<DateLine>Halm, March 3 (HW) -</DateLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName="HW"/></Provider>
</AdministrativeMetadata><ContentItem><DataContent><p>Envoys of both shores agreed on rules on Tuesday.</p>
<p>More talks will follow in May.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://halm.example/a?x=1&amp;y=2</loc><lastmod>2031-03-04</lastmod>
<image:image><image:title>The pier</image:title></image:image><news:news><news:publication>
<news:name>The Halm Observer</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2031-03-03T10:00:00+01:00</news:publication_date><news:title>Envoys agree</news:title></news:news>
</url><url><loc> https://halm.example/b </loc></url><url><loc>javascript:void(0)</loc></url></urlset>"""

LETTER = """<html><head><title>Morning Brief</title></head><body>
<div style="display:none">Envoys agree, storm nears, dam is full again</div>
<table><tr><td><a href="https://x.example">View this email in your browser</a></td></tr></table>
<table><tr><td><img src="logo.png" alt="Halm"></td></tr><tr><td>Morning Brief | March 3, 2031</td></tr></table>
<table><tr><td><h1>Envoys agree on ferry rules</h1><p>Envoys of both shores agreed on Tuesday on new rules for the ferry
across the bay, the harbour office said in a statement after two days of talks.</p>
<p>Twelve boats will sail by June, said its director, Mara Kessel. The council had asked for twenty boats in January, but
the office refused to buy them.</p><h2>Storm nears the coast</h2><p>A storm with winds of 140 kilometres an hour will reach
the coast on Thursday, the weather service warned. Schools in Halm will stay closed, the mayor said.</p>
<p><a href="https://x.example/2">Read more</a></p></td></tr></table>
<table><tr><td><p>You are receiving this email because you signed up on our website.</p>
<p>Our mailing address is: Halm Observer, 12 Pier Street, Halm</p>
<p><a href="u">Unsubscribe</a> | <a href="p">Manage your preferences</a> | <a href="q">Privacy policy</a></p>
<p>© 2031 The Halm Observer. All rights reserved.</p></td></tr></table>
<img src="https://track.example/p.gif" width="1" height="1"></body></html>"""
LETTER_TEXT = """Envoys of both shores agreed on Tuesday on new rules for the ferry across the
bay, the harbour office said in a statement after two days of talks.

Twelve boats will sail by June, said its director, Mara Kessel. The council had
asked for twenty boats in January, but the office refused to buy them.

You are receiving this email because you signed up on our website.
"""
PASSED_ON = """See below, thanks.

---------- Forwarded message ---------
From: Tarn Gazette <news@tarn.example>
Date: Mon, Mar 2, 2031 at 6:30 AM
Subject: Dam repaired after storm
To: <dee@desk.example>

TARN, March 2 - Engineers repaired the dam of Tarn on Sunday, the ministry said in a statement.

The lake holds 4 million tonnes of water again, it said, and the villages below it are safe.

From the shore, people watched the water rise for hours.
"""


def mail(
    *,
    text: str | None = LETTER_TEXT,
    html: str | None = LETTER,
    subject: str = "Fwd: [brief] Envoys agree – Überblick",
    sender: str = "Ann Lee from The Halm Observer <brief@mail.halmobserver.example>",
    ident: str = "<1@halm.example>",
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "dee@desk.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 03 Mar 2031 07:00:00 +0100"
    message["Message-ID"] = ident
    if text is not None:
        message.set_content(text, cte="quoted-printable")
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html", cte="base64")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def mbox(*messages: EmailMessage) -> bytes:
    lines = [message.as_bytes().replace(b"\nFrom ", b"\n>From ") for message in messages]
    return b"".join(b"From MAILER Tue Mar  3 07:00:00 2031\n" + line + b"\n\n" for line in lines)


def zipped(name: str, text: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, text)
    return data.getvalue()
