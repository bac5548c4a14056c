"""Two states of a plan, one written and one made of it, and what is told of their difference."""

from generator.changes import Titles, plan_changes
from generator.changes.revisions import parse
from generator.plan import Plan

PATH = "oblast/rayon/2021-rost.yml"
PLAN = """\
title: План мероприятий
period: 2021
schools: [alfa, beta]
order:
  kind: приказ
  title: О проекте
  number: "89"
  date: 2021-03-27
  authority: ОТДЕЛ ОБРАЗОВАНИЯ
  points:
    - number: "1."
      text: Утвердить план.
    - number: "2.1"
      text: Школам сделать раздел.
    - number: "2.1"
      text: Школам утвердить планы.
columns:
  - key: number
    title: № п/п
  - key: title
    title: Мероприятие
  - key: deadline
    title: Срок
  - key: place
    title: Место проведения
parties:
  - name: Координатор
    level: municipal
sections:
  - number: I.
    title: Начало
    activities:
      - number: "1.1"
        title: Совещание
        responsible: Координатор
        deadline: Май 2021 г.
        cells:
          - column: place
            text: отдел
      - number: "1.2"
        title: Анкеты
        deadline: до 20.08.2021
      - number: "1.3"
        title: Выезды
        deadline: В течение года
  - number: II.
    title: Итоги
    activities:
      - number: "2.1"
        title: "Семинары:"
        activities:
          - number: "2.1.1"
            title: для учителей
            deadline: Октябрь 2021 г.
          - number: "2.1.2"
            title: для директоров
            deadline: Ноябрь 2021 г.
      - number: "2.2"
        title: Отчёт
        deadline: Декабрь 2021 г.
"""


def plan(text: str = PLAN) -> Plan:
    found = parse(PATH, text.encode())
    assert found is not None, "the text of the test is no plan"
    return found


def edited(*edits: tuple[str, str]) -> str:
    text = PLAN
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def told(*edits: tuple[str, str], titles: Titles | None = None) -> list[str]:
    """The sentences for the plan with `edits`, each of a text that stands in it once."""
    return [change.sentence for change in plan_changes(plan(), plan(edited(*edits)), titles)]
