"""Open data for everybody: a page that explains it, its files, and their index."""

from datetime import datetime
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from assistant.channels.templates import environment
from assistant.channels.web.dependencies import RuntimeDep
from assistant.channels.web.problems import Problem
from assistant.insight.opendata.descriptors import LICENCE
from assistant.insight.opendata.months import begins_on, is_month, title_fa
from assistant.insight.opendata.parquet import EXTRA
from assistant.insight.opendata.snapshots import File, Snapshot, SnapshotStore, index_of
from assistant.insight.opendata.tables import HIDDEN, TABLE, TABLES, Row
from assistant.language.dates import TEHRAN, jalali_day
from assistant.language.digits import persian_digits
from assistant.runtime import Runtime

router = APIRouter(tags=["open data"])
TEMPLATES = environment(Path(__file__).parent / "templates")
_FOR_A_DAY = {"Cache-Control": "public, max-age=86400, immutable"}
_FOR_NOW = {"Cache-Control": "public, max-age=300"}
_SHOWN_ROWS = 6


def shelf_of(running: Runtime) -> SnapshotStore:
    """The folder of this installation's open data."""
    return SnapshotStore(running.settings.open_data_dir)


@router.get("/open-data/", include_in_schema=False)
async def page(running: RuntimeDep) -> HTMLResponse:
    """What there is, how to read it, where it misleads, and where to get it."""
    html = await running.database.run(lambda _: _page(shelf_of(running), running))
    return HTMLResponse(html, headers=_FOR_NOW)


@router.get("/open-data/index.json")
async def index(running: RuntimeDep) -> Response:
    """All snapshots with the SHA-256 of each file; each names the one before by its hash."""
    text = index_of(shelf_of(running).snapshots())
    return Response(text, media_type="application/json", headers=_FOR_NOW)


@router.get("/open-data/{name}", response_class=FileResponse)
async def newest_file(name: str, running: RuntimeDep) -> FileResponse:
    """A file of the newest snapshot, for instance `cases.csv`; 404 before the first."""
    newest = shelf_of(running).newest()
    return _file(running, newest.id if newest else "", name, _FOR_NOW)


@router.get("/open-data/{snapshot}/{name}", response_class=FileResponse)
async def dated_file(snapshot: str, name: str, running: RuntimeDep) -> FileResponse:
    """A file of a dated snapshot; it never changes."""
    return _file(running, snapshot, name, _FOR_A_DAY)


def _file(running: Runtime, snapshot: str, name: str, headers: dict[str, str]) -> FileResponse:
    shelf = shelf_of(running)
    path = shelf.path(snapshot, name)
    if path is None:
        raise Problem("not_found")
    (file,) = (
        one
        for found in shelf.snapshots()
        if found.id == snapshot
        for one in found.files
        if one.name == name
    )
    tag = {"ETag": f'"{file.sha256[:32]}"', "X-Snapshot": snapshot}
    return FileResponse(path, media_type=file.media_type, filename=name, headers=headers | tag)


def _page(shelf: SnapshotStore, running: Runtime) -> str:
    newest = shelf.newest()
    return TEMPLATES.get_template("open-data.html").render(
        newest=newest and _told(newest),
        snapshots=[_told(one) for one in reversed(shelf.snapshots())],
        tables=[_table(newest, table.name) for table in TABLES] if newest else [],
        example=_example(shelf.rows(TABLE["cases-by-agency"])) if newest else None,
        publisher=running.settings.publisher,
        licence=LICENCE,
        extra=EXTRA,
        has_parquet=any(_is_parquet(one) for one in newest.files) if newest else False,
    )


def _told(snapshot: Snapshot) -> dict[str, object]:
    day = datetime.fromisoformat(snapshot.id).replace(hour=12, tzinfo=TEHRAN)
    return {
        "id": snapshot.id,
        "day": jalali_day(day),
        "first": title_fa(snapshot.months[0]),
        "last": title_fa(snapshot.months[-1]),
        "months": persian_digits(str(len(snapshot.months))),
        "withheld": [title_fa(month) for month in snapshot.withheld],
        "sha256": snapshot.sha256,
    }


def _table(snapshot: Snapshot, name: str) -> dict[str, object]:
    files = {file.name: file for file in snapshot.files}
    forms = [
        (form, f"/open-data/{snapshot.id}/{name}{ending}", _size(files[f"{name}{ending}"]))
        for form, ending in (
            ("CSV فارسی، برای اکسل", ".fa.csv"),
            ("CSV", ".csv"),
            ("Parquet", ".parquet"),
        )
        if f"{name}{ending}" in files
    ]
    return {"name": name, "title": TABLE[name].title_fa, "forms": forms}


def _example(rows: list[Row]) -> dict[str, object] | None:
    """The largest agencies of the newest month, and a hidden one."""
    months = sorted({str(row["period"]) for row in rows if is_month(str(row["period"]))})
    of_it = [row for row in rows if row["period"] == months[-1]]
    shown = sorted(
        (row for row in of_it if row["cases"] is not None), key=lambda row: -int(row["cases"] or 0)
    )[:_SHOWN_ROWS]
    hidden = next((row for row in of_it if row["status"] == HIDDEN), None)
    if not shown:
        return None
    lines = [(row["title_fa"], persian_digits(str(row["cases"]))) for row in shown]
    return {
        "month": title_fa(months[-1]),
        "begins_on": begins_on(months[-1]).isoformat(),
        "lines": [*lines, *([(hidden["title_fa"], "پنهان")] if hidden else [])],
        "first": lines[0],
    }


def _size(file: File) -> str:
    return f"{persian_digits(str(max(1, round(file.bytes / 1024))))} کیلوبایت"


def _is_parquet(file: File) -> bool:
    return file.name.endswith(".parquet")
