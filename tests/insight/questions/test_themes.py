"""Themes over a real database: stable ids, few people, human work, and what erasing leaves."""

from datetime import date, timedelta

import numpy as np
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session
from support.open_questions import ENCODER, NOW, add_question, add_theme_rows, near

from assistant.conversation.models import Turn
from assistant.insight.questions import themes
from assistant.insight.questions.board import (
    Checked,
    ThemeWords,
    WantedThemes,
    check,
    counted,
    is_fit,
    lines_for_tests,
    wanted_themes,
    words_of,
)
from assistant.insight.questions.grouping import ALONE, grouped
from assistant.insight.questions.reasons import Kind, Reason
from assistant.insight.questions.regrouping import rows_of, store
from assistant.insight.questions.themes import OpenQuestion, Theme, ThemeState, ThemeStateError
from assistant.privacy.erasure import erase_conversation
from assistant.storage.database import Database

WORDS = ["کارت سوخت", "وام ازدواج", "یارانهٔ نان"]


def filled(session: Session) -> None:
    for number, word in enumerate(WORDS):
        add_theme_rows(session, number, people=6, rows=12, word=word)


def regroup(session: Session) -> list[Theme]:
    """As the night's job does it."""
    placed = rows_of(session, Kind.QUESTION, ENCODER)
    store(session, placed, grouped(placed.vectors, placed.asked_by), ENCODER, NOW)
    session.expire_all()
    return list(session.scalars(select(Theme).order_by(Theme.id)))


def theme_about(session: Session, word: str) -> Theme:
    query = select(Theme).join(OpenQuestion, OpenQuestion.theme_id == Theme.id)
    found = session.scalars(query.join(Turn).where(Turn.text.startswith(word)))
    (theme,) = set(found)
    return theme


async def test_ids_and_names_stay_when_questions_come(database: Database) -> None:
    with database.transaction() as session:
        filled(session)
        first = {theme.id for theme in regroup(session)}
        named = theme_about(session, WORDS[0])
        named.title = "کارت سوخت المثنی"
        kept = named.id
        dice = np.random.default_rng(77)
        for number in range(8):
            add_question(session, f"{WORDS[0]} گم شده {number}", f"new {number}", near(0, dice))
        add_theme_rows(session, 9, people=5, rows=10, word="پروانهٔ چاه")
        second = {theme.id for theme in regroup(session)}
        assert len(first) == 3
        assert first < second
        assert len(second) == 4
        assert theme_about(session, WORDS[0]).id == kept
        counts = counted(session, [session.get_one(Theme, kept)])[kept]
        assert counts.rows == 20
        assert counts.people == 14


async def test_words_are_shown_only_where_three_people_asked(database: Database) -> None:
    with database.transaction() as session:
        filled(session)
        regroup(session)
        theme = theme_about(session, WORDS[1])
        assert len(words_of(session, theme)) == 12
        mine = select(OpenQuestion.conversation_id).where(OpenQuestion.theme_id == theme.id)
        of_two = [f"{WORDS[1]} 0", f"{WORDS[1]} 1"]
        for id_ in list(session.scalars(mine.where(OpenQuestion.asked_by.not_in(of_two)))):
            erase_conversation(session, id_)
        session.expire_all()
        counts = counted(session, [theme])[theme.id]
        assert counts.people == 2
        assert counts.typical is None
        assert words_of(session, theme) == []


async def test_rows_vanish_with_their_conversation_and_an_untouched_theme_with_them(
    database: Database,
) -> None:
    with database.transaction() as session:
        filled(session)
        regroup(session)
        theme_about(session, WORDS[0]).title = "نامی از یک ویراستار"
        gone = select(OpenQuestion.conversation_id).join(Turn)
        for word in WORDS[:2]:
            for id_ in list(session.scalars(gone.where(Turn.text.startswith(word)))):
                erase_conversation(session, id_)
        assert session.scalar(select(func.count()).select_from(OpenQuestion)) == 12
        left = regroup(session)
        # What a human named stays without rows; the other is gone.
        assert [theme.title for theme in left] == ["نامی از یک ویراستار", None]
        assert theme_about(session, WORDS[2]).id == left[1].id


async def test_a_theme_tells_where_its_rows_went(database: Database) -> None:
    with database.transaction() as session:
        filled(session)
        regroup(session)
        lost, heir = theme_about(session, WORDS[0]), theme_about(session, WORDS[1])
        lost.title = "دو نام برای یک چیز"
        placed = rows_of(session, Kind.QUESTION, ENCODER)
        labels = grouped(placed.vectors, placed.asked_by)
        number = {theme: int(label) for theme, label in zip(placed.themes, labels, strict=True)}
        labels[labels == number[lost.id]] = number[heir.id]
        # Both lie in the middle between the two now; the nearer one keeps its id.
        heir_rows = labels == number[heir.id]
        placed.vectors[heir_rows] = near(1, np.random.default_rng(5))
        store(session, placed, labels, ENCODER, NOW)
        session.expire_all()
        kept = session.get_one(Theme, lost.id)
        other = session.get_one(Theme, heir.id)
        assert {kept.merged_into, other.merged_into} & {kept.id, other.id}


