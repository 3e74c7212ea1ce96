"""A whole fetch: addresses, the lists among them, the new pages that those name."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import httpcore2 as httpcore

from newsledger.intake.fetching.addresses import Resolver, resolve
from newsledger.intake.fetching.archive import Archive
from newsledger.intake.fetching.client import Client
from newsledger.intake.fetching.clock import Clock, SystemClock
from newsledger.intake.fetching.failure import FetchError, RefusedError
from newsledger.intake.fetching.listings import read_listing
from newsledger.intake.fetching.manners import Manners
from newsledger.intake.fetching.pages import Job, PageFetcher, Result, State
from newsledger.intake.fetching.settings import FetchSettings, Follow, Plan
from newsledger.intake.fetching.urls import host_of, normalize
from newsledger.intake.kinds import Kind
from newsledger.model import PageFacts

MOST_LISTS = 50
"""Sitemaps of one index that are read in one run."""


@dataclass(slots=True)
class _Found:
    """Pages that lists named, in the order of finding."""

    jobs: dict[str, Job] = field(default_factory=dict)
    known: int = 0
    older: int = 0
    left: int = 0


class Run:
    """One fetch. Iterate over it for the results as they come; ``left``, ``known`` and ``older`` count afterwards.

    Raises LedgerError or InputError if the archive cannot be used. A stop in the middle loses the page in hand alone.
    """

    def __init__(
        self,
        urls: Iterable[str],
        archive: Path,
        settings: FetchSettings,
        plan: Plan,
        *,
        clock: Clock | None = None,
        resolver: Resolver = resolve,
        backend: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._urls = tuple(dict.fromkeys(urls))
        self._settings = settings
        self._plan = plan
        self._clock = clock or SystemClock()
        self._found = _Found()
        self._client = Client(settings, self._clock, resolver=resolver, backend=backend)
        self.archive = Archive(archive, self._clock, settings.user_agent, keep=not plan.trial)
        self._manners = Manners(settings, self.archive, self._client, self._clock)
        self._fetcher = PageFetcher(settings, self.archive, self._manners, find_feeds=Follow.FEEDS in plan.follow)

    @property
    def known(self) -> int:
        """Pages named by lists that the archive has already."""
        return self._found.known

    @property
    def older(self) -> int:
        """Pages named by lists that are older than asked for."""
        return self._found.older

    @property
    def left(self) -> int:
        """Pages named by lists that are left for another run because of the limit."""
        return self._found.left

    def __iter__(self) -> Iterator[Result]:
        """Results as they come: first of what was given and of the lists, then of the pages that the lists name."""
        with self._client:
            first: list[Job] = []
            for given in self._urls:
                try:
                    first.append(Job(normalize(given)))
                except RefusedError as error:
                    yield Result(Job(given), given, State.ASIDE, error.what, error.remedy)
            yield from self._lists(list(dict.fromkeys(first)))
            pages = self._chosen()
            if self._plan.trial:
                yield from (Result(job, job.url, State.PLANNED) for job in pages)
            else:
                yield from self._fetched(pages)

    def _lists(self, first: list[Job]) -> Iterator[Result]:
        """Fetch what was given, and the lists that it leads to."""
        asked = {job.url for job in first}
        waiting = list(first)
        if Follow.SITEMAPS in self._plan.follow:
            for job in first:
                waiting += self._sitemaps_of(job, asked)
        while waiting:
            jobs, waiting = waiting, []
            for result in self._fetched(jobs):
                if self._plan.trial and result.state is State.FETCHED:
                    result = Result(result.job, result.url, State.PLANNED)
                yield replace(result, body=b"")
                if result.state is State.LIST:
                    more, told = self._expanded(result)
                    yield from told
                    waiting += [found for found in more if found.url not in asked]
                    asked.update(found.url for found in more)

    def _sitemaps_of(self, job: Job, asked: set[str]) -> list[Job]:
        try:
            named = self._manners.rules(job.url).sitemaps()
        except FetchError:
            return []  # told when the address itself is asked for
        found = []
        for given in named:
            try:
                url = normalize(given, job.url)
            except RefusedError:
                continue
            if url not in asked:
                asked.add(url)
                found.append(Job(url, via=job.url, listed=True))
        return found

    def _expanded(self, result: Result) -> tuple[list[Job], list[Result]]:
        """Further lists that a list leads to, one level deep, and what is to be told of it. Its pages are noted."""
        job = result.job
        if result.kind is Kind.PAGE:
            return [Job(url, via=result.url, depth=job.depth, listed=True) for url in result.feeds], []
        listing = read_listing(result.kind, result.body, result.url)
        for url, facts in listing.pages:
            self._note(Job(url, facts, via=result.url, depth=job.depth + 1))
        told = []
        if listing.problem is not None:
            told.append(Result(job, result.url, State.ASIDE, f"a damaged list: {listing.problem}", "try again later"))
        if job.depth > 0 and listing.lists:
            told.append(
                Result(job, result.url, State.ASIDE, "an index of sitemaps within another", "give its address itself")
            )
            return [], told
        if len(listing.lists) > MOST_LISTS:
            reason = f"of {len(listing.lists)} sitemaps in it the first {MOST_LISTS} are read"
            told.append(Result(job, result.url, State.ASIDE, reason, "give the addresses of the others themselves"))
        lists = listing.lists[:MOST_LISTS]
        return [Job(url, via=result.url, depth=job.depth + 1, listed=True) for url in lists], told

    def _note(self, job: Job) -> None:
        """Note a page that a list names, unless it is known or too old."""
        if job.url in self._found.jobs:
            return
        said = job.facts.updated or job.facts.published
        if self._plan.since is not None and said is not None and _moment(said).date() < self._plan.since:
            self._found.older += 1
            return
        known = self.archive.index.settled(job.url)
        if known is not None and not _is_newer(job.facts, known.checked):
            self._found.known += 1
            return
        self._found.jobs[job.url] = job

    def _chosen(self) -> list[Job]:
        """The newest of the pages that lists named, up to the limit; those without a date come last."""
        jobs = sorted(self._found.jobs.values(), key=lambda job: _sort_key(job.facts), reverse=True)
        self._found.left = max(0, len(jobs) - self._plan.limit)
        return jobs[: self._plan.limit]

    def _fetched(self, jobs: Iterable[Job]) -> Iterator[Result]:
        """Fetch jobs so that no host keeps the others waiting; those of one host in the order given."""
        queues: dict[str, deque[Job]] = {}
        for job in jobs:
            queues.setdefault(host_of(job.url), deque()).append(job)
        while queues:
            host = min(queues, key=lambda name: self._manners.wait_of(queues[name][0].url))
            waiting = queues.pop(host)
            result = self._fetcher.fetch(waiting[0])
            if result.state is not State.LATER:
                waiting.popleft()
                yield result
            if waiting:
                queues[host] = waiting  # to the end: hosts that wait equally long take turns


def _moment(text: str) -> dt.datetime:
    """A moment in UTC from ISO 8601; what says no zone is taken for UTC, a bare day for its beginning."""
    try:
        when = dt.datetime.fromisoformat(text)
    except ValueError:
        return dt.datetime.min.replace(tzinfo=dt.UTC)
    return when.astimezone(dt.UTC) if when.tzinfo is not None else when.replace(tzinfo=dt.UTC)


def _is_newer(facts: PageFacts, checked: str) -> bool:
    """Whether a list says that a page changed since it was last asked for."""
    return facts.updated is not None and _moment(facts.updated) > _moment(checked)


def _sort_key(facts: PageFacts) -> tuple[bool, dt.datetime, str]:
    said = facts.updated or facts.published
    when = _moment(said) if said is not None else dt.datetime.min.replace(tzinfo=dt.UTC)
    return (said is not None, when, facts.url or "")
