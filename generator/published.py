"""What is published as data: the shapes of `/data/v1`, a contract of its own, apart from that of the files.

The JSON, its JSON Schema and the data dictionary of the passport are all made of the classes below, so none can say anything
else than the others. Every key is always there, `null` or an empty list where there is nothing. Keys may be added and new words
of a vocabulary may come; none goes, changes its type or its meaning while the path says v1 (docs/open-data.md).
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, get_type_hints

from pydantic import Field, TypeAdapter
from pydantic.fields import FieldInfo
from typing_extensions import TypedDict  # pydantic reads that of typing from Python 3.12 on

from generator.deadline.reading import Kind, Precision, Undated
from generator.model import Level, PartyLevel, ReportStatus
from generator.status import State

VERSION: Literal[1] = 1
"""The version of the contract, also in the address of every file; what would break a reader needs another one."""

Day = date
Note = Annotated[str | None, Field(description="Замечание публикующего, не слова документа.")]
File = Annotated[str | None, Field(description="Адрес файла на сайте, от его корня; null: файла здесь нет.")]
Url = Annotated[str | None, Field(description="Адрес документа на другом сайте.")]


class Place(TypedDict):
    """A region, a district or a school."""

    address: Annotated[str, Field(description="Постоянный адрес: идентификаторы через косую черту.")]
    title: Annotated[str, Field(description="Название.")]


class Days(TypedDict):
    """Days, both inclusive."""

    start: Annotated[Day | None, Field(description="Первый день, включительно; null: начало не названо («до …»).")]
    end: Annotated[Day | None, Field(description="Последний день, включительно; null: конец не назван («с …»).")]


class Reading(TypedDict):
    """How a deadline is read."""

    kind: Annotated[Kind, Field(description="Вид срока: день, месяц, «до», повторение, без даты и так далее.")]
    precision: Annotated[Precision | None, Field(description="Точность, с которой срок назван: день, месяц, год …")]
    intervals: Annotated[
        list[Days], Field(description="Дни срока; у повторения — все его сроки в пределах плана; пусто: дат нет.")
    ]
    repeat: Annotated[str | None, Field(description="Повторение по RFC 5545 (RRULE): «ежемесячно» — FREQ=MONTHLY.")]
    undated: Annotated[Undated | None, Field(description="Почему даты нет: по отдельному плану, по запросу …")]
    qualifier: Annotated[Undated | None, Field(description="Оговорка рядом с датой: «по мере необходимости».")]
    quoted: Annotated[str | None, Field(description="Слова приказа, из которых взята причина или оговорка.")]
    year_from: Annotated[
        Literal["period", "section"] | None,
        Field(description="Откуда взят год, если он не назван: из периода плана или из заголовка раздела."),
    ]
    rule: Annotated[str, Field(description="Правило, по которому прочитан срок; объяснено на странице «Как читаются сроки».")]
    words: Annotated[str, Field(description="Прочтение словами.")]


class Document(TypedDict):
    """A document."""

    kind: Annotated[str, Field(description="Вид документа: приказ, письмо, концепция …")]
    title: Annotated[str, Field(description="Название.")]
    number: Annotated[str | None, Field(description="Номер, как напечатан.")]
    date: Annotated[Day | None, Field(description="Дата.")]
    authority: Annotated[str | None, Field(description="Кто издал.")]
    level: Annotated[Level | None, Field(description="Уровень: федеральный, региональный, муниципальный, школьный.")]
    part: Annotated[str | None, Field(description="Часть специального раздела, в которой документ стоит.")]
    file: File
    url: Url
    note: Note


class Person(TypedDict):
    """A person, by surname and initials."""

    name: Annotated[str, Field(description="Фамилия и инициалы, как в документе.")]
    position: Annotated[str | None, Field(description="Должность.")]
    role: Annotated[str | None, Field(description="Роль, как она названа в документе.")]
    party: Annotated[str | None, Field(description="Кем этот человек назван в таблице плана.")]
    note: Note


class Point(TypedDict):
    """A point of an order."""

    number: Annotated[str | None, Field(description="Номер, как напечатан; может повторяться.")]
    text: Annotated[str, Field(description="Текст, дословно.")]
    deadline: Annotated[str | None, Field(description="Срок, как напечатан.")]
    dates: Annotated[list[str] | None, Field(description="Дни по слову публикующего: ГГГГ-ММ-ДД, ГГГГ-ММ, a/b, ../b.")]
    undated: Annotated[Undated | None, Field(description="Почему даты нет, по слову публикующего.")]
    schools: Annotated[
        list[str] | None, Field(description="Адреса школ, которых касается пункт; null: не назван никто, all: все.")
    ]
    publishes: Annotated[list[str], Field(description="Части специального раздела, срок которых — этот; all: все.")]
    note: Note


class Attachment(TypedDict):
    """Another annex of an order."""

    number: Annotated[str | None, Field(description="Номер приложения.")]
    title: Annotated[str, Field(description="Название.")]
    file: File
    url: Url
    note: Note


class Order(TypedDict):
    """An order that approves a plan or changes it."""

    kind: Annotated[str, Field(description="Вид: приказ, распоряжение, постановление.")]
    title: Annotated[str, Field(description="Название.")]
    number: Annotated[str | None, Field(description="Номер, как напечатан.")]
    date: Annotated[Day, Field(description="Дата.")]
    authority: Annotated[str, Field(description="Кто издал, как напечатано.")]
    place: Annotated[str | None, Field(description="Место издания.")]
    preamble: Annotated[str | None, Field(description="Вводная часть, дословно.")]
    points: Annotated[list[Point], Field(description="Пункты.")]
    signatory: Annotated[Person | None, Field(description="Кто подписал.")]
    control: Annotated[Person | None, Field(description="На кого возложен контроль.")]
    marks: Annotated[list[str], Field(description="Отметки на листе.")]
    basis: Annotated[list[Document], Field(description="Основания.")]
    attachments: Annotated[list[Attachment], Field(description="Другие приложения.")]
    file: File
    url: Url
    note: Note


class Column(TypedDict):
    """A column of the order's table."""

    key: Annotated[str, Field(description="Ключ мероприятия или столбец его cells.")]
    title: Annotated[str, Field(description="Заголовок, как напечатан.")]
    note: Note


