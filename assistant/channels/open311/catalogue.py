"""The services of GeoReport, and the discovery document: where, how, and whom to ask.

A service of GeoReport is either a kind of problem, or a kind of case.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from assistant.cases import terms
from assistant.cases.models import Case
from assistant.cases.terms import INDICATOR_FA, KINDS, Indicator, Kind
from assistant.channels.open311.answers import MEDIA
from assistant.language.dates import rfc3339
from assistant.settings import PROJECT, Settings
from knowledge.catalogue import Catalogue

COMPLAINTS, VOICES = "شکایت", "پیشنهاد، انتقاد و قدردانی"


@dataclass(frozen=True)
class ReportableService:
    """One service of GeoReport: the kind of case that a report becomes, and what went wrong."""

    code: str
    name: str
    description: str
    keywords: str
    kind: Kind
    indicator: Indicator | None = None

    @property
    def group(self) -> str:
        """The group of the service."""
        return COMPLAINTS if self.kind is Kind.COMPLAINT else VOICES


def _of_kind(kind: Kind) -> ReportableService:
    told, indicator = KINDS[kind].reported, KINDS[kind].indicator
    return ReportableService(kind, told.name, told.description, told.keywords, kind, indicator)


def _complaint(indicator: Indicator, description: str, keywords: str) -> ReportableService:
    name = INDICATOR_FA[indicator]
    return ReportableService(indicator, name, description, keywords, Kind.COMPLAINT, indicator)


_SERVICES = (
    _complaint(
        Indicator.ABSENCE,
        "کارمند در ساعت کار پشت میزش نیست یا به کار دیگری مشغول است.",
        "غیبت, کارمند, پشت میز",
    ),
    _complaint(
        Indicator.NO_SUBSTITUTE,
        "مسئول کار نیست و کسی به جای او پاسخ نمی‌دهد.",
        "جانشین, مسئول, مرخصی",
    ),
    _complaint(
        Indicator.DELAY, "کار دیر آغاز می‌شود، طول می‌کشد یا عقب می‌افتد.", "تأخیر, معطلی, نوبت"
    ),
    _complaint(Indicator.NO_RESPONSE, "دستگاه یا کارمند به درخواست جواب نمی‌دهد.", "بی‌پاسخ, پیگیری"),
    _complaint(
        Indicator.NEGLIGENCE, "در کار کوتاهی یا اشتباه شده است.", "کوتاهی, اشتباه, سهل‌انگاری"
    ),
    _complaint(
        Indicator.DISCOURTESY,
        "با مراجعه‌کننده بد رفتار شده یا میان مردم فرق گذاشته شده است.",
        "بدرفتاری, بی‌احترامی, تبعیض",
    ),
    _complaint(
        Indicator.OPAQUE_RULES,
        "روشن نیست چه مدرک و مرحله‌ای لازم است یا درخواست چرا رد شده است.",
        "مقررات, مدارک, رد درخواست",
    ),
    _complaint(
        Indicator.SYSTEM_DOWN,
        "سامانه یا دستگاهی که کار با آن انجام می‌شود خراب یا قطع است.",
        "سامانه, قطعی, نوبت‌دهی",
    ),
    _complaint(
        Indicator.PHONE_IVR, "تلفن یا تلفن گویای اداره جواب نمی‌دهد.", "تلفن, تلفن گویا, اشغال"
    ),
    _complaint(
        Indicator.CONSULAR,
        "سفارت یا کنسولگری ایران در کشور دیگر کار را دیر یا بد انجام می‌دهد.",
        "سفارت, کنسولگری, خارج از کشور",
    ),
    *map(_of_kind, Kind),
)
SERVICES = {str(service.code): service for service in _SERVICES}
"""By code, in the order of the list."""
_SPECIAL = frozenset(s.indicator for s in _SERVICES if s.kind is Kind.COMPLAINT and s.indicator)


def service_of(case: Case) -> ReportableService:
    """The service that `case` would have been reported under."""
    if case.kind != Kind.COMPLAINT:
        return SERVICES[case.kind]
    return SERVICES[case.indicator if case.indicator in _SPECIAL else case.kind]


def reported_under(service: ReportableService) -> ColumnElement[bool]:
    """The condition for cases to which `service_of` gives `service`."""
    is_kind = Case.kind == service.kind
    if service.kind is not Kind.COMPLAINT:
        return is_kind
    if service.indicator:
        return and_(is_kind, Case.indicator == service.indicator)
    return and_(is_kind, or_(Case.indicator.is_(None), Case.indicator.not_in(_SPECIAL)))


def service_out(service: ReportableService) -> dict[str, Any]:
    """A service of the list."""
    return {
        "service_code": str(service.code),
        "service_name": service.name,
        "description": service.description,
        "metadata": True,
        "type": "realtime",
        "keywords": service.keywords,
        "group": service.group,
    }


def definition_out(service: ReportableService, catalogue: Catalogue) -> dict[str, Any]:
    """The fields of a report beside the standard ones; all services ask for the same."""
    agencies = [(agency.id, agency.name) for agency in catalogue.agencies.values()]
    provinces = [(province.name, province.name) for province in catalogue.provinces]
    attributes = [
        _attribute(
            "agency",
            "singlevaluelist",
            "دستگاهی که گزارش دربارهٔ آن است. اگر نیاید، کارشناس آن را پیدا می‌کند.",
            agencies,
        ),
        _attribute("province", "singlevaluelist", "استانی که رویداد در آن بوده است.", provinces),
        _attribute("city", "string", "شهری که رویداد در آن بوده است."),
        _attribute("occurred_at", "datetime", "زمان رویداد."),
    ]
    for order, attribute in enumerate(attributes, 1):
        attribute["order"] = order
    return {"service_code": str(service.code), "attributes": attributes}


def _attribute(
    code: str, datatype: str, description: str, values: list[tuple[str, str]] | None = None
) -> dict[str, Any]:
    listed = [{"key": key, "name": name} for key, name in values or ()]
    return {
        "variable": True,
        "code": code,
        "datatype": datatype,
        "required": False,
        "datatype_description": None,
        "order": 0,
        "description": description,
        "values": listed,
    }


BASE = "/open311/v2"
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


def discovery(settings: Settings) -> dict[str, Any]:
    """The discovery document; that of a demo calls itself a test."""
    where = settings.open311_contact or settings.public_address
    return {
        "changeset": changeset(),
        "contact": f"پرسش دربارهٔ این سامانه: {where}",
        "key_service": f"کلید ثبت گزارش را مدیر این سامانه می‌دهد: {where}",
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": f"{settings.public_address}{BASE}",
                "changeset": changeset(),
                "type": "test" if settings.demo else "production",
                "formats": sorted(media.partition(";")[0] for media in MEDIA.values()),
            }
        ],
    }


@cache
def changeset() -> str:
    """When the services, or the fields of a report, changed last on this machine."""
    knowledge = PROJECT / "knowledge"
    files = [Path(__file__), Path(terms.__file__), *knowledge.glob("catalogue/*.yml")]
    files += knowledge.glob("places/*.yml")
    newest = max(file.stat().st_mtime for file in files)
    return rfc3339(datetime.fromtimestamp(newest, UTC))
