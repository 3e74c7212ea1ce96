"""Article → parse: one shared spaCy parse of all that is read, with offsets into the page text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from newsledger.language.cast import Cast
from newsledger.language.pipeline import load_pipeline
from newsledger.language.tokens import Tokens
from newsledger.model import READ_KINDS, Article, Block, BlockKind, LocalEntity, Mention, Span, TimeMention

# One character for one, so that offsets hold. All white space is a blank; so is the zero-width space between words.
_NORMALISED = str.maketrans({chr(c): " " for c in range(0x3001) if chr(c).isspace()} | {"\u2019": "'", "\u200b": " "})
# What has so many characters and no blank is no words of English; the tokenizer's time grows with the square of it.
_ENDLESS = re.compile(r"\S{250,}")
# Longer blocks are parsed in pieces that end where a sentence does: some steps take the square of a sentence's length.
_MAX_BLOCK = 8_000
_ENDS = re.compile(r"[.!?][\"'”’)]{0,2}\s+(?=[\"'“‘(]?[A-Z])")
_MAX_ARTICLE = 400_000
_AHEAD = 100_000


@dataclass(slots=True)
class BlockParse:
    """The tokens of one block: ``doc[start:end]`` of the parse."""

    block: Block
    start: int
    end: int


@dataclass(slots=True)
class Parse:
    """One spaCy ``Doc`` over all blocks that are read (title, standfirst, paragraphs, headings, captions, corrections).

    Each block is parsed for itself, so no sentence runs over a line end; token indices run through the whole article.
    The text of ``doc`` is normalised one character for one (no-break spaces, curly apostrophes); curly double quotation
    marks stay. Use ``span`` and ``tokens`` to go between tokens and the page text, never ``doc.text``.
    """

    article: Article
    doc: Doc
    blocks: tuple[BlockParse, ...]
    offsets: np.ndarray  # page offset of the first character of each token
    times: tuple[TimeMention, ...] = ()
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    table: Tokens | None = None  # the tokens' attributes as lists, for quick rules
    cast: Cast | None = None  # entities and mentions by token
    _sentence_starts: list[int] = field(default_factory=list)
    _block_starts: list[int] = field(default_factory=list)
    _sentences: list[TokenSpan] = field(default_factory=list)

    @property
    def sentences(self) -> Sequence[TokenSpan]:
        """All sentences in order."""
        if not self._sentences:
            self._sentences = list(self.doc.sents)
            self._sentence_starts = [s.start for s in self._sentences]
        return self._sentences

    def sentence_of(self, token: int) -> TokenSpan:
        """The sentence that holds the token with this index."""
        sentences = self.sentences
        return sentences[bisect.bisect_right(self._sentence_starts, token) - 1]

    def block_of(self, token: int) -> BlockParse:
        """The block that holds the token with this index."""
        if not self._block_starts:
            self._block_starts = [b.start for b in self.blocks]
        return self.blocks[bisect.bisect_right(self._block_starts, token) - 1]

    def kind_of(self, token: int) -> BlockKind:
        """What kind of block the token stands in."""
        return self.block_of(token).block.kind

    def span(self, start: int, end: int) -> Span:
        """Page offsets of ``doc[start:end]``, outer white space left out. ``end`` exclusive and > ``start``."""
        while end - 1 > start and self.doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and self.doc[start].is_space:
            start += 1
        last = end - 1
        return Span(int(self.offsets[start]), int(self.offsets[last]) + len(self.doc[last]))

    def text(self, span: Span) -> str:
        """The stretch of the page text, verbatim."""
        return self.article.text[span.start : span.end]

    def tokens(self, span: Span) -> TokenSpan:
        """The smallest run of tokens that touches a stretch of the page text (may be empty)."""
        start = int(np.searchsorted(self.offsets, span.start, side="right")) - 1
        if start < 0 or self.offsets[start] + len(self.doc[start]) <= span.start:
            start += 1
        end = int(np.searchsorted(self.offsets, span.end, side="left"))
        return self.doc[start : max(start, end)]

    def sentence_span(self, token: int) -> Span:
        """Page offsets of the sentence that holds the token."""
        sentence = self.sentence_of(token)
        return self.span(sentence.start, sentence.end)


def _readable(article: Article) -> list[Block]:
    """Blocks to parse: of a kind that is read, not a repeat; the dateline is left out of its paragraph."""
    blocks = []
    total = 0
    for block in article.blocks:
        if block.kind not in READ_KINDS or block.duplicate or total > _MAX_ARTICLE:
            continue
        start = block.span.start
        if article.dateline is not None and block.span.contains(article.dateline.span):
            start = article.dateline.span.end
        text = article.text[start : block.span.end]
        start += len(text) - len(text.lstrip())
        for left, right in _pieces(article.text, start, block.span.end):
            if _safe(article.text[left:right]).strip():
                blocks.append(Block(kind=block.kind, span=Span(left, right), published=block.published))
                total += right - left
    return blocks


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut ``text[start:end]`` into pieces to parse: at the end of a sentence, else at a blank, else anywhere."""
    while end - start > _MAX_BLOCK:
        half, limit = start + _MAX_BLOCK // 2, start + _MAX_BLOCK
        cut = max((found.end() for found in _ENDS.finditer(text, half, limit)), default=0)
        cut = cut or text.rfind(" ", half, limit) + 1 or limit
        yield start, cut
        start = cut
    yield start, end


