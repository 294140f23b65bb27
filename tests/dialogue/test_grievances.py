"""A grievance about an office opens a case, or is taken up by the message that puts it right."""

import pytest

from assistant.dialogue.decide import decide
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.policy.moves import Move
from assistant.dialogue.policy.openings import is_clear_grievance
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn, Rooms, TurnOutcome
from assistant.dialogue.understand import Understander
from assistant.replies.schemas import ChoicesReply

BRIDGE = "شهرداری پلدختر پل جاده روستامونو بعد سیل درست نکرده سه ساله"


async def talk(rooms: Rooms, *messages: str) -> TurnOutcome:
    """The last answer of a talk."""
    dialogue, state = Dialogue(rooms), State()
    for text in messages:
        heard = dialogue.hear(text, state)
        outcome = await dialogue.respond(OpenTurn("t", "c", text, state, heard))
        state = outcome.state
    return outcome


@pytest.mark.parametrize(
    "text",
    [
        BRIDGE,
        "شهرداری کرج زباله‌ها رو سه هفته‌ست جمع نکرده کل محل بو گرفته",
        "آسفالت کوچه رو بعد حفاری ول کردن رفتن پنج ماهه شهرداری زنجان جواب نمیده",
    ],
)
async def test_what_an_office_failed_to_do_opens_a_case(rooms: Rooms, text: str) -> None:
    draft = (await talk(rooms, text)).state.draft
    assert draft is not None
    assert draft.agency == "shahrdari"


@pytest.mark.parametrize(
    "text",
    [
        "برق محله ما قطعه",
        "آب خونمون از صبح قطع شده",
        "شهرداری مجوز ساخت میده؟",
        "تامین اجتماعی سابقه بیمه منو کجا میتونم ببینم",
        "از شهرداری نامه گرفتم برای جواز",
        "شهرداری سم پاشی نمیکنه؟ تو جوب پره",
    ],
)
def test_a_report_and_a_question_are_no_grievance(understander: Understander, text: str) -> None:
    heard = understander.understand(text, State())
    assert not is_clear_grievance(heard)
    assert decide(State(), heard).move not in (Move.OPEN, Move.OPEN_TOLD)


async def test_a_line_for_a_grievance_has_the_button_for_a_complaint(rooms: Rooms) -> None:
    answer = await talk(rooms, "جاده ایذه پر چاله‌ست هر هفته تصادف میشه اداره راه هیچ کاری نمیکنه")
    choices = [one for one in answer.replies if isinstance(one, ChoicesReply)]
    assert "complain" in [option.choice for one in choices for option in one.options]


async def test_who_adds_to_a_grievance_writes_it(rooms: Rooms) -> None:
    first = "جاده ایذه پر چاله‌ست هر هفته تصادف میشه اداره راه هیچ کاری نمیکنه"
    draft = (await talk(rooms, first, "یادم رفت بگم پریروز یه مینی بوس چپ کرد")).state.draft
    assert draft is not None
    assert "چاله" in draft.description
    assert "مینی بوس" in draft.description
    assert "یادم رفت" not in draft.description


async def test_who_puts_a_grievance_right_writes_it_as_it_is_right(rooms: Rooms) -> None:
    first = "تو شهریار هر شب از ساعت ۹ تا ۱۱ برق محله ما قطع میشه و هیچکی جواب نمیده"
    draft = (await talk(rooms, first, "شهریار نیست ملارده اشتباه گفتم")).state.draft
    assert draft is not None
    assert (draft.agency, draft.city) == ("tavanir", "ملارد")
    assert "ملارد" in draft.description
    assert "شهریار" not in draft.description


@pytest.mark.parametrize(
    "told",
    [
        ("برق محله ما قطعه", "نه نارمک نه، نظام آباد"),
        ("پاسپورتم گم شده چیکار کنم", "ثبت احوال نه پلیس"),
        ("میخوام کارت ملی بگیرم", "شیراز نه، تهران"),
    ],
)
async def test_what_is_no_grievance_is_never_taken_up(rooms: Rooms, told: tuple[str, ...]) -> None:
    assert (await talk(rooms, *told)).state.draft is None


async def test_thanks_change_nothing(rooms: Rooms) -> None:
    answer = await talk(rooms, BRIDGE, "چی شد الان؟ آها باشه. دستت درد نکنه")
    assert answer.state.draft is not None
    assert answer.state.draft.description == BRIDGE


async def test_the_wrong_office_is_not_accused(rooms: Rooms) -> None:
    draft = (await talk(rooms, BRIDGE, "شکایتم از اداره راهه ها نه شهرداری")).state.draft
    assert draft is not None
    assert draft.agency == "mrud"
    assert draft.description.startswith("اداره راه پلدختر")


async def test_each_of_several_things_is_put_right(rooms: Rooms) -> None:
    first = "اداره برق اهواز دو روزه برقمونو قطع کرده کسی جواب نمیده"
    answer = await talk(rooms, first, "اهواز نه کوت عبدالله، سه روزه نه دو روز، اسمم هم نباشه")
    draft = answer.state.draft
    assert draft is not None
    assert draft.city == "کوت عبدالله"
    assert draft.newest == first.replace("اهواز", "کوت عبدالله").replace("دو روز", "سه روز")
    assert "بی‌نام" in "\n".join(getattr(one, "text", "") for one in answer.replies)


async def test_a_number_comes_beside_its_own_word(rooms: Rooms) -> None:
    first = "من یک پیرمرد بازنشسته‌ام از تامین اجتماعی کاشان شکایت دارم رفتم شعبه یک جواب ندادند"
    draft = (await talk(rooms, first, "شعبه دو بود نه یک")).state.draft
    assert draft is not None
    assert "یک پیرمرد" in draft.newest
    assert "شعبه دو" in draft.newest
