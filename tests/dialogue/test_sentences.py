"""Sentences and lists of words by situation: what the code asks for is there, and is used."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from assistant.cases.terms import Kind
from assistant.dialogue import sentences, words
from assistant.settings import PROJECT
from knowledge.aspects import ASKED
from knowledge.fact_marks import EVERYDAY

SAYING = {"say", "wording", "sentence", "wordings"}
LOOKING = {"has", "has_only", "pattern"}
FILES = [path for room in ("assistant", "actions") for path in (PROJECT / room).rglob("*.py")]
ASKED_BY_INDEX = {"everyday", "ordinals", "contrast", "counted", "number_words"}
"""Lists that words.py reads itself, and those of the grammar of contrast, which reads words."""


def loaded(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def flat(tree: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Every situation by its whole key, with its wordings."""
    for name, inner in tree.items():
        if isinstance(inner, dict):
            yield from flat(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}", inner


SENTENCES = dict(flat(loaded(sentences.FILE)))
WORDS = dict(flat(loaded(words.FILE) | {"kinds": words.listed("kinds")}))


@dataclass(frozen=True)
class Use:
    """A key as the source writes it, as a pattern, and the values that are given with it."""

    where: str
    key: str
    given: frozenset[str] | None

    def keys(self, known: dict[str, Any]) -> list[str]:
        return [key for key in known if re.fullmatch(self.key, key)]


def patterns(node: ast.expr, scope: ast.AST) -> Iterator[str]:
    """The keys that an expression may come to; nothing where it is a parameter."""
    match node:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.JoinedStr(values=values):
            plain = (re.escape(v.value) if isinstance(v, ast.Constant) else ".+" for v in values)
            yield "".join(plain)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*patterns(body, scope), *patterns(orelse, scope))
        case ast.Name(id=name):
            for value in assigned(name, scope):
                yield from patterns(value, scope)


