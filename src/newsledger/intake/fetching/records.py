"""An exchange as WARC/1.1 records, each packed on its own."""

from __future__ import annotations

import datetime as dt
import io
import uuid

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from newsledger.intake.containers.capture import CAPTURE_TYPE, Capture
from newsledger.intake.fetching.exchange import Exchange, digest_of
from newsledger.intake.fetching.index import Known
from newsledger.intake.fetching.settings import PRODUCT, version

_SAME_CONTENT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_ENDS_OF_HEAD = (b"\r\n\r\n", b"\n\n")

Headers = list[tuple[str, str]]


def exchange_records(exchange: Exchange, capture: Capture, known: Known | None) -> bytes:
    """The records of one exchange: the note on it, the answer, the question.

    known: what an earlier answer of the same content is stored under; then a ``revisit`` record points there, and the
    content is not stored again.
    """
    date = _date(exchange.started)
    block = exchange.response
    common: Headers = [("WARC-Target-URI", exchange.url), ("WARC-Date", date)]
    about: Headers = [*common, ("WARC-IP-Address", exchange.address)]
    answer: Headers = [*about, ("Content-Type", "application/http;msgtype=response")]
    kind = WarcRecordType.response
    if known is not None:
        kind = WarcRecordType.revisit
        block = _head(block)
        answer.append(("WARC-Profile", _NOT_MODIFIED if exchange.status == 304 else _SAME_CONTENT))
        answer.append(("WARC-Refers-To", f"<{known.record}>"))
        answer.append(("WARC-Refers-To-Target-URI", exchange.url))
        answer.append(("WARC-Refers-To-Date", known.stored))
    answer.append(("WARC-Payload-Digest", known.digest if known is not None else exchange.digest))
    if exchange.truncated is not None:
        answer.append(("WARC-Truncated", exchange.truncated))
    name = _name(exchange.url, date, exchange.request, block)
    beside: Headers = [("WARC-Concurrent-To", f"<{name}>")]
    note = capture.encode()
    return (
        _record(WarcRecordType.metadata, _name(name, "note"), note, [*common, *beside, ("Content-Type", CAPTURE_TYPE)])
        + _record(kind, name, block, answer)
        + _record(
            WarcRecordType.request,
            _name(name, "request"),
            exchange.request,
            [*about, *beside, ("Content-Type", "application/http;msgtype=request")],
        )
    )


def file_record(file_name: str, when: dt.datetime, user_agent: str) -> bytes:
    """The record that opens an archive file."""
    block = (
        f"software: {PRODUCT}/{version()}\r\nformat: WARC File Format 1.1\r\n"
        f"conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
        f"robots: obey\r\nhttp-header-user-agent: {user_agent}\r\n"
    ).encode()
    headers = [
        ("WARC-Date", _date(when)),
        ("WARC-Filename", file_name),
        ("Content-Type", "application/warc-fields"),
    ]
    return _record(WarcRecordType.warcinfo, _name(file_name, _date(when)), block, headers)


def _record(kind: WarcRecordType, name: str, block: bytes, headers: Headers) -> bytes:
    record = WarcRecord()
    record.init_headers(kind, name.removeprefix("urn:").encode("ascii"))
    for key, value in headers:
        record.headers[key] = value  # the date stands there already
    record.headers["WARC-Block-Digest"] = digest_of(block)
    record.set_bytes_content(block)
    packed = io.BytesIO()
    writer = GzipWriter(packed, compression_level=6)
    record.write(writer)
    writer.finish()
    return packed.getvalue()


def _head(response: bytes) -> bytes:
    """Status line and headers of a response."""
    ends = [at + len(end) for end in _ENDS_OF_HEAD if (at := response.find(end)) >= 0]
    return response[: min(ends)] if ends else response


def _name(*parts: str | bytes) -> str:
    """A record's id: derived from what it holds, so that equal exchanges have equal records."""
    joined = "\n".join(part if isinstance(part, str) else digest_of(part) for part in parts)
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, joined)}"


def _date(when: dt.datetime) -> str:
    return when.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
