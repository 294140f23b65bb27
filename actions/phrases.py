"""Sentences of the actions, in plain and polite Persian."""

from collections.abc import Sequence

from assistant.language.digits import persian_digits
from knowledge.catalogue import Entry

NOT_FOUND = (
    "خدمتی که با این جمله بخواند پیدا نکردم.",
    "باز هم به خدمت مشخصی نرسیدم.",
    "هنوز مطمئن نیستم دنبال چه کاری هستید.",
)
WHICH_ONE = ("منظورتان کدام است؟", "کدام‌یک از این‌ها؟", "هنوز نمی‌دانم کدام را می‌خواهید.")
WHICH_OF_TWO = ("«{}» را می‌خواهید یا «{}»؟", "کدام‌یک: «{}» یا «{}»؟")
BOTH = ("هر دو را پیدا کردم. اول دربارهٔ کدام بگویم؟", "این دو کار جدا هستند. از کدام شروع کنیم؟")
PERHAPS = ("شاید یکی از این‌ها باشد؟", "این‌ها چطور؟")
SAY_MORE = (
    "بنویسید چه کاری می‌خواهید انجام دهید و اگر می‌دانید، نام اداره را هم بگویید.",
    "با چند کلمهٔ دیگر بنویسید دنبال چه هستید.",
)
LINE_AGAIN = (
    "شماره‌اش {number} است. نشانی حضوری‌اش در منابع ما نیست؛ از همین شماره بپرسید.",
    "همان {number}. بیش از این شماره چیزی در منابع ما نیست.",
)
LINES_AGAIN = (
    "شماره‌ها این‌هاست: {number}. کار هر کدام زیر آن نوشته شده است.",
    "همین شماره‌ها: {number}.",
)
ASK_FURTHER = (
    "خوب است. مدارک، هزینه، زمان یا نشانی‌اش را هم خواستید، بپرسید.",
    "بسیار خوب. پرسش دیگری درباره‌اش داشتید بنویسید.",
)
GO_ON = (
    "بفرمایید. کارتان را بنویسید تا راهش را بگویم.",
    "در خدمتم. بنویسید چه کاری دارید.",
)
OTHER_WORDS = (
    "باشد. اگر منظورتان چیز دیگری بود، با جملهٔ دیگری بنویسید.",
    "بسیار خوب. هر چه لازم دارید بنویسید.",
)
NO_HUMAN = (
    "باشد، خودمان ادامه می‌دهیم. کارتان را با یک جملهٔ ساده بنویسید.",
    "هر طور راحتید. بنویسید چه کاری دارید.",
)
DOES_NOT_KNOW = (
    "ایرادی ندارد. بنویسید چه پیش آمده است، یا یکی از این‌ها را بزنید.",
    "با هم پیدایش می‌کنیم. کدام به کارتان نزدیک‌تر است؟",
)
OFFERS = (
    "می‌توانم شما را به کارشناس وصل کنم یا شکایتتان را ثبت کنم.",
    "اگر هیچ‌کدام از این‌ها نبود، کارشناس بهتر راهنمایی می‌کند.",
    "برای اینکه معطل نشوید، یکی از این دو را بزنید.",
)
ENOUGH = ("ممنون", "مرسی", "متشکر", "کافی", "بس", "کاری ندارم", "نمی‌خواهم", "خداحافظ")
"""Words by which a «no» means that nothing more is wanted."""
SMALL_TALK = {
    "greet": (
        "سلام. من دستیار خدمات دولتی هستم. بفرمایید دنبال چه کاری هستید تا راهش را بگویم.",
        "سلام، خوش آمدید. کارتان را با یک جمله بنویسید؛ مثلاً «گواهینامه‌ام باطل شده، چه کار کنم؟»",
        "درود بر شما. بنویسید چه خدمتی لازم دارید یا از کدام اداره گله دارید.",
    ),
    "thank": (
        "خواهش می‌کنم. اگر کار دیگری هم بود، همین‌جا بنویسید.",
        "خوشحالم که به کارتان آمد. سؤال دیگری داشتید در خدمتم.",
    ),
    "goodbye": (
        "خدانگهدار. هر وقت کاری پیش آمد، همین‌جا هستم.",
        "به سلامت. روز خوبی داشته باشید.",
    ),
    "abuse": (
        "می‌فهمم که کلافه شده‌اید. اگر از اداره‌ای گله دارید بنویسید چه شد تا ثبتش کنم، یا بگویید "
        "«اپراتور» تا با یک انسان صحبت کنید.",
        "اگر جواب من به درد نخورد، متأسفم. می‌توانید با همکارم ادامه دهید.",
        "حق دارید ناراحت باشید. بگویید چه کاری مانده است تا راهش را پیدا کنیم.",
    ),
    "out_of_scope": (
        "در این باره کاری از من برنمی‌آید. من برای خدمات دستگاه‌های دولتی و شکایت از آن‌ها "
        "اینجا هستم.",
        "این موضوع در کار من نیست. اگر کار اداری دارید، بنویسید تا راهنمایی کنم.",
        "این یکی را نمی‌دانم. هر کار اداری که داشتید، همین‌جا بپرسید.",
    ),
}
NOT_UNDERSTOOD = (
    "درست متوجه نشدم چه می‌خواهید.",
    "باز متوجه نشدم؛ شاید با کلمه‌های دیگر بهتر بفهمم.",
)
UNCLEAR = (
    "درست متوجه نشدم. کدام به کارتان می‌آید؟",
    "باز متوجه نشدم. یکی از این‌ها را بزنید.",
)
IF_NOT = (
    "اگر منظورتان این نبود، با جملهٔ دیگری بنویسید یا یکی از این‌ها را بزنید.",
    "اگر این هم نبود، یکی از این‌ها به کار می‌آید؟",
)
REPHRASE = (
    "با جملهٔ دیگری بنویسید؛ مثلاً «می‌خواهم کارت ملی‌ام را عوض کنم».",
    "کوتاه و ساده بنویسید چه لازم دارید؛ مثلاً «تمدید گذرنامه».",
)
GIVE_UP = (
    "نمی‌خواهم بیشتر معطلتان کنم. یکی از این دو را بزنید تا کارتان جلو برود.",
    "بیش از این معطلتان نمی‌کنم. کارشناس یا ثبت شکایت؟",
)
WHAT_NEXT = ("چه کار کنیم؟", "با کارشناس صحبت کنید یا شکایت ثبت کنیم؟")
UNKNOWN = (
    "{fact} «{title}» در منابع ما نیست و نمی‌خواهم حدس بزنم.",
    "{fact} «{title}» را نمی‌دانم؛ هیچ منبعی آن را نگفته است.",
)
UNKNOWN_CONTACT = (
    "نشانی یا شمارهٔ مطمئنی برای «{title}» در منابع ما نیست.",
    "برای «{title}» نشانی و شمارهٔ مطمئنی پیدا نکرده‌ایم.",
)
NO_PHONE = "شمارهٔ تلفنی برای آن در منابع ما نیست."
IS_LISTED = "در فهرست مدارک آمده است: {items}."
ASK_AGENCY = "بهتر است از {agency} بپرسید."
ASK_AGENCY_PHONE = "بهتر است از {agency} بپرسید؛ تلفن: {phone}."


