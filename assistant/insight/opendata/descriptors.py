"""What describes the tables to machines: Data Package v2, and DCAT-AP as JSON-LD."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.insight.opendata.months import begins_on, ends_on
from assistant.insight.opendata.snapshots import File
from assistant.insight.opendata.tables import TABLE, OpenTable, TableColumn

LICENCE = ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")
TITLE_FA = "پرونده‌های شهروندان نزد دستگاه‌ها"
TITLE_EN = "Cases of citizens with government agencies"
_ABOUT_FA = (
    "شمار پرونده‌ها، نظر شهروندان و زمان پاسخ، به تفکیک دستگاه، استان، موضوع، خدمت و ماه. "
    "عددهای کوچک و چند عدد کنار آن‌ها پنهان است تا کسی شناخته نشود."
)
_ABOUT_EN = (
    "Counts of cases, verdicts and times to an answer by agency, province, indicator, service and "
    "month. Small numbers, and some beside them, are hidden so that nobody can be recognised."
)
_EU = "http://publications.europa.eu/resource/authority"


@dataclass(frozen=True)
class DataPublisher:
    """Who publishes, and where."""

    name: str
    address: str
    """The public address of the installation, without a slash at the end."""


@dataclass(frozen=True)
class Issue:
    """What is described: the files of a day with the months that are in them."""

    day: str
    months: Sequence[str]
    files: Sequence[File]


def data_package(issue: Issue, publisher: DataPublisher) -> str:
    """`datapackage.json` (https://datapackage.org/standard/data-package/)."""
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "dastyar-cases",
        "id": f"{publisher.address}/open-data/{issue.day}/datapackage.json",
        "title": TITLE_EN,
        "titleFa": TITLE_FA,
        "description": _ABOUT_EN,
        "descriptionFa": _ABOUT_FA,
        "homepage": f"{publisher.address}/open-data/",
        "version": issue.day.replace("-", "."),
        "created": f"{issue.day}T00:00:00Z",
        "licenses": [{"name": LICENCE[0], "path": LICENCE[1]}],
        "contributors": [{"title": publisher.name, "roles": ["publisher"]}],
        "resources": [_resource(one) for one in issue.files if _table_of(one) is not None],
    }
    return _json(package)


def dcat(issue: Issue, publisher: DataPublisher) -> str:
    """DCAT-AP 3 as JSON-LD (https://semiceu.github.io/DCAT-AP/releases/3.0.0/)."""
    home = f"{publisher.address}/open-data/"
    dataset: dict[str, Any] = {
        "@id": home,
        "@type": "dcat:Dataset",
        "dct:identifier": f"{home}{issue.day}/",
        "dct:title": _in_both(TITLE_FA, TITLE_EN),
        "dct:description": _in_both(_ABOUT_FA, _ABOUT_EN),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher.name},
        "dct:issued": {"@type": "xsd:date", "@value": issue.day},
        "dct:language": [{"@id": f"{_EU}/language/{one}"} for one in ("FAS", "ENG")],
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/MONTHLY"},
        "dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcat:theme": {"@id": f"{_EU}/data-theme/GOVE"},
        "dcat:landingPage": {"@id": home},
        "dcat:version": issue.day,
        "dcat:distribution": [_distribution(one, f"{home}{issue.day}/") for one in issue.files],
    }
    if issue.months:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _date(begins_on(issue.months[0])),
            "dcat:endDate": _date(ends_on(issue.months[-1])),
        }
    return _json({"@context": _CONTEXT} | dataset)


_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _resource(file: File) -> dict[str, Any]:
    table, form = _named(file), file.name.rsplit(".")[-1]
    found: dict[str, Any] = {
        "name": table.name if form == "csv" else f"{table.name}-{form}",
        "type": "table",
        "path": file.name,
        "format": form,
        "mediatype": file.media_type.split(";")[0],
        "title": table.title_en,
        "titleFa": table.title_fa,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": _schema(table),
    }
    if form == "csv":
        found |= {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}}
    return found


def _schema(table: OpenTable) -> dict[str, Any]:
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.primary_key),
    }


def _field(column: TableColumn) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "title": column.title_en,
        "description": column.description_en,
        "titleFa": column.title_fa,
        "descriptionFa": column.description_fa,
    }


def _distribution(file: File, folder: str) -> dict[str, Any]:
    return {
        "@id": f"{folder}{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dcat:accessURL": {"@id": folder},
        "dcat:downloadURL": {"@id": f"{folder}{file.name}"},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{file.media_type.split(';')[0]}"
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.bytes)},
        "dct:license": {"@id": LICENCE[1]},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _table_of(file: File) -> OpenTable | None:
    """The table that a file for machines holds; None for all other files."""
    name, _, form = file.name.rpartition(".")
    return TABLE.get(name) if form in {"csv", "parquet"} else None


def _named(file: File) -> OpenTable:
    return TABLE[file.name.rpartition(".")[0]]


def _in_both(fa: str, en: str) -> list[dict[str, str]]:
    return [{"@language": "fa", "@value": fa}, {"@language": "en", "@value": en}]


def _date(day: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}


def _json(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"
