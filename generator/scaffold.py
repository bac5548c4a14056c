"""New files of the data: valid at once, with hints in comments; where words of a document belong, stands «…»."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.checks.blanks import BLANK
from generator.checks.quotes import other_reading
from generator.model import ReportStatus

_PLAIN = re.compile(r"[^\W_](?:[\w «»№().,/+–—-]*[\w»).])?")


def written(text: str) -> str:
    """`text` as a value of YAML: without quotes where every reader takes it for the same text."""
    is_plain = _PLAIN.fullmatch(text) and other_reading(text) is None
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _line(key: str, value: str | None, example: str) -> str:
    """`key: value`, or without a value a comment with an example; a hint may stand behind the example."""
    return f"{key}: {written(value)}" if value else f"# {key}: {example}"


def _listed(values: Iterable[str]) -> str:
    return f"[{', '.join(map(written, values))}]"


_DOCUMENTS = """\
# documents:                        # документы, которые действуют для всех{below}
#   - kind: положение
#     title: Положение о сопровождении школ
#     number: "4"                   # номера всегда в кавычках
#     date: 2025-01-20
#     file: files/polozhenie.pdf    # документ из папки files рядом; или url: https://…
"""


def region(title: str, authority: str | None = None, *, demo: bool = False) -> str:
    """`region.yml`."""
    return f"""\
title: {written(title)}
{_line("authority", authority, "Министерство образования Вымышленной области")}
{"demo: true" if demo else "# demo: true"}                        # вымышленная область: плашка на страницах, вне общих итогов
{_DOCUMENTS.format(below=" школ области")}"""


def district(title: str, authority: str | None = None) -> str:
    """`district.yml`."""
    return f"""\
title: {written(title)}
{_line("authority", authority, "Отдел образования администрации Примерного района")}
# site: https://example.org/
# email: otdel@example.org          # почта организации, не личная
{_DOCUMENTS.format(below=" школ района")}"""


def school(title: str, project: str | None = None, period: str | None = None) -> str:
    """`school.yml`; `project` is the id of one in which the school takes part in `period`."""
    mark = "" if project else "# "
    return f"""\
title: {written(title)}
# site: https://example.org/school
{mark}projects:                           # участие в проектах: по записи на проект и период
{mark}  - project: {written(project) if project else "imya-proekta"}
{mark}    period: {period or "2021"}
#     team:                         # фамилия и инициалы, без полного отчества
#       - name: Образцова А.Б.
#         position: заместитель директора по УР
#         role: Координатор
#     risks:                        # только уровни
#       - title: Низкая учебная мотивация
#         level: высокий
{_DOCUMENTS.format(below=" лет; остальное публикуется отчётами")}"""


@dataclass(frozen=True, slots=True)
class Approval:
    """The order that approves a plan, as printed."""

    title: str
    day: date
    authority: str
    number: str | None = None
    kind: str = "приказ"


def roadmap(title: str, period: str, order: Approval, project: str | None = None) -> str:
    """A plan with one row; `period` is a year or two dates with `/` between them."""
    return f"""\
# Тексты переписываются из приказа слово в слово. Где стоит «{BLANK}», впишите слова приказа.
title: {written(title)}
{_line("project", project, "imya-proekta        # имя файла проекта")}
period: {period}
# parent: oblast/2021-plan          # адрес плана, который этот выполняет
# schools: [shkola-1, shkola-2]     # школы из приказа; [all] — все школы района
order:
  kind: {written(order.kind)}
  title: {written(order.title)}
  {_line("number", order.number, '"89"')}
  date: {order.day.isoformat()}
  authority: {written(order.authority)}
  # preamble: "В соответствии с …, ПРИКАЗЫВАЮ:"
  # points:
  #   - number: "1."
  #     text: Утвердить план мероприятий.
  # signatory:
  #   name: Е.В. Брицына
  #   position: Заведующий отделом образования
  # file: files/prikaz-89.pdf       # подписанный приказ, в папке files рядом
columns:                            # графы таблицы: слева направо, с заголовками приказа
  - key: number
    title: № п/п
  - key: title
    title: Мероприятие
  - key: deadline
    title: Срок
  - key: responsible
    title: Ответственный
  - key: result
    title: Ожидаемый результат
parties:                            # все ответственные из таблицы
  - name: {BLANK}
    # id: otdel                     # адрес страницы ответственного; если не указан, составляется из названия
    level: municipal                # кто отчитывается: federal, regional, municipal, school, all
activities:
  - number: "1."
    title: {BLANK}
    # Срок — тоже словами приказа; dates: [2021-06] рядом — только если он не прочитался.
    deadline: в течение года
    responsible: {BLANK}                  # состоит из имён, которые перечислены в parties
    result: {BLANK}
    # publishes: [all]              # части специального раздела, которые публикуются по этой строке
"""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about: rows of the plan at the address `roadmap`, or as news the project with the id `project`."""

    roadmap: str | None = None
    activities: tuple[str, ...] = ()
    status: ReportStatus | None = None
    occurrence: str | None = None
    until: date | None = None
    project: str | None = None


def report(title: str, day: date, subject: Subject) -> str:
    """A report of the day `day`."""
    return f"""\
date: {day.isoformat()}
title: {written(title)}
{_subject(subject)}\
# text: |                           # абзацы, списки, **выделение**, [ссылки](https://example.org/)
#   Раздел открыт **20 мая**.
# documents:                        # подтверждения; part — часть специального раздела, где документ появится
#   - kind: концепция
#     title: Концепция развития
#     number: "31"
#     date: 2021-03-28
#     part: concept
#     file: files/kontseptsiya.pdf
# confirmed:                        # если куратор подтвердил
#   by: Макетов Д.Е.
#   date: 2021-05-21
"""


def _subject(subject: Subject) -> str:
    if subject.project:
        return f"project: {written(subject.project)}\n# unchanged: [all]                  # «изменений нет»: части раздела\n"
    lines = [f"roadmap: {subject.roadmap}"]
    lines += [f"activities: {_listed(subject.activities)}"] if subject.activities else []
    if subject.status:
        lines.append(f"status: {subject.status}                        # done, partial, in-progress, postponed, cancelled")
    lines.append(_line("occurrence", subject.occurrence, "2021-09             # который из сроков, если их у строки несколько"))
    if subject.until:
        lines.append(f"until: {subject.until.isoformat()}                   # новый срок")
    return "\n".join(lines) + "\n"
