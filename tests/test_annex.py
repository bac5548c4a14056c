"""Templates of annexes: one of a district is taken for its plans, and one that does not fit is refused in Russian."""

import tracemalloc
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from docx import Document
from docx.shared import Mm
from judging import copy_tiny, judge, put
from make_annex import TEMPLATE

from generator.annex import Filling, Section, UnfitAnnexError, learn
from generator.annex.package import MAX_SIZE, read_package
from generator.outputs.word import word_files

PREPARED = TEMPLATE.read_bytes()
DAY = date(2026, 11, 1)
MAIN, TYPES, RELATIONS = "word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def changed(
    name: str = MAIN, old: str = "", new: str = "", add: dict[str, bytes] | None = None, data: bytes = PREPARED
) -> bytes:
    """The template with other words in one of its parts, and with further parts."""
    result = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for part in source.namelist():
            text = source.read(part).decode()
            assert part != name or old in text
            target.writestr(part, text.replace(old, new, 1) if part == name else text)
        for part, content in (add or {}).items():
            target.writestr(part, content)
    return result.getvalue()


def related(kind: str, target: str, mode: str = "") -> bytes:
    """The template with one more relationship of its body."""
    outside = f' TargetMode="{mode}"' if mode else ""
    return changed(RELATIONS, "</Rel", f'<Relationship Id="x9" Type="{KINDS}{kind}" Target="{target}"{outside}/></Rel')


def filling(**words: object) -> Filling:
    known = {
        "heading": "Приложение",
        "title": "План",
        "wording": "",
        "remark": "",
        "columns": [("number", "№"), ("place", "Место"), ("result", "Итог")],
        "rows": [Section("I. Раздел"), ["1.", "школа", "отчёт"]],
        "about": "Таблица",
        "author": "Отдел",
        "description": "",
        "created": DAY,
        "changed": DAY,
    }
    return Filling(**{**known, **words})


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(BytesIO(data)).paragraphs]


# --- whose template holds


def own(millimetres: int) -> bytes:
    """A template with a margin to know it by."""
    word = Document(BytesIO(PREPARED))
    word.sections[0].left_margin = Mm(millimetres)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def margins(root: Path) -> dict[str, int]:
    """The left margin of each annex, in millimetres."""
    checked = judge(root)
    assert checked.problems == ()
    found = {}
    for district, context in checked.districts(lambda _: None):
        for file in word_files(district, context, DAY):
            found[file.path] = round(Document(BytesIO(file.data)).sections[0].left_margin.mm)
    return found


