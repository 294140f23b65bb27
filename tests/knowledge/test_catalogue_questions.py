"""The test questions of the catalogue: each finds the service that it stands at, before others."""

import json

from support.serving import Gateway

from assistant.loading import QUESTIONS
from knowledge.catalogue import ROOT as KNOWLEDGE
from knowledge.catalogue import Catalogue


async def test_a_question_finds_its_service_first(gateway: Gateway, catalogue: Catalogue) -> None:
    broken = []
    for entry in catalogue.entries:
        for question in entry.service.questions:
            found = (await gateway.runtime.turns.read(question)).found
            first = found.hits[0].entry.service.id
            if first != entry.service.id:
                where = place(entry.agency.id, entry.service.id, question)
                broken.append(f"{where}: «{question}» finds {first}, not {entry.service.id}")
    assert not broken, "\n".join(["", *broken])


def test_many_services_of_many_agencies_have_questions(catalogue: Catalogue) -> None:
    asked = [entry for entry in catalogue.entries if entry.service.questions]
    assert len(asked) == len(catalogue.entries)
    assert len({entry.agency.id for entry in asked}) >= 90
    assert all(len(entry.service.questions) >= 2 for entry in asked)


def test_nothing_learns_from_a_test_question(catalogue: Catalogue) -> None:
    lines = [line for path in QUESTIONS for line in path.read_text("utf-8").splitlines()]
    learnt = {json.loads(line)["text"] for line in lines if line}
    asked = {question for entry in catalogue.entries for question in entry.service.questions}
    assert not asked & learnt


def place(agency: str, service: str, question: str) -> str:
    """File and line of a question, behind those of other services."""
    file = KNOWLEDGE / "catalogue" / f"{agency}.yml"
    text = file.read_text("utf-8")
    before = text[: text.index(f"- id: {service}\n")].count("\n")
    lines = text.splitlines()[before:]
    number = next((n for n, line in enumerate(lines, before + 1) if question in line), before + 1)
    return f"{file.relative_to(KNOWLEDGE.parent)}:{number}"
