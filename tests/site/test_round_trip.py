"""Every format of the five orders says the same: activities, wordings, dates and their sequence are those of the YAML.

Each file of the built site is read by another library than the one that wrote it.
"""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import docx
import openpyxl
import pytest
import vobject
import yaml
from built import ROOT, XHTML
from frictionless import Package

from generator import deadline
from generator.deadline import Interval

ORDERS = {
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor": (date(2020, 9, 1), date(2021, 8, 31)),
    "orlovskaya-oblast/kromskoy/2021-500-plus": (date(2021, 1, 1), date(2021, 12, 31)),
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol": (date(2021, 6, 28), date(2024, 12, 31)),
    "rostovskaya-oblast/dubovskiy/2021-500-plus": (date(2021, 1, 1), date(2021, 12, 31)),
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr": (date(2020, 1, 1), date(2020, 12, 31)),
}
CELLS = ("number", "title", "deadline", "responsible", "result")
Row = tuple[str, ...]


def tree(plan: str) -> dict:
    return yaml.load((ROOT / f"roadmaps/{plan}.yml").read_text("utf-8"), Loader=yaml.BaseLoader)


def activities(plan: str) -> Iterator[dict]:
    """Every row of the file, groups before their sub-activities."""
    read = tree(plan)
    for part in read.get("sections") or [read]:
        for row in part["activities"]:
            yield row
            yield from row.get("activities", ())


def words(plan: str) -> list[Row]:
    return [tuple(row.get(key, "") for key in CELLS) for row in activities(plan)]


def days(plan: str) -> list[tuple[str, list[tuple[date | None, date | None]]]]:
    """The title of every row with a deadline, and first and last day of its terms."""
    start, end = ORDERS[plan]
    order = date.fromisoformat(tree(plan)["order"]["date"])
    found = []
    for row in activities(plan):
        if "dates" in row:
            raise AssertionError("no order needs dates beside its words")
        if "deadline" in row:
            read = deadline.read(row["deadline"], period=Interval(start, end), order_date=order)
            found.append((row["title"], [(term.start, term.end) for term in read.intervals]))
    return found


def file(site, plan: str, ending: str) -> bytes:
    return (site.folder / f"data/v1/{plan}.{ending}").read_bytes()


@pytest.mark.parametrize("plan", ORDERS)
def test_the_page(site, plan):
    table = next(site.page(plan).iter(f"{XHTML}table"))
    rows = [row for row in table.iter(f"{XHTML}tr") if row.attrib.get("id", "").startswith("m-")]
    found = []
    for row in rows:
        cells = {name: cell for cell in row for name in cell.attrib.get("class", "").split()}
        texts = [("n", False), ("act", True), ("term", True), ("who", False), ("res", False)]
        found.append(tuple(_words(cells.get(name), only_wording) for name, only_wording in texts))
    assert found == words(plan)


def _words(cell, only_wording: bool) -> str:
    if cell is not None and only_wording:
        cell = next((part for part in cell.iter() if part.attrib.get("class") == "wd"), None)
    return " ".join("".join(cell.itertext()).split()) if cell is not None else ""


@pytest.mark.parametrize("plan", ORDERS)
def test_json(site, plan):
    read = json.loads(file(site, plan, "json"))
    assert [tuple(row[key] or "" for key in CELLS) for row in read["activities"]] == words(plan)
    found = [
        (row["title"], [(_day(term["start"]), _day(term["end"])) for term in row["reading"]["intervals"]])
        for row in read["activities"]
        if row["deadline"]
    ]
    assert found == days(plan)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _flat(rows: list[dict[str, object]], titles: dict[str, str]) -> tuple[list[Row], list]:
    """The rows of a spreadsheet without repetitions, and the days of all their terms."""
    found: dict[object, Row] = {}
    terms: dict[object, list] = {}
    for row in rows:
        key = row["По порядку"]
        found[key] = tuple(str(row.get(titles[cell]) or "") for cell in CELLS)
        if row["Последний день"] or row["Начало"]:
            terms.setdefault(key, []).append((row["Начало"] or None, row["Последний день"] or None))
    return list(found.values()), [(found[key][1], days) for key, days in terms.items()]


