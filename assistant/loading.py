"""Loads what the assistant knows and reads with: catalogue, search index, encoders, calendar."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from threadpoolctl import threadpool_limits

from assistant.cases.terms import Indicator
from assistant.conversation.models import now
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.everyday import EverydayReader
from assistant.dialogue.policy.dangers import CYBERCRIME
from assistant.language.gazetteer import Gazetteer
from assistant.language.repair import fingerprint, repair
from assistant.settings import PROJECT, Settings
from assistant.understanding.reading import Reader
from knowledge.calendar.load import OfficeTimes
from knowledge.calendar.load import load as load_calendar
from knowledge.catalogue import Catalogue, load
from knowledge.fact_marks import EVERYDAY, Everyday
from knowledge.features.answers import OWN as ANSWER_ENCODER
from knowledge.features.answers import AnswerEncoder
from knowledge.features.edits import OWN as EDIT_ENCODER
from knowledge.features.edits import EditEncoder
from knowledge.features.labels import LabelEncoder
from knowledge.search.answered import AnsweredQuestions, open_answered
from knowledge.search.encoder import Encoder
from knowledge.search.engine import (
    Ingredients,
    build_index,
    document_texts,
    open_engine,
)
from knowledge.search.marked import MarkedTexts, open_marked
from knowledge.search.questions import Question, read_questions
from knowledge.search.topics import DANGERS, Danger, TopicIndexes, open_topic_indexes

QUESTIONS = tuple(
    PROJECT / "nlu_data" / name
    for name in ("pairs.jsonl", "situations.jsonl", "foreign.jsonl", "asked.jsonl")
)
"""What people ask for a service, tell of their lives when they need it, what none answers, and what
they ask for in talks (`dastyar train questions`)."""
NEEDS = PROJECT / "knowledge" / "needs.yml"
"""What people ask for that no service meets."""
FACT_QUESTIONS = PROJECT / "nlu_data" / "fact_questions.jsonl"
"""Questions about a service, with the facts that answer them."""
EVERYDAY_QUESTIONS = PROJECT / "nlu_data" / "everyday.jsonl"
"""Questions that are asked of any service, each with its kinds."""
SITUATIONS = PROJECT / "nlu_data" / "situations.jsonl"
DANGERS_TOLD = PROJECT / "nlu_data" / "dangers.jsonl"
"""How people tell of dangers that are heard by texts of their own, and what only sounds alike."""
ACT_ENCODER = PROJECT / "knowledge" / "act_encoder"


@dataclass(frozen=True)
class Knowledge:
    """What is loaded once and never changes: processes that are forked later may share it."""

    catalogue: Catalogue
    reader: Reader
    beside: TopicIndexes
    facts: FactChooser
    editor: EditEncoder
    times: OfficeTimes


def normalise(text: str) -> str:
    """How catalogue texts are repaired: like queries, but their spelling is trusted."""
    return repair(text, spelling=False).text


def build_reader(
    settings: Settings, catalogue: Catalogue | None = None, encoder: Path = ACT_ENCODER
) -> Reader:
    """Open the index (brought up to date first) and what else reading a text needs."""
    ingredients = index_ingredients(settings, catalogue or load())
    build_index(ingredients, settings.index_dir)
    engine = open_engine(ingredients, settings.index_dir)
    return Reader(ingredients.encoder, LabelEncoder(encoder), engine, Gazetteer())


def index_ingredients(settings: Settings, catalogue: Catalogue) -> Ingredients:
    """What the search index is made of, all texts repaired as queries are."""
    texts = document_texts(catalogue, normalise)
    written = b"".join(path.read_bytes() for path in (*QUESTIONS, NEEDS))
    key = hashlib.sha256(written + fingerprint().encode()).hexdigest()
    return Ingredients(
        catalogue, texts, lambda: training_questions(catalogue), key, Encoder(settings.encoder)
    )


def training_questions(catalogue: Catalogue) -> list[Question]:
    """All question–service pairs, those of needs, and what no service answers, repaired."""
    raw = [question for path in QUESTIONS for question in read_questions(path)]
    raw += [Question(text, need.id) for need in catalogue.needs.values() for text in need.questions]
    return [Question(repair(question.text).text, question.service) for question in raw]


def build_chooser(settings: Settings, encoder: Path = ANSWER_ENCODER) -> FactChooser:
    """What chooses among the facts of a service."""
    everyday = EverydayReader(everyday_questions(settings).shares)
    return FactChooser(AnswerEncoder(encoder), answered_questions(settings), everyday)


def answered_questions(settings: Settings) -> AnsweredQuestions:
    """The questions whose answers were marked, kept with the index and brought up to date."""
    return open_answered(FACT_QUESTIONS, _repaired, settings.index_dir, fingerprint())


def everyday_questions(settings: Settings) -> MarkedTexts[Everyday]:
    """What was learnt of everyday questions, kept with the index and brought up to date."""
    folder, key = settings.index_dir, fingerprint()
    return open_marked(EVERYDAY, EVERYDAY_QUESTIONS, _repaired, folder, key=key)


def danger_texts(settings: Settings) -> MarkedTexts[Danger]:
    """What was learnt of dangers, beside what people tell of other matters; kept likewise."""
    folder, key = settings.index_dir, fingerprint()
    others = [one.text for one in read_questions(SITUATIONS) if one.service != CYBERCRIME]
    return open_marked(DANGERS, DANGERS_TOLD, _repaired, folder, key=key, others=others)


def _repaired(text: str) -> str:
    return repair(text).text


def load_knowledge(settings: Settings) -> Knowledge:
    """Load catalogue, index and calendar; from then on linear algebra keeps to one thread.

    A message multiplies matrices so small that several threads only wait for each other: likeness
    to the 5,949 questions about filing took 8 ms of CPU with two threads, and takes .4 with one.
    """
    catalogue = load()
    reader = build_reader(settings, catalogue)
    folder, dangers = settings.index_dir, danger_texts(settings)
    beside = open_topic_indexes(catalogue, reader.encoder, normalise, folder, dangers)
    facts = build_chooser(settings)
    editor = EditEncoder(EDIT_ENCODER)
    threadpool_limits(limits=1)
    return Knowledge(catalogue, reader, beside, facts, editor, _office_times(catalogue))


def marks_of(settings: Settings, knowledge: Knowledge, model: str = "") -> dict[str, str]:
    """Fingerprints of what all gateways of an installation have in common; they tell no key."""
    texts = document_texts(knowledge.catalogue, normalise)
    return marks_for(settings, texts, knowledge.reader.encoder.fingerprint, model)


def marks_for(
    settings: Settings, texts: list[str], encoder: str, model: str = ""
) -> dict[str, str]:
    """The same by the texts that are indexed, and by the encoder's fingerprint."""
    told = json.dumps(texts, default=list, sort_keys=True)
    index = hashlib.sha256(f"{encoder}\n{told}".encode())
    for path in (*QUESTIONS, NEEDS, FACT_QUESTIONS, EVERYDAY_QUESTIONS, DANGERS_TOLD):
        index.update(path.read_bytes())
    index.update(fingerprint().encode())
    secret = HKDF(SHA256(), 32, salt=None, info=b"dastyar/siblings")
    marks = {
        "internal secret": secret.derive(settings.rasa_secret.encode()).hex(),
        "index": index.hexdigest(),
    }
    return marks | ({"model": model} if model else {})


def _office_times(catalogue: Catalogue) -> OfficeTimes:
    times = load_calendar(catalogue, set(Indicator))
    # Its first answer takes a second, and no citizen should wait for that.
    times.calendar.is_open(now(), None)
    return times
