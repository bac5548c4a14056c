# ruff: noqa: E501  one sentence a line
"""What is told of two states of one plan."""

import pytest
from states import PLAN, edited, plan, told

from generator.change import Sign, What
from generator.changes import Titles, plan_changes
from generator.changes.values import contrast

ROW_1_2 = """\
      - number: "1.2"
        title: Анкеты
        deadline: до 20.08.2021
"""
ROW_1_3 = """\
      - number: "1.3"
        title: Выезды
        deadline: В течение года
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Май 2021 г.", "Июнь 2021 г.", "Мероприятие 1.1: срок «Май 2021 г.» → «Июнь 2021 г.», теперь читается так: 1–30 июня 2021, весь месяц."),
        ("Май 2021 г.", "май 2021 года", "Мероприятие 1.1: срок «Май 2021 г.» → «май 2021 года», читается по-прежнему: 1–31 мая 2021, весь месяц."),
        ("до 20.08.2021", "весной, когда сойдёт снег", "Мероприятие 1.2: срок «до 20.08.2021» → «весной, когда сойдёт снег», теперь читается так: прочесть нельзя."),
        ("title: Анкеты", "title: Анкеты учителей", "Мероприятие 1.2: формулировка «Анкеты» → «Анкеты учителей»."),
        ("        responsible: Координатор\n", "", "Мероприятие 1.1: убрано: ответственные «Координатор»."),
        ("            text: отдел", "            text: школа", "Мероприятие 1.1: графа «Место проведения» «отдел» → «школа»."),
        ("title: Начало", "title: Старт", "Раздел I.: название «Начало» → «Старт»."),
        ('number: "89"', 'number: "90"', "План: документ: номер «89» → «90»."),
        ("date: 2021-03-27", "date: 2021-03-28", "План: документ: дата 27.03.2021 → 28.03.2021."),
        ("Утвердить план.", "Утвердить дорожную карту.", "План: документ: пункты, пункт 1: текст «Утвердить план.» → «Утвердить дорожную карту.»."),
        ("    level: municipal", "    level: school", "План: ответственные в таблице, «Координатор»: уровень муниципальный → школьный."),
        ("[alfa, beta]", "[beta, gamma]", "План: школы-участницы, добавлено: «Школа Гамма»."),
        ("[alfa, beta]", "[beta]", "План: школы-участницы, убрано: alfa."),
        ("title: Отчёт\n", "title: Отчёт\n        dropped: 2021-06-02\n", "Мероприятие 2.2: исключено с 02.06.2021: «Отчёт»."),
    ],
)  # fmt: skip
def test_one_edit(old: str, new: str, sentence: str) -> None:
    assert sentence in told((old, new), titles=Titles({"gamma": "Школа Гамма"}))


def test_an_edit_says_nothing_else() -> None:
    (change,) = plan_changes(plan(), plan(edited(("title: Анкеты", "title: Анкеты учителей"))))
    assert (change.sign, change.what) == (Sign.CHANGED, What.WORDING)
    assert (change.page, change.anchor) == ("oblast/rayon/2021-rost", "m-1-2")
    assert [one.text for one in change.words if one.are_quoted] == ["«Анкеты»", "«Анкеты учителей»"]


def test_form_makes_no_difference() -> None:
    text = "# замечание для себя\n" + PLAN.replace("title: Анкеты", 'title: "Анкеты"').replace("\n", "\r\n")
    text = text.replace("title: План мероприятий", "title: >-\r\n  План\r\n  мероприятий")
    assert plan_changes(plan(), plan(text)) == ()
    lines = PLAN.splitlines(keepends=True)
    assert plan_changes(plan(), plan("".join([*lines[1:3], lines[0], *lines[3:]]))) == ()
    assert told(("[alfa, beta]", "[beta, alfa]")) == []


def test_a_plan_comes_and_goes() -> None:
    one = plan()
    assert [change.sentence for change in plan_changes(None, one)] == ["План: опубликован: «План мероприятий»."]
    assert [change.sentence for change in plan_changes(one, None)] == ["План: убран с сайта: «План мероприятий»."]
    assert plan_changes(None, None) == ()


def test_rows_added_and_removed() -> None:
    assert told((ROW_1_3, "")) == ["Мероприятие 1.3: убрано: «Выезды», срок «В течение года»."]
    more = ROW_1_3 + '      - number: "1.4"\n        title: Новое\n        undated: empty\n'
    assert told((ROW_1_3, more)) == ["Мероприятие 1.4: добавлено: «Новое»."]


def test_the_same_words_under_another_number_are_the_same_row() -> None:
    (sentence,) = told(('number: "1.2"', 'number: "1.4"'))
    assert sentence == "Мероприятие 1.4: номер «1.2» → «1.4»."


def test_two_rows_of_the_same_words_are_not_guessed() -> None:
    twice = ROW_1_2 + ROW_1_2.replace("1.2", "1.8") + ROW_1_2.replace("1.2", "1.9")
    old = plan(edited((ROW_1_2, twice)))
    new = plan(edited((ROW_1_2, ROW_1_2 + ROW_1_2.replace("1.2", "1.7"))))
    found = [change.sentence.partition(":")[0] + change.sentence.partition(":")[2][:9] for change in plan_changes(old, new)]
    assert found == ["Мероприятие 1.7 добавлен", "Мероприятие 1.8 убрано: ", "Мероприятие 1.9 убрано: "]


def test_rows_that_change_their_place() -> None:
    first = '      - number: "1.1"\n'
    assert told((ROW_1_3, ""), (first, ROW_1_3 + first)) == ["Мероприятие 1.3: переставлено, теперь стоит первым."]
    last = '      - number: "2.2"\n'
    assert told((ROW_1_2, ""), (last, ROW_1_2 + last)) == [
        "Мероприятие 1.2: перенесено из раздела «I. Начало» в раздел «II. Итоги»."
    ]
    inner = '          - number: "2.1.1"\n'
    moved = "".join(f"    {line}\n" for line in ROW_1_2.splitlines())
    assert told((ROW_1_2, ""), (inner, moved + inner)) == ["Мероприятие 1.2: теперь в составе строки 2.1."]


def test_a_section_renamed_whole_is_known_by_its_rows() -> None:
    assert told(("number: II.\n    title: Итоги", "number: III.\n    title: Завершение")) == [
        "Раздел III.: номер «II.» → «III.».",
        "Раздел III.: название «Итоги» → «Завершение».",
    ]


def test_points_of_one_number_are_told_apart_by_their_words() -> None:
    assert told(("Школам утвердить планы.", "Школам утвердить дорожные карты.")) == [
        "План: документ: пункты, пункт 2.1: текст «Школам утвердить планы.» → «Школам утвердить дорожные карты.»."
    ]


def test_the_period_alone_changes_how_a_term_is_read() -> None:
    found = told(("period: 2021", "period: 2021-03-01/2021-12-31"))
    assert found[0] == "План: период 2021 год → 1 марта 2021 – 31 декабря 2021."
    assert found[1].startswith("Мероприятие 1.3: срок «В течение года» теперь читается так: ")
    assert "; прежде: весь 2021 год, дат нет" in found[1]
    assert len(found) == 2


def test_an_amendment_that_is_written_down_is_told_once() -> None:
    term = "deadline: до 20.08.2021"
    now = "deadline: до 30.08.2021\n        was:\n          - until: 2021-06-02\n            deadline: до 20.08.2021"
    assert told((term, now)) == [
        "Мероприятие 1.2: срок «до 20.08.2021» → «до 30.08.2021», теперь читается так: по 30 августа включительно,"
        " начало не названо."
    ]
    former = f"{term}\n        was:\n          - until: 2021-06-02\n            deadline: до 1.08.2021"
    assert told((term, former)) == ["Мероприятие 1.2: прежние слова, добавлено: действовавшие до 02.06.2021."]


def test_a_number_that_stands_twice_is_not_enough() -> None:
    repeated = edited(('number: "2.2"\n        title: Отчёт', 'number: "1.2"\n        id: 2-2\n        title: Отчёт'))
    (change,) = plan_changes(plan(repeated), plan(repeated.replace("Анкеты", "Опрос")))
    assert change.sentence == "Мероприятие 1.2 («Опрос»): формулировка «Анкеты» → «Опрос»."


def test_only_whole_sentences_are_left_out_of_long_texts() -> None:
    same = "Провести проверку всех школ района и составить справку о том, что было сделано за год. "
    old = f"{same * 3}Справку не публиковать позднее мая 2021 г. Показать её всем. {same * 2}".strip()
    new = old.replace("не публиковать", "опубликовать не")
    left, _, right = (one.text for one in contrast(old, new))
    assert left == "«[…] Справку не публиковать позднее мая 2021 г. Показать её всем. […]»"
    assert right == "«[…] Справку опубликовать не позднее мая 2021 г. Показать её всем. […]»"
    whole = "слово " * 100
    assert [one.text for one in contrast(whole, f"{whole}ещё")] == [f"«{whole}»", " → ", f"«{whole}ещё»"]


@pytest.mark.parametrize(("old", "new"), [("А. " * 200, "А. " * 201), ("Слово. " * 60, "Слово. " * 61)])
def test_an_added_sentence_leaves_something_on_both_sides(old: str, new: str) -> None:
    left, _, right = (one.text for one in contrast(old, new))
    assert left != right
    assert "«»" not in (left, right)
