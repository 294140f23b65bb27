"""Two matters for two offices are told apart; an office that is only mentioned has none."""

import pytest

from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.matters import APART, Matter, MatterReader, ToldMatter, parted
from assistant.dialogue.state import State
from assistant.dialogue.understand import Understander
from assistant.understanding.reading import Reader

POWER = "از اداره برق شکایت دارم هر شب برق را قطع می‌کند"
RUBBISH = "شهرداری هم سه هفته است آشغالای کوچه رو جمع نکرده"
LEAK = "لوله آب کوچه ما ترکیده و اداره آب نمیاد"
WRITTEN = State().drafting(Draft(parts=(Part(text=LEAK),), agency="abfa"))


@pytest.fixture(scope="module")
def matters(reader: Reader) -> MatterReader:
    return MatterReader(reader)


def apart(matters: MatterReader, text: str, told: ToldMatter | None = None) -> list[str | None]:
    return [one.agency for one in parted(matters.read(text, told or ToldMatter()), APART)]


def test_each_matter_has_its_own_sentences(matters: MatterReader) -> None:
    first, second = parted(matters.read(f"{POWER}. {RUBBISH}", ToldMatter()), APART)
    assert (first.agency, second.agency) == ("tavanir", "shahrdari")
    assert first.text == f"{POWER}."
    assert second.text == RUBBISH


def test_one_sentence_is_cut_before_its_second_office(matters: MatterReader) -> None:
    text = f"{LEAK} و یه شکایت دیگه هم از اداره گاز دارم که قبض اشتباه فرستاده"
    found = parted(matters.read(text, ToldMatter()), APART)
    assert [one.agency for one in found] == ["abfa", "nigc"]
    assert found[0].text == LEAK
    assert " ".join(one.text for one in found) == text


@pytest.mark.parametrize(
    "text",
    [
        "رفتم بانک فیش بدم برا شهرداری، شهرداری میگه پرداخت نشده",
        "از تامین اجتماعی شکایت دارم، نامه اداره کار رو بردم ولی قبول نکردن",
        "شهرداری میگه مال آبفاست آبفا میگه مال شهرداریه، این چاله یک ماهه",
    ],
)
def test_an_office_that_is_only_mentioned_has_no_matter(matters: MatterReader, text: str) -> None:
    assert len(apart(matters, text)) == 1


def test_what_is_less_likely_joins_the_one_before_it() -> None:
    told = [Matter("الف", "tavanir"), Matter("ب", "abfa", 0.3), Matter("پ", "nigc", 0.9)]
    assert [one.text for one in parted(told, 0.6)] == ["الف ب", "پ"]


def test_amid_a_case_another_matter_is_heard_as_another(understander: Understander) -> None:
    heard = understander.understand("راستی از مخابرات هم شکایت دارم، اینترنتم قطعه", WRITTEN)
    assert heard.is_other
    assert [one.agency for one in heard.others] == ["tci"]


def test_who_puts_the_agency_right_tells_of_no_other_matter(understander: Understander) -> None:
    for text in ("اداره آب نه، شهرداری", "اینو بفرست شهرداری", "اداره آب هم گفت به ما چه"):
        assert not understander.understand(text, WRITTEN).others


def test_a_filed_case_is_behind_another_matter_too(understander: Understander) -> None:
    filed = WRITTEN.filed("ABCD2345")
    assert filed.filed_agency == "abfa"
    assert understander.understand(POWER, filed).is_other
    assert not understander.understand("اینم اضافه کن که زیرزمین رو آب گرفت", filed).others


def test_a_clause_may_be_for_an_office_that_it_does_not_name(understander: Understander) -> None:
    text = "برق خونمون هر شب میره، یارانه‌ام هم سه ماهه قطع شده. هر دو را ثبت کن شکایت دارم"
    heard = understander.understand(text, State())
    assert heard.own is not None
    assert "یارانه" in heard.others[0].text
    assert "برق" in heard.own.reading.masked


def test_without_a_word_for_it_two_matters_are_only_offered(understander: Understander) -> None:
    text = "شکایت دارم برق خونمون هر شب میره، یارانه‌ام هم سه ماهه قطع شده جواب نمیدن"
    heard = understander.understand(text, State())
    assert not heard.others
    assert len(heard.doubtful) == 2