def assigned(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """What a name is set to in a function, as far as it is not the name itself."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            targets = [t.id for t in node.targets if isinstance(t, ast.Name)]
            # `key = a if key else key` must not lead round in a circle.
            if name in targets and not _names(node.value, name):
                yield node.value
            elif name in targets and isinstance(node.value, ast.IfExp):
                yield from (v for v in (node.value.body, node.value.orelse) if not _names(v, name))


def _names(node: ast.AST, name: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == name for one in ast.walk(node))


def given(call: ast.Call, scope: ast.AST) -> frozenset[str] | None:
    """Names of the values; None where they are not written down."""
    found: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg:
            found.add(keyword.arg)
            continue
        if not isinstance(keyword.value, ast.Name):
            return None
        dicts = [d for d in assigned(keyword.value.id, scope) if isinstance(d, ast.Dict)]
        if not dicts:
            return None
        found |= {k.value for d in dicts for k in d.keys if isinstance(k, ast.Constant)}
    return frozenset(found)


def calls(names: set[str]) -> Iterator[tuple[str, ast.Call, ast.AST]]:
    """Calls of functions with these names, and the function in which each stands."""
    for path in FILES:
        for scope in ast.walk(tree_of(path)):
            if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(scope):
                if isinstance(node, ast.Call) and node.args and _called(node.func) in names:
                    yield f"{path.relative_to(PROJECT)}:{node.lineno}", node, scope


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def dialogue_files() -> list[Path]:
    return [path for path in FILES if "dialogue" in path.parts]


USES = [
    Use(where, key, given(call, scope))
    for where, call, scope in calls(SAYING)
    if "dialogue" in where
    for key in patterns(call.args[0], scope)
]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def as_list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]


def test_the_source_was_read() -> None:
    assert len(USES) > 60
    assert {"cancelled", "ask_phone", "sympathy_.+", "danger"} <= {use.key for use in USES}


def test_every_sentence_that_is_said_exists() -> None:
    assert [f"{use.where}: {use.key}" for use in USES if not use.keys(SENTENCES)] == []


def test_every_placeholder_is_given() -> None:
    faults = [
        f"{use.where}: {key} lacks {lacking}"
        for use in USES
        if use.given is not None
        for key in use.keys(SENTENCES)
        for text in as_list(SENTENCES[key])
        if (lacking := placeholders(text) - use.given)
    ]
    assert faults == []


def test_every_list_of_words_that_is_asked_for_exists() -> None:
    asked = 0
    for where, call, scope in calls(LOOKING):
        # `pattern` and `has` are names of others, too, so only the module's own are looked at.
        if "dialogue" not in where or ast.unparse(call.func) not in {
            "words.has",
            "words.has_only",
            "words.pattern",
        }:
            continue
        position = 2 if ast.unparse(call.func) == "words.has" else 1
        for name in patterns(call.args[0], scope):
            assert any(re.match(rf"{name}(\.|$)", key) for key in WORDS), f"{where}: {name}"
            for inside in call.args[position:]:
                for key in patterns(inside, scope):
                    assert f"{name}.{key}" in WORDS, f"{where}: {name}.{key}"
        asked += 1
    assert asked > 10


def constants() -> set[str]:
    return {
        node.value
        for path in dialogue_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_sentence_is_left_over() -> None:
    written = constants()
    used = {key for use in USES for key in use.keys(SENTENCES)} | (set(SENTENCES) & written)
    assert ", ".join(sorted(set(SENTENCES) - used)) == ""


def test_no_list_of_words_is_left_over() -> None:
    left = {key.partition(".")[0] for key in WORDS} - constants() - ASKED_BY_INDEX
    assert ", ".join(sorted(left)) == ""


def test_what_is_put_together_of_two_words_exists_for_all_of_them() -> None:
    kinds = {kind.value for kind in Kind}
    for name in ("opened", "ask_description", "ask_description_again", "ask_agency", "filed"):
        assert {key for key in SENTENCES if key.startswith(f"{name}.")} == {
            f"{name}.{kind}" for kind in kinds
        }
    named = {key.partition(".")[2] for key in SENTENCES if key.startswith("aspects.")}
    assert named == set(ASKED)
    everyday = {key.partition(".")[2] for key in SENTENCES if key.startswith("everyday.")}
    assert everyday == set(EVERYDAY) - {"paper"}
    felt = {f"sympathy_{k.partition('.')[2]}" for k in WORDS if k.startswith("sympathies.")}
    assert felt == {key for key in SENTENCES if key.startswith("sympathy_")}
    dangers = {f"danger_{k.partition('.')[2]}" for k in WORDS if k.startswith("danger_kinds.")}
    assert dangers <= set(SENTENCES)


@pytest.mark.parametrize("known", [SENTENCES, WORDS], ids=["sentences", "words"])
def test_every_leaf_is_a_text(known: dict[str, Any]) -> None:
    for key, said in known.items():
        texts = as_list(said)
        assert texts, f"{key} has no wording"
        for text in texts:
            assert isinstance(text, str), f"{key}: {text!r}"
            assert text.strip(), key


@pytest.mark.parametrize("path", [sentences.FILE, words.FILE], ids=lambda path: path.stem)
def test_no_key_stands_twice(path: Path) -> None:
    # YAML takes the last of two silently, and the first sentence would never be said.
    pending = [yaml.compose(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            assert len(keys) == len(set(keys)), [key for key in keys if keys.count(key) > 1]
            pending += [value for _, value in node.value]


def test_all_lists_of_words_can_be_searched_for() -> None:
    for key in WORDS:
        name, _, inside = key.partition(".")
        if name not in ASKED_BY_INDEX:
            assert words.pattern(name, inside or None).search("") is None, "it would fit anything"


def test_wordings_of_a_situation_and_of_one_within_another() -> None:
    assert sentences.wordings("aspects.fee") == (SENTENCES["aspects.fee"],)
    assert sentences.wordings("thank") == tuple(SENTENCES["thank"])
    with pytest.raises(KeyError):
        sentences.wordings("no such situation")
    with pytest.raises(KeyError):
        sentences.sentence("site")
