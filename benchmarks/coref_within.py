"""Who is who within an article: MUC, B-cubed, CEAF-e and pronoun accuracy on made-up articles of our own.

``python -m benchmarks.coref_within [FOLDER ...] [-v]`` reads ``tests/language/coref/FOLDER/*.txt`` (all folders, a line
of figures for each, if none is named): a title, then a paragraph a line, in which ``[words|entity]`` marks a mention;
marks may stand in one another. A plural of known members is marked with their names joined by "+". What is marked "-"
means nobody, or nobody that could be told: a mention of ours there is an error. What is marked "x..." (titles before
names, predicates) is read past on both sides. As is usual, entities with one mention are left out on both sides.

A folder may hold ``PAGE.tsv`` instead, for the bundled example's pages: start, end (code points of the page text), the
words there, and whom they mean.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsledger.example import example_folder
from newsledger.intake import read_article
from newsledger.language import Parse, parse_many
from newsledger.model import Article, Block, BlockKind, Page, Span

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "language" / "coref"
_PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "he him his himself she her hers herself they them their theirs themselves it its itself "
        "i me my mine myself we us our ours ourselves",
    )
)
Clusters = list[set[Span]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and its mentions: span → entity. nobody: spans that mean nobody. past: spans that are read past."""

    article: Article
    mentions: dict[Span, str]
    nobody: frozenset[Span] = frozenset()
    past: frozenset[Span] = frozenset()


@dataclass(slots=True)
class _Marks:
    """The text of marked lines and what is marked in it."""

    text: str = ""
    mentions: dict[Span, str] = field(default_factory=dict)
    nobody: set[Span] = field(default_factory=set)
    past: set[Span] = field(default_factory=set)

    def read(self, line: str) -> Span:
        """Add a line; returns where it stands."""
        begin = len(self.text)
        open_at: list[int] = []
        for part in re.findall(r"\[|\|[^\[\]|]+\]|[^\[|]+", line):
            if part == "[":
                open_at.append(len(self.text))
            elif part.startswith("|"):
                self.label(_without_article(Span(open_at.pop(), len(self.text)), self.text), part[1:-1])
            else:
                self.text += part
        if open_at:
            raise ValueError(f"a mark is not closed: {line}")
        return Span(begin, len(self.text))

    def label(self, span: Span, label: str) -> None:
        """Take note of a mention."""
        if label == "-":
            self.nobody.add(span)
        elif label.startswith("x"):
            self.past.add(span)
        else:
            self.mentions[span] = "+".join(sorted(label.split("+")))


def _without_article(span: Span, text: str) -> Span:
    """Leave out a leading "the"."""
    return Span(span.start + 4, span.end) if span.text(text)[:4].lower() == "the " else span


def load(path: Path) -> Annotated:
    """Read one annotated article: marked text, or offsets into a page of the bundled example."""
    return _load_offsets(path) if path.suffix == ".tsv" else _load_text(path)


def _load_offsets(path: Path) -> Annotated:
    page = example_folder() / path.stem
    article = read_article(Page(name=page.name, data=page.read_bytes()))
    marks = _Marks(text=article.text)
    for line in path.read_text(encoding="utf-8").splitlines():
        start, end, words, label = line.split("\t")
        if article.text[int(start) : int(end)] != words:
            raise ValueError(f"{path.name}: {words!r} does not stand at {start}")
        marks.label(Span(int(start), int(end)), label)
    return Annotated(article, marks.mentions, frozenset(marks.nobody), frozenset(marks.past))


def _load_text(path: Path) -> Annotated:
    marks, blocks = _Marks(), []
    title, *paragraphs = path.read_text(encoding="utf-8").splitlines()
    for kind, line in [(BlockKind.TITLE, title), *((BlockKind.PARAGRAPH, p) for p in paragraphs)]:
        blocks.append(Block(kind=kind, span=marks.read(line)))
        marks.text += "\n"
    article = Article(id=path.stem, name=path.name, text=marks.text, blocks=tuple(blocks), title=title)
    return Annotated(article, marks.mentions, frozenset(marks.nobody), frozenset(marks.past))


