"""Which words of a message are its own, and which only join it to what was said before."""

import re
from functools import lru_cache

from knowledge.catalogue import Entry
from knowledge.search.lexical import stem

_FACTS = (
    "مدرک مدرکی مدارک مدارکی مدارکش چی چیه چیست چیا چیزی چیزهایی همراه همراهم بیارم ببرم بیاورم "
    "ببرد ببرند ببریم بیاورد بیاورند بدهیم بدهند جور "
    "لازم نیاز "
    "لازمه می‌خواد می‌خواهد هزینه هزینه‌اش خرج خرجش پول پولش قیمت قیمتش مبلغ رایگان تومان حدودا حدود "
    "تقریبا چقدر چقدره چند چنده تومن درمیاد زمان زمانش مدت طول می‌کشد میکشه روز روزه هفته ماه آماده "
    "می‌شود میشه می‌آید حاضر کی وقت مهلت دست دستم دم کجا کجاست برم بروم برویم آدرس آدرسش نشانی سایت "
    "سایتش لینک لینکش شماره شماره‌اش شماره‌شان تلفن تلفنش تلفنی تماس زنگ بزنم نزدیک‌ترین شعبه دفتر "
    "شمارش شمار مراحل مراحلش مرحله چطور چطوری چجوری حضوری اینترنتی آنلاین کدام کدامه"
)
_JOINTS = (
    "بده بدید بدهید بگو بگید بگویید بعد بعدش حالا خب خوب پس واسه اینا همین همان این آن کار اینکار "
    "دارند دارن "
    "خدمت باید همه کامل دقیق دقیقا انجام بدم دهم کنم کنیم شود میشه هست داره دارد نمیشه است بود "
    "شد نبود نیست دیگر دیگه هم فقط یعنی اصلا راستی دوباره بازم باز حتما واقعا الان امروز فردا "
    "بخواهم بخواهیم خواهم خواهد خواهیم خواهند خواستم شدم شده شدن دانم دانید یاد یادم رفته رفت "
    "گرفتم گرفتیم گفتم گفتید گفتی می‌گویم آنجا اینجا برایم برام مرا می‌رسد "
    "دارید داری دارین بلد نیستم مال مربوط "
    "می‌دهم می‌دهی می‌دهد می‌دهید می‌دهند می‌گویی می‌گویید می‌گویند می‌گیرند می‌گیرم می‌گیریم بگیرم بگیریم "
    "می‌کند می‌کنند کند کنند کنید کن بنویس بنویسید بفرست بفرستید بفرما بفرمایید فرمایید بار مورد خاصی"
)
_COURTESIES = (
    "ممنون ممنونم مرسی متشکرم تشکر سپاس سپاسگزارم بسیار مرحمت لطف لطفا سلام درود خسته نباشید "
    "وقت بخیر روز صبح عصر شب بخیر "
    "عزیز جان آقا خانم داداش پسرم دخترم بابا خدا خیرت خیر بده بدهد دمت گرم دستت درد نکند قربانت "
    "ببخشید شرمنده مزاحم سوال سؤال داشتم دارم یک یه کوچک بله آره نه خیر نخیر اوکی باشه باشد چشم "
    "وای آخ اوه ای آهان "
    "خیلی می‌شوم میشم هستم درست متوجه فهمیدم پدرت بیامرزد عاقبت عاقبتت بشوی ببینی الهی"
)
_CORRECTIONS = (
    "منظورم منظور اشتباه نوشتم زدم گفتم کردم فهمیدی فهمیدید برگردیم برگرد سر قبلی اولی دومی سومی"
)
_ENDINGS = "اش شان ش ام ات م ها های هایی"
_BY_WHICH_MEANS = re.compile(
    r"(?<![\w‌])(?:با|از طریق|از راه|توی|در)"
    r" (?:گوشی|موبایل|تلفن همراه|کامپیوتر|رایانه|اینترنت|کافی‌?نت)"
    r"(?: هم)? (?:ن?می‌شود|ن?می‌توان\S*)(?![\w‌])"
)
_OFFICE = (
    r"(?:خود )?(?:بانک|پیشخوان|دفتر پیشخوان|پلیس ?(?:\+|به‌علاوه )?10|اداره|کلانتری|محضر|شعبه|"
    r"دفترخانه|دفتر (?:خدمات )?قضایی|کافی‌?نت|شهرداری|پست|ثبت احوال|کارگزاری)"
)
_WHERETO = re.compile(
    rf"(?<![\w‌])(?:بروم|برویم|ببرم|ببریم|مراجعه کنم|مراجعه کنیم)(?: به)? {_OFFICE}"
    rf"(?:(?: یا|،)(?: به)? {_OFFICE})?(?= *[؟?.!]*$)"
)
_WORD = re.compile(r"[^\W_]+")
_THAT_OFFICE = re.compile(
    r"(?<![\w‌])(?:این|آن|همین|همان|خود) (?:اداره|سازمان|دستگاه|دفتر)(?:‌?شان)?(?![\w‌])"
)
_ITS = re.compile(r"‌?اش(?![\w‌])")
_SHORT_ENDING = re.compile(r"(?:شان|ش|م)$")


