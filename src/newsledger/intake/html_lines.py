"""HTML → the one canonical page text: every block element, list item, table cell and line break starts a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import lxml.html
import msgspec
from lxml import etree

from newsledger.intake.cues import class_bits, class_kinds, names_author
from newsledger.intake.line import Line, Place
from newsledger.model import PageError

MAX_ELEMENTS = 400_000
MAX_LINES = 60_000

FLAGS = [
    "nav",
    "header",
    "footer",
    "aside",
    "article",
    "main",
    "figure",
    "figcaption",
    "form",
    "button",
    "list",
    "table",
    "link",
    "quote",
    "heading",
    "hidden",
    "body_prop",
    "dialog",
    "pre",
]
_BIT = {name: 1 << at for at, name in enumerate(FLAGS)}
_TAG_FLAG = {
    "nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "article": "article", "main": "main",
    "figure": "figure", "figcaption": "figcaption", "form": "form", "button": "button", "select": "form",
    "ul": "list", "ol": "list", "dl": "list", "table": "table", "a": "link", "blockquote": "quote",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "noscript": "hidden", "dialog": "dialog", "pre": "pre", "textarea": "form",
}  # fmt: skip
_TAG_BITS = {tag: _BIT[name] for tag, name in _TAG_FLAG.items()}
_ROLE_BITS = {
    "navigation": _BIT["nav"], "banner": _BIT["header"], "contentinfo": _BIT["footer"], "complementary": _BIT["aside"],
    "main": _BIT["main"], "article": _BIT["article"], "dialog": _BIT["dialog"], "button": _BIT["button"],
}  # fmt: skip
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "html",
    ]
)
_DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "svg",
        "iframe",
        "frame",
        "object",
        "embed",
        "audio",
        "video",
        "canvas",
        "map",
        "math",
        "noframes",
        "applet",
        "param",
        "rt",
        "rtc",
        "rp",
    ]
)
_COMMENT = 1 << class_kinds().index("comment")
_LARGE = frozenset(("body", "article", "main", "section", "html"))
_BOLD = frozenset(("b", "strong"))
_ONE_CLASS = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
"""One class for all elements, found without asking Python; forms and links need no classes of their own here."""
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class _Frame(msgspec.Struct, gc=False):
    """What is known of the elements around the place of reading."""

    tag: str
    flags: int
    own: int
    near: int
    far: int
    box: int
    outer: int
    block: bool
    author: bool = False


@dataclass(slots=True)
class _Writer:
    """Collects text into lines."""

    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    author: list[str] = field(default_factory=list)
    moment: str = ""
    link: int = 0
    bold: int = 0
    at: int = 0
    frame: _Frame | None = None
    depth: int = 0

    def add(self, text: str | None, frame: _Frame, bold: bool, depth: int) -> None:
        """Take text into the current line."""
        if not text:
            return
        if frame.flags & _BIT["pre"] and "\n" in text:
            first, *rest = text.split("\n")
            self.add(first, frame, bold, depth)
            for part in rest:
                self.end_line()
                self.add(part, frame, bold, depth)
            return
        if not self.parts or (self.frame is None and not text.isspace()):
            self.frame, self.depth = None if text.isspace() else frame, depth
        self.parts.append(text)
        if frame.flags & _BIT["link"]:
            self.link += len(text.strip())
        if bold:
            self.bold += len(text.strip())
        if frame.author:
            self.author.append(text)

    def end_line(self) -> None:
        """Close the current line, if there is anything in it."""
        if not self.parts:
            return
        frame = self.frame
        text = _one_blank("".join(self.parts)) if frame is not None else ""
        if text and frame is not None:
            place = Place(
                frame.tag, frame.flags, frame.own, frame.near, frame.far, frame.box, frame.outer,
                self.depth, min(self.link, len(text)), min(self.bold, len(text)),
                _one_blank("".join(self.author)) if self.author else "", self.moment,
            )  # fmt: skip
            self.lines.append(Line(text, self.at, 0, place))
            self.at += len(text) + 1
        self.parts.clear()
        self.author.clear()
        self.moment = ""
        self.link = self.bold = 0
        self.frame = None


def _one_blank(text: str) -> str:
    """Text with each run of blanks as one; other white space, as the no-break space, is kept within the text."""
    text = text.strip()
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text or "\v" in text:
        return _BLANKS.sub(" ", text).strip()
    return text


def parse_html(text: str, name: str) -> lxml.html.HtmlElement:
    """Parse HTML, however broken. Raises PageError where nothing can be made of it."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, recover=True, huge_tree=False)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise PageError("the HTML cannot be read", where=name, remedy="save the page again") from error
    return tree


def html_lines(tree: lxml.html.HtmlElement, name: str) -> tuple[str, list[Line]]:
    """Write the page as lines. Returns the page text (lines joined by line feeds) and its lines with their places.

    Raises PageError if the page has more elements or lines than any article.
    """
    writer = _Writer()
    stack = [_Frame("body", 0, 0, 0, 0, 0, 0, True)]
    bold = seen = boxes = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            seen += 1
            if seen > MAX_ELEMENTS or len(writer.lines) > MAX_LINES:
                raise PageError("the page has too many elements", where=name, remedy="save the article alone")
            if tag in _DROPPED or not isinstance(tag, str):
                walk.skip_subtree()
                stack.append(stack[-1])
                continue
            if tag == "br":
                writer.end_line()
            above = stack[-1]
            block = tag in BLOCKS
            if block:
                writer.end_line()
                boxes += 1
            if tag == "time" and not writer.moment:
                writer.moment = element.get("datetime") or ""
            frame = _enter(element, tag, above, block, boxes)
            stack.append(frame)
            bold += tag in _BOLD
            writer.add(element.text, frame, bold > 0, len(stack))
            continue
        stack.pop()
        if tag in BLOCKS:
            writer.end_line()
        bold -= tag in _BOLD
        if element.tail and stack:
            writer.add(element.tail, stack[-1], bold > 0, len(stack))
    writer.end_line()
    return "\n".join(line.text for line in writer.lines), writer.lines


def _enter(element: lxml.html.HtmlElement, tag: str, above: _Frame, block: bool, number: int) -> _Frame:
    attributes = element.attrib
    if not block and not attributes and tag not in _TAG_BITS:
        return above
    flags = above.flags | _TAG_BITS.get(tag, 0)
    own = 0
    author = above.author
    if attributes:
        get = attributes.get
        names = get("class")
        ident = get("id")
        if names or ident:
            own = class_bits(f"{names or ''} {ident or ''}")
            author = (
                author
                or (
                    tag not in _LARGE and "hentry" not in (names or "") and names_author(f"{names or ''} {ident or ''}")
                )
            ) and not own & _COMMENT
        role = get("role")
        if role:
            flags |= _ROLE_BITS.get(role, 0)
        prop = get("itemprop")
        if prop:
            author = author or prop in ("author", "creator")
            if prop in ("articleBody", "text", "mainContentOfPage"):
                flags |= _BIT["body_prop"]
        if get("rel") == "author":
            author = True
        style = get("style")
        if (style and _HIDDEN_STYLE.search(style)) or "hidden" in attributes or get("aria-hidden") == "true":
            flags |= _BIT["hidden"]
    if not block:
        return _Frame(above.tag, flags, above.own | own, above.near, above.far, above.box, above.outer, False, author)
    return _Frame(
        tag, flags, own, above.own | (above.near if not above.block else 0), above.far | above.near | above.own,
        number, above.box, True, author,
    )  # fmt: skip
