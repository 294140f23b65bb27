"""Personal data: what is found, what is left alone, and how it is masked."""

import time
import timeit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assistant.language.pii import LABELS, PLACEHOLDER, find_pii, mask

PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def with_check_digit(nine: str) -> str:
    """A valid national id from its first nine digits."""
    rest = sum(int(char) * (10 - i) for i, char in enumerate(nine)) % 11
    return nine + str(rest if rest < 2 else 11 - rest)


def with_luhn(fifteen: str) -> str:
    """A valid card number from its first fifteen digits."""
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(fifteen))
    return fifteen + str(-total % 10)


def sheba(rest: str) -> str:
    """IR and 24 digits with the right check, from the 22 that follow it."""
    return f"IR{98 - int(rest + '182700') % 97:02d}{rest}"


ID = with_check_digit("271828182")
CARD = with_luhn("603799712345678")
SHEBA = sheba("0170000000123456789012")

nine_digits = st.text("0123456789", min_size=9, max_size=9).filter(lambda d: len(set(d)) > 1)
scripts = st.sampled_from([{}, PERSIAN, ARABIC])


def found(text: str) -> list[tuple[str, str]]:
    """Type and text of everything found."""
    return [(span.type, text[span.start : span.end]) for span in find_pii(text)]


FINDINGS = [
    (f"کد ملی من {ID} است", [("national_id", ID)]),
    (f"کد ملی:{ID}، ممنون", [("national_id", ID)]),
    (f"{ID[:3]}-{ID[3:9]}-{ID[9]} کد ملیمه", [("national_id", f"{ID[:3]}-{ID[3:9]}-{ID[9]}")]),
    ("موبایلم 09123456789 هست", [("mobile", "09123456789")]),
    ("0912 345 67 89 زنگ بزنید", [("mobile", "0912 345 67 89")]),
    ("شماره: +98 912 345 6789.", [("mobile", "+98 912 345 6789")]),
    ("۰۹۳۵-۱۱۱۲۲۳۳ مال برادرمه", [("mobile", "۰۹۳۵-۱۱۱۲۲۳۳")]),
    ("00989351112233", [("mobile", "00989351112233")]),
    ("شماره همراهم 9123456780 هست", [("mobile", "9123456780")]),
    ("تلفن ۰۲۱-۸۸۷۷۶۶۵۵", [("landline", "۰۲۱-۸۸۷۷۶۶۵۵")]),
    ("(021) 8877 6655 جواب نمیده", [("landline", "(021) 8877 6655")]),
    ("+982188776655", [("landline", "+982188776655")]),
    ("تلفن خونه 88776655 قطعه", [("landline", "88776655")]),
    (f"شبا {SHEBA} هست", [("sheba", SHEBA)]),
    (f"شبام {SHEBA[2:]}", [("sheba", SHEBA[2:])]),
    (f"ir {' '.join(SHEBA[i : i + 4] for i in range(2, 26, 4))}",
     [("sheba", f"ir {' '.join(SHEBA[i : i + 4] for i in range(2, 26, 4))}")]),
    (f"کارتم {CARD[:4]}-{CARD[4:8]}-{CARD[8:12]}-{CARD[12:]} سوخته",
     [("card", f"{CARD[:4]}-{CARD[4:8]}-{CARD[8:12]}-{CARD[12:]}")]),
    ("کدپستی من ۱۹۶۹۸۳۳۱۱۴ است", [("postal_code", "۱۹۶۹۸۳۳۱۱۴")]),
    ("کد پستی 19698-33114", [("postal_code", "19698-33114")]),
    ("ماشین ۱۲ ب ۳۴۵ ایران ۶۷ پارک کرده", [("plate", "۱۲ ب ۳۴۵ ایران ۶۷")]),
    ("پلاک 45الف678-11", [("plate", "45الف678-11")]),
    ("گذرنامه A12345678 گم شد", [("passport", "A12345678")]),
    ("شماره پاسپورتم x 12345678", [("passport", "x 12345678")]),
    ("ایمیلم ali.rezaei@example.co.ir هست", [("email", "ali.rezaei@example.co.ir")]),
    ("متولد ۱۳۷۰/۰۵/۱۲ هستم", [("birth_date", "۱۳۷۰/۰۵/۱۲")]),
    ("تاریخ تولدم 12 مرداد 1370 است", [("birth_date", "12 مرداد 1370")]),
    ("۱۳۷۰/۵/۱۲ به دنیا اومدم", [("birth_date", "۱۳۷۰/۵/۱۲")]),
    (f"کد ملی {ID} و موبایل 09121112233",
     [("national_id", ID), ("mobile", "09121112233")]),
    (f"کد رهگیری 5566778899 کد ملی {ID}", [("national_id", ID)]),
    (f"شکایت دارم {ID} هستم", [("national_id", ID)]),
    (f"کارت ملی {ID[:3]} {ID[3:6]} {ID[6:]}", [("national_id", f"{ID[:3]} {ID[3:6]} {ID[6:]}")]),
    ("09121234567/09357654321", [("mobile", "09121234567"), ("mobile", "09357654321")]),
    ("(+98)9121234567", [("mobile", "(+98)9121234567")]),
    ("19698-33114", [("postal_code", "19698-33114")]),
    ("متولد ۱۹/۵/۱۹۹۶ و نوبت ۱۴۰۳/۱/۲", [("birth_date", "۱۹/۵/۱۹۹۶")]),
    ("ایران 11 - 345 س 12", [("plate", "ایران 11 - 345 س 12")]),
]  # fmt: skip

