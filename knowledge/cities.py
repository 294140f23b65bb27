"""Cities by what people call them: the name in knowledge/places, however it was typed."""

from collections.abc import Iterator
from functools import cached_property

from knowledge.aliases import Aliases, read_aliases
from knowledge.catalogue import Catalogue
from knowledge.spellings import letters


class CityNames:
    """Finds the catalogue's spelling of a city; names that it does not know stay as they are."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def spelled(self, city: str, province: str | None = None) -> str:
        """«قایم شهر» as «قائم‌شهر»; a name that means several cities, or none, as it is given."""
        wanted = letters(city)
        for names in self._by_letters:
            found = {
                name for name, lies_in in names.get(wanted, ()) if province in (None, "", lies_in)
            }
            if found:
                return found.pop() if len(found) == 1 else city
        return city

    @cached_property
    def _by_letters(self) -> tuple[dict[str, list[tuple[str, str]]], ...]:
        """Cities with their provinces by the letters of their own names, then of other names."""
        own: dict[str, list[tuple[str, str]]] = {}
        other: dict[str, list[tuple[str, str]]] = {}
        aliases = read_aliases()
        for city, province in _cities(self._catalogue):
            own.setdefault(letters(city), []).append((city, province))
            for name in _others(aliases, city):
                other.setdefault(letters(name), []).append((city, province))
        return own, other


def _cities(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    for province in catalogue.provinces:
        for county in province.counties:
            for city in county.cities:
                yield city, province.name


def _others(aliases: Aliases, city: str) -> tuple[str, ...]:
    return aliases.cities.get(city, ())
