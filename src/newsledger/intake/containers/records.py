"""Records of articles as JSON (Lines, an array, a wrapped list; any fields, or ninjs) → a page for each."""

from __future__ import annotations

import functools
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields as fields_of
from importlib import resources
from typing import Any

from newsledger.intake.containers.composing import compose, says_something, unescaped
from newsledger.intake.containers.json_stream import Record, json_records
from newsledger.intake.containers.ninjs import is_ninjs, item_pages
from newsledger.intake.containers.opening import Opening, RecordFields
from newsledger.intake.containers.told import language_code, moment, one_line, people, with_facts
from newsledger.model import BlockKind, InputError, Page, PageFacts, SetAside

_WHOLE_PAGE = re.compile(r"<\s*(?:!doctype\s+html|html|head|body)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’)\]]*$")
_MANY_LINES, _SHORT_WORDS = 10, 6
_OWN_BODY = (BlockKind.STANDFIRST, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CORRECTION)
_DEEPEST = 4
_MILLISECONDS = 100_000_000_000


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Records, each as a page named ``name#number``. Records without text, and what is no record, are set aside."""
    items = json_records(stream, name, opening.limits.page)
    held = next(items, None)
    if held is None:
        yield SetAside(name=name, reason="there is no record in it", remedy="write one JSON object a line")
        return
    alone = True
    for item in items:
        yield from _read(held, name, opening, alone=False)
        held, alone = item, False
    yield from _read(held, name, opening, alone=alone)


def _read(item: Record | SetAside, name: str, opening: Opening, *, alone: bool) -> Iterator[Page | SetAside]:
    """The pages of one value. alone: it is the only one, so that facts from outside are about it."""
    if isinstance(item, SetAside):
        yield item
        return
    whole = f"{name}#{item.number}"
    if is_ninjs(item.value):
        yield from item_pages(item.value, whole, opening.facts, alone=alone)
    else:
        yield from _pages(item.value, whole, opening, 0, alone=alone)


def parse_fields(spec: str) -> RecordFields:
    """Read ``text=body,title=headline,published=meta.date``.

    Raises InputError for names that are not known and for parts that are no pair.
    """
    known = [field.name for field in fields_of(RecordFields)]
    told: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in spec.split(","))):
        key, equals, path = (piece.strip() for piece in part.partition("="))
        if not equals or not path or key not in known:
            raise InputError(
                f"{part!r} does not tell a field of records",
                where="--fields",
                remedy=f"write NAME=FIELD, with a name of {', '.join(known)}; dots lead into nested objects",
            )
        if key in told:
            raise InputError(f"{key!r} is told twice", where="--fields", remedy="tell it once")
        told[key] = path
    return RecordFields(**told)


def _pages(value: Any, name: str, opening: Opening, depth: int, *, alone: bool = False) -> Iterator[Page | SetAside]:
    if is_ninjs(value) and depth:
        yield from item_pages(value, name, opening.facts)
        return
    if isinstance(value, list) and depth < _DEEPEST:
        for number, inner in enumerate(value, start=1):
            yield from _pages(inner, f"{name}.{number}", opening, depth + 1)
        if value:
            return
    if not isinstance(value, dict):
        yield SetAside(name=name, reason="no JSON object", remedy="write one JSON object a line")
        return
    page = _own_article(value, name, opening, alone) or _page(value, name, opening, alone)
    if isinstance(page, SetAside) and depth < _DEEPEST and opening.fields.text is None:
        for key in _names("wrappers"):
            inner = value.get(key)
            if isinstance(inner, dict) or (isinstance(inner, list) and inner and isinstance(inner[0], dict)):
                yield from _pages(inner, name, opening, depth + 1)
                return
    yield page


def _page(record: dict[str, Any], name: str, opening: Opening, alone: bool) -> Page | SetAside:
    wanted = opening.fields
    text = ""
    if wanted.text is not None:
        text = _words(_at(record, wanted.text))
    else:
        for key in (*_names("text"), *_names("teaser")):
            text = _words(_found(record, key))
            if says_something(text):
                break
    text = unescaped(text)
    title = one_line(_words(_value(record, "title", wanted.title)))
    if not says_something(text):
        about = f"field {wanted.text!r} holds no text" if wanted.text is not None else "no field holds its text"
        return SetAside(
            name=name,
            reason=f"the record has no text: {about}",
            remedy=f"name the field with --fields text=NAME; it has {_listed(record)}",
        )
    url = one_line(_words(_value(record, "url", wanted.url)))
    publisher = one_line(_words(_value(record, "publisher", wanted.publisher)))
    section = one_line(_words(_value(record, "section", None)))
    whole = is_whole_page(text)
    facts = PageFacts(
        url=url if url.startswith(("http://", "https://")) else None,
        title=title or None,
        published=when_of(_value(record, "published", wanted.published)),
        updated=when_of(_value(record, "updated", None)),
        authors=people(_strings(_value(record, "authors", wanted.authors)), publisher),
        publisher=publisher or None,
        section=section if 0 < len(section) <= 60 else None,
        language=language_code(_value(record, "language", wanted.language)),
        body_only=not whole,
    )
    data = text.encode("utf-8", "replace") if whole else compose(title, text)
    return Page(name=name, data=data, facts=with_facts(facts, opening.facts, alone=alone))


