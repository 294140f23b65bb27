"""What a message gives to the case form, by what the form is asking for just now."""

import re
from functools import cached_property

from actions.base import Turn
from actions.case_names import FormNames
from actions.case_words import (
    field_to_change,
    gives_up,
    is_short,
    is_substantive,
    kind_instead,
    takes_back,
    tells_something,
)
from actions.correction import correction_in
from actions.wishes import does_not_care, does_not_know, says_yes, wants_anonymity
from assistant.cases.views import TRIAGE_AGENCY

KINDS = {"complain": "complaint", "suggest": "suggestion", "praise": "praise"}
CANCELLED = "cancelled"
CONFIRMED = "confirmed"
NOT_A_CASE = "not_a_case"
NO_PLACE = "-"

_NEVER_ANSWERS = frozenset(["talk_to_human", "track_case", "greet", "thank", "goodbye", "abuse"])
_QUESTIONS = frozenset(
    ["ask_service", "ask_documents", "ask_fee", "ask_duration", "ask_link_or_phone"]
)
_ELSEWHERE = frozenset(["other_line", "out_of_scope"])
_SURE_QUESTION, _SURE_ELSEWHERE, _SURE_SMALL_TALK, _LIKELY = 0.8, 0.9, 0.6, 0.5
_BACK = re.compile(r"همین|همان|همون|این‌?ها|آن‌?ها|ازشان|از آن|این اداره|آنجا|اینجا|این سازمان")
_VILLAGE = re.compile(r"روستا|دهستان|شهرک|بخش|محله|دهیاری")


class FormReading:
    """The form's view of one message."""

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
        """Whether what was taken for a complaint puts an earlier question right."""
        is_unsure = self._turn.act in KINDS and self._turn.confidence < _SURE_QUESTION
        if self._asked or self._turn.is_button or not is_unsure:
            return False
        return bool(self._turn.slot("question") and correction_in(self._turn.matter.text))

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
        """Whether the citizen wants to stay unnamed."""
        return not self._turn.is_button and wants_anonymity(self._text)

    @cached_property
    def is_interruption(self) -> bool:
        """Whether the message is not for the form at all."""
        act, confidence = self._turn.act, self._turn.confidence
        if self._turn.is_button or not self._asked:
            return False
        if act == "emergency" and confidence > _LIKELY:
            return True
        if self.edited or self._names.are_all or self._is_plain_answer or self._puts_right:
            return False
        is_question = act in _QUESTIONS and confidence > _SURE_QUESTION
        is_small_talk = act in _NEVER_ANSWERS and confidence > _SURE_SMALL_TALK
        is_elsewhere = act in _ELSEWHERE and confidence > _SURE_ELSEWHERE
        is_elsewhere = is_elsewhere and self._asked != "case_description"
        return is_question or is_small_talk or is_elsewhere

    @property
    def _puts_right(self) -> bool:
        """Whether the message takes back a name of the form for another one."""
        named = set(self._names.agencies) - {self._turn.slot("case_agency")}
        return self.is_correction and bool(named)

    @property
    def _is_plain_answer(self) -> bool:
        text = self._text
        unsure = does_not_know(text) or does_not_care(text)
        agrees = self._asked == "case_confirmation" and says_yes(text)
        return unsure or agrees or self.is_about_name

    def description(self) -> str | None:
        """The citizen's words of what happened, masked; None when the message is none."""
        text, unnamed = self._turn.reading.masked.strip(), self._turn.reading.unnamed
        if self._turn.is_button or self.is_interruption or self.edited:
            return None
        if self._asked == "case_description":
            unsure = does_not_know(self._text) or self.is_about_name
            return text if tells_something(unnamed) and not unsure else None
        tells = self._turn.act in KINDS and is_substantive(unnamed)
        return text if tells and self._is_told_now else None

    @property
    def _is_told_now(self) -> bool:
        """Whether an unasked telling counts: at the opening, or as a further piece of it."""
        if self._asked is None:
            return True
        is_sure = self._turn.confidence > _LIKELY
        return is_sure and not self._names.are_all and not self.is_about_name

    def agency(self) -> str | None:
        """The agency chosen or named; the one that triage finds when the citizen does not know."""
        chosen = self._turn.entity("agency_id")
        if chosen in self._turn.context.catalogue.agencies:
            return chosen
        if self._turn.is_button or self.is_interruption:
            return None
        if named := self._names.agencies:
            return named[0]
        if self._asked == "case_agency" and does_not_know(self._text):
            return TRIAGE_AGENCY
        return self._remembered_agency()

    def _remembered_agency(self) -> str | None:
        """«از همین‌ها شاکی‌ام» means the agency talked about before."""
        is_open = self._asked in {None, "case_agency"}
        points_back = is_open and self.is_short_or_opening and _BACK.search(self._text)
        agency: str | None = self._turn.slot("agency_id") if points_back else None
        return agency

    @property
    def is_short_or_opening(self) -> bool:
        """Whether words that point back may mean the agency talked about before."""
        return self._asked is None or self.is_short

    def place(self) -> str | None:
        """`province|city` (either may be empty), or `NO_PLACE`."""
        if self._command == "skip_place":
            return NO_PLACE
        if self._turn.is_button or self.is_interruption:
            return None
        if self._names.mentions.province or self._names.mentions.city:
            return f"{self._names.mentions.province or ''}|{self._names.mentions.city or ''}"
        if self._asked != "case_place":
            return None
        declines = self._turn.act == "deny" and not self._names.agencies
        if declines or does_not_know(self._text) or does_not_care(self._text):
            return NO_PLACE
        return self._unknown_place()

    def _unknown_place(self) -> str | None:
        """A name that no list has: of a village, or given again after it was not recognised."""
        text = " ".join(self._turn.reading.masked.replace("|", " ").split())
        again = int(self._turn.slot("failed_turns") or 0) > 0
        is_name = len(text.split()) <= (4 if again or _VILLAGE.search(text) else 2)
        is_other = says_yes(self._text) or self.is_about_name or self._names.agencies
        is_name = is_name and not is_other and any(letter.isalpha() for letter in text)
        return f"|{text}"[:60] if is_name else None

    def confirmation(self) -> str | None:
        """`CONFIRMED`, or None."""
        if self._asked != "case_confirmation":
            return None
        if self._command == "confirm":
            return CONFIRMED
        if self._turn.is_button or self.edited or self.is_interruption or self.is_about_name:
            return None
        agrees = self._turn.act == "affirm" and self.is_short and not self.is_correction
        return CONFIRMED if agrees or says_yes(self._text) else None

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

    def kind(self) -> str | None:
        """What is filed; decided when the form opens, and changed by a correction."""
        if self._asked is None:
            return KINDS.get(self._turn.act)
        return kind_instead(self._text) if self._asked == "case_confirmation" else None

    def indicator(self) -> str | None:
        """What went wrong, by the classifier; None for praise."""
        act = self._turn.act
        if act == "suggest":
            return "suggestion"
        found = self._turn.sublabel("complain")
        return found[0] if found and act != "praise" else None
