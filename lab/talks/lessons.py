"""Lessons from talks: for the act encoder, and more questions for the search.

The encoder learns from sentences by act, situations, and the turns of labelled talks. The search
learns the needs that people state in talks, with the service of each. In a talk people write
shorter, and also name what they do not want («پاسپورت رو ول کنید. سماح کجاست»).
"""

import json
import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assistant.dialogue import words
from assistant.language.repair import repair
from assistant.settings import PROJECT
from assistant.understanding.reading import FOCI, TalkContext
from knowledge.catalogue import Catalogue, load
from knowledge.features.labels import NOTHING
from knowledge.search.questions import Question
from lab.talks.acts import acts_of_commands
from lab.talks.facts import read_fact_questions
from lab.talks.schema import Before, LabelledTurn, Talk
from lab.talks.sentence_lessons import (
    behind_cards,
    sentence_lessons,
    steps_of_events,
)
from lab.training.labels import LabelLesson

PAIRS = PROJECT / "nlu_data" / "pairs.jsonl"
TALK_REPEATS = 3
"""Turns of talks are few beside sentences without a context, so they are taught more often."""
DANGER_REPEATS = 2
"""Dangers are few, and one that is missed does most harm: without this, 3 of 60 were."""
MOVED = 0.12
"""The share of sentences without a context that are put behind one."""
_ASKED_BEHIND = 0.4
"""The share of questions about filing that are put behind one, which may be that of a draft."""
_SEED = 128
_MAIN, _ASIDE = 0.75, 0.25
"""Shares of the main command of a message and of a second one."""
_DEPENDING = frozenset(["affirm", "deny"])
"""Commands that a sentence has by what was said before."""
_ACT_OF_ASPECT = {
    "documents": "ask_documents",
    "fee": "ask_fee",
    "benefit": "ask_fee",
    "duration": "ask_duration",
    "deadline": "ask_duration",
    "where": "ask_link_or_phone",
    "contact": "ask_link_or_phone",
}


def all_lessons(talks: Iterable[Talk]) -> list[LabelLesson]:
    """All there is to learn: acts, situations, `talks`, repeated, and questions behind cards."""
    catalogue = load()
    titles, steps = Titles(catalogue), steps_of_events(catalogue)
    turns = [lesson for talk in talks for lesson in lessons_of(talk, titles, steps)]
    alone = [*sentence_lessons(catalogue, steps)]
    alone += [one for one in alone if "danger" in one.commands] * (DANGER_REPEATS - 1)
    asked = behind_cards(read_fact_questions(), catalogue)
    return [*_anywhere(alone, turns), *(turns * TALK_REPEATS), *asked]


def _anywhere(alone: Sequence[LabelLesson], turns: Sequence[LabelLesson]) -> Iterator[LabelLesson]:
    """Sentences that do the same wherever they are said, a share of them behind some context.

    A new need, a grievance or a fire stays one while another question is open. Contexts of a case
    that is being written are left out: there, a grievance is more of the same.
    """
    chance = random.Random(_SEED)
    everywhere = [one.context for one in turns if one.context]
    contexts = [context for context in everywhere if FOCI["draft"] not in context]
    for lesson in alone:
        asks = "process" in lesson.commands
        share, among = (_ASKED_BEHIND, everywhere) if asks else (MOVED, contexts)
        is_same = bool(lesson.commands) and _DEPENDING.isdisjoint(lesson.commands)
        is_moved = bool(among) and not lesson.context and is_same and chance.random() < share
        yield replace(lesson, context=chance.choice(among)) if is_moved else lesson


class Titles:
    """Names of things as they are called in a context."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, name: str) -> str:
        """The title of the thing that `name` writes; free words stay as they are."""
        kind, _, id_ = name.partition(":")
        match kind:
            case "service":
                return self._catalogue.by_id[id_].service.title
            case "agency":
                return self._catalogue.agencies[id_].name
            case "line":
                line = self._catalogue.lines.get(id_)
                return f"{id_} {line.title}" if line else id_
            case "journey":
                return self._catalogue.journeys[id_].title
            case "draft" | "filed":
                return FOCI[kind]
            case _:
                return name


def context_of(before: Before | None, titles: Titles) -> str:
    """The context before a message, as the encoder reads it."""
    if before is None:
        return ""
    options = [titles(name) for name in before.options]
    focus = titles(before.focus) if before.focus else ""
    return str(TalkContext(before.said, before.asked, focus, options))


def lessons_of(
    talk: Talk, titles: Titles, steps: Collection[str] = frozenset()
) -> Iterator[LabelLesson]:
    """One lesson for each labelled turn; `steps` are services that a life event may mean."""
    for turn in talk.turns:
        if turn.do:
            yield LabelLesson(
                repair(turn.say).text,
                act=_act_of(turn),
                context=context_of(turn.before, titles),
                commands=shares(turn.do),
                aspects=turn.aspects,
                event=None if _may_tell_event(turn, steps) else NOTHING,
                about=None if "process" in turn.do else NOTHING,
            )


def _may_tell_event(turn: LabelledTurn, steps: Collection[str]) -> bool:
    named = [name.partition(":") for name in turn.about]
    return "find" in turn.do and any(kind == "journey" or id_ in steps for kind, _, id_ in named)


def shares(commands: Sequence[str]) -> dict[str, float]:
    """How much of a message each of its commands is."""
    if len(commands) == 1:
        return {commands[0]: 1.0}
    return {commands[0]: _MAIN, commands[1]: _ASIDE}


def _act_of(turn: LabelledTurn) -> str | None:
    asked = next((_ACT_OF_ASPECT[a] for a in turn.aspects if a in _ACT_OF_ASPECT), None)
    if turn.do[0] == "tell":
        return asked or "ask_service"
    return acts_of_commands().get(turn.do[0])


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
