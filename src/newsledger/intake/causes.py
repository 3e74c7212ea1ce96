"""Errors of libraries and of the system, in words for a line of what was set aside."""

from __future__ import annotations

import lzma
import re
import struct
import tarfile
import zipfile
import zlib

DAMAGE = (
    OSError, EOFError, ValueError, OverflowError, NotImplementedError, struct.error, zlib.error, lzma.LZMAError,
    zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip
"""What the readers of archives raise on damaged input."""

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def why(error: BaseException) -> str:
    """What went wrong, in a few words."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def printable(name: str) -> str:
    """A name out of an archive, safe to print and to store."""
    return _UNPRINTABLE.sub("\ufffd", name)
