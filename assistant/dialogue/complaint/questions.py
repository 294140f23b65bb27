"""What is asked while a case is written, and the summary that is agreed to."""

from collections.abc import Sequence

from assistant.cases.terms import INDICATOR_FA, KIND_FA, Indicator, Kind
from assistant.cases.views import TRIAGE_AGENCY
from assistant.dialogue import words
from assistant.dialogue.draft import Draft
from assistant.dialogue.policy.moves import JOIN, SPLIT, SWAP
from assistant.dialogue.sentences import sentence
from assistant.dialogue.speech import CANCEL, HUMAN, Button, Speech
from assistant.dialogue.things import Asked, Open
from assistant.language.formal import formal
from assistant.language.own_names import tells_whom_or_where
from assistant.replies.schemas import TextRow
from knowledge.catalogue import Catalogue

UNKNOWN: Button = ("نمی‌دانم", f"agency:{TRIAGE_AGENCY}")
NO_PLACE: Button = ("لازم نیست", "skip_place")
CONFIRM: Button = ("ثبت شود", "confirm")
NAMED = "confirm_named"
"""The choice of a signed-in citizen who agrees to file with what the portal told of them."""
WITH_NAME: Button = ("با نام من ثبت شود", NAMED)
AMONG_MINE: Button = ("در پرونده‌های من ثبت شود", NAMED)
WITHOUT_NAME: Button = ("ناشناس ثبت شود", CONFIRM[1])
FORMAL: Button = ("رسمی‌ترش کن", "edit:formal")
OWN: Button = ("نوشتهٔ خودم بهتر است", "edit:own")
CHANGE_TEXT: Button = ("تغییر متن", "edit:case_description")
CHANGE_AGENCY: Button = ("تغییر دستگاه", "edit:case_agency")
CHANGE_PLACE: Button = ("تغییر محل", "edit:case_place")
CHANGE_TOPIC: Button = ("تغییر موضوع", "edit:topic")
TOPIC = "edit:topic_"
"""Before the name of a topic in a choice; with nothing behind it, none of them."""
SPLIT_MATTERS: Button = ("دو شکایت جدا", SPLIT)
JOIN_MATTERS: Button = ("یک شکایت است", JOIN)
SWAP_MATTERS: Button = ("اول آن یکی", SWAP)
HIDE_NAMES: Button = ("نام و نشانی پوشیده شود", "edit:hide_names")
SHOW_NAMES: Button = ("نام و نشانی دیده شود", "edit:show_names")
NEARBY = "edit:nearby"
KEEP_TEXT: Button = ("مثل قبل بماند", "edit:keep")
"""The text stays as it is, and the summary comes again."""
BACK: Button = ("برگردان، ادامه می‌دهم", "complain")
"""The text that was let go comes again."""
_OF_COMPLAINTS = tuple(topic for topic in Indicator if topic is not Indicator.SUGGESTION)
_STUCK = 2
"""Answers that were none, after which a human is offered, too."""
_MOST_AGENCIES = 4


