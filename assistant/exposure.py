"""A gateway that other machines reach by themselves: what is refused, and what is warned of."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from assistant.loopback import is_loopback
from assistant.settings import Settings

_OFF_THE_LINE = {
    "metrics_enabled": "DASTYAR_METRICS_ENABLED",
    "understand_enabled": "DASTYAR_UNDERSTAND_ENABLED",
    "docs_enabled": "DASTYAR_DOCS_ENABLED",
}


class ExposedError(RuntimeError):
    """The gateway would serve strangers without protection; the message says what to do."""


def check_exposure(settings: Settings) -> list[str]:
    """Warnings for whoever starts a gateway that listens beyond this machine.

    Raises `ExposedError` where pins, passwords and tokens would go over the line in the clear, or
    where the keys of a demo would be shown to a network.
    """
    if is_loopback(settings.host):
        return []
    has_tls = urlsplit(settings.public_url).scheme == "https"
    if settings.demo and not settings.plain_http:
        raise ExposedError(
            f"{_reached(settings)}, and a demo shows its keys to everybody. {_AT_HOME}"
        )
    if not has_tls and not settings.plain_http:
        raise ExposedError(
            f"{_reached(settings)}, and DASTYAR_PUBLIC_URL names no https address: pins, passwords "
            f"and tokens could be read on the line. {_AT_HOME}"
        )
    return list(_warnings(settings))


_AT_HOME = (
    "Listen on 127.0.0.1 behind a proxy with TLS (docs/operations.md, Behind a proxy), or accept "
    "it with DASTYAR_PLAIN_HTTP=true."
)


def _reached(settings: Settings) -> str:
    return f"DASTYAR_HOST={settings.host} is reached by other machines"


def _warnings(settings: Settings) -> Iterator[str]:
    proxies = (part.strip() for part in settings.trusted_proxies.split(","))
    networks = [ipaddress.ip_network(part, strict=False) for part in proxies if part]
    if all(network.is_loopback for network in networks):
        yield (
            f"{_reached(settings)}, but no proxy elsewhere is trusted: behind one, all citizens "
            "count as a single address. DASTYAR_TRUSTED_PROXIES names proxies."
        )
    open_ones = [name for field, name in _OFF_THE_LINE.items() if getattr(settings, field)]
    if open_ones:
        named = ", ".join(open_ones)
        yield f"{_reached(settings)}: what {named} turn off answers whoever passes the proxy."
