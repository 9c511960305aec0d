import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.domain.delivery.targets import address_fault, networks_of
from graph.errors import InvalidInput

INNER = [
    "127.0.0.1",
    "10.0.0.5",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  # an address that is refused
    "255.255.255.255",
    "224.0.0.1",
    "198.18.0.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:0001::",
    "2002:0a00:0001::1",
]


@pytest.mark.parametrize("address", INNER)
def test_nothing_is_sent_to_an_address_that_is_not_public_in_any_notation(address: str) -> None:
    fault = address_fault(address, [])

    assert fault is not None
    assert "SIGNOFF_WEBHOOK_NETWORKS" in fault


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_public_addresses_are_sent_to(address: str) -> None:
    assert address_fault(address, []) is None


@given(st.ip_addresses(v=4))
def test_an_ipv6_form_of_an_address_is_judged_like_the_address(address: object) -> None:
    plain = address_fault(str(address), [])
    mapped = address_fault(f"::ffff:{address}", [])
    translated = address_fault(f"64:ff9b::{address}", [])

    assert [one is None for one in (mapped, translated)] == [plain is None] * 2


def test_a_network_that_the_operator_names_is_sent_to_and_no_other() -> None:
    allowed = networks_of("10.1.0.0/16, 192.168.4.10 ,fd00::/8")

    assert [
        address_fault(one, allowed) is None for one in ("10.1.2.3", "10.2.0.1", "192.168.4.10", "192.168.4.11")
    ] == [
        True,
        False,
        True,
        False,
    ]
    assert address_fault("::ffff:10.1.2.3", allowed) is None
    assert address_fault("fd12::1", allowed) is None


def test_a_setting_that_names_no_network_is_refused_with_an_example() -> None:
    with pytest.raises(InvalidInput, match=r"'10\.1\.0\.0/99', which is no network: write such as 10\.1\.0\.0/16"):
        networks_of("10.1.0.0/99")
