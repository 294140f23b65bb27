"""Several questions of one message: what is known of them, what is only near, and what is unknown.

«پولش چنده کی میاد میشه اینترنتی» gets a line for each answer, and one sentence that names the rest.
"""

import re
from collections.abc import Sequence

from assistant.dialogue import sentences, words
from assistant.dialogue.choosing import QuestionPart
from assistant.dialogue.fact_answers import Answer, facts_of_aspect
from assistant.dialogue.fact_wording import (
    FIELDS,
    contact,
    key_of,
    list_key,
    next_step,
    older_figure,
    phone_of,
    source_line,
    written,
)
from assistant.dialogue.facts import FactQuery
from assistant.dialogue.own_case.answers import said
from assistant.dialogue.speech import HUMAN, Button, Speech, bulleted, numbered
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, service
from assistant.language.dates import today
from assistant.language.digits import persian_digits
from knowledge.catalogue import Entry
from knowledge.fact_marks import EVERYDAY
from knowledge.facts import Fact, facts_of

CONTACT = ("contact", "where", "online")
_MOST_QUOTED, _MOST_NEAR, _MOST_TOLD, _SEVERAL = 9, 2, 2, 2
_TOLD = 0.3
"""So likely facts are told as an answer. Of 341 questions out of talks the first fact of an answer
was right for .59 of those from here to .4, for .52 of those from .2 on, and for .79 from .65 on."""
_MOST_UNKNOWN = 2
"""After so many unknown questions of a service a human is offered, too."""
_CUT = "…"
_EDGES = " .،,؟?!؛:"
_LATIN = re.compile("[A-Za-z]")
_MARK_OR_NUMBER = re.compile(r"\[[^\]]*\]|\d+")
_STOP = re.compile(r"[.،,؟?!؛:\n]+\s*")


def tell_parts(
    speech: Speech, entry: Entry, parts: Sequence[QuestionPart], query: FactQuery
) -> None:
    """Say what is known of the parts of a message, in one text, and where to ask the rest.

    What was asked last of another service is talked of from then on.
    """
    others = [part for part in parts if part.other and _has_more(speech, part.other, part)]
    own = [part for part in parts if part not in others]
    before = speech.state
    known = [_known(speech, entry, part, before) for part in own if not part.other]
    known = [text for text in known if text]
    known += dict.fromkeys(_of_other(speech, part) for part in others)
    is_told = bool(known or others)
    near = _near(speech, entry, own)
    unknown = [part for part in own if _is_unknown(entry, part, near)]
    if is_told or near:
        # Beside an answer, what tells more than it asks is no question that has none.
        unknown = [part for part in unknown if _asks_plainly(part)]
    told = [bulleted(known) if len(known) > 1 else "".join(known)]
    if near:
        told.append(_nearest(speech, entry, near, is_alone=not known))
    if unknown:
        told.append(_not_known(entry, unknown, query, is_alone=not (is_told or near)))
    elif near:
        told.append(sentences.sentence("for_sure", next=next_step(entry)))
    buttons = _others(speech, others)
    _close(speech, entry, "\n".join(filter(None, told)), len(unknown), buttons)


def _has_more(speech: Speech, other: Entry, part: QuestionPart) -> bool:
    """Whether another service answers a part, or has a card that was not shown yet."""
    return _is_told(part.answer) or not speech.state.has_shown(f"card:{other.service.id}")


def _others(speech: Speech, parts: Sequence[QuestionPart]) -> list[Button]:
    """A button for each other service that is asked about.

    The last one is talked of from then on, if it was asked several things and answers.
    """
    titles = {one.other.service.id: one.other.service.title for one in parts if one.other}
    last = parts[-1] if parts else None
    if last and last.other:
        thing = service(last.other.service.id)
        is_asked_more = sum(one.other is last.other for one in parts) >= _SEVERAL
        if is_asked_more and _is_told(last.answer):
            speech.state = speech.state.turned_to(thing)
        else:
            speech.state = speech.state.offering(thing, last.questions[0])
    return [(title, f"service:{id_}") for id_, title in titles.items()]


def _close(
    speech: Speech, entry: Entry, text: str, unknown: int, buttons: Sequence[Button]
) -> None:
    """Say it; where much is unknown, a human is offered as well."""
    known = f"unknown:{entry.service.id}:"
    before = sum(key.startswith(known) for key in speech.state.shown)
    keys = (f"{known}part{before + number}" for number in range(unknown))
    speech.state = speech.state.having_shown(*keys)
    if unknown and before + unknown > _MOST_UNKNOWN:
        speech.ask(text, [*buttons, HUMAN], Asked(kind=Open.YES_NO, offer="human"))
    elif buttons:
        speech.ask(text, buttons)
    else:
        speech.text(text)


