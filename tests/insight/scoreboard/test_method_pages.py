"""The method pages are what the code that computes says now."""

import pytest

from assistant.insight.method import METHOD_VERSION, WORDS
from assistant.insight.method_pages import PAGES, fingerprint, markdown, method_page


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_documentation_is_what_the_code_says(language: str) -> None:
    """Else: ask whether METHOD_VERSION rises, then `python -m assistant.insight.method_pages`."""
    assert PAGES[language].read_text(encoding="utf-8") == markdown(language)


def test_every_figure_is_on_both_pages() -> None:
    persian, english = markdown("fa"), markdown("en")
    for words in WORDS.values():
        assert f"## {words.name_fa}\n" in persian
        assert f"## {words.name_en}\n" in english
        assert words.formula in persian
        assert words.formula in english


def test_pages_have_version_and_fingerprint() -> None:
    page = method_page("en")
    assert METHOD_VERSION in page.title
    assert fingerprint() in page.sections[-1].paragraphs[0]
    assert all(section.paragraphs or section.points for section in page.sections)
