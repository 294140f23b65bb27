"""The wish that one's own name is not told, beside what else a message says of a case."""

import pytest
from support.understood import heard

from assistant.dialogue import words
from assistant.dialogue.decide import decide
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.policy.moves import Move
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.understand import Understander

DRAFT = Draft(
    parts=(Part(text="سه ساعت در صف بودم"),), agency="tavanir", city="کرج", province="البرز"
)
SHOWN = State().drafting(DRAFT).asking(Asked(kind=Open.CONFIRM))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("۲۲ شهریور بود. اسمم هم نباشه لطفا", "۲۲ شهریور بود"),
        ("80 na 60, esmam ham nabashe lotfan", "80 na 60"),
        ("اسمم رو نگید، شعبه دو بود", "شعبه دو بود"),
        ("اسمم نباشه، ثبت بشه؟", "ثبت بشه؟"),
        ("میدان آزادی نبود، اسم من معلوم نشه", "میدان آزادی نبود"),
        ("شعبه دو بود، نام خودم محرمانه بمونه", "شعبه دو بود"),
        ("شعبه دو بود، اسممو هم بنویس مشکلی نیست", ""),
        ("همسرم نه خواهرم. اسمم باشه عیب نداره", ""),
        ("شعبه دو بود. بی نام باشه لطفا", "شعبه دو بود"),
        ("اگه بی نام باشه از کجا بفهمن پول کیو بدن", ""),
        ("اسمم تو لیست یارانه نیومده و هیچکس جواب نمیده", ""),
        ("اسممو ننوشته بودن", ""),
        ("سه ساعت در صف بودم", ""),
    ],
)
def test_the_wish_is_told_apart_from_the_rest(text: str, rest: str) -> None:
    assert words.without_name_wish(text) == rest


@pytest.mark.parametrize("text", ["اسمم نباشه، ثبت بشه؟", "اسمم نیاد، ثبتش کنم؟"])
def test_a_question_beside_the_wish_files_nothing(understander: Understander, text: str) -> None:
    decision = decide(SHOWN, understander.understand(text, SHOWN))
    assert Move.CONFIRM not in (decision.move, decision.then and decision.then.move)


def test_who_is_afraid_is_heard_with_the_wish(understander: Understander) -> None:
    read = understander.understand("شعبه دو بود. اسمم مخفی بماند، می‌ترسم", SHOWN)
    assert words.has("fears", read.text)


@pytest.mark.parametrize(("does", "move"), [("cancel", Move.CANCEL), ("amend/secret", Move.SECRET)])
def test_who_gives_up_is_not_told_how_it_would_be_filed(does: str, move: Move) -> None:
    asked = heard("ولش کن کلا ثبت نکن", {does: 0.95}, is_unnamed=True)
    assert decide(SHOWN, asked).move is move


def test_who_surely_agrees_asks_nothing(understander: Understander) -> None:
    text = "تایید میکنم، ثبت بفرمایید"
    assert decide(SHOWN, understander.understand(text, SHOWN)).move is Move.CONFIRM


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("فقط چاله رو بنویس. اسم منم نباشه که فردا گیر ندن", "فقط چاله رو بنویس"),
        ("میبد یزد. اسممم نمیخام به اداره بدین", "میبد یزد"),
        ("افتاد توش. اسم من جایی نباشه. چند روزه جواب میدن؟", "افتاد توش. چند روزه جواب میدن؟"),
    ],
)
def test_the_reason_of_the_wish_goes_with_it_and_leaves_no_stop(text: str, rest: str) -> None:
    assert words.without_name_wish(text) == rest


@pytest.mark.parametrize("wish", ["اسمم نباشه", "اسممو نمیگم", "اسمم نمیخام به اداره بدین"])
def test_a_wish_beside_what_opens_a_case_leaves_its_words(
    understander: Understander, wish: str
) -> None:
    told = "از اداره برق قوچان شکایت دارم، روزی سه بار قطع میشه"
    found = understander.understand(f"{told}. {wish}", State())
    assert found.is_unnamed
    assert found.reading.masked == told
    assert decide(State(), found).move is Move.OPEN
