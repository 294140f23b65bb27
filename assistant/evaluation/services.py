"""Is the right service found, and is silence kept when there is none?"""

from collections import defaultdict
from typing import Any

from assistant.evaluation.client import Client, lines
from assistant.evaluation.figures import Figure, Section, figure, worst


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
    """What a citizen is shown: a single card should be right, foreign texts should get none."""
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
