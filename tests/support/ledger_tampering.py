"""Tampering with a database by whoever can write into it, but has no key of the installation.

Each way covers its traces as well as it can: it computes hashes, heads, leaves and roots again.
"""

import json
import random
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from assistant.cases import merkle
from assistant.cases.verify_ledger import FIRST, commitment, digest

TABLES = (
    "cases",
    "case_events",
    "case_personal",
    "case_personal_readings",
    "case_attachments",
    "ledger_roots",
    "ledger_leaves",
    "ledger_handovers",
    "desk_audit",
    "log_heads",
)
"""Everything that the ledger answers for."""
NOT_HISTORY = {
    ("case_events", "id"),
    ("case_personal", "id"),
    ("case_personal", "key_id"),
    ("case_personal_readings", "id"),
    ("case_attachments", "id"),
    ("case_attachments", "key_id"),
    ("ledger_roots", "id"),
    ("desk_audit", "id"),
    ("cases", "idempotency_key"),
    ("cases", "request_key"),
}
"""What rows call each other, which key opens them, and what repeats a filing."""
WORKED_OUT = {("desk_audit", "tracking_code")}
"""What the database makes of other columns, and lets nobody write."""
Row = dict[str, Any]


class Tampering:
    """Changes the SQLite file at `path`; `older` is a copy of it from before."""

    def __init__(self, path: Path, older: Path, dice: random.Random) -> None:
        self.dice, self._older = dice, older
        self._db = sqlite3.connect(path)
        self._db.row_factory = sqlite3.Row
        self.ways: list[Callable[[], str]] = [
            *[self.edit] * 8,
            *[self.remove_row] * 4,
            self.empty_table,
            self.swap_sealed_values,
            self.copy_sealed_value,
            self.forge_answer,
            self.cut_tail,
            self.cut_tail_and_make_roots_anew,
            self.rewrite_case_and_roots,
            self.delete_roots,
            self.delete_newest_root,
            self.remove_case,
            self.cut_log,
            self.rewrite_log,
            self.erase_words,
            self.erase_case,
            self.empty_purpose,
            self.roll_back,
            self.roll_back_table,
        ]

    def once(self) -> str:
        """Tamper until something has changed; returns what was done."""
        before = self._dump()
        for _ in range(100):
            told = self.dice.choice(self.ways)()
            self._db.commit()
            if self._dump() != before:
                self._db.close()
                return told
        raise AssertionError("nothing could be changed")

    # --- by rows

    def edit(self) -> str:
        table = self.dice.choice(TABLES)
        rows = self._rows(table)
        if not rows:
            return ""
        row = self.dice.choice(rows)
        column = self.dice.choice(
            [c for c in row if c != "rowid" and (table, c) not in NOT_HISTORY]
        )
        new = self._other(table, column, row[column], rows)
        if new != row[column]:
            self._set(table, row["rowid"], column, new)
        return f"edit {table}.{column}: {row[column]!r} → {new!r}"

    def remove_row(self) -> str:
        table = self.dice.choice(TABLES)
        if rows := self._rows(table):
            self._run(f"DELETE FROM {table} WHERE rowid = ?", self.dice.choice(rows)["rowid"])
        return f"remove from {table}"

    def empty_table(self) -> str:
        table = self.dice.choice(TABLES)
        self._run(f"DELETE FROM {table}")
        return f"empty {table}"

    def swap_sealed_values(self) -> str:
        rows = self._rows("case_personal")
        if len(rows) > 1:
            one, other = self.dice.sample(rows, 2)
            names = ["sealed"] + ["salt"] * self.dice.randint(0, 1)
            for name in names:
                self._set("case_personal", one["rowid"], name, other[name])
                self._set("case_personal", other["rowid"], name, one[name])
        return "swap sealed values"

    def copy_sealed_value(self) -> str:
        """Give a case a value that was sealed for another, as if it were its own."""
        rows, cases = self._rows("case_personal"), self._rows("cases")
        if rows:
            row = self.dice.choice(rows)
            row |= {"case_id": self.dice.choice(cases)["id"], "event_number": 1, "field": "reason"}
            self._insert("case_personal", row)
        return "copy a sealed value"

    # --- by cases

    def forge_answer(self) -> str:
        """Add an answer that nobody gave, well chained."""
        case = self.dice.choice(self._rows("cases"))
        last = self._events(case)[-1]
        at = _later(last["created_at"], self.dice.randint(1, 9))
        text, salt = "انجام شد", case["salt"] or self.dice.randbytes(32).hex()
        told = {"text_commitment": commitment(salt, "text", text)}
        new = last | {"number": last["number"] + 1, "type": "answered", "actor": "agency"}
        new |= {"actor_id": case["agency_id"] or "", "status": "answered", "created_at": at}
        new |= {"data": json.dumps(told), "previous_hash": last["hash"], "idempotency_key": None}
        new |= {"words": json.dumps({"text": text}), "mac": self.dice.choice([None, new["mac"]])}
        new["hash"] = _hash(case, new)
        self._insert("case_events", new)
        changes = {"status": "answered", "answered_at": at, "ended_at": None, "reminded_at": None}
        self._update_case(
            case, changes | {"version": new["number"], "head_hash": new["hash"], "salt": salt}
        )
        return "forge an answer"

    def cut_tail(self) -> str:
        """Remove the newest events of a case with its head; the row as it was, if that is known."""
        case = self.dice.choice(self._rows("cases"))
        events = self._events(case)
        keep = self.dice.randint(1, len(events))
        if keep < len(events):
            last = events[keep - 1]
            for table, name in (
                ("case_events", "number"),
                ("case_personal", "event_number"),
                ("case_attachments", "event_number"),
                ("ledger_leaves", "number"),
            ):
                if table != "ledger_leaves" or self.dice.random() < 0.5:
                    where = f"case_id = ? AND {name} > ?"
                    self._run(f"DELETE FROM {table} WHERE {where}", case["id"], keep)
            changes = {"version": keep, "head_hash": last["hash"], "status": last["status"]}
            changes |= self._older_row(case, keep) | {"level": last["level"]}
            self._update_case(case, changes)
        return f"cut {len(events) - keep} events with the head"

    def cut_tail_and_make_roots_anew(self) -> str:
        told = self.cut_tail()
        self._make_roots_anew()
        return f"{told}, roots made anew"

    def rewrite_case_and_roots(self) -> str:
        """Change the data of an event, and make chain, head, leaves and roots fit again."""
        case = self.dice.choice(self._rows("cases"))
        events = self._events(case)
        changed = self.dice.choice(events)
        data = json.loads(changed["data"]) | {"note": "دیگر"}
        changed["data"] = json.dumps(data)
        previous = FIRST
        for event in events:
            event["previous_hash"] = previous
            previous = event["hash"] = _hash(case, event)
            for name in ("data", "previous_hash", "hash"):
                self._set("case_events", event["rowid"], name, event[name])
        self._update_case(case, {"head_hash": previous})
        if self.dice.random() < 0.8:
            self._make_roots_anew()
        return "rewrite a case and the roots"

    def remove_case(self) -> str:
        case = self.dice.choice(self._rows("cases"))
        tables = ("case_events", "case_personal", "case_attachments", "ledger_leaves")
        for table in (*tables, "case_personal_readings"):
            self._run(f"DELETE FROM {table} WHERE case_id = ?", case["id"])
        self._run("DELETE FROM cases WHERE id = ?", case["id"])
        if self.dice.random() < 0.5:
            self._make_roots_anew()
        return "remove a case as a whole"

    def erase_words(self) -> str:
        """Remove the words of an event, as an erasure would."""
        if told := [event for event in self._rows("case_events") if event["words"]]:
            self._set("case_events", self.dice.choice(told)["rowid"], "words", None)
        return "erase words of an event"

    def erase_case(self) -> str:
        """Empty a case as an erasure would, without an event, or with a well chained one."""
        case = self.dice.choice(self._rows("cases"))
        last = self._events(case)[-1]
        at = _later(last["created_at"], self.dice.randint(1, 9))
        changes = dict.fromkeys(("formal_description", "city", "occurred_at", "conversation_id"))
        changes |= {"description": "", "salt": None, "erased_at": at}
        if self.dice.random() < 0.5:
            told = {"values": 0, "files": 0, "words": 9}
            new = last | {"number": last["number"] + 1, "type": "erased", "actor": "clock"}
            new |= {"created_at": at, "data": json.dumps(told), "previous_hash": last["hash"]}
            new["hash"] = _hash(case, new | {"actor_id": ""})
            self._insert("case_events", new | {"actor_id": ""})
            changes |= {"version": new["number"], "head_hash": new["hash"]}
        for table in ("case_personal", "case_attachments"):
            self._run(f"DELETE FROM {table} WHERE case_id = ?", case["id"])
        emptied = "UPDATE case_events SET words = NULL, idempotency_key = NULL WHERE case_id = ?"
        self._run(emptied, case["id"])
        self._update_case(case, changes)
        return "erase a case"

    def empty_purpose(self) -> str:
        """Remove the purpose for which somebody read personal data."""
        if rows := [row for row in self._rows("case_personal_readings") if row["salt"]]:
            row = self.dice.choice(rows)["rowid"]
            self._set("case_personal_readings", row, "salt", None)
            self._set("case_personal_readings", row, "purpose", "")
        return "empty a purpose"

    # --- by roots, logs and copies

    def delete_roots(self) -> str:
        self._run("DELETE FROM ledger_leaves")
        self._run("DELETE FROM ledger_roots")
        self._run("UPDATE cases SET sealed_version = 0")
        return "delete all roots"

    def delete_newest_root(self) -> str:
        (id_,) = self._db.execute("SELECT max(id) FROM ledger_roots").fetchone()
        self._run("DELETE FROM ledger_leaves WHERE root_id = ?", id_)
        self._run("DELETE FROM ledger_roots WHERE id = ?", id_)
        self._run(
            "UPDATE cases SET sealed_version = coalesce((SELECT max(number) FROM ledger_leaves "
            "WHERE case_id = cases.id), 0)"
        )
        return "delete the newest root"

    def cut_log(self) -> str:
        """Remove the newest entries of a log, or all, with its head."""
        name, table = self.dice.choice(
            [("readings", "case_personal_readings"), ("desk", "desk_audit")]
        )
        rows = self._rows(table)
        keep = self.dice.choice([0, self.dice.randint(0, len(rows))])
        self._run(f"DELETE FROM {table} WHERE number > ?", keep)
        head = rows[keep - 1]["hash"] if keep else FIRST
        self._run("UPDATE log_heads SET number = ?, hash = ? WHERE name = ?", keep, head, name)
        return f"cut {table} with its head"

    def rewrite_log(self) -> str:
        """Change an action in the log, and chain the log again."""
        rows, previous = self._rows("desk_audit"), FIRST
        changed = self.dice.choice(rows)
        changed["action"] = "signed_in" if changed["action"] != "signed_in" else "revealed"
        for row in rows:
            names = ("account_id", "action", "conversation_id")
            content = {name: row[name] for name in names} | {"data": json.loads(row["data"])}
            content |= {"created_at": _exact(row["created_at"]), "log": "desk"}
            content |= {"number": row["number"], "previous_hash": previous}
            previous = digest(content)
            self._set("desk_audit", row["rowid"], "action", row["action"])
            self._set("desk_audit", row["rowid"], "hash", previous)
        self._run("UPDATE log_heads SET hash = ? WHERE name = 'desk'", previous)
        return "rewrite the record of the desk"

    def roll_back(self) -> str:
        for table in TABLES:
            self._take_older(table)
        return "roll back the database"

    def roll_back_table(self) -> str:
        table = self.dice.choice(TABLES)
        self._take_older(table)
        return f"roll back {table}"

    # --- the tools of a forger

    def _take_older(self, table: str) -> None:
        self._run(f"DELETE FROM {table}")
        for row in self._rows(table, older=True):
            self._insert(table, row, with_id=True)

    def _older_row(self, case: Row, version: int) -> Row:
        """The row of `case` as the older copy has it, if it is that of the same version."""
        found = [one for one in self._rows("cases", older=True) if one["id"] == case["id"]]
        if found and found[0]["version"] == version:
            return found[0]
        return {}

    def _make_roots_anew(self) -> None:
        """Leaves as the events are now, roots as the leaves are, each after the one before."""
        previous, number = FIRST, 0
        for root in self._rows("ledger_roots"):
            leaves = [x for x in self._rows("ledger_leaves") if x["root_id"] == root["id"]]
            hashes = []
            for leaf in leaves:
                query = "SELECT hash FROM case_events WHERE case_id = ? AND number = ?"
                found = self._db.execute(query, (leaf["case_id"], leaf["number"])).fetchone()
                if found:
                    hashes.append(found["hash"])
                    self._set("ledger_leaves", leaf["rowid"], "hash", found["hash"])
                    self._set("ledger_leaves", leaf["rowid"], "position", len(hashes) - 1)
                else:
                    self._run("DELETE FROM ledger_leaves WHERE rowid = ?", leaf["rowid"])
            if not hashes:
                self._run("DELETE FROM ledger_roots WHERE id = ?", root["id"])
                continue
            number += 1
            told = {"number": number, "day": root["day"], "root": merkle.root(hashes)}
            told |= {"leaves": len(hashes), "previous_hash": previous}
            at = _exact(root["created_at"])[:19] + "Z"
            content = told | {"logs": json.loads(root["logs"]), "created_at": at}
            previous = digest(content)
            for name, value in (told | {"hash": previous}).items():
                self._set("ledger_roots", root["rowid"], name, value)

    def _other(self, table: str, column: str, value: Any, rows: list[Row]) -> Any:
        others = [row[column] for row in rows if row[column] != value]
        if column == "conversation_id" and table == "cases":
            # A conversation may end before its case, which then no longer names it.
            others = [one for one in others if one]
        if column == "next_check_at":
            # When exactly the clock looks is no history; that it never does would be noticed.
            return value and self.dice.choice([None, _later(value, 60 * 24 * 400)])
        if others and self.dice.random() < 0.5:
            return self.dice.choice(others)
        if value is None:
            return others[0] if others else value
        if isinstance(value, int):
            return value + self.dice.choice([-1, 1])
        if column.endswith(("_at", "_from")):
            return _later(value, self.dice.choice([-1, 1, 60 * 24]))
        if column in {"data", "logs", "fields", "words"}:
            return self._other_json(value)
        place = self.dice.randrange(len(value) + 1)
        return (
            value[:place] + ("7" if value[place : place + 1] != "7" else "8") + value[place + 1 :]
        )

    def _other_json(self, text: str) -> str:
        value = json.loads(text)
        if isinstance(value, list):
            return json.dumps([*value, "name"])
        if value and self.dice.random() < 0.7:
            value.pop(self.dice.choice(sorted(value)))
        else:
            value["more"] = "دیگر"
        return json.dumps(value)

    def _rows(self, table: str, *, older: bool = False) -> list[Row]:
        database = sqlite3.connect(self._older) if older else self._db
        database.row_factory = sqlite3.Row
        orders = {
            "ledger_leaves": "root_id, position",
            "ledger_handovers": "number",
            "log_heads": "name",
        }
        order = orders.get(table, "id")
        found = database.execute(f"SELECT rowid AS rowid, * FROM {table} ORDER BY {order}")
        rows = [
            {name: told for name, told in dict(row).items() if (table, name) not in WORKED_OUT}
            for row in found
        ]
        if older:
            database.close()
        return rows

    def _events(self, case: Row) -> list[Row]:
        found = [row for row in self._rows("case_events") if row["case_id"] == case["id"]]
        return sorted(found, key=lambda row: row["number"])

    def _update_case(self, case: Row, changes: Row) -> None:
        for name, value in changes.items():
            if name not in {"rowid", "id"}:
                self._set("cases", case["id"], name, value)

    def _set(self, table: str, rowid: int, column: str, value: Any) -> None:
        self._run(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", value, rowid)

    def _insert(self, table: str, row: Row, *, with_id: bool = False) -> None:
        left_out = {"rowid"} if with_id else {"rowid", "id"}
        names = [name for name in row if name not in left_out]
        marks = ", ".join("?" * len(names))
        statement = f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})"
        self._run(statement, *(row[name] for name in names))

    def _run(self, statement: str, *values: Any) -> None:
        self._db.execute(statement, values)

    def _dump(self) -> list[list[tuple[Any, ...]]]:
        return [[tuple(row.values())[1:] for row in self._rows(table)] for table in TABLES]


def _hash(case: Row, event: Row) -> str:
    names = ("number", "type", "actor", "actor_id", "status", "level", "previous_hash")
    content = {name: event[name] for name in names}
    content |= {"case": case["tracking_code"], "at": _exact(event["created_at"])}
    return digest(content | {"data": json.loads(event["data"])})


def _exact(stored: str) -> str:
    return stored.replace(" ", "T") + "Z"


def _later(stored: str, minutes: int) -> str:
    moment = datetime.fromisoformat(stored).replace(tzinfo=UTC) + timedelta(minutes=minutes)
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
