"""Agencies, places, documents and tracking codes in repaired text."""

import time

import pytest

from assistant.language.gazetteer import Gazetteer, Mentions
from assistant.language.gazetteer_rules.folding import fold
from assistant.language.repair import repair
from knowledge.catalogue import load
from knowledge.gazetteer import is_stale


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.fixture(scope="module")
def understood(gazetteer):
    return lambda text: gazetteer.understand(repair(text).text)


@pytest.fixture(scope="module")
def catalogue():
    return load()


def letters(name):
    return fold(name).replace(" ", "")


def test_the_pattern_file_is_up_to_date():
    assert not is_stale(lambda text: repair(text).text)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("از اداره برق شکایت دارم", "tavanir"),
        ("شعبه ۲ تأمین اجتماعی ارومیه", "tamin"),
        ("تامین‌اجتماعی جواب نمیده", "tamin"),
        ("رفتم پلیس +۱۰", "police10"),
        ("پلیس ۱۰+ کجاست", "police10"),
        ("پلیس ده بسته بود", "police10"),
        ("پلیس فتا", "fata"),
        ("رفتم پلیس گفتن برو فردا", "police"),
        ("ممیز مالیاتی نیومد", "tax"),
        ("اداره دارایی مشهد", "tax"),
        ("ثبت‌احوال نیشابور", "sabteahval"),
        ("اداره ثبت احوال", "sabteahval"),
        ("اداره ثبت", "ssaa"),
        ("شهرداری منطقه ۵ تهران", "shahrdari_tehran"),
        ("شهرداری کرج", "shahrdari"),
        ("پست تبریز بسته‌م رو گم کرد", "post"),
        ("گاز شیراز قطعه", "nigc"),
        ("کنسولگری استانبول", "mfa"),
        ("شورای حل اختلاف", "shora"),
        ("خط ۱۹۵ رو گرفتم", "cra"),
        ("az edare bargh shekayat daram", "tavanir"),
    ],
)
def test_an_agency_is_known_by_its_everyday_name(understood, text, agency):
    assert understood(text).agency_ids == (agency,)


@pytest.mark.parametrize(
    "text",
    [
        "دنبال کار می‌گردم",
        "برق خونه‌مون رفته",
        "آب قطع شده",
        "گشت ارشاد",
        "جهاد دانشگاهی",
        "شورای شهر",
        "ثبت نام یارانه",
        "۱۲۴ هزار تومن دادم",
        "وکیلم نیومد",
        "",
        "سلام",
    ],
)
def test_an_everyday_word_is_no_agency(understood, text):
    assert understood(text).agency_ids == ()


@pytest.mark.parametrize(
    ("text", "province", "city"),
    [
        ("تو تهران", "تهران", "تهران"),
        ("از تهرون اومدم", "تهران", "تهران"),
        ("استان تهران", "تهران", None),
        ("اداره کل استان فارس", "فارس", None),
        ("استان مرکزی", "مرکزی", None),
        ("تو البرز", "البرز", None),
        ("من کرجم", "البرز", "کرج"),
        ("من خویم", "آذربایجان غربی", "خوی"),
        ("سبزواریم", "خراسان رضوی", "سبزوار"),
        ("بم زندگی می‌کنیم", "کرمان", "بم"),
        ("بیمه یزد", "یزد", "یزد"),
        ("چابهار", "سیستان و بلوچستان", "چابهار"),
        ("گلستان", "گلستان", None),
        ("شهر گلستان", "تهران", "گلستان"),
        ("تأمین اجتماعی ارومیه", "آذربایجان غربی", "ارومیه"),
        ("خرم‌آباد", "لرستان", "خرم‌آباد"),
        ("خرم آباد تنکابن", "مازندران", "خرم‌آباد"),
        ("مهاباد", None, "مهاباد"),
        ("شهر حسن آباد", None, "حسن‌آباد"),
        ("مهاباد استان آذربایجان غربی", "آذربایجان غربی", "مهاباد"),
        ("شهر قدس", "تهران", "قدس"),
        ("رباط کریم", "تهران", "رباط‌کریم"),
        ("قائمشهر", "مازندران", "قائم‌شهر"),
        ("شهرستان ساوه", "مرکزی", "ساوه"),
        ("فردیس", "البرز", "فردیس"),
        ("شهر بهار", "همدان", "بهار"),
        ("شهرداری تهران", "تهران", "تهران"),
        ("کهگیلویه و بویراحمد", "کهگیلویه و بویراحمد", None),
        ("چارمحال بختیاری", "چهارمحال و بختیاری", None),
        ("نور", "مازندران", "نور"),
        ("شهرداری بهار", "همدان", "بهار"),
        ("بنیاد شهید سبزوار جواب نمی‌دهد", "خراسان رضوی", "سبزوار"),
        ("شهرش تفته", "یزد", "تفت"),
        ("صومعه سراست", "گیلان", "صومعه‌سرا"),
    ],
)
def test_a_city_implies_its_province(understood, text, province, city):
    found = understood(text)
    assert (found.province, found.city) == (province, city)


