"""Streams that know how much came through them, and stop bombs."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, BinaryIO

SLACK = 64_000_000
"""So much may be unpacked of any input, however small it is."""


class BombError(OSError):
    """An input unpacks to far more than news does."""


@dataclass(slots=True)
class Progress:
    """How far a run has come. read: bytes of its inputs as they lie on disk. total: their size, None if unknown.

    skipped: how many parts of containers are no pages and were passed over, by what they are.
    """

    read: int = 0
    total: int | None = None
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Meter:
    """Bytes of one input: read of it as it lies on disk, and unpacked of it at any depth. size: None if unknown."""

    size: int | None = None
    packed: int = 0
    unpacked: int = 0
    progress: Progress = field(default_factory=Progress)

    def read(self, count: int) -> None:
        """Count bytes of the input itself."""
        self.packed += count
        self.progress.read += count

    def unpack(self, count: int, ratio: int) -> None:
        """Count bytes that were unpacked.

        Raises BombError when they are more than ``ratio`` times those read. Bytes read twice (members of an archive
        that overlap) count once.
        """
        self.unpacked += count
        packed = self.packed if self.size is None else min(self.packed, self.size)
        if self.unpacked > SLACK + ratio * packed:
            raise BombError(f"it unpacks to more than {ratio} times its size")


class Counted(io.RawIOBase):
    """A stream of which the bytes read are counted: as packed, or (with a ratio) as unpacked."""

    def __init__(self, stream: BinaryIO, meter: Meter, ratio: int | None = None) -> None:
        self._stream = stream
        self.meter = meter
        self._ratio = ratio
        self._place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """Only what lies on disk is: going back in unpacked data means unpacking it anew."""
        return self._ratio is None and self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the stream on disk."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """How many bytes came before."""
        return self._stream.tell() if self.seekable() else self._place

    def readinto(self, buffer: Any) -> int:
        """Read some bytes.

        Raises BombError when more was unpacked than the ratio allows.
        """
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        if self._ratio is None:
            self.meter.read(len(data))
        else:
            self.meter.unpack(len(data), self._ratio)
        return len(data)


class _Chained(io.RawIOBase):
    """A stream with its beginning put back before it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream
        self._place = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read of the beginning, then of the rest."""
        data = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        if not data:
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)

    def tell(self) -> int:
        """How many bytes came before."""
        return self._place


def with_head(stream: BinaryIO, size: int) -> tuple[bytes, io.BufferedReader]:
    """The first bytes of a stream (fewer only where it ends), and the stream from its beginning."""
    head = b""
    while len(head) < size and (more := stream.read(size - len(head))):
        head += more
    if stream.seekable() and isinstance(stream, io.RawIOBase | io.BufferedReader):
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)
    return head, io.BufferedReader(_Chained(head, stream))
