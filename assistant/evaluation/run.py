"""What `dastyar evaluate` measures, room by room."""

from collections.abc import Callable

from assistant.evaluation.acts import evaluate_acts
from assistant.evaluation.client import Client
from assistant.evaluation.dialogues import evaluate_dialogues
from assistant.evaluation.figures import Section
from assistant.evaluation.services import evaluate_services
from assistant.evaluation.texts import evaluate_noise, evaluate_personal, evaluate_pii

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
