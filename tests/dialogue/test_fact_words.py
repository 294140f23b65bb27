"""Facts in words: what cannot be called is no telephone, and the unknown comes with whom to ask."""

import pytest
from support.citizen import Citizen

from actions.fact_words import ask_the_agency, contact, fee
from assistant.language.digits import persian_digits
from knowledge.catalogue import Catalogue, load


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def test_a_code_and_an_sms_number_are_no_telephone(catalogue: Catalogue) -> None:
    code = contact(catalogue.by_id["social-security-history"])[0]
    assert "کد دستوری" in code
    assert "تلفن" not in code
    sms = contact(catalogue.by_id["cheque-inquiry"])[0]
    assert "پیامک به ۷۰۱۷۰۱" in sms
    assert "تلفن" not in sms


def test_nobody_is_sent_to_an_emergency_line_with_a_question(catalogue: Catalogue) -> None:
    numbers = [line.number for line in catalogue.lines.values() if not line.is_for_questions]
    assert {"110", "115", "123", "125"} < set(numbers)
    for entry in catalogue.entries:
        asked = ask_the_agency(entry).rpartition("تلفن: ")
        assert asked[2].rstrip(".") not in map(persian_digits, numbers) or not asked[1]


def test_what_is_unknown_comes_with_where_to_ask(catalogue: Catalogue) -> None:
    for entry in catalogue.entries:
        for text in fee(entry) if not entry.service.fee else ():
            assert entry.agency.name in text
            if entry.service.portal:
                assert entry.service.portal.url in text or "تلفن" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("شماره تلفن ثبت احوال تهران رو میخوام", ["سازمان ثبت احوال کشور", "sabteahval.ir"]),
        ("شماره تامین اجتماعی چنده", ["سازمان تأمین اجتماعی", "تلفن: ۱۴۲۰"]),
        ("سایت پست", ["شرکت ملی پست", "post.ir", "در منابع ما نیست"]),
    ],
)
async def test_an_agency_itself_can_be_asked_for(
    citizen: Citizen, words: str, told: list[str]
) -> None:
    answer = await citizen.say(words)
    assert answer.kinds == ["text"]
    for part in told:
        assert part in answer.said


async def test_more_than_the_agency_is_a_service(citizen: Citizen) -> None:
    answer = await citizen.say("سایت ثبت‌نام سهام عدالت متوفی کجاست؟")
    assert {"service", "services"} & set(answer.kinds)


async def test_who_asks_what_it_is_gets_an_introduction(citizen: Citizen) -> None:
    answer = await citizen.say("چه کارایی بلدی؟")
    assert "دستیار خودکار" in answer.said
    assert "ثبت شکایت ۱۲۸" in answer.buttons


async def test_a_lost_code_is_not_asked_for_again(citizen: Citizen) -> None:
    answer = await citizen.say("کد رهگیری پرونده‌ام رو گم کردم")
    assert "بفرستید" not in answer.said
    assert "صحبت با کارشناس" in answer.buttons
