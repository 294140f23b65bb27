"""Kinds of messages: learnt from marked texts, and kept with the index."""

import json
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.fact_marks import EVERYDAY
from knowledge.facts import facts_of
from knowledge.items import Item
from knowledge.search.marked import Marked, MarkedTexts, learnt, open_marked, read_marked

PROXY = ("شوهرم می‌تواند برود؟", "به جای من مادرم بیاید؟", "خودم باید بیایم یا پسرم هم می‌شود؟")
HOURS = ("پنجشنبه‌ها باز هستند؟", "تا ساعت چند باز هستند؟", "شنبه از چند باز می‌کنند؟")


def marked() -> list[Marked]:
    others = [Marked(f"{kind} چیست؟", frozenset([kind])) for kind in EVERYDAY for _ in range(2)]
    told = [Marked(text, frozenset(["proxy"])) for text in PROXY * 4]
    open_at = [Marked(text, frozenset(["hours"])) for text in HOURS * 4]
    return [*others, *told, *open_at]


def test_what_is_like_marked_questions_is_heard_as_they_are() -> None:
    questions = MarkedTexts(EVERYDAY, learnt(EVERYDAY, marked()))
    shares = questions.shares("مادرم می‌تواند به جای من برود؟")
    assert set(shares) == set(EVERYDAY)
    assert max(shares, key=lambda kind: shares[kind]) == "proxy"
    shares = questions.shares("جمعه باز هستند؟")
    assert max(shares, key=lambda kind: shares[kind]) == "hours"


def test_a_text_without_known_letters_is_of_no_kind() -> None:
    shares = MarkedTexts(EVERYDAY, learnt(EVERYDAY, marked())).shares("")
    assert max(shares.values()) < 0.5


def test_what_was_learnt_is_kept_until_a_question_is_added(tmp_path: Path) -> None:
    path = tmp_path / "everyday.jsonl"
    lines = [json.dumps({"text": m.text, "kinds": sorted(m.kinds)}) for m in marked()]
    path.write_text("\n".join(lines), encoding="utf-8")
    open_marked(EVERYDAY, path, str, tmp_path / "index")
    kept = tmp_path / "index" / "everyday.npz"
    before = kept.stat().st_mtime_ns
    open_marked(EVERYDAY, path, str, tmp_path / "index")
    assert kept.stat().st_mtime_ns == before
    more = json.dumps({"text": "فردا باز است؟", "kinds": ["hours"]})
    path.write_text("\n".join([*lines, more]), encoding="utf-8")
    open_marked(EVERYDAY, path, str, tmp_path / "index")
    assert kept.stat().st_mtime_ns > before


def test_a_kind_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "everyday.jsonl"
    path.write_text('{"text": "کی؟", "kinds": ["when"]}', encoding="utf-8")
    with pytest.raises(ValueError, match="when"):
        read_marked(path, EVERYDAY)


def test_a_fact_names_only_lines_that_it_has() -> None:
    Item(text=("یک", "دو"), answers={"proxy": [2]}, sources=("law",))
    with pytest.raises(ValueError, match="line"):
        Item(text=("یک", "دو"), answers={"proxy": [3]}, sources=("law",))


def test_no_fact_is_marked_for_a_paper(catalogue: Catalogue) -> None:
    facts = [fact for entry in catalogue.entries for fact in facts_of(entry)]
    assert not [fact.text for fact in facts if "paper" in fact.answers]
    assert {kind for fact in facts for kind in fact.answers} == set(EVERYDAY) - {"paper"}
