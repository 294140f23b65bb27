"""A message, understood in its context: what it does, what it asks for, and what it may mean."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.dialogue import words
from assistant.dialogue.asking import ASKS, AskingReader, different, sentence_of
from assistant.dialogue.choosing import FactChooser
from assistant.dialogue.life_events import LifeEventReader, LikelyLifeEvent
from assistant.dialogue.matters import (
    APART,
    BEHIND_CASE,
    MAY_BE_APART,
    SOUGHT,
    SOUGHT_OF_SEVERAL,
    Matter,
    MatterReader,
    ToldMatter,
    parted,
)
from assistant.dialogue.offices import Office, OfficeReader
from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import MOST_JOINED, MessageInContext, Ranked, candidates, rank
from assistant.dialogue.several_needs import NeedsReader
from assistant.dialogue.state import Draft, Open, State, Thing, ThingKind
from assistant.dialogue.subjects import SubjectReader
from assistant.language.repair import repair
from assistant.understanding.reading import FOCI, Reader, Reading, TalkContext
from knowledge.catalogue import Catalogue, Entry
from knowledge.features.edits import EditEncoder, EditReading, Written
from knowledge.features.labels import NOTHING, LogProbabilities, any_of
from knowledge.features.questions import questions_in
from knowledge.needs import Need
from knowledge.search.about import About
from knowledge.search.topics import Danger, Likely, TopicIndexes

_ASPECT = 0.22
"""From this share on an aspect counts as asked for: of several, each has its part of 1."""
_LIKELY_PART, _LIKELY_TOPIC = 0.5, 0.4
"""So much of all complaints a topic must be, and so likely by itself."""
_REFUSES = 0.3
"""From here on a message says what it does not mean: «دزدی چیه داداش»."""
_BARE_WORDS = 2
_SEVERAL, _SAYS_SEVERAL = 2, ("several_matters", "both_matters")
_FOCUS_ANSWERS = 0.8
_DECLARED = 0.12
"""So sure the search must be of another matter that is declared. Of 18 such messages of players, 16
of them of another matter, 15 reach the right service so, and none of the rest another."""
_ELSEWHERE = 0.6
"""So sure the search must be of a question by itself. Of 289 questions about the service whose card
was shown 10 reach it for another one."""
MOST_ANSWERED = 40
"""Words of a message that is held against the facts of the service in focus; more tell a story."""
_MAY_ASK = 0.2
"""From here on each question of a message is compared with those about filing by itself."""
ASKS_OF_FILING = 0.6
"""So like a known question about filing; of 480 first messages for something else .015 are."""
_MAY_FILE = 0.3
"""From here on a message is read piece by piece, as it may become a description."""
_MOST_PIECES = 20
"""So many parts of a message, its last ones, are read by themselves, each in some five ms."""
_TOLD_ACTS, MAY_TELL = ("complain", "other_line"), 0.05
"""From here on a message may tell of a grievance: «ده روزه آشغالای کوچه رو نبردن، کی جوابگوئه»."""


@dataclass(frozen=True)
class Piece:
    """One part of a message, masked as typed and repaired, and the likeliest thing it does.

    `about` is the answer about filing that it is most like, whatever it does; amid a complaint it
    `asks` for one with that probability.
    """

    text: str
    command: str
    plain: str
    about: Likely[About] | None = None
    asks: float = 0.0


@dataclass(frozen=True)
class Understanding:
    """What is made of one message; all numbers are probabilities, 0..1.

    It `is_unnamed` if it wished besides, amid the writing of a case, that no name is told.

    `kinds` are the shares of all aspects and of none; `things` are what it may mean; `both` two
    or three services that it asks for in one breath; `pieces` what each part of it does, where a
    case is written or may be. Likeliest of their kind are:
    `about`, an answer about filing, 128 or the assistant, and `also`, another one, of which any is
    wanted with the probability `asks`; `need`, which no service meets; `life`, a life event, and
    `step`, which it names of the one that is gone through. The talk goes `through` a life event by
    its services. `named` is something else than the focus that it names outright, and
    `names_only` that it says no more; `sharing` are the
    services whose names hold all of a bare message («بیمه»), the likeliest first; `answered` is how
    likely a fact of the service in focus answers it; `office` is one that it names for its matter;
    it `affirms` the focus by a word that it sets against what it denies;
    `edits` is what it does to the text of a case, where one is written, was filed, or may be; of a
    text that was shown as it would be, `edits` is what it does to that, and `edits_before` what it
    does to the text as it stands. `others` are other matters that it tells of, and `own` is what
    else it says, understood by itself; `doubtful` is all of it, where it may be two. `dangers` are
    those that are heard by texts of their own. `elsewhere` are the services that the search is sure
    of, for each of several questions that it asks.
    """

    reading: Reading
    commands: Mapping[str, float]
    acts: Mapping[str, float]
    aspects: tuple[str, ...]
    kinds: Mapping[str, float]
    line: tuple[str, float]
    danger_line: tuple[str, float]
    indicator: str | None
    things: Ranked
    both: tuple[Thing, ...] = ()
    pieces: tuple[Piece, ...] = ()
    about: Likely[About] | None = None
    also: Likely[About] | None = None
    asks: float = 0.0
    life: LikelyLifeEvent | None = None
    step: int | None = None
    through: str | None = None
    need: Likely[Need] | None = None
    named: Thing | None = None
    names_only: bool = False
    sharing: tuple[Thing, ...] = ()
    answered: float = 0.0
    office: Office | None = None
    affirms: bool = False
    edits: EditReading | None = None
    edits_before: EditReading | None = None
    others: tuple[Matter, ...] = ()
    own: "Understanding | None" = None
    doubtful: tuple[Matter, ...] = ()
    dangers: Mapping[Danger, float] = field(default_factory=dict)
    is_unnamed: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_other(self) -> bool:
        """Whether all of it is another matter than the one before it."""
        return bool(self.others) and self.own is None

    @property
    def changes(self) -> bool:
        """Whether words of it belong into the text of a case, or go out of it."""
        return self.edits is not None and self.edits.changes

    @property
    def may_tell(self) -> bool:
        """Whether it may tell of a grievance."""
        told = sum(self.acts.get(act, 0.0) for act in _TOLD_ACTS)
        return max(self.of("file", "line"), told) >= MAY_TELL

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.reading.text

    def of(self, *names: str) -> float:
        """The probability that the message does one of these; `edit` counts all its parts."""
        return sum(
            share
            for command, share in self.commands.items()
            if command in names or command.partition("/")[0] in names
        )

    @property
    def main(self) -> str:
        """The likeliest command."""
        return max(self.commands, key=lambda name: self.commands[name])


def context_of(state: State, catalogue: Catalogue) -> str:
    """The rendering of a state that the encoder reads behind a message."""
    asked = state.asked.kind.value if state.asked else "none"
    options = [title_of(thing, catalogue) for thing in state.options]
    focus = title_of(state.focus, catalogue) if state.focus else ""
    return str(TalkContext(state.said, asked, focus, options))


def written(state: State, catalogue: Catalogue) -> Written:
    """The case that is written, was filed, or may be, as the edit encoder reads it."""
    draft = state.draft
    if draft is None:
        parts = state.filed_parts if state.filed_code else state.grievances
        return Written(tuple(part.text for part in parts))
    agency = catalogue.agencies.get(draft.agency or "")
    place = "، ".join(dict.fromkeys(filter(None, (draft.city, draft.province))))
    # What is said of a text that was shown as it would be is said of that.
    lines = tuple(part.text for part in draft.proposed or draft.parts)
    return Written(lines, agency.name if agency else "", place)


def _told(state: State) -> ToldMatter:
    """What is written of one office, or was filed."""
    if state.draft is not None:
        return ToldMatter(state.draft.agency, state.draft.description)
    if state.filed_code is None:
        return ToldMatter()
    text = "\n".join(part.text for part in state.filed_parts)
    return ToldMatter(state.filed_agency, text, is_filed=True)


def title_of(thing: Thing, catalogue: Catalogue) -> str:
    """What a thing is called."""
    match thing.kind:
        case ThingKind.SERVICE:
            entry = catalogue.by_id.get(thing.id)
            return entry.service.title if entry else ""
        case ThingKind.AGENCY:
            agency = catalogue.agencies.get(thing.id)
            return agency.name if agency else ""
        case ThingKind.LINE:
            line = catalogue.lines.get(thing.id)
            return f"{thing.id} {line.title}" if line else thing.id
        case ThingKind.JOURNEY:
            journey = catalogue.journeys.get(thing.id)
            return journey.title if journey else ""
        case _:
            return FOCI[thing.kind.value]


class MessageReader:
    """Reads what candidates for the meaning of a message are compared with."""

    def __init__(
        self,
        reader: Reader,
        catalogue: Catalogue,
        chooser: FactChooser,
        subjects: SubjectReader | None = None,
    ) -> None:
        """Without `subjects` the tagger that is in use reads them."""
        self.reader, self._catalogue, self._chooser = reader, catalogue, chooser
        self._subjects = subjects or SubjectReader(catalogue)

    def read(self, reading: Reading, state: State) -> MessageInContext:
        """What candidates are compared with."""
        clauses = [self.reader.look_up(clause) for clause in words.clauses(reading.text)]
        commands = _shares(reading.opinion.commands)
        refuses = commands.get("correct", 0.0) >= _REFUSES or words.has("leaves", reading.text)
        kept = words.kept(reading.text, refuses=refuses)
        if kept != reading.text:
            clauses.append(self.reader.look_up(kept))
        message = MessageInContext(
            reading=reading,
            clauses=tuple(clauses),
            joint=self._joint(reading, state),
            kept=kept,
            refuses=refuses and kept != reading.text,
            foreign=reading.foreign,
            commands=commands,
            line=_part(reading.opinion.labels, "other_line"),
            answered=self._answered(reading, state),
            aspects=kinds_of(reading),
            subject=self._subjects.read(reading.text, state),
        )
        return replace(message, alike=self._alike(message, state))

    def _alike(self, message: MessageInContext, state: State) -> dict[str, float]:
        """Behind a focus, how like it is to questions that were asked of what it may mean."""
        if state.focus is None:
            return {}
        found = [*message.searches, *([message.joint.found] if message.joint else [])]
        hits = (hit.entry.service.id for one in found for hit in one.hits)
        talked = (thing.id for thing in (state.focus, *state.options, *state.queue, *state.trail))
        return self._chooser.likest(dict.fromkeys((*talked, *hits)), message.reading.text)

    def _answered(self, reading: Reading, state: State) -> float | None:
        """How likely the service in focus has a fact that answers the message."""
        entry = self._catalogue.by_id.get(state.focus.id) if state.focus else None
        if entry is None or len(reading.text.split()) > MOST_ANSWERED:
            return None
        return self._chooser.answered(entry, reading.text)

    def _joint(self, reading: Reading, state: State) -> Reading | None:
        """The message behind the open question, where it may be a piece of it."""
        if not state.question or not words.own_words(reading.text):
            return None
        if len(reading.text.split()) > MOST_JOINED:
            return None
        return self.reader.look_up(f"{state.question}، {reading.masked}")


class Understander:
    """Reads messages; takes milliseconds of CPU, so it is called off the event loop."""

    def __init__(
        self,
        messages: MessageReader,
        catalogue: Catalogue,
        ranker: Ranker,
        beside: TopicIndexes,
        editor: EditEncoder,
    ) -> None:
        self._messages, self._reader = messages, messages.reader
        self._editor = editor
        self._catalogue, self._ranker = catalogue, ranker
        self._asking = AskingReader(beside.about)
        self._needs, self._dangers = beside.needs, beside.dangers
        self._life = LifeEventReader(beside.journeys, catalogue)
        self._offices = OfficeReader(self._reader, editor, catalogue)
        self._several = NeedsReader(self._reader)
        self._matters = MatterReader(self._reader)

    def understand(self, text: str, state: State) -> Understanding:
        """What `text`, masked, does and means after `state`, matter by matter."""
        is_afraid = words.has("fears", repair(text).text)
        if not is_afraid and (rest := words.without_name_wish(text)):
            # «۲۲ شهریور بود. اسمم هم نباشه»: that is no word for the text, and takes none out.
            beside = self.understand(rest, state)
            if state.draft or beside.of("file") >= _MAY_FILE:
                return replace(beside, is_unnamed=True)
        heard = self._understand(text, state)
        told = _told(state)
        matters = self._matters_of(heard, told)
        bar = BEHIND_CASE if told.agency else APART
        apart = parted(matters, bar)
        # What opens a case is its first matter; behind a case also that may be another one.
        is_first_other = bool(told.agency and apart) and apart[0].share >= bar
        own, others = ((), apart) if is_first_other else (apart[:1], apart[1:])
        if others:
            read = self._understand(own[0].text, state) if own else None
            return replace(heard, others=others, own=read)
        likely = parted(matters, MAY_BE_APART)
        if len(likely) > 1 or told.agency:
            return replace(heard, doubtful=likely if len(likely) > 1 else ())
        return self._by_clause(heard, state)

    def _by_clause(self, heard: Understanding, state: State) -> Understanding:
        """Matters whose offices are not named; who says «هر دو» tells that they are two."""
        says_several = any(words.has(name, heard.text) for name in _SAYS_SEVERAL)
        if not (heard.may_tell if says_several else heard.of("file") >= _MAY_FILE):
            return heard
        sought = SOUGHT_OF_SEVERAL if says_several else SOUGHT
        found = self._matters.by_clause(heard.reading.masked, sought)
        if not found or not says_several:
            return replace(heard, doubtful=found)
        return replace(heard, others=found[1:], own=self._understand(found[0].text, state))

    def _matters_of(self, heard: Understanding, told: ToldMatter) -> tuple[Matter, ...]:
        """What a message tells of several offices, where one may be written to."""
        offices = {*heard.reading.mentions.agency_ids, *filter(None, [told.agency])}
        may_file = told.agency or heard.may_tell
        if len(offices) < _SEVERAL or not heard.reading.mentions.agency_ids or not may_file:
            return ()
        return self._matters.read(heard.reading.masked, told)

    def _understand(self, text: str, state: State) -> Understanding:
        reading = self._reader.read(text, context_of(state, self._catalogue))
        message = self._messages.read(reading, state)
        opinion = reading.opinion
        pieces = self._pieces(reading, state)
        about, *others = self._about_of(reading, pieces)
        things = rank(self._ranker, candidates(state, message, self._catalogue))
        heard = Understanding(
            reading=reading,
            commands=message.commands,
            acts=_shares(opinion.acts),
            aspects=asked_aspects(reading),
            kinds=kinds_of(reading),
            line=message.line,
            danger_line=_part(opinion.labels, "emergency"),
            indicator=indicator_of(reading),
            things=things,
            both=self._several.read(message, things),
            elsewhere=self._elsewhere(reading),
            pieces=pieces,
            about=about,
            also=next(iter(others), None),
            asks=_asks(reading, pieces, state),
            life=self._life.read(reading),
            need=self._needs.best(reading.text, reading.vector),
            step=self._life.step(reading, state.journey.id) if state.journey else None,
            through=self._life.through(state),
            named=self._named(message, state),
            sharing=self._sharing(reading),
            answered=message.answered or 0.0,
            office=self._offices.read(message, state) if state.draft is None else None,
            affirms=self._affirms(message, state),
            dangers=self._dangers.shares(reading.text),
        )
        entry = self._catalogue.by_id.get(heard.named.id) if heard.named else None
        names_only = entry is not None and words.names_only(reading.text, entry)
        heard = replace(heard, names_only=names_only)
        before = self._edits_before(heard, state)
        return replace(heard, edits=self._edits(heard, state), edits_before=before)

    def edits(self, text: str, draft: Draft) -> EditReading:
        """What a masked text does to that of a draft."""
        return self._editor.read(text, written(State(draft=draft), self._catalogue))

    def _edits(self, heard: Understanding, state: State) -> EditReading | None:
        """What a message does to a case; most messages at the beginning of a talk have none."""
        is_told = bool(state.draft or state.filed_code or state.grievances)
        if not is_told and not heard.may_tell:
            return None
        return self._editor.read(heard.reading.masked, written(state, self._catalogue))

    def _edits_before(self, heard: Understanding, state: State) -> EditReading | None:
        """What a message does to the text as it stands, where another was shown."""
        if state.draft is None or not state.draft.proposed:
            return None
        stands = state.drafting(state.draft.model_copy(update={"proposed": ()}))
        return self._editor.read(heard.reading.masked, written(stands, self._catalogue))

    def _about_of(self, reading: Reading, pieces: Sequence[Piece]) -> list[Likely[About]]:
        """The likeliest answers about filing, of the message or a question in it, best first.

        Where parts of it tell and others ask, only these count.
        """
        asking = [piece.about for piece in pieces if piece.command == "process" and piece.about]
        if asking and len(asking) < len(pieces):
            return different(asking)
        told = [self._asking.best(reading)]
        if math.exp(reading.opinion.commands.get("process", -math.inf)) >= _MAY_ASK:
            asked = words.asked(reading.text)
            told += [self._asking.best(self._reader.look_up(text)) for text in asked]
        return different(told)

    def _pieces(self, reading: Reading, state: State) -> tuple[Piece, ...]:
        """«ثبتش کن، فقط بنویس داد هم زد» does two things, of which one is for the description."""
        is_written = state.is_open(Open.CONFIRM)
        texts = words.orders(reading.masked) if is_written else words.pieces(reading.masked)
        is_filed = state.focus is not None and state.focus.kind is ThingKind.FILED
        if is_filed:
            texts = texts if len(texts) > 1 else []
        elif state.draft is None:
            likely = math.exp(reading.opinion.commands.get("file", -math.inf)) >= _MAY_FILE
            may_file = likely or words.has("declared_wishes", reading.text)
            texts = texts if may_file and len(texts) > 1 else []
        context = context_of(state, self._catalogue)
        return tuple(self._piece(text, reading, context, state) for text in texts[-_MOST_PIECES:])

    def _piece(self, text: str, whole: Reading, context: str, state: State) -> Piece:
        part = self._reader.read(text, context)
        about = self._asking.best(part, whole if part.text != whole.text else None)
        is_marked = words.is_marked(text, whole.masked)
        asks = 0.0
        if state.draft is not None and (is_marked or not _says_kind(part.text)):
            sentence = sentence_of(text, whole, self._reader.look_up)
            asks = self._asking.share(part, about, sentence)
        command = "process" if asks >= ASKS else _command(part, about, is_marked=is_marked)
        return Piece(text, command, part.text, about, asks)

    def _elsewhere(self, reading: Reading) -> dict[str, str]:
        """The service that the search is sure of, for each of several questions of a message."""
        questions = questions_in(reading.text)
        if len(questions) < _SEVERAL:
            return {}
        found = {question: self._reader.look_up(question).found for question in questions}
        return {
            question: one.hits[0].entry.service.id
            for question, one in found.items()
            if one.probability >= _ELSEWHERE
        }

    def _affirms(self, message: MessageInContext, state: State) -> bool:
        """«المثنی نه، تمدید می‌خواهم» about a renewal takes nothing back."""
        focus = self._catalogue.by_id.get(state.focus.id) if state.focus else None
        if focus is None or message.kept == message.reading.text:
            return False
        kept, titled = words.own_words(message.kept), words.title_words(focus)
        denied = words.own_words(message.reading.text) - kept
        return bool(kept & titled) and not denied & titled

    def _named(self, message: MessageInContext, state: State) -> Thing | None:
        """What the talk had before, or the search is sure of, by words that the focus has not."""
        own, known = words.own_words(message.kept), self._catalogue.by_id
        focus = known.get(state.focus.id) if state.focus else None
        if focus is not None and (other := self._declared(message, focus)):
            return other
        if focus is not None and own & words.title_words(focus):
            return None
        if (message.answered or 0.0) >= _FOCUS_ANSWERS:
            # «پدرم راننده تاکسی است، ضامن می‌شود؟» is about the loan, not the taxi.
            return None
        found = message.meant.found
        first = [Thing(kind=ThingKind.SERVICE, id=found.hits[0].entry.service.id)]
        things = [*state.options, *state.queue, *state.trail, *(first if found.sure else ())]
        shared = {t: len(own & words.title_words(known[t.id])) for t in things if t.id in known}
        most = max(shared.values(), default=0)
        best = [thing for thing, count in shared.items() if count == most]
        return best[0] if most and len(best) == 1 and 2 * most >= len(own) else None

    def _declared(self, message: MessageInContext, focus: Entry) -> Thing | None:
        """What stands behind «یه چیز دیگه», where a search that knows of no talk finds it."""
        rest = words.behind("another_matter", message.reading.text)
        if not words.own_words(rest):
            return None
        found = self._reader.look_up(rest).found
        service = found.hits[0].entry.service
        is_other = service.id != focus.service.id and found.probability >= _DECLARED
        return Thing(kind=ThingKind.SERVICE, id=service.id) if is_other else None

    def _sharing(self, reading: Reading) -> tuple[Thing, ...]:
        own = words.own_words(reading.text)
        if not 0 < len(own) <= _BARE_WORDS or len(reading.text.split()) > _BARE_WORDS + 1:
            return ()
        scores = zip(reading.evidence.fused, self._catalogue.entries, strict=True)
        found = [(score, entry) for score, entry in scores if own <= words.title_words(entry)]
        best = sorted(found, key=lambda pair: -pair[0])
        return tuple(Thing(kind=ThingKind.SERVICE, id=e.service.id) for _, e in best)


def _says_kind(text: str) -> bool:
    """«شکایت نه، انتقاد» asks nothing."""
    others = {kind for _, kind in words.kinds_named(text)} - {"complaint"}
    return bool(others) and not words.has("questions", text)


def _command(part: Reading, about: Likely[About], *, is_marked: bool) -> str:
    """What a piece does; how like it is to what people ask of filing is evidence, too."""
    is_like = about.likeness >= ASKS_OF_FILING
    if is_like and is_marked:
        return "process"
    if is_like and about.topic.does == "secret":
        return "amend/secret"
    told = part.opinion.commands
    return max(told, key=lambda name: told[name])


def _asks(reading: Reading, pieces: Sequence[Piece], state: State) -> float:
    """How likely a message asks about filing: amid a complaint as likely as the part that does."""
    if state.draft is None:
        return any_of(reading.opinion.about)
    return max((piece.asks for piece in pieces), default=0.0)


def _ranked(told: LogProbabilities) -> list[tuple[str, float]]:
    return sorted(((name, math.exp(p)) for name, p in told.items()), key=lambda pair: -pair[1])


def asked_aspects(reading: Reading) -> tuple[str, ...]:
    """The aspects that a message asks for: the likeliest first, and those that it names."""
    ranked = _ranked(reading.opinion.aspects)
    is_asking = bool(ranked) and ranked[0][0] != NOTHING
    heard = [name for name, share in ranked if share >= _ASPECT and name != NOTHING]
    named = words.aspects_named(reading.text)
    return tuple(dict.fromkeys([*(heard if is_asking else ()), *named]))


def kinds_of(reading: Reading) -> dict[str, float]:
    """How likely each aspect is asked for, and none, by the reading alone."""
    return _shares(reading.opinion.aspects)


def _shares(told: LogProbabilities) -> dict[str, float]:
    return dict(_ranked(told))


def indicator_of(reading: Reading) -> str | None:
    """What a complaint is about, where that is likely enough to be put before a citizen.

    The topics of 128 are of how offices work: a cut or a burst pipe is none, and what is then the
    likeliest of them says nothing.
    """
    name, share = _part(reading.opinion.labels, "complain")
    likely = math.exp(reading.opinion.labels.get(f"complain/{name}", -math.inf))
    return name if share >= _LIKELY_PART and likely >= _LIKELY_TOPIC else None


def _part(labels: LogProbabilities, act: str) -> tuple[str, float]:
    """The likeliest part of an act, and how likely it is among the parts of that act."""
    parts = {
        part: math.exp(p)
        for label, p in labels.items()
        for name, _, part in (label.partition("/"),)
        if name == act and part
    }
    if not parts:
        return "", 0.0
    best = max(parts, key=lambda part: parts[part])
    return best, parts[best] / sum(parts.values())
