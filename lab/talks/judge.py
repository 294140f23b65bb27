"""Judges an answer by what must come of a message: the faults of a turn, each of one kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.dialogue.state import State
from assistant.dialogue.things import ThingKind
from assistant.language.digits import ascii_digits
from assistant.language.letters import persian_letters
from assistant.replies.schemas import (
    CaseReply,
    ChoicesReply,
    HandoffReply,
    LineReply,
    Option,
    Owner,
    ServiceCard,
    ServiceReply,
    ServicesReply,
    TextReply,
    TurnOut,
)
from lab.talks.schema import See

DANGER = frozenset(("110", "112", "115", "123", "125", "194", "1480", "121", "122"))
"""Lines that are shown when somebody is in danger."""
LOOSE = frozenset(("what", "who", "after", "refused", "where", "online", "benefit", "validity"))
"""Aspects that the catalogue has under no one name: whatever is told answers them."""
STATE_ONLY = ("told", "agency", "city", "kind", "has", "lacks", "withdrawn", "process")
"""What no answer shows; only the assistant's memory tells it."""
_OF_SERVICES = ("card", "fact", "unknown")


class FaultKind(StrEnum):
    """What can be wrong with a turn."""

    ACT = "wrong act"
    REFERENT = "wrong referent"
    FACT = "fact not answered"
    REPEATED = "repeated"
    TRAPPED = "trapped in a form"
    FALSE_DANGER = "false danger"
    MISSED_DANGER = "missed danger"
    POLLUTED = "draft polluted"
    NO_DATA = "no data"
    OTHER = "other"


@dataclass(frozen=True)
class Fault:
    """One fault; `words` say what was wanted and what came."""

    kind: FaultKind
    words: str


@dataclass(frozen=True)
class ToldMatter:
    """The content of a case, a draft or a filed one; `status` is empty for a draft."""

    kind: str
    agency: str | None = None
    city: str | None = None
    description: str = ""
    status: str = ""


@dataclass(frozen=True)
class TalkStanding:
    """The state of a conversation: its memory, and the cases filed in it, the newest last."""

    state: State
    cases: tuple[ToldMatter, ...] = ()


@dataclass(frozen=True)
class TurnOutcome:
    """An answer, and the conversation's state before and after it; None when it is not known."""

    answer: TurnOut
    before: TalkStanding | None = None
    after: TalkStanding | None = None

    @property
    def cards(self) -> list[ServiceCard]:
        """All cards, in their order."""
        return list(_cards(self.answer))

    @property
    def choices(self) -> set[str]:
        """The choices of the buttons."""
        return {option.choice for option in options_of(self.answer)}

    @property
    def lines(self) -> set[str]:
        """Numbers of the lines shown."""
        return {reply.number for reply in self.answer.replies if isinstance(reply, LineReply)}

    @property
    def has_filed(self) -> bool:
        """Whether this turn filed a case."""
        return any(isinstance(reply, CaseReply) and reply.is_new for reply in self.answer.replies)

    @property
    def has_draft(self) -> bool:
        """Whether a case is being written now; without a memory, a way to give it up says so."""
        if self.after is None:
            return "cancel" in self.choices
        return self.after.state.draft is not None

    @property
    def new_keys(self) -> set[str]:
        """The keys of what this turn showed for the first time."""
        earlier = self.before.state.shown if self.before else ()
        return set(self.after.state.shown if self.after else ()) - set(earlier)

    @property
    def focus(self) -> str | None:
        """The service that the talk is about now."""
        return _focus(self.after) if self.after else self.answer.about.service_id

    @property
    def told_of(self) -> set[str]:
        """Services of which anything was shown, and the service that the talk turned to."""
        keys = (key.split(":") for key in self.new_keys)
        told = {parts[1] for parts in keys if parts[0] in _OF_SERVICES}
        turned = {self.focus} if self.focus and self.focus != _focus(self.before) else set()
        return {card.id for card in self.cards} | told | turned

    @property
    def matter(self) -> ToldMatter | None:
        """The content of the draft in hand, or of the case that was filed just now."""
        if self.after is None:
            return None
        if (draft := self.after.state.draft) is not None:
            return ToldMatter(draft.kind, draft.agency, draft.city, draft.description)
        return self.after.cases[-1] if self.has_filed and self.after.cases else None


