"""Flags: which agencies are unlike their peers by which signal, and the Persian words for it.

The words say what was seen and how usual it is. They never say why: that is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from assistant.insight.scoreboard.formatting import percent
from assistant.insight.signals.counting import (
    AT_ONCE,
    IN_A_ROW,
    LAST_MINUTES,
    MANY,
    OF_BESIDE,
    OF_LEDGER,
    OF_TEXTS,
    Signal,
)
from assistant.insight.signals.counting import IN_BULK as BULK_MINUTES
from assistant.insight.signals.matters import Matters, OffLedger
from assistant.insight.signals.peers import PeerCounts, compare, discoveries
from assistant.language.digits import persian_digits

LEVEL = 0.025
"""For each of the two families, what the ledger proves and what is known beside it: at most one of
twenty flags of a period is wrong, and what is known beside changes no flag of the ledger."""
LEAST_EXCESS = 4.0
"""People more than expected: fewer can be what one clerk did on one day."""


@dataclass(frozen=True)
class Flag:
    """A share at an agency that is higher than chance and the spread of agencies explain.

    `observed` of `n` matters, where its peers make the share `expected` usual; `p` is the
    probability of so many at an agency like them.
    """

    agency_id: str
    signal: Signal
    observed: int
    n: int
    expected: float
    p: float

    @property
    def share(self) -> float:
        """What was seen, as a share."""
        return self.observed / self.n


def flags_of_ledger(seen: Matters) -> list[Flag]:
    """The flags that follow from the ledger alone."""
    return flags(seen.agencies, counts_of_ledger(seen))


def flags_beside(seen: Matters, beside: OffLedger) -> list[Flag]:
    """The flags that follow from texts, addresses and talks."""
    return flags(seen.agencies, counts_beside(seen, beside))


def counts_of_ledger(seen: Matters) -> dict[Signal, PeerCounts]:
    """By signal, what the flags of the ledger are made of."""
    return {signal: count(seen) for signal, count in OF_LEDGER.items()}


def counts_beside(seen: Matters, beside: OffLedger) -> dict[Signal, PeerCounts]:
    """By signal, what the flags beside the ledger are made of."""
    counts = {signal: count(seen) for signal, count in OF_TEXTS.items()}
    return counts | {signal: count(beside) for signal, count in OF_BESIDE.items()}


def flags(agencies: Sequence[str], counts: Mapping[Signal, PeerCounts]) -> list[Flag]:
    """The flags of one family, by agency and signal; `agencies` name the places in `counts`."""
    found = {signal: compare(of) for signal, of in counts.items()}
    p = np.array([one.p for one in found.values()]).reshape(len(counts), len(agencies))
    believed = discoveries(p, LEVEL)
    return sorted(
        (
            Flag(
                agencies[place],
                signal,
                int(counts[signal].observed[place]),
                int(counts[signal].n[place]),
                float(compared.expected[place]),
                float(compared.p[place]),
            )
            for row, (signal, compared) in enumerate(found.items())
            for place in _told(believed[row], counts[signal], compared.expected)
        ),
        key=lambda flag: (flag.agency_id, list(Signal).index(flag.signal)),
    )


def _told(believed: np.ndarray, counts: PeerCounts, expected: np.ndarray) -> Iterable[int]:
    with np.errstate(invalid="ignore"):
        excess = counts.observed - counts.n * expected
        return [int(place) for place in np.flatnonzero(believed & (excess >= LEAST_EXCESS))]


@dataclass(frozen=True)
class SignalWords:
    """A signal for readers: its name, what was seen, and what else may explain it.

    `seen_fa` has a place for the share.
    """

    name_fa: str
    seen_fa: str
    may_be_fa: str


SIGNAL_WORDS: dict[Signal, SignalWords] = {
    Signal.SENT_ON_BEFORE_3H: SignalWords(
        "فرستادن به جای دیگر، در ساعت آخر مهلت ۳ ساعته",
        "{share} کارهایی که یک ساعت مانده به پایان مهلت ۳ ساعته باز بود، در همان ساعت به دستگاه "
        "دیگری مربوط دانسته شد",
        "شاید بررسی صلاحیت در این دستگاه بیشتر طول می‌کشد.",
    ),
    Signal.SENT_ON_BEFORE_48H: SignalWords(
        "فرستادن به جای دیگر، در ساعت آخر مهلت ۴۸ ساعته",
        "{share} کارهایی که یک ساعت مانده به پایان مهلت ۴۸ ساعته باز بود، در همان ساعت به دستگاه "
        "دیگری مربوط دانسته شد",
        "شاید بررسی صلاحیت در این دستگاه بیشتر طول می‌کشد.",
    ),
    Signal.BUNCHED: SignalWords(
        "پاسخ در دقیقه‌های آخر مهلت",
        f"{{share}} پاسخ‌های نزدیک به پایان مهلت، در {persian_digits(str(LAST_MINUTES))} دقیقهٔ "
        "آخر آن داده شده است",
        "شاید کارها به ترتیب مهلت انجام می‌شود. خوب است چند پاسخ خوانده شود.",
    ),
    Signal.CLOSED_EARLY: SignalWords(
        "پاسخ زودهنگام که پذیرفته نشد",
        "{share} پاسخ‌ها در ساعت اول داده شد و شهروند نپذیرفت یا کار را دوباره باز کرد",
        "شاید پاسخ درست بوده و شهروند چیز دیگری می‌خواسته است.",
    ),
    Signal.JUDGED_AT_ONCE: SignalWords(
        "«حل شد» در همان دقیقه‌های پاسخ",
        f"{{share}} نظرهای «حل شد» تا {persian_digits(str(AT_ONCE))} دقیقه پس از پاسخ داده شده است",
        "شاید مردم برای گرفتن پاسخ حضوری می‌آیند و همان جا نظر می‌دهند.",
    ),
    Signal.JUDGED_IN_A_ROW: SignalWords(
        "نظرهای پشت سر هم",
        f"{{share}} نظرهای «حل شد» کمتر از {persian_digits(str(IN_A_ROW))} دقیقه پس از نظر نفر "
        "پیش از خود داده شده است",
        "شاید خبر پاسخ‌ها یک‌جا به مردم رسیده است.",
    ),
    Signal.TALKED_OUT: SignalWords(
        "پس گرفتن کار پس از اقدام دستگاه",
        "{share} مردم در یک روز پس از اقدام دستگاه، کارشان را پس گرفتند",
        "شاید مشکل با یک تماس حل شده است. می‌شود از چند نفر پرسید.",
    ),
    Signal.SAME_TEXT: SignalWords(
        "یک متن برای کارهای ناهمسان",
        f"{{share}} پاسخ‌ها متنی دارند که به دست‌کم {persian_digits(str(MANY))} کار داده شده، و "
        "موضوع یا خدمتشان با دیگر کارهای همان متن یکی نیست",
        "شاید متن آماده است و پاسخ کامل جای دیگری به شهروند رسیده است.",
    ),
    Signal.IN_BULK: SignalWords(
        "یک متن برای کارهای ناهمسان، پشت سر هم",
        f"{{share}} پاسخ‌ها کمتر از {persian_digits(str(BULK_MINUTES))} دقیقه پیش یا پس از همان "
        "متن برای کاری با موضوع یا خدمت دیگر داده شده است",
        "شاید یک خبر به همهٔ این کارها مربوط بوده است.",
    ),
    Signal.SHARED_ADDRESS: SignalWords(
        "چند نظر از یک نشانی اینترنتی",
        "{share} نظرها از نشانی‌ای آمده که همان روز دربارهٔ این دستگاه نظر داده بود",
        "شاید مردم با اینترنت خود اداره یا یک دفتر خدمات نظر می‌دهند.",
    ),
    Signal.MARKS_FROM_ONE_ADDRESS: SignalWords(
        "چند نمره از یک نشانی اینترنتی",
        "{share} نمره‌ها از نشانی‌ای آمده که همان روز به این دستگاه نمره داده بود",
        "شاید مردم با اینترنت خود اداره یا یک دفتر خدمات نمره می‌دهند.",
    ),
    Signal.BETTER_VERDICTS: SignalWords(
        "نظرهای بهتر از نشانی‌های تکراری",
        "{share} نظرهایی که از نشانی‌های تکراری آمده «حل شد» است",
        "شاید کسانی که با اینترنت اداره نظر می‌دهند، کارشان همان جا انجام شده است.",
    ),
    Signal.BETTER_MARKS: SignalWords(
        "نمره‌های بهتر از نشانی‌های تکراری",
        "{share} نمره‌هایی که از نشانی‌های تکراری آمده ۴ یا ۵ است",
        "شاید کسانی که با اینترنت اداره نمره می‌دهند، کارشان همان جا انجام شده است.",
    ),
    Signal.FEWER_REPORTS: SignalWords(
        "گزارش‌های کمتر از پیش",
        "از گزارش‌های این دوره و سه ماه پیش از آن، {share} مال آن سه ماه است",
        "شاید کارها بهتر شده است. شمار پرسش‌های مردم از دستیار هم به حساب آمده است.",
    ),
}
_OWN_REST = frozenset([Signal.BETTER_VERDICTS, Signal.BETTER_MARKS])
"""What is compared with the agency's own rest, as other agencies have it."""
_MORE_THAN_A_THOUSANDTH = 0.001


def told(flag: Flag) -> str:
    """«۶۱٪ پاسخ‌ها در ۱۵ دقیقهٔ آخر مهلت داده شده است؛ نزد دیگر دستگاه‌ها ۹٪.»"""
    seen = SIGNAL_WORDS[flag.signal].seen_fa.format(share=percent(flag.share))
    rest = "در بقیهٔ همین دستگاه" if flag.signal in _OWN_REST else "نزد دیگر دستگاه‌ها"
    return f"{seen}؛ {rest} {_usual(flag)}."


def chance(flag: Flag) -> str:
    """How usual it is: «از هزار دستگاه مانند این، کمتر از یکی چنین رقمی دارد.»"""
    among = 1000
    if flag.p < _MORE_THAN_A_THOUSANDTH:
        return "از هزار دستگاه مانند این، کمتر از یکی چنین رقمی دارد."
    count = persian_digits(str(ceil(flag.p * among)))
    return f"از هزار دستگاه مانند این، {count} دستگاه چنین رقمی دارند."


def _usual(flag: Flag) -> str:
    """Shares below one percent are shown as such, and not as zero."""
    return percent(flag.expected) if flag.expected >= 0.005 else "کمتر از ۱٪"
