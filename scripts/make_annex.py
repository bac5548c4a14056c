"""Make the template of the annex in Word, `theme/overrides/assets/annex.docx`: the same bytes whenever it is made.

    python scripts/make_annex.py

What is written in braces are the marks that `generator/annex.py` fills; a district may have a template of its own with the
same marks (docs: content/koordinatoram/word.md).
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

TEMPLATE = Path(__file__).parents[1] / "theme/overrides/assets/annex.docx"
SHEET = (Mm(297), Mm(210))
MARGINS = {"left_margin": Mm(20), "right_margin": Mm(15), "top_margin": Mm(20), "bottom_margin": Mm(18)}
ROW = {"{номер}": 14, "{мероприятие}": 84, "{срок}": 36, "{ответственные}": 46, "{результат}": 50, "{ячейка}": 32}
"""The marks of a row, and the widths of their columns in millimetres: 262 are between the margins."""
TYPEFACE = "Times New Roman"
SIDES = ("top", "left", "bottom", "right")
LEFT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
KNOWN_AS = {
    "Пример": "Example",
    "Приложение": "Annex",
    "Редакция": "Wording",
    "Шапка таблицы": "TableHead",
    "Текст таблицы": "TableText",
    "Номер в таблице": "TableNumber",
}
"""The styles of ours, by the names under which Word shows them, and their names within the file."""
KEPT = ("Normal", "Heading 1", "Heading 2", "Footer", "Default Paragraph Font", "Normal Table", "No List", "Table Grid")


def make() -> bytes:
    """The template."""
    word = Document()
    for part in (word.part, word.part.package):
        drop(part)
    lean(word)
    styles(word)
    sheet(word)
    word.add_paragraph("{пример}", "Пример")
    word.add_paragraph("{приложение}", "Приложение")
    word.add_paragraph("{редакция}", "Редакция")
    word.add_paragraph("{название}", "Heading 1")
    table(word)
    word.core_properties.title = "Шаблон приложения к приказу"
    word.core_properties.language = "ru-RU"
    for name in ("author", "comments", "keywords", "last_modified_by"):
        setattr(word.core_properties, name, "")
    word.core_properties.created = word.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    saved = BytesIO()
    word.save(saved)
    return packed(saved)


def drop(part: Part) -> None:
    """Leave out what a new document of python-docx has and ours does not need: a picture of itself, data for forms, a theme."""
    needless = ("thumbnail", "customXml", "theme", "webSettings", "fontTable", "stylesWithEffects", "numbering")
    for key, relation in list(part.rels.items()):
        if relation.reltype.endswith(needless):
            del part.rels[key]


def lean(word: Word) -> None:
    """Leave out the styles that nothing here has, and say the language of the rest."""
    root = word.styles.element
    for style in list(word.styles):
        if style.name not in KEPT:
            root.remove(style.element)
    for latent in root.findall(qn("w:latentStyles")):
        root.remove(latent)
    defaults = root.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    defaults.clear()
    kinds = " ".join(f'w:{kind}="{TYPEFACE}"' for kind in ("ascii", "hAnsi", "cs", "eastAsia"))
    language = 'w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"'
    for element in (f"rFonts {kinds}", 'sz w:val="24"', 'szCs w:val="24"', f"lang {language}"):
        defaults.append(parse_xml(f"<w:{element} {nsdecls('w')}/>"))
    for spacing in root.find(qn("w:docDefaults")).iter(qn("w:spacing")):
        spacing.attrib.clear()
        spacing.set(qn("w:after"), "0")
    settings = word.settings.element
    for child in list(settings):
        settings.remove(child)
    for name, value in (("defaultTabStop", "708"), ("autoHyphenation", None), ("consecutiveHyphenLimit", "3")):
        element = OxmlElement(f"w:{name}")
        if value:
            element.set(qn("w:val"), value)
        settings.append(element)
    settings.append(
        parse_xml(
            f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode"'
            ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        )
    )
    settings.append(parse_xml(f'<w:themeFontLang {nsdecls("w")} w:val="ru-RU"/>'))


def styles(word: Word) -> None:
    """The styles, by the names under which Word shows them."""
    style(word, "Normal", 12)
    style(word, "Пример", 12, bold=True, align=CENTER, after=12)
    frame = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="4" w:color="auto"/>' for side in SIDES)
    form = word.styles["Пример"].element.pPr
    form.insert_element_before(parse_xml(f"<w:pBdr {nsdecls('w')}>{frame}</w:pBdr>"), "w:suppressAutoHyphens", "w:spacing")
    style(word, "Приложение", 12, indent=Mm(160), after=6)
    style(word, "Редакция", 11, indent=Mm(160), after=6)
    style(word, "Heading 1", 13, bold=True, align=CENTER, indent=Mm(20), before=6, after=10)
    style(word, "Шапка таблицы", 11, bold=True, align=CENTER)
    style(word, "Heading 2", 11, bold=True, align=CENTER, before=2, after=2)
    style(word, "Текст таблицы", 11)
    style(word, "Номер в таблице", 11, align=CENTER)
    style(word, "Footer", 10, align=CENTER)


def style(
    word: Word,
    name: str,
    points: float,
    *,
    bold: bool = False,
    align: int = LEFT,
    indent: int = 0,
    before: int = 0,
    after: int = 0,
) -> None:
    """One style; indent and spaces are those of its paragraphs, spaces in points."""
    known = name in KEPT
    own: ParagraphStyle = word.styles[name] if known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not known:
        own.element.set(qn("w:styleId"), KNOWN_AS[name])
        own.base_style = word.styles["Normal"]
        own.quick_style = True
    for kind in ("rPr", "pPr", "link", "rsid"):
        found = own.element.find(qn(f"w:{kind}"))
        if found is not None:
            own.element.remove(found)
    own.font.size, own.font.bold = Pt(points), bold
    form = own.paragraph_format
    form.alignment, form.left_indent, form.space_before, form.space_after = align, indent, Pt(before), Pt(after)
    form.right_indent = indent if name == "Heading 1" else 0
    if name.startswith("Heading"):
        form.keep_with_next = True
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(int(name[-1]) - 1))
        own.element.get_or_add_pPr().append(outline)
        form.widow_control = True
    if align == CENTER and "abl" not in name:
        own.element.get_or_add_pPr().insert_element_before(OxmlElement("w:suppressAutoHyphens"), "w:spacing", "w:ind", "w:jc")


def sheet(word: Word) -> None:
    """A4 across, and the number of the sheet at its foot."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = SHEET
    for name, value in MARGINS.items():
        setattr(section, name, value)
    section.header_distance = section.footer_distance = Mm(9)
    foot = section.footer.paragraphs[0]
    foot.style = word.styles["Footer"]
    for text, field in (("Страница ", "PAGE"), (" из ", "NUMPAGES")):
        foot.add_run(text)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "1"
        run.append(shown)
        element.append(run)
        foot._p.append(element)