def clusters_of(mentions: dict[Span, str]) -> Clusters:
    """Entities with two mentions or more."""
    found: dict[str, set[Span]] = {}
    for span, entity in mentions.items():
        found.setdefault(entity, set()).add(span)
    return [spans for spans in found.values() if len(spans) > 1]


def ours(parse: Parse) -> dict[Span, str]:
    """Mentions as the package finds them, headlines and leading "the" left out."""
    body = [block.block.span for block in parse.blocks if block.block.kind is BlockKind.PARAGRAPH]
    found = {}
    for mention in parse.mentions:
        if any(block.contains(mention.span) for block in body):
            found[_without_article(mention.span, parse.article.text)] = mention.entity
    return found


def muc(gold: Clusters, pred: Clusters) -> tuple[float, float]:
    """Links kept over links, and all links (Vilain and others 1995): recall of ``gold`` by ``pred``."""
    where = {span: number for number, cluster in enumerate(pred) for span in cluster}
    kept = total = 0
    for cluster in gold:
        parts = {where[s] for s in cluster if s in where}
        kept += len(cluster) - len(parts) - sum(s not in where for s in cluster)
        total += len(cluster) - 1
    return kept, total


def b_cubed(gold: Clusters, pred: Clusters) -> tuple[float, float]:
    """Sum of the mentions' recalls, and their number (Bagga and Baldwin 1998)."""
    where = {span: cluster for cluster in pred for span in cluster}
    score = sum(len(c & where[s]) / len(c) for c in gold for s in c if s in where)
    return score, sum(len(c) for c in gold)


def ceaf_e(gold: Clusters, pred: Clusters) -> float:
    """Total similarity (phi 4) of the best one-to-one alignment of entities (Luo 2005)."""
    size = max(len(gold), len(pred))
    gain = [[0.0] * size for _ in range(size)]
    for i, g in enumerate(gold):
        for j, p in enumerate(pred):
            gain[i][j] = 2 * len(g & p) / (len(g) + len(p))
    return _assignment(gain)


