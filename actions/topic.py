"""Which service a question is about: the one it names, or the one talked about before."""

from dataclasses import dataclass

from actions.base import Turn
from knowledge.catalogue import Entry
from knowledge.search.engine import Found, Hit
from knowledge.search.lexical import words

_FOLLOW_UP = frozenset(
    words(
        "مدرک مدارک مدارکش چی چیه چیا همراه همراهم بیارم ببرم بیاورم ببرم لازم نیاز لازمه می‌خواد "
        "هزینه هزینه‌اش خرج خرجش پول پولش قیمت قیمتش مبلغ چقدر چقدره چند چنده تومان تومن درمیاد "
        "زمان مدت طول می‌کشد میکشه روز روزه آماده می‌شود میشه کی وقت مهلت "
        "کجا برم بروم آدرس آدرسش نشانی سایت سایتش لینک لینکش شماره شماره‌اش تلفن تلفنش تماس زنگ "
        "بزنم نزدیک‌ترین شعبه دفتر بده بدید بگو بگید چطور چطوری چجوری مراحل مرحله بعد بعدش حالا خب "
        "پس واسه اینا همین این کار اینکار خدمت حضوری اینترنتی آنلاین باید همه کامل دقیق دقیقا "
        "ثبت‌نام انجام بدم دهم کنم شود میشه هست داره دارد نمیشه است بود ممنون مرسی لطفا"
    )
)


@dataclass(frozen=True)
class Topic:
    """The service meant, or the candidates when that is open; both empty when unknown."""

    entry: Entry | None = None
    candidates: tuple[Hit, ...] = ()
    is_new: bool = False


def topic_of(turn: Turn) -> Topic:
    """The service that the message of `turn` is about."""
    chosen = turn.context.catalogue.by_id.get(turn.entity("service_id") or "")
    if chosen:
        return Topic(chosen, is_new=True)
    remembered = turn.context.catalogue.by_id.get(turn.slot("service_id") or "")
    if is_follow_up(turn.reading.text):
        # «مدارکش چیه؟» right after several cards: which of them is meant is still open.
        return Topic(remembered) if remembered else Topic(candidates=_shown_before(turn))
    return _from_search(turn.reading.found, remembered)


def _shown_before(turn: Turn) -> tuple[Hit, ...]:
    known = turn.context.catalogue.by_id
    return tuple(Hit(known[id_], 0.0) for id_ in turn.slot("candidates") or () if id_ in known)


def is_follow_up(text: str) -> bool:
    """Whether a repaired text names no topic of its own («مدارکش چیه؟»)."""
    return all(word in _FOLLOW_UP for word in words(text))


def _from_search(found: Found, remembered: Entry | None) -> Topic:
    if found.sure:
        return Topic(found.hits[0].entry, is_new=True)
    if found.abstained:
        return Topic(remembered)
    if remembered and any(hit.entry is remembered for hit in found.shown):
        return Topic(remembered)
    return Topic(candidates=found.shown)
