"""Plans as PDF: what a reader of screens gets of them, their words, their pages, and the same bytes on any machine."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from example import OVER, RUNNING, TOLD, read
from order_text import read_order

from generator.district import Context, District
from generator.outputs.printout import printout
from generator.pdf import printer
from generator.plan import Plan

ROOT = Path(__file__).parent.parent
ORDER = "rostovskaya-oblast/dubovskiy/2021-500-plus"
HOSTILE = "</title></style><script>x</script> <img src=https://example.org/x.png> <link rel=attachment href=/etc/passwd> & \" '"


def squeeze(text: str) -> str:
    """Without white space; a hyphen at the end of a line of paper is read as U+FFFE."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "-"))


def plan_of(address: str, root: Path = ROOT / "roadmaps", as_of=OVER) -> tuple[Plan, District, Context]:
    return read(root, as_of).plan(address)


@pytest.fixture(scope="module")
def order() -> bytes:
    return printer().draw(printout(*plan_of(ORDER), OVER))


@pytest.fixture
def opened(order, tmp_path):
    file = tmp_path / "order.pdf"
    file.write_bytes(order)
    with pikepdf.open(file) as pdf:
        yield pdf


def test_it_says_that_it_is_tagged_and_in_which_language(opened):
    root = opened.Root
    assert root.Lang == "ru"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert opened.docinfo["/Title"] == plan_of(ORDER)[0].roadmap.title
    assert b'pdfuaid:part="1"' in root.Metadata.read_bytes()
    assert not {"/CreationDate", "/ModDate"} & set(opened.docinfo)
    assert "/EmbeddedFiles" not in root.get("/Names", {})