def _safe(text: str) -> str:
    """Normalise one character for one; lone surrogates would stop the tokenizer's UTF-8 encoding."""
    text = _ENDLESS.sub(lambda run: " " * len(run[0]), text.translate(_NORMALISED))
    if text.isascii():
        return text
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def parse_many(articles: Iterable[Article], *, batch_size: int = 256) -> Iterator[Parse]:
    """Parse articles one after the other; yields a ``Parse`` for each, in order. Never raises on any text.

    Blocks of several articles go through the pipeline together, which is quicker; a block's parse does not depend on
    what it is batched with. Reads ahead by at most ``_AHEAD`` characters.
    """
    waiting: list[tuple[Article, list[Block]]] = []
    held = 0
    for article in articles:
        blocks = _readable(article)
        waiting.append((article, blocks))
        held += sum(len(block.span) for block in blocks)
        if held >= _AHEAD:
            yield from _parse_together(waiting, batch_size)
            waiting, held = [], 0
    yield from _parse_together(waiting, batch_size)


def _parse_together(waiting: Sequence[tuple[Article, list[Block]]], batch_size: int) -> Iterator[Parse]:
    """Parse the blocks of some articles in one stream."""
    nlp = load_pipeline()
    texts = (_safe(article.text[b.span.start : b.span.end]) for article, blocks in waiting for b in blocks)
    docs = nlp.pipe(texts, batch_size=batch_size)
    for article, blocks in waiting:
        yield _join(article, blocks, [next(docs) for _ in blocks])


def parse(article: Article) -> Parse:
    """Parse one article."""
    return next(parse_many([article]))


def _join(article: Article, blocks: Sequence[Block], docs: Sequence[Doc]) -> Parse:
    """Make one parse of the block parses."""
    from newsledger.language.annotate import annotate

    parts: list[BlockParse] = []
    offsets: list[np.ndarray] = []
    at = 0
    for block, doc in zip(blocks, docs, strict=True):
        parts.append(BlockParse(block, at, at + len(doc)))
        offsets.append(np.asarray([t.idx for t in doc], dtype=np.int64) + block.span.start)
        at += len(doc)
    filled = [doc for doc in docs if len(doc)]
    merged = Doc.from_docs(filled, ensure_whitespace=True) if filled else Doc(load_pipeline().vocab)
    if merged is None:
        merged = Doc(load_pipeline().vocab)
    whole = np.concatenate(offsets) if offsets else np.zeros(0, dtype=np.int64)
    return annotate(Parse(article, merged, tuple(p for p in parts if p.end > p.start), whole))
