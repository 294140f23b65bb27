"""Training the encoder and the calibration from the project's own data."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress

from assistant.dialogue.referents import WEIGHTS as REFERENTS
from assistant.loading import build_chooser, build_reader, normalise, training_questions
from assistant.settings import PROJECT, Settings, get_settings
from knowledge.catalogue import load
from knowledge.search.engine import document_texts
from knowledge.search.needs import NeedFeatures
from lab.talks.acts import SENTENCES
from lab.talks.lessons import PAIRS, all_lessons
from lab.talks.schema import read_talks
from lab.talks.sentence_lessons import SITUATIONS
from lab.training.calibration import CalibrationSample, fit, fit_needs
from lab.training.finetune import Pair, Recipe, finetune
from lab.training.labels import labelled_sentences

TALKS = PROJECT / "nlu_data" / "talks"
DEVELOPMENT = PROJECT / "knowledge" / "development" / "questions.tsv"
TALKED = PROJECT / "knowledge" / "development" / "finding.jsonl"
NEEDED = PROJECT / "nlu_data" / "needs.jsonl"
PERSONAL = (
    PROJECT / "nlu_data" / "personal.jsonl",
    PROJECT / "tests" / "language" / "pii_development.jsonl",
)
FOREIGN_ACTS = ("out_of_scope", "greet", "abuse")
"""Acts whose sentences name no service: the calibration must learn to keep silent on them."""


def train_encoder(target: Path, cache: Path, console: Console) -> None:
    """Fine-tune the base encoder on nlu_data/pairs.jsonl and write it to `target`."""
    from lab.training.base_encoder import load_base
    from lab.training.export import export_int8

    catalogue = load()
    rows = {entry.service.id: row for row, entry in enumerate(catalogue.entries)}
    known = [question for question in training_questions(catalogue) if question.service in rows]
    pairs = [Pair(question.text, rows[question.service]) for question in known]
    console.print(f"{len(pairs)} pairs over {len({pair.service for pair in pairs})} services")
    base = load_base(cache)
    recipe = Recipe()
    texts = document_texts(catalogue, normalise)
    bert = finetune(base.bert, base.tokenizer, pairs, texts, recipe)
    target.mkdir(parents=True, exist_ok=True)
    export_int8(bert, recipe.frozen_layers, target)
    base.tokenizer.save(str(target / "tokenizer.json"))
    (target / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")
    console.print(f"written to {target}")


def train_questions(console: Console) -> None:
    """Gather the needs that talks state for the question classifier; `dastyar index` trains it."""
    from lab.talks.lessons import ASKED, asked_questions, write_asked

    questions = asked_questions(read_talks(TALKS), load())
    write_asked(questions)
    console.print(f"{len(questions)} questions written to {ASKED}; now run `dastyar index`")


def train_acts(target: Path, cache: Path, without: set[str], console: Console) -> None:
    """Fine-tune the base encoder on sentences and talks, but those of players `without`."""
    from lab.training.base_encoder import load_base
    from lab.training.encoders import make_label_encoder

    lessons = all_lessons(talk for talk in read_talks(TALKS) if talk.player not in without)
    console.print(f"{len(lessons)} lessons")
    with Progress(console=console) as progress:
        task = progress.add_task("act encoder")
        make_label_encoder(
            load_base(cache),
            lessons,
            target,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    console.print(f"written to {target}")


def train_referents(encoders: Sequence[tuple[Path, set[str]]], console: Console) -> None:
    """Teach the ranker of referents.

    Each encoder of `encoders` reads the talks of players that it has not learnt from.
    """
    from assistant.dialogue.message_reader import MessageReader
    from lab.talks.ranking import fit, samples

    found = []
    talks, catalogue = list(read_talks(TALKS)), load()
    for folder, players in encoders:
        with_encoder = build_reader(get_settings(), encoder=folder)
        own = [talk for talk in talks if talk.player in players]
        messages = MessageReader(with_encoder, catalogue, build_chooser(get_settings()))
        found += list(samples(own, messages, catalogue))
        console.print(f"{folder}: {len(own)} talks")
    fit(found, REFERENTS)
    console.print(f"{len(found)} messages, written to {REFERENTS}")


def train_follow_ups(console: Console) -> None:
    """Teach the tagger of subjects, and the ranker of referents further, behind a card.

    No encoder has learnt these messages, so the encoder in use reads them. The tagger knows its own
    lessons by heart, so each writer's messages are read with a tagger that has not seen them.
    """
    from assistant.dialogue.message_reader import MessageReader
    from assistant.dialogue.subjects import MODEL
    from lab.talks.follow_ups import (
        FOLLOW_UPS,
        MARKED,
        follow_up_samples,
        read_follow_ups,
        teach_subjects,
    )
    from lab.talks.ranking import RankingSample as Ranked
    from lab.talks.ranking import tune

    catalogue = load()
    reader, chooser = build_reader(get_settings(), catalogue), build_chooser(get_settings())
    marked, found = read_follow_ups(MARKED), list[Ranked]()
    with TemporaryDirectory() as folder:
        for writer in sorted({one.writer for one in marked}):
            others = [one for one in marked if one.writer != writer]
            subjects = teach_subjects(others, catalogue, Path(folder) / f"{writer}.crfsuite")
            messages = MessageReader(reader, catalogue, chooser, subjects)
            own = (one for one in marked if one.writer == writer)
            found += follow_up_samples(own, messages, catalogue)
    subjects = teach_subjects(marked, catalogue, MODEL)
    messages = MessageReader(reader, catalogue, chooser, subjects)
    found += follow_up_samples(read_follow_ups(FOLLOW_UPS), messages, catalogue)
    tune(found, REFERENTS)
    console.print(f"{len(found)} messages, written to {MODEL} and {REFERENTS}")


def train_split(console: Console) -> None:
    """Teach where each question of a message ends."""
    from knowledge.features.questions import MODEL
    from lab.talks.split_questions import learn, marked, read_several

    lessons = read_several()
    learn([marked(one) for one in lessons])
    console.print(f"{len(lessons)} messages, written to {MODEL}")


def train_facts(target: Path, cache: Path, without: set[str], console: Console) -> None:
    """Fine-tune the base encoder on marked questions, but those of writers `without`."""
    from knowledge.search.questions import read_questions
    from lab.talks.facts import answer_lessons, beside, read_fact_questions, surroundings
    from lab.training.base_encoder import load_base
    from lab.training.encoders import make_answer_encoder

    questions = [one for one in read_fact_questions() if one.writer not in without]
    catalogue = load()
    asked_of_others = beside(read_questions(PAIRS), catalogue)
    around = surroundings(read_questions(SITUATIONS), read_talks(TALKS))
    lessons = [*answer_lessons(questions, catalogue, around), *asked_of_others]
    console.print(f"{len(lessons)} questions")
    with Progress(console=console) as progress:
        task = progress.add_task("answer encoder")
        make_answer_encoder(
            load_base(cache),
            lessons,
            target,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    console.print(f"written to {target}")


def train_edits(target: Path, cache: Path, console: Console) -> None:
    """Fine-tune the base encoder on messages before a text, with the text that is left."""
    from lab.talks.edits import LESSONS
    from lab.training.base_encoder import load_base
    from lab.training.edit_lessons import read_lessons
    from lab.training.encoders import make_edit_encoder

    lessons = read_lessons(LESSONS)
    console.print(f"{len(lessons)} messages")
    with Progress(console=console) as progress:
        task = progress.add_task("edit encoder")
        make_edit_encoder(
            load_base(cache),
            lessons,
            target,
            progress=lambda done, total: progress.update(task, completed=done, total=total),
        )
    console.print(f"written to {target}")


def train_matters(console: Console) -> None:
    """Teach where a message turns to another matter, for another office."""
    from assistant.dialogue.matters import WEIGHTS, MatterReader
    from assistant.loading import build_reader
    from lab.talks.complaint_lessons import (
        joined_lessons,
        openings_of,
        read_matter_lessons,
        samples,
    )
    from lab.talks.edits import LESSONS
    from lab.talks.ranking import fit
    from lab.training.edit_lessons import read_lessons

    reader = build_reader(get_settings())
    joined = joined_lessons(openings_of(read_lessons(LESSONS)), reader)
    found = list(samples([*read_matter_lessons(), *joined], MatterReader(reader)))
    fit(found, WEIGHTS)
    console.print(f"{len(found)} stretches, written to {WEIGHTS}")


def train_asking(console: Console) -> None:
    """Teach which parts of a message amid a complaint ask the assistant about filing."""
    from assistant.dialogue.asking import WEIGHTS, AskingReader
    from assistant.loading import load_knowledge
    from lab.talks.complaint_lessons import asking_samples, read_asking_lessons, service_lessons
    from lab.talks.ranking import fit

    known = load_knowledge(get_settings())
    asking = AskingReader(known.beside.about)
    lessons = [*read_asking_lessons(), *service_lessons(known.reader)]
    found = list(asking_samples(lessons, known.reader, asking, known.catalogue))
    fit(found, WEIGHTS)
    console.print(f"{len(found)} parts, written to {WEIGHTS}")


def train_personal(console: Console) -> None:
    """Teach the tagger of personal data and the list of its known words, and write both."""
    from assistant.language.pii import masked_at, proved
    from assistant.language.pii_tagger.teaching import learn_tagger, learn_words, read_lessons

    lessons = [lesson for path in PERSONAL for lesson in read_lessons(path)]
    messages = list(_everyday_messages())
    console.print(f"{len(lessons)} lessons, {len(messages)} everyday messages")
    learn_words(messages)
    marked = {lesson.text for lesson in lessons}
    unmarked = [text for text in messages if text not in marked]
    learnt = learn_tagger(lessons, unmarked, proved, masked_at)
    console.print(f"learnt from {learnt} messages; now run `dastyar evaluate pii`")


def _everyday_messages() -> Iterator[str]:
    """What people wrote about other things; names of persons are next to none in it."""
    fields = {"pairs": "text", "asked": "text", "situations": "text", "foreign": "text"}
    fields |= {"fact_questions": "question", "edits": "message"}
    for name, field in fields.items():
        path = PROJECT / "nlu_data" / f"{name}.jsonl"
        yield from (json.loads(line)[field] for line in path.read_text("utf-8").splitlines())
    yield from (turn.say for talk in read_talks(TALKS) for turn in talk.turns)


def train_calibration(settings: Settings, console: Console) -> None:
    """Fit the search's thresholds on development questions and on sentences without a service."""
    reader = build_reader(settings)
    questions = [(row["question"], row["service_id"]) for row in _questions()]
    samples = []
    for text, service in [*questions, *((text, None) for text in _foreign(len(questions)))]:
        evidence = reader.read(text).evidence
        first = evidence.best.service.id
        samples.append(CalibrationSample(evidence.features, first == service, service is not None))
    calibration, held_out = fit(samples)
    calibration.save()
    for line in _report(samples, list(held_out), calibration.sure):
        console.print(line)


