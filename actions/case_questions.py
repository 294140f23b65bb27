"""What the case form asks, slot by slot, and the summary to confirm."""

from rasa_sdk.events import EventType

from actions.base import DastyarAction, Turn
from actions.buttons import HUMAN
from actions.case_formal import formal_version
from actions.case_missions import is_of_mission
from actions.case_reading import FormReading
from actions.case_slots import NO_PLACE
from actions.phrases import nth
from actions.wishes import ANONYMITY, does_not_know, wants_anonymity
from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY

CANCEL = ("انصراف", "cancel")
OWN = ("با نوشتهٔ خودم بفرست", "confirm_own")
_DESCRIPTION = {
    "complaint": "چه شد؟ در یکی دو جمله بنویسید کجا بود، چه کسی یا چه بخشی بود و چه پیش آمد.",
    "suggestion": "پیشنهادتان چیست؟ در یکی دو جمله بنویسید.",
    "praise": "از چه کار یا رفتاری راضی بودید؟ در یکی دو جمله بنویسید.",
}

_FOLLOWING = (
    "می‌توانید همان را پیگیری کنید: نوشتهٔ شما هم نگه داشته می‌شود، کد رهگیری و رمز خودتان را "
    "می‌گیرید، پاسخ دستگاه به شما هم می‌رسد و نظرتان جدا پرسیده می‌شود."
)
_WHICH = "همان را پیگیری کنم، یا شکایت خودتان جدا ثبت شود؟"
_WHICH_BUTTON = f"هنوز چیزی ثبت نشده است. {_WHICH} یکی از دکمه‌ها را بزنید."

_NO_DESCRIPTION = ("هنوز نمی‌دانم چه شده است.", "این برای ثبت کم است.")
_EXAMPLE = "سه بار رفتم و هر بار گفتند فردا بیا"
_WHAT_IS_WRONG = (
    "کدام بخشش درست نیست؟ بنویسید یا دکمه‌اش را بزنید.",
    "چه چیزی را عوض کنم؟ اگر نمی‌خواهید ثبت شود، «انصراف» را بزنید.",
)


def _failed(turn: Turn) -> int:
    return int(turn.slot("failed_turns") or 0)


def _wording(turn: Turn, first: str, *again: str) -> str:
    """The question, in other words each time that the answer was none."""
    return nth(again, _failed(turn) - 1) if _failed(turn) else first


def _way_out(turn: Turn) -> list[tuple[str, str]]:
    """How to end the form; after two answers that were none, also a human."""
    return [HUMAN, CANCEL] if _failed(turn) >= 2 else [CANCEL]


def _ask(turn: Turn, text: str, *options: tuple[str, str]) -> None:
    """Ask, after a word on what the last message wanted beside an answer."""
    note = f"{ANONYMITY}\n" if not turn.is_button and wants_anonymity(turn.reading.text) else ""
    turn.ask(f"{note}{text}", *options)


class AskDescription(DastyarAction):
    """What happened."""

    action_name = "action_ask_case_description"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Ask in the words that fit the kind of case."""
        text = _DESCRIPTION[turn.slot("case_kind") or "complaint"]
        again = tuple(f"{first} {text}" for first in _NO_DESCRIPTION)
        if turn.slot("requested_slot") == "case_description" and not _failed(turn):
            text = f"{_known(turn)}{text}"
        if not turn.is_button and does_not_know(turn.reading.text):
            again = (f"همین چند کلمه کافی است؛ مثل «{_EXAMPLE}». {text}", *again)
        _ask(turn, _wording(turn, text, *again), *_way_out(turn))
        return []


class AskAgency(DastyarAction):
    """Which agency it is about."""

    action_name = "action_ask_case_agency"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Offer the agencies that the words point to."""
        first = "این کار با کدام دستگاه یا اداره است؟"
        if turn.slot("requested_slot") == "case_agency" and turn.slot("case_place"):
            first = f"محل را نوشتم. {first}"
        text = _wording(
            turn,
            first,
            "نام این دستگاه را نشناختم. یکی از این‌ها را بزنید یا نام کاملش را بنویسید.",
            "این نام را هم نشناختم. اگر مطمئن نیستید، «نمی‌دانم» را بزنید.",
        )
        options = [(name, f"agency:{id_}") for id_, name in self._likely(turn)]
        _ask(turn, text, *options, ("نمی‌دانم", f"agency:{TRIAGE_AGENCY}"), *_way_out(turn))
        return []

    def _likely(self, turn: Turn) -> list[tuple[str, str]]:
        described = turn.slot("case_description") or turn.reading.masked
        hits = self._context.reader.read(described).found.shown
        agencies = {hit.entry.agency.id: hit.entry.agency.name for hit in hits}
        talked_about = self._context.catalogue.agencies.get(turn.slot("agency_id") or "")
        if talked_about:
            agencies = {talked_about.id: talked_about.name} | agencies
        return list(agencies.items())[:3]


