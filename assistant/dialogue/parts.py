"""Several questions of one message: each is named in its own words, and answered or called unknown.

«پولش چنده کی میاد میشه اینترنتی» gets three lines, whatever is known of them.
"""

import re
from collections.abc import Sequence

from assistant.dialogue import sentences
from assistant.dialogue.choosing import Answer, Part
from assistant.dialogue.contacts import contact, next_step
from assistant.dialogue.own.deciding import said
from assistant.dialogue.saying import key_of, list_key, source_line, written
from assistant.dialogue.speech import HUMAN, Button, Speech, numbered
from assistant.dialogue.state import Asked, Open, service
from assistant.language.digits import persian_digits
from knowledge.catalogue import Entry
from knowledge.everyday import EVERYDAY
from knowledge.facts import Fact, facts_of

CONTACT = ("contact", "where", "online")
_MOST_LABEL, _MOST_NEAR = 9, 2
_MOST_UNKNOWN = 2
"""After so many unknown questions of a service a human is offered, too."""
_LATIN = re.compile("[A-Za-z]")
_EDGES = " .،,؟?!؛:"


def tell_parts(speech: Speech, entry: Entry, parts: Sequence[Part], typed: str) -> None:
    """Say what is known of each part, in one text, and where to ask what is not."""
    is_named = bool(_LATIN.search(typed))
    told = [(_label(part, is_named=is_named), _told(speech, entry, part)) for part in parts]
    text = "\n".join(sentences.sentence("part", asked=asked, text=one) for asked, one in told)
    own = [part.answer for part in parts if part.other is None]
    unknown, buttons = own.count(None), _others(speech, parts)
    if all(answer and answer.is_sure for answer in own):
        _say(speech, text, buttons)
        return
    _close(speech, entry, text, unknown, buttons)


def _others(speech: Speech, parts: Sequence[Part]) -> list[Button]:
    """A button for each other service that is asked about; the first is what else was meant."""
    others = {one.other.service.id: (one.other, one) for one in parts if one.other is not None}
    for id_, (_, part) in list(others.items())[:1]:
        speech.state = speech.state.offering(service(id_), part.questions[0])
    return [(other.service.title, f"service:{id_}") for id_, (other, _) in others.items()]


def _close(
    speech: Speech, entry: Entry, text: str, unknown: int, buttons: Sequence[Button]
) -> None:
    """The way to a sure answer; where much is unknown, a human as well."""
    known = f"unknown:{entry.service.id}:"
    before = sum(key.startswith(known) for key in speech.state.shown)
    keys = (f"{known}part{before + number}" for number in range(unknown))
    speech.state = speech.state.having_shown(*keys)
    text = f"{text}\n{sentences.sentence('for_sure', next=next_step(entry))}"
    if before + unknown > _MOST_UNKNOWN:
        speech.ask(text, [*buttons, HUMAN], Asked(kind=Open.YES_NO, offer="human"))
    else:
        _say(speech, text, buttons)


def _say(speech: Speech, text: str, buttons: Sequence[Button]) -> None:
    if buttons:
        speech.ask(text, buttons)
    else:
        speech.text(text)


def _label(part: Part, *, is_named: bool) -> str:
    """The question in its own words; by what it asks for where these are in Latin letters."""
    if is_named:
        key = f"everyday.{part.aspect}" if part.aspect in EVERYDAY else f"aspects.{part.aspect}"
        return sentences.sentence(key)
    return " / ".join(_short(question) for question in part.questions)


def _short(question: str) -> str:
    """Its last words: what was told before it stands there, too."""
    some = question.strip(_EDGES).split()
    last = some if len(some) <= _MOST_LABEL else ["…", *some[-_MOST_LABEL:]]
    return persian_digits(" ".join(last))


def _told(speech: Speech, entry: Entry, part: Part) -> str:
    if part.other is not None:
        return _of_other(part.other, part.answer)
    answer, way = part.answer, contact(entry) if part.aspect in CONTACT else ""
    if part.aspect in CONTACT and (answer is None or not answer.is_sure):
        return _near_way(speech, entry, part, way)
    if answer is None:
        return sentences.sentence("part_unknown")
    _remember(speech, entry, answer.whole or part.aspect)
    if answer.whole:
        return _whole(speech, entry, answer.whole)
    facts = answer.facts if answer.is_sure else answer.facts[:_MOST_NEAR]
    speech.state = speech.state.having_shown(*(key_of(entry, fact) for fact in facts))
    text = _facts(entry, facts, answer)
    return text if answer.is_sure else sentences.sentence("part_near", text=text)


def _near_way(speech: Speech, entry: Entry, part: Part, way: str) -> str:
    """Who asks for a place or a number hears what is known of it, and the agency's own way."""
    known = part.answer.facts if part.answer else ()
    known = known or tuple(fact for fact in facts_of(entry) if fact.aspect == part.aspect)
    told = " ".join(_sentence(written(entry, fact)) for fact in known[:_MOST_NEAR])
    found = " ".join(filter(None, [told, way.replace("\n", "، ")]))
    if not found:
        return sentences.sentence("part_unknown")
    _remember(speech, entry, part.aspect)
    return found


def _remember(speech: Speech, entry: Entry, aspect: str) -> None:
    speech.state = speech.state.having_shown(f"fact:{entry.service.id}:{aspect}")


def _of_other(other: Entry, answer: Answer | None) -> str:
    """What another service answers surely, or that it is the one to ask about."""
    title = other.service.title
    if answer is None or answer.whole:
        return sentences.sentence("part_other", title=title)
    return sentences.sentence(
        "part_of_other", title=title, text=_facts(other, answer.facts, answer)
    )


def _facts(entry: Entry, facts: Sequence[Fact], answer: Answer) -> str:
    text = " ".join(_sentence(written(entry, fact)) for fact in facts)
    text = said(answer.verdict, text) if answer.verdict else text
    line = source_line(facts[0], entry)
    return f"{text} ({line})" if line else text


def _whole(speech: Speech, entry: Entry, aspect: str) -> str:
    speech.state = speech.state.having_shown(list_key(entry, aspect))
    known = entry.service
    return f"\n{numbered(known.documents if aspect == 'documents' else known.steps)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "؟", "!")) else f"{text}."
