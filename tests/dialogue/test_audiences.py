"""Facts that hold only abroad, or in one province."""

import pytest

from assistant.dialogue.audiences import holds_for, is_elsewhere
from assistant.dialogue.facts import FactQuery
from knowledge.facts import Fact

ABROAD = Fact("who", "با وکالت می‌شود.", audience="ایرانیان خارج از کشور")
PROVINCE = Fact("where", "در اهواز است.", audience="استان خوزستان")
GROUP = Fact("who", "رضایت شوهر لازم است.", audience="زن متأهل")


@pytest.mark.parametrize(
    ("fact", "text", "before", "is_away"),
    [
        (ABROAD, "خانمم می‌تواند برود؟", "", True),
        (ABROAD, "خانمم می‌تواند برود؟", "خارج از کشور هستم", False),
        (ABROAD, "در آلمان هستم، می‌شود؟", "", False),
        (PROVINCE, "کجا باید بروم؟", "", True),
        (PROVINCE, "کجا باید بروم؟", "زاهدان هستم", True),
        (PROVINCE, "کجا باید بروم؟", "از اهواز پیام می‌دهم", False),
        (GROUP, "پدرش باید بیاید؟", "", False),
        (Fact("who", "هر کسی می‌تواند."), "می‌توانم؟", "", False),
    ],
)
def test_what_holds_elsewhere_is_told_from_the_rest(
    fact: Fact, text: str, before: str, is_away: bool
) -> None:
    assert is_elsewhere(fact, FactQuery(text, before=before)) is is_away


def test_what_holds_for_a_group_is_for_whom_is_spoken_of() -> None:
    assert not holds_for(GROUP, FactQuery("پدرش باید بیاید؟"))
    assert holds_for(GROUP, FactQuery("زن متأهلم، چه لازم دارم؟"))
