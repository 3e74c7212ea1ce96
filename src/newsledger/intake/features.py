"""What a line looks like, as numbers: features of its text, its neighbours and, on HTML, its place in the tree."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from newsledger.intake.cues import class_kinds, find_phrases, phrase_kinds, words_of
from newsledger.intake.html_lines import FLAGS
from newsledger.intake.line import Line, Place

Matrix = npt.NDArray[np.float32]
Vector = npt.NDArray[np.float32]

_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]“]*$")
_INNER_END = re.compile(r"[.!?…][\"'”’»)]* +[\"'“„«]?[A-ZÄÖÜÀ-Þ]")
_LINK = re.compile(r"https?://|www\.|\S@\S+\.\w|\b[\w-]+\.(?:com|org|net|de|ch|at|fr|co\.uk)\b")
_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\b(?:19|20)\d\d-\d\d-\d\d|"
    r"\b(?:19|20)\d\d年|(?i:\b(?:jan|feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-zé]*\.?\s+\d{1,4}\b|"
    r"\b\d{1,2}\.?\s+(?:de\s+)?(?:jan|feb|mar|mär|apr|ma[iy]|jui?n|jui?l|aug|sep|o[ck]t|nov|de[cz]|ene|fév|avr|"
    r"ao[uû]|ago|abr|dic|déc)[a-zéû]*)"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_BULLET = re.compile(r"^[•·▪■►▸→»›*–—\-+#|/]")
_SEPARATOR = re.compile(r"[|›»→•·/]\s|\s[|›»→•·]")
_SEPARATOR_MARK = re.compile(r"[|›»→•·/]")
_QUOTE = re.compile('["“”„«»]')
_SPEECH = re.compile("^[\"“„«'‘]")
_DIGIT = re.compile(r"\d")
_MAX_WORDS = 60
_HEAD = 300
_HEADING = 1 << FLAGS.index("heading")
_NEAR = (-2, -1, 1, 2)
SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)
_TAGS = (
    "p",
    "li",
    "td",
    "div",
    "body",
    "figcaption",
    "blockquote",
    "option",
    "label",
    "dd",
    "dt",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "button",
    "pre",
)

TEXT_NAMES = [
    "log_chars",
    "words",
    "sentence_end",
    "colon",
    "ellipsis",
    "lower",
    "capitals",
    "title_case",
    "digits",
    "commas",
    "sentences",
    "stopwords",
    "quote",
    "speech",
    "link",
    "date",
    "clock",
    "bullet",
    "separator",
    "before",
    "again",
    "word_length",
    "covered",
    "gap",
]


@functools.cache
def _stopwords() -> frozenset[str]:
    source = resources.files("newsledger.intake") / "data" / "stopwords.toml"
    table: dict[str, str] = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(word for words in table.values() for word in words.split())


@dataclass(frozen=True, slots=True)
class PageSigns:
    """What the page says about its own article, for comparison with its lines (HTML only).

    voice: for each line, whether the first extractor keeps it. title, description, body: from metadata, may be empty.
    """

    voice: Sequence[bool]
    title: str = ""
    description: str = ""
    body: str = ""


def squashed(text: str) -> str:
    """Text without any white space, for comparisons."""
    return "".join(text.split())


def _text_features(lines: Sequence[Line]) -> tuple[Matrix, Matrix, list[list[str]]]:
    """Features of each line's own text, its cue bits (anywhere, then at the start), and its words."""
    stop = _stopwords()
    kinds = len(phrase_kinds())
    rows = np.zeros((len(lines), len(TEXT_NAMES)), dtype=np.float32)
    bits = np.zeros((len(lines), 2), dtype=np.int64)
    total = Counter(line.text for line in lines)
    seen: Counter[str] = Counter()
    told: list[list[str]] = []
    cached: dict[str, tuple[tuple[float, ...], int, int, list[str]]] = {}
    for at, line in enumerate(lines):
        text = line.text
        known = cached.get(text)
        if known is None:
            known = cached[text] = _one_text(text, stop)
        values, anywhere, first, words = known
        told.append(words)
        rows[at] = (*values, float(line.gap))
        rows[at, 19] = min(seen[text], 5)
        rows[at, 20] = min(total[text] - 1, 5)
        seen[text] += 1
        bits[at] = anywhere, first
    spread = np.arange(kinds)
    cues = np.concatenate([(bits[:, :1] >> spread) & 1, (bits[:, 1:] >> spread) & 1], axis=1).astype(np.float32)
    return rows, cues, told


