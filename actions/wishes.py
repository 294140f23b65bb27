"""Wishes that are told by a few plain words, whatever act a message was taken for."""

import re

ANONYMITY = (
    "شکایت شما بی‌نام ثبت می‌شود: نام، شماره و کد ملی نمی‌پرسم و چیزی از هویت شما به دستگاه داده "
    "نمی‌شود. فقط خودتان در شرح ننویسید چه کسی هستید."
)
_END = r"(?![\w‌])"


def _any_word(words: str) -> str:
    """A pattern for any of the phrases, which are apart by commas."""
    phrases = sorted((phrase.strip() for phrase in words.split(",")), key=len, reverse=True)
    return rf"(?<![\w‌])(?:{'|'.join(phrases)}){_END}"


_ANONYMITY = re.compile(
    r"ناشناس|بی‌?نام(?!ه)|نمی‌خواهم (?:اسم|نام|هویت|شناخته)"
    r"|(?:اسم|نام|هویت|مشخصات)‌?(?:م|ام|مان)?(?: را| هم| که)*(?: \S+){0,3} ?"
    r"(?:نباشد|نیاید|نمی‌فهم\S*|نفهم\S*|لو|فاش|مخفی|پخش|ندانند|ننویس\S*|نمی‌خواهم|جایی)" + _END
)
_NAME_TOLD = re.compile(
    r"(?:اسم|نام|هویت|مشخصات)(?:م|‌?ام|مان|‌?مان)(?: \S+){0,5} "
    r"(?:معلوم|مشخص|می‌گویند|می‌گویید|گفته|می‌دهید|می‌دهند|داده|می‌فهم\S*|می‌بینند|می‌رود|می‌افتد|لازم)"
    + _END
)
_MOST_WORDS = 14
_OPENING = (
    "سلام|نه|خیر|بله|آره|خب|پس|حالا|صبر کن|صبر کنید|وایسا|من|می‌خواهم|بگذار|باید|بیا|یک|از|دست|"
    "همین|این|آن‌ها|اداره|یه"
)
_OPENS = re.compile(
    rf"^[\s،,]*(?:(?:{_OPENING}){_END}[\s،,]*)*"
    r"(?:شکایتی? (?:(?:تازه|جدید|دیگر)ی? )?(?:کنم|دارم|می‌کنم|ثبت کنم|بنویسم|بگذارم)"
    r"|شکایت از|شاکی(?:م|‌ام| هستم))"
    r"(?: بهتر است| بهتره)?[\s.!]*$"
)
_COMPLAINT = re.compile(r"(?<![\w‌])(?:شکایت|شاکی|گله|گزارش)")
_WHAT_TO_DO = re.compile(
    r"(?<![\w‌])(?:چطور|چگونه|چه‌?(?:طور|جور|جوری)|چجوری|چه غلطی|از کجا)(?: \S+){0,4} "
    r"(?:کنم|کنیم|بکنم|بکنیم|شوم|بشوم|شویم|بروم|برویم|بگیرم|بگیریم|بزنم|بدهم|بفهمم)(?![\w‌])"
)
_UNKNOWN = re.compile(
    _any_word(
        "نمی‌دانم, یادم نیست, یادم نمی‌آید, مطمئن نیستم, معلوم نیست, چه می‌دانم, چه بدانم, "
        "خبر ندارم, نمی‌شناسم, بلد نیستم"
    )
)
_NO_MATTER = re.compile(
    _any_word(
        "مهم نیست, فرقی ندارد, فرقی نمی‌کند, هر ?جا, هیچ ?جا, همه ?جا, رد کن, رد شو, لازم نیست, "
        "بی‌خیال این, بگذر"
    )
)
_YES = re.compile(
    _any_word(
        "بله, بلی, آره, آری, اره, اوهوم, اهوم, هوم, اوکی, اکی, ok, okay, yes, yep, باشد, باشه, "
        "چشم, حتما, البته, تایید, تأیید, تایید است, تاییده, تاییدیه, اوکیه, اوکی است, حله, "
        "حل است, تمام, قبول, موافقم, درست است, درسته, درست شد, همین است, همینه, خودش است, "
        "ردیف است, خوب است, عالی است, صحیح است, بزن, بفرست, بفرستش, بفرستید, بفرستیدش, ارسال کن, "
        "ارسال کنید, ارسال شود, ارسالش کن, ارسالش کنید, "
        "ثبت, ثبتش"
    )
)
_NOT_YES = re.compile(
    _any_word("نه, خیر, نخیر, نکن, نکنید, نزن, نفرست, نشود, نمی‌خواهم, صبر, اشتباه, غلط, ولی, اما")
)
_FILES = re.compile(r"(?<![\w‌])(?:ثبت(?:ش)? (?:کن|کنید|شود|بشود)|(?:بفرست|بفرستید)(?:ش)?)" + _END)
_NO_FIRST = re.compile(r"^(?:نه|نخیر)(?: دیگر| دیگه)?[\s،,]+(?=\S+ )")
_NO_HUMAN = re.compile(
    r"(?:نمی‌خواهم|نمی‌خوام|لازم نیست) (?:\S+ ){0,4}(?:حرف|صحبت|وصل|اپراتور|کارشناس|آدم)\S*"
    r"|(?:حرف|صحبت) (?:\S+ )?نمی‌(?:کنم|زنم|خواهم)|وصل(?:م)? نکن"
    r"|(?:اپراتور|کارشناس|آدم)(?: \S+)? (?:نمی‌خواهم|لازم نیست|لازم ندارم)"
)
_YES_WORDS, _LONG_YES = 6, 10


