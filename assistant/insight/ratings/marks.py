"""Stores marks so that each person weighs one for an agency and month, and offers ratings.

`keep` works within a `Session`; `Ratings` is what channels and the conversation call.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from assistant.cases.models import Case, CaseEvent
from assistant.cases.terms import Identity
from assistant.conversation.models import Conversation, Rating, Turn, now
from assistant.conversation.store import ConversationGoneError
from assistant.guessing.tries import Caller
from assistant.insight.method import GOOD_SCORE
from assistant.insight.ratings import prompts, terms
from assistant.insight.ratings.terms import (
    FLAGS,
    MarkNote,
    RatedSubject,
    Reason,
    place_of,
    rated_place,
)
from assistant.insight.signals.addresses import KnownAddress, What, count_known
from assistant.language.dates import TEHRAN, jalali_month
from assistant.storage.database import Database
from assistant.storage.digests import Digests, Purpose
from assistant.storage.statements import locked

Condition = ColumnElement[bool] | InstrumentedAttribute[bool]
Cell = tuple[str, str, str]
Changed = Callable[[Session, str, str, str], None]
"""Told of each cell whose figures a mark has changed: agency, province ('' for none), month."""


@dataclass(frozen=True)
class Mark:
    """What a citizen gives: 1 to 5, and what they like to say of it; the comment is masked."""

    score: int
    reasons: tuple[Reason, ...] = ()
    comment: str | None = None
    turn_id: str | None = None


@dataclass(frozen=True)
class Rater:
    """Who gives it: a device, a chat or nothing but the conversation, and from what address.

    `who` and `address` are kept as keyed hashes only. An empty address is not known.
    """

    channel: str
    who: str = ""
    address: str = ""


def nobody_told(_session: Session, _agency: str, _province: str, _month: str) -> None:
    """Where nobody wants to know which cells change."""


def keep(
    session: Session,
    digests: Digests,
    conversation_id: str,
    mark: Mark,
    rater: Rater,
    *,
    now: datetime,
    changed: Changed = nobody_told,
) -> Rating:
    """Keep a mark, or put it in the place of the same person's earlier one for the same matter.

    Raises `ConversationGoneError`, and `UnknownRatedTurnError` for a turn of another conversation.
    """
    if not locked(session, select(Conversation).where(Conversation.id == conversation_id)):
        raise ConversationGoneError(conversation_id)
    place = rated_place(session, conversation_id, mark.turn_id)
    row = _row(session, person_key(digests, conversation_id, rater, place, now), place)
    cells = _cells_of(session, Rating.id == row.id) if row.id else set()
    row.conversation_id, row.turn_id, row.case_id = conversation_id, mark.turn_id, place.case_id
    row.occasion, row.channel = place.occasion, rater.channel
    row.agency_id, row.service_id, row.province = place.agency_id, place.service_id, place.province
    row.score, row.reasons, row.comment = mark.score, [*mark.reasons], mark.comment
    row.created_at, row.month = now, jalali_month(now)
    row.address_key = _address(session, digests, conversation_id, rater, now)
    if row.id is None:
        _count_address(session, row, now)
    session.add(row)
    session.flush()
    cells |= _cells_of(session, Rating.id == row.id) | _weigh(session, row)
    prompts.count_answer(session, conversation_id, rater.channel, place, now)
    for cell in sorted(cells):
        changed(session, *cell)
    return row


def verdict_given(session: Session, case: Case, _event: CaseEvent) -> None:
    """The citizen has rated the agency's answer to a case: what they rated in the talk is the same.

    An observer of moves; the score of the verdict is in the tenure's facts.
    """
    if case.score is None or case.conversation_id is None or case.agency_id is None:
        return
    of_talk = Rating.conversation_id == case.conversation_id
    _drop(session, (of_talk, Rating.agency_id == case.agency_id), MarkNote.VERDICT)


def forget_addresses(session: Session, now: datetime) -> int:
    """Let go of the keyed addresses of earlier days in Tehran; how many there were."""
    today = now.astimezone(TEHRAN).replace(hour=0, minute=0, second=0, microsecond=0)
    old = (Rating.address_key.is_not(None), Rating.created_at < today)
    gone: Any = session.execute(
        update(Rating).where(*old).values(address_key=None),
        execution_options={"synchronize_session": False},
    )
    count: int = gone.rowcount
    return count


def _row(session: Session, person: str, place: RatedSubject) -> Rating:
    same = (Rating.person_key == person, Rating.matter == place.matter)
    found = session.scalar(select(Rating).where(*same))
    return found or Rating(person_key=person, matter=place.matter)


def _cells_of(session: Session, *which: Condition) -> set[Cell]:
    """The cells that these marks are in; none for what is about no agency."""
    query = select(Rating.agency_id, Rating.province, Rating.month).where(*which).distinct()
    found = session.execute(query).all()
    return {(agency, province or "", month) for agency, province, month in found if agency}


def person_key(
    digests: Digests, conversation_id: str, rater: Rater, place: RatedSubject, now: datetime
) -> str:
    """A key for a person, an agency and a month; two keys of one person cannot be linked."""
    who = rater.who or f"conversation {conversation_id}"
    scope = f"{jalali_month(now)}\n{place.agency_id or ''}\n{who}"
    return digests.keyed(Purpose.RATER, scope)


def _address(
    session: Session, digests: Digests, conversation_id: str, rater: Rater, now: datetime
) -> str | None:
    """The address, keyed for the day; none of who has filed without a name in the conversation."""
    unnamed = (Case.conversation_id == conversation_id, Case.identity == Identity.ANONYMOUS)
    if not rater.address or session.scalar(select(Case.id).where(*unnamed).limit(1)) is not None:
        return None
    day = f"{now.astimezone(TEHRAN):%Y-%m-%d}"
    return digests.keyed(Purpose.RATER_ADDRESS, f"{day}\n{rater.address}")


def _count_address(session: Session, row: Rating, now: datetime) -> None:
    """Count a new person for signals of gaming, and whether another came from the address today."""
    if row.address_key is None or row.agency_id is None:
        return
    same, near = Rating.person_key == row.person_key, _beside(row)
    if session.scalar(select(Rating.id).where(same).limit(1)) is None:
        seen = session.scalar(select(Rating.id).where(*near).limit(1))
        known = KnownAddress(What.MARK, seen is not None, is_good=row.score >= GOOD_SCORE)
        count_known(session, row.agency_id, known, now)


def _weigh(session: Session, row: Rating) -> set[Cell]:
    """Decide which marks of this person, and of this address, count; the cells of what changed."""
    row.counts, row.why = True, None
    session.flush()
    if _has_judged(session, row):
        row.counts, row.why = False, MarkNote.VERDICT
        return set()
    cells = set[Cell]()
    if row.address_key is not None and (flag := _flag(session, row)):
        cells = _weigh_once(session, row, flag)
    return cells | (_let_others_go(session, row) if row.counts else set())


def _has_judged(session: Session, row: Rating) -> bool:
    scored = exists().where(
        Case.conversation_id == row.conversation_id,
        Case.agency_id == row.agency_id,
        Case.score.is_not(None),
    )
    return bool(session.scalar(select(scored)))


def _let_others_go(session: Session, row: Rating) -> set[Cell]:
    """Only the newest mark of a person counts for the agency and month."""
    others = (Rating.person_key == row.person_key, Rating.id != row.id, Rating.counts)
    return _drop(session, others, MarkNote.LATER)


def _flag(session: Session, row: Rating) -> MarkNote | None:
    """What is wrong with all marks of the row's address for its agency today, if anything is."""
    seen = session.scalar(select(Rating.why).where(*_beside(row), Rating.why.in_(FLAGS)).limit(1))
    if seen is not None:
        return MarkNote(seen)
    times = select(Rating.created_at).where(*_beside(row)).limit(terms.MOST_A_DAY + 1)
    return terms.flag_of(list(session.scalars(times)))


