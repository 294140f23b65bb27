"""A message, understood in its context: what it does, what it asks for, and what it may mean."""

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue import words
from assistant.dialogue.asking import ASKS, AskingReader, different, sentence_of
from assistant.dialogue.context import context_of, told_matter, written
from assistant.dialogue.draft import Draft
from assistant.dialogue.life_events import LifeEventReader
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
from assistant.dialogue.message_reader import (
    MessageReader,
    asked_aspects,
    indicator_of,
    kinds_of,
    likeliest_part,
    shares_of,
)
from assistant.dialogue.offices import OfficeReader
from assistant.dialogue.ranking import Ranker
from assistant.dialogue.referents import MessageInContext, candidates, rank
from assistant.dialogue.several_needs import NeedsReader
from assistant.dialogue.state import State
from assistant.dialogue.things import Open, Thing, ThingKind
from assistant.dialogue.understood import Piece, Understanding
from assistant.language.repair import repair
from assistant.understanding.reading import Reading
from knowledge.catalogue import Catalogue, Entry
from knowledge.features.edits import EditEncoder, EditReading
from knowledge.features.labels import any_of
from knowledge.features.questions import questions_in
from knowledge.search.about import About
from knowledge.search.topics import Likely, TopicIndexes

_BARE_WORDS = 2
_SEVERAL, _SAYS_SEVERAL = 2, ("several_matters", "both_matters")
_FOCUS_ANSWERS = 0.8
_DECLARED = 0.12
"""So sure the search must be of another matter that is declared. Of 18 such messages of players, 16
of them of another matter, 15 reach the right service so, and none of the rest another."""
_ELSEWHERE = 0.6
"""So sure the search must be of a question by itself. Of 289 questions about the service whose card
was shown 10 reach it for another one."""
_MAY_ASK = 0.2
"""From here on each question of a message is compared with those about filing by itself."""
ASKS_OF_FILING = 0.6
"""So like a known question about filing; of 480 first messages for something else .015 are."""
_MAY_FILE = 0.3
"""From here on a message is read piece by piece, as it may become a description."""
_MOST_PIECES = 20
"""So many parts of a message, its last ones, are read by themselves, each in some five ms."""


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
        self._dangers = beside.dangers
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
        told = told_matter(state)
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
            acts=shares_of(opinion.acts),
            aspects=asked_aspects(reading),
            kinds=kinds_of(reading),
            line=message.line,
            danger_line=likeliest_part(opinion.labels, "emergency"),
            indicator=indicator_of(reading),
            things=things,
            both=self._several.read(message, things),
            elsewhere=self._elsewhere(reading),
            pieces=pieces,
            about=about,
            also=next(iter(others), None),
            asks=_asks(reading, pieces, state),
            life=self._life.read(reading),
            need=reading.need,
            step=self._life.step(reading, state.journey.id) if state.journey else None,
            through=self._life.through(state),
            named=self._named(message, state),
            sharing=self._sharing(reading),
            answered=message.answered or 0.0,
            office=self._offices.read(message, state) if state.draft is None else None,
            affirms=self._affirms(message, state),
            dangers=self._dangers.shares(reading.text),
            refused=self._refused(message, state, things.best[0]),
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

    def _refused(
        self, message: MessageInContext, state: State, meant: Thing | None
    ) -> tuple[Thing, ...]:
        """The services that the talk has had, or was offered, and that a message turns down.

        «گذرنامه ندارم» finds the first passport, so its words turn down no other passport.
        """
        aside = state.aside.thing if state.aside else None
        things = (state.focus, *state.options, *state.queue, aside, *state.trail)
        had = dict.fromkeys(one for one in things if one and one.id in self._catalogue.by_id)
        found, refuses = self._title_words(meant), message.subject.refuses
        own = {one: self._title_words(one) - (found if one != meant else set()) for one in had}
        return tuple(one for one in had if refuses(own[one]))

    def _title_words(self, thing: Thing | None) -> frozenset[str]:
        entry = self._catalogue.by_id.get(thing.id) if thing else None
        return words.title_words(entry) if entry else frozenset()

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
