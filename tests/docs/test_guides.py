"""The guides in Persian: true of the product, whole, and in clean Persian."""

import re
from pathlib import Path

import pytest
import yaml

from assistant.desk.roles import ROLE_FA, Role
from assistant.insight.questions.reasons import REASON_FA
from assistant.settings import PROJECT, Settings

DOCS = PROJECT / "docs"
GUIDES = sorted((DOCS / "fa").glob("*.md"))
PERSIAN = [*GUIDES, DOCS / "editors.md"]
GUIDE_OF = {
    Role.OPERATOR: "operators.md",
    Role.CLERK: "clerks.md",
    Role.SUPERVISOR: "supervisors.md",
    Role.AUDITOR: "supervisors.md",
    Role.OBSERVER: "supervisors.md",
    Role.EDITOR: "editors.md",
    Role.ADMINISTRATOR: "running.md",
}
# What stands on a screen comes from these.
SCREENS = (
    *(PROJECT / "console" / "src").rglob("*.ts"),
    *(PROJECT / "widget" / "src").rglob("*.ts"),
    *(PROJECT / "assistant" / "desk").rglob("*.py"),
    *(PROJECT / "assistant" / "cases").rglob("*.py"),
    *(PROJECT / "assistant" / "insight" / "questions").rglob("*.py"),
    PROJECT / "assistant" / "dialogue" / "sentences.fa.yml",
)
SHELL = (PROJECT / "console" / "src" / "shell" / "strings.fa.ts").read_text("utf-8")
SHORTCUTS = re.findall(r'\["([^"]+)", "([^"]+)"\]', SHELL)
TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`[^`\n]+`")


def read(page: Path) -> str:
    return page.read_text("utf-8")


def text_of(page: Path) -> str:
    """What is read as Persian: no code, no addresses, no marks of HTML, no Latin name of a page."""
    text = _SPAN.sub(" ", _BLOCK.sub(" ", read(page)))
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"<[^>]+>", " ", text)


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def bold(page: Path) -> list[str]:
    return [words.replace("\n", " ") for words in re.findall(r"\*\*([^*]+)\*\*", read(page))]


def test_each_role_of_the_desk_has_a_guide_that_names_it():
    assert set(GUIDE_OF) == set(Role)
    for role, name in GUIDE_OF.items():
        assert ROLE_FA[role] in text_of(DOCS / "fa" / name), f"{name} does not name the {role}"


def test_each_part_of_the_console_is_in_a_guide():
    (tabs,) = re.findall(r"tabs: \{(.*?)\}", SHELL)
    parts = set(re.findall(r'"([^"]+)"', tabs))
    assert parts <= {words for page in GUIDES for words in bold(page)}


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_bold_words_stand_on_a_screen(page: Path):
    shown = "\n".join(map(read, SCREENS))
    assert not [words for words in bold(page) if words not in shown]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_keys_are_those_of_the_console(page: Path):
    known = {key for key, _ in SHORTCUTS} | {"Alt", "Ctrl-C", "/"}
    named = re.findall(r"`((?:Alt|Ctrl|Shift)[^`]*|Enter|Space|Esc|\?|/)`", read(page))
    assert set(named) <= known


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_key_does_what_its_table_says(page: Path):
    keys = [(key.strip("`"), words) for key, words, *_ in rows(read(page)) if _is_key(key)]
    assert not set(keys) - set(SHORTCUTS)


def _is_key(cell: str) -> bool:
    return cell.strip("`") in {key for key, _ in SHORTCUTS}


def test_deadlines_are_those_of_the_calendar():
    rules = yaml.safe_load(read(PROJECT / "knowledge" / "calendar" / "deadlines.yml"))
    verdict = rules["verdict"]
    terms = [rules["first_answer"], rules["latest_answer"], verdict["reminder"], verdict["closing"]]
    expected = [str(term["hours"]).translate(TO_PERSIAN) for term in terms]
    told = [row for row in rows(read(DOCS / "fa" / "clerks.md")) if "ساعت" in row[1]]
    assert [re.findall(r"[۰-۹]+", row[1])[0] for row in told] == expected
    levels = [level["title"] for level in rules["ladder"]]
    assert [level in row[2] for level, row in zip(levels[1:], told, strict=False)] == [True, True]


def test_defaults_of_settings_are_told_as_they_are():
    told = {row[0].strip("`"): row[1] for row in rows(read(DOCS / "fa" / "running.md"))}
    settings = {name: value for name, value in told.items() if name.startswith("DASTYAR_")}
    assert settings
    for name, value in settings.items():
        default = Settings.model_fields[name.removeprefix("DASTYAR_").lower()].default
        if value.startswith("خالی"):
            assert default in (None, "")
        else:
            shown = value.strip("`")
            assert str(default) in (shown, str(PROJECT / shown))


def test_attributes_of_the_widget_are_those_of_its_page():
    def named(page: Path) -> list[str]:
        cells = [row[0] for row in rows(read(page))]
        return [cell.strip("`") for cell in cells if re.fullmatch(r"`[a-z-]+`", cell)]

    asked = {"api-base", "open", "inline", "theme", "identity-url", "lang", "languages"}
    assert named(DOCS / "fa" / "embedding.md") == [
        name for name in named(DOCS / "widget.md") if name in asked
    ]


def test_why_a_question_is_open_is_explained_reason_by_reason():
    told = [row[0].strip("*") for row in rows(read(DOCS / "fa" / "editors.md"))]
    assert [words for words in told if words in REASON_FA.values()] == list(REASON_FA.values())


@pytest.mark.parametrize("page", PERSIAN, ids=lambda page: page.stem)
def test_a_guide_reads_from_the_right(page: Path):
    text = read(page)
    assert text.startswith('<div dir="rtl" lang="fa" markdown="1">\n')
    assert text.endswith("\n</div>\n")
    assert text.count("<div ") == text.count("</div>")


@pytest.mark.parametrize("page", PERSIAN, ids=lambda page: page.stem)
def test_persian_has_its_own_digits_and_signs(page: Path):
    text = text_of(page)
    latin = r"[A-Za-z][A-Za-z -]*[0-9]*"
    assert not re.findall(r"[0-9]", re.sub(latin, " ", text))
    assert not re.findall(r".*[آ-ی][،]?[,;?]|[,;?]\s*[آ-ی].*", text)
    assert not re.findall(r"\S*[يكةى]\S*", text)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_half_spaces_stand_where_they_belong(page: Path):
    text = text_of(page)
    assert not re.findall(r"(?<![آ-یئءأ])\u200c|\u200c(?![آ-یئ])", text)
    assert not re.findall(r"(?<![آ-ی])ن?می [آ-ی]+", text)
    assert not re.findall(r"[آ-ی]+ (?:ها|های|هایی|تر|ترین|ام|اند)(?![آ-ی\u200c])", text)
    assert not re.findall(r"[آ-ی]*ه\u200cی(?![آ-ی\u200c])", text), "«پروندهٔ», with its hamza"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_begins_with_an_example_and_is_no_book(page: Path):
    first, *_ = re.findall(r"^## (.+)$", read(page), re.MULTILINE)
    assert "گام‌به‌گام" in first
    assert 600 <= len(text_of(page).split()) <= 1200
