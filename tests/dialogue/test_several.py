"""Several needs in one message, and what is denied among them."""

import pytest

from assistant.dialogue.decide import decide
from assistant.dialogue.policy.moves import Move
from assistant.dialogue.state import State
from assistant.dialogue.things import service
from assistant.dialogue.understand import Understander


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("المثنی پایان خدمت نمیخوام، میخوام تازه دفترچه اعزام بگیرم", "military-service-booklet"),
        ("انحصار وراثت گرفتیم، دیگه اون لازم نیست، مالیات ارثش مونده", "heirs-tax"),
        ("چکم برگشت نخورده، فقط میخوام چکی که گرفتم تایید کنم", "sayad-cheque-confirm"),
        ("طلاق نه، فقط مهریه", "mahrieh-execution"),
    ],
)
def test_what_a_part_denies_has_no_card(understander: Understander, text: str, meant: str) -> None:
    decision = decide(State(), understander.understand(text, State()))
    assert (decision.move, decision.things[:1]) == (Move.SHOW, (service(meant),))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("معافیت پزشکی ندارم، کفالت پدرمو میخوام بگیرم برا سربازی", "military-exemption-kefalat"),
        ("شناسنامه ندارم گم کردم", "birth-certificate-duplicate"),
        ("سیم کارتم رو دیگه نمیخوام میخوام باطلش کنم", "simcard-cancel"),
    ],
)
def test_what_is_missing_may_be_meant_and_comes_last(
    understander: Understander, text: str, first: str
) -> None:
    assert decide(State(), understander.understand(text, State())).things[0] == service(first)


def test_two_needs_of_a_long_message_are_both_named(understander: Understander) -> None:
    text = (
        "من دارم میرم استانبول با خانواده چهار نفره، بلیط هم گرفتم برا جمعه، عوارض خروج رو "
        "باید کجا بدم، بعد ارز مسافرتی هم میخواستم شنیدم میدن"
    )
    decision = decide(State(), understander.understand(text, State()))
    assert {"exit-tax-payment", "travel-currency"} <= {thing.id for thing in decision.things}
