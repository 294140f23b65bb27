"""Whose a name is, by the words beside it."""

import pytest

from assistant.language.own_names import own_names


@pytest.mark.parametrize(
    "text",
    [
        "من پروین جعفری هستم از رفسنجان",
        "اسم من هم پروین جعفری است بنویسید",
        "اینجانب پروین جعفری فرزند حسین از درمانگاه شکایت دارم",
        "رسید نداد و گفت سیستم خراب است. پروین جعفری",
        "سه هفته است آب نداریم\nبا تشکر پروین جعفری",
    ],
)
def test_the_own_name_is_told_by_its_neighbours_or_signs(text: str) -> None:
    assert any("پروین جعفری" in name for name in own_names(text))


@pytest.mark.parametrize(
    "text",
    [
        "خانم حسینی کارمند ثبت احوال خیلی کمکم کرد",
        "آقای مرادی باجه ۳ جواب نداد و رفت",
        "می‌خواهم تشکر کنم از خانم حسینی",
        "در کوچه شهید رحیمی گودال کنده‌اند",
    ],
)
def test_the_name_of_a_clerk_or_a_street_is_not_the_writer_s(text: str) -> None:
    assert own_names(text) == []
