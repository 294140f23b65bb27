"""Makes the folder of an edit encoder: model, tokenizer, the recipe."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge.features.sentences import TOKENIZER_FILE
from knowledge.training.base import Base
from knowledge.training.edit_lessons import EditLesson
from knowledge.training.edits import EditRecipe, Progress, train_edits
from knowledge.training.export import export_edits_int8, export_lower_int8
from knowledge.training.layers import FrozenLower
from knowledge.training.trim import MAX_TOKENS


def make_edit_encoder(
    base: Base,
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
