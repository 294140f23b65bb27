"""What numbers count, and which of them are alike."""

import pytest

from assistant.dialogue.complaint.matching import atoms
from assistant.dialogue.complaint.numbers import amounts, only_amount


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("۲۰ آبانه", "date"),
        ("سه میلیون و ۸۰۰", "money"),
        ("چهار و نیم میلیون تومن", "money"),
        ("ساعت ۸", "clock"),
        ("ده شب", "clock"),
        ("سال ۹۸", "year"),
        ("۱۴۰۲", "year"),
        ("پنج ماهه", "span"),
        ("۷ نفر", "count"),
        ("پلاک ۱۴", "address"),
        ("کد ۱۲۳", "code"),
        ("۹۸۷۶۵۴", "code"),
        ("۵", ""),
    ],
)
def test_a_number_counts_what_stands_beside_it(text: str, kind: str) -> None:
    latin = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    found = only_amount(atoms(latin.split()))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ("20 آبان", "3 مهر", True),
        ("20 آبان", "35 میلیون", False),
        ("پلاک 4", "پلاک 8", True),
        ("پلاک 4", "شعبه 8", False),
        ("3 ماه", "3 هفته", True),
        ("3 ماه", "3 نفر", False),
        ("3 ماه", "5", True),
    ],
)
def test_like_counts_the_same(one: str, other: str, *, is_like: bool) -> None:
    first, second = (amounts(atoms(text.split()))[0] for text in (one, other))
    assert first.is_like(second) is is_like
