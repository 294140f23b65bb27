"""Answers about services: cards, the facts that were asked for, and what is not known.

What is said of a service is remembered under keys («card:ID», «fact:ID:aspect»,
«unknown:ID:aspect»), so that nothing is said twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue import sentences, words
from assistant.dialogue.choosing import FactChooser, QuestionPart
from assistant.dialogue.details import ON_CARD
from assistant.dialogue.everyday import papers_beyond, papers_named
from assistant.dialogue.fact_answers import Answer, near_of_aspect
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
from assistant.dialogue.facts import LISTS, FactQuery, Told
from assistant.dialogue.own_case.answers import said
from assistant.dialogue.parts import CONTACT, tell_parts
from assistant.dialogue.speech import HUMAN, Speech, bulleted, numbered
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open
from assistant.replies.schemas import TextReply
from knowledge.catalogue import Entry
from knowledge.fact_marks import EVERYDAY
from knowledge.facts import Fact, facts_of

_MOST_ASPECTS = 3
_MOST_FACTS = 3
_MOST_UNKNOWN = 2
"""After so many unknown aspects of a service a human is offered, too."""
_MOST_QUOTED = 12
"""Words of a question that is repeated where its answer is not known."""
_NAMED = ("what", *EVERYDAY)
_LATIN = re.compile("[A-Za-z]")


class ServiceTeller:
    """Says what is known of a service."""

    def __init__(self, chooser: FactChooser) -> None:
        self._chooser = chooser

    def show(
        self, speech: Speech, entry: Entry, aspects: Sequence[str], query: FactQuery | None
    ) -> None:
        """What a message asks for, then the card, if it was not shown already.

        Without a message, by a button, all that is known of the aspects.
        """
        id_, before = entry.service.id, len(speech.replies)
        is_new = not speech.state.has_shown(f"card:{id_}")
        if query and (parts := self._parts(speech, entry, query)):
            self._show_parts(speech, entry, parts, query, is_new=is_new)
            return
        wanted = aspects[:_MOST_ASPECTS]
        found = self._found(speech, entry, wanted, query) if aspects else []
        sure = [one for one in found if one[1] is not None and one[1].is_sure]
        # A new card tells whole lists by itself.
        above = [(aspect, one) for aspect, one in sure if one and not one.whole]
        self._each(speech, entry, above if is_new else found, query)
        if is_new:
            speech.card(entry)
            speech.state = speech.state.having_shown(f"card:{id_}", f"fact:{id_}:what")
            if not (entry.service.documents or entry.service.steps or aspects):
                speech.text(next_step(entry))
            for aspect, one in sure:
                if one and one.whole:
                    self._told(speech, entry, aspect)
            told = {fact for _, one in above if one for fact in one.facts}
            unsure = [one for one in found if one not in sure and not _is_told(one[1], told)]
            self._each(speech, entry, list(_beyond_card(entry, unsure)), query)
        elif len(speech.replies) == before:
            self._more(speech, entry, query)

    def _parts(self, speech: Speech, entry: Entry, query: FactQuery) -> list[QuestionPart]:
        return self._chooser.parts(entry, query, _told_of(speech.state, entry))

    def _show_parts(
        self,
        speech: Speech,
        entry: Entry,
        parts: Sequence[QuestionPart],
        query: FactQuery,
        *,
        is_new: bool,
    ) -> None:
        if is_new:
            id_ = entry.service.id
            speech.card(entry)
            speech.state = speech.state.having_shown(f"card:{id_}", f"fact:{id_}:what")
        told = [one for one in parts if not (is_new and _is_on_card(entry, one))]
        if told:
            tell_parts(speech, entry, told, query)

    def prepare(self, entry: Entry, aspects: Sequence[str], query: FactQuery) -> None:
        """Work out what `show` will need: it reads texts, which is not for the event loop."""
        self._chooser.answers(entry, query, aspects[:_MOST_ASPECTS])

    def told(self, entry: Entry, aspect: str, text: str) -> str:
        """What would be said of one aspect, for an operator to send."""
        speech = Speech(State())
        query = FactQuery(text)
        self._each(speech, entry, self._chooser.answers(entry, query, (aspect,)), query)
        return "\n".join(reply.text for reply in speech.replies if isinstance(reply, TextReply))

    def knows(self, entry: Entry, aspect: str, text: str) -> bool:
        """Whether something that is known of an aspect answers a repaired text."""
        found = self._chooser.answers(entry, FactQuery(text), (aspect,))
        if any(_known(entry, one, answer) for one, answer in found):
            return True
        return aspect in CONTACT and bool(contact(entry))

    def _found(
        self, speech: Speech, entry: Entry, aspects: Sequence[str], query: FactQuery | None
    ) -> list[tuple[str, Answer | None]]:
        if query is None:
            return [(aspect, _all_of(entry, aspect)) for aspect in aspects]
        return self._chooser.answers(entry, query, aspects, _told_of(speech.state, entry))

    def _each(
        self,
        speech: Speech,
        entry: Entry,
        found: Sequence[tuple[str, Answer | None]],
        query: FactQuery | None,
    ) -> None:
        """The answers one after the other, what is only near together, and what has none."""
        text = query.text if query else None
        before, unknown, near = len(speech.replies), [], list[tuple[str, Answer]]()
        # Beside others an aspect is told of only where the message has a word for it.
        is_alone, told = len(found) == 1, _told_of(speech.state, entry)
        said: set[Fact] = set()
        for aspect, answer in found:
            if _is_told(answer, said):
                # Two questions of one message, answered by the same.
                continue
            said.update(answer.facts if answer else ())
            if text and _asks_contact(aspect, text):
                self._contact(speech, entry, text)
            elif (known := _known(entry, aspect, answer, told)) and (known.is_sure or known.whole):
                self._answer(speech, entry, aspect, known)
            elif known:
                near.append((aspect, known))
            elif (is_alone or _names(text, aspect)) and (
                of_it := near_of_aspect(entry, aspect, told)
            ):
                near.append((aspect, of_it))
                speech.state = speech.state.having_shown(f"unknown:{entry.service.id}:{aspect}")
            elif aspect in CONTACT and (way := contact(entry)):
                _say_once(speech, way)
                self._told(speech, entry, aspect)
            else:
                unknown.append(_unknown_of(aspect, entry))
        if near:
            nearest = _together([known for _, known in near])
            self._say_facts(speech, entry, near[0][0], nearest, query)
        if len(speech.replies) > before:
            # Beside an answer only that is called unknown which the message names.
            unknown = [one for one in unknown if one in _NAMED or _names(text, one)]
        if unknown:
            self._unknown(speech, entry, *dict.fromkeys(unknown), query=query)
        elif near:
            speech.text(sentences.sentence("for_sure", next=next_step(entry)))

    def _more(self, speech: Speech, entry: Entry, query: FactQuery | None) -> None:
        """A message that names no aspect: the fact that answers it, if it asks anything."""
        if query is None:
            speech.say("still_this", title=entry.service.title)
            return
        found = self._found(speech, entry, (), query)
        is_answered = any(answer and answer.is_sure for _, answer in found)
        if is_answered or _is_question(query.text, entry):
            named = [(one if one in EVERYDAY else "what", answer) for one, answer in found]
            self._each(speech, entry, named, query)
        else:
            speech.say("noted", title=entry.service.title)

    def _answer(self, speech: Speech, entry: Entry, aspect: str, answer: Answer) -> None:
        if answer.whole:
            self._list(speech, entry, answer.whole)
        if answer.facts:
            self._say_facts(speech, entry, aspect, answer)

    def _list(self, speech: Speech, entry: Entry, aspect: str) -> None:
        service = entry.service
        items = numbered(service.facts.lines(aspect))
        text = f"{sentences.sentence(aspect, title=service.title)}\n{items}"
        if aspect == "documents" and service.prerequisites:
            text += f"\n{sentences.sentence('prerequisites')}\n{numbered(service.prerequisites)}"
        speech.text(text)
        speech.state = speech.state.having_shown(list_key(entry, aspect))
        self._told(speech, entry, aspect)

    def _say_facts(
        self,
        speech: Speech,
        entry: Entry,
        aspect: str,
        answer: Answer,
        query: FactQuery | None = None,
    ) -> None:
        """Facts with their source; what was told before is repeated in fewer words."""
        keys = {key_of(entry, fact): fact for fact in answer.facts}
        new = [fact for key, fact in keys.items() if not speech.state.has_shown(key)]
        speech.state = speech.state.having_shown(*keys)
        told = [written(entry, fact) for fact in new or answer.facts[:1]]
        text = bulleted(told) if len(told) > 1 else told[0]
        if answer.verdict:
            text = said(answer.verdict, text)
        elif not new:
            text = speech.wording(_again(answer), text=text, asked=_quoted(query))
        elif not answer.is_sure:
            heading = "nearest_only" if answer.is_doubtful else "nearest"
            text = f"{speech.wording(heading, asked=_quoted(query))}\n{text}"
        if aspect in CONTACT and (way := contact(entry)):
            text = f"{text}\n{way}"
        shown = new or answer.facts[:1]
        old = next(filter(None, (older_figure(one, self._chooser.today()) for one in shown)), "")
        text = f"{text}\n{old}" if old else text
        line = source_line(shown[0], entry)
        speech.text(f"{text}\n{line}" if line and (new or answer.verdict) else text)
        self._told(speech, entry, aspect)

    def _contact(self, speech: Speech, entry: Entry, text: str) -> None:
        way = contact(entry)
        if not way:
            self._unknown(speech, entry, "contact")
            return
        if words.has("phones", text) and not phone_of(entry):
            way = f"{way}\n{sentences.sentence('no_phone')}"
        _say_once(speech, way)
        self._told(speech, entry, "contact")

    def _unknown(
        self, speech: Speech, entry: Entry, *aspects: str, query: FactQuery | None = None
    ) -> None:
        """By its name and with the next step; the human is offered where it comes again."""
        known = f"unknown:{entry.service.id}:"
        before = sum(key.startswith(known) for key in speech.state.shown)
        # Where something of the aspect is known, only this is not.
        own = {fact.aspect for fact in facts_of(entry)}
        names = dict.fromkeys("what" if aspect in own else aspect for aspect in aspects)
        name = " و ".join(_name_of(one, entry, query) for one in names)
        speech.state = speech.state.having_shown(*(f"{known}{aspect}" for aspect in aspects))
        # A question that no fact surely answers may be answered by the card, or by what was told.
        is_beyond = names.keys() == {"what"} and speech.state.has_shown(f"card:{entry.service.id}")
        situation = "unknown_beyond" if is_beyond else "unknown_again" if before else "unknown"
        said = speech.wording(situation, aspect=name, next=next_step(entry))
        if before >= _MOST_UNKNOWN:
            speech.ask(said, [HUMAN], Asked(kind=Open.YES_NO, offer="human"))
        else:
            speech.text(said)

    def _told(self, speech: Speech, entry: Entry, aspect: str) -> None:
        speech.state = speech.state.having_shown(f"fact:{entry.service.id}:{aspect}")


def _again(answer: Answer) -> str:
    """How it is said that something stands above: as the answer, or as all that is known."""
    return "told_again" if answer.is_sure else "known_only"


def _names(text: str | None, aspect: str) -> bool:
    """Whether a repaired text has a word for an aspect; a button names its own."""
    if text is None:
        return True
    return aspect in words.named("aspects") and words.has("aspects", text, aspect)


def _unknown_of(aspect: str, entry: Entry) -> str:
    """Where no paper at all is known, that is what is not known."""
    has_papers = any(fact.aspect == "documents" for fact in facts_of(entry))
    return aspect if aspect != "paper" or has_papers else "documents"


def _name_of(aspect: str, entry: Entry, query: FactQuery | None) -> str:
    """What is not known, as it is called, or as it was asked."""
    if aspect == "paper" and query:
        papers = papers_beyond(facts_of(entry), query.text) or papers_named(query.text)
        named = " و ".join(f"«{one}»" for one in papers)
        return sentences.sentence("asked_paper", paper=named)
    if aspect in EVERYDAY:
        return sentences.sentence(f"everyday.{aspect}")
    if aspect == "what" and query and _may_be_quoted(query.typed):
        return sentences.sentence("asked", text=query.typed.strip(" .؟?!"))
    return sentences.sentence(f"aspects.{aspect}")


def _quoted(query: FactQuery | None) -> str:
    """A question in the citizen's words; «this» where it cannot be repeated."""
    if query is None or not _may_be_quoted(query.typed):
        return sentences.sentence("this")
    return f"«{query.typed.strip(' .؟?!')}»"


