"""What a message says to a text that was shown as it would be: yes, no, or one more change.

«بله. ۳ میلیون رو هم بکن ۴ میلیون» takes that text and changes it further; «نه شعبه مرکزی نه، شعبه
یک» puts it right. So both are about the text that was shown; «ده بار نه سه بار» may still be about
the one before, where only that has the «سه».
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import Edited
from assistant.dialogue.complaint.matching import atoms, plain
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.understood import Understanding
from knowledge.features.edits import words_of

_ASSENTS, _REFUSES = ("confirm", "affirm"), ("deny", "cancel")
ANSWERS, SURELY_AGREES = 0.5, 0.7
"""A message without a change says yes or no from the first; from the second it only agrees, though
words of it sound like a change: nothing is filed by that, and the text is shown once more."""
_AGREES_BESIDE = 0.03
"""From here on a message that begins with a word of agreement takes the text, whatever follows."""
_MOST_OF_YES = 4
"""Words of a yes that has none of agreement: «هااا حالا شد», «ایول خودشه»."""
_FIRST = 3
"""Words among which such a word comes: «خب آره …»."""


class DraftAnswer(StrEnum):
    """What is said to the text that was shown."""

    YES = "yes"
    NO = "no"


def answer(heard: Understanding) -> DraftAnswer | None:
    """Yes or no, where a message says nothing else; in any words, since it alone files nothing."""
    if _wants_old(heard):
        return None if heard.changes and _names_change(heard) else DraftAnswer.NO
    if heard.of(*_REFUSES) >= ANSWERS and not _names_change(heard):
        return None if words.has("whole_case", heard.text) else DraftAnswer.NO
    if _is_asked(heard) or _names_change(heard):
        return None
    is_named = words.has("agreements", heard.text)
    if not is_named and (_is_long(heard) or words.has("questions", heard.text)):
        # «هوا چقد گرمه» may sound like a yes, since hardly anything else was taught there.
        return None
    agrees = heard.of(*_ASSENTS)
    if agrees >= SURELY_AGREES or (not heard.changes and agrees >= ANSWERS):
        return DraftAnswer.YES
    is_thanked = is_named and heard.of(*_ASSENTS, "thank") >= ANSWERS
    return DraftAnswer.YES if is_thanked and not heard.changes else None


def files(heard: Understanding) -> bool:
    """Whether who says yes wants the case filed with that: «همین خوبه بفرست»."""
    return words.has("files", heard.text)


def _is_long(heard: Understanding) -> bool:
    return len(heard.text.split()) > _MOST_OF_YES


def _wants_old(heard: Understanding) -> bool:
    return words.has("as_before", heard.text)


def _is_asked(heard: Understanding) -> bool:
    return "؟" in heard.reading.masked


def _names_change(heard: Understanding) -> bool:
    return any(piece.command.startswith("edit/") for piece in heard.pieces)


def agrees_first(heard: Understanding) -> bool:
    """«بله. …», «خب آره …»: the text that was shown is taken, whatever else is said."""
    first = words.pattern("agreements").search(" ".join(heard.text.split()[:_FIRST]))
    refuses = words.pattern("negations").match(heard.text) is not None
    if refuses or _wants_old(heard):
        return False
    return bool(first) and heard.of(*_ASSENTS) >= _AGREES_BESIDE


@dataclass(frozen=True)
class Meant:
    """The draft with the text that a message is about, and the message as it is read before that.

    `shown` is the text that waits for a yes, `before` the one that stands until then; `is_taken`
    if the message begins with a yes.
    """

    draft: Draft
    heard: Understanding
    before: tuple[Part, ...] = ()
    shown: tuple[Part, ...] = ()
    is_taken: bool = False

    def waiting(self, done: Edited) -> Edited:
        """What waits now: a change that is not sure makes another proposal, and takes none."""
        if not self.shown or self.is_taken or done.offered:
            return done
        # What is not understood leaves the text waiting that was shown.
        draft = done.draft.model_copy(update={"parts": self.before})
        return Edited(draft, proposed=done.proposed or self.shown)

    def leaves(self, draft: Draft) -> bool:
        """Whether the text that was shown is neither taken nor changed, and waits on."""
        return bool(self.shown) and not self.is_taken and draft.parts == self.shown


def meant(draft: Draft, heard: Understanding) -> Meant:
    """Which text a message is about: the one that stands, or the one that was shown."""
    kept = draft.model_copy(update={"is_rewritten": False, "proposed": ()})
    if draft.is_rewritten and draft.proposed:
        # Another text was asked for in place of the newest one, and this is none.
        return Meant(kept.model_copy(update={"parts": draft.proposed}), heard)
    if not draft.proposed:
        return Meant(kept, heard)
    is_taken = agrees_first(heard)
    is_old = _wants_old(heard) or _speaks_of_old(draft, heard) or _refuses_more(draft, heard)
    if not is_taken and is_old:
        return Meant(kept, replace(heard, edits=heard.edits_before))
    shown = kept.model_copy(update={"parts": draft.proposed})
    return Meant(shown, heard, draft.parts, draft.proposed, is_taken)


def _refuses_more(draft: Draft, heard: Understanding) -> bool:
    """«نه! به جای جنوبی بنویس شمالی»: what was only to come at the end does not come."""
    is_more = draft.proposed[: len(draft.parts)] == draft.parts
    before = heard.edits_before
    changes = before is not None and before.changes
    return is_more and changes and words.pattern("noes").match(heard.text) is not None


def _speaks_of_old(draft: Draft, heard: Understanding) -> bool:
    """Whether a message has words that only the text before has, and none of the other's own."""
    said, old, new = (
        _keys(text)
        for text in (
            heard.reading.masked,
            draft.description,
            "\n".join(part.text for part in draft.proposed),
        )
    )
    return bool(said & (old - new)) and not said & (new - old)


def _keys(text: str) -> set[str]:
    return {one.key for one in atoms([plain(text[w.start : w.end]) for w in words_of(text)])}
