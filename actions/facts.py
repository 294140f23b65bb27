"""The facts of a service that a message asks for; there may be several in one."""

import re
from enum import StrEnum

from actions import phrases
from actions.base import Turn
from actions.topic import Topic, is_follow_up
from knowledge.catalogue import Entry


class Fact(StrEnum):
    """What can be asked of a service."""

    DOCUMENTS = "documents"
    FEE = "fee"
    DURATION = "duration"
    CONTACT = "contact"
    STEPS = "steps"


FACT_OF_ACT = {
    "ask_documents": Fact.DOCUMENTS,
    "ask_fee": Fact.FEE,
    "ask_duration": Fact.DURATION,
    "ask_link_or_phone": Fact.CONTACT,
}
# Contact first: «شماره‌شان چند است» asks for no price.
_PATTERNS = (
    (
        Fact.CONTACT,
        r"(?:شماره|تلفن|آدرس|نشانی|سایت|لینک)‌?(?:اش|شان|ش)?(?: تلفن| تماس| کجا| چند| چه)?"
        r"(?: است|یست)?(?![\w‌])|(?:به )?کجا (?:باید )?(?:بروم|برویم|مراجعه)|کجاست",
    ),
    (
        Fact.DOCUMENTS,
        r"مدارک|مدرک(?! تحصیلی|ی)(?:ش|‌اش)?|چه چیزها?یی? (?:باید |را )?(?:لازم|ببرم|بیاورم|همراه)"
        r"|چه (?:لازم|ببرم|بیاورم|می‌خواهد)|همراهم باشد|دم دستم",
    ),
    (
        Fact.FEE,
        r"هزینه|قیمت|خرج|مبلغ|تعرفه|کارمزد|پولش|رایگان|تومان|چند (?:درمی|در می|می‌شود)"
        r"|چقدر (?:می‌شود|است|پول|باید بدهم|درمی|در می)",
    ),
    (
        Fact.DURATION,
        r"چند (?:روز|وقت|هفته|ماه)|طول (?:می‌کشد|دارد)|(?:زمان|مدت|مهلت)(?:ش|‌اش)?(?![\w‌])"
        r"|چقدر (?:زمان|وقت)|کی (?:آماده|می‌آید|حاضر|به دستم|می‌رسد)|تا کی",
    ),
    (Fact.STEPS, r"مراحل|چه کارهایی|قدم به قدم|گام به گام"),
)
_LIKELY = 0.5
_BESIDE_A_CARD = {Fact.DOCUMENTS, Fact.FEE, Fact.DURATION}
_COMPILED = tuple((fact, re.compile(pattern)) for fact, pattern in _PATTERNS)
_TELL = {
    Fact.DOCUMENTS: phrases.documents,
    Fact.FEE: phrases.fee,
    Fact.DURATION: phrases.duration,
    Fact.CONTACT: phrases.contact,
    Fact.STEPS: phrases.steps,
}


FACTS_FA = {
    Fact.DOCUMENTS: "مدارک",
    Fact.FEE: "هزینه",
    Fact.DURATION: "زمان",
    Fact.CONTACT: "نشانی و تلفن",
    Fact.STEPS: "مراحل",
}


def facts_in(text: str) -> list[Fact]:
    """The facts that a repaired text asks for, in its order."""
    found: dict[Fact, int] = {}
    for fact, pattern in _COMPILED:
        if match := pattern.search(text):
            found[fact] = match.start()
            text = pattern.sub(lambda m: " " * len(m[0]), text)
    return sorted(found, key=lambda fact: found[fact])


def words_of(fact: Fact, entry: Entry) -> str:
    """One fact of `entry` in words, also when it is not known."""
    return _TELL[fact](entry)[0]


def tell(turn: Turn, fact: Fact, entry: Entry) -> None:
    """Say one fact of `entry`; what is unknown is said in other words each time."""
    turn.say_text(turn.next_of(f"{fact}:{entry.service.id}", _TELL[fact](entry)))


def wanted_facts(turn: Turn, topic: Topic) -> list[Fact]:
    """The facts to tell: of the message, by its words and its act; else those still open."""
    facts = facts_in(turn.reading.text)
    asked = FACT_OF_ACT.get(turn.act) if turn.confidence >= _LIKELY or facts else None
    if asked is None and topic.is_new and not topic.continues:
        facts = [fact for fact in facts if fact in _BESIDE_A_CARD]
    if asked and asked not in facts and not (facts and is_follow_up(turn)):
        facts = [asked, *facts]
    if not facts and topic.continues:
        facts = [Fact(value) for value in turn.slot("open_facts") or ()]
    return facts
