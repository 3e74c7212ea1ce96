"""Addresses as they are asked for and compared: one form for each page."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib import resources
from urllib.parse import SplitResult, quote, urljoin, urlsplit

import idna

from newsledger.intake.fetching.failure import RefusedError

_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MAX_LENGTH = 8_000
_SAFE_PATH = "%/:=&?~+!$,;'@()*[]"  # what may stand unescaped in a path; "%" because escapes are kept as they are
_LITERAL = re.compile(r"\[[0-9a-fA-F:.]+\]")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)|/%2e", re.I)


@functools.cache
def _tracking() -> tuple[tuple[str, ...], frozenset[str]]:
    table = tomllib.loads(resources.files(__package__).joinpath("data/tracking.toml").read_text("utf-8"))
    return tuple(table["prefixes"]), frozenset(table["names"])


def normalize(url: str, base: str | None = None) -> str:
    """The one form of an address: lower-case host in IDNA (UTS 46), no default port, no fragment, no parameters of
    tracking, dots of the path resolved, everything else escaped as it was.

    base: the address that a relative one is relative to (a redirect, a feed's link).

    Raises RefusedError if it is no address of a web page, or carries a user name.
    """
    given = url.strip()
    shown = given if len(given) < 200 else given[:200] + "…"
    if len(given) > _MAX_LENGTH:
        raise RefusedError("the address is too long", where=shown, remedy="check it")
    try:
        joined = urljoin(base, given) if base else given
        parts = urlsplit(_CONTROL.sub("", joined))
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise RefusedError(f"this is no address: {error}", where=shown, remedy="check it") from error
    if parts.scheme not in _PORTS:
        what = f"{parts.scheme}: is not read" if parts.scheme else "the address says no scheme"
        raise RefusedError(what, where=shown, remedy="give http:// or https:// addresses")
    if "@" in parts.netloc:
        raise RefusedError(
            "the address carries a user name or password", where=shown, remedy="leave out what stands before the @"
        )
    name = _host(host, shown)
    at = name if port is None or port == _PORTS[parts.scheme] else f"{name}:{port}"
    path = _path(parts)
    query = _query(parts.query)
    return f"{parts.scheme}://{at}{path}" + (f"?{query}" if query else "")


def _host(host: str, shown: str) -> str:
    if ":" in host and _LITERAL.fullmatch(f"[{host}]"):
        return f"[{host}]"
    bare = host.rstrip(".")
    try:
        if not bare:
            raise idna.IDNAError("there is no host")
        if bare.isascii():
            # Host names in use break IDNA's letter ("_" in them); they are safe as they are.
            if not re.fullmatch(r"[a-z0-9_](?:[a-z0-9_.\-]*[a-z0-9_])?", bare) or len(bare) > 253 or ".." in bare:
                raise idna.IDNAError(f"{bare!r} is no host name")
            return bare
        return idna.encode(bare, uts46=True, transitional=False).decode("ascii")
    except idna.IDNAError as error:
        raise RefusedError(f"this is no address: {error}", where=shown, remedy="check the host's name") from error


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=_SAFE_PATH)
    if not _DOTS.search(path):
        return path
    kept: list[str] = []
    segments = re.sub(r"%2e", ".", path, flags=re.I).split("/")[1:]  # escaped dots are dots too
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    return "/" + "/".join(kept) + ("/" if segments[-1] in (".", "..") and kept else "")


def _query(query: str) -> str:
    prefixes, names = _tracking()
    kept = [
        pair
        for pair in query.split("&")
        if not ((name := pair.partition("=")[0].lower()) in names or name.startswith(prefixes))
    ]
    return quote("&".join(kept), safe=_SAFE_PATH)


def redirect_of(url: str, value: str | None) -> str | None:
    """Where a redirect header leads, in the one form; None if there is none.

    Raises RefusedError as ``normalize`` does.
    """
    return normalize(value, url) if value else None


def host_of(url: str) -> str:
    """The host of an address, in lower case."""
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
