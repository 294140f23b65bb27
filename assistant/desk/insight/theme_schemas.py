"""Shapes of the board of open questions (docs/api.md), and the steps of a theme in Persian."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, StringConstraints

from assistant.cases.schemas import Line
from assistant.desk.casework.schemas import Named
from assistant.desk.schemas import Short, StrictBody
from assistant.insight.questions.reasons import Kind
from assistant.insight.questions.themes import ThemeState
from assistant.language.controls import Readable
from assistant.language.moments import Day


def _words(least: int, most: int) -> object:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


Title = Annotated[str, _words(3, 120), Readable]
Why = Annotated[str, _words(3, 500), Readable]


class ThemesQuery(StrictBody):
    """Which themes are wanted; `mine` leaves out those of others."""

    kind: Kind | None = None
    ended: bool = False
    mine: bool = False


class NameIn(StrictBody):
    """What a theme is called."""

    title: Title


class AssignIn(StrictBody):
    """Who takes a theme in hand; `due` is a Jalali day, by which it should be done."""

    owner_id: Short
    due: Day | None = None


class AnswerIn(StrictBody):
    """The catalogue entry that answers a theme."""

    service_id: Line


class DismissIn(StrictBody):
    """Why a theme is put aside."""

    reason: Why


class ReasonCount(BaseModel):
    """How many rows are on the board for one reason."""

    title_fa: str
    count: int


class CheckOut(BaseModel):
    """How many of the questions were answered when they were asked again."""

    at_fa: str
    asked: int
    answered: int


class ThemeOut(BaseModel):
    """A theme. Without a `title` the `proposal` is its most typical question.

    `people`, `proposal` and `reasons` are there only where at least three people asked.
    `asked_since` counts questions that came after it had ended.
    """

    id: int
    kind: Kind
    kind_fa: str
    state: ThemeState
    state_fa: str
    title: str | None = None
    proposal: str | None = None
    people: int | None = None
    rows: int
    reasons: list[ReasonCount] = []
    agency_name: str | None = None
    latest_fa: str | None = None
    owner: Named | None = None
    due_fa: str | None = None
    is_overdue: bool = False
    service: Named | None = None
    reason: str | None = None
    asked_since: int = 0
    merged_into: int | None = None
    checked: CheckOut | None = None


class WordsOut(BaseModel):
    """Masked words of citizens, and why they are on the board; `times` how often they came."""

    text: str
    times: int
    reason_fa: str | None = None
    aspect_fa: str | None = None
    service_title: str | None = None


class ThemePage(ThemeOut):
    """A theme with its citizens' masked words, the most typical first.

    `likely` are services that the most typical words find now.
    """

    words: list[WordsOut]
    likely: list[Named] = []


class ThemesOut(BaseModel):
    """The board: themes, those of most people first; `alone` counts rows that are in none."""

    themes: list[ThemeOut]
    alone: int
    grouped_at_fa: str | None = None
    is_grouping: bool
    owners: list[Named]


class LinesOut(BaseModel):
    """Lines for `questions:` of the catalogue entry; `file` is where they go, if that is known."""

    yaml: str
    file: str | None = None


class ThemeStep(StrEnum):
    """What was done with a theme, as the record of the desk tells it."""

    NAMED = "named"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    DISMISSED = "dismissed"
    REOPENED = "reopened"
    CHECKED = "checked"
    EXPORTED = "exported"


STEP_FA: dict[str, str] = {
    ThemeStep.NAMED: "نام‌گذاری",
    ThemeStep.ASSIGNED: "سپردن به یک نفر",
    ThemeStep.ANSWERED: "پیوند به خدمت",
    ThemeStep.DISMISSED: "کنار گذاشتن",
    ThemeStep.REOPENED: "باز کردن دوباره",
    ThemeStep.CHECKED: "پرسیدن دوباره",
    ThemeStep.EXPORTED: "گرفتن پرسش‌های آزمون",
}
