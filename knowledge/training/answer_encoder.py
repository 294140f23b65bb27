"""Makes the folder of an answer encoder: model, tokenizer, the recipe."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from knowledge.features.answers import MOST_TOKENS
from knowledge.features.sentences import TOKENIZER_FILE
from knowledge.training.answers import AnswerLesson, AnswerRecipe, Progress, train_answers
from knowledge.training.base import Base
from knowledge.training.export import export_answers_int8, export_lower_int8
from knowledge.training.layers import FrozenLower


def make_answer_encoder(
    base: Base,
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
