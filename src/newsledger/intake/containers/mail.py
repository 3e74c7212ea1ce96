"""Mails (one, or an mbox of many) → a page for each, and the pages attached to it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from newsledger.intake.containers.composing import says_something, words_in
from newsledger.intake.containers.mail_headers import Headers, forwarded, header, read_headers
from newsledger.intake.containers.opening import Opening
from newsledger.intake.containers.told import item_name, one_line, with_facts
from newsledger.intake.kinds import HEAD_BYTES, Kind, tell_kind
from newsledger.intake.wrapping import unwrapped
from newsledger.model import Page, PageFacts, SetAside

_SEPARATOR = re.compile(rb"From (?:\S+ .*)?\d\d:\d\d.*$")
_ESCAPED = re.compile(rb">+From ")
_LOCKED = frozenset(("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"))
_LINE, _HEAD_BYTES = 1 << 20, 1 << 18
_MOST_PARTS = 500
_SIGNATURE = "-- "


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Messages in order. The page of a message comes first, then what is attached to it, opened as any input is."""
    if not stream.peek(5).startswith(b"From "):
        data = stream.read(opening.limits.page + 1)
        if len(data) > opening.limits.page:
            yield _too_large(name, opening)
        else:
            yield from _message(data, name, opening, alone=True)
        return
    seen: dict[str, int] = {}
    for message in _split(stream, opening.limits.page):
        if message is None:
            yield _too_large(item_name(name, f"message {len(seen) + 1}", b"", seen), opening)
            continue
        ident = _ident(message)
        yield from _message(message, item_name(name, ident, message, seen), opening, alone=False)
    if not seen:
        yield SetAside(name=name, reason="there is no message in it", remedy="get it again")


def _too_large(name: str, opening: Opening) -> SetAside:
    limit = opening.limits.page / 1_000_000
    return SetAside(name=name, reason=f"the message is larger than {limit:g} MB", remedy="split it")


