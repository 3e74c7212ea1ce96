"""Archives made by hand, and what opening them gives."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastwarc.stream_io import ZstdWriter

from newsledger.intake.containers import Opening
from newsledger.intake.containers.metering import Meter, Progress
from newsledger.model import Page, SetAside

PAGE = b"<html><body><h1>Dam talks end</h1><p>The minister said on Tuesday that talks would go on.</p></body></html>"


def opened(data: bytes, name: str = "box", opening: Opening | None = None) -> tuple[list[Any], dict[str, int]]:
    """What a container in memory gives, and what was passed over."""
    progress = Progress()
    opening = opening or Opening()
    items = list(
        Opening(opening.facts, opening.limits, opening.fields, meter=Meter(progress=progress)).open(
            io.BytesIO(data), name
        )
    )
    return items, dict(progress.skipped)


def told(data: bytes, opening: Opening | None = None) -> dict[str, Any]:
    """Names of pages with their bytes, and of what was set aside with the reason."""
    return {
        item.name: item.data if isinstance(item, Page) else item.reason for item in opened(data, opening=opening)[0]
    }


def reasons(data: bytes, opening: Opening | None = None) -> list[str]:
    return [item.reason for item in opened(data, opening=opening)[0] if isinstance(item, SetAside)]


def zip_of(files: Mapping[str, bytes], change: Callable[[zipfile.ZipInfo], None] | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            info = zipfile.ZipInfo(path)
            info.compress_type = zipfile.ZIP_DEFLATED
            if change is not None:
                change(info)
            archive.writestr(info, data)
    return buffer.getvalue()


def tar_of(files: Mapping[str, bytes], mode: Any = "w", others: Iterable[tuple[str, bytes]] = ()) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for path, kind in others:
            info = tarfile.TarInfo(path)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return buffer.getvalue()


def zstd(data: bytes) -> bytes:
    class Kept(io.BytesIO):
        def close(self) -> None:
            self.kept = self.getvalue()

    buffer = Kept()
    writer = ZstdWriter(buffer)
    writer.write(data)
    writer.close()
    return buffer.kept if hasattr(buffer, "kept") else buffer.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstandard": zstd,
}


def http(body: bytes, status: str = "200 OK", media: str = "text/html", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    url: str,
    block: bytes,
    kind: str = "response",
    media: str = "application/http; msgtype=response",
    size: int | None = None,
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2031-03-04T05:06:07Z\r\nContent-Type: {media}\r\n"
        f"Content-Length: {len(block) if size is None else size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def url(number: int) -> str:
    return f"https://news.example/{number}"


def responses(count: int) -> list[bytes]:
    """Records of so many sound pages."""
    return [record(url(number), http(b"%d %b" % (number, PAGE))) for number in range(count)]
