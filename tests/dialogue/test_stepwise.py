"""Several corrections in one message, read one behind the other by the trained encoder."""

from collections.abc import Callable

import pytest

from assistant.dialogue.complaint.editing import Edited
from assistant.dialogue.complaint.stepwise import edited_by_steps
from assistant.dialogue.draft import Draft, Part
from knowledge.features.edits import OWN, EditEncoder, EditReading, Written


@pytest.fixture(scope="module")
def encoder() -> EditEncoder:
    return EditEncoder(OWN)


@pytest.fixture
def after(encoder: EditEncoder) -> Callable[[str, str], Edited]:
    def read(message: str, draft: Draft) -> EditReading:
        return encoder.read(message, Written(tuple(part.text for part in draft.parts)))

    def play(text: str, message: str) -> Edited:
        draft = Draft(parts=tuple(Part(text=line) for line in text.splitlines()))
        return edited_by_steps(draft, read(message, draft), message, "t1", read)

    return play


def newest(done: Edited) -> str:
    return "\n".join(part.text for part in done.proposed or done.draft.parts)


@pytest.mark.parametrize(
    ("text", "message", "come", "gone"),
    [
        (
            "مخابرات سرعت ۱۶ مگ میفروشه ۲ مگ میده قراردادم یک ساله ست",
            "۸ مگ میفروشه نه ۱۶ ، قرارداد شیش ماهه ست",
            ["۸ مگ", "۲ مگ", "شیش ماهه"],
            ["۱۶", "یک ساله"],
        ),
        (
            "۲۰ مهر کوچه رو کندن و سه روزه بازه",
            "۲۰ مهر نه ۱۲ مهر. سه روز هم نه پنج روز",
            ["۱۲ مهر"],
            ["۲۰ مهر"],
        ),
        (
            "مدرسه تا ۱۲ میلیون تومن ندی کارنامه نمیده",
            "مبلغ اشتباه شد ۱۵ میلیونه نه ۱۲",
            ["۱۵ میلیون تومن"],
            ["۱۲"],
        ),
    ],
)
def test_every_correction_is_made_in_the_text(
    after: Callable[[str, str], Edited], text: str, message: str, come: list[str], gone: list[str]
) -> None:
    shown = newest(after(text, message))
    assert [word for word in come if word not in shown] == []
    assert [word for word in gone if word in shown] == []


def test_what_has_no_place_is_noted_beside_what_has(after: Callable[[str, str], Edited]) -> None:
    done = after("۲۰ مهر [نشانی] رو کندن", "۲۰ مهر نه ۱۲ مهر. کوچه هم نرگس ۲ هست نه نرگس")
    assert "۱۲ مهر" in newest(done)


def test_a_name_takes_the_place_of_a_name(after: Callable[[str, str], Edited]) -> None:
    text = "برده بودم مرکز بهداشت، خانمی بود به اسم [نام] واقعا مهربان برخورد کرد"
    message = "[نام] را پاک کنید و [نام 2] بنویسید. ممکن است آن خانم [نام] دیگری هم آنجا باشد"
    shown = newest(after(text, message))
    assert "[نام 2]" in shown
    assert "دیگری" not in shown


def test_an_addition_that_quotes_comes_whole(after: Callable[[str, str], Edited]) -> None:
    more = "۱۲ شهریور رفتم مدرسه معاونش گفت یا پول بده یا برو جای دیگه خیلیم بی ادبی کرد"
    done = after("مدرسه ۴ میلیون پول زور گرفته رسیدم نداده", f"اینم اضافه کن {more}")
    assert newest(done).splitlines()[1:] == [more]


@pytest.mark.parametrize("message", ["این چیه نوشتی که فردا گیر ندن!", "باز که نوشتی فردا گیر ندن"])
def test_what_is_scolded_goes(after: Callable[[str, str], Edited], message: str) -> None:
    text = "شهرداری چاله کنده نوه ام افتاد پاش شکست. فردا گیر ندن"
    assert "گیر" not in newest(after(text, message))


def test_nothing_of_a_message_without_words_is_read(
    after: Callable[[str, str], Edited],
) -> None:
    assert newest(after("سه بار رفتم", "؟؟")) == "سه بار رفتم"


@pytest.mark.parametrize("order", ["اینم بذار که", "اینم بگو که", "اینم بنویس"])
def test_the_order_to_add_stays_out(after: Callable[[str, str], Edited], order: str) -> None:
    more = "مامور قطع گفت به من ربطی نداره"
    assert newest(after("سهم آب ما رو نداده قطع کردن", f"{order} {more}")).splitlines()[1:] == [
        more
    ]


def test_quoted_words_of_the_text_can_be_ordered_out(after: Callable[[str, str], Edited]) -> None:
    text = "ایرانسل بسته ۱۰۰ گیگ رو ۲ روزه تموم کرد\nپشتیبانی گفت خودت مصرف کردی"
    done = after(text, "گفت خودت مصرف کردی رو پاک کن بنویس پشتیبانی تلفنو قطع کرد روم")
    assert "خودت مصرف کردی" not in newest(done)
