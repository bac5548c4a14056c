"""What is fictional is marked as such, and nothing of it is told as real."""

from datetime import date
from functools import cache

import pytest
from fiction import AS_OF, REGION, read

from generator.district import Summary
from generator.pages.home import home_page
from generator.pages.markdown import Page, write
from generator.pages.regions import regions_page
from generator.site import draw_district, draw_region

DAYS = [AS_OF, date(2021, 6, 30), date(2025, 9, 1)]
"""Now, while real plans ran, and while a plan of the region runs."""
BANNER = '<div class="demo">'
NOINDEX = '\nrobots: "noindex"\n'


@cache
def drawn(address: str) -> dict[str, str]:
    """The pages of a unit."""
    district, context = read().units[address]
    if district.is_region:
        below = [summary for summary in read().summaries if summary.address.startswith(f"{address}/")]
        pages = draw_region(district, below, context, AS_OF)
    else:
        pages = draw_district(district, context, AS_OF)
    return {file.path: file.data.decode() for file in map(write, pages)}


@pytest.mark.parametrize("address", sorted(read().units))
def test_banner_and_noindex_stand_on_every_page_of_the_region_and_on_no_other(address):
    is_demo = address.partition("/")[0] == REGION
    for path, page in drawn(address).items():
        front, _, body = page.partition("\n---\n")
        assert (NOINDEX in f"{front}\n") is is_demo, path
        assert page.count(BANNER) == is_demo, path
        assert body.lstrip().startswith(BANNER) is is_demo, path


def test_every_kind_of_page_of_the_region_is_there():
    found = {path for address in (REGION, f"{REGION}/primernyy") for path in drawn(address)}
    assert len(found) > 15
    assert {
        f"{REGION}/index.md",
        f"{REGION}/reports/index.md",
        f"{REGION}/2025-2026-500-plus/index.md",
        f"{REGION}/primernyy/index.md",
        f"{REGION}/primernyy/parties/index.md",
        f"{REGION}/primernyy/parties/otdel-obrazovaniya/index.md",
        f"{REGION}/primernyy/reports/index.md",
        f"{REGION}/primernyy/reports/2026/index.md",
        f"{REGION}/primernyy/primernaya-1/index.md",
        f"{REGION}/primernyy/primernaya-1/2025-2026-500-plus/index.md",
        f"{REGION}/primernyy/primernaya-1/projects/500-plus-2024/index.md",
    } <= found


def real() -> list[Summary]:
    return [summary for summary in read().summaries if summary.address.partition("/")[0] != REGION]


def text(page: Page) -> str:
    return write(page).data.decode()


def test_the_region_has_reports_and_terms_that_could_be_told():
    summaries = [summary for summary in read().summaries if summary not in real()]
    assert len(summaries) == 2
    assert all(summary.reports and summary.is_reported for summary in summaries)
    assert any(plan.runs.start <= AS_OF <= plan.runs.end for summary in summaries for plan in summary.plans)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_first_page_only_names_the_region_as_an_example(as_of):
    """Totals, what comes due and the newest reports are those that there would be without it."""
    lines, without = (text(home_page(summaries, as_of)).splitlines() for summaries in (read().summaries, real()))
    start = next(index for index, pair in enumerate(zip(lines, without, strict=False)) if pair[0] != pair[1])
    length = len(lines) - len(without)
    assert lines[:start] + lines[start + length :] == without
    added = "\n".join(lines[start : start + length])
    assert REGION in added and "вымышлено, в итоги он не входит" in added
    assert "primernyy" not in added


def test_the_page_of_regions_tells_of_it_apart():
    told, without = text(regions_page(read().summaries)), text(regions_page(real()))
    assert told.startswith(without.rstrip("\n"))
    apart = told.removeprefix(without.rstrip("\n"))
    assert apart.lstrip().startswith("## Пример")
    assert REGION in apart and REGION not in without
