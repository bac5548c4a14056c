"""A plan, given as the annex in Word and imported again, is the same plan."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from test_import_orders import FILES, ROOT

from generator.importers.draft import draft
from generator.importers.formats import read_blocks
from generator.model import Roadmap
from generator.outputs.word import annex_of
from generator.plan import make_plan
from generator.source import plain, read

DAY = date(2021, 12, 31)


def tables(tree: dict) -> tuple:
    """What the annex says: heading and title, columns, sections, and every cell of every row."""
    keys = [column["key"] for column in tree["columns"]]

    def lines(rows: list[dict]) -> list:
        return [([row.get(key, "") for key in keys], lines(row.get("activities", []))) for row in rows]

    sections = tree.get("sections") or [{"activities": tree["activities"]}]
    parts = [(part.get("number"), part.get("title"), lines(part["activities"])) for part in sections]
    return tree["title"], [column["title"] for column in tree["columns"]], parts


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_orders_come_back_from_word(name: str):
    path = Path(FILES[name][0])
    data = (ROOT / "roadmaps" / path).read_bytes()
    tree, problems = read(path.name, data)
    assert tree is not None and not problems
    plan = make_plan(path.with_suffix("").as_posix(), path.as_posix(), Roadmap.model_validate(plain(tree)))
    word = annex_of(plan, None, DAY, is_demo=False)
    found = draft(*read_blocks("annex.docx", word), period="2021", order_date=date(2021, 1, 1))
    assert tables(yaml.load(found.text, Loader=yaml.BaseLoader)) == tables(yaml.load(data.decode(), Loader=yaml.BaseLoader))
