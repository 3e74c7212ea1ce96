"""What each step of reading costs beside the shared parse: ``python -m benchmarks.cost``.

Milliseconds of the processor a thousand words, the medians of several rounds over articles of the stories benchmark (or
the bundled example). "Parse" is spaCy's pipeline alone.
"""

from __future__ import annotations

import functools
import statistics
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.speed import articles_of, texts, timed
from newsledger.language import Parse, parse
from newsledger.language.pipeline import load_pipeline
from newsledger.model import Article, StatementClaim
from newsledger.reading.commitments import read_commitments
from newsledger.reading.events import read_events
from newsledger.reading.figures import read_figures
from newsledger.reading.plans import read_plans
from newsledger.reading.positions import read_positions
from newsledger.reading.roles import read_roles
from newsledger.reading.statements import read_statements

ROUNDS = 3
Reader = Callable[[Parse, Sequence[StatementClaim]], object]
CLAIMS: dict[str, Reader] = {
    "events": lambda p, s: read_events(p, tuple(s)),
    "figures": lambda p, s: read_figures(p, tuple(s)),
    "plans": lambda p, s: read_plans(p, tuple(s)),
    "commitments": lambda p, s: read_commitments(p, tuple(s)),
    "positions": lambda p, s: read_positions(p, tuple(s)),
    "roles": lambda p, s: read_roles(p),
}


def _read_all(reader: Reader, parses: Sequence[Parse], statements: Sequence[Sequence[StatementClaim]]) -> list[object]:
    return [reader(one, said) for one, said in zip(parses, statements, strict=True)]


def costs(articles: Sequence[Article]) -> dict[str, float]:
    """Seconds of the processor that each step takes over all articles."""
    nlp = load_pipeline()
    blocks = [[block.span.text(a.text) for block in a.blocks] for a in articles]
    found = {"parse": timed(lambda: [list(nlp.pipe(texts_of)) for texts_of in blocks])}
    parses: list[Parse] = []
    whole = timed(lambda: parses.extend(map(parse, articles)))
    found["times, names, coreference"] = whole - found["parse"]
    statements: list[tuple[StatementClaim, ...]] = []
    found["statements"] = timed(lambda: statements.extend(map(read_statements, parses)))
    for name, reader in CLAIMS.items():
        found[name] = timed(functools.partial(_read_all, reader, parses, statements))
    return found


def main() -> None:
    """Measure and print."""
    articles = articles_of(texts())
    words = sum(len(block.span.text(a.text).split()) for a in articles for block in a.blocks)
    rounds = [costs(articles) for _ in range(ROUNDS)]
    middle = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    language = middle["times, names, coreference"] + middle["statements"]
    claims = sum(middle[name] for name in CLAIMS)
    table = Table("step", "ms a thousand words", "of the parse", title=f"{len(articles)} articles, {words:,} words")
    for name, seconds in middle.items():
        table.add_row(name, f"{1e6 * seconds / words:.1f}", f"{seconds / middle['parse']:.3f}")
    for name, seconds in (("language and statements", language), ("claims beside them", claims)):
        table.add_row(f"[bold]{name}", f"{1e6 * seconds / words:.1f}", f"{seconds / middle['parse']:.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
