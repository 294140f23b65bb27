"""The address that a request comes from, and which addresses count as one."""

import ipaddress
from ipaddress import IPv4Address, IPv6Address

from starlette.requests import HTTPConnection

Address = IPv4Address | IPv6Address
_PREFIX = 64
"""An IPv6 customer gets a whole /64, so a single address of it identifies nobody."""


class ClientAddresses:
    """Trusts exactly the proxies of `trusted`: addresses and networks, separated by commas.

    Raises `ValueError` for any other text.
    """

    def __init__(self, trusted: str) -> None:
        parts = (part.strip() for part in trusted.split(","))
        self._trusted = [ipaddress.ip_network(part, strict=False) for part in parts if part]

    def of(self, connection: HTTPConnection) -> str:
        """The group of the citizen's address; `unknown` where the peer has none."""
        peer = connection.client.host if connection.client else ""
        return self.group(self._citizen(peer, connection.headers.getlist("x-forwarded-for")))

    def is_proxy(self, peer: str) -> bool:
        """Whether `peer` is one of our own proxies, which bring many citizens."""
        address = _read(peer)
        return address is not None and any(address in network for network in self._trusted)

    def group(self, address: str) -> str:
        """The group that is counted as one: an IPv4 address, or the /64 of an IPv6 one."""
        read = _read(address)
        if read is None:
            return "unknown"
        if isinstance(read, IPv6Address):
            return str(ipaddress.ip_network((read, _PREFIX), strict=False))
        return str(read)

    def _citizen(self, peer: str, lines: list[str]) -> str:
        """The nearest address that is none of our proxies'.

        Each proxy adds the address it saw at the right end, on a new line or not, so everything to
        the left of the first stranger was written by strangers.
        """
        seen = peer
        for entry in reversed(",".join(lines).split(",")):
            if not self.is_proxy(seen) or _read(entry) is None:
                break
            seen = entry
        return seen


def _read(text: str) -> Address | None:
    """An address, with a port or brackets or without; IPv4 within IPv6 counts as IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
