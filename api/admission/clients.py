"""Which client a request counts for."""

from ipaddress import IPv6Address, ip_address

_NETWORK_BITS = 64
"""The size of the network that one IPv6 customer usually gets."""


def client_of(address: str | None) -> str:
    """Return the name that an address counts under: an IPv6 customer has a whole network of addresses."""
    if address is None:
        return "unknown"
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return f"{int(parsed) >> _NETWORK_BITS:x}::/64"
    return str(parsed)
