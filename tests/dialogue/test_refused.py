"""What a message turns down by its name is not shown again; what only sounds so stays."""

import pytest

from assistant.dialogue.draft import Draft
from assistant.dialogue.refused import without_refused
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing, service
from assistant.language.repair import repair
from knowledge.catalogue import Catalogue


def by_title(catalogue: Catalogue, words: str) -> Thing:
    return next(
        service(id_) for id_, entry in catalogue.by_id.items() if words in entry.service.title
    )


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("انتقال دانش‌آموز", "نه دانش‌آموز چیه، پسرم سربازه میگم. انتقالی سربازی"),
        ("شکار و صید", "آقا پروانه شکار به من مربوط نیست. شیلات!"),
        ("شکار و صید", "نه پسرم من شکارچی نیستم تفنگ ندارم"),
        ("برق خورشیدی", "برق خورشیدی چیست آقا جان، ما همان گاز را گفتیم"),
        ("برق خورشیدی", "برق خورشیدی نمیخوام"),
    ],
)
def test_what_is_turned_down_by_its_name_is_gone(
    catalogue: Catalogue, title: str, text: str
) -> None:
    thing = by_title(catalogue, title)
    state = without_refused(State().turned_to(thing), repair(text).text, catalogue.by_id)
    assert state.focus is None
    assert thing in state.rejected


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("برق خورشیدی", "برق خورشیدی چیست؟"),
        ("برق خورشیدی", "قبض برق همراهم نیست چه کنم"),
        ("برق خورشیدی", "سند خانه به نامم نیست"),
        ("انتقال دانش‌آموز", "کارنامه‌اش آماده نیست، می‌شود بعدا بدهم؟"),
        ("شکار و صید", "دفترچه ندارم، کجا بگیرم؟"),
    ],
)
def test_what_only_asks_or_lacks_something_turns_nothing_down(
    catalogue: Catalogue, title: str, text: str
) -> None:
    state = State().turned_to(by_title(catalogue, title))
    assert without_refused(state, repair(text).text, catalogue.by_id) == state


def test_a_case_that_is_written_is_not_touched(catalogue: Catalogue) -> None:
    state = State().turned_to(by_title(catalogue, "برق خورشیدی")).drafting(Draft())
    assert without_refused(state, "برق خورشیدی نمی‌خواهم", catalogue.by_id) == state


def test_what_waits_beside_is_turned_down_too(catalogue: Catalogue) -> None:
    solar = by_title(catalogue, "برق خورشیدی")
    state = State().queueing(solar)
    assert solar in without_refused(state, "برق خورشیدی نمی‌خواهم", catalogue.by_id).rejected