CLEAN = [
    "",
    "سلام خسته نباشید",
    "کد رهگیریم ۱۲۳۴۵۶۷۸۹۰ بود",
    f"کد رهگیری {ID} را پیگیری کنید",
    f"شماره پرونده {ID}",
    f"پرونده به شماره {ID} بسته شد",
    f"شکایت شماره {ID}",
    f"ref/{ID}",
    "شناسه ملی شرکت 10101234567",
    "شماره کنتور 12345678",
    f"شناسه قبض {ID} شناسه پرداخت {ID}",
    f"{ID} تومان واریز شد",
    "مبلغ 1,234,567,890 ریال",
    "1234567890",
    "سال ۱۴۰۳ و ۱۴۰۴ دو بار رفتم",
    "۱۲ نفر، ۳۴۵ روز، 67 درصد",
    "به ۱۲۸ و ۱۱۰ و 125 زنگ زدم",
    "نوبت ۱۴۰۳/۰۵/۱۲ ساعت 10:30",
    "تاریخ صدور ۱۳۹۹/۰۵/۱۲ است",
    "متولد سال ۱۳۷۰ هستم",
    "۲۰ و ۳۰۰ تومن و ۵۰",
    "1111111111",
    "6037997123456780",
    "IR000000000000000000000000",
    "https://example.ir/page/09123456789012",
    "کد AB-1234567-X",
    "12345678901234567890",
    "0912345678",
    "ماده ۱۲ بند ب ۳",
]


