"""What a source is called where a citizen reads of it."""

import re
from urllib.parse import urlsplit

from assistant.language.digits import persian_digits
from knowledge.schema import Agency, Source


def name_of(source: Source, agency: Agency | None) -> str:
    """The agency itself where the page is one of its own, else the name of the site."""
    site = _site_of(source)
    is_own = agency is not None and agency.domain and site.endswith(agency.domain)
    return agency.name if agency is not None and is_own else _as_read(site)


def _site_of(source: Source) -> str:
    return (urlsplit(source.address).hostname or "").removeprefix("www.")


def is_official(source: Source, agency: Agency) -> bool:
    """A page of the agency's own, or of the government."""
    return name_of(source, agency) == agency.name or _site_of(source).endswith(".gov.ir")


def _as_read(site: str) -> str:
    """A Persian domain in its own letters, not in the ASCII that the network knows it by."""
    try:
        return site.encode().decode("idna")
    except UnicodeError:
        return site


def year_of(source: Source) -> str:
    """The Iranian year of a source, in Persian digits; empty where it has none."""
    year = re.match(r"[۰-۹0-9]{4}", source.date_fa or "")
    return persian_digits(year[0]) if year else ""
