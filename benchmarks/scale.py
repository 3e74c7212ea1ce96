"""How the ledger bears many articles: ``python -m benchmarks.scale``.

Prints what adding costs at the 1,000th and the 10,000th article (given readings), and how long 1,000 articles take to
link. The articles are made up: stories of twenty reports each, in which a toll rises and talks slip, every word of a
story its own, so that sizes and links are like those of real ones.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from newsledger.intake import read_article
from newsledger.language import parse
from newsledger.ledger import Store
from newsledger.linking import link
from newsledger.model import Article, Page, PageFacts, Reading
from newsledger.reading import read

_REPORTS = 20
_SYLLABLES = (
    "bar",
    "do",
    "fen",
    "gal",
    "hul",
    "kir",
    "lom",
    "mar",
    "nev",
    "or",
    "pell",
    "quin",
    "ros",
    "sel",
    "tor",
    "vik",
)
_EVENTS = ("bridge collapse", "mine blast", "ferry fire", "train crash", "flood", "earthquake", "siege", "bombing")
_ROUND = 500


def _word(choose: random.Random) -> str:
    return "".join(choose.sample(_SYLLABLES, 3)).capitalize()


def pages(count: int) -> Iterator[Page]:
    """Made-up pages in order of publication: twenty reports a story."""
    choose = random.Random(7)
    stories: list[list[str]] = []
    things, event = [""], ""
    for number in range(count):
        if number % _REPORTS == 0:
            stories.append([_word(choose) for _ in range(6)])
            things = [_word(choose).lower() for _ in range(60)]
            event = choose.choice(_EVENTS)
        town, bridge, minister, river, region, charity = stories[-1]
        told = " ".join(choose.sample(things, 40))
        day, at = (
            dt.date(2031, 1, 1) + dt.timedelta(days=number // _REPORTS + number % _REPORTS // 2),
            number % _REPORTS,
        )
        text = (
            f"{bridge} {event} in {town}: {10 + at} dead\n\n"
            f"{town.upper()} -- At least {10 + at} people were killed in the {bridge} {event} near {river} in"
            f" {town}, the fire brigade of {region} said.\n\n"
            f"Transport minister Ada {minister} promised to rebuild the bridge by December. “We will find out why,”"
            f" {minister} said on a visit to {town}.\n\n"
            f"The charity {charity} said that {100 + 10 * at} families in {region} had lost their way to work."
            f" Talks between {region} and {charity} are planned for March {1 + at}.\n\n"
            f"People in {town} spoke of {told}.\n"
        )
        facts = PageFacts(published=day.isoformat(), publisher=f"Outlet {at % 7}")
        yield Page(name=f"page-{number:05d}.txt", data=text.encode(), facts=facts)


def read_all(count: int) -> list[tuple[Page, Article, Reading]]:
    """Pages with their articles and readings."""
    made = []
    for page in pages(count):
        article = read_article(page)
        made.append((page, article, read(parse(article))))
    return made


def adding(known: list[tuple[Page, Article, Reading]], total: int, path: Path) -> list[float]:
    """Milliseconds that adding an article takes, for each article up to ``total``; readings are used again."""
    store, costs = Store(path), []
    for number in range(total):
        page, article, reading = known[number % len(known)]
        turn = number // len(known)
        if turn:
            page, article, reading = _renamed(page, article, reading, turn)
        start = time.perf_counter()
        store.knows(page)
        store.add(page, article, reading)
        costs.append(1000 * (time.perf_counter() - start))
    store.close()
    return costs


def _renamed(page: Page, article: Article, reading: Reading, turn: int) -> tuple[Page, Article, Reading]:
    """The same under another id."""
    import msgspec

    replace = msgspec.structs.replace
    key = f"{turn:04x}{article.id[4:]}"
    claims = tuple(replace(claim, article=key, id=f"{turn:04x}{claim.id[4:]}") for claim in reading.claims)
    return (
        replace(page, data=page.data + str(turn).encode()),
        replace(article, id=key),
        replace(reading, article=key, claims=claims),
    )


def median(values: list[float]) -> float:
    """The middle one."""
    return sorted(values)[len(values) // 2]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--articles", type=int, default=10_000, help="how many articles are added")
    options.add_argument("--linked", type=int, default=1_000, help="how many articles are linked")
    chosen = options.parse_args()
    known = read_all(chosen.linked)
    start = time.process_time()
    ledgers = link({a.id: a for _, a, _ in known}, {r.article: r for _, _, r in known})
    linking = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        costs = adding(known, chosen.articles, Path(folder) / "scale.ledger")
    early = median(costs[1_000 - _ROUND // 2 : 1_000 + _ROUND // 2])
    late = median(costs[-_ROUND:])
    table = Table("what", "figure", title="Many articles")
    table.add_row("adding around the 1,000th article, ms", f"{early:.2f}")
    table.add_row(f"adding around the {chosen.articles:,}th article, ms", f"{late:.2f}")
    table.add_row("ratio", f"{late / early:.2f}")
    table.add_row(f"linking {len(known):,} articles into {len(ledgers)} stories, processor seconds", f"{linking:.1f}")
    table.add_row("articles linked a second", f"{len(known) / linking:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
