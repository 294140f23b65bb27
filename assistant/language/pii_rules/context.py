"""What the words around a number say that it is."""

import re

BEFORE = 40
AFTER = 24

_NEAR = r"(?=(?:م|ت|ش|ام|\u200cام|مون|مان)?(?: شماره| به شماره)?[\s:؛،=]*\Z)"
_PAPERS = r"(?:شکایت|درخواست|پرداخت|نامه|بسته|سفارش|قرارداد|سند|حساب|واریز)"
_LABELS = {
    "national": (
        r"(?:کد|شماره|ش|کارت)[\s\u200c]*ملی|ملیم|شناسه[\s\u200c]*ملی[\s\u200c]*(?:فرد|شخص)"
    ),
    "postal": r"(?:کد|صندوق)?[\s\u200c]*پستی",
    "mobile": r"موبایل|همراه|گوشی|پیامک|خط(?:م|ش| من)\b|mobile|sms",
    "phone": r"تلفن|تماس|زنگ|ثابت|فکس|نمابر|phone|tel\b",
    "code": (
        r"رهگیری|پیگیری|رهگیر|مرجع|قبض|اشتراک|پرونده|سریال|تراکنش|فاکتور|کنتور|بارکد|رسید|مرسوله"
        r"|بایگانی|دادنامه|ابلاغیه|\bفیش|اقتصادی|یکتا|شناسه|فعال[\s\u200c]*سازی|کد تا[یئ]ید"
        r"|دانشجویی|پرسنلی|بیمه[\s\u200c]*نامه|نظام[\s\u200c]*پزشکی|شاسی|track|order|serial|invoice|\bcode|\bref\b"
        rf"|(?:شماره|کد|\bش) ?{_PAPERS}|\b{_PAPERS}{_NEAR}"
    ),
    "number": r"شماره(?:م|ام|ش|مو|مم|‌ام|‌م)?(?: من| بنده)?",
    "card": r"کارت|card",
    "sheba": r"شبا|sheba|iban",
    "passport": r"گذرنامه|پاسپورت|\bپاس\b|passport|pasport",
    "plate": r"پلاک|خودرو|ماشین|موتور|pelak",
    "birth": r"تولد|متولد|(?:به|ب)[\s\u200c]*دنیا|زاده|زادروز|tavalod|birth",
    "other_date": (
        r"صدور|انقضا|اعتبار|تحویل|مراجعه|ازدواج|طلاق|فوت|وفات|درگذشت|قرارداد|نوبت|تاریخ ثبت"
        r"|ثبت[\s\u200c]*نام"
    ),
    "amount": r"\b(?:مبلغ|قیمت|هزینه|واریز|بدهی|طلب|جریمه|وام|متراژ|مساحت|جمعیت)(?=[^0-9]{0,4}\Z)",
}
_LABEL = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in _LABELS.items()), re.I)
_UNIT = re.compile(
    r"[\s\u200c]*(?:هزار|میلیون|میلیارد|تومن|تومان|ریال|نفر|درصد|%|متر|کیلو|گرم|لیتر|هکتار|دلار"
    r"|یورو|عدد|قسط|ساعت|روز|ماه|سال)"
)
_BARRIER = re.compile(r"[0-9\]\n]")
_NUMBER_FOLLOWS = re.compile(r"[^0-9\[\n]{0,6}[0-9\[]")


def label_before(text: str, start: int) -> str:
    """Name of the nearest label before a number, back to the number before it; "" for none.

    «شماره» alone says less than any other label: «پرونده شماره …» stays a case file.
    """
    found = ""
    for match in _LABEL.finditer(_left(text, start)):
        if match.lastgroup != "number" or not found:
            found = match.lastgroup or ""
    return found


def labels_before(text: str, start: int) -> set[str]:
    """All labels between the number and the one before it."""
    return {match.lastgroup or "" for match in _LABEL.finditer(_left(text, start))}


def label_after(text: str, end: int) -> str:
    """Name of the first label close behind a number, unless another number follows it; else ""."""
    right = text[end : end + AFTER]
    match = _LABEL.search(right)
    if match is None or re.search("[0-9\\[]", right[: match.start()]):
        return ""
    owned = _NUMBER_FOLLOWS.match(text, end + match.end())
    return "" if owned else match.lastgroup or ""


def counts_something(text: str, end: int) -> bool:
    """Whether a unit follows: an amount, a count, a duration."""
    return _UNIT.match(text, end) is not None


def _left(text: str, start: int) -> str:
    left = text[max(0, start - BEFORE) : start]
    barriers = [match.end() for match in _BARRIER.finditer(left)]
    return left[barriers[-1] :] if barriers else left


def is_other_code(text: str, start: int, end: int) -> bool:
    """Whether the words say that the number is a code, a bill or an amount."""
    before = label_before(text, start)
    if before in ("code", "amount") or counts_something(text, end):
        return True
    return not before and label_after(text, end) == "code"
