"""Whose figures somebody at the desk may see: a clerk those of the own agency, others all."""

from assistant.channels.web.problems import Problem
from assistant.desk.conversations import Viewer
from assistant.desk.roles import Role
from knowledge.catalogue import Catalogue


def scope(viewer: Viewer, catalogue: Catalogue, agency_id: str | None) -> str | None:
    """The agency whose figures are shown, None for all; raises `forbidden` and `unknown_agency`.

    A clerk who names no agency means the own one, and is refused any other, known or not.
    """
    if viewer.account.role == Role.CLERK:
        own = viewer.account.agency_id
        if not own or agency_id not in {None, own}:
            raise Problem("forbidden")
        return own
    if agency_id is not None and agency_id not in catalogue.agencies:
        raise Problem("unknown_agency")
    return agency_id
