"""One turn on its way through the rooms, and what it comes to."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from assistant.cases.schemas import Contact
from assistant.cases.service import CaseDesk
from assistant.cases.similar.offers import SimilarCases
from assistant.citizens.service import Citizens
from assistant.citizens.sessions import Citizen
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.reports import Report
from assistant.dialogue.state import State
from assistant.dialogue.understand import Understander, Understanding
from assistant.guessing.tries import HERE, Caller
from assistant.replies.shapes import Reply
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue

OwnWords = Callable[[str], Awaitable[Mapping[str, str]]]
"""Conversation id in; what its citizen typed for each mark out («[نام 2]»)."""


@dataclass(frozen=True)
class OpenTurn:
    """A message that is being answered: text or choice, and the state that it comes upon.

    `raw` is the text as typed, and never leaves the gateway, nor does what is `hidden` behind each
    of its marks; `heard` is None for a button.
    `citizen` is who is signed in, if anybody is, and `contact` who the citizen says to be in a case
    that is filed now; the state knows nothing of either.
    """

    id: str
    conversation_id: str
    raw: str
    state: State
    heard: Understanding | None = None
    choice: str | None = None
    caller: Caller = HERE
    citizen: Citizen | None = None
    contact: Contact | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """Replies, and the state that is remembered after them; `is_said` once Rasa has heard them.

    `report` is what the turn says does not work, for the outage radar.
    """

    replies: list[Reply]
    state: State
    is_said: bool = False
    report: Report | None = None


@dataclass
class Rooms:
    """What answers are made of: knowledge, the case desk, and who is signed in."""

    catalogue: Catalogue
    reader: Reader
    understander: Understander
    facts: FactChooser
    desk: CaseDesk
    similar: SimilarCases | None = None
    own_words: OwnWords | None = None
    citizens: Citizens | None = None
