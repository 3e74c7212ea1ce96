"""Headers of mails: who sent what when, also of a message that was passed on within the text of another."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from newsledger.intake.body import has_markup
from newsledger.intake.containers.told import is_name_of_person, language_code, moment, one_line
from newsledger.intake.letters import header_blocks, mail_words

_LIST_TAG = re.compile(r"^\s*\[[^\[\]]{1,60}\]\s*")
_LIST_NAME = re.compile(r'^\s*"?([^"<>]+?)"?\s*<')
_BREAK = re.compile(r"<\s*(?:br|/p|/div|/td|/tr|/li|p|div|tr|li|h[1-6])\b[^<>]*>", re.I)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DROPPED = re.compile(r"<(style|script|head)\b.*?</\1\s*>", re.I | re.S)
_AT = re.compile(r"\s+(?:at|um|à)\s+(?=\d)", re.I)
_HEAD_CHARS, _HEAD_LINES = 60_000, 80


@dataclass(frozen=True, slots=True)
class Headers:
    """What the headers of a mail tell. date: ISO 8601. people: senders who are persons. outlet: who publishes it."""

    subject: str = ""
    date: str | None = None
    people: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None

    def over(self, other: Headers) -> Headers:
        """These headers, and the others' where these say nothing."""
        return replace(
            self,
            subject=self.subject or other.subject,
            date=self.date or other.date,
            language=self.language or other.language,
        )


def read_headers(message: Message) -> Headers:
    """The headers of a message, however they are written."""
    people, outlet = sender_of(header(message, "From") or header(message, "Sender"))
    listed = _LIST_NAME.match(header(message, "List-Id"))
    if outlet is None and listed is not None:
        outlet = one_line(listed.group(1)) or None
    return Headers(
        subject=subject_of(header(message, "Subject")),
        date=moment(header(message, "Date")) or moment(header(message, "Received").rpartition(";")[2]),
        people=people,
        outlet=outlet or host_of(header(message, "From")),
        language=language_code(header(message, "Content-Language").split(",")[0]),
    )


def header(message: Message, name: str) -> str:
    """One header on one line, its encoded words decoded; empty if it is missing."""
    try:
        value = message.get(name)
        if value is None:
            return ""
        return " ".join(str(make_header(decode_header(str(value)))).split())
    except (MessageError, ValueError, LookupError, UnicodeError, TypeError, AssertionError):
        return " ".join(str(message.get(name) or "").encode("ascii", "replace").decode().split())


def subject_of(text: str) -> str:
    """A subject without "Fwd:" and the tag of a mailing list."""
    bare = one_line(text)
    while True:
        head, colon, rest = bare.partition(":")
        if colon and head.strip().casefold() in _words("prefixes"):
            bare = rest.strip()
        elif _LIST_TAG.match(bare) and len(_LIST_TAG.sub("", bare)) > 3:
            bare = _LIST_TAG.sub("", bare)
        else:
            return bare.strip()


def sender_of(text: str) -> tuple[tuple[str, ...], str | None]:
    """People and outlet of a sender ("Ann Lee from The Halm Observer <ann@halm.example>")."""
    name, _ = _address(text)
    name = name.strip(" '\"")
    if not name or "@" in name:
        return (), None
    for joint in _words("joints"):
        before, found, after = name.partition(f" {joint} ")
        if found and after.strip() and is_name_of_person(before.strip()):
            return (before.strip(),), after.strip()
        if found and joint == "via":
            return (), before.strip() or None
    before, found, after = (part.strip() for part in name.partition(","))
    if found and is_name_of_person(before) and after:
        return (before,), after
    if found and len(before.split()) == 1 and is_name_of_person(f"{after} {before}"):
        return (f"{after} {before}",), None
    return ((name,), None) if is_name_of_person(name) else ((), name)


def host_of(text: str) -> str | None:
    """The host of a sender's address that stands for an outlet; None for private mail boxes."""
    _, address = _address(text)
    host = address.rpartition("@")[2].casefold().strip(" >.")
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _words("labels"):
        labels.pop(0)
    host = ".".join(labels)
    private = any(host == one or host.endswith(f".{one}") for one in _words("private"))
    return host if len(labels) > 1 and not private else None


def forwarded(text: str) -> Headers | None:
    """Headers of a message that a mail passes on, which stand in its text; None if there are none.

    text: HTML or plain.
    """
    lines = _lines(text[:_HEAD_CHARS])[:_HEAD_LINES]
    told = next((told for _, told in header_blocks(lines)), None)
    if told is None:
        return None
    people, outlet = sender_of(told["sender"])
    return Headers(
        subject=subject_of(told.get("subject", "")),
        date=moment(_AT.sub(" ", told.get("date", ""))),
        people=people,
        outlet=outlet or host_of(told["sender"]),
    )


def _address(text: str) -> tuple[str, str]:
    name, address = parseaddr(text)
    if not address and "<" in text:
        name, _, rest = text.partition("<")
        address = rest.partition(">")[0]
    return (name or ("" if "@" in text else text)), address


def _lines(text: str) -> Sequence[str]:
    if has_markup(text):
        text = _TAG.sub("", _BREAK.sub("\n", _DROPPED.sub(" ", text).replace("\n", " ")))
    return [bare for line in html.unescape(text).split("\n") if (bare := line.strip())]


def _words(of: str) -> Sequence[str]:
    words: Sequence[str] = mail_words()[of]
    return words
