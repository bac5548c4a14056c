"""A plan as an Excel workbook: the order's table with real dates beside its words, ready to be sorted, filtered and printed.

Every text is a cell of type text, `guarded` all the same: a workbook saved as CSV forgets types. Nothing is a formula; links
lead only to the site and to the published order. The same plan on the same day gives the same bytes.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import TYPE_CHECKING

from generator.district import Context, District, summarize_plan
from generator.files import SiteFile
from generator.ids import EXCEL, data_file
from generator.link import outside
from generator.model import Order
from generator.outputs.table import FIELDS, MOST_TERMS, Entry, Field, cell, guarded, owner_title
from generator.pages.order import period_words
from generator.pages.paper import live_address
from generator.pages.passport import ADDRESS as PASSPORT
from generator.pages.plans import running, state
from generator.pages.requisites import kind_of, requisites
from generator.plan import Plan
from generator.russian import day_month_year

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = {"number": 7.0, "title": 42.0, "deadline": 16.0, "responsible": 24.0, "result": 28.0}
"""The widths of the order's columns, in signs; 18 for its further ones."""
_PRINTED = {"demo": 11.5, "start": 11.5, "end": 11.5, "section": 20.0, "group": 20.0, "state": 18.0}
_BESIDE = {
    "term": 18.0,
    "status": 24.0,
    "report_date": 12.0,
    "below": 24.0,
    "kind": 18.0,
    "precision": 14.0,
    "reading": 36.0,
    "parties": 30.0,
    "changes": 26.0,
    "note": 50.0,
    "position": 10.0,
}
"""The columns of ours after those of the order, each with its width: what is printed with the table, and what is not."""
_ALWAYS = frozenset({"start", "end", "kind", "precision", "reading", "parties", "position"})
"""Columns that stand there though they be empty, as in all other workbooks."""
_FIELDS = {field.name: field for field in FIELDS}
_LABELS, _TEXTS = 28.0, 90.0
"""The widths of the two columns of the second sheet."""
_A4 = 9
_EDGES = {"border": 1, "border_color": "#BFC7D5"}
_TOP = {"valign": "top", "text_wrap": True, "font_name": "Arial", "font_size": 9}
"""The measures of Arial are known on every system: Liberation Sans, which stands in for it, has the same."""
_LINK = {"font_color": "#22468F", "underline": 1}
_HEAD = {**_TOP, **_EDGES, "bold": True}
_LINE, _TALLEST = 12.0, 409.0
"""The height of a line of that, and the greatest that a row may have, in points."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of the sheet: its heading, its width in signs, what it says of an entry; `field` if it is one of ours."""

    title: str
    width: float
    value: Callable[[Entry], object]
    field: Field | None = None


