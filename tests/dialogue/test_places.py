"""Which names of a message mean the place of a case."""

import pytest

from assistant.dialogue.complaint.places import (
    behind_refusal,
    is_refused,
    meant_places,
    with_its_town,
)
from assistant.language.gazetteer import Mentions

KUT = ("خوزستان", "کوت عبدالله")


@pytest.mark.parametrize("way", ["خیابون", "خیابان", "بلوار", "میدان", "کوچه"])
def test_a_street_that_is_called_like_a_town_is_none(way: str) -> None:
    assert meant_places(["گلستان"], f"تو کوت عبدالله {way} گلستان برق میره", "") == ([], "")


def test_the_town_beside_such_a_street_is_meant() -> None:
    message = "تو سوسنگرد بلوار اندیمشک آب قطع است"
    assert meant_places(["سوسنگرد", "اندیمشک"], message, "اهواز") == (["سوسنگرد"], "")


def test_behind_a_refused_place_stands_the_one_that_is_meant() -> None:
    message = "اهواز نه کوت عبدالله. از سه‌شنبه هم شروع شده نه دیروز"
    assert is_refused("اهواز", message)
    assert behind_refusal(message, "اهواز") == "کوت عبدالله"
    assert meant_places(["اهواز"], message, "اهواز") == ([], "کوت عبدالله")


@pytest.mark.parametrize("message", ["تو اهواز برق نیست", "اهواز خیلی گرمه"])
def test_a_place_that_nobody_refuses_is_meant(message: str) -> None:
    assert meant_places(["اهواز"], message, "قم") == (["اهواز"], "")
    assert behind_refusal(message, "اهواز") == ""


@pytest.mark.parametrize("message", ["تبریز، نه ارومیه", "تبریز نه ارومیه"])
def test_of_two_places_the_one_that_stands_there_is_not_meant(message: str) -> None:
    assert meant_places(["تبریز"], message, "ارومیه") == (["تبریز"], "")
    assert meant_places(["تبریز"], message, "تبریز") == ([], "ارومیه")


def test_a_county_gives_way_to_the_town_that_is_named_in_it() -> None:
    told = Mentions(province="خوزستان", county="کارون", city="کوت عبدالله")
    assert with_its_town(("خوزستان", "کارون"), told) == KUT
    assert with_its_town(("خوزستان", ""), told) == KUT
    assert with_its_town(("اصفهان", "لنجان"), told) == ("اصفهان", "لنجان")
    assert with_its_town(None, told) is None
