"""Whose address counts: proxies are believed exactly, IPv6 is counted by its network."""

import pytest
from starlette.requests import HTTPConnection

from assistant.channels.web.addresses import ClientAddresses
from assistant.settings import Settings

OURS = ClientAddresses("10.0.0.0/8, 2001:db8:ffff::/48, 127.0.0.1")


def seen(peer: str, *forwarded: str, trusting: ClientAddresses = OURS) -> str:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return trusting.of(HTTPConnection({"type": "http", "client": (peer, 1), "headers": headers}))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("5.6.7.8", ["1.1.1.1"], "5.6.7.8"),
        ("127.0.0.1", ["9.9.9.9, 5.6.7.8"], "5.6.7.8"),
        # HAProxy puts what it saw on a line of its own.
        ("127.0.0.1", ["9.9.9.9", "5.6.7.8"], "5.6.7.8"),
        # Two of our own in a row.
        ("127.0.0.1", ["9.9.9.9, 5.6.7.8, 10.1.2.3"], "5.6.7.8"),
        ("127.0.0.1", ["9.9.9.9, 5.6.7.8", "10.1.2.3"], "5.6.7.8"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["10.1.2.3"], "10.1.2.3"),
        # What cannot be read was written by nobody of ours: nothing left of it counts.
        ("127.0.0.1", ["5.6.7.8, unknown"], "127.0.0.1"),
        ("127.0.0.1", ["5.6.7.8, nonsense, 10.1.2.3"], "10.1.2.3"),
        ("127.0.0.1", ["5.6.7.8:4711"], "5.6.7.8"),
        ("127.0.0.1", ["[2001:db8:1:2::9]:443"], "2001:db8:1:2::/64"),
        ("127.0.0.1", ["2001:db8:1:2:aaaa::1"], "2001:db8:1:2::/64"),
        ("2001:db8:ffff::1", ["2001:db8:1:2::1"], "2001:db8:1:2::/64"),
        ("::ffff:127.0.0.1", ["::ffff:5.6.7.8"], "5.6.7.8"),
        ("fe80::1%eth0", [], "fe80::/64"),
        ("", ["5.6.7.8"], "unknown"),
    ],
)
def test_the_nearest_stranger_counts(peer: str, forwarded: list[str], expected: str) -> None:
    assert seen(peer, *forwarded) == expected


def test_a_network_of_ipv6_counts_as_one() -> None:
    addresses = {seen(f"2001:db8:1:2::{number:x}") for number in range(1000)}
    assert len(addresses) == 1
    assert seen("2001:db8:1:3::1") not in addresses


def test_without_a_proxy_nobody_is_believed() -> None:
    assert seen("127.0.0.1", "5.6.7.8", trusting=ClientAddresses("")) == "127.0.0.1"


@pytest.mark.parametrize("proxies", ["nginx", "10.0.0.0/33", "127.0.0.1, ?"])
def test_what_is_no_network_is_refused_at_the_start(proxies: str) -> None:
    with pytest.raises(ValueError, match="trusted_proxies"):
        Settings(_env_file=None, trusted_proxies=proxies)