def excel_file(plan: Plan, rows: Sequence[Entry], district: District, context: Context, as_of: date) -> SiteFile:
    """The workbook of the `rows` of `plan`, one of the district (or region) or of a school of it.

    Both are worded as on the day `as_of`.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415  50 ms, which a command that writes no workbook does not wait for

    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    created = plan.roadmap.order.date
    about = f"{'Вымышленный пример. ' if context.region.demo else ''}{plan.roadmap.title}"
    title = guarded(" ".join(about.split()))
    book.set_properties({"title": title, "created": datetime(created.year, created.month, created.day)})  # noqa: DTZ001  a day
    columns = (*_of_order(plan), *_ours(rows))
    _draw_plan(book, plan, rows, columns, context)
    _draw_about(book, plan, district, context, columns, as_of)
    book.close()
    return SiteFile(data_file(plan.address, EXCEL), target.getvalue())


# --- the sheet of the plan


def _of_order(plan: Plan) -> Iterator[_Column]:
    """The columns of the order in their sequence, with its headings."""
    for column in plan.roadmap.columns:
        yield _Column(column.title, _WIDTHS.get(column.key, 18.0), partial(_words, column.key))


def _words(column: str, entry: Entry) -> str:
    return cell(entry.source.activity, column)


def _ours(rows: Sequence[Entry]) -> Iterator[_Column]:
    """Those of ours that say anything."""
    for name, width in (_PRINTED | _BESIDE).items():
        if name in _ALWAYS or any(getattr(entry, name) for entry in rows):
            yield _Column(_FIELDS[name].title, width, attrgetter(name), _FIELDS[name])


def _draw_plan(book: "Workbook", plan: Plan, rows: Sequence[Entry], columns: Sequence[_Column], context: Context) -> None:
    sheet = book.add_worksheet("План")
    _set_up(sheet, plan, len(rows), columns, is_demo=context.region.demo)
    theirs, ours = (book.add_format({**_HEAD, "bg_color": color}) for color in ("#DCE6F4", "#EDEFF3"))
    values = [[column.value(entry) for column in columns] for entry in rows]
    widths = [max((column.width, *(_narrowest(row[index]) for row in values))) for index, column in enumerate(columns)]
    for index, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, guarded(column.title), ours if column.field else theirs)
    titles = _height((column.title, width) for column, width in zip(columns, widths, strict=True))
    sheet.set_row(0, titles + _LINE)  # below them the buttons of the filter
    valid = _Styles(book, is_dropped=False)
    dropped = _Styles(book, is_dropped=True) if any(entry.source.activity.dropped for entry in rows) else valid
    told = next((index for index, column in enumerate(columns) if column.field and column.field.name == "report_date"), 0)
    for number, (entry, cells) in enumerate(zip(rows, values, strict=True), 1):
        styles = dropped if entry.source.activity.dropped else valid
        sheet.set_row(number, _height(zip(cells, widths, strict=True)))
        for index, value in enumerate(cells):
            _write(sheet, number, index, value, styles)
        if entry.report_date and context.site_url:
            sheet.write_url(number, told, entry.report)
            sheet.write_datetime(number, told, entry.report_date, styles.link)  # the cell is the date, and leads to the report


def _set_up(sheet: "Worksheet", plan: Plan, last_row: int, columns: Sequence[_Column], *, is_demo: bool) -> None:
    """What the sheet does on a screen and on paper."""
    is_numbered = plan.roadmap.columns[:1] and plan.roadmap.columns[0].key == "number"
    sheet.freeze_panes(1, 1 if is_numbered else 0)
    sheet.autofilter(0, 0, last_row, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    is_printed = [column.field is None or column.field.name in _PRINTED for column in columns]
    sheet.print_area(0, 0, last_row, is_printed.count(True) - 1)
    sheet.set_header(f"&L{_printed(_document(plan.roadmap.order))}{'&RВымышленный пример' if is_demo else ''}")
    sheet.set_footer(f"&LОфициальный текст — в подписанном {kind_of(plan.roadmap.order).within}&R&P из &N")


def _printed(text: str) -> str:
    """`text` in the margin of a sheet, where 255 signs have room and `&` is a command."""
    words = " ".join(text.split())
    return (f"{words[:100]}…" if len(words) > 100 else words).replace("&", "&&")


def _document(order: Order) -> str:
    """«Приказ от 27.03.2021 № 89, Отдел образования»."""
    return f"{order.kind[0].upper()}{order.kind[1:]} {requisites(order)}, {order.authority}"


class _Styles:
    """How the cells of a row look, also of one that an amendment has dropped."""

    def __init__(self, book: "Workbook", *, is_dropped: bool) -> None:
        base = {**_TOP, **_EDGES, "font_strikeout": is_dropped, "font_color": "#586377" if is_dropped else "#1A2130"}
        day = {**base, "num_format": "dd.mm.yyyy", "align": "left"}
        self.text: Format = book.add_format(base)
        self.day: Format = book.add_format(day)
        self.link: Format = book.add_format({**day, **_LINK})


def _write(sheet: "Worksheet", row: int, column: int, value: object, styles: _Styles) -> None:
    if not value:
        sheet.write_blank(row, column, None, styles.text)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles.day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, styles.text)
    else:
        sheet.write_string(row, column, guarded(str(value)), styles.text)


def _height(cells: Iterable[tuple[object, float]]) -> float:
    """How high a row with these cells must be, each with the width of its column: LibreOffice does not find out by itself."""
    lines = max(sum(math.ceil(len(part) / (1.3 * width - 4)) or 1 for part in str(value).split("\n")) for value, width in cells)
    return min(_LINE * lines + 3, _TALLEST)


def _narrowest(value: object) -> float:
    """The least width of a column in which no row is too low for this cell, by the same measure."""
    return (len(str(value)) / (_TALLEST // _LINE - 2) + 4) / 1.3


# --- the sheet that tells what the file is


def _draw_about(
    book: "Workbook", plan: Plan, district: District, context: Context, columns: Sequence[_Column], as_of: date
) -> None:
    sheet = book.add_worksheet("О файле")
    sheet.set_column(0, 0, _LABELS)
    sheet.set_column(1, 1, _TEXTS)
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    head = book.add_format({**_TOP, "bold": True, "font_size": 12})
    label, text = book.add_format({**_TOP, "bold": True}), book.add_format(_TOP)
    link = book.add_format({**_TOP, **_LINK})
    row = 0
    for title, lines in (
        ("Что это", (*_facts(plan, district, context, as_of), *_known(columns))),
        ("Что значат графы", _columns(plan, columns)),
        ("Что ещё нужно знать", _rules(plan, context)),
    ):
        sheet.write_string(row, 0, title, head)
        for name, words in lines:
            row += 1
            sheet.set_row(row, _height(((name, _LABELS), (words, _TEXTS))))
            sheet.write_string(row, 0, guarded(name), label)
            if outside(words):
                sheet.write_url(row, 1, words, link, words)
            else:
                sheet.write_string(row, 1, guarded(words), text)
        row += 2


def _facts(plan: Plan, district: District, context: Context, as_of: date) -> Iterator[tuple[str, str]]:
    roadmap, order = plan.roadmap, plan.roadmap.order
    if context.region.demo:
        yield "Вымышленный пример", "Территории, школы, люди и документы здесь вымышлены: такого плана нет."
    yield "План", roadmap.title
    yield "Утверждён документом", f"{_document(order)}: {order.title}"
    for amendment in roadmap.amendments:
        yield "Изменён документом", f"{_document(amendment)}: {amendment.title}"
    yield "Чей план", owner_title(plan, district)
    yield "Период", period_words(roadmap)
    if address := live_address(plan.address, context):
        yield "Страница плана", address
    if url := outside(order.url):
        yield kind_of(order).signed, url
    summary = summarize_plan(plan)
    yield "Ход плана", f"{state(summary, as_of)}."
    if running([summary], as_of):
        yield "Состояние на день", f"{day_month_year(as_of)} года"


def _known(columns: Sequence[_Column]) -> Iterator[tuple[str, str]]:
    """That nothing is known of how the plan is carried out, if nothing is."""
    if not any(column.field and column.field.name in ("state", "below") for column in columns):
        yield "Выполнение", "Сведения о выполнении не публиковались."


def _columns(plan: Plan, columns: Sequence[_Column]) -> Iterator[tuple[str, str]]:
    theirs = [f"«{' '.join(column.title.split())}»" for column in plan.roadmap.columns]
    yield "Графы документа", f"{', '.join(theirs)}: слова документа, в его порядке."
    for column in columns:
        if column.field:
            yield column.title, column.field.about


def _rules(plan: Plan, context: Context) -> Iterator[tuple[str, str]]:
    official = kind_of(plan.roadmap.order)
    yield "Официальный текст", f"В подписанном {official.within}. Этот файл — удобная копия."
    terms = live_address(PASSPORT, context)
    yield "Условия использования", terms or "Названы на сайте, на странице «Паспорт набора данных»."
    yield (
        "Несколько сроков",
        "У мероприятия с несколькими сроками несколько строк, слова документа в них повторены. Если сроков больше "
        f"{MOST_TERMS}, строка одна: от начала первого до конца последнего.",
    )
    yield (
        "Апостроф перед словами",
        "Слова, которые начинаются со знака = + - @, таблица приняла бы за формулу; перед ними поставлен апостроф, которого в "
        "документе нет. Слова без него — в файле JSON.",
    )
