"""What is told of a service: once, by its facts, and what is not known with where to ask."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from support.understood import reading

from assistant.dialogue import sentences
from assistant.dialogue.facts import LISTS, WEIGHTS, FactChooser
from assistant.dialogue.ranking import Features, Ranker
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import Asked, Open, State
from assistant.dialogue.tell import Teller, agency_contact, contact, next_step, source_line
from assistant.language.digits import persian_digits
from assistant.replies.shapes import ChoicesReply, ServiceReply, TextReply
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import Fact, facts_of
from knowledge.features.labels import Opinion
from knowledge.schema import Agency, Line, Service, Source
from knowledge.search.answers import FactIndex

SOURCES = (
    Source(key="news", address="https://news.example.ir/1", kind="news", date_fa="۱۴۰۴/۰۱/۰۱"),
    Source(key="law", address="https://www.example.ir/law", kind="law", date_fa="۱۴۰۲/۰۵/۰۶"),
    Source(address="دفترچهٔ راهنما", kind="official", date_fa="۱۴۰۱"),
)
AGENCY = Agency(id="office", name="ادارهٔ نمونه")
TITLE = "صدور پروانهٔ نمونه"
WHAT, MOTHER = "این پروانه برای کار در نمونه‌سراست.", "مادر هم می‌تواند آن را بگیرد."
FEE, DAYS, HALL = "۵۰ هزار تومان", "ده روز", "درخواست را در تالار نمونه می‌گیرند."


def line(number: str, kind: str = "voice", **more: Any) -> Line:
    about = {"title": "خط نمونه", "use_for": "پرسش", "outside_128": True, "confidence": "high"}
    return Line(number=number, kind=kind, **(about | more))


def told_of(**aspects: object) -> dict[str, Any]:
    """Facts as a catalogue file has them, each of the same source."""
    items = {name: [{"text": text, "sources": ["law"]}] for name, text in aspects.items()}
    return {"facts": items}


def entry(*lines: Line, agency: dict[str, Any] | None = None, **fields: Any) -> Entry:
    plain = {
        "id": "sample",
        "title": TITLE,
        "summary": f"{WHAT} {MOTHER}",
        "sources": SOURCES,
        "confidence": "high",
    }
    of = AGENCY.model_copy(update=agency or {})
    return Entry(Service(**(plain | fields)), of, tuple(lines))


FULL = entry(
    **told_of(
        documents=("شناسنامه", "دو قطعه عکس"),
        steps=("درخواست در سامانه", "دریافت پروانه"),
        fee=FEE,
        duration=DAYS,
        where=HALL,
    )
)


class Wanting(Ranker):
    """Takes what is asked for by its aspect, then what the message lies on; else none."""

    def __init__(self) -> None:
        """Nothing was learnt."""

    def shares(self, candidates: Any) -> Any:
        scores = np.array([self._score(one) for one in candidates])
        shares = np.exp(8 * (scores - scores.max()))
        return shares / shares.sum()

    def _score(self, one: Features) -> float:
        lists = sum(one.get(f"list_{aspect}", 0.0) for aspect in LISTS)
        return max(
            2 * lists, one.get("wanted", 0.0) + one.get("likeness", 0.0), one.get("none", 0) / 2
        )


class Talk:
    """Tells of one service; facts lie in directions of their own, so a message can be like one."""

    def __init__(self, of: Entry) -> None:
        self.entry, self.state = of, State()
        self._size = len(facts_of(of))
        vectors = np.eye(self._size, dtype=np.float32)
        chooser = FactChooser(FactIndex(Catalogue((of,), {}, {}, ()), vectors), Wanting())
        self.teller = Teller(chooser)

    def ask(self, *aspects: str, text: str = "", like: str | None = None) -> Speech:
        speech = Speech(self.state)
        vector = np.zeros(self._size, np.float32)
        if like is not None:
            vector[[fact.text for fact in facts_of(self.entry)].index(like)] = 1
        read = reading(text, vector) if text else None
        self.teller.show(speech, self.entry, aspects, read)
        self.state = speech.finished()
        return speech


def texts(speech: Speech) -> str:
    said = (TextReply, ChoicesReply)
    return "\n".join(reply.text for reply in speech.replies if isinstance(reply, said))


def cards(speech: Speech) -> int:
    return sum(isinstance(reply, ServiceReply) for reply in speech.replies)


def fits(text: str, key: str, **values: str) -> bool:
    return any(one.format(**values) in text for one in sentences.wordings(key))


def first_of(aspect: str, of: Entry = FULL) -> Fact:
    return next(fact for fact in facts_of(of) if fact.aspect == aspect)


def test_a_card_comes_once() -> None:
    talk = Talk(FULL)
    assert cards(talk.ask()) == 1
    again = talk.ask()
    assert cards(again) == 0
    assert fits(texts(again), "still_this", title=TITLE)


def test_what_was_asked_comes_before_the_card() -> None:
    told = Talk(FULL).ask("fee", text="هزینه‌اش؟")
    assert [reply.kind for reply in told.replies] == ["text", "service"]
    assert sentences.sentence("fee", title=TITLE, text=FEE) in texts(told)


def test_a_card_that_says_little_comes_with_where_to_ask() -> None:
    assert next_step(entry()) in texts(Talk(entry()).ask())
    assert not texts(Talk(FULL).ask())


@pytest.mark.parametrize("text", ["چیه؟", ""])
@pytest.mark.parametrize(
    ("aspect", "told"),
    [
        ("documents", FULL.service.documents),
        ("steps", FULL.service.steps),
        ("fee", [FEE]),
        ("duration", [DAYS]),
    ],
)
def test_what_is_asked_for_is_told_and_remembered(aspect: str, told: list[str], text: str) -> None:
    talk = Talk(FULL)
    said = texts(talk.ask(aspect, text=text))
    assert [item for item in told if item not in said] == []
    assert talk.state.has_shown(f"fact:sample:{aspect}")


def test_what_must_be_the_case_before_is_told_with_the_documents() -> None:
    before = entry(**told_of(documents=("شناسنامه", "عکس"), eligibility="داشتن ۱۸ سال"))
    said = texts(Talk(before).ask("documents", text="مدارکش؟"))
    assert f"{sentences.sentence('prerequisites')}\n۱. داشتن ۱۸ سال" in said


def test_several_aspects_are_told_in_one_answer() -> None:
    told = texts(Talk(FULL).ask("fee", "duration", text="چند و چند روزه؟"))
    assert FEE in told
    assert DAYS in told


def test_of_a_place_the_site_is_told_too() -> None:
    of = FULL.service.model_copy(update={"phone": "1420"})
    said = texts(Talk(Entry(of, AGENCY)).ask("where", text="کجا برم؟"))
    assert HALL in said
    assert sentences.sentence("phone", text="۱۴۲۰") in said


def test_who_asks_for_a_number_that_is_not_known_is_told_so() -> None:
    talk = Talk(entry(agency={"domain": "a.ir"}))
    said = texts(talk.ask("contact", text="شماره‌اش؟"))
    assert "a.ir" in said
    assert sentences.sentence("no_phone") in said
    assert sentences.sentence("no_phone") not in texts(talk.ask("contact", text="سایتش؟"))


def test_what_is_not_known_is_said_in_full_then_in_half_a_line_then_leads_to_a_human() -> None:
    bare = entry()
    talk = Talk(bare)
    name = sentences.sentence("aspects.fee")
    said = talk.ask("fee", text="هزینه‌اش؟")
    assert fits(texts(said), "unknown", aspect=name, next=next_step(bare))
    again = talk.ask("duration", text="چند روزه؟")
    assert fits(texts(again), "unknown_again", next=next_step(bare))
    assert not cards(again)
    last = talk.ask("benefit", text="چقدر میدن؟")
    assert fits(texts(last), "unknown_stop", next=next_step(bare))
    assert talk.state.asked == Asked(kind=Open.YES_NO, offer="human")


def test_a_fact_that_is_told_comes_with_its_source() -> None:
    said = texts(Talk(FULL).ask("who", text="مادر می‌تواند؟", like=MOTHER))
    assert f"{MOTHER}\n{source_line(first_of('what'), FULL)}" in said


def test_a_question_without_an_aspect_finds_its_fact_once_the_card_was_shown() -> None:
    talk = Talk(FULL)
    talk.ask()
    told = talk.ask(text="مادر می‌تواند؟", like=MOTHER)
    assert MOTHER in texts(told)
    assert not cards(told)


def test_a_question_that_no_fact_answers_is_not_answered_with_one() -> None:
    talk = Talk(FULL)
    talk.ask()
    told = texts(talk.ask(text="پارکینگ طبقاتی اسب هم دارد؟"))
    name = sentences.sentence("aspects.what")
    assert fits(told, "unknown", aspect=name, next=next_step(FULL))


def test_who_only_agrees_is_told_nothing_anew() -> None:
    talk = Talk(FULL)
    talk.ask()
    assert fits(texts(talk.ask(text="باشه مرسی")), "noted", title=TITLE)


def test_an_operator_is_told_without_a_card() -> None:
    talk = Talk(FULL)
    told = talk.teller.told(FULL, "fee", reading("هزینه‌اش؟", np.zeros(len(facts_of(FULL)))))
    assert told.startswith(sentences.sentence("fee", title=TITLE, text=FEE))


# Which facts answer


def chooser(of: Entry) -> FactChooser:
    vectors = np.eye(len(facts_of(of)), dtype=np.float32)
    return FactChooser(FactIndex(Catalogue((of,), {}, {}, ()), vectors), Ranker(WEIGHTS))


def candidates(
    text: str, asked: Mapping[str, float], of: Entry = FULL
) -> dict[Fact | str | None, Features]:
    """What speaks for each fact and list, of a message that lies far from all facts."""
    read = reading(text, np.zeros(len(facts_of(of)), np.float32))
    return dict(chooser(of).candidates(of, read, asked))


def test_every_fact_the_lists_and_none_may_answer() -> None:
    found = candidates("چیه؟", {"fee": 1.0})
    assert list(found) == [*facts_of(FULL), "documents", "steps", None]
    assert "documents" not in candidates("چیه؟", {}, entry(**told_of(documents=("شناسنامه",))))


def test_an_aspect_speaks_for_its_facts_and_words_for_theirs() -> None:
    found = candidates("تالار دارد؟", {"where": 0.9, "fee": 0.1})
    hall, fee = found[first_of("where")], found[first_of("fee")]
    assert (hall["wanted"], fee["wanted"]) == (0.9, 0.1)
    assert hall["shared"] == 1.0
    assert fee["shared"] == fee["shared_any"] == 0.0
    assert hall["is_where"] == fee["is_fee"] == 1.0
    assert fee["number"] > hall["number"] == 0.0
    assert found[None]["none_where"] == 0.9


def test_words_of_the_title_say_nothing_of_a_fact() -> None:
    found = candidates(f"{TITLE} چیه؟", {"what": 1.0})
    assert all(found[fact]["shared"] == 0.0 for fact in facts_of(FULL))


@pytest.mark.parametrize(
    ("aspect", "text", "whole"),
    [("documents", "مدارکش چیه؟", "documents"), ("steps", "مراحلش؟", "steps")],
)
def test_the_learnt_choice_tells_whole_lists(aspect: str, text: str, whole: str) -> None:
    read = reading(text, np.zeros(len(facts_of(FULL)), np.float32))
    answer = chooser(FULL).choose(FULL, read, {aspect: 1.0})
    assert answer is not None
    assert (answer.whole, answer.facts) == (whole, ())
    assert 0 < answer.share <= 1


def test_the_learnt_choice_tells_the_fact_that_a_question_lies_on() -> None:
    facts = facts_of(FULL)
    for aspect, text in (("fee", "هزینه‌اش چقدره؟"), ("duration", "چند روز طول می‌کشد؟")):
        fact = first_of(aspect)
        vector = np.zeros(len(facts), np.float32)
        vector[facts.index(fact)] = 0.8
        answer = chooser(FULL).choose(FULL, reading(text, vector), {aspect: 1.0})
        assert answer is not None
        assert answer.facts[0] == fact


def test_the_shares_of_aspects_are_those_of_the_encoder() -> None:
    talk = Talk(FULL)
    talk.ask()
    speech, size = Speech(talk.state), len(facts_of(FULL))
    opinion = Opinion({}, {}, {}, {"fee": math.log(0.9), "who": math.log(0.1)})
    read = replace(reading("تومانش را بگو که بدانم", np.zeros(size, np.float32)), opinion=opinion)
    talk.teller.show(speech, FULL, (), read)
    assert FEE in texts(speech)


# Where to ask


@pytest.mark.parametrize(
    ("of", "told", "untold"),
    [
        (entry(line("1420"), phone="1420"), "۱۴۲۰", "a.ir"),
        (
            entry(line("115", emergencies_only=True), phone="115", agency={"phone": "02112"}),
            "۰۲۱۱۲",
            "۱۱۵",
        ),
        (
            entry(line("110", emergencies_only=True), agency={"phone": "110", "domain": "a.ir"}),
            "a.ir",
            "۱۱۰",
        ),
        (entry(line("701701", "sms"), phone="701701", agency={"domain": "a.ir"}), "a.ir", "۷۰۱"),
        (
            entry(portal={"url": "https://b.ir", "source": SOURCES[0]}, agency={"domain": "a.ir"}),
            "https://b.ir",
            "a.ir",
        ),
        (entry(), "کارشناس", "سایت"),
    ],
    ids=["own line", "agency's phone", "emergencies only", "sms", "portal", "nothing"],
)
def test_the_next_step_is_where_somebody_answers(of: Entry, told: str, untold: str) -> None:
    step = next_step(of)
    assert AGENCY.name in step
    assert told in step
    assert untold not in step


def test_nobody_is_sent_to_an_emergency_line_with_a_question(catalogue: Catalogue) -> None:
    shut = [one.number for one in catalogue.lines.values() if not one.is_for_questions]
    assert {"110", "115", "123", "125"} < set(shut)
    asked = {
        sentences.sentence("ask_phone", agency=one.agency.name, number=persian_digits(number))
        for one in catalogue.entries
        for number in shut
    }
    for one in catalogue.entries:
        assert one.agency.name in next_step(one)
        assert next_step(one) not in asked


def test_what_cannot_be_called_is_no_telephone() -> None:
    phone = sentences.sentence("phone", text="").strip()
    assert phone in contact(entry(phone="1420"))
    for of in (
        entry(line("701701", "sms"), phone="701701"),
        entry(phone="*1#"),
        entry(line("*141#", "ussd"), phone="*141#"),
    ):
        assert phone not in contact(of)
        assert persian_digits(of.service.phone) in contact(of)
    assert contact(entry()) == ""


def test_an_agency_without_a_number_says_so() -> None:
    post = AGENCY.model_copy(update={"domain": "post.ir"})
    assert agency_contact(post, None).endswith(sentences.sentence("no_phone"))
    assert "۱۲۱" in agency_contact(post, line("121"))


def test_the_best_source_is_named_with_its_year() -> None:
    named = sentences.sentence("source_dated", source="example.ir", date="۱۴۰۲")
    assert source_line(first_of("what"), FULL) == named
    own = entry(agency={"domain": "example.ir"})
    assert AGENCY.name in source_line(first_of("what", own), own)
    hidden = entry(sources=SOURCES[2:])
    assert source_line(first_of("what", hidden), hidden) == ""


def test_facts_stand_in_the_order_in_which_they_are_told() -> None:
    aspects = [fact.aspect for fact in facts_of(FULL)]
    assert aspects == [
        "what",
        "what",
        "documents",
        "documents",
        "steps",
        "steps",
        "fee",
        "duration",
        "where",
    ]
