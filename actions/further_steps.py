"""Another step with the thing that was talked about: «اگر گم شود چه؟», «از کجا پیگیری کنم؟»."""

from functools import lru_cache

from actions.base import Turn
from actions.choosing import words_of
from actions.vocabulary import own_words
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
    if present is None or wanted is None or wanted & _stems(present.service.title):
        return None
    thing = _stems(present.service.title) - _ALL_STEPS
    titled = [(_stems(entry.service.title), entry) for entry in turn.context.catalogue.entries]
    shared = [(len(thing & stems), entry) for stems, entry in titled if wanted & stems]
    most = max((count for count, _ in shared), default=0)
    best = [entry for count, entry in shared if count == most]
    return best[0] if most and most >= _LEAST_SHARED * len(thing) and len(best) == 1 else None


@lru_cache(maxsize=4096)
def _stems(title: str) -> frozenset[str]:
    """Of a title without what stands in brackets, which only sets it apart."""
    return frozenset(own_words(title.partition("(")[0]))


_ALL_STEPS = frozenset().union(
    *_STEPS, own_words("صدور درخواست ثبت دریافت گرفتن شکایت گزارش اعلام")
)
