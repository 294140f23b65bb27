"""What processes and the machine use, read from /proc; sizes of folders."""

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_MB = 1024 * 1024


@dataclass(frozen=True)
class MachineMemory:
    """Resident memory of one process, in MB: now, its highest so far, and its share (PSS)."""

    resident: float
    peak: float
    share: float


def family(pid: int) -> list[int]:
    """`pid` and all processes below it."""
    children = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            children[int(fields[1])].append(int(entry.name))
    found = [pid]
    for parent in found:
        found += children[parent]
    return found


def memory(pid: int) -> MachineMemory | None:
    """Memory of one process; None when it is gone."""
    try:
        status = _fields(Path(f"/proc/{pid}/status").read_text())
        rollup = _fields(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return None
    kb = [status.get("VmRSS", "0"), status.get("VmHWM", "0"), rollup.get("Pss", "0")]
    return MachineMemory(*(int(value.split()[0]) / 1024 for value in kb))


def cpu_seconds(pids: Iterable[int]) -> float:
    """CPU time that these processes have used so far."""
    stats = (_stat(pid) for pid in pids)
    return sum(int(fields[11]) + int(fields[12]) for fields in stats if fields) / _TICKS


def busy_seconds() -> float:
    """CPU time that the whole machine has been busy since it started, in seconds."""
    fields = [int(field) for field in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
    user, nice, system, _, _, irq, soft, steal = fields[:8]
    return (user + nice + system + irq + soft + steal) / _TICKS


def load() -> float:
    """Load average over the last minute."""
    return float(Path("/proc/loadavg").read_text().split()[0])


def cpu_model() -> str:
    """Name of the processor."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "unknown"


def folder_mb(folder: Path) -> float:
    """Disk space under `folder`; a file with several links counts once."""
    seen: dict[tuple[int, int], int] = {}
    for root, _, files in os.walk(folder):
        for name in files:
            stat = os.lstat(os.path.join(root, name))
            seen[stat.st_dev, stat.st_ino] = stat.st_blocks * 512
    return sum(seen.values()) / _MB


def _stat(pid: int) -> list[str] | None:
    """Fields of /proc/PID/stat from the state on, or None when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _fields(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.splitlines())
    return {name: value.strip() for name, _, value in pairs}
