"""What a turn comes to: who answers it, with what, and who owns the conversation afterwards."""

from dataclasses import dataclass, replace

from assistant.conversation.models import Conversation
from assistant.conversation.owners import WAYS, Move
from assistant.conversation.recording import Speaker
from assistant.rasa.client import Memory, RasaAnswer
from assistant.replies.shapes import CaseReply, HandoffReply, Owner, Reply, TextReply

FAILED = (
    "دستیار نتوانست به این پیام پاسخ دهد. گفت‌وگو را به کارشناس سپردیم؛ "
    "نوشته‌هایتان پیش اوست و لازم نیست دوباره بنویسید."
)
FAILED_ALONE = "دستیار نتوانست به این پیام پاسخ دهد."
CROWDED = (
    "از اینترنتی که با آن آمده‌اید، تا همین حالا گفت‌وگوهای زیادی به کارشناسان سپرده شده است و "
    "این یکی هنوز در صف نیست. دکمهٔ «صحبت با کارشناس» را بزنید یا کمی بعد دوباره بخواهید؛ "
    "تا آن وقت من همین‌جا هستم."
)
RESUMED = "باشد، من ادامه می‌دهم. کارتان را بنویسید."
GOING_ON = "باشد، من ادامه می‌دهم."


@dataclass(frozen=True)
class Decision:
    """An answer, the change of owner that goes with it, and in whose role it is said.

    `is_fault`: the assistant has broken down over the message, and says so.
    """

    answer: RasaAnswer
    owner: Owner
    move: Move | None = None
    role: Speaker = Speaker.BOT
    is_fault: bool = False


def resumed(conversation: Conversation, memory: Memory) -> Decision:
    """Back to the assistant, from the queue or from an operator."""
    answer = RasaAnswer([TextReply(text=RESUMED)], "affirm", 1.0, memory)
    move = Move.RESUME if conversation.owner in WAYS[Move.RESUME].begins else None
    return Decision(answer, Owner.BOT, move)


def going_on(back: Decision, answer: RasaAnswer) -> Decision:
    """Back to the assistant with its answer; a human that it would ask for was just given up."""
    others = [reply for reply in answer.replies if not isinstance(reply, HandoffReply)]
    if not others:
        return back
    return replace(back, answer=replace(answer, replies=[TextReply(text=GOING_ON), *others]))


def for_human(conversation: Conversation, memory: Memory) -> Decision:
    """The wish for a human, said outside the talk."""
    answer = RasaAnswer([], "talk_to_human", 1.0, memory)
    return _queued(conversation, answer)


def failed(conversation: Conversation, memory: Memory) -> Decision:
    """The assistant has broken down over a message: it goes to a human by itself."""
    answer = RasaAnswer([TextReply(text=FAILED)], "talk_to_human", 0.0, memory)
    return replace(_queued(conversation, answer), is_fault=True)


def crowded(conversation: Conversation, wished: Decision) -> Decision:
    """What becomes of a handing over that is one too many of its address: the talk goes on."""
    failed = TextReply(text=FAILED)
    said = [TextReply(text=FAILED_ALONE) if one == failed else one for one in wished.answer.replies]
    answer = replace(wished.answer, replies=[*said, TextReply(text=CROWDED)])
    return Decision(answer, Owner(conversation.owner), is_fault=wished.is_fault)


def silent(conversation: Conversation, memory: Memory, dropped: RasaAnswer | None) -> Decision:
    """The answer while a human owns the conversation: the assistant says nothing of its own.

    `dropped` is what it was about to say when the owner changed. A receipt in it is kept, because
    the case has been filed and its form must not stay open.
    """
    receipts: list[Reply] = [
        reply
        for reply in (dropped.replies if dropped else [])
        if isinstance(reply, CaseReply) and reply.is_new
    ]
    kept = dropped.memory if dropped and receipts else memory
    answer = RasaAnswer(receipts, "talk_to_human", 0.0, kept)
    return Decision(answer, Owner(conversation.owner))


def carried_out(conversation: Conversation, answer: RasaAnswer) -> Decision:
    """`answer` with its wish for a human, if it has one, made real.

    Who waits for one already keeps the place.
    """
    others: list[Reply] = [reply for reply in answer.replies if not isinstance(reply, HandoffReply)]
    if len(others) == len(answer.replies):
        return Decision(answer, Owner(conversation.owner))
    return _queued(conversation, replace(answer, replies=others))


def _queued(conversation: Conversation, answer: RasaAnswer) -> Decision:
    if conversation.owner in WAYS[Move.ENQUEUE].begins:
        return Decision(answer, Owner.QUEUE, Move.ENQUEUE)
    return Decision(answer, Owner(conversation.owner))
