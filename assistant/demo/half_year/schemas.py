"""The made-up half year as data: what its YAML files say."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

from assistant.cases.terms import Identity, Indicator, Kind

_FOLDER = Path(__file__).parent
Share = Annotated[float, Field(ge=0, le=1)]
Weights = dict[str, Annotated[float, Field(ge=0)]]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Character(_Data):
    """How an agency is (half_year.yml says what each number means)."""

    id: str
    weight: float = Field(gt=0)
    hours: float = Field(gt=0)
    spread: float = Field(gt=0)
    drift: float = Field(gt=0)
    silent: Share
    misdirected: Share
    judging: Share
    solved: Share
    partly: Share
    reopened: Share
    marks: float = Field(ge=1, le=5)
    slow: dict[str, float] = {}


class PlannedProvince(_Data):
    """How many cases come from a province, and the cities that they name."""

    weight: float = Field(gt=0)
    cities: list[str] = Field(min_length=1)


class PlannedOutage(_Data):
    """A system that was down; one without `hours` goes on."""

    agency: str
    province: str | None = None
    ago: float = Field(gt=0)
    hours: float | None = None
    share: Share
    source: str


class PlannedCalls(_Data):
    """What comes of calls to those whom the lot draws."""

    reached: Share
    declined: Share
    same: Share


class Plan(_Data):
    """Who is how, and how much comes when, where and by what way."""

    agencies: list[Character]
    usual: dict[Indicator, float]
    indicators: dict[str, dict[Indicator, float]]
    kinds: dict[Kind, float]
    identities: dict[Identity, float]
    calls: PlannedCalls
    channels: Weights
    months: list[float] = Field(min_length=12, max_length=12)
    weekdays: list[float] = Field(min_length=7, max_length=7)
    hours: list[float] = Field(min_length=24, max_length=24)
    provinces: dict[str, PlannedProvince]
    outages: list[PlannedOutage]


class Answers(_Data):
    """What agencies say, by how good it is."""

    good: list[str]
    middling: list[str]
    poor: list[str]
    outage: list[str]


class Comments(_Data):
    """What citizens say with a verdict."""

    confirmed: list[str]
    partly: list[str]
    disputed: list[str]


class MadeUpWords(_Data):
    """All made-up words; `complaint` to `praise` by indicator, praise under "none"."""

    complaint: dict[str, list[str]]
    suggestion: dict[str, list[str]]
    criticism: dict[str, list[str]]
    praise: dict[str, list[str]]
    endings: list[str]
    answers: Answers
    comments: Comments
    reopened: list[str]
    misdirected: str
    referred: str
    withdrawn: list[str]
    first_names: list[str] = Field(min_length=1)
    surnames: list[str] = Field(min_length=1)
    questions: list[str]
    told: list[str]

    def of(self, kind: Kind, indicator: Indicator | None) -> list[str]:
        """Descriptions of this kind and indicator."""
        found: dict[str, list[str]] = getattr(self, kind.value)
        return found[indicator.value if indicator else "none"]


@lru_cache(maxsize=1)
def plan() -> Plan:
    """The plan of half_year.yml."""
    return Plan.model_validate(YAML(typ="safe").load(_FOLDER / "half_year.yml"))


@lru_cache(maxsize=1)
def words() -> MadeUpWords:
    """The words of words.yml."""
    return MadeUpWords.model_validate(YAML(typ="safe").load(_FOLDER / "words.yml"))
