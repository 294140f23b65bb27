"""Whether the words around a name show that it is meant as an agency or a place."""

from dataclasses import dataclass

from .folding import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_OFFICE = _words(
    "اداره ادارات سازمان وزارت شرکت شعبه شعب دفتر دفاتر باجه نمایندگی سامانه سایت درگاه "
    "مامور ماموران مامورین کارمند کارمندان کارکنان مسئول مسئولان مسئولین مسوول رئیس رییس "
    "مدیر مدیرکل کارشناس کارشناسان متصدی پرسنل منشی بازرس بازرسی ممیز افسر اپراتور پذیرش "
    "صندوق پلیس ستاد مرکز واحد بخش حوزه کل حراست اتحادیه پشتیبانی تلفن دبیرخانه"
)
_WITHIN = _words("در تو توی داخل")
_TOWARDS = _words("از به سمت طرف")
_NEAR = _WITHIN | _TOWARDS | _words("برای واسه دست بابت با")
_SAYS = frozenset({"گفت", "گفتن", "گفتند", "گفته", "هم", "جواب", "پاسخ", "قبول", "درخواست", "نه"})
_SPEAKS = frozenset({"گوید", "گویند", "گفت", "زند", "دهد", "دهند"})
_DIAL = _words("خط شماره تلفن زدم زدیم زدن زنگ تماس سامانه اپراتور به گویای سر")
_DIALLED = _words("را رو زنگ تماس")
_TOWN = _words("شهر شهرستان استان بخش")
_DWELL = _words(
    "ساکن اهل مقیم حومه اطراف شهرداری فرمانداری استانداری فرودگاه مرکز بیمارستان درمانگاه پایانه"
)
_LIVES = _words("زندگی ساکن ساکنم هستم هستیم")
_NOT_A_PLACE = _words(
    "خیابان خ میدان بلوار کوچه بزرگراه اتوبان محله پل کوه دریای دریاچه خلیج خبرگزاری آقای خانم آقا "
    "دکتر مهندس استاد مترو ایستگاه شهید "
    "سفارت سفارتخانه کنسولگری تیم فیلم ماه روز سال زبان "
    "شرکت هتل باشگاه"
)
_LABELS = {"استان": "province", "شهرستان": "county", "شهر": "city"}


@dataclass(frozen=True)
class Context:
    """What stands around a name: the words next to it, and whether neighbours are names."""

    before: str = ""
    after: str = ""
    next_after: str = ""
    after_agency: bool = False
    followed_by_place: bool = False
    alone: bool = False


def names_agency(cue: str, context: Context) -> bool:
    """Whether a name that needs `cue` (empty, ordinary, strong, line) names an agency here."""
    if cue == "line":
        return context.before in _DIAL or context.after in _DIALLED
    if not cue or context.alone or context.followed_by_place or context.before in _OFFICE:
        return True
    return cue == "ordinary" and (context.before in _NEAR or _is_subject(context))


def names_place(cue: str, context: Context) -> bool:
    """Whether a name that needs `cue` (empty, ordinary, strong) names a place here."""
    # «بنیاد شهید سبزوار»: the word before belongs to the agency.
    if context.before in _NOT_A_PLACE and not context.after_agency:
        return False
    if not cue or context.before in _TOWN | _DWELL:
        return True
    meant = context.alone or lead(context) > 0 or context.before in _TOWARDS
    return cue == "ordinary" and meant


def lead(context: Context) -> int:
    """How surely the message is about this place: 3 beside an agency, 0 when nothing says so."""
    if context.after_agency:
        return 3
    if context.before in _TOWN | _DWELL or context.after in _LIVES:
        return 2
    return 1 if context.before in _WITHIN else 0


def wanted_label(context: Context) -> str:
    """`province`, `county` or `city` when the word before says which is meant, else empty."""
    return _LABELS.get(context.before, "")


def _is_subject(context: Context) -> bool:
    speaks = context.after == "می" and context.next_after in _SPEAKS
    return speaks or context.after in _SAYS
