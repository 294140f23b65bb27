"""The hours at which nobody's telephone may ring."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from assistant.language.dates import TEHRAN


@dataclass(frozen=True)
class QuietHours:
    """From `begins` (included) until `ends` by Tehran's clocks; over midnight if `ends` is earlier.

    Equal ends mean no quiet hours at all.
    """

    begins: time
    ends: time

    @classmethod
    def written(cls, text: str) -> "QuietHours":
        """From `22:00-08:00`; raises ValueError for anything else."""
        begins, _, ends = text.partition("-")
        return cls(time.fromisoformat(begins), time.fromisoformat(ends))

    def hold_at(self, moment: datetime) -> bool:
        """Whether `moment` (aware) is within the quiet hours."""
        clock = moment.astimezone(TEHRAN).time()
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def next_allowed(self, moment: datetime) -> datetime:
        """`moment` itself, or the end of the quiet hours around it; in UTC."""
        if not self.hold_at(moment):
            return moment.astimezone(UTC)
        local = moment.astimezone(TEHRAN)
        end = datetime.combine(local.date(), self.ends, TEHRAN)
        if end <= local:
            end = datetime.combine(local.date() + timedelta(days=1), self.ends, TEHRAN)
        return end.astimezone(UTC)
