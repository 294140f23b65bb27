"""The words that name a number, in Persian script, in Latin letters and misspelled."""

import re

_Z = r"[\s\u200c_]*"
_END = r"(?![آ-یA-Za-z])"
_START = r"(?<![آ-یA-Za-z])"
_KOD = r"\b(?:k[ou]d+|kode|cod|code)"
_NOT_A_VERB = (
    r"(?![\s\u200c]*(?:ن?می[\s\u200c]*)?(?:کن|کرد|بکن|بفرما|بش|شد|نش|نکرد|kon|kard|nakard|sho))"
)
_PAPERS = (
    r"(?:شکایت|درخواست|نامه|بسته|سفارش|قرارداد|سند|ارجاع|ثبت|بیمه|چک|کلاسه|مجوز|جواز|پروانه|گواهی"
    r"|عضویت|کاربری|رسید|حواله|بارنامه|اموال|نسخه|ملک|شعبه|مشتری|دستگاه|مدرک|نوبت|ردیف|نوسازی"
    r"|مشترک|انشعاب|آزمون|داوطلب|بلیط|بلیت|گارانتی)"
)
_RECEIPTS = (
    r"(?:رسید|نامه|فیش|قبض|پرونده|شکایت|درخواست|کلاسه|بایگانی|دبیرخانه|اندیکاتور|مرسوله|بارنامه|حواله"
    r"|سند|قرارداد|تراکنش|فاکتور|کنتور|اشتراک|ابلاغیه|دادنامه|حکم|ثبت|نوبت|سریال"
    r"|resid|name|fish|ghabz|qabz|parvande|darkhast|shekayat)"
)
_NEAR = (
    r"(?=(?:م|ت|ش|ام|\u200cام|مون|مان)?(?: (?:من|ما|بنده|قبلی|ثبت شده))?(?: (?:به|با))?(?: شماره)?"
    r"[\s:؛،=]*\Z)"
)
_NOUN = r"(?!کارت|دار|داد|کرد|هست|زد|شد|گرفت|ب|ن)[آ-ی]{3,10}"
_OWN_CODE = (
    r"(?:ملی|پستی|پست|شهر|من|ما|بنده|شناسایی|مورد|زیر|خود|اینه|هست|است|بود|ام|ده|رو|را|همسر|پسر|دختر"
    r"|مادر|پدر|بابا|مامان|بچه|برادر|خواهر)"
)
_LABELS = {
    "national": (
        rf"(?:کد|کود|شماره|{_START}ش|{_START}ک|کارت){_Z}\.?{_Z}(?:مل+ی+|میلی|شناسایی)|ملیم"
        rf"|شناسه{_Z}ملی(?!{_Z}(?:شرکت|حقوقی|مو|سازمان))"
        rf"|{_START}[شک]\.? ?م{_END}"
        rf"|(?:{_KOD}|shomare|kart|cart|card|\bsh)[ _-]?(?:y?e[ _-])?mel+i"
        r"|\bmel+i(?:[ _-]?(?:code?|kod))?"
        r"|national[ -]?(?:id|code|number|no)|\bid number|\bssn\b"
    ),
    "code_phrase": (
        rf"(?:کد|شماره|{_START}ش\.?){_Z}(?:های )?(?:پیگیری|رهگیری|پروند)"
        rf"|سریال {_NOUN}|(?:قرارداد|سفارش|حواله|بارنامه) {_NOUN}(?=[\s:]*\Z)"
        rf"|(?:رهگیری|پیگیری|مرسوله|بسته|بارکد|امانت){_Z}پستی"
    ),
    "postal": (
        rf"(?:(?:کد|صندوق){_Z})?پو?ستی|کد{_Z}پست{_END}|{_START}ک\.? ?پ{_END}"
        rf"|(?:{_KOD}|zip)[ _-]?(?:e[ _-])?post\w*|\bposti\w*|postal(?: code)?|\bzip(?: ?code)?"
    ),
    "mobile": (
        rf"موبا[یئ]?ل|موبیل|مبایل|همراه|گوشی|پیامک|خط(?:م|ش|مون| من){_END}|سیم{_Z}کارت|واتس"
        r"|ایتا|تلگرام|روبیکا|mob(?:il|ay|le)|hamrah|go?oshi|\bsim ?c?k?art|\bsms|what?sapp?"
    ),
    "phone": (
        rf"تلف|تیلفون|{_START}تل{_END}|تماس|زنگ|ثابت|فکس|نمابر|دورنگار"
        rf"|شماره{_Z}(?:ی |ه )?(?:خونه|خانه|منزل|محل|مغازه|دفتر|کار(?!ت)|تلفن|تماس)"
        r"|phone|\btel|tamas|\bzang|\bfax|sabet"
        r"|shomare[ _-]?(?:ye )?(?:kho?one|khane|manzel|mahal|maghaze|daftar)"
    ),
    "account": (
        rf"(?:شماره|کد|{_START}ش) ?(?:حساب|واریز|پرداخت)|\b(?:حساب|واریز|پرداخت){_NEAR}|hesab"
    ),
    "code": (
        rf"(?<!برای )(?<!واسه )(?<!جهت )(?:رهگیری?|پیگیری?){_NOT_A_VERB}|مرجع|قبض"
        rf"|اشتراک|پروند|سریال|تراکنش|فاکتور|کنتور|بارکد|{_START}رسید(?=ش?م?[\s:=]*\Z)|مرسوله|بایگانی"
        rf"|دادنامه|ابلاغیه|{_START}فیش|اقتصادی|یکتا|شناسه|فعال{_Z}سازی|کد{_Z}تا[یئ]ید|دانشجویی|دانش{_Z}آموزی"
        rf"|پرسنلی|بیمه{_Z}نامه|نظام{_Z}پزشکی|شاسی|توکن|صیاد|سخا{_END}|{_START}رمز{_END}|کلاسه|سرشماره"
        r"|track|order|serial|invoice|\bref\b|\btoken|\botp\b|rahgir|pe[iy]*gir(?!i? ?(?:kon|kard))"
        r"|parvande|gha?bz|eshterak|shenase|darkhast|\bfish\b|kontor"
        rf"|(?:شماره|کد|{_START}ش) ?{_PAPERS}|\b{_PAPERS}{_NEAR}"
        rf"|{_START}کد(?! ?{_OWN_CODE}) [آ-ی]{{3,12}}(?=[\s:=]*\Z)|{_KOD}"
    ),
    "number": r"شمار(?:ه|م)(?:م|ام|ش|مو|مم|‌ام|‌م)?(?: من| بنده)?|shomar[ea]\w*|\bnumber",
    "card": r"کارت|\bcard|\b[kc]art",
    "sheba": r"شبا|sheba|iban",
    "passport": (
        rf"گ[ذزظض]ر{_Z}نامه|پاس{_Z}پ[ورت]{{2,4}}|{_START}پاس{_END}|pas+[ -]?por?t|gozar ?name"
    ),
    "plate": r"پلاک|خودرو|ماشین|موتور|تاکسی|pela[kg]|\bplak|\bplate|mashin|\bmotor",
    "other_date": (
        rf"صدور|انقضا|اعتبار|تحویل|مراجعه|ازدواج|طلاق|فوت|وفات|درگذشت|قرارداد|نوبت|تاریخ ثبت"
        rf"|ثبت{_Z}نام|گواهی{_Z}(?:ولادت|تولد)|مورخ|استخدام|مهلت|سررسید|sodo+r|en[gq]he?za|etebar"
    ),
    "birth": (
        rf"تولد|متولد|(?:به|ب){_Z}دنیا|دنیا{_Z}[اآ]و?م|ولادت|(?:\A|من |[،.] ?)زاده|زادروز"
        rf"|{_START}ت\.? ?ت{_END}|m[oe]t[ea]?v[ae]l+[ea]d|t[ao]v[ae]l+[oea]d|birth|\bborn\b|\bdob\b"
        r"|be ?d[oi]nya|donya [oa]"
    ),
    "amount": r"\b(?:مبلغ|قیمت|هزینه|واریز|بدهی|طلب|جریمه|وام|متراژ|مساحت|جمعیت)(?=[^0-9]{0,4}\Z)",
}
LABEL = re.compile(
    rf"{_START}(?:و|به?)?(?:"
    + "|".join(f"(?P<{name}>{rule})" for name, rule in _LABELS.items())
    + ")",
    re.I,
)
"""Every label, the group's name being what it says; at one place the earlier rule wins."""
_ALIASES = {"code_phrase": "code"}

