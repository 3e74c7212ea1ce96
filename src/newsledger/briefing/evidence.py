"""Evidence: every line shows its words, and words that are not on the page cannot be shown."""

from __future__ import annotations

import re

from newsledger.briefing.brief import Evidence
from newsledger.model import Article, Claim, NewsledgerError, Span

_SPACE = re.compile(r"\s+")


class QuoteError(NewsledgerError):
    """A quotation is not a verbatim part of its page; the brief that would print it is not made."""


def checked(article: Article, span: Span, quote: str | None = None) -> str:
    """Return the words at ``span`` of the page, verbatim.

    Raises QuoteError if the span does not lie in the page, is empty, or ``quote`` (where given) differs from it.
    """
    if not 0 <= span.start < span.end <= len(article.text):
        raise QuoteError(
            f"evidence at {span.start}–{span.end} lies outside the page of {len(article.text)} characters",
            where=article.name,
            remedy="read the page again",
        )
    words = span.text(article.text)
    if quote is not None and quote != words:
        raise QuoteError(
            f"{quote[:60]!r} is not what the page says at {span.start}–{span.end}: {words[:60]!r}",
            where=article.name,
            remedy="read the page again",
        )
    return words


def evidence_of(claim: Claim, article: Article, number: int) -> Evidence:
    """Make the evidence of a claim; number: of the article in the list of sources.

    Raises QuoteError unless the claim's quote and sentence are verbatim parts of the page at their offsets, the quote
    within the sentence or overlapping it.
    """
    if claim.article != article.id:
        raise QuoteError(
            f"claim {claim.id} belongs to article {claim.article}", where=article.name, remedy="read again"
        )
    quote = checked(article, claim.evidence, claim.quote)
    whole = claim.sentence if claim.sentence.overlaps(claim.evidence) else claim.evidence
    return Evidence(
        article=article.id,
        number=number,
        name=article.name,
        title=article.title,
        publisher=article.publisher or article.agency,
        start=claim.evidence.start,
        end=claim.evidence.end,
        quote=quote,
        sentence_start=whole.start,
        sentence_end=whole.end,
        sentence=checked(article, whole),
    )


def evidence_at(article: Article, span: Span, number: int) -> Evidence:
    """Make evidence of a stretch of the page that no claim stands for (a date line).

    Raises QuoteError if the stretch does not lie in the page.
    """
    words = checked(article, span)
    return Evidence(
        article=article.id,
        number=number,
        name=article.name,
        title=article.title,
        publisher=article.publisher or article.agency,
        start=span.start,
        end=span.end,
        quote=words,
        sentence_start=span.start,
        sentence_end=span.end,
        sentence=words,
    )


def stands_in(quotation: str, page_text: str) -> bool:
    """Tell whether a quotation is a verbatim part of the page; runs of white space count as one space."""
    return _SPACE.sub(" ", quotation).strip() in _SPACE.sub(" ", page_text)
