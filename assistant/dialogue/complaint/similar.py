"""What others have told already: looked for once a case is complete, and offered before it."""

from assistant.cases.similar.find import CaseMatter
from assistant.cases.similar.offers import (
    KnownOutage,
    SimilarCase,
    SimilarCases,
    SimilarIn,
    SimilarOut,
)
from assistant.cases.terms import Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue.draft import Draft, Offer
from assistant.dialogue.reports import OutageReport
from assistant.dialogue.speech import Speech
from assistant.language.digits import persian_digits

_FOLLOW = ("پیگیری همین قطعی", "complain")


async def look_up(draft: Draft, similar: SimilarCases | None, conversation_id: str) -> Draft:
    """`draft` with the offer of what others have told, if there is any."""
    is_sought = draft.kind == Kind.COMPLAINT and draft.agency not in {None, TRIAGE_AGENCY}
    offer = None
    if similar is not None and is_sought:
        found = await similar.offers(_wanted(draft), conversation_id or None)
        offer = _told(found)
    return draft.model_copy(update={"offer": offer, "is_looked_up": True})


def _wanted(draft: Draft) -> SimilarIn:
    return SimilarIn(
        agency_id=draft.agency or "",
        indicator=Indicator(draft.indicator) if draft.indicator else None,
        province=draft.province or None,
        city=draft.city or None,
        service_id=draft.service,
        description=draft.description,
    )


def _told(found: SimilarOut) -> Offer | None:
    """One offer at most, so that a yes says enough: of an outage, since that is confirmed."""
    for outage in found.outages:
        return Offer(id=outage.offer, text=_of_outage(outage), title="پیگیری همین قطعی")
    for case in found.cases:
        return Offer(id=case.offer, text=_of_case(case), title="پیگیری همان پرونده")
    return None


def _of_case(case: SimilarCase) -> str:
    people = "یک نفر" if case.people == 1 else persian_digits(f"{case.people} نفر")
    verb = "گفته‌اند" if case.people > 1 else "گفته است"
    place = "، ".join(dict.fromkeys(name for name in (case.city, case.province) if name))
    due = "مهلت پاسخ گذشته است" if case.is_overdue else f"مهلت پاسخ: {case.due_at_fa}"
    lines = [
        f"پیش از شما {people} همین موضوع را {verb} و پرونده باز است.",
        f"دستگاه: {case.agency_name}",
        f"موضوع: {case.indicator_fa}",
        *([f"محل: {place}"] if place else []),
        f"از {case.since_fa}؛ وضعیت: {case.status_fa}؛ {due}",
    ]
    return "\n".join(lines)


def _of_outage(outage: KnownOutage) -> str:
    ends = outage.expected_end_fa
    lines = [
        f"این قطعی شناخته شده است: {outage.what_fa}، {outage.agency_name}",
        f"از {outage.since_fa}؛ " + (f"پایان پیش‌بینی‌شده: {ends}" if ends else "پایانش معلوم نیست"),
        f"تا حالا {outage.people_fa} آن را گزارش کرده‌اند.",
        *([f"پیگیری شده از: {outage.asked}"] if outage.asked else []),
        f"منبع: {outage.source}",
    ]
    return "\n".join(lines)


class KnownOutages:
    """Tells of a known outage whoever reports it without filing a case; once in a talk."""

    def __init__(self, similar: SimilarCases | None) -> None:
        self._similar = similar

    async def say(self, speech: Speech, report: OutageReport) -> None:
        """Say what is known of what `report` is about, and how one may follow it."""
        if self._similar is None:
            return
        matter = CaseMatter(
            report.agency_id, report.indicator, report.province, None, report.service_id
        )
        outage = await self._similar.known_outage(matter)
        key = f"outage:{outage.id}" if outage else ""
        if outage is None or speech.state.has_shown(key):
            return
        speech.state = speech.state.having_shown(key)
        speech.ask(speech.wording("known_outage", text=_of_outage(outage)), [_FOLLOW])
