"""What the simulated citizens write: conversations of mixed messages, no question twice."""

import csv
import random
from collections.abc import Iterator
from functools import lru_cache

from assistant.settings import PROJECT

Conversation = tuple[str, ...]
"""The messages of one citizen, in order."""

_QUESTIONS = PROJECT / "knowledge" / "development" / "questions.tsv"
_GREETINGS = ("سلام", "سلام وقت بخیر", "درود", "سلام خسته نباشید", "salam")
_THANKS = ("ممنون", "مرسی دستتون درد نکنه", "خیلی ممنون از راهنماییتون", "سپاسگزارم")
_GOODBYES = ("خداحافظ", "خدانگهدار", "روز خوش، خداحافظ")
_FOLLOW_UPS = (
    "مدارکش چیه؟",
    "چه مدارکی لازمه",
    "هزینه‌اش چقدره؟",
    "چقدر طول می‌کشه؟",
    "آدرس سایتش چیه؟",
    "شماره تلفنش رو بدید",
    "کجا باید برم؟",
)
_OPENERS = (
    "",
    "سلام ",
    "سلام، ",
    "ببخشید ",
    "خسته نباشید، ",
    "سلام وقتتون بخیر ",
    "یه سوال داشتم، ",
    "عذر می‌خوام ",
    "لطفا راهنمایی کنید ",
    "سلام و ادب، ",
)
_LATIN_OPENERS = (
    "",
    "salam ",
    "bebakhshid ",
    "salam vaght bekheir ",
    "ye soal dashtam ",
    "lotfan ",
)
_CLOSERS = ("", " ممنون", " مرسی", " لطفا", " متشکرم", " با تشکر")
_LATIN_CLOSERS = ("", " mamnoon", " merci", " lotfan", " tashakor")
_PLACES = (
    *("تهران", "شیراز", "مشهد", "تبریز", "اصفهان", "کرج", "اهواز", "قم", "رشت", "یزد", "کرمان"),
    *("همدان", "اراک", "زنجان", "ساری", "گرگان", "سنندج", "ارومیه", "بوشهر", "بجنورد"),
)
_AGENCIES = (
    *("اداره برق", "شهرداری", "ثبت احوال", "تامین اجتماعی", "اداره گاز", "آموزش و پرورش"),
    *("اداره مالیات", "بانک ملی", "آب و فاضلاب", "پلیس راهور", "بهزیستی", "اداره پست"),
)
_GRIEVANCES = (
    "سه هفته است جواب نامه‌ام را نمی‌دهند",
    "کارمند باجه برخورد خیلی بدی داشت",
    "هر بار می‌روم می‌گویند مسئولش نیست",
    "سامانه‌شان از دیروز قطع است و کسی جواب نمی‌دهد",
    "بدون توضیح پرونده‌ام را برگرداندند",
    "دو ساعت پشت خط بودم و کسی تلفن را برنداشت",
)
_CANCELS = ("انصراف", "منصرف شدم", "بی‌خیال، نمی‌خواهم ثبت کنم")


@lru_cache(maxsize=1)
def questions() -> tuple[str, ...]:
    """The real questions of the development file."""
    with _QUESTIONS.open(encoding="utf-8", newline="") as file:
        return tuple(row["question"] for row in csv.DictReader(file, delimiter="\t"))


class SimulatedCitizens:
    """An endless stream of conversations; the same seed gives the same stream."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._asked: set[str] = set()

    def __iter__(self) -> Iterator[Conversation]:
        """The stream."""
        kinds = (self._follow_ups, self._short, self._two_topics, self._complaint)
        while True:
            kind = self._random.choices(kinds, weights=(40, 25, 20, 15))[0]
            yield kind()

    def _follow_ups(self) -> Conversation:
        first, second = self._random.sample(_FOLLOW_UPS, 2)
        return (self._question(), first, second, self._pick(_THANKS))

    def _short(self) -> Conversation:
        return (self._pick(_GREETINGS), self._question(), self._pick(_GOODBYES))

    def _two_topics(self) -> Conversation:
        return (self._question(), self._pick(_FOLLOW_UPS), self._question(), self._pick(_THANKS))

    def _complaint(self) -> Conversation:
        opening = f"از {self._pick(_AGENCIES)} {self._pick(_PLACES)} شکایت دارم"
        return (f"{opening}، {self._pick(_GRIEVANCES)}", self._pick(_PLACES), self._pick(_CANCELS))

    def _question(self) -> str:
        """A question that this stream has not asked yet: a citizen's words are rarely cached."""
        while True:
            question = self._pick(questions())
            latin = question.isascii()
            opener = self._pick(_LATIN_OPENERS if latin else _OPENERS)
            closer = self._pick(_LATIN_CLOSERS if latin else _CLOSERS)
            place = "" if latin else self._pick(("", f" {self._pick(_PLACES)} هستم"))
            text = f"{opener}{question}{place}{closer}"
            if text not in self._asked:
                self._asked.add(text)
                return text

    def _pick(self, among: tuple[str, ...]) -> str:
        return self._random.choice(among)
