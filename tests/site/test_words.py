"""Nothing lost: every cell of the five tables stands letter for letter, white space aside, on the page of its roadmap."""

import pytest
from built import XHTML
from order_text import read_order

PAGES = {
    "kromskoy-2021": "orlovskaya-oblast/kromskoy/2021-500-plus",
    "ponomarevskiy-2020": "orenburgskaya-oblast/ponomarevskiy/2020-shnor",
    "dubovskiy-2021": "rostovskaya-oblast/dubovskiy/2021-500-plus",
    "ordinskiy-2021": "permskiy-kray/ordinskiy/2021-podderzhka-shkol",
    "dorogobuzhskiy-2020": "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr",
}


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("order", PAGES)
def test_every_cell_stands_on_the_page(site, order):
    table = site.page(PAGES[order]).find(f".//{XHTML}table")
    text = squeeze("".join(table.itertext()))
    read = read_order(order)
    assert read.rows
    missing = [cell for row in read.rows for cell in (row.section, *row.cells) if squeeze(cell) not in text]
    assert missing == []


@pytest.mark.parametrize("order", PAGES)
def test_the_table_has_the_columns_of_the_order_and_the_calendar(site, order):
    table = site.page(PAGES[order]).find(f".//{XHTML}table")
    headings = ["".join(cell.itertext()).strip() for cell in table.find(f"{XHTML}thead").iter(f"{XHTML}th")]
    assert tuple(headings[:-1]) == read_order(order).headings


def test_all_82_activities_are_shown(site):
    shown = 0
    for address in PAGES.values():
        body = site.page(address).find(f".//{XHTML}table")
        rows = [row for row in body.iter(f"{XHTML}tr") if row.attrib.get("id", "").startswith("m-")]
        shown += len(rows)
    assert shown == 82 + 1  # the group of Кромы is a row and no activity