def elements(node, depth=0):
    """The elements of the structure tree with their kinds."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node.S), node
        yield from elements(node.get("/K", pikepdf.Array()), depth + 1)


def test_a_reader_of_screens_gets_a_table_with_headings(opened):
    found = list(elements(opened.Root.StructTreeRoot.K))
    kinds = [kind for kind, _ in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/Table") >= 1
    headings = [node for kind, node in found if kind == "/TH"]
    assert len(headings) >= 6 + 19, "six columns and the number of each activity"
    cells = [node for kind, node in found if kind == "/TD"]
    assert cells
    assert all(len(node.A.Headers) >= 1 for node in cells)
    figures = [node for kind, node in found if kind == "/Figure"]
    assert len(figures) >= 20
    assert all(str(node.get("/Alt", "")) for node in figures)


def test_every_activity_has_a_bookmark(opened):
    plan = plan_of(ORDER)[0]
    with opened.open_outline() as outline:
        (top,) = outline.root
        assert top.title == plan.roadmap.title
        assert [squeeze(item.title) for item in top.children] == [squeeze(row.activity.title) for row in plan.rows]


def test_sheets_lie_across_and_are_numbered(order):
    pdf = pypdfium2.PdfDocument(order)
    for number, page in enumerate(pdf, 1):
        assert [round(it) for it in page.get_size()] == [842, 595]
        text = page.get_textpage().get_text_range()
        assert f"{number} из {len(pdf)}" in text
        assert "Сроки реализации" in text, "the head of the table stands on every sheet"
    assert 3 <= len(pdf) <= 6


def test_every_cell_stands_there_letter_for_letter(order):
    words = [page.get_textpage() for page in pypdfium2.PdfDocument(order)]
    text = squeeze("".join(page.get_text_range() for page in words))
    cells = [cell for row in read_order("dubovskiy-2021").rows for cell in row.cells]
    assert len(cells) == 19 * 5
    assert [cell for cell in cells if squeeze(cell) not in text] == []


def test_strips_have_their_colours(order):
    page = pypdfium2.PdfDocument(order)[0].render(scale=2).to_pil().convert("RGB")
    colours = {colour for _, colour in page.getcolors(maxcolors=1_000_000)}
    assert {(0x22, 0x46, 0x8F), (0x6B, 0x8A, 0xC7)} <= colours


def test_only_our_own_typeface_is_in_it(opened):
    fonts = {
        str(it.get("/BaseFont")) for it in opened.objects if isinstance(it, pikepdf.Dictionary) and it.get("/Type") == "/Font"
    }
    assert fonts
    assert all("Antikva" in name for name in fonts)


def test_a_running_plan_shows_its_day():
    (address,) = [a for a, (d, _) in read(TOLD, RUNNING).units.items() if d.plans and not d.is_region][:1]
    district, context = read(TOLD, RUNNING).units[address]
    text = " ".join(printout(district.plans[0], district, context, RUNNING).split())
    assert "По состоянию на 10 апреля 2021 года." in text


def test_an_invented_plan_says_so_in_its_title_and_on_every_sheet():
    address = "vymyshlennaya-oblast/primernyy/2026-2028-shkola-rosta"
    made = pypdfium2.PdfDocument(printer().draw(printout(*plan_of(address, as_of=RUNNING), RUNNING)))
    assert made.get_metadata_dict()["Title"].startswith("Вымышленный пример. План мероприятий")
    assert len(made) > 1
    assert all(squeeze("Вымышленный пример.") in squeeze(page.get_textpage().get_text_range()) for page in made)


def test_hostile_words_are_words_and_nothing_is_fetched():
    plan, district, context = plan_of(ORDER)
    order = plan.roadmap.order.model_copy(update={"authority": HOSTILE, "place": HOSTILE})
    roadmap = plan.roadmap.model_copy(update={"title": HOSTILE, "heading": HOSTILE, "order": order})
    made = printer().draw(printout(replace(plan, roadmap=roadmap), district, context, OVER))
    text = squeeze("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)))
    assert text.count(squeeze(HOSTILE)) >= 3


def test_whatever_else_is_named_ends_the_drawing():
    for link in ("https://example.org/x.css", "file:///etc/passwd"):
        with pytest.raises(BaseException, match="Error fetching"):
            printer().draw(f'<html lang="ru"><title>x</title><link rel="stylesheet" href="{link}"><p>x')


def pdf(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", "pdf", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path):
    (tmp_path / "roadmaps").symlink_to(ROOT / "roadmaps")
    return tmp_path


def test_the_same_bytes_on_a_machine_without_typefaces(project, order):
    bare = project / "fonts.conf"
    bare.write_text("<fontconfig></fontconfig>", "utf-8")
    environment = {"FONTCONFIG_FILE": str(bare), "PYTHONHASHSEED": "7", "TZ": "Asia/Kamchatka", "LC_ALL": "C"}
    answer = pdf(f"roadmaps/{ORDER}.yml", "--as-of", str(OVER), cwd=project, **environment)
    assert answer.returncode == 0, answer.stderr
    assert (project / f"build/pdf/{ORDER}.pdf").read_bytes() == order


def test_what_is_there_is_not_made_again(project, order):
    file = project / f"out/{ORDER}.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(order)
    before = file.stat().st_mtime_ns
    assert "Записано: 0 файлов" in pdf("rostovskaya-oblast", "--into", "out", "--as-of", str(OVER), cwd=project).stderr
    assert file.stat().st_mtime_ns == before
    assert "Записано: 0 файлов" in pdf(ORDER, "--into", "out", "--as-of", "2027-03-01", cwd=project).stderr, "it is over"
    assert "Записано: 1 файл" in pdf(ORDER, "--into", "out", "--as-of", "2021-06-30", cwd=project).stderr
    assert file.read_bytes() != order


def test_an_address_without_plans_is_a_wrong_call(project):
    answer = pdf("rostovskaya-oblast/drugoy", cwd=project)
    assert answer.returncode == 2
    assert "планов по адресу rostovskaya-oblast/drugoy нет" in answer.stderr
    assert not (project / "build/pdf").exists()


@pytest.mark.parametrize(
    ("module", "words"),
    [("raise ImportError('weasyprint')", "pip install 'roadmaps[pdf]'"), ("print('English')\nraise OSError('pango')", "Pango")],
)
def test_what_is_missing_is_told_in_russian(project, module, words):
    fake = project / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(module, "utf-8")
    answer = pdf(cwd=project, PYTHONPATH=f"{fake.parent}{os.pathsep}{ROOT}")
    assert answer.returncode == 2
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""
