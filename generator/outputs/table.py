"""A plan as flat rows, for spreadsheets: one for each activity and each of its terms, the words of the order repeated.

The CSV files of plans, and what is joined from them, have the columns `FIELDS`. A group (a row that only holds others
together) is no row: its words stand beside the rows below it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.deadline import explain
from generator.deadline.reading import Deadline, Precision
from generator.district import Context, District
from generator.ids import href
from generator.model import Activity, Roadmap
from generator.occurrence import Occurrence, occurrences
from generator.pages.filters import KINDS
from generator.pages.marks import report_href
from generator.pages.plans import running
from generator.pages.record import judge
from generator.pages.requisites import changes
from generator.plan import Plan, Row
from generator.status import PlanRow, Status

MOST_TERMS = 24
"""So many terms of an activity have a line each, two years of months; more of them have one, from the first to the last day."""

PRECISIONS = {
    Precision.DAY: "день",
    Precision.WEEK: "неделя",
    Precision.MONTH: "месяц",
    Precision.QUARTER: "квартал",
    Precision.HALF_YEAR: "полугодие",
    Precision.YEAR: "год",
    Precision.SCHOOL_YEAR: "учебный год",
    Precision.PERIOD: "период плана",
}
"""The units in which wordings name their dates."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its `name` for programs, its `title` and what it is `about` for people, the type of its values.

    A date is inclusive and written YYYY-MM-DD (ISO 8601) in text files; what is not known or does not apply is empty.
    """

    name: str
    title: str
    about: str
    type: Literal["string", "integer", "date"] = "string"


FIELDS = (
    Field("plan", "План", "Адрес страницы плана от корня сайта."),
    Field("owner", "Чей план", "Название территории или школы, которая приняла план."),
    Field("position", "По порядку", "Которая это строка в таблице документа. По ней возвращают порядок документа.", "integer"),
    Field("row", "Код строки", "Постоянное имя строки плана на сайте."),
    Field("section", "Раздел", "Номер и заголовок раздела таблицы, как в документе."),
    Field("group", "В составе", "Номер и слова строки, в которую входит мероприятие, как в документе."),
    Field("number", "№", "Номер мероприятия, как в документе."),
    Field("title", "Мероприятие", "Слова документа."),
    Field("deadline", "Срок, как в документе", "Слова документа."),
    Field("term", "Который срок", "Который это из сроков мероприятия, если их несколько. У каждого своя строка таблицы."),
    Field("start", "Начало", "Первый день срока, если он назван. У срока «до …» начала нет.", "date"),
    Field("end", "Последний день", "Последний день срока; он входит в срок.", "date"),
    Field("kind", "Вид срока", "Как срок назван в документе."),
    Field("precision", "Точность срока", "В каких единицах документ называет срок."),
    Field("reading", "Как прочитан срок", "Что понято из слов документа; сами слова не меняются."),
    Field("responsible", "Ответственные, как в документе", "Слова документа."),
    Field("parties", "Ответственные по одному", "Те же ответственные под одним именем каждый, через точку с запятой."),
    Field("result", "Результат", "Слова документа."),
    Field("other", "Другие графы", "Остальные графы документа: заголовок, двоеточие, слова; каждая с новой строки."),
    Field("state", "Состояние", "Состояние по отчётам того, чей план. Пусто, если отчётов по плану не публиковали."),
    Field("status", "Состояние подробно", "То же подробно: на какой день перенесено, сколько сроков выполнено."),
    Field("as_of", "Состояние на день", "День, на который названо состояние. После конца плана оно не меняется.", "date"),
    Field("report_date", "Дата отчёта", "Дата отчёта, по которому названо состояние.", "date"),
    Field("report", "Отчёт", "Адрес этого отчёта."),
    Field("below", "Отчёты школ", "Сколько из тех, кто отвечает за мероприятие, отчиталось: школ, у плана региона — районов."),
    Field("changes", "Изменения", "Каким документом строка добавлена, изменена или исключена."),
    Field("note", "Замечание", "Замечание того, кто публикует план; в документе его нет."),
    Field("page", "Страница", "Адрес строки на странице плана."),
    Field("demo", "Пример", "Слово «вымышлено» у плана, который придуман, чтобы показать сайт; у настоящих пусто."),
)
"""The columns of a CSV file, in their sequence; `Entry` has an attribute for each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity with one of its terms: a value for each of `FIELDS`; and the row of the plan that it is.

    All texts are raw: whoever writes a file that a spreadsheet opens writes them `guarded`. Addresses are those of the site if
    it is known where it is published, else paths from its root.
    """

    source: Row
    plan: str
    owner: str
    position: int
    row: str
    section: str
    group: str
    number: str
    title: str
    deadline: str
    term: str
    start: date | None
    end: date | None
    kind: str
    precision: str
    reading: str
    responsible: str
    parties: str
    result: str
    other: str
    state: str
    status: str
    as_of: date | None
    report_date: date | None
    report: str
    below: str
    changes: str
    note: str
    page: str
    demo: str


def entries(plan: Plan, district: District, context: Context, as_of: date) -> Iterator[Entry]:
    """The rows of `plan`, one of the district (or region) or of a school of it, worded as on the day `as_of`, in its sequence.

    Those that an amendment has dropped are among them, and say so.
    """
    judged = judge(plan, district, context, as_of)
    clerk = _Clerk(
        plan=plan,
        owner=owner_title(plan, district),
        site_url=context.site_url,
        judged=None if judged is None else {one.row.id: one for one in judged},
        as_of=as_of if judged is not None and running([plan], as_of) else None,
        demo="вымышлено" if context.region.demo else "",
    )
    groups: list[Row] = []
    for position, row in enumerate(plan.rows, 1):
        del groups[row.depth :]
        if not row.is_group:
            yield from clerk.entries(row, position, groups[-1] if groups else None)
        groups.append(row)


def owner_title(plan: Plan, district: District) -> str:
    """The title of whoever adopted `plan`: the district (or region), or a school of it."""
    schools = {school.address: school.profile.title for school in district.schools}
    return schools.get(plan.owner, district.profile.title)


def cell(activity: Activity, column: str) -> str:
    """The words of a row in the column `column` of the order's table, letter for letter."""
    if column in _OWN:
        text: str | None = getattr(activity, column)
        return text or ""
    return "\n".join(cell.text for cell in activity.cells if cell.column == column)


