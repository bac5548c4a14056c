"""Printed pages, read from the PDF of Chromium: the words of every row, the heads of every sheet, the code that leads back."""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pypdfium2
import pytest
import zxingcpp
from built import ROOT, Site, copy_project, run

from generator.data import check
from generator.plan import Plan

AS_OF = "2026-11-22"
SITE = "https://karty.example.org/obr/"
PLAN = "rostovskaya-oblast/dubovskiy/2021-500-plus"
SCHOOL = "rostovskaya-oblast/dubovskiy/veselovskaya-2"
REAL = [
    PLAN,
    "orlovskaya-oblast/kromskoy/2021-500-plus",
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor",
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol",
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr",
]
A4_ON_ITS_SIDE = (842, 595)


@dataclass
class Sheets:
    """A printed page, sheet by sheet."""

    pdf: bytes

    @cached_property
    def texts(self) -> list[str]:
        return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(self.pdf)]

    @property
    def letters(self) -> list[str]:
        return list(map(letters, self.texts))

    @property
    def sizes(self) -> set[tuple[int, ...]]:
        return {tuple(map(round, page.get_size())) for page in pypdfium2.PdfDocument(self.pdf)}

    @property
    def codes(self) -> list[list[str]]:
        """What a reader of codes finds on each sheet."""
        return [[found.text for found in zxingcpp.read_barcodes(pixels(page))] for page in pypdfium2.PdfDocument(self.pdf)]


def pixels(page: pypdfium2.PdfPage) -> memoryview:
    """The sheet in grey, at 150 dots an inch: a poor camera."""
    bitmap = page.render(scale=150 / 72, grayscale=True)
    return memoryview(bytes(bitmap.buffer)).cast("B", shape=[bitmap.height, bitmap.stride])


def letters(text: str) -> str:
    """Letters and digits alone: on paper words are divided and cells wrapped."""
    return "".join(re.findall(r"[^\W_]", text))


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Site:
    """This project, published at an address."""
    work = copy_project(ROOT, tmp_path_factory.mktemp("published"))
    config = (work / "site_config.yml").read_text("utf-8")
    (work / "site_config.yml").write_text(re.sub(r"(?m)^# site_url: .*$", f"site_url: {SITE}", config), "utf-8")
    answer = run("build", "--as-of", AS_OF, cwd=work)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return Site(work / "site")


@pytest.fixture(scope="module")
def address(serve, published) -> str:
    return serve(published.folder)


@pytest.fixture
def print_page(visit) -> Callable[[str], Sheets]:
    def go(url: str) -> Sheets:
        return Sheets(visit(url).page.pdf(prefer_css_page_size=True, print_background=False))

    return go


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    checked = check(ROOT / "roadmaps", (), date(2026, 11, 22), date(2026, 11, 22), lambda _: None)
    return {plan.address: plan for district, _ in checked.districts(lambda _: None) for plan in district.plans}


def words(plan: Plan) -> Iterator[tuple[str, str]]:
    """Every cell of every row of a plan, with the anchor of its row."""
    for row in plan.rows:
        activity = row.activity
        own = (activity.title, activity.deadline, activity.responsible, activity.result)
        yield from ((row.anchor, text) for text in (*own, *(cell.text for cell in activity.cells)) if text)


@pytest.mark.parametrize("form", ["", "#kak-v-prikaze"])
@pytest.mark.parametrize("plan", REAL)
def test_every_word_of_every_row_is_on_paper(address, print_page, plans, plan, form):
    sheets = print_page(f"{address}/{plan}/{form}").letters
    cells = list(words(plans[plan]))
    assert len({anchor for anchor, _ in cells}) == len(plans[plan].rows)
    assert [(anchor, text) for anchor, text in cells if not any(letters(text) in sheet for sheet in sheets)] == []


def test_the_five_plans_have_all_their_rows(plans):
    assert sum(len(plans[plan].activities) for plan in REAL) == 82


@pytest.mark.parametrize("form", ["", "#kak-v-prikaze"])
def test_the_head_and_the_source_stand_on_every_sheet_of_the_table(address, print_page, plans, form):
    sheets = print_page(f"{address}/{PLAN}/{form}")
    assert sheets.sizes == {A4_ON_ITS_SIDE}
    table = [sheet for sheet in sheets.letters if letters("Источник") in sheet]
    assert len(table) >= 3
    for sheet in table:
        assert all(letters(column.title) in sheet for column in plans[PLAN].roadmap.columns)
        assert letters("приказ от 27.03.2021 № 89") in sheet
        assert letters(f"{SITE}{PLAN}/") in sheet
        assert ("янв" in sheet) == (form == ""), "the axis"


@pytest.mark.parametrize("page", [PLAN, f"{PLAN}/#kak-v-prikaze", SCHOOL, SCHOOL.rpartition("/")[0]])
def test_the_code_leads_to_the_live_page(address, print_page, page):
    live = f"{SITE}{page.partition('#')[0].strip('/')}/"
    path, _, fragment = page.partition("#")
    sheets = print_page(f"{address}/{path.strip('/')}/" + (f"#{fragment}" if fragment else ""))
    assert sheets.codes[0] == [live]
    assert not any(sheets.codes[1:])
    assert letters(live) in sheets.letters[0]


def test_the_page_of_a_school_prints_its_section_and_its_timetable(address, print_page):
    sheets = print_page(f"{address}/vymyshlennaya-oblast/primernyy/primernaya-1/")
    whole = "".join(sheets.letters)
    for said in ("Специальный раздел", "Нормативные документы", "За что отвечает школа", "Новости"):
        assert letters(said) in whole
    assert letters("Территории школы люди и документы здесь вымышлены") in sheets.letters[0], "on paper too"
    table = [sheet for sheet in sheets.letters if letters("Слова планов приведены дословно") in sheet]
    assert len(table) >= 2
    assert all(letters("Мероприятие") in sheet and letters("Ответственные") in sheet for sheet in table)


def test_what_is_folded_and_what_leads_on_is_not_printed(address, print_page):
    (first, *_) = print_page(f"{address}/{PLAN}/").letters
    for said in (
        "Таблица как в приказе",
        "Найти и отобрать",
        "Показать все",
        "Все знаки",
        "Весь план на одном листе",
        "Разместить",
    ):
        assert letters(said) not in first


def test_without_an_address_there_is_no_code(serve, site, print_page):
    sheets = print_page(f"{serve(site.folder)}/{PLAN}/")
    assert not any(sheets.codes)
    assert letters("приказ от 27.03.2021 № 89") in sheets.letters[0]
    assert "http" not in sheets.texts[0]
    assert "class=paper" not in (site.folder / PLAN / "index.html").read_text("utf-8").replace('"', "")


def weight(path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


@pytest.mark.parametrize("plan", REAL[:1] + REAL[2:3])
def test_a_plan_of_twenty_rows_is_light(published, plan):
    """Bytes, of a server that compresses: the page itself with its code and filters, and all that a first visit asks for."""
    page = published.folder / plan / "index.html"
    assert weight(page) <= 11 * 1024
    html = page.read_text("utf-8")
    files = set(re.findall(r'(?:href|src)="((?:\.\./)+assets/[^"]+)"', html))
    assert {file.rpartition(".")[2] for file in files} == {"css", "js", "svg", "png", "woff2"}
    assert weight(page) + sum(weight(page.parent / file) for file in files) <= 55_000
