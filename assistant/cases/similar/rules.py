"""The thresholds of similar cases and outages, kept as data in rules.yml."""

from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.cases.terms import Indicator
from knowledge.files import read

FILE = Path(__file__).with_name("rules.yml")
Likeness = Annotated[float, Field(gt=0, le=1)]
Hours = Annotated[int, Field(ge=1, le=24 * 366)]


class Reach(StrEnum):
    """How far a matter reaches: within which place people meet the same one."""

    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shared(_Model):
    """When two cases of an indicator may be one matter; without `likeness`, words do not count."""

    reach: Reach
    window_hours: Hours
    likeness: Likeness | None = None

    @property
    def window(self) -> timedelta:
        """How old the other case may be."""
        return timedelta(hours=self.window_hours)


class OutageRules(_Model):
    """When an outage is told."""

    indicators: frozenset[Indicator]
    shown_hours: Hours


class SimilarRules(_Model):
    """All of them; an indicator that `shared` does not name is one person's own matter."""

    most_candidates: Annotated[int, Field(ge=1, le=500)]
    most_offers: Annotated[int, Field(ge=1, le=10)]
    shared: dict[Indicator, Shared]
    unnamed_likeness: Likeness
    outages: OutageRules


@lru_cache(maxsize=1)
def similar_rules() -> SimilarRules:
    """The rules of rules.yml; raises `CatalogueError` with file and line."""
    return read(FILE, SimilarRules)
