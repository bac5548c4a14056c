"""The commands `roadmaps new …`: a new region, district, school, roadmap or report as a valid file with hints.

Every value has an option, so that the commands work without a terminal; on one, what no option says is asked. What is there
already is never touched.
"""

import re
import sys

import click

from generator import scaffold
from generator.console import beneath, tell_problems
from generator.destination import Destination
from generator.model import ReportStatus
from generator.question import ask, ask_optional
from generator.question import day as to_day
from generator.question import period as to_period
from generator.question import text as to_text
from generator.rules import Severity
from generator.scaffold import Approval, Subject
from generator.transliteration import latin_id
from generator.usage import Group

_DISTRICT_WORDS = re.compile(r"район|муниципальн\w+|городской|округ|образование|город|г")
_SCHOOL_WORDS = re.compile(
    r"[мг][абк]?оу|мобу|[сно]?ош|сш|школа|средняя|основная|начальная|\w*образовательн\w+|учреждение"
    r"|муниципальн\w+|государственн\w+|бюджетн\w+|казенн\w+|автономн\w+"
)
"""Words that name what every district or school is, and do not tell one from another."""
_STATUSES = {
    ReportStatus.DONE: "сделано",
    ReportStatus.PARTIAL: "частично",
    ReportStatus.IN_PROGRESS: "в работе",
    ReportStatus.POSTPONED: "перенесено",
    ReportStatus.CANCELLED: "отменено",
}


@click.group("new", cls=Group, help="Завести область, район, школу, план или отчёт: файл с подсказками.")
def new() -> None:
    """The group of commands."""


title_option = click.option("--title", metavar="ТЕКСТ", help="Название.")
id_option = click.option("--id", "id_", metavar="ИМЯ", help="Имя для адреса, латиницей; иначе выводится из названия.")
in_option = click.option("--in", "folder", metavar="АДРЕС", help="Где: oblast, oblast/rayon или oblast/rayon/shkola.")
authority_option = click.option("--authority", metavar="ТЕКСТ", help="Кто ведёт: министерство, отдел образования.")
project_option = click.option("--project", metavar="ИМЯ", help="Проект: имя его файла в projects.")
period_option = click.option("--period", metavar="ПЕРИОД", help="Год или две даты: 2021, 2020-09-01/2021-08-31.")


@new.command("region", help="Завести область: папку с файлом region.yml.")
@title_option
@id_option
@authority_option
@click.option("--demo", is_flag=True, help="Вымышленная область, для примера.")
def region_command(title: str | None, id_: str | None, authority: str | None, *, demo: bool) -> None:
    """`region.yml` in a new folder."""
    destination = Destination.here()
    name = ask("--title", title, "Название области", to_text)
    folder = destination.new_id("", id_, latin_id(name))
    office = ask_optional("--authority", authority, "Кто ведёт, например министерство образования", to_text)
    _create(destination, f"{folder}/region.yml", scaffold.region(name, office, demo=demo))


@new.command("district", help="Завести район: папку с файлом district.yml.")
@in_option
@title_option
@id_option
@authority_option
def district_command(folder: str | None, title: str | None, id_: str | None, authority: str | None) -> None:
    """`district.yml` in a new folder of a region."""
    destination = Destination.here()
    region = destination.ask_folder(folder, "В какой области", depths=(1,))
    name = ask("--title", title, "Название района", to_text)
    address = destination.new_id(region, id_, latin_id(name, _DISTRICT_WORDS))
    office = ask_optional("--authority", authority, "Кто ведёт, например отдел образования", to_text)
    _create(destination, f"{address}/district.yml", scaffold.district(name, office))


@new.command("school", help="Завести школу: папку с файлом school.yml.")
@in_option
@title_option
@id_option
@project_option
@period_option
def school_command(folder: str | None, title: str | None, id_: str | None, project: str | None, period: str | None) -> None:
    """`school.yml` in a new folder of a district."""
    destination = Destination.here()
    district = destination.ask_folder(folder, "В каком районе", depths=(2,))
    name = ask("--title", title, "Название школы", to_text)
    address = destination.new_id(district, id_, latin_id(name, _SCHOOL_WORDS))
    served = ask_optional("--project", project, "В каком проекте участвует", destination.project_of(address))
    years = ask("--period", period, "Когда участвует: год или две даты через /", to_period) if served or period else None
    if years and not served:
        raise click.UsageError("--period пишут вместе с --project.")
    _create(destination, f"{address}/school.yml", scaffold.school(name, served, years))


