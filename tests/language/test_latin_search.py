"""Latin letters → Persian words: the tree of known words and the search through it."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.repair import latin_search, warm_up
from assistant.language.repair.graphemes import letter_bits, ways_through
from assistant.language.repair.latin_search import Reading, cheapest, known_words
from assistant.language.repair.tables import latin_words, read_words
from assistant.language.repair.transliterate import _nearest, transliterate
from assistant.language.repair.trie import FIRST, Trie, plant

NO_LIMIT = 99.0
LETTERS = "ابسشمروه"
some_words = st.dictionaries(
    st.text(alphabet=LETTERS, min_size=1, max_size=4),
    st.sampled_from([0.0, 0.1, 0.25, 0.6, 1.5]),
    min_size=1,
    max_size=30,
)


def node_of(trie: Trie, beginning: str) -> int | None:
    """The node that the letters lead to."""
    node = 0
    for letter in beginning:
        bit = letter_bits()[letter]
        step = trie.steps[node]
        if not step & bit:
            return None
        node = (step >> FIRST) + (step & (bit - 1)).bit_count()
    return node


@given(some_words)
@settings(deadline=None)
def test_the_tree_has_these_words_and_no_others(bonuses: dict[str, float]) -> None:
    trie = plant(bonuses, letter_bits())
    beginnings = {word[:i] for word in bonuses for i in range(len(word) + 1)}
    for beginning in beginnings:
        node = node_of(trie, beginning)
        assert node is not None
        below = [bonus for word, bonus in bonuses.items() if word.startswith(beginning)]
        assert trie.best[node] == max(below)
        assert trie.bonus[node] == bonuses.get(beginning, float("-inf"))
        if beginning in bonuses:
            assert trie.words[trie.numbers[node]] == beginning
        for letter in LETTERS:
            assert (node_of(trie, beginning + letter) is None) == (
                beginning + letter not in beginnings
            )


def test_words_with_other_letters_are_not_planted() -> None:
    assert plant({"سلام": 1.0, "سلام8": 1.0, "": 1.0}, letter_bits()).words == ["سلام"]


def spelled(latin: str, i: int = 0) -> list[tuple[str, float]]:
    """Every spelling of a Latin word with its cost."""
    if i == len(latin):
        return [("", 0.0)]
    return [
        (text + rest, cost + more)
        for end, text, _, cost, _ in ways_through(latin)[i]
        for rest, more in spelled(latin, end)
    ]


@given(some_words, st.text(alphabet="absmrouh", min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_the_search_finds_what_trying_everything_finds(
    bonuses: dict[str, float], latin: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(latin_search, "known_words", lambda: plant(bonuses, letter_bits()))
        found = cheapest([Reading(0, latin, "", 0.0)], NO_LIMIT)
    costs = [cost - bonuses[text] for text, cost in spelled(latin) if text in bonuses]
    if not costs:
        assert found is None
    else:
        assert found is not None
        assert found[0] == pytest.approx(min(costs))
        ours = [cost - bonuses[text] for text, cost in spelled(latin) if text == found[2]]
        assert min(ours) == pytest.approx(min(costs))


def test_the_least_cost_ahead_is_never_too_high() -> None:
    for latin in ("khaandan", "shomaram", "aaghaye", "sessh"):
        ways = ways_through(latin)
        least = min(way[-1] for way in ways[0])
        assert least == pytest.approx(min(cost for _, cost in spelled(latin)))


def test_the_limit_and_the_endings_cost_count() -> None:
    warm_up()
    found = cheapest([Reading(0, "ketab", "", 0.0)], NO_LIMIT)
    assert found is not None
    assert found[2] == "کتاب"
    whole = found[0]
    assert cheapest([Reading(0, "ketab", "", 0.0)], whole) == found
    assert cheapest([Reading(0, "ketab", "", 0.0)], whole - 0.01) is None
    stem = cheapest([Reading(1, "ketab", "م", 0.5)], NO_LIMIT)
    assert stem is not None
    assert stem[0] == pytest.approx(whole + 0.5)


def test_words_that_cost_the_same_are_told_apart_in_the_same_way() -> None:
    words = [a + b + c for a, b, c in product("سصث", "اه", "رم")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            latin_search, "known_words", lambda: plant(dict.fromkeys(words, 0.5), letter_bits())
        )
        again = {cheapest([Reading(0, "sar", "", 0.0)], NO_LIMIT) for _ in range(5)}
    assert len(again) == 1


def test_letters_without_a_word_are_turned_one_by_one() -> None:
    assert transliterate("zzxqqv", strict=True) is None
    assert transliterate("zzxqqv") == "زخقو"
    assert transliterate("x" * 30) is None


def test_spellings_of_our_sentences_are_looked_up_at_the_start() -> None:
    warm_up()
    seen = read_words("latin_seen.tsv")
    assert len(seen) > 1_000
    assert not seen & latin_words().keys()
    assert _nearest.cache_info().maxsize > 2 * len(seen)
    before = _nearest.cache_info().misses
    for word in seen:
        transliterate(word)
    assert _nearest.cache_info().misses == before
    assert known_words().words
