"""What the steps share: the pieces of a text, and what is remembered about words."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.messy_texts import texts

from assistant.language.repair import STEPS, fixing, repair, tokens
from assistant.language.repair.fixing import WordFixer, rewrite
from assistant.language.repair.joining import _DERIVING, _ENDINGS, _hazm_joins, joins_in
from assistant.language.repair.model import changes_between
from assistant.language.repair.tokens import ZWNJ, pieces_of, split, text_of

MOST_PASSES = 8
brackets = st.lists(
    st.sampled_from(["[", "]", "کدملی", "کد", "ملی", " ", "2", "ها", "رو", "[کد ملی]", "زیاده"]),
    max_size=12,
).map("".join)


@given(st.one_of(texts, brackets))
@settings(max_examples=1000, deadline=None)
def test_remembered_pieces_are_those_that_splitting_anew_gives(text: str) -> None:
    for step in STEPS:
        text = step.run(text)
        assert pieces_of(text) == tuple(tokens._PIECE.findall(text))


def test_pieces_that_may_be_split_otherwise_are_not_remembered() -> None:
    for pieces in (["[", "کد ملی", "]"], ["[", "کد", " ", "ملی", "]"], ["زیاد است", " ", "."]):
        text = text_of(pieces)
        assert list(pieces_of(text)) == tokens._PIECE.findall(text)
    assert split("[کد ملی]") == ["[کد ملی]"]


@given(texts, st.booleans())
@settings(max_examples=500, deadline=None)
def test_the_repair_is_its_steps_until_nothing_changes(text: str, spelling: bool) -> None:
    done = repair(text, spelling=spelling)
    changes, after = [], text
    for _ in range(MOST_PASSES):
        before_pass = after
        for step in STEPS if spelling else STEPS[:-1]:
            before, after = after, step.run(after)
            if after != before:
                changes += changes_between(step.name, before, after)
        if after == before_pass:
            break
    assert done.text == after
    assert done.changes == tuple(changes)


def test_a_fixer_asks_once_for_a_word_and_never_for_anything_else() -> None:
    asked = []

    def fix(word: str) -> str:
        asked.append(word)
        return {"نامو": "نام را"}.get(word, word)

    fixer = WordFixer(fix)
    pieces = split("نامو نام 12, kart نام")
    for _ in range(3):
        assert rewrite(pieces, fixer) == split("نام را نام 12, kart نام")
        assert fixer("12") == "12"
        assert fixer("نامو") == "نام را"
        assert not fixer.leaves(frozenset(pieces))
        assert fixer.leaves(frozenset(["نام", " ", "12", ",", "kart"]))
        assert fixer.changes(frozenset(pieces)) == {"نامو": "نام را"}
    assert sorted(asked) == ["نام", "نامو"]


def test_a_fixer_keeps_a_bounded_number_of_words_and_no_numbers(monkeypatch) -> None:
    monkeypatch.setattr(fixing, "_MOST_REMEMBERED", 4)
    fixer = WordFixer(lambda word: word + "ها")
    for word in ("آب", "باد", "خاک", "کوه", "دشت", "رود"):
        assert fixer(word) == word + "ها"
    fixer.changes(frozenset(["0012345678", "a@b.ir", "kart", ","]))
    kept = fixer._left | fixer._changed.keys()
    assert kept <= {"دشت", "رود", ","}


def test_we_join_two_words_where_hazm_does() -> None:
    from hazm.normalizer import Normalizer

    normalizer = Normalizer()
    assert normalizer.suffixes - _ENDINGS == set(_DERIVING)
    pairs = [("آهن", "گر"), ("کتاب", "گر"), ("ثبت", "نام"), ("نامه", "رسان"), ("درخت", "میز")]
    hazm = [len(normalizer.token_spacing(list(pair))) == 1 for pair in pairs]
    assert [_hazm_joins(*pair, ZWNJ.join(pair)) for pair in pairs] == hazm
    assert len(set(hazm)) == 2


def test_a_text_is_looked_through_for_words_to_join() -> None:
    assert joins_in(pieces_of("برای ثبت نام آمدم"))
    assert joins_in(pieces_of("خانه ها"))
    assert joins_in(pieces_of("می خواهم"))
    assert not joins_in(pieces_of("ها خانه"))
    assert not joins_in(pieces_of("نام، ثبت کردم"))
