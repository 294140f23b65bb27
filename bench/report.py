"""Shows the figures in one table, beside those of an earlier run, and keeps them as JSON."""

import json
import os
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import machine
from bench.rounds import Speed, SpeedTarget, as_json, targets

Speeds = Mapping[int, Mapping[str, Speed]]
"""By number of clients and name of the system."""
_ROWS = {"p50_ms": "p50, ms", "p95_ms": "p95, ms", "p99_ms": "p99, ms", "per_second": "messages/s"}
_SCHEMA = 1


def as_document(speeds: Speeds, state: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that a later run may be compared with."""
    speed = {
        str(clients): {name: as_json(figures) for name, figures in by_system.items()}
        | {"ratios": {row: round(_ratio(by_system, row), 3) for row in _ROWS}}
        for clients, by_system in speeds.items()
    }
    machine_facts = {"cpus": os.cpu_count(), "cpu": machine.cpu_model()}
    return {
        "schema": _SCHEMA,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine_facts | {"python": platform.python_version()},
        **state,
        "speed": speed,
    }


def read(path: Path) -> dict[str, Any]:
    """An earlier document; empty when there is none that can be compared."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if found.get("schema") == _SCHEMA else {}


def write(document: Mapping[str, Any], path: Path) -> None:
    """Keep `document`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def show(
    speeds: Speeds, state: Mapping[str, Any], earlier: Mapping[str, Any], console: Console
) -> None:
    """Print the table; a missed target is red."""
    table = Table(title="dastyar beside stock Rasa", title_justify="left")
    for heading in ("", "ours", "stock", "ours/stock", "target", "earlier"):
        table.add_column(heading, justify="left" if not heading else "right")
    for clients, by_system in speeds.items():
        _speed_rows(table, clients, by_system, earlier.get("speed", {}).get(str(clients), {}))
    _memory_rows(table, state["memory_mb"])
    start = state["start_s"]
    table.add_row("start to ready, s", *(f"{start[name]:.1f}" for name in ("ours", "stock")))
    table.add_section()
    for name, size in state["environments_mb"].items():
        table.add_row(f"{name}, MB on disk", f"{size:,.0f}")
    console.print(table)
    console.print(_remarks(state), highlight=False)


def _speed_rows(
    table: Table, clients: int, by_system: Mapping[str, Speed], earlier: Mapping[str, Any]
) -> None:
    ours, stock = by_system["ours"], by_system["stock"]
    wanted = targets(clients)
    many = "client" if clients == 1 else "clients"
    table.add_row(f"[bold]{clients} {many}[/bold]")
    for row, title in _ROWS.items():
        ratio, before = _ratio(by_system, row), earlier.get("ours", {}).get(row)
        limits = [wanted.get(row), wanted.get(f"{row}_ratio")]
        table.add_row(
            f"  {title}",
            _judged(getattr(ours, row), limits[0], ".1f"),
            f"{getattr(stock, row):.1f}",
            _judged(ratio, limits[1], ".2f"),
            ", ".join(
                f"{limit}{suffix}" for limit, suffix in zip(limits, ("", " ×")) if limit is not None
            ),
            f"{before:.1f}" if before is not None else "",
        )
    cpu = [f"{speed.server_cpu_ms:.1f}" for speed in (ours, stock)]
    table.add_row("  CPU a message, ms", *cpu, f"{ours.server_cpu_ms / stock.server_cpu_ms:.2f}")
    parts = [part for speed in (ours, stock) for part in speed.cpu_ms if part != "client"]
    for part in dict.fromkeys(parts):
        shares = [f"{s.cpu_ms[part]:.1f}" if part in s.cpu_ms else "" for s in (ours, stock)]
        table.add_row(f"    {part}", *shares)
    table.add_row("  errors", _errors(ours), _errors(stock))
    table.add_row("  messages", f"{ours.messages}", f"{stock.messages}")
    table.add_section()


def _memory_rows(table: Table, memory: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
    table.add_row("[bold]resident memory, MB[/bold] (highest)")
    for name, parts in memory.items():
        for part, mb in parts.items():
            text = f"{mb['resident']:,.0f} ({mb['peak']:,.0f})"
            table.add_row(f"  {part}", *([text] if name == "ours" else ["", text]))
    totals = [f"{sum(mb['resident'] for mb in memory[name].values()):,.0f}" for name in memory]
    table.add_row("  together", *totals)
    table.add_section()


def _remarks(state: Mapping[str, Any]) -> str:
    noise, stock = state["noise"], state["stock_model"]
    lines = [
        f"Load average {noise['load'][0]:.1f} to {noise['load'][1]:.1f}; other programs used "
        f"{noise['others_cpu'][0]:.2f} to {noise['others_cpu'][1]:.2f} cores during a round.",
        f"The stock model learnt {stock['examples']} of {stock['available']} examples, drawn in "
        "proportion; without stories its TED policies have nothing to learn.",
    ]
    if stock["is_stale"]:
        lines.append("The stock model is of older data.")
    return "\n".join(lines)


def _judged(value: float, target: SpeedTarget | None, form: str) -> str:
    if target is None:
        return f"{value:{form}}"
    return f"[{'green' if target.is_met(value) else 'red'}]{value:{form}}[/]"


def _errors(speed: Speed) -> str:
    text = str(speed.errors)
    if speed.without_rasa:
        text += f" (+ {speed.without_rasa} without Rasa)"
    return f"[red]{text}[/]" if speed.errors or speed.without_rasa else text


def _ratio(by_system: Mapping[str, Speed], row: str) -> float:
    other: float = getattr(by_system["stock"], row)
    own: float = getattr(by_system["ours"], row)
    return own / other if other else float("nan")
