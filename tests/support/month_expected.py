"""What must happen to every case of a made-up month, and when, by a separate model."""

from dataclasses import dataclass, field

from support.month_plan import DAY, END, Life, Month, tick

TOP = 2
REMINDER, CLOSING, SETTLING = 2 * DAY, 3 * DAY, 7 * DAY
Happened = tuple[str, int, tuple[int, ...]]
"""A type of event, its minute, and the minutes that the event names as due."""


@dataclass
class Story:
    """The events of one case that happen unasked, its filing before them."""

    month: Month
    life: Life
    events: list[Happened] = field(default_factory=list)
    level: int = 0

    def told(self) -> list[Happened]:
        """All of them until the end of the month."""
        life = self.life
        self._add("registered", life.filed, self._deadlines(life.filed, life.seen))
        self._wait(life.seen, life.filed, life.referred or life.answered, life.has_agency)
        if life.referred:
            self.level = 0
            self._wait(life.referred, life.referred, life.answered, True)
        if life.answered:
            self._after_answer(life.answered)
        return [event for event in self.events if event[1] <= END]

    def _after_answer(self, answered: int) -> None:
        life, until = self.life, self.life.judged or END + 1
        reminded = tick(answered + REMINDER)
        if reminded < until:
            self._add("reminded", reminded, (answered + REMINDER,))
            if tick(reminded + CLOSING) < until:
                due = reminded + CLOSING
                self._add("closed_unconfirmed", tick(due), (due,))
        if life.judged and life.verdict == "unsolved":
            if self.level < TOP:
                self._add("escalated", life.judged, ())
                self.level += 1
            self._wait(life.judged, life.judged, None, True)
        elif life.judged:
            due = life.judged + SETTLING
            self._add("closed", tick(due), (due,))

    def _wait(self, begin: int, start: int, until: int | None, has_agency: bool) -> None:
        """From the look at `begin` until somebody does something, by a clock from `start` on."""
        end, told = min(until or END + 1, END + 1), self._deadlines(start, begin)
        for segment in self.month.segments:
            now, last = max(segment[0], begin), min(segment[1], end)
            if now >= last:
                continue
            due = self._deadlines(start, now)
            is_watched = has_agency if self.life.is_praise else self.level < TOP
            if is_watched and due != told:
                self._add("rescheduled", now, due)
                told = due
            if self.life.is_praise:
                if has_agency and tick(due[1]) < last:
                    self._add("delivered", max(now, tick(due[1])), due[1:])
                    return
                continue
            while self.level < TOP and tick(due[self.level]) < last:
                self._add("escalated", max(now, tick(due[self.level])), (due[self.level],))
                self.level += 1

    def _deadlines(self, start: int, at: int) -> tuple[int, int]:
        segment = next(first for first, last in self.month.segments if first <= at < last)
        return self.month.deadlines(start, self.life.province, segment)

    def _add(self, type_: str, at: int, due: tuple[int, ...]) -> None:
        self.events.append((type_, at, due))
