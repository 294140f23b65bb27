"""Requests that come from one address after another, by the proxy that the gateway trusts."""

from itertools import count

_NUMBERS = count(1)


def from_elsewhere() -> dict[str, str]:
    """The header of a request from an address that no other request of this run has."""
    number = next(_NUMBERS)
    return {"X-Forwarded-For": f"100.{64 + (number >> 16)}.{number >> 8 & 255}.{number & 255}"}
