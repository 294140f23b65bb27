"""What strangers can do to a gateway that runs: `make attack`.

    python -m bench.attack [--seconds N] [--only NAME …]

It starts its own gateway on loopback, with 1,024 open files as most systems give, a fresh SQLite
and no Rasa. Each attacker attacks for some seconds while others look at their case. Exit status 1
means that a target was missed.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from rich.console import Console
from support.operators import Holder
from support.samples import complaint
from support.tries import UNLIMITED

from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from assistant.storage.sealing import Sealer
from assistant.supervisor.processes import Child, gateway_child
from bench import machine
from bench.attack.guessing import Guessed, guess_passwords, guess_pins
from bench.attack.loud import ATTACKS
from bench.rows import Row, show
from bench.systems import Ports
from bench.wire import FAULTS, Connection

CITIZENS = 4
EVERY_S = 0.05


@dataclass
class Others:
    """What others met: times of answers in seconds, and requests that were not answered."""

    port: int
    code: str
    pin: str
    times: list[float] = field(default_factory=list)
    failures: int = 0

    async def look(self, seconds: float) -> "Others":
        """Look at the case again and again for so long."""
        until = time.perf_counter() + seconds
        await asyncio.gather(*(self._citizen(number, until) for number in range(CITIZENS)))
        return self

    async def _citizen(self, number: int, until: float) -> None:
        turn = 0
        while time.perf_counter() < until:
            turn += 1
            # Another address each time: a bound of one address is not what is measured.
            headers = {
                "X-Case-Pin": self.pin,
                "X-Forwarded-For": f"5.{number}.{turn // 250}.{turn % 250}",
            }
            await self._one(headers)
            await asyncio.sleep(EVERY_S)

    async def _one(self, headers: dict[str, str]) -> None:
        connection, began = Connection(self.port), time.perf_counter()
        try:
            answer = await connection.get(f"/api/v1/cases/{self.code}", headers)
            self.failures += answer.status != 200
        except FAULTS:
            self.failures += 1
        finally:
            await connection.close()
        self.times.append(time.perf_counter() - began)

    @property
    def p95_ms(self) -> float:
        """95 of 100 were answered within it."""
        return sorted(self.times)[int(len(self.times) * 0.95)] * 1000


OPEN_FILES = 1024
SLOWER, MORE_MB, COMPARED = 2.0, 100.0, 15
console = Console(width=None if sys.stdout.isatty() else 110)


class Attacked:
    """The gateway that is attacked."""

    def __init__(self, settings: Settings, child: Child) -> None:
        self.settings, self.child = settings, child
        self.log = settings.data_dir / "log" / "gateway.log"
        self.case: dict[str, str] = {}
        self.talk: dict[str, str] = {}

    @property
    def memory_mb(self) -> float:
        assert self.child.process is not None
        status = Path(f"/proc/{self.child.process.pid}/status").read_text()
        (line,) = [line for line in status.splitlines() if line.startswith("VmRSS")]
        return int(line.split()[1]) / 1024

    @property
    def busy_s(self) -> float:
        """Seconds that it has computed so far."""
        assert self.child.process is not None
        return machine.cpu_seconds(machine.family(self.child.process.pid))

    async def prepare(self) -> None:
        """Wait until it answers; file a case and open a talk."""
        async with self.client() as http:
            for _ in range(600):
                if await _is_up(http):
                    break
                await asyncio.sleep(0.3)
            self.case = (await http.post("/api/v1/cases", json=complaint())).json()
            self.talk = (await http.post("/api/v1/conversations", json={})).json()

    def client(self) -> httpx.AsyncClient:
        address = f"http://127.0.0.1:{self.settings.port}"
        return httpx.AsyncClient(base_url=address, timeout=10, trust_env=False)

    def others(self) -> Others:
        return Others(self.settings.port, self.case["tracking_code"], self.case["pin"])

    async def highest_memory(self) -> float:
        highest = 0.0
        try:
            while True:
                highest = max(highest, self.memory_mb)
                await asyncio.sleep(0.1)
        except asyncio.CancelledError:
            return highest

    def refusals(self) -> int:
        return self.log.read_text(errors="replace").count('"event": "refused"')


async def _is_up(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/healthz")).status_code == 200
    except httpx.HTTPError:
        return False


async def attacked_by(name: str, target: Attacked, seconds: float, quiet_ms: float) -> list[Row]:
    """The rows of one loud one."""
    memory, told, busy = target.memory_mb, target.refusals(), target.busy_s
    watching = asyncio.create_task(target.highest_memory())
    talk, case = target.talk, target.case
    given = [str(target.settings.port), str(seconds), talk["conversation_id"], talk["token"]]
    command = [sys.executable, "-m", "bench.attack.loud", name, *given, case["tracking_code"]]
    loud = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    await asyncio.sleep(1)
    others = await target.others().look(seconds - 1)
    begun = int((await loud.communicate())[0])
    share = (target.busy_s - busy) / seconds
    watching.cancel()
    more, lines = await watching - memory, target.refusals() - told
    p95 = others.p95_ms
    limit = SLOWER * quiet_ms
    return [
        Row(name, "", "lines that were begun", f"{begun:,}"),
        Row(name, "", "others' p95, quiet", f"{quiet_ms:.1f} ms"),
        Row(name, "", "others' p95", f"{p95:.1f} ms", f"≤ {limit:.1f} ms", p95 <= limit),
        Row(name, "", "the gateway's share of a core", f"{share:.0%}"),
        Row(name, "", "others not answered", f"{others.failures:,}", "= 0", not others.failures),
        Row(name, "", "memory", f"{more:+.0f} MB", f"≤ +{MORE_MB:.0f} MB", more <= MORE_MB),
        Row(name, "", "lines of the log that tell it", f"{lines}", "≥ 1", lines >= 1),
    ]


def guessed_rows(name: str, guessed: Guessed) -> list[Row]:
    is_bounded, is_in = guessed.compared <= COMPARED, guessed.right_status == 200
    looked = f"{guessed.compared} of {guessed.tries}"
    right = f"{guessed.right_status} after {guessed.right_s:.1f} s"
    return [
        Row(name, "", "guesses that were looked at", looked, f"≤ {COMPARED}", is_bounded),
        Row(name, "", "the right one, meanwhile", right, "200", is_in),
    ]


async def all_rows(target: Attacked, seconds: float, names: list[str]) -> list[Row]:
    await target.others().look(2)
    rows: list[Row] = []
    for name in names:
        console.print(f"  {name}", style="dim")
        # Just before, since others may work on this machine too.
        quiet = (await target.others().look(seconds)).p95_ms
        rows += await attacked_by(name, target, seconds, quiet)
        await asyncio.sleep(3)
    case, port = target.case, target.settings.port
    database = Database(target.settings.database)
    sealer = Sealer(target.settings.master_key, target.settings.sealing_keys)
    holder = await Holder.enrol(database, sealer)
    right = await holder.credentials()
    await database.close()
    rows += guessed_rows("guessed pins", await guess_pins(port, case["tracking_code"], case["pin"]))
    return rows + guessed_rows("guessed passwords", await guess_passwords(port, right))


async def run(seconds: float, names: list[str]) -> list[Row]:
    """Start a gateway, attack it, stop it."""
    ports = Ports()
    with tempfile.TemporaryDirectory(prefix="dastyar-attack-") as folder:
        settings = Settings(
            _env_file=None,
            data_dir=Path(folder),
            index_folder=get_settings().index_dir,
            port=ports.next(),
            rasa_url=f"http://127.0.0.1:{ports.next()}",
            case_looks_per_minute=UNLIMITED,
        )
        database = Database(settings.database)
        await migrate(database)
        await database.close()
        child = gateway_child(settings)
        limited = f'ulimit -n {OPEN_FILES}; exec "$@"'
        child.command = ["bash", "-c", limited, "gateway", *child.command]
        await child.start()
        target = Attacked(settings, child)
        try:
            await target.prepare()
            return await all_rows(target, seconds, names)
        finally:
            await child.stop()


def main() -> int:
    """Attack, show the table; the exit status."""
    parser = argparse.ArgumentParser(prog="make attack")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--only", nargs="*", choices=list(ATTACKS), default=list(ATTACKS))
    wanted = parser.parse_args()
    rows = asyncio.run(run(wanted.seconds, wanted.only))
    show(rows, f"a gateway under attack, {wanted.seconds:.0f} s each", console)
    return int(any(row.is_met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
