"""What the desk's lists and forms offer to choose from."""

from collections.abc import Iterable, Mapping
from typing import Any

from assistant.cases.schedule import Schedule
from assistant.cases.terms import INDICATOR_FA, KIND_FA
from assistant.desk.casework.faces import IDENTITY_FA, STATUS_AT_DESK
from assistant.desk.casework.schemas import AgencyNamed, Named, ProvinceOut, TermsOut
from knowledge.catalogue import Catalogue
from knowledge.schema import Province


def terms(catalogue: Catalogue, schedule: Schedule, *, sends_sms: bool) -> TermsOut:
    """All of them; sorting names by the alphabet is left to who shows them."""
    return TermsOut(
        agencies=[
            AgencyNamed(id=one.id, title=one.name, aliases=list(one.short_names))
            for one in catalogue.agencies.values()
        ],
        provinces=[_province(one) for one in catalogue.provinces],
        statuses=_faces(STATUS_AT_DESK),
        levels=_named((level.id, level.title) for level in schedule.levels),
        kinds=_faces(KIND_FA),
        indicators=_faces(INDICATOR_FA),
        identities=_faces(IDENTITY_FA),
        sends_sms=sends_sms,
    )


def _province(province: Province) -> ProvinceOut:
    cities = {city for county in province.counties for city in county.cities}
    return ProvinceOut(name=province.name, cities=sorted(cities))


def _faces(faces: Mapping[Any, str]) -> list[Named]:
    return _named((str(id_), title) for id_, title in faces.items())


def _named(pairs: Iterable[tuple[str, str]]) -> list[Named]:
    return [Named(id=id_, title=title) for id_, title in pairs]