def _own_article(record: dict[str, Any], name: str, opening: Opening, alone: bool) -> Page | None:
    """The page of one of our own articles, as ``newsledger`` writes them; None for any other record.

    Its furniture is left behind: what was labelled once need not be told again.
    """
    text, blocks = record.get("text"), record.get("blocks")
    if not isinstance(text, str) or not isinstance(blocks, list) or not isinstance(record.get("published"), dict):
        return None
    kept = []
    for block in blocks:
        span = block.get("span") if isinstance(block, dict) else None
        start, end = _bounds(span)
        if start is None or end is None:
            return None
        if block.get("kind") in _OWN_BODY and not block.get("duplicate"):
            kept.append(text[start:end])
    body, when = "\n\n".join(kept), record["published"].get("when")
    title = one_line(record.get("title"))
    if not says_something(body):
        return None
    facts = PageFacts(
        url=record.get("url") if isinstance(record.get("url"), str) else None,
        title=title or None,
        published=_words(_at(when, "value")) or None,
        updated=moment(record["published"].get("updated")),
        authors=people(person.get("name") for person in record.get("bylines") or () if isinstance(person, dict)),
        publisher=one_line(record.get("publisher")) or None,
        section=one_line(record.get("section")) or None,
        language=language_code(record.get("language")),
        body_only=True,
    )
    return Page(name=name, data=compose(title, body), facts=with_facts(facts, opening.facts, alone=alone))


def _bounds(span: Any) -> tuple[int | None, int | None]:
    if isinstance(span, dict):
        span = [span.get("start"), span.get("end")]
    if isinstance(span, list) and len(span) == 2 and all(type(at) is int for at in span):
        return span[0], span[1]
    return None, None


@functools.cache
def _names(of: str) -> tuple[str, ...]:
    source = resources.files("newsledger.intake") / "data" / "record_fields.toml"
    table: dict[str, list[str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return tuple(table[of])


def _value(record: dict[str, Any], what: str, field: str | None) -> Any:
    """A field that was named, or the first of the usual ones that says something."""
    if field is not None:
        return _at(record, field)
    return next((value for key in _names(what) if (value := _found(record, key)) not in (None, "", [], {})), None)


def _found(record: Mapping[str, Any], key: str) -> Any:
    """A usual field of a record, or of the one object that it wraps."""
    value = _at(record, key)
    if value is None:
        for wrapper in _names("within"):
            inner = record.get(wrapper)
            if isinstance(inner, dict) and (value := _at(inner, key)) is not None:
                return value
    return value


def _at(value: Any, path: str) -> Any:
    """What a dotted path leads to; names are compared without case where they do not fit as they are."""
    if isinstance(value, dict) and path in value:
        return value[path]
    for part in path.split("."):
        if isinstance(value, list) and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        elif isinstance(value, dict):
            key = part if part in value else next((key for key in value if key.casefold() == part.casefold()), None)
            value = value.get(key) if key is not None else None
        else:
            return None
    return value


def _words(value: Any, depth: int = 0) -> str:
    """The words of a field: a text, paragraphs of texts, or an object that holds them."""
    if isinstance(value, str):
        return value
    if depth < _DEEPEST and isinstance(value, list):
        return "\n\n".join(filter(None, (_words(part, depth + 1) for part in value)))
    if depth < _DEEPEST and isinstance(value, dict):
        return next((words for key in _names("words") if (words := _words(value.get(key), depth + 1))), "")
    return ""


def _strings(value: Any) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [_words(part) for part in parts]


def when_of(value: Any) -> str | None:
    """A moment that a field tells, also as seconds or milliseconds since 1970."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        seconds = value / 1000 if abs(value) > _MILLISECONDS else value
        return moment(str(int(seconds))) if 10**9 <= seconds < 10**10 else None
    return moment(_words(value))


def is_whole_page(text: str) -> bool:
    """Tell a saved page (HTML, or a dump with many short lines of menus) from the text of an article alone."""
    if _WHOLE_PAGE.search(text[:20_000]):
        return True
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    short = sum(len(line.split()) < _SHORT_WORDS and not _SENTENCE_END.search(line) for line in lines)
    return len(lines) >= _MANY_LINES and 2 * short > len(lines)


def _listed(record: Mapping[str, Any]) -> str:
    names = ", ".join(str(key)[:40] for key in list(record)[:12])
    return (names or "none") + (", …" if len(record) > 12 else "")
