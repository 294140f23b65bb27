"""What the case form asks, slot by slot, and the summary to confirm."""

from rasa_sdk.events import EventType

from actions.base import DastyarAction, Turn
from actions.case_reading import NO_PLACE, TRIAGE_AGENCY
from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind

CANCEL = ("انصراف", "cancel")
_DESCRIPTION = {
    "complaint": "چه شد؟ در یکی دو جمله بنویسید کجا بود، چه کسی یا چه بخشی بود و چه پیش آمد.",
    "suggestion": "پیشنهادتان چیست؟ در یکی دو جمله بنویسید.",
    "praise": "از چه کار یا رفتاری راضی بودید؟ در یکی دو جمله بنویسید.",
}


class AskDescription(DastyarAction):
    """What happened."""

    action_name = "action_ask_case_description"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Ask in the words that fit the kind of case."""
        text = _DESCRIPTION[turn.slot("case_kind") or "complaint"]
        if turn.slot("failed_turns"):
            text = f"هنوز نمی‌دانم چه شده است. {text}"
        turn.ask(text, CANCEL)
        return []


class AskAgency(DastyarAction):
    """Which agency it is about."""

    action_name = "action_ask_case_agency"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Offer the agencies that the words point to."""
        text = "این کار با کدام دستگاه یا اداره است؟"
        if turn.slot("failed_turns"):
            text = "نام این دستگاه را نشناختم. یکی از این‌ها را بزنید یا نام کاملش را بنویسید."
        options = [(name, f"agency:{id_}") for id_, name in self._likely(turn)]
        turn.ask(text, *options, ("نمی‌دانم", f"agency:{TRIAGE_AGENCY}"), CANCEL)
        return []

    def _likely(self, turn: Turn) -> list[tuple[str, str]]:
        described = turn.slot("case_description") or turn.reading.masked
        hits = self._context.reader.read(described).found.hits
        agencies = {hit.entry.agency.id: hit.entry.agency.name for hit in hits}
        return list(agencies.items())[:3]


class AskPlace(DastyarAction):
    """Where it was."""

    action_name = "action_ask_case_place"

    async def answer(self, turn: Turn) -> list[EventType]:
        """The place may be left out."""
        turn.ask("در کدام شهر یا استان بود؟", ("لازم نیست", "skip_place"), CANCEL)
        return []


class AskConfirmation(DastyarAction):
    """Whether all is right."""

    action_name = "action_ask_case_confirmation"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show the summary with ways to change it."""
        turn.ask(
            f"این را ثبت کنم؟\n{self._summary(turn)}",
            ("ثبت شود", "confirm"),
            ("تغییر متن", "edit:case_description"),
            ("تغییر دستگاه", "edit:case_agency"),
            ("تغییر محل", "edit:case_place"),
            CANCEL,
        )
        return []

    def _summary(self, turn: Turn) -> str:
        kind = Kind(turn.slot("case_kind") or "complaint")
        agency = self._context.catalogue.agencies[turn.slot("case_agency")]
        lines = [f"نوع: {KIND_FA[kind]}", f"دستگاه: {agency.name}"]
        if turn.slot("case_place") != NO_PLACE:
            province, city = turn.slot("case_place").split("|")
            lines.append("محل: " + "، ".join(name for name in (city, province) if name))
        indicator = turn.slot("indicator")
        if kind is Kind.COMPLAINT and indicator:
            lines.append(f"موضوع: {INDICATOR_FA[Indicator(indicator)]}")
        return "\n".join([*lines, f"شرح: {turn.slot('case_description')}"])