class AskPlace(DastyarAction):
    """Where it was."""

    action_name = "action_ask_case_place"

    async def answer(self, turn: Turn) -> list[EventType]:
        """The place may be left out."""
        what = "کشور یا شهر" if is_of_mission(turn) else "شهر یا استان"
        first = f"{_taken_note(turn)}در کدام {what} بود؟"
        text = _wording(
            turn,
            first,
            f"نام {what} را نشناختم. فقط همان نام را بنویسید.",
            "این نام را هم نشناختم. اگر جایش مهم نیست، «لازم نیست» را بزنید.",
        )
        _ask(turn, text, ("لازم نیست", "skip_place"), *_way_out(turn))
        return []


class AskFollow(DastyarAction):
    """Whether to follow what others have told already."""

    action_name = "action_ask_case_follow"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Say what is known, and what following means."""
        offer = turn.slot("case_offer")
        own = ("شکایت خودم ثبت شود", "alone")
        text = _wording(
            turn, f"{offer['text']}\n{_FOLLOWING}", f"{_WHICH}\n{offer['text']}", _WHICH_BUTTON
        )
        _ask(turn, text, (offer["title"], f"follow:{offer['id']}"), own, *_way_out(turn))
        return []


class AskConfirmation(DastyarAction):
    """Whether all is right."""

    action_name = "action_ask_case_confirmation"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show the summary with ways to change it."""
        text = _wording(
            turn,
            "این را ثبت کنم؟",
            "بگویید «ثبت شود»، یا آنچه را درست نیست تغییر دهید. با «تغییر متن» می‌توانید خودتان "
            "متن فرم را بنویسید.",
            "هنوز چیزی ثبت نشده است. یکی از دکمه‌ها را بزنید.",
        )
        if _failed(turn) and turn.act == "deny":
            text = turn.next_of("what_is_wrong", _WHAT_IS_WRONG)
        _ask(
            turn,
            f"{text}\n{self._summary(turn)}",
            ("ثبت شود", "confirm"),
            *([OWN] if formal_version(turn) else []),
            ("تغییر متن", "edit:case_description"),
            ("تغییر دستگاه", "edit:case_agency"),
            ("تغییر محل", "edit:case_place"),
            CANCEL,
        )
        return []

    def _summary(self, turn: Turn) -> str:
        kind = Kind(turn.slot("case_kind") or "complaint")
        lines = [f"نوع: {KIND_FA[kind]}", f"دستگاه: {_agency_name(turn)}"]
        if place := _place_line(turn):
            lines.append(place)
        indicator = turn.slot("indicator")
        if kind is Kind.COMPLAINT and indicator:
            lines.append(f"موضوع: {INDICATOR_FA[Indicator(indicator)]}")
        return "\n".join([*lines, *_description_lines(turn)])


def _description_lines(turn: Turn) -> list[str]:
    """The words that will be filed; beside a formal version also the citizen's own."""
    told = turn.slot("case_description")
    formal = formal_version(turn)
    if formal is None:
        return [f"شرح: {told}"]
    return [f"شرح رسمی برای فرم: {formal}", f"نوشتهٔ خودتان، که نگه داشته می‌شود: {told}"]


def _known(turn: Turn) -> str:
    """What the form knows before anything was told, so that an answer is seen to have counted."""
    agency = f"دستگاه: {_agency_name(turn)}. " if turn.slot("case_agency") else ""
    return agency + (f"{place}. " if (place := _place_line(turn)) else "")


def _place_line(turn: Turn) -> str:
    place = turn.slot("case_place") or NO_PLACE
    if place == NO_PLACE:
        return ""
    province, city = place.split("|")
    return f"محل: {'، '.join(dict.fromkeys(name for name in (city, province) if name))}"


def _agency_name(turn: Turn) -> str:
    return turn.context.catalogue.agencies[turn.slot("case_agency")].name


def _taken_note(turn: Turn) -> str:
    """What was understood, when the place is asked for again although the message was of use."""
    reading = FormReading(turn)
    is_again = turn.slot("requested_slot") == "case_place" and not turn.is_button
    if not is_again or reading.is_interruption or reading.is_about_name:
        return ""
    return f"دستگاه: {_agency_name(turn)}. " if reading.agency() else "به شرح افزودم. "
