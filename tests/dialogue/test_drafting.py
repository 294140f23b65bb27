"""Writing a case: what messages give to it, take back, add and remove, and the words of it."""

import re
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.understood import heard, reading

from assistant.cases.codes import new_code
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue.complaint.drafting import ALONE, MOST_CHARACTERS, Drafting, place_words
from assistant.dialogue.complaint.filing import tracking_codes
from assistant.dialogue.complaint.questions import formal_version, summary
from assistant.dialogue.complaint.reading import (
    DraftReader,
    Given,
    as_typed,
    lines,
    part_of,
    points_back,
    tells_something,
    without,
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
def test_lines_stand_in_their_text(text: str) -> None:
    found = lines(text)
    assert all(one and one == one.strip() and one in text for one in found)
    told = re.findall(r"\w+", " ".join(found))
    assert told == re.findall(r"\w+", text)


ENDS = (". ", "؟ ", "! ", "\n")
sentences = st.lists(
    st.text(alphabet="آبپت ۱۲\u200c", min_size=1).filter(str.strip), min_size=1, max_size=6
).map(lambda some: "".join(one + ENDS[len(one) % 4] for one in some))


@given(sentences, st.data())
def test_removed_sentences_are_removed_from_the_words_as_typed(
    text: str, data: st.DataObject
) -> None:
    part = Part(text=text)
    draft = Draft(parts=(part,))
    for _ in range(data.draw(st.integers(1, 3))):
        if not draft.parts:
            break
        left = lines(draft.parts[0].text)
        wanted = data.draw(st.sampled_from(left))
        draft = without(draft, reading(f"{wanted} را بردار"))
        assert draft is not None
        if draft.parts:
            assert len(lines(draft.parts[0].text)) == len(left) - 1
            assert as_typed(text, draft.parts[0]) == draft.parts[0].text


def test_what_is_said_to_the_assistant_is_no_part_of_the_description() -> None:
    raw = "سه بار رفتم. ممنون از شما. رئیس هم نبود"
    does = dict(zip(lines(raw), ["edit/add", "thank", "file"], strict=True))
    part = part_of("t9", heard(raw, {"edit/add": 1.0}, pieces=does))
    assert lines(part.text) == ["سه بار رفتم", "رئیس هم نبود"]
    assert part.turn == "t9"
    assert as_typed(raw, part) == part.text


def test_a_question_beside_what_is_added_to_a_filed_case_is_not_sent_along() -> None:
    raw = "بنویس رسید هم نداد. کی جواب می‌دهند؟"
    does = dict(zip(lines(raw), ["amend/add", "process"], strict=True))
    part = part_of(None, heard(raw, {"process": 1.0}, pieces=does))
    assert as_typed(raw, part) == part.text == "رسید هم نداد"


def test_a_message_that_only_tells_is_taken_whole() -> None:
    for does in (None, {TOLD: "edit/add"}):
        assert part_of("t1", heard(TOLD, {"edit/add": 1.0}, pieces=does)).turn == "t1"
    assert part_of(None, heard(TOLD, {"file": 1.0})) == Part(text=TOLD)


def test_nothing_is_removed_of_what_was_typed_as_a_whole() -> None:
    assert as_typed(f"  {TOLD} ", Part(text=TOLD)) == f"  {TOLD} "
    assert as_typed("یک جمله.", Part(text="…", cut=(0, 3))) == "", "it is another text"


def test_where_personal_data_holds_a_dot_the_masked_words_are_filed() -> None:
    raw = "به ali.reza@example.com نوشتم. جواب ندادند. کارمند فحش داد."
    draft = without(Draft(parts=(Part(text=mask(raw).text),)), reading("آن فحش را بردار"))
    assert draft is not None
    (part,) = draft.parts
    assert as_typed(raw, part) == "", "its sentences are counted otherwise, so none is taken"
    assert part.text.endswith("جواب ندادند")
    assert "فحش" not in part.text


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("داد زدن رئیس را پاک کن", "رئیس هم سرم داد زد"),
        ("آن فردا بیا را بردار", "هر بار گفتند فردا بیا"),
        ("این یکی را بردار", "رئیس هم سرم داد زد"),
    ],
)
def test_the_sentence_that_is_meant_is_removed(said: str, gone: str) -> None:
    less = without(DRAFT, reading(said))
    assert less is not None
    assert lines(less.description) == [one for one in lines(TOLD) if one != gone]
    assert less.parts[0].turn == "t1"


RUN_ON = "سه ماه است رفتم شهرداری پروانه بگیرم کارمندش بی ادب بود و گفت برو فردا بیا پرونده گم شده"


async def test_a_run_on_sentence_is_not_lost_for_a_few_of_its_words(
    drafting: Drafting, rooms: Rooms
) -> None:
    draft = WHOLE.model_copy(update={"parts": (Part(text=RUN_ON),)})
    state = asking(Open.CONFIRM, draft)
    speech = Speech(state)
    await drafting.remove(speech, turn_of(rooms, state, "بی ادب بودن کارمند را بردار"))
    assert speech.state.draft is not None
    assert speech.state.draft.description == RUN_ON
    assert TextReply(text=wordings("not_the_whole")[0]) in speech.replies
    (asked,) = [one for one in speech.replies if isinstance(one, ChoicesReply)]
    assert asked.text.startswith(tuple(wordings("summary_again"))), "it does not call it changed"
    assert without(draft, reading(f"{RUN_ON} را بردار")) != draft, "named whole, it goes"


