"""The names of the sites that sources come from; the names are data, in knowledge/sites.yml."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from knowledge.files import read
from knowledge.items import Text

FILE = Path(__file__).parent / "sites.yml"
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+\.[a-z0-9-]+$")]
Named = dict[Host, Text]


class Sites(BaseModel):
    """Names by host: of offices and companies about themselves, of news, and of private sites."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    state: Named
    news: Named
    guides: Named

    @model_validator(mode="after")
    def _a_site_is_of_one_sort(self) -> "Sites":
        for one, other in (("state", "news"), ("state", "guides"), ("news", "guides")):
            if twice := set(getattr(self, one)) & set(getattr(self, other)):
                raise ValueError(f"{', '.join(sorted(twice))} stands under {one} and {other}")
        return self

    def named(self, host: str) -> tuple[str, str] | None:
        """The longest known host that `host` is, or lies below, with its name."""
        names = {**self.guides, **self.news, **self.state}
        return next(((one, names[one]) for one in _upwards(host) if one in names), None)

    def is_private(self, host: str) -> bool:
        """Whether a host is known for a private site's, whose pages are nobody's official word."""
        found = self.named(host)
        return found is not None and found[0] in self.guides


def _upwards(host: str) -> Iterator[str]:
    """A host, then the domains above it."""
    parts = host.split(".")
    yield from (".".join(parts[first:]) for first in range(len(parts) - 1))


@lru_cache(maxsize=1)
def sites() -> Sites:
    """The names of knowledge/sites.yml; raises `CatalogueError` with file and line."""
    return read(FILE, Sites)
