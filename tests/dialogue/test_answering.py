"""What is said to a text that was shown as it would be: yes, no, and one more change."""

import pytest

from assistant.dialogue.complaint.answering import agrees_first
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.state import State
from assistant.dialogue.turn import Rooms
from lab.talks.proposals import AnsweredProposal, PlayedProposal, Player

DRAFT = ("سه ماهه حقوقمو از بیمه ندادن", "۲ بار رفتم شعبه پنج گفتن سیستم قطعه", "رئیس سرم داد زد")
SHOWN = ("چهار ماهه حقوقمو از بیمه ندادن", *DRAFT[1:])


@pytest.fixture(scope="module")
def player(rooms: Rooms) -> Player:
    return Player(Dialogue(rooms), rooms.catalogue)


async def played(
    player: Player, answer: str, *, shown: tuple[str, ...] | None = SHOWN
) -> PlayedProposal:
    given = AnsweredProposal(DRAFT, "سه ماه نه چهار ماه", shown, answer, SHOWN, True, "")
    return await player.play(given)


@pytest.mark.parametrize("answer", ["دقیقا", "ایول خودشه", "احسنت", "are dorosteh", "آره والا"])
async def test_a_yes_in_any_words_takes_the_text(player: Player, answer: str) -> None:
    done = await played(player, answer)
    assert done.stands == SHOWN
    assert not done.waits


@pytest.mark.parametrize(
    "answer", ["نه!! به جای سه ماه بنویس چهار ماه", "نه، سه ماهه نیست چهار ماهه است"]
)
async def test_what_was_to_come_at_the_end_goes_with_a_no(player: Player, answer: str) -> None:
    done = await played(player, answer, shown=(*DRAFT, "چهار"))
    assert "چهار" not in done.stands
    assert done.stands == SHOWN or (done.stands == DRAFT and done.waits)


@pytest.mark.parametrize(
    "answer", ["نه", "خیر", "همون اولی درست بود", "بیخیال نمیخواد عوضش کنی", "نمیخوام عوض شه"]
)
async def test_a_no_keeps_the_text_and_the_case(player: Player, answer: str) -> None:
    done = await played(player, answer)
    assert done.stands == DRAFT
    assert not done.waits


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("بله درسته خط آخر رو هم بردار", SHOWN[:2]),
        ("آره خوبه اینم بنویس که سه بار زنگ زدم", (*SHOWN, "سه بار زنگ زدم")),
        ("آفرین همین. دو بار هم نبود پنج بار رفتم", (SHOWN[0], "پنج" + SHOWN[1][1:], SHOWN[2])),
    ],
)
async def test_a_yes_beside_one_more_change_takes_both(
    player: Player, answer: str, left: tuple[str, ...]
) -> None:
    done = await played(player, answer)
    assert (done.proposed or done.stands) == left


async def test_a_correction_puts_right_what_was_shown(player: Player) -> None:
    done = await played(player, "چهار ماه نه پنج ماهه")
    assert "پنج ماهه" in (done.proposed or done.stands)[0]
    assert "چهار" not in (done.proposed or done.stands)[0]


@pytest.mark.parametrize("between", ["این شکایت کی جواب میاد؟", "هوا چقد گرمه"])
async def test_the_text_waits_on_behind_something_else(player: Player, between: str) -> None:
    done = await played(player, between)
    assert done.stands == DRAFT
    assert done.proposed == SHOWN


def test_who_begins_with_no_takes_nothing(rooms: Rooms) -> None:
    heard = rooms.understander.understand("نه باشه ولی پنج ماهه", State())
    assert not agrees_first(heard)
