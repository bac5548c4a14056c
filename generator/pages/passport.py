"""The passport of the open data: whose they are, what is in them, in which files, on what terms, and what each key means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.district import Summary
from generator.ids import DATA, href
from generator.link import outside
from generator.pages.linked_data import linked_data
from generator.pages.markdown import Block, Heading, Html, Page
from generator.pages.places import Place, places
from generator.pages.readings import ADDRESS as READINGS
from generator.pages.template import draw
from generator.pages.territory import Fact
from generator.published import Activity, Roadmap, dictionary
from generator.russian import day_month_year, plural
from generator.settings import Publisher
from generator.summary import updated

ADDRESS = "otkrytye-dannye"
"""The address of the page."""

NAME = "Дорожные карты образования"
"""What the set of data is called."""
_TITLE = "Паспорт набора данных"
_ABOUT = (
    "Планы мероприятий, утверждённые приказами органов управления образованием и школ: слова документов, прочитанные сроки, "
    "исполнители и отчёты о выполнении."
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key or a column: its name, and what it holds."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class _File:
    """A file: what it is called, where it is, what is in it."""

    title: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class _Region:
    """A region: the links to its catalog and to its package."""

    title: str
    catalog: str
    package: str
    demo: bool


def passport_page(summaries: Sequence[Summary], columns: Sequence[Key], publisher: Publisher, site_url: str) -> Page:
    """The page; `columns` are those of the tables, `site_url` is where the site is published, or empty."""
    return Page(
        address=ADDRESS,
        title=_TITLE,
        description="Все планы сайта как данные: владелец, условия, форматы, файлы и словарь.",
        blocks=tuple(_blocks(summaries, columns, publisher, site_url)),
    )


def _blocks(summaries: Sequence[Summary], columns: Sequence[Key], publisher: Publisher, site_url: str) -> Iterator[Block]:
    real, demo = places(summaries)
    day = updated(summary for place in real for summary in (place.region, *place.districts))
    yield Heading(1, _TITLE, "top")
    yield draw("passport/about.html.j2", facts=list(_facts(real, publisher, day)), licence=outside(publisher.licence))
    yield Heading(2, "Файлы", "fayly")
    yield draw("passport/files.html.j2", files=_files(), regions=[_region(place) for place in (*real, *demo)])
    yield Heading(2, "Словарь", "slovar")
    dictionaries = [
        ("JSON плана", _keys(dictionary(Roadmap))),
        ("Мероприятие в нём", _keys(dictionary(Activity))),
        ("Столбцы CSV", list(columns)),
    ]
    yield draw("passport/dictionary.html.j2", dictionaries=dictionaries, readings=href(ADDRESS, READINGS))
    yield Heading(2, "Что не меняется", "dogovor")
    yield draw("passport/contract.html.j2", owner=publisher.name, name=NAME, site=site_url)
    if site_url:
        yield _dataset(publisher, day, site_url)


def _facts(real: Sequence[Place], publisher: Publisher, day: date | None) -> Iterator[Fact]:
    yield Fact("Наименование", NAME)
    yield Fact("Содержание", _ABOUT)
    yield Fact("Владелец", publisher.name or "Не указан в настройках сайта.")
    yield Fact("Обновление", "При каждой публикации сайта; отдельного расписания нет.")
    yield Fact("Последний документ или отчёт", f"{day_month_year(day)} года" if day else "Пока нет ни одного.")
    yield Fact("Охват", _extent(real))
    yield Fact("Форматы", "JSON, CSV, XLSX, DOCX, iCalendar, Atom; описание — JSON Schema и Data Package. Кодировка UTF-8.")
    yield Fact("Версия", "1")


def _extent(real: Sequence[Place]) -> str:
    units = [unit for place in real for unit in (place.region, *place.districts)]
    counts = (
        (len(real), ("регион", "региона", "регионов")),
        (sum(len(place.districts) for place in real), ("муниципалитет", "муниципалитета", "муниципалитетов")),
        (sum(len(unit.schools) for unit in units), ("школа", "школы", "школ")),
        (sum(len(unit.plans) for unit in units), ("план", "плана", "планов")),
    )
    return ", ".join(f"{number}\u00a0{plural(number, *words)}" for number, words in counts)


def _files() -> list[_File]:
    return [
        _File("catalog.json", href(ADDRESS, f"{DATA}/catalog.json"), "Регионы и адреса их каталогов."),
        _File("datapackage.json", href(ADDRESS, f"{DATA}/datapackage.json"), "Все мероприятия одной таблицей, по частям."),
        _File("schema/roadmap.json", href(ADDRESS, f"{DATA}/schema/roadmap.json"), "JSON Schema плана."),
        _File("schema/region.json", href(ADDRESS, f"{DATA}/schema/region.json"), "JSON Schema каталога региона."),
        _File("schema/catalog.json", href(ADDRESS, f"{DATA}/schema/catalog.json"), "JSON Schema каталога сайта."),
    ]


def _region(place: Place) -> _Region:
    folder = f"{DATA}/{place.region.address}"
    return _Region(
        title=place.region.title,
        catalog=href(ADDRESS, f"{folder}/catalog.json"),
        package=href(ADDRESS, f"{folder}/datapackage.json"),
        demo=place.region.demo,
    )


def _keys(found: Iterable[tuple[str, str]]) -> list[Key]:
    return [Key(name, about) for name, about in found]


def _dataset(publisher: Publisher, day: date | None, site_url: str) -> Html:
    """The set for search engines of data sets (schema.org/Dataset): what the page says, and no more."""
    value: dict[str, object] = {
        "@type": "Dataset",
        "name": NAME,
        "description": _ABOUT,
        "url": f"{site_url}{ADDRESS}/",
        "inLanguage": "ru",
        "isAccessibleForFree": True,
        "version": "1",
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{site_url}{DATA}/{name}"}
            for name in ("catalog.json", "datapackage.json")
        ],
    }
    if day:
        value["dateModified"] = day.isoformat()
    if publisher.name:
        value["creator"] = {"@type": "Organization", "name": publisher.name}
    if licence := outside(publisher.licence):
        value["license"] = licence
    return linked_data(value)
