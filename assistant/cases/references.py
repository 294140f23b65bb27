"""Checks that the ids in a draft are in the catalogue."""

from knowledge.catalogue import Catalogue


class UnknownReferenceError(ValueError):
    """Something is named that the catalogue does not know; `field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def check_references(
    catalogue: Catalogue, *, agency_id: str | None, service_id: str | None, province: str | None
) -> None:
    """Raise `UnknownReferenceError` for the first that is given and not known."""
    provinces = {one.name for one in catalogue.provinces}
    checks = {
        "agency_id": not agency_id or agency_id in catalogue.agencies,
        "service_id": not service_id or service_id in catalogue.by_id,
        "province": not province or province in provinces,
    }
    for field, is_known in checks.items():
        if not is_known:
            raise UnknownReferenceError(field)
