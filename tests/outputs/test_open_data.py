"""The open data of `/data/v1`: held against their schema, against the files by PyYAML, and against the copy kept of version 1.

After a key was added: `GOLDEN=write pytest tests/outputs/test_open_data.py`, which never takes a line out of the contract.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml
from example import AMENDED, BEFORE, DATA, OVER, RUNNING, SECTIONS, TOLD, read

from generator.ids import data_file
from generator.outputs.catalog import region_catalog, site_catalog
from generator.outputs.data import data_files
from generator.outputs.table import FIELDS
from generator.published import SCHEMAS, dictionary, schema

ROOT = Path(__file__).parents[2]
REAL = ROOT / "roadmaps"
PUBLISHED = ROOT / "theme/overrides/data/v1/schema"
GOLDEN = Path(__file__).parent / "golden-data"
CONTRACT = GOLDEN / "contract.tsv"
ORDERS = (
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor",
    "orlovskaya-oblast/kromskoy/2021-500-plus",
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol",
    "rostovskaya-oblast/dubovskiy/2021-500-plus",
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr",
)
SETS = [(REAL, OVER), (DATA, BEFORE), (DATA, RUNNING), (DATA, OVER), (SECTIONS, AMENDED), (TOLD, AMENDED)]
NAMES = [f"{root.name} {day}" for root, day in SETS]
IS_WRITING = os.environ.get("GOLDEN") == "write"


@cache
def files(root: Path, as_of: date) -> dict[str, bytes]:
    """The data of all plans by address."""
    units = read(root, as_of).units.values()
    found = [file for unit, context in units for file in data_files(unit, context, as_of)]
    assert len({file.path for file in found}) == len(found)
    return {file.path.removeprefix("data/v1/").removesuffix(".json"): file.data for file in found}


def plan(address: str, root: Path = REAL, as_of: date = OVER) -> dict:
    return json.loads(files(root, as_of)[address])


def check(name: str, data: bytes) -> None:
    assert data.endswith(b"}\n")
    assert data.count(b"\n") == 1
    described = json.loads((PUBLISHED / f"{name}.json").read_bytes())
    value = json.loads(data.decode("utf-8"))
    jsonschema.Draft202012Validator(described, format_checker=jsonschema.FormatChecker()).validate(value)
    assert sorted(undescribed(value, described, described["$defs"])) == []


def undescribed(value: object, part: dict, parts: dict) -> Iterator[str]:
    """Keys that the schema does not know, or knows in another sequence."""
    if "$ref" in part:
        part = parts[part["$ref"].rpartition("/")[2]]
    if "anyOf" in part:
        (choice,) = (choice for choice in part["anyOf"] if choice != {"type": "null"})
        if value is not None:
            yield from undescribed(value, choice, parts)
    elif isinstance(value, dict):
        if [*value] != [*part["properties"]]:
            yield f"{[*value]}"
        for key, inner in value.items():
            yield from undescribed(inner, part["properties"][key], parts)
    elif isinstance(value, list):
        for inner in value:
            yield from undescribed(inner, part["items"], parts)


# --- the contract


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_that_of_the_program(name):
    file = PUBLISHED / f"{name}.json"
    if IS_WRITING:
        file.write_bytes(schema(name))
    assert file.read_bytes() == schema(name)
    described = json.loads(schema(name))
    jsonschema.Draft202012Validator.check_schema(described)
    for part in (described, *described["$defs"].values()):
        for key, value in part.get("properties", {}).items():
            assert value["description"], key
        assert part.get("required", []) == [*part.get("properties", {})]


def lines(name: str) -> Iterator[str]:
    """Each key of a schema with its type, a line of the contract."""
    described = json.loads(schema(name))
    for owner, part in {"": described, **described["$defs"]}.items():
        for key, value in part.get("properties", {}).items():
            bare = {inner: what for inner, what in value.items() if inner not in ("description", "default")}
            yield f"{name}\t{owner}\t{key}\t{json.dumps(bare, sort_keys=True)}"
        for word in part.get("enum", ()):
            yield f"{name}\t{owner}\t\t{word}"


def columns() -> list[str]:
    """Each column of the tables with its type, a line of the contract; new ones come after all others."""
    return [f"table\t\t{field.name}\t{json.dumps({'type': field.type})}" for field in FIELDS]


def test_nothing_of_version_1_has_gone_or_changed():
    kept = CONTRACT.read_text("utf-8").splitlines() if CONTRACT.exists() else []
    now = [*(line for name in SCHEMAS for line in lines(name)), *columns()]
    assert [line for line in kept if line not in now] == []
    tables = [line for line in kept if line.startswith("table\t")]
    assert tables == columns()[: len(tables)]
    if IS_WRITING:
        CONTRACT.write_text("".join(f"{line}\n" for line in now), "utf-8", newline="\n")
    assert CONTRACT.read_text("utf-8").splitlines() == now


@pytest.mark.parametrize("address", ORDERS)
def test_the_orders_are_as_they_were_published(address):
    data, file = files(REAL, OVER)[address], GOLDEN / f"{address.replace('/', '-')}.json"
    if IS_WRITING:
        file.write_bytes(data)
    assert data == file.read_bytes()


def test_the_keys_of_the_dictionary_are_those_of_the_files():
    assert [key for key, about in dictionary(SCHEMAS["roadmap"][0]) if about] == [*plan(ORDERS[0])]


# --- the plans


@pytest.mark.parametrize(("root", "as_of"), SETS, ids=NAMES)
def test_every_plan_is_valid(root, as_of):
    found = files(root, as_of)
    assert len(found) == sum(
        len(unit.plans) + sum(len(one.plans) for one in unit.schools) for unit, _ in read(root).units.values()
    )
    for data in found.values():
        check("roadmap", data)


def rows(tree: dict) -> Iterator[dict]:
    for section in tree.get("sections", [tree]):
        for row in section["activities"]:
            yield row
            yield from row.get("activities", ())


@pytest.mark.parametrize("address", sorted(files(REAL, OVER)))
def test_the_words_of_the_file_letter_for_letter(address):
    tree = yaml.load((REAL / f"{address}.yml").read_text("utf-8"), yaml.BaseLoader)
    found = plan(address)
    for key in ("title", "heading", "note", "parent", "replaces"):
        assert found[key] == tree.get(key), key
    for key in ("kind", "title", "number", "date", "authority", "place", "preamble", "note", "url"):
        assert found["order"][key] == tree["order"].get(key), key
    assert [point["text"] for point in found["order"]["points"]] == [one["text"] for one in tree["order"].get("points", [])]
    assert [one["title"] for one in found["amendments"]] == [one["title"] for one in tree.get("amendments", [])]
    assert [(one["key"], one["title"]) for one in found["columns"]] == [(one["key"], one["title"]) for one in tree["columns"]]
    assert [one["name"] for one in found["parties"]] == [one["name"] for one in tree.get("parties", [])]
    assert [one["title"] for one in found["sections"]] == [one["title"] for one in tree.get("sections", [])]
    wanted = list(rows(tree))
    assert len(found["activities"]) == len(wanted)
    for row, words in zip(found["activities"], wanted, strict=True):
        for key in ("number", "title", "responsible", "deadline", "result", "note"):
            assert row[key] == words.get(key), (row["id"], key)
        assert [(one["column"], one["text"]) for one in row["cells"]] == [
            (one["column"], one["text"]) for one in words.get("cells", [])
        ]
        assert row["dates"] == words.get("dates")
        assert row["undated"] == words.get("undated")


def test_how_deadlines_are_read():
    found = {row["id"]: row["reading"] for row in plan("rostovskaya-oblast/dubovskiy/2021-500-plus")["activities"]}
    assert {key: found["9"][key] for key in ("kind", "precision", "intervals", "rule")} == {
        "kind": "until",
        "precision": "day",
        "intervals": [{"start": None, "end": "2021-08-20"}],
        "rule": "until",
    }
    assert found["1"]["intervals"] == [{"start": "2021-02-01", "end": "2021-02-28"}]
    assert found["1"]["words"].startswith("1–28 февраля 2021")


def test_former_words_stand_beside_those_in_force():
    address = "vymyshlennaya-oblast/primernyy/2025-2026-500-plus"
    tree = yaml.load((REAL / f"{address}.yml").read_text("utf-8"), yaml.BaseLoader)
    day = date.fromisoformat(tree["amendments"][0]["date"])
    before, after = (plan(address, REAL, one) for one in (day - timedelta(days=1), day))
    former = {row["id"]: row for row in before["activities"]}
    changed = [row for row in after["activities"] if row["was"]]
    assert changed
    for row in changed:
        for was in row["was"]:
            assert was["until"] == day.isoformat()
            told = [key for key in ("number", "title", "deadline", "responsible", "result") if was[key] is not None]
            assert told
            for key in told:
                assert former[row["id"]][key] == was[key] != row[key]
    assert not any(row["was"] for row in before["activities"])
    added = {row["id"] for row in after["activities"]} - former.keys()
    assert added == {row["id"] for row in after["activities"] if row["added"]}


def test_the_day_is_there_only_while_the_plan_runs():
    for address in files(DATA, RUNNING):
        for as_of in (BEFORE, RUNNING, OVER):
            found = plan(address, DATA, as_of)
            runs = found["runs"]["start"] <= as_of.isoformat() <= found["runs"]["end"]
            assert found["as_of"] == (as_of.isoformat() if runs else None)


def test_every_status_has_its_report():
    statuses = 0
    for address in files(TOLD, AMENDED):
        found = plan(address, TOLD, AMENDED)
        pages = {report["page"]: report for report in found["reports"]}
        assert all(report["date"] <= AMENDED.isoformat() for report in pages.values())
        ids = {row["id"] for row in found["activities"]}
        for report in pages.values():
            assert set(report["activities"]) <= ids
        for row in found["activities"]:
            for status in row["statuses"]:
                statuses += 1
                report = pages[status["page"]]
                assert (status["by"], status["date"]) == (report["by"], report["date"])
                assert row["id"] in report["activities"]
    assert statuses > 5


def test_all_reports_of_a_plan_are_told():
    written = {}
    for path in sorted(TOLD.rglob("reports/*.yml")):
        tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        if tree.get("roadmap") and tree["date"] <= AMENDED.isoformat():
            written.setdefault(tree["roadmap"], []).append((tree["date"], tree["title"], tree.get("status")))
    for address in files(TOLD, AMENDED):
        found = [(one["date"], one["title"], one["status"]) for one in plan(address, TOLD, AMENDED)["reports"]]
        assert sorted(found, key=str) == sorted(written.get(address, []), key=str)


# --- the catalogs


@pytest.mark.parametrize(("root", "as_of"), SETS, ids=NAMES)
def test_catalogs(root, as_of):
    summaries, plans = read(root, as_of).summaries, set()
    whole = site_catalog(summaries, "https://karty.example.org/")
    assert whole.path == "data/v1/catalog.json"
    check("catalog", whole.data)
    regions = json.loads(whole.data)["regions"]
    assert [one["address"] for one in regions] == [one.address for one in summaries if one.is_region]
    for one in regions:
        (region,) = (summary for summary in summaries if summary.address == one["address"])
        below = [summary for summary in summaries if summary.address.startswith(f"{region.address}/")]
        file = region_catalog(region, below, "")
        assert file.path == one["catalog"]
        check("region", file.data)
        catalog = json.loads(file.data)
        listed = [found for owner in catalog["owners"] for found in owner["plans"]]
        levels = [owner["level"] for owner in catalog["owners"]]
        assert (levels.count("district"), levels.count("school"), len(listed)) == (
            one["districts"],
            one["schools"],
            one["plans"],
        )
        assert (catalog["demo"], catalog["updated"]) == (one["demo"], one["updated"])
        for found in listed:
            assert found["data"] == data_file(found["address"], "json")
            data = plan(found["address"], root, as_of)
            assert (found["title"], found["period"], found["runs"]) == (data["title"], data["period"], data["runs"])
            plans.add(found["address"])
    assert plans == {*files(root, as_of)}


def test_the_day_of_the_data_is_that_of_the_newest_document_or_report():
    catalog = json.loads(site_catalog(read(REAL, OVER).summaries, "").data)
    days = {one["address"]: one["updated"] for one in catalog["regions"]}
    assert days["rostovskaya-oblast"] == "2021-03-27"
    assert catalog["updated"] == max(days[one["address"]] for one in catalog["regions"] if not one["demo"])
