"""What a message gives to the case form, by what the form is asking for just now."""

import re

from actions.base import Turn

KINDS = {"complain": "complaint", "suggest": "suggestion", "praise": "praise"}
CANCELLED = "cancelled"
CONFIRMED = "confirmed"
NO_PLACE = "-"

_NEVER_ANSWERS = frozenset(
    ["talk_to_human", "emergency", "track_case", "greet", "thank", "goodbye", "abuse"]
)
_QUESTIONS = frozenset(
    ["ask_service", "ask_documents", "ask_fee", "ask_duration", "ask_link_or_phone"]
)
_SURE_QUESTION = 0.8
_CANCEL = re.compile(r"(انصراف|منصرف|لغو|کنسل|بی‌?خیال|ولش کن|نمی‌خواهم (?:شکایت|ثبت))")
_BARE_OPENING = re.compile(
    r"^(?:سلام|آقا|خانم|لطفا|ببخشید|من|یک|یه|می‌?خواهم|خواستم|دارم|کنم|بکنم|ثبت|شکایت|شکایتی|شاکی|"
    r"هستم|از|این|اون|آن|یک|اداره|گله|انتقاد|پیشنهاد|بدم|بدهم|بگذارم|128|[\s؟?.!،])+$"
)
_CORRECTION = re.compile(r"اشتباه|منظورم|ببخشید|نه،|نه |عوض|درستش")
_BACK = re.compile(r"همین|همان|همون|این‌?ها|آن‌?ها|ازشان|از آن|این اداره|اونجا|آنجا")
_SHORT = 8
_LEAST_WORDS = 4


class FormReading:
    """The form's view of one message."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._asked = turn.slot("requested_slot")
        self._command = turn.entity("form_command")

    @property
    def is_cancelled(self) -> bool:
        """Whether the citizen gives the form up, by button or in words."""
        text = self._turn.reading.text
        in_words = bool(_CANCEL.search(text)) and len(text.split()) <= 6
        return self._command == "cancel" or (bool(self._asked) and in_words)

    @property
    def is_correction(self) -> bool:
        """Whether a short message takes back an earlier one («اشتباه گفتم، اداره آبه»)."""
        text = self._turn.reading.text
        return bool(_CORRECTION.search(text)) and len(text.split()) <= _SHORT

    @property
    def is_interruption(self) -> bool:
        """Whether the message is not for the form at all."""
        if self._turn.is_button or not self._asked:
            return False
        intent = self._turn.message.get("intent") or {}
        is_question = self._turn.act in _QUESTIONS and intent.get("confidence", 0) > _SURE_QUESTION
        return self._turn.act in _NEVER_ANSWERS or is_question

    def description(self) -> str | None:
        """The citizen's words of what happened, masked; None when the message is none."""
        text = self._turn.reading.masked.strip()
        if self._turn.is_button or self.is_interruption:
            return None
        if self._asked == "case_description":
            return text if len(text.split()) >= 2 else None
        opens = self._asked is None and self._turn.act in KINDS
        return text if opens and is_substantive(self._turn.reading.text) else None

    def agency(self) -> str | None:
        """The agency chosen or named."""
        chosen = self._turn.entity("agency_id")
        if chosen in self._turn.context.catalogue.agencies:
            return chosen
        if self._turn.is_button or self.is_interruption:
            return None
        named = self._turn.reading.mentions.agency_ids
        return named[0] if named else self._remembered_agency()

    def _remembered_agency(self) -> str | None:
        """At the opening, «از همین‌ها شاکی‌ام» means the agency talked about before."""
        points_back = self._asked is None and _BACK.search(self._turn.reading.text)
        agency: str | None = self._turn.slot("agency_id") if points_back else None
        return agency

    def place(self) -> str | None:
        """`province|city` (either may be empty), or `NO_PLACE`."""
        if self._command == "skip_place":
            return NO_PLACE
        if self._turn.is_button or self.is_interruption:
            return None
        mentions = self._turn.reading.mentions
        if mentions.province or mentions.city:
            return f"{mentions.province or ''}|{mentions.city or ''}"
        if self._asked != "case_place":
            return None
        if self._turn.act == "deny":
            return NO_PLACE
        text = self._turn.reading.masked.replace("|", " ")
        is_name = len(text.split()) <= 4 and any(letter.isalpha() for letter in text)
        return f"|{' '.join(text.split())}"[:60] if is_name else None

    def confirmation(self) -> str | None:
        """`CONFIRMED`, or None."""
        if self._asked != "case_confirmation":
            return None
        said_yes = self._turn.act == "affirm" and not self.edited
        return CONFIRMED if self._command == "confirm" or said_yes else None

    @property
    def edited(self) -> str | None:
        """The slot that the citizen wants to give anew."""
        command = self._command or ""
        return command.removeprefix("edit:") if command.startswith("edit:") else None

    def kind(self) -> str | None:
        """What is filed; decided when the form opens."""
        return KINDS.get(self._turn.act) if self._asked is None else None

    def indicator(self) -> str | None:
        """What went wrong, by the classifier; None for praise."""
        act = self._turn.act
        if act == "suggest":
            return "suggestion"
        found = self._turn.sublabel("complain")
        return found[0] if found and act != "praise" else None


def is_substantive(text: str) -> bool:
    """Whether a repaired text tells what happened, and not only that one wants to complain."""
    return len(text.split()) >= _LEAST_WORDS and not _BARE_OPENING.match(text)
