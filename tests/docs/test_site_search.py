"""The site's search finds Persian words however their half-space is typed."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

SCRIPT = Path(__file__).with_name("search.cjs")
WAYS = [
    # As the page writes it, with a space, and in one.
    ("fa/operators/", ["می‌خواهم استراحت", "می خواهم استراحت", "میخواهم استراحت"]),
    ("fa/operators/", ["پاسخ‌های آماده", "پاسخ های آماده", "پاسخهای آماده"]),
    ("fa/operators/", ["نیمه‌کاره", "نیمه کاره", "نیمهکاره"]),
    ("fa/clerks/", ["مهلت‌گذشته", "مهلت گذشته", "مهلتگذشته"]),
    ("fa/supervisors/", ["نمی‌پذیرم", "نمی پذیرم", "نمیپذیرم"]),
    ("fa/editors/", ["دسته‌بندی", "دسته بندی", "دستهبندی"]),
    ("language/", ["بازنویسی", "می‌خواهم", "می خواهم", "میخواهم"]),
]
SIGNS = [
    ("فراموش", "fa/running/"),
    ("readyz", "operations/"),
    ("DASTYAR_SECRETS_DIR", "settings/"),
    ("DASTYAR_SECRETS_DIR", "fa/running/"),
]


@pytest.fixture(scope="module")
def found(site: Path) -> dict[str, list[str]]:
    """The pages that the site's own search finds for each question, best first."""
    questions = {way for _, ways in WAYS for way in ways} | {question for question, _ in SIGNS}
    node, _ = compute_driver_executable()
    command = [node, SCRIPT, site, *sorted(questions)]
    asked = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert asked.returncode == 0, asked.stderr
    answers = [[place.split("#")[0] for place in places] for places in json.loads(asked.stdout)]
    return dict(zip(sorted(questions), answers, strict=True))


@pytest.mark.parametrize(("page", "way"), [(page, way) for page, ways in WAYS for way in ways])
def test_a_word_is_found_however_its_half_space_is_typed(
    found: dict[str, list[str]], page: str, way: str
):
    assert page in found[way][:5]


@pytest.mark.parametrize(("question", "page"), SIGNS)
def test_signs_around_a_word_do_not_hide_it(found: dict[str, list[str]], question: str, page: str):
    assert page in found[question]


def test_the_mi_of_a_verb_does_not_find_every_page(found: dict[str, list[str]]):
    assert len(found["می‌خواهم"]) < 10
