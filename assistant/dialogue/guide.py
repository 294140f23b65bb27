"""Answers that are not of one service: dangers, lines, the procedure, a human, small talk."""

from collections.abc import Sequence

from assistant.dialogue import words
from assistant.dialogue.context import title_of
from assistant.dialogue.fact_wording import agency_contact
from assistant.dialogue.policy.dangers import CYBERCRIME, is_blackmailed
from assistant.dialogue.policy.moves import Decision, Move
from assistant.dialogue.policy.wording import is_clear
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import ASK, COMPLAIN, HUMAN, NONE, TRACK, Speech
from assistant.dialogue.state import State
from assistant.dialogue.tell import ServiceTeller
from assistant.dialogue.things import Asked, Open, Thing, ThingKind, service
from assistant.dialogue.turn import Rooms
from assistant.dialogue.understood import Understanding
from assistant.language.digits import persian_digits
from assistant.replies.schemas import HandoffReply, LineReply
from knowledge.catalogue import Entry
from knowledge.search.about import About, read_about

COURT = "court"
COURT_REPLY = LineReply(
    number=COURT,
    title="دستگاه قضایی",
    reason="دعوا با اشخاص، رأی دادگاه و روند پرونده با دستگاه قضایی است، نه با ۱۲۸.",
)
EVERYBODYS = ("110", "115", "125")
"""Police, ambulance and fire brigade: told together when it is not clear which."""
_SURE_LINE = 0.75
"""Below it all three numbers are told: one too many costs less than the one that was needed."""
_BLACKMAIL = "blackmail"
_OF_KIND = {
    "despair": ("115", "123", "1480"),
    "violence": ("110", "123"),
    "gas": ("194", "125"),
    "poison": ("115",),
    _BLACKMAIL: ("096380", "123"),
}
_SERVICES = {_BLACKMAIL: CYBERCRIME}
"""What to do in a danger that is no matter of minutes; questions about it follow."""
_EVERYDAY_KINDS = ("violence", "poison")
"""Kinds whose words are said of much else: «جرقه می‌زند», «برق خورد»."""
_FIRST = {"194": ("194", "125"), "112": ("112",), "123": ("123", "110")}
_PROCESS_LIKE, _PROCESS_LIKE_AMID = 0.25, 0.5
"""So like a known question about filing an answer must be; the second where a service is spoken of
or a case is written, where the likeliest are offered below it. Of 76 answers in talks with
strangers 8 of 33 below it were right, and 31 of 43 above; after filing 2 of 3 below it."""
_PROCESS_ASIDE = 0.7
"""So like a known question one beside a change of the text must be, where others are as like: which
one is meant is not asked then."""
_MANY_MISSES, _MANY_GRUMBLES = 2, 2


