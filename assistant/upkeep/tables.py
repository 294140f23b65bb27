"""Shows the report on the catalogue and the check of its addresses, as tables and as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from rich.table import Table
from rich.text import Text

from knowledge.aspects import ASPECTS
from knowledge.upkeep.collected import MEANINGS as FATES
from knowledge.upkeep.collected import Collected, Fate
from knowledge.upkeep.links import LinkOutcome, LinkState
from knowledge.upkeep.report import (
    MEANINGS,
    CatalogueLocations,
    CatalogueReport,
    EditorNeed,
    Finding,
)

_COLOURS = {
    LinkState.DEAD: "red",
    LinkState.UNSURE: "yellow",
    LinkState.MOVED: "cyan",
    LinkState.OK: "green",
}
_YEARS = 7
"""So many of the newest years have a column of their own; the earlier ones share one."""


def needs_table(report: CatalogueReport, years: int, limit: int) -> Table:
    """One row for each need: how many services, and the first `limit` of them."""
    table = Table(title=f"{report.services} services", title_justify="left", show_lines=True)
    table.add_column("need", style="bold", no_wrap=True)
    table.add_column("services", justify="right")
    table.add_column("which")
    for need in _shown(report):
        ids = report.services_with(need)
        names = Text(MEANINGS[need].format(years=years), style="dim")
        if ids:
            names.append("\n" + _some(_detailed(report, need), limit), style="not dim")
        table.add_row(need, str(len(ids)), names)
    return table


def fates_table(told: Sequence[tuple[Collected, Fate]]) -> Table:
    """How many lines of collected facts met each fate."""
    counts = Counter(fate for _, fate in told)
    table = Table(title=f"{len(told)} lines", title_justify="left")
    table.add_column("fate", style="bold", no_wrap=True)
    table.add_column("lines", justify="right")
    table.add_column("which are told so")
    for fate, meaning in FATES.items():
        table.add_row(fate, str(counts[fate]), meaning)
    return table


def stale_table(report: CatalogueReport) -> Table:
    """How many services are stale, by aspect and the Iranian year of the newest source."""
    counts = stale_counts(report)
    years = sorted({year for by_year in counts.values() for year in by_year})
    early, late = years[:-_YEARS], years[-_YEARS:]
    heads = [f"to {early[-1]}"] if early else []
    table = Table("aspect", *heads, *map(str, late), title="stale by aspect and year")
    for aspect, by_year in counts.items():
        sums = [sum(by_year.get(year, 0) for year in early)] if early else []
        cells = [*sums, *(by_year.get(year, 0) for year in late)]
        table.add_row(aspect, *(str(count or "") for count in cells))
    return table


def stale_counts(report: CatalogueReport) -> dict[str, dict[int, int]]:
    """Aspect → Iranian year → services, in the order of aspects and years."""
    counts = {aspect: Counter[int]() for aspect in ASPECTS}
    for one in report.findings:
        if one.need is EditorNeed.STALE and one.aspect and one.year:
            counts[one.aspect][one.year] += 1
    return {aspect: dict(sorted(by_year.items())) for aspect, by_year in counts.items() if by_year}


def finding_lines(findings: Iterable[Finding], written: CatalogueLocations) -> Iterable[str]:
    """`file:line: service: detail`, one for each finding."""
    for one in findings:
        detail = f": {one.detail}" if one.detail else ""
        yield f"{written.service(one.service)}: {one.service}{detail}"


def report_json(
    report: CatalogueReport, today: date, years: int, written: CatalogueLocations
) -> dict[str, Any]:
    """All of the report; `totals` count services, and unanswered is null without a database."""
    totals: dict[str, int | None] = {need: len(report.services_with(need)) for need in EditorNeed}
    if not report.unanswered_known:
        totals[EditorNeed.UNANSWERED] = None
    return {
        "date": today.isoformat(),
        "years": years,
        "services": report.services,
        "totals": totals,
        "stale": stale_counts(report),
        "findings": [asdict(f) | {"place": written.service(f.service)} for f in report.findings],
    }


def links_table(outcomes: Sequence[LinkOutcome], written: CatalogueLocations) -> Table:
    """The addresses that are not simply there, the dead ones first."""
    table = Table("state", "address", "answer", "where", show_lines=True)
    order = list(_COLOURS)
    for one in sorted(outcomes, key=lambda one: order.index(one.state)):
        if one.state is not LinkState.OK:
            places = "\n".join(written.address(one.address))
            table.add_row(Text(one.state, _COLOURS[one.state]), one.address, _answer(one), places)
    return table


def links_json(outcomes: Iterable[LinkOutcome], written: CatalogueLocations) -> dict[str, Any]:
    """Every outcome with the places of its address, and how many there are of each state."""
    outcomes = list(outcomes)
    counts = Counter(one.state for one in outcomes)
    return {
        "totals": {state: counts[state] for state in LinkState},
        "addresses": [asdict(one) | {"places": written.address(one.address)} for one in outcomes],
    }


def _answer(outcome: LinkOutcome) -> str:
    status = f"{outcome.status or ''} {outcome.detail}".strip()
    if outcome.moved_to is None:
        return status
    return f"{status}\n→ {outcome.moved_to}" + (" (for good)" if outcome.is_permanent else "")


def _shown(report: CatalogueReport) -> list[EditorNeed]:
    return [
        need for need in EditorNeed if need is not EditorNeed.UNANSWERED or report.unanswered_known
    ]


def _detailed(report: CatalogueReport, need: EditorNeed) -> list[str]:
    """Ids of services, with what is known more closely in brackets."""
    details: dict[str, list[str]] = {}
    for one in report.findings:
        if one.need is need:
            details.setdefault(one.service, []).extend([one.detail] if one.detail else [])
    return [f"{id_} ({', '.join(some)})" if some else id_ for id_, some in details.items()]


def _some(names: Sequence[str], limit: int) -> str:
    more = len(names) - limit
    if not limit or more <= 0:
        return ", ".join(names)
    return ", ".join(names[:limit]) + f" … and {more} more"
