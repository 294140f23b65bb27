"""Questions with the facts that answer them: what they teach, and how an answer is judged."""

import json
from collections import Counter
from pathlib import Path

import pytest
from support.answering import Certain
from support.understood import reading

from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.facts import FactQuery, asked_of, candidates, rendered
from assistant.language.repair import repair
from assistant.settings import PROJECT
from assistant.understanding.reading import Reading
from knowledge.aspects import ASKED
from knowledge.catalogue import Catalogue, Entry
from knowledge.facts import facts_of
from knowledge.search.questions import FOREIGN, Question
from lab.talks import facts
from lab.talks.facts import (
    QUESTIONS,
    FactQuestion,
    Surroundings,
    answer_lessons,
    beside,
    is_right,
    judged,
    read_fact_questions,
    surroundings,
)
from lab.talks.schema import Talk

EVALUATION = PROJECT / "tests" / "evaluation" / "fact_questions.jsonl"
LEANING = PROJECT / "tests" / "evaluation" / "leaning_questions.jsonl"
OWN_CASE = PROJECT / "tests" / "evaluation" / "own_case_questions.jsonl"
FRESH = PROJECT / "tests" / "evaluation" / "fresh_fact_questions.jsonl"
EVERYDAY = PROJECT / "tests" / "evaluation" / "everyday_questions.jsonl"
FRESH_EVERYDAY = PROJECT / "tests" / "evaluation" / "fresh_everyday.jsonl"
WHOLE = {"documents", "steps"}


class Silent:
    """A reader that hears no aspect in a text."""

    def read(self, text: str, context: str = "") -> Reading:
        return reading(text)


@pytest.fixture(scope="module")
def entry(catalogue: Catalogue) -> Entry:
    return next(e for e in catalogue.entries if len(e.service.documents) > 1 and e.service.fee)


def asked(entry: Entry, *facts: str) -> FactQuestion:
    return FactQuestion(service=entry.service.id, question="چيه؟", facts=list(facts))


def test_a_lesson_marks_what_answers(entry: Entry, catalogue: Catalogue) -> None:
    known = facts_of(entry)
    questions = [
        asked(entry, known[0].text),
        asked(entry, known[0].text, known[1].text),
        asked(entry, "documents"),
        asked(entry),
        asked(entry, "این را هیچ منبعی نگفته است"),
    ]
    found = list(answer_lessons(questions, catalogue))
    assert len(found) == 4, "what left the catalogue teaches nothing"
    one, two, whole, none = (lesson.right for lesson in found)
    assert (one[0], sum(one)) == (1.0, 1.0)
    assert (two[:2], sum(two)) == ([1.0, 1.0], 2.0)
    assert (whole[len(known)], sum(whole)) == (1.0, 1.0)
    assert (none[-1], sum(none)) == (1.0, 1.0)


def test_a_lesson_is_read_as_in_use(entry: Entry, catalogue: Catalogue) -> None:
    (lesson,) = answer_lessons([asked(entry)], catalogue)
    assert lesson.question == asked_of(entry, repair("چيه؟").text)
    assert "چيه" not in lesson.question
    assert lesson.answers == rendered(entry)
    always = [candidates(entry)[number] for number in lesson.always]
    assert always[-1] is None
    assert set(always[:-1]) <= WHOLE
    assert "documents" in always


def test_a_share_is_asked_behind_a_story_an_aside_or_another_question(
    entry: Entry, catalogue: Catalogue
) -> None:
    first, second = facts_of(entry)[:2]
    questions = [asked(entry, fact.text) for fact in (first, second) * 500]
    around = Surroundings({entry.service.id: ["کیفم را زدند"]}, ["ای بابا"])
    found = list(answer_lessons(questions, catalogue, around))
    assert len(found) == len(questions)
    told = Counter(lesson.question.removeprefix(asked_of(entry, "")) for lesson in found)
    plain = repair("چيه؟").text
    assert told[plain] / 1000 == pytest.approx(0.68, abs=0.05)
    assert told[f"کیفم را زدند {plain}"] / 1000 == pytest.approx(facts._STORY, abs=0.03)
    assert told[f"ای بابا. {plain}"] / 1000 == pytest.approx(facts._ASIDE, abs=0.03)
    both = [lesson for lesson in found if sum(lesson.right) == 2]
    assert len(both) == told[f"{plain} {plain}"] > 0
    assert all(lesson.right[:2] == [1.0, 1.0] for lesson in both), "two questions, two answers"


def test_a_question_that_leans_on_earlier_messages_is_taught_behind_them(
    entry: Entry, catalogue: Catalogue
) -> None:
    before = ["پدرم فوت کرد", "باشه", "سه تا وارثیم و یکی از ما آلمان است"]
    leaning = asked(entry).model_copy(update={"before": before})
    (lesson,) = answer_lessons([leaning], catalogue, Surroundings({}, []))
    told = f"{before[0]} {before[2]} چيه؟"
    assert lesson.question == asked_of(entry, repair(told).text), "what is short tells nothing"


def test_what_is_around_questions_comes_from_situations_and_asides() -> None:
    stories = [Question("کیفم را زدند", "id-card"), Question("هوا", FOREIGN)]
    turns = [
        {"say": "ای بابا", "do": ["grumble"]},
        {"say": "مدارکش چیه", "do": ["tell"]},
        {"say": "مرسی", "do": ["thank"]},
    ]
    talk = Talk.model_validate({"talk": "t", "player": "p", "turns": turns})
    around = surroundings(stories, [talk])
    assert around.stories["id-card"] == ["کیفم را زدند"]
    assert list(around.asides) == ["ای بابا", "مرسی"]


