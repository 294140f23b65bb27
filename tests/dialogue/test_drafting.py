"""Writing a case: what messages give to it, take back, add and remove, and the words of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import pytest
from support.typed import as_typed
from support.understood import edits_of, heard, ranked, reading

from assistant.cases.codes import codes_in, new_code
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue import words
from assistant.dialogue.complaint.corrections import of_same_agency, puts_right
from assistant.dialogue.complaint.draft_changes import place_words
from assistant.dialogue.complaint.drafting import Drafting
from assistant.dialogue.complaint.editing import MOST_CHARACTERS
from assistant.dialogue.complaint.fields import ALONE
from assistant.dialogue.complaint.questions import formal_version, summary
from assistant.dialogue.complaint.reading import DraftReader, Given
from assistant.dialogue.complaint.telling import part_of, points_back, tells_something
from assistant.dialogue.complaint.topics import topic_named
from assistant.dialogue.draft import Draft, Offer, Part
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.sentences import wordings
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.dialogue.understood import Understanding
from assistant.language.digits import persian_digits
from assistant.language.pii import mask
from assistant.replies.schemas import ChoicesReply, TextReply
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue

TOLD = "سه بار رفتم. هر بار گفتند فردا بیا! رئیس هم سرم داد زد."
DRAFT = Draft(parts=(Part(text=TOLD, turn="t1"),))
WHOLE = DRAFT.model_copy(update={"agency": "abfa", "province": "قم", "city": "قم"})


def asking(kind: Open, draft: Draft = DRAFT) -> State:
    return State().drafting(draft).asking(Asked(kind=kind))


# Reading

ANSWERS = {"edit/answer": 1.0}


class Give(Protocol):
    """Reads what a message gives, with these names in it."""

    def __call__(self, text: str, state: State, **names: Sequence[str]) -> Given: ...


@pytest.fixture(scope="module")
def draft_reader(reader: Reader) -> DraftReader:
    return DraftReader(reader)


@pytest.fixture
def given_by(reader: Reader, draft_reader: DraftReader) -> Give:
    def give(text: str, state: State, **names: Sequence[str]) -> Given:
        return draft_reader.given(said(reader, text, state, **names), state)

    return give


def said(
    reader: Reader,
    text: str,
    state: State,
    after: Sequence[str] | None = None,
    commands: Mapping[str, float] = ANSWERS,
    pieces: Mapping[str, str] | None = None,
    **names: Sequence[str],
) -> Understanding:
    """A message that leads from the text of `state` to `after`, and has these names in it."""
    masked = mask(text).text
    lines = lines_of(state)
    edits = edits_of(text, lines, lines if after is None else after, **names)
    return heard(text, commands, read=reader.read(masked), pieces=pieces, edits=edits)


def lines_of(state: State) -> list[str]:
    return [part.text for part in (state.draft.parts if state.draft else ())]


@pytest.mark.parametrize("text", ["", "یک جمله", "۳.۵ میلیون. بس است؟", TOLD, "الف\n\nب\n"])
def test_pieces_stand_in_their_text(text: str) -> None:
    found = words.pieces(text)
    assert all(one and one == one.strip() and one in text for one in found)
    told = re.findall(r"\w+", " ".join(found))
    assert told == re.findall(r"\w+", text)


def telling(text: str, told: str, before: Sequence[str] = ()) -> Understanding:
    """A message of which `told` belongs into the text."""
    edits = edits_of(text, before, [*before, mask(told).text])
    return heard(text, {"edit/add": 1.0}, edits=edits)


def test_what_is_said_to_the_assistant_is_no_part_of_the_description() -> None:
    raw = "سه بار رفتم. ممنون از شما. رئیس هم نبود"
    part = part_of("t9", telling(raw, "سه بار رفتم رئیس هم نبود"))
    assert words.pieces(part.text) == ["سه بار رفتم", "رئیس هم نبود"]
    assert part.turn == "t9"
    assert as_typed(raw, part) == part.text


def test_a_question_beside_what_is_added_to_a_filed_case_is_not_sent_along() -> None:
    raw = "بنویس رسید هم نداد. کی جواب می‌دهند؟"
    part = part_of(None, telling(raw, "رسید هم نداد", [TOLD]))
    assert as_typed(raw, part) == part.text == "رسید هم نداد"


def test_a_message_that_only_tells_is_taken_whole() -> None:
    assert part_of("t1", telling(TOLD, TOLD)) == Part(text=TOLD.rstrip("."), turn="t1")
    assert part_of(None, telling(TOLD, TOLD)) == Part(text=TOLD.rstrip("."))


def test_a_message_that_tells_nothing_or_is_not_read_gives_no_words() -> None:
    for unread in (telling(TOLD, ""), heard(TOLD, {"edit/add": 1.0})):
        assert part_of("t1", unread) == Part(text="", turn="t1")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("اینم بنویس رسید هم نداد", "رسید هم نداد"),
        ("رسید هم نداد اضافه کن", "رسید هم نداد"),
        ("سه بار رفتم. اینم بنویسید: رئیس هم نبود", "سه بار رفتم\nرئیس هم نبود"),
        ("سه بار رفتم. رئیس نبود!", "سه بار رفتم. رئیس نبود!"),
    ],
)
def test_what_asks_for_writing_is_not_written(raw: str, told: str) -> None:
    text = told.rstrip("!")
    assert part_of("t1", telling(raw, told.replace("\n", " "))) == Part(text=text, turn="t1")


PHONE, OTHER_PHONE, EMAIL = "۰۹۱۲۱۲۳۴۵۶۷", "09351234567", "ali.reza@example.com"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (f"به {EMAIL} نوشتم. جواب ندادند. کارمند فحش داد", ""),
        (
            f"اینم بنویس {PHONE} زنگ زدن بعد از {OTHER_PHONE} و باز {PHONE}",
            f"{PHONE} زنگ زدن بعد از {OTHER_PHONE} و باز {PHONE}",
        ),
        (f"ممنون از شما. شماره‌ام {PHONE} است", f"شماره‌ام {PHONE} است"),
        (f"نوشته بود [شماره همراه] یعنی {PHONE}", ""),
        (TOLD, ""),
    ],
)
def test_what_is_hidden_is_put_back_as_it_was_typed(raw: str, told: str) -> None:
    masked = mask(raw).text
    hidden = masked[masked.index("بنویس") + 6 :] if "بنویس" in raw else mask(told).text
    part = part_of("t1", telling(raw, hidden or masked))
    for value in (PHONE, OTHER_PHONE, EMAIL):
        assert value not in part.text
        assert as_typed(raw, part).count(value) == raw.count(value)
    assert as_typed(raw, part) == (told or raw).rstrip(".")


async def test_a_text_of_which_all_would_go_is_not_lost(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, "همه را بردار", [])
    assert speech.state.draft.parts == WHOLE.parts
    assert TextReply(text=wordings("not_the_whole")[0]) in speech.replies
    (asked,) = [one for one in speech.replies if isinstance(one, ChoicesReply)]
    assert asked.text.startswith(tuple(wordings("summary_again"))), "it does not call it changed"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("از شهرداری قم شکایت دارم", False),
        ("شکایت دارم", False),
        ("می‌خواهم شکایت ثبت کنم", False),
        ("می‌خواهم از یک اداره شکایت کنم", False),
        ("تامین اجتماعی", False),
        ("سه ماه پرونده‌ام را نگه داشته‌اند", True),
        ("تامین اجتماعی شعبه ۱", True),
        ("کد مرسوله ۲۴۵۸۱", True),
        ("کد ۲۴", False),
    ],
)
def test_names_and_the_wish_to_complain_tell_nothing_yet(text: str, tells: bool) -> None:
    assert tells_something(reading(text)) == tells


def test_who_points_back_means_whom_the_talk_was_about() -> None:
    assert points_back("از همین اداره شاکی‌ام")
    assert not points_back("همین دیروز پمپ بنزین کم فروخت")
    assert not points_back("از شهرداری شاکی‌ام")


def test_agency_and_place_are_given_together(given_by: Give) -> None:
    for kind in (Open.AGENCY, Open.PLACE, Open.CONFIRM):
        found = given_by("شهرداری تبریز", asking(kind), agency=["شهرداری"], place=["تبریز"])
        assert (found.agency, found.place) == ("shahrdari", ("آذربایجان شرقی", "تبریز"))


def test_names_that_are_not_said_of_the_case_give_nothing(given_by: Give) -> None:
    text = "پسرم در تبریز از شهرداری پرسید"
    assert given_by(text, asking(Open.CONFIRM, WHOLE)).is_empty


def test_where_a_case_begins_the_town_that_is_named_is_the_place(given_by: Give) -> None:
    found = given_by("پسرم در تبریز از شهرداری پرسید", State())
    assert (found.agency, found.place) == (None, ("آذربایجان شرقی", "تبریز"))


def test_a_place_of_several_names_is_one_place(given_by: Give) -> None:
    found = given_by("در استان البرز، شهر کرج", State(), place=["البرز", "کرج"])
    assert found.place == ("البرز", "کرج")


@pytest.mark.parametrize("text", ["ارومیه نه، تبریز", "ارومیه نیست تبریز است", "تبریز، نه ارومیه"])
def test_a_place_that_is_taken_back_does_not_count(given_by: Give, text: str) -> None:
    draft = WHOLE.model_copy(update={"province": "آذربایجان غربی", "city": "ارومیه"})
    found = given_by(text, asking(Open.CONFIRM, draft), place=["تبریز"])
    assert found.place == ("آذربایجان شرقی", "تبریز")


def test_an_agency_that_is_taken_back_does_not_count(given_by: Give) -> None:
    text = "تامین اجتماعی نه، شهرداری"
    found = given_by(text, asking(Open.CONFIRM, WHOLE), agency=["شهرداری"])
    assert found.agency == "shahrdari"


def test_a_bare_name_is_an_agency_only_where_one_is_asked_for(given_by: Give) -> None:
    assert given_by("کشاورزی", asking(Open.AGENCY)).agency == "maj"
    assert given_by("کشاورزی", asking(Open.PLACE)).agency is None


def test_who_does_not_know_the_agency_leaves_it_to_the_desk(given_by: Give) -> None:
    assert given_by("نمی‌دانم", asking(Open.AGENCY)).agency == TRIAGE_AGENCY
    assert given_by("نمی‌دانم", asking(Open.PLACE)) == Given(no_place=True)
    assert given_by("نمی‌دانم", asking(Open.CONFIRM)).is_empty


@pytest.mark.parametrize(
    ("text", "misses", "place"),
    [
        ("گل‌سفید", 0, "گل‌سفید"),
        ("روستای گل سفید بالا", 0, "روستای گل سفید بالا"),
        ("گل سفید سر کوه", 0, None),
        ("گل سفید سر کوه", 1, "گل سفید سر کوه"),
        ("در دانمارک", 0, "دانمارک"),
        ("؟؟", 0, None),
    ],
)
def test_a_place_that_no_list_has_is_taken_as_it_is(
    given_by: Give, text: str, misses: int, place: str | None
) -> None:
    state = asking(Open.PLACE).model_copy(update={"misses": misses})
    found = given_by(text, state)
    assert found.place == (("", place) if place else None)
    assert given_by(text, asking(Open.CONFIRM)).place is None


def test_the_country_of_an_embassy_is_its_place(given_by: Give) -> None:
    text = "سفارت ایران در دانمارک"
    found = given_by(text, asking(Open.PLACE), agency=["سفارت ایران"])
    assert (found.agency, found.place) == ("mfa", ("", "دانمارک"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("شکایت نه، تقدیر", "praise"),
        ("نوعش پیشنهاد باشد", "suggestion"),
        ("شکایت نه، انتقاد", "criticism"),
        ("این شکایت نیست، انتقاده", "criticism"),
        ("شکایت نزن انتقاد بزن", "criticism"),
        ("انتقاد نیست، شکایت است", "complaint"),
        ("شکایت دارم", None),
        ("شهر قم", None),
    ],
)
def test_another_kind_is_given_only_where_a_change_is_wanted(
    given_by: Give, text: str, kind: str | None
) -> None:
    assert given_by(text, asking(Open.CONFIRM, WHOLE)).kind == kind
    assert given_by(text, State()).kind is None


@pytest.mark.parametrize(
    ("text", "tells", "city"),
    [
        ("شهرش تبریزه", "", "تبریز"),
        ("تبریز", "", "تبریز"),
        ("قم نه، تبریز", "", "تبریز"),
        ("قم نه، تبریز، دو بار هم رفتم", "دو بار هم رفتم", "تبریز"),
        ("شهرش تبریز است. دو بار هم رفتم", "دو بار هم رفتم", "تبریز"),
        ("پارسال هم از تبریز آمدم", "پارسال هم از تبریز آمدم", None),
    ],
)
def test_a_place_is_put_right_but_a_story_in_which_one_comes_changes_none(
    reader: Reader, draft_reader: DraftReader, text: str, tells: str, city: str | None
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    after = [TOLD, tells] if tells else [TOLD]
    message = said(reader, text, state, after, place=["تبریز"])
    new = puts_right(draft_reader.given(message, state), WHOLE, message)
    assert (new.place and new.place[1]) == city
    open_place = WHOLE.model_copy(update={"province": "", "city": ""})
    found = draft_reader.given(message, asking(Open.CONFIRM, open_place))
    assert puts_right(found, open_place, message).place == found.place, "what is open is filled"
    assert found.place == ("آذربایجان شرقی", "تبریز")


@pytest.mark.parametrize(
    ("text", "named", "place"),
    [
        ("به جای قم بنویس گلدره", ["گلدره"], ("", "گلدره")),
        ("قم نه، گلدره", ["گلدره"], ("", "گلدره")),
        ("شهرش گلدره است", ["گلدره"], ("", "گلدره")),
        ("شهرش لاهیجانه نه قم، موضوعشم معطلیه", ["لاهیجانه"], ("گیلان", "لاهیجان")),
        ("قم نه، شهرداری", [], None),
        ("گلدره", ["گلدره"], None),
        ("سه ماهه منتظرم", [], None),
    ],
)
def test_a_place_that_no_list_has_comes_only_instead_of_the_one_of_the_draft(
    given_by: Give, text: str, named: list[str], place: tuple[str, str] | None
) -> None:
    assert given_by(text, asking(Open.CONFIRM, WHOLE), place=named).place == place
    without = WHOLE.model_copy(update={"province": "", "city": ""})
    found = given_by(text, asking(Open.CONFIRM, without), place=named).place
    assert found == (place if place and place[0] else None), "it would be asked for no more"


def test_a_village_stays_in_the_province_that_was_told(given_by: Give) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    found = given_by("قم نه، روستای گلدره", state, place=["روستای گلدره"])
    assert found.place == ("قم", "روستای گلدره")


async def test_the_last_change_of_the_text_is_taken_back(drafting: Drafting, rooms: Rooms) -> None:
    after = [TOLD.replace("سه", "پنج")]
    state = asking(Open.CONFIRM, WHOLE)
    changed = (await edited(drafting, rooms, state, "سه بار نه، پنج بار", after)).state
    assert lines_of(changed) == after
    changed = changed.asking(Asked(kind=Open.CONFIRM))
    again = await edited(drafting, rooms, changed, "برگردون مثل قبل")
    assert again.state.draft.parts == WHOLE.parts
    assert TextReply(text=wordings("taken_undone")[0]) in again.replies


@pytest.mark.parametrize(
    ("text", "named", "name"),
    [
        ("بانک مرکزی نه، بانک ملی", ["بانک ملی"], "بانک ملی"),
        ("اداره‌اش بانک ملی است", ["بانک ملی"], "بانک ملی"),
        ("بانک ملی رفتم و جواب ندادند", [], None),
        ("قم", [], None),
    ],
)
def test_another_name_of_the_same_agency_is_known(
    text: str, named: list[str], name: str | None
) -> None:
    banks = WHOLE.model_copy(update={"agency": "cbi"})
    message = heard(text, ANSWERS, edits=edits_of(text, [TOLD], [TOLD], agency=named))
    assert of_same_agency(banks, message) == name
    told = banks.model_copy(update={"parts": (Part(text="بانک ملی رفتم"),)})
    assert of_same_agency(told, message) is None, "it is written already"


@pytest.mark.parametrize(
    ("text", "topic"), [("موضوعش معطلیه", "delay"), ("معطلم کردن", None), ("نوعش", "delay")]
)
def test_a_topic_is_given_only_by_its_name(text: str, topic: str | None) -> None:
    assert topic_named(replace(heard(text, {"edit/replace": 1.0}), indicator="delay")) == topic


# Drafting


@pytest.fixture
def drafting(rooms: Rooms, draft_reader: DraftReader) -> Drafting:
    return Drafting(rooms, draft_reader)


def turn_of(
    rooms: Rooms,
    state: State,
    text: str,
    after: Sequence[str] | None = None,
    pieces: Mapping[str, str] | None = None,
    commands: Mapping[str, float] = ANSWERS,
    **names: Sequence[str],
) -> OpenTurn:
    message = said(rooms.reader, text, state, after, commands, pieces, **names)
    return OpenTurn("t2", "", text, state, message)


async def edited(
    drafting: Drafting,
    rooms: Rooms,
    state: State,
    text: str,
    after: Sequence[str] | None = None,
    commands: Mapping[str, float] = ANSWERS,
    **names: Sequence[str],
) -> Speech:
    """What comes of a message at the summary that is read to lead to the text `after`."""
    speech = Speech(state)
    turn = turn_of(rooms, state, text, after, commands=commands, **names)
    await drafting.edit(speech, turn)
    return speech


async def opened(
    drafting: Drafting, rooms: Rooms, state: State, text: str, told: str, **names: Sequence[str]
) -> Speech:
    """What comes of a message that opens a case and tells so much of it."""
    speech = Speech(state)
    turn = turn_of(rooms, state, text, [told] if told else [], **names)
    await drafting.open(speech, turn, Decision(Move.OPEN, name="complaint"))
    return speech


async def pressed(drafting: Drafting, state: State, choice: str) -> State:
    speech = Speech(state)
    turn = OpenTurn("t2", "", "", state, choice=choice)
    await drafting.take(speech, turn, Decision(Move.TAKE, name=choice))
    return speech.finished()


async def answered(
    drafting: Drafting,
    rooms: Rooms,
    state: State,
    text: str,
    name: str = "",
    after: Sequence[str] | None = None,
) -> State:
    speech = Speech(state)
    turn = turn_of(rooms, state, text, after)
    await drafting.take(speech, turn, Decision(Move.TAKE, name=name))
    return speech.finished()


async def test_buttons_fill_and_empty_the_draft(drafting: Drafting) -> None:
    state = await pressed(drafting, asking(Open.AGENCY), "agency:abfa")
    assert state.draft.agency == "abfa"
    assert state.is_open(Open.PLACE)
    state = await pressed(drafting, state, "skip_place")
    assert state.draft.no_place
    assert state.is_open(Open.CONFIRM)
    assert (await pressed(drafting, state, "edit:formal")).draft.is_formal
    for button, kind in {
        "edit:case_description": Open.DESCRIPTION,
        "edit:case_agency": Open.AGENCY,
        "edit:case_place": Open.PLACE,
    }.items():
        assert (await pressed(drafting, state, button)).is_open(kind)


async def test_only_what_was_offered_can_be_followed(drafting: Drafting) -> None:
    offer = Offer(id="one", text="…", title="…")
    draft = WHOLE.model_copy(update={"offer": offer, "is_looked_up": True})
    state = asking(Open.FOLLOW, draft)
    assert (await pressed(drafting, state, "follow:one")).draft.follow == "one"
    assert (await pressed(drafting, state, "follow:another")).draft.follow is None
    alone = await pressed(drafting, state, "alone")
    assert alone.draft.follow == ALONE
    assert alone.is_open(Open.CONFIRM)


@pytest.mark.parametrize(
    ("text", "name", "follow"),
    [
        ("بله", "affirm", "one"),
        ("نه", "deny", ALONE),
        ("همان را پیگیری می‌کنم", "", "one"),
        ("خودم جدا ثبت می‌کنم", "", ALONE),
        ("آب", "", None),
    ],
)
async def test_what_others_told_is_followed_or_not_in_words(
    drafting: Drafting, rooms: Rooms, text: str, name: str, follow: str | None
) -> None:
    offer = Offer(id="one", text="…", title="…")
    draft = WHOLE.model_copy(update={"offer": offer, "is_looked_up": True})
    state = await answered(drafting, rooms, asking(Open.FOLLOW, draft), text, name)
    assert state.draft.follow == follow


async def test_another_place_makes_the_offer_of_others_void(
    drafting: Drafting, rooms: Rooms
) -> None:
    offer = Offer(id="one", text="…", title="…")
    draft = WHOLE.model_copy(update={"offer": offer, "is_looked_up": True, "follow": ALONE})
    state = asking(Open.CONFIRM, draft)
    speech = await edited(drafting, rooms, state, "شهرش تبریز است نه قم", place=["تبریز"])
    assert (speech.state.draft.city, speech.state.draft.follow) == ("تبریز", None)
    assert speech.state.draft.offer is None


async def test_an_answer_that_gives_nothing_is_a_miss_and_asked_again(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.PLACE, DRAFT.model_copy(update={"agency": "abfa"}))
    missed = await answered(drafting, rooms, state, "؟؟")
    assert (missed.draft, missed.misses) == (state.draft, 1)
    assert missed.is_open(Open.PLACE)
    assert (await answered(drafting, rooms, missed, "قم")).misses == 0


async def test_what_is_told_beside_the_place_joins_the_description(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.PLACE, DRAFT.model_copy(update={"agency": "abfa"}))
    after = [TOLD, "جاده سنتو"]
    more = await answered(drafting, rooms, state, "تبریز، جاده سنتو", after=after)
    assert (more.draft.city, more.draft.description) == ("تبریز", f"{TOLD}\nجاده سنتو")
    bare = await answered(drafting, rooms, state, "تبریز")
    assert (bare.draft.city, bare.draft.description) == ("تبریز", TOLD)


async def test_the_office_that_was_asked_for_changes_no_word_of_the_text(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.AGENCY, DRAFT)
    after = [TOLD.replace("سه", "آب")]
    told = await answered(drafting, rooms, state, "آب و فاضلاب", after=after)
    assert (told.draft.agency, told.draft.description) == ("abfa", TOLD)


async def test_an_answer_that_puts_the_text_right_is_no_lost_answer(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.PLACE, DRAFT.model_copy(update={"agency": "abfa"}))
    after = [TOLD.replace("سه", "پنج")]
    told = await answered(drafting, rooms, state, "تبریز. سه نه پنج بار", after=after)
    assert (told.draft.city, told.draft.description) == ("تبریز", after[0])


@pytest.mark.parametrize(
    ("text", "after", "description"),
    [
        ("سلام، سه بار رفتم", ["سه بار رفتم"], "سه بار رفتم"),
        ("کد مرسوله ۲۴۵۸۱", [], "کد مرسوله ۲۴۵۸۱"),
        ("سه ماه پرونده‌ام را نگه داشته‌اند", [], "سه ماه پرونده‌ام را نگه داشته‌اند"),
        ("شکایت دارم", [], ""),
        ("؟؟", [], ""),
    ],
    ids=["read", "a number", "unread", "a wish", "marks"],
)
async def test_what_happened_is_taken_where_it_is_asked_for_even_if_it_is_not_read(
    drafting: Drafting, rooms: Rooms, text: str, after: list[str], description: str
) -> None:
    state = asking(Open.DESCRIPTION, Draft(agency="abfa", city="قم"))
    told = await answered(drafting, rooms, state, text, after=after)
    assert told.draft.description == description
    assert told.is_open(Open.CONFIRM if description else Open.DESCRIPTION)
    assert told.misses == (0 if description else 1)


async def test_who_says_no_to_the_place_need_not_tell_one(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.PLACE, DRAFT.model_copy(update={"agency": "abfa"}))
    assert (await answered(drafting, rooms, state, "نه", "deny")).draft.no_place


async def test_words_join_the_description_masked_and_with_their_turn(
    drafting: Drafting, rooms: Rooms
) -> None:
    text = "شمارهٔ من ۰۹۱۲۱۲۳۴۵۶۷ را هم گرفتند و زنگ نزدند"
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, text, [TOLD, mask(text).text])
    first, second = speech.state.draft.parts
    assert first == DRAFT.parts[0]
    assert second == Part(text=mask(text).text, turn="t2")
    assert "۰۹۱۲" not in second.text
    assert speech.state.is_open(Open.CONFIRM)


@pytest.mark.parametrize(
    ("text", "city", "description"),
    [
        ("شهرش ساوه نیست اراکه، مبلغشم ۸ میلیونه", "اراک", "۸ میلیون گرفتند و در اراک گیر کردم"),
        ("به جای ساوه بنویس فردیس", "فردیس", "۵ میلیون گرفتند و در فردیس گیر کردم"),
        ("به جای ساوه بنویس گلدره", "گلدره", "۵ میلیون گرفتند و در گلدره گیر کردم"),
        ("شهرش گلدره است نه ساوه", "گلدره", "۵ میلیون گرفتند و در گلدره گیر کردم"),
    ],
)
async def test_one_message_puts_place_and_text_right(
    drafting: Drafting, rooms: Rooms, text: str, city: str, description: str
) -> None:
    told = (Part(text="۵ میلیون گرفتند و در ساوه گیر کردم"),)
    draft = Draft(parts=told, agency="abfa", province="مرکزی", city="ساوه")
    state = asking(Open.CONFIRM, draft)
    speech = await edited(drafting, rooms, state, text, [description], place=[city])
    assert speech.state.draft.city == city
    assert speech.state.draft.description == description
    said = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    assert any(city in one for one in said)
    assert wordings("taken_swapped")[0] in "\n".join(said)


async def test_a_village_near_by_has_no_office_of_the_town(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = (Part(text="رفتم اداره برق ساوه و جواب ندادند"),)
    draft = Draft(parts=told, agency="tavanir", province="مرکزی", city="ساوه")
    state = asking(Open.CONFIRM, draft)
    village, text = "روستای گلدره", "ساوه نیست، روستای گلدره است"
    speech = await edited(drafting, rooms, state, text, [told[0].text], place=[village])
    assert (speech.state.draft.province, speech.state.draft.city) == ("مرکزی", village)
    assert speech.state.draft.description == told[0].text


async def test_a_bank_stays_with_the_agency_of_banks_and_is_named_in_the_text(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE.model_copy(update={"agency": "cbi"}))
    text = "بانک مرکزی نه، بانک ملی"
    speech = await edited(drafting, rooms, state, text, agency=["بانک ملی"])
    assert speech.state.draft.agency == "cbi"
    assert speech.state.draft.description.endswith("\nبانک ملی")
    said = next(reply.text for reply in speech.replies if isinstance(reply, TextReply))
    assert "بانک ملی" in said
    assert "بانک مرکزی" in said


async def test_a_refused_topic_goes(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.CONFIRM, WHOLE.model_copy(update={"indicator": "discourtesy"}))
    speech = Speech(state)
    await drafting.edit(speech, turn_of(rooms, state, "بدرفتاری نبود"))
    assert speech.state.draft.indicator is None
    assert speech.state.draft.parts == WHOLE.parts


async def test_the_topic_is_changed_in_words(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.CONFIRM, WHOLE.model_copy(update={"indicator": "discourtesy"}))
    turn = turn_of(rooms, state, "موضوعش بی‌احترامی نیست، معطل کردنه")
    understood = replace(turn.heard, indicator="delay")
    speech = Speech(state)
    await drafting.edit(speech, replace(turn, heard=understood))
    assert speech.state.draft.indicator == "delay"
    assert speech.state.draft.parts == WHOLE.parts


@pytest.mark.parametrize("text", ["پنج بار رفتم و رئیس هم نبود", "بنویس رئیس هم داد زد"])
async def test_a_description_has_an_end_which_is_told(
    drafting: Drafting, rooms: Rooms, text: str
) -> None:
    full = WHOLE.model_copy(update={"parts": (Part(text="آب " * (MOST_CHARACTERS // 3)),)})
    state = asking(Open.CONFIRM, full)
    after = [full.description, text.removeprefix("بنویس ")]
    speech = await edited(drafting, rooms, state, text, after)
    assert speech.state.draft == full.model_copy(update={"is_looked_up": True})
    said = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    (no_room,), (added,) = wordings("no_room"), wordings("taken_added")
    assert no_room in said
    assert added not in said


async def test_a_field_is_emptied_by_its_name_and_asked_again(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    for text, kind in {
        "شهرش را عوض کن": Open.PLACE,
        "دستگاهش درست نیست": Open.AGENCY,
        "متنش را عوض کن": Open.DESCRIPTION,
        "دستگاه": Open.AGENCY,
        "محلش لطفا": Open.PLACE,
        "متن شکایت": Open.DESCRIPTION,
    }.items():
        speech = await edited(drafting, rooms, state, text)
        assert speech.state.is_open(kind), text


@pytest.mark.parametrize(
    "text",
    [
        "در همان اداره پنج بار مرا از این اتاق به آن اتاق فرستادند",
        "سازمان پنج ماه پیش قول داد",
        "آن محل تابلو هم ندارد",
    ],
)
async def test_a_word_that_only_names_a_field_in_passing_empties_nothing(
    drafting: Drafting, rooms: Rooms, text: str
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, text, [TOLD, text])
    assert speech.state.draft.agency == WHOLE.agency
    assert speech.state.draft.description == f"{TOLD}\n{text}"


@pytest.mark.parametrize("command", ["edit/answer", "edit/replace", "correct", "amend/replace"])
async def test_words_of_the_description_are_put_right_and_that_is_said(
    drafting: Drafting, rooms: Rooms, command: str
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    after = [TOLD.replace("سه بار", "پنج بار")]
    text = "ممنون. سه بار نه، پنج بار"
    speech = await edited(drafting, rooms, state, text, after, {command: 1.0})
    assert speech.state.draft.description == after[0]
    assert TextReply(text=wordings("taken_swapped")[0]) in speech.replies
    assert speech.state.is_open(Open.CONFIRM)
    assert speech.state.misses == 0


async def test_what_puts_right_by_telling_more_is_added_and_nothing_is_lost(
    drafting: Drafting, rooms: Rooms
) -> None:
    state, more = asking(Open.CONFIRM, WHOLE), "نه رئیس خودش گفت فردا بیا"
    speech = await edited(drafting, rooms, state, more, [TOLD, more], {"edit/replace": 1.0})
    assert speech.state.draft.description == f"{TOLD}\n{more}"
    assert TextReply(text=wordings("taken_added")[0]) in speech.replies


async def test_what_is_asked_to_go_and_is_not_there_is_asked_for(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    text = "آن یکی را بردار"
    speech = await edited(drafting, rooms, state, text, commands={"edit/remove": 0.9})
    assert speech.state.draft.parts == WHOLE.parts
    said = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    assert set(said) & set(wordings("no_such_part"))
    assert speech.state.misses == 1


@pytest.mark.parametrize("text", ["رسمیش کن", "رسمی ترش کن لطفا", "همشو رسمی کن"])
async def test_the_formal_version_is_asked_for_in_words(
    drafting: Drafting, rooms: Rooms, text: str
) -> None:
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, WHOLE), text)
    assert speech.state.draft.is_formal
    assert speech.state.draft.parts == WHOLE.parts


async def test_a_formal_letter_in_a_story_is_no_formal_version(
    drafting: Drafting, rooms: Rooms
) -> None:
    more = "نامه رسمی هم بهشون دادم"
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, WHOLE), more, [TOLD, more])
    assert not speech.state.draft.is_formal
    assert lines_of(speech.state) == [TOLD, more]


async def test_one_message_changes_all_that_it_names(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    text = "سه بار نه پنج بار. داد زدن رئیسو بردار. بنویس رسیدم ندادن. بعد ثبتش کن"
    after = ["پنج بار رفتم. هر بار گفتند فردا بیا!", "رسیدم ندادن"]
    speech = await edited(drafting, rooms, state, text, after)
    assert lines_of(speech.state) == after
    first, *_ = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    for key in ("done_swapped", "done_removed", "done_added"):
        assert wordings(key)[0] in first
    assert speech.state.is_open(Open.CONFIRM)
    assert speech.state.misses == 0


async def test_what_changes_nothing_is_a_miss_and_the_draft_stays(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, "؟؟")
    assert speech.state.misses == 1
    assert speech.state.draft == WHOLE.model_copy(update={"is_looked_up": True})


TAMIN = "تأمین اجتماعی هم حقوق بازنشستگی مادرم را قطع کرده"


async def test_what_is_told_of_another_agency_waits_as_a_second_problem(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    commands, after = {"edit/add": 0.9, "file": 0.1}, [TOLD, TAMIN]
    speech = await edited(drafting, rooms, state, TAMIN, after, commands, agency=["تأمین اجتماعی"])
    assert speech.state.draft.agency == "abfa"
    assert speech.state.draft.description == TOLD
    assert [one.agency for one in speech.state.later] == ["tamin"]
    assert "حقوق بازنشستگی مادرم" in speech.state.later[0].description
    assert TextReply(text=wordings("second_problem")[0]) in speech.replies


async def test_who_objects_names_the_agency_of_this_problem(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    text = "عجب، گفتم اداره کار! کارفرما پول نداده"
    after, commands = [TOLD, "کارفرما پول نداده"], {"correct": 0.5, "file": 0.5}
    speech = await edited(drafting, rooms, state, text, after, commands, agency=["اداره کار"])
    assert speech.state.draft.agency == "mcls"
    assert lines_of(speech.state) == after
    assert speech.state.later == ()


async def test_a_bare_agency_that_is_added_takes_the_place_of_the_other(
    drafting: Drafting, rooms: Rooms
) -> None:
    state, text = asking(Open.CONFIRM, WHOLE), "بذار تأمین اجتماعی"
    speech = await edited(drafting, rooms, state, text, agency=["تأمین اجتماعی"])
    assert speech.state.draft.agency == "tamin"
    assert speech.state.draft.description == TOLD
    assert speech.state.later == ()
    name = rooms.catalogue.agencies["tamin"].name
    assert any(name in one.text for one in speech.replies if isinstance(one, TextReply))


async def opened_behind(
    drafting: Drafting, rooms: Rooms, text: str, told: str, *, leans: bool = False
) -> Draft:
    """The case that a message opens behind a talk about the first service of the catalogue."""
    before = service(rooms.catalogue.entries[0].service.id)
    state = State().turned_to(before)
    turn = turn_of(rooms, state, text, [told])
    assert turn.heard is not None
    things = ranked({before: 1.0} if leans else {})
    speech = Speech(state)
    opening = Decision(Move.OPEN, name="complaint")
    await drafting.open(speech, replace(turn, heard=replace(turn.heard, things=things)), opening)
    assert speech.state.draft is not None
    return speech.state.draft


async def test_a_case_is_opened_about_the_agency_that_is_pointed_to(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = "سه بار رفتم و نبودند"
    draft = await opened_behind(drafting, rooms, f"از همین اداره شاکی‌ام، {told}", told)
    assert draft.agency == rooms.catalogue.entries[0].agency.id
    assert draft.description == told


async def test_the_agency_of_the_talk_is_offered_first_where_a_complaint_leans_on_it(
    drafting: Drafting, rooms: Rooms
) -> None:
    told, before = "سه بار رفتم و دست خالی برگشتم", rooms.catalogue.entries[0].agency.id
    draft = await opened_behind(drafting, rooms, told, told, leans=True)
    assert draft.agency is None
    assert draft.likely[0] == before
    assert before not in (await opened_behind(drafting, rooms, told, told)).likely[:1]


async def test_words_that_give_an_agency_leave_out_that_of_the_talk(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = "همین دیروز پمپ بنزین کم فروخت"
    draft = await opened_behind(drafting, rooms, told, told, leans=True)
    assert draft.agency is None
    assert draft.likely[0] == "niopdc"
    assert rooms.catalogue.entries[0].agency.id not in draft.likely


# The summary, and the words that are filed


def rows_of(draft: Draft, catalogue: Catalogue) -> dict[str, str]:
    return {row.name: row.text for row in summary(draft, catalogue)}


def test_the_summary_holds_all_that_is_filed(catalogue: Catalogue) -> None:
    told = rows_of(WHOLE.model_copy(update={"indicator": "delay"}), catalogue)
    assert list(told) == ["نوع", "دستگاه", "محل", "موضوع", "شرح"]
    assert told["دستگاه"] == catalogue.agencies["abfa"].name
    assert (told["محل"], told["شرح"]) == ("قم", TOLD)
    assert "محل" not in rows_of(DRAFT.model_copy(update={"agency": "abfa"}), catalogue)


def test_the_formal_version_is_only_shown_where_it_is_wanted(catalogue: Catalogue) -> None:
    draft = WHOLE.model_copy(update={"parts": (Part(text="گفتن فردا بیا، پروندمو گم کردن"),)})
    said = formal_version(draft)
    assert said is not None
    assert rows_of(draft, catalogue)["شرح"] == draft.description
    formal = rows_of(draft.model_copy(update={"is_formal": True}), catalogue)
    assert formal["شرح"] == said
    assert formal_version(WHOLE.model_copy(update={"parts": (Part(text=said),)})) is None


def test_a_place_is_said_once() -> None:
    assert place_words("قم", "قم") == "قم"
    assert place_words("البرز", "کرج") == "کرج، البرز"
    assert place_words("", "") == ""


def test_only_valid_codes_are_tracked() -> None:
    code = new_code()
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert codes_in(f"کد {wrong} یا abcd") == []
    assert codes_in(f"{code[:4].lower()}-{code[4:]} و {persian_digits(code)}.") == [
        code,
        code,
    ]


WATER = "آب خونمون پنج روزه بوی گند میده و گل آلوده"


@pytest.mark.parametrize(
    ("text", "more", "agency", "told"),
    [
        ("میخوام شکایت کنم", "", [], [WATER]),
        (
            "دو بارم زنگ زدم کسی نیومد، میخوام شکایت کنم",
            "دو بارم زنگ زدم کسی نیومد",
            [],
            [WATER, "دو بارم زنگ زدم کسی نیومد"],
        ),
        (
            "از بانک مرکزی شکایت دارم سه بار رفتم",
            "سه بار رفتم",
            ["بانک مرکزی"],
            ["سه بار رفتم"],
        ),
    ],
    ids=["a bare wish", "more of it", "another agency"],
)
async def test_a_wish_to_complain_is_about_what_was_told_before(
    drafting: Drafting, rooms: Rooms, text: str, more: str, agency: list[str], told: list[str]
) -> None:
    before = Part(text=f"اداره آب و فاضلاب: {WATER}" if agency else WATER)
    speech = await opened(drafting, rooms, State().aggrieved(before), text, more, agency=agency)
    assert speech.state.draft is not None
    assert lines_of(speech.state) == told
    assert speech.state.grievances == ()


async def test_what_is_said_to_the_assistant_does_not_open_a_description(
    drafting: Drafting, rooms: Rooms
) -> None:
    text = "من اینو نپرسیدم که! پول اضافه گرفتن! شکایت دارم"
    speech = await opened(drafting, rooms, State(), text, "پول اضافه گرفتن")
    assert speech.state.draft is not None
    assert speech.state.draft.description == "پول اضافه گرفتن"


@pytest.mark.parametrize("name", ["بهداشت", "بهداشته"])
async def test_whose_matter_it_is_changes_the_agency_and_is_no_part_of_the_text(
    drafting: Drafting, rooms: Rooms, name: str
) -> None:
    before = WHOLE.model_copy(update={"agency": "emdad"})
    text = f"کمیته چه ربطی داره این مال {name}"
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, before), text, agency=[name])
    assert speech.state.draft is not None
    assert speech.state.draft.agency == "behdasht"
    assert speech.state.draft.description == WHOLE.description


@pytest.mark.parametrize("length", [400, 900, 2000])
async def test_long_grievances_leave_room_for_the_message_that_opens_the_case(
    drafting: Drafting, rooms: Rooms, length: int
) -> None:
    long = ("آب ما قطع است و کسی نیامد " * 80)[:length].strip()
    state = State().aggrieved(*(Part(text=f"{n} {long}") for n in range(3)))
    told = "کارمندش سرم داد زد"
    speech = await opened(drafting, rooms, state, f"{told}، شکایت دارم", told)
    assert speech.state.draft is not None
    assert speech.state.draft.description.endswith(told)
    assert len(speech.state.draft.description) <= MOST_CHARACTERS
    assert ("2 آب" in speech.state.draft.description) == (length < 1000)


async def test_a_wish_that_tells_nothing_adds_nothing_to_what_was_told_before(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = "ده روزه آشغالای کوچه ما رو نبردن بوی گند همه جا رو گرفته"
    state = State().aggrieved(Part(text=told)).wondering("مدارک گذرنامه چیه؟")
    speech = await opened(drafting, rooms, state, "میخوام شکایت کنم همینجا ثبت کن", "")
    assert speech.state.draft is not None
    assert speech.state.draft.description == told


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("تهران نه من کرمانشاهم", "کرمانشاهم"),
        ("تهران نه من کرمانشاهم", "کرمانشاه"),
        ("نه پسرم از تهران فرستاده من خودم کرمانشاه میشینم", "کرمانشاه"),
    ],
)
async def test_where_something_came_from_is_not_where_it_happened(
    drafting: Drafting, rooms: Rooms, text: str, name: str
) -> None:
    parts = (Part(text="پسرم از تهران بسته فرستاد"),)
    before = WHOLE.model_copy(
        update={"parts": parts, "agency": "post", "province": "تهران", "city": "تهران"}
    )
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, before), text, place=[name])
    assert speech.state.draft is not None
    assert speech.state.draft.city == "کرمانشاه"
    assert speech.state.draft.parts == parts


async def test_a_name_that_stays_secret_takes_no_sentence_out(
    drafting: Drafting, rooms: Rooms
) -> None:
    before = ["خانومم را دو بار برگرداندند"]
    draft = WHOLE.model_copy(update={"parts": (Part(text=before[0]),)})
    text, after = "رسید هم ندادند. فقط اسم خانومم نیاد", [*before, "رسید هم ندادند"]
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, draft), text, after)
    assert lines_of(speech.state) == after


async def test_an_agency_that_is_named_beside_the_matter_is_not_complained_of(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = "دفتر زیارتی پول ما را پس نمی‌دهد"
    text = f"از مالیات می‌پرسم. {told}"
    speech = await opened(drafting, rooms, State(), text, told, agency=["دفتر زیارتی"])
    assert speech.state.draft is not None
    assert speech.state.draft.agency != "tax"
    assert speech.state.draft.description == told


async def test_a_text_is_not_lost_by_a_word_for_it(drafting: Drafting, rooms: Rooms) -> None:
    text = "نه این درست نیست شما متنو خراب کردی آخه"
    commands = {"grumble": 1.0}
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, WHOLE), text, commands=commands)
    assert speech.state.draft is not None
    assert speech.state.draft.description == WHOLE.description


async def test_a_button_beside_a_choice_is_about_what_was_told_and_not_the_focus(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = "درمانگاه روستا دو ماه است پزشک ندارد"
    focused = State().turned_to(service("passport-renewal")).aggrieved(Part(text=told))
    for state, agency in (
        (focused, rooms.catalogue.by_id["passport-renewal"].agency.id),
        (focused.asking(Asked(kind=Open.CHOICE)), None),
    ):
        speech = Speech(state)
        turn = replace(turn_of(rooms, state, "شکایت دارم"), heard=None)
        await drafting.open(speech, turn, Decision(Move.OPEN, name="complaint"))
        assert speech.state.draft is not None
        assert speech.state.draft.agency == agency
        assert speech.state.draft.description == told
