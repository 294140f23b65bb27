"""What a talk expects of an answer, and which faults are found in one."""

from typing import Any

import pytest

from assistant.dialogue.draft import Draft, Part
from assistant.dialogue.state import State
from assistant.dialogue.things import Asked, Open, Thing, ThingKind, service
from assistant.replies.schemas import TurnOut
from lab.talks.judge import (
    Fault,
    FaultKind,
    TalkStanding,
    ToldMatter,
    TurnOutcome,
    judge,
    not_judged,
    repeated,
)
from lab.talks.play import PlayedTalk, PlayedTurn
from lab.talks.report import failures, first_faults, rows
from lab.talks.schema import LabelledTurn, See, Talk

PASSPORT, CARD = "passport-renewal", "national-id-card-status"
TEXT = {"kind": "text", "text": "بفرمایید."}


def card(id_: str) -> dict[str, Any]:
    agency = {"id": "police_passport", "name": "پلیس گذرنامه"}
    about = {"title": id_, "agency": agency, "summary": "…", "confidence": "high"}
    return {"id": id_, **about}


def shows(*ids: str) -> dict[str, Any]:
    if len(ids) == 1:
        return {"kind": "service", "service": card(ids[0])}
    return {"kind": "services", "services": [card(id_) for id_ in ids]}


def buttons(*choices: str, text: str = "کدام؟") -> dict[str, Any]:
    options = [{"title": choice, "choice": choice} for choice in choices]
    return {"kind": "choices", "text": text, "options": options}


def line(number: str) -> dict[str, Any]:
    return {"kind": "line", "number": number, "title": "اورژانس", "reason": "خطر جان"}


def case(*, is_new: bool = True) -> dict[str, Any]:
    times = {"due_at": "2026-11-26T17:25:19Z", "due_at_fa": "پنجشنبه"}
    agency = {"id": "abfa", "name": "آبفا"}
    status = {"status": "registered", "status_fa": "ثبت شده", "is_new": is_new}
    return {"kind": "case", "tracking_code": "282AZ9GE", "agency": agency, **times, **status}


def answer(*replies: dict[str, Any], owner: str = "bot", service_id: str | None = None) -> TurnOut:
    return TurnOut.model_validate(
        {
            "turn_id": "t",
            "owner": owner,
            "act": {"name": "ask_service", "confidence": 0.9},
            "about": {"service_id": service_id},
            "replies": replies,
        }
    )


def outcome(
    *replies: dict[str, Any],
    before: State | None = None,
    after: State | None = None,
    cases: tuple[ToldMatter, ...] = (),
    **about: Any,
) -> TurnOutcome:
    stood = TalkStanding(before or State())
    return TurnOutcome(answer(*replies, **about), stood, TalkStanding(after or State(), cases))


def kinds(see: dict[str, Any], seen: TurnOutcome) -> list[FaultKind]:
    return [fault.kind for fault in judge(See.model_validate(see), seen)]


def drafting(**fields: Any) -> State:
    parts = (Part(text="آب كوچه ما سه روزه قطعه"),)
    return State().drafting(Draft(**{"parts": parts, "agency": "abfa", "city": "قم"} | fields))


def test_nothing_expected_is_never_wrong() -> None:
    assert kinds({}, outcome(shows(PASSPORT), line("115"), after=drafting())) == []


@pytest.mark.parametrize(
    "seen",
    [
        outcome(TEXT, service_id=PASSPORT),
        outcome(shows(PASSPORT)),
        outcome(shows(PASSPORT, CARD)),
        outcome(TEXT, after=State().turned_to(service(PASSPORT))),
        TurnOutcome(answer(shows(PASSPORT))),
    ],
    ids=["about", "card", "first card", "focus", "card without a memory"],
)
def test_service_is_right(seen: TurnOutcome) -> None:
    assert kinds({"service": [PASSPORT, "other"]}, seen) == []


@pytest.mark.parametrize(
    ("seen", "kind"),
    [
        (outcome(shows(CARD)), FaultKind.REFERENT),
        (outcome(shows(CARD, PASSPORT)), FaultKind.REFERENT),
        (
            outcome(TEXT, after=State().having_shown(f"fact:{CARD}:fee")),
            FaultKind.REFERENT,
        ),
        (outcome(shows(CARD), after=drafting()), FaultKind.REFERENT),
        (outcome(buttons("cancel"), after=drafting()), FaultKind.TRAPPED),
        (TurnOutcome(answer(buttons("cancel"))), FaultKind.TRAPPED),
        (outcome(line("115")), FaultKind.FALSE_DANGER),
        (outcome(line("137")), FaultKind.NO_DATA),
        (outcome(TEXT), FaultKind.NO_DATA),
    ],
)
def test_service_is_wrong(seen: TurnOutcome, kind: FaultKind) -> None:
    assert kinds({"service": [PASSPORT]}, seen) == [kind]


