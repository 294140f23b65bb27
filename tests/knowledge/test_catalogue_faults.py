"""A fault in the catalogue is refused, and told with its file and line."""

from pathlib import Path

import pytest
from support.catalogue_files import write_catalogue
from support.faults import assert_told

from knowledge.catalogue import load
from knowledge.files import CatalogueError

# File, what stands there, what is put in its place, the line of the fault, and words of the fault.
FAULTS = {
    "duplicate id in another file": ("be", "id: be-card", "id: alef-card", 5, "duplicate id"),
    "duplicate id in one file": ("alef", "id: alef-lost", "id: alef-card", 5, "duplicate id"),
    "unknown related service": ("alef", "- alef-lost", "- nowhere", 10, "unknown related service"),
    "related to itself": ("alef", "- alef-lost", "- alef-card", 5, "not related to itself"),
    "agency id is not the file's name": ("be", "id: be", "id: other", 2, "the file's name, be"),
    "step without a source": (
        "alef",
        "  sources:\n  - address: https://example.ir/alef\n"
        "    kind: official\n    date: '2025-01-02'\n",
        "",
        5,
        "need a source",
    ),
    "unknown field of a service": ("alef", "summary: گرفتن", "price: گرفتن", 7, "Extra inputs"),
    "unknown field of an agency": ("alef", "name: سازمان", "nickname: سازمان", 3, "Extra inputs"),
    "field missing": ("be", "  summary: اعلام گم شدن کارت\n", "", 17, "Field required"),
    "empty title": ("be", "title: کارت be", "title: '  '", 6, "at least 1 character"),
    "id with a space": ("be", "id: be-lost", "id: be lost", 17, "match pattern"),
    "unknown confidence": ("be", "confidence: low", "confidence: sure", 20, "'high', 'medium'"),
    "date of a source": ("alef", "date: '2025-01-02'", "date: '2025-1-2'", 15, "match pattern"),
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
