"""The documentation says what the code says: every name in it exists, and the other way round."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from persiantools.jdatetime import JalaliDate, JalaliDateTime
from pydantic import SecretStr

import assistant.channels.web as web
from assistant.app import create_app
from assistant.cases.schemas import CaseDraft
from assistant.cases.terms import INDICATOR_FA, Indicator
from assistant.channels.web.problems import DETAILS
from assistant.cli import app as cli
from assistant.language.formal import formal
from assistant.language.pii import LABELS
from assistant.language.repair import STEPS, repair
from assistant.replies.schemas import Reply, ServiceCard
from assistant.settings import PROJECT, Settings
from knowledge.aspects import ASPECTS
from knowledge.calendar.jalali import TEHRAN
from knowledge.calendar.load import load as load_calendar
from knowledge.calendar.schema import AnnouncedClosure, Counted, Reason
from knowledge.calendar.work import library_holidays
from knowledge.catalogue import load
from knowledge.schema import Agency, Service

DOCS = PROJECT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
ROOT_PAGES = [
    PROJECT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
]
EVERYTHING = [*ROOT_PAGES, *PAGES, *(PROJECT / "knowledge").glob("*/MODEL_CARD.md")]
RECORDS = sorted((DOCS / "decisions").glob("*.md"))
PICTURE = "docs/images/conversation.png"
NOT_SETTINGS = {"DASTYAR_BROWSER", "DASTYAR_FIREFOX"}
"""Variables that tests read; the gateway knows nothing of them."""

_CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(<?([^)<>\s]+)>?\)")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(PROJECT).as_posix()


def code(page: Path) -> str:
    """Only what stands in code spans and blocks."""
    return "\n".join(_CODE.findall(read(page)))


def all_code() -> str:
    return "\n".join(code(page) for page in EVERYTHING)


def prose(page: Path) -> str:
    """What is left without code spans and blocks."""
    return _CODE.sub(" ", read(page))


def section(page: Path, title: str) -> str:
    """The part of a page under the heading `title`, deeper headings included."""
    heading = re.search(rf"^(#+) {re.escape(title)}$", read(page), re.MULTILINE)
    assert heading, f"{name_of(page)} has no section {title!r}"
    rest = read(page)[heading.end() :]
    return re.split(rf"^#{{1,{len(heading[1])}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """Cells of all table rows, without headings' underlines."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if not set("".join(row)) <= set("-: ")]


def ticked(text: str) -> list[str]:
    """Single names in code spans."""
    return re.findall(r"`([a-z_0-9]+)`", text)


# Settings


def documented_settings() -> dict[str, str]:
    found = {}
    for row in rows(read(DOCS / "settings.md")):
        if row[0].startswith("`DASTYAR_"):
            found[row[0].strip("`")] = row[1].strip("`")
    return found


def default_of(name: str) -> str:
    default: Any = Settings.model_fields[name].default
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    if isinstance(default, Path):
        default = default.relative_to(PROJECT)
    return (str(default).lower() if isinstance(default, bool) else str(default)) or "empty"


def test_every_setting_is_documented_with_its_default():
    expected = {f"DASTYAR_{name.upper()}": default_of(name) for name in Settings.model_fields}
    assert documented_settings() == expected


def test_no_page_names_an_unknown_setting():
    known = {f"DASTYAR_{name.upper()}" for name in Settings.model_fields} | NOT_SETTINGS
    named = {
        name for page in EVERYTHING for name in re.findall(r"\bDASTYAR_[A-Z_]*[A-Z]\b", read(page))
    }
    # What stands behind a double underscore is a field inside the setting.
    assert {name.split("__")[0] for name in named} <= known


# HTTP interface


def documented_endpoints() -> set[tuple[str, str]]:
    return set(re.findall(r"^### `([A-Z]+) (/\S*)`$", read(DOCS / "api.md"), re.MULTILINE))