def test_what_the_talk_was_about_before_is_not_shown_again() -> None:
    earlier = State().turned_to(service(CARD)).having_shown(f"card:{CARD}", f"fact:{CARD}:fee")
    seen = outcome(TEXT, before=earlier, after=earlier)
    assert kinds({"service": [PASSPORT]}, seen) == [FaultKind.NO_DATA]


@pytest.mark.parametrize(
    "seen",
    [
        outcome(shows(CARD, PASSPORT)),
        outcome(buttons(f"service:{CARD}", f"service:{PASSPORT}", "none")),
        outcome(TEXT, after=State().turned_to(service(PASSPORT))),
    ],
)
def test_among(seen: TurnOutcome) -> None:
    assert kinds({"among": [PASSPORT]}, seen) == []
    assert kinds({"among": ["other"]}, seen) != []


@pytest.mark.parametrize(
    ("aspect", "key", "is_right"),
    [
        ("fee", f"fact:{CARD}:fee", True),
        ("fee", f"unknown:{CARD}:fee", True),
        ("fee", f"fact:{CARD}:documents", False),
        ("where", f"fact:{CARD}:contact", True),
        ("who", f"unknown:{CARD}:what", True),
        ("what", f"card:{CARD}", False),
    ],
)
def test_told(aspect: str, key: str, is_right: bool) -> None:
    found = kinds({"told": [aspect]}, outcome(TEXT, after=State().having_shown(key)))
    assert found == ([] if is_right else [FaultKind.FACT])


def test_only_what_is_new_was_told() -> None:
    told = State().having_shown(f"fact:{CARD}:fee")
    assert kinds({"told": ["fee"]}, outcome(TEXT, before=told, after=told)) == [FaultKind.FACT]


def test_one_more_fact_of_what_was_told_is_told() -> None:
    told = State().having_shown(f"fact:{CARD}:what")
    more = told.having_shown(f"told:{CARD}:7")
    assert kinds({"told": ["who"]}, outcome(TEXT, before=told, after=more)) == []
    assert kinds({"told": ["fee"]}, outcome(TEXT, before=told, after=more)) == [FaultKind.FACT]


def test_what_is_shown_to_be_sent_stands_for_the_case() -> None:
    waiting = State().holding((Part(text="پنج بار، نه سه بار"),))
    assert kinds({"has": "پنج بار"}, outcome(TEXT, after=waiting)) == []
    assert kinds({"has": "پنج بار"}, outcome(TEXT)) == [FaultKind.ACT]


def test_nothing_to_be_shown() -> None:
    assert kinds({"none": True}, outcome(TEXT)) == []
    assert kinds({"none": True}, outcome(shows(CARD))) == [FaultKind.ACT]
    assert kinds({"none": True}, outcome(line("137"))) == [FaultKind.ACT]
    assert kinds({"none": True}, outcome(line("115"))) == [FaultKind.FALSE_DANGER]
    assert kinds({"none": True}, outcome(TEXT, after=drafting())) == [FaultKind.TRAPPED]


def test_draft() -> None:
    opened, closed = outcome(TEXT, after=drafting()), outcome(TEXT)
    assert kinds({"draft": "open"}, opened) == kinds({"draft": "none"}, closed) == []
    assert kinds({"draft": "none"}, opened) == [FaultKind.TRAPPED]
    assert kinds({"draft": "open"}, closed) == [FaultKind.ACT]


@pytest.mark.parametrize(
    ("see", "is_right"),
    [
        ({"agency": ["triage", "abfa"]}, True),
        ({"agency": ["tavanir"]}, False),
        ({"city": "قم"}, True),
        ({"city": "تهران"}, False),
        ({"kind": "complaint"}, True),
        ({"kind": "praise"}, False),
        ({"has": "آب کوچه"}, True),
        ({"has": "برق"}, False),
        ({"lacks": "برق"}, True),
        ({"lacks": "۳ روز", "has": "سه روزه"}, True),
        ({"lacks": "کوچه"}, False),
    ],
)
def test_what_a_draft_says(see: dict[str, Any], is_right: bool) -> None:
    found = kinds(see, outcome(TEXT, after=drafting()))
    assert found == ([] if is_right else [FaultKind.POLLUTED])


def test_a_draft_that_is_not_there_says_nothing() -> None:
    assert kinds({"has": "آب"}, outcome(TEXT)) == [FaultKind.ACT]
    assert kinds({"lacks": "آب"}, outcome(TEXT)) == []


def test_a_case_that_was_just_filed_is_looked_into() -> None:
    filed = ToldMatter("complaint", "abfa", "قم", "آب قطع است", "registered")
    seen = outcome(case(), cases=(filed,))
    assert kinds({"filed": True, "agency": ["abfa"], "has": "آب"}, seen) == []
    assert kinds({"filed": True, "lacks": "آب"}, seen) == [FaultKind.POLLUTED]


