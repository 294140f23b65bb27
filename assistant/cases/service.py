"""What others may do with cases: file, see, and the citizen's own moves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from prometheus_client import Counter
from sqlalchemy import Select, select, union_all
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from assistant.cases.attachments.pending import attach_waiting
from assistant.cases.attachments.store import count
from assistant.cases.codes import normalise
from assistant.cases.filing import Origin, file
from assistant.cases.ledger_schemas import CaseProof
from assistant.cases.masking import NOTHING_OPEN, OpenWords, open_words, typed_words
from assistant.cases.merged_cases import people, separate
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.personal import NobodyNamedError, check_names_somebody
from assistant.cases.pins import OpenedCase, PinCheck, change, first_pin, pin_of
from assistant.cases.references import check_references
from assistant.cases.schedule import Schedule
from assistant.cases.schemas import OpenDraft
from assistant.cases.signatures import Notary
from assistant.cases.similar.find import Sources
from assistant.cases.terms import Identity
from assistant.cases.transitions import Door, MoveRequest, Observer, Times
from assistant.guessing.tries import HERE, Caller, Tries, TryLimits
from assistant.storage.counting import Counting
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from assistant.storage.shared_clock import utc_now
from knowledge.aliases import CityNames
from knowledge.catalogue import Catalogue

T = TypeVar("T")
FILINGS = Counter("dastyar_filings_total", "Filings of cases by what became of them.", ["outcome"])
for _outcome in ("new", "again", "failed"):
    # Starts at 0: a series that begins with its first fault would not show that fault as a rise.
    FILINGS.labels(_outcome)
Now = Callable[[], datetime]
Also = Callable[[Session, Case], None]
FilingObserver = Callable[[Session, Case, Origin], None]
"""Writes the rows that follow from a new case, in the transaction of its filing."""


class FilingKeyReusedError(ValueError):
    """An idempotency key came again with another draft."""


@dataclass(frozen=True)
class FiledCase:
    """A case and its pin; `is_new` is false when an idempotency key brought an older one back.

    `proof` is for its citizen to keep; `words` are those that the agency reads beyond the masked
    ones.
    """

    case: Case
    pin: str
    is_new: bool
    proof: CaseProof | None = None


@dataclass(frozen=True)
class CaseFile:
    """A case with its whole history, oldest event first, and how many people it is about.

    `proof` is for its citizen to keep.
    """

    case: Case
    events: list[CaseEvent]
    people: int = 1
    proof: CaseProof | None = None
    words: OpenWords = NOTHING_OPEN


class CaseDesk:
    """Everything that may be done with cases; `door` is there for callers who hold a session."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        sealer: Sealer,
        times: Times,
        *,
        tries: Tries | None = None,
        notary: Notary | None = None,
        counting: Counting | None = None,
        now: Now = utc_now,
        observers: Iterable[Observer] = (),
        filing_observers: Sequence[FilingObserver] = (),
    ) -> None:
        self._database, self._catalogue, self._sealer = database, catalogue, sealer
        self._now, self.notary = now, notary
        self._filing_observers = tuple(filing_observers)
        tries = tries or Tries("pin", sealer, Counting(), TryLimits(10, 30, 3))
        self.opening = PinCheck(database, sealer, tries)
        self._sources = Sources(counting or Counting())
        self._cities = CityNames(catalogue)
        self.door = Door(sealer, times, observers)

    @property
    def schedule(self) -> Schedule:
        """The schedule by the current office times."""
        return self.door.schedule

    @property
    def public_key(self) -> str:
        """The key by which signatures of the ledger are checked, in hex; empty without a notary."""
        return self.notary.public_key if self.notary else ""

    async def file(
        self, draft: OpenDraft, origin: Origin | None = None, also: Also | None = None
    ) -> FiledCase:
        """Make `draft` a durable case, once per key of `origin`.

        `also` is done in the same transaction, and only when the case is new.

        Raises `NobodyNamedError` for a name without a contact, `UnknownReferenceError` for an
        agency, service or place that is not in the catalogue, and `FilingKeyReusedError` for a
        key that belongs to another draft of this caller.
        """
        try:
            filed = await self._file_once(draft, origin or Origin(), also)
        except SQLAlchemyError:
            FILINGS.labels("failed").inc()
            raise
        FILINGS.labels("new" if filed.is_new else "again").inc()
        return filed

    async def _file_once(self, draft: OpenDraft, origin: Origin, also: Also | None) -> FiledCase:
        check_references(
            self._catalogue,
            agency_id=draft.agency_id,
            service_id=draft.service_id,
            province=draft.province,
        )
        _check_name(draft)
        if draft.city:
            # Cases of one place are found by its name, so it is written in one way.
            city = self._cities.spelled(draft.city, draft.province)
            draft = draft.model_copy(update={"city": city})
        is_repeat = await self._sources.told_before(draft, origin.group)

        def file(session: Session) -> FiledCase:
            return self._file(session, draft, origin, also, is_repeat=is_repeat)

        try:
            return await self._database.run(file)
        except IntegrityError:
            # The key was here before. To look for it first would cost every filing one more round
            # trip to the database.
            if earlier := await self._database.run(lambda s: self._earlier(s, origin, draft)):
                return earlier
            # Or another case has the drawn code: 1 of 20,000 filings beside a million cases.
            return await self._database.run(file)

    async def find(self, code: str, pin: str, caller: Caller = HERE) -> Case | None:
        """The case, or None for an unknown code and for a wrong pin alike.

        Raises `TooManyTriesError` when `caller` must solve a puzzle or wait before a try.
        """
        query = _still(await self.opening.open(code, pin, caller))
        found: Case | None = await self._database.run(lambda session: session.scalar(query))
        return found

    async def see(self, code: str, pin: str, caller: Caller = HERE) -> CaseFile | None:
        """The case with its history, under the rules of `find`."""
        query = _still(await self.opening.open(code, pin, caller))
        return await self._database.run(lambda session: self._file_of(session, query))

    async def act(
        self, code: str, pin: str, step: MoveRequest, caller: Caller = HERE
    ) -> CaseFile | None:
        """Make a move for the holder of code and pin; None under the rules of `find`.

        Raises what `Door.move` and `find` raise, and `NobodyNamedError` for the consent to show a
        name where the case holds none.
        """
        opened = await self.opening.open(code, pin, caller)
        return await self._act(opened.code, step, opened.number)

    async def act_as_sure(self, code: str, step: MoveRequest) -> CaseFile | None:
        """The same for a citizen who has proved in another way that the case is theirs."""
        return await self._act(code, step)

    async def change_pin(self, code: str, pin: str, key: str, caller: Caller = HERE) -> str | None:
        """The only pin that opens the case from now on; None under the rules of `find`.

        The same `key`, with the old pin, returns the new one again. Raises as `act` does.
        """
        opened = await self.opening.open(code, pin, caller, changed_by=key)

        def work(session: Session) -> str | None:
            case = self.door.case(session, opened.code)
            if case is None or case.pin_number != opened.number:
                return None
            step = change(self._sealer.digests, case, key)
            self.door.move(session, case, step, self._now())
            return pin_of(self._sealer, case)

        return await self._database.run(work)

    async def change_pin_in_talk(
        self, code: str, pin: str, turn: str, caller: Caller = HERE
    ) -> Case | None:
        """The same by a message; a turn that is answered again changes nothing twice."""
        # A turn's id is known to others, and an old pin with the key of its change returns the new
        # one.
        key = self._sealer.code("pin change", turn)
        if await self.change_pin(code, pin, key, caller) is None:
            return None
        query = select(Case).where(Case.tracking_code == normalise(code))
        return await self._database.run(lambda session: session.scalar(query))

    async def _act(
        self, known: str, step: MoveRequest, number: int | None = None
    ) -> CaseFile | None:
        def work(session: Session) -> CaseFile | None:
            case = self.door.case(session, known)
            if case is None or number not in {None, case.pin_number}:
                return None
            if step.move is Move.SEPARATED:
                separate(session, self.door, case, step, self._now())
            else:
                if step.move is Move.CONSENT_GIVEN:
                    check_names_somebody(session, case)
                self.door.move(session, case, step, self._now())
            session.flush()
            return self._file_of(session, select(Case).where(Case.id == case.id))

        return await self._database.run(work)

    async def of_conversation(self, conversation_id: str) -> list[Case]:
        """The cases filed in a conversation, newest first."""
        query = select(Case).where(Case.conversation_id == conversation_id)
        newest = query.order_by(Case.id.desc()).limit(10)
        return await self._database.run(lambda session: list(session.scalars(newest)))

    async def count_files(self, case: Case) -> int:
        """How many files a case has from its citizen."""
        return await self._database.run(lambda session: count(session, case))

    async def history(self, case: Case) -> list[CaseEvent]:
        """The steps of a case, oldest first."""
        return await self._database.run(lambda session: history(session, case))

    async def pin_told_with(self, tracking_code: str, number: int | None = None) -> str | None:
        """The pin of a case, for the answer that reports its filing.

        Or of the change that made it the pin of this `number`: None once it was changed again.
        """
        query = select(Case).where(Case.tracking_code == tracking_code)
        case = await self._database.run(lambda session: session.scalar(query))
        if case is None or number not in {None, case.pin_number}:
            return None
        return pin_of(self._sealer, case) if number else first_pin(self._sealer, case)

    def _file(
        self,
        session: Session,
        draft: OpenDraft,
        origin: Origin,
        also: Also | None,
        *,
        is_repeat: bool,
    ) -> FiledCase:
        case = file(session, self.door, draft, origin, self._now(), is_repeat=is_repeat)
        if case.conversation_id:
            attach_waiting(session, self.door, case, self._now())
        for observe in self._filing_observers:
            observe(session, case, origin)
        if also:
            also(session, case)
        return self._filed(session, case, is_new=True)

    def _earlier(self, session: Session, origin: Origin, draft: OpenDraft) -> FiledCase | None:
        if not origin.key:
            return None
        digests = self._sealer.digests
        request_key = origin.request_key(digests, draft)
        # One statement: it sees both keys of a case that is being committed, or none. It has two
        # lookups: for an OR, SQLite reads all cases once it knows that most have no key.
        keys = (
            Case.idempotency_key == origin.own_key(digests),
            Case.request_key == request_key,
        )
        either = union_all(*(select(Case.id).where(key) for key in keys))
        found = session.scalars(select(Case).where(Case.id.in_(either))).all()
        for case in found:
            if case.request_key == request_key:
                return self._filed(session, case, is_new=False)
        if found:
            raise FilingKeyReusedError(origin.key)
        return None

    async def typed_words(self, case: Case) -> dict[int, str]:
        """The words of `case` as typed, by event; for the conversation of their citizen."""
        return await self._database.run(lambda s: typed_words(s, self._sealer, case))

    def _filed(self, session: Session, case: Case, *, is_new: bool) -> FiledCase:
        pin = first_pin(self._sealer, case)
        return FiledCase(case, pin, is_new, self._proof(session, case))

    def _file_of(self, session: Session, query: Select[Case]) -> CaseFile | None:
        case = session.scalar(query)
        if case is None:
            return None
        words = open_words(session, self._sealer, case)
        return replace(case_file(session, case), proof=self._proof(session, case), words=words)

    def _proof(self, session: Session, case: Case) -> CaseProof | None:
        return self.notary.proof(session, case) if self.notary else None


def _still(opened: OpenedCase) -> Select[Case]:
    """The case that was opened, unless its pin was changed meanwhile."""
    is_it = (Case.tracking_code == opened.code, Case.pin_number == opened.number)
    return select(Case).where(*is_it)


def _check_name(draft: OpenDraft) -> None:
    has_contact = draft.contact is not None and draft.contact.names_somebody
    if draft.identity is Identity.NAMED and not has_contact:
        raise NobodyNamedError("contact")


def history(session: Session, case: Case) -> list[CaseEvent]:
    """The steps of a case, oldest first."""
    query = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
    return list(session.scalars(query))


def case_file(session: Session, case: Case) -> CaseFile:
    """All of a case."""
    count = people(session, [case.id])[case.id]
    return CaseFile(case, history(session, case), max(1, count))
