"""Showing the cases that a citizen may see."""

import re

from rasa_sdk.events import EventType, FollowupAction

from actions.base import DastyarAction, Turn, remember
from actions.buttons import COMPLAIN, HUMAN
from actions.wishes import ANONYMITY, opens_complaint, wants_anonymity
from assistant.cases.codes import normalise
from assistant.cases.guesses import TooManyGuessesError
from assistant.cases.models import Case
from assistant.language.digits import ascii_digits
from assistant.replies.case_replies import case_reply

_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{4}[- ]?[0-9A-Za-z]{4}(?![0-9A-Za-z])")
_PIN = re.compile(r"(?<!\d)\d{6}(?!\d)")
_OF_CASE = re.compile(
    r"رسیدگی|جواب (?:می‌ده|بده|می‌گیر|بگیر|می‌آ)|به کجا رسید|نتیجه|پرونده|شکایتم|کد (?:ره)?گیری|کدم"
)
_TRACKS = re.compile(
    r"(?:شکایت|پرونده)‌?(?:م|ام|مان|ش|اش)?(?: را)?(?: \S+){0,2} (?:به کجا رسید|چه شد|چی شد)"
)
_OF_COURT = re.compile(r"(?<![\w‌])(?:دادگاه|دادگستری|دادسرا|قاضی|قضایی|ابلاغیه|ثنا|شورای حل)")
_HAS_NONE = re.compile(r"(?<![\w‌])(?:ندارم|نداریم|گم|نیامد|یادم|پیدا نمی)")
_LOST = re.compile(r"(?:کد|رمز|رسید)\S*(?: \S+){0,3} (?:گم|پاک|ندارم|نداریم|یادم|فراموش)")
_SHOWN, _BRIEF = 3, 6
_NOT_FOUND = (
    "با این کد و رمز پرونده‌ای پیدا نشد. کد رهگیری هشت‌نویسه‌ای و رمز شش‌رقمی را با هم در یک پیام "
    "بفرستید.",
    "باز هم پرونده‌ای پیدا نشد. کد و رمز را از روی رسید دوباره بنویسید؛ حرف O و عدد 0 را هم ببینید.",
)
_NONE_HERE = (
    "در این گفت‌وگو پرونده‌ای ثبت نشده است. اگر پیش‌تر ثبت کرده‌اید، کد رهگیری هشت‌نویسه‌ای و رمز "
    "شش‌رقمی را با هم در یک پیام بفرستید.",
    "بی کد رهگیری و رمز نمی‌توانم پرونده‌ای را نشان دهم. اگر آن‌ها را ندارید، با کارشناس صحبت کنید.",
)


class TrackCase(DastyarAction):
    """With code and pin any case; without, the ones filed in this conversation."""

    action_name = "action_track_case"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Show what is found, or say what is needed."""
        raw = turn.open_turn.raw if turn.open_turn else turn.reading.text
        codes = tracking_codes(raw) or _told_before(turn, raw)
        if opens_complaint(turn.matter.unnamed) and not turn.slot("requested_slot"):
            return [FollowupAction("case_form")]
        if wants_anonymity(turn.reading.text) and not codes:
            turn.ask(ANONYMITY, COMPLAIN)
            return remember(failed_turns=0)
        cases = await self._own(turn, codes) or await self._by_pin(raw, codes)
        for case in cases[:_SHOWN]:
            turn.say(case_reply(case, self._context.catalogue))
        if not cases:
            self._explain(turn, bool(codes))
        code, offer = next(iter(codes), None), None if cases else "code"
        return remember(failed_turns=0, tracking_code=code, offer=offer)

    async def _own(self, turn: Turn, codes: list[str]) -> list[Case]:
        if turn.open_turn is None:
            return []
        cases = await self._context.desk.of_conversation(turn.open_turn.conversation_id)
        return [case for case in cases if not codes or case.tracking_code in codes]

    async def _by_pin(self, raw: str, codes: list[str]) -> list[Case]:
        pins = _PIN.findall(ascii_digits(raw))
        for code in codes[:_SHOWN]:
            for pin in pins[:1]:
                case = await self._find(code, pin)
                if case:
                    return [case]
        return []

    async def _find(self, code: str, pin: str) -> Case | None:
        try:
            return await self._context.desk.find(code, pin)
        except TooManyGuessesError:
            # Told like a wrong pin: waiting is all that helps, and guessing is not helped.
            return None

    def _explain(self, turn: Turn, has_code: bool) -> None:
        if not has_code and _LOST.search(turn.reading.text):
            turn.ask(_NONE_HERE[-1], HUMAN)
            return
        texts = _NOT_FOUND if has_code else _NONE_HERE
        turn.ask(turn.next_of("no_case" if has_code else "none_here", texts), HUMAN)


class GivesWayToTracking(DastyarAction):
    """An action whose messages may be about a case after all; subclasses give `reply`.

    «کی جواب می‌دهند؟» after a receipt and «رمزش …» after a code have other acts than tracking.
    """

    async def answer(self, turn: Turn) -> list[EventType]:
        """Track, or reply."""
        if await _asks_of_case(turn):
            return await TrackCase(self._context).answer(turn)
        return self.reply(turn)

    def reply(self, turn: Turn) -> list[EventType]:
        """Say what there is to say about anything but a case, and return what to remember."""
        raise NotImplementedError


async def _asks_of_case(turn: Turn) -> bool:
    text, opened = turn.reading.text, turn.open_turn
    if turn.is_button or turn.slot("requested_slot") or opened is None:
        return False
    if _OF_COURT.search(text):
        return False
    if _TRACKS.search(text):
        return True
    if turn.slot("offer") == "code":
        return bool(_PIN.search(ascii_digits(opened.raw))) or _lacks_code(turn)
    asks = _OF_CASE.search(text) and not turn.matter.found.sure
    return bool(asks and await turn.context.desk.of_conversation(opened.conversation_id))


def _lacks_code(turn: Turn) -> bool:
    """«کدش را ندارم»; not «کارت ملی‌ام گم شده», which is another matter."""
    text = turn.reading.text
    is_brief = len(text.split()) <= _BRIEF and not turn.matter.found.sure
    return is_brief and bool(_HAS_NONE.search(text))


def _told_before(turn: Turn, raw: str) -> list[str]:
    """The code of an earlier message, when this one brings its pin."""
    code = turn.slot("tracking_code")
    return [code] if code and _PIN.search(ascii_digits(raw)) else []


def tracking_codes(text: str) -> list[str]:
    """The valid tracking codes in `text`, as stored."""
    candidates = (normalise(match) for match in _CODE.findall(ascii_digits(text)))
    return [code for code in candidates if code]
