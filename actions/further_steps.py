"""Another step with the thing that was talked about: «اگر گم شود چه؟», «از کجا پیگیری کنم؟»."""

from actions.base import Turn
from actions.choosing import words_of
from actions.vocabulary import bare_title_words, own_words
from knowledge.catalogue import Entry

_STEPS = tuple(
    frozenset(own_words(words))
    for words in (
        "پیگیری وضعیت",
        "تمدید",
        "المثنی گم گمش مفقود مفقودی دزدیدند سرقت",
        "لغو ابطال باطل باطلش سوزاندن",
        "اعتراض",
        "تعویض عوض عوضش",
        "استعلام",
        "انتقال",
    )
)
_LEAST_SHARED = 0.5


def further_step(turn: Turn, present: Entry | None) -> Entry | None:
    """The service that does to the thing of `present` what the message asks; None when unclear."""
    own = set(words_of(turn))
    wanted = next((step for step in _STEPS if step & own), None)
    if present is None or wanted is None or wanted & bare_title_words(present):
        return None
    thing = bare_title_words(present) - _ALL_STEPS
    titled = [(bare_title_words(entry), entry) for entry in turn.context.catalogue.entries]
    shared = [(len(thing & stems), entry) for stems, entry in titled if wanted & stems]
    most = max((count for count, _ in shared), default=0)
    best = [entry for count, entry in shared if count == most]
    return best[0] if most and most >= _LEAST_SHARED * len(thing) and len(best) == 1 else None


_ALL_STEPS = frozenset().union(
    *_STEPS, own_words("صدور درخواست ثبت دریافت گرفتن شکایت گزارش اعلام")
)
