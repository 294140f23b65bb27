"""By what right an operator files for somebody at the telephone: said explicitly, and kept."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from assistant.cases.personal import Field
from assistant.cases.schemas import OpenDraft
from assistant.cases.terms import Identity
from assistant.language.controls import Readable


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
        """What the ledger tells of it: nothing personal."""
        return {"channel": "phone", "filed_for": self.relation, "consent": self.consent}

    def personal(self) -> dict[Field, str | None]:
        """What is sealed of it."""
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
