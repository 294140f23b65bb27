"""Writing a case: what messages give to it, take back, add and remove, and the words of it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from support.understood import heard, reading

from assistant.cases.codes import codes_in, new_code
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue import words
from assistant.dialogue.complaint.drafting import ALONE, Drafting, place_words
from assistant.dialogue.complaint.editing import MOST_CHARACTERS
from assistant.dialogue.complaint.questions import formal_version, summary
from assistant.dialogue.complaint.reading import (
    DraftReader,
    Given,
    as_typed,
    more_than_place,
    of_same_agency,
    part_of,
    points_back,
    puts_right,
    tells_something,
    topic_named,
)
from assistant.dialogue.decide import Decision, Move
from assistant.dialogue.sentences import wordings
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import Asked, Draft, Offer, Open, Part, State, service
from assistant.dialogue.turn import OpenTurn, Rooms
from assistant.language.digits import persian_digits
from assistant.language.pii import mask
from assistant.replies.shapes import ChoicesReply, TextReply
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue

TOLD = "سه بار رفتم. هر بار گفتند فردا بیا! رئیس هم سرم داد زد."
DRAFT = Draft(parts=(Part(text=TOLD, turn="t1"),))
WHOLE = DRAFT.model_copy(update={"agency": "abfa", "province": "قم", "city": "قم"})


def asking(kind: Open, draft: Draft = DRAFT) -> State:
    return State().drafting(draft).asking(Asked(kind=kind))


# Reading

Give = Callable[[str, State], Given]


@pytest.fixture(scope="module")
def draft_reader(reader: Reader) -> DraftReader:
    return DraftReader(reader)


@pytest.fixture
def given_by(reader: Reader, draft_reader: DraftReader) -> Give:
    def give(text: str, state: State) -> Given:
        return draft_reader.given(reader.read(text), state)

    return give


@pytest.mark.parametrize("text", ["", "یک جمله", "۳.۵ میلیون. بس است؟", TOLD, "الف\n\nب\n"])
def test_pieces_stand_in_their_text(text: str) -> None:
    found = words.pieces(text)
    assert all(one and one == one.strip() and one in text for one in found)
    told = re.findall(r"\w+", " ".join(found))
    assert told == re.findall(r"\w+", text)


def test_what_is_said_to_the_assistant_is_no_part_of_the_description() -> None:
    raw = "سه بار رفتم. ممنون از شما. رئیس هم نبود"
    does = dict(zip(words.pieces(raw), ["edit/add", "thank", "file"], strict=True))
    part = part_of("t9", heard(raw, {"edit/add": 1.0}, pieces=does))
    assert words.pieces(part.text) == ["سه بار رفتم", "رئیس هم نبود"]
    assert part.turn == "t9"
    assert as_typed(raw, part) == part.text


def test_a_question_beside_what_is_added_to_a_filed_case_is_not_sent_along() -> None:
    raw = "بنویس رسید هم نداد. کی جواب می‌دهند؟"
    does = dict(zip(words.pieces(raw), ["amend/add", "process"], strict=True))
    part = part_of(None, heard(raw, {"process": 1.0}, pieces=does))
    assert as_typed(raw, part) == part.text == "رسید هم نداد"


def test_a_message_that_only_tells_is_taken_whole() -> None:
    for does in (None, {TOLD: "edit/add"}):
        assert part_of("t1", heard(TOLD, {"edit/add": 1.0}, pieces=does)).turn == "t1"
    assert part_of(None, heard(TOLD, {"file": 1.0})) == Part(text=TOLD)


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
    assert part_of("t1", heard(raw, {"edit/add": 1.0})) == Part(text=told, turn="t1")


PHONE, OTHER_PHONE, EMAIL = "۰۹۱۲۱۲۳۴۵۶۷", "09351234567", "ali.reza@example.com"


@pytest.mark.parametrize(
    "raw",
    [
        f"به {EMAIL} نوشتم. جواب ندادند. کارمند فحش داد",
        f"اینم بنویس {PHONE} زنگ زدن بعد از {OTHER_PHONE} و باز {PHONE}",
        f"ممنون از شما. شماره‌ام {PHONE} است",
        f"نوشته بود [شماره همراه] یعنی {PHONE}",
        TOLD,
    ],
)
def test_what_is_hidden_is_put_back_as_it_was_typed(raw: str) -> None:
    pieces = words.pieces(mask(raw).text)
    does = {one: "thank" if "ممنون" in one else "edit/add" for one in pieces}
    part = part_of("t1", heard(raw, {"edit/add": 1.0}, pieces=does))
    for value in (PHONE, OTHER_PHONE, EMAIL):
        assert value not in part.text
        assert as_typed(raw, part).count(value) == raw.count(value)
    assert as_typed(raw, part) in raw


RUN_ON = "سه ماه است رفتم شهرداری پروانه بگیرم کارمندش بی ادب بود و گفت برو فردا بیا پرونده گم شده"


async def test_a_run_on_sentence_is_not_lost_for_a_few_of_its_words(
    drafting: Drafting, rooms: Rooms
) -> None:
    draft = WHOLE.model_copy(update={"parts": (Part(text=RUN_ON),)})
    state = asking(Open.CONFIRM, draft)
    speech = await edited(drafting, rooms, state, "بی ادب بودن کارمند را بردار")
    assert speech.state.draft is not None
    assert speech.state.draft.description == RUN_ON
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
    assert not points_back("از شهرداری شاکی‌ام")


def test_agency_and_place_are_given_together(given_by: Give) -> None:
    found = given_by("شهرداری تبریز", asking(Open.AGENCY))
    assert (found.agency, found.place) == ("shahrdari", ("آذربایجان شرقی", "تبریز"))


@pytest.mark.parametrize("text", ["ارومیه نه، تبریز", "ارومیه نیست تبریز است", "تبریز، نه ارومیه"])
def test_a_place_that_is_taken_back_does_not_count(given_by: Give, text: str) -> None:
    draft = WHOLE.model_copy(update={"province": "آذربایجان غربی", "city": "ارومیه"})
    found = given_by(text, asking(Open.CONFIRM, draft))
    assert found.place == ("آذربایجان شرقی", "تبریز")


def test_an_agency_that_is_taken_back_does_not_count(given_by: Give) -> None:
    found = given_by("تامین اجتماعی نه، شهرداری", asking(Open.CONFIRM, WHOLE))
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
    found = given_by("سفارت ایران در دانمارک", asking(Open.PLACE))
    assert (found.agency, found.place) == ("mfa", ("", "دانمارک"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("شکایت نه، تقدیر", "praise"),
        ("نوعش پیشنهاد باشد", "suggestion"),
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
    ("text", "city"),
    [
        ("شهرش تبریزه", "تبریز"),
        ("تبریز", "تبریز"),
        ("قم نه، تبریز", "تبریز"),
        ("پارسال هم که از تبریز آمدم همین بود", None),
    ],
)
def test_a_place_is_put_right_but_a_story_in_which_one_comes_changes_none(
    given_by: Give, text: str, city: str | None
) -> None:
    said = reading(text)
    new = puts_right(given_by(text, asking(Open.CONFIRM, WHOLE)), WHOLE, said)
    assert (new.place and new.place[1]) == city
    open_place = WHOLE.model_copy(update={"province": "", "city": ""})
    found = given_by(text, asking(Open.CONFIRM, open_place))
    assert puts_right(found, open_place, said).place == found.place, "what is open is filled"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("به جای قم بنویس گلدره", ("", "گلدره")),
        ("قم نه، گلدره", ("", "گلدره")),
        ("شهرش لاهیجانه نه قم، موضوعشم معطلیه", ("گیلان", "لاهیجان")),
        ("قم نه، شهرداری", None),
        ("گلدره", None),
        ("سه ماهه منتظرم", None),
    ],
)
def test_a_place_comes_instead_of_the_one_of_the_draft(
    draft_reader: DraftReader, reader: Reader, text: str, place: tuple[str, str] | None
) -> None:
    assert draft_reader.place_instead(WHOLE, reader.read(text)) == place


async def test_the_last_change_of_the_text_is_taken_back(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    await drafting.edit(speech, turn_of(rooms, state, "سه بار نه، پنج بار"))
    changed = speech.state
    assert changed.draft.parts != WHOLE.parts
    again = Speech(changed.asking(Asked(kind=Open.CONFIRM)))
    await drafting.edit(again, turn_of(rooms, changed, "برگردون مثل قبل"))
    assert again.state.draft.parts == WHOLE.parts


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("«فقط» چیه بردارش", "از من ۲۸۰ تومن گرفتند. رسید ندادند"),
        ("نه ۳۸۰ تومن بود نه ۲۸۰", "از من فقط ۳۸۰ تومن گرفتند. رسید ندادند"),
        ("جمله آخرو پاک کن", "از من فقط ۲۸۰ تومن گرفتند"),
        ("ولش از نو مینویسم: پول زیادی گرفتند", "پول زیادی گرفتند"),
    ],
)
async def test_an_order_takes_no_more_than_it_names(
    drafting: Drafting, rooms: Rooms, text: str, description: str
) -> None:
    told = (Part(text="از من فقط ۲۸۰ تومن گرفتند. رسید ندادند"),)
    state = asking(Open.CONFIRM, WHOLE.model_copy(update={"parts": told}))
    speech = Speech(state)
    await drafting.edit(speech, turn_of(rooms, state, text))
    assert speech.state.draft.description.strip(" .") == description


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("بانک مرکزی نه، بانک ملی", "بانک ملی"),
        ("اداره‌اش بانک ملی است", "بانک ملی"),
        ("بانک ملی رفتم و جواب ندادند", None),
        ("قم", None),
    ],
)
def test_another_name_of_the_same_agency_is_known(text: str, name: str | None) -> None:
    banks = WHOLE.model_copy(update={"agency": "cbi"})
    assert of_same_agency(banks, reading(text)) == name
    told = banks.model_copy(update={"parts": (Part(text="بانک ملی رفتم"),)})
    assert of_same_agency(told, reading(text)) is None, "it is written already"


@pytest.mark.parametrize(
    ("text", "topic"), [("موضوعش معطلیه", "delay"), ("معطلم کردن", None), ("نوعش", "delay")]
)
def test_a_topic_is_given_only_by_its_name(text: str, topic: str | None) -> None:
    assert topic_named(replace(heard(text, {"edit/replace": 1.0}), indicator="delay")) == topic


@pytest.mark.parametrize(
    ("text", "is_more"),
    [
        ("تبریز", False),
        ("شهر یزد", False),
        ("تبریز، جاده سنتو", True),
        ("شهر تبریز، کوچه لاله", True),
    ],
)
def test_an_answer_may_tell_more_than_the_place(text: str, is_more: bool) -> None:
    assert more_than_place(reading(text)) == is_more


# Drafting


@pytest.fixture
def drafting(rooms: Rooms, draft_reader: DraftReader) -> Drafting:
    return Drafting(rooms, draft_reader)


def turn_of(
    rooms: Rooms, state: State, text: str, pieces: Mapping[str, str] | None = None
) -> OpenTurn:
    masked = mask(text).text
    said = heard(text, {"edit/answer": 1.0}, read=rooms.reader.read(masked), pieces=pieces)
    return OpenTurn("t2", "", text, state, said)


async def edited(
    drafting: Drafting, rooms: Rooms, state: State, text: str, does: str = "edit/replace"
) -> Speech:
    """What comes of a message at the summary, each order of which is taken for `does`."""
    speech = Speech(state)
    pieces = dict.fromkeys(words.orders(mask(text).text), does)
    await drafting.edit(speech, turn_of(rooms, state, text, pieces))
    return speech


async def pressed(drafting: Drafting, state: State, choice: str) -> State:
    speech = Speech(state)
    turn = OpenTurn("t2", "", "", state, choice=choice)
    await drafting.take(speech, turn, Decision(Move.TAKE, name=choice))
    return speech.finished()


async def answered(
    drafting: Drafting, rooms: Rooms, state: State, text: str, name: str = ""
) -> State:
    speech = Speech(state)
    await drafting.take(speech, turn_of(rooms, state, text), Decision(Move.TAKE, name=name))
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
    speech = await edited(drafting, rooms, state, "شهرش تبریز است نه قم")
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
    more = await answered(drafting, rooms, state, "تبریز، جاده سنتو")
    assert (more.draft.city, more.draft.description) == ("تبریز", f"{TOLD}\nتبریز، جاده سنتو")
    bare = await answered(drafting, rooms, state, "تبریز")
    assert (bare.draft.city, bare.draft.description) == ("تبریز", TOLD)


async def test_who_says_no_to_the_place_need_not_tell_one(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.PLACE, DRAFT.model_copy(update={"agency": "abfa"}))
    assert (await answered(drafting, rooms, state, "نه", "deny")).draft.no_place


async def test_words_join_the_description_masked_and_with_their_turn(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    text = "شمارهٔ من ۰۹۱۲۱۲۳۴۵۶۷ را هم گرفتند و زنگ نزدند"
    await drafting.edit(speech, turn_of(rooms, state, text))
    first, second = speech.state.draft.parts
    assert first == DRAFT.parts[0]
    assert second.turn == "t2"
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
    speech = await edited(drafting, rooms, state, text)
    assert speech.state.draft.city == city
    assert speech.state.draft.description == description


async def test_a_bank_stays_with_the_agency_of_banks_and_is_named_in_the_text(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE.model_copy(update={"agency": "cbi"}))
    speech = await edited(drafting, rooms, state, "بانک مرکزی نه، بانک ملی")
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
    pieces = {"موضوعش بی‌احترامی نیست": "edit/replace", "معطل کردنه": "edit/replace"}
    turn = turn_of(rooms, state, "، ".join(pieces), pieces)
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
    speech = await edited(drafting, rooms, state, text, "edit/add")
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
    speech = await edited(drafting, rooms, state, text)
    assert speech.state.draft.agency == WHOLE.agency
    assert speech.state.draft.description == f"{TOLD}\n{text}"


async def test_words_of_the_description_are_put_right_and_that_is_said(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, "سه بار نه، پنج بار")
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")
    assert TextReply(text=wordings("taken_swapped")[0]) in speech.replies
    assert speech.state.is_open(Open.CONFIRM)


@pytest.mark.parametrize("thanks", ["ممنون", "خیلی ممنون از لطف شما"])
@pytest.mark.parametrize("command", ["edit/replace", "correct", "amend/replace"])
async def test_thanks_in_another_sentence_are_no_words_that_come_in(
    drafting: Drafting, rooms: Rooms, command: str, thanks: str
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    for pieces in (
        {"سه بار نه، پنج بار": command, thanks: "thank"},
        {thanks: "thank", "سه بار نه، پنج بار": command},
    ):
        speech = Speech(state)
        turn = turn_of(rooms, state, ". ".join(pieces), pieces)
        await drafting.edit(speech, turn)
        assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")


async def test_where_no_sentence_puts_right_by_itself_all_of_them_do(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    turn = turn_of(rooms, state, "سه بار نه. پنج بار", {"سه بار نه": "deny", "پنج بار": "edit/add"})
    await drafting.edit(speech, turn)
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")


@pytest.mark.parametrize("does", ["edit/add", "edit/replace"])
async def test_what_puts_right_by_telling_more_is_added_and_nothing_is_lost(
    drafting: Drafting, rooms: Rooms, does: str
) -> None:
    more = "نه رئیس خودش گفت فردا بیا"
    speech = await edited(drafting, rooms, asking(Open.CONFIRM, WHOLE), more, does)
    assert speech.state.draft.description == f"{TOLD}\n{more}"


async def test_one_message_changes_all_that_it_names(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    text = "سه بار نه پنج بار. داد زدن رئیسو بردار. بنویس رسیدم ندادن. بعد ثبتش کن"
    does = ["edit/replace", "edit/remove", "edit/add", "confirm"]
    pieces = dict(zip(words.orders(text), does, strict=True))
    speech = Speech(state)
    await drafting.edit(speech, turn_of(rooms, state, text, pieces))
    assert words.pieces(speech.state.draft.description) == [
        "پنج بار رفتم",
        "هر بار گفتند فردا بیا",
        "رسیدم ندادن",
    ]
    said = [reply.text for reply in speech.replies if isinstance(reply, TextReply)]
    for key in ("taken_swapped", "taken_removed", "taken_added"):
        assert wordings(key)[0] in " ".join(said)
    assert speech.state.is_open(Open.CONFIRM)
    assert speech.state.misses == 0


async def test_what_changes_nothing_is_a_miss_and_the_draft_stays(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, "؟؟")
    assert speech.state.misses == 1
    assert speech.state.draft == WHOLE.model_copy(update={"is_looked_up": True})


async def test_what_is_told_of_another_agency_waits_as_a_second_problem(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    told = "تأمین اجتماعی هم حقوق بازنشستگی مادرم را قطع کرده"
    speech = await edited(drafting, rooms, state, told, "edit/add")
    assert speech.state.draft.agency == "abfa"
    assert speech.state.draft.description == TOLD
    assert speech.state.later == Part(text=told, turn="t2")
    assert TextReply(text=wordings("second_problem")[0]) in speech.replies


async def test_another_number_of_what_is_counted_once_takes_the_place_of_the_old_one(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, "نه پنج بار رفتم")
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")


async def test_a_bare_agency_that_is_added_takes_the_place_of_the_other(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = await edited(drafting, rooms, state, "بذار تأمین اجتماعی")
    assert speech.state.draft.agency == "tamin"
    assert speech.state.draft.description == TOLD
    assert speech.state.later is None


async def test_a_case_is_opened_about_the_agency_that_is_pointed_to(
    drafting: Drafting, rooms: Rooms
) -> None:
    entry = rooms.catalogue.entries[0]
    state = State().turned_to(service(entry.service.id))
    decision = Decision(Move.OPEN, name="complaint")
    for text, agency in {
        "از همین اداره شاکی‌ام، سه بار رفتم و نبودند": entry.agency.id,
        "سه بار رفتم و هر بار گفتند فردا بیا": None,
    }.items():
        speech = Speech(state)
        await drafting.open(speech, turn_of(rooms, state, text), decision)
        assert speech.state.draft.agency == agency
        assert speech.state.draft.likely[0] == entry.agency.id
        assert speech.state.draft.description == text


# The summary, and the words that are filed


def test_the_summary_holds_all_that_is_filed(catalogue: Catalogue) -> None:
    told = summary(WHOLE.model_copy(update={"indicator": "delay"}), catalogue)
    for part in (catalogue.agencies["abfa"].name, "قم", TOLD):
        assert part in told
    assert "محل" not in summary(DRAFT.model_copy(update={"agency": "abfa"}), catalogue)


def test_the_formal_version_is_only_shown_where_it_is_wanted(catalogue: Catalogue) -> None:
    draft = WHOLE.model_copy(update={"parts": (Part(text="گفتن فردا بیا، پروندمو گم کردن"),)})
    said = formal_version(draft)
    assert said is not None
    assert said not in summary(draft, catalogue)
    formal = summary(draft.model_copy(update={"is_formal": True}), catalogue)
    assert said in formal
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
    ("text", "told"),
    [
        ("میخوام شکایت کنم", WATER),
        ("دو بارم زنگ زدم کسی نیومد، میخوام شکایت کنم", f"{WATER}\n{{}}"),
        ("از بانک مرکزی شکایت دارم سه بار رفتم", "{}"),
    ],
    ids=["a bare wish", "more of it", "another agency"],
)
async def test_a_wish_to_complain_is_about_what_was_told_before(
    drafting: Drafting, rooms: Rooms, text: str, told: str
) -> None:
    before = [Part(text=f"اداره آب و فاضلاب: {WATER}")] if "بانک" in text else [Part(text=WATER)]
    state = State().aggrieved(*before)
    speech = Speech(state)
    await drafting.open(speech, turn_of(rooms, state, text), Decision(Move.OPEN, name="complaint"))
    assert speech.state.draft is not None
    assert speech.state.draft.description == told.format(text)
    assert speech.state.grievances == ()


async def test_what_is_said_to_the_assistant_does_not_open_a_description(
    drafting: Drafting, rooms: Rooms
) -> None:
    pieces = {"من اینو نپرسیدم که": "correct", "پول اضافه گرفتن": "file", "شکایت دارم": "file"}
    speech = Speech(State())
    turn = turn_of(rooms, State(), "! ".join(pieces), pieces)
    await drafting.open(speech, turn, Decision(Move.OPEN, name="complaint"))
    assert speech.state.draft is not None
    assert speech.state.draft.description == "پول اضافه گرفتن"


async def test_whose_matter_it_is_changes_the_agency_and_is_no_part_of_the_text(
    drafting: Drafting, rooms: Rooms
) -> None:
    before = WHOLE.model_copy(update={"agency": "emdad"})
    speech = Speech(asking(Open.CONFIRM, before))
    await drafting.edit(speech, turn_of(rooms, speech.state, "کمیته چه ربطی داره این مال بهداشته"))
    assert speech.state.draft is not None
    assert speech.state.draft.agency == "behdasht"
    assert speech.state.draft.description == WHOLE.description


@pytest.mark.parametrize("length", [400, 900, 2000])
async def test_long_grievances_leave_room_for_the_message_that_opens_the_case(
    drafting: Drafting, rooms: Rooms, length: int
) -> None:
    long = ("آب ما قطع است و کسی نیامد " * 80)[:length].strip()
    state = State().aggrieved(*(Part(text=f"{n} {long}") for n in range(3)))
    speech, text = Speech(state), "کارمندش سرم داد زد، شکایت دارم"
    await drafting.open(speech, turn_of(rooms, state, text), Decision(Move.OPEN))
    assert speech.state.draft is not None
    assert speech.state.draft.description.endswith(text)
    assert len(speech.state.draft.description) <= MOST_CHARACTERS
    assert ("2 آب" in speech.state.draft.description) == (length < 1000)


async def test_a_wish_that_tells_nothing_adds_nothing_to_what_was_told_before(
    drafting: Drafting, rooms: Rooms
) -> None:
    told = "ده روزه آشغالای کوچه ما رو نبردن بوی گند همه جا رو گرفته"
    state = State().aggrieved(Part(text=told)).wondering("مدارک گذرنامه چیه؟")
    speech = Speech(state)
    text = "میخوام شکایت کنم همینجا ثبت کن"
    await drafting.open(speech, turn_of(rooms, state, text), Decision(Move.OPEN))
    assert speech.state.draft is not None
    assert speech.state.draft.description == told


@pytest.mark.parametrize(
    ("text", "city", "description"),
    [
        ("تهران نه من کرمانشاهم", "کرمانشاه", "پسرم از تهران بسته فرستاد"),
        (
            "نه پسرم از تهران فرستاده من خودم کرمانشاه میشینم",
            "کرمانشاه",
            "پسرم از تهران بسته فرستاد",
        ),
    ],
)
async def test_where_something_came_from_is_not_where_it_happened(
    drafting: Drafting, rooms: Rooms, text: str, city: str, description: str
) -> None:
    parts = (Part(text="پسرم از تهران بسته فرستاد"),)
    before = WHOLE.model_copy(
        update={"parts": parts, "agency": "post", "province": "تهران", "city": "تهران"}
    )
    speech = Speech(asking(Open.CONFIRM, before))
    turn = turn_of(rooms, speech.state, text, {text: "edit/replace"})
    await drafting.edit(speech, turn)
    assert speech.state.draft is not None
    assert speech.state.draft.city == city
    assert speech.state.draft.description == description


async def test_what_is_wiped_gives_way_to_what_is_to_be_written(
    drafting: Drafting, rooms: Rooms
) -> None:
    before = WHOLE.model_copy(update={"parts": (Part(text="فاضلاب کوی علوی زده بیرون"),)})
    speech = Speech(asking(Open.CONFIRM, before))
    text = "خب کوی علوی رو پاک کن بنویس ملاشیه"
    await drafting.edit(speech, turn_of(rooms, speech.state, text, {text: "edit/replace"}))
    assert speech.state.draft is not None
    assert speech.state.draft.description == "فاضلاب ملاشیه زده بیرون"


async def test_a_name_that_stays_secret_takes_no_sentence_out(
    drafting: Drafting, rooms: Rooms
) -> None:
    before = WHOLE.model_copy(update={"parts": (Part(text="خانومم را دو بار برگرداندند"),)})
    speech = Speech(asking(Open.CONFIRM, before))
    pieces = {"رسید هم ندادند": "edit/add", "فقط اسم خانومم نیاد": "amend/secret"}
    await drafting.edit(speech, turn_of(rooms, speech.state, ". ".join(pieces), pieces))
    assert speech.state.draft is not None
    assert speech.state.draft.description.startswith("خانومم را دو بار برگرداندند")


async def test_an_agency_that_is_named_beside_the_matter_is_not_complained_of(
    drafting: Drafting, rooms: Rooms
) -> None:
    pieces = {"از مالیات می‌پرسم": "thank", "دفتر زیارتی پول ما را پس نمی‌دهد": "file"}
    speech = Speech(State())
    turn = turn_of(rooms, State(), ". ".join(pieces), pieces)
    await drafting.open(speech, turn, Decision(Move.OPEN, name="complaint"))
    assert speech.state.draft is not None
    assert speech.state.draft.agency != "tax"
    assert "مالیات" not in speech.state.draft.description


async def test_a_text_is_not_lost_by_a_word_for_it(drafting: Drafting, rooms: Rooms) -> None:
    text = "نه این درست نیست شما متنو خراب کردی آخه"
    speech = Speech(asking(Open.CONFIRM, WHOLE))
    await drafting.edit(speech, turn_of(rooms, speech.state, text, {text: "grumble"}))
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


async def test_what_is_to_be_written_instead_is_no_more_of_the_story(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    pieces = {"به جای سه بار": "edit/replace", "بنویس پنج بار": "edit/add"}
    await drafting.edit(speech, turn_of(rooms, state, "، ".join(pieces), pieces))
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")
