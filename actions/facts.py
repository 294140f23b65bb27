"""The facts of a service that a message asks for; there may be several in one."""

import re
from enum import StrEnum

from actions import fact_words
from actions.base import Turn
from actions.choosing import words_of as topic_words
from actions.topic import Topic, is_follow_up
from actions.vocabulary import own_words, title_words
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
        r"(?: است|یست)?(?![\w‌])|(?:به )?کجا (?:باید )?(?:بروم|برویم|مراجعه)|کجاست"
        r"|از کجا(?=[\s؟?.!]*$)",
    ),
    (
        Fact.DOCUMENTS,
        # A «مدرک» alone is a diploma more often than a document.
        r"(?<!ترجمه )(?<!تایید )(?<!تأیید )مدارک(?!م|‌ام| (?:گم|دزد))"
        r"|(?:چه|کدام) مدرک|مدرک‌?(?:ش|اش)(?![\w‌])|مدرک (?:لازم|نیاز|می‌خواهد|ببرم|بیاورم|همراه)"
        r"|چه چیزها?یی? (?:باید |را )?(?:لازم|ببرم|بیاورم|همراه)"
        r"|چه (?:لازم|ببرم|بیاورم|می‌خواهد)|همراهم باشد|دم دستم",
    ),
    (
        Fact.FEE,
        r"(?<!کمک )(?<!کمک‌)هزینه|قیمت|خرج|مبلغ|تعرفه|کارمزد|پولش(?! را| به| واریز)|رایگان"
        r"|چند (?:تومان|درمی|در می|می‌شود)"
        r"|چقدر (?:می‌شود|است|پول|باید بدهم|درمی|در می)",
    ),
    (
        Fact.DURATION,
        # «چند ماه است جواب نمی‌دهند» tells, it does not ask.
        r"چند (?:روز|وقت|هفته|ماه)(?! است (?:که )?\w)|طول (?:می‌کشد|دارد)"
        r"|(?<![\w‌])(?:زمان|مدت|مهلت)(?:ش|‌اش)?(?![\w‌])"
        r"|چقدر (?:زمان|وقت)|کی (?:آماده|می‌آید|حاضر|به دستم|می‌رسد)|تا کی",
    ),
    (Fact.STEPS, r"مراحل|چه کارهایی|قدم به قدم|گام به گام"),
)
_PHONE = re.compile(r"(?<![\w‌])(?:شماره|شمارش|تلفن|تماس|زنگ)")
_LIKELY = 0.5
_BESIDE_A_CARD = {Fact.DOCUMENTS, Fact.FEE, Fact.DURATION}
_COMPILED = tuple((fact, re.compile(pattern)) for fact, pattern in _PATTERNS)
_TELL = {
    Fact.DOCUMENTS: fact_words.documents,
    Fact.FEE: fact_words.fee,
    Fact.DURATION: fact_words.duration,
    Fact.CONTACT: fact_words.contact,
    Fact.STEPS: fact_words.steps,
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
    text = turn.next_of(f"{fact}:{entry.service.id}", _TELL[fact](entry))
    if fact is Fact.DOCUMENTS and (items := _asked_items(turn, entry)):
        text = f"{fact_words.IS_LISTED.format(items='، '.join(items))}\n{text}"
    if fact is Fact.CONTACT and _lacks_phone(turn, entry):
        text = f"{text}\n{fact_words.NO_PHONE}"
    turn.say_text(text)


def _asked_items(turn: Turn, entry: Entry) -> list[str]:
    """The documents that the message names («ضامن هم می‌خواهد؟»)."""
    own = set(topic_words(turn)) - title_words(entry)
    return [item for item in entry.service.documents if own & set(own_words(item))]


def _lacks_phone(turn: Turn, entry: Entry) -> bool:
    """Whether a telephone number is asked for that is not known, though something else is."""
    known = entry.service.phone or entry.agency_phone
    address = entry.service.portal or entry.agency.domain
    return bool(address and not known and _PHONE.search(turn.reading.text))


def fact_of_act(turn: Turn) -> Fact | None:
    """The fact that the act of a message asks for, if the act is likely."""
    return FACT_OF_ACT.get(turn.act) if turn.confidence >= _LIKELY else None


def wanted_facts(turn: Turn, topic: Topic) -> list[Fact]:
    """The facts to tell: of the message, by its words and its act; else those still open."""
    facts = facts_in(turn.reading.text)
    asked = FACT_OF_ACT.get(turn.act) if facts else fact_of_act(turn)
    if asked is None and topic.is_new and not topic.continues:
        facts = [fact for fact in facts if fact in _BESIDE_A_CARD]
    if asked and asked not in facts and not (facts and is_follow_up(turn)):
        facts = [asked, *facts]
    if not facts and topic.continues:
        facts = [Fact(value) for value in turn.slot("open_facts") or ()]
    return facts
