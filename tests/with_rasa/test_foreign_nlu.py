"""The act pipeline on labelled texts that are not ours."""

import json
from pathlib import Path

import pytest

from lab.evaluation.act_pipeline import evaluate_nlu
from lab.evaluation.labelled import LabelledFileError, read_labelled

pytestmark = pytest.mark.rasa

TRAIN = {
    "music": ["یه آهنگ شاد بذار", "موسیقی پخش کن", "آهنگ بعدی رو بزن", "صدای آهنگ رو زیاد کن"],
    "lights": ["چراغ هال رو خاموش کن", "لامپ اتاق روشن شه", "نور رو کم کن", "چراغا رو ببند"],
    "alarm/set": ["ساعت هفت بیدارم کن", "زنگ بذار برا صبح", "آلارم شش صبح", "منو پنج بیدار کن"],
}
TEST = {
    "music": "آهنگ قبلی رو پخش کن",
    "lights": "چراغ اتاق خواب خاموش",
    "alarm/set": "هشت بیدارم کن",
}


def write(path: Path, rows: list[tuple[str, str]]) -> Path:
    path.write_text("".join(f"{text}\t{intent}\n" for text, intent in rows), encoding="utf-8")
    return path


def test_it_learns_and_is_measured(tmp_path: Path) -> None:
    rows = [(text, intent) for intent, texts in TRAIN.items() for text in texts]
    train = write(tmp_path / "train.tsv", rows)
    asked = [(text, intent) for intent, text in TEST.items()]
    test = write(tmp_path / "test.tsv", [*asked, asked[0]])
    status = evaluate_nlu(train, test, tmp_path / "figures.json", tune=False)
    figures = json.loads((tmp_path / "figures.json").read_text())
    # What was asked twice counts twice.
    assert (status, figures["examples"], figures["accuracy"]) == (0, 4, 1.0)


@pytest.mark.parametrize("line", ["بدون برچسب", "متن\t", "\tintent", "a\tb\tc"])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text(f"text\tintent\nسلام\tgreet\n{line}\n", encoding="utf-8")
    with pytest.raises(LabelledFileError, match=r"bad\.tsv:3"):
        read_labelled(bad)


def test_a_header_may_be_missing(tmp_path: Path) -> None:
    rows = [("سلام", "greet"), ("text", "intent")]
    assert read_labelled(write(tmp_path / "rows.tsv", rows)) == rows
