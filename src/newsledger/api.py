"""The Python API: read one page, or keep a ledger of many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType

import msgspec

from newsledger.briefing import Brief, BriefLine, News, ReviewItem, make_brief, make_news, make_review
from newsledger.intake import open_pages
from newsledger.intake.containers import Limits
from newsledger.intake.workers import SECONDS
from newsledger.ledger import (
    AddSummary,
    Hit,
    Reread,
    Store,
    add_pages,
    article_and_reading,
    digest,
    reread,
    search,
    search_by_meaning,
)
from newsledger.linking import LINKER, Decided, link, link_story, settle
from newsledger.model import (
    AnyClaim,
    AnyDecision,
    Article,
    Derived,
    Doubted,
    InputError,
    Page,
    PageFacts,
    Reading,
    SetAside,
    Story,
    StoryLedger,
)

PathLike = str | Path


def read_page(
    page: bytes | str | Path,
    *,
    url: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    title: str | None = None,
) -> Reading:
    """Read all claims of one page.

    page: the bytes of a page, the text of one (``str``), or a file (``Path``). The facts known from outside are
    optional; ``published`` is an ISO 8601 date or date-time.

    Raises PageError if the page holds no English article, InputError if the file cannot be read.
    """
    facts = PageFacts(url=url, publisher=publisher, published=published, title=title)
    return article_and_reading(as_page(page, facts))[1]


def as_page(page: bytes | str | Path, facts: PageFacts) -> Page:
    """Make a page of bytes, of text, or of a file.

    Raises InputError if the file cannot be read.
    """
    if isinstance(page, Path):
        try:
            with page.open("rb") as stream:
                return Page(name=str(page), data=stream.read(Limits().page + 1), facts=facts)  # a device has no end
        except OSError as error:
            raise InputError(
                f"the file cannot be read: {error.strerror}", where=str(page), remedy="check the path"
            ) from error
    if isinstance(page, str):
        return Page(name="text", data=page.encode("utf-8", "replace"), facts=facts)
    return Page(name="bytes", data=page, facts=facts)


class ClaimInPlace(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with what a person needs to check it. sentence: verbatim, from the page."""

    claim: AnyClaim
    sentence: str
    title: str | None
    publisher: str | None
    published: str | None


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of a brief rests on. reasons: why the claims were put together, in words."""

    line: BriefLine
    story: Story
    reasons: tuple[str, ...]
    claims: tuple[ClaimInPlace, ...]


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild did. stories: how many stand. digest: SHA-256 of all that stands, equal for equal ledgers."""

    again: Reread
    stories: int
    digest: str


