"""Messages of which a part is for this line and a part for another: both are told."""

import re

from actions.base import Turn
from actions.case_slots import KINDS

PARTLY_OURS = (
    "بخشی از آنچه گفتید دربارهٔ شیوهٔ کار خود دستگاه است و با ۱۲۸ پیگیری می‌شود؛ آن را هم اینجا "
    "ثبت می‌کنم."
)
PARTLY_THEIRS = (
    "آنچه دربارهٔ رشوه و فساد گفتید با این خط است و باید به آن هم بگویید؛ شیوهٔ کار دستگاه را اینجا "
    "ثبت می‌کنم."
)
CORRUPTION_LINE = "136"
LEAST_CONFIDENCE = 0.3
COURTS = frozenset(["adliyeh", "qazayi_office", "shora", "vekalat"])
"""Agencies of the judiciary, which no executive line can call to account."""
_HEARS_COMPLAINTS = "شکایت"
"""In what a line is for: how people were treated is then that line's matter as a whole."""
_NOT = r"(?:ن\w+)"
_CONDUCT = re.compile(
    rf"(?<![\w‌])(?:(?:جواب|پاسخ)(?:‌?گو)?(?: \S+){{0,3}} {_NOT}|بی‌?(?:جواب|پاسخ)|"
    rf"(?:گوشی|تلفن)(?: \S+){{0,2}} (?:بر ?)?{_NOT}|سر (?:کار|جا)\S*(?: \S+)? {_NOT}|"
    r"جانشین|مرخصی|بد ?رفتار\S*|بد ?اخلاق\S*|بد ?برخورد\S*|بی‌?(?:احترامی|ادب\S*)|توهین|فحش|"
    r"داد (?:زد|می‌زن)\S*|معطل\S*|سر ?(?:می‌)?دواند\S*|امروز و فردا|پشت گوش)"
)
_CORRUPTION = re.compile(
    r"(?<![\w‌])(?:رشوه|زیرمیزی|زیر میز\S*|اختلاس|باج|شیرینی (?:خواست|می‌خواه)\S*|"
    r"پول (?:زیرمیزی|زور|چای)\S*)"
)


def is_partly_ours(turn: Turn) -> bool:
    """Whether a message about another line's matter also tells how an agency serves people."""
    line = turn.context.catalogue.lines.get((turn.sublabel("other_line") or ("", 0.0))[0])
    if line is None or _HEARS_COMPLAINTS in line.use_for:
        return False
    if turn.is_button or turn.act != "other_line" or turn.slot("requested_slot"):
        return False
    named = set(turn.reading.mentions.agency_ids) - COURTS
    found = turn.sublabel("complain")
    is_likely = found is not None and found[1] >= LEAST_CONFIDENCE
    return bool(named) and is_likely and bool(_CONDUCT.search(turn.reading.text))


def is_partly_corruption(turn: Turn) -> bool:
    """Whether a complaint that opens the form also tells of corruption, which 136 takes."""
    is_opening = turn.slot("requested_slot") is None and not turn.is_button
    return is_opening and turn.act in KINDS and bool(_CORRUPTION.search(turn.reading.text))
