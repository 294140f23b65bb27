"""Dangers that have lines of their own, and citizens who may take their own life."""

import pytest
from support.citizen import Answer, Citizen

HELP = ["115", "123", "1480"]


def lines_of(answer: Answer) -> list[str]:
    return [reply["number"] for reply in answer.replies if reply["kind"] == "line"]


@pytest.mark.parametrize("words", ["بوی گاز میاد تو خونه‌مون", "تو آشپزخونه نشت گاز داریم"])
async def test_where_gas_leaks_its_own_line_comes_first(citizen: Citizen, words: str) -> None:
    assert lines_of(await citizen.say(words))[:2] == ["194", "125"]


async def test_any_other_danger_is_told_all_three(citizen: Citizen) -> None:
    answer = await citizen.say("خونه همسایه آتیش گرفته")
    assert lines_of(answer) == ["110", "115", "125"]


@pytest.mark.parametrize(
    "words",
    [
        "میخوام خودمو بکشم",
        "دارم به خودکشی فکر می‌کنم",
        "دیگه نمیخوام زنده باشم",
        "داداشم میگه خودشو میکشه",
    ],
)
async def test_despair_is_told_where_help_is_and_no_service(citizen: Citizen, words: str) -> None:
    answer = await citizen.say(words)
    assert lines_of(answer) == HELP
    assert "اپراتور" in answer.said
    assert not {"service", "services", "choices"} & set(answer.kinds)


async def test_despair_that_asks_for_a_human_gets_both(citizen: Citizen) -> None:
    answer = await citizen.say("فکر خودکشی دارم، اپراتور می‌خواهم")
    assert lines_of(answer) == HELP
    assert answer.body["owner"] == "queue"


async def test_despair_in_a_complaint_is_told_once_and_the_form_goes_on(citizen: Citizen) -> None:
    await citizen.say("می‌خواهم شکایت کنم")
    answer = await citizen.say("شش ماه است جواب نمی‌دهند، دیگر می‌خواهم خودم را بکشم")
    assert lines_of(answer) == HELP
    assert answer.buttons


@pytest.mark.parametrize("words", ["خودمو کشتم تا یه نوبت گرفتم", "باید خودم را معرفی کنم؟"])
async def test_a_figure_of_speech_is_no_despair(citizen: Citizen, words: str) -> None:
    assert "1480" not in lines_of(await citizen.say(words))
