"""Which agency a case may belong to, and which open cases may be the same matter."""

from assistant.cases.models import Case
from assistant.desk.casework.schemas import Named
from assistant.desk.casework.table_schemas import Proposal
from assistant.runtime import Runtime
from assistant.understanding.reading import Reading

MOST, MOST_ALIKE = 3, 5


async def proposals(running: Runtime, case: Case) -> list[Proposal]:
    """Agencies other than the case's own, the likeliest first: each with its reason.

    What the words name goes before what they are like, and the service that the citizen chose
    before both.
    """
    found = dict[str, str]()
    service = running.catalogue.by_id.get(case.service_id or "")
    if service:
        found[service.agency.id] = f"خدمت «{service.service.title}» از آنِ این دستگاه است."
    if case.description:
        reading = await running.turns.read(case.description)
        for id_, reason in _of_words(reading):
            found.setdefault(id_, reason)
    found.pop(case.agency_id or "", None)
    agencies = running.catalogue.agencies
    return [
        Proposal(agency=Named(id=id_, title=agencies[id_].name), reason_fa=reason)
        for id_, reason in found.items()
        if id_ in agencies
    ][:MOST]


def _of_words(reading: Reading) -> list[tuple[str, str]]:
    named = [(id_, "در شرح از این دستگاه نام برده شده است.") for id_ in reading.mentions.agency_ids]
    if reading.found.abstained:
        return named
    entries = [hit.entry for hit in reading.found.hits]
    alike = [
        (entry.agency.id, f"شرح به خدمت «{entry.service.title}» نزدیک است.") for entry in entries
    ]
    return named + alike
