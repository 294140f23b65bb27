"""What an edit encoder is taught, and teaching it on a tiny one of random weights."""

import json
import random
from dataclasses import asdict, replace
from pathlib import Path

import onnx
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from knowledge.features.edits import EditEncoder, EditReading, Written, words_of
from knowledge.features.sentences import MODEL_FILE
from lab.training.base_encoder import MAX_TOKENS, BaseEncoder
from lab.training.edit_lessons import (
    AGENCY,
    INSTEAD,
    NOTHING,
    PLACE,
    TELLS,
    EditLesson,
    aligned,
    is_same,
    marks_of,
    plain_words,
    read_lessons,
    varied,
    with_other_values,
)
from lab.training.edits import UNKNOWN, EditMember, EditRecipe, _School, train_edits
from lab.training.encoders import make_edit_encoder
from lab.training.export import OUTLIERS, export_lower_int8
from lab.training.layers import FrozenLower

# What is right of each word


def lesson(
    message: str,
    before: list[str],
    after: list[str],
    agency: tuple[str, ...] = (),
    place: tuple[str, ...] = (),
    kind: str = "",
) -> EditLesson:
    return EditLesson(message, Written(tuple(before)), tuple(after), agency, place, kind)


def marked(one: EditLesson, mark: int) -> list[str]:
    """The words of the message that have this mark."""
    words = [one.message[word.start : word.end] for word in words_of(one.message)]
    return [word for word, told in zip(words, marks_of(one).told, strict=True) if told == mark]


def cut(one: EditLesson) -> list[list[str]]:
    """The words of each line that go."""
    return [
        [line[w.start : w.end] for w, goes in zip(words_of(line), marks, strict=True) if goes]
        for line, marks in zip(one.written.lines, marks_of(one).cut, strict=True)
    ]


LINES = ["سه ماه است منتظرم", "رئیس هم نبود"]


@pytest.mark.parametrize(
    ("message", "after", "tells", "instead", "gone"),
    [
        ("سه ماه نه، پنج ماه", ["پنج ماه است منتظرم", LINES[1]], [], ["پنج"], [["سه"], []]),
        ("3 ماه نبود ۵ ماه بود", ["۵ ماه است منتظرم", LINES[1]], [], ["۵"], [["سه"], []]),
        ("رئیس رو بردار", [LINES[0]], [], [], [[], ["رئیس", "هم", "نبود"]]),
        ("ماه رو بردار", ["سه است منتظرم", LINES[1]], [], [], [["ماه"], []]),
        ("بنویس داد هم زدند", [*LINES, "داد هم زدند"], ["داد", "هم", "زدند"], [], [[], []]),
        ("بنویس دیروز هم", [LINES[0], "رئیس هم نبود دیروز هم"], ["دیروز", "هم"], [], [[], []]),
        ("رئیس اداره", [LINES[0], "رئیس اداره هم نبود"], [], ["اداره"], [[], []]),
        (
            "متنش رو عوض کن: آب نداریم",
            ["آب نداریم"],
            [],
            ["آب", "نداریم"],
            [LINES[0].split(), LINES[1].split()],
        ),
        (
            "سه نه پنج، رئیس هم نه معاون بود",
            ["پنج ماه است منتظرم", "معاون هم نبود"],
            [],
            ["پنج", "معاون"],
            [["سه"], ["رئیس"]],
        ),
        (
            "سه نه پنج. بنویس پول هم گرفتند",
            ["پنج ماه است منتظرم", LINES[1], "پول هم گرفتند"],
            ["پول", "هم", "گرفتند"],
            ["پنج"],
            [["سه"], []],
        ),
        ("ممنون", LINES, [], [], [[], []]),
    ],
    ids=[
        "put right",
        "digits",
        "a line out",
        "a word out",
        "told more",
        "behind a line",
        "within a line",
        "written anew",
        "two changes",
        "a change and more",
        "nothing",
    ],
)
def test_what_becomes_of_each_word_is_found_by_comparing_both_texts(
    message: str, after: list[str], tells: list[str], instead: list[str], gone: list[list[str]]
) -> None:
    one = lesson(message, LINES, after)
    assert (marked(one, TELLS), marked(one, INSTEAD), cut(one)) == (tells, instead, gone)


