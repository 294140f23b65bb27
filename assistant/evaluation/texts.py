"""Is personal data found, and does bad typing do harm?"""

from assistant.evaluation.client import Client, lines
from assistant.evaluation.figures import Figure, Section, figure

Span = tuple[int, int, str]


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
