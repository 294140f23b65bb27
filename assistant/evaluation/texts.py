"""Is personal data found, and does bad typing do harm?"""

from assistant.evaluation.client import Client, lines
from assistant.evaluation.figures import Figure, Section, figure

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
    """How much of what people type about themselves is hidden (personal.jsonl), and what else."""
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
