"""What a message does to the case form: answer it, steer it, or interrupt it."""

from functools import cached_property

from actions.base import Turn
from actions.case_formal import wants_own_words
from actions.case_names import FormNames
from actions.case_or_topic import is_of_service
from actions.case_slots import KINDS
from actions.case_words import field_to_change, gives_up, is_short, takes_back, wants_to_follow
from actions.facts import facts_in
from actions.wishes import (
    does_not_care,
    does_not_know,
    says_yes,
    wants_anonymity,
    wants_filing,
)

_NEVER_ANSWERS = frozenset(["talk_to_human", "track_case", "greet", "thank", "goodbye", "abuse"])
_QUESTIONS = frozenset(
    ["ask_service", "ask_documents", "ask_fee", "ask_duration", "ask_link_or_phone"]
)
_ELSEWHERE = frozenset(["other_line", "out_of_scope"])
_SURE, _SURE_QUESTION, _SURE_ELSEWHERE, _SURE_SMALL_TALK = 0.9, 0.8, 0.9, 0.6
LIKELY = 0.5
"""An act with at least this confidence is believed where a slip costs little."""


class FormMessage:
    """What one message does to the form, before any slot is read from it."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._asked = turn.slot("requested_slot")
        self._command = turn.entity("form_command")
        self._text = turn.reading.text
        self._names = FormNames(turn, self._asked)

    @property
    def is_cancelled(self) -> bool:
        """Whether the citizen gives the form up, by button or in words."""
        return self._command == "cancel" or (bool(self._asked) and gives_up(self._text))

    @property
    def is_for_topic(self) -> bool:
        """Whether what was taken for a complaint is about a service after all."""
        turn = self._turn
        is_typed_complaint = turn.act in KINDS and not turn.is_button and not self._asked
        return is_typed_complaint and is_of_service(turn)

    @property
    def is_correction(self) -> bool:
        """Whether a short message takes back an earlier one («اشتباه گفتم، اداره آبه»)."""
        return takes_back(self._text)

    @property
    def is_short(self) -> bool:
        """Whether the message may be an answer to one question."""
        return is_short(self._text)

    @property
    def is_about_name(self) -> bool:
        """Whether the citizen wants to stay unnamed, or asks about it, and nothing else."""
        if self._turn.is_button or not wants_anonymity(self._text):
            return False
        return not (self._asked == "case_confirmation" and wants_filing(self._text))

    @cached_property
    def is_interruption(self) -> bool:
        """Whether the message is not for the form at all."""
        act, confidence = self._turn.act, self._turn.confidence
        if self._turn.is_button or not self._asked:
            return False
        if act == "emergency" and confidence > (_SURE if self._names.are_all else LIKELY):
            return True
        if self.edited or self._is_answer:
            return False
        is_question = act in _QUESTIONS and confidence > _SURE_QUESTION
        is_small_talk = act in _NEVER_ANSWERS and confidence > _SURE_SMALL_TALK
        is_elsewhere = act in _ELSEWHERE and confidence > _SURE_ELSEWHERE
        is_elsewhere = is_elsewhere and self._asked != "case_description"
        return is_question or is_small_talk or is_elsewhere

    @property
    def _is_answer(self) -> bool:
        return (
            (self._names.are_all and not self._asks_a_fact)
            or self._names_what_is_asked
            or self._is_plain_answer
            or self._puts_right
        )

    @property
    def _asks_a_fact(self) -> bool:
        """Whether a name comes with a question («لینک بانک مرکزی را بده»)."""
        is_question = self._turn.act in _QUESTIONS and self._turn.confidence > _SURE_QUESTION
        return is_question and bool(facts_in(self._text))

    @property
    def _names_what_is_asked(self) -> bool:
        """Whether a short message that asks nothing holds the name («خب ادامه، مشهد بود»)."""
        mentions = self._names.mentions
        place = self._asked == "case_place" and (mentions.city or mentions.province)
        agency = self._asked == "case_agency" and self._names.agencies
        return bool(place or agency) and self.is_short and self._turn.act not in _QUESTIONS

    @property
    def _puts_right(self) -> bool:
        """Whether the message takes back a name of the form for another one."""
        named = set(self._names.agencies) - {self._turn.slot("case_agency")}
        return self.is_correction and bool(named)

    @property
    def _is_plain_answer(self) -> bool:
        text = self._text
        unsure = does_not_know(text) or does_not_care(text)
        at_summary = self._asked == "case_confirmation"
        agrees = at_summary and (says_yes(text) or wants_own_words(text))
        chooses = self._asked == "case_follow" and wants_to_follow(text) is not None
        return unsure or agrees or chooses or self.is_about_name

    @property
    def edited(self) -> str | None:
        """The slot that the citizen wants to give anew, without saying how it should be."""
        command = self._command or ""
        if command.startswith("edit:"):
            return command.removeprefix("edit:")
        if self._turn.is_button or self._asked is None:
            return None
        field = field_to_change(self._text)
        given = {
            "case_place": self._names.mentions.city or self._names.mentions.province,
            "case_agency": self._names.agencies,
        }
        is_filled = field is not None and self._turn.slot(field) is not None
        return field if field and is_filled and not given.get(field) else None
