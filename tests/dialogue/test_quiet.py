"""Who is afraid, or tells of a bribe, has names and addresses hidden."""

import pytest
from support.understood import heard

from assistant.dialogue.complaint.fields import quieted
from assistant.dialogue.draft import Draft


@pytest.mark.parametrize(
    "text",
    [
        "محرمانه بماند",
        "فقط نفهمند که من گفتم",
        "اگر بفهمند کار من بوده اخراج می‌شوم",
        "کارمند از من رشوه خواست",
        "می‌ترسم بعداً تلافی کنند",
    ],
)
def test_fear_and_bribes_hide_names(text: str) -> None:
    assert quieted(Draft(), heard(text, {"edit/add": 0.9})).is_quiet


@pytest.mark.parametrize(
    "text",
    [
        "می‌ترسم بچه بیفتد توی چاله",
        "کارمند شعبه جواب نداد",
        "می‌خواهم از خانم حسینی تشکر کنم",
        "گفتند برو فردا بیا",
    ],
)
def test_other_fears_and_names_hide_nothing(text: str) -> None:
    assert not quieted(Draft(), heard(text, {"edit/add": 0.9})).is_quiet


def test_a_wish_to_stay_unnamed_hides_no_street() -> None:
    for text in ("اسمم نرود", "می‌خواهم ناشناس بمانم", "اسمم معلوم می‌شود؟"):
        assert not quieted(Draft(), heard(text, {"amend/secret": 0.9})).is_quiet


def test_what_is_quiet_stays_so_and_no_message_changes_nothing() -> None:
    assert quieted(Draft(is_quiet=True), heard("ثبت کن", {"confirm": 0.9})).is_quiet
    assert not quieted(Draft(), None).is_quiet
