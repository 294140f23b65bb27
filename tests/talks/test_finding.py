"""Short talks are judged by what their last answer shows."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.catalogue import Catalogue
from lab.evaluation.commands import FINDING
from lab.evaluation.finding import ShownServices, Sought, judge, read_sought

CARD: dict[str, Any] = {"kind": "service", "service": {"id": "passport-lost"}}


def asking(text: str, *choices: str) -> dict[str, Any]:
    options = [{"title": choice, "choice": choice} for choice in choices]
    return {"kind": "choices", "text": text, "options": options}


def test_a_card_and_three_buttons_are_seen(catalogue: Catalogue) -> None:
    four = [f"service:{id_}" for id_ in ("a", "b", "c", "d")]
    shown = ShownServices([CARD, asking("کدام؟", *four)])
    assert shown.services == {"passport-lost", "a", "b", "c"}
    talk = Sought(kind="long", says=("x",), service=("c",), needs=(("a",), ("d",)))
    assert judge(talk, shown, catalogue) == {"right service seen": True, "every need seen": False}


def test_a_button_of_a_denied_service_is_no_card_of_it(catalogue: Catalogue) -> None:
    talk = Sought(kind="denied", says=("x",), service=("a",), not_service=("passport-lost",))
    name = "no card of a denied service"
    assert not judge(talk, ShownServices([CARD]), catalogue)[name]
    assert judge(talk, ShownServices([asking("?", "service:passport-lost")]), catalogue)[name]


def test_an_agency_is_named_by_its_telling_words_or_as_the_catalogue_has_it(
    catalogue: Catalogue,
) -> None:
    talk = Sought(kind="named_agency", says=("x",), agency="شرکت آب منطقه‌ای", agency_ids=("tax",))
    for text in ("از خود «آب منطقه ای» بپرسید", catalogue.agencies["tax"].name):
        assert judge(talk, ShownServices([{"kind": "text", "text": text}]), catalogue)[
            "agency named"
        ]
    assert not judge(talk, ShownServices([{"kind": "text", "text": "آب شهر"}]), catalogue)[
        "agency named"
    ]


@pytest.mark.parametrize("life", ["birth", "تولد فرزند"])
def test_a_life_event_is_offered_by_its_list_or_its_button(catalogue: Catalogue, life: str) -> None:
    talk = Sought(kind="life", says=("x",), life=life)
    listed = asking("برای «تولد فرزند» این کارها هست", "service:birth-registration")
    assert judge(talk, ShownServices([listed]), catalogue)["life event offered"]
    assert not judge(talk, ShownServices([CARD]), catalogue)["life event offered"]
    assert ShownServices([asking("", "journey:birth:6")]).offers("birth", "تولد فرزند")


def test_where_nothing_fits_neither_card_nor_choice_may_come(catalogue: Catalogue) -> None:
    talk = Sought(kind="none", says=("x",))
    chosen = judge(talk, ShownServices([asking("?", "service:a")]), catalogue)
    assert chosen == {"no card": True, "no service named": False}


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "talks.jsonl"
    path.write_text('{"kind": "none", "says": ["x"]}\n\n{"kind": "none", "says": []}\n')
    with pytest.raises(ValueError, match=r"talks\.jsonl:3"):
        read_sought(path)


def test_the_development_talks_name_what_there_is(catalogue: Catalogue) -> None:
    for talk in read_sought(FINDING):
        assert {*talk.service, *talk.not_service} <= set(catalogue.by_id)
        assert set(talk.agency_ids) <= set(catalogue.agencies)
        assert talk.life is None or talk.life in catalogue.journeys
