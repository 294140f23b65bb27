"""Why an operator ends a conversation."""

from enum import StrEnum


class CloseReason(StrEnum):
    """What came of it, as the operator sees it. It is never the citizen's verdict."""

    ANSWERED = "answered"
    CASE_FILED = "case_filed"
    OTHER_LINE = "other_line"
    CITIZEN_AWAY = "citizen_away"
    OUT_OF_SCOPE = "out_of_scope"
    ABUSE = "abuse"


CLOSE_REASON_FA: dict[CloseReason, str] = {
    CloseReason.ANSWERED: "پاسخ داده شد",
    CloseReason.CASE_FILED: "پرونده ثبت شد",
    CloseReason.OTHER_LINE: "به سامانه یا خط دیگری راهنمایی شد",
    CloseReason.CITIZEN_AWAY: "شهروند پاسخ نداد",
    CloseReason.OUT_OF_SCOPE: "بیرون از کار ما بود",
    CloseReason.ABUSE: "گفت‌وگو توهین‌آمیز بود",
}
