"""Asking for a human, yes and no outside the form, and small talk."""

import re

from rasa_sdk.events import EventType, FollowupAction

from actions import phrases
from actions.base import DastyarAction, Turn, remember
from actions.buttons import WAYS
from actions.candidates import show_candidates
from actions.choosing import bare
from actions.facts import facts_in
from actions.introduction import asks_of_itself, introduce, self_told
from actions.shown_before import picked_by_name
from actions.telling import say_topic
from actions.topic import Topic, is_follow_up, topic_of
from actions.tracking import GivesWayToTracking
from actions.vocabulary import own_words
from actions.ways_on import not_understood, offer_human
from actions.wishes import declines_human, does_not_know, opens_complaint, says_yes
from assistant.replies.shapes import HandoffReply
from knowledge.search.engine import Hit

_SURE, _LIKELY, _BARE = 0.75, 0.5, 2
_WORD = re.compile(r"[^\W\d_]")
_REBUFFS = ("abuse", "out_of_scope")
_OPEN_MINDED = ("greet", "thank")


class AskHuman(DastyarAction):
    """Hands the conversation to the operators' queue; the gateway changes its owner."""

    action_name = "action_ask_human"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Say that a human is coming, unless none is wanted («ربات هستی یا آدم؟»)."""
        if declines_human(turn.reading.text) and not turn.is_button:
            turn.say_text(turn.next_of("no_human", phrases.NO_HUMAN))
            return remember(offer=None, failed_turns=0)
        if not turn.is_button and asks_of_itself(turn.matter.text):
            return introduce(turn)
        turn.say(HandoffReply(state="waiting"))
        return remember(failed_turns=0, offer=None)


class Affirm(DastyarAction):
    """A yes: to what was offered last, if anything was."""

    action_name = "action_affirm"

    async def answer(self, turn: Turn) -> list[EventType]:
        """Do what was offered, or ask what to do."""
        means_it = turn.confidence >= _LIKELY or says_yes(turn.reading.text) or turn.is_button
        if turn.slot("offer") == "human" and means_it:
            turn.say(HandoffReply(state="waiting"))
            return remember(offer=None)
        if (said := own_matter(turn)) is not None:
            return said
        asks_of_line = turn.slot("line") and turn.reading.text.endswith("؟")
        if turn.slot("candidates") or asks_of_line:
            return say_topic(turn, topic_of(turn))
        if turn.slot("service_id") or turn.slot("line"):
            further = phrases.ASK_FURTHER if turn.slot("service_id") else phrases.CALL_IT
            turn.say_text(turn.next_of(further[0], further))
            return remember(failed_turns=0, other_services=None)
        if turn.slot("failed_turns"):
            return offer_human(turn)
        turn.say_text(turn.next_of("go_on", phrases.GO_ON))
        return remember(failed_turns=1)


class Deny(GivesWayToTracking):
    """A no: the last answer did not fit, or nothing more is wanted."""

    action_name = "action_deny"

    def reply(self, turn: Turn) -> list[EventType]:
        """What is meant instead, else what came next in the search, else other words or a human."""
        if (said := own_matter(turn)) is not None:
            return said
        if turn.slot("offer") == "human":
            turn.say_text(turn.next_of("no_human", phrases.NO_HUMAN))
            return remember(offer=None, failed_turns=0)
        if does_not_know(turn.reading.text):
            turn.ask(turn.next_of("unknown", phrases.DOES_NOT_KNOW), *WAYS)
            return remember(failed_turns=int(turn.slot("failed_turns") or 0) + 1)
        if others := _others(turn):
            return show_candidates(turn, others)
        if turn.slot("failed_turns"):
            return offer_human(turn)
        turn.say_text(turn.next_of("deny", phrases.OTHER_WORDS))
        return remember(failed_turns=1, candidates=None)


class SmallTalk(GivesWayToTracking):
    """Greetings, thanks, farewells; and what is not for this assistant, with a way out."""

    action_name = "action_small_talk"

    def reply(self, turn: Turn) -> list[EventType]:
        """Answer the matter that comes along with it, or only the small talk."""
        if (said := self_told(turn)) is not None:
            return said
        if not _WORD.search(turn.reading.text):
            return not_understood(turn)
        if (said := own_matter(turn)) is not None:
            return said
        turn.say_text(turn.next_of(turn.act, phrases.SMALL_TALK[turn.act]))
        if turn.act not in _REBUFFS:
            return []
        failed = int(turn.slot("failed_turns") or 0)
        if not failed or turn.slot("requested_slot"):
            return remember(failed_turns=failed + 1)
        return offer_human(turn)


def own_matter(turn: Turn) -> list[EventType] | None:
    """The answer to what a message asks beside its small talk, yes or no; None when nothing."""
    if turn.is_button or turn.slot("requested_slot"):
        return None
    text = turn.reading.text
    if opens_complaint(turn.matter.unnamed):
        return [FollowupAction("case_form")]
    if turn.act in _REBUFFS and turn.confidence >= max(_SURE, turn.matter.found.probability):
        return say_topic(turn, topic_of(turn)) if picked_by_name(turn) else None
    if is_follow_up(turn) and not facts_in(text):
        topic = topic_of(turn)
        return say_topic(turn, topic) if topic.is_new else None
    topic = topic_of(turn)
    leads_on = topic.is_new or (topic.candidates and topic.continues)
    return say_topic(turn, topic) if leads_on or _comes_along(turn, topic) else None


def _comes_along(turn: Turn, topic: Topic) -> bool:
    """Whether small talk brings along a further fact, or a matter that is not clear."""
    if turn.act in _REBUFFS:
        # A bare word («گاز») is nobody's weather, and no swearing, while the act is a guess.
        is_bare = len(turn.matter.text.split()) <= _BARE
        most = _SURE if is_bare else _LIKELY
        return turn.confidence < most and bool(topic.candidates)
    if turn.act not in _OPEN_MINDED:
        return False
    tells_more = len(own_words(turn.reading.placeless)) >= 2 or bare(turn)
    return bool((facts_in(turn.reading.text) and topic.entry) or (topic.candidates and tells_more))


def _others(turn: Turn) -> tuple[Hit, ...]:
    known = turn.context.catalogue.by_id
    if not turn.slot("service_id") or any(w in turn.reading.text for w in phrases.ENOUGH):
        return ()
    # Without scores, so that only their names are shown.
    others = [i for i in turn.slot("other_services") or () if i != turn.slot("service_id")]
    return tuple(Hit(known[i], 0.0) for i in others if i in known)
