"""Trains encoders and makes their folders: model, tokenizer, the names of columns, the recipe."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge.features.answers import MOST_TOKENS
from knowledge.features.labels import LABELS_FILE
from knowledge.features.sentences import TOKENIZER_FILE
from lab.training.answers import AnswerLesson, AnswerRecipe, train_answers
from lab.training.base_encoder import MAX_TOKENS, BaseEncoder
from lab.training.descent import LabelRecipe
from lab.training.edit_lessons import EditLesson
from lab.training.edits import EditRecipe, train_edits
from lab.training.export import (
    export_answers_int8,
    export_edits_int8,
    export_labels_int8,
    export_lower_int8,
)
from lab.training.labels import LabelLesson, Progress, train_labels
from lab.training.layers import FrozenLower


def make_label_encoder(
    base: BaseEncoder,
    lessons: Sequence[LabelLesson],
    target: Path,
    recipe: LabelRecipe = LabelRecipe(),
    progress: Progress | None = None,
) -> None:
    """Train on `lessons` and write what `knowledge.features.labels` reads to `target`."""
    target.mkdir(parents=True, exist_ok=True)
    export_lower_int8(base.bert, recipe.frozen_layers, target)
    lower = FrozenLower(target, base.tokenizer, recipe.tokens, recipe.context_tokens)
    model = train_labels(base.bert, lower, lessons, recipe, progress)
    export_labels_int8(model, base.bert.config.hidden_size, target)
    base.tokenizer.save(str(target / TOKENIZER_FILE))
    (target / LABELS_FILE).write_text(json.dumps(model.columns, indent=1) + "\n", encoding="utf-8")
    (target / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")


def make_answer_encoder(
    base: BaseEncoder,
    lessons: Sequence[AnswerLesson],
    target: Path,
    recipe: AnswerRecipe = AnswerRecipe(),
    progress: Progress | None = None,
) -> None:
    """Train on `lessons` and write what `knowledge.features.answers` reads to `target`."""
    target.mkdir(parents=True, exist_ok=True)
    export_lower_int8(base.bert, recipe.frozen_layers, target)
    lower = FrozenLower(target, base.tokenizer, MOST_TOKENS)
    model = train_answers(base.bert, lower, lessons, recipe, progress)
    export_answers_int8(model, base.bert.config.hidden_size, target)
    base.tokenizer.save(str(target / TOKENIZER_FILE))
    (target / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")


def make_edit_encoder(
    base: BaseEncoder,
    lessons: Sequence[EditLesson],
    target: Path,
    recipe: EditRecipe = EditRecipe(),
    progress: Progress | None = None,
) -> None:
    """Train on `lessons` and write what `knowledge.features.edits` reads to `target`."""
    target.mkdir(parents=True, exist_ok=True)
    export_lower_int8(base.bert, recipe.frozen_layers, target)
    lower = FrozenLower(target, base.tokenizer, MAX_TOKENS)
    model = train_edits(base, lower, lessons, recipe, progress)
    export_edits_int8(model, base.bert.config.hidden_size, target)
    base.tokenizer.save(str(target / TOKENIZER_FILE))
    (target / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n")