class Party(TypedDict):
    """A responsible party, of one plan."""

    id: Annotated[str, Field(description="Идентификатор в пределах плана.")]
    name: Annotated[str, Field(description="Название.")]
    also: Annotated[list[str], Field(description="Другие слова о том же исполнителе в таблице.")]
    level: Annotated[PartyLevel, Field(description="Кто отчитывается: муниципалитет, школы, все …")]
    page: Annotated[str | None, Field(description="Адрес страницы исполнителя; null: её нет.")]
    note: Note


class Cell(TypedDict):
    """A cell of a further column."""

    column: Annotated[str, Field(description="Ключ столбца.")]
    text: Annotated[str, Field(description="Текст, дословно.")]
    note: Note


class Wording(TypedDict):
    """What a row said before an order changed it: only the cells that were changed."""

    until: Annotated[Day, Field(description="День приказа, с которого действуют другие слова.")]
    number: Annotated[str | None, Field(description="Прежний номер.")]
    title: Annotated[str | None, Field(description="Прежнее наименование.")]
    responsible: Annotated[str | None, Field(description="Прежние ответственные.")]
    deadline: Annotated[str | None, Field(description="Прежний срок.")]
    dates: Annotated[list[str] | None, Field(description="Прежние дни, которые назвал публикующий.")]
    undated: Annotated[Undated | None, Field(description="Почему не было даты, по слову публикующего.")]
    result: Annotated[str | None, Field(description="Прежний результат.")]
    cells: Annotated[list[Cell] | None, Field(description="Прежние слова других столбцов.")]
    note: Note