@pytest.mark.parametrize(
    "text",
    [
        "نور چشمم",
        "از شنبه تا حالا",
        "خلیج فارس",
        "بهار میرم",
        "از بهار تا حالا",
        "لباس مجلسی",
        "کارت مهر نخورده",
        "آقای شهریار نبود",
        "خیابون شیراز",
        "شیرازی هستم",
        "پول ندارم",
        "پول",
        "درود",
        "رشتم مدیریته",
        "هوا خیلی گرمه",
        "اهرم فشار",
        "گلگیر ماشین",
        "در میان مردم",
        "سرباز فراری",
        "سفارت ایران در استانبول",
        "بانک مرکزی",
    ],
)
def test_an_everyday_word_is_no_place(understood, text):
    found = understood(text)
    assert (found.province, found.city, found.county) == (None, None, None)


def test_the_place_of_the_office_leads(understood):
    found = understood("از ملایر اومدم اداره کار همدان")
    assert (found.province, found.city) == ("همدان", "همدان")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("کد 7K9MABCD رو پیگیری کن", ("7K9MABCD",)),
        ("۷k9m-abcd", ("7K9MABCD",)),
        ("کد رهگیریم KMNPQRST", ("KMNPQRST",)),
        ("7K9M ABCD کد منه", ()),
        ("کدم 7K9M ABCD", ("7K9MABCD",)),
        ("salam bardasht kardam", ()),
        ("کد ملی 1234567891", ()),
        ("a@7k9mabcd.ir", ()),
        ("مبلغ 23456789 ریال", ()),
    ],
)
def test_tracking_codes_by_their_shape(gazetteer, text, codes):
    assert gazetteer.understand(text).tracking_codes == codes


def test_found_names_are_where_they_stand(gazetteer):
    text = "برای گذرنامه از پلیس گذرنامه کرج کد 7K9MABCD گرفتم"
    found = gazetteer.find(text)
    assert [(f.label, text[f.start : f.end], f.id) for f in found] == [
        ("document", "گذرنامه", "گذرنامه"),
        ("agency", "پلیس گذرنامه", "police_passport"),
        ("city", "کرج", "کرج"),
        ("tracking_code", "7K9MABCD", "7K9MABCD"),
    ]


def test_every_agency_is_found_by_its_full_name(gazetteer, catalogue):
    missing = [
        agency.id
        for agency in catalogue.agencies.values()
        if agency.id not in gazetteer.understand(repair(agency.name).text).agency_ids
    ]
    assert missing == []


def test_every_city_is_found_when_it_is_called_one(gazetteer, catalogue):
    # «شهر آباد» and «شهر امام …» are cities' names themselves; the others are short for another.
    taken = {"آباد", "امام حسن", "امام‌شهر", "اسلام‌آباد", "علی‌آباد", "درود"}
    cities = {c for p in catalogue.provinces for county in p.counties for c in county.cities}
    for city in cities - taken:
        found = gazetteer.understand(repair(f"شهر {city}").text).city
        assert found is not None
        assert letters(found) == letters(city)


def test_every_province_is_found_when_it_is_called_one(gazetteer, catalogue):
    for province in catalogue.provinces:
        found = gazetteer.understand(repair(f"استان {province.name}").text)
        assert found.province == province.name


def test_nothing_is_found_in_nothing(gazetteer):
    assert gazetteer.find("") == []
    assert gazetteer.understand(" \u200c،") == Mentions()


def test_a_message_takes_less_than_a_millisecond(gazetteer):
    text = "می‌خواهم از تهران بروم شیراز برای گواهینامه پایه دوم از اداره راهنمایی و رانندگی " * 2
    gazetteer.understand(text)
    started = time.thread_time()
    for _ in range(100):
        gazetteer.understand(text)
    assert (time.thread_time() - started) / 100 < 0.001


def test_a_long_text_is_read_in_bounded_time(gazetteer):
    started = time.thread_time()
    gazetteer.understand("تهران " * 5000)
    assert time.thread_time() - started < 1
