"""What the words of a message say whatever its likeliest commands are: it asks, agrees, refuses."""

from assistant.dialogue import words
from assistant.dialogue.state import State
from assistant.dialogue.things import Open
from assistant.dialogue.understood import Piece, Understanding
from knowledge.search.about import About
from knowledge.search.topics import Likely

ABOUT_LEADS = 0.1
"""So far the likeliest answer about filing must lead the others to be told: of 515 questions by
people new to it .93 of the .89 that reach it get the right answer; behind it, .4 of the others."""
MOST_WORDS_OF_CHOICE = 3
TOPIC = ("find", "tell", "choose", "correct", "return")
ASSENTS = ("confirm", "affirm")
SOCIAL = ("greet", "thank", "goodbye", "affirm", "deny", "chat", "grumble")


def names_other_kind(heard: Understanding) -> bool:
    """«شکایت ندارم، تقدیره» keeps the case, as another kind."""
    return bool({kind for _, kind in words.kinds_named(heard.text)} - {"complaint"})


def is_asked(heard: Understanding) -> bool:
    """Whether a message asks something, by its words or its mark."""
    return "؟" in heard.reading.masked or words.has("questions", heard.text)


def confirms(piece: Piece) -> bool:
    """«ثبتش کن» does; «در صورت ثبت، آیا می‌شود پیوست کرد؟» asks."""
    return piece.command in ASSENTS and not words.has("questions", piece.plain)


def agrees(heard: Understanding) -> bool:
    """Whether a word agrees outside of any question, and none says that something must go first."""
    parts = [
        piece.plain
        for piece in heard.pieces
        if not words.is_marked(piece.text, heard.reading.masked)
    ]
    if not heard.pieces:
        parts = [] if is_asked(heard) else [heard.text]
    is_agreed = any(words.has("agreements", part) for part in parts)
    return is_agreed and not words.has("removals", heard.text)


def agrees_unnamed(heard: Understanding) -> bool:
    """«درسته ثبتش کن. فقط اسم خانومم نیاد»: nothing of the text is to go."""
    rest = [piece for piece in heard.pieces if piece.command != "amend/secret"]
    is_agreed = any(p.command in ASSENTS and words.has("agreements", p.plain) for p in rest)
    text = " ".join(piece.plain for piece in rest)
    changes = any(words.has(name, text) for name in ("removals", "changes", "dictates"))
    return is_agreed and len(rest) < len(heard.pieces) and not changes


def at_summary(state: State) -> bool:
    """Whether the draft is shown, to be filed by a yes."""
    return state.is_open(Open.CONFIRM)


def sends(heard: Understanding) -> bool:
    """«آره بفرست», also where something else was asked meanwhile."""
    return words.has("sends", heard.text) and not words.has("refuses_offer", heard.text)


def is_clear(about: Likely[About] | None) -> bool:
    """Whether one answer about filing is meant, and no other as well."""
    return about is not None and about.lead >= ABOUT_LEADS


def is_like(heard: Understanding, bar: float) -> bool:
    """Whether a message is so like a known question about filing."""
    return heard.about is not None and heard.about.likeness >= bar
