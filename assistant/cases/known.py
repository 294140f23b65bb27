"""What somebody kept of the ledger outside: a root, a list of roots, a receipt."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

_HASH = re.compile("[0-9a-f]{64}")


class UnknownFormError(ValueError):
    """Neither a hash nor a file that holds a root or a proof."""


@dataclass(frozen=True)
class Known:
    """Hashes of roots, and events by tracking code, number and hash."""

    roots: frozenset[str] = frozenset()
    events: tuple[tuple[str, int, str], ...] = ()
    signed: tuple[dict[str, Any], ...] = ()
    """Roots as they were published, with hash and signature."""

    @classmethod
    def of(cls, parts: Iterable["Known"]) -> "Known":
        """All of several."""
        several = tuple(parts)
        return cls(
            frozenset(chain.from_iterable(one.roots for one in several)),
            tuple(chain.from_iterable(one.events for one in several)),
            tuple(chain.from_iterable(one.signed for one in several)),
        )


def read_known(given: str) -> Known:
    """From a hash in hex (of a root, or its Merkle root), or the path of a file.

    A file is the answer of /api/v1/ledger/roots or one of its roots, a receipt or tracking view, a
    message to the system of the 128 line, or a ledger with its tracking code. Raises
    `UnknownFormError`.
    """
    if _HASH.fullmatch(given.strip().lower()):
        return Known(frozenset([given.strip().lower()]))
    try:
        value = json.loads(Path(given).read_text(encoding="utf-8"))
        found = Known(
            frozenset(root["hash"] for root in _roots(value)),
            tuple(_events(value)),
            tuple(root for root in _roots(value) if "signature" in root),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnknownFormError(given) from error
    if not found.roots and not found.events:
        raise UnknownFormError(given)
    return found


def _roots(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from value.get("roots", ())
    yield from [value] if "previous_hash" in value and "root" in value else ()
    if root := (value.get("proof") or value.get("ledger") or {}).get("root"):
        yield root


def _events(value: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    code = value.get("tracking_code") or value.get("case", {}).get("tracking_code")
    newest = value.get("proof") or value.get("head") or value.get("ledger")
    if code and newest:
        yield code, newest["number"], newest["hash"]