def test_filed() -> None:
    assert kinds({"filed": True}, outcome(case())) == []
    assert kinds({"filed": True}, outcome(case(is_new=False))) == [FaultKind.ACT]


def test_withdrawn() -> None:
    asked = State().asking(Asked(kind=Open.YES_NO, offer="withdraw"))
    taken = (ToldMatter("complaint", status="withdrawn"),)
    filed = (ToldMatter("complaint", status="referred"),)
    assert kinds({"withdrawn": True}, outcome(TEXT, after=asked)) == []
    assert kinds({"withdrawn": True}, outcome(TEXT, cases=taken)) == []
    assert kinds({"withdrawn": True}, outcome(TEXT, cases=filed)) == [FaultKind.ACT]


def test_process() -> None:
    told = State().having_shown("about:deadlines")
    assert kinds({"process": True}, outcome(TEXT, after=told)) == []
    assert kinds({"process": True}, outcome(TEXT, before=told, after=told)) == [FaultKind.ACT]


def test_line() -> None:
    assert kinds({"line": ["137", "1888"]}, outcome(line("137"))) == []
    assert kinds({"line": ["137"]}, outcome(line("121"))) == [FaultKind.ACT]


def test_danger() -> None:
    assert kinds({"danger": True}, outcome(line("115"))) == []
    assert kinds({"danger": True}, outcome(line("137"))) == [FaultKind.MISSED_DANGER]
    assert kinds({"danger": False}, outcome(TEXT, line("137"))) == []
    assert kinds({"danger": False}, outcome(line("115"))) == [FaultKind.FALSE_DANGER]
    assert kinds({"danger": False, "line": ["121"]}, outcome(line("121"))) == []


def test_human() -> None:
    handoff = {"kind": "handoff", "state": "waiting"}
    assert kinds({"human": True}, outcome(handoff)) == []
    assert kinds({"human": True}, outcome(TEXT, owner="queue")) == []
    assert kinds({"human": True}, outcome(TEXT)) == [FaultKind.ACT]


def test_without_a_memory_only_what_is_shown_is_judged() -> None:
    see = See(told=["fee"], process=True, withdrawn=True, has="آب", kind="complaint", draft="none")
    assert judge(see, TurnOutcome(answer(TEXT))) == []
    assert not_judged(see) == ["told", "kind", "has", "withdrawn", "process"]


def test_a_filed_thing_is_no_service() -> None:
    filed = State().turned_to(Thing(kind=ThingKind.FILED, id=PASSPORT))
    assert kinds({"service": [PASSPORT]}, outcome(TEXT, after=filed)) == [FaultKind.NO_DATA]


@pytest.mark.parametrize(
    ("earlier", "now", "times"),
    [
        ([shows(CARD)], shows(CARD), 2),
        ([shows(CARD), TEXT], shows(CARD), 1),
        ([shows(CARD, PASSPORT)], shows(CARD), 0),
        ([TEXT], TEXT, 1),
        ([TEXT, shows(CARD)], TEXT, 0),
        ([], TEXT, 0),
    ],
)
def test_repeated(earlier: list[dict[str, Any]], now: dict[str, Any], times: int) -> None:
    found = list(repeated([answer(reply) for reply in earlier], answer(now)))
    assert [fault.kind for fault in found] == [FaultKind.REPEATED] * times


def test_who_waits_is_told_so_each_time() -> None:
    waiting = answer(TEXT, owner="queue")
    assert list(repeated([waiting], waiting)) == []


def played(name: str, kind: str, *turns: tuple[FaultKind, ...]) -> PlayedTalk:
    asked = LabelledTurn(say="سلام", see=See(none=True))
    done = [PlayedTurn(asked, answer(TEXT), tuple(Fault(k, "") for k in fs)) for fs in turns]
    talk = Talk(talk=name, player="p1", kind=kind, turns=[asked] * len(turns))
    return PlayedTalk(talk, tuple(done))


def test_figures_count_whole_talks_right_turns_and_first_faults() -> None:
    talks = [
        played("a", "chat", (), ()),
        played("b", "chat", (), (FaultKind.ACT, FaultKind.REPEATED), (FaultKind.FACT,)),
        played("c", "draft", (FaultKind.REPEATED,)),
    ]
    by_kind, by_player, of_all = list(rows(talks))
    assert [(r.group, r.whole.hits, r.whole.total) for r in by_kind] == [
        ("chat", 1, 2),
        ("draft", 0, 1),
    ]
    assert [r.group for r in by_player] == ["p1"]
    assert (of_all[0].right.hits, of_all[0].right.total) == (3, 6)
    counted = {kind: times for kind, times in first_faults(talks).items() if times}
    assert counted == {FaultKind.ACT: 1, FaultKind.REPEATED: 1}
    assert [(f["talk"], f["number"]) for f in failures(talks)] == [("b", 2), ("b", 3), ("c", 1)]
