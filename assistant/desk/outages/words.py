"""What citizens with a case of an outage are told: that it is known, and that it is over."""

from assistant.cases.outages import OutageRow, people_fa, what_fa
from assistant.language.dates import jalali
from knowledge.catalogue import Catalogue

MERGED = "همه از یک قطعی می‌گویند"
_NEWS = "همین که درست شد، همین‌جا خبر می‌دهیم."
_STILL = "اگر هنوز مشکل دارید، منتظر پاسخ دستگاه بمانید یا به پرونده پیامی بیفزایید."


def confirmed(row: OutageRow, catalogue: Catalogue) -> str:
    """Since when, how many, and who has been asked."""
    asked = f" پیگیری شده از: {row.asked}." if row.asked else ""
    return (
        f"این قطعی تأیید شد: {what_fa(row, catalogue)}، از {jalali(row.began_at)}. "
        f"تا حالا {people_fa(row)} آن را گزارش کرده‌اند.{asked} {_NEWS}"
    )


def ended(row: OutageRow, catalogue: Catalogue) -> str:
    """That it is over, and what to do if not."""
    return (
        f"میز خبر داد که قطعی {what_fa(row, catalogue)} از {jalali(row.began_at)} پایان یافته است. "
        f"{_STILL}"
    )
