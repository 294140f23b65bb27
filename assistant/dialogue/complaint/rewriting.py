"""A change that is not sure is shown before it is made; a text that is written anew comes whole.

«بخش بی‌ادبی را بردار، هفت ماه هم نه پنج ماه» may be read wrongly: the text as it would be is
shown, and stays as it was until the citizen agrees. Whoever presses «تغییر متن» sees the text, and
what is written then takes its place, word for word. It is the newest text, with a change that
waits. One sentence tells what was done, and one what was not, so that none contradicts another.
"""

from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import NOTE, Edited, dictated
from assistant.dialogue.complaint.questions import KEEP_TEXT
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import Button, Speech
from assistant.dialogue.things import Asked, Open
from assistant.dialogue.understood import Understanding

_MARK = NOTE.format(text="")
ACCEPT: Button = ("بله، همین", "edit:accept")
REWRITE: Button = ("خودم می‌نویسم", "edit:case_description")


def proposing(draft: Draft, proposed: tuple[Part, ...]) -> Draft:
    """The draft with a text as it would be, which waits for a yes."""
    return draft.model_copy(update={"proposed": tuple(map(_unmarked, proposed))})


def propose(speech: Speech, text: str) -> None:
    """Show what would be, and wait for a yes."""
    speech.ask(
        speech.wording("propose", text=text), [ACCEPT, REWRITE, KEEP_TEXT], Asked(kind=Open.CONFIRM)
    )


def at_the_end(done: Edited) -> Edited:
    """What has no place in the text as it would stand at its end, which waits for a yes."""
    kept = tuple(part for part in done.draft.parts if not part.text.startswith(_MARK))
    draft = done.draft.model_copy(update={"parts": kept})
    return replace(done, draft=draft, said=(), offered=(), proposed=done.draft.parts)


def _unmarked(part: Part) -> Part:
    return part.model_copy(update={"text": part.text.removeprefix(_MARK)})


def accepted(draft: Draft) -> Edited:
    """The draft with the text that was proposed."""
    done = draft.model_copy(update={"parts": draft.proposed, "proposed": ()})
    return Edited(done, ("taken_swapped",))


def anew(draft: Draft) -> Draft:
    """The draft, waiting for another text in place of the newest one."""
    return draft.model_copy(update={"is_rewritten": True, "is_formal": False})


def kept(draft: Draft) -> Draft:
    """The draft with its text as it was."""
    return draft.model_copy(update={"is_rewritten": False, "proposed": ()})


def rewritten(draft: Draft, heard: Understanding, turn_id: str | None) -> Edited:
    """The draft with a whole message for its text, but for what is said to the assistant."""
    part = Part(text=dictated(heard.reading.masked, heard.edits), turn=turn_id)
    return Edited(kept(draft).model_copy(update={"parts": (part,)}), ("taken_rewritten",))


_SURELY_REMOVES = 0.5
"""So likely something shall go, where no word says so, that it is asked what."""
_MOSTLY_ASKS = 0.5
"""So likely a message asks about filing that what stands behind its question is shown first."""
_DONE = {
    "taken_swapped": "done_swapped",
    "taken_removed": "done_removed",
    "taken_added": "done_added",
}
"""What may be done to a text by one message, and how it is said beside another."""


def say_done(speech: Speech, done: Edited) -> None:
    """One sentence about what was done to a text, and one about what was not."""
    keys = [] if done.waits else list(dict.fromkeys(done.said))
    carried_out = [key for key in keys if key in _DONE]
    for key in keys:
        if key in _DONE and len(carried_out) > 1:
            if key == carried_out[0]:
                told = [sentence(_DONE[one]) for one in _DONE if one in carried_out]
                speech.say("taken_several", done=" و ".join(told))
        elif key == "taken_noted":
            speech.say(key, note="» و «".join(" ".join(one.split()) for one in done.notes))
        else:
            speech.say(key)


def is_to_go(heard: Understanding) -> bool:
    """Whether a message wants something out of the text."""
    is_named = any(words.has(name, heard.text) for name in ("removals", "refusals"))
    is_scolded = words.has("contrast", heard.reading.masked, "scolds")
    return is_named or is_scolded or heard.of("edit/remove") >= _SURELY_REMOVES


def may_only_worry(done: Edited, heard: Understanding) -> bool:
    """Whether all that comes stands behind a question: «… اسمم رو میفهمه؟ با همسایه دعوام میشه»."""
    _, mark, behind = heard.reading.masked.replace("?", "؟").rpartition("؟")
    if not mark or done.said != ("taken_added",) or words.has("dictates", heard.text):
        return False
    added = done.draft.parts[-1].text
    return heard.of("process") >= _MOSTLY_ASKS and added in behind
