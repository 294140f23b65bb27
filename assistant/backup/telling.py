"""What a restore says in the end."""

from collections.abc import Sequence

from assistant.backup.restoring import Restored


def rows(restored: Restored) -> list[tuple[str, str]]:
    """The lines of its table."""
    manifest, erased = restored.manifest, restored.erased
    return [
        ("backup", f"{manifest.begun_at:%Y-%m-%d %H:%M:%S} UTC, program {manifest.program}"),
        ("restored in", f"{restored.seconds:.1f} s"),
        ("cases", f"{restored.cases:,} of {manifest.cases:,} that the backup tells of, or more"),
        ("codes that are missing", f"{len(restored.missing_codes):,}"),
        ("files that are missing", f"{restored.lost_files:,}"),
        (
            "erased again",
            f"{erased.cases:,} cases, {erased.conversations:,} conversations, "
            f"{erased.citizens:,} citizens",
        ),
        ("erased before, open here", _some(erased.open_codes)),
        ("redact again, if not done", _some(erased.redact)),
        ("ledger", "whole" if not restored.faults else f"{len(restored.faults):,} faults"),
    ]


def _some(names: Sequence[str], most: int = 20) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
