"""What happens by chance in the made-up half year; the same seed draws the same."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import TypeVar

from persiantools.jdatetime import JalaliDate

from assistant.cases.filing import Origin
from assistant.cases.moves import Move
from assistant.cases.schemas import Contact, OpenDraft
from assistant.cases.terms import Identity, Indicator, Kind
from assistant.demo.half_year.schemas import Character, MadeUpWords, Plan
from assistant.demo.stories import MARK
from assistant.language.dates import TEHRAN
from knowledge.catalogue import Catalogue

Thing = TypeVar("Thing")
_LATE_H = 48
"""Who waited longer is more seldom content."""
_SCORES = {Move.CONFIRMED: (4, 5, 5), Move.PARTLY: (2, 3, 3, 4), Move.DISPUTED: (1, 1, 2)}
_SCORED = 0.7
_MONTH = timedelta(days=31)
_NUMBERS = "0970"
"""How made-up numbers begin; by libphonenumber no mobile number of Iran does."""


class Chances:
    """Draws by the plan; `begin` is when the half year begins."""

    def __init__(
        self, seed: int, plan: Plan, words: MadeUpWords, catalogue: Catalogue, begin: datetime
    ) -> None:
        self.random, self._plan, self._words = Random(seed), plan, words
        self._begin = begin
        self._characters = {one.id: one for one in plan.agencies}
        self._services: dict[str, list[tuple[str, str]]] = {one.id: [] for one in plan.agencies}
        for entry in catalogue.entries:
            if entry.agency.id in self._services:
                self._services[entry.agency.id].append((entry.service.id, entry.service.title))

    def character(self, agency_id: str | None) -> Character:
        """How the agency is."""
        return self._characters[agency_id or ""]

    def moments(self, count: int, until: datetime) -> list[datetime]:
        """When `count` citizens write, in their order: by month, weekday and hour in Tehran."""
        first = self._begin.astimezone(TEHRAN).date()
        days = [first + timedelta(days=n) for n in range((until - self._begin).days + 1)]
        loads = list(accumulate(self._load(JalaliDate(day)) for day in days))
        hours = list(accumulate(self._plan.hours))
        found: list[datetime] = []
        while len(found) < count:
            (day,) = self.random.choices(days, cum_weights=loads)
            (hour,) = self.random.choices(range(24), cum_weights=hours)
            midnight = datetime(day.year, day.month, day.day, tzinfo=TEHRAN)
            moment = midnight + timedelta(hours=hour, seconds=self.random.uniform(0, 3600))
            if self._begin <= moment < until:
                found.append(moment)
        return sorted(found)

    def _load(self, day: JalaliDate) -> float:
        load: float = self._plan.months[day.month - 1] * self._plan.weekdays[day.weekday()]
        return load

    def draft(
        self,
        agency_id: str | None = None,
        indicator: Indicator | None = None,
        province: str | None = None,
    ) -> tuple[OpenDraft, Origin]:
        """What a citizen files, and by what way; only arguments that are not given are drawn."""
        kind = Kind.COMPLAINT if indicator else self.weighted(self._plan.kinds)
        agency_id = agency_id or self.agency()
        indicator = indicator or self._indicator(kind, agency_id)
        place = province or self.weighted(
            {name: one.weight for name, one in self._plan.provinces.items()}
        )
        city = self.random.choice(self._plan.provinces[place].cities)
        service_id, title = self.random.choice(self._services[agency_id])
        text = self.random.choice(self._words.of(kind, indicator))
        identity = self.weighted(self._plan.identities)
        draft = OpenDraft(
            kind=kind,
            agency_id=agency_id,
            indicator=indicator,
            province=place,
            city=city,
            service_id=service_id,
            description=MARK + filled(text + self.random.choice(self._words.endings), title, city),
            identity=identity,
            contact=None if identity is Identity.ANONYMOUS else self._contact(),
        )
        return draft, Origin(evidence={"channel": self.weighted(self._plan.channels)})

    def _contact(self) -> Contact:
        """A made-up person, with a number that reaches nobody."""
        names = self._words.first_names, self._words.surnames
        name = " ".join(self.random.choice(those) for those in names)
        return Contact(name=name, mobile=f"{_NUMBERS}{self.random.randrange(10**7):07}")

    def agency(self, besides: str | None = None) -> str:
        """An agency, another one than `besides`."""
        weights = {one.id: one.weight for one in self._plan.agencies if one.id != besides}
        return self.weighted(weights)

    def service(self, agency_id: str) -> tuple[str, str]:
        """Id and title of one of the agency's services."""
        return self.random.choice(self._services[agency_id])

    def _indicator(self, kind: Kind, agency_id: str) -> Indicator | None:
        if kind is Kind.PRAISE:
            return None
        if kind is not Kind.COMPLAINT:
            return Indicator.SUGGESTION
        return self.weighted(self._plan.indicators.get(agency_id, self._plan.usual))

    def office_time(self, who: Character, province: str | None, at: datetime) -> timedelta:
        """How long offices are open until the agency answers what came at `at`."""
        months = (at - self._begin) / _MONTH
        median = who.hours * who.drift ** min(1.0, months / 6) * who.slow.get(province or "", 1.0)
        return timedelta(hours=min(120.0, self.random.lognormvariate(0, who.spread) * median))

    def verdict(self, who: Character, waited: timedelta) -> Move | None:
        """The citizen's verdict on an answer for which they `waited`; None: they say nothing."""
        if not self.happens(who.judging):
            return None
        solved = who.solved * (0.75 if waited > timedelta(hours=_LATE_H) else 1.0)
        drawn = self.random.random()
        if drawn < solved:
            return Move.CONFIRMED
        return Move.PARTLY if drawn < solved + who.partly else Move.DISPUTED

    def score(self, verdict: Move) -> int | None:
        """The mark with a verdict; not all give one."""
        return self.random.choice(_SCORES[verdict]) if self.happens(_SCORED) else None

    def mark(self, who: Character) -> int:
        """A mark from 1 to 5 for the assistant's answers about the agency."""
        return max(1, min(5, round(self.random.gauss(who.marks, 1.1))))

    def answer(self, who: Character) -> str:
        """The agency's words: the better the agency, the more of substance."""
        answers = self._words.answers
        drawn = self.random.random()
        if drawn < who.solved:
            return self.random.choice(answers.good)
        return self.random.choice(
            answers.middling if drawn < who.solved + who.partly else answers.poor
        )

    def pause(self, median_h: float, spread: float = 0.9) -> timedelta:
        """How long somebody lets pass, by the clock."""
        return timedelta(hours=self.random.lognormvariate(0, spread) * median_h)

    def happens(self, share: float) -> bool:
        """Whether something with this probability happens."""
        return self.random.random() < share

    def one_of(self, texts: Sequence[Thing]) -> Thing:
        """Any of these."""
        return self.random.choice(texts)

    def weighted(self, weights: Mapping[Thing, float]) -> Thing:
        """One of the keys, by weight."""
        return self.random.choices(list(weights), weights=list(weights.values()))[0]


def filled(text: str, service: str, city: str) -> str:
    """`text` with the names in their places."""
    return text.replace("{کار}", service).replace("{جا}", city)
