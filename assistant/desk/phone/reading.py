"""What an operator types while listening, understood as the citizen's own words would be."""

import asyncio
from typing import cast

from assistant.cases.similar.offers import SimilarIn, SimilarOut
from assistant.cases.terms import Indicator, Kind
from assistant.channels.web.sublabels import indicator_of, line_of
from assistant.desk.casework.schemas import Named
from assistant.desk.phone.contact import told_contact
from assistant.desk.phone.schemas import HeardOut, LineOut, ServiceGuess
from assistant.dialogue import words
from assistant.rasa.client import Understood
from assistant.runtime import Runtime
from assistant.understanding.reading import Reading

OWN_LINE = "128"
KINDS = {"complain": "complaint", "suggest": "suggestion", "praise": "praise"}


async def heard(running: Runtime, text: str) -> HeardOut:
    """The form's view of `text`; personal data is masked before Rasa or the search reads it."""
    reading = await running.turns.read(text)
    understood = await running.brain.classify(reading)
    told = _of_act(running, understood) if understood else {}
    if told.get("kind") is Kind.SUGGESTION and words.has("kinds", reading.text, "criticism"):
        told["kind"] = Kind.CRITICISM
    found = await _similar(running, reading, told)
    agency_ids, mentions = reading.mentions.agency_ids, reading.mentions
    agency = running.catalogue.agencies.get(agency_ids[0]) if agency_ids else None
    missing = {"agency": agency is None, "place": not mentions.province}
    return HeardOut(
        is_understood=understood is not None,
        agency=Named(id=agency.id, title=agency.name) if agency else None,
        province=mentions.province,
        city=mentions.city,
        service=_service(reading),
        contact=await asyncio.to_thread(told_contact, text),
        similar=found,
        missing=[name for name, is_missing in missing.items() if is_missing],
        **told,
    )


async def _similar(
    running: Runtime, reading: Reading, told: dict[str, object]
) -> SimilarOut | None:
    """What others have told of a complaint like this one; None while the agency is not known."""
    mentions = reading.mentions
    is_complaint = told.get("kind", Kind.COMPLAINT) in {None, Kind.COMPLAINT}
    if not mentions.agency_ids or not is_complaint:
        return None
    wanted = SimilarIn(
        agency_id=mentions.agency_ids[0],
        indicator=cast("Indicator | None", told.get("indicator")),
        province=mentions.province,
        city=mentions.city,
        description=reading.masked,
    )
    return await running.similar.offers(wanted)


def _of_act(running: Runtime, understood: Understood) -> dict[str, object]:
    act, sublabels = understood.act, understood.sublabels
    kind, indicator = KINDS.get(act), indicator_of(act, sublabels)
    line = running.catalogue.lines.get(line_of(act, sublabels) or OWN_LINE)
    is_other = line is not None and line.number != OWN_LINE
    return {
        "kind": Kind(kind) if kind else None,
        "indicator": Indicator(indicator) if indicator else None,
        "line": LineOut(number=line.number, title=line.title) if line and is_other else None,
        "is_emergency": act == "emergency",
    }


def _service(reading: Reading) -> ServiceGuess | None:
    if reading.found.abstained or not reading.found.hits:
        return None
    entry = reading.found.hits[0].entry
    agency = Named(id=entry.agency.id, title=entry.agency.name)
    return ServiceGuess(id=entry.service.id, title=entry.service.title, agency=agency)