# What is known


def _known(speech: Speech, entry: Entry, part: QuestionPart, before: State) -> str:
    """What surely answers a part, or the way to the agency where that is asked; else nothing.

    What another part was told since `before` is not said twice.
    """
    answer = part.answer
    if _asks_way(part) and (answer is None or not answer.is_sure):
        return _way(speech, entry, part)
    if answer is None or not _is_told(answer):
        return ""
    _remember(speech, entry, answer.whole or part.aspect)
    if answer.whole:
        return _whole(speech, entry, answer.whole)
    facts = answer.facts if answer.is_sure else answer.facts[:_MOST_TOLD]
    facts = tuple(one for one in facts if not _is_said(speech, entry, one, before))
    speech.state = speech.state.having_shown(*(key_of(entry, fact) for fact in facts))
    return _facts(entry, facts, answer) if facts else ""


def _is_said(speech: Speech, entry: Entry, fact: Fact, before: State) -> bool:
    key = key_of(entry, fact)
    return speech.state.has_shown(key) and not before.has_shown(key)


def _asks_way(part: QuestionPart) -> bool:
    """Whether a place or a number is asked for."""
    asks_phone = any(words.has("phones", one) for one in part.questions)
    return part.aspect in CONTACT or (asks_phone and part.aspect in ("what", *EVERYDAY))


def _is_told(answer: Answer | None) -> bool:
    """Whether an answer is likely enough to be told as one."""
    if answer is None:
        return False
    is_likely = answer.share >= _TOLD and not answer.is_doubtful
    return answer.is_sure or bool(answer.whole) or is_likely


def _way(speech: Speech, entry: Entry, part: QuestionPart) -> str:
    """Who asks for a place or a number hears what is known of it, and the agency's own way."""
    known = part.answer.facts if part.answer else ()
    known = known or tuple(fact for fact in facts_of(entry) if fact.aspect == part.aspect)
    known = _untold(speech, entry, known)
    told = [_sentence(_brief(entry, fact)) for fact in known[:_MOST_NEAR]]
    asks_phone = any(words.has("phones", one) for one in part.questions)
    no_phone = sentences.sentence("no_phone") if asks_phone and not phone_of(entry) else ""
    found = " ".join(filter(None, [*told, contact(entry).replace("\n", "، "), no_phone]))
    if found:
        _remember(speech, entry, part.aspect)
    return found


def _remember(speech: Speech, entry: Entry, aspect: str) -> None:
    speech.state = speech.state.having_shown(f"fact:{entry.service.id}:{aspect}")


def _of_other(speech: Speech, part: QuestionPart) -> str:
    """What another service answers, or that it is the one to ask about."""
    assert part.other is not None
    title = part.other.service.title
    if not _is_told(part.answer):
        return sentences.sentence("part_other", title=title)
    text = _known(speech, part.other, part, speech.state)
    return sentences.sentence("part_of_other", title=title, text=text)


def _facts(entry: Entry, facts: Sequence[Fact], answer: Answer) -> str:
    text = " ".join(_sentence(_brief(entry, fact)) for fact in facts)
    text = said(answer.verdict, text) if answer.verdict else text
    old = next(filter(None, (older_figure(fact, today()) for fact in facts)), "")
    text = f"{text} {old}" if old else text
    line = source_line(facts[0], entry)
    return f"{text} ({line})" if line else text


def _brief(entry: Entry, fact: Fact) -> str:
    """A fact beside others of its service, whose title stands above."""
    if fact.aspect in FIELDS:
        return sentences.sentence(f"part_of.{fact.aspect}", text=fact.text)
    return written(entry, fact)


def _whole(speech: Speech, entry: Entry, aspect: str) -> str:
    speech.state = speech.state.having_shown(list_key(entry, aspect))
    items = entry.service.facts.lines(aspect)
    return f"{sentences.sentence(f'part_list.{aspect}')}\n{numbered(items)}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "؟", "!")) else f"{text}."


# What is only near


def _near(speech: Speech, entry: Entry, parts: Sequence[QuestionPart]) -> list[Fact]:
    """The first new facts that may answer what is not surely answered, each once."""
    near = (_near_of(speech, entry, part) for part in parts)
    return list(dict.fromkeys(facts[0] for facts in near if facts))[:_MOST_NEAR]


