"""Complaint, suggestion, criticism and praise are each filed in the talk, in words of their own."""

import pytest
from sqlalchemy import select
from support.citizen import KEEP_ON, Answer, Citizen

from assistant.cases.models import Case
from assistant.cases.terms import KIND_FA, KINDS, Kind
from assistant.dialogue.sentences import sentence, wordings
from assistant.storage.database import Database

TALKS = {
    Kind.COMPLAINT: ("از آبفای قم شکایت دارم", "سه بار رفتم و هر بار گفتند فردا بیا"),
    Kind.SUGGESTION: ("پیشنهاد دارم", "شهرداری قم نوبت‌ها را پیامکی بدهد"),
    Kind.CRITICISM: ("انتقاد دارم", "راهنمای سایت شهرداری قم قدیمی است و آدم را گمراه می‌کند"),
    Kind.PRAISE: (
        "می‌خواهم تشکر کنم از کارمند ثبت احوال قم",
        "با حوصله کارم را راه انداخت",
    ),
}


async def to_summary(citizen: Citizen, answer: Answer, words: str) -> Answer:
    """Answer every question by the plainest button, and the first by words."""
    for _ in range(5):
        known = [title for title in KEEP_ON if title in answer.buttons]
        if "ثبت شود" in answer.buttons:
            return answer
        answer = await (citizen.press(known[0]) if known else citizen.say(words))
    raise AssertionError(f"no summary: {answer.said}")


async def kind_of(database: Database, code: str) -> tuple[str, str | None]:
    row = select(Case.kind, Case.indicator).where(Case.tracking_code == code)
    kind, indicator = await database.run(lambda session: session.execute(row).one())
    return kind, indicator


@pytest.mark.parametrize("kind", Kind)
async def test_each_kind_is_filed_in_its_own_words(
    citizen: Citizen, database: Database, kind: Kind
) -> None:
    opening, words = TALKS[kind]
    answer = await citizen.say(opening)
    told = [answer.said]
    summary = await to_summary(citizen, answer, words)
    assert f"نوع: {KIND_FA[kind]}" in summary.said
    filed = await citizen.press("ثبت شود")
    told += [summary.said, filed.said]
    assert sentence(f"filed.{kind}") in filed.said
    found, indicator = await kind_of(database, filed.first("case")["tracking_code"])
    assert found == kind
    if kind is not Kind.COMPLAINT:
        assert "شکایت" not in "\n".join(told)
        assert indicator == KINDS[kind].indicator


async def test_the_kind_changes_in_words_until_it_is_filed(
    citizen: Citizen, database: Database
) -> None:
    answer = await citizen.say("از شهرداری قم شکایت دارم، سه بار رفتم و جواب ندادند")
    await to_summary(citizen, answer, "سه بار رفتم")
    for said, kind in (
        ("شکایت نه، انتقاد", Kind.CRITICISM),
        ("نوعش پیشنهاد باشد", Kind.SUGGESTION),
    ):
        changed = await citizen.say(said)
        assert sentence("taken_kind", kind=KIND_FA[kind]) in changed.said, said
        assert f"نوع: {KIND_FA[kind]}" in changed.said
    filed = await citizen.press("ثبت شود")
    code = filed.first("case")["tracking_code"]
    assert await kind_of(database, code) == (Kind.SUGGESTION, "suggestion")


async def test_who_only_says_that_they_criticise_is_asked_what(citizen: Citizen) -> None:
    answer = await citizen.say("انتقاد دارم")
    assert sentence("opened.criticism") in answer.said
    assert any(words in answer.said for words in wordings("ask_description.criticism"))
