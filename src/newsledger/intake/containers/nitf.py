"""The content of a wire item: NITF, XHTML or plain text, as a fragment that intake reads."""

from __future__ import annotations

import copy
from dataclasses import dataclass

from lxml import etree

from newsledger.intake.containers.elements import all_of, attribute, first, local, text_of, texts
from newsledger.intake.containers.told import moment
from newsledger.intake.dateline import find_dateline

_AS_HTML = {
    "hl1": "h2", "hl2": "h3", "block": "div", "media": "figure", "media-caption": "figcaption", "bq": "blockquote",
    "credit": "cite", "fn": "p", "nitf-table": "table", "nitf-col": "col", "note": "blockquote", "pre": "pre",
    "datasource": "p", "tagline": "p", "media-producer": "p",
}  # fmt: skip
_NO_TEXT = ("media-metadata", "media-reference", "media-object", "head", "script", "style", "nitf-table-metadata")


@dataclass(frozen=True, slots=True)
class Content:
    """Text (HTML fragment or plain) and what only NITF tells of it: headline, standfirst, bylines, dateline, dates."""

    text: str
    title: str = ""
    standfirst: str = ""
    bylines: tuple[str, ...] = ()
    issued: str | None = None
    released: str | None = None
    section: str = ""
    holder: str = ""
    publication: str = ""
    ident: str = ""
    status: str = ""


def content_of(element: etree._Element) -> Content:
    """Read NITF or XHTML."""
    if local(element) == "nitf":
        return _nitf(element)
    body = element if local(element) != "html" else first(element, "body")
    title = "" if local(element) != "html" else next(texts(element, "title"), "")
    return Content(text="" if body is None else fragment(body), title=title)


def _nitf(element: etree._Element) -> Content:
    head = first(element, "body.head")
    content = first(element, "body.content")
    if content is None and head is None:
        content = first(element, "body")
    text = "" if content is None else fragment(content, first(element, "body.end"))
    top = head if head is not None else element
    dateline = text_of(first(top, "dateline"))
    pubdata = first(element, "pubdata")
    return Content(
        text=with_dateline(text, dateline),
        title=next(texts(top, "hl1", "hedline", "headline"), "") or next(texts(element, "title"), ""),
        standfirst=next(texts(top, "abstract", "hl2"), ""),
        bylines=tuple(texts(top, "person") if first(top, "person") is not None else texts(top, "byline")),
        issued=moment(attribute(first(element, "date.issue"), "norm") or attribute(pubdata, "date.publication")),
        released=moment(attribute(first(element, "date.release"), "norm")),
        section=attribute(pubdata, "position.section"),
        holder=attribute(first(element, "doc.copyright"), "holder") or next(texts(top, "distributor"), ""),
        publication=attribute(pubdata, "name"),
        ident=attribute(first(element, "doc-id"), "id-string"),
        status=attribute(first(element, "docdata"), "management-status"),
    )


def fragment(element: etree._Element, end: etree._Element | None = None) -> str:
    """The children of an element as HTML without namespaces. end: what stands after them (a tagline)."""
    box = etree.Element("div")
    for source in (element, end):
        if source is None:
            continue
        part = etree.SubElement(box, "div")
        part.text = source.text
        part.extend(copy.deepcopy(child) for child in source)
    for inner in list(all_of(box, *_NO_TEXT)):
        parent = inner.getparent()
        if parent is not None:
            parent.remove(inner)
    for inner in box.iter():
        name = local(inner)
        if name:
            inner.tag = _AS_HTML.get(name, name)
    etree.cleanup_namespaces(box)
    html: str = etree.tostring(box, method="html", encoding="unicode", with_tail=False)
    return html


def with_dateline(text: str, dateline: str) -> str:
    """A fragment whose first paragraph opens with the dateline, as it is printed, if it does not do so yet."""
    if not dateline or len(dateline) > 100:
        return text
    opening = text.find("<p")
    at = text.find(">", opening) + 1 if opening >= 0 else 0
    rest = text[at : at + 400]
    place = dateline.split(",")[0].casefold()
    if find_dateline(rest.strip(), 0) is not None or rest.strip()[: len(place)].casefold() == place:
        return text
    return f"{text[:at]}{dateline.rstrip(' -–—')} - {rest.lstrip()}{text[at + 400 :]}"
