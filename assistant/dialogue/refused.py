"""What a message says that it is not about: «برق خورشیدی چیست، ما همان گاز را گفتیم».

A service that is called by its name and turned down is not shown again, and the rest of the message
is read without it.
"""

import re
from collections.abc import Iterator, Mapping

from assistant.dialogue import words
from assistant.dialogue.state import State
from assistant.dialogue.things import Thing
from knowledge.catalogue import Entry

_MOST_BEFORE = 6
"""Words before the one that refuses, among which the service is called."""
_NAMED = 2
"""So many words of its title call a service, or half of them."""
_CLAUSE_END = re.compile(r"[.!؟?؛:،,\n]")


def without_refused(state: State, text: str, entries: Mapping[str, Entry]) -> State:
    """`state` without the services that a repaired text turns down by what they are called."""
    if state.draft is not None:
        return state
    phrases = list(_refused(text))
    gone = [thing for thing in _spoken_of(state) if _is_called(thing, phrases, entries)]
    return state.without(*gone) if gone else state


def _refused(text: str) -> Iterator[list[str]]:
    """The words before each one that refuses; «چیست» does where the wish is said once more."""
    says_again = words.has("says_again", text)
    for name in ("not_meant", *(["what_is_that"] if says_again else [])):
        for one in words.each(name, text):
            clause = _CLAUSE_END.split(text[: one.start()])[-1]
            yield clause.split()[-_MOST_BEFORE:]


def _spoken_of(state: State) -> Iterator[Thing]:
    """What the talk is about, or was offered: by a choice, as the next, or by a button."""
    aside = state.aside.thing if state.aside else None
    things = (state.focus, *state.options, *state.queue, aside, *state.trail)
    yield from dict.fromkeys(thing for thing in things if thing is not None)


def _is_called(thing: Thing, phrases: list[list[str]], entries: Mapping[str, Entry]) -> bool:
    entry = entries.get(thing.id)
    return entry is not None and any(_calls(phrase, entry) for phrase in phrases)


def _calls(phrase: list[str], entry: Entry) -> bool:
    """Whether words end with a service's name, or with whom it is for («من شکارچی نیستم»)."""
    own = [word for word in phrase if words.own_words(word)]
    if not own:
        return False
    title = words.own_words(entry.service.title)
    audience = words.own_words(entry.service.audience or "")
    called = words.own_words(" ".join(own)) & title
    is_last = bool(words.own_words(own[-1]) & title)
    is_title = is_last and (len(called) >= _NAMED or 2 * len(called) >= len(title))
    return is_title or (bool(audience) and audience <= words.own_words(" ".join(own)))