def _weigh_once(session: Session, row: Rating, flag: MarkNote) -> set[Cell]:
    """Of all marks from the address the first counts, which no later one can change."""
    query = select(Rating).where(*_beside(row), Rating.counts).order_by(Rating.id)
    first = session.scalars(query.limit(1)).one()
    first.why = flag
    return _drop(session, (*_beside(row), Rating.id != first.id, Rating.counts), flag)


def _beside(row: Rating) -> tuple[ColumnElement[bool], ...]:
    agency = Rating.agency_id == row.agency_id if row.agency_id else Rating.agency_id.is_(None)
    return (Rating.address_key == row.address_key, agency)


def _drop(session: Session, which: tuple[Condition, ...], why: MarkNote) -> set[Cell]:
    """Have marks count no more; the cells that they were in."""
    session.flush()
    cells = _cells_of(session, *which)
    change = update(Rating).where(*which).values(counts=False, why=why)
    session.execute(change, execution_options={"synchronize_session": "fetch"})
    return cells


_CHAT = "chat "
WEB = "web"


def channel_of(caller: Caller) -> str:
    """Where a message came from: the messenger of a chat, or the web."""
    if not caller.group.startswith(_CHAT):
        return WEB
    return caller.group.removeprefix(_CHAT).partition(":")[0]


@dataclass(frozen=True)
class Ratings:
    """Counts and keeps ratings; calls `changed` for every cell whose figures a mark changes."""

    database: Database
    digests: Digests
    changed: Changed = nobody_told

    async def rate(self, conversation_id: str, mark: Mark, rater: Rater) -> None:
        """Keep a mark in one transaction; raises what `keep` does."""
        try:
            await self.database.run(
                lambda session: self.keep(session, conversation_id, mark, rater)
            )
        except IntegrityError:
            # The same person has just rated the same in another window: now it is there.
            await self.database.run(
                lambda session: self.keep(session, conversation_id, mark, rater)
            )

    def keep(self, session: Session, conversation_id: str, mark: Mark, rater: Rater) -> None:
        """Keep a mark within `session`; raises what `keep` does."""
        keep(
            session,
            self.digests,
            conversation_id,
            mark,
            rater,
            now=now(),
            changed=self.changed,
        )

    def answered(
        self, session: Session, conversation: Conversation, turn: Turn, caller: Caller
    ) -> None:
        """An observer of turns: an answer can be rated, and the widget may ask for a rating."""
        place = place_of(session, turn.answer)
        prompts.count_offer(
            session, conversation.id, channel_of(caller), place, turn.created_at or now()
        )

    def closed(self, session: Session, conversation_id: str, at: datetime) -> None:
        """An observer of goodbyes: every channel asks below a human's."""
        place = rated_place(session, conversation_id, None)
        prompts.count_asked(session, conversation_id, WEB, place, at)
