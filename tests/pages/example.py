"""The data of `data/` as the pages get it: one real region with two districts and three schools, one fictional region."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import markdown

from generator.data import check
from generator.district import Context, District, SchoolFolder, Summary
from generator.ids import table_file
from generator.outputs.datapackage import region_table
from generator.pages.home import home_page
from generator.pages.markdown import Page, write
from generator.pages.messages import messages_page
from generator.pages.passport import passport_page
from generator.pages.readings import readings_page
from generator.pages.regions import regions_page
from generator.pages.signs import signs_page
from generator.plan import Plan
from generator.settings import NOBODY
from generator.site import district_files, draw_district, draw_region, index_files, region_files

DATA = Path(__file__).parent / "data"
SECTIONS = Path(__file__).parent / "sections"
"""Special sections: schools in two projects and two years, one merged, with reports."""
TOLD = Path(__file__).parent / "told"
"""Plans with reports: two real districts, one of them silent, and a fictional one."""
GOLDEN = Path(__file__).parent / "golden"

BEFORE, RUNNING, AMENDED, OVER = (date(2019, 12, 1), date(2021, 4, 10), date(2021, 6, 30), date(2026, 11, 22))
"""Days before all plans, while one runs, the same after its amendment, and after all plans."""


@dataclass(frozen=True)
class Example:
    """Units by address with what they are drawn in, and the summaries of all."""

    units: dict[str, tuple[District, Context]]
    summaries: tuple[Summary, ...]

    def school(self, address: str) -> tuple[SchoolFolder, District, Context]:
        """The school at `address` with its district."""
        district, context = self.units[address.rpartition("/")[0]]
        (school,) = (school for school in district.schools if school.address == address)
        return school, district, context

    def plan(self, address: str) -> tuple[Plan, District, Context]:
        """The plan of a district at `address`."""
        district, context = self.units[address.rpartition("/")[0]]
        (plan,) = (plan for plan in district.plans if plan.address == address)
        return plan, district, context


@cache
def read(root: Path = DATA, as_of: date = OVER) -> Example:
    """The data below `root`, which has no error, with the summaries of the day `as_of`."""
    checked = check(root, (), as_of, OVER, lambda _: None)
    assert not checked.has_errors, [problem.as_text() for problem in checked.problems]
    units = {district.address: (district, context) for district, context in checked.districts(lambda _: None)}
    return Example(units, tuple(summary for summary in checked.summaries if summary.address))


def pages(as_of: date, root: Path = DATA) -> dict[str, Page]:
    """Every generated page of the data by its address."""
    example = read(root, as_of)
    found = [home_page(example.summaries, as_of), regions_page(example.summaries)]
    found += [messages_page(), readings_page(), signs_page(), passport_page(example.summaries, [], NOBODY, "")]
    for address, (district, context) in example.units.items():
        below = [summary for summary in example.summaries if summary.address.startswith(f"{address}/")]
        if district.is_region:
            found += draw_region(district, below, context, as_of)
        else:
            found += draw_district(district, context, as_of)
    return {page.address: page for page in found}


def outputs(as_of: date, root: Path = DATA) -> dict[str, bytes]:
    """Every file beside the pages of the data by its path."""
    example = read(root)
    found = [*index_files(example.summaries, "", as_of)]
    for address, (district, context) in example.units.items():
        below = [summary for summary in example.summaries if summary.address.startswith(f"{address}/")]
        if district.is_region:
            found += region_files(district, below, context, as_of)
        else:
            found += district_files(district, context, as_of)
    by_path = {file.path: file.data for file in found}
    for region in sorted({address.partition("/")[0] for address in example.units}):
        tables = [table_file(address) for address in example.units if address.partition("/")[0] == region]
        if parts := [by_path[path] for path in tables if path in by_path]:
            found.append(region_table(region, parts))  # as the edge does it
    assert len({file.path for file in found}) == len(found)
    return {file.path: file.data for file in found}


def text_of(page: Page) -> str:
    """The Markdown of a page, with `<svg/>` in the place of each drawing: they have tests of their own."""
    kept, depth = [], 0
    for piece in re.split(r"(<svg\b|</svg>)", write(page).data.decode()):
        if piece == "<svg":
            kept += ["<svg/>"] if depth == 0 else []
            depth += 1
        elif piece == "</svg>":
            depth -= 1
            continue
        elif depth == 0:
            kept.append(piece)
    return "".join(kept)


def html_of(page: Page) -> str:
    """The body of a page as an engine makes it from the Markdown."""
    body = write(page).data.decode().split("\n---\n", 1)[1]
    return markdown.markdown(body, extensions=["attr_list", "toc", "tables", "fenced_code"])
