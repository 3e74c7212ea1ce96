"""Addresses of pages reduced to what names the article: without trackers, versions for phones, and numbers of parts."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_HOST = re.compile(r"^(?:www\d?|m|mobile?|amp|touch|wap)\.")
_TRACKER = re.compile(
    r"^(?:utm_\w+|at_\w+|mc_\w+|fbclid|gclid|dclid|igshid|yclid|cmp(?:id)?|ref(?:errer|_src)?|source|ncid|xtor|icid|"
    r"ito|s?cid|smid|smtyp|partner|feature|wt_\w+|spm|__twitter_impression)$",
    re.I,
)
_VERSION = re.compile(r"^(?:amp|print(?:able)?|outputtype|output|view|format|mobile|full)$", re.I)
_VERSION_VALUE = re.compile(r"^(?:|1|true|yes|amp|print(?:able)?|mobile|full|all|single)$", re.I)
_PART = re.compile(r"^(?:page|p|pg|pagina|página|seite|part|strona|page_no|pagenum(?:ber)?)$", re.I)
_ALL = re.compile(r"^(?:all|full|single)$", re.I)
_PATH_PART = re.compile(r"/(?:page|seite|pagina|strona|part)[/-](\d{1,2})(?=/|\.\w+$|$)", re.I)
_PATH_VERSION = re.compile(
    r"(?:^/amp(?=/)|/amp(?=/?$)|\.amp(?=\.html?$|$)|/print(?:able)?(?=/?$)|(?<=\w)/full(?=/?$))", re.I
)
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.I)
_ALL_PARTS = 0


def address_key(address: str) -> str:
    """What names the article in an address, the number of a part included; "" if it is no web address."""
    base, part = part_of(address)
    return f"{base}#{part}" if base and part and part > 1 else base


def part_of(address: str) -> tuple[str, int | None]:
    """An address without the number of a part, and that number (0 for all parts on one page, None if none is told)."""
    try:
        split = urlsplit(address.strip())
        host = split.hostname or ""
    except ValueError:
        return "", None
    if split.scheme not in ("http", "https", "") or not host:
        return "", None
    part: int | None = None
    path = _PATH_VERSION.sub("", split.path)
    found = _PATH_PART.search(path)
    if found is not None:
        part, path = int(found.group(1)), path[: found.start()] + path[found.end() :]
    kept = []
    for name, value in parse_qsl(split.query, keep_blank_values=True, max_num_fields=100) if split.query else []:
        if _PART.match(name) and (value.isdecimal() or _ALL.match(value)) and len(value) < 4:
            part = int(value) if value.isdecimal() else _ALL_PARTS
        elif not _TRACKER.match(name) and not (_VERSION.match(name) and _VERSION_VALUE.match(value)):
            kept.append((name, value))
    path = _INDEX.sub("", path).rstrip("/")
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{_HOST.sub('', host.lower())}{path}{query}", part
