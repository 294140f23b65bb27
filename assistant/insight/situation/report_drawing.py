"""The trend of a report as geometry for a template that draws SVG; time goes from left to right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.insight.scoreboard.drawing import Mark
from assistant.insight.scoreboard.telling import percent
from assistant.insight.situation.report_counts import Point
from assistant.insight.statistics.intervals import Interval

WIDTH, HEIGHT = 720, 230
LEFT, RIGHT, TOP, BOTTOM = 48, 14, 12, 30
_STEPS = 4
_MONTHS_APART = 2


@dataclass(frozen=True)
class Dot:
    """A month's share with the ends of its interval, in pixels."""

    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class Line:
    """The dots of a share; `parts` are lines for `points`, broken where a month has none."""

    dots: Sequence[Dot]
    parts: Sequence[str]


@dataclass(frozen=True)
class Trend:
    """All that a template needs to draw one."""

    solved: Line
    breaches: Line
    up: Sequence[Mark]
    across: Sequence[Mark]


def drawn(points: Sequence[Point]) -> Trend | None:
    """The trend; None where no month has enough people."""
    if not any(point.solved or point.breaches for point in points):
        return None
    names = [Mark(_x(place, len(points)), point.title_fa) for place, point in enumerate(points)]
    return Trend(
        solved=_line(points, lambda point: point.solved),
        breaches=_line(points, lambda point: point.breaches),
        up=[Mark(_y(step / _STEPS), percent(step / _STEPS)) for step in range(_STEPS + 1)],
        # From the last month back, so that the month of the report always has its name.
        across=names[::-1][::_MONTHS_APART],
    )


def _line(points: Sequence[Point], share: Callable[[Point], Interval | None]) -> Line:
    dots: list[Dot] = []
    parts: list[list[str]] = [[]]
    for place, point in enumerate(points):
        value = share(point)
        if value is None:
            parts.append([])
            continue
        dot = Dot(_x(place, len(points)), _y(value.point), _y(value.low), _y(value.high))
        dots.append(dot)
        parts[-1].append(f"{dot.x},{dot.y}")
    return Line(dots, [" ".join(part) for part in parts if len(part) > 1])


def _x(place: int, months: int) -> float:
    inset = 24
    width = WIDTH - LEFT - RIGHT - 2 * inset
    return round(LEFT + inset + width * place / max(1, months - 1), 1)


def _y(share: float) -> float:
    return round(TOP + (1 - share) * (HEIGHT - TOP - BOTTOM), 1)
