"""What others have told already: offered once all is known, before the summary."""

from typing import Any

from actions.base import Turn
from actions.case_slots import ALONE, CANCELLED, NO_PLACE, NOT_A_CASE
from assistant.cases.similar.schemas import KnownOutage, SimilarCase, SimilarIn, SimilarOut
from assistant.cases.terms import Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY
from assistant.language.digits import persian_digits

_NEEDED = ("case_description", "case_agency", "case_place")
_NAMED = ("case_agency", "case_place")


async def offered(turn: Turn, values: dict[str, Any]) -> dict[str, Any]:
    """What to remember of offers, when `values` are what the message has just given.

    Looked for once, and again when the citizen names another agency or place.
    """
    if values.get("case_confirmation") in {CANCELLED, NOT_A_CASE}:
        return {}
    is_open = {name: turn.slot(name) for name in _NEEDED} | values
    is_other = any(name in values for name in _NAMED)
    if not is_other and (turn.slot("case_follow") or turn.slot("case_offer")):
        return {}
    if any(is_open.get(name) is None for name in _NEEDED):
        return {"case_follow": None, "case_offer": None} if is_other else {}
    offer = await _offer(turn, is_open)
    return {"case_follow": None if offer else ALONE, "case_offer": offer}


async def _offer(turn: Turn, known: dict[str, Any]) -> dict[str, str] | None:
    agency = known["case_agency"]
    kind = known.get("case_kind") or turn.slot("case_kind") or Kind.COMPLAINT
    if kind != Kind.COMPLAINT or agency == TRIAGE_AGENCY or turn.context.similar is None:
        return None
    place = known["case_place"]
    province, city = ("", "") if place == NO_PLACE else place.split("|")
    indicator = known.get("indicator") or turn.slot("indicator")
    wanted = SimilarIn(
        agency_id=agency,
        indicator=Indicator(indicator) if indicator else None,
        province=province or None,
        city=city or None,
        service_id=service_of(turn, agency),
        description=known["case_description"],
    )
    opened = turn.open_turn
    found = await turn.context.similar.offers(wanted, opened.conversation_id if opened else None)
    return _told(found)


def service_of(turn: Turn, agency_id: str) -> str | None:
    """The service that was talked about, if it is one of the agency."""
    entry = turn.context.catalogue.by_id.get(turn.slot("service_id") or "")
    return entry.service.id if entry and entry.agency.id == agency_id else None


def _told(found: SimilarOut) -> dict[str, str] | None:
    """One offer at most, so that a yes says enough: of an outage, since that is confirmed."""
    for outage in found.outages:
        return {"id": outage.offer, "text": _of_outage(outage), "title": "پیگیری همین قطعی"}
    for case in found.cases:
        return {"id": case.offer, "text": _of_case(case), "title": "پیگیری همان پرونده"}
    return None


def _of_case(case: SimilarCase) -> str:
    people = "یک نفر" if case.people == 1 else persian_digits(f"{case.people} نفر")
    place = "، ".join(dict.fromkeys(name for name in (case.city, case.province) if name))
    due = "مهلت پاسخ گذشته است" if case.is_overdue else f"مهلت پاسخ: {case.due_at_fa}"
    lines = [
        f"پیش از شما {people} همین موضوع را گفته‌اند و پرونده باز است."
        if case.people > 1
        else f"پیش از شما {people} همین موضوع را گفته است و پرونده باز است.",
        f"دستگاه: {case.agency_name}",
        f"موضوع: {case.indicator_fa}",
        *([f"محل: {place}"] if place else []),
        f"از {case.since_fa}؛ وضعیت: {case.status_fa}؛ {due}",
    ]
    return "\n".join(lines)


def _of_outage(outage: KnownOutage) -> str:
    what = outage.service_title or "سامانهٔ این دستگاه"
    ends = outage.expected_end_fa
    lines = [
        f"این قطعی شناخته شده است: {what}، {outage.agency_name}",
        f"از {outage.since_fa}؛ " + (f"پایان پیش‌بینی‌شده: {ends}" if ends else "پایانش معلوم نیست"),
        f"منبع: {outage.source}",
    ]
    return "\n".join(lines)