def _may_be_quoted(typed: str) -> bool:
    """Whether a question is short, and of Persian letters."""
    return 0 < len(typed.split()) <= _MOST_QUOTED and not _LATIN.search(typed)


def _all_of(entry: Entry, aspect: str) -> Answer | None:
    """Everything of an aspect, for a button that asks for it."""
    facts = tuple(fact for fact in facts_of(entry) if fact.aspect == aspect)
    return Answer(facts, "", 1.0) if facts else None


def _known(
    entry: Entry, aspect: str, answer: Answer | None, told: Told = frozenset()
) -> Answer | None:
    """What is told of an aspect: who asks for a place hears of it, though not surely of theirs."""
    if aspect not in CONTACT or (answer is not None and answer.is_sure):
        return answer
    known = answer or _all_of(entry, aspect)
    facts = tuple(fact for fact in known.facts if fact not in told) if known else ()
    return replace(known, facts=facts[:_MOST_FACTS]) if known and facts else None


def _together(near: Sequence[Answer]) -> Answer:
    """What is near to several questions, as one answer: none is said twice."""
    facts = dict.fromkeys(fact for one in near for fact in one.facts)
    is_doubtful = all(one.is_doubtful for one in near)
    return replace(near[0], facts=tuple(facts)[:_MOST_FACTS], is_doubtful=is_doubtful)


