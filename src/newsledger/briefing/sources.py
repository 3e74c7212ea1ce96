"""The sources: each article with its date and what the date rests on; copies of one text together."""

from __future__ import annotations

from newsledger.briefing.brief import BriefLine, Evidence, Group, Section
from newsledger.briefing.context import Context
from newsledger.briefing.evidence import evidence_at
from newsledger.briefing.words import BASIS_WORDS, clean, joined, published_words
from newsledger.model import CopyGroup, Publication


def sources(context: Context) -> Section:
    """All articles in order of publication; copies below the likely first one."""
    copies = {key: group for group in context.ledger.copies for key in group.articles if len(group.articles) > 1}
    first_of = {key: next(k for k in context.order if k in group.articles) for key, group in copies.items()
                if key in context.number}  # fmt: skip
    lines = []
    for key in context.order:
        if first_of.get(key, key) != key:
            continue
        group = copies.get(key)
        below = [other for other in context.order if group and other in group.articles and other != key]
        lines.append(source_line(key, context, group, [source_line(other, context, group, []) for other in below]))
    return Section(
        key="sources", title="Sources", groups=(Group(title="", lines=tuple(lines)),), empty="There are no sources."
    )


def basis_words(published: Publication) -> str:
    """What a publication date rests on: "from the dateline"."""
    words = BASIS_WORDS[published.basis]
    return f"date {words}" if published.when is not None or published.basis == "unknown" else "date not known"


def source_line(article: str, context: Context, group: CopyGroup | None, below: list[BriefLine]) -> BriefLine:
    """One article: number, date, publisher, title, what its date rests on."""
    found = context.articles[article]
    published = context.published[article]
    title = clean(found.title or found.name.rsplit("/", 1)[-1])
    agency = clean((group.agency if group else None) or found.agency or "")
    publisher = clean(found.publisher or "")
    who = publisher or agency or "publisher not known"
    initials = "".join(word[0] for word in who.split() if word[0].isupper())
    if agency and agency.casefold() not in who.casefold() and agency != initials:
        who += f", text of {agency}"
    authors = joined([clean(name) for name in found.authors], most=4)
    doubts = joined([clean(doubt) for doubt in published.doubts], most=3)
    note = (
        basis_words(published),
        clean(published.source) if published.basis != "given" else "",
        f"by {authors}" if authors and authors.casefold() != agency.casefold() else "",
        clean(found.url or found.name.rsplit("/", 1)[-1]),
    )
    return context.line(
        "copy" if group and not below else "source",
        f"[{context.number[article]}] {who}: {title}",
        (),
        key=article,
        label=published_words(published),
        marks=[f"date in doubt: {doubts}"] if doubts else [],
        note=" · ".join(dict.fromkeys(filter(None, note))),
        number=context.number[article],
        url=found.url,
        evidence=_date_evidence(article, published, context),
        lines=below,
    )


def _date_evidence(article: str, published: Publication, context: Context) -> tuple[Evidence, ...]:
    """The words of the page that its date rests on.

    Raises QuoteError if they do not lie in the page.
    """
    found = context.articles[article]
    return tuple(evidence_at(found, span, context.number[article]) for span in published.evidence if len(span))
