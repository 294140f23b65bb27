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
_TOWARDS = _words("از به تا برای واسه")
_NEAR = _WITHIN | _words("از به سمت طرف برای واسه دست بابت با")
_SAYS = frozenset({"گفت", "گفتن", "گفتند", "گفته", "هم", "جواب", "پاسخ", "قبول", "درخواست", "نه"})
_SPEAKS = frozenset({"گوید", "گویند", "گفت", "زند", "دهد", "دهند"})
_DIAL = _words("خط شماره تلفن زدم زدیم زدن زنگ تماس سامانه اپراتور به گویای سر")
_DIALLED = _words("را رو زنگ تماس")
_TOWN = _words("شهر شهرستان استان بخش")
_CITY_HALL = _words("شهرداری فرمانداری استانداری فرودگاه مرکز فرماندار")
_SEAT = _CITY_HALL | _words("بخشداری بخشدار شهردار استاندار شورای")
_HOUSE = _words("بیمارستان درمانگاه پایانه مرز")
_ROAD = _words("راه")
_HOME = _words("ساکن اهل مقیم حومه اطراف")
_BORN = _words("اهل متولد زاده بچه صادره اصالتا دانشجوی پلاک")
_OF = _HOME | _words("متولد بچه صادره اهالی مردم ساکنین سمت طرف")
_LIVES = _words("زندگی ساکن ساکنم ساکنیم")
_ARE = _words("هستم هستیم")
_UTILITY = _words("برق گاز تلفن اینترنت مخابرات پست")
_GOES = _words(
    "رفتم رفتیم رفته رفت می‌روم می‌رویم می‌رود بروم برویم بروند آمدم آمدیم آمده آمدن "
    "می‌آیم می‌آییم می‌آید می‌آیند بیایم بیاییم بیاید رسیدم رسیدیم برگشتم برگشتیم "
    "برمی‌گشتم برمی‌گشتیم رد عبور گذشتم گذشتیم راهی سفر کوچ مهاجرت حرکت آوردم آوردیم "
    "بردم بردیم می‌بریم فرستادم فرستادیم فرستاده فرستادند منتقل انتقال"
) - _words("می برمی")
_HERE = _WITHIN | _words("اینجا آنجا رفتم رفتیم آمدم آمدیم رسیدم رسیدیم بردم بردیم")
# What a place has or lacks: behind «در میانه» it tells that the town is meant.
_OF_A_PLACE = _UTILITY | _words("آب اداره شهرداری بیمه جاده آسفالت دادگاه بانک زندگی هستم هستیم")
_LACKS = _words("ندارد نداریم نیست قطع قطعی خراب")
_ASKED = _words("کجاست کجا")
# Behind these a word is the thing, not the town: «در نور کم», «محلات پایین شهر», «بافت فرسوده».
_THING = _words(
    "کم زیاد شدید خوب خوبی بد بدی قوی ضعیف مستقیم طبیعی آفتاب خورشید چراغ لامپ راه امسال پارسال "
    "گذشته آینده سال فصل پایین بالا بالای پایینی مختلف مسکونی فرسوده قدیمی تاریخی جان خانم آقا "
    "تصادف حادثه جرم خانه خونه منزل ساختمان دور نمی دهی گیری"
)
_NOT_A_PLACE = _words(
    "خیابان خ میدان بلوار کوچه بزرگراه اتوبان محله پل کوه دریای دریاچه خلیج خبرگزاری آقای خانم آقا "
    "دکتر مهندس استاد مترو ایستگاه شهید "
    "سفارت سفارتخانه کنسولگری تیم فیلم ماه روز سال زبان "
    "شرکت هتل باشگاه بیمارستان درمانگاه کلینیک مدرسه دبستان دبیرستان هنرستان پاساژ برج بانک پست"
)
SURE = 4
_ITS = frozenset({"اش", "ش", "شان"})
_LABELS = {"استان": "province", "شهرستان": "county", "شهر": "city"}