def judge(see: See, seen: TurnOutcome) -> list[Fault]:
    """All faults of an answer, what is missed of a memory left out."""
    return [fault for check in _CHECKS for fault in check(see, seen)]


def not_judged(see: See) -> list[str]:
    """What of `see` cannot be judged without the assistant's memory."""
    return [name for name in STATE_ONLY if getattr(see, name)]


def repeated(earlier: Sequence[TurnOut], now: TurnOut) -> Iterator[Fault]:
    """Cards that were shown in full before, and the same words as just before."""
    shown = {id_ for answer in earlier for id_ in _whole_cards(answer)}
    for id_ in sorted(shown & set(_whole_cards(now))):
        yield Fault(FaultKind.REPEATED, f"the card {id_} again")
    # Whoever waits for a human reads so each time: that is no fault.
    words = _words(now) if now.owner is Owner.BOT else ""
    if earlier and words and words == _words(earlier[-1]):
        yield Fault(FaultKind.REPEATED, "the same answer twice")


def options_of(answer: TurnOut | None) -> list[Option]:
    """The buttons of an answer, in their order."""
    choices = [r for r in (answer.replies if answer else ()) if isinstance(r, ChoicesReply)]
    return [option for reply in choices for option in reply.options]


def _danger(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    urgent = seen.lines & DANGER
    if see.danger and not urgent:
        yield Fault(FaultKind.MISSED_DANGER, f"no line of danger, {_list(seen.lines)}")
    if see.danger is False and (alarms := urgent - set(see.line)):
        yield Fault(FaultKind.FALSE_DANGER, f"line {_list(alarms)}")


def _referent(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    if see.service and not _is_about(set(see.service), seen):
        yield _elsewhere("service", see.service, seen)
    if see.among and not set(see.among) & _offered(seen):
        yield _elsewhere("among", see.among, seen)


def _is_about(wanted: set[str], seen: TurnOutcome) -> bool:
    first = [card.id for card in seen.cards[:1]]
    return bool(wanted & {seen.answer.about.service_id, seen.focus, *first})


def _offered(seen: TurnOutcome) -> set[str | None]:
    buttons = {choice.partition(":")[2] for choice in seen.choices if choice.startswith("service:")}
    return {seen.focus, *(card.id for card in seen.cards), *buttons}


def _elsewhere(name: str, wanted: Iterable[str], seen: TurnOutcome) -> Fault:
    others = seen.told_of - set(wanted)
    if others:
        kind = FaultKind.REFERENT
    elif seen.has_draft:
        kind = FaultKind.TRAPPED
    else:
        kind = FaultKind.FALSE_DANGER if seen.lines & DANGER else FaultKind.NO_DATA
    return Fault(kind, f"{name} {_list(wanted)}, not {_list(others)}")


def _told(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    if seen.after is None:
        return
    facts = [key for key in seen.new_keys if key.startswith(("fact:", "unknown:", "told:"))]
    aspects = {key.rpartition(":")[2] for key in facts}
    for aspect in see.told:
        if aspect not in aspects and not (aspect in LOOSE and facts):
            yield Fault(FaultKind.FACT, f"told {aspect}, not {_list(aspects)}")


def _nothing(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    if not see.none:
        return
    if seen.cards:
        yield Fault(FaultKind.ACT, f"card {seen.cards[0].id}")
    if seen.lines:
        kind = FaultKind.FALSE_DANGER if seen.lines & DANGER else FaultKind.ACT
        yield Fault(kind, f"line {_list(seen.lines)}")
    if seen.has_draft:
        yield Fault(FaultKind.TRAPPED, "a case is being written")


def _draft(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    if see.draft == "none" and seen.has_draft:
        yield Fault(FaultKind.TRAPPED, "a case is being written")
    if see.draft == "open" and not seen.has_draft:
        yield Fault(FaultKind.ACT, "no case is being written")


def _matter(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    if seen.after is None:
        return
    if (matter := seen.matter) is not None:
        yield from _polluted(see, matter)
    elif any(key.startswith("amended:") for key in seen.new_keys) or seen.after.state.outgoing:
        # After filing, what is put right or added goes to the agency in the citizen's words, or is
        # shown to be sent.
        return
    elif see.agency or see.city or see.kind or see.has:
        yield Fault(FaultKind.ACT, "no case to look into")


def _polluted(see: See, matter: ToldMatter) -> Iterator[Fault]:
    text = _plain(matter.description)
    checks = (
        ("agency", see.agency, matter.agency in see.agency, matter.agency),
        ("city", see.city, _plain(see.city) == _plain(matter.city), matter.city),
        ("kind", see.kind, see.kind == matter.kind, matter.kind),
        ("has", see.has, _plain(see.has) in text, matter.description),
        ("lacks", see.lacks, _plain(see.lacks) not in text, matter.description),
    )
    for name, wanted, is_right, got in checks:
        if wanted and not is_right:
            yield Fault(FaultKind.POLLUTED, f"{name} {_list(wanted)}, not «{got or ''}»")


def _deeds(see: See, seen: TurnOutcome) -> Iterator[Fault]:
    checks = (
        ("filed", see.filed, seen.has_filed),
        ("withdrawn", see.withdrawn and seen.after, _is_withdrawn(seen)),
        ("process", see.process and seen.after, _tells_process(seen)),
        (f"line {_list(see.line)}", see.line, set(see.line) & seen.lines),
        ("human", see.human, _leads_to_human(seen.answer)),
    )
    for name, wanted, came in checks:
        if wanted and not came:
            yield Fault(FaultKind.ACT, f"not {name}")


def _is_withdrawn(seen: TurnOutcome) -> bool:
    if seen.after is None:
        return False
    asked = seen.after.state.asked
    is_offered = asked is not None and asked.offer == "withdraw"
    return is_offered or any(case.status == "withdrawn" for case in seen.after.cases)


def _tells_process(seen: TurnOutcome) -> bool:
    return any(key.startswith("about:") for key in seen.new_keys)


def _leads_to_human(answer: TurnOut) -> bool:
    is_handoff = any(isinstance(reply, HandoffReply) for reply in answer.replies)
    return is_handoff or answer.owner is Owner.QUEUE


_CHECKS = (_danger, _referent, _told, _nothing, _draft, _matter, _deeds)


def _focus(standing: TalkStanding | None) -> str | None:
    thing = standing.state.focus if standing else None
    return thing.id if thing and thing.kind is ThingKind.SERVICE else None


def _cards(answer: TurnOut) -> Iterator[ServiceCard]:
    for reply in answer.replies:
        match reply:
            case ServiceReply(service=card):
                yield card
            case ServicesReply(services=cards):
                yield from cards
            case _:
                pass


def _whole_cards(answer: TurnOut) -> Iterator[str]:
    # Only single cards: a service from a list may be shown alone once the citizen chooses it.
    for reply in answer.replies:
        if isinstance(reply, ServiceReply):
            yield reply.service.id


def _words(answer: TurnOut) -> str:
    texts = [r.text for r in answer.replies if isinstance(r, TextReply | ChoicesReply)]
    lines = [r.number for r in answer.replies if isinstance(r, LineReply)]
    cards = [card.id for card in _cards(answer)]
    return "\n".join((*texts, *lines, *cards))


def _plain(text: str | None) -> str:
    """Letters, digits and gaps as they are usually typed, so that only words are compared."""
    return " ".join(persian_letters(ascii_digits(text or "")).replace("\u200c", " ").split())


def _list(names: str | Iterable[str]) -> str:
    listed = names if isinstance(names, str) else " / ".join(sorted(names))
    return listed or "none"
