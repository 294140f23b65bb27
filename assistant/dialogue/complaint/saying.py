"""What is said about a change of a text, and when it is shown or asked instead of made.

One sentence tells what was done, and one what was not, so that none contradicts another.
"""

from assistant.dialogue import words
from assistant.dialogue.complaint.editing import Edited
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import Speech
from assistant.dialogue.understand import Understanding

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