def wants_anonymity(text: str) -> bool:
    """Whether a repaired text asks that the citizen's name stays out («نمی‌خواهم اسمم باشد»)."""
    asks = _NAME_TOLD.search(text)
    return bool(_ANONYMITY.search(text) or asks) and len(text.split()) <= _MOST_WORDS


def files_after_all(text: str) -> bool:
    """Whether a no is to a digression, and filing is wanted («نه، همین را ثبت کن»)."""
    return wants_filing(_NO_FIRST.sub("", text)) and bool(_NO_FIRST.match(text))


def wants_filing(text: str) -> bool:
    """Whether a short repaired text says outright that it shall be filed («… و ثبت کن»)."""
    wants = _FILES.search(text) and not _NOT_YES.search(text)
    return bool(wants) and len(text.split()) <= _LONG_YES


def declines_human(text: str) -> bool:
    """Whether a repaired text says that nobody is to be spoken with."""
    return bool(_NO_HUMAN.search(text)) and len(text.split()) <= _LONG_YES


def says_complaint(text: str) -> bool:
    """Whether a repaired text speaks of complaining."""
    return bool(_COMPLAINT.search(text))


def asks_what_to_do(text: str) -> bool:
    """Whether a repaired text asks how one can do something («چطور وارد شوم»).

    «چه کار کنم» ends many a complaint, too, and asks nothing.
    """
    return bool(_WHAT_TO_DO.search(text))


def opens_complaint(text: str) -> bool:
    """Whether all that a repaired text without names says is that one wants to complain."""
    return bool(_OPENS.match(text))


def does_not_know(text: str) -> bool:
    """Whether a short repaired text says that the citizen does not know."""
    return bool(_UNKNOWN.search(text)) and len(text.split()) <= _YES_WORDS


def does_not_care(text: str) -> bool:
    """Whether a short repaired text says that it does not matter."""
    return bool(_NO_MATTER.search(text)) and len(text.split()) <= _YES_WORDS


def says_yes(text: str) -> bool:
    """Whether a short repaired text agrees, in any register, and takes nothing back."""
    if files_after_all(text):
        return True
    found = _YES.search(text)
    if found is None or _NOT_YES.search(text):
        return False
    return len(text.split()) <= (_YES_WORDS if found.start() else _LONG_YES)
