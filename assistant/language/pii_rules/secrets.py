"""Passwords, pins and card codes, by the word that names them."""

import re
from collections.abc import Iterator

from .view import Found, View

_OF = (
    r"(?:(?:عبور|ورود|اول|دوم|کارت|حساب|اینترنت|بانک|همراه[\s\u200c]?بانک|سامانه|سایت|موبایل|گوشی"
    r"|ایمیل|پرونده|پیگیری|شکایت|مودم|وای[\s\u200c]?فای|شناسایی|قبلی|جدید|قدیمی|فعلی|ثابت|پویا|ثنا"
    r"|سخا|دولت من|خود|پدر|مادر|همسر)"
    r"(?:[\u200c]?(?:ی|ام|م|یم|ش|اش|شم|مون|شون|ه|مم))?"
    r"|من|ام|م|مم|ش|اش|شم|هم|به|برای|توی|تو|ی|ه|و|عوض|شده|کردم|یک بار مصرف|یکبار مصرف"
    r"|man|am|im|e|ash|kart|kartam|dovom|aval|obur|oboor|hesab|hesabam|sana|samane|jadid|ghabli|site)"
)
_IS = (
    r"(?:هست|هستش|اینه|است|بود|شد|شده|میشه|رو|را|که|گذاشتم|زدم|میزنم|دادن|داده"
    r"|ine|hast|ast|bood|ro|is)"
)
_NAME = (
    r"(?<![آ-یA-Za-z])(?:رمز|پسورد|پسوورد|پسوردم|پس وورد|گذر[\s\u200c]?واژه"
    r"|کلمه[\s\u200c]?(?:ی )?عبور|پین[\s\u200c]?کد|پین"
    r"|cvv ?2?|سی وی وی ?(?:2|دو)?|pass[\s-]?word|pas+w[oe]rd|pass|ramz|pin ?code|pin)"
)
_GAP = r"[\s\u200c:=؛،\-«\"'(]"
_SECRET = re.compile(
    rf"{_NAME}(?:{_GAP}*(?:{_OF}|{_IS})(?![آ-یA-Za-z0-9]))*{_GAP}{{0,4}}"
    r"(?P<value>(?=[^\s،؛]*[0-9]|(?<=[:=][ ])|(?<=[:=]))[A-Za-z0-9!@#$%^&*_+=.~?/\\-]{3,40}"
    r"(?:[ \u200c-]?[0-9]{1,8}(?![0-9آ-ی])){0,3})",
    re.I,
)
# Letters and digits in one are a password wherever the word stands near.
_MIXED = re.compile(
    rf"{_NAME}[آ-ی\u200c]{{0,3}}(?:[\s\u200c:=؛،]+[آ-ی\u200c]+){{0,4}}[\s\u200c:=؛،«\"'(]+"
    r"(?P<value>(?=[^\s،؛]*[0-9])(?=[^\s،؛]*[A-Za-z])[A-Za-z0-9!@#$%^&*_+=.~?/\\-]{4,40})",
    re.I,
)
_CODE_NAMED = re.compile(r"کد|رهگیری|پرونده|پیگیری|سایت|http|www|قطعه|مدل")
_TRAILING = ".,!?-/"
# «رمز 5 رقمی», «رمز ۲ مرحله‌ای», «رمز ۶ ماه پیش», «رمز #729»: not the secret itself.
_NOT_A_SECRET = re.compile(
    r"[\s\u200c]*(?:رقم|حرف|کاراکتر|مرحله|ماه|روز|ساعت|دقیقه|ثانیه|بار|دفعه|تا|نفر|هزار|تومن|تومان|ragham)"
)
_HINT = re.compile(r"رمز|پسو|پس وورد|گذر|عبور|پین|وی وی|cvv|pass?w|pass|ramz|pin", re.I)


def secrets(view: View) -> Iterator[Found]:
    """What stands behind the word for a password and looks like one: digits, Latin letters."""
    text = view.text
    if not _HINT.search(text):
        return
    for match in (*_SECRET.finditer(text), *_MIXED.finditer(text)):
        if match.re is _MIXED and _CODE_NAMED.search(
            match.group()[: match.start("value") - match.start()]
        ):
            continue
        start, end = match.span("value")
        end -= len(match["value"]) - len(match["value"].rstrip(_TRAILING))
        if end - start >= 3 and not _NOT_A_SECRET.match(text, end):
            yield start, end
