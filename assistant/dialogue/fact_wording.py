"""How what is known of a service is worded: a fact, its source, and where to ask.

Facts have keys under which it is remembered that they were told.
"""

import re
from collections.abc import Sequence
from datetime import date

from assistant.dialogue import sentences
from assistant.dialogue.facts import OF_LISTS
from assistant.language.digits import ascii_digits, persian_digits
from assistant.replies.cards import name_of, standing_of, year_of
from knowledge.aspects import IN_QUESTIONS
from knowledge.catalogue import Entry
from knowledge.facts import Fact, facts_of
from knowledge.schema import Agency, Line
from knowledge.upkeep.source_dates import jalali_year

_OF_SUMS = ("fee", "benefit")
_YEAR = re.compile(r"(?<!\d)1[34]\d\d(?!\d)")
_MONEY = re.compile("تومان|ریال|یورو|دلار")
FIELDS = tuple(name for name, row in IN_QUESTIONS.items() if row.telling == "named")
"""Aspects that are told with their name in front."""


def key_of(entry: Entry, fact: Fact) -> str:
    """What is remembered where a fact was told."""
    return f"told:{entry.service.id}:{facts_of(entry).index(fact)}"


def list_key(entry: Entry, aspect: str) -> str:
    """What is remembered where a whole list was told."""
    return f"told:{entry.service.id}:{aspect}"


def written(entry: Entry, fact: Fact) -> str:
    """A fact as a sentence; an item of a list says that it is one.

    What was cut out of a longer sentence ends without its semicolon.
    """
    text = fact.text.rstrip("؛")
    if fact.aspect in FIELDS:
        return sentences.sentence(fact.aspect, title=entry.service.title, text=text)
    key = f"fact_of.{fact.aspect}" if fact.aspect in OF_LISTS else "fact"
    return sentences.sentence(key, text=text)


def source_name(fact: Fact, entry: Entry | None) -> str:
    """The site of the best source of a fact, by its name; empty without any."""
    return name_of(fact.source, entry.agency if entry else None) if fact.source else ""


def source_line(fact: Fact, entry: Entry | None) -> str:
    """The best source of a fact by the name of its site, with its year; empty without any."""
    best = fact.source
    if best is None:
        return ""
    year, standing = year_of(best), standing_of(best)
    key = f"source_dated.{standing}" if year else f"source.{standing}"
    return sentences.sentence(key, source=source_name(fact, entry), date=year)


def older_figure(fact: Fact, today: date) -> str:
    """That this year's sum is unknown, where a fact gives one of an earlier Iranian year."""
    years = [int(year) for year in _YEAR.findall(ascii_digits(fact.text))]
    is_sum = fact.aspect in _OF_SUMS and _MONEY.search(fact.text)
    if not is_sum or not years or max(years) >= jalali_year(today):
        return ""
    return sentences.sentence("older_figure", year=persian_digits(str(max(years))))


def contact(entry: Entry) -> str:
    """Site and number of a service, one a line; empty when neither is known."""
    phone = phone_of(entry)
    lines = [_site(entry), _number(phone, entry.lines) if phone else ""]
    return "\n".join(filter(None, lines))


def agency_contact(agency: Agency, line: Line | None, *, is_asked: bool = True) -> str:
    """Site and number of an agency; that no number is known, where one `is_asked` for."""
    phone = line.number if line else agency.phone
    unknown = sentences.sentence("no_phone") if is_asked or not agency.domain else ""
    lines = [
        agency.name,
        sentences.sentence("site", text=agency.domain) if agency.domain else "",
        _number(phone, (line,) if line else ()) if phone else unknown,
    ]
    return "\n".join(filter(None, lines))


def next_step(entry: Entry) -> str:
    """Where to ask for what is not known: a telephone that is for questions, a site, a human."""
    agency = entry.agency.name
    own = next((line for line in entry.lines if line.number == entry.service.phone), None)
    phone = own.number if own and own.is_for_questions else entry.agency_phone
    if phone:
        return sentences.sentence("ask_phone", agency=agency, number=persian_digits(phone))
    site = entry.service.portal.url if entry.service.portal else entry.agency.domain
    if site:
        return sentences.sentence("ask_site", agency=agency, site=site)
    above = entry.above
    if above and above.domain:
        return sentences.sentence("ask_above", agency=agency, above=above.name, site=above.domain)
    return sentences.sentence("ask_agency_itself", agency=agency)


def phone_of(entry: Entry) -> str | None:
    """The number of a service, or else of its agency."""
    return entry.service.phone or entry.agency_phone


def _site(entry: Entry) -> str:
    site = entry.service.portal.url if entry.service.portal else entry.agency.domain
    return sentences.sentence("site", text=site) if site else ""


def _number(number: str, lines: Sequence[Line]) -> str:
    """«تلفن: ۱۹۰», but «پیامک به …» and «کد دستوری: …» for what cannot be called."""
    kind = next((line.kind for line in lines if line.number == number), None)
    kind = kind or ("ussd" if number.startswith("*") else "voice")
    key = {"voice": "phone", "sms": "sms", "ussd": "ussd"}[kind]
    text = persian_digits(number)
    # Left-to-right marks keep the star in front of the code between right-to-left words.
    return sentences.sentence(key, text=f"\u200e{text}\u200e" if kind == "ussd" else text)
