"""What a source is called where a citizen reads of it."""

import re
from urllib.parse import urlsplit

from assistant.language.digits import persian_digits
from knowledge.schema import Agency, Confidence, Source
from knowledge.sites import sites
from knowledge.upkeep.dates import days_of, jalali_year


def name_of(source: Source, agency: Agency | None) -> str:
    """The agency itself where the page is one of its own, else the name of the site, or its host.

    An office of the agency with a site of its own («بهزیستی البرز») is called by its own name.
    """
    site = site_of(source)
    known = sites().named(site)
    own = agency.domain if agency and agency.domain and _lies_at(site, agency.domain) else ""
    if agency and own and (known is None or len(own) >= len(known[0])):
        return agency.name
    return known[1] if known else _as_read(site)


def site_of(source: Source) -> str:
    """The host of a source, as a citizen would write it."""
    return (urlsplit(source.address).hostname or "").removeprefix("www.")


def _lies_at(site: str, domain: str) -> bool:
    return site == domain or site.endswith(f".{domain}")


def is_official(source: Source, agency: Agency) -> bool:
    """A page of the agency's own, or of the government."""
    return name_of(source, agency) == agency.name or site_of(source).endswith(".gov.ir")


def _as_read(site: str) -> str:
    """A Persian domain in its own letters, not in the ASCII that the network knows it by."""
    try:
        return site.encode().decode("idna")
    except UnicodeError:
        return site


def standing_of(source: Source) -> str:
    """How a source is introduced: as `law`, `guide`, `note` of little trust, or `source`."""
    if source.kind in ("law", "guide"):
        return source.kind
    return "note" if source.confidence is Confidence.LOW else "source"


def year_of(source: Source) -> str:
    """The Iranian year of a source, in Persian digits; empty where it has none.

    A date of the other calendar without a day may lie in either of two years, and both are said.
    """
    if year := re.match(r"[۰-۹0-9]{4}", source.date_fa or ""):
        return persian_digits(year[0])
    years = dict.fromkeys(jalali_year(day) for day in days_of(source.date or ""))
    return persian_digits(" یا ".join(map(str, years)))
