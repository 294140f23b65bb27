"""Commands of `dastyar evaluate` that measure the assistant by single messages, without a talk."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

console = Console()
EVALUATION = Path(__file__).resolve().parents[2] / "tests" / "evaluation"
FACT_QUESTIONS = EVALUATION / "fact_questions.jsonl"
FOLLOW_UPS = EVALUATION / "follow_ups.jsonl"
EDITS, OWN_VERDICTS = EVALUATION / "edits.jsonl", EVALUATION / "own_verdicts.jsonl"
SEVERAL = EVALUATION / "several_questions.jsonl"


def facts(
    path: Annotated[
        Path, typer.Argument(exists=True, help="Questions about services, one JSON object a line.")
    ] = FACT_QUESTIONS,
    encoder: Annotated[
        Path | None, typer.Option(help="Another answer encoder than the one in use.")
    ] = None,
) -> None:
    """Questions about a service: the right fact told, and none told where none answers."""
    from assistant.loading import build_chooser, build_reader
    from assistant.settings import get_settings
    from knowledge.catalogue import load
    from knowledge.features.answers import OWN
    from lab.evaluation.figures import Section, show
    from lab.talks.facts import judged, read_fact_questions

    settings, catalogue = get_settings(), load()
    chooser = build_chooser(settings, encoder or OWN)
    reader, questions = build_reader(settings, catalogue), read_fact_questions(path)
    show([Section("facts", judged(questions, chooser, reader, catalogue))], console)


def verdicts(
    path: Annotated[
        Path, typer.Argument(exists=True, help="Messages about the own case, as JSON lines.")
    ] = OWN_VERDICTS,
    verbose: Annotated[bool, typer.Option(help="List every message that went wrong.")] = False,
) -> None:
    """Messages about the own case: the right yes, no or sum told, and none where it is open."""
    from assistant.loading import build_chooser, build_reader
    from assistant.settings import get_settings
    from knowledge.catalogue import load
    from knowledge.features.answers import OWN
    from lab.evaluation.figures import Section, show
    from lab.talks.verdicts import figures, judged, read_own_cases

    settings, catalogue = get_settings(), load()
    chooser, reader = build_chooser(settings, OWN), build_reader(settings, catalogue)
    results = judged(read_own_cases(path), chooser, reader, catalogue)
    for one in results if verbose else ():
        if not one.is_right:
            said = f"{one.told.says} {one.told.value}" if one.told else "-"
            show_plain(f"{one.case.verdict} {one.case.value} → {said}: {one.case.message}")
    show([Section("verdicts", figures(results))], console)


def follow_ups(
    path: Annotated[
        Path, typer.Argument(exists=True, help="Messages behind a card, as JSON lines.")
    ] = FOLLOW_UPS,
    verbose: Annotated[bool, typer.Option(help="List every message that went wrong.")] = False,
) -> None:
    """Messages behind the card of a service: of which service are they answered?"""
    from assistant.dialogue.message_reader import MessageReader
    from assistant.dialogue.ranking import Ranker
    from assistant.dialogue.referents import WEIGHTS
    from assistant.dialogue.understand import Understander
    from assistant.loading import load_knowledge
    from assistant.settings import get_settings
    from lab.evaluation.figures import Section, show
    from lab.talks.follow_ups import figures, judged, read_follow_ups

    known = load_knowledge(get_settings())
    messages = MessageReader(known.reader, known.catalogue, known.facts)
    beside, editor = known.beside, known.editor
    understander = Understander(messages, known.catalogue, Ranker(WEIGHTS), beside, editor)
    results = judged(read_follow_ups(path), understander, known.catalogue)
    for one in results if verbose else ():
        if not one.is_right:
            show_plain(
                f"{one.pair.focus} → {', '.join(one.pair.about)}: {one.pair.says} ({one.things})"
            )
    show([Section("follow-ups", figures(results))], console)


def edits(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(exists=True, dir_okay=False, help="Messages before a text, as JSON lines."),
    ] = None,
    encoder: Annotated[
        Path | None, typer.Option(help="Another edit encoder than the one in use.")
    ] = None,
) -> None:
    """Messages to the text of a case: the right words come and go, agency and place are found.

    Files of messages to a text that waits for a yes are played as in a talk.
    """
    from knowledge.features.edits import OWN, EditEncoder
    from lab.evaluation.figures import Section, show
    from lab.talks import edits, proposals
    from lab.training.edit_lessons import read_lessons

    played = [path for path in paths or [] if proposals.are_answered(path)]
    try:
        answered = [one for path in played for one in proposals.read_answered(path)]
        read = [path for path in paths or [EDITS] if path not in played]
        lessons = [lesson for path in read for lesson in read_lessons(path)]
    except ValueError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    sections = []
    if lessons:
        sections.append(Section("edits", edits.judged(lessons, EditEncoder(encoder or OWN))))
    if answered:
        sections.append(Section("proposals", proposals.judged(proposals.play(answered))))
    show(sections, console)


def split(
    path: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="Messages with marked questions.")
    ] = SEVERAL,
) -> None:
    """Messages with several questions: where they are cut, and how many are answered."""
    from assistant.loading import build_chooser, build_reader
    from assistant.settings import get_settings
    from knowledge.catalogue import load
    from lab.evaluation.figures import Section, show
    from lab.talks.split_questions import answered, judged, read_asked

    asked, catalogue, settings = read_asked(path), load(), get_settings()
    reader, chooser = build_reader(settings, catalogue), build_chooser(settings)
    cut = judged([one.several for one in asked])
    show([Section("split", (*cut, *answered(asked, chooser, reader, catalogue)))], console)


def show_plain(text: str) -> None:
    """Write a text to the terminal as it is."""
    # Plain: a citizen's brackets are no markup, and a long line stays one.
    console.print(text, markup=False, highlight=False, soft_wrap=True)
