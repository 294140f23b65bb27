"""A message whose pieces do different things to a draft: «ثبتش کن، فقط بنویس داد هم زد»."""

from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.policy import topics
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.wording import (
    ASSENTS,
    agrees,
    agrees_unnamed,
    at_summary,
    confirms,
    is_asked,
)
from assistant.dialogue.state import State
from assistant.dialogue.understand import Understanding

CONFIRM_BAR = 0.4
SECRET_LIKE = 0.7
"""So like a known wish to stay unnamed."""
AS_IT_IS, AGREES_AT_ALL = 0.2, 0.1
"""So likely a message agrees that says of the text that it is right as it stands; and one of which
a piece agrees."""


def mixed(state: State, heard: Understanding) -> Decision | None:
    """A message of several pieces that do different things: «ثبتش کن، فقط بنویس داد هم زد»."""
    done = {piece.command for piece in heard.pieces}
    if state.draft and state.draft.earlier and words.has("undoes", heard.text):
        return Decision(Move.EDIT)
    is_right = heard.of("confirm", "affirm") >= AS_IT_IS and words.has("as_it_is", heard.text)
    # «شعبه مطهری رو هم بنویس. بقیه‌اش درسته»: first it is written.
    dictates = words.has("dictates", heard.text)
    changes = heard.changes or dictates or _changes_before(heard)
    if at_summary(state) and is_right and not changes:
        return Decision(Move.CONFIRM)
    if len(done) < 2:
        return None
    if at_summary(state) and "tell" in done and heard.changes and is_asked(heard):
        # «اول بگو فاکتور می‌خواهند؟ بعدم بنویس یخچالم سوخت»
        return replace(topics.topic(state, heard) or Decision(Move.MISS), then=Decision(Move.EDIT))
    has_yes = any(confirms(piece) for piece in heard.pieces) or agrees_unnamed(heard)
    may_file = at_summary(state) and not heard.changes and not dictates
    may_file = may_file and (agrees(heard) or agrees_unnamed(heard))
    # «شهرش یزده. ثبتش کن» changes no word of the text, and must not go to the old town.
    edits = heard.changes or bool(done & {"edit/remove", "edit/replace"})
    asked = "process" in done
    asks = edits and asked
    rows = (
        (may_file and has_yes and _stays_unnamed(heard, done), Move.CONFIRM, Move.SECRET),
        (asks and (heard.changes or _names_other(state, heard)), Move.PROCESS, Move.EDIT),
        # «جواب ندادید، اسمم را به اداره برق می‌دهید؟» sounds like a change, and gives none.
        (asks, Move.PROCESS, None),
        (edits, Move.EDIT, None),
        # «ثبت کن. فقط مطمئنی اسم من توش نیست؟» is filed, and answered.
        (may_file and has_yes and _filing(heard) and asked, Move.CONFIRM, Move.PROCESS),
        (may_file and has_yes and _filing(heard), Move.CONFIRM, None),
    )
    found = ((move, then) for fits, move, then in rows if fits)
    move, then = next(found, (None, None))
    return Decision(move, then=Decision(then) if then else None) if move else None


def _names_other(state: State, heard: Understanding) -> bool:
    """Whether an agency or a place is named that the draft has not."""
    draft, names = state.draft, heard.reading.mentions
    known = {draft.agency, draft.city, draft.province} if draft else set()
    return not known.issuperset(filter(None, (*names.agency_ids, names.city, names.province)))


def _filing(heard: Understanding) -> bool:
    """Whether the whole message agrees at all: «در صورت ثبت، آیا …؟» does not.

    «چی شد الان؟ آها باشه» may only be said, and has no word for filing.
    """
    is_named = any(words.has(name, heard.text) for name in ("closers", "as_it_is", "sends"))
    bar = AGREES_AT_ALL if is_named or not is_asked(heard) else CONFIRM_BAR
    return heard.of(*ASSENTS) >= bar


def _changes_before(heard: Understanding) -> bool:
    """«این باید بره وزارت بهداشت نه استخدام. همینو ثبت کن»: first it goes to the ministry."""
    others = (piece for piece in heard.pieces if not words.has("as_it_is", piece.plain))
    return any(piece.command in ("edit/replace", "edit/remove") for piece in others)


def _stays_unnamed(heard: Understanding, done: set[str]) -> bool:
    """Whether «فقط اسمم نره» stands beside something that adds nothing to the text."""
    about = heard.about
    is_like = about is not None and about.topic.does == "secret" and about.likeness >= SECRET_LIKE
    return "amend/secret" in done or is_like
