"""An item's headline, standfirst and text → the bytes of one page, as HTML or plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from newsledger.intake.body import has_markup
from newsledger.intake.containers.told import one_line

_REFERENCE = re.compile(r"&(?:lt|#60|#x3c);\s*/?\s*(?:p|br|div|span|a|b|i|em|strong|ul|li|h[1-6]|img|table)\b", re.I)
_BLOCK = re.compile(
    r"<\s*(?:p|br|div|ul|ol|li|dl|dd|h[1-6]|hl[12]|blockquote|pre|table|td|figure|section|article|block|html|body)"
    r"(?:\s[^<>]*)?/?>",
    re.I,
)
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 5


def compose(title: str | None, text: str, *, standfirst: str | None = None, authors: Sequence[str] = ()) -> bytes:
    """One page: the headline on top, then the standfirst and the byline, then the text (HTML fragment or plain).

    A headline or standfirst that the text itself opens with is not put there a second time. The byline stands there
    only to part a standfirst from the text. Plain text stays plain.
    """
    markup = has_markup(text)
    plain = one_line(text[:5_000]) if markup else " ".join(text[:5_000].split())
    heads = [(tag, line) for tag, line in (("h1", one_line(title)), ("p", one_line(standfirst))) if line]
    wanted = [(tag, line) for tag, line in heads if not _opens(plain, line, heads)]
    if wanted and wanted[-1][0] == "p" and authors:
        wanted.append(("p", f"By {' and '.join(authors)}"))
    if markup and not _BLOCK.search(text):
        # Marks of bold print or links in a text whose lines are its paragraphs.
        text = "\n".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    if markup:
        top = "".join(f"<{tag}>{html.escape(line, quote=False)}</{tag}>\n" for tag, line in wanted)
        return (top + text).encode("utf-8", "replace")
    return "\n\n".join([*(line for _, line in wanted), text]).encode("utf-8", "replace")


def _opens(plain: str, line: str, heads: list[tuple[str, str]]) -> bool:
    """Tell whether a text begins with a line, maybe after another of the heads."""
    whole, key = _key(plain), _key(line)
    others = [_key(other) for _, other in heads if other != line]
    return whole.startswith(key) or any(whole.removeprefix(other).startswith(key) for other in others if other)


def _key(text: str) -> str:
    return "".join(word.casefold() for word in _WORD.findall(text))


def unescaped(text: str) -> str:
    """A fragment whose mark-up was escaped once too often, as mark-up."""
    return html.unescape(text) if not has_markup(text) and _REFERENCE.search(text) else text


def words_in(text: str) -> int:
    """Number of words of a fragment of HTML or of plain text."""
    return len(one_line(text).split() if has_markup(text) else text.split())


def says_something(text: str) -> bool:
    """Tell whether a text is more than a label; some scripts write no blanks between words."""
    return words_in(text) >= _LEAST_WORDS or sum(char > "\u2e80" for char in text[:1_000]) >= 4 * _LEAST_WORDS
