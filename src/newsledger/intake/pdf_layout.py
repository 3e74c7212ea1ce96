"""Pieces of text with their places on pages → paragraphs in reading order, running heads told apart.

The rules are those of a typesetter: a paragraph ends where the distance of lines grows, the size of print changes, a
line is indented, or a line ends short after a full stop.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^\W*(?:page|seite|p\.)?\s*\d{1,4}(?:\s*(?:of|von|/)\s*\d{1,4})?\W*$", re.I)
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_BULLET = re.compile(r"^[•·▪■►‣*–—]\s|^\(?\d{1,2}[.)]\s")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*$")
_MARKS = ",.;:!?)]"
_EDGE_LINES, _EDGE_HEIGHT = 3, 8.0
_CHAR_WIDTH = 0.5  # of the size of print, on average
_LEVEL = 0.6  # of the size of print: how far pieces of one line may be apart in height
_INDENT, _DEEPEST_INDENT, _MORE = 0.8, 5.0, 1.3
_ALIKE, _SAME_PRINT = 0.4, 0.12
_LARGE = 1.15
_NEAR, _NARROWEST = 3.0, 60.0
_LEAST_ROWS, _LEAST_CHARS = 4, 18
_SHARE, _ENOUGH = 0.3, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text. x, y: where it begins, in points from the lower left corner. size: of print, in points."""

    text: str
    x: float
    y: float
    size: float

    @classmethod
    def placed(cls, text: str, page: Sequence[float], line: Sequence[float], size: float) -> Piece:
        """Place a piece by the matrices of the page and of the text."""
        x = line[4] * page[0] + line[5] * page[2] + page[4]
        y = line[4] * page[1] + line[5] * page[3] + page[5]
        scale = (line[2] * page[0] + line[3] * page[2]) ** 2 + (line[2] * page[1] + line[3] * page[3]) ** 2
        return cls(text, float(x), float(y), abs(float(size)) * float(scale) ** 0.5 or 10.0)


@dataclass(slots=True)
class Row:
    """A line of print, or the part of one that stands in a column."""

    text: str
    x: float
    y: float
    size: float
    page: int
    column: int = 0
    furniture: bool = False

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + len(self.text) * self.size * _CHAR_WIDTH


@dataclass(frozen=True, slots=True)
class Layout:
    """Text with a paragraph a line; where furniture lines begin in it; the headline by its print, maybe empty."""

    text: str
    furniture: frozenset[int]
    title: str


def lay_out(pages: Sequence[Sequence[Piece]]) -> Layout:
    """Lay out the pieces of all pages. Furniture stands behind the paragraph that it interrupts."""
    rows = [in_columns(_fragments(pieces, number)) for number, pieces in enumerate(pages)]
    _mark_furniture(rows)
    body = [row for page in rows for row in page if not row.furniture]
    words = Counter(word.casefold() for row in body for word in _WORD.findall(row.text))
    print_ = Print.of(body)
    lines: list[tuple[str, Row]] = []
    held: list[Row] = []
    current: list[Row] = []

    def close() -> None:
        if current:
            lines.append((_joined(current, words), current[0]))
        lines.extend((row.text, row) for row in held)
        current.clear()
        held.clear()

    for row in (row for page in rows for row in page):
        if row.furniture:
            held.append(row)
            continue
        if current and print_.breaks(current, row):
            close()
        if not current and held:
            close()
        current.append(row)
    close()
    text, furniture, at = [], set(), 0
    for line, row in lines:
        if row.furniture:
            furniture.add(at)
        text.append(line)
        at += len(line) + 1
    return Layout("\n".join(text), frozenset(furniture), print_.headline(lines))


def _fragments(pieces: Iterable[Piece], page: int) -> list[Row]:
    """Pieces of a page in the order in which they are drawn, without those that are blank."""
    rows: list[Row] = []
    new = True
    for piece in pieces:
        text = _UNPRINTABLE.sub("\ufffd", piece.text.translate(_LIGATURES))
        for part in re.split(r"(\s*\n\s*)", text):
            if "\n" in part:
                new = True
            elif part.strip():
                level = bool(rows) and abs(piece.y - rows[-1].y) <= _LEVEL * max(piece.size, rows[-1].size)
                if not new and level and rows[-1].text[-1:] != " " and part[0] != " " and piece.x >= rows[-1].x:
                    rows[-1].text += part  # goes on within a word
                else:
                    rows.append(Row(part, piece.x, piece.y, piece.size, page))
                new = False
            elif rows and not new:
                rows[-1].text += " "
    return rows


def in_columns(fragments: Sequence[Row]) -> list[Row]:
    """Rows of a page in reading order: fragments of a line joined, columns that are drawn side by side taken apart."""
    edges = _edges(fragments)
    rows: list[Row] = []
    print_: Counter[float] = Counter()
    for one in fragments:
        one.column = sum(edge <= one.x + _NEAR for edge in edges)
        last = rows[-1] if rows else None
        if last is not None and last.column == one.column and one.x > last.x and _level(last, one):
            last.text = f"{last.text.rstrip()} {one.text.lstrip()}"
            print_[one.size] += len(one.text)
            last.size = max(print_, key=lambda size: (print_[size], size))
        else:
            rows.append(one)
            print_ = Counter({one.size: len(one.text)})
    for row in rows:
        row.text = " ".join(row.text.split())
    if not edges:
        return rows
    out: list[Row] = []
    band: list[Row] = []
    for row in rows:
        if row.column == 0 and row.end > edges[0] + 2 * row.size:
            out += sorted(band, key=lambda part: part.column)
            out.append(row)
            band = []
        else:
            band.append(row)
    return out + sorted(band, key=lambda part: part.column)


