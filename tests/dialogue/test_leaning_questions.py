"""Questions that lean on what was told earlier («پدرم اسفند فوت کرد … تا کی وقت داریم؟»)."""

from assistant.dialogue.choosing import FactChooser
from assistant.settings import PROJECT
from assistant.understanding.reading import Reader
from knowledge.catalogue import Catalogue
from lab.talks.facts import judged, read_fact_questions

LEANING = PROJECT / "tests" / "evaluation" / "leaning_questions.jsonl"
FLOOR = 0.74
"""The lower end of the interval; by the question alone .61 are found first."""


def test_the_right_fact_comes_first(
    reader: Reader, facts: FactChooser, catalogue: Catalogue
) -> None:
    figures = judged(read_fact_questions(LEANING), facts, reader, catalogue)
    first = next(one for one in figures if one.name == "… first")
    assert first.hits >= FLOOR * first.total, first