def train_needs(settings: Settings, console: Console) -> None:
    """Fit how likely a need is meant, on messages that the classifier has not learnt from."""
    reader, lessons = build_reader(settings), list[tuple[NeedFeatures, bool]]()
    told = [json.loads(line) for line in NEEDED.read_text("utf-8").splitlines()]
    asked = [json.loads(line) for line in TALKED.read_text("utf-8").splitlines()]
    served = [one["says"][0] for one in asked if one.get("service")]
    served += [row["question"] for row in _questions()]
    meant = [(one["text"], one["need"]) for one in told] + [(text, "") for text in served]
    for text, need in meant:
        if (found := reader.read(text).evidence.need) is not None:
            lessons.append((found.features, found.need.id == need))
    calibration = fit_needs(lessons)
    calibration.save()
    console.print(f"{len(lessons)} messages, {calibration}")


def _questions() -> list[dict[str, str]]:
    with DEVELOPMENT.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _foreign(most: int) -> list[str]:
    texts = [text for text, label in labelled_sentences(SENTENCES) if label in FOREIGN_ACTS]
    return texts[:: max(1, len(texts) // most)]


def _report(
    samples: Sequence[CalibrationSample], probability: list[float], sure: float
) -> Iterator[str]:
    yield "threshold  in-scope coverage  error of the first card  foreign answered"
    for threshold in sorted({0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, round(sure, 3)}):
        passed = [s for s, p in zip(samples, probability, strict=True) if p >= threshold]
        inside = sum(s.in_scope for s in samples)
        covered = sum(s.in_scope for s in passed) / inside
        error = sum(not s.first_is_right for s in passed) / max(1, len(passed))
        foreign = sum(not s.in_scope for s in passed) / (len(samples) - inside)
        mark = "  ← one card" if threshold == round(sure, 3) else ""
        yield f"{threshold:9.3f}  {covered:17.3f}  {error:23.3f}  {foreign:16.3f}{mark}"
