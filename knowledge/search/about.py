"""Questions about 128 and the assistant, with their answers."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

ABOUT = Path(__file__).parent.parent / "about" / "about.yml"


class About(BaseModel):
    """A question about filing, the assistant or the 128 line, with its answer.

    `source` is an address, or `docs` for what this product does by itself. `does` is what is done
    for a message that is like a question of it and asks nothing («پیگیری شکایتم»). With
    `shows_case` a case that was filed in the talk is shown beside the answer, with its deadline.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    about: str
    questions: tuple[str, ...]
    answer: str
    source: str
    does: Literal["track", "secret", "pin", ""] = ""
    shows_case: bool = False


def read_about(path: Path = ABOUT) -> list[About]:
    """The questions of knowledge/about; raises ValueError for a broken file."""
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [About.model_validate(topic) for topic in loaded["topics"]]