def _near_of(speech: Speech, entry: Entry, part: QuestionPart) -> tuple[Fact, ...]:
    """What may answer a part, or else what is known of its aspect; nothing that was told."""
    answer = part.answer
    if part.other or _asks_way(part) or _is_told(answer):
        return ()
    own = answer.facts if answer else ()
    return _untold(speech, entry, own or facts_of_aspect(entry, part.aspect))


def _untold(speech: Speech, entry: Entry, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(one for one in facts if not speech.state.has_shown(key_of(entry, one)))


def _asks_plainly(part: QuestionPart) -> bool:
    """«می‌خواهد کارت بگیرد» has a word that also asks; «چند روزه می‌آید» surely asks."""
    is_marked = any("؟" in one for one in part.questions)
    return is_marked or any(words.has("plain_questions", one) for one in part.questions)


def _nearest(speech: Speech, entry: Entry, near: Sequence[Fact], *, is_alone: bool) -> str:
    speech.state = speech.state.having_shown(*(key_of(entry, fact) for fact in near))
    told = [_facts(entry, [fact], Answer((fact,), "", 0.0)) for fact in near]
    return f"{sentences.sentence('parts_nearest' if is_alone else 'parts_near')}\n{bulleted(told)}"


# What is unknown


def _is_unknown(entry: Entry, part: QuestionPart, near: Sequence[Fact]) -> bool:
    """Whether nothing is told of a part, or only what hardly answers it."""
    answer = part.answer
    if part.other:
        return True
    is_near = answer is not None and not answer.is_doubtful and bool({*answer.facts} & {*near})
    if _is_told(answer) or is_near:
        return False
    return not _asks_way(part) or not (
        contact(entry) or any(fact.aspect == part.aspect for fact in facts_of(entry))
    )


def _not_known(
    entry: Entry, unknown: Sequence[QuestionPart], query: FactQuery, *, is_alone: bool
) -> str:
    """What is not known, by its names, and where to ask it.

    What answers may stand above, though no reading takes it for the answer. So a long question
    beside an answer is not repeated in pieces as one that has none.
    """
    names = [_name_of(entry, part, query) for part in unknown]
    if not is_alone:
        names = [name for name in names if _CUT not in name]
    if not names:
        return sentences.sentence("parts_rest", next=next_step(entry))
    key = "parts_unknown" if is_alone else "parts_beyond"
    return sentences.sentence(key, asked=_and(names), next=next_step(entry))


def _name_of(entry: Entry, part: QuestionPart, query: FactQuery) -> str:
    """What is not known, as it is called; in the words of the citizen where more of it is known."""
    if part.aspect not in {"what", *EVERYDAY, *(fact.aspect for fact in facts_of(entry))}:
        return sentences.sentence(f"aspects.{part.aspect}")
    return f"«{_quoted(part.questions[-1], query)}»"


def _quoted(question: str, query: FactQuery) -> str:
    """Its last words, as they were typed: what was told before it stands there, too."""
    pieces = [one for one in _STOP.split(question) if one.split()]
    some = pieces[-1].split() if pieces else question.split()
    last = _as_typed(some[-_MOST_QUOTED:], query)
    text = " ".join(last if len(some) <= _MOST_QUOTED else [_CUT, *last])
    # The number of a mark («[نام 2]») stays, so that what it hides can be put back.
    return _MARK_OR_NUMBER.sub(
        lambda one: one[0] if "[" in one[0] else persian_digits(one[0]), text
    )


def _as_typed(some: Sequence[str], query: FactQuery) -> Sequence[str]:
    """Repaired words as the message has them; as they are where it has more or fewer words.

    What is all of Latin letters stays repaired: «کلانتری برم یا نه» for «kalantari beram ya na».
    """
    repaired, typed = query.text.split(), query.typed.split()
    if len(repaired) != len(typed):
        return some
    plain = [one.strip(_EDGES) for one in repaired]
    wanted = [one.strip(_EDGES) for one in some]
    starts = (n for n in range(len(plain)) if plain[n : n + len(wanted)] == wanted)
    start = next(starts, None)
    if start is None:
        return some
    own = [one.strip(_EDGES) for one in typed[start : start + len(some)]]
    is_persian = any(not _LATIN.search(one) for one in own if not one.isdigit())
    return own if is_persian else some


def _and(names: Sequence[str]) -> str:
    return " و ".join(dict.fromkeys(names))