def _split(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Messages of an mbox, with ">From" made "From" again; None for one that is too large."""
    parts: list[bytes] = []
    size = 0
    before, starts = b"\n", True
    while line := stream.readline(_LINE):
        if starts and not before.strip() and line.startswith(b"From ") and _SEPARATOR.match(line.rstrip()):
            if size:
                yield None if size > limit else b"".join(parts)
            parts, size = [], 0
        else:
            if starts and _ESCAPED.match(line):
                line = line[1:]
            size += len(line)
            if size <= limit:
                parts.append(line)
            elif parts:
                parts = []
        before, starts = line, line.endswith(b"\n")
    if size:
        yield None if size > limit else b"".join(parts)


def _parsed(data: bytes) -> Message:
    # The old policy: the new one fails on broken headers that this one hands over as they are.
    return message_from_bytes(data, policy=policy.compat32)


def _ident(data: bytes) -> str | None:
    head = re.split(rb"\r?\n\r?\n", data[:_HEAD_BYTES], maxsplit=1)[0]
    return header(_parsed(head + b"\n\n"), "Message-ID").strip("<>") or None


def _message(data: bytes, name: str, opening: Opening, *, alone: bool) -> Iterator[Page | SetAside]:
    try:
        message = _parsed(data)
        headers = read_headers(message)
        bodies, attached = _parts(message)
    except RecursionError:
        yield SetAside(name=name, reason="the message is nested too deep", remedy="save its parts by themselves")
        return
    if _is_saved_page(message):
        yield _saved_page(message, headers, bodies, name, opening, alone=alone)
        return
    html = max((text for kind, text in bodies if kind == "html"), key=words_in, default="")
    plain = unwrapped("\n\n".join(text for kind, text in bodies if kind == "plain"))
    text = html if words_in(html) * 2 >= words_in(plain) else plain
    anything = says_something(text)
    if anything:
        told = forwarded(text)
        facts = _facts(headers if told is None else told.over(headers))
        given = opening.facts
        yield Page(name=name, data=text.encode("utf-8", "replace"), facts=with_facts(facts, given, alone=alone))
    seen: dict[str, int] = {}
    inside = opening.knowing(PageFacts(publisher=opening.facts.publisher))
    for part, payload in attached:
        label = one_line(part.get_filename() or "") or part.get_content_type()
        if _is_page(part, payload):
            whole = item_name(name, label, payload, seen)
            yield from inside.open(io.BytesIO(payload), whole)
            anything = True
        else:
            opening.skip(f"attachments of type {part.get_content_type()}")
    if not anything:
        locked = message.get_content_type() in _LOCKED
        reason = "the message is encrypted" if locked else "the message holds no text"
        yield SetAside(name=name, reason=reason, remedy="save it from the mail program" if locked else "leave it out")


def _is_saved_page(message: Message) -> bool:
    """Tell a page that a browser saved as MHTML, which is written as a mail."""
    return bool(header(message, "Snapshot-Content-Location")) or "saved by" in header(message, "From").casefold()


def _saved_page(
    message: Message, headers: Headers, bodies: list[tuple[str, str]], name: str, opening: Opening, *, alone: bool
) -> Page | SetAside:
    html = next((text for kind, text in bodies if kind == "html"), "")
    if not html.strip():
        return SetAside(name=name, reason="the saved page holds no HTML", remedy="save the page again")
    places = [
        header(message, "Snapshot-Content-Location"),
        *(header(part, "Content-Location") for part in message.walk()),
    ]
    address = next((place for place in places if place.startswith(("http://", "https://"))), None)
    facts = PageFacts(url=address, captured=headers.date)
    return Page(name=name, data=html.encode("utf-8", "replace"), facts=with_facts(facts, opening.facts, alone=alone))


def _facts(headers: Headers) -> PageFacts:
    return PageFacts(
        title=headers.subject or None,
        published=headers.date,
        publisher=headers.outlet,
        authors=headers.people,
        language=headers.language,
    )


def _parts(message: Message) -> tuple[list[tuple[str, str]], list[tuple[Message, bytes]]]:
    """Texts of a message as (html or plain, text), and what is attached with its bytes."""
    bodies: list[tuple[str, str]] = []
    attached: list[tuple[Message, bytes]] = []
    waiting = [message]
    count = 0
    while waiting and count < _MOST_PARTS:
        part = waiting.pop(0)
        count += 1
        inner = part.get_payload()
        kind = part.get_content_type()
        if kind == "message/rfc822" or (kind.startswith("message/") and isinstance(inner, list)):
            attached += [(part, one.as_bytes(policy=policy.compat32)) for one in _messages(inner)]
        elif isinstance(inner, list):
            waiting[:0] = _messages(inner)
        else:
            payload = _payload(part)
            shown = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
            if shown and not part.get_filename():
                bodies.append((kind.removeprefix("text/"), _text(part, payload)))
            elif payload:
                attached.append((part, payload))
    return bodies, attached


def _messages(inner: object) -> list[Message]:
    return [one for one in inner if isinstance(one, Message)] if isinstance(inner, list) else []


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, payload: bytes) -> str:
    """The text of a part, in its own character set; soft line breaks of format=flowed (RFC 3676) are joined."""
    try:
        charset = part.get_content_charset() or "utf-8"
    except (ValueError, LookupError, UnicodeError):
        charset = "utf-8"
    charset = "cp1252" if charset in ("us-ascii", "iso-8859-1", "latin-1", "ascii") else charset
    try:
        text = payload.decode("utf-8")  # many declare another one
    except UnicodeDecodeError:
        try:
            text = payload.decode(charset, "replace")
        except (LookupError, UnicodeError, ValueError):
            text = payload.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n")
    if part.get_content_type() == "text/plain" and str(part.get_param("format") or "").lower() == "flowed":
        return _unflowed(text, str(part.get_param("delsp") or "").lower() == "yes")
    return text


def _unflowed(text: str, delsp: bool) -> str:
    out: list[str] = []
    flows = False
    for raw in text.split("\n"):
        line = raw.removeprefix(" ")
        if flows and line:
            out[-1] += line
        else:
            out.append(line)
        flows = line.endswith(" ") and line != _SIGNATURE
        if flows and delsp:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def _is_page(part: Message, payload: bytes) -> bool:
    """Tell what can be opened from pictures, calendars, signatures and office files."""
    kind = tell_kind(payload[:HEAD_BYTES])
    if kind is Kind.PAGE:
        return part.get_content_type() in ("text/html", "text/plain", "application/xhtml+xml")
    return kind is not Kind.UNREADABLE
