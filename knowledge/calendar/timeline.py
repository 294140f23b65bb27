"""Open time as sorted spans, with running totals for quick sums."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]
"""From (included) until (excluded); aware and in UTC."""

_NONE = timedelta()


class Timeline:
    """Spans that follow one another and do not overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._opens: list[datetime] = []
        self._closes: list[datetime] = []
        self._before: list[timedelta] = []
        self._after: list[timedelta] = []
        self.total = _NONE
        for begin, until in spans:
            self._opens.append(begin)
            self._closes.append(until)
            self._before.append(self.total)
            self.total += until - begin
            self._after.append(self.total)

    def is_open(self, moment: datetime) -> bool:
        """Whether `moment` lies in a span."""
        place = bisect_right(self._opens, moment) - 1
        return place >= 0 and moment < self._closes[place]

    def worked(self, moment: datetime) -> timedelta:
        """Open time before `moment`."""
        place = bisect_right(self._opens, moment) - 1
        if place < 0:
            return _NONE
        return self._before[place] + min(moment, self._closes[place]) - self._opens[place]

    def reach(self, start: datetime, duration: timedelta) -> tuple[datetime | None, timedelta]:
        """When `duration` of open time has passed since `start`.

        If the timeline ends before, None and what is left of the duration.
        """
        first = bisect_left(self._closes, start)
        if first == len(self._closes):
            return None, duration
        begin = max(start, self._opens[first])
        target = self._before[first] + (begin - self._opens[first]) + duration
        if target > self.total:
            return None, target - self.total
        # Without duration the target is also the end of the span before, which has passed.
        last = max(first, bisect_left(self._after, target))
        return self._opens[last] + (target - self._before[last]), _NONE


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for begin, until in sorted(spans):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], until))
        else:
            result.append((begin, until))
    return result


def without(spans: Iterable[Span], holes: Sequence[Span]) -> Iterator[Span]:
    """What is left of `spans` when `holes` (merged) are cut out."""
    ends = [until for _, until in holes]
    for begin, until in spans:
        start = begin
        for hole_begin, hole_end in holes[bisect_right(ends, begin) :]:
            if hole_begin >= until:
                break
            if hole_begin > start:
                yield start, hole_begin
            start = hole_end
        if start < until:
            yield start, until