class Questions:
    """Asks for what a draft lacks."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def ask(self, speech: Speech) -> None:
        """The next question; in other words when the last answer was none."""
        draft = speech.state.draft
        assert draft is not None
        asks = {
            Open.DESCRIPTION: self._description,
            Open.AGENCY: self._agency,
            Open.PLACE: self._place,
            Open.FOLLOW: self._follow,
            Open.CONFIRM: self._summary,
        }
        asks[draft.next_open](speech, draft)

    def topics(self, speech: Speech) -> None:
        """Which of the topics of complaints it is, or none of them."""
        named = {topic: name for topic, name in INDICATOR_FA.items() if topic in _OF_COMPLAINTS}
        buttons = [(name, f"{TOPIC}{topic.value}") for topic, name in named.items()]
        none = (sentence("no_topic"), TOPIC)
        self._put(speech, sentence("ask_topic"), [*buttons, none], Open.CONFIRM)

    def remind(self, speech: Speech) -> None:
        """That the case is still here, with ways to go on or to give it up."""
        draft = speech.state.draft
        assert draft is not None
        go_on = [CONFIRM] if draft.next_open is Open.CONFIRM else []
        asked = Asked(kind=draft.next_open)
        speech.ask(speech.wording("still_drafting"), [*go_on, CANCEL], asked)

    def as_it_would_be(self, draft: Draft) -> str:
        """The text that is proposed, with all else that was not in a summary yet.

        So a yes to it may file the case.
        """
        is_unseen = draft.next_open is Open.CONFIRM and not draft.is_looked_up
        if not is_unseen:
            return draft.newest
        whole = draft.model_copy(update={"parts": draft.proposed})
        return "\n".join(_lines(summary(whole, self._catalogue)))

    def _description(self, speech: Speech, draft: Draft) -> None:
        kind = draft.kind
        if draft.is_rewritten:
            text = speech.wording("rewrite", text=draft.newest)
            self._put(speech, text, [KEEP_TEXT], Open.DESCRIPTION)
            speech.prefilled(draft.newest)
            return
        is_again = speech.state.misses > 0
        key = f"ask_description_again.{kind}" if is_again else f"ask_description.{kind}"
        self._put(speech, speech.wording(key), [], Open.DESCRIPTION)

    def _agency(self, speech: Speech, draft: Draft) -> None:
        key = "ask_agency_again" if speech.state.misses else f"ask_agency.{draft.kind}"
        likely = [(name, f"agency:{id_}") for id_, name in draft_agencies(draft, self._catalogue)]
        self._put(speech, speech.wording(key), [*likely, UNKNOWN], Open.AGENCY)

    def _place(self, speech: Speech, draft: Draft) -> None:
        abroad = draft.indicator == "consular" or words.has("missions", draft.description)
        key = "ask_place_suggestion" if draft.kind == Kind.SUGGESTION else "ask_place"
        key = "ask_place_abroad" if abroad else key
        key = "ask_place_again" if speech.state.misses else key
        before = "، ".join(dict.fromkeys(filter(None, draft.nearby[::-1])))
        near = [(before, NEARBY)] if before else []
        self._put(speech, speech.wording(key), [*near, NO_PLACE], Open.PLACE)

    def _follow(self, speech: Speech, draft: Draft) -> None:
        offer = draft.offer
        assert offer is not None
        more = speech.wording("follow_which") if speech.state.misses else sentence("following")
        own = ("شکایت خودم ثبت شود", "alone")
        buttons = [(offer.title, f"follow:{offer.id}"), own]
        self._put(speech, f"{offer.text}\n{more}", buttons, Open.FOLLOW)

    def _summary(self, speech: Speech, draft: Draft) -> None:
        key = "summary_again" if speech.state.misses else "summary"
        text = speech.wording("what_is_wrong" if speech.is_refused else key)
        wording = [OWN if draft.is_formal else FORMAL]
        other = wording if formal_version(draft) is not None else []
        topic = [CHANGE_TOPIC] if draft.kind == Kind.COMPLAINT else []
        ways, told = _ways_to_file(speech)
        seen, turned = _seen(draft)
        changes = [CHANGE_TEXT, CHANGE_AGENCY, CHANGE_PLACE, *topic]
        rows = summary(draft, self._catalogue)
        lines = [text, *_lines(rows), *seen, *told]
        self._put(speech, "\n".join(lines), [*ways, *changes, *other, *turned], Open.CONFIRM)
        speech.tabled(rows)

    def _put(self, speech: Speech, text: str, buttons: Sequence[Button], kind: Open) -> None:
        way_out = [HUMAN, CANCEL] if speech.state.misses >= _STUCK else [CANCEL]
        speech.ask(text, [*buttons, *way_out], Asked(kind=kind))


def _lines(rows: Sequence[TextRow]) -> list[str]:
    return [f"{row.name}: {row.text}" for row in rows]


def _ways_to_file(speech: Speech) -> tuple[list[Button], list[str]]:
    """How the case can be filed, and what each way means; a name takes a consent of its own."""
    if speech.citizen is None:
        return [CONFIRM], []
    if speech.citizen.contact is None:
        return [AMONG_MINE, WITHOUT_NAME], [sentence("file_among_mine")]
    return [WITH_NAME, WITHOUT_NAME], [sentence("file_with_name")]


def _seen(draft: Draft) -> tuple[list[str], list[Button]]:
    """Whether the agency reads names and addresses, where the text has any; and the other way.

    Where the citizen wished it, that their own name is not told comes first.
    """
    unnamed = [sentence("goes_unnamed")] if draft.is_unnamed else []
    if not tells_whom_or_where(draft.description):
        return unnamed, []
    if draft.is_quiet:
        return [*unnamed, sentence("names_hidden")], [SHOW_NAMES]
    return [*unnamed, sentence("names_shown")], [HIDE_NAMES]


def summary(draft: Draft, catalogue: Catalogue) -> list[TextRow]:
    """All that will be filed, and the choice that changes each part."""
    kind = Kind(draft.kind)
    agency = catalogue.agencies[draft.agency or ""].name
    rows = [_row("نوع", KIND_FA[kind]), _row("دستگاه", agency, CHANGE_AGENCY)]
    if place := "، ".join(dict.fromkeys(n for n in (draft.city, draft.province) if n)):
        rows.append(_row("محل", place, CHANGE_PLACE))
    if kind is Kind.COMPLAINT and draft.indicator:
        rows.append(_row("موضوع", INDICATOR_FA[Indicator(draft.indicator)], CHANGE_TOPIC))
    said = formal_version(draft) if draft.is_formal else None
    return [*rows, _row("شرح", said or draft.description, CHANGE_TEXT)]


def _row(name: str, text: str, change: Button | None = None) -> TextRow:
    return TextRow(name=name, text=text, choice=change[1] if change else None)


def formal_version(draft: Draft) -> str | None:
    """The description in formal Persian; None when it is no other than the citizen's own words."""
    own = draft.description
    said = formal(own)
    is_other = said.rstrip(".") != own.strip().rstrip(".")
    return said if is_other and len(said) >= 3 else None


def draft_agencies(draft: Draft, catalogue: Catalogue) -> list[tuple[str, str]]:
    """The agencies that a case may be about, likeliest first, as id and name."""
    known = [id_ for id_ in draft.likely if id_ in catalogue.agencies and id_ != TRIAGE_AGENCY]
    return [(id_, catalogue.agencies[id_].name) for id_ in known[:_MOST_AGENCIES]]
