"""Makes cases out of drafts, also out of those that an operator writes down at the telephone.

An operator files for somebody only by a right that was stated explicitly, and the statement is
kept. Whoever repeats a filing by its key is shown code and pin, so such keys are secrets.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from sqlalchemy.orm import Session

from assistant.cases.codes import new_code
from assistant.cases.commitments import columns, new_salt
from assistant.cases.masking import masked
from assistant.cases.merged_cases import follow
from assistant.cases.models import Case, CaseEvent
from assistant.cases.moves import Move
from assistant.cases.outbox import announce
from assistant.cases.personal import Field
from assistant.cases.schemas import OpenDraft
from assistant.cases.search import index
from assistant.cases.terms import CITIZEN, CLOCK, Actor, Identity, Role, Status
from assistant.cases.transitions import LONG_PIN, SHOWS_NAMES, Door, MoveRequest
from assistant.language.controls import Readable
from assistant.storage.digests import Digests, Purpose, plain

_LEAST_LENGTH = 16
_LEAST_SIGNS = 6
"""A secret key has so many different characters; 1 of 10,000 random 16-digit hex keys has fewer."""
_WORDS_AND_NUMBER = re.compile(r"(?:[a-z\W_]*|[A-Z]?[a-z\W_]*|[A-Z\W_]*)[0-9T:Z\W_]*", re.ASCII)
_RANDOM_ID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")


def is_secret(key: str) -> bool:
    """Whether `key` looks as if nobody could guess it: random, and long enough.

    Counters, dates and times behind a word can be guessed, and so can plain words.
    """
    if _RANDOM_ID.fullmatch(key):
        return len(set(key)) >= _LEAST_SIGNS
    is_long = len(key) >= _LEAST_LENGTH and len(set(key)) >= _LEAST_SIGNS
    return is_long and not _WORDS_AND_NUMBER.fullmatch(key)


class Relation(StrEnum):
    """Who calls: the citizen, or somebody for them."""

    SELF = "self"
    FAMILY = "family"
    GUARDIAN = "guardian"
    ATTORNEY = "attorney"
    OTHER = "other"


class ConsentGiven(StrEnum):
    """How it was agreed to that the case is filed."""

    SPOKEN = "spoken"
    RECORDED = "recorded"
    DOCUMENT = "document"


class Mandate(BaseModel):
    """Who called, for whom, and how they agreed once the summary was read to them.

    `statement` is what they said, in the operator's words; of a document it says which.
    """

    model_config = ConfigDict(extra="forbid")

    relation: Relation
    consent: ConsentGiven
    statement: (
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, min_length=3, max_length=500),
            Readable,
        ]
        | None
    ) = None
    caller_name: (
        Annotated[
            str,
            StringConstraints(strip_whitespace=True, min_length=2, max_length=100),
            Readable,
        ]
        | None
    ) = None

    @model_validator(mode="after")
    def _names_the_document(self) -> "Mandate":
        if self.consent is ConsentGiven.DOCUMENT and not self.statement:
            raise ValueError("a document by which somebody may file must be named")
        return self

    def evidence(self) -> dict[str, str]:
        """The part for the ledger: nothing personal."""
        return {"channel": "phone", "filed_for": self.relation, "consent": self.consent}

    def personal(self) -> dict[Field, str | None]:
        """The part that is sealed."""
        return {Field.CALLER: self.caller_name, Field.MANDATE: self.statement}


class PhoneDraft(OpenDraft):
    """A draft that an operator files for a caller; who calls for another says who they are."""

    mandate: Mandate

    @model_validator(mode="after")
    def _names_the_caller(self) -> "PhoneDraft":
        is_unknown = self.identity is Identity.ANONYMOUS
        if self.mandate.relation is not Relation.SELF and not self.mandate.caller_name:
            raise ValueError("who calls for another must be named")
        if is_unknown and (self.mandate.caller_name or self.contact):
            raise ValueError("an anonymous case holds no name and no contact")
        return self


_MOST_OF_A_PLACE = 64


@dataclass(frozen=True)
class Origin:
    """Where a filing comes from.

    The same `key` again does not file twice. A key belongs to its `caller`: the same key from
    another caller is another key. The exception is the same draft under a key that nobody could
    guess: this is the same filing from a new address. `by` is the operator of a case that is filed
    at the telephone. `evidence` goes into the ledger with the registration: ids, never personal
    values. `group` is the address, or the chat, that the filing came from; it is counted, never
    kept.
    """

    key: str | None = None
    caller: str = ""
    conversation_id: str | None = None
    by: Actor = CITIZEN
    evidence: Mapping[str, str] = field(default_factory=dict)
    group: str = ""

    def own_key(self, digests: Digests) -> str | None:
        """The key as it is kept: unique for the caller, and it does not identify the caller."""
        if not self.key:
            return None
        whose = plain(self.caller.encode())[:16]
        own = f"{whose}:{self.key}" if self.caller else self.key
        return digests.keyed(Purpose.FILING_KEY, own)

    def request_key(self, digests: Digests, draft: OpenDraft) -> str | None:
        """Names key and draft together; the same for every sender if the key is a secret."""
        if not self.key:
            return None
        named = self.key if is_secret(self.key) else f"{self.caller}\n{self.key}"
        request = plain(f"{named}\n{_hash_of(draft)}".encode())
        return digests.keyed(Purpose.FILING, request)


def _hash_of(draft: OpenDraft) -> str:
    """Distinguishes drafts; never stored, since the content of a draft can be guessed."""
    # Empty newer fields are left out, so that an older draft keeps its hash.
    later = ("formal_description", "follow")
    unused = {name for name in later if getattr(draft, name) is None}
    unused |= set() if draft.shows_names else {SHOWS_NAMES}
    return plain(draft.model_dump_json(exclude=unused).encode())


def file(
    session: Session,
    door: Door,
    draft: OpenDraft,
    origin: Origin,
    now: datetime,
    *,
    is_repeat: bool = False,
) -> Case:
    """Add the case of `draft`: registered and, if the agency is known, referred at once.

    `is_repeat`: somebody filed the same from there shortly before, so it adds no person to its
    matter.
    """
    case = new_case(draft, origin, door, now)
    case.is_repeat = is_repeat
    session.add(case)
    mandate = draft.mandate if isinstance(draft, PhoneDraft) else None
    evidence = evidence_of(case, draft) | {**origin.evidence}
    evidence |= mandate.evidence() if mandate else {}
    personal, events = personal_of(draft), list[CaseEvent]()
    sealed = personal | (mandate.personal() if mandate else {})

    def make(step: MoveRequest) -> None:
        events.append(door.move(session, case, step, now, is_announced=False))

    committed = columns(case)
    make(
        MoveRequest(
            Move.REGISTERED, origin.by, evidence=evidence, personal=sealed, committed=committed
        )
    )
    if draft.identity is Identity.NAMED:
        make(consent(field for field in personal if personal[field]))
    if case.agency_id:
        make(MoveRequest(Move.REFERRED, CLOCK, reason="filed"))
    # All rows are written together: this halves the round trips to the database.
    session.flush()
    index.add(session, {case.id: (case.description, case.formal_description)})
    for event in events:
        announce(session, case, event)
    if draft.follow:
        follow(session, door, case, draft.follow, now)
    return case


def evidence_of(case: Case, draft: OpenDraft) -> dict[str, str]:
    """The evidence of the registration, from the case as it is."""
    facts = {
        "kind": case.kind,
        "agency_id": case.agency_id,
        "indicator": case.indicator,
        "service_id": case.service_id,
        "province": case.province,
        "identity": draft.identity,
        "is_repeat": "1" if case.is_repeat else None,
        LONG_PIN: "1" if case.has_long_pin else None,
        SHOWS_NAMES: "1" if case.shows_names else None,
    }
    return {name: value for name, value in facts.items() if value}


def consent(fields: Iterable[Field]) -> MoveRequest:
    """The receipt: the agency that deals with the case may read these fields."""
    names = ",".join(sorted(fields))
    return MoveRequest(
        Move.CONSENT_GIVEN, CITIZEN, evidence={"reader": Role.AGENCY, "fields": names}
    )


def new_case(draft: OpenDraft, origin: Origin, door: Door, now: datetime) -> Case:
    """The row of a case that is not registered yet, its words masked."""
    names, digests, schedule = _names(draft), door.sealer.digests, door.schedule
    case = Case(
        tracking_code=new_code(),
        kind=draft.kind,
        status=Status.REGISTERED,
        agency_id=draft.agency_id,
        indicator=draft.indicator,
        service_id=draft.service_id,
        province=draft.province,
        city=_masked_place(draft),
        description=masked(draft.description, names),
        formal_description=masked(draft.formal_description or "", names) or None,
        # Only a recorded consent makes a case a named one.
        identity=Identity.SEALED if draft.identity is Identity.NAMED else draft.identity,
        has_long_pin=draft.identity is Identity.ANONYMOUS,
        shows_names=draft.shows_names,
        occurred_at=draft.occurred_at,
        conversation_id=origin.conversation_id,
        idempotency_key=origin.own_key(digests),
        request_key=origin.request_key(digests, draft),
        salt=new_salt(),
        created_at=now,
        level=schedule.first_level,
        version=0,
        head_hash="",
        sealed_version=0,
    )
    schedule.start(case, now)
    return case


def _masked_place(draft: OpenDraft) -> str | None:
    """The place without personal data: people write whole addresses there."""
    return draft.city and masked(draft.city, _names(draft))[:_MOST_OF_A_PLACE]


def _names(draft: OpenDraft) -> list[str | None]:
    """The names that the citizen gives for themselves and for whoever calls for them."""
    caller = draft.mandate.caller_name if isinstance(draft, PhoneDraft) else None
    return [draft.contact.name if draft.contact else None, caller]


def personal_of(draft: OpenDraft) -> dict[Field, str | None]:
    """The words as typed, and the contact unless the citizen wants to stay unknown to all."""
    values: dict[Field, str | None] = {Field.WORDS: draft.description}
    if _masked_place(draft) != draft.city:
        values[Field.PLACE] = draft.city
    contact = draft.contact
    if contact and draft.identity is not Identity.ANONYMOUS:
        values |= {
            Field.MOBILE: contact.mobile,
            Field.NAME: contact.name,
            Field.NATIONAL_ID: contact.national_id,
        }
    return values
