"""Compressed files: gzip, bzip2, xz, zstandard of anything."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.stream_io import ZstdReader

from newsledger.intake.causes import DAMAGE
from newsledger.intake.containers import warc
from newsledger.intake.containers.metering import with_head
from newsledger.intake.containers.opening import Opening
from newsledger.model import Page, SetAside

_HEAD = 8_192


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """What the file holds, under the file's own name. Of a WARC the places in the packed file are told."""
    head, stream = with_head(stream, _HEAD)
    if _begins(head).startswith(b"WARC/"):
        yield from warc.read(stream, name, opening)
    else:
        yield from opening.open(opening.unpacking(_unpacked(head, stream)), name)


def _unpacked(head: bytes, stream: BinaryIO) -> BinaryIO:
    if head.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(stream))
    if head.startswith(b"\xfd7zXZ"):
        return cast(BinaryIO, lzma.LZMAFile(stream))
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return cast(BinaryIO, ZstdReader(stream))
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream))


def _begins(head: bytes) -> bytes:
    """The first bytes unpacked; empty if they cannot be told from the head."""
    try:
        return _unpacked(head, io.BytesIO(head)).read(8)
    except DAMAGE:
        return b""