def _one_text(text: str, stop: frozenset[str]) -> tuple[tuple[float, ...], int, int, list[str]]:
    words = words_of(text)
    count = len(words)
    head = words if count <= _MAX_WORDS else words[:40] + words[-20:]
    anywhere, first, covered = find_phrases(head)
    raw = text.split() if len(text) < 600 else text[:600].split()
    shown = [word for word in raw if word[0].isalpha()]
    short = text if len(text) < 400 else text[:200] + text[-100:]
    length = len(text)
    digits = len(_DIGIT.findall(short))
    values = (
        float(np.log1p(length)),
        float(min(count, 150)),
        float(_SENTENCE_END.search(text, max(0, length - 8)) is not None),
        float(text[-1] == ":"),
        float(text.endswith(("…", "...", "[...]", "[…]"))),
        float(text[0].islower()),
        sum([word.isupper() and len(word) > 1 for word in shown]) / max(1, len(shown)),
        sum([word[0].isupper() for word in shown]) / max(1, len(shown)),
        digits / len(short),
        min(text.count(","), 20) / max(1, count),
        float(min(len(_INNER_END.findall(text)), 10)) if count > 5 else 0.0,
        sum(map(stop.__contains__, head)) / max(1, len(head)),
        float(_QUOTE.search(text) is not None),
        float(_SPEECH.match(text) is not None),
        float(("." in short or "/" in short or "@" in short) and _LINK.search(short) is not None),
        float(digits > 0 and _DATE.search(short) is not None),
        float(digits > 0 and _CLOCK.search(short) is not None),
        float(_BULLET.match(text) is not None),
        float(_SEPARATOR_MARK.search(short) is not None and _SEPARATOR.search(short) is not None),
        0.0,
        0.0,
        min(length / max(1, count), 30.0),
        covered / max(1, len(head)),
    )
    return values, anywhere, first, words


def shifted(column: Vector, by: int, fill: float = -1.0) -> Vector:
    """The column moved so that row i holds the value of row i + by."""
    out = np.full_like(column, fill)
    if by > 0:
        out[:-by] = column[by:]
    elif by < 0:
        out[-by:] = column[:by]
    else:
        out[:] = column
    return out


def _window(column: Vector, before: int, after: int) -> Vector:
    """Sum over the rows from ``before`` rows earlier to ``after`` rows later, without the row itself."""
    sums = np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])
    at = np.arange(len(column))
    low = np.maximum(at - before, 0)
    high = np.minimum(at + after + 1, len(column))
    total: Vector = (sums[high] - sums[low] - column).astype(np.float32)
    return total


def best_segment(values: Sequence[float]) -> tuple[int, int]:
    """Bounds (end exclusive) of the run with the greatest sum."""
    best = total = 0.0
    low = high = start = 0
    for at, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, at
        total += value
        if total > best:
            best, low, high = total, start, at + 1
    return low, high