@new.command("roadmap", help="Завести план района, школы или области.")
@in_option
@title_option
@id_option
@project_option
@period_option
@click.option("--order-title", metavar="ТЕКСТ", help="Название приказа: О реализации…")
@click.option("--order-number", metavar="НОМЕР", help="Номер приказа.")
@click.option("--order-date", metavar="ГГГГ-ММ-ДД", help="Дата приказа.")
@click.option("--order-authority", metavar="ТЕКСТ", help="Кто издал приказ, как напечатано.")
def roadmap_command(
    folder: str | None,
    title: str | None,
    id_: str | None,
    project: str | None,
    period: str | None,
    order_title: str | None,
    order_number: str | None,
    order_date: str | None,
    order_authority: str | None,
) -> None:
    """A plan with one row in the folder of whoever adopted it."""
    destination = Destination.here()
    owner = destination.ask_folder(folder, "Кто принял план", depths=(2, 3, 1))
    name = ask("--title", title, "Название плана, как в приказе", to_text)
    served = ask_optional("--project", project, "Какому проекту служит", destination.project_of(owner))
    years = ask("--period", period, "Период: год или две даты через /", to_period)
    address = destination.new_id(owner, id_, latin_id(f"{years[:4]} {served or name}"))
    order = Approval(
        title=ask("--order-title", order_title, "Название приказа", to_text),
        number=ask_optional("--order-number", order_number, "Номер приказа", to_text),
        day=ask("--order-date", order_date, "Дата приказа, ГГГГ-ММ-ДД", to_day),
        authority=ask("--order-authority", order_authority, "Кто издал приказ, как напечатано", to_text),
    )
    _create(destination, f"{address}.yml", scaffold.roadmap(name, years, order, served))


@new.command("report", help="Завести отчёт о мероприятиях плана или новость проекта.")
@in_option
@title_option
@click.option("--date", "day", metavar="ГГГГ-ММ-ДД", help="Дата; иначе сегодня.")
@click.option("--word", metavar="СЛОВО", help="Слово для имени файла, латиницей; иначе первое слово названия.")
@click.option("--roadmap", metavar="АДРЕС", help="План, о котором отчёт: oblast/rayon/2021-plan.")
@click.option("--activity", "activities", metavar="НОМЕР", multiple=True, help="Номер строки плана; можно несколько раз.")
@click.option("--status", metavar="СТАТУС", help=f"Одно из: {', '.join(_STATUSES)}.")
@click.option("--occurrence", metavar="СРОК", help="Который из сроков, если их у строки несколько: 2021-09.")
@click.option("--until", metavar="ГГГГ-ММ-ДД", help="Новый срок, если перенесено.")
@project_option
def report_command(
    folder: str | None,
    title: str | None,
    day: str | None,
    word: str | None,
    roadmap: str | None,
    activities: tuple[str, ...],
    status: str | None,
    occurrence: str | None,
    until: str | None,
    project: str | None,
) -> None:
    """A report in the folder of whoever reports."""
    destination = Destination.here()
    owner = destination.ask_folder(folder, "Кто отчитывается", depths=(3, 2, 1))
    name = ask("--title", title, "О чём отчёт, одной фразой", to_text)
    when = ask("--date", day, "Дата, ГГГГ-ММ-ДД", to_day, destination.today().isoformat())
    subject = _subject(destination, owner, roadmap, activities, status, occurrence, until, project)
    path = destination.new_report(owner, when, word, latin_id(name).partition("-")[0] or "otchet")
    _create(destination, path, scaffold.report(name, when, subject))


def _subject(
    destination: Destination,
    owner: str,
    roadmap: str | None,
    activities: tuple[str, ...],
    status: str | None,
    occurrence: str | None,
    until: str | None,
    project: str | None,
) -> Subject:
    """What the report is about: a plan, else a project."""
    about_plan = (roadmap, *activities, status, occurrence, until)
    if project and any(about_plan):
        raise click.UsageError("отчёт либо о плане (--roadmap), либо о проекте (--project).")
    plans = destination.plans(owner)
    plan = None if project else ask_optional("--roadmap", roadmap, "План", destination.plan, plans[0] if plans else None)
    if plan is None:
        if any(about_plan):
            raise click.UsageError("не хватает ключа --roadmap: план, о котором отчёт.")
        return Subject(project=ask("--project", project, "Проект, о котором новость", destination.project_of(owner)))
    rows = activities or ask_optional("--activity", None, "Номера строк плана через запятую", _numbers) or ()
    state = ask_optional("--status", status, f"Статус: {_choices()}", _status) if rows or status else None
    term = ask("--until", until, "Новый срок, ГГГГ-ММ-ДД", to_day) if state is ReportStatus.POSTPONED or until else None
    return Subject(plan, rows, state, occurrence, term)


def _numbers(answer: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, answer.split(","))))


def _choices() -> str:
    return ", ".join(f"{status} — {word}" for status, word in _STATUSES.items())


def _status(answer: str) -> ReportStatus:
    words = {word: status for status, word in _STATUSES.items()} | {str(status): status for status in _STATUSES}
    if answer not in words:
        raise ValueError(f"нет статуса «{answer}». Бывает: {_choices()}.")
    return words[answer]


def _create(destination: Destination, path: str, content: str) -> None:
    """Write the file and say what the check says of it; exit 1 if that is an error."""
    destination.create(path, content)
    click.echo(destination.root / path)
    click.echo("Имя файла или папки постоянное: из него складываются адреса страниц.", err=True)
    problems = destination.check(path)
    tell_problems(beneath(problems, destination.root, [path]), "text")
    sys.exit(1 if any(fault.severity is Severity.ERROR for fault in problems) else 0)
