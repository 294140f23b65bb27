"""Which place a message is about, when several names stand in it or one name means several."""

from collections.abc import Sequence
from dataclasses import dataclass

from .patterns import Meaning

Named = tuple[Meaning, ...]
"""What one name in a text may mean, the likeliest first."""

_ORDERS: "dict[str, tuple[str, ...]]" = {
    "": ("city", "province", "county"),
    "city": ("city", "county", "province"),
    "county": ("county", "city"),
    "province": ("province",),
}


@dataclass(frozen=True)
class Place:
    """Names as in knowledge/places, each None when the text does not say it."""

    province: "str | None" = None
    county: "str | None" = None
    city: "str | None" = None


def choose(named: Sequence[Named]) -> Place:
    """The place that the names agree on; the first one leads.

    A city implies its province; one that several provinces have does so only with the help of
    another name, or when it is the capital of one of them.
    """
    if not named:
        return Place()
    province = _province_of(named[0], named[1:])
    # Without a province nothing tells that the others lie where the first one does.
    near = named if province else named[:1]
    return Place(province, _only(near, "county", province), _only(near, "city", province))


def likeliest(meanings: Sequence[Meaning], wanted: str) -> Named:
    """Meanings of one name in order, `wanted` being the label that the word before asks for."""
    order = _ORDERS[wanted]
    fitting = [m for m in meanings if m.label in order]
    provinces = {m.id for m in fitting if m.label == "province"}
    if not wanted and provinces and not any(_lies_in(m, provinces) for m in fitting):
        order = ("province",)
        fitting = [m for m in fitting if m.label == "province"]
    kept = sorted(fitting, key=lambda m: order.index(m.label))
    if wanted or not kept or kept[0].label == "province":
        return tuple(kept)
    return tuple(m for m in kept if m.label == kept[0].label)


def _lies_in(meaning: Meaning, provinces: set[str]) -> bool:
    """Whether it is the city after which its province is called; گلستان near Tehran is not."""
    return meaning.label == "city" and not provinces.isdisjoint(meaning.provinces)


def _province_of(lead: Named, others: Sequence[Named]) -> "str | None":
    """The one province of all that the leading name may mean, or the one that the others name."""
    same = [meaning for meaning in lead if meaning.label == lead[0].label]
    possible = list(dict.fromkeys(province for m in same for province in m.provinces))
    if len(possible) == 1:
        return possible[0]
    hints = [m.provinces[0] for named in others for m in named if len(m.provinces) == 1]
    agreed = [hint for hint in hints if hint in possible]
    return agreed[0] if agreed else next((m.default for m in same if m.default), None)


def _only(named: Sequence[Named], label: str, province: "str | None") -> "str | None":
    """The first name's place there; «تربت» of two cities in a province is neither of them."""
    for meanings in named:
        ids = {
            m.id for m in meanings if m.label == label and (not province or province in m.provinces)
        }
        if len(ids) == 1:
            return ids.pop()
    return None
