"""A change in one school changes its own pages and those that sum it up, and no other page of the site, in no byte.

What a build writes of it is tested with the engine (`tests/making`).
"""

import shutil
from datetime import date
from pathlib import Path

from example import TOLD, pages, text_of

from generator.pages.markdown import write

DAY = date(2021, 6, 30)
SCHOOL = "oblast/rayon/gamma"
REPORT = """\
date: 2021-06-25
title: Концепция размещена
project: rost
documents:
  - kind: концепция
    title: Концепция развития
    date: 2021-06-24
    part: concept
    url: https://example.org/kontseptsiya
"""
CHANGED = {
    SCHOOL,
    "oblast/rayon",  # the table of coverage, the newest reports
    "oblast/rayon/reports",
    "oblast/rayon/reports/2021",
    "oblast",  # the sums of the district, the newest reports
    "otkrytye-dannye",  # the day of the newest data
    "",
}


DEMO = Path(__file__).parents[2] / "roadmaps"
NOW = date(2026, 11, 22)
DISTRICT = "vymyshlennaya-oblast/primernyy"
THIRD = f"{DISTRICT}/primernaya-3"
MONITORING = f"""\
date: 2026-11-20
title: Документы второго этапа размещены
roadmap: {DISTRICT}/2025-2026-500-plus
activities: ["4.5"]
status: done
documents:
  - kind: справка
    title: Справка второго этапа
    date: 2026-11-19
    part: monitoring-2
    url: https://example.org/spravka
"""
CHANGED_BY_STATUS = {
    THIRD,
    f"{THIRD}/calendar/2026",  # the status in the month of the term, which has passed and stands in no other list
    DISTRICT,  # the table of coverage, what was done, the newest reports
    f"{DISTRICT}/2025-2026-500-plus",  # «отчитались все школы»
    f"{DISTRICT}/calendar/2026",
    f"{DISTRICT}/parties/koordinatory-shkol-uchastnits",  # who answers for the row
    f"{DISTRICT}/reports",
    f"{DISTRICT}/reports/2026",
    "vymyshlennaya-oblast",  # the sums of the district, the newest reports
    # not the home page, which counts no fictional region; no other party, school, plan or year
}


def changed(tmp_path: Path, data: Path, day: date, report: tuple[str, str]) -> set[str]:
    """The addresses of the pages that are not the same with one report more."""
    root = tmp_path / data.name
    shutil.copytree(data, root)
    file = root / report[0]
    file.parent.mkdir(exist_ok=True)
    file.write_text(report[1], "utf-8", newline="\n")
    before, after = ({address: write(page).data for address, page in pages(day, one).items()} for one in (data, root))
    assert before.keys() == after.keys()
    return {address for address, page in after.items() if page != before[address]}


def test_news_of_a_school_change_only_the_pages_that_tell_of_it(tmp_path):
    assert changed(tmp_path, TOLD, DAY, (f"{SCHOOL}/reports/2021-06-25-kontseptsiya.yml", REPORT)) == CHANGED
    published = '<span class="part">Концепция развития</span> {}</td>'
    assert published.format(0) in text_of(pages(DAY, TOLD)["oblast"])
    assert published.format(1) in text_of(pages(DAY, tmp_path / TOLD.name)["oblast"])


def test_the_status_of_a_row_changes_only_the_pages_that_tell_of_it(tmp_path):
    report = f"{THIRD}/reports/2026-11-20-monitoring.yml"
    assert changed(tmp_path, DEMO, NOW, (report, MONITORING)) == CHANGED_BY_STATUS