def _context(text: Matrix) -> Matrix:
    """Features of the lines around each line and of the whole page."""
    count = len(text)
    words, ends, covered = text[:, 1], text[:, 2], text[:, 22]
    stops = text[:, 11]
    prose = (np.minimum(words, 60) * ((words >= 6) & ((ends > 0) | (text[:, 3] > 0)) & (stops > 0.12))).astype(
        np.float32
    )
    columns: list[npt.NDArray[Any]] = [prose]
    for by in SHIFTS:
        columns += [shifted(np.minimum(words, 60), by), shifted(ends, by), shifted(covered, by)]
    for reach in (2, 5, 12):
        columns += [_window(prose, reach, 0), _window(prose, 0, reach), _window(covered, reach, reach) / reach]
    gain = np.where(
        words >= 10,
        np.minimum(words, 60) / 10 + np.where(ends > 0, 1.0, -1.0),
        np.where((ends > 0) & (words >= 4), 0.0, -1.0),
    )
    low, high = best_segment(gain.tolist())
    at = np.arange(count, dtype=np.float32)
    total = float(prose.sum())
    earlier = np.cumsum(prose) - prose
    columns += [
        ((at >= low) & (at < high)).astype(np.float32),
        np.clip(at - low, -30, 30),
        np.clip(at - high, -30, 30),
        np.full(count, min(high - low, 100)),
        at / count,
        np.minimum(at, 60),
        np.minimum(count - at, 60),
        earlier / max(1.0, total),
        np.minimum(earlier, 400),
        np.minimum(total - earlier - prose, 400),
        np.full(count, np.log1p(count)),
        np.full(count, np.log1p(total)),
        np.full(count, float((prose > 0).mean())),
        np.full(count, float(covered.mean())),
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def dump_features(lines: Sequence[Line]) -> Matrix:
    """Features of the lines of a dump: one row a line."""
    text, cues, _ = _text_features(lines)
    return np.concatenate([text, cues, _context(text)], axis=1)


def _box_features(lines: Sequence[Line], places: Sequence[Place], prose: Vector) -> Matrix:
    """How much text, links and prose the parent and grandparent of each line hold."""
    lengths = np.array([len(line.text) for line in lines], dtype=np.float32)
    links = np.array([place.link for place in places], dtype=np.float32)
    columns: list[npt.NDArray[Any]] = []
    for name in ("box", "outer"):
        _, number = np.unique(np.array([getattr(place, name) for place in places]), return_inverse=True)
        chars = np.bincount(number, lengths)
        link = np.bincount(number, links)
        good = np.bincount(number, prose)
        size = np.bincount(number).astype(np.float64)
        columns += [
            np.log1p(chars)[number], (link / np.maximum(chars, 1))[number], np.log1p(good)[number],
            (good / max(1.0, float(good.max())))[number], np.log1p(size)[number],
        ]  # fmt: skip
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def _bit_columns(values: Sequence[int], count: int) -> Matrix:
    spread = np.arange(count)
    return ((np.array(values, dtype=np.int64)[:, None] >> spread) & 1).astype(np.float32)


def _overlap(words: Sequence[frozenset[str]], other: str) -> Vector:
    """Share of common words (Jaccard) of each line with another text."""
    theirs = frozenset(words_of(other))
    return np.array([len(mine & theirs) / max(1, len(mine | theirs)) for mine in words], dtype=np.float32)


def html_features(lines: Sequence[Line], signs: PageSigns) -> Matrix:
    """Features of the lines of an HTML page: one row a line. Each line must have a place."""
    text, cues, told = _text_features(lines)
    context = _context(text)
    places = [line.place for line in lines if line.place is not None]
    lengths = np.array([len(line.text) for line in lines], dtype=np.float32)
    kinds = len(class_kinds())
    voice = np.array(signs.voice, dtype=np.float32)
    at = np.arange(len(lines), dtype=np.float32)
    kept = np.flatnonzero(voice)
    first, last = (float(kept[0]), float(kept[-1])) if len(kept) else (0.0, 0.0)
    body = squashed(signs.body)
    words = [
        frozenset(mine if len(line.text) <= _HEAD else words_of(line.text[:_HEAD]))
        for mine, line in zip(told, lines, strict=True)
    ]
    weight = voice * np.minimum(lengths, 500)
    tags = {tag: number for number, tag in enumerate(_TAGS)}
    tag_rows = np.zeros((len(lines), len(_TAGS)), dtype=np.float32)
    for row, place in enumerate(places):
        if place.tag in tags:
            tag_rows[row, tags[place.tag]] = 1
    link = np.array([place.link for place in places], dtype=np.float32) / lengths
    heading = np.array([float(place.flags & _HEADING > 0) for place in places], dtype=np.float32)
    box = np.array([place.box for place in places], dtype=np.float32)
    columns: list[npt.NDArray[Any]] = [
        voice,
        link,
        np.array([place.bold for place in places]) / lengths,
        np.array([place.depth for place in places]),
        np.clip(at - first, -40, 40),
        np.clip(at - last, -40, 40),
        _window(weight, 3, 0), _window(weight, 0, 3), _window(weight, 10, 0), _window(weight, 0, 10),
        np.full(len(lines), float(voice.mean())),
        np.array([float(len(line.text) > 15 and squashed(line.text) in body) for line in lines]) if body
        else np.full(len(lines), -1.0),
        _overlap(words, signs.title),
        _overlap(words, signs.description),
    ] + [shifted(voice, by) for by in SHIFTS]  # fmt: skip
    for by in _NEAR:
        columns += [shifted(link, by), shifted(heading, by), shifted(box, by) == box]
    return np.concatenate(
        [
            text,
            cues,
            context,
            np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1),
            _box_features(lines, places, context[:, 0]),
            tag_rows,
            _bit_columns([place.flags for place in places], len(FLAGS)),
            _bit_columns([place.own for place in places], kinds),
            _bit_columns([place.near for place in places], kinds),
            _bit_columns([place.far for place in places], kinds),
        ],
        axis=1,
    )