@pytest.mark.parametrize(("text", "expected"), FINDINGS, ids=range(len(FINDINGS)))
def test_finds_exactly(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", CLEAN, ids=range(len(CLEAN)))
def test_no_alarm(text: str) -> None:
    assert found(text) == []


@given(nine_digits, scripts)
def test_every_valid_national_id(nine: str, script: dict[int, str]) -> None:
    number = with_check_digit(nine).translate(script)
    assert found(f"کد ملی {number} است") == [("national_id", number)]


@given(nine_digits, st.integers(1, 9))
def test_a_wrong_check_digit_is_a_national_id_only_where_it_is_called_one(
    nine: str, shift: int
) -> None:
    assume(not nine.startswith(("0123456", "1234567")) and len(set(nine)) > 4)
    good = with_check_digit(nine)
    wrong = good[:9] + str((int(good[9]) + shift) % 10)
    assert found(f"کد ملی {wrong} است") == [("national_id", wrong)]
    assert found(f"کد رهگیری {wrong} است") == []
    assert ("national_id", wrong) not in found(wrong)


BROKEN = [
    "۰۹۱۲\u034f۳۴۵\u034f۶۷\u034f۸۹",
    "0\u064e9\u06501\u064f2345\u06516789",
    "0912\n3456789",
    "0912😀345🙏🏻6789",
    "0*9*1*2*3*4*5*6*7*8*9",
    "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣",
    "⓪⑨①②③④⑤⑥⑦⑧⑨",
    "O9l2345678O",
    "0912\u2062345\u20636789",
    "صفر نهصد و دوازده سیصد و چهل و پنج شصت و هفت هشتاد و نه",
    "صفر نه یک دو سه چهار پنج شش هفت هشت نه",
    "صفر ۹۱۲ سه تا پنج ۶۷۸۹",
    "sefr nohsado davazdah sisado chehelo panj shasto haft hashtado noh",
]


@pytest.mark.parametrize("typed", BROKEN, ids=range(len(BROKEN)))
def test_a_number_that_is_broken_or_spelled_is_found_as_it_was_typed(typed: str) -> None:
    assert found(f"موبایلم {typed} است") == [("mobile", typed)]
    assert mask(f"موبایلم {typed} است").text == "موبایلم [شماره همراه] است"


@given(st.text("0123456789", min_size=9, max_size=9), st.data())
def test_what_shows_nothing_hides_nothing(rest: str, data: st.DataObject) -> None:
    signs = data.draw(st.lists(st.sampled_from(["", "\u034f", "\u064e", "\u2062", "\ufe0f"]),
                               min_size=10, max_size=10))  # fmt: skip
    typed = "0" + "".join(sign + char for sign, char in zip(signs, "9" + rest, strict=True))
    assert found(f"موبایل {typed} است") == [("mobile", typed)]


NAMES_LEFT_ALONE = [
    "خیابان شهید رجایی و بیمارستان دکتر شریعتی",
    "امام رضا، حضرت زینب و شاهچراغ",
    "علی آباد کتول و حسین آباد",
    "مسکن مهر و کارت امید مادر",
    "به رضایت همسر نیاز دارد",
    "اسمم در سامانه نیست و نام پدر اشتباه است",
    "خانم دکتر گفت آقای مدیر نیست",
    "پدرم کشاورز است و مادرم ایرانی",
    "خیابان ولیعصر آسفالت ندارد، کوچه گلستان هم",
    "رمزم یادم رفته، رمز پویا هم نمی‌آید",
]


@pytest.mark.parametrize("text", NAMES_LEFT_ALONE)
def test_what_is_called_after_people_is_no_name(text: str) -> None:
    assert found(text) == []


@given(
    st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["0", "+98", "0098"]), scripts
)
def test_every_mobile(rest: str, start: str, script: dict[int, str]) -> None:
    number = f"{start}9{rest}".translate(script)
    assert found(f"شماره {number} منه") == [("mobile", number)]


@given(st.text("0123456789", min_size=22, max_size=22), st.sampled_from(["", " ", "-"]))
def test_every_sheba(rest: str, glue: str) -> None:
    number = sheba(rest)
    parts = glue.join(number[i : i + 4] for i in range(0, 26, 4))
    assert found(f"شبا {parts} است") == [("sheba", parts)]


@given(st.text("0123456789", min_size=9, max_size=9), st.sampled_from(["", " ", "-"]), scripts)
def test_every_card(rest: str, glue: str, script: dict[int, str]) -> None:
    number = with_luhn("603799" + rest)
    parts = glue.join(number[i : i + 4] for i in range(0, 16, 4)).translate(script)
    assert found(f"شماره کارت {parts} است") == [("card", parts)]


