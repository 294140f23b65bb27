"""Checks of running services: the gateway itself, Rasa, Redis, and who has the ports."""

from collections.abc import Iterator

import httpx
import redis
from redis.exceptions import RedisError

from assistant.doctor.diagnoses import Diagnosis, broken, warning
from assistant.loopback import own_servers_in, servers_in
from assistant.settings import Settings
from assistant.supervisor.up import StartError, check_ports

_PATIENCE_S = 3.0
_PATH = "/webhooks/gateway/"
_PARTS = {
    "gateway": "it was told to stop, and ends its open lines",
    "rasa": "no Rasa answers it",
    "database": "the database does not take its writes",
    "disk": "its disk is nearly full",
    "jobs": "jobs are overdue",
    "clock": "it does not believe the machine's clock: `dastyar calendar confirm-clock`",
    "worker": "its own worker stands still",
    "sms": "the provider refuses text messages",
    "knowledge": "it has no index",
}


def check_others(settings: Settings) -> Iterator[Diagnosis]:
    """All of it, with a few seconds for each."""
    with httpx.Client(trust_env=False, timeout=_PATIENCE_S) as http:
        is_running = _answers(http, f"http://127.0.0.1:{settings.port}/healthz")
        yield from _gateway(http, settings) if is_running else ()
        silent = [url for url in servers_in(settings.rasa_url) if not _is_rasa(http, url)]
    for url in silent:
        yield warning(
            "Rasa",
            f"{url} does not answer with a model",
            "start it (`dastyar up`); turns are answered by the search alone meanwhile",
        )
    yield from _ports(settings, silent, is_running=is_running)
    yield from _redis(settings)


def _gateway(http: httpx.Client, settings: Settings) -> Iterator[Diagnosis]:
    try:
        told = http.get(f"http://127.0.0.1:{settings.port}/readyz").json()
        down = [name for name, state in told["components"].items() if state != "ok"]
    except (httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError):
        yield broken("gateway", "it answers, and does not say whether it is ready", "restart it")
        return
    for name in down:
        finding = broken if told["status"] == "down" else warning
        yield finding(
            "gateway",
            f"/readyz says that {name} is down: {_PARTS.get(name, 'see its log')}",
            "see its log (docs/operations.md, Logs)",
        )


def _ports(settings: Settings, silent: list[str], *, is_running: bool) -> Iterator[Diagnosis]:
    """A port that another program has; a server that answers as ours may keep its port."""
    own = [url for url in own_servers_in(settings.rasa_url) if url in silent]
    looked_at = settings.model_copy(update={"rasa_url": ",".join(own) or "http://192.0.2.1:1"})
    if is_running:
        looked_at = looked_at.model_copy(update={"port": 0})
    try:
        check_ports(looked_at)
    except StartError as error:
        told, _, mend = str(error).partition("; ")
        yield broken("ports", f"{told}, and not by Dastyar", mend or "name each port once")


def _redis(settings: Settings) -> Iterator[Diagnosis]:
    url = settings.redis_url.get_secret_value()
    if not url:
        return
    try:
        line = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2)
        with line:
            line.ping()
    except (RedisError, ValueError, OSError) as error:
        yield warning(
            "Redis",
            f"it does not answer ({type(error).__name__}): each process counts limits alone",
            "start it; see DASTYAR_REDIS_URL",
        )


def _answers(http: httpx.Client, address: str) -> bool:
    try:
        return bool(http.get(address).json().get("status") == "ok")
    except (httpx.HTTPError, ValueError, AttributeError):
        return False


def _is_rasa(http: httpx.Client, url: str) -> bool:
    try:
        return http.get(url + _PATH).is_success
    except httpx.HTTPError:
        return False