def test_words_that_stay_between_two_changes_go_with_them_where_both_come_in_one() -> None:
    one = lesson("مبلغش سه میلیون و نیم بود", ["دو میلیون گرفت"], ["سه میلیون و نیم گرفت"])
    assert marked(one, INSTEAD) == ["سه", "میلیون", "و", "نیم"]
    assert cut(one) == [["دو", "میلیون"]]
    apart = lesson("سه تا. سال و نیم هم", ["دو تا گرفت"], ["سه تا نیم گرفت"])
    assert cut(apart) == [["دو"]]


def test_a_name_with_an_ending_is_the_one_that_comes() -> None:
    one = lesson("اسمش سعدیه نه حافظ", ["کوچه حافظ را کندند"], ["کوچه سعدی را کندند"])
    assert marked(one, INSTEAD) == ["سعدیه"]


def test_the_same_words_as_they_are_typed_are_taken_before_those_with_an_ending() -> None:
    one = lesson("کوچه‌ش کوچه است", ["در خیابان ماندم"], ["در کوچه ماندم"])
    assert marks_of(one).told == [NOTHING, INSTEAD, NOTHING]


@pytest.mark.parametrize(
    ("word", "typed", "same"),
    [
        ("سعدی", "سعدیه", True),
        ("سعدی", "سعدی", True),
        ("سعدی", "سعدیستان", False),
        ("و", "وای", False),
        ("سعدیه", "سعدی", False),
    ],
)
def test_a_word_may_have_an_ending_as_typed(word: str, typed: str, same: bool) -> None:
    assert is_same(word, typed) == same


def test_names_are_marked_where_they_stand() -> None:
    message = "شهرداری نه، بفرستش اداره برق ساری"
    one = lesson(message, [], [], agency=("اداره برق",), place=("ساری",))
    assert marks_of(one).names == [NOTHING, NOTHING, NOTHING, AGENCY, AGENCY, PLACE]
    unknown = replace(one, agency=("دارایی",), place=())
    assert set(marks_of(unknown).names) == {NOTHING}


SOME = ["رئیس", "گفت", "رفتم", "برق", "سه", "پنج", "۱۸", "میلیون", "بنویس", "نه", "و", "ي"]
texts = st.lists(st.sampled_from(SOME), min_size=1, max_size=6).map(" ".join)


@given(texts, st.lists(texts, max_size=3), st.lists(texts, max_size=3))
def test_there_is_a_mark_for_every_word_whatever_is_compared(
    message: str, before: list[str], after: list[str]
) -> None:
    marks = marks_of(lesson(message, before, after))
    assert len(marks.told) == len(marks.names) == len(words_of(message))
    assert [len(line) for line in marks.cut] == [len(words_of(line)) for line in before]
    if before == after:
        assert set(marks.told) == {NOTHING}
        assert not any(map(any, marks.cut))


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_words_are_aligned_in_their_order(some: list[str], message: list[str]) -> None:
    found = aligned(some, message)
    places = [place for place in found if place is not None]
    assert len(found) == len(some)
    assert places == sorted(set(places))
    assert all(message[at] == word for word, at in zip(some, found, strict=True) if at is not None)
    assert bool(places) == bool(set(some) & set(message))


# Variety


def common(one: EditLesson) -> set[str]:
    """What the new text has of the old one and of the message."""
    left = {word for line in one.left for word in plain_words(line)}
    here = {word for line in one.written.lines for word in plain_words(line)}
    return left - here - set(plain_words(one.message))


VALUES = ["سه", "پنج", "دوشنبه", "مهر", "۱۸", "۲۸", "12", "پدرم", "رفتم", "داد", "نه", "۱۸/۵"]
valued = st.lists(st.sampled_from(VALUES), min_size=1, max_size=6).map(" ".join)


