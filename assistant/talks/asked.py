"""Needs told in talks, with the service that each was about: more questions for the search.

In a talk people write shorter, and beside what they do not want («پاسپورت رو ول کنید. سماح کجاست»).
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.dialogue import words
from assistant.language.repair import repair
from assistant.settings import PROJECT
from assistant.talks.schema import LabelledTurn, Talk
from knowledge.catalogue import Catalogue
from knowledge.search.questions import Question

ASKED = PROJECT / "nlu_data" / "asked.jsonl"
_SEEKS = frozenset(["find", "correct"])
_LEAST_WORDS = 2
"""Words of its own that a text needs: «هست بخدا» seeks a service only behind what was said."""


def asked_questions(talks: Iterable[Talk], catalogue: Catalogue) -> list[Question]:
    """The turns of `talks` that seek one service, each text once."""
    turns = (turn for talk in talks for turn in talk.turns)
    found = (question for turn in turns for question in _of(turn, catalogue))
    return list({question.text: question for question in found}.values())


def write_asked(questions: Iterable[Question], path: Path = ASKED) -> None:
    """Keep the questions as JSON lines."""
    rows = ({"text": one.text, "service": one.service} for one in questions)
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")


def _of(turn: LabelledTurn, catalogue: Catalogue) -> Iterator[Question]:
    kinds = [name.partition(":") for name in turn.about]
    if not turn.do or turn.do[0] not in _SEEKS or len(kinds) != 1:
        return
    kind, _, id_ = kinds[0]
    text = words.kept(repair(turn.say).text, refuses=turn.do[0] == "correct")
    if kind == "service" and id_ in catalogue.by_id and len(words.own_words(text)) >= _LEAST_WORDS:
        yield Question(text, id_)
