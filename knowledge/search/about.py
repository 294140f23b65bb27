"""Questions about 128 and the assistant, with their answers."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.files import parsed

ABOUT = Path(__file__).parent.parent / "about" / "about.yml"


class About(BaseModel):
    """A question about filing, the assistant or the 128 line, with its answer.

    `title` is the question in few words, for a button. `source` is an address, or `docs` for what
    this product does by itself. `does` is what is done for a message that is like a question of it
    and asks nothing («پیگیری شکایتم»); with `due` the deadline of the case that was filed in the
    talk is said instead of the answer. With `shows_case` a case that was filed in the talk is shown
    beside the answer, with its deadline.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    about: str
    questions: tuple[str, ...]
    answer: str
    source: str
    does: Literal["track", "secret", "pin", "due", ""] = ""
    shows_case: bool = False


class Frames(BaseModel):
    """What people name beside a question about filing, which means the same with it.

    «اسمم را می‌گویید؟» is asked as «اگه به ۱۲۸ شکایت کنم اسمم را می‌گویید؟», too, and is still no
    question about 128. Of 80 such questions by somebody new .90 are read right with the frames, and
    .48 without (.32 of those that name a municipality); of 515 others .87 with them, .88 with the
    first alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[str, ...]
    named: dict[str, str]

    def of(self, question: str) -> Iterator[str]:
        """The same question in each frame that changes it."""
        for before in self.before:
            numbers = [word for word in before.split() if word.isdigit()]
            if not any(number in question or str(int(number)) in question for number in numbers):
                yield f"{before} {question}"
        for word, name in self.named.items():
            if word in question:
                yield question.replace(word, name)


def read_about(path: Path = ABOUT) -> list[About]:
    """The questions of knowledge/about; raises ValueError for a broken file."""
    return [About.model_validate(topic) for topic in _loaded(path)["topics"]]


def in_frames(path: Path = ABOUT) -> list[About]:
    """The same topics, those about filing with their questions in each frame, to be searched."""
    frames = Frames.model_validate(_loaded(path)["frames"])
    return [_framed(topic, frames) for topic in read_about(path)]


@lru_cache(maxsize=1)
def _loaded(path: Path) -> dict[str, Any]:
    """The file, which is read for the search and for the buttons, once."""
    loaded: dict[str, Any] = parsed(path)
    return loaded


def _framed(topic: About, frames: Frames) -> About:
    if topic.about != "case":
        return topic
    more = [question for asked in topic.questions for question in frames.of(asked)]
    return topic.model_copy(update={"questions": (*topic.questions, *more)})