@st.composite
def lessons(draw: st.DrawFn) -> EditLesson:
    """A message that tells more, or puts one word of the text right, or takes one out."""
    before = draw(st.lists(valued, min_size=1, max_size=3))
    new, kind = draw(valued), draw(st.sampled_from(["add", "correct", "remove"]))
    if kind == "add":
        return lesson(f"بنویس {new}", before, [*before, new], kind=kind)
    first, *rest = before
    old, *behind = first.split()
    left = " ".join([new, *behind] if kind == "correct" else behind)
    message = f"{old} نه {new}" if kind == "correct" else f"{old} را بردار"
    return lesson(message, before, [left, *rest] if left else rest, place=(old,), kind=kind)


@given(st.lists(lessons(), min_size=1, max_size=4), st.integers())
def test_other_texts_and_values_keep_a_lesson_right(some: list[EditLesson], seed: int) -> None:
    for one, other in zip(some, varied(some, random.Random(seed)), strict=True):
        assert common(other) == common(one) == set(), "nothing comes that is not told"
        assert len(words_of(other.message)) == len(words_of(one.message))
        assert all(name in other.message for name in other.place)
        gained = len(other.left) - len(one.left)
        assert gained == len(other.written.lines) - len(one.written.lines)
        assert marks_of(other).told.count(TELLS) >= (one.kind == "add")


@given(lessons(), st.integers())
def test_other_values_are_the_same_ones_everywhere(one: EditLesson, seed: int) -> None:
    other = with_other_values(one, random.Random(seed))
    old, new = (
        "\n".join([x.message, *x.written.lines, *x.left, *x.place]).split() for x in (one, other)
    )
    became: dict[str, str] = {}
    for word, value in zip(old, new, strict=True):
        assert became.setdefault(word, value) == value
    for word in ("رفتم", "داد", "بنویس", "بردار"):
        assert became.get(word, word) == word
    assert all(len(value) == len(word) for word, value in became.items() if word.isdigit())
    assert became.get("۱۸/۵", "۱۸/۵") == "۱۸/۵", "half a value would be another one"
    values = [became[word] for word in ("سه", "پنج") if word in became]
    assert len(set(values)) == len(values), "different values stay different"


def test_what_adds_is_put_before_other_texts_and_what_changes_gets_one_more_line() -> None:
    adds = lesson("بنویس پول گرفتند", ["رفتم"], ["رفتم", "پول گرفتند"], kind="add")
    swaps = lesson("بانک نه، بیمه", ["در بانک ماندم"], ["در بیمه ماندم"], kind="correct")
    removes = lesson("خط اول را بردار", ["رفتم", "نبود"], ["نبود"], kind="remove")
    chance = random.Random(1)
    rounds = [varied([adds, swaps, removes], chance) for _ in range(60)]
    before = {tuple(one.written.lines) for one, _, _ in rounds}
    assert before == {("رفتم",), ("در بانک ماندم",), ("رفتم", "نبود")}
    assert all(one.left == (*one.written.lines, "پول گرفتند") for one, _, _ in rounds)
    places = {one.written.lines.index("در بانک ماندم") for _, one, _ in rounds}
    assert places == {0, 1}
    assert {len(one.written.lines) for _, one, _ in rounds} == {1, 2}
    assert {one for _, _, one in rounds} == {removes}, "which line is the first must stay"


def test_lessons_without_any_text_can_be_varied() -> None:
    one = lesson("رفتم و نبودند", [], ["رفتم و نبودند"])
    assert varied([one] * 20, random.Random(1)) == [one] * 20


# Files of lessons


TOLD = {
    "draft": ["رفتم"],
    "has_agency": "شهرداری",
    "has_place": "",
    "message": "بنویس نبودند. قم، ری",
    "result": ["رفتم", "نبودند"],
    "agency": "",
    "place": ["قم", "ری"],
    "kind": "add",
}