async def test_agencies_see_their_own_rows_alone(database: Database) -> None:
    with database.transaction() as session:
        filled(session)
        regroup(session)
        theme = theme_about(session, WORDS[2])
        few = select(OpenQuestion.turn_id).where(
            OpenQuestion.theme_id == theme.id, OpenQuestion.asked_by.in_([f"{WORDS[2]} 0"])
        )
        of_few = OpenQuestion.turn_id.in_(list(session.scalars(few)))
        session.execute(update(OpenQuestion).values(agency_id="tax"))
        session.execute(update(OpenQuestion).where(of_few).values(agency_id="abfa"))
        session.expire_all()
        assert wanted_themes(session, WantedThemes(agency_id="abfa")) == []
        assert words_of(session, theme, "abfa") == []
        assert len(wanted_themes(session, WantedThemes(agency_id="tax"))) == 3
        assert all(WORDS[2] in one.text for one in words_of(session, theme, "tax"))


async def test_the_life_of_a_theme(database: Database) -> None:
    with database.transaction() as session:
        filled(session)
        theme = regroup(session)[0]
        themes.assign(theme, "an account", date(2026, 12, 5))
        assert theme.state == ThemeState.ASSIGNED
        themes.answer(theme, "water-bill", NOW)
        with pytest.raises(ThemeStateError):
            themes.assign(theme, "another", None)
        with pytest.raises(ThemeStateError):
            themes.dismiss(theme, "تکراری", NOW)
        session.flush()
        assert theme.id not in {one.id for one, _ in wanted_themes(session, WantedThemes())}
        assert [one.id for one, _ in wanted_themes(session, WantedThemes(ended=True))] == [theme.id]
        later = NOW + timedelta(days=1)
        row = select(OpenQuestion.turn_id).where(OpenQuestion.theme_id == theme.id).limit(1)
        again = OpenQuestion.turn_id == session.scalar(row)
        session.execute(update(OpenQuestion).where(again).values(created_at=later))
        assert counted(session, [theme])[theme.id].since_end == 1
        themes.reopen(theme)
        assert (theme.state, theme.service_id) == (ThemeState.ASSIGNED, None)
        with pytest.raises(ThemeStateError):
            themes.reopen(theme)


async def test_what_is_asked_again_is_counted_as_often_as_it_came() -> None:
    asked = [
        ThemeWords("کارت سوختم گم شده", 3, Reason.NOT_FOUND, None, None),
        ThemeWords("وام می‌خواهم", 2, Reason.NOT_FOUND, None, None),
        ThemeWords("هزینه‌اش چند است", 4, Reason.NO_FACT, "fee", "water-bill"),
    ]

    async def find(text: str) -> list[str]:
        return ["fuel-card"] if "سوخت" in text else []

    async def knows(service: str, aspect: str, text: str) -> bool:
        return (service, aspect) == ("water-bill", "fee")

    assert await check(asked, "fuel-card", find, knows) == Checked(9, 7)
    assert await check(asked[:2], "loan", find, knows) == Checked(5, 0)
    assert await check(asked[:2], None, find, knows) == Checked(5, 3)


def test_lines_for_an_entry_hold_nothing_masked() -> None:
    texts = ["کارت سوختم گم شده: چه کنم؟", "من [نام] هستم و کارت می‌خواهم", "کارت", "الف " * 60]
    words = [ThemeWords(text, 1, Reason.NOT_FOUND, None, None) for text in texts]
    lines = lines_for_tests(words, "knowledge/catalogue/x.yml")
    assert "سوختم" in lines
    assert "[نام]" not in lines
    assert not is_fit("شماره‌ام ۱۲۳۴۵۶ است و زنگ بزنید")
    assert lines.splitlines()[-1].startswith("- ")


async def test_what_is_of_no_group_is_in_no_theme(database: Database) -> None:
    with database.transaction() as session:
        filled(session)
        add_question(session, "چیزی که کسی نپرسیده", "one", near(200, np.random.default_rng(3)))
        placed = rows_of(session, Kind.QUESTION, ENCODER)
        labels = np.full(len(placed), ALONE)
        store(session, placed, labels, ENCODER, NOW)
        assert list(session.scalars(select(Theme))) == []
