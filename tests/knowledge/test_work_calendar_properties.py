"""What holds for every start, duration and set of closures."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from support.office_times import IRAN, closed, shipped

from knowledge.calendar.work import Closure, WorkCalendar

TICK = timedelta(microseconds=1)
NONE = timedelta()

provinces = st.sampled_from(["تهران", "البرز", "قم", None])
moments = st.datetimes(
    datetime(2025, 3, 21),
    datetime(2027, 12, 31),
    timezones=st.sampled_from([UTC, IRAN]),
)
durations = st.timedeltas(NONE, timedelta(hours=400))
lengths = st.timedeltas(TICK, timedelta(days=12))


@st.composite
def closure_lists(draw: st.DrawFn) -> list[Closure]:
    begins = draw(st.lists(moments, max_size=6))
    return [closed(at, at + draw(lengths), draw(provinces)) for at in begins]


@st.composite
def near_closures(draw: st.DrawFn) -> tuple[datetime, list[Closure]]:
    """A moment, and closures of which most are in the days after it."""
    start = draw(moments)
    offsets = st.timedeltas(timedelta(days=-2), timedelta(days=20))
    near = []
    for _ in range(draw(st.integers(0, 5))):
        begins = start + draw(offsets)
        near.append(closed(begins, begins + draw(lengths), draw(provinces)))
    return start, near + draw(closure_lists())


def calendar_with(closures: list[Closure]) -> WorkCalendar:
    return shipped().calendar.with_closures(closures)


@given(near_closures(), durations, provinces)
def test_between_undoes_add(
    near: tuple[datetime, list[Closure]], duration: timedelta, province: str | None
) -> None:
    start, closures = near
    calendar = calendar_with(closures)
    end = calendar.add(start, duration, province)
    assert end >= start
    assert end.tzinfo is UTC
    assert calendar.between(start, end, province) == duration


@given(near_closures(), durations, provinces)
def test_add_undoes_between_in_open_time(
    near: tuple[datetime, list[Closure]], later: timedelta, province: str | None
) -> None:
    start, closures = near
    calendar = calendar_with(closures)
    end = start + later
    if calendar.is_open(end, province):
        reached = calendar.add(start, calendar.between(start, end, province), province)
        # The moment of opening comes after no more work than the moment of closing before it.
        opens = not calendar.is_open(end - timedelta(microseconds=1), province)
        assert reached == end or (opens and reached < end)
        assert calendar.between(reached, end, province) == timedelta()


@given(near_closures(), durations, provinces)
def test_add_never_ends_in_closed_time(
    near: tuple[datetime, list[Closure]], duration: timedelta, province: str | None
) -> None:
    """The end is a moment of open time, or the very end of one."""
    start, closures = near
    calendar = calendar_with(closures)
    end = calendar.add(start, duration, province)
    assert calendar.is_open(end, province) or calendar.is_open(end - TICK, province)
    if duration:
        # And it is the first such moment: just before, not all of the duration had passed.
        assert calendar.is_open(end - TICK, province)


@given(near_closures(), durations, durations, durations, provinces)
def test_add_is_monotone(
    near: tuple[datetime, list[Closure]],
    later: timedelta,
    duration: timedelta,
    longer: timedelta,
    province: str | None,
) -> None:
    start, closures = near
    calendar = calendar_with(closures)
    end = calendar.add(start, duration, province)
    assert end <= calendar.add(start + later, duration, province)
    assert end <= calendar.add(start, duration + longer, province)
    if longer:
        assert end < calendar.add(start, duration + longer, province)


@given(near_closures(), durations, durations, provinces)
def test_time_may_be_added_in_parts(
    near: tuple[datetime, list[Closure]], one: timedelta, two: timedelta, province: str | None
) -> None:
    start, closures = near
    calendar = calendar_with(closures)
    stop = calendar.add(start, one, province)
    assert calendar.add(stop, two, province) == calendar.add(start, one + two, province)


@given(closure_lists(), moments, moments, moments, provinces)
def test_between_adds_up(
    closures: list[Closure], a: datetime, b: datetime, c: datetime, province: str | None
) -> None:
    calendar = calendar_with(closures)
    parts = calendar.between(a, b, province) + calendar.between(b, c, province)
    assert calendar.between(a, c, province) == parts
    assert calendar.between(a, b, province) == -calendar.between(b, a, province)
    assert calendar.since(b, province)(a) == calendar.between(a, b, province)
    assert NONE <= calendar.between(min(a, b), max(a, b), province) <= abs(b - a)


@given(near_closures(), closure_lists(), durations, provinces)
def test_a_further_closure_never_makes_a_deadline_earlier(
    near: tuple[datetime, list[Closure]],
    more: list[Closure],
    duration: timedelta,
    province: str | None,
) -> None:
    start, closures = near
    known = calendar_with(more)
    # Those near the start come later, so that they matter.
    extended = known.with_closures(closures)
    before = known.add(start, duration, province)
    assert extended.add(start, duration, province) >= before
    assert extended.between(start, before, province) <= duration


@given(near_closures(), durations, provinces)
def test_the_order_of_closures_does_not_matter(
    near: tuple[datetime, list[Closure]], duration: timedelta, province: str | None
) -> None:
    start, closures = near
    one = calendar_with(closures).add(start, duration, province)
    assert calendar_with([*closures, *closures[::-1]]).add(start, duration, province) == one