class Guide:
    """Says what is right when a message is not about one service."""

    def __init__(self, rooms: Rooms, teller: ServiceTeller) -> None:
        self._rooms, self._teller = rooms, teller
        self._catalogue = rooms.catalogue
        self._topics = read_about()

    def danger(self, speech: Speech, heard: Understanding) -> None:
        """One human sentence, the number, and a way to say that there is no danger."""
        kind = _danger_kind(heard)
        numbers = self._danger_numbers(heard, kind)
        speech.say(f"danger_{kind}" if kind else "danger")
        for number in numbers:
            speech.line(self._catalogue.lines[number])
        if entry := self._catalogue.by_id.get(_SERVICES.get(kind or "", "")):
            speech.card(entry)
            of = service(entry.service.id)
            speech.state = speech.state.turned_to(of).having_shown(f"card:{of.id}")
        elif speech.state.draft is None:
            speech.state = speech.state.turned_to(Thing(kind=ThingKind.LINE, id=numbers[0]))
            speech.ask(sentence("danger_safe"), [(sentence("danger_button"), "safe")])

    def line(self, speech: Speech, number: str, state: State) -> None:
        """Another line: shown once, then spoken of."""
        if speech.state.has_shown(f"card:line:{number}") and number != COURT:
            speech.say("line_again", number=persian_digits(number))
            return
        known = self._catalogue.lines.get(number)
        if number == COURT:
            speech.add(COURT_REPLY)
        elif known and known.works:
            speech.line(known)
        elif known:
            speech.say("line_ended", number=persian_digits(number), was=known.use_for)
        else:
            speech.say("line_unsure")
            return
        thing = Thing(kind=ThingKind.LINE, id=number)
        speech.state = speech.state.turned_to(thing).having_shown(f"card:line:{number}")

    def way(self, speech: Speech, decision: Decision) -> None:
        """To an agency of the catalogue, or to an office that the citizen names."""
        if decision.move is Move.OFFICE:
            self._office(speech, decision)
        elif decision.things[0].kind is ThingKind.OFFICE:
            office = sentence("office_name", office=decision.things[0].id)
            speech.ask(speech.wording("agency_unknown", agency=office), [HUMAN])
        else:
            self._agency(speech, decision.things[0].id, decision.aspects, decision.name)

    def _agency(self, speech: Speech, id_: str, aspects: Sequence[str], need: str = "") -> None:
        """An agency itself: its site and number, and that no service of it fits a `need`."""
        agency = self._catalogue.agencies[id_]
        is_of_need = speech.state.focus == Thing(kind=ThingKind.AGENCY, id=id_)
        if need:
            known = self._catalogue.needs.get(need)
            office = known.office if known else ""
            if office:
                speech.say("need_at", need=need, office=office)
            else:
                speech.say("need_way", need=need, agency=agency.name)
        elif is_of_need and not {"contact", "where"} & set(aspects):
            speech.say("agency_unknown", agency=agency.name)
        elif not aspects or set(aspects) - {"contact", "where"}:
            speech.say("agency_way", agency=agency.name)
        if not agency.domain and not agency.phone:
            agency = self._catalogue.above(agency) or agency
        line = self._catalogue.line_of(agency)
        is_asked = "contact" in aspects or not (need or is_of_need)
        speech.text(agency_contact(agency, line, is_asked=is_asked))
        speech.state = speech.state.turned_to(Thing(kind=ThingKind.AGENCY, id=id_))

    def _office(self, speech: Speech, decision: Decision) -> None:
        """An office that the citizen names and whose services are not here, by that name."""
        key = f"office:{decision.name}"
        is_again = speech.state.has_shown(key)
        state = speech.state.without(*decision.rejects)
        named = Thing(kind=ThingKind.OFFICE, id=decision.name)
        speech.state = state.having_shown(key).turned_to(next(iter(decision.things), named))
        if is_again:
            self._offer_human(speech)
            return
        text = speech.wording("office_way", office=decision.name)
        if decision.things:
            agency = self._catalogue.agencies[decision.things[0].id]
            contact = agency_contact(agency, self._catalogue.line_of(agency))
            text = f"{text}\n{contact}"
        speech.ask(text, [HUMAN])

    def process(self, speech: Speech, heard: Understanding | None, decision: Decision) -> None:
        """An answer about filing, 128 or the assistant: of a button, or of what was asked."""
        if heard is not None and not decision.name:
            self._process(speech, heard, is_aside=decision.then is not None)
            return
        topic = next((topic for topic in self._topics if topic.id == decision.name), None)
        if topic is None:
            # One that has left the file since.
            self.miss(speech, None)
        else:
            self._answer(speech, topic)

    def _process(self, speech: Speech, heard: Understanding, *, is_aside: bool) -> None:
        """Where none is clearly meant, the likeliest are offered; not beside something else."""
        likely = [one for one in (heard.about, heard.also) if one and one.likeness >= _PROCESS_LIKE]
        focus = speech.state.focus
        is_amid = focus is not None and focus.kind in (ThingKind.SERVICE, ThingKind.DRAFT)
        least = _PROCESS_LIKE_AMID if is_amid else _PROCESS_LIKE
        clear = [one for one in likely if is_clear(one) and one.likeness >= least]
        for one in clear:
            self._answer(speech, one.topic)
        if not likely:
            speech.ask(speech.wording("process_unknown"), [HUMAN])
        elif not clear and not is_aside:
            topics = (likely[0].topic, *likely[0].others)
            options = [(topic.title, f"about:{topic.id}") for topic in topics]
            speech.ask(speech.wording("which_question"), [*options, HUMAN])
        elif not clear and likely[0].likeness >= _PROCESS_ASIDE:
            self._answer(speech, likely[0].topic)

    def _answer(self, speech: Speech, topic: About) -> None:
        text, key = topic.answer.replace("{hours}", OFFICE_HOURS), f"about:{topic.id}"
        known = speech.state.has_shown(key)
        speech.text(speech.wording("told_again", text=text) if known else text)
        speech.state = speech.state.having_shown(key)

    def choices(self, speech: Speech, things: Sequence[Thing], heard: Understanding) -> None:
        """Ask which of a few services is meant."""
        entries = self.entries(things)
        if len(entries) == 1:
            text = speech.wording("perhaps_one", title=entries[0].service.title)
        elif len(entries) == 2:
            titles = {"first": entries[0].service.title, "second": entries[1].service.title}
            text = speech.wording("which_of_two", **titles)
        else:
            text = speech.wording("which_one")
        options = [(entry.service.title, f"service:{entry.service.id}") for entry in entries]
        open_ = tuple(service(entry.service.id) for entry in entries)
        speech.ask(text, [*options, NONE], Asked(kind=Open.CHOICE, options=open_))
        self.wonder(speech, heard)

    def rejected(self, speech: Speech, decision: Decision, heard: Understanding | None) -> None:
        """What was shown is not it: never show it again, and ask in other words."""
        state = speech.state.without(*decision.things)
        speech.state = state.missed()
        if state.misses + 1 >= _MANY_MISSES:
            self._offer_human(speech)
            return
        several = len(decision.things) > 1
        speech.say("none_of_them" if several else "not_this")
        if heard is not None:
            self.wonder(speech, heard)

    def miss(self, speech: Speech, heard: Understanding | None) -> None:
        """Nothing was found: other words, then a human."""
        speech.state = speech.state.missed()
        if speech.state.misses >= _MANY_MISSES:
            self._offer_human(speech)
        else:
            speech.say("not_found")
        if heard is not None:
            self.wonder(speech, heard)

    def wonder(self, speech: Speech, heard: Understanding) -> None:
        """Remember the open wish, one piece behind the other."""
        before = speech.state.question
        whole = f"{before}، {heard.reading.masked}" if before else heard.reading.masked
        speech.state = speech.state.wondering(whole[-_MOST_WONDERED:], heard.aspects)

    def human(self, speech: Speech) -> None:
        """Hand over to the operators' queue; the gateway changes the owner."""
        speech.add(HandoffReply(state="waiting"))

    def small_talk(self, speech: Speech, name: str) -> None:
        """Greetings, thanks, farewells, grumbling, and what is not for this assistant."""
        match name:
            case "grumble":
                self._grumble(speech)
            case "thank" if speech.state.misses:
                speech.say("thank_after_miss")
            case "safe":
                speech.say("no_danger")
                speech.state = speech.state.turned_to(None)
            case _:
                speech.say(name)

    def _grumble(self, speech: Speech) -> None:
        """Own it once, and say what is the best way on: never a complaint."""
        speech.state = speech.state.vexed()
        if speech.state.draft is not None:
            speech.say("grumble", way=sentence("grumble_way_draft"))
            return
        focus = speech.state.focus
        is_service = focus is not None and focus.kind is ThingKind.SERVICE
        title = title_of(focus, self._catalogue) if focus and is_service else ""
        way = sentence("grumble_way_topic", title=title) if title else sentence("grumble_way_open")
        text = speech.wording("grumble", way=way)
        speech.ask(text, [HUMAN], Asked(kind=Open.YES_NO, offer="human"))

    def _offer_human(self, speech: Speech) -> None:
        text = speech.wording("offer_human")
        speech.ask(text, [HUMAN, COMPLAIN], Asked(kind=Open.YES_NO, offer="human"))

    def _danger_numbers(self, heard: Understanding, kind: str | None) -> Sequence[str]:
        if kind is not None:
            return _OF_KIND[kind]
        number, share = heard.danger_line
        if share >= _SURE_LINE and number in self._catalogue.lines:
            return _FIRST.get(number, (number,))
        return tuple(dict.fromkeys([*_FIRST.get(number, ()), *EVERYBODYS]))

    def entries(self, things: Sequence[Thing]) -> list[Entry]:
        """The services among `things`."""
        known = self._catalogue.by_id
        return [known[thing.id] for thing in things if thing.id in known]


def _danger_kind(heard: Understanding) -> str | None:
    """Which danger the words tell of; everyday ones count where the reading hears its line, too."""
    number = heard.danger_line[0]
    for kind in words.named("danger_kinds"):
        if words.has("danger_kinds", heard.text, kind):
            return kind
        everyday = kind in _EVERYDAY_KINDS and number in _OF_KIND[kind]
        if everyday and words.has("everyday_danger_kinds", heard.text, kind):
            return kind
    return _BLACKMAIL if is_blackmailed(heard) else None


_MOST_WONDERED = 300
OFFICE_HOURS = "شنبه تا چهارشنبه ۷:۳۰ تا ۱۴:۳۰"
WAYS = (ASK, COMPLAIN, TRACK, HUMAN)
"""All that the assistant is there for."""
