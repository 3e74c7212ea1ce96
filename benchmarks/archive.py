"""A large archive in little memory: ``python -m benchmarks.archive FILE [--pages 100000] [--jobs 1]``.

Makes a WARC.gz of made-up pages (unless the file is there), some of them broken in the ways of real crawls, runs
``newsledger articles`` on it, and checks that no page was lost: each gave an article or a line that says why not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.archive_text import html_page

HEAD = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
    "WARC-Date: 2032-01-01T00:00:00Z\r\nWARC-Target-URI: https://news.example/{number}\r\n"
    "Content-Type: {media}\r\nContent-Length: {size}\r\n\r\n"
)
HTTP = "application/http; msgtype=response"
# Of a thousand pages so many are broken in each way; the rest are sound.
BROKEN = {
    "not found": 20,
    "redirect": 10,
    "server error": 5,
    "empty": 5,
    "binary": 5,
    "picture": 10,
    "cut page": 10,
    "cut body": 3,
    "damaged member": 2,
    "latin-1": 20,
    "wrong charset": 5,
    "packed": 50,
    "chunked": 50,
}
STATUS = {"not found": "404 Not Found", "redirect": "301 Moved Permanently", "server error": "503 Service Unavailable"}


def record(kind: str, number: int, media: str, block: bytes) -> bytes:
    """One record, as a member of a gzip file."""
    head = HEAD.format(kind=kind, number=number, media=media, size=len(block)).encode()
    return gzip.compress(head + block + b"\r\n\r\n", 6, mtime=0)


def response(status: str, media: str, body: bytes, *headers: str) -> bytes:
    """An HTTP response."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers, f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page_record(number: int, way: str, chance: random.Random) -> bytes:
    """The response for a page that is broken in a way (or sound)."""
    page = html_page(number, chance)
    body, media, headers = page.encode(), "text/html; charset=utf-8", []
    if way == "empty":
        body = b""
    elif way == "binary":
        body = chance.randbytes(5_000)
    elif way == "picture":
        media, body = "image/jpeg", b"\xff\xd8\xff\xe0" + chance.randbytes(3_000)
    elif way == "cut page":
        body = body[: len(body) * 2 // 3]
    elif way == "latin-1":
        media, body = "text/html", page.encode("cp1252", "replace")
    elif way == "wrong charset":
        media = "text/html; charset=shift_jis"
    elif way in ("packed", "cut body"):
        body, headers = gzip.compress(body, mtime=0), ["Content-Encoding: gzip"]
        body = body[:-100] if way == "cut body" else body
    elif way == "chunked":
        body, headers = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), ["Transfer-Encoding: chunked"]
    packed = record("response", number, HTTP, response(STATUS.get(way, "200 OK"), media, body, *headers))
    if way == "damaged member":
        middle = len(packed) // 2
        packed = packed[:middle] + bytes(byte ^ 0xFF for byte in packed[middle : middle + 64]) + packed[middle + 64 :]
    return packed


def ways(pages: int) -> Iterator[str]:
    """How each page is broken, mixed but always the same."""
    thousand = [way for way, count in BROKEN.items() for _ in range(count)]
    thousand += ["sound"] * (1000 - len(thousand))
    random.Random(1).shuffle(thousand)
    for number in range(pages):
        yield thousand[number % 1000]


def make(path: Path, pages: int) -> None:
    """Write the archive; each tenth page has its request beside it."""
    with path.open("wb") as stream:
        stream.write(record("warcinfo", 0, "application/warc-fields", b"software: made up\r\n"))
        for number, way in enumerate(ways(pages)):
            if number % 10 == 0:
                stream.write(record("request", number, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"))
            stream.write(page_record(number, way, random.Random(zlib.crc32(b"%d" % number))))


def run(path: Path, jobs: int) -> tuple[int, float, int]:
    """Read the archive with the command; returns its exit status, seconds, and peak memory of its processes in MB."""
    out, aside = path.with_suffix(".articles.jsonl"), path.with_suffix(".aside.jsonl")
    command = [
        sys.executable, "-m", "newsledger", "articles", str(path), "--out", str(out), "--set-aside", str(aside),
        "--jobs", str(jobs),
    ]  # fmt: skip
    started = time.monotonic()
    process = subprocess.Popen(command, env={**os.environ, "OMP_NUM_THREADS": "1"})
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(1.0)
    return process.returncode, time.monotonic() - started, peak


def memory_of(pid: int) -> int:
    """Resident memory of a process and those it started, in MB (Linux only, else 0)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
    return own // 1024 + sum(memory_of(int(child)) for child in children)


def check(path: Path, pages: int) -> dict[str, int]:
    """Count what became of the pages: articles, reasons, and pages that were lost (there must be none)."""
    numbers: Counter[str] = Counter()
    with path.with_suffix(".articles.jsonl").open("rb") as stream:
        articles = sum(1 for _ in stream)
    with path.with_suffix(".aside.jsonl").open("rb") as stream:
        for line in stream:
            numbers[json.loads(line)["reason"].split(":")[0]] += 1
    pictures = sum(way == "picture" for way in ways(pages))
    lost = pages - pictures - articles - sum(numbers.values())
    return {"articles": articles, **dict(sorted(numbers.items())), "pictures passed over": pictures, "lost": lost}


def main() -> int:
    """Make, run, check."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    if not args.file.exists():
        make(args.file, args.pages)
    status, seconds, peak = run(args.file, args.jobs)
    counts = check(args.file, args.pages)
    print(
        f"{args.file.stat().st_size / 1e6:.0f} MB, {args.pages} pages, {seconds:.0f} s, peak {peak} MB, exit {status}"
    )
    print(json.dumps(counts, indent=1))
    return int(status != 0 or counts["lost"] != 0)


if __name__ == "__main__":
    sys.exit(main())
