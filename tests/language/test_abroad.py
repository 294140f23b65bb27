"""Countries and cities abroad, as people name them."""

import pytest

from assistant.language.abroad import named_abroad


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("سفارت ایران در دانمارک جواب تلفن نمی‌دهد", "دانمارک"),
        ("کنسولگری ایران تو استانبول نوبت نمی‌ده", "استانبول"),
        ("سفارت ایران در امارات متحدهٔ عربی", "امارات متحده عربی"),
        ("سفارت ایران تو امارات خیلی معطل می‌کند", "امارات"),
        ("سفارتخانه کشور ترکیه", "ترکیه"),
        ("نمایندگی ایران در سری‌لانکا", "سری لانکا"),
    ],
)
def test_a_place_abroad_is_found(text: str, name: str) -> None:
    assert named_abroad(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "سفارت ایران جواب نمی‌دهد",
        "بخش مالی سفارت بسته بود",
        "در هندسه ضعیف است",
        "در تهران، ایران",
        "",
    ],
)
def test_what_is_no_place_abroad_is_none(text: str) -> None:
    assert named_abroad(text) is None