@dataclass(frozen=True)
class Context:
    """What stands around a name: the words of its clause, and whether neighbours are names.

    `earlier` are the words before it, the next one last; `later` those behind it.
    """

    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    after_agency: bool = False
    followed_by_place: bool = False
    within: bool = False
    """A place that holds it follows: «عباس‌آباد مازندران»."""
    told: bool = False
    """«تهرانم»: it is what the citizen is of."""
    alone: bool = False

    @property
    def before(self) -> str:
        """The word before it, empty at the start of a clause."""
        return self.earlier[-1] if self.earlier else ""

    @property
    def after(self) -> str:
        """The word behind it, empty at the end of a clause."""
        return self.later[0] if self.later else ""

    @property
    def next_after(self) -> str:
        """The word behind that."""
        return self.later[1] if len(self.later) > 1 else ""


def names_agency(cue: str, context: Context) -> bool:
    """Whether a name that needs `cue` (empty, ordinary, strong, line) names an agency here."""
    if cue == "line":
        return context.before in _DIAL or context.after in _DIALLED
    if not cue or context.alone or context.followed_by_place or context.before in _OFFICE:
        return True
    return cue == "ordinary" and (context.before in _NEAR or _is_subject(context))


def names_place(cue: str, context: Context) -> bool:
    """Whether a name that needs `cue` (empty, ordinary, office, strong) names a place here."""
    # «بنیاد شهید سبزوار»: the word before belongs to the agency.
    if context.before in _NOT_A_PLACE and not context.after_agency:
        return False
    if not cue or (context.after_agency and (cue == "ordinary" or context.within)):
        return True
    if context.after in _THING:
        return False
    is_called_one = context.before in _TOWN | _CITY_HALL | _HOME
    if cue == "strong" or is_called_one:
        return is_called_one
    return _has_or_lacks(context) or (cue == "ordinary" and _is_meant(context))


def _has_or_lacks(context: Context) -> bool:
    """«دادگاه بافت», «صحنه کرمانشاه», «در میانه گاز قطع است»."""
    if context.after_agency or context.alone or context.within:
        return True
    within = context.before in _WITHIN and context.after in _OF_A_PLACE
    return within or context.before in _SEAT | _UTILITY


def _is_meant(context: Context) -> bool:
    """Whether an everyday word is a town here."""
    if context.told or context.before in _HERE | _HOUSE | _OF:
        return True
    if context.after in _OF_A_PLACE and not _LACKS.isdisjoint(context.later):
        return True
    if context.before in _TOWARDS:
        goes_on = not (_GOES | _ASKED).isdisjoint(context.later)
        return not context.later or goes_on
    return context.after in _LIVES | _ARE


def lead(context: Context) -> int:
    """How surely it happened in this place rather than in another that is named.

    «من تهرانم ولی این تو شهرداری ساوه بود»: where an office stands (4) comes before where one was
    or went (3), that before a mere name and where one lives (2), and these before where one is
    from (1) and where one came from (0).
    """
    if context.after_agency or context.before in _SEAT | _UTILITY or _has_office(context):
        return SURE
    if context.before == "از" and not _GOES.isdisjoint(context.later):
        return 0
    if not _BORN.isdisjoint(context.earlier[-2:]):
        return 1
    if not _HOME.isdisjoint(context.earlier[-2:]) or _lives(context):
        return 2
    return 3 if context.before in _HERE | _TOWN | _HOUSE | _ROAD else 2


def _lives(context: Context) -> bool:
    return context.after in _LIVES or (context.after == "را" and context.next_after in _LIVES)


def _has_office(context: Context) -> bool:
    """«زابل اداره‌اش», «مشهد شهرداریش»."""
    office, its = context.after, context.next_after
    return (office in _OFFICE | _SEAT and its in _ITS) or (
        office.removesuffix("ش") in _SEAT and office.endswith("ش")
    )


def wanted_label(context: Context) -> str:
    """`province`, `county` or `city` when the word before says which is meant, else empty."""
    return _LABELS.get(context.before, "")


def _is_subject(context: Context) -> bool:
    speaks = context.after == "می" and context.next_after in _SPEAKS
    return speaks or context.after in _SAYS
