"""What `dastyar evaluate` measures on the frozen files of `tests/evaluation`, room by room.

Services, acts, personal data, bad typing and whole conversations, each through the public contract.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from knowledge.aliases import letters
from lab.evaluation.client import Client, MeasuredTalk, lines
from lab.evaluation.figures import Figure, Section, figure, macro_f1, worst


def evaluate_services(client: Client) -> Section:
    """Recall at 1 and 5 over services.jsonl, overall and per register; abstention."""
    ranked = [(item, _ids(client.search(item["text"]))) for item in lines("services.jsonl")]
    first = [(item, ids[:1] == [item["service"]]) for item, ids in ranked]
    figures = [
        figure("R@1", (hit for _, hit in first)),
        figure("R@5", (item["service"] in ids[:5] for item, ids in ranked)),
        *_by_register(first),
        *_cards(client),
    ]
    mistakes = worst((item["service"], ids[0] if ids else None) for item, ids in ranked)
    return Section("services", tuple(figures), mistakes)


def _ids(answer: dict[str, Any]) -> list[str]:
    return [result["id"] for result in answer["results"]]


def _by_register(outcomes: list[tuple[dict[str, Any], bool]]) -> list[Figure]:
    groups: dict[str, list[bool]] = defaultdict(list)
    for item, hit in outcomes:
        groups[item["register"]].append(hit)
    return [figure(f"R@1 {register}", hits) for register, hits in sorted(groups.items())]


def _cards(client: Client) -> list[Figure]:
    """The cards shown to a citizen: a single one should be right, foreign texts should get none."""
    single = []
    known = list(lines("services.jsonl"))
    for item in known:
        shown = _shown(client, item["text"])
        if len(shown) == 1:
            single.append(shown[0] == item["service"])
    foreign = [_shown(client, item["text"]) for item in lines("out_of_catalogue.jsonl")]
    return [
        Figure("single card shown", len(single), len(known)),
        figure("single card right", single),
        figure("out of catalogue: no single card", (len(shown) != 1 for shown in foreign)),
    ]


def _shown(client: Client, text: str) -> list[str]:
    turn = client.conversation().say(text)
    for reply in turn["replies"]:
        if reply["kind"] == "service":
            return [reply["service"]["id"]]
        if reply["kind"] == "services":
            return [service["id"] for service in reply["services"]]
    return []


Item = tuple[dict[str, Any], dict[str, Any]]
"""What is expected and what was understood."""


def evaluate_acts(client: Client) -> tuple[Section, ...]:
    """Acts, indicators, lines, agencies and places over acts.jsonl."""
    items = [(item, client.understand(item["text"])) for item in lines("acts.jsonl")]
    return (_acts(items), *(_field(items, name) for name in _FIELDS))


def _acts(items: list[Item]) -> Section:
    pairs = [(item["act"], got["act"]["name"]) for item, got in items]
    groups: dict[str, list[bool]] = defaultdict(list)
    for (item, _), (expected, got) in zip(items, pairs, strict=True):
        groups[item["register"]].append(expected == got)
    figures = [
        figure("accuracy", (a == b for a, b in pairs)),
        Figure("macro-F1 (×1000)", round(1000 * macro_f1(pairs)), 1000),
        _recall(pairs, "complain"),
        _recall(pairs, "emergency"),
        _hard_pairs(items),
        *(figure(f"accuracy {register}", hits) for register, hits in sorted(groups.items())),
    ]
    return Section("acts", tuple(figures), worst(pairs))


def _recall(pairs: list[tuple[str, str]], act: str) -> Figure:
    return figure(f"{act} recall", (b == act for a, b in pairs if a == act))


def _hard_pairs(items: list[Item]) -> Figure:
    """A pair counts when both of its sentences are right."""
    pairs: dict[int, list[bool]] = defaultdict(list)
    for item, got in items:
        if item.get("pair") is not None:
            pairs[item["pair"]].append(item["act"] == got["act"]["name"])
    return figure("hard pairs", (all(hits) for hits in pairs.values()))


def _line_is_right(item: dict[str, Any], got: str | None) -> bool:
    return got in {item["line"], *item.get("line_also", [])}


def _same(name: str) -> Callable[[dict[str, Any], str | None], bool]:
    def is_same(item: dict[str, Any], got: str | None) -> bool:
        return (item[name] or "") == (got or "")

    return is_same


def _is_same_place(name: str) -> Callable[[dict[str, Any], str | None], bool]:
    """However it is spelled: with half-spaces or without, with ئ or ی."""

    def is_same(item: dict[str, Any], got: str | None) -> bool:
        return letters(item[name] or "") == letters(got or "")

    return is_same


_FIELDS: dict[str, Callable[[dict[str, Any], str | None], bool]] = {
    "indicator": _same("indicator"),
    "line": _line_is_right,
    "agency_id": _same("agency_id"),
    "province": _is_same_place("province"),
    "city": _is_same_place("city"),
}


def _field(items: list[Item], name: str) -> Section:
    known = [(item, got.get(name)) for item, got in items if item.get(name)]
    absent = [got.get(name) for item, got in items if not item.get(name)]
    figures = [figure("right where there is one", (_FIELDS[name](i, g) for i, g in known))]
    if name in {"agency_id", "province", "city"}:
        figures.append(figure("silent where there is none", (g is None for g in absent)))
    return Section(name, tuple(figures), worst((i[name], g) for i, g in known))


Span = tuple[int, int, str]
_GROUPS = {"name": "names", "address": "addresses"}
_HIDDEN, _ADDRESS_HIDDEN = 0.85, 0.6
"""Of its letters and digits, so much of a value must be masked to count as hidden. Where an address
begins and ends is a matter of taste, and part of it tells nobody's door."""


