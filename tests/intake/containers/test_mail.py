"""Mails: newsletters, what they pass on, what is attached."""

import datetime as dt

import pytest

from newsledger.intake.containers import Opening
from newsledger.intake.containers.mail_headers import host_of, sender_of, subject_of
from newsledger.model import BlockKind, Page, PageFacts, SetAside
from tests.intake.containers.opened import article, only, opened, pages, told
from tests.intake.containers.wires import LETTER_TEXT, PASSED_ON, mail, mbox, zipped

K = BlockKind


def test_a_newsletter_is_read_with_its_furniture_labelled():
    page = only(mail().as_bytes())
    assert page.facts == PageFacts(
        publisher="The Halm Observer", published="2031-03-03T07:00:00+01:00", title="Envoys agree – Überblick",
        authors=("Ann Lee",),
    )  # fmt: skip
    read = article(page)
    assert len(told(read, K.PARAGRAPH)) == 3
    furniture = " ".join(told(read, K.FURNITURE))
    for words in ("View this email", "You are receiving", "Our mailing address", "Unsubscribe"):
        assert words in furniture
    assert told(read, K.RELATED) == ["Read more"]


def test_plain_text_is_put_together_over_its_breaks():
    read = article(only(mail(html=None).as_bytes()))
    assert told(read, K.PARAGRAPH)[0] == LETTER_TEXT.split("\n\n")[0].replace("\n", " ")
    assert "You are receiving" in told(read, K.FURNITURE)[-1]


def test_flowed_text_is_put_together_at_its_soft_breaks():
    data = b"From: Halm Radio <r@x.example>\nSubject: Power\nDate: Tue, 3 Mar 2031 07:00:00 +0100\nContent-Type: text/plain; format=flowed\n\nPower was restored \nto 4,000 homes on Sunday.\n\nThe grid operator \nsaid so.\n"
    assert only(data).data.decode() == "Power was restored to 4,000 homes on Sunday.\n\nThe grid operator said so."


def test_a_message_that_was_passed_on_is_by_its_first_sender():
    read = article(
        only(mail(html=None, text=PASSED_ON, subject="FW: Dam", sender="Dee Orr <dee@desk.example>").as_bytes())
    )
    assert (read.publisher, read.title, read.authors) == ("Tarn Gazette", "Dam repaired after storm", ())
    assert read.published.when.iso == "2031-03-02"
    assert read.dateline.place == "TARN"
    assert "See below, thanks." in told(read, K.FURNITURE)
    assert len(told(read, K.PARAGRAPH)) == 3


def test_pages_that_are_attached_are_opened_and_pictures_passed_over():
    message = mail()
    rules = (
        "<html><body>" + "<p>The harbour office published rules for the ferry on Tuesday.</p>" * 2 + "</body></html>"
    )
    message.add_attachment(rules.encode(), maintype="text", subtype="html", filename="rules.html")
    message.add_attachment(b"\x89PNG\r\n\x1a\n123", maintype="image", subtype="png", filename="x.png")
    message.add_attachment(
        zipped("a.txt", "The council closed the bridge."), maintype="application", subtype="zip", filename="z.zip"
    )
    message.add_attachment(mail(html=None, subject="Inner"))
    opening = Opening()
    found = opened(message.as_bytes(), "letter.eml", opening)
    assert [item.name for item in found] == [
        "letter.eml",
        "letter.eml#rules.html",
        "letter.eml#z.zip#a.txt",
        "letter.eml#message/rfc822",
    ]
    assert found[1].facts == PageFacts()
    assert found[3].facts.title == "Inner"
    assert opening.meter.progress.skipped == {"attachments of type image/png": 1}


def test_an_mbox_is_split_into_its_messages():
    items = pages(mbox(mail(), mail(html=None, text=PASSED_ON, ident="<2@halm.example>"), mail()), "box")
    assert [item.name for item in items] == ["box#1@halm.example", "box#2@halm.example", "box#1@halm.example~2"]
    assert b"\nFrom the shore, people watched" in items[1].data


def test_an_mbox_message_over_the_limit_is_set_aside_and_the_next_one_read():
    limits = type(Opening().limits)(page=6_000)
    big = mail(html=None, text="The ferry sailed on Monday, officials said in a note.\n" * 300)
    items = opened(mbox(big, mail(html=None)), opening=Opening(limits=limits))
    assert [type(item) for item in items] == [SetAside, Page]


@pytest.mark.parametrize(
    ("charset", "words"),
    [("iso-8859-1", "Überblick über die Fähre"), ("utf-16", "Überblick"), ("koi8-r", "Паром"), ("x-none", "Fähre")],
)
def test_character_sets(charset, words):
    body = f"{words} on Monday the ferry sailed again, officials said.".encode(
        "cp1252" if charset == "x-none" else charset
    )
    data = f"From: a@x.example\nSubject: x\nDate: Tue, 3 Mar 2031 07:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n".encode()
    assert words in only(data + body).data.decode()


SAVED = """From: <Saved by Blink>
Snapshot-Content-Location: https://halm.example/ferry
Subject: Ferry sails again - Halm Observer
Date: Tue, 5 Aug 2031 07:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://halm.example/ferry

<html><head><title>Ferry sails again - Halm Observer</title></head><body><h1>Ferry sails again</h1>
<p>The ferry sailed again on Friday after nine days in the dock, the harbour office said in a =
note.</p></body></html>
--b
Content-Type: text/css

body { color: red }
--b--
"""


def test_a_page_that_a_browser_saved_as_a_mail_is_a_page_and_the_day_of_saving_is_not_its_date():
    page = only(SAVED)
    assert page.facts == PageFacts(url="https://halm.example/ferry", captured="2031-08-05T07:00:00+00:00")
    read = article(page)
    assert (read.title, read.published.when.start) == ("Ferry sails again", None)
    assert read.published.when.end == dt.date(2031, 8, 5)


def test_mails_without_text_say_why():
    empty = b"From: a@x.example\nSubject: x\nDate: Tue, 3 Mar 2031 07:00:00 +0100\n\n\n"
    (item,) = opened(empty)
    assert "no text" in item.reason
    locked = empty.replace(b"\n\n\n", b"\nContent-Type: application/pkcs7-mime\n\n\n")
    (item,) = opened(locked)
    assert "encrypted" in item.reason


@pytest.mark.parametrize(
    ("text", "people", "outlet"),
    [
        ("Ann Lee <a@x.example>", ("Ann Lee",), None),
        ("The Halm Observer <a@x.example>", (), "The Halm Observer"),
        ("Ann Lee from The Halm Observer <a@x.example>", ("Ann Lee",), "The Halm Observer"),
        ('"Ann Lee, Halm Observer" <a@x.example>', ("Ann Lee",), "Halm Observer"),
        ('"Lee, Ann" <a@x.example>', ("Ann Lee",), None),
        ("Halm Observer via Desk <a@x.example>", (), "Halm Observer"),
        ("news@x.example", (), None),
        ("", (), None),
    ],
)
def test_senders(text, people, outlet):
    assert sender_of(text) == (people, outlet)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Fwd: [brief] Re: Envoys agree", "Envoys agree"),
        ("WG: Dam: it holds", "Dam: it holds"),
        ("[A]", "[A]"),
        ("", ""),
    ],
)
def test_subjects(text, subject):
    assert subject_of(text) == subject


@pytest.mark.parametrize(
    ("text", "host"),
    [("X <a@newsletter.mail.halm.example>", "halm.example"), ("a@gmail.com", None), ("nobody", None)],
)
def test_hosts_of_senders(text, host):
    assert host_of(text) == host
