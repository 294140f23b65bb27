"""A citizen's own name is found however it is typed, and words that are no name stay."""

import pytest

from assistant.cases.masking import masked

NAME = "پروانه سیمرغی‌زاده"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("من پروانه سیمرغی‌زاده هستم، جواب ندادند", "من [نام] هستم، جواب ندادند"),
        ("من پروانه  سيمرغي زاده هستم", "من [نام] هستم"),
        ("سیمرغی زاده‌ام، مشترک شما", "[نام]‌ام، مشترک شما"),
        ("خانم سیمرغی‌زاده، انشعاب وصل شد", "خانم [نام]، انشعاب وصل شد"),
        ("پروانهٔ کسب را ندادند", "پروانهٔ کسب را ندادند"),
        ("سیمرغ و زاده دو واژه‌اند", "سیمرغ و زاده دو واژه‌اند"),
        ("شماره‌ام 09121234567 است", "شماره‌ام [شماره همراه] است"),
    ],
)
def test_the_name_is_hidden_and_nothing_else(text: str, shown: str) -> None:
    assert masked(text, [NAME, None]) == shown


@pytest.mark.parametrize("name", ["", " ", "ع", "آ ب", "‌", "(", "علی ("])
def test_what_is_too_short_for_a_name_hides_nothing(name: str) -> None:
    text = "آب و برق علی را ( وصل نکردند"
    assert masked(text, [name]) == text


def test_a_name_that_nobody_gave_is_hidden_too() -> None:
    assert masked(f"من {NAME} هستم", []) == "من [نام] هستم"
