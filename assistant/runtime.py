"""Puts the parts of the gateway together: one object that lives as long as the process."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from rasa_sdk.executor import ActionExecutor

from actions.registry import build_executor
from actions.turns import Turns
from assistant.cases.attachments.cleaning import FileLimits
from assistant.cases.attachments.service import CaseFiles
from assistant.cases.closures import CurrentTimes
from assistant.cases.service import CaseDesk
from assistant.cases.signatures import Notary
from assistant.cases.similar.find import similar_rules
from assistant.cases.similar.offers import SimilarCases
from assistant.cases.terms import Indicator
from assistant.citizens.service import Citizens
from assistant.citizens.sessions import unlink_after_new_pin
from assistant.conversation.decisions import Brain
from assistant.conversation.event_stream import EventStream
from assistant.conversation.files import FileWitness
from assistant.conversation.handoff import Handoff, HandoffLimit, WaitingRoom
from assistant.conversation.models import now
from assistant.conversation.store import ConversationStore
from assistant.conversation.turn_records import ReplyUnmasker
from assistant.conversation.turns import TurnService
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.everyday import EverydayReader
from assistant.dialogue.message_reader import MessageReader
from assistant.dialogue.policy.dangers import CYBERCRIME
from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import WEIGHTS as REFERENTS
from assistant.dialogue.tell import ServiceTeller
from assistant.dialogue.turn import OpenTurns, Rooms
from assistant.dialogue.understand import Understander
from assistant.guessing.tries import Codes, Tries, TryLimits
from assistant.insight.facts.recording import Recorder
from assistant.insight.facts.writing import Histories
from assistant.insight.questions.gathering import QuestionWitness
from assistant.insight.radar import askers
from assistant.insight.radar.reports import ReportRecorder
from assistant.insight.ratings.marks import Ratings, verdict_given
from assistant.insight.signals.addresses import VerdictAddresses
from assistant.insight.signals.service import Signals
from assistant.insight.situation.service import SituationBoard
from assistant.language.gazetteer import Gazetteer
from assistant.language.repair import fingerprint, repair
from assistant.loopback import servers_in
from assistant.privacy.erasure import ErasureNotes
from assistant.rasa.client import RasaClient
from assistant.settings import PROJECT, DeskHours, Settings
from assistant.storage.counting import Counting
from assistant.storage.database import Database
from assistant.storage.key_marks import fitting_sealer
from assistant.storage.sealed_files import SealedFiles, opened_files
from assistant.storage.sealing import Sealer
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
    SearchEngine,
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
FACT_QUESTIONS = PROJECT / "nlu_data" / "fact_questions.jsonl"
"""Questions about a service, with the facts that answer them."""
EVERYDAY_QUESTIONS = PROJECT / "nlu_data" / "everyday.jsonl"
"""Questions that are asked of any service, each with its kinds."""
SITUATIONS = PROJECT / "nlu_data" / "situations.jsonl"
DANGERS_TOLD = PROJECT / "nlu_data" / "dangers.jsonl"
"""How people tell of dangers that are heard by texts of their own, and what only sounds alike."""
ACT_ENCODER = PROJECT / "knowledge" / "act_encoder"


@dataclass(frozen=True)
class Runtime:
    """The running assistant."""

    settings: Settings
    database: Database
    sealer: Sealer
    catalogue: Catalogue
    engine: SearchEngine
    store: ConversationStore
    stream: EventStream
    desk: CaseDesk
    similar: SimilarCases
    files: CaseFiles
    rasa: RasaClient
    executor: ActionExecutor
    rasa_turns: Turns
    dialogue: Dialogue
    brain: Brain
    turns: TurnService
    handoff: Handoff
    times: CurrentTimes
    sign_ins: Tries
    codes: Codes
    counting: Counting
    ratings: Ratings
    verdict_addresses: VerdictAddresses
    citizens: Citizens
    telling: ReplyUnmasker
    board: SituationBoard = field(default_factory=SituationBoard)
    signals: Signals = field(default_factory=Signals)

    @property
    def erasures(self) -> ErasureNotes:
        """Where it is noted what people had erased."""
        return ErasureNotes(self.settings.erasures_dir, self.sealer.digests)

    @property
    def teller(self) -> ServiceTeller:
        """What tells facts of services."""
        return self.dialogue.teller

    async def close(self) -> None:
        """Give back what was opened."""
        await self.rasa.close()
        await self.counting.close()
        await self.database.close()


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
    written = b"".join(path.read_bytes() for path in QUESTIONS)
    key = hashlib.sha256(written + fingerprint().encode()).hexdigest()
    return Ingredients(catalogue, texts, training_questions, key, Encoder(settings.encoder))


def training_questions() -> list[Question]:
    """All question–service pairs, and what no service answers, repaired."""
    raw = [question for path in QUESTIONS for question in read_questions(path)]
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
    """Load catalogue, index and calendar."""
    catalogue = load()
    reader = build_reader(settings, catalogue)
    folder, dangers = settings.index_dir, danger_texts(settings)
    beside = open_topic_indexes(catalogue, reader.encoder, normalise, folder, dangers)
    facts = build_chooser(settings)
    editor = EditEncoder(EDIT_ENCODER)
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
    for path in (*QUESTIONS, FACT_QUESTIONS, EVERYDAY_QUESTIONS, DANGERS_TOLD):
        index.update(path.read_bytes())
    index.update(fingerprint().encode())
    secret = HKDF(SHA256(), 32, salt=None, info=b"dastyar/siblings")
    marks = {
        "internal secret": secret.derive(settings.rasa_secret.encode()).hex(),
        "index": index.hexdigest(),
    }
    return marks | ({"model": model} if model else {})


def build_runtime(
    settings: Settings, knowledge: Knowledge | None = None, counting: Counting | None = None
) -> Runtime:
    """Wire everything; the knowledge is loaded if none is given. It closes what counts, too."""
    knowledge = knowledge or load_knowledge(settings)
    catalogue, reader = knowledge.catalogue, knowledge.reader
    database = Database(settings.database)
    sealer = fitting_sealer(database, settings)
    times = CurrentTimes(knowledge.times)
    store = ConversationStore(database, sealer)
    reports = ReportRecorder(sealer.digests)
    counting = counting or Counting(settings.redis_url.get_secret_value())
    desk = CaseDesk(
        database,
        catalogue,
        sealer,
        times,
        tries=Tries("pin", sealer, counting, pin_limits(settings)),
        notary=Notary(settings.signing_key),
        counting=counting,
        observers=[
            Recorder(Histories(sealer.digests, knowledge.times)),
            verdict_given,
            unlink_after_new_pin,
        ],
        filing_observers=(reports.of_case,),
    )
    citizens = Citizens(database, sealer, settings.portal_identity)
    similar = SimilarCases(database, catalogue, sealer, similar_rules(), reader.vector)
    messages = MessageReader(reader, catalogue, knowledge.facts)
    rooms = Rooms(
        catalogue,
        reader,
        Understander(messages, catalogue, Ranker(REFERENTS), knowledge.beside, knowledge.editor),
        knowledge.facts,
        desk,
        similar,
        store.own_words,
        citizens,
    )
    dialogue, stream = Dialogue(rooms), EventStream(store)
    opened = OpenTurns()
    rasa_turns = Turns(opened, dialogue)
    executor = build_executor(rasa_turns)
    rasa = RasaClient(
        servers_in(settings.rasa_url),
        settings.rasa_secret,
        settings.rasa_timeout_s,
        settings.callback,
    )
    brain = Brain(opened, dialogue, rasa)
    queueing = HandoffLimit(counting, settings.handoffs_per_hour)
    is_always = settings.desk_hours is DeskHours.ALWAYS
    waiting = WaitingRoom(None if is_always else lambda: times().calendar, queueing)
    ratings = Ratings(database, sealer.digests)
    telling = ReplyUnmasker(store, desk)
    turns = TurnService(
        store,
        rooms,
        brain,
        stream,
        waiting,
        telling=telling,
        observe=ratings.answered,
        witnesses=(QuestionWitness(sealer.digests, catalogue), FileWitness(desk.door)),
        observers=(reports.of_turn, askers.note),
    )
    handoff = Handoff(waiting, timedelta(seconds=settings.desk_lease_s), ratings.closed)
    return Runtime(
        settings,
        database,
        sealer,
        catalogue,
        reader.engine,
        store,
        stream,
        desk,
        similar,
        CaseFiles(database, desk, *file_parts(settings, sealer)),
        rasa,
        executor,
        rasa_turns,
        dialogue,
        brain,
        turns,
        handoff,
        times,
        Tries("sign_in", sealer, counting, sign_in_limits(settings)),
        Codes(counting),
        counting,
        ratings,
        VerdictAddresses(database, sealer.digests),
        citizens,
        telling,
    )


def pin_limits(settings: Settings) -> TryLimits:
    """How many wrong pins an hour are free."""
    by_address, free = settings.wrong_tries_per_hour, settings.free_tries_per_hour
    return TryLimits(settings.wrong_pins_per_hour, by_address, free)


def sign_in_limits(settings: Settings) -> TryLimits:
    """How many failed sign-ins an hour are free."""
    by_address, free = settings.wrong_tries_per_hour, settings.free_tries_per_hour
    return TryLimits(settings.wrong_sign_ins_per_hour, by_address, free)


def file_parts(settings: Settings, sealer: Sealer) -> tuple[SealedFiles, FileLimits]:
    """Where files of cases are kept, and how large they may be."""
    limits = FileLimits(
        settings.attachment_max_bytes, settings.attachment_max_pixels, settings.attachments_per_case
    )
    return opened_files(settings.attachments_dir, sealer), limits


def _office_times(catalogue: Catalogue) -> OfficeTimes:
    times = load_calendar(catalogue, set(Indicator))
    # Its first answer takes a second, and no citizen should wait for that.
    times.calendar.is_open(now(), None)
    return times
