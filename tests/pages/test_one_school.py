"""A change in one school changes its own pages and those that sum it up, and no other page of the site."""

import shutil
from datetime import date

from example import TOLD, pages, text_of

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
    "",
}


def test_only_the_pages_that_tell_of_the_school_change(tmp_path):
    root = tmp_path / "told"
    shutil.copytree(TOLD, root)
    (root / SCHOOL / "reports").mkdir()
    (root / SCHOOL / "reports/2021-06-25-kontseptsiya.yml").write_text(REPORT, "utf-8", newline="\n")
    before, after = ({address: text_of(page) for address, page in pages(DAY, data).items()} for data in (TOLD, root))
    assert before.keys() == after.keys()
    assert {address for address, text in after.items() if text != before[address]} == CHANGED
    published = '<span class="part">Концепция развития</span> {}</td>'
    assert published.format(0) in before["oblast"]
    assert published.format(1) in after["oblast"]
