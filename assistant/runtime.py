"""Puts the parts of the gateway together: one object that lives as long as the process."""

from dataclasses import dataclass, field
from datetime import timedelta

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
from assistant.citizens.service import Citizens
from assistant.citizens.sessions import unlink_after_new_pin
from assistant.conversation.decisions import Brain
from assistant.conversation.event_stream import EventStream
from assistant.conversation.files import FileWitness
from assistant.conversation.handoff import Handoff, HandoffLimit, WaitingRoom
from assistant.conversation.store import ConversationStore
from assistant.conversation.turn_records import ReplyUnmasker
from assistant.conversation.turns import TurnService
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.message_reader import MessageReader
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
from assistant.loading import Knowledge, load_knowledge
from assistant.loopback import servers_in
from assistant.privacy.erasure import ErasureNotes
from assistant.rasa.client import RasaClient
from assistant.settings import DeskHours, Settings
from assistant.storage.counting import Counting
from assistant.storage.database import Database
from assistant.storage.key_marks import fitting_sealer
from assistant.storage.sealed_files import SealedFiles, opened_files
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue
from knowledge.search.engine import SearchEngine


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
