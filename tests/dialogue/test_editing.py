"""What a message changes in a description, once it is known what becomes of each word."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.typed import as_typed
from support.understood import HARDLY, SURELY, edits_of

from assistant.dialogue.complaint.change import DraftChange
from assistant.dialogue.complaint.editing import (
    CORRECTED,
    MOST_CHARACTERS,
    NOTE,
    WRONG,
    Edited,
    carried_out,
    edited,
    for_agency,
    noted,
    tidied,
    told_by,
    without,
)
from assistant.dialogue.draft import Draft, Part
from assistant.language.pii import mask
from assistant.settings import PROJECT
from knowledge.features.edits import EditReading, clauses_of, words_of
from lab.training.edit_lessons import plain_words, read_lessons

FIRST, SECOND = "سه ماه پیش درخواست دادم. کارمند گفت برو فردا بیا", "رئیس هم سرم داد زد"
PHONE, OTHER_PHONE, EMAIL = "۰۹۱۲۱۲۳۴۵۶۷", "09351234567", "ali.reza@example.com"


def draft_of(*texts: str) -> Draft:
    parts = (Part(text=text, turn=f"t{number}") for number, text in enumerate(texts))
    return Draft(parts=tuple(parts), agency="abfa")


def done(message: str, before: Sequence[str], after: Sequence[str]) -> Edited:
    """What comes of a message that is read to lead from one text to the other."""
    return all_of(draft_of(*before), edits_of(message, before, after), mask(message).text, "t9")


def all_of(draft: Draft, reading: EditReading, message: str, turn: str | None) -> Edited:
    """All that is read, however sure it is."""
    return carried_out(draft, DraftChange(draft, reading, message), turn)


def lines(draft: Draft) -> list[str]:
    return [part.text for part in draft.parts]


# Telling more


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("اینم بنویس رسید هم ندادن", "رسید هم ندادن"),
        ("رسید هم دارم بنویس توش", "رسید هم دارم"),
        ("اضافه کن که سه بار زنگ زدم، جواب ندادن", "سه بار زنگ زدم، جواب ندادن"),
        ("اینم اضافه کن: «شماره پروندم ۱۲۳ هست»", "شماره پروندم ۱۲۳ هست"),
        ("رئیسشونم فحش داد به من", "رئیسشونم فحش داد به من"),
        ("یکشنبه رفتم. دوشنبه هم رفتم!", "یکشنبه رفتم. دوشنبه هم رفتم"),
    ],
)
def test_what_is_told_comes_behind_the_rest(message: str, told: str) -> None:
    found = done(message, [FIRST, SECOND], [FIRST, SECOND, told])
    assert found.draft.parts == (*draft_of(FIRST, SECOND).parts, Part(text=told, turn="t9"))
    assert found.said == ("taken_added",)


@pytest.mark.parametrize(
    ("message", "told", "text"),
    [
        ("داد زد بنویس فحش داد", "داد زد فحش داد", "داد زد فحش داد"),
        ("داد زد. بنویس فحش داد", "داد زد فحش داد", "داد زد\nفحش داد"),
        ("داد زد، بنویس فحش داد", "داد زد فحش داد", "داد زد فحش داد"),
        ("داد زد! ممنون. فحش داد", "داد زد فحش داد", "داد زد\nفحش داد"),
    ],
)
def test_what_one_message_tells_is_one_part_with_its_sentences(
    message: str, told: str, text: str
) -> None:
    assert lines(done(message, [FIRST], [FIRST, told]).draft) == [FIRST, text]
    assert told_by(edits_of(message, [], [told]), message) == text


def test_what_is_asked_amid_the_writing_does_not_come_into_the_text() -> None:
    message = "داد زد؟ ممنون. فحش داد"
    told = done(message, [FIRST], [FIRST, "داد زد فحش داد"]).draft
    assert lines(told) == [FIRST, "فحش داد"]
    opening = told_by(edits_of(message, [], ["داد زد فحش داد"]), message)
    assert opening == "داد زد\nفحش داد", "who opens a case so complains"


def test_a_message_that_tells_nothing_changes_nothing() -> None:
    for message in ("ممنون", "کی جواب میدن؟", "بعد ثبتش کن لطفا", "", "؟؟"):
        assert done(message, [FIRST, SECOND], [FIRST, SECOND]) == Edited(draft_of(FIRST, SECOND))
        assert all_of(Draft(), edits_of(message, [], []), message, None) == Edited(Draft())
        assert told_by(edits_of(message, [], []), message) == ""
        assert for_agency(draft_of(FIRST), edits_of(message, [FIRST], [FIRST]), message) == (
            "",
            True,
        )


def test_words_that_hardly_tell_come_with_those_that_surely_do() -> None:
    """Half a sentence would help nobody; what is far from it stays out."""
    message = "سلام بنویس دیروز رئیس هم داد زد ممنون"
    reading = edits_of(message, [FIRST], [FIRST, "داد زد"])
    doubt = reading.tells.copy()
    doubt[2:5] = 0.2
    told = all_of(draft_of(FIRST), replace(reading, tells=doubt), message, None)
    assert lines(told.draft)[1:] == ["دیروز رئیس هم داد زد"]


def test_where_no_room_is_left_the_text_stays_and_that_is_said() -> None:
    full = "آب " * (MOST_CHARACTERS // 3)
    assert done("رئیس هم داد زد", [full], [full, "رئیس هم داد زد"]) == Edited(
        draft_of(full), ("no_room",)
    )


def test_what_is_put_right_overfills_no_text() -> None:
    full, long = "آب " * (MOST_CHARACTERS // 3 - 5) + "ما رفت", "خیلی " * 20 + "زود"
    found = done(f"رفت نه {long}", [full], [full.replace("رفت", long)])
    assert found == Edited(draft_of(full), ("no_room",))


# Putting right


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ("بجای کارمند بنویس مدیر", "کارمند گفت برو", "مدیر گفت برو"),
        ("رئیس نه، معاون", "سر من رئیس داد زد", "سر من معاون داد زد"),
        ("معاون بود نه رئیس", "سر من رئیس داد زد", "سر من معاون داد زد"),
        ("۱۸ میلیون نه، ۲۸", "۱۸ میلیون گرفتن", "۲۸ میلیون گرفتن"),
        (
            "پولش یک میلیون و هشتصد بود",
            "دلال ۸۰۰ هزار از ما گرفت و رفت",
            "دلال یک میلیون و هشتصد از ما گرفت و رفت",
        ),
        ("پاکدشت", "در ورامین، کوچه ۱۲، نبودند", "در پاکدشت، کوچه ۱۲، نبودند"),
        ("اسم کوچه‌مان سعدیه", "کوچه حافظ را کندند", "کوچه سعدی را کندند"),
        ("سه ماه نیست پنج ماهه", "سه ماه نریختند", "پنج ماه نریختند"),
        ("دو نه سه", "دو بار رفتم و دو بار نبود", "سه بار رفتم و سه بار نبود"),
        (
            "پنج بار، نه سه بار. قائمشهر، نه ساری",
            "از ساری تا آنجا سه بار رفتم",
            "از قائمشهر تا آنجا پنج بار رفتم",
        ),
    ],
)
def test_what_is_put_right_changes_in_its_place(message: str, before: str, after: str) -> None:
    found = done(message, ["رفتم و گفتند", before], ["رفتم و گفتند", after])
    assert found.draft == draft_of("رفتم و گفتند", after)
    assert found.said == ("taken_swapped",)


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ("بچه سومه", "بچه دومه باید بدهند", "بچه سومه باید بدهند"),
    ],
    ids=["what goes had one"],
)
def test_a_verb_stays_where_the_sentence_needs_it(message: str, before: str, after: str) -> None:
    assert lines(done(message, [before, SECOND], [after, SECOND]).draft) == [after, SECOND]


def test_what_stands_for_nothing_is_noted_and_not_lost() -> None:
    message = "نه به خاطر گاز بود"
    reading = edits_of(message, [FIRST], [FIRST])
    instead = reading.instead.copy()
    instead[1:] = SURELY
    told = all_of(draft_of(FIRST), replace(reading, instead=instead), message, "t9")
    assert lines(told.draft) == [FIRST, NOTE.format(text="نه به خاطر گاز بود")]
    assert told.said == ("taken_noted",)


SEVERAL = "رسید هم ندادن. سه نه پنج ماه. خط آخر رو بردار. بعد ثبتش کن"
SEVERAL_DONE = [FIRST.replace("سه", "پنج"), "رسید هم ندادن"]


def test_one_message_does_several_things() -> None:
    found = done(SEVERAL, [FIRST, SECOND], SEVERAL_DONE)
    assert lines(found.draft) == SEVERAL_DONE
    assert [part.turn for part in found.draft.parts] == ["t0", "t9"]
    assert found.said == ("taken_swapped", "taken_removed", "taken_added")


def test_a_new_text_takes_the_place_of_all() -> None:
    new = "دو هفته‌س آب نداریم. بچه‌ام مریضه"
    found = done(f"متنشو عوض کن: {new}", [FIRST, SECOND], [new])
    assert lines(found.draft) == [new]
    assert re.findall(r"\w+", FIRST)[0] not in found.draft.description


# Taking out


@pytest.mark.parametrize(
    ("message", "before", "after"),
    [
        ("رئیس داد زد رو بردار", [FIRST, SECOND], [FIRST]),
        ("جمله اول رو پاک کن", [FIRST, SECOND], [SECOND]),
        ("کارمند رو حذف کن", [FIRST, SECOND], ["سه ماه پیش درخواست دادم.", SECOND]),
        ("نبودند رو بردار", ["رفتم. نبودند! برگشتم."], ["رفتم. برگشتم."]),
        ("گفتن برو رو بردار", ["رفتم، گفتن برو، برگشتم خونه"], ["رفتم، برگشتم خونه"]),
        ("برگشتم رو بردار", ["رفتم اونجا... نبودند. برگشتم"], ["رفتم اونجا... نبودند."]),
        ("نبودند رو بردار", ["رفتم\nنبودند\nبرگشتم"], ["رفتم\nبرگشتم"]),
        ("اولی رو بردار", ["رفتم، نبودند", SECOND], ["نبودند", SECOND]),
        ("«فقط» چیه بردارش", ["از من فقط ۲۸۰ تومن گرفتند"], ["از من ۲۸۰ تومن گرفتند"]),
    ],
)
def test_what_is_named_is_taken_out_and_leaves_no_stops(
    message: str, before: list[str], after: list[str]
) -> None:
    found = done(message, before, after)
    assert lines(found.draft) == after
    assert found.said == ("taken_removed",)
    assert [part.turn for part in found.draft.parts] == [
        f"t{before.index(text)}" if text in before else "t0" for text in after
    ]


def test_a_part_of_which_nothing_is_left_goes() -> None:
    found = done("رئیس رو بردار", [FIRST, SECOND], [FIRST])
    assert found.draft.parts == draft_of(FIRST).parts


def test_the_only_thing_that_is_told_stays() -> None:
    for before in ([SECOND], [FIRST, SECOND]):
        draft, message = draft_of(*before), "همه رو بردار"
        found = edited(draft, edits_of(message, before, []), message, "t9")
        assert found == Edited(draft, ("not_the_whole",))
    told = done("همه رو بردار بنویس آب نداریم", [SECOND], ["آب نداریم"])
    assert lines(told.draft) == ["آب نداریم"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("رفتم. . نبودند", "رفتم. نبودند"),
        ("رفتم،  ، نبودند", "رفتم، نبودند"),
        ("، رفتم", "رفتم"),
        ("رفتم،", "رفتم"),
        ("رفتم.", "رفتم."),
        (". .", ""),
        ("رفتم \n ، نبودند", "رفتم\nنبودند"),
    ],
)
def test_a_text_is_tidied(text: str, left: str) -> None:
    assert tidied(text) == left
    assert tidied(left) == left


# Personal data


def test_what_is_hidden_comes_only_in_a_part_of_its_own_turn() -> None:
    before = [mask(f"شماره من {PHONE} است").text]
    message = f"نه شماره من {OTHER_PHONE} است"
    reading = edits_of(message, before, before)
    instead = np.array([HARDLY, HARDLY, HARDLY, SURELY, HARDLY], np.float32)
    cut = (np.array([HARDLY, HARDLY, SURELY, HARDLY], np.float32),)
    found = all_of(
        draft_of(*before), replace(reading, instead=instead, cut=cut), mask(message).text, "t9"
    )
    assert PHONE in as_typed(f"شماره من {PHONE} است", found.draft.parts[0])
    for part in found.draft.parts[1:]:
        assert part.turn == "t9"
        assert PHONE not in as_typed(message, part)


def test_what_is_put_right_beside_hidden_data_leaves_it_to_be_put_back() -> None:
    raw = f"سلام. {FIRST} شماره‌ام {PHONE} است"
    before = [mask(raw).text]
    found = done("سه ماه نه، پنج ماه", before, [before[0].replace("سه ماه", "پنج ماه")])
    (part,) = found.draft.parts
    assert PHONE not in part.text
    assert as_typed(raw, part) == raw.replace("سه ماه", "پنج ماه")


# A case that was filed


def sent(message: str, before: Sequence[str], after: Sequence[str]) -> str:
    filed, reading = draft_of(*before), edits_of(message, before, after)
    told, is_sure = for_agency(filed, reading, mask(message).text)
    assert is_sure
    return told


def test_an_agency_is_told_what_was_wrong_and_what_is_new() -> None:
    assert sent(SEVERAL, [FIRST, SECOND], SEVERAL_DONE).split("\n") == [
        CORRECTED.format(old="سه ماه پیش", new="پنج ماه پیش"),
        WRONG.format(old=SECOND),
        "رسید هم ندادن",
    ]


def test_an_agency_is_told_one_change_once() -> None:
    told = sent("دو نه سه", ["دو بار رفتم", "دو بار رفتم"], ["سه بار رفتم", "سه بار رفتم"])
    assert told == CORRECTED.format(old="دو بار رفتم", new="سه بار رفتم")


def test_one_unit_stands_behind_a_new_amount() -> None:
    message, before, after = "نه، ۱۸ میلیون بود", "۸ میلیون گرفت", "۱۸ میلیون گرفت"
    reading = edits_of(message, [before], [after])
    with_unit = np.maximum(reading.instead, [0.0, 0.0, 0.99, 0.0]).astype(np.float32)
    found = all_of(draft_of(before), replace(reading, instead=with_unit), message, "t9")
    assert found.draft.description == after


def test_what_is_told_more_is_told_as_it_is() -> None:
    raw = f"بنویس شماره‌ام {PHONE} است. کی جواب می‌دهند؟"
    told = sent(raw, [FIRST], [FIRST, mask(f"شماره‌ام {PHONE} است").text])
    assert PHONE not in told
    assert as_typed(raw, Part(text=told)) == f"شماره‌ام {PHONE} است"


# Texts that a good clerk leaves


def test_nearly_every_text_that_a_clerk_leaves_comes_of_its_message() -> None:
    """The lessons of the encoder hold messages and texts as people write them."""
    lessons = read_lessons(PROJECT / "nlu_data" / "edits.jsonl")
    lessons += read_lessons(PROJECT / "tests" / "evaluation" / "edits.jsonl")
    right = []
    for one in lessons:
        texts = [one.message, *one.written.lines, *one.left]
        if any(mask(text).text != text for text in texts):
            # What is hidden has no words that could be found in both texts.
            continue
        found = done(one.message, one.written.lines, one.left)
        right.append(plain_words("\n".join(lines(found.draft))) == plain_words("\n".join(one.left)))
    assert len(right) > 2400
    assert sum(right) / len(right) > 0.8, "what is not surely placed is noted, however well read"


# Whatever is read

OWN = ["رئیس", "گفت", "رفتم", "برق", "سه", "ماه", "۱۸", "فردا", "بنویس", "نه", "سعدیه", "دومه"]
MARKS = ["", ".", "،", "؟", "!", "\n"]
PERSONAL = [PHONE, OTHER_PHONE, EMAIL]
told = st.lists(
    st.tuples(st.sampled_from([*OWN, *PERSONAL]), st.sampled_from(MARKS)), min_size=1, max_size=8
).map(lambda some: " ".join(f"{word}{mark}" for word, mark in some))


@st.composite
def readings(draw: st.DrawFn, message: str, before: Sequence[str]) -> EditReading:
    """Anything that an encoder might make of a masked message and masked lines."""
    shares = st.sampled_from([0.0, 0.01, 0.2, 0.6, 0.99])

    def some(count: int) -> np.ndarray:
        return np.array(draw(st.lists(shares, min_size=count, max_size=count)), np.float32)

    words, there = words_of(message), tuple(words_of(line) for line in before)
    tells = some(len(words))
    goes = draw(st.booleans())
    return EditReading(
        words,
        tells=tells,
        instead=np.minimum(some(len(words)), 1 - tells),
        agency=some(len(words)),
        place=some(len(words)),
        lines=there,
        cut=tuple(goes * some(len(line)) for line in there),
        clauses=clauses_of(message, words),
        clauses_of_lines=tuple(map(clauses_of, before, there)),
    )


def tokens(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words_of(text)]


@given(st.lists(told, min_size=1, max_size=3), told, st.data())
def test_what_is_said_is_what_was_done(raws: list[str], message: str, data: st.DataObject) -> None:
    before = [mask(raw).text for raw in raws]
    masked = mask(message).text
    reading = data.draw(readings(masked, before))
    draft = draft_of(*before)
    found = all_of(draft, reading, masked, "t9")
    assert len(set(found.said)) == len(found.said)
    assert found.draft.parts, "a description is never emptied"
    assert len(found.draft.description) <= max(MOST_CHARACTERS, len(draft.description))
    if found.draft != draft:
        done = {"taken_swapped", "taken_removed", "taken_added", "taken_noted"}
        assert set(found.said) & done
    added = [part for part in found.draft.parts if part.turn == "t9"]
    assert bool(set(found.said) & {"taken_added", "taken_noted"}) == bool(added)
    assert found.draft.parts[len(found.draft.parts) - len(added) :] == tuple(added)
    for part in added:
        for line in part.text.removeprefix(NOTE.format(text="")).split("\n"):
            assert not line or tokens(line)[0] in tokens(masked), "what is told was said"


@given(told, st.lists(told, min_size=1, max_size=3), st.data())
def test_what_is_hidden_is_put_back_after_any_changes(
    first: str, messages: list[str], data: st.DataObject
) -> None:
    raws = {"t0": first}
    draft = draft_of(mask(first).text)
    for number, message in enumerate(messages, start=1):
        masked, turn = mask(message).text, f"t{number}"
        raws[turn] = message
        reading = data.draw(readings(masked, lines(draft)))
        draft = all_of(draft, reading, masked, turn).draft
    for part in draft.parts:
        filed = as_typed(raws[part.turn or ""], part)
        assert not re.search(r"\[(?:شماره همراه|ایمیل)", filed), "every mark is of its turn"
        for value in PERSONAL:
            assert value not in part.text
            assert value not in filed or value in raws[part.turn or ""]


# What is not sure


def doubtful(message: str, before: Sequence[str], after: Sequence[str]) -> EditReading:
    """A reading of which no word is sure."""
    read = edits_of(message, before, after)
    parts = {
        "tells": np.clip(read.tells, 0.02, 0.55),
        "instead": np.clip(read.instead, 0.02, 0.55),
        "cut": tuple(np.clip(line, 0.4, 0.55) for line in read.cut),
    }
    return replace(read, **parts)


def test_what_is_sure_is_carried_out() -> None:
    before, after = [FIRST, SECOND], [FIRST.replace("سه", "چهار"), SECOND]
    message = "سه ماه نه، چهار ماه"
    found = edited(draft_of(*before), edits_of(message, before, after), message, "t9")
    assert lines(found.draft) == after


def test_a_note_leaves_out_what_is_surely_said_to_the_assistant() -> None:
    message = "سلام. رئیس نه، معاون بود. ممنون"
    read = edits_of(message, [SECOND], [SECOND.replace("رئیس", "معاون")])
    assert noted(draft_of(SECOND), read, message) == "رئیس نه، معاون بود"
    nothing = edits_of("سلام. ممنون", [SECOND], [SECOND])
    assert noted(draft_of(SECOND), nothing, "سلام. ممنون") == "سلام. ممنون"


def test_where_it_is_not_sure_what_goes_it_is_asked() -> None:
    message = "اون تیکه رو بردار"
    read = doubtful(message, [FIRST, SECOND], [FIRST])
    found = edited(draft_of(FIRST, SECOND), read, message, "t9")
    assert found.draft == draft_of(FIRST, SECOND), "nothing goes before it is chosen"
    texts = [one.text for one in found.offered]
    assert SECOND in texts
    chosen = found.offered[texts.index(SECOND)]
    left = without(found.draft, chosen.choice)
    assert lines(left.draft) == [FIRST]
    assert left.said == ("taken_removed",)


def test_a_button_of_a_text_that_has_changed_takes_nothing_out() -> None:
    message = "اون تیکه رو بردار"
    read = doubtful(message, [FIRST, SECOND], [FIRST])
    for one in edited(draft_of(FIRST, SECOND), read, message, "t9").offered:
        other = draft_of("دیگر هیچ", "رئیس هم سرم فریاد کشید")
        assert without(other, one.choice) == Edited(other, ("no_such_part",))
    two = edited(
        draft_of(SECOND, FIRST), doubtful(message, [SECOND, FIRST], [FIRST]), message, "t9"
    )
    alone = draft_of(SECOND)
    choice = next(one.choice for one in two.offered if one.text == SECOND)
    assert without(alone, choice) == Edited(alone, ("not_the_whole",))


def test_an_agency_is_sent_the_message_itself_where_it_is_not_sure() -> None:
    message = "شاید چهار هم می‌شد، درست یادم نیست"
    read = doubtful(message, [FIRST], [FIRST.replace("سه", "چهار")])
    told, is_sure = for_agency(draft_of(FIRST), read, message)
    assert told in message
    assert not is_sure