def test_the_nearest_template_upwards_holds(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    plan = (root / "oblast/rayon/2026-rost.yml").read_text("utf-8")
    put(root, "oblast/vtoroy/district.yml", "title: Второй\n")
    apart = "\n".join(line for line in plan.splitlines() if not line.strip().startswith(("schools:", "parent:", "implements:")))
    for folder in ("oblast/vtoroy", "oblast/rayon/shkola-1"):
        put(root, f"{folder}/2026-svoy.yml", apart)
    region, district = "data/v1/oblast/2026-rost.docx", "data/v1/oblast/rayon/2026-rost.docx"
    school, other = "data/v1/oblast/rayon/shkola-1/2026-svoy.docx", "data/v1/oblast/vtoroy/2026-svoy.docx"
    assert margins(root) == {region: 20, district: 20, school: 20, other: 20}
    put(root, "oblast/rayon/annex.docx", own(31))
    assert margins(root) == {region: 20, district: 31, school: 31, other: 20}
    put(root, "oblast/rayon/shkola-1/annex.docx", own(32))
    assert margins(root) == {region: 20, district: 31, school: 32, other: 20}
    put(root, "oblast/annex.docx", own(33))
    assert margins(root) == {region: 33, district: 31, school: 32, other: 33}


# --- what a template decides, and what it does not


def test_words_and_pictures_around_the_marks_stay() -> None:
    word = Document(BytesIO(PREPARED))
    word.paragraphs[0].insert_paragraph_before("Отдел образования")
    word.add_paragraph("Начальник отдела ____________ А.Б. Образцов")
    saved = BytesIO()
    word.save(saved)
    assert texts(learn(saved.getvalue()).fill(filling())) == [
        "Отдел образования",
        "Приложение",
        "План",
        "Начальник отдела ____________ А.Б. Образцов",
    ]


def test_marks_may_be_cut_into_runs_and_written_large() -> None:
    cut = changed(
        old="<w:t>{название}</w:t></w:r>", new="<w:rPr><w:i/></w:rPr><w:t>{Назв</w:t></w:r><w:r><w:t>ание} </w:t></w:r>"
    )
    made = learn(cut).fill(filling(title="Свой план"))
    (title,) = (one for one in Document(BytesIO(made)).paragraphs if one.text == "Свой план")
    assert [run.italic for run in title.runs] == [True]


def test_a_mark_in_a_cell_of_its_own_leaves_its_paragraph_when_there_is_nothing_to_say() -> None:
    paragraph = '<w:p><w:pPr><w:pStyle w:val="Wording"/></w:pPr><w:r><w:t>{редакция}</w:t></w:r></w:p>'
    cell = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    made = Document(BytesIO(learn(changed(old=paragraph, new=cell.format(paragraph))).fill(filling())))
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [[""]]
    assert len(made.tables) == 2


def test_a_template_need_not_be_ready_for_examples() -> None:
    bare = changed(old="{пример}", new="Школа")
    assert texts(learn(bare).fill(filling(remark="Пример."))) == ["Пример.", "Школа", "Приложение", "План"]
    assert texts(learn(bare).fill(filling())) == ["Школа", "Приложение", "План"]


def test_columns_without_a_mark_are_as_any_cell() -> None:
    fewer = changed(old="{номер}", new="-")
    (table,) = Document(BytesIO(learn(fewer).fill(filling()))).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["№", "Место", "Итог"],
        ["I. Раздел"] * 3,
        ["1.", "школа", "отчёт"],
    ]
    weights = [round(column.width / Mm(1)) for column in table.columns]
    assert weights == [74, 74, 115]  # of 262, as 32, 32 and 50


def test_the_head_is_repeated_though_the_template_forgot() -> None:
    made = learn(changed(old="<w:tblHeader/>", new="")).fill(filling())
    assert b"<w:tblHeader/>" in ZipFile(BytesIO(made)).read(MAIN)


def test_nothing_of_whoever_made_the_template_is_published() -> None:
    author = changed("docProps/core.xml", "<dc:creator>", "<dc:creator>Иванова А.А., 8 900 000-00-00")
    known = changed("docProps/app.xml", "<Company/>", "<Company>Чужая фирма</Company>", data=author)
    names = changed(old="<w:p>", new='<w:p w:rsidR="00AB12CD">', data=known)
    with ZipFile(BytesIO(learn(names).fill(filling()))) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "Иванова" not in whole
    assert "Чужая" not in whole


# --- what is refused

