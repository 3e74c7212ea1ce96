"""ZIP archives."""

from __future__ import annotations

import io
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from newsledger.intake.causes import why
from newsledger.intake.containers.members import Members, is_hidden, is_manifest
from newsledger.intake.containers.opening import Opening
from newsledger.model import Page, SetAside

_IN_MEMORY = 16_000_000
_SMALL = 4_000_000
_LOCKED = 0x1
_OFFICE = {"[Content_Types].xml": "an Office document", "mimetype": "an e-book or an OpenDocument file"}


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Pages of an archive, named ``name#path``, in the order of its directory.

    Nothing is written under the paths of members; links are not followed.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
        source = cast(BinaryIO, stream)
        if not stream.seekable():  # the directory of a ZIP archive stands at its end
            shutil.copyfileobj(stream, spool)
            spool.seek(0)
            source = cast(BinaryIO, spool)
        with zipfile.ZipFile(source) as archive:
            yield from _pages(archive, name, opening)


def _pages(archive: zipfile.ZipFile, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    infos = archive.infolist()
    what = _OFFICE.get(infos[0].filename) if infos else None
    if what is not None:
        yield SetAside(name=name, reason=f"not a page but {what}", remedy="save it as PDF, HTML or plain text")
        return
    members = Members(name, opening)
    infos = sorted(infos, key=lambda info: not is_manifest(info.filename))  # manifests first
    for info in infos:
        path = info.filename
        if path.endswith("/"):
            continue
        if is_hidden(path):
            opening.skip("hidden files")
        elif stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            opening.skip("links and devices")
        elif info.flag_bits & _LOCKED:
            yield members.aside(path, "locked with a password", "unpack it by hand")
        elif info.file_size > _SMALL and info.file_size > opening.limits.ratio * max(info.compress_size, 1):
            reason = f"taken for a bomb: it unpacks to more than {opening.limits.ratio} times its size"
            yield members.aside(path, reason, "unpack it by hand")
        else:
            try:
                member = cast(BinaryIO, archive.open(info))
            except (NotImplementedError, RuntimeError, zipfile.BadZipFile, OSError) as error:
                yield members.aside(path, f"cannot be unpacked: {why(error)}", "pack it anew")
                continue
            with member:
                yield from members.load_manifest(path, member) if is_manifest(path) else members.open(path, member)
