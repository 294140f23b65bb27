"""Several questions of one message: each is answered, out of the right service, or is unknown."""

from collections.abc import Callable, Sequence

import pytest

from assistant.dialogue import words
from assistant.dialogue.choosing import QuestionPart
from assistant.dialogue.fact_answers import Answer
from assistant.dialogue.fact_wording import next_step
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.parts import tell_parts
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.tell import ServiceTeller
from assistant.dialogue.things import Asked, Open, service
from assistant.dialogue.turn import Rooms
from assistant.dialogue.understand import Understander
from assistant.language.repair import repair
from assistant.replies.schemas import ChoicesReply, TextReply
from knowledge.catalogue import Catalogue, Entry
from knowledge.fact_marks import EVERYDAY
from knowledge.facts import facts_of

Say = Callable[..., Speech]


@pytest.fixture
def passport(catalogue: Catalogue) -> Entry:
    return catalogue.by_id["passport-renewal"]


@pytest.fixture
def say(passport: Entry) -> Say:
    def said(parts: Sequence[QuestionPart], typed: str = "") -> Speech:
        speech = Speech(State())
        text = " ".join(question for part in parts for question in part.questions)
        tell_parts(speech, passport, parts, FactQuery(text, typed=typed or text))
        return speech

    return said


def told(speech: Speech) -> str:
    (reply,) = speech.replies
    assert isinstance(reply, TextReply | ChoicesReply)
    return reply.text


def known(entry: Entry, **more: bool) -> Answer:
    return Answer(facts_of(entry)[:1], "", 0.9, **more)


def test_beside_an_answer_nothing_is_denied(say: Say, passport: Entry) -> None:
    parts = [
        QuestionPart(("پولش چند است؟",), "fee", known(passport)),
        QuestionPart(("قسطی می‌شود؟",), "what", None),
    ]
    assert sentence("parts_beyond", asked="«قسطی می‌شود»", next=next_step(passport)) in told(
        say(parts)
    )


def test_beside_an_answer_what_only_tells_is_no_open_question(say: Say, passport: Entry) -> None:
    parts = [
        QuestionPart(("پولش چند است؟",), "fee", known(passport)),
        QuestionPart(("پسرم می‌خواهد آن را بگیرد",), "what", None),
    ]
    assert "پسرم" not in told(say(parts))


def test_of_an_aspect_of_which_something_is_known_that_is_told(say: Say, passport: Entry) -> None:
    duration = next(fact for fact in facts_of(passport) if fact.aspect == "duration")
    text = told(say([QuestionPart(("چند روزه می‌آید؟",), "duration", None)]))
    assert duration.text.rstrip(".") in text


def test_the_mark_of_a_name_stays_in_what_is_quoted(say: Say) -> None:
    text = told(say([QuestionPart(("با [نام 2] می‌شود؟",), "what", None)]))
    assert "[نام 2]" in text


def test_an_answer_alone_is_told_plainly(say: Say, passport: Entry) -> None:
    text = told(say([QuestionPart(("پولش چند است؟",), "fee", known(passport))]))
    assert facts_of(passport)[0].text.rstrip(".") in text
    assert "•" not in text
    assert next_step(passport) not in text, "nothing is open"


def test_each_answer_has_a_line(say: Say, passport: Entry) -> None:
    first, second = (Answer((fact,), "", 0.9) for fact in facts_of(passport)[:2])
    parts = [
        QuestionPart(("پولش چند است؟",), "fee", first),
        QuestionPart(("کی می‌آید",), "duration", second),
    ]
    assert [line[0] for line in told(say(parts)).splitlines()] == ["•", "•"]


def test_what_is_not_known_is_named_once_with_where_to_ask(say: Say, passport: Entry) -> None:
    parts = [QuestionPart((one,), "what", None) for one in ("قسطی می‌شود", "با کارت می‌شود")]
    text = told(say(parts))
    assert "«قسطی می‌شود» و «با کارت می‌شود»" in text
    assert text.count(next_step(passport)) == 1


def test_what_is_only_near_is_no_answer(say: Say, passport: Entry) -> None:
    near = Answer(facts_of(passport)[:1], "", 0.25, is_sure=False)
    text = told(say([QuestionPart(("کی می‌آید",), "duration", near)]))
    assert text.startswith(sentence("parts_nearest"))
    assert next_step(passport) in text


def test_what_hardly_answers_is_called_unknown_though_it_is_told(say: Say, passport: Entry) -> None:
    doubtful = known(passport, is_sure=False, is_doubtful=True)
    text = told(say([QuestionPart(("قسطی می‌شود",), "what", doubtful)]))
    assert facts_of(passport)[0].text.rstrip(".") in text
    assert "«قسطی می‌شود»" in text


