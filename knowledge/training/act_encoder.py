"""Makes the folder of a label encoder: model, tokenizer, the names of its columns, the recipe."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge.features.labels import LABELS_FILE
from knowledge.features.sentences import TOKENIZER_FILE
from knowledge.training.base import Base
from knowledge.training.export import export_labels_int8, export_lower_int8
from knowledge.training.label_recipe import LabelRecipe
from knowledge.training.labels import Progress, train_labels
from knowledge.training.layers import FrozenLower
from knowledge.training.lessons import Lesson


def make_label_encoder(
    base: Base,
    lessons: Sequence[Lesson],
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
