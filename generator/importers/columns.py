"""Which column of the order's table is which, by its heading and never by its place."""

import re
from collections.abc import Iterable, Sequence

from generator.ids import is_id
from generator.importers.blocks import ABOVE, Doubt, Row, UnreadableFileError, one_line
from generator.importers.numbering import is_number
from generator.letters import without_forbidden
from generator.transliteration import latin_id

NUMBER, TITLE, DEADLINE, RESPONSIBLE, RESULT = "number", "title", "deadline", "responsible", "result"

_SIGNS = (
    (NUMBER, r"№.*|n|п/п|номер( строки| пункта)?|пп|п\.п\."),
    (DEADLINE, r".*\bсрок(и|ов)?\b.*|дата.*|период.*|когда|время проведения"),
    (RESPONSIBLE, r".*\bответственн.*|.*\bисполнител(ь|и)\b.*|кто( (выполняет|отвечает|делает))?"),
    (RESULT, r".*\bрезультат.*|.*\bэффект.*|вид документа|итог.*|что получим|форма (отч[её]тности|представления).*"),
    (
        TITLE,
        r"((наименование|название|содержание|перечень|вид|тема|основные|планируемые|запланированные|муниципальные|план) ){0,3}"
        r"(мероприяти|действи[яей]).*|что (делаем|сделать)|(наименование|содержание|вид)( работы?| деятельности)?",
    ),
)
_PATTERNS = tuple((key, re.compile(pattern)) for key, pattern in _SIGNS)
_PARTS_OF_A_YEAR = re.compile(
    r"([1-4]|[ivх]+|перв\w+|втор\w+|треть\w+|четв\w+)\s*(-?й\s*)?(кв\.?|квартал)|кв(артал)?\s*([1-4]|[ivх]+)"
    r"|(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)\w*\.?|(I|II|[12])-?е?\s*полугодие",
    re.IGNORECASE,
)
_LONGEST = 150  # signs of a heading
_FEW = 3  # headings such as «январь» that make a matrix


def is_heading(row: Row) -> bool:
    """Whether `row` has the headings of a plan: of its activities, and of their deadlines or of who is responsible.

    A row with a number is none: «Проведение мероприятий» in it, and «в установленные сроки», are an activity.
    """
    if any(map(is_number, row.cells)):
        return False
    found = {key for heading in row.cells for key in _keys(heading)}
    return TITLE in found and bool(found & {DEADLINE, RESPONSIBLE})


def column_key(heading: str) -> str | None:
    """The field of a row that a column with this heading is; None for any other column."""
    return next(iter(_keys(heading)), None)


def _keys(heading: str) -> list[str]:
    """All fields that a heading names; a text longer than headings are names none."""
    if len(heading) > _LONGEST:
        return []
    words = one_line(without_forbidden(heading.casefold()).replace("ё", "е").strip(" .:"))
    return [key for key, pattern in _PATTERNS if pattern.fullmatch(words)]


def column_keys(row: Row) -> tuple[tuple[str, ...], list[Doubt]]:
    """A key for every column of the headings in `row`, and what is doubtful. Raises UnreadableFileError."""
    _refuse_matrix(row)
    keys: list[str] = []
    doubts: list[Doubt] = []
    for heading in row.cells:
        if heading == ABOVE or not heading:
            raise UnreadableFileError(
                "у графы нет заголовка, или он объединён с соседним, или заголовки стоят в два ряда. "
                "Дайте каждой графе один заголовок в одной строке и повторите импорт.",
                row.place,
            )
        if {DEADLINE, RESPONSIBLE} <= {*_keys(heading)}:
            raise UnreadableFileError(
                f"в графе «{heading}» и срок, и ответственный. Разделите её в своём файле на две и повторите импорт.", row.place
            )
        key = column_key(heading)
        if key is None or key in keys:
            same = f" Графа «{row.cells[keys.index(key)]}» уже есть." if key else ""
            key = _own_key(heading, keys)
            doubts.append(Doubt(row.place, f"графа «{heading}» взята как дополнительная (ключ {key}).{same}"))
        keys.append(key)
    if RESPONSIBLE not in keys:
        doubts.append(Doubt(row.place, "нет графы с ответственными."))
    if DEADLINE not in keys:
        raise UnreadableFileError(
            "нет графы со сроками. Если она есть, назовите её «Срок» и повторите импорт; план без сроков не публикуется.",
            row.place,
        )
    return tuple(keys), doubts


def _refuse_matrix(row: Row) -> None:
    """A column for each month or quarter: what a mark in it means, only the author knows."""
    parts = [heading for heading in row.cells if _PARTS_OF_A_YEAR.fullmatch(heading.strip())]
    if len(parts) >= _FEW:
        raise UnreadableFileError(
            f"графы «{parts[0]}», «{parts[1]}»… — это сетка, где срок отмечен знаком. Что значит знак, из таблицы не видно: "
            "замените сетку одной графой «Срок» со словами и повторите импорт.",
            row.place,
        )


def _own_key(heading: str, taken: Sequence[str]) -> str:
    """An id made from `heading`, which none of the `taken` is."""
    made = latin_id(heading)
    made = made if is_id(made) else f"column-{len(taken) + 1}"
    return next(key for key in _counted(made) if key not in (*taken, NUMBER, TITLE, DEADLINE, RESPONSIBLE, RESULT))


def _counted(name: str) -> Iterable[str]:
    yield name
    yield from (f"{name}-{count}" for count in range(2, 100))
