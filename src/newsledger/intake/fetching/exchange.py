"""One question to a host and its answer, with the raw bytes of both."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from newsledger.intake.causes import DAMAGE, why
from newsledger.intake.containers.http import http_body
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
    """Undo the content coding of a payload, as the reader of archives does.

    Raises FetchError if it unpacks to more than ``limit`` bytes, or is broken.
    """
    try:
        body = http_body(payload, None, coding, limit)
    except DAMAGE as error:
        raise FetchError(f"the answer is packed wrongly: {why(error)}", remedy="try again later") from error
    if len(body) > limit:
        raise FetchError(f"it unpacks to more than {limit / 1e6:g} MB", remedy="raise --max-bytes if it is meant")
    return body