@pytest.mark.parametrize("aspect", [*words.named("aspects"), *EVERYDAY, "what"])
def test_whatever_is_asked_can_be_called_unknown(say: Say, aspect: str) -> None:
    typed = "in chi mishe"
    assert told(say([QuestionPart(("این چه می‌شود",), aspect, None)], typed))


def test_a_question_is_quoted_as_it_was_typed(say: Say) -> None:
    parts = [QuestionPart(("قسطی می‌شود؟",), "what", None)]
    assert "«قسطی میشه»" in told(say(parts, "قسطی میشه؟"))


def test_a_question_of_latin_letters_is_quoted_in_persian_ones(say: Say) -> None:
    for asked, typed in (
        ("اول کلانتری برم یا نه", "aval kalantari beram ya na"),
        ("۱۰ روز طول می‌کشد", "10 rooz tool_mikeshe"),
    ):
        text = told(say([QuestionPart((asked,), "what", None)], typed))
        assert f"«{asked}»" in text


def test_of_a_long_story_the_last_words_name_the_question(say: Say) -> None:
    story = "دیروز رفتم آنجا و گفتند باید نوبت بگیری حالا کارتش چه رنگی می‌شود"
    assert "«… " in told(say([QuestionPart((story,), "what", None)]))


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("questions", [1, 2])
def test_another_service_answers_with_its_name_and_a_button(
    say: Say, catalogue: Catalogue, *, is_known: bool, questions: int
) -> None:
    other = catalogue.by_id["marriage-loan"]
    answer = known(other) if is_known else None
    asked = [
        QuestionPart((f"وام ازدواج چند است {n}",), "benefit", answer, other)
        for n in range(questions)
    ]
    speech = say(asked)
    assert other.service.title in told(speech)
    (reply,) = speech.replies
    assert isinstance(reply, ChoicesReply)
    assert [one.choice for one in reply.options] == [f"service:{other.service.id}"]
    is_talked_of = is_known and questions > 1
    aside = speech.state.aside and speech.state.aside.thing
    assert (speech.state.focus if is_talked_of else aside) == service(other.service.id)


def test_a_card_that_was_shown_is_not_offered_for_what_it_does_not_answer(
    passport: Entry, catalogue: Catalogue
) -> None:
    other = catalogue.by_id["marriage-loan"]
    speech = Speech(State().having_shown(f"card:{other.service.id}"))
    tell_parts(
        speech,
        passport,
        [QuestionPart(("قسطی می‌شود",), "what", None, other)],
        FactQuery("قسطی می‌شود"),
    )
    assert "«قسطی می‌شود»" in told(speech)
    assert other.service.title not in told(speech)


def test_what_follows_a_named_service_is_asked_of_it(
    rooms: Rooms, catalogue: Catalogue, passport: Entry
) -> None:
    loan = catalogue.by_id["marriage-loan"]
    questions = ("وام ازدواج چقدر می‌دهند؟", "چند ساله باید پس بدهیم؟")
    query = FactQuery(" ".join(questions), elsewhere={questions[0]: loan})
    assert [part.other for part in rooms.facts.parts(passport, query)] == [loan, loan]


def test_where_much_is_unknown_a_human_is_offered(say: Say) -> None:
    parts = [QuestionPart((f"پرسش {n}",), "what", None) for n in "اب‌پ"]
    speech = say(parts)
    assert speech.state.asked == Asked(kind=Open.YES_NO, offer="human")


def test_a_question_for_another_service_is_heard(understander: Understander) -> None:
    state = State().turned_to(service("passport-renewal"))
    text = "عکس چند تا میخواد؟ وام ازدواج چقدر میدن؟"
    assert "marriage-loan" in understander.understand(text, state).elsewhere.values()
    assert not understander.understand("وام ازدواج چقدر میدن؟", state).elsewhere


def test_what_a_new_card_tells_is_not_called_unknown(rooms: Rooms, catalogue: Catalogue) -> None:
    entry = catalogue.by_id["death-registration"]
    speech = Speech(State())
    text = repair("شناسنامشو کجا باطل کنم پولش چنده خودم میتونم برم").text
    ServiceTeller(rooms.facts).show(speech, entry, (), FactQuery(text, typed=text))
    said = [one.text for one in speech.replies if isinstance(one, TextReply | ChoicesReply)]
    assert "پولش" not in "".join(said)
    lines = [line.lstrip("• ") for text in said for line in text.splitlines()]
    assert len(lines) == len({*lines}), "nothing is told twice"
