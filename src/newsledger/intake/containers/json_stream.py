"""A stream of JSON (one value a line, an array, values one after the other) → its values, one at a time."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from newsledger.model import SetAside

_CHUNK = 1 << 16
_BETWEEN = " \t\r\n,"
_WIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_NEXT = re.compile(r"\}\s*,?\s*\{")
_MARGIN = 16  # a number or a name such as "false" may be cut in two by the end of what was read
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One value of a stream and its number: the line it stands on, or its place among the values, from 1."""

    number: int
    value: Any


def json_records(stream: io.BufferedReader, name: str, limit: int) -> Iterator[Record | SetAside]:
    """Values of a stream in order; what is not JSON is set aside under ``name#number``.

    limit: most bytes of one value. Only one value is in memory at a time.
    """
    source: io.BufferedIOBase = stream
    head = stream.peek(4)[:4]
    for bom, encoding in zip(_WIDE, _ENCODINGS, strict=True):
        if head.startswith(bom):
            text = stream.read(limit)[len(bom) :].decode(encoding, "replace")
            source = io.BufferedReader(io.BytesIO(text.encode("utf-8", "replace")))
            break
    first = source.readline(limit + 1)
    bare = first.removeprefix(codecs.BOM_UTF8)
    if bare.lstrip()[:1] == b"[" or not _is_value(bare):
        yield from _running(bare, source, name, limit)
    else:
        yield from _lines(bare, source, name, limit)


def _is_value(line: bytes) -> bool:
    """Tell whether a first line holds one whole value, or is a bad line among such; else an object goes on below."""
    text = line.decode("utf-8", "replace").strip()
    if not text.startswith("{"):
        return True
    _, at = _one(text)
    return at == len(text) or (at <= 0 and text.endswith("}"))


def _lines(first: bytes, stream: io.BufferedIOBase, name: str, limit: int) -> Iterator[Record | SetAside]:
    number, line = 1, first
    while line:
        if len(line) > limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield _bad(name, number, f"line {number} is longer than {limit // 1_000_000} MB")
        elif line.strip():
            yield _decoded(line, name, number)
        number += 1
        line = stream.readline(limit + 1)


def _decoded(line: bytes, name: str, number: int) -> Record | SetAside:
    try:
        return Record(number, msgspec.json.decode(line))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        # More lenient: NaN, control characters in strings, broken UTF-8.
        return Record(number, json.loads(line.decode("utf-8", "replace"), strict=False))
    except (ValueError, RecursionError) as error:
        return _bad(name, number, f"line {number} is not JSON: {error or type(error).__name__}")


def _running(first: bytes, stream: io.BufferedIOBase, name: str, limit: int) -> Iterator[Record | SetAside]:
    """Elements of one array, or values one after the other over any number of lines."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    text, ended, number, wanted = decode(first).lstrip(), False, 0, _CHUNK
    if text.startswith("["):
        text = text[1:]
    while True:
        text = text.lstrip(_BETWEEN)
        closed = text[:1] == "]"
        if closed:
            text = text[1:].lstrip(_BETWEEN + "]")
        value, at = _one(text) if text else (None, 0)
        if at < 0:
            number += 1
            yield _bad(name, number, f"value {number} is not JSON")
            following = _NEXT.search(text, -at)
            text = text[following.end() - 1 :] if following is not None else ""
            ended = ended or following is None
            continue
        if at and (ended or at < len(text)):
            number += 1
            yield Record(number, value)
            text, wanted = text[at:], _CHUNK
            continue
        if ended:
            if text.strip():
                yield _bad(name, number + 1, f"what follows value {number} is not JSON, or breaks off")
            return
        if len(text) > limit:
            yield _bad(name, number + 1, f"value {number + 1} is longer than {limit // 1_000_000} MB, or is not JSON")
            return
        more = stream.read(wanted)
        ended, wanted = not more, wanted * 2  # twice as much each time, so that a long value is not begun too often
        text += decode(more, ended)


def _one(text: str) -> tuple[Any, int]:
    """The value that a text begins with, and its length.

    In place of the length: 0 if the value goes on behind the text, else the place of the mistake, negative.
    """
    try:
        return _DECODER.raw_decode(text)
    except json.JSONDecodeError as error:
        open_ended = error.msg.startswith("Unterminated string") or error.pos + _MARGIN >= len(text)
        return None, 0 if open_ended else -max(error.pos, 1)
    except RecursionError:
        return None, -1


def _bad(name: str, number: int, reason: str) -> SetAside:
    return SetAside(name=f"{name}#{number}", reason=reason, remedy="write one JSON object a line")
