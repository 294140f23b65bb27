"""Since when the 128 line works in a province, where a source tells it."""

from datetime import datetime

from persiantools.jdatetime import JalaliDate

from assistant.language.dates import TEHRAN
from knowledge.catalogue import Catalogue


def line_128_fa(catalogue: Catalogue, province: str | None, at: datetime) -> str | None:
    """What may be said at `at` of the line in the province with this name.

    None where no source gives a date: nothing is claimed then, neither that it works nor that
    it does not.
    """
    since = _since(catalogue, province)
    if since is None:
        return None
    begins = JalaliDate.strptime(since, "%d %B %Y", locale="fa").to_gregorian()
    if begins <= at.astimezone(TEHRAN).date():
        return f"خط ۱۲۸ در استان {province} از {since} آغاز به کار کرده است."
    return f"قرار است خط ۱۲۸ در استان {province} از {since} آغاز به کار کند."


def _since(catalogue: Catalogue, name: str | None) -> str | None:
    starts = {province.name: province.line_128_since for province in catalogue.provinces}
    return starts.get(name or "")