def test_a_part_without_sentences_is_no_part_any_more() -> None:
    draft = Draft(parts=(Part(text="رئیس داد زد"), Part(text="در بسته بود")))
    less = without(draft, reading("در بسته بود را بردار"))
    assert less is not None
    assert [part.text for part in less.parts] == ["رئیس داد زد"]
    assert without(Draft(), reading("همه را بردار")) is None


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("از شهرداری قم شکایت دارم", False),
        ("شکایت دارم", False),
        ("می‌خواهم شکایت ثبت کنم", False),
        ("می‌خواهم از یک اداره شکایت کنم", False),
        ("تامین اجتماعی", False),
        ("سه ماه پرونده‌ام را نگه داشته‌اند", True),
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


# Drafting


@pytest.fixture
def drafting(rooms: Rooms, draft_reader: DraftReader) -> Drafting:
    return Drafting(rooms, draft_reader)


def turn_of(
    rooms: Rooms, state: State, text: str, pieces: Mapping[str, str] | None = None
) -> OpenTurn:
    said = heard(text, {"edit/answer": 1.0}, read=rooms.reader.read(text), pieces=pieces)
    return OpenTurn("t2", "", text, state, said)


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
    speech = Speech(state)
    await drafting.replace(speech, turn_of(rooms, state, "شهرش تبریز است نه قم"))
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


async def test_who_says_no_to_the_place_need_not_tell_one(drafting: Drafting, rooms: Rooms) -> None:
    state = asking(Open.PLACE, DRAFT.model_copy(update={"agency": "abfa"}))
    assert (await answered(drafting, rooms, state, "نه", "deny")).draft.no_place


async def test_words_join_the_description_masked_and_with_their_turn(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    text = "شمارهٔ من ۰۹۱۲۱۲۳۴۵۶۷ را هم گرفتند و زنگ نزدند"
    await drafting.add(speech, turn_of(rooms, state, text))
    first, second = speech.state.draft.parts
    assert first == DRAFT.parts[0]
    assert second.turn == "t2"
    assert "۰۹۱۲" not in second.text
    assert speech.state.is_open(Open.CONFIRM)


@pytest.mark.parametrize("move", ["add", "replace"])
async def test_a_description_has_an_end_which_is_told(
    drafting: Drafting, rooms: Rooms, move: str
) -> None:
    full = WHOLE.model_copy(update={"parts": (Part(text="آب " * (MOST_CHARACTERS // 3)),)})
    state = asking(Open.CONFIRM, full)
    speech = Speech(state)
    await getattr(drafting, move)(speech, turn_of(rooms, state, "پنج بار رفتم و رئیس هم نبود"))
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
        speech = Speech(state)
        await drafting.replace(speech, turn_of(rooms, state, text))
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
    speech = Speech(state)
    await drafting.replace(speech, turn_of(rooms, state, text))
    assert speech.state.draft.agency == WHOLE.agency
    assert speech.state.draft.description == f"{TOLD}\n{text}"


async def test_words_of_the_description_are_put_right_and_that_is_said(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    await drafting.replace(speech, turn_of(rooms, state, "سه بار نه، پنج بار"))
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
        await drafting.replace(speech, turn)
        assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")


async def test_where_no_sentence_puts_right_by_itself_all_of_them_do(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    turn = turn_of(rooms, state, "سه بار نه. پنج بار", {"سه بار نه": "deny", "پنج بار": "edit/add"})
    await drafting.replace(speech, turn)
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")


async def test_what_puts_right_by_telling_more_is_added_and_nothing_is_lost(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    more = "نه رئیس خودش گفت فردا بیا"
    await drafting.replace(speech, turn_of(rooms, state, more))
    assert speech.state.draft.description == f"{TOLD}\n{more}"


async def test_another_number_of_what_is_counted_once_takes_the_place_of_the_old_one(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    await drafting.replace(speech, turn_of(rooms, state, "نه پنج بار رفتم"))
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")


async def test_a_bare_agency_that_is_added_takes_the_place_of_the_other(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    await drafting.add(speech, turn_of(rooms, state, "بذار تأمین اجتماعی"))
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
    assert tracking_codes(f"کد {wrong} یا abcd") == []
    assert tracking_codes(f"{code[:4].lower()}-{code[4:]} و {persian_digits(code)}.") == [
        code,
        code,
    ]


@pytest.mark.parametrize(
    ("before", "is_told"),
    [
        ("آب خونمون پنج روزه بوی گند میده و گل آلوده", True),
        ("سه بار رفتم بانک هی امروز فردا میکنن", True),
        ("مدارک تمدید گذرنامه چیه", False),
    ],
)
async def test_a_bare_wish_to_complain_is_about_what_was_told_before(
    drafting: Drafting, rooms: Rooms, before: str, is_told: bool
) -> None:
    state = State().wondering(before)
    speech = Speech(state)
    decision = Decision(Move.OPEN, name="complaint")
    await drafting.open(speech, turn_of(rooms, state, "میخوام شکایت کنم"), decision)
    assert speech.state.draft is not None
    assert speech.state.draft.description == (before if is_told else "")


async def test_what_is_to_be_written_instead_is_no_more_of_the_story(
    drafting: Drafting, rooms: Rooms
) -> None:
    state = asking(Open.CONFIRM, WHOLE)
    speech = Speech(state)
    pieces = {"به جای سه بار": "edit/replace", "بنویس پنج بار": "edit/add"}
    await drafting.replace(speech, turn_of(rooms, state, " ".join(pieces), pieces))
    assert speech.state.draft.description == TOLD.replace("سه بار", "پنج بار")
