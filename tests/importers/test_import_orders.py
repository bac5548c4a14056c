"""The five orders from their texts: every cell as it is printed, and the committed file but for what a person adds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from order_text import TEXTS, read_order

from generator.importers.draft import Draft, draft
from generator.importers.formats import read_blocks

ROOT = Path(__file__).parents[2]
FILES = {
    "dorogobuzhskiy-2020": ("smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr.yml", None),
    "dubovskiy-2021": ("rostovskaya-oblast/dubovskiy/2021-500-plus.yml", None),
    "kromskoy-2021": ("orlovskaya-oblast/kromskoy/2021-500-plus.yml", None),
    "ordinskiy-2021": ("permskiy-kray/ordinskiy/2021-podderzhka-shkol.yml", "2021-06-28/2024-12-31"),
    "ponomarevskiy-2020": ("orenburgskaya-oblast/ponomarevskiy/2020-shnor.yml", "2020-09-01/2021-08-31"),
}
ADDED = {"note", "project", "schools", "publishes", "team", "control", "attachments", "level", "id"}
"""What the text of an order does not say, or says only for a person to put into words. The level is proposed."""
ORDERS = sorted(FILES)


def imported(name: str) -> Draft:
    data = (TEXTS / f"{name}.txt").read_bytes()
    return draft(*read_blocks("order.txt", data), period=FILES[name][1])


def leaves(tree: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a tree with the keys that lead to it, but for what a person adds."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if key not in ADDED:
                yield from leaves(value, (*path, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, (*path, str(index)))
    else:
        yield path, str(tree)


def load(text: str) -> dict:
    return yaml.load(text, Loader=yaml.BaseLoader)


def rows(tree: dict) -> list[tuple[str, dict]]:
    """Every row with the title of its section, groups before their sub-activities."""
    sections = tree.get("sections") or [{"title": "", "activities": tree["activities"]}]
    found = [(section["title"], row) for section in sections for row in section["activities"]]
    return [(title, one) for title, row in found for one in (row, *row.get("activities", ()))]


def test_there_are_the_texts_of_all_five():
    assert sorted(path.stem for path in TEXTS.glob("*.txt")) == ORDERS


@pytest.mark.parametrize("name", ORDERS)
def test_every_cell_is_as_printed(name):
    tree, order = load(imported(name).text), read_order(name)
    keys = [column["key"] for column in tree["columns"]]
    assert tuple(column["title"] for column in tree["columns"]) == order.headings
    found = [tuple(row.get(key, "") for key in keys) for _, row in rows(tree)]
    assert found == [row.cells for row in order.rows]


def test_there_are_82_activities():
    found = [row for name in ORDERS for _, row in rows(load(imported(name).text))]
    assert len([row for row in found if "activities" not in row]) == 82


DIFFERENT = {
    "dorogobuzhskiy-2020": {},
    "dubovskiy-2021": {"basis", "parties"},
    "kromskoy-2021": {"authority", "basis", "marks", "parties"},
    "ordinskiy-2021": {"basis", "parties"},
    "ponomarevskiy-2020": {"basis"},
}
"""Where a person chose other words than the sheet: a short name of a party, a line of the letterhead as a mark, who issued a
document that the preamble names in the genitive case."""


@pytest.mark.parametrize("name", ORDERS)
def test_the_committed_file_has_nothing_else_but_what_a_person_adds(name):
    committed = dict(leaves(load((ROOT / "roadmaps" / FILES[name][0]).read_text("utf-8"))))
    found = dict(leaves(load(imported(name).text)))
    differing = {path for path in committed.keys() | found.keys() if committed.get(path) != found.get(path)}
    assert {next(key for key in path if key in ("basis", "parties", "authority", "marks")) for path in differing} == {
        *DIFFERENT[name]
    }


def test_what_the_paper_did_is_told_of():
    told = {name: [(doubt.place, doubt.text) for doubt in imported(name).doubts] for name in ORDERS}
    assert [place for place, text in told["dubovskiy-2021"] if "присоединена" in text] == ["строка 50"]
    assert [place for place, text in told["ordinskiy-2021"] if "двух половин" in text] == ["таблица 3"]
    assert [text for _, text in told["ordinskiy-2021"] if "«Общесистем» и «ные мероприятия»" in text]
    assert [text for _, text in told["ponomarevskiy-2020"] if "отнесено к пункту 2.1" in text]
    assert not [text for _, text in told["dorogobuzhskiy-2020"] if "адрес строки" in text]
