"""From lines with scores to labelled blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsledger.intake.authors import embedded_byline, find_bylines
from newsledger.intake.body import is_added
from newsledger.intake.bylines import read_byline, read_contact
from newsledger.intake.captions import split_credit
from newsledger.intake.cues import change_words, find_phrases, invites_to_follow, opener, phrase_kinds, words_of
from newsledger.intake.dateline import find_dateline
from newsledger.intake.dates import find_dates
from newsledger.intake.html_lines import FLAGS
from newsledger.intake.line import Line
from newsledger.intake.paging import part_shown
from newsledger.intake.titles import opens_with, same_title
from newsledger.model import Block, BlockKind, Byline, Span

K = BlockKind
_FIGURE = (1 << FLAGS.index("figcaption")) | (1 << FLAGS.index("figure"))
_HEADING = 1 << FLAGS.index("heading")
_DIGIT = re.compile(r"\d")
_BITS = {name: 1 << at for at, name in enumerate(phrase_kinds())}
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_CLOCK = re.compile(
    r"^\W*(?:\d{1,2}[:.]\d\d(?:\s*(?:[ap]\.?m\.?|uhr))?|\d{1,2}\s*[ap]\.?m\.?)(?:\s*(?:[A-Z]{2,4}|"
    r"local time))?(?:\s*\(.{1,20}\))?\W*$",
    re.I,
)
_DATE_WORDS = re.compile(
    r"\b(?:jan|feb|mar|mär|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]*\.?\b|\b(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)day\b|"
    r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|"
    r"samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b|"
    r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d|\b\d{1,2}:\d\d\b|\b(?:19|20)\d\d\b",
    re.I,
)
_NUMERIC_DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d\d-\d\d")
_OPENING_MARKS = "'\"‘’“”„«- –—"
_MAX_HEADING_WORDS = 14
_LONGEST_BYLINE = 14
_LONGEST_NAMES = 8
_LONGEST_ADDED = 8
_LEAST_STANDFIRST = 5
_OPENING_WORDS = 14  # those in which a phrase that opens a line ends
_DOUBTFUL, _SURE = 0.2, 0.75


@dataclass(slots=True)
class Labelling:
    """Labels in the making: one kind a line, people found.

    splits: line → (place in the page text where its second part begins, what that part is).
    """

    kinds: list[BlockKind]
    confidence: list[float]
    splits: dict[int, tuple[int, BlockKind]] = field(default_factory=dict)
    bylines: list[Byline] = field(default_factory=list)
    title_line: int | None = None
    standfirst_line: int | None = None


def label(
    lines: Sequence[Line], scores: Sequence[float], threshold: float, title_line: int | None, told: str, site: str
) -> Labelling:
    """Label each line. scores: probability that a line is the article's own text. title_line: index of the headline.

    told: the headline as the page or user tells it, maybe empty. site: the publisher's name, maybe empty.
    """
    kinds = [K.PARAGRAPH if score >= threshold else K.FURNITURE for score in scores]
    confidence = [float(score) if score >= threshold else 1.0 - float(score) for score in scores]
    out = Labelling(kinds, confidence, title_line=title_line)
    _mark_special(lines, out)
    _mark_title(lines, out, told)
    body = [at for at, kind in enumerate(kinds) if kind is K.PARAGRAPH]
    if not body:
        return out
    _fill_gaps(lines, scores, out)
    _mark_captions(lines, out, body[0], body[-1])
    _mark_headings(lines, out)
    _mark_top(lines, out)
    mark_bylines(lines, out, site)
    return out


def _mark_special(lines: Sequence[Line], out: Labelling) -> None:
    """Lines whose wording alone tells what they are."""
    plain: set[str] = set()
    for at, line in enumerate(lines):
        if out.kinds[at] is K.FURNITURE and line.text in plain:
            continue
        contact = read_contact(line.text, line.start) if len(line.text) < 300 else None
        if contact is not None:
            out.kinds[at] = K.CONTACT
            out.bylines.extend(contact)
            continue
        words = words_of(line.text[:200])
        _, first, _ = find_phrases(words[:_OPENING_WORDS])
        early = words[:_OPENING_WORDS] if words and words[0] in change_words() else words[:4]
        if find_phrases(early)[0] & _BITS["correction"] and len(words) > 4:
            if _near_body(out, at):
                out.kinds[at] = K.CORRECTION
        elif first & _BITS["contact"] and out.kinds[at] is K.PARAGRAPH and len(words) < 40:
            out.kinds[at] = K.CONTACT
        elif part_shown(line.text):
            out.kinds[at] = K.FURNITURE
        elif out.kinds[at] is K.PARAGRAPH and (kind := _announced(line.text, words)) is not None:
            out.kinds[at] = kind
            out.confidence[at] = 0.7
        elif _is_stamp(line.text, words) or _is_publication_line(line.text, words):
            out.kinds[at] = K.TIMESTAMP
        elif out.kinds[at] is K.FURNITURE:
            if first & _BITS["related"]:
                out.kinds[at] = K.RELATED
            else:
                plain.add(line.text)  # menus stand on a page again and again


def _announced(text: str, words: list[str]) -> BlockKind | None:
    """What kind of furniture a line says it is by its first words; None if it does not.

    A single opening word ("Related", "Copyright") tells only when little or a colon follows.
    """
    found = opener(words)
    if found is not None and words[0] == "copyright" and words[1:2] and words[1].isdigit():
        return K.FURNITURE
    if found is None:
        added = len(words) <= _LONGEST_ADDED and is_added(text)
        return K.FURNITURE if added or invites_to_follow(words) else None
    kind, length = found
    if length == 1 and text[0].isalpha() and len(words) > 4 and ":" not in text[:20] and "©" not in text[:30]:
        return None
    return K.RELATED if kind == "related" else K.FURNITURE


def _is_publication_line(text: str, words: list[str]) -> bool:
    """Tell whether a short line says when something was published, among other words."""
    if len(words) > 16 or not _DIGIT.search(text):
        return False
    return bool(find_phrases(words[:4])[0] & _BITS["stamp"]) and any(True for _ in find_dates(text))


def _near_body(out: Labelling, at: int) -> bool:
    low, high = max(0, at - 4), at + 5
    return K.PARAGRAPH in out.kinds[low:high]


def _is_stamp(text: str, words: Sequence[str]) -> bool:
    """Tell whether a line holds nothing but a date or clock time."""
    if len(text) > 90 or text[0] == "+" or not _DIGIT.search(text):
        return False
    if _CLOCK.match(text):
        return True
    if text[0] == "(" and text[-1] == ")" and len(words) <= 10 and _NUMERIC_DATE.search(text):
        return True
    rest = _DATE_WORDS.sub(" ", text)
    _, _, covered = find_phrases(words_of(rest))
    left = [word for word in words_of(rest) if not word.isdigit() and len(word) > 2]
    return _DATE_WORDS.search(text) is not None and len(left) - covered <= 0


def _mark_title(lines: Sequence[Line], out: Labelling, told: str) -> None:
    if out.title_line is None:
        return
    title = lines[out.title_line].text
    for at, line in enumerate(lines):
        if at == out.title_line or same_title(line.text, title):
            out.kinds[at] = K.TITLE
            out.confidence[at] = max(out.confidence[at], 0.8)
    rest = opens_with(title, told)
    if rest is not None:
        out.splits[out.title_line] = lines[out.title_line].start + rest, K.TIMESTAMP
    above = [at for at in range(out.title_line) if out.kinds[at] is K.PARAGRAPH]
    below = [at for at in range(out.title_line, len(lines)) if out.kinds[at] is K.PARAGRAPH]
    if below and sum(len(lines[at].text) for at in above) * 12 < sum(len(lines[at].text) for at in below):
        for at in above:
            out.kinds[at] = K.FURNITURE


def _fill_gaps(lines: Sequence[Line], scores: Sequence[float], out: Labelling) -> None:
    """Keep a doubtful line that stands between two sure paragraphs."""
    for at in range(1, len(lines) - 1):
        if out.kinds[at] is not K.FURNITURE or scores[at] < _DOUBTFUL or min(scores[at - 1], scores[at + 1]) < _SURE:
            continue
        words = words_of(lines[at].text)
        _, _, covered = find_phrases(words[:40])
        around = out.kinds[at - 1] is K.PARAGRAPH and out.kinds[at + 1] is K.PARAGRAPH
        if around and len(words) >= 5 and covered * 6 < len(words) and _announced(lines[at].text, words) is None:
            out.kinds[at] = K.PARAGRAPH
            out.confidence[at] = 0.5


def _mark_captions(lines: Sequence[Line], out: Labelling, first: int, last: int) -> None:
    """Captions and credits in and around the body."""
    top = out.title_line if out.title_line is not None else first
    low, high = max(0, min(top, first) - 3), min(len(lines), last + 4)
    for at in range(low, high):
        line = lines[at]
        kind = out.kinds[at]
        if kind not in (K.PARAGRAPH, K.FURNITURE) or len(line.text) > 700:
            continue
        in_figure = line.place is not None and bool(line.place.flags & _FIGURE)
        cut = split_credit(line.text)
        words = len(line.text.split())
        if cut == 0 and (kind is K.FURNITURE or words <= 12):
            out.kinds[at] = K.CREDIT
        elif cut is not None and cut > 0 and (words <= 90):
            out.kinds[at] = K.CAPTION
            out.splits[at] = line.start + cut, K.CREDIT
        elif in_figure and words >= 3 and kind is K.FURNITURE:
            out.kinds[at] = K.CAPTION
        elif _is_doubled(lines, at) and 3 <= words <= 40 and not _SENTENCE_END.search(line.text):
            _, _, covered = find_phrases(words_of(line.text))
            if covered * 3 < words:
                out.kinds[at] = K.CAPTION


def _is_doubled(lines: Sequence[Line], at: int) -> bool:
    """Tell whether the line stands twice, one after the other."""
    text = lines[at].text
    return (at > 0 and lines[at - 1].text == text) or (at + 1 < len(lines) and lines[at + 1].text == text)


def _mark_headings(lines: Sequence[Line], out: Labelling) -> None:
    """Short lines between paragraphs that open the next one."""
    count = len(lines)
    for at, line in enumerate(lines):
        kind = out.kinds[at]
        if kind not in (K.PARAGRAPH, K.FURNITURE):
            continue
        words = line.text.split()
        flagged = line.place is not None and bool(line.place.flags & _HEADING)
        if len(words) > _MAX_HEADING_WORDS or (
            _SENTENCE_END.search(line.text) and not flagged and line.text[-1] not in "?’'"
        ):
            continue
        following = next((at + by for by in (1, 2) if at + by < count and out.kinds[at + by] is K.PARAGRAPH), None)
        earlier = any(kind is K.PARAGRAPH for kind in out.kinds[max(0, at - 3) : at])
        if kind is K.PARAGRAPH:
            if flagged or (
                following == at + 1
                and len(lines[at + 1].text) > 2 * len(line.text)
                and line.text.lstrip(_OPENING_MARKS)[:1].isupper()
            ):
                out.kinds[at] = K.HEADING
            continue
        if (
            (line.place is not None and not flagged)
            or following != at + 1
            or not earlier
            or opener(words_of(line.text))
        ):
            continue
        bits, _, covered = find_phrases(words_of(line.text))
        letters = [char for char in line.text if char.isalpha()]
        long_next = len(lines[at + 1].text) >= 80
        if (
            letters
            and not covered
            and not bits
            and len(words) <= 9
            and long_next
            and not any(c.isdigit() for c in line.text)
        ):
            out.kinds[at] = K.HEADING
            out.confidence[at] = 0.6


def _mark_top(lines: Sequence[Line], out: Labelling) -> None:
    """The standfirst: a paragraph under the headline that something else parts from the text."""
    body = [at for at, kind in enumerate(out.kinds) if kind in (K.PARAGRAPH, K.HEADING)]
    if not body:
        return
    title = out.title_line
    first = body[0]
    if title is None or not title < first <= title + 2 or _names_someone(lines[first].text):
        return
    if first > title + 1 and _CLOCK.match(lines[first - 1].text):
        return  # the first entry of a live blog
    if find_dateline(lines[first].text, 0) is not None:
        return
    for at in range(first + 1, min(first + 8, len(lines))):
        if out.kinds[at] in (K.TIMESTAMP, K.CAPTION, K.CREDIT) or read_byline(lines[at].text, 0):
            if any(kind is K.PARAGRAPH for kind in out.kinds[at + 1 : at + 8]):
                out.kinds[first] = K.STANDFIRST
                out.standfirst_line = first
            return
        if out.kinds[at] is K.PARAGRAPH:
            return


def _names_someone(text: str) -> bool:
    """Tell whether a line under the headline is a byline rather than a standfirst."""
    words = text.split()
    if read_byline(text, 0, bare=False) or (words[0].casefold() in ("by", "von") and len(words) < _LEAST_STANDFIRST):
        return True
    return len(words) <= _LONGEST_NAMES and bool(read_byline(text, 0) or embedded_byline(text, 0))


def mark_bylines(lines: Sequence[Line], out: Labelling, site: str) -> None:
    """Find the bylines and label their lines. site: the publisher's name."""
    people, used = find_bylines(lines, out.kinds, out.title_line, site)
    for at in used:
        told = out.kinds[at] is K.PARAGRAPH and len(lines[at].text.split()) > _LONGEST_BYLINE
        if out.kinds[at] in (K.FURNITURE, K.RELATED, K.TIMESTAMP, K.PARAGRAPH, K.HEADING) and not told:
            out.kinds[at] = K.BYLINE
    out.bylines[:0] = [one for one in people if one.name not in {known.name for known in out.bylines}]


def as_blocks(lines: Sequence[Line], out: Labelling) -> tuple[Block, ...]:
    """Write labels as blocks; repeats of earlier blocks that are read are marked."""
    blocks: list[Block] = []
    seen: set[tuple[str, ...]] = set()
    for at, line in enumerate(lines):
        kind = out.kinds[at]
        end = line.start + len(line.text)
        spans = [(kind, Span(line.start, end))]
        if at in out.splits:
            cut, second = out.splits[at]
            before = line.text[: cut - line.start].rstrip()
            spans = [(kind, Span(line.start, line.start + len(before))), (second, Span(cut, end))]
        for one, span in spans:
            repeated = False
            if one is not K.FURNITURE:
                key = tuple(words_of(line.text[span.start - line.start : span.end - line.start]))
                repeated = len(key) >= 3 and key in seen
                seen.add(key)
            blocks.append(Block(kind=one, span=span, confidence=round(out.confidence[at], 3), duplicate=repeated))
    return tuple(blocks)
