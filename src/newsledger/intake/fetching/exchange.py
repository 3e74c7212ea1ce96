"""One question to a host and its answer, with the raw bytes of both."""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from newsledger.intake.fetching.failure import FetchError

Truncation = Literal["length", "time", "disconnect"]
"""Why an answer is not whole, in the words of WARC."""


@dataclass(frozen=True)
class Exchange:
    """One question and its answer.

    request, response: the bytes as they went over the line (without TLS, and without interim answers). payload: the
    answer's content with the transfer coding undone and the content coding kept. address: of the host.
    """

    url: str
    started: dt.datetime
    address: str
    request: bytes
    response: bytes
    status: int
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    truncated: Truncation | None = None

    def header(self, name: str) -> str | None:
        """The first header of a name (in lower case)."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @cached_property
    def digest(self) -> str:
        """Digest of the payload as WARC writes it."""
        return digest_of(self.payload)


def digest_of(data: bytes) -> str:
    """A labelled SHA-256 digest as WARC writes it."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def unpack(payload: bytes, coding: str | None, limit: int) -> bytes:
    """Undo the content coding of a payload, at most ``limit`` bytes of it.

    Raises FetchError if it unpacks to more, is broken, or has a coding that was not asked for.
    """
    codings = [
        part.strip().lower() for part in (coding or "").split(",") if part.strip().lower() not in ("", "identity")
    ]
    if not codings or not payload:
        return payload
    if codings not in (["gzip"], ["x-gzip"], ["deflate"]):
        raise FetchError(
            f"the answer is packed as {', '.join(codings)}, which was not asked for", remedy="save the page by hand"
        )
    return inflate(payload, limit, raw_too=codings == ["deflate"])


def inflate(data: bytes, limit: int, *, raw_too: bool = False) -> bytes:
    """Unpack gzip or zlib data, at most ``limit`` bytes of it.

    raw_too: try deflate without a header as well, as some servers send it.
    Raises FetchError if it unpacks to more, or is broken.
    """
    unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, whichever it is
    try:
        unpacked = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        if raw_too:
            return _inflate_raw(data, limit)
        raise FetchError(f"the answer is packed wrongly: {error}", remedy="try again later") from error
    if len(unpacked) > limit:
        raise _bomb(limit)
    if not unpacker.eof:
        raise FetchError("the answer's packing is cut off", remedy="try again later")
    return unpacked


def _inflate_raw(data: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=-15)
    try:
        unpacked = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise FetchError(f"the answer is packed wrongly: {error}", remedy="try again later") from error
    if len(unpacked) > limit:
        raise _bomb(limit)
    return unpacked


def _bomb(limit: int) -> FetchError:
    return FetchError(f"the page unpacks to more than {limit / 1e6:g} MB", remedy="raise --max-bytes if it is meant")
