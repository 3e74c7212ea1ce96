"""Which hosts may be asked."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsledger.intake.fetching.addresses import Guard, why_private
from newsledger.intake.fetching.failure import RefusedError, UnreachableError
from newsledger.intake.fetching.settings import FetchSettings

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "192.0.2.1", "203.0.113.9",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1",
    "2001::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "2002:7f00:1::", "2002:c0a8:101::1", "64:ff9b::a00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::1",
    "2a00:1450:4001::5efe:10.0.0.1", "2a00:1450:4001::200:5efe:192.168.0.1",
]  # fmt: skip
PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_no_public_host_are_refused(address):
    assert why_private(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_let_through(address):
    assert why_private(ipaddress.ip_address(address)) is None


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_inside_ipv6(address):
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | int(address))
    refused = why_private(address) is not None
    assert (why_private(mapped) is not None) is refused
    if refused:
        assert why_private(sixtofour) and why_private(nat64)


@given(st.ip_addresses(v=4).filter(lambda address: not address.is_global))
def test_what_is_not_global_is_never_let_through(address):
    assert why_private(address)


def guard(*addresses, **settings):
    return Guard(FetchSettings(**settings), lambda host, port: addresses)


def test_one_private_address_among_public_ones_condemns_a_host():
    with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
        guard("93.184.216.34", "10.0.0.1").addresses("outlet.example", 443)


@pytest.mark.parametrize(
    "name", ["localhost", "LOCALHOST", "a.localhost", "localhost.", "printer.local", "db.internal"]
)
def test_names_of_this_machine_or_network_are_refused_unresolved(name):
    with pytest.raises(RefusedError):
        guard("93.184.216.34").addresses(name, 80)


def test_unusual_ports_are_refused_and_allowed_on_demand():
    with pytest.raises(RefusedError, match="port 22"):
        guard("93.184.216.34").addresses("outlet.example", 22)
    assert guard("10.0.0.1", allow_private=True).addresses("outlet.example", 8080) == ("10.0.0.1",)


@pytest.mark.parametrize("addresses", [(), ("rubbish",)])
def test_a_host_without_an_address_is_unreachable(addresses):
    with pytest.raises(UnreachableError):
        guard(*addresses).addresses("outlet.example", 80)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "::1"])
def test_other_ways_to_write_this_machine_are_seen_through(host):
    with pytest.raises((RefusedError, UnreachableError)):
        Guard(FetchSettings()).addresses(host, 80)
