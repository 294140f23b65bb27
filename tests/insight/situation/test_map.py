"""The map: all provinces and islands, small, and each shape where its province lies."""

import gzip
import re
import xml.etree.ElementTree as ET

import pytest

from assistant.insight.situation.province_map import SVG, _Borders, project, shapes
from knowledge.catalogue import Catalogue

SPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def picture() -> ET.Element:
    return ET.fromstring(SVG.read_text(encoding="utf-8"))


def test_every_province_of_the_catalogue_has_a_shape(
    picture: ET.Element, catalogue: Catalogue
) -> None:
    drawn = {
        path.get("id", "").removeprefix("iran-"): path.get("data-name")
        for path in picture.iter(f"{SPACE}path")
    }
    assert drawn == {province.id: province.name for province in catalogue.provinces}
    assert len(drawn) == 31


def test_the_islands_and_the_seas_are_named(picture: ET.Element) -> None:
    islands = {mark.get("data-island") for mark in picture.iter(f"{SPACE}circle")}
    assert islands == {"ابوموسی", "تنب بزرگ", "تنب کوچک", "کیش", "قشم"}
    seas = {text.text for text in picture.iter(f"{SPACE}text")}
    assert seas == {"خلیج فارس", "دریای عمان", "دریای مازندران"}


def test_the_map_is_small() -> None:
    text = SVG.read_bytes()
    assert len(text) <= 16_000
    assert len(gzip.compress(text, 9)) <= 5_600


def test_neighbours_lie_as_in_the_country(picture: ET.Element) -> None:
    at = {
        path.get("id", "").removeprefix("iran-"): (
            int(path.get("data-x", "")),
            int(path.get("data-y", "")),
        )
        for path in picture.iter(f"{SPACE}path")
    }
    assert at["azarbaijan-west"][0] < at["tehran"][0] < at["khorasan-razavi"][0]
    assert at["mazandaran"][1] < at["tehran"][1] < at["qom"][1] < at["isfahan"][1] < at["fars"][1]
    assert at["khorasan-north"][1] < at["khorasan-razavi"][1] < at["khorasan-south"][1]
    assert at["khuzestan"][0] < at["kerman"][0] < at["sistan-baluchestan"][0]


def test_a_province_fills_its_part_of_the_picture(picture: ET.Element) -> None:
    frame = [float(part) for part in picture.get("viewBox", "").split()]
    for path in picture.iter(f"{SPACE}path"):
        numbers = re.findall(r"-?\d+", path.get("d", ""))
        assert len(numbers) >= 16, path.get("id")
        assert 0 < int(path.get("data-x", "")) < frame[2]
        assert 0 < int(path.get("data-y", "")) < frame[3]


def test_a_border_between_two_is_simplified_once() -> None:
    """Two squares side by side with a crooked border between them stay without a gap."""
    crooked = [(10.0, 0.0), (10.4, 3.0), (9.8, 5.0), (10.1, 8.0), (10.0, 10.0)]
    left = [(0.0, 0.0), *crooked, (0.0, 10.0)]
    right = [*crooked[::-1], (20.0, 0.0), (20.0, 10.0)][::-1]
    borders = _Borders([left, right])
    shared = [set(borders.simplified(ring)) & set(crooked) for ring in (left, right)]
    assert shared[0] == shared[1]
    assert {(10.0, 0.0), (10.0, 10.0)} <= shared[0]


def test_the_projection_keeps_angles() -> None:
    """A small step east and one north have the ratio of a conformal map."""
    step = 1e-5
    x, y = project(50.0, 30.0)
    east, north = project(50.0 + step, 30.0), project(50.0, 30.0 + step)
    along = ((east[0] - x) ** 2 + (east[1] - y) ** 2) ** 0.5
    up = ((north[0] - x) ** 2 + (north[1] - y) ** 2) ** 0.5
    assert along / up == pytest.approx(0.8660, abs=1e-3)


def test_pages_carry_the_shapes_unseen() -> None:
    assert shapes().startswith('<svg id="iran" hidden')
    assert "<script" not in shapes()
