"""Data packages, as frictionless reads them: valid, and the rows of all plans in them."""

import csv
import json
from io import StringIO

import pytest
from example import DATA, OVER, TOLD, read
from flat import REAL
from frictionless import Package, validate

from generator.outputs.catalog import region_catalog, site_catalog
from generator.outputs.datapackage import packages, unit_table
from generator.outputs.spreadsheets import csv_file
from generator.outputs.table import FIELDS, entries
from generator.settings import NOBODY, Publisher


@pytest.fixture(scope="module", params=[REAL, DATA, TOLD], ids=lambda root: root.name)
def published(request, tmp_path_factory):
    """The folder of the data of a site, and how many rows each unit has."""
    folder, example = tmp_path_factory.mktemp("site"), read(request.param, OVER)
    rows, found = {}, [site_catalog(example.summaries, ""), *packages(example.summaries, NOBODY)]
    for address, (unit, context) in example.units.items():
        plans = [*unit.plans, *(plan for school in unit.schools for plan in school.plans)]
        told = [(plan, tuple(entries(plan, unit, context, OVER))) for plan in plans]
        rows[address] = sum(len(entry) for _, entry in told)
        found += unit_table(unit, [csv_file(plan, entry) for plan, entry in told])
        if unit.is_region:
            below = [summary for summary in example.summaries if summary.address.startswith(f"{address}/")]
            found.append(region_catalog(context.region, below, ""))
    for file in found:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    return folder / "data/v1", rows, {summary.address for summary in example.summaries if summary.demo}


def test_frictionless_finds_no_fault(published):
    folder, _, _ = published
    files = sorted(folder.rglob("datapackage.json"))
    assert len(files) > 1
    for file in files:
        report = validate(str(file))
        assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_the_parts_of_a_region_are_one_table(published):
    folder, rows, demo = published
    for region in sorted(address for address in rows if "/" not in address):
        found = table(folder / region / "datapackage.json")
        assert len(found) == sum(number for address, number in rows.items() if address.split("/")[0] == region)
        assert {row["plan"].split("/")[0] for row in found} <= {region}
    found = table(folder / "datapackage.json")
    assert len(found) == sum(number for address, number in rows.items() if address.split("/")[0] not in demo)
    assert not {row["plan"].split("/")[0] for row in found} & demo


def table(file) -> list:
    resources = Package(str(file)).resources
    return [row for resource in resources if resource.name == "activities" for row in resource.read_rows()]


def test_each_part_opens_by_itself(published):
    folder, rows, _ = published
    for address, number in rows.items():
        path = folder / (f"{address}.csv" if "/" in address else f"{address}/region.csv")
        assert path.exists() is (number > 0)
        if number:
            text = path.read_bytes().decode("utf-8-sig")
            heading, *found = csv.reader(StringIO(text, newline=""), delimiter=";")
            assert heading == [field.name for field in FIELDS]
            assert len(found) == number
            assert "\ufeff" not in text


def test_every_column_is_described(published):
    folder, _, _ = published
    resource = json.loads((folder / "datapackage.json").read_bytes())["resources"][0]
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == [field.name for field in FIELDS]
    assert all(field["title"] and field["description"] for field in fields)


def test_whose_it_is_and_on_what_terms():
    summaries = read(DATA, OVER).summaries
    found = [json.loads(file.data) for file in packages(summaries, Publisher("Отдел", "https://example.org/usloviya"))]
    assert len(found) > 1
    for package in found:
        assert package["contributors"] == [{"title": "Отдел", "role": "publisher"}]
        assert [one["path"] for one in package["licenses"]] == ["https://example.org/usloviya"]
    for file in packages(summaries, NOBODY):
        assert not {"contributors", "licenses"} & json.loads(file.data).keys()
