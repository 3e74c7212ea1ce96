"""Tar archives."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Literal, Self, cast

from newsledger.intake.containers.members import Members, is_hidden, is_manifest
from newsledger.intake.containers.opening import Opening
from newsledger.model import Page, SetAside

# Public in all but documentation; there is no other way to hear of damage.
_InvalidHeaderError: type[Exception] = tarfile.InvalidHeaderError  # type: ignore[attr-defined]
_TruncatedHeaderError: type[Exception] = tarfile.TruncatedHeaderError  # type: ignore[attr-defined]


class _Damage:
    """Blocks that should begin a member but do not, which tarfile passes over in silence."""

    def __init__(self) -> None:
        self.blocks = 0

    def taken(self) -> int:
        """How many there were since the last time."""
        blocks, self.blocks = self.blocks, 0
        return blocks

    def member_class(self) -> type[tarfile.TarInfo]:
        """A kind of member that counts them."""
        damage = self

        class Member(tarfile.TarInfo):
            @classmethod
            def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
                try:
                    member = super().frombuf(buf, encoding, errors)
                    if member.size < 0:  # would send the reader back for ever
                        raise _InvalidHeaderError("negative size")
                except (_InvalidHeaderError, _TruncatedHeaderError):
                    damage.blocks += 1
                    raise
                return member

        return Member


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Pages of an archive, named ``name#path``, in its order, as a stream.

    Links and devices are passed over. A manifest counts for the members after it; in a file on disk that is not packed
    it counts for all. After damage the next member is looked for.
    """
    members = Members(name, opening)
    on_disk = stream.seekable()
    if on_disk:
        yield from _load_manifests(stream, members)
        stream.seek(0)
    damage = _Damage()
    pages_before = False
    for member, content in _files(stream, "r|", damage):
        lost = damage.taken()
        if lost:
            yield members.aside("damage", f"{lost} blocks of the archive are damaged", "pack it anew")
        if member is None:
            return
        path = member.name
        if is_hidden(path):
            opening.skip("hidden files")
        elif content is None:
            opening.skip("links and devices")
        elif not is_manifest(path):
            pages_before = True
            yield from members.open(path, content)
        elif not on_disk:
            if pages_before:
                reason = "the manifest comes after pages; it counts only for those after it"
                yield members.aside(path, reason, "pack the manifest first")
            yield from members.load_manifest(path, content)


def _load_manifests(stream: io.BufferedReader, members: Members) -> Iterator[SetAside]:
    """Look for manifests among the members without reading these."""
    try:
        for member, content in _files(stream, "r:", _Damage()):
            if member is not None and content is not None and is_manifest(member.name) and not is_hidden(member.name):
                yield from members.load_manifest(member.name, content)
    except tarfile.TarError:
        return  # reading the pages will tell


def _files(
    stream: io.BufferedReader, mode: Literal["r|", "r:"], damage: _Damage
) -> Iterator[tuple[tarfile.TarInfo | None, BinaryIO | None]]:
    """Members that are no folders, with their content if they are files; None in the end."""
    archive = tarfile.open(fileobj=stream, mode=mode, ignore_zeros=True, tarinfo=damage.member_class())  # noqa: SIM115
    with archive:
        place = -1
        while (member := archive.next()) is not None and member.offset > place:
            place = member.offset
            archive.members.clear()  # type: ignore[attr-defined]  # or all would stay in memory
            if not member.isdir():
                content = archive.extractfile(member) if member.isreg() and member.sparse is None else None
                yield member, cast(BinaryIO | None, content)
        yield None, None
