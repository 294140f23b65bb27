"""Whether the assistant finds the right thing in harder talks.

The citizen denies one thing, names an agency, writes a lot, or describes a life event. Each line of
a file is a short talk: its messages, and what must be seen after the last of them.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from knowledge.catalogue import Catalogue
from lab.evaluation.client import Client
from lab.evaluation.figures import Section, figure

MOST_NAMED = 3
"""Services to choose from, beyond which the right one is hardly found among them."""
_OFFICES = frozenset(("شرکت", "سازمان", "اداره", "کل", "مرکز", "وزارت", "ملی", "کشور", "ایران"))
"""Words of an agency's name by which nobody tells it from another."""
_WORD = re.compile(r"[^\W_]+")
_SERVICE, _JOURNEY = "service:", "journey:"


class Sought(BaseModel):
    """One talk: its messages, and what must and must not be seen at its end.

    `service` are ids of which one must come, `not_service` those that were denied or only look
    alike; `agency` is named by the citizen and known to the catalogue under `agency_ids`, if at
    all; `needs` are several needs, each with its services; `life` is a life event, by id or title.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: str
    says: tuple[str, ...] = Field(min_length=1)
    service: tuple[str, ...] = ()
    not_service: tuple[str, ...] = ()
    agency: str | None = None
    agency_ids: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] | None = None
    life: str | None = None


@dataclass(frozen=True)
class ShownServices:
    """What an answer shows: its replies, as the public interface gives them."""

    replies: Sequence[Mapping[str, Any]]

    @cached_property
    def cards(self) -> list[str]:
        """Ids of the services whose cards it has."""
        single = [one["service"] for one in self.replies if one["kind"] == "service"]
        several = (card for one in self.replies for card in one.get("services", ()))
        return [card["id"] for card in (*single, *several)]

    @cached_property
    def services(self) -> set[str]:
        """The cards, and at most three services to choose from."""
        return {*self.cards, *self._behind(_SERVICE)[:MOST_NAMED]}

    def has(self, ids: Sequence[str], catalogue: Catalogue) -> bool:
        """Whether one of these services is seen, or is named by its title."""
        known = (catalogue.by_id[id_].service.title for id_ in ids if id_ in catalogue.by_id)
        is_named = any(_folded(title) in _folded(self._texts) for title in known)
        return is_named or bool({*ids} & self.services)

    @property
    def is_silent(self) -> bool:
        """Whether it shows no service at all."""
        return not self.cards and not self._behind(_SERVICE)

    def offers(self, life: str, title: str) -> bool:
        """Whether a life event is named or has a button."""
        ids = {value.partition(":")[0] for value in self._behind(_JOURNEY)}
        return life in ids or _folded(title) in _folded(self._words)

    def names(self, agency: str) -> bool:
        """Whether the answer has every word that sets this agency apart from others."""
        wanted = set(_WORD.findall(_folded(agency)))
        return (wanted - _OFFICES or wanted) <= set(_WORD.findall(_folded(self._words)))

    def _behind(self, kind: str) -> list[str]:
        choices = (option["choice"] for option in self._options())
        return [choice.removeprefix(kind) for choice in choices if choice.startswith(kind)]

    def _options(self) -> Iterator[Mapping[str, str]]:
        for reply in self.replies:
            yield from reply.get("options", ())

    @property
    def _texts(self) -> str:
        return " ".join(reply.get("text", "") for reply in self.replies)

    @property
    def _words(self) -> str:
        return " ".join([self._texts, *(option["title"] for option in self._options())])


def read_sought(path: Path) -> list[Sought]:
    """The talks of a JSON-lines file; raises ValueError with the line that is none."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found += [Sought.model_validate(json.loads(line))] if line.strip() else []
        except ValueError as error:
            raise ValueError(f"{path}:{number}: {error}") from error
    return found


def evaluate_finding(client: Client, talks: Iterable[Sought], catalogue: Catalogue) -> Section:
    """What was seen at the end of each kind of talk, with a list of the talks that went wrong."""
    judged = [(talk, judge(talk, _played(client, talk), catalogue)) for talk in talks]
    names = dict.fromkeys((talk.kind, name) for talk, told in judged for name in told)
    return Section(
        "finding",
        tuple(figure(": ".join(name), _outcomes(judged, *name)) for name in names),
        tuple(
            (" / ".join(talk.says), f"{talk.kind}, not so: {name}", 1)
            for talk, told in judged
            for name, is_so in told.items()
            if not is_so
        ),
    )


def _played(client: Client, talk: Sought) -> ShownServices:
    """The answer to the last message, said in a fresh conversation."""
    conversation = client.conversation()
    *_, last = [conversation.say(text) for text in talk.says]
    return ShownServices(last["replies"])


def _outcomes(
    judged: Sequence[tuple[Sought, Mapping[str, bool]]], kind: str, name: str
) -> Iterator[bool]:
    return (told[name] for talk, told in judged if talk.kind == kind and name in told)


def judge(talk: Sought, shown: ShownServices, catalogue: Catalogue) -> dict[str, bool]:
    """What of a talk's end is as it must be, by the name of the figure."""
    told = {}
    if talk.service:
        told["right service seen"] = shown.has(talk.service, catalogue)
    if talk.needs:
        told["every need seen"] = all(shown.has(one, catalogue) for one in talk.needs)
    if talk.not_service:
        told["no card of a denied service"] = not {*talk.not_service} & {*shown.cards}
    if talk.agency:
        known = [catalogue.agencies[id_].name for id_ in talk.agency_ids]
        told["agency named"] = any(map(shown.names, (talk.agency, *known)))
    if talk.life:
        event = catalogue.journeys.get(talk.life)
        told["life event offered"] = shown.offers(talk.life, event.title if event else talk.life)
    if not any((talk.service, talk.agency, talk.life)):
        told["no card"] = not shown.cards
        told["no service named"] = shown.is_silent
    return told


def _folded(text: str) -> str:
    """A text by its letters alone: half-spaces and Arabic letters make no difference."""
    return text.replace("\u200c", " ").replace("ي", "ی").replace("ك", "ک").replace("\u0654", "")
