"""What the case form asks, slot by slot, and the summary to confirm."""

from rasa_sdk.events import EventType

from actions.base import DastyarAction, Turn
from actions.case_reading import NO_PLACE
from actions.phrases import nth
from actions.services import HUMAN
from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY

CANCEL = ("انصراف", "cancel")
_DESCRIPTION = {
    "complaint": "چه شد؟ در یکی دو جمله بنویسید کجا بود، چه کسی یا چه بخشی بود و چه پیش آمد.",
    "suggestion": "پیشنهادتان چیست؟ در یکی دو جمله بنویسید.",
    "praise": "از چه کار یا رفتاری راضی بودید؟ در یکی دو جمله بنویسید.",
}


def _failed(turn: Turn) -> int:
    return int(turn.slot("failed_turns") or 0)


def _wording(turn: Turn, first: str, *again: str) -> str:
    """The question, in other words each time that the answer was none."""
    return nth(again, _failed(turn) - 1) if _failed(turn) else first


def _way_out(turn: Turn) -> list[tuple[str, str]]:
    """How to end the form; after two answers that were none, also a human."""
    return [HUMAN, CANCEL] if _failed(turn) >= 2 else [CANCEL]


class AskDescription(DastyarAction):
    """What happened."""

    action_name = "action_ask_case_description"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Ask in the words that fit the kind of case."""
        text = _DESCRIPTION[turn.slot("case_kind") or "complaint"]
        again = (f"هنوز نمی‌دانم چه شده است. {text}", f"این برای ثبت کم است. {text}")
        turn.ask(_wording(turn, text, *again), *_way_out(turn))
        return []


class AskAgency(DastyarAction):
    """Which agency it is about."""

    action_name = "action_ask_case_agency"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Offer the agencies that the words point to."""
        text = _wording(
            turn,
            "این کار با کدام دستگاه یا اداره است؟",
            "نام این دستگاه را نشناختم. یکی از این‌ها را بزنید یا نام کاملش را بنویسید.",
            "این نام را هم نشناختم. اگر مطمئن نیستید، «نمی‌دانم» را بزنید.",
        )
        options = [(name, f"agency:{id_}") for id_, name in self._likely(turn)]
        turn.ask(text, *options, ("نمی‌دانم", f"agency:{TRIAGE_AGENCY}"), *_way_out(turn))
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
        text = _wording(
            turn,
            "در کدام شهر یا استان بود؟",
            "نام شهر یا استان را نشناختم. فقط همان نام را بنویسید.",
            "این نام را هم نشناختم. اگر جایش مهم نیست، «لازم نیست» را بزنید.",
        )
        turn.ask(text, ("لازم نیست", "skip_place"), *_way_out(turn))
        return []


class AskConfirmation(DastyarAction):
    """Whether all is right."""

    action_name = "action_ask_case_confirmation"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show the summary with ways to change it."""
        text = _wording(
            turn,
            "این را ثبت کنم؟",
            "بگویید «ثبت شود»، یا آنچه را درست نیست تغییر دهید.",
            "هنوز چیزی ثبت نشده است. یکی از دکمه‌ها را بزنید.",
        )
        turn.ask(
            f"{text}\n{self._summary(turn)}",
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
            names = dict.fromkeys(name for name in (city, province) if name)
            lines.append(f"محل: {'، '.join(names)}")
        indicator = turn.slot("indicator")
        if kind is Kind.COMPLAINT and indicator:
            lines.append(f"موضوع: {INDICATOR_FA[Indicator(indicator)]}")
        return "\n".join([*lines, f"شرح: {turn.slot('case_description')}"])
