"""A small catalogue in its own folder, whole or with one fault."""

from pathlib import Path

AGENCY = """\
agency:
  id: {id}
  name: سازمان {id}
services:
- id: {id}-card
  title: کارت {id}
  summary: گرفتن کارت
  facts:
    steps:
    - text: رفتن به دفتر
      sources: [example]
    fee:
    - text: در سال ۱۴۰۳ صد هزار ریال
      as_of: '1403'
      amount_rial: 100000
      sources:
      - address: https://news.example.ir/{id}
        kind: news
  related:
  - {id}-lost
  sources:
  - key: example
    address: https://example.ir/{id}
    kind: official
    date: '2025-01-02'
  - address: a list without an address
  confidence: high
- id: {id}-lost
  title: گم شدن کارت {id}
  summary: اعلام گم شدن کارت
  confidence: low
"""
PROVINCE = """\
id: qom
name: قم
capital: قم
counties:
- name: قم
  cities: [قم, کهک]
"""
LINES = """\
lines:
- number: '110'
  title: پلیس
  use_for: جرم در حال وقوع
  kind: voice
  emergencies_only: true
  outside_128: true
  confidence: high
"""


def write_catalogue(root: Path, **replaced: tuple[str, str]) -> Path:
    """Two agencies, alef and be; `replaced` changes one text of one of the files."""
    texts = {
        "alef": AGENCY.format(id="alef"),
        "be": AGENCY.format(id="be"),
        "qom": PROVINCE,
        "lines": LINES,
    }
    for name, (old, new) in replaced.items():
        assert texts[name].count(old) >= 1, f"«{old}» is not in {name}"
        texts[name] = texts[name].replace(old, new, 1)
    folders = {"qom": "places", "lines": "."}
    for name, text in texts.items():
        path = root / folders.get(name, "catalogue") / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
