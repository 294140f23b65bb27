"""Do whole conversations go where they should?"""

from collections.abc import Iterator
from typing import Any

from assistant.evaluation.client import Client, Talk, lines
from assistant.evaluation.figures import Figure, Section, figure


def evaluate_dialogues(client: Client) -> Section:
    """Turns, and whole dialogues, that meet all expectations of dialogues.jsonl."""
    outcomes = []
    mistakes: dict[tuple[str, str], int] = {}
    for dialogue in lines("dialogues.jsonl"):
        talk = client.conversation()
        turns = [_faults(talk, turn) for turn in _in_asked_order(talk, dialogue["turns"])]
        outcomes.append(turns)
        for fault in (fault for faults in turns for fault in faults):
            mistakes[fault] = mistakes.get(fault, 0) + 1
    figures: tuple[Figure, ...] = (
        figure("turns", (not faults for turns in outcomes for faults in turns)),
        figure("dialogues", (not any(turns) for turns in outcomes)),
    )
    worst = sorted(mistakes.items(), key=lambda entry: -entry[1])[:8]
    return Section("dialogues", figures, tuple((a, b, n) for (a, b), n in worst))


def _in_asked_order(talk: Talk, turns: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The turns, where a citizen answers what the form asks, not what the writer thought of.

    A turn that `fills` a field waits until that field is asked for, and is left out if it never
    is; all others come in their order.
    """
    waiting: list[dict[str, Any]] = []
    for turn in turns:
        if "fills" in turn:
            waiting.append(turn)
            continue
        yield from _answers(talk, waiting)
        waiting = []
        yield turn
    yield from _answers(talk, waiting)


def _answers(talk: Talk, waiting: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    while fitting := next((turn for turn in waiting if turn["fills"] == _asked(talk)), None):
        waiting.remove(fitting)
        yield fitting


def _asked(talk: Talk) -> str | None:
    choices = set(talk.options.values())
    if "confirm" in choices:
        return "confirm"
    if "skip_place" in choices:
        return "place"
    return "agency" if any(choice.startswith("agency:") for choice in choices) else None


def _faults(talk: Talk, turn: dict[str, Any]) -> list[tuple[str, str]]:
    answer = talk.say(turn["user"])
    expected = turn.get("expect", {})
    got = {
        "act": answer["act"]["name"],
        "service": answer["about"].get("service_id"),
        "agency_id": answer["about"].get("agency_id"),
    }
    faults = [
        (f"{name} {expected[name]}", str(got[name]))
        for name in got
        if expected.get(name) and expected[name] != got[name]
    ]
    kinds = [reply["kind"] for reply in answer["replies"]]
    wanted = expected.get("reply_kind_any") or [expected.get("reply_kind")]
    if any(wanted) and not set(wanted) & set(kinds):
        faults.append((f"reply {'|'.join(wanted)}", "|".join(kinds) or "none"))
    return faults
