"""What comes of a message while a change of a complaint's text waits for a yes.

«بله. ۳ میلیون رو هم بکن ۴ میلیون» takes the text that was shown, and changes it once more. Messages
are decided on and carried out as in a talk; nothing is filed.
"""

import asyncio
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue.complaint import rewriting
from assistant.dialogue.complaint.editing import CUT, NOTE
from assistant.dialogue.complaint.questions import Questions
from assistant.dialogue.decide import decide
from assistant.dialogue.dialogue import Dialogue
from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.policy.moves import Move
from assistant.dialogue.speech import Speech
from assistant.dialogue.state import State
from assistant.dialogue.turn import OpenTurn
from assistant.language.pii import mask
from assistant.replies.schemas import ChoicesReply, Reply
from assistant.runtime import build_runtime
from assistant.settings import Settings, get_settings
from assistant.storage.database import Database
from assistant.storage.migrate import migrate
from knowledge.catalogue import Catalogue
from lab.evaluation.figures import Figure, figure
from lab.talks.edits import is_as_good


@dataclass(frozen=True)
class AnsweredProposal:
    """A text, what waits for a yes (None: nothing does), a message, and the text that is right.

    `first` is the message that led to the proposal; without any it is played before `answer`. What
    `is_settled` waits for nothing afterwards.
    """

    draft: tuple[str, ...]
    first: str
    proposal: tuple[str, ...] | None
    answer: str
    result: tuple[str, ...]
    is_settled: bool
    kind: str

    @property
    def messages(self) -> list[str]:
        """The citizen's messages, in order."""
        told = [self.answer] if self.proposal is not None else [self.first, self.answer]
        return [one for one in told if one]


@dataclass(frozen=True)
class PlayedProposal:
    """The draft's text afterwards, and the proposed text; `waits` if anything is asked."""

    given: AnsweredProposal
    stands: tuple[str, ...]
    proposed: tuple[str, ...]
    waits: bool

    @property
    def is_right(self) -> bool:
        """Whether the text that is shown is right; carried out only if it may be."""
        is_shown = is_as_good(self.proposed or self.stands, self.given.result)
        if self.given.is_settled:
            return is_shown
        return (self.waits and is_shown) or is_as_good(self.stands, self.given.result)

    @property
    def is_spoilt(self) -> bool:
        """Whether a wrong text was carried out, nothing asks about it, and nothing is noted."""
        return not self.waits and not self.is_right and not self._is_noted

    @property
    def _is_noted(self) -> bool:
        """Whether the text is unchanged, with a correction noted below it."""
        lines = [line for line in self.stands if not line.startswith(NOTE.format(text=""))]
        known = (self.given.draft, self.given.proposal or ())
        return len(lines) < len(self.stands) and any(is_as_good(lines, one) for one in known)


def read_answered(path: Path) -> list[AnsweredProposal]:
    """The proposals of a file; raises ValueError with the number of a broken line."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            found.append(_answered(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number}: {error!r}") from error
    return found


def _answered(told: dict[str, object]) -> AnsweredProposal:
    proposal = told["proposal"]
    return AnsweredProposal(
        draft=_lines(told["draft"]),
        first=str(told["first"] or ""),
        proposal=None if proposal is None else _lines(proposal),
        answer=str(told["answer"] or ""),
        result=_lines(told["result"]),
        is_settled=bool(told["settled"]),
        kind=str(told["kind"]),
    )


def _lines(told: object) -> tuple[str, ...]:
    if not isinstance(told, list):
        raise TypeError("no list of lines")
    return tuple(map(str, told))


def are_answered(path: Path) -> bool:
    """Whether a file holds messages to proposals, and no lessons."""
    with path.open(encoding="utf-8") as lines:
        return '"answer":' in next(lines, "").replace('" :', '":')


def judged(played: Sequence[PlayedProposal]) -> tuple[Figure, ...]:
    """How often the right text is shown, and how often a wrong one is carried out, by kind."""
    kinds = ["", *sorted({one.given.kind for one in played})]
    return tuple(
        one
        for kind in kinds
        for one in _of_kind(kind, [p for p in played if kind in {"", p.given.kind}])
    )


def _of_kind(kind: str, played: Iterable[PlayedProposal]) -> tuple[Figure, ...]:
    some = list(played)
    behind = f" … {kind}" if kind else ""
    return (
        figure(f"exactly right{behind}", (one.is_right for one in some)),
        figure(f"carried out, wrong{behind}", (one.is_spoilt for one in some)),
    )


def play(some: Sequence[AnsweredProposal]) -> list[PlayedProposal]:
    """Play messages one by one with the assistant's own parts, and throw-away data."""
    return asyncio.run(_play(some))


async def _play(some: Sequence[AnsweredProposal]) -> list[PlayedProposal]:
    with tempfile.TemporaryDirectory(prefix="dastyar-evaluation-") as folder:
        settings = Settings(data_dir=Path(folder), index_folder=get_settings().index_dir)
        await migrate(database := Database(settings.database))
        await database.close()
        runtime = build_runtime(settings)
        try:
            player = Player(runtime.dialogue, runtime.catalogue)
            return [await player.play(one) for one in some]
        finally:
            await runtime.close()


class Player:
    """Plays messages before a text."""

    def __init__(self, dialogue: Dialogue, catalogue: Catalogue) -> None:
        self._dialogue, self._questions = dialogue, Questions(catalogue)

    async def play(self, given: AnsweredProposal) -> PlayedProposal:
        """What comes of the messages of one line."""
        state, offers = self._before(given), False
        for message in given.messages:
            state, offers = await self._after(message, state)
        draft = state.draft
        waits = offers or bool(draft and (draft.proposed or draft.is_rewritten))
        # A yes may file what was shown.
        stands = tuple(part.text for part in (draft.parts if draft else state.filed_parts))
        proposed = tuple(part.text for part in draft.proposed) if draft else ()
        return PlayedProposal(given, stands, proposed, waits)

    def _before(self, given: AnsweredProposal) -> State:
        """The state after the text was shown as it would be, or as it is."""
        draft = Draft(
            parts=_parts(given.draft), agency=TRIAGE_AGENCY, no_place=True, is_looked_up=True
        )
        speech = Speech(State().drafting(draft))
        if given.proposal is None:
            self._questions.ask(speech)
        else:
            draft = rewriting.proposing(draft, _parts(given.proposal))
            speech.state = speech.state.drafting(draft)
            rewriting.propose(speech, self._questions.as_it_would_be(draft))
        return speech.finished()

    async def _after(self, message: str, state: State) -> tuple[State, bool]:
        """The state after a message, and whether it is asked which words shall go."""
        masked = mask(message).text
        heard = await asyncio.to_thread(self._dialogue.hear, masked, state)
        is_filed = decide(state, heard).move is Move.CONFIRM
        if is_filed and not (state.draft and state.draft.proposed):
            # Filing changes no text: the draft stays as it is.
            return state, False
        turn = OpenTurn("turn", "conversation", message, state, heard)
        done = await self._dialogue.respond(turn)
        return done.state, any(map(_offers_cuts, done.replies))


def _parts(lines: Iterable[str]) -> tuple[Part, ...]:
    return tuple(Part(text=line) for line in lines)


def _offers_cuts(reply: Reply) -> bool:
    return isinstance(reply, ChoicesReply) and any(
        option.choice.startswith(CUT) for option in reply.options
    )
