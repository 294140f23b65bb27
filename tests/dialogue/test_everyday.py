"""Everyday questions: answered by the facts that are marked for them, or said to be unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from support.answering import Certain

from assistant.dialogue import sentences
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.everyday import EverydayReader, beyond
from assistant.dialogue.fact_wording import next_step
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.tell import ServiceTeller
from assistant.language.repair import repair
from assistant.replies.schemas import TextReply
from knowledge.aspects import Facts
from knowledge.catalogue import Entry
from knowledge.fact_marks import EVERYDAY, Everyday
from knowledge.items import Source
from knowledge.schema import Agency, Service

PAPERS, CAN, FINE = "شناسنامه و گواهی فوت", "پدر یا نماینده او هم می‌تواند بیاید.", "ده هزار تومان"
ABROAD = "از هر سفارتی می‌شود."
FACTS = {
    "documents": [{"text": PAPERS, "sources": ["law"]}],
    "who": [{"text": CAN, "answers": {"proxy": [1]}, "sources": ["law"]}],
    "fee": [{"text": FINE, "sources": ["law"]}],
    "where": [
        {
            "text": ABROAD,
            "applies_to": "ایرانیان خارج از کشور",
            "answers": {"any_branch": [1]},
            "sources": ["law"],
        }
    ],
}
ENTRY = Entry(
    Service(
        id="sample",
        title="پروانهٔ نمونه",
        summary="این پروانه برای کار است.",
        facts=FACTS,
        sources=(Source(key="law", address="https://www.example.ir/law", kind="law"),),
        confidence="high",
    ),
    Agency(id="office", name="ادارهٔ نمونه", phone="1420"),
    (),
)


def hearing(by_word: Mapping[str, Everyday]) -> EverydayReader:
    """Hears what it is told to, by words of the message."""

    def shares(text: str) -> dict[Everyday, float]:
        heard = {kind for word, kind in by_word.items() if word in text}
        return {kind: 0.9 if kind in heard else 0.0 for kind in EVERYDAY}

    return EverydayReader(shares)


def said(
    text: str,
    by_word: Mapping[str, Everyday],
    likely: Mapping[str, float],
    aspects: Sequence[str] = (),
) -> str:
    chooser = FactChooser(Certain(ENTRY, likely), None, hearing(by_word))
    speech = Speech(State().having_shown("card:sample"))
    ServiceTeller(chooser).show(speech, ENTRY, aspects, FactQuery(repair(text).text))
    return "\n".join(one.text for one in speech.replies if isinstance(one, TextReply))


def test_a_fact_that_is_marked_answers_though_another_is_nearer() -> None:
    told = said("پدرم بیاید؟", {"پدرم": "proxy"}, {FINE: 0.4, CAN: 0.3}, ["who"])
    assert CAN in told
    assert FINE not in told


def test_what_no_fact_answers_is_unknown_by_its_name_however_near_another_is() -> None:
    told = said("جمعه باز است؟", {"جمعه": "hours"}, {CAN: 0.45}, ["where"])
    assert CAN not in told
    assert sentences.sentence("everyday.hours") in told
    assert next_step(ENTRY) in told


def test_a_fact_that_surely_answers_is_told_though_it_is_not_marked() -> None:
    assert CAN in said("جمعه باز است؟", {"جمعه": "hours"}, {CAN: 0.9}, ["where"])


def test_each_of_two_everyday_questions_has_its_answer() -> None:
    by_word: dict[str, Everyday] = {"پدرم": "proxy", "جمعه": "hours"}
    told = said("پدرم جمعه بیاید", by_word, {CAN: 0.4}, ["who"])
    assert CAN in told
    assert sentences.sentence("everyday.hours") in told


def test_what_is_asked_beside_an_everyday_question_is_answered_too() -> None:
    told = said(
        "هزینه‌اش چند و پدرم بیاید", {"پدرم": "proxy"}, {FINE: 0.4, CAN: 0.4}, ["fee", "who"]
    )
    assert CAN in told
    assert FINE in told


def test_a_paper_is_looked_up_by_its_name() -> None:
    likely, by_word = {PAPERS: 0.3, CAN: 0.3}, {"می‌خواهد": "paper"}
    told = said("گواهی فوت می‌خواهد؟", by_word, likely, ["documents"])
    assert told.startswith(sentences.sentence("fact_of.documents", text=PAPERS))
    other = said("طلاق‌نامه می‌خواهد؟", by_word, likely, ["documents"])
    assert PAPERS in other
    assert next_step(ENTRY) in other, "the list does not say that it is not needed"


def test_where_no_paper_is_known_that_is_said() -> None:
    bare = replace(ENTRY, service=ENTRY.service.model_copy(update={"facts": Facts()}))
    by_word: dict[str, Everyday] = {"می‌خواهد": "paper"}
    speech = Speech(State().having_shown("card:sample"))
    chooser = FactChooser(Certain(bare, {}), None, hearing(by_word))
    ServiceTeller(chooser).show(speech, bare, ["documents"], FactQuery("طلاق‌نامه می‌خواهد؟"))
    (told,) = [one.text for one in speech.replies if isinstance(one, TextReply)]
    assert sentences.sentence("aspects.documents") in told
    assert speech.state.has_shown("unknown:sample:documents")


def test_a_paper_that_the_list_does_not_have_is_answered_by_the_list_once() -> None:
    papers = ("شناسنامه", "دو قطعه عکس")
    facts = {"documents": [{"text": papers, "sources": ["law"]}]}
    listed = replace(ENTRY, service=ENTRY.service.model_copy(update={"facts": Facts(**facts)}))
    by_word: dict[str, Everyday] = {"می‌خواهد": "paper"}
    chooser = FactChooser(Certain(listed, {}), None, hearing(by_word))
    speech = Speech(State().having_shown("card:sample"))
    for _ in range(2):
        ServiceTeller(chooser).show(speech, listed, ["documents"], FactQuery("طلاق‌نامه می‌خواهد؟"))
    first, *again = [one.text for one in speech.replies if isinstance(one, TextReply)]
    assert all(paper in first for paper in papers)
    assert "«طلاق‌نامه»" in " ".join(again)


def test_what_holds_only_for_others_answers_none_but_them() -> None:
    by_word: dict[str, Everyday] = {"شهر": "any_branch"}
    told = said("از هر شهری می‌شود؟", by_word, {ABROAD: 0.3}, ["where"])
    assert ABROAD not in told
    assert sentences.sentence("everyday.any_branch") in told
    told = said("خارج از کشورم، از هر شهری می‌شود؟", by_word, {ABROAD: 0.3}, ["where"])
    assert ABROAD in told


def test_what_is_marked_is_told_again_where_it_is_asked_again() -> None:
    by_word: dict[str, Everyday] = {"پدرم": "proxy"}
    chooser = FactChooser(Certain(ENTRY, {CAN: 0.2}), None, hearing(by_word))
    speech = Speech(State().having_shown("card:sample"))
    for _ in range(2):
        ServiceTeller(chooser).show(speech, ENTRY, ["who"], FactQuery("پدرم بیاید یا نه؟"))
    assert sum(CAN in one.text for one in speech.replies if isinstance(one, TextReply)) == 2


def test_without_the_name_of_a_paper_none_is_asked_for() -> None:
    heard = hearing({"می‌خواهد": "paper"})
    assert heard.asked("چه می‌خواهد؟") == {}
    assert list(heard.asked("سند هم می‌خواهد؟")) == ["paper"]


def test_what_an_everyday_question_sounds_like_is_no_second_question() -> None:
    assert beyond(["who", "fee", "what"], ["proxy"]) == ["fee"]
