"""Wire items in XML (NewsML-G2, NewsML 1, NITF) → pages.

Specifications: https://iptc.org/std/NewsML-G2/guidelines/, https://iptc.org/standards/nitf/.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from newsledger.intake.containers.composing import compose, says_something, unescaped, words_in
from newsledger.intake.containers.elements import Watched, all_of, attribute, first, local, text_of, texts
from newsledger.intake.containers.nitf import Content, content_of, fragment, with_dateline
from newsledger.intake.containers.opening import Opening
from newsledger.intake.containers.told import (
    item_name,
    language_code,
    moment,
    people,
    status_problem,
    with_facts,
)
from newsledger.model import Page, PageFacts, SetAside

_ITEMS = frozenset(("newsItem", "NewsItem", "packageItem"))


def read(stream: io.BufferedReader, name: str, opening: Opening) -> Iterator[Page | SetAside]:
    """Items of a message, or the one item, one after the other.

    Items that were canceled or withheld, packages (which only refer to items) and items without text are set aside.
    """
    seen: dict[str, int] = {}
    count = 0
    watched = Watched(stream)
    try:
        # Entities stay unresolved and nothing is fetched; the limits of libxml2 against bombs hold.
        steps = etree.iterparse(
            watched, events=("start", "end"), resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
            recover=True, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        open_items = 0
        root = None
        for event, element in steps:
            kind = local(element)
            if event == "start":
                root = element if root is None else root
                open_items += kind in _ITEMS
                continue
            if kind in _ITEMS:
                open_items -= 1
            elif element is not root or kind != "nitf":
                continue
            if open_items:
                continue
            count += 1
            yield _item(element, name, opening, seen, alone=element is root)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        problem = None if root is None or watched.is_whole(local(root)) else "it breaks off"
    except (etree.LxmlError, ValueError, SyntaxError) as error:
        problem = str(error) or type(error).__name__
    if problem is not None:
        yield SetAside(name=name, reason=f"damaged after {count} items: {problem}", remedy="get it again")
    elif not count:
        yield SetAside(name=name, reason="there is no item in it", remedy="get it again")


def _item(
    element: etree._Element, name: str, opening: Opening, seen: dict[str, int], *, alone: bool
) -> Page | SetAside:
    ident = attribute(element, "guid") or next(texts(element, "NewsItemId", "PublicIdentifier"), "")
    content = content_of(element) if local(element) == "nitf" else _content(element)
    whole = item_name(name, ident or content.ident or None, etree.tostring(element), seen)
    status = attribute(first(element, "pubStatus"), "qcode", "uri") or attribute(first(element, "Status"), "FormalName")
    problem = status_problem(status or content.status)
    if problem is not None:
        return SetAside(name=whole, reason=problem, remedy="leave it out")
    if not says_something(content.text):
        return _without_text(element, whole)
    facts = with_facts(_facts(element, content), opening.facts, alone=alone)
    data = compose(facts.title, content.text, standfirst=content.standfirst, authors=facts.authors)
    return Page(name=whole, data=data, facts=facts)


def _without_text(element: etree._Element, name: str) -> SetAside:
    references = sum(1 for _ in all_of(element, "itemRef", "NewsItemRef"))
    kind = attribute(first(element, "itemClass"), "qcode").rpartition(":")[2]
    if references:
        reason, remedy = f"a package that only refers to items ({references})", "add those items"
    else:
        reason, remedy = f"an item {f'of class {kind} ' if kind else ''}without text", "leave it out"
    return SetAside(name=name, reason=reason, remedy=remedy)


def _content(item: etree._Element) -> Content:
    """The fullest content of an item."""
    found: list[Content] = []
    for holder in all_of(item, "inlineXML", "DataContent", "inlineData"):
        inner = next((child for child in holder if local(child)), None)
        if inner is not None:
            found.append(content_of(inner) if local(inner) in ("html", "nitf") else Content(text=fragment(holder)))
        elif holder.text and _is_text(holder):
            found.append(Content(text=unescaped(holder.text.strip())))
    best = max(found, key=lambda content: words_in(content.text), default=Content(text=""))
    dateline = next((line for line in texts(item, "dateline", "DateLine")), "")
    return replace(best, text=with_dateline(best.text, dateline)) if best.text else best


def _is_text(holder: etree._Element) -> bool:
    """Tell text from pictures and other data that is written as text."""
    kind = attribute(holder, "contenttype") or "text/plain"
    return kind.startswith("text/") and not attribute(holder, "encoding")


def _facts(item: etree._Element, content: Content) -> PageFacts:
    created = _when(item, "firstCreated", "FirstCreated") or content.issued
    version = _when(item, "versionCreated", "ThisRevisionCreated", "contentModified")
    written = _when(item, "contentCreated", "DateAndTime") or content.released
    published = created or version or written
    embargo = _when(item, "embargoed", "StatusWillChange") or content.released
    if embargo is not None and (published is None or embargo[:16] > published[:16]):
        published = embargo
    publisher = _publisher(item, content)
    language = attribute(first(item, "language"), "tag") or attribute(first(item, "Language"), "FormalName")
    address = attribute(first(item, "link", "canonicalLink"), "href")
    return PageFacts(
        url=address if address.startswith(("http://", "https://")) else None,
        title=_title(item) or content.title or None,
        published=published,
        updated=version if version is not None and published is not None and version > published else None,
        authors=people((*texts(item, "by", "ByLine"), *content.bylines, *_creators(item)), publisher),
        publisher=publisher,
        section=content.section or None,
        language=language_code(language or attribute(item, "lang")),
        body_only=True,
    )


def _when(item: etree._Element, *names: str) -> str | None:
    return next((told for text in texts(item, *names) if (told := moment(text)) is not None), None)


def _title(item: etree._Element) -> str:
    """The main headline of an item, else its title."""
    meta = first(item, "contentMeta", "NewsLines")
    if meta is not None:
        for headline in all_of(meta, "headline", "HeadLine"):
            role = attribute(headline, "role").rpartition(":")[2]
            if role in ("", "main", "headline", "title") and text_of(headline):
                return text_of(headline)
        told = next(texts(meta, "headline", "HeadLine"), "")
        if told:
            return told
    meta = first(item, "itemMeta")
    return next(texts(meta, "title"), "") if meta is not None else ""


def _publisher(item: etree._Element, content: Content) -> str | None:
    told: list[str] = [content.publication] if content.publication else []
    for name in ("provider", "infoSource", "Provider", "copyrightHolder"):
        for element in all_of(item, name):
            told += [*texts(element, "name"), attribute(element, "literal")]
            told += [attribute(first(element, "Party"), "FormalName")]
    told += [*texts(item, "creditline", "CreditLine"), content.holder]
    told += [attribute(element, "qcode").rpartition(":")[2] for element in all_of(item, "provider")]
    return next((name for name in told if name and len(name) <= 80), None)


def _creators(item: etree._Element) -> Iterator[str]:
    meta = first(item, "contentMeta")
    if meta is not None:
        for creator in all_of(meta, "creator"):
            yield next(texts(creator, "name"), "") or attribute(creator, "literal")
