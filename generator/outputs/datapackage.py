"""Data packages (Frictionless Data Package, version 1): the flat rows of all plans of a region, or of the site, as one table.

The table is in parts, a file for each district, and each part has its own heading, so it opens by itself. Programs that know
data packages read the parts as one (docs/open-data.md). The rows of a district are those of its plans, joined as bytes; the
parts of a region are joined in the same way where the site is published, for no function here holds two districts.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.district import District, Summary
from generator.files import SiteFile
from generator.ids import DATA, TABLE, table_file, whole_table_file
from generator.outputs.catalog import CATALOG, PACKAGE
from generator.outputs.table import FIELDS
from generator.settings import Publisher

_LINE = b"\r\n"
_HEADING = f"\ufeff{';'.join(field.name for field in FIELDS)}".encode() + _LINE


def unit_table(unit: District, tables: Iterable[SiteFile]) -> Iterator[SiteFile]:
    """The rows of all plans of a district and its schools, or of a region's own, from the CSV of each; nothing without any.

    The heading is the names of the columns, for programs.
    """
    rows = [file.data.partition(_LINE)[2] for file in tables if file.path.endswith(f".{TABLE}")]
    if rows:
        yield SiteFile(table_file(unit.address), b"".join((_HEADING, *rows)))


def region_table(region: str, parts: Iterable[bytes]) -> SiteFile:
    """The rows of a region in one file, from the tables of its units."""
    return SiteFile(whole_table_file(region), b"".join((_HEADING, *(part.partition(_LINE)[2] for part in parts))))


def packages(summaries: Sequence[Summary], publisher: Publisher) -> Iterator[SiteFile]:
    """The packages of all regions, and that of the site."""
    units = defaultdict[str, list[Summary]](list)
    for summary in summaries:
        units[summary.address.partition("/")[0]].append(summary)
    for region in summaries:
        if region.address and region.is_region:
            yield _region_package(region, units[region.address], publisher)
    yield _site_package(summaries, publisher)


def _region_package(region: Summary, units: Iterable[Summary], publisher: Publisher) -> SiteFile:
    """The package of a region: its own plans and those of its districts, which are its `units`."""
    folder = f"{DATA}/{region.address}"
    title = f"Дорожные карты образования: {region.title}"
    parts = [path.removeprefix(f"{folder}/") for path in _parts(units)]
    about = {"name": region.address, "title": f"Вымышленный пример. {title}" if region.demo else title}
    return SiteFile(f"{folder}/{PACKAGE}", _write({**about, **dict(_terms(publisher))}, parts))


def _site_package(summaries: Sequence[Summary], publisher: Publisher) -> SiteFile:
    """The package of the whole site, without fictional regions."""
    demo = {summary.address for summary in summaries if summary.demo}
    real = (summary for summary in summaries if summary.address and summary.address.partition("/")[0] not in demo)
    parts = [path.removeprefix(f"{DATA}/") for path in _parts(real)]
    about = {"name": "dorozhnye-karty-obrazovaniya", "title": "Дорожные карты образования"}
    return SiteFile(f"{DATA}/{PACKAGE}", _write({**about, **dict(_terms(publisher))}, parts))


def _terms(publisher: Publisher) -> Iterator[tuple[str, object]]:
    """Whose the data are and on what terms, as far as it was told."""
    if publisher.name:
        yield "contributors", [{"title": publisher.name, "role": "publisher"}]
    if publisher.licence:
        yield "licenses", [{"path": publisher.licence, "title": "Условия использования"}]


def _parts(units: Iterable[Summary]) -> list[str]:
    """The tables of those `units` that have plans."""
    return [table_file(unit.address) for unit in units if unit.plans]


def _write(about: Mapping[str, object], parts: Sequence[str]) -> bytes:
    table = {
        "name": "activities",
        "title": "Мероприятия",
        "description": "По строке на каждое мероприятие и каждый его срок. Слова документов с защитой от формул.",
        "profile": "tabular-data-resource",
        "path": parts,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {
            "fields": [{"name": it.name, "title": it.title, "description": it.about, "type": it.type} for it in FIELDS],
            "missingValues": [""],
        },
    }
    catalog = {
        "name": "catalog",
        "type": "json",
        "title": "Каталог",
        "path": CATALOG,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
    }
    whole = {
        "profile": "data-package",
        **about,
        "keywords": ["дорожная карта", "образование", "школы", "планы мероприятий"],
        "resources": [*([table] if parts else []), catalog],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"
