"""Addresses of servers: which are on this machine, and on which lines nobody can listen."""

import ipaddress
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator

MOST_SERVERS = 32


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens on `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_safe_address(address: str) -> bool:
    """Whether nobody on the way to `address` can listen, or answer in its place."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def servers_in(addresses: str) -> tuple[str, ...]:
    """The servers of a comma-separated list, each `http://host:port` without a slash at the end.

    Raises `ValueError`, which names the fault and not the address, for a list that is empty, too
    long, or holds the same server twice or anything but the address of a server.
    """
    servers = tuple(part.strip().rstrip("/") for part in addresses.split(",") if part.strip())
    if not 1 <= len(servers) <= MOST_SERVERS:
        raise ValueError(f"1 to {MOST_SERVERS} addresses are needed")
    if len({urlsplit(server).netloc.lower() for server in servers}) < len(servers):
        raise ValueError("a server is listed twice")
    if not all(_is_server(server) for server in servers):
        raise ValueError("each address must be http://host:port or https://host:port")
    return servers


def own_servers_in(addresses: str) -> tuple[str, ...]:
    """Those of them that are on this machine."""
    return tuple(url for url in servers_in(addresses) if is_loopback(urlsplit(url).hostname or ""))


def _checked(addresses: str) -> str:
    servers_in(addresses)
    return addresses


Servers = Annotated[str, AfterValidator(_checked)]
"""A setting that `servers_in` understands."""


def _is_server(address: str) -> bool:
    parts = urlsplit(address)
    has_more = parts.path or parts.query or parts.fragment or "@" in parts.netloc
    # A port out of range raises `ValueError`, too.
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and parts.port != 0
        and not has_more
    )
