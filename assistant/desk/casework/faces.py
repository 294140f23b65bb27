"""Persian words for cases as the desk reads them; those for citizens are the cases' own."""

from assistant.cases.labels import MOVE_FA
from assistant.cases.moves import Move
from assistant.cases.personal import Field
from assistant.cases.terms import STATUS_FA, Identity, Role, Status

STATUS_AT_DESK = STATUS_FA | {
    Status.ANSWERED: "پاسخ داده شده، در انتظار نظر شهروند",
    Status.CONFIRMED: "حل شده به گفتهٔ شهروند",
    Status.PARTLY: "تا اندازه‌ای حل شده به گفتهٔ شهروند",
    Status.DISPUTED: "پاسخ را شهروند نپذیرفته است",
    Status.CLOSED_UNCONFIRMED: "بسته شده بدون نظر شهروند",
}

MOVE_AT_DESK = MOVE_FA | {
    Move.ASKED: "از شهروند چیزی پرسیده شد",
    Move.MISDIRECTED: "برگشت خورد: موضوع با دستگاه دیگری است",
    Move.CONFIRMED: "شهروند گفت حل شده است",
    Move.PARTLY: "شهروند گفت تا اندازه‌ای حل شده است",
    Move.DISPUTED: "شهروند پاسخ را نپذیرفت",
    Move.REMINDED: "به شهروند یادآوری شد که نظرش را بگوید",
    Move.CLOSED_UNCONFIRMED: "چون شهروند نظری نداد، بدون تأیید او بسته شد",
    Move.WITHDRAWN: "شهروند آن را پس گرفت",
    Move.REOPENED: "شهروند دوباره بازش کرد",
    Move.MESSAGE: "شهروند توضیحی افزود",
    Move.ATTACHED: "شهروند فایلی افزود",
    Move.NOTED: "یادداشت داخلی",
    Move.CONSENT_GIVEN: "شهروند اجازه داد دستگاه نام و نشانی تماسش را ببیند",
    Move.CONSENT_WITHDRAWN: "شهروند اجازهٔ دیدن نام و نشانی تماس را پس گرفت",
    Move.PIN_CHANGED: "شهروند رمز پیگیری را عوض کرد",
    Move.MERGED: "به پروندهٔ دیگری دربارهٔ همین موضوع پیوست",
    Move.SEPARATED: "از پرونده‌ای که دنبال می‌کرد جدا شد",
    Move.INFORMED: "به شهروند خبر داده شد",
    Move.ERASED: "داده‌های شخصی پاک شد",
}

WHO_FA = {
    Role.CITIZEN: "شهروند",
    Role.AGENCY: "دستگاه",
    Role.OPERATOR: "کارشناس میز",
    Role.CLOCK: "سامانه",
}

IDENTITY_FA = {
    Identity.ANONYMOUS: "ناشناس",
    Identity.SEALED: "نام و تماس فقط نزد میز ۱۲۸",
    Identity.NAMED: "با نام؛ دستگاه هم نام و تماس را می‌بیند",
}

FIELD_FA = {
    Field.WORDS: "نوشتهٔ کامل",
    Field.PLACE: "محل، همان‌طور که نوشته شده",
    Field.REASON: "دلیل، همان‌طور که نوشته شده",
    Field.NOTE: "یادداشت، همان‌طور که نوشته شده",
    Field.MOBILE: "شماره همراه",
    Field.NAME: "نام",
    Field.NATIONAL_ID: "کد ملی",
    Field.CALLER: "نام تماس‌گیرنده",
    Field.MANDATE: "چگونگی رضایت در تماس",
    Field.FILING: "نوشته و تماس",
}
