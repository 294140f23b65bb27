"""How to reach an agency itself, when that is all that a message asks for."""

from rasa_sdk.events import EventType

from actions.base import Turn, remember
from actions.fact_words import agency_contact
from actions.facts import Fact, fact_of_act, facts_in
from actions.vocabulary import own_words
from knowledge.schema import Agency

_NO_MORE = "همین‌ها را از این دستگاه داریم:"


def asked_agency(turn: Turn) -> Agency | None:
    """The agency of «شماره تلفن ثبت احوال تهران»; None when more is said, or nothing is known."""
    matter, ids = turn.matter, turn.matter.mentions.agency_ids or _talked_about(turn)
    facts: list[Fact | None] = [*facts_in(matter.text)] or [fact_of_act(turn)]
    if len(ids) != 1 or facts != [Fact.CONTACT] or own_words(matter.unnamed):
        return None
    agency = turn.context.catalogue.agencies[ids[0]]
    known = agency.domain or turn.context.catalogue.line_of(agency)
    return agency if known else None


def _talked_about(turn: Turn) -> tuple[str, ...]:
    """The agency that was the last subject, without any of its services («سایتش چه؟»)."""
    named = turn.slot("agency_id")
    entry = turn.context.catalogue.by_id.get(turn.slot("service_id") or "")
    is_else = turn.slot("candidates") or turn.slot("line") or (entry and entry.agency.id == named)
    return (named,) if named and not is_else else ()


def say_contact(turn: Turn, agency: Agency) -> list[EventType]:
    """Say where the agency is found; a service that was talked about stays remembered."""
    told = agency_contact(agency, turn.context.catalogue.line_of(agency))
    turn.say_text(turn.next_of(f"contact:{agency.id}", [told, f"{_NO_MORE}\n{told}"]))
    called = next(iter(agency.short_names), agency.name)
    asked = {} if turn.slot("service_id") else {"question": called}
    return remember(
        agency_id=agency.id, candidates=None, line=None, failed_turns=0, offer=None, **asked
    )
