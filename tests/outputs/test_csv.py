"""The CSV of a plan: read back by the csv module and held against its file."""

import csv
from functools import cache
from io import StringIO

import pytest
from flat import DAY, DEMO, MOST, ORDERS, WORDS, made, plans, rows_of

from generator.ids import TABLE, data_file
from generator.outputs.spreadsheets import csv_file, spreadsheet_files
from generator.outputs.table import FIELDS, entries, guarded


@cache
def data(address: str, site_url: str = "") -> bytes:
    plan, district, context = made(address, site_url)
    file = csv_file(plan, entries(plan, district, context, DAY))
    assert file.path == data_file(address, TABLE)
    return file.data


def rows(content: bytes) -> list[dict[str, str]]:
    """The rows by the names of the columns."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    heading, *found = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert heading == [field.title for field in FIELDS]
    assert all(len(row) == len(heading) for row in found)
    return [dict(zip((field.name for field in FIELDS), row, strict=True)) for row in found]


@pytest.mark.parametrize("address", sorted(plans()))
def test_the_words_and_days_of_each_plan(address):
    wanted, found = rows_of(address), rows(data(address))
    keys = (*WORDS, "section", "group", "start", "end")
    assert [{key: row[key] for key in keys} for row in found] == [{key: row[key] for key in keys} for row in wanted]
    assert len(found) == ORDERS.get(address, len(found))
    assert {row["plan"] for row in found} == {address}
    positions = [int(row["position"]) for row in found]
    assert positions == sorted(positions)


def test_the_columns_that_are_no_fields_stand_together():
    wanted = [row.get("place", "") for row in rows_of(DEMO)]
    assert [row["other"] for row in rows(data(DEMO))] == [f"Место проведения: {text}" if text else "" for text in wanted]


def test_each_term_has_its_status():
    told = [row for row in rows(data(DEMO)) if row["row"] == "3-1-1"]
    assert [(row["term"], row["state"], row["report_date"]) for row in told][:2] == [
        ("I квартал 2025", "срок прошёл, отчёта о выполнении нет", ""),
        ("II квартал 2025", "выполнено", "2025-07-01"),
    ]
    assert {row["as_of"] for row in told} == {"2026-11-22"}
    assert told[1]["report"].startswith("vymyshlennaya-oblast/primernyy/reports/2025/#o-2025-07-01-")


def test_addresses_are_those_of_the_site_where_it_is_known():
    found = rows(data(DEMO, "https://karty.example.org/plany/"))
    assert found[0]["page"] == f"https://karty.example.org/plany/{DEMO}/#m-1-1"
    assert {row["report"][:33] for row in found if row["report"]} == {"https://karty.example.org/plany/v"}


def test_an_invented_plan_says_so_in_every_row():
    assert {row["demo"] for row in rows(data(DEMO))} == {"вымышлено"}
    assert {row["demo"] for address in ORDERS for row in rows(data(address))} == {""}


def test_of_a_real_plan_nothing_is_told_that_nobody_reported():
    for address in ORDERS:
        for row in rows(data(address)):
            assert [row[key] for key in ("state", "status", "as_of", "report_date", "report", "below")] == [""] * 6


def test_what_comes_back_often_has_one_row():
    plan, district, context = made(DEMO, rows=[{"deadline": "еженедельно"}, {"deadline": "ежемесячно"}], period="2021")
    weeks, *months = rows(csv_file(plan, entries(plan, district, context, DAY)).data)
    assert (weeks["term"], weeks["start"], weeks["end"]) == ("все сроки: 53", "2021-01-01", "2021-12-31")
    assert [row["end"] for row in months][::11] == ["2021-01-31", "2021-12-31"]
    assert len(months) == 12 <= MOST


HOSTILE = ["=1+1", "+7 (000)", "-1", "@SUM(A1)", "＝1", "\tслово", '=HYPERLINK("https://evil.example";"да")', "; ; \"\n'"]


def test_hostile_words_are_guarded_and_come_back():
    texts = [{"title": text, "responsible": text, "result": text, "deadline": "май"} for text in HOSTILE]
    plan, district, context = made(DEMO, rows=texts, period="2021")
    found = rows(csv_file(plan, entries(plan, district, context, DAY)).data)
    for text, row in zip(HOSTILE, found, strict=True):
        for key in ("title", "responsible", "result"):
            assert row[key] == guarded(text)
            assert not row[key].lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_each_plan_has_both_files():
    for district, context in {id(one[1]): one[1:] for one in plans().values()}.values():
        paths = [file.path for file in spreadsheet_files(district, context, DAY)]
        own = [address for address, one in plans().items() if one[1] is district]
        assert paths == [data_file(address, ending) for address in own for ending in ("csv", "xlsx")]
