"""The part «История» on the page of a roadmap."""

import re
from dataclasses import replace
from datetime import date

import pytest
from example import AMENDED, RUNNING, html_of, read

from generator.change import Change, Sign, What, Words
from generator.pages.roadmap import roadmap_page
from generator.revision import Gap, History, Revision, Step

PLAN = "oblast/rayon/2021-rost"
SOURCE = f"{PLAN}.yml"
FIRST = Revision("a" * 40, date(2021, 3, 30), Step.PUBLISHED)
URL = "https://git.example.org/k/commit/{commit}"


def correction(number: int, changes: int = 1, said: str = "«Май»", step: Step = Step.CHANGED) -> Revision:
    words = (Words("срок "), Words(said, are_quoted=True))
    rows = range(1, changes + 1)
    told = tuple(Change(Sign.CHANGED, What.TERM, PLAN, f"m-{row}", f"Мероприятие {row}", words) for row in rows)
    return Revision(f"{number:040x}", date(2021, 4, number), step, told if step is Step.CHANGED else ())


def part(history: History | None, as_of: date = RUNNING, address: str = PLAN) -> str:
    """The HTML of the part; empty if there is none."""
    plan, district, context = read().plan(address)
    html = html_of(roadmap_page(plan, district, replace(context, history=history), as_of))
    found = re.search(r'<h2 id="istoriya">.*?\n</div>\n', html, re.DOTALL)
    return found[0] if found else ""


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def known(*revisions: Revision, commit_url: str = "") -> History:
    return History({SOURCE: revisions}, commit_url=commit_url)


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert part(None) == ""
    assert part(known()) == "", "a file that is not committed yet"


def test_an_amendment_is_told_from_its_day_on() -> None:
    html = part(None, AMENDED)
    assert "02.06.2021" in text(html)
    assert "от 02.06.2021 № 112" in text(html)
    assert '<a href="#m-5">Мероприятие 5</a>' in html
    assert "исключено с 02.06.2021" in text(html)
    assert part(None, date(2021, 6, 1)) == ""
    assert "Мероприятие 5" in text(part(None, date(2021, 6, 2)))


@pytest.mark.parametrize("gap", Gap)
def test_why_the_corrections_are_not_known(gap: Gap) -> None:
    assert "История правок недоступна: " in text(part(History(gap=gap)))
    assert "опубликован здесь" not in text(part(History(gap=gap)))


def test_the_first_publication() -> None:
    html = part(known(FIRST))
    assert text(html) == "История План опубликован здесь 30 марта 2021 года (правка aaaaaaaaaa) ."
    assert "<a " not in html
    assert f'href="{URL.format(commit="a" * 40)}"' in part(known(FIRST, commit_url=URL))


def test_corrections_the_older_ones_folded() -> None:
    html = part(known(*(correction(number) for number in (6, 5, 4, 3)), FIRST))
    assert "с тех пор исправлен 4 раза" in text(html)
    seen, folded = html.split("<details>")
    assert [seen.count(f"правка {number:040x}"[:17]) for number in (6, 5, 4)] == [3, 3, 3]
    assert "Прежние правки" in folded
    assert '<time datetime="2021-04-03">' in folded
    assert '<time datetime="2021-04-03">' not in seen


def test_a_correction_of_much_is_folded() -> None:
    assert "<details>" not in part(known(correction(2, changes=5), FIRST))
    assert "6 изменений" in text(part(known(correction(2, changes=6), FIRST)).split("<details>")[1])


def test_a_row_that_is_gone_is_no_link() -> None:
    html = part(known(correction(2, changes=7), FIRST))
    assert 'href="#m-6"' in html
    assert 'href="#m-7"' not in html
    assert "Мероприятие 7" in html


@pytest.mark.parametrize("step", [Step.REMOVED, Step.RETURNED, Step.UNREADABLE])
def test_other_steps_have_a_sentence(step: Step) -> None:
    assert re.search(r"<p>(План убран|План снова|Файл изменён)[^<]+\.</p>", part(known(correction(2, step=step), FIRST)))


def test_words_of_the_document_are_told_apart_and_escaped() -> None:
    html = part(known(correction(2, said="«<script>alert(1)</script>\n\n# x»"), FIRST))
    assert '<span class="say">«&lt;script&gt;alert(1)&lt;/script&gt;' in html
    assert "<script" not in html
    assert "<h1" not in html
