"""Whether the words around a name show that it is meant as an agency or a place."""

from collections.abc import Sequence

from .folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_OFFICE = _words(
    "اداره ادارات ادارهٔ اداره‌ی سازمان وزارت شرکت شعبه شعب دفتر دفاتر باجه نمایندگی سامانه سایت "
    "مامور مأمور مأمورای مامورای کارمند کارمندان کارمندای کارکنان مسئول مسئولین مسوول رئیس رییس "
    "مدیر مدیرکل کارشناس متصدی پرسنل منشی بازرس ممیز صندوق پلیس ستاد مرکز واحد بخش حوزه کل"
)
_NEAR = _words("از در تو توی داخل به برای واسه دست سمت طرف بابت")
_TOWN = _words("شهر شهرستان استان بخش شهرستانهای")
_DWELL = _words("ساکن اهل مقیم بچه ساکنم حومه اطراف شهرداری فرمانداری استانداری فرودگاه مرکز")
_NOT_A_PLACE = _words(
    "خیابان خیابون خ میدان میدون بلوار کوچه بزرگراه اتوبان محله پل کوه دریای دریاچه خلیج خبرگزاری "
    "آقای خانم آقا دکتر مهندس استاد بانک بیمه مترو ایستگاه شهید سفارت سفارتخانه کنسولگری تیم فیلم "
    "ماه روز سال زبان شرکت دانشگاه"
)
_NOT_A_PROVINCE = _words("بانک بیمه دفتر واحد ستاد سازمان پست خبرگزاری")
_STARTS = {"province": _words("استان"), "county": _words("شهرستان"), "city": _words("شهر")}


def agency_cue(before: Sequence[str], followed_by_place: bool, cue: str) -> bool:
    """Whether an everyday word names an agency; `before` are the words before it, last last."""
    last = before[-1] if before else ""
    if last in _OFFICE or followed_by_place:
        return True
    return cue == "ordinary" and last in _NEAR


def place_cue(before: Sequence[str], after_agency: bool, cue: str) -> bool:
    """Whether an everyday word names a place."""
    last = before[-1] if before else ""
    if last in _TOWN:
        return True
    return cue == "ordinary" and (after_agency or last in _NEAR or last in _DWELL)


def not_a_place(before: Sequence[str]) -> bool:
    """Whether the word before makes it a street, a person or a foreign mission."""
    return bool(before) and before[-1] in _NOT_A_PLACE


def wanted_label(before: Sequence[str]) -> str:
    """`province`, `county` or `city` when the word before says which is meant, else empty."""
    last = before[-1] if before else ""
    return next((label for label, words in _STARTS.items() if last in words), "")
