"""The text by which a service is found: what it is called, whose it is, and what it is."""

from knowledge.catalogue import Entry


def searchable_text(entry: Entry) -> str:
    """Title, other names, agency with its short names, and the summary, in that order.

    Citizens' own questions never go in here: they would pull unlike questions towards them.
    """
    service, agency = entry.service, entry.agency
    names = "، ".join([service.title, *service.alternative_names])
    owner = "، ".join([agency.name, *agency.short_names])
    parts = [names, owner, service.summary, service.audience or ""]
    return ". ".join(part.rstrip(".") for part in parts if part)
