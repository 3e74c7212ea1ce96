"""The body of an HTTP response as archives keep it: chunked or not, packed or not."""

from __future__ import annotations

import http
import io
import re
import zlib
from typing import BinaryIO, cast

from fastwarc.stream_io import BrotliReader, ZstdReader

from newsledger.intake.causes import DAMAGE

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?\n")
_GZIP = b"\x1f\x8b"
_WINDOW_OF_GZIP, _WINDOW_OF_RAW = 31, -15


def http_body(raw: bytes, transfer: str | None, content: str | None, limit: int) -> bytes:
    """The body without its transfer and content encodings, cut off at one byte above ``limit``.

    Many archives undo an encoding and leave its header; a body that is not encoded as its header says stays as it is.

    Raises one of ``DAMAGE`` if it is encoded so, but broken.
    """
    body = raw
    if "chunked" in (transfer or "").lower() and _CHUNK.match(body):
        body = _unchunked(body)
    for encoding in reversed([name.strip() for name in (content or "").lower().split(",")]):
        if encoding in ("gzip", "x-gzip") and body.startswith(_GZIP):
            body = _inflate(body, _WINDOW_OF_GZIP, limit)
        elif encoding == "deflate":
            body = _deflated(body, limit)
        elif encoding == "br":
            body = _read_if_so(BrotliReader(io.BytesIO(body)), body, limit)
        elif encoding == "zstd":
            body = _read_if_so(ZstdReader(io.BytesIO(body)), body, limit)
    return body


def status_problem(status: int | None) -> tuple[str, str] | None:
    """Reason and remedy, if a response of this status holds no page."""
    if status in (http.HTTPStatus.OK, http.HTTPStatus.NON_AUTHORITATIVE_INFORMATION):
        return None
    if status is None:
        return "the HTTP response has no status", "fetch it anew"
    try:
        phrase = http.HTTPStatus(status).phrase.lower()
    except ValueError:
        phrase = "no known status"
    if 300 <= status < 400:
        return f"HTTP {status} ({phrase}): a redirect, not a page", ""
    return f"HTTP {status} ({phrase})", "fetch it anew" if status >= 400 else ""


def _unchunked(body: bytes) -> bytes:
    """Put chunks together.

    Raises EOFError where a chunk is cut off, ValueError where none begins.
    """
    parts, at = [], 0
    while at < len(body):
        head = _CHUNK.match(body, at)
        if head is None:
            raise ValueError("a chunk of the body is damaged")
        size = int(head.group(1), 16)
        if size == 0:
            break
        part = body[head.end() : head.end() + size]
        if len(part) < size:
            raise EOFError("a chunk of the body is cut off")
        parts.append(part)
        at = head.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    return b"".join(parts)


def _read(reader: object, limit: int) -> bytes:
    """Read up to one byte above the limit from a reader that may give less than it was asked for."""
    stream, parts, size = cast(BinaryIO, reader), [], 0
    while size <= limit and (more := stream.read(min(limit + 1 - size, 1 << 20))):
        parts.append(more)
        size += len(more)
    return b"".join(parts)


def _read_if_so(reader: object, body: bytes, limit: int) -> bytes:
    try:
        return _read(reader, limit)
    except DAMAGE:
        return body


def _inflate(body: bytes, window: int, limit: int) -> bytes:
    """Unpack one deflated stream.

    Raises zlib.error if it is broken, EOFError if it is cut off.
    """
    unpacker = zlib.decompressobj(window)
    data = unpacker.decompress(body, limit + 1)
    if not unpacker.eof and len(data) <= limit:
        raise EOFError("the packed body is cut off")
    return data


def _deflated(body: bytes, limit: int) -> bytes:
    """Undo "deflate", which servers write with and without the frame of zlib."""
    for window in (zlib.MAX_WBITS, _WINDOW_OF_RAW):
        try:
            return _inflate(body, window, limit)
        except (zlib.error, EOFError):
            continue
    return body