BOMB = b"0" * 20_000_000
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
WORD_TYPE = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
TITLE = "<w:r><w:t>{название}</w:t></w:r>"
LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
UNFIT = {
    "nothing": (b"", "это не документ Word"),
    "text": ("{название}".encode(), "это не документ Word"),
    "cut": (PREPARED[:9000], "это не документ Word"),
    "damaged": (PREPARED.replace(b"<w:body>", b"<w:bodx>"), "это не документ Word"),
    "sheet": (changed(TYPES, "wordprocessingml.document.main", "spreadsheetml.sheet.main"), "это не документ Word"),
    "macros": (changed(TYPES, WORD_TYPE, "vnd.ms-word.document.macroEnabled.main"), "это не документ Word"),
    "large": (changed(add={"word/media/a.bin": b""}) + b" " * MAX_SIZE, "больше 1000 КБ"),
    "bomb": (changed(add={"word/media/a.bin": BOMB}), "слишком велик"),
    "parts": (changed(add={f"word/media/{n}.png": b"" for n in range(200)}), "слишком велик"),
    "outwards": (changed(add={"../../etc/cron": b""}), "названы не так"),
    "absolute": (changed(add={"/etc/passwd": b""}), "названы не так"),
    "twin": (changed(add={"word/Document.xml": b""}), "названы не так"),
    "dtd": (changed(old=DECLARATION, new=LAUGHS), "DTD"),
    "dtd in a part that is not filled": (changed("word/styles.xml", DECLARATION, LAUGHS), "DTD"),
    "not well-formed": (changed(old="</w:body>", new=""), "повреждён"),
    "no properties": (changed("_rels/.rels", 'officeDocument"', 'nothing"'), "вложения"),
    "object": (related("oleObject", "embeddings/a.bin"), "вложения (oleObject)"),
    "remarks": (related("comments", "comments.xml"), "вложения (comments)"),
    "code": (related("vbaProject", "vbaProject.bin"), "вложения (vbaProject)"),
    "picture from elsewhere": (related("image", "https://example.org/a.png", "External"), "загружает"),
    "script": (related("hyperlink", "javascript:alert(1)", "External"), "загружает"),
    "corrections": (changed(old=TITLE, new=f'<w:ins w:author="И">{TITLE}</w:ins>'), "исправления"),
    "corrections of the look": (
        changed(old="<w:tblPr>", new='<w:tblPr><w:tblPrChange w:id="1" w:author="И"><w:tblPr/></w:tblPrChange>'),
        "исправления",
    ),
    "no mark": (changed(old="{название}", new="Название"), "нет метки {название}"),
    "no section": (changed(old="{раздел}", new=""), "нет метки {раздел}"),
    "mark twice": (changed(old="{название}", new="{приложение}"), "метка {приложение} стоит в нём дважды"),
    "mark in a sentence": (changed(old="{название}", new="План: {название}"), "{название} не годится: она должна стоять"),
    "unknown mark": (changed(old="{результат}", new="{резултат}"), "{резултат} не годится: такой нет"),
    "mark outside of the table": (
        changed(old="{название}", new="{раздел}", data=changed(old="{раздел}", new="{название}")),
        "в таблице",
    ),
    "one row more": (changed(old="</w:tbl>", new="<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), "три строки"),
    "another prefix": (
        changed(old="xmlns:w=", new="xmlns:v9=", data=changed(old="<w:document", new="<v9:document")),
        "повреждён",
    ),
}


@pytest.mark.parametrize("fault", UNFIT)
def test_what_does_not_fit_is_refused_in_russian(fault: str, tmp_path: Path) -> None:
    data, says = UNFIT[fault]
    with pytest.raises(UnfitAnnexError) as refusal:
        learn(data)
    assert says in str(refusal.value)
    root = copy_tiny(tmp_path)
    put(root, "oblast/rayon/annex.docx", data)
    (problem,) = judge(root).problems
    assert (problem.code, problem.file) == ("F14", "oblast/rayon/annex.docx")
    assert says in problem.as_text()


def test_a_link_of_a_template_may_lead_to_a_site() -> None:
    assert learn(related("hyperlink", "https://example.org/", "External")).fill(filling())


def test_every_byte_turned_over_gives_a_template_or_a_refusal() -> None:
    with ZipFile(BytesIO(PREPARED)) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED}
    seen = set()
    for place in range(0, len(PREPARED), 61):
        data = PREPARED[:place] + bytes([PREPARED[place] ^ 0x20]) + PREPARED[place + 1 :]
        try:
            learn(data).fill(filling())
            seen.add("fit")
        except UnfitAnnexError:
            seen.add("unfit")
    assert "unfit" in seen


def test_another_name_is_a_foreign_file(tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    put(root, "oblast/rayon/Annex.docx", PREPARED)
    put(root, "oblast/rayon/reports/annex.docx", PREPARED)
    assert [problem.code for problem in judge(root).problems] == ["F04", "F04"]


def test_a_part_that_lies_about_its_size_or_is_compressed_in_other_ways_is_refused():
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", b" " * 9_000_000)
    with pytest.raises(UnfitAnnexError, match="сжат не так"):
        read_package(packed.getvalue())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 90_000_000)
    lying = packed.getvalue().replace((90_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    tracemalloc.start()
    with pytest.raises(UnfitAnnexError, match=r"повреждён|не документ"):
        read_package(lying)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
