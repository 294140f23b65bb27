"""What citizens' marks say of one cell of the scoreboard. Within a `Session`."""

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from assistant.cases.models import Case
from assistant.conversation.models import Rating
from assistant.insight.ratings.prompts import RatingPrompt
from assistant.insight.ratings.terms import FLAGS, Occasion

SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class RatingCounts:
    """Marks of one agency and month, a person each.

    `offered`, `asked` and `answered` count conversations: those that could rate, that were asked
    to, and that did. `histogram` counts people by their mark, from 1 to 5; `flagged` are marks
    left out because one address gave more than people do.

    Scores that come with the verdict on a case are not in it: they belong to a tenure, and a mark
    from the talk in which that case was filed is left out here.
    """

    offered: int
    asked: int
    answered: int
    histogram: tuple[int, int, int, int, int]
    flagged: int

    @property
    def people(self) -> int:
        """How many people the marks are of."""
        return sum(self.histogram)

    @property
    def sum(self) -> int:
        """All marks added."""
        return sum(score * people for score, people in zip(SCORES, self.histogram, strict=True))

    @property
    def satisfied(self) -> int:
        """How many people gave 4 or 5."""
        return self.histogram[3] + self.histogram[4]


def rating_counts(
    session: Session,
    agency_id: str,
    province: str | None,
    month: str,
    occasions: tuple[Occasion, ...] = tuple(Occasion),
) -> RatingCounts:
    """The marks of an agency in a Jalali month («1405-09»).

    In one province, in none ('': the province was not known), or anywhere (None). `occasions`
    chooses what was rated: an answer is the assistant's work as much as the agency's.
    """
    of_rating = [Rating.agency_id == agency_id, Rating.month == month]
    of_prompt = [RatingPrompt.agency_id == agency_id, RatingPrompt.month == month]
    if province is not None:
        of_rating.append(func.coalesce(Rating.province, "") == province)
        of_prompt.append(RatingPrompt.province == province)
    sums = select(
        func.coalesce(func.sum(RatingPrompt.offered), 0),
        func.coalesce(func.sum(RatingPrompt.asked), 0),
        func.coalesce(func.sum(RatingPrompt.answered), 0),
    ).where(*of_prompt)
    offered, asked, answered = session.execute(sums).one()
    dropped = select(func.count()).where(*of_rating, ~Rating.counts, Rating.why.in_(FLAGS))
    return RatingCounts(
        int(offered),
        int(asked),
        int(answered),
        _histogram(session, *of_rating, Rating.occasion.in_(occasions)),
        session.scalar(dropped) or 0,
    )


@dataclass(frozen=True)
class TalkMarks:
    """Marks of talks for one row of a board: people, those with 4 or 5, and talks that could rate.

    `offered` and `answered` count conversations, as in `RatingCounts`.
    """

    people: int = 0
    satisfied: int = 0
    offered: int = 0
    answered: int = 0


def marks_by(
    session: Session,
    by: str,
    months: tuple[str, str],
    *,
    agency_id: str | None = None,
    province: str | None = None,
) -> dict[str, TalkMarks]:
    """The same for many rows at once, by `agency_id`, `province` or `service_id` ('' for none).

    Of the months from the first to the second, both included; of an agency, or of a province.
    """
    found: dict[str, TalkMarks] = {}
    of_rating, of_prompt = (_of(table, months, agency_id, province) for table in _TABLES)
    name = func.coalesce(getattr(Rating, by), "")
    good = func.sum(case((Rating.score >= _SATISFIED, 1), else_=0))
    people = select(name, func.count(), good).where(*of_rating, Rating.counts, ~_is_judged())
    for key, count, satisfied in session.execute(people.group_by(name)):
        found[key] = TalkMarks(people=count, satisfied=satisfied)
    of_it = getattr(RatingPrompt, by)
    sums = (func.sum(RatingPrompt.offered), func.sum(RatingPrompt.answered))
    for key, offered, answered in session.execute(
        select(of_it, *sums).where(*of_prompt).group_by(of_it)
    ):
        known = found.get(key, TalkMarks())
        found[key] = replace(known, offered=int(offered), answered=int(answered))
    return found


_TABLES: tuple[type[Rating | RatingPrompt], ...] = (Rating, RatingPrompt)
_SATISFIED = 4


def _of(
    table: type[Rating | RatingPrompt],
    months: tuple[str, str],
    agency_id: str | None,
    province: str | None,
) -> list[ColumnElement[bool]]:
    first, last = months
    found = [table.agency_id.is_not(None), table.month >= first, table.month <= last]
    if agency_id:
        found.append(table.agency_id == agency_id)
    if province:
        found.append(table.province == province)
    return found


def _histogram(session: Session, *which: ColumnElement[bool]) -> tuple[int, int, int, int, int]:
    by_score = select(Rating.score, func.count()).where(*which, Rating.counts, ~_is_judged())
    rows = session.execute(by_score.group_by(Rating.score)).all()
    found = {int(score): int(people) for score, people in rows}
    return (
        found.get(1, 0),
        found.get(2, 0),
        found.get(3, 0),
        found.get(4, 0),
        found.get(5, 0),
    )


def _is_judged() -> ColumnElement[bool]:
    """Whether the citizen has rated the agency's answer to the case of this talk, too."""
    return exists().where(
        Case.conversation_id == Rating.conversation_id,
        Case.agency_id == Rating.agency_id,
        Case.score.is_not(None),
    )
