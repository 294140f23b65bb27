"""Asks every address of the catalogue whether it is still there, gently and each once."""

import asyncio
import re
import ssl
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from enum import StrEnum

import httpx

from knowledge.aspects import ASPECTS
from knowledge.catalogue import Catalogue
from knowledge.items import Source
from knowledge.schema import Service

_USER_AGENT = "dastyar-check-links"
_PROBES = 5
"""So many hosts, those with the most addresses, tell whether this machine has internet."""
_MOST_REDIRECTS = 10
_BEHIND_HOST = re.compile(r"[/?#]")
_CLOSED = {401, 403, 407, 429, 451}
"""Something is there, which only refuses machines, or this one: a person should look."""


class LinkState(StrEnum):
    """What became of an address. Only DEAD is a fault; UNSURE is for a person to look at."""

    OK = "ok"
    MOVED = "moved"
    UNSURE = "unsure"
    DEAD = "dead"


class LinkReach(StrEnum):
    """How far a request came: REFUSED and SILENT made no connection.

    A door that is shut proves that there is a network; silence may be the fault of this machine.
    """

    CONNECTED = "connected"
    REFUSED = "refused"
    SILENT = "silent"


@dataclass(frozen=True)
class LinkOutcome:
    """What an address answered: `status` is the last HTTP status, None when nothing came.

    `moved_to` is where redirects led, `is_permanent` when all of them say that it is for good.
    """

    address: str
    state: LinkState
    status: int | None = None
    detail: str = ""
    moved_to: str | None = None
    is_permanent: bool = False
    reach: LinkReach = LinkReach.CONNECTED


@dataclass(frozen=True)
class Manners:
    """How the hosts are asked: seconds per request, hosts at once, seconds between two requests.

    A host gets one request at a time.
    """

    timeout_s: float = 10
    at_once: int = 16
    pause_s: float = 0.5


class OfflineError(ConnectionError):
    """No host could be reached: this machine has no internet."""


def addresses(catalogue: Catalogue, agencies: Iterable[str] = ()) -> tuple[str, ...]:
    """All addresses of portals and sources, each once; of these agencies alone if any is named.

    Raises KeyError for an agency that is not there.
    """
    wanted = {catalogue.agencies[id_].id for id_ in agencies}
    found = (address for agency, address in _owned(catalogue) if not wanted or agency in wanted)
    return tuple(dict.fromkeys(found))


def _owned(catalogue: Catalogue) -> Iterator[tuple[str | None, str]]:
    """Every address with the agency whose file has it, None for the file of lines."""
    for agency in catalogue.agencies.values():
        yield from ((agency.id, address) for address in _public(agency.sources))
    for entry in catalogue.entries:
        yield from ((entry.agency.id, address) for address in _of_service(entry.service))
    for line in catalogue.lines.values():
        yield from ((None, address) for address in _public(line.sources))


def _of_service(service: Service) -> Iterator[str]:
    if service.portal:
        yield service.portal.url
        yield from _public([service.portal.source])
    yield from _public(service.sources)
    for aspect in ASPECTS:
        for item in getattr(service.facts, aspect):
            yield from _public(one for one in item.sources if isinstance(one, Source))


def _public(sources: Iterable[Source]) -> Iterator[str]:
    return (source.address for source in sources if source.is_public)


async def check_links(
    wanted: Iterable[str],
    known: Iterable[str] = (),
    manners: Manners = Manners(),
    tell: Callable[[LinkOutcome], None] = lambda _: None,
) -> tuple[LinkOutcome, ...]:
    """Request each of `wanted` once, and pass every outcome to `tell` as it comes.

    Some hosts, also of `known` (more of the catalogue), are tried first, to see whether there is
    internet.
    Raises `OfflineError` when none of them can be reached.
    """
    wanted = tuple(dict.fromkeys(wanted))
    async with _asking(manners) as asker:
        probed = await asker.probe([*wanted, *known])
        hosts: dict[str, list[str]] = defaultdict(list)
        for address in wanted:
            if address in probed:
                tell(probed[address])
            else:
                hosts[_host(address)].append(address)
        asked = await asyncio.gather(*(asker.host(some, tell) for some in hosts.values()))
    outcomes = probed | {one.address: one for some in asked for one in some}
    return tuple(outcomes[address] for address in wanted)