def table(word: Word) -> None:
    """The pattern of the table: its head, a section row, a row."""
    made = word.add_table(3, len(ROW), "Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, ROW.values(), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    for row, mark, name in ((made.rows[0], "{столбец}", "Шапка таблицы"), (made.rows[1], "{раздел}", "Heading 2")):
        whole = row.cells[0].merge(row.cells[-1])
        whole.paragraphs[0].text, whole.paragraphs[0].style = mark, word.styles[name]
    for cell, mark in zip(made.rows[2].cells, ROW, strict=True):
        cell.paragraphs[0].text = mark
        cell.paragraphs[0].style = word.styles["Номер в таблице" if mark == "{номер}" else "Текст таблицы"]
    for number, row in enumerate(made.rows):
        own = row._tr.get_or_add_trPr()
        own.append(OxmlElement("w:cantSplit"))
        if number == 0:
            own.append(OxmlElement("w:tblHeader"))
    form = made._tbl.tblPr
    for old in (*form.findall(qn("w:tblLook")),):
        form.remove(old)
    sides = "".join(f'<w:{side} w:w="{28 if side in ("top", "bottom") else 85}" w:type="dxa"/>' for side in SIDES)
    form.append(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))
    form.append(parse_xml(f'<w:tblLook {nsdecls("w")} w:val="0020" w:firstRow="1"/>'))


def packed(saved: BytesIO) -> bytes:
    """The same parts in a fixed sequence and without their time; not compressed: then no version of zlib can matter."""
    result = BytesIO()
    with ZipFile(saved) as source, ZipFile(result, "w", ZIP_STORED) as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels"), name))
        for name in names:
            entry = ZipInfo(name)
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return result.getvalue()


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(make())