def _assignment(gain: list[list[float]]) -> float:
    """Greatest sum of a one-to-one assignment (the Hungarian method with potentials)."""
    n = len(gain)
    u, v, match, way = [0.0] * (n + 1), [0.0] * (n + 1), [0] * (n + 1), [0] * (n + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        low = [float("inf")] * (n + 1)
        used = [False] * (n + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], float("inf"), 0
            for j in range(1, n + 1):
                if not used[j]:
                    cost = -gain[i0 - 1][j - 1] - u[i0] - v[j]
                    if cost < low[j]:
                        low[j], way[j] = cost, j0
                    if low[j] < delta:
                        delta, j1 = low[j], j
            for j in range(n + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    low[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return sum(gain[match[j] - 1][j - 1] for j in range(1, n + 1))


def pronouns(annotated: Annotated, pred: dict[Span, str]) -> list[tuple[str, bool, str]]:
    """For each annotated pronoun: its text, whether it is resolved to the right entity, and where it stands.

    An entity of ours is the annotated one that most of its names and common-noun mentions mean.
    """
    text = annotated.article.text
    votes: dict[str, Counter[str]] = {}
    for span, entity in pred.items():
        gold = annotated.mentions.get(span)
        if gold is not None and span.text(text).lower() not in _PRONOUNS:
            votes.setdefault(entity, Counter())[gold] += 1
    out = []
    for span, gold in annotated.mentions.items():
        word = span.text(text)
        if word.lower() in _PRONOUNS:
            ours_there = pred.get(span)
            meant = votes.get(ours_there or "", Counter()).most_common(1)
            out.append(
                (
                    word,
                    ours_there == gold or (bool(meant) and meant[0][0] == gold),
                    text[max(0, span.start - 40) : span.end + 20],
                )
            )
    return out


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _resolved_members(parse: Parse, annotated: Annotated, pred: dict[Span, str]) -> dict[Span, str]:
    """Annotations name a plural by its members; so are ours, by what the members are called there."""
    votes: dict[str, Counter[str]] = {}
    for span, entity in pred.items():
        if span in annotated.mentions:
            votes.setdefault(entity, Counter())[annotated.mentions[span]] += 1
    names = {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}
    members = {e.id: e.members for e in parse.entities if e.members}
    return {s: "+".join(sorted(names.get(m, m) for m in members[e])) if e in members else e for s, e in pred.items()}


def score(folder: Path, *, verbose: bool = False) -> dict[str, float]:
    """Score the annotated articles of a folder; returns the figures."""
    annotated = [load(path) for path in sorted(folder.iterdir())]
    sums: dict[str, list[float]] = {key: [0.0, 0.0] for key in ("muc_r", "muc_p", "b3_r", "b3_p", "ce_r", "ce_p")}
    resolved: list[tuple[str, bool, str]] = []
    nobody, kept_open = 0, 0
    for item, parse in zip(annotated, parse_many(a.article for a in annotated), strict=True):
        found = {s: e for s, e in _resolved_members(parse, item, ours(parse)).items() if s not in item.past}
        gold, pred = clusters_of(item.mentions), clusters_of(found)
        similarity = ceaf_e(gold, pred)
        for key, pair in {
            "muc_r": muc(gold, pred),
            "muc_p": muc(pred, gold),
            "b3_r": b_cubed(gold, pred),
            "b3_p": b_cubed(pred, gold),
            "ce_r": (similarity, len(gold)),
            "ce_p": (similarity, len(pred)),
        }.items():
            sums[key][0] += pair[0]
            sums[key][1] += pair[1]
        resolved += pronouns(item, found)
        open_ones = [s for s in item.nobody if s.text(item.article.text).lower() in _PRONOUNS]
        nobody += len(open_ones)
        kept_open += sum(s not in found for s in open_ones)
        if verbose:
            _show(item, parse, found)
    rate = {key: kept / total if total else 0.0 for key, (kept, total) in sums.items()}
    figures = {
        "MUC F1": _f1(rate["muc_p"], rate["muc_r"]),
        "B3 F1": _f1(rate["b3_p"], rate["b3_r"]),
        "CEAF-e F1": _f1(rate["ce_p"], rate["ce_r"]),
        "pronouns": sum(right for _, right, _ in resolved) / max(1, len(resolved)),
        "nobody kept open": kept_open / max(1, nobody),
    }
    figures["CoNLL F1"] = (figures["MUC F1"] + figures["B3 F1"] + figures["CEAF-e F1"]) / 3
    figures["pronouns annotated"], figures["of nobody"] = len(resolved), nobody
    return figures


def _show(item: Annotated, parse: Parse, found: dict[Span, str]) -> None:
    """Print where ours differs from the annotation."""
    text = item.article.text
    votes: dict[str, Counter[str]] = {}
    for span, entity in found.items():
        votes.setdefault(entity, Counter())[item.mentions.get(span, "?")] += 1
    names = {e.id: e.name for e in parse.entities}
    meant = {entity: counts.most_common(1)[0][0] for entity, counts in votes.items()}
    marked = item.mentions | dict.fromkeys(item.nobody, "-")
    for span in sorted({*marked, *found}):
        wanted, given = marked.get(span), found.get(span, "")
        if (wanted == "-" and not given) or (wanted is None and list(found.values()).count(given) < 2):
            continue
        if wanted in (given, meant.get(given)) and given:
            continue
        around = text[max(0, span.start - 50) : span.start] + "<<" + span.text(text) + ">>" + text[span.end :][:30]
        print(f"{item.article.id:20} gold {wanted} ours {names.get(given, given)} | {around!r}")


def main(folders: Sequence[str] = (), *, verbose: bool = False) -> dict[str, dict[str, float]]:
    """Score some or all folders of annotated articles and print a line for each; returns the figures by folder."""
    found = {}
    for name in folders or sorted(p.name for p in FOLDER.iterdir() if p.is_dir()):
        found[name] = score(FOLDER / name, verbose=verbose)
        print(json.dumps({"folder": name} | {key: round(value, 3) for key, value in found[name].items()}))
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Score coreference within annotated articles.")
    parser.add_argument("folders", nargs="*")
    parser.add_argument("-v", "--verbose", action="store_true", help="show each difference")
    arguments = parser.parse_args()
    main(arguments.folders, verbose=arguments.verbose)
