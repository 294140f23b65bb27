"""Files cases and shows them to those who hold the code and the pin."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assistant.cases.codes import new_code, normalise
from assistant.cases.models import Case, CaseEvent
from assistant.cases.schemas import CaseDraft
from assistant.cases.terms import Status
from assistant.language.pii import mask
from assistant.storage.database import Database
from assistant.storage.sealing import Sealer
from knowledge.catalogue import Catalogue

FIRST_ANSWER = timedelta(hours=3)
LATEST_ANSWER = timedelta(hours=48)
"""Bounds of the answer that the 128 line announces (knowledge/lines.yml names its sources)."""


class UnknownReferenceError(ValueError):
    """A draft names something that the catalogue does not know; `field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class KeyReusedError(ValueError):
    """An idempotency key came again with another draft."""


@dataclass(frozen=True)
class FiledCase:
    """A case and its pin; `is_new` is false when an idempotency key brought an older one back."""

    case: Case
    pin: str
    is_new: bool


class CaseDesk:
    """Everything that may be done with cases."""

    def __init__(self, database: Database, catalogue: Catalogue, sealer: Sealer) -> None:
        self._database = database
        self._catalogue = catalogue
        self._sealer = sealer

    async def file(
        self,
        draft: CaseDraft,
        idempotency_key: str | None = None,
        conversation_id: str | None = None,
    ) -> FiledCase:
        """Make `draft` a durable case, once per `idempotency_key`.

        Raises `UnknownReferenceError` for an agency, service or place that is not in the
        catalogue, and `KeyReusedError` for a key that belongs to another draft.
        """
        self._check_references(draft)
        if idempotency_key and (earlier := await self._earlier(idempotency_key, draft)):
            return earlier
        case = self._new_case(draft, idempotency_key, conversation_id)
        try:
            await self._database.run(lambda session: _save(session, case))
        except IntegrityError:
            # Another request with the same key was faster.
            if idempotency_key and (earlier := await self._earlier(idempotency_key, draft)):
                return earlier
            raise
        return FiledCase(case, self.pin_of(case.tracking_code), is_new=True)

    async def find(self, code: str, pin: str) -> Case | None:
        """The case, or None for an unknown code and for a wrong pin alike."""
        known = normalise(code)
        # The pin is compared even for an impossible code, so that both take the same time.
        matches = self._sealer.pin_matches(known or "-", pin.strip())
        query = select(Case).where(Case.tracking_code == (known or "-"))
        case: Case | None = await self._database.run(lambda session: session.scalar(query))
        return case if case and matches else None

    async def of_conversation(self, conversation_id: str) -> list[Case]:
        """The cases filed in a conversation, newest first."""
        query = select(Case).where(Case.conversation_id == conversation_id)
        newest = query.order_by(Case.id.desc()).limit(10)
        return await self._database.run(lambda session: list(session.scalars(newest)))

    async def history(self, case: Case) -> list[CaseEvent]:
        """The steps of a case, oldest first."""
        query = select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.number)
        return await self._database.run(lambda session: list(session.scalars(query)))

    def pin_of(self, tracking_code: str) -> str:
        """The pin of a case, for the answer that tells of its filing."""
        return self._sealer.pin(tracking_code)

    async def _earlier(self, key: str, draft: CaseDraft) -> FiledCase | None:
        query = select(Case).where(Case.idempotency_key == key)
        case: Case | None = await self._database.run(lambda session: session.scalar(query))
        if case is None:
            return None
        if case.request_hash != _hash(draft):
            raise KeyReusedError(key)
        return FiledCase(case, self.pin_of(case.tracking_code), is_new=False)

    def _check_references(self, draft: CaseDraft) -> None:
        provinces = {province.name for province in self._catalogue.provinces}
        checks = {
            "agency_id": draft.agency_id in self._catalogue.agencies,
            "service_id": not draft.service_id or draft.service_id in self._catalogue.by_id,
            "province": not draft.province or draft.province in provinces,
        }
        for field, is_known in checks.items():
            if not is_known:
                raise UnknownReferenceError(field)

    def _new_case(
        self, draft: CaseDraft, idempotency_key: str | None, conversation_id: str | None
    ) -> Case:
        created = datetime.now(UTC)
        personal = draft.model_dump(mode="json", include={"description", "contact"})
        return Case(
            tracking_code=new_code(),
            kind=draft.kind,
            status=Status.REGISTERED,
            agency_id=draft.agency_id,
            indicator=draft.indicator,
            service_id=draft.service_id,
            province=draft.province,
            city=draft.city,
            description=mask(draft.description).text,
            sealed=self._sealer.seal(json.dumps(personal, ensure_ascii=False)),
            identity=draft.identity,
            occurred_at=draft.occurred_at,
            conversation_id=conversation_id,
            idempotency_key=idempotency_key,
            request_hash=_hash(draft),
            created_at=created,
            due_at=created + LATEST_ANSWER,
        )


def _event(case: Case, number: int, type_: str) -> CaseEvent:
    return CaseEvent(
        case_id=case.id, number=number, type=type_, data={}, created_at=case.created_at
    )


def _save(session: Session, case: Case) -> None:
    session.add(case)
    session.flush()
    session.add(_event(case, 1, "registered"))


def _hash(draft: CaseDraft) -> str:
    return hashlib.sha256(draft.model_dump_json().encode()).hexdigest()