def _tokens(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("\u200c", " ").replace("أ", "ا"))


_AROUND = (
    r"(?:سلام(?: علیکم)?|درود(?: بر شما)?|خسته نباشید|"
    r"(?:وقت|روز|صبح|عصر|شب)(?:تان|ت)? ?(?:بخیر|به خیر)|"
    r"ببخشید|شرمنده|لطفا|مرسی|ممنون(?:م)?|متشکرم|سپاس(?:گزارم)?|دستت(?:ان)? درد نکند|دمت گرم|"
    r"خدا خیرت(?:ان)? ?(?:بده|بدهد)|قربانت|آقا|خانم|داداش|عزیزم?|جان|خب|راستی|"
    r"(?:یک|یه) (?:سوال|سؤال) (?:داشتم|دارم)|می‌شوم|خیلی)"
)
_BEFORE = re.compile(rf"^(?:{_AROUND}(?![\w‌])[\s،,.!؟?]*)+")
_AFTER = re.compile(rf"(?:[\s،,.!؟?]+{_AROUND}(?![\w‌]))+[\s،,.!؟?]*$")


def without_courtesies(text: str) -> str:
    """A repaired text without greetings and thanks around its matter, if it has one."""
    return _AFTER.sub("", _BEFORE.sub("", text)) or text


_GRAMMAR = (
    "از به در با برای که را و یا تا هر ما شما او من می نمی اگر ولی اما چه چون تو توی روی بی ای"
)
_EVERYDAY = frozenset(_tokens(" ".join((_FACTS, _JOINTS, _COURTESIES, _ENDINGS, _GRAMMAR))))
_POINTING = frozenset(_tokens(_CORRECTIONS))


def _stem(word: str) -> str:
    # The stemmer would make «کار» of «کارت», which is the one word that half of all titles share.
    return word if word == "کارت" else stem(stem(word))


def _is_own(token: str) -> bool:
    shorter = _SHORT_ENDING.sub("", token)
    return not {token, shorter} & (_EVERYDAY | _POINTING)


def own_words(text: str) -> list[str]:
    """The stems of a repaired text that name a matter of its own («مدارکش چیست؟» has none)."""
    for aside in (_BY_WHICH_MEANS, _WHERETO, _THAT_OFFICE):
        text = aside.sub(" ", text)
    return [_stem(token) for token in _tokens(text) if _is_own(token)]


def is_its_own(text: str, own: list[str]) -> bool:
    """Whether the one word of a text belongs to what was talked about («جریمه‌اش چقدر است»)."""
    return len(own) == 1 and bool(_ITS.search(text))


def own_words_of(text: str) -> list[str]:
    """The words of `text`, as written, that are its own."""
    return [word for word in re.findall(r"[^\s،,.!؟?]+", text) if own_words(word)]


@lru_cache(maxsize=4096)
def _stems(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(own_words(" ".join(names)))


def title_words(entry: Entry) -> frozenset[str]:
    """Stems of what a service is called."""
    return _stems((entry.service.title, *entry.service.alternative_names))


def bare_title_words(entry: Entry) -> frozenset[str]:
    """Stems of a title without what stands in brackets, which only sets it apart."""
    return _stems((entry.service.title.partition("(")[0],))


def name_words(entry: Entry) -> frozenset[str]:
    """Stems of all that a service is called, and of what it is."""
    return title_words(entry) | _stems((entry.service.summary,))


_ORDINALS = (
    r"اول(?:ی|ین)?|(?:شماره|گزینه|مورد) (?:1|یک)|یکمی",
    r"دوم(?:ی|ین)?|(?:شماره|گزینه|مورد) (?:2|دو)",
    r"سوم(?:ی|ین)?|(?:شماره|گزینه|مورد) (?:3|سه)",
    r"چهارم(?:ی|ین)?|(?:شماره|گزینه|مورد) (?:4|چهار)",
    r"پنجم(?:ی|ین)?|(?:شماره|گزینه|مورد) (?:5|پنج)",
)
_LAST = re.compile(r"(?<!\w)(?:آخر(?:ی|ین)|پایینی)(?!\w)")
_MOST_WORDS = 5


def ordinal(text: str, count: int) -> int | None:
    """Which of `count` things a short repaired text points to by number, from 0; else None."""
    if len(text.split()) > _MOST_WORDS or count == 0:
        return None
    if _LAST.search(text):
        return count - 1
    numbers = (
        n for n, p in enumerate(_ORDINALS[:count]) if re.search(rf"(?<!\w)(?:{p})(?!\w)", text)
    )
    return next(numbers, int(text) - 1 if text in map(str, range(1, count + 1)) else None)