class _Asker:
    def __init__(self, client: httpx.AsyncClient, manners: Manners) -> None:
        self._client, self._manners = client, manners
        self._free = asyncio.Semaphore(manners.at_once)

    async def probe(self, known: list[str]) -> dict[str, LinkOutcome]:
        """One address of each of the hosts with the most; raises `OfflineError`."""
        first = {_host(address): address for address in reversed(known)}
        most = Counter(map(_host, dict.fromkeys(known))).most_common(_PROBES)
        outcomes = await asyncio.gather(*(self.ask(first[host]) for host, _ in most))
        if outcomes and all(outcome.reach is LinkReach.SILENT for outcome in outcomes):
            raise OfflineError("no host could be reached")
        return {outcome.address: outcome for outcome in outcomes}

    async def host(self, some: list[str], tell: Callable[[LinkOutcome], None]) -> list[LinkOutcome]:
        """The addresses of one host, one after the other; after one that fails, none is tried."""
        outcomes: list[LinkOutcome] = []
        for number, address in enumerate(some):
            if outcomes and outcomes[-1].reach is not LinkReach.CONNECTED:
                outcomes.append(replace(outcomes[-1], address=address))
            else:
                if number:
                    await asyncio.sleep(self._manners.pause_s)
                outcomes.append(await self.ask(address))
            tell(outcomes[-1])
        return outcomes

    async def ask(self, address: str) -> LinkOutcome:
        """HEAD, and GET when that does not answer well: many servers know no HEAD."""
        async with self._free:
            outcome = await self._try("HEAD", address)
            if outcome.state in (LinkState.OK, LinkState.MOVED):
                return outcome
            await asyncio.sleep(self._manners.pause_s)
            return await self._try("GET", address)

    async def _try(self, method: str, address: str) -> LinkOutcome:
        try:
            # The whole of it may take as long as two requests: some hosts drip.
            async with asyncio.timeout(2 * self._manners.timeout_s):
                return await self._request(method, address)
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            return _failed(address, error)

    async def _request(self, method: str, address: str) -> LinkOutcome:
        # Streamed: nobody reads the page.
        async with self._client.stream(method, address.partition("#")[0]) as response:
            return _answered(address, response)


@asynccontextmanager
async def _asking(manners: Manners) -> AsyncIterator[_Asker]:
    async with httpx.AsyncClient(
        timeout=manners.timeout_s,
        follow_redirects=True,
        max_redirects=_MOST_REDIRECTS,
        headers={"User-Agent": _USER_AGENT},
    ) as client:
        yield _Asker(client, manners)


def _host(address: str) -> str:
    """The host with its port; also gives something for a text that is no address."""
    return _BEHIND_HOST.split(address.partition("://")[2], maxsplit=1)[0].lower()


def _answered(address: str, response: httpx.Response) -> LinkOutcome:
    status, history = response.status_code, response.history
    moved_to = str(response.url) if history else None
    is_permanent = bool(history) and all(one.status_code in (301, 308) for one in history)
    if status in _CLOSED:
        state = LinkState.UNSURE
    elif not response.is_success:
        state = LinkState.DEAD
    else:
        state = LinkState.MOVED if moved_to else LinkState.OK
    return LinkOutcome(address, state, status, response.reason_phrase, moved_to, is_permanent)


def _failed(address: str, error: Exception) -> LinkOutcome:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return LinkOutcome(address, LinkState.UNSURE, None, f"its certificate: {causes[-1]}")
    is_late = isinstance(error, TimeoutError | httpx.TimeoutException)
    detail = "no answer in time" if is_late else str(error) or type(error).__name__
    return LinkOutcome(address, LinkState.DEAD, None, detail, reach=_reach(error, causes))


def _reach(error: Exception, causes: list[BaseException]) -> LinkReach:
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return LinkReach.REFUSED
    no_connection = httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError
    return LinkReach.SILENT if isinstance(error, no_connection) else LinkReach.CONNECTED


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