def _edges(fragments: Sequence[Row]) -> list[float]:
    """Left edges of columns that are drawn line by line beside another one."""
    starts: dict[int, list[tuple[float, int, int]]] = {}
    for before, one in itertools.pairwise(fragments):
        if _level(before, one) and one.x - before.x > _NARROWEST:
            starts.setdefault(round(one.x / _NEAR), []).append((one.x, len(before.text), len(one.text)))
    edges = []
    for group in starts.values():
        left, right = (statistics.median(row[at] for row in group) for at in (1, 2))
        if len(group) >= _LEAST_ROWS and min(left, right) >= _LEAST_CHARS:
            edges.append(min(x for x, _, _ in group))
    return sorted(edges)


def _level(one: Row, other: Row) -> bool:
    """Tell whether two rows stand on one line."""
    return abs(one.y - other.y) <= _LEVEL * max(one.size, other.size)


def _mark_furniture(pages: Sequence[Sequence[Row]]) -> None:
    """Mark running heads and footers (the same at the edge of several pages, but for numbers) and page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    edges: list[tuple[Row, tuple[str, int]]] = []
    for page in pages:
        high = sorted(page, key=lambda row: -row.y)
        rows = high if len(high) <= 2 * _EDGE_LINES else [*high[:_EDGE_LINES], *high[-_EDGE_LINES:]]
        told = {(_NUMBER.sub("#", row.text.casefold()), round(row.y / _EDGE_HEIGHT)): row for row in rows}
        seen.update(told.keys())
        edges += [(row, key) for key, row in told.items()]
        for row in (*high[:1], *high[-1:]):
            row.furniture = len(high) > 1 and _PAGE_NUMBER.match(row.text) is not None
    least = max(2, min(_ENOUGH, round(len(pages) * _SHARE)))
    for row, key in edges:
        row.furniture = row.furniture or seen[key] >= least


@dataclass(frozen=True, slots=True)
class Print:
    """How a document is set. size: of most of its text. leading: distance of lines. full: characters of a full line."""

    size: float
    leading: float
    full: float

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Print:
        """Measure rows of text."""
        sizes: Counter[float] = Counter()
        for row in rows:
            sizes[round(row.size, 1)] += len(row.text)
        size = max(sizes, key=lambda one: (sizes[one], -one), default=10.0)
        text = [row for row in rows if abs(row.size - size) <= _ALIKE]
        steps = [
            round(one.y - two.y, 1)
            for one, two in itertools.pairwise(text)
            if (one.page, one.column) == (two.page, two.column) and 0.8 * size < one.y - two.y < 3 * size
        ]
        lengths = sorted(len(row.text) for row in text)
        full = lengths[int(0.8 * (len(lengths) - 1))] if lengths else 80
        # The smallest of the frequent steps: in short documents every second step may be one between paragraphs.
        counts = Counter(steps)
        often = [step for step, count in counts.items() if count * 5 >= max(counts.values())]
        return cls(size, min(often, default=1.25 * size), float(full))

    def breaks(self, paragraph: Sequence[Row], row: Row) -> bool:
        """Tell whether a row begins a new paragraph rather than going on with the one so far."""
        last = paragraph[-1]
        if abs(last.size - row.size) > max(_ALIKE, _SAME_PRINT * row.size) or _BULLET.match(row.text):
            return True
        if _HYPHEN.search(last.text) and row.text[:1].islower():
            return False
        ended = _SENTENCE_END.search(last.text) is not None
        opens = not (row.text[:1].islower() or row.text[:1] in _MARKS)
        down = last.y - row.y
        if (last.page, last.column) != (row.page, row.column) or down <= 0:
            return ended or (opens and len(last.text) < 0.6 * self.full)
        leading = self.leading * max(row.size / self.size, 1.0)
        if down > _MORE * leading:
            return True
        step = row.x - last.x
        if abs(step) > _INDENT * row.size and not self._goes_on(paragraph, step, row.size):
            return True
        if abs(row.size - self.size) > _ALIKE:
            return False
        return opens and (len(last.text) < 0.75 * self.full if ended else len(last.text) < 0.4 * self.full)

    @staticmethod
    def _goes_on(paragraph: Sequence[Row], step: float, size: float) -> bool:
        """Tell whether a second row that stands further left or right is that of an indented or a hanging paragraph."""
        if len(paragraph) > 1:
            return False
        if step > 0:
            return _BULLET.match(paragraph[0].text) is not None
        return -step <= _DEEPEST_INDENT * size

    def headline(self, lines: Sequence[tuple[str, Row]]) -> str:
        """The line of the first page that is set in the largest print, if that is larger than the text's."""
        large = [
            (row.size, line)
            for line, row in lines
            if row.page == 0 and not row.furniture and row.size >= _LARGE * self.size and 3 <= len(line.split()) <= 40
        ]
        largest = max((size for size, _ in large), default=0.0)
        return next((line for size, line in large if size == largest), "")


def _joined(rows: Sequence[Row], words: Counter[str]) -> str:
    """The text of a paragraph: rows joined, words that were parted at the end of a row put together.

    words: of the document. Whether a hyphen belongs to a word is told by how the word is written elsewhere.
    """
    out = rows[0].text
    for row in rows[1:]:
        text = row.text
        if not _HYPHEN.search(out) or not text[:1].islower():
            out = f"{out} {text}"
            continue
        before, after = _LAST_WORD.search(out[:-1]), _WORD.match(text)
        one, two = (before.group() if before else "").casefold(), (after.group() if after else "").casefold()
        keeps = out[-1] != "\u00ad" and words[f"{one}-{two}"] > words[one + two]
        out = (out if keeps else out[:-1]) + text
    return out