class Status(TypedDict):
    """What is known of a term by the word of one reporter; without a report there is none."""

    by: Annotated[str, Field(description="Адрес того, кто сообщает: региона, района или школы.")]
    term: Annotated[str | None, Field(description="Который из сроков мероприятия; null: срок один.")]
    state: Annotated[State, Field(description="Состояние на день as_of; passed: срок прошёл, сообщения о выполнении нет.")]
    until: Annotated[Day | None, Field(description="Новый последний день, если срок перенесён.")]
    date: Annotated[Day, Field(description="День отчёта, по которому это известно.")]
    page: Annotated[str, Field(description="Адрес отчёта на сайте, с якорем.")]


class Activity(TypedDict):
    """A row of the plan."""

    id: Annotated[str, Field(description="Постоянный идентификатор строки.")]
    anchor: Annotated[str, Field(description="Якорь строки на странице плана.")]
    number: Annotated[str | None, Field(description="Номер, как напечатан.")]
    above: Annotated[str | None, Field(description="Строка, в которую эта входит (6.1 в 6); null: строка таблицы.")]
    section: Annotated[int | None, Field(description="Который из sections, с нуля; null: разделов нет.")]
    is_group: Annotated[bool, Field(description="Строка только собирает другие: сама не мероприятие, срока нет.")]
    title: Annotated[str, Field(description="Наименование, дословно.")]
    responsible: Annotated[str | None, Field(description="Ответственные, дословно.")]
    deadline: Annotated[str | None, Field(description="Срок, дословно.")]
    result: Annotated[str | None, Field(description="Ожидаемый результат, дословно.")]
    cells: Annotated[list[Cell], Field(description="Другие столбцы таблицы.")]
    dates: Annotated[list[str] | None, Field(description="Дни по слову публикующего: ГГГГ-ММ-ДД, ГГГГ-ММ, a/b, ../b.")]
    undated: Annotated[Undated | None, Field(description="Почему даты нет, по слову публикующего.")]
    reading: Annotated[Reading | None, Field(description="Как прочитан срок; null: срока нет.")]
    parties: Annotated[list[str], Field(description="Идентификаторы исполнителей.")]
    schools: Annotated[list[str] | None, Field(description="Адреса школ, которых касается строка; null, all: все.")]
    publishes: Annotated[list[str], Field(description="Части специального раздела, срок которых — этот; all: все.")]
    implements: Annotated[list[str], Field(description="Строки вышестоящего плана.")]
    added: Annotated[Day | None, Field(description="День приказа, которым строка добавлена.")]
    dropped: Annotated[Day | None, Field(description="День приказа, которым строка исключена.")]
    was: Annotated[list[Wording], Field(description="Прежние слова строки, изменённые приказами.")]
    statuses: Annotated[list[Status], Field(description="Что сообщили о выполнении; пусто: сообщений нет.")]
    note: Note


class Section(TypedDict):
    """A section row of the table."""

    number: Annotated[str | None, Field(description="Номер, как напечатан.")]
    title: Annotated[str, Field(description="Заголовок, дословно.")]
    note: Note


class Confirmation(TypedDict):
    """A curator's confirmation of a report."""

    by: Annotated[str, Field(description="Кто подтвердил.")]
    date: Annotated[Day, Field(description="Когда.")]
    note: Note


class Report(TypedDict):
    """A report on the plan."""

    by: Annotated[str, Field(description="Адрес того, кто сообщает.")]
    date: Annotated[Day, Field(description="День отчёта.")]
    title: Annotated[str, Field(description="Заголовок.")]
    page: Annotated[str, Field(description="Адрес отчёта на сайте, с якорем.")]
    text: Annotated[str | None, Field(description="Текст, Markdown; null: его нет, или отчёт о плане другого муниципалитета.")]
    activities: Annotated[list[str], Field(description="Идентификаторы строк, о которых отчёт.")]
    status: Annotated[ReportStatus | None, Field(description="Что сообщается; null: новость.")]
    occurrence: Annotated[str | None, Field(description="О котором из сроков строки.")]
    until: Annotated[Day | None, Field(description="Новый последний день, если срок перенесён.")]
    documents: Annotated[list[Document], Field(description="Подтверждающие документы.")]
    confirmed: Annotated[Confirmation | None, Field(description="Подтверждение куратора, по слову того, кто сообщает.")]
    note: Note


