"""How fast a page becomes claims, against stock spaCy on the same texts in the same run."""

from __future__ import annotations

import gc
import json
import resource
import statistics
import time
from collections.abc import Callable, Sequence

import spacy
from rich.console import Console
from rich.table import Table

from benchmarks.harness import BENCH, read_jsonl
from newsledger.intake import open_pages, read_article
from newsledger.language import parse_many
from newsledger.language.pipeline import load_pipeline, pipeline_name
from newsledger.model import Article, Page, PageError, SetAside
from newsledger.reading import read

ARTICLES = 40
ROUNDS = 5


def texts() -> list[Page]:
    """Pages to read: articles of the stories benchmark where it lies beside the project, else the bundled example."""
    path = BENCH / "stories" / "data" / "stories_dev.articles.jsonl.gz"
    if path.exists():
        records = list(read_jsonl(path))[:: max(1, 334 // ARTICLES)][:ARTICLES]
        return [Page(name=r["id"], data=f"{r['title']}\n\n{r['text']}".encode()) for r in records]
    from newsledger.example import example_folder

    found = open_pages([example_folder()])
    return [page for page in found if not isinstance(page, SetAside)]


def articles_of(pages: Sequence[Page]) -> list[Article]:
    """Pages that hold an article."""
    found = []
    for page in pages:
        try:
            found.append(read_article(page))
        except PageError:
            continue
    return found


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of this process that ``work`` takes."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main(*, as_json: bool) -> int:
    """Alternate both systems over several rounds and print the medians."""
    pages = texts()
    articles = articles_of(pages)
    plain = [article.body() for article in articles]
    words = sum(len(text.split()) for text in plain)
    stock = spacy.load(pipeline_name())
    load_pipeline()

    def ours() -> None:
        for parse in parse_many(articles_of(pages)):
            read(parse)

    def theirs() -> None:
        for _ in stock.pipe(plain):
            pass

    ours()
    theirs()
    our_times, their_times = [], []
    for _ in range(ROUNDS):
        their_times.append(timed(theirs))
        our_times.append(timed(ours))
    ratios = [t / o for t, o in zip(their_times, our_times, strict=True)]
    mine, spacys = statistics.median(our_times), statistics.median(their_times)
    result = {
        "ratio_to_spacy": round(statistics.median(ratios), 3),
        "words_per_second": round(words / mine, 1),
        "articles_per_second": round(len(articles) / mine, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "spacy_words_per_second": round(words / spacys, 1),
        "articles": len(articles),
        "words": words,
        "rounds": ROUNDS,
    }
    grid = Table(title="speed (CPU seconds, one process, medians)")
    grid.add_column("system")
    grid.add_column("words/s", justify="right")
    grid.add_column("articles/s", justify="right")
    grid.add_row(
        "Newsledger, bytes to claims", f"{result['words_per_second']:,.0f}", f"{result['articles_per_second']:.2f}"
    )
    grid.add_row(f"spaCy {pipeline_name()}", f"{words / spacys:,.0f}", f"{len(articles) / spacys:.2f}")
    Console().print(grid)
    Console().print(f"throughput relative to spaCy: {result['ratio_to_spacy']:.2f}; peak memory {result['peak_mb']} MB")
    if as_json:
        print(json.dumps(result))
    return 0
