"""What a message gives to the case form, by what the form is asking for just now."""

import re

from actions.case_formal import wants_own_words
from actions.case_message import LIKELY, FormMessage
from actions.case_missions import is_of_mission
from actions.case_slots import ALONE, CONFIRMED, KINDS, NO_PLACE, OWN_WORDS
from actions.case_words import is_substantive, kind_instead, tells_something, wants_to_follow
from actions.partly import is_partly_ours
from actions.tellings import tells_of_waiting
from actions.wishes import does_not_care, does_not_know, says_yes
from assistant.cases.views import TRIAGE_AGENCY
from assistant.language.abroad import named_abroad

_BACK = re.compile(r"همین|همان|همون|این‌?ها|آن‌?ها|ازشان|از آن|این اداره|آنجا|اینجا|این سازمان")
_VILLAGE = re.compile(r"روستا|دهستان|شهرک|بخش|محله|دهیاری")


class FormReading(FormMessage):
    """The slots that one message fills."""

    def description(self) -> str | None:
        """The citizen's words of what happened, masked; None when the message is none."""
        text, unnamed = self._turn.reading.masked.strip(), self._turn.reading.unnamed
        if self._turn.is_button or self.is_interruption or self.edited:
            return None
        if self._asked == "case_description":
            unsure = does_not_know(self._text) or self.is_about_name
            return text if tells_something(unnamed) and not unsure else None
        is_told = self._turn.act in KINDS or is_partly_ours(self._turn)
        is_told = is_told or tells_of_waiting(self._text)
        tells = is_told and is_substantive(unnamed)
        return text if tells and self._is_told_now else None

    @property
    def _is_told_now(self) -> bool:
        """Whether an unasked telling counts: at the opening, or as a further piece of it."""
        if self._asked is None:
            return True
        is_sure = self._turn.confidence > LIKELY
        return is_sure and not self._names.are_all and not self.is_about_name

    def agency(self) -> str | None:
        """The agency chosen or named; the one that triage finds when the citizen does not know."""
        chosen = self._turn.entity("agency_id")
        if chosen in self._turn.context.catalogue.agencies:
            return chosen
        # «ثبت» is short for an agency too.
        agrees = self._asked == "case_confirmation" and says_yes(self._text)
        if self._turn.is_button or self.is_interruption or agrees:
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
            return self._place_abroad()
        declines = self._turn.act == "deny" and not self._names.agencies
        if declines or does_not_know(self._text) or does_not_care(self._text):
            return NO_PLACE
        return self._place_abroad() or self._unknown_place()

    def _place_abroad(self) -> str | None:
        """A country or a city there; it is no city of ours, and kept where no words tell it."""
        name = named_abroad(self._text) if is_of_mission(self._turn) else None
        if name is None:
            return None
        return NO_PLACE if self.description() else f"|{name}"

    def _unknown_place(self) -> str | None:
        """A name that no list has: of a village, or given again after it was not recognised."""
        text = " ".join(re.sub(r"[|،,]", " ", self._turn.reading.masked).split())
        again = int(self._turn.slot("failed_turns") or 0) > 0
        # No list holds the cities of other countries.
        abroad = is_of_mission(self._turn)
        is_name = len(text.split()) <= (4 if again or abroad or _VILLAGE.search(text) else 2)
        is_other = says_yes(self._text) or self.is_about_name or self._names.agencies
        is_name = is_name and not is_other and any(letter.isalpha() for letter in text)
        return f"|{text}"[:60] if is_name else None

    def confirmation(self) -> str | None:
        """`CONFIRMED`, or None."""
        if self._asked != "case_confirmation":
            return None
        if self._command in {"confirm", "confirm_own"}:
            return CONFIRMED
        if self._turn.is_button or self.edited or self.is_interruption or self.is_about_name:
            return None
        agrees = self._turn.act == "affirm" and self.is_short and not self.is_correction
        return CONFIRMED if agrees or says_yes(self._text) or self._wants_own else None

    def follow(self) -> str | None:
        """The offer that the citizen wants to follow, `ALONE`, or None."""
        offer = self._turn.slot("case_offer")
        if self._asked != "case_follow" or not offer:
            return None
        if self._turn.is_button:
            is_it = self._turn.entity("follow") == offer["id"]
            return offer["id"] if is_it else ALONE if self._command == "alone" else None
        if self.edited or self.is_interruption or self.is_about_name:
            return None
        wish = wants_to_follow(self._text)
        if wish is None:
            wish = says_yes(self._text) or (False if self._turn.act == "deny" else None)
        return None if wish is None else offer["id"] if wish else ALONE

    def wording(self) -> str | None:
        """`OWN_WORDS` when the summary is agreed to, but with the words as they were typed."""
        return OWN_WORDS if self._asked == "case_confirmation" and self._wants_own else None

    @property
    def _wants_own(self) -> bool:
        in_words = not self._turn.is_button and self.is_short and wants_own_words(self._text)
        return self._command == "confirm_own" or in_words

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