_OWN = ("number", "title", "deadline", "responsible", "result")
"""The columns that are fields of a row."""


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Writes the entries of one plan; `judged` are the statuses of its rows by id, None where nothing was published."""

    plan: Plan
    owner: str
    site_url: str
    judged: Mapping[str, PlanRow] | None
    as_of: date | None
    demo: str

    def entries(self, row: Row, position: int, group: Row | None) -> Iterator[Entry]:
        activity, deadline, roadmap = row.activity, row.deadline, self.plan.roadmap
        judged = self.judged.get(row.id) if self.judged else None
        for index, (term, name) in enumerate(_terms(deadline, roadmap)):
            own = _own(judged, index, term)
            report = own.report if own else None
            yield Entry(
                source=row,
                plan=self.plan.address,
                owner=self.owner,
                position=position,
                row=row.id,
                section=_named(row.section.number, row.section.title) if row.section else "",
                group=_group(group, roadmap) if group else "",
                number=activity.number or "",
                title=activity.title,
                deadline=activity.deadline or "",
                term=name,
                start=term.interval.start if term and term.interval else _first(deadline),
                end=term.last if term else _last(deadline),
                kind=KINDS[deadline.kind] if deadline else "",
                precision=PRECISIONS[deadline.precision] if deadline and deadline.precision else "",
                reading=explain(deadline) if deadline else "",
                responsible=activity.responsible or "",
                parties="; ".join(party.name for party in row.parties),
                result=activity.result or "",
                other=_other(activity, roadmap),
                state=own.state.label if own else "",
                status=own.words if own else "",
                as_of=self.as_of if own else None,
                report_date=report.report.date if report else None,
                report=self.site_url + report_href("", report) if report else "",
                below=_below(judged, term) if judged else "",
                changes="; ".join(_changes(activity, roadmap)),
                note="\n".join(note for note in (activity.note, *(cell.note for cell in activity.cells)) if note),
                page=self.site_url + href("", self.plan.address, row.anchor),
                demo=self.demo,
            )


def _terms(deadline: Deadline | None, roadmap: Roadmap) -> Iterator[tuple[Occurrence | None, str]]:
    """The terms to be told, each with its name; None is all of them together, where they are too many."""
    found = occurrences(deadline, roadmap.period)
    if len(found) <= MOST_TERMS:
        yield from ((term, term.name) for term in found)
    else:
        yield None, f"все сроки: {len(found)}"


def _first(deadline: Deadline | None) -> date | None:
    """The first day of the first of many terms."""
    return deadline.intervals[0].start if deadline and deadline.intervals else None


def _last(deadline: Deadline | None) -> date | None:
    """The last day of the last of many terms."""
    return deadline.intervals[-1].end if deadline and deadline.intervals else None


def _own(judged: PlanRow | None, index: int, term: Occurrence | None) -> Status | None:
    """The status of one term by whose plan it is, or of all of them together."""
    if judged is None or judged.own is None:
        return None
    return judged.own.each[index] if term else judged.own.whole


def _below(judged: PlanRow, term: Occurrence | None) -> str:
    """What those told who answer for the row below whose plan it is: of one term, or of all together."""
    found = (one for one in (*judged.schools, *judged.districts) if one.term in (None, term))
    return "; ".join(one.words if one.term or term is None else f"по всем срокам: {one.words}" for one in found)


def _named(number: str | None, title: str) -> str:
    return f"{number} {title}" if number else title


def _group(row: Row, roadmap: Roadmap) -> str:
    """Number and title of the row above; of a group, which is no row of the table, its other words too."""
    activity = row.activity
    words = [_named(activity.number, activity.title)]
    if row.is_group:
        rest = [column for column in roadmap.columns if column.key not in ("number", "title")]
        words += [f"{' '.join(column.title.split())}: {text}" for column in rest if (text := cell(activity, column.key))]
    return "\n".join(words)


def _other(activity: Activity, roadmap: Roadmap) -> str:
    """The cells of the columns that have no field of their own."""
    columns = [column for column in roadmap.columns if column.key not in _OWN] if activity.cells else []
    return "\n".join(f"{' '.join(column.title.split())}: {text}" for column in columns if (text := cell(activity, column.key)))


def _changes(activity: Activity, roadmap: Roadmap) -> Iterator[str]:
    if activity.added:
        yield f"добавлено {changes(roadmap, activity.added)}"
    for wording in activity.was:
        yield f"изменено {changes(roadmap, wording.until)}"
    if activity.dropped:
        yield f"исключено {changes(roadmap, activity.dropped)}"


# --- text that a spreadsheet may open

_FORMULA = re.compile(r"[^\S\t\r\n]*(?:[\t\r\n]|[=+\-@＝＋－＠]\s*\S)")
"""How a formula begins (OWASP, «CSV Injection»): with such a sign after blanks; a sign alone («-» for nothing) is none."""


def guarded(text: str) -> str:
    """`text` as it may stand in a cell: what a spreadsheet could take for a formula gets an apostrophe before it.

    That shows as a sign too many, but the danger is real: «- провести …» is an error in Excel, «=HYPERLINK(…)» a trap. The raw
    texts are in the JSON of the plan.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def cells(entry: Entry) -> Iterator[str]:
    """The values of an entry as the text of a CSV file, one for each of `FIELDS`: guarded, dates as YYYY-MM-DD."""
    for field in FIELDS:
        value = getattr(entry, field.name)
        if isinstance(value, date):
            yield value.isoformat()
        else:
            yield guarded(value) if isinstance(value, str) else "" if value is None else str(value)