class Successor(TypedDict):
    """The plan that came in the place of another."""

    address: Annotated[str, Field(description="Адрес плана.")]
    date: Annotated[Day, Field(description="День приказа, с которого действует новый план.")]


class Project(TypedDict):
    """What a roadmap serves."""

    id: Annotated[str, Field(description="Идентификатор проекта.")]
    title: Annotated[str, Field(description="Название.")]


class Roadmap(TypedDict):
    """A roadmap."""

    schema: Annotated[str, Field(description="Адрес этой схемы, от файла.")]
    version: Annotated[Literal[1], Field(description="Версия договора о данных; она же в адресе: v1.")]
    address: Annotated[str, Field(description="Постоянный адрес плана; его страница стоит по нему же.")]
    site: Annotated[str | None, Field(description="Корень сайта, от которого идут все адреса; null: не указан владельцем.")]
    demo: Annotated[bool, Field(description="Всё в плане придумано: пример, не учитывается.")]
    as_of: Annotated[Day | None, Field(description="На какой день судили о состояниях; null: план не начат или завершён.")]
    region: Annotated[Place, Field(description="Регион.")]
    district: Annotated[Place | None, Field(description="Район; null: план региона.")]
    school: Annotated[Place | None, Field(description="Школа, которая приняла план; null: план принял район или регион.")]
    title: Annotated[str, Field(description="Название плана, дословно.")]
    project: Annotated[Project | None, Field(description="Проект, которому план служит.")]
    period: Annotated[Days, Field(description="Период плана.")]
    runs: Annotated[Days, Field(description="Когда план идёт: от приказа до последнего срока или до плана на его месте.")]
    parent: Annotated[str | None, Field(description="Адрес вышестоящего плана.")]
    replaces: Annotated[str | None, Field(description="Адрес плана, вместо которого принят этот.")]
    replaced_by: Annotated[Successor | None, Field(description="План, принятый вместо этого.")]
    schools: Annotated[list[Place], Field(description="Школы, которых план касается.")]
    districts: Annotated[list[str], Field(description="Районы, которых касается план региона.")]
    order: Annotated[Order, Field(description="Документ, которым план утверждён.")]
    amendments: Annotated[list[Order], Field(description="Документы, которыми план изменён.")]
    heading: Annotated[str | None, Field(description="Шапка приложения, как напечатана.")]
    columns: Annotated[list[Column], Field(description="Столбцы таблицы в её порядке.")]
    team: Annotated[list[Person], Field(description="Участники плана.")]
    parties: Annotated[list[Party], Field(description="Исполнители, названные в таблице.")]
    sections: Annotated[list[Section], Field(description="Разделы таблицы.")]
    activities: Annotated[list[Activity], Field(description="Строки таблицы в её порядке.")]
    reports: Annotated[list[Report], Field(description="Отчёты о плане, от новых к старым.")]
    note: Note


class Plan(TypedDict):
    """A plan in a catalog."""

    address: Annotated[str, Field(description="Постоянный адрес плана.")]
    title: Annotated[str, Field(description="Название.")]
    order: Annotated[str, Field(description="Документ, которым он утверждён: вид, дата, номер.")]
    period: Annotated[Days, Field(description="Период.")]
    runs: Annotated[Days, Field(description="Когда план идёт.")]
    activities: Annotated[int, Field(description="Сколько в нём мероприятий, без исключённых.")]
    parent: Annotated[str | None, Field(description="Адрес вышестоящего плана.")]
    is_replaced: Annotated[bool, Field(description="На его месте другой план.")]
    data: Annotated[str, Field(description="Адрес его JSON, от корня сайта.")]


