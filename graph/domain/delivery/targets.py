"""Which network addresses events may be sent to: public ones, and those of networks that the operator names."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

from graph.errors import InvalidInput

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""Prefixes under which a gateway reaches IPv4 addresses (RFC 6052 and 8215): the last four bytes are the address."""
_COMPATIBLE = ip_network("::/96")
"""IPv6 addresses that once stood for IPv4 ones; some systems still reach these."""


def networks_of(setting: str) -> list[Network]:
    """Read a setting such as `10.0.0.0/8, 192.168.4.10`; raises InvalidInput for what is no network."""
    return [_network(one.strip()) for one in setting.split(",") if one.strip()]


def address_fault(text: str, allowed: Sequence[Network]) -> str | None:
    """Say why nothing is sent to a network address; None for a public one, and for one of an allowed network.

    An IPv6 address that leads to an IPv4 one is judged by both.
    """
    address = ip_address(text.partition("%")[0])
    inner = _inner(address)
    if all(any(_holds(network, one) for network in allowed) for one in inner or (address,)):
        return None
    if all(_is_public(one) for one in inner or (address,)):
        return None
    return (
        f"{text} is no public address, so nothing is sent there; an operator can allow its network "
        "by the setting SIGNOFF_WEBHOOK_NETWORKS"
    )


def _inner(address: Address) -> tuple[Address, ...]:
    """Return the IPv4 addresses that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return ()
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    embedded = any(address in network for network in (*_NAT64, _COMPATIBLE))
    return (IPv4Address(address.packed[-4:]),) if embedded and int(address) > 1 else ()


def _is_public(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _holds(network: Network, address: Address) -> bool:
    return network.version == address.version and address in network


def _network(text: str) -> Network:
    try:
        return ip_network(text)
    except ValueError as fault:
        raise InvalidInput(
            f"SIGNOFF_WEBHOOK_NETWORKS names {text!r}, which is no network: write such as 10.1.0.0/16, with commas."
        ) from fault
