"""Questions about the asker's own case: is the yes, no or sum right, and left out where unsure?"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.message_reader import asked_aspects, kinds_of
from assistant.dialogue.own_case.verdicts import OwnCaseVerdict
from assistant.language.digits import ascii_digits
from assistant.language.repair import repair
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from lab.evaluation.figures import Figure, figure
from lab.talks.facts import FactQuestion, card_of

OPEN = "open"


class OwnCaseQuestion(BaseModel):
    """A message to a service in focus, and what follows for its writer.

    `fact` is the text from which it follows, `before` earlier messages of the matter. `value` is a
    sum; of it the numbers count. `open`: nothing follows surely.
    """

    model_config = ConfigDict(extra="forbid")

    service: str
    message: str
    before: list[str] = []
    fact: str = ""
    verdict: Literal["yes", "no", "value", "open"]
    value: str = ""


@dataclass(frozen=True)
class JudgedVerdict:
    """A case and the assistant's verdict, if any."""

    case: OwnCaseQuestion
    told: OwnCaseVerdict | None

    @property
    def is_right(self) -> bool:
        """Whether the verdict follows from the facts; none is right where nothing follows."""
        if self.told is None:
            return self.case.verdict == OPEN
        if self.told.says != self.case.verdict:
            return False
        return self.told.says != "value" or _numbers(self.case.value) <= _numbers(self.told.value)


def read_own_cases(path: Path) -> list[OwnCaseQuestion]:
    """The cases of a JSON-lines file; raises ValueError for a broken line."""
    with path.open(encoding="utf-8") as file:
        return [OwnCaseQuestion.model_validate(json.loads(line)) for line in file if line.strip()]


def judged(
    cases: Sequence[OwnCaseQuestion], chooser: FactChooser, reader: Reader, catalogue: Catalogue
) -> list[JudgedVerdict]:
    """Each case with the assistant's verdict, read behind the card of its service."""
    return [JudgedVerdict(case, _told(case, chooser, reader, catalogue)) for case in cases]


def figures(results: Sequence[JudgedVerdict]) -> tuple[Figure, ...]:
    """How often the verdict is right, wrong, or missing, by the verdict that follows."""
    told = [one for one in results if one.told is not None]
    found = [figure("right, of the verdicts told", (one.is_right for one in told))]
    for says in ("yes", "no", "value"):
        own = [one for one in results if one.case.verdict == says]
        found += [
            figure(f"{says}: told right", (one.is_right for one in own)),
            figure(f"{says}: told wrong", (bool(one.told) and not one.is_right for one in own)),
            figure(f"{says}: not told", (one.told is None for one in own)),
        ]
    unsure = [one for one in results if one.case.verdict == OPEN]
    found.append(figure("open: a verdict told", (one.told is not None for one in unsure)))
    return tuple(found)


def _told(
    case: OwnCaseQuestion, chooser: FactChooser, reader: Reader, catalogue: Catalogue
) -> OwnCaseVerdict | None:
    entry = catalogue.by_id[case.service]
    reading = reader.read(case.message, card_of(entry))
    asked = FactQuestion(service=case.service, question=case.message, facts=[], before=case.before)
    query = FactQuery(reading.text, kinds_of(reading), repair(asked.told).text)
    found = chooser.answers(entry, query, asked_aspects(reading))
    return next((answer.verdict for _, answer in found if answer and answer.verdict), None)


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+", ascii_digits(text)))
