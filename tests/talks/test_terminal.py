"""A talk at the terminal: what is shown, what a button's number presses, and what is kept."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.serving import Gateway

from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, service
from assistant.replies.schemas import Option, TurnOut
from lab.talks.judge import TalkStanding
from lab.talks.play import Chat, NoSuchButtonError, Records, play, pressed
from lab.talks.schema import Before, LabelledTurn, See, Talk, read_talks
from lab.talks.terminal import Notebook, TalkBatch, Terminal, before_of, readable, shortened

OPTIONS = [Option(title="ثبت شود", choice="confirm"), Option(title="انصراف", choice="cancel")]
CARD = {
    "id": "passport-renewal",
    "title": "تمدید گذرنامه",
    "agency": {"id": "police_passport", "name": "پلیس گذرنامه"},
    "summary": "گذرنامه تازه",
    "audience": "همه",
    "documents": ["گذرنامه پیشین"],
    "steps": ["درخواست", "دریافت"],
    "fee": "۵۰۰ هزار تومان",
    "confidence": "high",
}


def answer(*replies: dict[str, Any], **about: str) -> TurnOut:
    return TurnOut.model_validate(
        {
            "turn_id": "t",
            "owner": "bot",
            "act": {"name": "ask_service", "confidence": 0.9},
            "about": about,
            "replies": replies,
        }
    )


def choices(text: str, **buttons: str) -> dict[str, Any]:
    options = [{"title": title, "choice": choice} for title, choice in buttons.items()]
    return {"kind": "choices", "text": text, "options": options}


def test_an_answer_is_shown_with_its_card_shortened_and_its_buttons_numbered() -> None:
    shown = readable(
        answer(
            {"kind": "text", "text": "پیدا شد."},
            {"kind": "service", "service": CARD},
            choices("دیگر چه؟", هزینه="ask", مدارک="human"),
        )
    )
    assert shown.splitlines() == [
        "پیدا شد.",
        "■ تمدید گذرنامه — پلیس گذرنامه",
        "  گذرنامه تازه",
        "  مدارک:",
        "    ۱. گذرنامه پیشین",
        "  مراحل:",
        "    ۱. درخواست",
        "    ۲. دریافت",
        "  هزینه: ۵۰۰ هزار تومان",
        "دیگر چه؟",
        "  #1 هزینه",
        "  #2 مدارک",
    ]


def test_other_replies_are_shown_too() -> None:
    line = {"kind": "line", "number": "115", "title": "اورژانس", "reason": "خطر جان"}
    assert readable(answer(line)) == "☎ ۱۱۵ اورژانس: خطر جان"
    assert readable(answer({"kind": "handoff", "state": "waiting"})) == "[waiting]"
    assert readable(answer()) == "(bot)"


def test_a_long_answer_is_shortened_to_a_line() -> None:
    long = answer({"kind": "text", "text": "بله\n" * 100})
    assert shortened(long, 7) == "بله بله…"
    assert shortened(None) == "no answer"


@pytest.mark.parametrize("text", ["#2", "# 2", " #۲ ", "انصراف"])
def test_a_button_is_pressed_by_number_or_title(text: str) -> None:
    assert pressed(text, OPTIONS) == OPTIONS[1]


def test_other_words_press_nothing() -> None:
    assert pressed("انصراف می‌دهم", OPTIONS) is None
    assert pressed("2", OPTIONS) is None


@pytest.mark.parametrize("text", ["#0", "#3"])
def test_a_button_that_is_not_there_is_refused(text: str) -> None:
    with pytest.raises(NoSuchButtonError):
        pressed(text, OPTIONS)


def test_what_stood_before_comes_from_the_memory() -> None:
    asked = Asked(kind=Open.CHOICE, options=(service("a"), service("b")))
    state = State(said="کدام؟").turned_to(service("a")).asking(asked)
    assert before_of(answer(choices("کدام؟")), TalkStanding(state)) == Before(
        said="کدام؟",
        asked="choice",
        focus="service:a",
        options=["service:a", "service:b"],
    )
    assert before_of(None, TalkStanding(State())) is None


@pytest.mark.parametrize(
    ("shown", "before"),
    [
        (
            answer(choices("کدام؟", الف="service:a", ب="service:b", هیچ="none")),
            Before(said="کدام؟", asked="choice", options=["service:a", "service:b"]),
        ),
        (
            answer(choices("ثبت شود؟", بله="confirm", شهر="edit:place", نه="cancel")),
            Before(said="ثبت شود؟", asked="confirm", focus="draft"),
        ),
        (
            answer(choices("چه شد؟", نه="cancel")),
            Before(said="چه شد؟", asked="description", focus="draft"),
        ),
        (
            answer({"kind": "service", "service": CARD}, service_id="a"),
            Before(said="تمدید گذرنامه: گذرنامه تازه", focus="service:a"),
        ),
    ],
)
def test_without_a_memory_it_is_read_off_the_answer(shown: TurnOut, before: Before) -> None:
    assert before_of(shown, None) == before


def test_a_notebook_grows_turn_by_turn_and_is_read_as_talks(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "mina.yml")
    first, second = LabelledTurn(say="سلام"), LabelledTurn(say="هزینه؟", before=Before(said="بله"))
    notebook.add({"one": first, "two": first})
    notebook.add({"one": second})
    assert list(read_talks(notebook.file)) == [
        Talk(talk="one", player="mina", turns=[first, second]),
        Talk(talk="two", player="mina", turns=[first]),
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["mina.yml"]


def test_a_new_talk_gets_a_name_of_its_own(tmp_path: Path) -> None:
    notebook = Notebook(tmp_path / "talks.yml", "mina")
    assert notebook.new_name() == "mina-01"
    notebook.add({"mina-02": LabelledTurn(say="سلام")})
    assert notebook.new_name() == "mina-03"


@pytest.fixture
async def records(gateway: Gateway) -> AsyncIterator[Records]:
    opened = Records(gateway.settings.database)
    yield opened
    await opened.close()


async def test_a_citizen_talks_at_the_terminal(
    http: httpx.AsyncClient, records: Records, tmp_path: Path
) -> None:
    typed, shown = iter(["سلام", "", "#99", "می‌خواهم شکایت کنم", "#1"]), list[str]()
    notebook = Notebook(tmp_path / "talks.yml")
    terminal = Terminal(lambda: _next(typed), shown.append, records, notebook)
    await terminal.converse(await Chat.begin(http))

    (talk,) = read_talks(notebook.file)
    assert [turn.before is None for turn in talk.turns] == [True, False, False]
    assert talk.turns[0].say == "سلام"
    assert f"#1 {talk.turns[2].say}" in shown[2]
    assert "there is no button #99" in shown[1]
    assert len(shown) == 4


async def test_a_player_goes_on_with_many_talks(http: httpx.AsyncClient, tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    messages = {"a": "سلام", "b": "می‌خواهم شکایت کنم"}
    said = await TalkBatch(http, file, None).say(messages)
    assert said == {name: LabelledTurn(say=text) for name, text in messages.items()}

    desk = TalkBatch(http, file, None)
    again = await desk.say({"b": "#1", "c": "#1"})
    assert isinstance(again["b"], LabelledTurn)
    assert again["b"].before is not None
    assert again["c"] == "there is no button #1, but 0 of them"
    assert set(desk.chats) == {"a", "b", "c"}


async def test_a_talk_is_played_and_judged(http: httpx.AsyncClient, records: Records) -> None:
    opens = LabelledTurn(say="می‌خواهم شکایت کنم", see=See(draft="open", kind="complaint"))
    wrong = LabelledTurn(say="انصراف", see=See(draft="open"))
    played = await play(Talk(talk="a", player="p", turns=[opens, wrong]), http, records)
    assert [len(turn.faults) for turn in played.turns] == [0, 1]


async def test_a_talk_without_an_answer_has_failed() -> None:
    async with httpx.AsyncClient(base_url="http://127.0.0.1:1", trust_env=False) as nobody:
        turn = LabelledTurn(say="سلام", see=See(none=True))
        played = await play(Talk(talk="a", player="p", turns=[turn]), nobody, None)
    assert [fault.kind for fault in played.turns[0].faults] == ["other"]


def _next(typed: Iterator[str]) -> str:
    try:
        return next(typed)
    except StopIteration:
        raise EOFError from None