def openapi_endpoints() -> set[tuple[str, str]]:
    paths: dict[str, dict[str, Any]] = create_app(Settings()).openapi()["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def routed_endpoints() -> Iterator[tuple[str, str]]:
    """All routes of our own, also those that OpenAPI leaves out."""
    for module in pkgutil.iter_modules(web.__path__, f"{web.__name__}."):
        router = getattr(importlib.import_module(module.name), "router", None)
        for route in router.routes if router else ():
            for method in getattr(route, "methods", None) or {"WS"}:
                if not route.path.startswith("/internal/"):
                    yield method, route.path


def test_every_endpoint_is_documented():
    existing = openapi_endpoints() | set(routed_endpoints()) | {("GET", "/openapi.json")}
    assert documented_endpoints() == existing


def test_every_problem_code_is_documented_with_its_status():
    table = rows(section(DOCS / "api.md", "Problems"))[1:]
    documented = {row[0].strip("`"): int(row[1]) for row in table}
    assert documented == {problem: status for problem, (status, _) in DETAILS.items()}


def test_every_reply_kind_is_documented():
    listed = {row[0].strip("`") for row in rows(section(DOCS / "api.md", "Replies"))}
    kinds = {shape.model_fields["kind"].default for shape in Reply.__args__[0].__args__}
    assert kinds <= listed


def test_every_field_of_a_card_is_documented():
    documented = set(re.findall(r"`([a-z_]+)", section(DOCS / "api.md", "Service card")))
    assert set(ServiceCard.model_fields) <= documented


def test_every_field_of_a_filed_case_is_documented():
    table = rows(section(DOCS / "api.md", "`POST /api/v1/cases`"))
    documented = {row[0].strip("`") for row in table if row[0].startswith("`")}
    assert documented == set(CaseDraft.model_fields)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Indicators", {str(i) for i in Indicator}),
        ("Personal data", set(LABELS)),
    ],
)
def test_the_vocabulary_is_complete(title: str, names: set[str]):
    vocabulary = section(DOCS / "api.md", "Vocabulary")
    paragraph = next(p for p in vocabulary.split("\n\n") if p.strip().startswith(f"**{title}**"))
    assert set(ticked(paragraph)) == names


# Words and knowledge


def test_every_indicator_is_explained():
    table = rows(section(DOCS / "nlu.md", "Indicators"))[1:]
    indicators = {name for row in table for name in ticked(row[0])}
    assert indicators == {str(indicator) for indicator in Indicator}


def test_every_component_of_the_pipeline_is_explained():
    table = rows(section(DOCS / "nlu.md", "The pipeline"))[1:]
    pipeline = re.findall(
        r"^  - name: (?:\w+\.)*(\w+)$", read(PROJECT / "config.yml"), re.MULTILINE
    )
    documented = [row[0].strip("`") for row in table]
    assert documented == [name for name in pipeline if name != "RulePolicy"]


def test_every_catalogue_field_is_documented():
    table = rows(section(DOCS / "knowledge.md", "An agency's file"))
    documented = {name for row in table for name in ticked(row[0])}
    assert set(Service.model_fields) | set(Agency.model_fields) <= documented
    assert documented <= set(Service.model_fields) | set(Agency.model_fields)


def test_every_aspect_is_documented():
    table = rows(section(DOCS / "knowledge.md", "Facts of a service"))
    assert {name for row in table for name in ticked(row[0])} >= set(ASPECTS)


def test_the_limits_in_the_readme_are_the_real_ones():
    """Shares, so that a new service changes no page."""
    catalogue, limits = load(), " ".join(section(PROJECT / "README.md", "Limits").split())
    services = [entry.service for entry in catalogue.entries]
    with_fee, with_time, with_documents = (
        sum(bool(getattr(service, name)) for service in services) / len(services)
        for name in ("fee", "processing_time", "documents")
    )
    assert (
        "A fee has a source for half of some 300 services, a duration for a third, "
        "documents for three of four."
    ) in limits
    assert with_fee == pytest.approx(1 / 2, abs=0.1)
    assert with_time == pytest.approx(1 / 3, abs=0.1)
    assert with_documents == pytest.approx(3 / 4, abs=0.1)
    assert len(services) == pytest.approx(300, abs=40)
    known = [one for one in catalogue.provinces if one.line_128_since is not None]
    assert len(known) == 3
    assert f"three of {len(catalogue.provinces)}" in limits


# Calendar


CALENDAR = DOCS / "calendar.md"