PARTS = [ID, CARD, SHEBA, "09123456789", "۱۳۷۰/۱/۲", "[کد ملی]", "a@b.ir", "۱۲ب۳۴۵۶۷", "A12345678"]
PARTS += [
    "کد ملی ",
    "کد پستی",
    "تولد ",
    "رهگیری ",
    "پلاک ",
    "گذرنامه",
    "تلفن ",
    "88776655",
    "0",
    " ",
]
messy = st.lists(st.sampled_from(PARTS), max_size=10).map("".join)
any_text = st.one_of(messy, st.text(max_size=80), st.text("0123456789۰۱ -+IRآبپ@./", max_size=60))


@given(any_text)
@settings(max_examples=600, deadline=None)
def test_spans_are_sorted_apart_and_in_the_text(text: str) -> None:
    spans = find_pii(text)
    ends = [0] + [span.end for span in spans]
    for span, end in zip(spans, ends, strict=False):
        assert end <= span.start < span.end <= len(text)
        assert span.type in LABELS
        assert text[span.start : span.end] == text[span.start : span.end].strip()


@given(any_text)
@settings(max_examples=600, deadline=None)
def test_a_mask_can_be_undone_and_hides_everything(text: str) -> None:
    masked = mask(text)
    for _, value in masked.values:
        assert value in text
    restored = masked.text
    for name, value in reversed(masked.values):
        assert PLACEHOLDER.fullmatch(name)
        restored = restored.replace(name, value)
    assert restored == text
    assert find_pii(masked.text) == []


def test_two_values_of_one_type_get_two_placeholders_and_a_repeated_one_the_same() -> None:
    masked = mask("09121111111 و 09122222222 و 09121111111")
    assert masked.text == "[شماره همراه] و [شماره همراه 2] و [شماره همراه]"
    assert masked.values == (("[شماره همراه]", "09121111111"), ("[شماره همراه 2]", "09122222222"))


def test_a_placeholder_in_the_text_is_not_taken_for_a_value() -> None:
    masked = mask("[ایمیل] a@b.ir")
    assert masked.text == "[ایمیل] [ایمیل 2]"


@pytest.mark.parametrize("text", ["9" * 2000, "1 " * 1000, "a@" * 1000, "12ب" * 600, "۱۲-" * 600])
def test_long_numbers_take_little_longer_than_a_plain_text(text: str) -> None:
    # Both in turn, since a busy machine slows everything; .17 s beside .03 where it is quiet.
    plain = ("دو هفته است که برای کارت ملی پسرم می‌روم و هنوز جواب نداده‌اند، چه کنم؟ " * 30)[:2000]
    times = [(_time_of(text), _time_of(plain)) for _ in range(4)]
    odd, usual = (min(column) for column in zip(*times, strict=True))
    assert odd < 12 * usual


def _time_of(text: str) -> float:
    return timeit.timeit(lambda: find_pii(text), time.thread_time, number=1)


@pytest.mark.parametrize(
    "text",
    ["شماره رسیدم ۴۸۲۹۱۳", "shomare residam 482913", "نامه به شماره ۱۲۳۴۵۶", "پرونده‌ام ۷۷۸۸۹۹ است"],
)
def test_the_number_of_a_receipt_a_letter_or_a_file_is_no_secret(text: str) -> None:
    assert not find_pii(text)


@pytest.mark.parametrize(
    "text",
    ["رمز رسیدم ۴۸۲۹۱۳", "رمز پرونده ۴۸۲۹۱۳", "رمز یکبار مصرفم ۴۸۲۹۱۳ بود", "کد تایید ۴۸۲۹۱۳ اومد"],
)
def test_what_is_called_a_pin_or_a_code_of_one_use_stays_hidden(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["secret"]