def test_lessons_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "edits.jsonl"
    one = json.dumps(TOLD | {"agency": "آبفا"}, ensure_ascii=False)
    path.write_text(f"{json.dumps(TOLD, ensure_ascii=False)}\n{one}\n", encoding="utf-8")
    right = EditLesson(
        TOLD["message"],
        Written(("رفتم",), "شهرداری", ""),
        ("رفتم", "نبودند"),
        place=("قم", "ری"),
        kind="add",
    )
    assert read_lessons(path) == [right, replace(right, agency=("آبفا",))]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "JSONDecodeError"),
        ("", "JSONDecodeError"),
        ("[]", "TypeError"),
        ("{}", "'message'"),
        (json.dumps({k: v for k, v in TOLD.items() if k != "result"}), "'result'"),
        (json.dumps(TOLD | {"draft": None}), "TypeError"),
    ],
    ids=["json", "empty", "a list", "nothing", "no result", "no lines"],
)
def test_what_is_no_lesson_is_named_with_file_and_line(
    tmp_path: Path, line: str, named: str
) -> None:
    path = tmp_path / "edits.jsonl"
    path.write_text(f"{json.dumps(TOLD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"edits\.jsonl:2: ") as raised:
        read_lessons(path)
    assert named in str(raised.value)


# Training


THINGS = ["گاز", "برق", "آب", "بانک", "بیمه", "پست"]
LESSONS = [
    *(lesson(f"بنویس {a} رفت", ["من ماندم"], ["من ماندم", f"{a} رفت"]) for a in THINGS),
    *(
        lesson(f"{a} نه {b}", [f"از {a} ماندم"], [f"از {b} ماندم"], place=(b,))
        for a, b in zip(THINGS, THINGS[1:] + THINGS[:1], strict=True)
    ),
    *(lesson(f"حذف {a}", [f"من {a} ماندم"], ["من ماندم"], kind="remove") for a in THINGS),
    *(lesson(f"مال {a} ممنون", ["من ماندم"], ["من ماندم"], agency=(a,)) for a in THINGS),
]
RECIPE = EditRecipe(
    epochs=80,
    batch=6,
    learning_rate=3e-3,
    head_rate=1e-2,
    cutoff=0.0,
    frozen_layers=1,
    depth=3,
)


@pytest.fixture(scope="module")
def lower(base: BaseEncoder, tmp_path_factory: pytest.TempPathFactory) -> FrozenLower:
    folder = tmp_path_factory.mktemp("lower")
    export_lower_int8(base.bert, RECIPE.frozen_layers, folder)
    return FrozenLower(folder, base.tokenizer, MAX_TOKENS)


@pytest.fixture(scope="module")
def written(
    base: BaseEncoder,
    bert_before: object,
    steps: list[tuple[int, int]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    folder = tmp_path_factory.mktemp("written")
    make_edit_encoder(base, LESSONS, folder, RECIPE, lambda *done: steps.append(done))
    return folder


def is_right(reading: EditReading, one: EditLesson) -> bool:
    """Whether a reading says of every word what is right."""
    marks = marks_of(one)
    names = [
        AGENCY if agency > 0.5 else PLACE if place > 0.5 else NOTHING
        for agency, place in zip(reading.agency, reading.place, strict=True)
    ]
    told = [
        TELLS if tells else INSTEAD if replaces else NOTHING
        for tells, replaces in zip(reading.tells_more, reading.replaces, strict=True)
    ]
    gone = [(line >= 0.5).tolist() for line in reading.cut]
    return (told, names, gone) == (marks.told, marks.names, marks.cut)


def test_it_learns_what_becomes_of_each_word(written: Path) -> None:
    encoder = EditEncoder(written)
    wrong = [one for one in LESSONS if not is_right(encoder.read(one.message, one.written), one)]
    assert wrong == []


def test_progress_ends_at_the_last_step(written: Path, steps: list[tuple[int, int]]) -> None:
    batches = -(-len(LESSONS) // RECIPE.batch)
    total = RECIPE.members * RECIPE.epochs * batches
    assert steps == [(done, total) for done in range(1, total + 1)]


def test_the_base_stays(
    written: Path, base: BaseEncoder, bert_before: dict[str, torch.Tensor]
) -> None:
    after = dict(base.bert.named_parameters())
    assert all(torch.equal(after[name], value) for name, value in bert_before.items())


def test_the_recipe_is_kept(written: Path) -> None:
    kept = json.loads((written / "recipe.json").read_text(encoding="utf-8"))
    kept["weights"] = tuple(kept["weights"])
    assert EditRecipe(**kept) == RECIPE
    assert kept == asdict(RECIPE)


def test_outliers_are_not_quantised(written: Path) -> None:
    nodes = {node.name: node.op_type for node in onnx.load(written / MODEL_FILE).graph.node}
    for member in range(RECIPE.members):
        assert nodes[OUTLIERS.format(member=member)] == "MatMul"


def test_the_same_seed_gives_the_same_model_and_another_one_another(
    base: BaseEncoder, lower: FrozenLower
) -> None:
    short = replace(RECIPE, epochs=1, members=2)

    def weights(recipe: EditRecipe) -> dict[str, torch.Tensor]:
        return train_edits(base, lower, LESSONS, recipe).state_dict()

    first, again, other = weights(short), weights(short), weights(replace(short, seed=1))
    assert all(torch.equal(first[name], again[name]) for name in first)
    heads = [f"members.{number}._head.weight" for number in range(short.members)]
    assert not any(torch.equal(first[name], other[name]) for name in heads)
    assert not torch.equal(*(first[name] for name in heads))


def test_every_epoch_has_every_lesson_once(base: BaseEncoder, lower: FrozenLower) -> None:
    recipe = replace(RECIPE, epochs=3)
    sizes = [len(batch) for batch in _School(lower, base.tokenizer, LESSONS, recipe).batches()]
    assert sum(sizes) == 3 * len(LESSONS)
    assert max(sizes) == recipe.batch


@pytest.mark.parametrize("cutoff", [0.0, 0.5])
def test_every_token_that_is_shown_is_taught_by_its_word(
    base: BaseEncoder, lower: FrozenLower, cutoff: float
) -> None:
    school = _School(lower, base.tokenizer, LESSONS, replace(RECIPE, cutoff=cutoff))
    for one in LESSONS:
        row = school._row(one)
        assert len(row.states) == len(row.of_text) == len(row.right)
        of_text = row.of_text.bool()
        assert (row.right[of_text][:, :2] == UNKNOWN).all(), "the text is only cut"
        assert (row.right[~of_text][:, 2] == UNKNOWN).all(), "the message is never cut"
        if not cutoff:
            marks = marks_of(one)
            assert set(row.right[~of_text][:, 0].tolist()) == {UNKNOWN, *marks.told}
            assert set(row.right[~of_text][:, 1].tolist()) == {UNKNOWN, *marks.names}
            gone = {int(goes) for line in marks.cut for goes in line}
            assert set(row.right[of_text][:, 2].tolist()) == {UNKNOWN, *gone}


def test_padding_leaves_no_trace(base: BaseEncoder) -> None:
    torch.manual_seed(1)
    model = EditMember(base.bert, RECIPE).eval()
    long, short = torch.randn(7, 32), torch.randn(4, 32)
    states = torch.nn.utils.rnn.pad_sequence([long, short], True)
    shown = torch.tensor([[1] * 7, [1] * 4 + [0] * 3])
    of_text = torch.tensor([[0.0] * 3 + [1.0] * 4, [0.0] * 2 + [1.0] * 5])
    with torch.no_grad():
        together = model(states, of_text, shown)
        alone = model(short[None], of_text[1:, :4])
    assert torch.allclose(together[1, :4], alone[0], atol=1e-4)


def test_the_lessons_of_the_encoder_can_be_read_and_are_not_those_that_it_is_measured_by() -> None:
    project = Path(__file__).parents[2]
    taught = read_lessons(project / "nlu_data" / "edits.jsonl")
    asked = read_lessons(project / "tests" / "evaluation" / "edits.jsonl")
    assert {one.kind for one in asked} <= {one.kind for one in taught}
    known = {one.message for one in taught}
    # «میخوام شکایت کنم» is said by many.
    telling = [one for one in asked if len(words_of(one.message)) > 3]
    assert len(telling) > 140
    assert not [one for one in telling if one.message in known]
    for one in [*taught, *asked]:
        marks = marks_of(one)
        is_same_text = one.left == one.written.lines
        assert is_same_text != (any(marks.told) or any(map(any, marks.cut))), one