def test_the_estimated_holidays_are_those_of_the_library():
    days = {day: name for year in (2026, 2027) for day, name in library_holidays(year).items()}
    estimated = [
        JalaliDate(day).isoformat()
        for day, name in days.items()
        if "(تخمینی)" in name and JalaliDate(day).year == 1405
    ]
    assert [row[0] for row in rows(section(CALENDAR, "Holidays"))[1:]] == estimated


def test_every_field_of_a_closure_is_documented():
    fields = {field.alias or name for name, field in AnnouncedClosure.model_fields.items()}
    table = rows(section(CALENDAR, "Add a closure"))[1:]
    assert {row[0].strip("`") for row in table} == fields
    reasons = next(row[1] for row in table if row[0] == "`reason`")
    assert set(ticked(reasons)) == set(Reason)


def test_the_documented_closure_can_be_read():
    (block,) = re.findall(r"```yaml\n(.*?)```", read(CALENDAR), re.DOTALL)
    (entry,) = yaml.load(block, Loader=yaml.BaseLoader)["closures"]
    closure = AnnouncedClosure.model_validate(entry)
    begins, ends = (
        JalaliDateTime(moment.astimezone(TEHRAN)) for moment in (closure.begins, closure.ends)
    )
    assert begins.strftime("%Y-%m-%d %H:%M %A") == "1405-10-12 11:00 Shanbeh"
    assert ends.strftime("%Y-%m-%d %H:%M") == "1405-10-14 00:00"


def test_ways_of_counting_and_the_ladder_are_documented():
    table = rows(section(CALENDAR, "Deadlines"))
    named = [row[0].strip("`") for row in table]
    assert named[1:4] == [str(way) for way in Counted]
    rules = load_calendar(load(), set(Indicator)).deadlines
    assert named[5:] == [level.id for level in rules.ladder]
    assert rules.first_answer.counted is Counted.WORKING
    assert rules.latest_answer.counted is Counted.OFFICE_DAYS


# Language guide


LANGUAGE = DOCS / "language.md"
EXAMPLES = [row for row in rows(read(LANGUAGE)) if len(row) == 3 and row[1].startswith("«")]


def test_the_guide_names_every_step_in_order():
    table = rows(section(LANGUAGE, "بازنویسی: دوازده گام"))
    named = [row[1].strip("`") for row in table if re.fullmatch(r"[۰-۹]+", row[0])]
    assert named == [step.name for step in STEPS]
    assert {row[0].strip("`") for row in EXAMPLES} == {step.name for step in STEPS} | {"همه"}


@pytest.mark.parametrize(("step", "typed", "expected"), EXAMPLES)
def test_an_example_of_the_guide_is_true(step: str, typed: str, expected: str):
    typed, expected = typed.strip("«»"), expected.strip("«»")
    if step == "همه":
        assert repair(typed).text == expected
    else:
        (run,) = [one for one in STEPS if one.name == step.strip("`")]
        assert run(typed) == expected


FORMAL = [row for row in rows(section(LANGUAGE, "نوشتهٔ رسمی برای فرم")) if row[0].startswith("«")]


@pytest.mark.parametrize(("typed", "said"), FORMAL)
def test_a_formal_version_in_the_guide_is_true(typed: str, said: str):
    assert formal(typed.strip("«»")) == said.strip("«»")


def test_the_guide_says_of_data_and_indicators_what_citizens_see():
    table = {row[0].strip("`"): row[1] for row in rows(read(LANGUAGE)) if len(row) == 2}
    assert {name: f"[{words}]" for name, words in LABELS.items()}.items() <= table.items()
    assert {str(name): words for name, words in INDICATOR_FA.items()}.items() <= table.items()


@pytest.mark.parametrize("page", EVERYTHING, ids=name_of)
def test_persian_prose_is_clean(page: Path):
    """Persian letters, and no space where a half-space belongs; quoted examples may be anything."""
    text = re.sub(r"«[^»]*»", " ", prose(page))
    assert not re.findall(r"[يكىة]", text)
    assert not re.findall(r"(?<![آ-ی\u200c])ن?می [آ-ی]+", text)
    assert not re.findall(r"[آ-ی]+ های?(?![آ-ی\u200c])", text)
    assert not re.findall(r"(?<![آ-ی])\u200c|\u200c(?![آ-ی])", text)


