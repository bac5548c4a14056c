"""Golden pages: what the example gives, as Markdown. After a wanted change: `GOLDEN=write pytest tests/pages`."""

import os

import pytest
from example import AMENDED, BEFORE, GOLDEN, OVER, RUNNING, pages, text_of

CASES = [
    ("district-running", "oblast/rayon", RUNNING),
    ("district-over", "oblast/rayon", OVER),
    ("district-empty", "oblast/okrug", RUNNING),
    ("district-demo", "primer/rayon", AMENDED),
    ("calendar-running", "oblast/rayon/calendar", RUNNING),
    ("calendar-over", "oblast/rayon/calendar", OVER),
    ("calendar-year", "oblast/rayon/calendar/2021", RUNNING),
    ("calendar-school", "oblast/rayon/vtoraya/calendar", AMENDED),
    ("school-first", "oblast/rayon/pervaya", RUNNING),
    ("school-second", "oblast/rayon/vtoraya", AMENDED),
    ("school-closed", "oblast/rayon/tretya", OVER),
    ("region", "oblast", RUNNING),
    ("regions", "regiony", RUNNING),
    ("home-running", "", RUNNING),
    ("home-before", "", BEFORE),
    ("home-over", "", OVER),
]


@pytest.mark.parametrize(("name", "address", "as_of"), CASES, ids=[name for name, _, _ in CASES])
def test_page(name, address, as_of):
    file = GOLDEN / f"{name}.md"
    drawn = text_of(pages(as_of)[address])
    if os.environ.get("GOLDEN") == "write":
        file.write_text(drawn, "utf-8", newline="\n")
    assert drawn == file.read_text("utf-8")
