"""The calendar's files in their own folder, whole or with one fault."""

from pathlib import Path

HOURS = """\
hours:
- title: روال عادی
  days:
    saturday: 08:00-14:00
    sunday: 08:00-14:00
    monday: 08:00-14:00
    tuesday: 08:00-14:00
    wednesday: 08:00-12:00, 13:00-16:00
    thursday: 08:00-12:00
    friday: closed
  assumed: made up for a test
- title: تابستان
  provinces: [قم]
  from: 1405-04-01
  to: 1405-06-31
  days:
    thursday: closed
  sources:
  - address: https://example.ir/hours
    date: 2026-06-01
"""
HOLIDAYS = """\
added:
- day: 1405-09-07
  title: روز افزوده
  sources:
  - address: https://example.ir/added
removed:
- day: 1405-11-22
  title: روز برداشته
  sources:
  - address: https://example.ir/removed
"""
CLOSURES = """\
closures:
- province: قم
  from: 1405-09-08 10:30
  to: 1405-09-09
  reason: cold
  sources:
  - address: https://example.ir/cold
- province: سراسر کشور
  from: ۱۴۰۵-۰۹-۱۱
  to: ۱۴۰۵-۰۹-۱۱ ۱۲:۰۰
  reason: power
  note: برق
  sources:
  - address: https://example.ir/power
"""
DEADLINES = """\
assumed: made up for a test
office_day_hours: 6
first_answer:
  hours: 3
  counted: working
latest_answer:
  hours: 48
  counted: office_days
overrides:
- indicator: delay
  first_answer: {hours: 1, counted: working}
  assumed: made up for a test
- agency: alef
  first_answer: {hours: 2, counted: working}
  latest_answer: {hours: 24, counted: clock}
  assumed: made up for a test
- indicator: delay
  agency: alef
  first_answer: {hours: 0.5, counted: working}
  assumed: made up for a test
ladder:
- id: unit
  title: واحد
  begins: registered
- id: manager
  title: مدیر
  begins: first_answer
  after: {hours: 1, counted: working}
- id: centre
  title: مرکز
  begins: latest_answer
verdict:
  reminder: {hours: 48, counted: clock}
  closing: {hours: 72, counted: clock}
  settling: {hours: 168, counted: clock}
"""


def write_calendar(root: Path, **replaced: tuple[str, str]) -> Path:
    """All four files; `replaced` changes one text of one of them."""
    texts = {
        "hours": HOURS,
        "holidays": HOLIDAYS,
        "closures": CLOSURES,
        "deadlines": DEADLINES,
    }
    for name, (old, new) in replaced.items():
        assert texts[name].count(old) >= 1, f"«{old}» is not in {name}"
        texts[name] = texts[name].replace(old, new, 1)
    root.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (root / f"{name}.yml").write_text(text, encoding="utf-8")
    return root