class Ledger:
    """A ledger: one SQLite file, or one in memory. Use it as a context manager, or ``close`` it.

    What stands (stories, briefs) depends on the pages alone, never on the order in which they were added.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, path: PathLike | None = None) -> Ledger:
        """Open or create the ledger file at ``path``; None opens an empty ledger in memory.

        Raises LedgerError if the file is no ledger, is locked, is newer than this program, or cannot be written.
        """
        return cls(Store(Path(path) if path is not None else None))

    def close(self) -> None:
        """Release the file."""
        self._store.close()

    def __enter__(self) -> Ledger:
        """Return the ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledger."""
        self.close()

    def add(
        self,
        *sources: PathLike,
        facts: PageFacts | None = None,
        manifest: Path | None = None,
        on_page: Callable[[str], None] | None = None,
        jobs: int | None = None,
        seconds: float | None = SECONDS,
    ) -> AddSummary:
        """Add pages: files, folders, glob patterns, or "-" for standard input; pages, archives, feeds, mails ….

        facts: what is known of the pages from outside; manifest: a JSON Lines file with such facts for many pages.
        on_page: called with the name of each page when it is done with. jobs: worker processes that read
        (a script that uses them needs ``if __name__ == "__main__"``), None for none. seconds: a page that
        takes longer is set aside. Pages that cannot be read are set aside with their reason and listed in the summary;
        the same page twice changes nothing. Memory does not grow with the number of pages.
        """
        pages = open_pages(sources, facts=facts, manifest=manifest)
        return self.add_pages(pages, on_page=on_page, jobs=jobs, seconds=seconds)

    def add_pages(
        self,
        pages: Iterable[Page | SetAside],
        *,
        on_page: Callable[[str], None] | None = None,
        on_aside: Callable[[SetAside], None] | None = None,
        jobs: int | None = None,
        seconds: float | None = SECONDS,
    ) -> AddSummary:
        """Add a stream of pages. on_aside: called with each that is set aside; the rest as in ``add``."""
        return add_pages(self._store, pages, on_page=on_page, on_aside=on_aside, jobs=jobs, seconds=seconds)

    def set_aside(self) -> tuple[SetAside, ...]:
        """Pages that were offered and not read, with the reason."""
        return self._store.all_set_aside()

    def articles(self) -> dict[str, Article]:
        """All articles by id."""
        return self._store.articles()

    def readings(self) -> dict[str, Reading]:
        """All readings by article id."""
        return self._store.readings()

    def story_ledgers(self) -> tuple[StoryLedger, ...]:
        """All that stands, a story each, the largest first; derived anew if pages or decisions were added since."""
        state = self._store.state(LINKER)
        stories = self._store.derived(state)
        if stories is None:
            linked = link(self._store.articles(), self._store.readings(), self._store.decisions())
            stories = tuple(sorted(linked, key=lambda ledger: -len(ledger.story.articles)))
            self._store.keep_derived(state, stories)
        return stories

    def stories(self) -> tuple[Story, ...]:
        """The stories, the one with the most articles first."""
        return tuple(ledger.story for ledger in self.story_ledgers())

    def story(self, story: str | Story) -> StoryLedger:
        """One story by its id, the beginning of its id, its number in ``stories()`` (from 1), or words of its title.

        Raises InputError if none or several fit.
        """
        ledgers = self.story_ledgers()
        wanted = story.id if isinstance(story, Story) else story.strip()
        fits = [ledger for ledger in ledgers if ledger.story.id == wanted]
        if not fits and wanted.isdigit() and 1 <= int(wanted) <= len(ledgers):
            fits = [ledgers[int(wanted) - 1]]
        if not fits and wanted:
            fits = [ledger for ledger in ledgers if ledger.story.id.startswith(wanted)]
        if not fits and wanted:
            terms = wanted.casefold().split()
            fits = [ledger for ledger in ledgers if all(t in ledger.story.title.casefold() for t in terms)]
        if len(fits) != 1:
            problem = "no story fits" if not fits else f"{len(fits)} stories fit"
            raise InputError(f"{problem} {wanted!r}", remedy="newsledger stories lists them with their ids")
        return fits[0]

    def brief(self, story: str | Story, *, as_of: dt.date | None = None, full: bool = False) -> Brief:
        """The ledger of one story as a person reads it.

        as_of: the day that "due" and "past" are relative to; by default the day of the latest article.
        full: show every line; otherwise the less important ones of each section are only counted.
        """
        ledger = self.story(story)
        settled = self._settled(ledger)
        return make_brief(ledger, settled.articles, settled.readings, as_of=as_of, full=full)

    def _settled(self, ledger: StoryLedger) -> Decided:
        """Articles and readings of a story with what people decided of them applied."""
        ids = ledger.story.articles
        return settle(self._store.decisions(), self._store.articles(ids), self._store.readings(ids))

    def news(
        self, since: dt.date, *, story: str | Story | None = None, until: dt.date | None = None, full: bool = False
    ) -> tuple[News, ...]:
        """What changed in the stories by articles published on or after a day: nothing else is told.

        story: one story, as ``story`` finds it; by default all that have later articles. until: the last day of
        publication that counts. Articles whose day is not known count as known before.
        full: also tell what is told for the first time without being news.
        """
        if story is not None:
            return (self._news(self.story(story), since, until, full),)
        told = [self._news(ledger, since, until, full) for ledger in self.story_ledgers() if _goes_on(ledger, since)]
        return tuple(news for news in told if news.articles)

    def _news(self, ledger: StoryLedger, since: dt.date, until: dt.date | None, full: bool) -> News:
        ids = ledger.story.articles
        decisions = self._store.decisions()
        articles, readings = self._store.articles(ids), self._store.readings(ids)
        settled = settle(decisions, articles, readings)
        days = {dated.article: dated.published.when for dated in ledger.dated}

        def without(later: set[str]) -> StoryLedger | None:
            kept = {key: article for key, article in articles.items() if key not in later}
            return link_story(kept, {key: readings[key] for key in kept if key in readings}, decisions)

        late = {k for k, when in days.items() if until is not None and when and when.end and when.end > until}
        fresh = {key for key, when in days.items() if when and when.start and when.start >= since}
        if len(late) == len(days):
            # Nothing of the story was published by then: what came later is no news.
            before: StoryLedger | None = ledger
        else:
            ledger = (without(late) if late else None) or ledger
            before = without(fresh | late)
        return make_news(ledger, before, settled.articles, settled.readings, since=since, until=until, full=full)

    def decide(self, decision: AnyDecision) -> bool:
        """Keep a decision; what stands follows it from now on. False if the very same one was taken before.

        ``newsledger.desk`` makes decisions from lines of a brief.
        """
        return self._store.add_decision(decision)

    def decisions(self) -> tuple[AnyDecision, ...]:
        """All decisions that were ever taken, in order of time, those undone included."""
        return self._store.decisions()

    def doubted(self) -> tuple[Doubted, ...]:
        """Decisions that cannot be applied as they were meant, because what they are about is read otherwise now."""
        return settle(self._store.decisions(), self._store.articles(), self._store.readings()).doubted

    def review(self, story: str | Story | None = None) -> tuple[ReviewItem, ...]:
        """What somebody should check, what matters most and is least sure first; nothing that was decided about.

        story: one story, as ``story`` finds it; by default all.
        """
        items: list[ReviewItem] = []
        for ledger in self.story_ledgers() if story is None else (self.story(story),):
            settled = self._settled(ledger)
            things = settled.things()
            seen = {thing for thing in things if isinstance(thing, str)}
            seen |= {entity.id for entity in ledger.entities if things.intersection(entity.local)}
            items += make_review(ledger, settled.articles, settled.readings, seen=seen)
        return tuple(sorted(items, key=lambda item: (-item.weight, item.line.id)))

    def rebuild(self, *, read_again: bool = False, on_page: Callable[[str], None] | None = None) -> Rebuilt:
        """Derive all that stands anew; the same pages and decisions always give the same bytes.

        read_again: first read all pages again with the reader at hand, from the bytes that the ledger keeps.
        on_page: called with the name of each page that was read.
        """
        again = reread(self._store, on_page=on_page) if read_again else Reread()
        self._store.forget_derived()
        ledgers = self.story_ledgers()
        return Rebuilt(again=again, stories=len(ledgers), digest=digest(ledgers))

    def search(self, words: str, *, limit: int = 20, by_meaning: bool = False) -> tuple[Hit, ...]:
        """Find blocks of articles and claims that hold all the words ("…" for a phrase, word* for a beginning).

        Fields narrow it down ("speaker:Brun about:dam after:2031-05"; see ``newsledger.ledger.query``). by_meaning:
        find blocks that are near to the words in sense, whether they hold them or not.

        Raises InputError if a day among the fields cannot be read.
        """
        found = search_by_meaning if by_meaning else search
        return found(self._store, words, limit=limit)

    def why(self, line: str) -> Why:
        """Say what a line of a brief rests on, and why its claims were put together.

        line: the id that stands beside the line, or the beginning of it.

        Raises InputError if no line, or more than one, has it.
        """
        found: dict[str, Why] = {}
        for ledger in self.story_ledgers():
            settled = self._settled(ledger)
            articles, readings = settled.articles, settled.readings
            brief = make_brief(ledger, articles, readings, full=True)
            for item in brief.lines():
                if item.id.startswith(line) and item.id not in found:
                    found[item.id] = explain(item, ledger, articles, readings)
        if len(found) != 1 or not line:
            problem = "no line has" if not found else f"{len(found)} lines have"
            raise InputError(
                f"{problem} the id {line!r}", remedy="newsledger show STORY prints the lines with their ids"
            )
        return next(iter(found.values()))


def _goes_on(ledger: StoryLedger, since: dt.date) -> bool:
    """Whether an article of a story is known to be published on or after a day."""
    whens = (dated.published.when for dated in ledger.dated)
    return any(when is not None and when.start is not None and when.start >= since for when in whens)


def explain(
    line: BriefLine, ledger: StoryLedger, articles: Mapping[str, Article], readings: Mapping[str, Reading]
) -> Why:
    """Gather the claims of a line with their sentences, and the reasons of what was derived from them."""
    wanted = set(line.claims)
    claims = {claim.id: claim for reading in readings.values() for claim in reading.claims if claim.id in wanted}
    dates = {dated.article: dated.published for dated in ledger.dated}
    reasons: dict[str, None] = {}
    nouns: list[Derived] = [
        *ledger.entities, *ledger.happenings, *ledger.series, *ledger.plans,
        *ledger.commitments, *ledger.positions, *ledger.disputes,
    ]  # fmt: skip
    for noun in nouns:
        if line.derived == noun.id:
            reasons.update(dict.fromkeys(noun.reasons))
    places = []
    for claim in sorted(claims.values(), key=lambda c: (c.article, c.evidence.start, c.id)):
        article = articles[claim.article]
        published = dates[claim.article].when if claim.article in dates else article.published.when
        places.append(
            ClaimInPlace(
                claim=claim,
                sentence=claim.sentence.text(article.text),
                title=article.title,
                publisher=article.publisher,
                published=published.iso or published.value if published else None,
            )
        )
    return Why(line=line, story=ledger.story, reasons=tuple(reasons), claims=tuple(places))
