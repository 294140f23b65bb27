"""Questions about a service: the card, its documents, fee, duration and contact."""

from rasa_sdk.events import EventType, FollowupAction

from actions.agencies import asked_agency, say_contact
from actions.base import Turn, remember
from actions.buttons import COMPLAIN
from actions.introduction import self_told
from actions.telling import say_topic
from actions.tellings import tells_of_waiting
from actions.topic import topic_of
from actions.tracking import GivesWayToTracking
from actions.wishes import ANONYMITY, opens_complaint, wants_anonymity


class FindService(GivesWayToTracking):
    """Answers a question about a service: the card, or the facts that were asked for."""

    action_name = "action_find_service"

    def reply(self, turn: Turn) -> list[EventType]:
        """Find the topic, say what is asked of it, remember it."""
        complains = opens_complaint(turn.matter.unnamed) or tells_of_waiting(turn.matter.text)
        if complains and not turn.slot("requested_slot"):
            return [FollowupAction("case_form")]
        if agency := asked_agency(turn):
            return say_contact(turn, agency)
        if (said := self_told(turn)) is not None:
            return said
        topic = topic_of(turn)
        if wants_anonymity(turn.reading.text) and not topic.is_new:
            turn.ask(ANONYMITY, COMPLAIN)
            return remember(failed_turns=0)
        return say_topic(turn, topic)


class TellDocuments(FindService):
    """What to bring."""

    action_name = "action_tell_documents"


class TellFee(FindService):
    """What it costs."""

    action_name = "action_tell_fee"


class TellDuration(FindService):
    """How long it takes."""

    action_name = "action_tell_duration"


class TellLinkOrPhone(FindService):
    """Where it is done and whom to call."""

    action_name = "action_tell_link_or_phone"
