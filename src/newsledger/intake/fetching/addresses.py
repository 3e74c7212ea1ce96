"""Which hosts may be asked: the guard against requests to private networks (SSRF)."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence

from newsledger.intake.fetching.failure import RefusedError, UnreachableError
from newsledger.intake.fetching.settings import FetchSettings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port → its addresses as text. Raises OSError if there are none."""

_PORTS = (80, 443)
_LOCAL_NAMES = ("localhost", "localdomain", "local", "internal", "intranet", "lan", "home.arpa", "onion")
_REMEDY = "give --allow-private if this host is meant and trusted"

# What the registries of special addresses name and older Pythons do not know, and hosts of cloud machines that answer
# questions about the machine itself from an otherwise public address.
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4",
        "168.63.129.16/32", "64:ff9b:1::/48", "100::/64", "2001::/23", "3fff::/20", "5f00::/16", "fc00::/7",
        "fec0::/10",
    )
)  # fmt: skip
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def why_private(address: Address) -> str | None:
    """Say why an address is none of the public internet; None if it is one.

    An IPv6 address that stands for an IPv4 address (mapped, NAT64) is judged as that one; one that leads to an IPv4
    address (6to4, ISATAP, IPv4-compatible) by both.
    """
    if isinstance(address, ipaddress.IPv6Address):
        same = address.ipv4_mapped or (_last_32_bits(address) if address in _NAT64 else None)
        if same is not None:
            return why_private(same)
    kinds = (
        (address.is_unspecified, "no address of a host"),
        (address.is_loopback, "this machine itself"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (address.is_private, "a private address"),
        (address.is_reserved or not address.is_global, "a reserved address"),
        (any(address.version == special.version and address in special for special in _SPECIAL), "a reserved address"),
    )
    inner = _led_to(address)
    return next((words for holds, words in kinds if holds), why_private(inner) if inner is not None else None)


def _led_to(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address.sixtofour is not None:
        return address.sixtofour
    isatap = (int(address) >> 32) & 0xFFFFFFFF in _ISATAP
    return _last_32_bits(address) if isatap or address in _COMPATIBLE else None


def _last_32_bits(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


class Guard:
    """Resolves hosts, and lets through only addresses that may be asked."""

    def __init__(self, settings: FetchSettings, resolver: Resolver = resolve) -> None:
        self._settings = settings
        self._resolver = resolver

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of a host, all of them checked: the connection must be made to one of these, unresolved.

        One bad address among several condemns the host: an honest public host has none.
        Raises RefusedError if it may not be asked, UnreachableError if it has no address.
        """
        free = self._settings.allow_private
        if not free and _is_local(host):
            raise RefusedError(f"{host} is a name for this machine or network", remedy=_REMEDY)
        try:
            found = tuple(address.partition("%")[0] for address in self._resolver(host, port))
            parsed = tuple(ipaddress.ip_address(address) for address in found)
        except (OSError, ValueError, UnicodeError) as error:
            raise UnreachableError(
                f"the host {host} has no address", remedy="check the spelling and the connection"
            ) from error
        if not parsed:
            raise UnreachableError(f"the host {host} has no address", remedy="check the spelling and the connection")
        if free:
            return found
        named = tuple(address for address in parsed if not self._is_permitted(address))
        for address in named:
            reason = why_private(address)
            if reason is not None:
                what = f"{host} is" if host == str(address) else f"{host} stands for {address},"
                raise RefusedError(f"{what} {reason}", remedy=_REMEDY)
        if named and port not in _PORTS:
            raise RefusedError(f"port {port} is not one of web pages (80, 443)", remedy=_REMEDY)
        return found

    def _is_permitted(self, address: Address) -> bool:
        return any(address.version == net.version and address in net for net in self._settings.permitted)


def _is_local(host: str) -> bool:
    name = host.rstrip(".").lower()
    return any(name == local or name.endswith("." + local) for local in _LOCAL_NAMES)