def evaluate_pii(client: Client) -> Section:
    """Precision and recall of exact spans over pii.jsonl, and texts without an alarm."""
    items = [(_spans(item["spans"]), _found(client, item["text"])) for item in lines("pii.jsonl")]
    right = sum(len(expected & got) for expected, got in items)
    figures = (
        Figure("precision", right, sum(len(got) for _, got in items)),
        Figure("recall", right, sum(len(expected) for expected, _ in items)),
        figure("clean texts without alarm", (not got for expected, got in items if not expected)),
    )
    return Section("pii", figures)


def evaluate_personal(client: Client) -> Section:
    """How much personal data in messages is hidden (personal.jsonl), and what is hidden wrongly."""
    items = [
        (i["text"], _spans(i["spans"]), _found(client, i["text"])) for i in lines("personal.jsonl")
    ]
    hidden: dict[str, list[bool]] = {"numbers": [], "names": [], "addresses": []}
    for text, expected, got in items:
        for span in expected:
            hidden[_GROUPS.get(span[2], "numbers")].append(_is_hidden(text, span, got))
    alarms = [
        any(_meet(one, span) for span in expected) for _, expected, got in items for one in got
    ]
    clean = (not got for _, expected, got in items if not expected)
    return Section(
        "personal",
        (
            *(figure(f"{name} hidden", found) for name, found in hidden.items()),
            figure("alarms that are right", alarms),
            figure("clean texts without alarm", clean),
        ),
    )


def evaluate_noise(client: Client) -> Section:
    """The same sentences typed well and badly (noisy.jsonl)."""
    items = list(lines("noisy.jsonl"))
    figures = []
    for kind in ("clean", "noisy"):
        acts = (client.understand(i[kind])["act"]["name"] == i["act"] for i in items)
        figures.append(figure(f"{kind}: act", acts))
        asked = [i for i in items if i.get("service")]
        first = (client.search(i[kind])["results"][0]["id"] == i["service"] for i in asked)
        figures.append(figure(f"{kind}: service R@1", first))
    return Section("noise", tuple(figures))


def _spans(spans: list[dict[str, int | str]]) -> set[Span]:
    return {(int(s["start"]), int(s["end"]), str(s["type"])) for s in spans}


def _found(client: Client, text: str) -> set[Span]:
    return _spans(client.understand(text)["pii"])


def _is_hidden(text: str, span: Span, got: set[Span]) -> bool:
    masked = {place for start, end, _ in got for place in range(start, end)}
    places = [place for place in range(span[0], span[1]) if not text[place].isspace()]
    share = sum(place in masked for place in places) / len(places)
    return share >= (_ADDRESS_HIDDEN if span[2] == "address" else _HIDDEN)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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


def _in_asked_order(talk: MeasuredTalk, turns: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
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


def _answers(talk: MeasuredTalk, waiting: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    while fitting := next((turn for turn in waiting if turn["fills"] == _asked(talk)), None):
        waiting.remove(fitting)
        yield fitting


def _asked(talk: MeasuredTalk) -> str | None:
    choices = set(talk.options.values())
    if "confirm" in choices:
        return "confirm"
    if "skip_place" in choices:
        return "place"
    return "agency" if any(choice.startswith("agency:") for choice in choices) else None


def _faults(talk: MeasuredTalk, turn: dict[str, Any]) -> list[tuple[str, str]]:
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


ROOMS: dict[str, Callable[[Client], tuple[Section, ...]]] = {
    "services": lambda client: (evaluate_services(client),),
    "acts": evaluate_acts,
    "pii": lambda client: (evaluate_pii(client), evaluate_personal(client)),
    "noise": lambda client: (evaluate_noise(client),),
    "dialogues": lambda client: (evaluate_dialogues(client),),
}


def evaluate(url: str, room: str) -> list[Section]:
    """Measure one room, or `all`, of the assistant at `url`."""
    client = Client(url)
    wanted = ROOMS if room == "all" else {room: ROOMS[room]}
    return [section for measure in wanted.values() for section in measure(client)]
