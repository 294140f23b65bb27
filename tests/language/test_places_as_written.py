"""Places as people write them: sentences that were tuned on, and every spelling of every name."""

import json
from pathlib import Path

import pytest

from assistant.language.gazetteer import Gazetteer
from assistant.language.repair import repair
from knowledge.aliases import CityNames, letters, read_aliases
from knowledge.catalogue import load

LEAST = 0.98
HALF_SPACE = "\u200c"


@pytest.fixture(scope="module")
def understood():
    gazetteer = Gazetteer()
    return lambda text: gazetteer.understand(repair(text).text)


@pytest.fixture(scope="module")
def provinces():
    return load().provinces


@pytest.fixture(scope="module")
def cities(provinces):
    return [(c, p.name) for p in provinces for county in p.counties for c in county.cities]


def sentences():
    lines = Path(__file__).with_name("places_development.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def rate(hits):
    return sum(hits) / len(hits)


def test_the_place_where_it_happened_is_read(understood):
    named = [item for item in sentences() if "province" in item]
    assert len(named) >= 180
    found = [(understood(item["text"]), item) for item in named]
    right = [(m.province, m.city) == (i["province"], i.get("city")) for m, i in found]
    assert rate(right) >= LEAST


def test_a_common_word_is_no_place(understood):
    plain = [item["text"] for item in sentences() if "province" not in item]
    assert len(plain) >= 55
    silent = [understood(text).province is None for text in plain]
    assert rate(silent) >= LEAST


def test_names_are_read_however_they_are_typed(understood, cities):
    right = []
    for city, province in cities:
        joined = city.replace(HALF_SPACE, "")
        typed = {city, city.replace(HALF_SPACE, " "), joined, city.replace("ئ", "ی")}
        for name in typed | {joined.replace(" ", "")}:
            found = understood(f"شهرداری {name}، استان {province}")
            right.append((found.city, found.province) == (city, province))
    assert len(right) > 1800
    assert rate(right) >= LEAST


def test_names_are_spelled_with_care(provinces):
    names = [p.capital for p in provinces]
    for province in provinces:
        for county in province.counties:
            names += [county.name, *county.cities]
    assert [name for name in names if set(name) & set("()يكة")] == []
    assert [name for name in names if name.endswith(" آباد") or "اباد" in name[1:]] == [
        name for name in names if name in ("مهاباد", "بهاباد", "گناباد")
    ]
    by_letters = {}
    for name in names:
        by_letters.setdefault(letters(name), set()).add(name)
    assert [same for same in by_letters.values() if len(same) > 1] == []


def test_other_names_belong_to_places_that_there_are(provinces, cities):
    aliases = read_aliases()
    counties = {county.name for p in provinces for county in p.counties}
    assert set(aliases.cities) <= {city for city, _ in cities}
    assert set(aliases.counties) <= counties
    assert set(aliases.provinces) <= {p.name for p in provinces}


@pytest.mark.parametrize(
    ("text", "province", "city"),
    [
        ("اسلام‌آباد", None, None),
        ("تو اسلام‌آباد کرمانشاه گاز قطعه", "کرمانشاه", "اسلام‌آباد غرب"),
        ("اسلام‌آباد، استان اردبیل", "اردبیل", "اسلام‌آباد"),
        ("تو تربت برق قطعه", "خراسان رضوی", None),
        ("شهر درود لرستان", "لرستان", "دورود"),
    ],
)
def test_a_short_form_of_several_places_needs_its_province(understood, text, province, city):
    found = understood(text)
    assert (found.province, found.city) == (province, city)


@pytest.mark.parametrize(
    ("typed", "province", "city"),
    [
        ("قایم شهر", "مازندران", "قائم‌شهر"),
        ("خرم آباد", None, "خرم‌آباد"),
        ("چاه بهار", "سیستان و بلوچستان", "چابهار"),
        ("علی اباد", "گلستان", "علی‌آباد کتول"),
        ("علی اباد", "کرمان", "علی‌آباد"),
        ("هشتپر (تالش)", "گیلان", "تالش"),
        ("کارزین (فتح آباد)", "فارس", "کارزین"),
        ("خداجو(خراجو)", "آذربایجان شرقی", "خداجو"),
        ("مراوه", "گلستان", "مراوه‌تپه"),
        ("تربت", "خراسان رضوی", "تربت"),
        ("استانبول", None, "استانبول"),
    ],
)
def test_a_city_is_stored_as_the_catalogue_spells_it(typed, province, city):
    assert CityNames(load()).spelled(typed, province) == city
