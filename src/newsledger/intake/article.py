"""Page → article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from newsledger.intake.blocks import Labelling, as_blocks, label
from newsledger.intake.body import body_scores, has_markup
from newsledger.intake.bounds import bounds_confidence
from newsledger.intake.bundles import parts_of
from newsledger.intake.contradictions import checked
from newsledger.intake.dateline import find_agency, find_dateline
from newsledger.intake.declared import Declared, read_declared
from newsledger.intake.decode import decode, sniff
from newsledger.intake.features import PageSigns, best_segment, dump_features, html_features
from newsledger.intake.forest import load_forest
from newsledger.intake.html_lines import html_lines, parse_html
from newsledger.intake.joining import join_parts
from newsledger.intake.kinds import HEAD_BYTES, Kind, tell_kind
from newsledger.intake.language import tell_language
from newsledger.intake.letters import letter_scores
from newsledger.intake.line import Line, split_lines
from newsledger.intake.liveblog import Marks, date_entries
from newsledger.intake.makers import choose_makers
from newsledger.intake.metadata import read_metadata
from newsledger.intake.outlet import find_outlet
from newsledger.intake.paging import with_part
from newsledger.intake.pdf import read_pdf
from newsledger.intake.publication import published
from newsledger.intake.signatures import find_signature
from newsledger.intake.stamps import find_stamp
from newsledger.intake.titles import closes_with, find_title_line, guess_title_line, opens_with, title_key
from newsledger.intake.voice import kept_lines
from newsledger.intake.wrapping import unwrap
from newsledger.model import Article, BlockKind, Byline, Dateline, Page, PageError, PageFacts, Span, article_id
from newsledger.timex.dating import date_from_article

HTML_THRESHOLD = 0.5
DUMP_THRESHOLD = 0.42
_LAST_THRESHOLD = 0.2
_LEAST_WORDS = 5
_SHORT_LINE = 60
_NO_ARTICLE = "no article text on the page"
_NO_ARTICLE_REMEDY = "check that the page was saved whole"


@dataclass(frozen=True, slots=True)
class _Read:
    """What a format module makes of a page."""

    text: str
    lines: Sequence[Line]
    scores: Sequence[float]
    threshold: float
    declared: Declared


def read_article(page: Page) -> Article:
    """Find the article on a page.

    Raises PageError if there is none (the page is empty, binary, too large, without an article ...).
    """
    parts = parts_of(page)
    if parts:
        return join_parts([read_article(part) for part in parts])
    if tell_kind(page.data[:HEAD_BYTES]) is Kind.PDF:
        return _assemble(page, _read_pdf(page.data, page.name))
    text = decode(page.data, page.name)
    body_only = page.facts.body_only
    html = has_markup(text) if body_only else sniff(text) == "html"
    read = _read_html(text, page.name) if html else _read_dump(text, page.name)
    scores = letter_scores(read.lines, read.scores)
    return _assemble(page, replace(read, scores=body_scores(read.lines, scores) if body_only else scores))


def _read_html(text: str, name: str) -> _Read:
    tree = parse_html(text, name)
    declared = read_declared(tree, read_metadata(tree))
    page_text, lines = html_lines(tree, name)
    if not lines:
        raise PageError(_NO_ARTICLE, where=name, remedy=_NO_ARTICLE_REMEDY)
    signs = PageSigns(kept_lines(tree, lines), declared.title, declared.description, declared.body)
    scores = load_forest("html_lines").probability(html_features(lines, signs))
    return _Read(page_text, lines, scores.tolist(), HTML_THRESHOLD, declared)


def _read_dump(text: str, name: str) -> _Read:
    lines = unwrap(text, split_lines(text))
    if not lines:
        raise PageError(_NO_ARTICLE, where=name, remedy=_NO_ARTICLE_REMEDY)
    scores = load_forest("dump_lines").probability(dump_features(lines))
    return _Read(text, lines, scores.tolist(), DUMP_THRESHOLD, Declared())


def _read_pdf(data: bytes, name: str) -> _Read:
    told = read_pdf(data, name)
    read = _read_dump(told.text, name)
    scores = [
        0.0 if line.start in told.furniture else score for line, score in zip(read.lines, read.scores, strict=True)
    ]
    return replace(read, scores=letter_scores(read.lines, scores), declared=told.declared)


def _assemble(page: Page, read: _Read) -> Article:
    lines, facts, declared = read.lines, page.facts, read.declared
    threshold = read.threshold
    if max(read.scores) < threshold:
        threshold = _LAST_THRESHOLD
    kept = [at for at, score in enumerate(read.scores) if score >= threshold]
    if not any(_says_something(lines[at].text) for at in kept):
        raise PageError(_NO_ARTICLE, where=page.name, remedy=_NO_ARTICLE_REMEDY)
    told = [title for title in ((facts.title or "").strip(), declared.title) if title]
    first, end = _core(lines, read.scores, threshold)
    title_line = find_title_line(lines, told, first)
    if title_line is None and not told and len(lines) > 1:
        title_line = guess_title_line(lines, first, "\n".join(line.text for line in lines[first:end]))
    headline = told[0] if told else lines[title_line].text if title_line is not None else ""
    publisher = facts.publisher or declared.publisher or find_outlet(lines, (first, end), headline, declared.page_title)
    labels = label(lines, read.scores, threshold, title_line, told[0] if told else "", publisher or "")
    dateline = _dateline(lines, labels)
    bylines = _given_authors(facts) or _bylines(labels, declared, dateline)
    signed = () if any(one.role == "author" for one in bylines) else _signed(lines, labels, declared, publisher or "")
    blocks = as_blocks(lines, labels)
    title = headline or None
    body = "\n".join(line.text for line, kind in zip(lines, labels.kinds, strict=True) if kind is BlockKind.PARAGRAPH)
    language = tell_language(body, facts.language or declared.language)
    stamp = find_stamp(lines, labels.kinds, title_line, month_first=language == "en")
    article = Article(
        id=article_id(read.text, facts),
        name=page.name,
        text=read.text,
        blocks=blocks,
        title=title,
        title_span=_title_span(lines, title_line, title),
        standfirst=lines[labels.standfirst_line].text if labels.standfirst_line is not None else None,
        bylines=bylines,
        signed=signed,
        publisher=publisher,
        agency=_agency(lines, labels, dateline),
        dateline=dateline,
        section=facts.section or declared.section,
        language=language,
        url=facts.url or declared.url,
        published=published(facts, declared.dates, facts.updated or declared.updated, stamp, dateline),
        links=with_part(declared.links, lines),
        confidence=bounds_confidence(
            "dump_lines" if lines[0].place is None else "html_lines", lines, read.scores, labels.kinds
        ),
    )
    article = checked(_dated(article), facts.captured)
    moments = {line.start: line.place.moment for line in lines if line.place is not None and line.place.moment}
    marks = Marks(moments, declared.entries)
    entries = date_entries(article.blocks, article.text, article.published, marks)
    return msgspec.structs.replace(article, blocks=entries)


def _core(lines: Sequence[Line], scores: Sequence[float], threshold: float) -> tuple[int, int]:
    """Bounds of the densest run of article lines."""
    gains = [
        (score - threshold) * min(len(line.text), 400) / 100 - 0.05 for line, score in zip(lines, scores, strict=True)
    ]
    low, high = best_segment(gains)
    while low < high - 1 and (scores[low] < threshold or len(lines[low].text) < _SHORT_LINE):
        low += 1
    return low, high


def _says_something(text: str) -> bool:
    """Tell whether a line is long enough to be text; some scripts write no blanks between words."""
    return len(text.split()) >= _LEAST_WORDS or sum(char > "\u2e80" for char in text) >= 4 * _LEAST_WORDS


def _title_span(lines: Sequence[Line], at: int | None, title: str | None) -> Span | None:
    """Where the headline stands in the page text; None where it does not."""
    if at is None or title is None:
        return None
    line = lines[at]
    if opens_with(line.text, title) is not None:
        return Span(line.start, line.start + len(title))
    if closes_with(line.text, title):
        return Span(line.start + len(line.text) - len(title), line.start + len(line.text))
    return line.span if title_key(line.text) == title_key(title) else None


def _dateline(lines: Sequence[Line], labels: Labelling) -> Dateline | None:
    """The dateline of the first paragraphs."""
    looked = 0
    for line, kind in zip(lines, labels.kinds, strict=True):
        if kind is BlockKind.PARAGRAPH:
            found = find_dateline(line.text, line.start)
            if found is not None:
                return found
            looked += 1
            if looked == 3:
                break
    return None


def _bylines(labels: Labelling, declared: Declared, dateline: Dateline | None) -> tuple[Byline, ...]:
    """People found on the page, or those that only the metadata names."""
    authors = [person for person in labels.bylines if person.role == "author"]
    others = [person for person in labels.bylines if person.role != "author"]
    agency = dateline.agency if dateline is not None else None
    return (*(one for one in choose_makers(authors, declared.makers.people) if one.name != agency), *others)


def _signed(lines: Sequence[Line], labels: Labelling, declared: Declared, site: str) -> tuple[str, ...]:
    """How the page signs the article without naming anyone; the line that does is labelled as a byline."""
    shown = find_signature(lines, labels.kinds, labels.title_line, site)
    if shown is None:
        return declared.makers.signed
    at = next(at for at, line in enumerate(lines) if line.span.contains(shown))
    if labels.kinds[at] in (BlockKind.FURNITURE, BlockKind.TIMESTAMP) and len(shown) * 2 > len(lines[at].text):
        labels.kinds[at] = BlockKind.BYLINE
    return (lines[at].text[shown.start - lines[at].start : shown.end - lines[at].start],)


def _given_authors(facts: PageFacts) -> tuple[Byline, ...]:
    return tuple(Byline(name=name, span=None) for name in facts.authors)


def _agency(lines: Sequence[Line], labels: Labelling, dateline: Dateline | None) -> str | None:
    """The agency behind the text: of the dateline, or standing alone as a byline."""
    if dateline is not None and dateline.agency is not None:
        return dateline.agency
    for line, kind in zip(lines, labels.kinds, strict=True):
        if kind is BlockKind.BYLINE and len(line.text) < 80:
            agency = find_agency(line.text.removeprefix("By ").removeprefix("by "))
            if agency is not None:
                return agency
    return None


def _dated(article: Article) -> Article:
    """Let the text itself date the article where nothing else does to the day."""
    known = article.published
    if known.when is not None and known.when.start is not None and known.when.start == known.when.end:
        return article
    if article.language not in (None, "en"):
        return article  # the tables of times are English
    told = date_from_article(article)
    if told.when is None or (known.when is not None and told.when.start is None):
        return article
    return msgspec.structs.replace(
        article, published=msgspec.structs.replace(told, updated=known.updated, doubts=(*known.doubts, *told.doubts))
    )