# Commands and targets


def targets() -> dict[str, bool]:
    """Every target of the Makefile, and whether `make help` shows it."""
    found = re.findall(r"^([a-z-]+):(.*)$", read(PROJECT / "Makefile"), re.MULTILINE)
    assert len({name for name, _ in found}) == len(found), "a target is written twice"
    return {name: "##" in rest for name, rest in found}


def commands() -> set[str]:
    found: set[str] = set()
    pending: list[tuple[str, Any]] = [("", typer.main.get_command(cli))]
    while pending:
        prefix, command = pending.pop()
        children = getattr(command, "commands", None)
        if children is None:
            found.add(prefix.strip())
        else:
            pending += [(f"{prefix} {name}", child) for name, child in children.items()]
    return found


def test_every_target_is_documented_and_every_documented_target_exists():
    named = set(re.findall(r"\bmake ([a-z-]+)", all_code()))
    assert named <= set(targets())
    table = rows(section(DOCS / "development.md", "Targets"))[1:]
    listed = {row[0].strip("`").removeprefix("make ") for row in table}
    assert listed == {name for name, is_shown in targets().items() if is_shown}


def test_every_command_is_documented_and_every_documented_command_exists():
    known, groups = commands(), {c.split()[0] for c in commands() if " " in c}
    for first, second in re.findall(r"\bdastyar ([a-z]+)(?: ([a-z-]+))?", all_code()):
        named = f"{first} {second}" if first in groups else first
        assert named in known, f"`dastyar {named}` is documented and does not exist"
    table = rows(section(DOCS / "development.md", "Commands"))[1:]
    assert {row[0].strip("`").removeprefix("dastyar ") for row in table} == known


# Files, links, records, site


def links() -> list[tuple[Path, str]]:
    found = [(page, link) for page in EVERYTHING for link in _LINK.findall(prose(page))]
    return [(page, link) for page, link in found if not re.match(r"[a-z]+:", link)]


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize(
    ("page", "link"),
    [(page, link) for page, link in links() if link != PICTURE],
    ids=lambda value: value if isinstance(value, str) else name_of(value),
)
def test_a_relative_link_resolves(page: Path, link: str):
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    assert target.exists()
    assert not anchor or anchor in anchors(target)


def test_the_picture_of_the_readme_exists():
    assert PICTURE in _LINK.findall(read(PROJECT / "README.md"))
    assert (PROJECT / PICTURE).read_bytes().startswith(b"\x89PNG")


def test_files_that_are_named_exist():
    rooms = (
        "assistant|actions|knowledge|lab|nlu_data|widget|bin|bench|requirements|rasa_runtime|tests|"
        "docs"
    )
    named = set(re.findall(rf"`((?:{rooms})/[\w./*-]*)`", "\n".join(map(read, EVERYTHING))))
    missing = {name for name in named if not any(PROJECT.glob(name.rstrip("/")))}
    assert missing <= {PICTURE}


@pytest.mark.parametrize("record", RECORDS, ids=name_of)
def test_a_decision_record_is_whole(record: Path):
    text = read(record)
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert re.match(r"# \d+\. \S", text)
    assert re.search(r"^Date: \d{4}-\d\d-\d\d · Status: \w+", text, re.MULTILINE)
    assert headings == ["Context", "Decision", "Alternatives", "Consequences"]
    assert len(text.splitlines()) <= 60


def test_decision_records_are_numbered_without_gaps():
    files = [int(record.name[:4]) for record in RECORDS]
    titles = [int(re.findall(r"^# (\d+)\.", read(record))[0]) for record in RECORDS]
    assert files == titles == list(range(1, len(RECORDS) + 1))


def test_every_page_is_in_the_menu():
    menu = set(re.findall(r"[\w/-]+\.md", read(PROJECT / "mkdocs.yml")))
    assert menu == {page.relative_to(DOCS).as_posix() for page in PAGES}


def test_the_site_builds_and_fetches_nothing_from_elsewhere(site: Path):
    pages = "\n".join(read(page) for page in site.rglob("*.html"))
    fetched = re.findall(
        r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"?(https?://[^\s\">]+)", pages
    )
    assert not [address for address in fetched if "canonical" not in address]
