"""A stream that remembers what it read last, so that reading can go on after damage."""

from __future__ import annotations

import re
import zlib
from collections import deque
from typing import BinaryIO

MEMORY = 16_000_000
_CHUNK = 1 << 16
_RECORD = re.compile(rb"(?:^|(?<=\n))WARC/\d\.\d\r?\n")
_MEMBER = re.compile(rb"\x1f\x8b\x08")
_LOOK = 4_096
_GZIP = 31


class Rewinding:
    """Gives the bytes of a stream one after the other, from a place that can be set back by up to ``MEMORY`` bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._kept: deque[bytes] = deque()
        self._start = 0  # place of the first byte kept
        self._end = 0  # place after the last byte kept
        self._at = 0
        self._rest = b""  # kept bytes from ``_at`` on

    def read(self, size: int = -1) -> bytes:
        """Some bytes, at most ``size``; empty at the end."""
        if self._rest:
            wanted = len(self._rest) if size < 0 else size
            data, self._rest = self._rest[:wanted], self._rest[wanted:]
        else:
            data = self._stream.read(_CHUNK if size < 0 else min(size, _CHUNK))
            self._kept.append(data)
            self._end += len(data)
            while self._end - self._start > MEMORY:
                self._start += len(self._kept.popleft())
        self._at += len(data)
        return data

    def tell(self) -> int:
        """The place of the next byte."""
        return self._at

    def go_to(self, place: int) -> None:
        """Go back to a place, or as near to it as is remembered."""
        place = min(max(place, self._start), self._end)
        self._rest = b"".join(self._kept)[place - self._start :]
        self._at = place

    def goes_on_after_member(self, place: int) -> bool:
        """Tell whether anything but padding follows the member of a gzip file that begins at a place.

        A reader that takes damage for an endless header comes to the end without an error. False if it is too long ago.
        """
        self.go_to(place)
        if self._at != place:
            return False
        unpacker = zlib.decompressobj(_GZIP)
        while not unpacker.eof and (data := unpacker.unconsumed_tail or self.read()):
            try:
                unpacker.decompress(data, _CHUNK)
            except zlib.error:
                return True
        rest = unpacker.unused_data
        while not rest.strip(b"\0") and (rest := self.read()):
            pass
        return bool(rest)

    def find_record(self, after: int, *, packed: bool) -> int | None:
        """Go to the first place from ``after`` on where a record of a WARC seems to begin; None at the end.

        packed: records are members of a gzip file.
        """
        self.go_to(after)
        place, window = self._at, b""
        while True:
            more = self.read()
            window += more
            for found in (_MEMBER if packed else _RECORD).finditer(window):
                if len(window) - found.start() < _LOOK and more:
                    break  # not enough of it is here to tell
                if not packed or _unpacks_to_record(window[found.start() : found.start() + _LOOK]):
                    self.go_to(place + found.start())
                    return self._at
            if not more:
                return None
            keep = max(0, len(window) - _LOOK - 1)
            place, window = place + keep, window[keep:]


def _unpacks_to_record(member: bytes) -> bool:
    try:
        return zlib.decompressobj(_GZIP).decompress(member, 5) == b"WARC/"
    except zlib.error:
        return False
