"""What is told of a service: once, by its facts, and what is not known with where to ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from support.answering import Certain

from assistant.dialogue import sentences
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.fact_answers import AGAIN, LEAST, SURE, UNKNOWN, Answer
from assistant.dialogue.fact_wording import agency_contact, contact, next_step, older_figure
from assistant.dialogue.facts import FactQuery, candidates, rendered
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.tell import ServiceTeller, source_line
from assistant.dialogue.things import Asked, Open
from assistant.language.digits import persian_digits
from assistant.language.repair import repair
from assistant.replies.schemas import ChoicesReply, ServiceReply, TextReply
from knowledge.aspects import ASPECTS
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import Fact, facts_of
from knowledge.items import Source
from knowledge.schema import Agency, Line, Service
from knowledge.search.answered import Answered, AnsweredQuestions, learnt

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


def chooser(shares: Mapping[str, float], of: Entry = FULL) -> FactChooser:
    return FactChooser(Certain(of, shares))


class Differing(Certain):
    """Finds other answers for each question, by the last word of some that it has."""

    def __init__(self, entry: Entry, by_word: Mapping[str, Mapping[str, float]]) -> None:
        super().__init__(entry)
        self._by_word = by_word

    def scores(self, question: str, answers: Sequence[str]) -> NDArray[np.float32]:
        last = max(self._by_word, key=question.rfind, default="")
        self.shares = dict(self._by_word[last]) if last and last in question else {}
        return super().scores(question, answers)


class Talk:
    """Tells of one service; `likely` are facts by their text, and lists, that answer a message."""

    def __init__(self, of: Entry) -> None:
        self.entry, self.state = of, State()

    def ask(
        self, *aspects: str, text: str = "", likely: Mapping[str, float] | None = None
    ) -> Speech:
        speech = Speech(self.state)
        ServiceTeller(chooser(likely or {}, self.entry)).show(
            speech, self.entry, aspects, FactQuery(repair(text).text, typed=text) if text else None
        )
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
    told = Talk(FULL).ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    assert [reply.kind for reply in told.replies] == ["text", "service"]
    assert sentences.sentence("fee", title=TITLE, text=FEE) in texts(told)


def test_a_card_that_says_little_comes_with_where_to_ask() -> None:
    assert next_step(entry()) in texts(Talk(entry()).ask())
    assert not texts(Talk(FULL).ask())


@pytest.mark.parametrize("text", ["چیه؟", ""])
@pytest.mark.parametrize(
    ("aspect", "likely", "told"),
    [
        ("documents", "documents", FULL.service.documents),
        ("steps", "steps", FULL.service.steps),
        ("fee", FEE, [FEE]),
        ("duration", DAYS, [DAYS]),
    ],
)
def test_what_is_asked_for_is_told_and_remembered(
    aspect: str, likely: str, told: list[str], text: str
) -> None:
    talk = Talk(FULL)
    talk.ask()
    said = texts(talk.ask(aspect, text=text, likely={likely: 0.9}))
    assert [item for item in told if item not in said] == []
    assert talk.state.has_shown(f"fact:sample:{aspect}")


@pytest.mark.parametrize("whole", ["documents", "steps"])
def test_a_new_card_tells_a_whole_list_by_itself(whole: str) -> None:
    speech = Talk(FULL).ask(whole, text="مدارکش؟ چطوری؟", likely={whole: 0.9})
    assert texts(speech) == ""
    assert any(isinstance(reply, ServiceReply) for reply in speech.replies)


def test_what_must_be_the_case_before_is_told_with_the_documents() -> None:
    before = entry(**told_of(documents=("شناسنامه", "عکس"), eligibility="داشتن ۱۸ سال"))
    talk = Talk(before)
    talk.ask()
    said = texts(talk.ask("documents", text="مدارکش؟", likely={"documents": 0.9}))
    assert f"{sentences.sentence('prerequisites')}\n۱. داشتن ۱۸ سال" in said


def test_several_aspects_are_told_in_one_answer() -> None:
    likely = {FEE: 0.5, DAYS: 0.3, MOTHER: 0.1}
    told = texts(Talk(FULL).ask("fee", "duration", text="چند و چند روزه؟", likely=likely))
    assert FEE in told
    assert DAYS in told
    assert MOTHER not in told


@pytest.mark.parametrize(
    ("text", "has_fee"), [("چند روزه، هزینه‌اش هم بگویید", True), ("چند روزه می‌آید؟", False)]
)
def test_an_aspect_of_which_something_is_known_is_told_where_it_is_named(
    text: str, has_fee: bool
) -> None:
    talk = Talk(FULL)
    talk.ask()
    said = texts(talk.ask("duration", "fee", text=text, likely={DAYS: 0.9}))
    assert DAYS in said
    assert (FEE in said) == has_fee, "a faint reading beside an answer tells nothing"


def test_what_is_not_known_of_several_aspects_is_said_of_that_one_alone() -> None:
    told = texts(Talk(FULL).ask("fee", "benefit", text="چند و چقدر میدن؟", likely={FEE: 0.5}))
    assert FEE in told
    name = sentences.sentence("aspects.benefit")
    assert fits(told, "unknown", aspect=name, next=next_step(FULL))


def test_of_a_place_the_site_is_told_too() -> None:
    of = FULL.service.model_copy(update={"phone": "1420"})
    said = texts(Talk(Entry(of, AGENCY)).ask("where", text="کجا برم؟", likely={HALL: 0.9}))
    assert HALL in said
    assert sentences.sentence("phone", text="۱۴۲۰") in said


def test_who_asks_for_a_place_hears_of_it_though_it_may_be_another() -> None:
    of = FULL.service.model_copy(update={"phone": "1420"})
    for likely in ({HALL: 0.4}, {}):
        talk = Talk(Entry(of, AGENCY)).ask("where", text="با ویلچر کجا برم؟", likely=likely)
        assert HALL in texts(talk)
        assert contact(Entry(of, AGENCY)) in texts(talk)


def test_who_asks_for_a_number_that_is_not_known_is_told_so() -> None:
    talk = Talk(entry(agency={"domain": "a.ir"}))
    said = texts(talk.ask("contact", text="شماره‌اش؟"))
    assert "a.ir" in said
    assert sentences.sentence("no_phone") in said
    assert sentences.sentence("no_phone") not in texts(talk.ask("contact", text="سایتش؟"))


def test_what_is_not_known_is_said_by_its_name_and_leads_to_a_human_at_last() -> None:
    bare = entry()
    talk = Talk(bare)
    name = sentences.sentence("aspects.fee")
    said = talk.ask("fee", text="هزینه‌اش؟")
    assert fits(texts(said), "unknown", aspect=name, next=next_step(bare))
    again = talk.ask("duration", text="چند روزه؟")
    name = sentences.sentence("aspects.duration")
    assert fits(texts(again), "unknown_again", aspect=name, next=next_step(bare))
    assert not cards(again)
    last = talk.ask("benefit", text="چقدر میدن؟")
    name = sentences.sentence("aspects.benefit")
    assert fits(texts(last), "unknown_again", aspect=name, next=next_step(bare))
    assert talk.state.asked == Asked(kind=Open.YES_NO, offer="human")


def test_what_stands_above_the_card_does_not_come_again_below_it() -> None:
    hall = entry(facts=told_of(where=HALL, who="پدربزرگ هم می‌تواند.")["facts"])
    by_word = {"مادر": {HALL: 0.5, "پدربزرگ هم می‌تواند.": 0.4}, "پدربزرگ": {HALL: 0.4}}
    speech = Speech(State())
    query = FactQuery(repair("مادر کجا برود؟ پدربزرگ کجا؟").text)
    ServiceTeller(FactChooser(Differing(hall, by_word))).show(speech, hall, ("where",), query)
    assert texts(speech).count(HALL) == 1


def test_a_fact_that_is_told_comes_with_its_source() -> None:
    said = texts(Talk(FULL).ask("who", text="مادر می‌تواند؟", likely={MOTHER: 0.9}))
    assert f"{MOTHER}\n{source_line(first_of('what'), FULL)}" in said


def test_of_two_facts_the_new_one_comes_with_its_own_source() -> None:
    sources = {"text": HALL, "sources": ["news"]}
    of = entry(facts=told_of(fee=FEE)["facts"] | {"where": [sources]})
    talk = Talk(of)
    talk.ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    said = texts(talk.ask(text="پارکینگ تالار چند است؟", likely={FEE: 0.4, HALL: 0.45}))
    assert FEE not in said
    assert f"{HALL}\n{source_line(first_of('where', of), of)}" in said
    assert source_line(first_of("fee", of), of) not in said


def test_what_was_told_is_told_again_in_fewer_words() -> None:
    talk = Talk(FULL)
    talk.ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    again = texts(talk.ask("fee", text="گفتی چند؟", likely={FEE: 0.4}))
    fee = sentences.sentence("fee", title=TITLE, text=FEE)
    assert again in [one.format(text=fee) for one in sentences.wordings("told_again")]


def test_what_was_told_is_no_answer_to_whatever_nothing_new_answers() -> None:
    talk = Talk(FULL)
    talk.ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    said = texts(talk.ask("who", text="پسرم می‌تواند برود؟", likely={FEE: 0.4}))
    assert FEE not in said
    assert next_step(FULL) in said


@pytest.mark.parametrize(
    ("share", "heading"), [(AGAIN + 0.01, "known_only"), (SURE + 0.01, "told_again")]
)
def test_what_was_told_is_told_again_where_it_likely_answers(share: float, heading: str) -> None:
    talk = Talk(FULL)
    talk.ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    again, *where = texts(
        talk.ask("who", text="پسرم می‌تواند برود؟", likely={FEE: share})
    ).splitlines()
    fee = sentences.sentence("fee", title=TITLE, text=FEE)
    assert again in [one.format(text=fee) for one in sentences.wordings(heading)]
    assert bool(where) == (share < SURE)


def test_what_was_told_and_hardly_answers_is_not_told_again() -> None:
    talk = Talk(FULL)
    talk.ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    said = texts(talk.ask("who", text="پسرم می‌تواند برود؟", likely={FEE: AGAIN - 0.01}))
    assert FEE not in said
    assert next_step(FULL) in said


def test_what_is_unknown_beyond_what_was_told_is_said_so() -> None:
    talk = Talk(FULL)
    talk.ask("fee", text="هزینه‌اش؟", likely={FEE: 0.9})
    said = texts(talk.ask("what", text="پسرم می‌تواند برود؟", likely={}))
    name = sentences.sentence("asked", text="پسرم می‌تواند برود")
    assert fits(said, "unknown_beyond", aspect=name, next=next_step(FULL))


def test_a_question_like_one_whose_answer_was_marked_has_that_answer() -> None:
    texts_of = {"چقدر پول می‌گیرند": (FEE,), "پول زیادی می‌گیرند یا نه": (FEE,)}
    texts_of |= {"بچه‌ام همراهم بیاید": (), "بچه را همراهم بیاورم": ()}
    asked = [Answered("sample", text, answers) for text, answers in texts_of.items()]
    answered = AnsweredQuestions(learnt(asked))

    def told(text: str, memory: AnsweredQuestions | None) -> Answer | None:
        chooser_of = FactChooser(Certain(FULL, {FEE: 0.2, DAYS: 0.3}), memory)
        return chooser_of.choose(FULL, FactQuery(text))

    alone, remembered = told("چقدر پول می‌گیرند", None), told("چقدر پول می‌گیرند", answered)
    assert alone is not None
    assert remembered is not None
    assert (alone.facts, alone.is_sure) == ((first_of("duration"), first_of("fee")), False)
    assert (remembered.facts, remembered.is_sure) == ((first_of("fee"),), True)
    assert told("بچه‌ام همراهم بیاید", answered) is None
    assert told("ساعت؟", answered) == told("ساعت؟", None), "nothing is like it"


@pytest.mark.parametrize(
    ("share", "heading"), [(0.6, "nearest"), (0.3, "nearest_only")], ids=["likely", "doubtful"]
)
def test_what_is_only_the_nearest_is_called_so_with_where_to_ask(
    share: float, heading: str
) -> None:
    told = texts(Talk(FULL).ask("who", text="پدر می‌تواند؟", likely={MOTHER: share}))
    headings = [one.format(asked="«پدر می‌تواند»") for one in sentences.wordings(heading)]
    assert any(f"{one}\n{MOTHER}" in told for one in headings)
    assert next_step(FULL) in told
    sure = texts(Talk(FULL).ask("who", text="مادر می‌تواند؟", likely={MOTHER: 0.9}))
    assert "نزدیک‌ترین" not in sure
    assert next_step(FULL) not in sure


def test_where_to_ask_is_said_with_all_that_may_not_be_the_answer() -> None:
    talk = Talk(FULL)
    talk.ask()
    for text, likely in (("پدر می‌تواند؟", {MOTHER: 0.6}), ("مفت نیست؟", {FEE: 0.6})):
        assert next_step(FULL) in texts(talk.ask("who", text=text, likely=likely))
    assert next_step(FULL) not in texts(talk.ask("where", text="پشت هتل؟", likely={HALL: 0.9}))


def test_beside_an_answer_only_what_was_asked_for_in_words_is_called_unknown() -> None:
    talk = Talk(entry(**told_of(fee="رایگان است.", duration="ده روز")))
    talk.ask()
    likely = {"رایگان است.": 0.9}
    told = texts(talk.ask("fee", "refused", text="پول میدن بهم؟", likely=likely))
    assert not any(word in told for word in ("راه اعتراض", "منابع"))
    likely = {"پول": {"رایگان است.": 0.9}}
    apart = told_by(likely, "پول میدن بهم؟ پارکینگش کجاست؟", "fee")
    assert "«پارکینگش کجاست»" in apart


def test_a_question_without_an_aspect_finds_its_fact_once_the_card_was_shown() -> None:
    talk = Talk(FULL)
    talk.ask()
    told = talk.ask(text="مادر می‌تواند؟", likely={MOTHER: 0.4})
    assert MOTHER in texts(told)
    assert not cards(told)


def test_what_does_not_look_like_a_question_is_answered_only_surely() -> None:
    talk = Talk(FULL)
    talk.ask()
    text = "مادرش دیروز آمد"
    assert MOTHER not in texts(talk.ask(text=text, likely={MOTHER: 0.4}))
    assert MOTHER in texts(talk.ask(text=text, likely={MOTHER: 0.9}))


def test_a_question_that_no_fact_answers_is_not_answered_with_one() -> None:
    talk = Talk(FULL)
    talk.ask()
    told = texts(talk.ask(text="پارکینگ طبقاتی اسب هم دارد؟"))
    name = sentences.sentence("asked", text="پارکینگ طبقاتی اسب هم دارد")
    assert fits(told, "unknown_beyond", aspect=name, next=next_step(FULL))


def test_a_long_question_that_nothing_answers_is_not_repeated() -> None:
    talk = Talk(FULL)
    talk.ask()
    told = texts(talk.ask(text=f"{'اسب ' * 20}پارکینگ هم دارد؟"))
    name = sentences.sentence("aspects.what")
    assert fits(told, "unknown_beyond", aspect=name, next=next_step(FULL))


@pytest.mark.parametrize(
    ("aspect", "text", "is_old"),
    [
        ("fee", "در بودجهٔ ۱۴۰۲ صد هزار تومان", True),
        ("fee", "در ۱۳۹۸ صد و در ۱۴۰۲ دویست هزار تومان", True),
        ("fee", "در ۱۴۰۵ صد هزار تومان", False),
        ("fee", "۱۰۰٬۰۰۰ ریال", False),
        ("fee", "رایگان است؛ قانون ۱۴۰۲", False),
        ("benefit", "در ۱۴۰۲ ماهی ۲ میلیون تومان", True),
        ("where", "از ۱۴۰۲ در پیشخوان", False),
    ],
)
def test_of_an_older_figure_it_is_said_that_this_years_is_unknown(
    aspect: str, text: str, is_old: bool
) -> None:
    said = older_figure(Fact(aspect, text), date(2026, 12, 1))
    assert bool(said) == is_old


def test_an_older_figure_is_told_with_its_year() -> None:
    old = entry(**told_of(fee="در بودجهٔ ۱۴۰۲ صد هزار تومان"))
    talk = Talk(old)
    talk.ask()
    fee = old.service.facts.lines("fee")[0]
    told = texts(talk.ask("fee", text="هزینه‌اش چقدر است؟", likely={fee: 0.9}))
    assert sentences.sentence("older_figure", year="۱۴۰۲") in told


def test_who_only_agrees_is_told_nothing_anew() -> None:
    talk = Talk(FULL)
    talk.ask()
    assert fits(texts(talk.ask(text="باشه مرسی")), "noted", title=TITLE)


def test_an_operator_is_told_without_a_card() -> None:
    told = ServiceTeller(chooser({FEE: 0.9})).told(FULL, "fee", "هزینه‌اش؟")
    assert told.startswith(sentences.sentence("fee", title=TITLE, text=FEE))


def told_by(by_word: Mapping[str, Mapping[str, float]], text: str, *aspects: str) -> str:
    """What is said to a message of several questions, each with its own answers."""
    of = Entry(FULL.service.model_copy(update={"phone": "1420"}), AGENCY)
    speech = Speech(State().having_shown(f"card:{of.service.id}"))
    ServiceTeller(FactChooser(Differing(of, by_word))).show(
        speech, of, aspects, FactQuery(repair(text).text)
    )
    return texts(speech)


def test_two_questions_of_one_aspect_are_both_answered() -> None:
    by_word = {"چقدر": {FEE: 0.9}, "مادر": {MOTHER: 0.9}}
    said = told_by(by_word, "هزینه‌اش چقدره؟ مادر هم میتونه بگیره؟", "fee")
    assert FEE in said
    assert MOTHER in said


@pytest.mark.parametrize(
    ("text", "aspect", "by_word", "told"),
    [
        (
            "هزینه‌اش چقدره؟ چند تومان بیارم؟",
            "fee",
            {"چقدر": {FEE: 0.9}, "تومان": {FEE: 0.8}},
            FEE,
        ),
        (
            "مدارکش چیه؟ چیا بیارم؟",
            "documents",
            {"مدارک": {"documents": 0.9}, "چیا": {"documents": 0.7}},
            "شناسنامه",
        ),
        (
            "شماره‌اش چیه؟ چند ساعته جواب میدن؟",
            "contact",
            {"ساعت": {DAYS: 0.4}},
            "۱۴۲۰",
        ),
        (
            "کجا برم؟ آدرسش کجاست؟",
            "where",
            {"آدرس": {HALL: 0.4}},
            "۱۴۲۰",
        ),
    ],
    ids=["a fact", "a list", "contact", "site and number"],
)
def test_what_answers_two_questions_is_said_once(
    text: str, aspect: str, by_word: Mapping[str, Mapping[str, float]], told: str
) -> None:
    assert told_by(by_word, text, aspect).count(told) == 1


def test_nothing_is_read_anew_once_it_was_prepared() -> None:
    encoder = Certain(FULL, {FEE: 0.9})
    teller = ServiceTeller(FactChooser(encoder))
    for aspects, text in (
        (("fee",), "هزینه‌اش چند است؟"),
        ((), "چند است؟ کی؟"),
        (("fee", "where"), "چند و کجا؟"),
    ):
        for query in (FactQuery(text), FactQuery(text, before="پروانه‌ام باطل شده است")):
            teller.prepare(FULL, aspects, query)
            known = list(encoder.asked)
            assert known
            teller.show(Speech(State().having_shown("card:sample")), FULL, aspects, query)
            assert encoder.asked == known


# Which facts answer


def chosen(shares: Mapping[str, float], of: Entry = FULL) -> Answer | None:
    return chooser(shares, of).choose(of, FactQuery("چیه؟"))


def test_every_fact_the_lists_and_none_may_answer() -> None:
    assert candidates(FULL) == (*facts_of(FULL), "documents", "steps", None)
    assert "documents" not in candidates(entry(**told_of(documents=("شناسنامه",))))


def test_the_encoder_reads_each_candidate_with_the_name_of_its_aspect() -> None:
    every = entry(**told_of(**{aspect: f"این {aspect}" for aspect in ASPECTS}))
    for of in (FULL, every):
        told = rendered(of)
        assert len(set(told)) == len(told) == len(candidates(of))
        for fact, text in zip(facts_of(of), told, strict=False):
            assert text.endswith(f": {repair(fact.text, spelling=False).text}")
    assert rendered(entry(**told_of(fee="با كارت"))) != rendered(entry(**told_of(fee="با پول")))
    assert rendered(entry(**told_of(fee="با كارت"))) == rendered(entry(**told_of(fee="با کارت")))


def test_the_encoder_is_asked_once_for_a_text_whatever_is_wanted_of_it() -> None:
    encoder = Certain(FULL, {FEE: 0.5, DAYS: 0.4})
    asking = FactChooser(encoder)
    asking.answered(FULL, "چند و چند روزه؟")
    asking.answers(FULL, FactQuery("چند و چند روزه؟"), ("fee", "duration"))
    asking.choose(FULL, FactQuery("چند و چند روزه؟"))
    asking.choose(FULL, FactQuery("چند؟"))
    assert encoder.asked == ["چند و چند روزه؟", "چند؟"]


def test_a_question_is_read_again_with_what_was_told_before() -> None:
    encoder = Certain(FULL, {FEE: 0.5, DAYS: 0.4})
    asking = FactChooser(encoder)
    query = FactQuery("چند روزه؟", before="دخترم ۱۵ ساله است")
    asking.choose(FULL, query)
    assert encoder.asked == ["چند روزه؟", "دخترم ۱۵ ساله است چند روزه؟"]
    asking.answered(FULL, query.text)
    assert len(encoder.asked) == 2, "whether the service answers, the question alone tells"


def test_what_was_told_before_decides_between_facts() -> None:
    class Leaning(Certain):
        def scores(self, question: str, answers: Sequence[str]) -> NDArray[np.float32]:
            # Half of what counts is how it is read alone.
            self.shares = {DAYS: 0.999} if "فوری" in question else {FEE: 0.6, DAYS: 0.2}
            return super().scores(question, answers)

    asking = FactChooser(Leaning(FULL))
    alone = asking.choose(FULL, FactQuery("واسه من چنده؟"))
    after = asking.choose(FULL, FactQuery("واسه من چنده؟", before="فوری می‌خوام"))
    assert alone is not None
    assert after is not None
    assert [one.text for one in (*alone.facts, *after.facts)] == [FEE, DAYS]


def test_a_service_answers_by_all_that_is_known_of_it() -> None:
    encoder = Certain(FULL, {FEE: 0.3, DAYS: 0.2, "documents": 0.1})
    logits = encoder.scores("چیه؟", rendered(FULL))
    nothing = np.exp(logits[-1]) / np.exp(logits).sum()
    told = FactChooser(encoder).answered(FULL, "چیه؟")
    assert told == pytest.approx(1 - nothing, abs=1e-3), "as the encoder alone says it"
    assert 0.5 < chooser({FEE: 0.3}).answered(FULL, "چیه؟") + 0.2 < told < 1
    assert chooser({}).answered(FULL, "چیه؟") == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    ("share", "is_told", "is_sure"),
    [(LEAST - 0.01, False, False), (0.4, True, False), (SURE + 0.01, True, True)],
)
def test_a_fact_is_told_surely_as_the_nearest_or_not_at_all(
    share: float, is_told: bool, is_sure: bool
) -> None:
    answer = chosen({FEE: share})
    assert (answer is not None) == is_told
    if answer is not None:
        assert answer.facts == (first_of("fee"),)
        assert answer.share == pytest.approx(share, abs=1e-3)
        assert answer.is_sure == is_sure


@pytest.mark.parametrize("whole", ["documents", "steps"])
def test_a_whole_list_is_an_answer_by_itself(whole: str) -> None:
    answer = chosen({whole: SURE + 0.01, FEE: 0.2})
    assert answer is not None
    assert (answer.facts, answer.whole, answer.is_sure) == ((), whole, True)


def test_a_second_fact_is_told_with_the_first_where_it_is_nearly_as_likely() -> None:
    fee, days = first_of("fee"), first_of("duration")

    def facts(shares: Mapping[str, float]) -> tuple[Fact, ...]:
        answer = chosen(shares)
        assert answer is not None
        return answer.facts

    assert facts({FEE: 0.4, DAYS: 0.35}) == (fee, days)
    assert facts({DAYS: SURE + 0.01, FEE: 0.18}) == (days,)
    assert facts({FEE: 0.45, "documents": 0.35}) == (fee,), "a list is told alone"


def test_where_none_is_sure_at_most_three_that_are_near_are_told() -> None:
    fee, days, hall = (first_of(aspect) for aspect in ("fee", "duration", "where"))
    answer = chosen({HALL: 0.24, DAYS: 0.2, FEE: 0.15, MOTHER: 0.13})
    assert answer is not None
    assert (answer.facts, answer.whole, answer.is_sure) == ((hall, days, fee), "", False)
    far = chosen({HALL: 0.4, DAYS: 0.19})
    assert far is not None
    assert far.facts == (hall,)


def test_a_list_that_is_asked_for_is_told_where_nothing_in_it_is_likely() -> None:
    for told, whole in ((frozenset[Fact | str](), "documents"), (frozenset(["documents"]), None)):
        listed = chooser({}).choose(FULL, FactQuery("پله هم دارد؟"), "documents", told)
        assert (listed and listed.whole) == whole


def test_where_nothing_answering_is_likely_enough_nothing_is_told() -> None:
    assert chosen({FEE: 1 - UNKNOWN - 0.01}) is None
    doubtful = chosen({FEE: 0.4})
    assert doubtful is not None
    assert doubtful.is_doubtful


def each(shares: Mapping[str, float], *aspects: str) -> list[str | None]:
    """What is told of each aspect: the text of a fact, or the name of a list."""
    found = chooser(shares).answers(FULL, FactQuery("چیه؟"), aspects)
    assert {name for name, _ in found} <= set(aspects)
    return [one and (one.whole or one.facts[0].text) for _, one in found]


def test_of_several_aspects_each_has_its_own_answer() -> None:
    assert each({FEE: 0.5, "documents": 0.3}, "documents", "fee") == ["documents", FEE]
    assert each({FEE: 0.9, DAYS: 0.05}, "fee", "duration") == [FEE, None]
    assert each({FEE: 0.5, DAYS: 0.3}, "refused", "duration") == [FEE], "the nearest tell of both"
    assert each({}, "refused", "duration") == [None, None]
    surely = SURE + 0.01
    assert each({MOTHER: surely, FEE: 0.24}, "who", "fee") == [MOTHER, FEE]


SEVERAL = {"چقدر": {FEE: 0.9}, "مدارک": {"documents": 0.9}, "ماند": {DAYS: 0.9}}


def answers(text: str, *aspects: str) -> tuple[list[tuple[str, str | None]], list[str]]:
    """What is told of a repaired text, by aspect, and the questions that the encoder read."""
    encoder = Differing(FULL, SEVERAL)
    found = FactChooser(encoder).answers(FULL, FactQuery(text), aspects)
    told = [(name, one and (one.whole or one.facts[0].text)) for name, one in found]
    return told, encoder.asked


@pytest.mark.parametrize(
    "text", ["هزینه چقدر است؟", "هزینه", "پدرم رفته. هزینه چقدر است؟ ممنون", "هزینه چقدر است?؟"]
)
def test_one_question_is_read_with_all_of_its_message(text: str) -> None:
    assert answers(text, "fee") == ([("fee", FEE)], [text]), "a bare word is enough with its aspect"
    assert answers(text) == ([("what", FEE if "چقدر" in text else None)], [text])


@pytest.mark.parametrize("aspects", [(), ("fee",)])
def test_each_of_several_questions_has_its_own_answer(aspects: tuple[str, ...]) -> None:
    questions = ["هزینه چقدر است؟", "عجله دارم. مدارک چیست؟", "پارکینگ هم دارد؟"]
    told, read = answers(" ".join(questions), *aspects)
    assert [text for _, text in told] == [FEE, "documents", None]
    assert [name for name, _ in told] == ["fee", "documents", "what"]
    behind = [" ".join(questions[: n + 1]) for n in range(len(questions))]
    assert sorted(read) == sorted({*questions, *behind}), "alone, and behind those before it"


def test_of_very_many_questions_the_first_five_are_answered() -> None:
    questions = ["هزینه چقدر است؟", "مدارک چیست؟", "چند روز می‌ماند؟"]
    more = ["پارکینگ دارد؟", "آسانسور دارد؟", "آب دارد؟"]
    told, read = answers(" ".join([*questions, *more]), "fee")
    assert [text for _, text in told] == [FEE, "documents", DAYS, None, None]
    assert not any(more[2] in one for one in read)


def test_questions_with_the_same_answer_have_it_once() -> None:
    questions = ["هزینه چقدر است؟", "پارکینگ دارد؟", "چقدر باید بدهم؟", "آسانسور دارد؟"]
    told, _ = answers(" ".join(questions[:3]), "fee")
    assert [text for _, text in told] == [FEE, None]
    told, _ = answers(f"{questions[1]} {questions[3]}", "fee")
    assert told == [("what", None)] * 2, "each is called unknown by its own words"


def test_several_aspects_of_one_question_are_answered_by_one_reading() -> None:
    text = "هزینه و زمان چقدر است"
    told, read = answers(text, "fee", "duration")
    assert told == [("fee", FEE), ("duration", None)]
    assert read == [text]


def test_two_questions_in_one_sentence_have_two_answers() -> None:
    told, _ = answers("هزینه آن چقدر است و چند روز می‌ماند", "fee", "duration")
    assert [text for _, text in told] == [FEE, DAYS]
    _, read = answers("چقدر و کجا؟", "fee", "where")
    assert read == ["چقدر و کجا؟"]


shares_of_facts = st.dictionaries(
    st.sampled_from([*(fact.text for fact in facts_of(FULL)), "documents", "steps"]),
    st.floats(0.001, 1.0),
    max_size=6,
)


@given(shares_of_facts, st.floats(0.001, 1.0))
def test_what_is_told_is_among_the_likeliest(shares: dict[str, float], none: float) -> None:
    total = sum(shares.values()) + none
    shares = {name: share / total for name, share in shares.items()}
    answer = chosen(shares)
    best = max(shares.values(), default=0.0)
    if answer is None:
        assert best < LEAST + 1e-3 or none / total > UNKNOWN - 1e-3
        return
    assert answer.share >= best - 1e-3
    assert bool(answer.facts) != bool(answer.whole)
    told = [fact.text for fact in answer.facts] or [answer.whole]
    assert shares[told[0]] == pytest.approx(best, abs=1e-3)
    assert all(shares[one] >= best / 2 - 1e-3 for one in told)
    assert len(told) <= (1 if best > SURE + 1e-3 else 3)


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
    named = sentences.sentence("source_dated.law", source="example.ir", date="۱۴۰۲")
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