FILLERS = re.compile(
    r"(?:[\s\u200c:؛،=.\-]|(?:ام|م|ش|ت|مون|مان|شون|ی|من|بنده|ما|شما|هم|رو|را|که|بهم|به شماره|دادن"
    r"|داده|گفتن|اینه|این|است|هست|هستش|بود|شماره|دستگاه|مرسوله|روی|e|ye|am|m|man|ine|hast|ast|bo+d|shomare)"
    r"(?![آ-یA-Za-z]))*"
)
"""What may stand between a label and its number without parting them."""

SENTENCE = re.compile(r"(?:[\s\u200c]+[^\s،؛.!؟?:]+){3,}[،؛.!؟?]")
"""Words enough to end what a label began, with a mark behind them."""


def label_name(match: "re.Match[str]") -> str:
    """What a match of `LABEL` says, e.g. "mobile" or "code"."""
    name = match.lastgroup or ""
    return _ALIASES.get(name, name)


RECEIPT = re.compile(
    rf"{_START}{_RECEIPTS}(?:[\u200c ]?(?:ها|های|ام|م|مون|مان|ش|ی|am|m|ash))?"
    rf"(?:[\s\u200c:؛،=.]|{_START}(?:من|ما|بنده|شماره|شمارش|کد|به|این|اینه|هم|که|است|هست|با|من|man"
    rf"|shomare|kod|code)(?![آ-یA-Za-z]))*\Z",
    re.I,
)
"""The name of a paper right before its number: «شماره رسیدم»، «نامه به شماره»."""
