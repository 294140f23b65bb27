"""What each step does, and what the whole repair gives for sentences as citizens type them."""

import pytest

from assistant.language.repair import STEPS, Change, fingerprint, repair

BY_NAME = {step.name: step for step in STEPS}

STEP_EXAMPLES = [
    ("unicode", "كتاب علي", "کتاب علی"),
    ("unicode", "ﺷﻨﺎﺳﻨﺎﻣﻪ", "شناسنامه"),
    ("unicode", "مؤسسهٔ تأمین", "موسسهٔ تامین"),
    ("unicode", "سلام\u00a0 دنیا\n", "سلام دنیا"),
    ("unicode", "محمد ﷺ آمد", "محمد آمد"),
    ("unicode", "ｋａｒｔ", "kart"),
    ("digits", "۱۲٣4 و १", "1234 و 1"),
    ("digits", "۱۲٫۵ و ۱٬۲۰۰", "12.5 و 1,200"),
    ("marks", "شَهرِداری", "شهرداری"),
    ("marks", "شـــناســنامه", "شناسنامه"),
    ("marks", "021ـ123", "021-123"),
    ("keyboard", "sghl", "سلام"),
    ("keyboard", "hc ;[h hsjughl ;kl", "از کجا استعلام کنم"),
    ("keyboard", "salam", "salam"),
    ("keyboard", "http test 12", "http test 12"),
    ("repeats", "سلاااام", "سلام"),
    ("repeats", "خیلییییی ممنووونم!!!!", "خیلی ممنونم!"),
    ("repeats", "الله", "الله"),
    ("finglish", "kart meli", "کارت ملی"),
    ("finglish", "vam ezdevaj", "وام ازدواج"),
    ("finglish", "how can I renew my passport", "how can I renew my passport"),
    ("finglish", "PDF رو کجا بفرستم", "PDF رو کجا بفرستم"),
    ("numbers", "20روزه", "20 روزه"),
    ("half_spaces", "می خواهم", "می\u200cخواهم"),
    ("half_spaces", "خانه ها", "خانه\u200cها"),
    ("half_spaces", "کتابها", "کتاب\u200cها"),
    ("half_spaces", "ثبت نام", "ثبت\u200cنام"),
    ("half_spaces", "گواهی نامه ام", "گواهینامه\u200cام"),
    ("half_spaces", "ماه می", "ماه می"),
    ("words", "اگه اون چیه", "اگر آن چیست"),
    ("words", "واسه چیکار", "برای چه کار"),
    ("words", "کارت رو گرفتم", "کارت را گرفتم"),
    ("words", "تو اداره", "در اداره"),
    ("words", "از تو پرسیدم", "از تو پرسیدم"),
    ("verbs", "میخوام", "می\u200cخواهم"),
    ("verbs", "نمیدن", "نمی\u200cدهند"),
    ("verbs", "می\u200cگیرمش", "می\u200cگیرمش"),
    ("verbs", "میدان میوه میان", "میدان میوه میان"),
    ("verbs", "بیاد", "بیاید"),
    ("verbs", "کارت را قطع کردن", "کارت را قطع کردند"),
    ("endings", "پاسپورتمو", "پاسپورتم را"),
    ("endings", "هزینه\u200cش", "هزینه\u200cاش"),
    ("endings", "شناسنامم", "شناسنامه\u200cام"),
    ("endings", "حقوقمون", "حقوقمان"),
    ("endings", "کارگرا", "کارگر\u200cها"),
    ("endings", "امکانات رضا سوالات بیمه", "امکانات رضا سوالات بیمه"),
    ("spelling", "شناصنامه", "شناسنامه"),
    ("spelling", "اذدواج", "ازدواج"),
    ("spelling", "ازکجا", "از کجا"),
    ("spelling", "وزارتکشور", "وزارت کشور"),
    ("spelling", "آقای شهسواریان", "آقای شهسواریان"),
]