@pytest.mark.parametrize("plan", ORDERS)
def test_csv(site, plan):
    data = file(site, plan, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    for row in rows:
        row |= {key: _day(row[key]) for key in ("Начало", "Последний день")}
    titles = dict(
        zip(CELLS, ("№", "Мероприятие", "Срок, как в документе", "Ответственные, как в документе", "Результат"), strict=True)
    )
    found, terms = _flat(rows, titles)
    assert found == [row for row in words(plan) if row[2]]
    assert terms == [(title, found) for title, found in days(plan) if found]


@pytest.mark.parametrize("plan", ORDERS)
def test_excel(site, plan):
    sheet = openpyxl.load_workbook(BytesIO(file(site, plan, "xlsx"))).worksheets[0]
    heads, *lines = sheet.iter_rows(values_only=True)
    rows = [dict(zip(heads, (_value(value) for value in line), strict=True)) for line in lines]
    titles = {column["key"]: column["title"] for column in tree(plan)["columns"]}
    found, terms = _flat(rows, {key: titles.get(key, "") for key in CELLS})
    assert found == [row for row in words(plan) if row[2]]
    assert terms == [(title, found) for title, found in days(plan) if found]


def test_the_table_of_a_region_is_its_parts_joined(site):
    """In one file what the data package reads as one table."""
    folder = site.folder / "data/v1"
    regions = sorted(path.stem for path in folder.glob("*.csv"))
    assert len(regions) == 6
    for region in regions:
        with (folder / f"{region}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter=";"))
        parts = Package(str(folder / region / "datapackage.json")).get_resource("activities").read_rows()
        assert [(row["plan"], int(row["position"])) for row in rows] == [(row["plan"], row["position"]) for row in parts]
        assert rows


def _value(value: object) -> object:
    return value.date() if isinstance(value, datetime) else value


@pytest.mark.parametrize("plan", ORDERS)
def test_word(site, plan):
    (table,) = docx.Document(BytesIO(file(site, plan, "docx"))).tables
    keys = [column["key"] for column in tree(plan)["columns"]]
    lines = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    rows = [dict(zip(keys, line, strict=True)) for line in lines if len(set(line)) > 1]
    assert [tuple(row.get(key, "") for key in CELLS) for row in rows] == words(plan)


@pytest.mark.parametrize("plan", ORDERS)
def test_calendar(site, plan):
    """The days of a term, its last one inclusive; what has no beginning or lasts long stands on its last day."""
    calendar = vobject.readOne(file(site, plan, "full.ics").decode())
    events = [(event.summary.value, *found) for event in calendar.vevent_list for found in _occurrences(event)]
    for title, terms in days(plan):
        told = {(start, end) for summary, start, end in events if title in summary}
        assert all({(start or end, end), (end, end)} & told for start, end in terms), title


def _occurrences(event) -> Iterator[tuple[date, date]]:
    """First and last day of an event, each time that it comes back."""
    lasts = event.dtend.value - event.dtstart.value - timedelta(days=1)
    repeated = event.getrruleset()
    for start in (moment.date() for moment in repeated) if repeated else [event.dtstart.value]:
        yield start, start + lasts


def test_the_second_build_has_the_same_bytes(site, build_site):
    again = build_site(SOURCE_DATE_EPOCH="0", TZ="Asia/Kamchatka", PYTHONHASHSEED="1", LC_ALL="C")
    paths, others = (
        [path.relative_to(built.folder) for path in sorted(built.folder.rglob("*")) if path.is_file()]
        for built in (site, again)
    )
    assert paths == others
    assert {path.suffix for path in paths} >= {".csv", ".docx", ".html", ".ics", ".json", ".xlsx", ".xml", ".zip", ".svg"}
    assert [path for path in paths if (site.folder / path).read_bytes() != (again.folder / path).read_bytes()] == []