class Owner(TypedDict):
    """A region, a district or a school in a catalog."""

    address: Annotated[str, Field(description="Постоянный адрес; страница стоит по нему же.")]
    title: Annotated[str, Field(description="Название.")]
    level: Annotated[Literal["region", "district", "school"], Field(description="Регион, район или школа.")]
    plans: Annotated[list[Plan], Field(description="Принятые планы.")]


class RegionCatalog(TypedDict):
    """The catalog of a region."""

    schema: Annotated[str, Field(description="Адрес схемы, от файла.")]
    version: Annotated[Literal[1], Field(description="Версия договора о данных.")]
    site: Annotated[str | None, Field(description="Корень сайта, от которого идут все адреса; null: не указан владельцем.")]
    address: Annotated[str, Field(description="Адрес региона.")]
    title: Annotated[str, Field(description="Название региона.")]
    demo: Annotated[bool, Field(description="Вымышленный регион: пример.")]
    updated: Annotated[Day | None, Field(description="День последнего документа или отчёта; null: планов нет.")]
    owners: Annotated[list[Owner], Field(description="Регион, его районы и школы, с планами.")]


class Region(TypedDict):
    """A region in the catalog of the site."""

    address: Annotated[str, Field(description="Адрес региона.")]
    title: Annotated[str, Field(description="Название.")]
    demo: Annotated[bool, Field(description="Вымышленный регион: пример.")]
    updated: Annotated[Day | None, Field(description="День последнего документа или отчёта.")]
    districts: Annotated[int, Field(description="Сколько в нём районов.")]
    schools: Annotated[int, Field(description="Сколько школ.")]
    plans: Annotated[int, Field(description="Сколько планов.")]
    catalog: Annotated[str, Field(description="Адрес каталога региона, от корня сайта.")]
    package: Annotated[str, Field(description="Адрес datapackage.json региона, от корня сайта.")]


class Catalog(TypedDict):
    """The catalog of the site."""

    schema: Annotated[str, Field(description="Адрес схемы, от файла.")]
    version: Annotated[Literal[1], Field(description="Версия договора о данных.")]
    site: Annotated[str | None, Field(description="Корень сайта, от которого идут все адреса; null: не указан владельцем.")]
    updated: Annotated[Day | None, Field(description="День последнего документа или отчёта, без вымышленных регионов.")]
    regions: Annotated[list[Region], Field(description="Регионы.")]


SCHEMAS = {
    "roadmap": (Roadmap, "Дорожная карта"),
    "region": (RegionCatalog, "Каталог региона"),
    "catalog": (Catalog, "Каталог"),
}
"""The kinds of files, by the name of their schema."""


def write(value: Mapping[str, object]) -> bytes:
    """One of the shapes as a line of JSON: UTF-8, keys in the sequence in which they were put, days as YYYY-MM-DD."""
    return _encode(value).encode() + b"\n"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=date.isoformat, allow_nan=False).encode


def schema(name: str) -> bytes:
    """The JSON Schema (2020-12) of the kind of files with that name."""
    kind, title = SCHEMAS[name]
    found = TypeAdapter(kind).json_schema(mode="serialization")
    for part in (found, *found.get("$defs", {}).values()):
        for key in ("title", "description"):  # what names and docstrings tell of the program
            part.pop(key, None)
        for field in part.get("properties", {}).values():
            field.pop("title", None)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **found}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def dictionary(shape: type) -> Iterator[tuple[str, str]]:
    """Every key of one of the shapes with what it means, in Russian; keys within keys are left out."""
    for key, hint in get_type_hints(shape, include_extras=True).items():
        yield key, next(mark.description or "" for mark in hint.__metadata__ if isinstance(mark, FieldInfo))
