"""What a receipt says of the 128 line in a province: what a source tells, and nothing else."""

from support.office_times import jalali

from assistant.cases.labels import line_128_fa
from knowledge.catalogue import Catalogue


def test_where_a_source_tells_it_the_date_is_said(catalogue: Catalogue) -> None:
    said = line_128_fa(catalogue, "تهران", jalali(1404, 7, 1, "00:00"))
    assert said == "خط ۱۲۸ در استان تهران از ۱ مهر ۱۴۰۴ آغاز به کار کرده است."


def test_a_day_before_it_is_only_announced(catalogue: Catalogue) -> None:
    said = line_128_fa(catalogue, "تهران", jalali(1404, 6, 31, "23:59"))
    assert said == "قرار است خط ۱۲۸ در استان تهران از ۱ مهر ۱۴۰۴ آغاز به کار کند."


def test_where_no_source_tells_it_nothing_is_claimed(catalogue: Catalogue) -> None:
    at = jalali(1405, 9, 4, "10:00")
    said = {one.name: line_128_fa(catalogue, one.name, at) for one in catalogue.provinces}
    assert {name for name, words in said.items() if words} == {"تهران", "البرز", "قزوین"}
    assert line_128_fa(catalogue, None, at) is None
    assert line_128_fa(catalogue, "هیچستان", at) is None
