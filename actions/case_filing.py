"""Makes a case out of a complete form."""

from rasa_sdk.events import EventType

from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN
from actions.case_form import MOST_CHARACTERS
from actions.case_formal import formal_version
from actions.case_offer import service_of
from actions.case_slots import ALONE, CANCELLED, NO_PLACE, NOT_A_CASE
from actions.case_words import after_giving_up
from actions.phrases import IF_NOT
from actions.telling import say_topic
from actions.topic import topic_of
from actions.vocabulary import own_words
from assistant.cases.filing import Origin
from assistant.cases.line_start import line_128_fa
from assistant.cases.models import Case
from assistant.cases.schemas import OpenDraft
from assistant.cases.service import FiledCase
from assistant.cases.terms import Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY
from assistant.language.digits import persian_digits
from assistant.replies.case_replies import case_reply

FILED = (
    "ثبت شد. کد رهگیری و رمز را نگه دارید؛ با این دو هر وقت بخواهید پیگیری می‌کنید. "
    "دستگاه باید تا زمانی که زیر می‌آید پاسخ بدهد."
)
WITH_FILES = "{count} فایلی که فرستادید هم به پرونده پیوست شد."
FOLLOWED = (
    "ثبت شد و همان پرونده را پیگیری می‌کنید. کد رهگیری و رمز زیر مال خود شماست؛ نگهشان دارید. "
    "پاسخ دستگاه به شما هم گفته می‌شود و نظرتان جدا پرسیده می‌شود."
)
_FORM_SLOTS = (
    "case_kind",
    "case_description",
    "case_description_turns",
    "case_wording",
    "case_agency",
    "case_place",
    "case_offer",
    "case_follow",
    "case_confirmation",
    "indicator",
)

GIVEN_UP = (
    "باشد، چیزی ثبت نشد. هر وقت خواستید دوباره بگویید.",
    "بسیار خوب، کنار گذاشتم و چیزی ثبت نشد.",
)
_FILING_WORDS = frozenset(own_words("ثبت شکایت شکایتم پرونده گزارش فرم"))


class FinishCase(DastyarAction):
    """Files the case, or lets it go when the citizen cancelled."""

    action_name = "action_finish_case"

    async def answer(self, turn: Turn) -> list[EventType]:
        """File, show the receipt, forget the form."""
        if turn.slot("case_confirmation") in {NOT_A_CASE, CANCELLED} and turn.open_turn:
            await self._context.desk.drop_files(turn.open_turn.conversation_id)
        if turn.slot("case_confirmation") == NOT_A_CASE:
            told = say_topic(turn, topic_of(turn))
            if turn.act == "complain" and not turn.slot("candidates"):
                turn.ask(turn.next_of("if_not", IF_NOT), COMPLAIN)
            return [*_forgotten(), *told]
        if turn.slot("case_confirmation") == CANCELLED:
            turn.say_text(turn.next_of("cancelled", GIVEN_UP))
            return [*_forgotten(), *_next_matter(turn)]
        await self._say_receipt(turn, (await self._file(turn)).case)
        return _forgotten()

    async def _say_receipt(self, turn: Turn, case: Case) -> None:
        catalogue = self._context.catalogue
        turn.say_text(FOLLOWED if case.leader_id else FILED)
        if files := await self._context.desk.count_files(case):
            turn.say_text(WITH_FILES.format(count=persian_digits(str(files))))
        if started := line_128_fa(catalogue, case.province, case.created_at):
            turn.say_text(started)
        turn.say(case_reply(case, catalogue, is_new=True))

    async def _file(self, turn: Turn) -> FiledCase:
        opened = turn.open_turn
        # The turn's id: a message that is sent again after a crash files nothing twice.
        origin = Origin(f"turn:{opened.id}", "", opened.conversation_id) if opened else Origin()
        return await self._context.desk.file(await self._draft(turn), origin)

    async def _draft(self, turn: Turn) -> OpenDraft:
        kind = Kind(turn.slot("case_kind") or "complaint")
        agency, place = turn.slot("case_agency"), turn.slot("case_place")
        province, city = ("", "") if place == NO_PLACE else place.split("|")
        follow = None if turn.slot("case_follow") in {None, ALONE} else turn.slot("case_follow")
        indicator = None if kind is Kind.PRAISE else turn.slot("indicator")
        return OpenDraft(
            kind=kind,
            agency_id=None if agency == TRIAGE_AGENCY else agency,
            description=await self._words(turn),
            # Who follows has not seen a formal version.
            formal_description=None if follow else formal_version(turn),
            indicator=Indicator(indicator) if indicator else None,
            province=province or None,
            city=city or None,
            service_id=service_of(turn, agency),
            follow=follow,
        )

    async def _words(self, turn: Turn) -> str:
        """The description as it was typed; masked words if a turn of it cannot be found."""
        opened, told = turn.open_turn, turn.slot("case_description_turns")
        masked: str = turn.slot("case_description")
        if not opened or not told or not self._context.raw_text:
            return masked
        raw = [await self._context.raw_text(opened.conversation_id, id_) for id_ in told]
        words = "\n".join(text for text in raw if text)
        return words if all(raw) and len(words) <= MOST_CHARACTERS else masked


def _forgotten() -> list[EventType]:
    return remember(**dict.fromkeys(_FORM_SLOTS), failed_turns=0)


def _next_matter(turn: Turn) -> list[EventType]:
    """The answer to what was asked while giving up («بی‌خیال، هزینهٔ گذرنامه چقدر است؟»)."""
    asked = set(own_words(after_giving_up(turn.reading.placeless)))
    if turn.is_button or not asked - _FILING_WORDS:
        return []
    topic = topic_of(turn)
    return say_topic(turn, topic) if topic.is_new else []
