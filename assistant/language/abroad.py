"""Names of other countries, and of cities there, as people write them in Persian.

Countries and cities are those of the Unicode CLDR, as Babel has them; its cities are those that
stand for a time zone, so that many are missing.
"""

import re
from functools import cache

from babel import Locale

_EVERYDAY = ("امارات", "انگلیس", "انگلستان", "آمریکا", "امریکا", "عربستان", "کره جنوبی")
_IRAN = frozenset(["ایران", "تهران"])
_BEFORE = "در|تو|توی|سفارت|سفارتخانه|کنسولگری|سرکنسولگری|نمایندگی|ایران|کشور|شهر"
"""One of these stands before a name that counts: «مالی» and «پرو» are everyday words, too."""
_COUNTRY_CODE = 2
_HAMZA, _HALF_SPACE = "\u0654", "\u200c"


def named_abroad(text: str) -> str | None:
    """The country, or the city in another country, that `text` names as a place."""
    found = _pattern().search(_plain(text))
    return found[1] if found else None


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names() - _IRAN, key=len, reverse=True)
    either = "|".join(map(re.escape, names))
    return re.compile(rf"(?<!\w)(?:{_BEFORE}) +({either})(?!\w)")


def _names() -> set[str]:
    persian = Locale("fa")
    countries = [name for code, name in persian.territories.items() if len(code) == _COUNTRY_CODE]
    cities = [zone["city"] for zone in persian.time_zones.values() if "city" in zone]
    return {_plain(name) for name in (*countries, *cities, *_EVERYDAY)}


def _plain(text: str) -> str:
    """Without the signs that some write and some leave out."""
    return " ".join(text.replace(_HAMZA, "").replace(_HALF_SPACE, " ").split())
