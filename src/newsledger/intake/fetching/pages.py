"""One address → an answer that is told for what it is, and kept."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

import msgspec

from newsledger.intake.containers.capture import Capture, CaptureRole
from newsledger.intake.fetching.archive import Archive
from newsledger.intake.fetching.exchange import Exchange, unpack
from newsledger.intake.fetching.failure import FetchError, LaterError
from newsledger.intake.fetching.index import Known
from newsledger.intake.fetching.listings import LISTS, feeds_on, opened
from newsledger.intake.fetching.manners import REDIRECTS, Manners
from newsledger.intake.fetching.settings import FetchSettings
from newsledger.intake.fetching.urls import redirect_of
from newsledger.intake.kinds import Kind
from newsledger.model import PageFacts

_READABLE = frozenset({Kind.PAGE, Kind.PDF, Kind.NINJS, Kind.NEWSML})
_CUT = {
    "length": ("the answer is larger than {most:g} MB", "raise --max-bytes if it is meant"),
    "time": ("the answer did not end within {seconds:g} seconds", "raise --timeout, or try later"),
    "disconnect": ("the host broke the answer off", "try again later"),
}
_WORDS = {401: "log-in wanted", 402: "payment wanted", 403: "forbidden", 404: "not found", 410: "gone",
          451: "barred for legal reasons", 500: "a fault of the host", 502: "a fault of the host"}  # fmt: skip


class State(enum.StrEnum):
    """What came of an address."""

    FETCHED = "fetched"
    UNCHANGED = "unchanged"
    LIST = "list"
    ASIDE = "aside"
    LATER = "later"  # to be asked for again in this run
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Job:
    """An address to ask for.

    facts, via: what a list told of it, and which. depth: lists between it and the user. listed: only a list will do.
    """

    url: str
    facts: PageFacts = field(default_factory=PageFacts)
    via: str | None = None
    depth: int = 0
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job. url: where redirects led. kind, body: of a list. feeds: that a page announces."""

    job: Job
    url: str
    state: State
    reason: str = ""
    remedy: str = ""
    kind: Kind = Kind.PAGE
    body: bytes = b""
    feeds: tuple[str, ...] = ()


class PageFetcher:
    """Fetches single addresses into the archive.

    find_feeds: take a page given by the user that announces feeds for a list.
    """

    def __init__(self, settings: FetchSettings, archive: Archive, manners: Manners, *, find_feeds: bool) -> None:
        self._settings = settings
        self._archive = archive
        self._manners = manners
        self._find_feeds = find_feeds

    def fetch(self, job: Job) -> Result:
        """Fetch an address, along its redirects; each hop is checked and counted like an address of its own."""
        url = job.url
        try:
            for _ in range(self._settings.redirects + 1):
                self._manners.allow(url)
                known = self._comparable(job, self._archive.stored(url))
                exchange = self._manners.ask(url, _conditions(known))
                if exchange.status not in REDIRECTS or not exchange.header("location"):
                    return self._kept(job, exchange, known)
                self._archive.append(exchange, Capture(role=CaptureRole.OTHER, reason="a redirect", via=job.via))
                url = redirect_of(url, exchange.header("location")) or url
            raise FetchError(f"more than {self._settings.redirects} redirects", remedy="check the address")
        except LaterError as error:
            return Result(job, url, State.LATER, error.what, error.remedy)
        except FetchError as error:
            behind = f" (behind a redirect to {url})" if url != job.url else ""
            return Result(job, url, State.ASIDE, error.what + behind, error.remedy)

    def _comparable(self, job: Job, known: Known | None) -> Known | None:
        """What is stored of an address, if it was for the same use: a front page is a page, or a list of feeds."""
        if known is None:
            return None
        if self._find_feeds:
            return known if known.role == CaptureRole.LIST or job.depth > 0 or job.listed else None
        return known if known.role == CaptureRole.PAGE or self._stored(known)[0] in LISTS else None

    def _stored(self, known: Known) -> tuple[Kind, bytes]:
        """What the archive holds of an address.

        Raises FetchError if it cannot be read any more.
        """
        payload = self._archive.payload(known)
        if payload is None:
            raise FetchError("the archive lost the page that it names", remedy="delete its .index.sqlite and run again")
        most = self._settings.max_bytes
        return opened(unpack(payload, known.coding, most), most)

    def _kept(self, job: Job, exchange: Exchange, known: Known | None) -> Result:
        """Keep an answer and say what it is.

        Raises FetchError if it holds nothing to be read; the answer is kept all the same.
        """
        if exchange.status == 304 and known is not None:
            return self._unchanged(job, exchange, known)
        try:
            kind, body = self._content(exchange)
            if job.listed and kind not in LISTS:
                raise FetchError("no feed or sitemap", remedy="check the list that names it")
        except FetchError as error:
            self._archive.append(exchange, Capture(role=CaptureRole.OTHER, reason=error.what, via=job.via))
            raise
        feeds: tuple[str, ...] = ()
        if self._find_feeds and job.depth == 0 and kind is Kind.PAGE:
            feeds = feeds_on(body, exchange.url)
        role = CaptureRole.LIST if kind in LISTS or feeds else CaptureRole.PAGE
        same = known if known is not None and (known.digest, known.role) == (exchange.digest, role) else None
        facts = msgspec.structs.replace(job.facts, url=exchange.url, body_only=False)
        self._archive.append(exchange, Capture(role=role, facts=facts, via=job.via), same)
        if role is CaptureRole.LIST:
            return Result(job, exchange.url, State.LIST, kind=kind, body=body, feeds=feeds)
        return Result(job, exchange.url, State.UNCHANGED if same is not None else State.FETCHED)

    def _unchanged(self, job: Job, exchange: Exchange, known: Known) -> Result:
        """The host says that what is stored is still so; a list is read again from the archive."""
        self._archive.append(exchange, Capture(role=CaptureRole(known.role), via=job.via), known)
        if known.role != CaptureRole.LIST:
            return Result(job, exchange.url, State.UNCHANGED)
        kind, body = self._stored(known)
        feeds = feeds_on(body, exchange.url) if kind is Kind.PAGE else ()
        return Result(job, exchange.url, State.LIST, kind=kind, body=body, feeds=feeds)

    def _content(self, exchange: Exchange) -> tuple[Kind, bytes]:
        """What an answer holds, unpacked.

        Raises FetchError if it is an error, is not whole, or cannot be read.
        """
        settings = self._settings
        if exchange.status != 200:
            words = _WORDS.get(exchange.status)
            said = f"{exchange.status}{f', {words}' if words else ''}"
            raise FetchError(f"the host answers {said}", remedy="check the address, or save the page by hand")
        if exchange.truncated is not None:
            what, remedy = _CUT[exchange.truncated]
            raise FetchError(what.format(most=settings.max_bytes / 1e6, seconds=settings.timeout), remedy=remedy)
        body = unpack(exchange.payload, exchange.header("content-encoding"), settings.max_bytes)
        kind, body = opened(body, settings.max_bytes)
        if kind not in _READABLE and kind not in LISTS:
            given = (exchange.header("content-type") or "").partition(";")[0].strip()
            told = f", sent as {given}" if given else ""
            raise FetchError(f"no page, feed or sitemap, but {kind.value}{told}", remedy="give addresses of pages")
        return kind, body


def _conditions(known: Known | None) -> tuple[tuple[str, str], ...]:
    """Headers that ask for an answer only if it differs from what is stored."""
    if known is None:
        return ()
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.modified))
    return tuple((name, value) for name, value in pairs if value)
