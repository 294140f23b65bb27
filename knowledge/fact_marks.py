"""The marks of a fact beside its text: rules, and the everyday questions that it answers.

A rule states as data what a fact requires of numbers and persons: «حداقل سن ۱۸ سال» is `age`,
`at_least: 18`. With it, a question about the asker's own case («پسرم ۱۷ سالشه میشه؟») gets a yes
or no. Everyday questions are asked of every service («شوهرم می‌تواند به‌جای من برود؟»). A fact
names those that it answers, `answers: {proxy: [1]}` in the catalogue. Where no fact of a service
answers one, the assistant says so instead of giving a fact that is merely near.
"""

from typing import Annotated, Literal, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

Kind = Literal["age", "since", "length", "count", "person", "per"]
"""Someone's age; the time since an event; how long something lasts; how many; who; a rate."""
Then = Literal["may", "allowed", "time", "must", "fine", "exempt", "wait", "barred"]
"""What holds if the test is met: it is possible and in time; it is possible; it is in time, and
possible later; it is needed; it costs a fine; it is free or not needed; it is no delay yet; it is
not possible."""
Unit = Literal["hour", "day", "week", "month", "year"]
Person = Literal[
    "self", "child", "son", "daughter", "father", "mother", "husband", "wife", "man", "woman",
    "car", "lawyer", "guardian", "tenant", "relative",
]  # fmt: skip
Event = Literal[
    "accident", "activation", "advert", "approval", "birth", "bounce", "completion", "crime", "cut",
    "damage", "deal", "death", "delivery", "departure", "documents", "dropout", "entry", "exam",
    "expiry", "filing", "fine", "found", "graduation", "issue", "jobloss", "license", "loan",
    "loss", "marriage", "meeting", "move", "notice", "payment", "reconciliation", "registration",
    "rejection", "retirement", "sending", "theft", "unplating", "violation",
]  # fmt: skip
Measure = Literal[
    "abroad", "delay", "difference", "insurance", "pregnancy", "residence", "stay", "trip",
    "validity", "children", "metres", "percent", "times", "workers", "militia", "front", "lateness",
    "claimless",
]  # fmt: skip
Of = Person | Event | Measure
_OF: dict[Kind, tuple[str, ...]] = {
    "age": get_args(Person),
    "person": get_args(Person),
    "since": get_args(Event),
    "length": get_args(Measure),
    "count": get_args(Measure),
    "per": get_args(Measure),
}
_PLAIN = ("age", "count", "person")
"""Kinds whose numbers have no unit of time; ages are years."""
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Rule(BaseModel):
    """One test, and what holds `then`.

    `of` names whose age, which event or what is measured; none for anybody's age. `where` are
    words of a message without which the rule is about another case, `unless` words with which it
    is. If `one_way`, the contrary follows from nothing. A rate (`per`) has an `amount` in
    `amount_in` for each `unit` or, without one, for each of what is counted; `at_most` is its cap.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind
    of: tuple[Of, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    below: float | None = None
    unit: Unit | None = None
    then: Then | None = None
    amount: Annotated[float, Field(gt=0)] | None = None
    amount_in: Literal["toman", "percent", "day", "month"] | None = None
    where: tuple[Word, ...] = ()
    unless: tuple[Word, ...] = ()
    one_way: bool = False
    line: Annotated[int, Field(ge=1)] = 1

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        limits = [self.at_least, self.at_most, self.above, self.below]
        has_limit, is_rate = any(one is not None for one in limits), self.kind == "per"
        if unknown := [one for one in self.of if one not in _OF[self.kind]]:
            raise ValueError(f"a rule of the kind {self.kind} cannot be of {unknown[0]}")
        if not self.of and self.kind != "age":
            raise ValueError(f"a rule of the kind {self.kind} says what it is of")
        if is_rate != (self.amount is not None) or is_rate != (self.amount_in is not None):
            raise ValueError("a rate, and nothing else, has an amount and amount_in")
        if is_rate == (self.then is not None):
            raise ValueError("a rule says what holds then; a rate does not")
        if has_limit == (self.kind == "person") and not is_rate:
            raise ValueError("a rule needs a limit; one of a person has none")
        if (self.unit is None) != (self.kind in _PLAIN) and not is_rate:
            raise ValueError("times need a unit; ages, counts and persons have none")
        return self


def names_of(kind: Kind) -> tuple[str, ...]:
    """The names that a rule of a kind may be `of`."""
    return _OF[kind]


Everyday = Literal[
    "proxy", "counter", "any_branch", "address", "appointment", "hours", "result", "late",
    "obstacle", "paper",
]  # fmt: skip
"""May another go, or must one come in person; does an office or counter do it; may it be done
anywhere; where is the office of a town; must a turn be booked; when is it open; how does one get
the outcome; what if it is late; does a debt, a record or the like stand in the way; is a certain
paper needed, or does another do. No fact is marked for the last: it is one that names the paper."""
ASPECTS_OF: dict[Everyday, tuple[str, ...]] = {
    "proxy": ("who", "eligibility"),
    "counter": ("where", "online", "contact"),
    "any_branch": ("where",),
    "address": ("where", "contact"),
    "appointment": ("steps", "where", "online"),
    "hours": ("where", "contact", "duration"),
    "result": ("after", "duration"),
    "late": ("deadline", "fee", "after", "validity"),
    "obstacle": ("eligibility", "who"),
    "paper": ("documents", "eligibility"),
}
"""The aspects under which a message's reading hears each of them."""
EVERYDAY = tuple(ASPECTS_OF)
_Line = Annotated[int, Field(ge=1)]
Answers = Annotated[
    tuple[tuple[Everyday, Annotated[tuple[_Line, ...], Field(min_length=1)]], ...],
    BeforeValidator(
        lambda written: tuple(written.items()) if isinstance(written, dict) else written
    ),
]
"""Everyday questions with the numbers of the lines that answer each, `{proxy: [1, 3]}`."""