def nth(sentences: Sequence[str], number: int) -> str:
    """One of several wordings by how often it was needed; never the same one twice in a row."""
    return sentences[number % len(sentences)]


def numbered(lines: Sequence[str]) -> str:
    """`lines` as a list with Persian numbers."""
    return "\n".join(f"{persian_digits(n)}. {line}" for n, line in enumerate(lines, 1))


def ask_the_agency(entry: Entry) -> str:
    """Where to ask for what is not known here."""
    phone = entry.service.phone or entry.agency.phone
    if phone:
        return ASK_AGENCY_PHONE.format(agency=entry.agency.name, phone=persian_digits(phone))
    return ASK_AGENCY.format(agency=entry.agency.name)


def _unknown(fact: str, entry: Entry) -> tuple[str, ...]:
    where = ask_the_agency(entry)
    return tuple(f"{text.format(fact=fact, title=entry.service.title)} {where}" for text in UNKNOWN)


def documents(entry: Entry) -> tuple[str, ...]:
    """What to bring; several wordings when it is not known."""
    service = entry.service
    if not service.documents:
        return _unknown("فهرست مدارک", entry)
    text = f"مدارک «{service.title}»:\n{numbered(service.documents)}"
    if service.prerequisites:
        text += f"\nپیش از آن:\n{numbered(service.prerequisites)}"
    return (text,)


def fee(entry: Entry) -> tuple[str, ...]:
    """What it costs; several wordings when it is not known."""
    if entry.service.fee:
        return (f"هزینهٔ «{entry.service.title}»: {entry.service.fee}",)
    return _unknown("رقم هزینهٔ", entry)


def duration(entry: Entry) -> tuple[str, ...]:
    """How long it takes; several wordings when it is not known."""
    if entry.service.processing_time:
        return (f"زمان انجام «{entry.service.title}»: {entry.service.processing_time}",)
    return _unknown("زمان انجام", entry)


def steps(entry: Entry) -> tuple[str, ...]:
    """What to do, step by step; several wordings when it is not known."""
    if entry.service.steps:
        return (f"مراحل «{entry.service.title}»:\n{numbered(entry.service.steps)}",)
    return _unknown("مراحل", entry)


def contact(entry: Entry) -> tuple[str, ...]:
    """Where it is done, and whom to call; several wordings when it is not known."""
    service, agency = entry.service, entry.agency
    lines = []
    if service.portal:
        lines.append(f"نشانی اینترنتی: {service.portal.url}")
    elif agency.domain:
        lines.append(f"تارنمای {agency.name}: {agency.domain}")
    phone = service.phone or agency.phone
    if phone:
        lines.append(f"تلفن: {persian_digits(phone)}")
    if not lines:
        return tuple(text.format(title=service.title) for text in UNKNOWN_CONTACT)
    return (f"«{service.title}»، {agency.name}\n" + "\n".join(lines),)
