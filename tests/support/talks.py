"""Whole talks from files: what citizens write, and what they must and must not see then."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from support.citizen import Answer, Citizen

TALKS = Path(__file__).parents[1] / "dialogue" / "development"


@dataclass(frozen=True)
class Exchange:
    """One message, what came back, and what is wrong with it."""

    said: str
    answer: Answer
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Played:
    """A talk that was played to its end."""

    name: str
    exchanges: tuple[Exchange, ...]

    @property
    def is_whole(self) -> bool:
        return not any(exchange.faults for exchange in self.exchanges)


def talks(folder: Path = TALKS) -> Iterator[dict[str, Any]]:
    """Every talk of every file."""
    for path in sorted(folder.glob("*.yml")):
        yield from yaml.safe_load(path.read_text(encoding="utf-8"))


async def play(talk: dict[str, Any], http: httpx.AsyncClient) -> Played:
    """Play one talk over the public interface."""
    citizen = await Citizen.arrive(http)
    exchanges: list[Exchange] = []
    for turn in talk["turns"]:
        told = turn["say"]
        answer = await (citizen.press(told) if told in citizen.seen else citizen.say(told))
        faults = list(faults_of(answer, turn.get("see") or {}))
        if exchanges and _repeats(exchanges[-1].answer, answer):
            faults.append("the same answer twice")
        exchanges.append(Exchange(told, answer, tuple(faults)))
    return Played(talk["talk"], tuple(exchanges))


def shown(answer: Answer) -> str:
    """Everything that can be read in an answer."""
    return "\n".join(_strings(answer.replies))


def asks(answer: Answer) -> str:
    """What the complaint form is asking: description, agency, place, confirm or nothing."""
    choices = set(answer.buttons.values())
    if "cancel" not in choices:
        return "nothing"
    if "confirm" in choices:
        return "confirm"
    if "skip_place" in choices:
        return "place"
    return "agency" if any(choice.startswith("agency:") for choice in choices) else "description"


def faults_of(answer: Answer, expected: dict[str, Any]) -> Iterator[str]:
    """What an answer lacks of what the talk expects, or has too much."""
    text, about = shown(answer), answer.body["about"]
    got = {
        "act": answer.body["act"]["name"],
        "owner": answer.body["owner"],
        "service": about.get("service_id"),
        "agency": about.get("agency_id"),
        "asks": asks(answer),
    }
    for name, value in got.items():
        wanted = expected.get(name, value)
        if value not in (wanted if isinstance(wanted, list) else [wanted]):
            yield f"{name} {wanted}, not {value}"
    if not set(expected.get("kind", answer.kinds)) & set(answer.kinds):
        yield f"kind {expected['kind']}, not {answer.kinds}"
    yield from (f"no «{word}»" for word in expected.get("words", ()) if word not in text)
    yield from (f"shows «{word}»" for word in expected.get("not", ()) if word in text)
    yield from (f"no button «{b}»" for b in expected.get("buttons", ()) if b not in answer.buttons)
    if expected.get("any") and not any(word in text for word in expected["any"]):
        yield f"none of {expected['any']}"


def _repeats(before: Answer, now: Answer) -> bool:
    # A card may well be shown again; the same sentence to a citizen who got nowhere may not.
    same_words = bool(now.said) and before.said == now.said
    return same_words and now.body["owner"] == "bot" and not {"service", "line"} & set(now.kinds)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