SENTENCES = [
    ("موخوام برم باس چیکا کنم", "می‌خواهم بروم باید چه کار کنم"),
    ("بچه‌ش بدنیا اومده", "بچه‌اش به دنیا آمده"),
    ("سیمکارتایی که دارم چنتاس", "سیم‌کارت‌هایی که دارم چند تا است"),
    ("میخوام پاسپورتمو تمدید کنم، چیکار کنم؟", "می‌خواهم پاسپورتم را تمدید کنم، چه کار کنم؟"),
    ("kart melim gom shode chejoori almosana begiram", "کارت ملیم گم شده چطور المثنی بگیرم"),
    ("چرا یارانه‌مونو قطع کردین؟؟؟؟", "چرا یارانه‌مان را قطع کردید؟"),
    ("سه ماهه مجوزمو نمیدن", "سه ماهه مجوزم را نمی‌دهند"),
    ("گزر نامه ام تموم شده", "گذرنامه‌ام تمام شده"),
    ("المسنا میخوام برا سبت سند", "المثنی می‌خواهم برای ثبت سند"),
    ("تاییده تحسیلی میخام", "تاییدیه تحصیلی می‌خواهم"),
    ("سایت my.medu.ir باز نمیشه", "سایت my.medu.ir باز نمی‌شود"),
    ("فرم https://ncr.ir/فرم۱ رو پر کردم", "فرم https://ncr.ir/فرم1 را پر کردم"),
    ("کدم SH-140301 بود و ۱۴۰۳/۰۵/۱۲ رفتم", "کدم SH-140301 بود و 1403/05/12 رفتم"),
    ("به a.b@x.ir و *۱۰# و +۱۰ پیام دادم", "به a.b@x.ir و *10# و +10 پیام دادم"),
    ("[کد ملی] رو گم کردم، [شماره همراه 2] منه", "[کد ملی] را گم کردم، [شماره همراه 2] من است"),
    ("سازمان ثبت احوال کشور", "سازمان ثبت احوال کشور"),
    ("", ""),
    ("   ", ""),
]

UNTOUCHED = [
    "پیتزا چه شکلیه و هوا چه جوریه؟ یک پادکست بنداز",
    "صدور کارت ملی هوشمند",
    "میدان آزادی، خیابان میرداماد",
    "بیمه بیکاری و مستمری بازنشستگی",
    "تهران، قم، بوکان، فریدونکنار و نی‌ریز",
    "علی رضایی و مریم احمدی",
    "ساعت 8 تا 14:30 روز 1403/05/12",
    "مبلغ 1,250,000 ریال و 12.5 درصد",
    "Windows 11 و iPhone",
]


@pytest.mark.parametrize(("name", "text", "expected"), STEP_EXAMPLES)
def test_step(name: str, text: str, expected: str) -> None:
    assert BY_NAME[name](text) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence(text: str, expected: str) -> None:
    assert repair(text).text == expected


@pytest.mark.parametrize("text", UNTOUCHED)
def test_good_text_stays(text: str) -> None:
    done = repair(text)
    assert done.text == text
    assert done.changes == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("edare gaz khoy", "اداره گاز خوی"),
        ("zang mizanam", "زنگ می‌زنم"),
        ("mirase farhangi mashad", "میراث فرهنگی مشهد"),
        ("nobat ro reayat nemikonan", "نوبت را رعایت نمی‌کنند"),
    ],
)
def test_common_latin_spellings_are_known(typed: str, meant: str) -> None:
    assert repair(typed).text == meant


def test_all_spellings_of_a_wish_become_one() -> None:
    forms = ["میخوام", "می خوام", "می‌خوام", "میخواهم", "می خواهم", "مي‌خواهم", "ميخام", "mikham"]
    assert {repair(form).text for form in forms} == {"می‌خواهم"}


def test_changes_say_what_was_done_and_by_which_step() -> None:
    done = repair("واسه كارت ملیم ۲۰ روز")
    assert done.raw == "واسه كارت ملیم ۲۰ روز"
    assert Change("unicode", "كارت", "کارت") in done.changes
    assert Change("digits", "۲۰", "20") in done.changes
    assert Change("words", "واسه", "برای") in done.changes


def test_spelling_can_be_left_out() -> None:
    assert repair("اذدواج", spelling=False).text == "اذدواج"
    assert all(change.step != "spelling" for change in repair("اذدواج", spelling=False).changes)


def test_step_names_are_unique() -> None:
    assert len(BY_NAME) == len(STEPS)


def test_fingerprint_is_stable() -> None:
    assert len(fingerprint()) == 64
    assert fingerprint() == fingerprint()


def test_a_sentence_in_latin_letters_is_finglish_beside_persian_ones() -> None:
    text = repair("salam az edare kar meybod shekayat daram. خرداد دادم").text
    assert text == "سلام از اداره کار میبد شکایت دارم. خرداد دادم"
    assert repair("please check my account. حسابم بسته شده").text.startswith("please check")