def finding(entry: Entry, count: int) -> list[Question]:
    return [Question(f"پرسش {number}", entry.service.id) for number in range(count)]


def test_a_share_of_questions_is_asked_of_another_service_which_has_no_answer(
    catalogue: Catalogue,
) -> None:
    agencies = Counter(one.agency.id for one in catalogue.entries)
    entry = next(one for one in catalogue.entries if 3 <= agencies[one.agency.id] <= 20)
    found = list(beside(finding(entry, 1000), catalogue, share=0.4))
    assert len(found) / 1000 == pytest.approx(0.4, abs=0.06)
    owners = {rendered(one): one for one in catalogue.entries}
    asked_of = [owners[lesson.answers] for lesson in found]
    assert entry not in asked_of
    near = sum(one.agency.id == entry.agency.id for one in asked_of) / len(found)
    assert near == pytest.approx(facts._OF_ITS_AGENCY, abs=0.1), "the hard case"
    for lesson in found:
        assert lesson.right[:-1] == [0.0] * (len(lesson.answers) - 1)
        assert lesson.right[-1] == 1.0
        assert len(lesson.answers) - 1 in lesson.always


def test_the_same_questions_are_asked_of_the_same_services(
    entry: Entry, catalogue: Catalogue
) -> None:
    questions = finding(entry, 200)
    assert list(beside(questions, catalogue)) == list(beside(questions, catalogue))
    foreign = [Question("هوا چطور است؟", FOREIGN), Question("چند؟", "gone-since")]
    assert list(beside(foreign, catalogue, share=1.0)) == []


def test_an_answer_is_right_by_its_facts_its_list_or_by_silence(entry: Entry) -> None:
    first, second = (fact.text for fact in facts_of(entry)[:2])

    def answers(chosen: str | None, *wanted: str) -> bool:
        chooser = FactChooser(Certain(entry, {chosen: 0.9} if chosen else {}))
        return is_right(asked(entry, *wanted), chooser.choose(entry, FactQuery("چیه؟")), entry)

    assert answers(first, first)
    assert answers(first, second, first)
    assert not answers(first, second)
    assert not answers(first)
    assert answers("documents", "documents")
    assert answers("documents", entry.service.documents[0]), "the list holds it"
    assert not answers("documents", "steps")
    assert answers(None)
    assert not answers(None, first)


@pytest.mark.parametrize("broken", [{"service": "a"}, {"service": "a", "question": "؟"}])
def test_a_broken_line_is_refused(tmp_path: Path, broken: dict[str, str]) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps(broken), encoding="utf-8")
    with pytest.raises(ValueError, match="FactQuestion"):
        read_fact_questions(file)


@pytest.mark.parametrize(
    "path",
    [QUESTIONS, EVALUATION, LEANING, OWN_CASE, FRESH, EVERYDAY, FRESH_EVERYDAY],
    ids=lambda path: path.stem,
)
def test_the_questions_speak_of_what_is_known(path: Path, catalogue: Catalogue) -> None:
    questions = read_fact_questions(path)
    assert len(questions) >= 200
    gone = []
    for question in questions:
        entry = catalogue.by_id[question.service]
        known = {fact.text for fact in facts_of(entry)} | WHOLE
        gone += [question.question] * (not set(question.facts) <= known)
    assert len(gone) <= len(questions) / 100, gone


def test_nothing_is_judged_by_what_was_taught() -> None:
    taught = {(one.service, one.question) for one in read_fact_questions(QUESTIONS)}
    files = (EVALUATION, LEANING, OWN_CASE, FRESH, EVERYDAY, FRESH_EVERYDAY)
    read = [one for file in files for one in read_fact_questions(file) if not one.before]
    judged = {(one.service, one.question) for one in read}
    assert len(judged) >= 1300
    assert not taught & judged


def test_the_figures_keep_answers_and_silence_apart(entry: Entry) -> None:
    first, second = (fact.text for fact in facts_of(entry)[:2])
    catalogue = Catalogue((entry,), {}, {}, ())
    questions = [
        asked(entry, first),
        asked(entry, second),
        asked(entry, first, second),
        asked(entry),
    ]

    def figures(shares: dict[str, float]) -> list[tuple[int, int]]:
        """Right told, first, and surely; none surely, of these unknown; wrong surely."""
        reader = Silent()
        found = judged(questions, FactChooser(Certain(entry, shares)), reader, catalogue)
        return [(one.hits, one.total) for one in found]

    assert figures({first: 0.9}) == [(2, 3), (2, 3), (2, 3), (0, 1), (0, 1), (2, 4)]
    nearest = [(3, 3), (2, 3), (0, 3), (1, 1), (0, 1), (0, 4)]
    assert figures({first: 0.4, second: 0.21}) == nearest
    assert figures({}) == [(0, 3), (0, 3), (0, 3), (1, 1), (1, 1), (0, 4)]


def test_who_wrote_a_question_and_what_it_asks_for_may_be_known(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    plain = {"service": "a", "question": "چند؟", "facts": []}
    told = [plain, plain | {"aspects": ["fee"], "writer": "w"}]
    file.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    found = [(one.aspects, one.writer) for one in read_fact_questions(file)]
    assert found == [([], ""), (["fee"], "w")]


def test_the_aspects_of_all_questions_are_aspects() -> None:
    assert {name for one in read_fact_questions() for name in one.aspects} <= set(ASKED)
