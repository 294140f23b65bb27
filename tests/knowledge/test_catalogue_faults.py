"""A fault in the catalogue is refused, and told with its file and line."""

from datetime import date
from pathlib import Path

import pytest
from support.catalogue_files import write_catalogue
from support.faults import assert_told

from knowledge.catalogue import load
from knowledge.fact_marks import Rule
from knowledge.files import CatalogueError

# File, what stands there, what is put in its place, the line of the fault, and words of the fault.
FAULTS = {
    "duplicate id in another file": ("be", "id: be-card", "id: alef-card", 5, "duplicate id"),
    "duplicate id in one file": ("alef", "id: alef-lost", "id: alef-card", 5, "duplicate id"),
    "unknown related service": ("alef", "- alef-lost", "- nowhere", 19, "unknown related service"),
    "related to itself": ("alef", "- alef-lost", "- alef-card", 5, "not related to itself"),
    "agency id is not the file's name": ("be", "id: be", "id: other", 2, "the file's name, be"),
    "fact without a source": ("alef", "sources: [example]", "sources: []", 11, "at least 1 item"),
    "fact of an unknown source": ("alef", "[example]", "[sample]", 11, "has the key sample"),
    "fact of a source that cannot be opened": (
        "alef",
        "address: https://example.ir/alef",
        "address: a book",
        11,
        "no http(s) address",
    ),
    "fact with a source written out that cannot be opened": (
        "alef",
        "address: https://news.example.ir/alef",
        "address: a book",
        13,
        "with an http(s) address",
    ),
    "two sources of one key": (
        "alef",
        "  - address: a list",
        "  - key: example\n    address: a list",
        26,
        "is taken",
    ),
    "amount without a year": ("alef", "      as_of: '1403'\n", "", 13, "needs the year"),
    "year that the text does not name": (
        "alef",
        "as_of: '1403'",
        "as_of: '1404'",
        13,
        "the year of as_of",
    ),
    "year of another calendar": ("alef", "as_of: '1403'", "as_of: '2025'", 14, "match pattern"),
    "amount that is none": ("alef", "amount_rial: 100000", "amount_rial: -1", 15, "greater than 0"),
    "empty line of a fact": (
        "alef",
        "text: رفتن به دفتر",
        "text: ['']",
        10,
        "at least 1 character",
    ),
    "unknown aspect": ("alef", "    steps:", "    manner:", 9, "Extra inputs"),
    "unknown field of a fact": ("alef", "as_of: '1403'", "year: '1403'", 14, "Extra inputs"),
    "unknown field of a service": ("alef", "summary: گرفتن", "price: گرفتن", 7, "Extra inputs"),
    "unknown field of an agency": ("alef", "name: سازمان", "nickname: سازمان", 3, "Extra inputs"),
    "field missing": ("be", "  summary: اعلام گم شدن کارت\n", "", 28, "Field required"),
    "empty title": ("be", "title: کارت be", "title: '  '", 6, "at least 1 character"),
    "id with a space": ("be", "id: be-lost", "id: be lost", 28, "match pattern"),
    "unknown confidence": ("be", "confidence: low", "confidence: sure", 31, "'high', 'medium'"),
    "date of a source": ("alef", "date: '2025-01-02'", "date: '2025-1-2'", 25, "match pattern"),
    "a question twice": (
        "be",
        "  confidence: high\n",
        "  questions: [کارت می‌خواهم, کارت می‌خواهم]\n  confidence: high\n",
        27,
        "the question stands at be-card too",
    ),
    "an empty question": (
        "be",
        "  confidence: high\n",
        "  questions: ['']\n  confidence: high\n",
        27,
        "at least 1 character",
    ),
    "Jalali day of a review": (
        "be",
        "  confidence: high\n",
        "  confidence: high\n  reviewed: 1405-05-03\n",
        28,
        "not a Jalali one",
    ),
    "review in the future": (
        "be",
        "  confidence: high\n",
        "  confidence: high\n  reviewed: 2199-01-01\n",
        28,
        "in the future",
    ),
    "review without a day": (
        "be",
        "  confidence: high\n",
        "  confidence: high\n  reviewed: 2026-07\n",
        28,
        "a review is a day",
    ),
    "review on a day that is not": (
        "be",
        "  confidence: high\n",
        "  confidence: high\n  reviewed: 2025-02-30\n",
        28,
        "day is out of range",
    ),
    "broken yaml": ("alef", "  title: کارت alef", "  title: [کارت", 7, ""),
    "line without a number": ("lines", "number: '110'", "code: '110'", 2, "Extra inputs"),
    "province without counties": (
        "qom",
        "\n- name: قم\n  cities: [قم, کهک]\n",
        " []\n",
        4,
        "at least 1 item",
    ),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_and_line(
    tmp_path: Path, fault: tuple[str, str, str, int, str]
) -> None:
    name, old, new, line, words = fault
    write_catalogue(tmp_path, **{name: (old, new)})
    with pytest.raises(CatalogueError) as refused:
        load(tmp_path)
    assert_told(refused.value, name, line, words)


def test_a_question_of_another_file_stands_twice(tmp_path: Path) -> None:
    questions = ("  confidence: low\n", "  questions: [کارت گم شد]\n  confidence: low\n")
    write_catalogue(tmp_path, alef=questions, be=questions)
    with pytest.raises(CatalogueError) as refused:
        load(tmp_path)
    assert_told(refused.value, "be", 31, "the question stands at alef-lost too")


def test_a_day_of_review_is_read(tmp_path: Path) -> None:
    write_catalogue(tmp_path, be=("confidence: low", "confidence: low\n  reviewed: 2026-07-25"))
    catalogue = load(tmp_path)
    assert catalogue.by_id["be-lost"].service.reviewed == date(2026, 7, 25)
    assert catalogue.by_id["be-card"].service.reviewed is None


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    write_catalogue(
        tmp_path,
        alef=("- alef-lost", "- nowhere"),
        be=("- be-lost", "- nowhere-else"),
    )
    with pytest.raises(CatalogueError) as refused:
        load(tmp_path)
    assert len(refused.value.faults) == 2


def test_a_catalogue_without_fault_is_loaded(tmp_path: Path) -> None:
    catalogue = load(write_catalogue(tmp_path))
    assert list(catalogue.by_id) == ["alef-card", "alef-lost", "be-card", "be-lost"]
    assert catalogue.by_id["be-card"].agency.id == "be"
    assert catalogue.lines["110"].title == "پلیس"
    assert [county.cities for county in catalogue.provinces[0].counties] == [("قم", "کهک")]


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ({"kind": "age", "of": ["notice"], "at_least": 18, "then": "may"}, "cannot be of notice"),
        ({"kind": "since", "at_most": 15, "unit": "day", "then": "may"}, "says what it is of"),
        ({"kind": "age", "then": "may"}, "needs a limit"),
        ({"kind": "age", "at_least": 18}, "says what holds then"),
        ({"kind": "since", "of": ["birth"], "at_most": 15, "then": "may"}, "need a unit"),
        ({"kind": "per", "of": ["percent"], "amount": 12}, "amount_in"),
    ],
)
def test_a_rule_that_is_not_whole_is_refused(rule: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Rule.model_validate(rule)
