"""The tagger of personal data: what it is taught, what it sees, what it finds."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.language.pii import find_pii, mask, masked_at, proved
from assistant.language.pii_rules.view import view_of
from assistant.language.pii_tagger import tagging, words
from assistant.language.pii_tagger.tagging import features_of, spans_of, tokens_of
from assistant.language.pii_tagger.teaching import Lesson, labels_of, learn_tagger, read_lessons
from assistant.settings import PROJECT

LESSONS = PROJECT / "nlu_data" / "personal.jsonl"
STORY = "رفتم پیش کریمی گفت برو فردا بیا"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (STORY, "رفتم پیش [نام] گفت برو فردا بیا"),
        ("پسرم آرین کلاس دومه", "پسرم [نام] کلاس دومه"),
        ("نشونیم خیابون بهار کوچه سوم پلاک ۸ واحد ۲ هست", "نشونیم [نشانی] هست"),
        ("رمز کارتم رو گفتم ۴۴۷۱ بود", "رمز کارتم رو گفتم [رمز] بود"),
    ],
)
def test_what_no_rule_proves_is_hidden(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "امید دارم زودتر درست بشه",
        "بیمارستان امام رضا نوبت نمیده",
        "خیابان ولیعصر چاله داره",
        "کد رهگیریم ۴۴۷۱۸۲۹ بود",
        "آقای رئیس جواب نمیده",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert find_pii(text) == []


def test_threads_find_the_same() -> None:
    texts = [STORY, "پسرم آرین کلاس دومه", "سلام خسته نباشید"] * 40
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(find_pii, texts)) == [find_pii(text) for text in texts]


def test_a_placeholder_is_never_a_finding_itself() -> None:
    text = "آقای [نام] خانم کریمی"
    tokens = tokens_of(view_of(text))
    labels = ["O", "Bname", "Bname", "Iname"]
    found = [text[start:end] for _, (start, end) in spans_of(tokens, labels)]
    assert found == ["خانم کریمی"]


def test_a_lesson_marks_the_words_that_it_cuts() -> None:
    lesson = Lesson("پسرم علیم رفت", ((5, 8, "name"),))
    view = view_of(lesson.text)
    assert labels_of(view, tokens_of(view), lesson) == ["O", "Bname", "O"]


def test_features_know_the_word_its_neighbours_and_the_rules() -> None:
    view = view_of("آقای کریمی کد ملی ۲۷۱۸۲۸۱۸۲۸")
    tokens = tokens_of(view)
    seen = features_of(view, tokens, [("national_id", (18, 28))])
    assert {"k=کریمی", "L=family", "-1:set=titles"} <= set(seen[1])
    assert {"run=10", "rt=national_id", "shape=9", "b-=کد"} <= set(seen[-1])


def test_words_are_known_by_lists_use_and_letters() -> None:
    assert "given" in words.lists_of(words.key_of("آرین"))
    assert words.usual(words.key_of("کارت")) == words.MOST_USUAL
    assert words.usual("قوچعلیوند") == 0
    assert words.likeness("قوچعلیوند") > words.likeness("گرفتمش")


def test_a_line_that_is_no_lesson_is_named(tmp_path: Path) -> None:
    file = tmp_path / "lessons.jsonl"
    good = {"text": "علی", "spans": [{"start": 0, "end": 3, "type": "name"}]}
    bad = {"text": "علی", "spans": [{"start": 0, "end": 9, "type": "name"}]}
    file.write_text(f"{json.dumps(good)}\n{json.dumps(bad)}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"lessons.jsonl:2: .*outside"):
        read_lessons(file)


def test_a_small_tagger_learns_what_it_is_taught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a thousand lessons another model comes that hides names it has not seen."""
    target = tmp_path / "model.crf"
    lessons, everyday = read_lessons(LESSONS)[:1000], ["سلام", "کارت ملی می‌خوام"]
    learn_tagger(lessons, everyday, proved, masked_at, target)
    monkeypatch.setattr(tagging, "MODEL", target)
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(find_pii, "آقای شهسواریان پشت باجه بود").result()
    assert [(span.type, span.start) for span in found] == [("name", 5)]
