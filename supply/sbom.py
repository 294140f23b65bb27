"""Writes the bill of materials (CycloneDX 1.6): `python -m supply.sbom FILE`."""

import base64
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from supply.pins import (
    BESIDE_THE_PINS,
    LISTS,
    LOCKS,
    PROJECT,
    Pin,
    PinList,
    read_pins,
    shipped_scripts,
    version_of,
)

_PART = "dastyar:part"
"""Which part of the project has the component: a list of pins, or a bundle for browsers."""


def bill(project: Path = PROJECT) -> Bom:
    """All components, each once for every part that has it."""
    bom = Bom()
    bom.metadata.component = Component(
        name="dastyar", type=ComponentType.APPLICATION, bom_ref="dastyar"
    )
    components = [*_of_python(project), *_of_scripts(project)]
    bom.components.update(components)
    bom.register_dependency(bom.metadata.component, components)
    return bom


def _of_python(project: Path) -> Iterator[Component]:
    for pins in LISTS:
        for pin in read_pins(project / pins.path):
            yield _package(pin, pins)
    for name in sorted(BESIDE_THE_PINS):
        version = version_of(name)
        yield _package(Pin(name, version or ""), LISTS[0])


def _package(pin: Pin, pins: PinList) -> Component:
    return Component(
        name=pin.name,
        version=pin.version or None,
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED if pins.is_shipped else ComponentScope.EXCLUDED,
        purl=PackageURL("pypi", name=pin.name, version=pin.version or None),
        bom_ref=f"{pins.name}:{pin.name}",
        properties=[Property(name=_PART, value=pins.name)],
    )


def _of_scripts(project: Path) -> Iterator[Component]:
    for part, lock in LOCKS.items():
        for name, found in shipped_scripts(project / lock).items():
            yield _script(part, name, found)


def _script(part: str, name: str, found: dict[str, Any]) -> Component:
    group, _, short = name.rpartition("/")
    digest = base64.b64decode(found["integrity"].removeprefix("sha512-")).hex()
    return Component(
        name=short,
        group=group or None,
        version=found["version"],
        type=ComponentType.LIBRARY,
        scope=ComponentScope.REQUIRED,
        purl=PackageURL("npm", namespace=group or None, name=short, version=found["version"]),
        hashes=[HashType(alg=HashAlgorithm.SHA_512, content=digest)],
        bom_ref=f"{part}:{name}",
        properties=[Property(name=_PART, value=part)],
    )


def main() -> None:
    """Write the file that is named, and say how much is in it."""
    target, bom = Path(sys.argv[1]), bill()
    target.parent.mkdir(parents=True, exist_ok=True)
    JsonV1Dot6(bom).output_to_file(str(target), allow_overwrite=True, indent=2)
    print(f"{target}: {len(bom.components)} components")


if __name__ == "__main__":
    main()
