"""How to reach an agency itself, when that is all that a message asks for."""

from rasa_sdk.events import EventType

from actions.base import Turn, remember
from actions.fact_words import agency_contact
from actions.facts import Fact, fact_of_act, facts_in
from actions.vocabulary import own_words
from knowledge.schema import Agency


def asked_agency(turn: Turn) -> Agency | None:
    """The agency of «شماره تلفن ثبت احوال تهران»; None when more is said, or nothing is known."""
    matter, ids = turn.matter, turn.matter.mentions.agency_ids
    facts: list[Fact | None] = [*facts_in(matter.text)] or [fact_of_act(turn)]
    if len(ids) != 1 or facts != [Fact.CONTACT] or own_words(matter.unnamed):
        return None
    agency = turn.context.catalogue.agencies[ids[0]]
    known = agency.domain or turn.context.catalogue.line_of(agency)
    return agency if known else None


def say_contact(turn: Turn, agency: Agency) -> list[EventType]:
    """Say where the agency is found; a service that was talked about stays remembered."""
    turn.say_text(agency_contact(agency, turn.context.catalogue.line_of(agency)))
    return remember(agency_id=agency.id, failed_turns=0, offer=None)