def _is_told(answer: Answer | None, told: set[Fact]) -> bool:
    """Whether all of an answer stands above, as the answer to another question of the message."""
    if answer is None or answer.whole or not answer.facts:
        return False
    return told.issuperset(answer.facts)


def _told_of(state: State, entry: Entry) -> frozenset[Fact | str]:
    """The facts and whole lists of a service that were told already."""
    is_shown, summary = state.has_shown(f"card:{entry.service.id}"), entry.service.summary
    facts = (
        fact
        for fact in facts_of(entry)
        if state.has_shown(key_of(entry, fact)) or (is_shown and fact.text == summary)
    )
    lists = (name for name in LISTS if state.has_shown(list_key(entry, name)))
    return frozenset([*facts, *lists])


def _is_on_card(entry: Entry, part: QuestionPart) -> bool:
    """Whether a new card tells what a part asks for, unless something else surely does."""
    answer = part.answer
    if part.other is not None or (answer and answer.verdict):
        return False
    if answer and answer.whole:
        return True
    if answer and answer.is_sure:
        return all(fact.aspect in FIELDS for fact in answer.facts)
    known = {fact.aspect for fact in facts_of(entry)} & {*ON_CARD}
    return any(known & {*words.aspects_named(one)} for one in part.questions)


def _beyond_card(
    entry: Entry, found: Sequence[tuple[str, Answer | None]]
) -> Iterator[tuple[str, Answer | None]]:
    """What a card does not tell of what was found, and is not sure."""
    told = [one for one in facts_of(entry) if one.aspect in ON_CARD]
    told += [one for one in facts_of(entry) if one.text == entry.service.summary]
    known = {"what", *(fact.aspect for fact in told)}
    for aspect, answer in found:
        left = tuple(fact for fact in answer.facts if fact not in told) if answer else ()
        if answer and left:
            yield aspect, replace(answer, facts=left, whole="")
        elif answer is None and aspect not in known:
            yield aspect, None


def _asks_contact(aspect: str, text: str) -> bool:
    return aspect == "contact" or (aspect == "where" and words.has("phones", text))


def _say_once(speech: Speech, text: str) -> None:
    """Say what answers two questions of a message only once."""
    if TextReply(text=text) not in speech.replies:
        speech.text(text)


def _is_question(text: str, entry: Entry) -> bool:
    """Whether a message asks something of its own, and does not only tell or agree."""
    own = words.own_words(text) - words.title_words(entry)
    return bool(own) and ("؟" in text or words.has("questions", text))
