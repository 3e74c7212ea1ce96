"""Who is who within an article: MUC, B-cubed, CEAF-e and pronoun accuracy on made-up articles of our own.

``python -m benchmarks.coref_within`` reads ``tests/language/coref/*.json``: paragraphs in which ``[words|entity]``
marks a mention. A plural of known members is marked with their names joined by "+". Mentions marked "-" or "x..." are
read past.
As is usual, entities with one mention are left out on both sides.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from newsledger.language import Parse, parse_many
from newsledger.model import Article, Block, BlockKind, Span

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "language" / "coref"
_PART = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")
_PRONOUNS = frozenset(
    re.findall(r"\w+", "he him his she her hers they them their it its i me my we us our himself herself itself")
)
Clusters = list[set[Span]]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and its mentions: span → entity."""

    article: Article
    mentions: dict[Span, str]


def load(path: Path) -> Annotated:
    """Read one annotated article."""
    record = json.loads(path.read_text(encoding="utf-8"))
    text, blocks, mentions = "", [], {}
    for kind, marked in [(BlockKind.TITLE, record["title"]), *((BlockKind.PARAGRAPH, p) for p in record["paragraphs"])]:
        begin, at = len(text), 0
        for part in _PART.finditer(marked):
            text += marked[at : part.start()]
            if part[2] != "-" and not part[2].startswith("x"):
                skip = 4 if part[1].lower().startswith("the ") else 0
                mentions[Span(len(text) + skip, len(text) + len(part[1]))] = part[2]
            text += part[1]
            at = part.end()
        text += marked[at:]
        blocks.append(Block(kind=kind, span=Span(begin, len(text))))
        text += "\n"
    article = Article(id=path.stem, name=path.name, text=text, blocks=tuple(blocks), title=record["title"])
    return Annotated(article, mentions)


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
            skip = 4 if parse.text(mention.span).lower().startswith("the ") else 0
            found[Span(mention.span.start + skip, mention.span.end)] = mention.entity
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
    names: dict[str, str] = {}
    for span, entity in pred.items():
        if span in annotated.mentions:
            names.setdefault(entity, annotated.mentions[span])
    members = {e.id: e.members for e in parse.entities if e.members}
    return {s: "+".join(names.get(m, m) for m in members[e]) if e in members else e for s, e in pred.items()}


def main(verbose: bool = False) -> dict[str, float]:
    """Score all annotated articles; returns the figures."""
    annotated = [load(path) for path in sorted(FOLDER.glob("*.json"))]
    sums = dict.fromkeys(
        ("muc_r", "muc_rt", "muc_p", "muc_pt", "b3_r", "b3_rt", "b3_p", "b3_pt", "ce", "ce_g", "ce_p"), 0.0
    )
    resolved: list[tuple[str, bool, str]] = []
    for item, parse in zip(annotated, parse_many(a.article for a in annotated), strict=True):
        found = _resolved_members(parse, item, ours(parse))
        gold, pred = clusters_of(item.mentions), clusters_of(found)
        parts = {
            "muc_r": muc(gold, pred),
            "muc_p": muc(pred, gold),
            "b3_r": b_cubed(gold, pred),
            "b3_p": b_cubed(pred, gold),
        }
        for key, (score, total) in parts.items():
            sums[key] += score
            sums[key + "t"] += total
        sums["ce"] += ceaf_e(gold, pred)
        sums["ce_g"] += len(gold)
        sums["ce_p"] += len(pred)
        resolved += pronouns(item, found)
        if verbose:
            _show(item, parse, found)
    figures = {
        "MUC F1": _f1(sums["muc_p"] / sums["muc_pt"], sums["muc_r"] / sums["muc_rt"]),
        "B3 F1": _f1(sums["b3_p"] / sums["b3_pt"], sums["b3_r"] / sums["b3_rt"]),
        "CEAF-e F1": _f1(sums["ce"] / sums["ce_p"], sums["ce"] / sums["ce_g"]),
        "pronouns": sum(right for _, right, _ in resolved) / len(resolved),
    }
    figures["CoNLL F1"] = (figures["MUC F1"] + figures["B3 F1"] + figures["CEAF-e F1"]) / 3
    if verbose:
        for word, right, where in resolved:
            if not right:
                print("wrong pronoun:", word, "|", where.replace("\n", " "))
    print(json.dumps({key: round(value, 3) for key, value in figures.items()} | {"number of pronouns": len(resolved)}))
    return figures


def _show(item: Annotated, parse: Parse, found: dict[Span, str]) -> None:
    """Print where ours differs from the annotation."""
    names = {e.id: e.name for e in parse.entities}
    text = item.article.text
    for span, gold in sorted(item.mentions.items()):
        print(f"{item.article.id:18} {span.text(text)!r:32} {gold:8} {names.get(found.get(span, ''), '-')}")


if __name__ == "__main__":
    main(verbose="-v" in sys.argv)
