"""What a page says about its other parts and versions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

import msgspec

from newsledger.intake.line import Line
from newsledger.intake.metadata import Metadata
from newsledger.model import PageLinks

_OF = re.compile(
    r"\W*(?:page|seite|página|pagina|strona|part|teil|partie|parte)\s+(\d{1,2})\s*(?:of|von|de|sur|di|z|van|/)\s*(\d{1,2})\W*",
    re.I,
)
_WIDEST = 24


def declared_links(meta: Metadata) -> PageLinks:
    """The links of a page's head, as whole addresses where its own address is known."""
    home = meta.canonical or meta.first("og:url")

    def whole(address: str | None) -> str | None:
        if not address:
            return None
        try:
            joined = urljoin(home, address)
        except ValueError:
            return None
        return joined if joined.startswith(("http://", "https://")) else None

    versions = [whole(meta.links.get(relation)) for relation in ("amphtml", "alternate")]
    return PageLinks(
        canonical=whole(home),
        versions=tuple(address for address in versions if address),
        previous=whole(meta.links.get("prev")),
        following=whole(meta.links.get("next")),
    )


def part_shown(text: str) -> re.Match[str] | None:
    """Match a line that says nothing but which part a page is ("Page 2 of 3"): groups part and parts."""
    return _OF.fullmatch(text) if len(text) <= _WIDEST else None


def with_part(links: PageLinks, lines: Sequence[Line]) -> PageLinks:
    """Add what a line such as "Page 2 of 3" shows."""
    for line in lines:
        match = part_shown(line.text)
        if match is not None and 1 <= int(match.group(1)) <= int(match.group(2)):
            return msgspec.structs.replace(links, part=int(match.group(1)), parts=int(match.group(2)))
    return links
