"""What a message does, asks for and may mean, once it is understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.dialogue.life_events import LikelyLifeEvent
from assistant.dialogue.matters import Matter
from assistant.dialogue.offices import Office
from assistant.dialogue.referents import Ranked
from assistant.dialogue.things import Thing
from assistant.understanding.reading import Reading
from knowledge.features.edits import EditReading
from knowledge.search.about import About
from knowledge.search.needs import LikelyNeed
from knowledge.search.topics import Danger, Likely

_TOLD_ACTS, MAY_TELL = ("complain", "other_line"), 0.05
"""From here on a message may tell of a grievance: «ده روزه آشغالای کوچه رو نبردن، کی جوابگوئه»."""


@dataclass(frozen=True)
class Piece:
    """One part of a message, masked as typed and repaired, and the likeliest thing it does.

    `about` is the answer about filing that it is most like, whatever it does; amid a complaint it
    `asks` for one with that probability.
    """

    text: str
    command: str
    plain: str
    about: Likely[About] | None = None
    asks: float = 0.0


@dataclass(frozen=True)
class Understanding:
    """What is made of one message; all numbers are probabilities, 0..1.

    It `is_unnamed` if it wished besides, amid the writing of a case, that no name is told.

    `kinds` are the shares of all aspects and of none; `things` are what it may mean; `both` two
    or three services that it asks for in one breath; `pieces` what each part of it does, where a
    case is written or may be. Likeliest of their kind are:
    `about`, an answer about filing, 128 or the assistant, and `also`, another one, of which any is
    wanted with the probability `asks`; `need`, which no service meets; `life`, a life event, and
    `step`, which it names of the one that is gone through. The talk goes `through` a life event by
    its services. `named` is something else than the focus that it names outright, and
    `names_only` that it says no more; `sharing` are the
    services whose names hold all of a bare message («بیمه»), the likeliest first; `answered` is how
    likely a fact of the service in focus answers it; `office` is one that it names for its matter;
    it `affirms` the focus by a word that it sets against what it denies;
    `edits` is what it does to the text of a case, where one is written, was filed, or may be; of a
    text that was shown as it would be, `edits` is what it does to that, and `edits_before` what it
    does to the text as it stands. `others` are other matters that it tells of, and `own` is what
    else it says, understood by itself; `doubtful` is all of it, where it may be two. `dangers` are
    those that are heard by texts of their own. `elsewhere` are the services that the search is sure
    of, for each of several questions that it asks. `refused` are services of the talk that it says
    it is not about.
    """

    reading: Reading
    commands: Mapping[str, float]
    acts: Mapping[str, float]
    aspects: tuple[str, ...]
    kinds: Mapping[str, float]
    line: tuple[str, float]
    danger_line: tuple[str, float]
    indicator: str | None
    things: Ranked
    both: tuple[Thing, ...] = ()
    pieces: tuple[Piece, ...] = ()
    about: Likely[About] | None = None
    also: Likely[About] | None = None
    asks: float = 0.0
    life: LikelyLifeEvent | None = None
    step: int | None = None
    through: str | None = None
    need: LikelyNeed | None = None
    named: Thing | None = None
    names_only: bool = False
    sharing: tuple[Thing, ...] = ()
    answered: float = 0.0
    office: Office | None = None
    affirms: bool = False
    edits: EditReading | None = None
    edits_before: EditReading | None = None
    others: tuple[Matter, ...] = ()
    own: "Understanding | None" = None
    doubtful: tuple[Matter, ...] = ()
    dangers: Mapping[Danger, float] = field(default_factory=dict)
    is_unnamed: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Thing, ...] = ()

    @property
    def is_other(self) -> bool:
        """Whether all of it is another matter than the one before it."""
        return bool(self.others) and self.own is None

    @property
    def changes(self) -> bool:
        """Whether words of it belong into the text of a case, or go out of it."""
        return self.edits is not None and self.edits.changes

    @property
    def may_tell(self) -> bool:
        """Whether it may tell of a grievance."""
        told = sum(self.acts.get(act, 0.0) for act in _TOLD_ACTS)
        return max(self.of("file", "line"), told) >= MAY_TELL

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.reading.text

    def of(self, *names: str) -> float:
        """The probability that the message does one of these; `edit` counts all its parts."""
        return sum(
            share
            for command, share in self.commands.items()
            if command in names or command.partition("/")[0] in names
        )

    @property
    def main(self) -> str:
        """The likeliest command."""
        return max(self.commands, key=lambda name: self.commands[name])
