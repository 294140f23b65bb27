"""The funnel plot and the bars of intervals, as geometry for templates that draw SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from assistant.insight.method import MIN_PEOPLE, Figure
from assistant.insight.scoreboard.board import Board, in_tens
from assistant.insight.scoreboard.figures import Estimate
from assistant.insight.scoreboard.formatting import people, percent, sentence
from assistant.insight.statistics.funnel import Z_95, Z_998, Place, Spread, limits
from assistant.insight.statistics.intervals import Interval

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 48
_STEPS = 48
BAR = 200
"""Length of the axis of a bar; 0 is at its left end."""


@dataclass(frozen=True)
class AxisLabel:
    """A label at an axis."""

    at: float
    text: str


@dataclass(frozen=True)
class FunnelPoint:
    """A row in the funnel: where, what sort of sign, and its sentence."""

    x: float
    y: float
    sign: Place
    is_sure: bool
    text: str


@dataclass(frozen=True)
class Funnel:
    """All that a template needs to draw one. Lines are lists of `x,y` for `points`."""

    points: Sequence[FunnelPoint]
    lines: dict[str, str]
    across: Sequence[AxisLabel]
    up: Sequence[AxisLabel]
    centre: float


@dataclass(frozen=True)
class Bar:
    """An interval on an axis from 0 to `BAR`, with what was expected."""

    low: float
    point: float
    high: float
    expected: float | None


def funnel(board: Board, figure: Figure) -> Funnel | None:
    """The funnel of a share; None where fewer than two rows have the figure.

    A row is drawn at the share that it would have with the average sort of cases: that of all rows
    times observed / expected. So one funnel is right for all of them.
    """
    told = [row for row in board.rows if row.estimates and _adjusted(row.estimates[figure], board)]
    centre = board.overall.estimates.get(figure) if board.overall.estimates else None
    if len(told) < 2 or centre is None or centre.value is None:
        return None
    sizes = [max(MIN_PEOPLE, in_tens(row.estimates[figure].n)) for row in told]
    across = _Across(min(sizes), max(sizes))
    points = []
    for row, n in zip(told, sizes, strict=True):
        estimate = row.estimates[figure]
        share = _adjusted(estimate, board) or 0.0
        band = estimate.band
        is_sure = band.at_998 is not Place.AS_EXPECTED
        text = sentence(estimate, row.name)
        points.append(FunnelPoint(across(n), up(share), band.at_95, is_sure, text))
    lines = _lines(across, centre.value.point, board.spreads.get(figure, Spread(1.0, 0.0)))
    marks = [AxisLabel(up(k / 5), percent(k / 5)) for k in range(6)]
    return Funnel(points, lines, across.marks(), marks, up(centre.value.point))


def bar(estimate: Estimate) -> Bar | None:
    """The bar of a share; None where it is not told."""
    if not estimate.is_told or estimate.value is None:
        return None
    value = estimate.value
    expected = None if estimate.expected is None else estimate.expected / estimate.n
    return Bar(*_scaled(value), None if expected is None else round(BAR * expected, 1))


def up(share: float) -> float:
    """The height of a share in the funnel, in pixels from the top."""
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)


def _scaled(value: Interval) -> tuple[float, float, float]:
    low, point, high = (round(BAR * min(1.0, v), 1) for v in (value.low, value.point, value.high))
    return low, point, high


def _adjusted(estimate: Estimate, board: Board) -> float | None:
    overall = board.overall.estimates.get(estimate.figure)
    if estimate.ratio is None or overall is None or overall.value is None:
        return None
    return min(1.0, estimate.ratio.point * overall.value.point)


class _Across:
    """Numbers of people on a logarithmic axis."""

    def __init__(self, least: float, most: float) -> None:
        self.least, self.most = max(float(MIN_PEOPLE), least / 1.3), most * 1.3

    def __call__(self, n: float) -> float:
        part = (log10(n) - log10(self.least)) / (log10(self.most) - log10(self.least))
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)

    def marks(self) -> list[AxisLabel]:
        found = [k * 10**e for e in range(1, 8) for k in (1, 3)]
        return [AxisLabel(self(n), people(n)) for n in found if self.least <= n <= self.most]

    def steps(self) -> list[float]:
        ratio = (self.most / self.least) ** (1 / _STEPS)
        return [self.least * ratio**step for step in range(_STEPS + 1)]


def _lines(across: _Across, centre: float, spread: Spread) -> dict[str, str]:
    found: dict[str, list[str]] = {"low_95": [], "high_95": [], "low_998": [], "high_998": []}
    for n in across.steps():
        for name, z in (("95", Z_95), ("998", Z_998)):
            within = limits(n, centre, spread, z)
            found[f"low_{name}"].append(f"{across(n)},{up(within.low)}")
            found[f"high_{name}"].append(f"{across(n)},{up(within.high)}")
    return {name: " ".join(points) for name, points in found.items()}
