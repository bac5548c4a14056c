"""Who answers for what, against a table made by hand from the texts of the five orders."""

from pathlib import Path

import pytest
from example import OVER, RUNNING, read

from generator.amendments import in_force
from generator.pages.answers import answers, by_party
from generator.pages.rows import number

ROADMAPS = Path(__file__).parent.parent.parent / "roadmaps"

ANSWERS = {
    "orlovskaya-oblast/kromskoy/2021-500-plus": {
        "Отдел образования": "1 2 3 4 5 6.1 6.2 6.3 7 8 9 11 12 13",
        "Общеобразовательная организация Кромского района": "1 5 6.3 7 8 9 10",
        "руководители районных методических объединений учителей-предметников Кромского района": "11",
    },
    "orenburgskaya-oblast/ponomarevskiy/2020-shnor": {
        "Отдел образования": "1 2 3 4 5 6 7 8 9 10 11 12 13 14 18 19 20 21 22 23",
        "МКУ «ЦМТО»": "1 2 3 4 5 6 7 8 9 13 14 16 18 19 20 21 22 23",
        "руководители ОО": "3 11 13 14 15 16 17 18 19 20 21 22 23",
        "рабочая группа": "12",
    },
    "rostovskaya-oblast/dubovskiy/2021-500-plus": {
        "Муниципальный координатор": "1 2 6 10 11 15 19",
        "Кураторы проекта": "3 8 18",
        "Координаторы от ШНОР": "5 6 7 9 12 17",
        "Все участники проекта": "4 13 14 16",
        "школы ОО": "11",
    },
    "permskiy-kray/ordinskiy/2021-podderzhka-shkol": {
        "Муниципальные органы управления образованием": "1.1 1.2 2.1 2.2 2.3 2.4 3.1",
        "Образовательные организации": "1.1 2.1 2.2 2.3 2.4",
    },
    "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr": {
        "Комитет по образованию": "1 9 10 12",
        "Координатор МОЦ": "2 5 8 15 17",
        "МОЦ": "3 4 6 7 12 13 14 16",
        "руководители ОУ": "8 15",
        "ОУ": "11",
        "СОИРО": "16",
        "Степанов А.И., инженер-программист": "18",
    },
}


def numbers(plan) -> dict[str, str]:
    return {party.name if party else "": " ".join(map(number, rows)) for party, rows in by_party(plan).items()}


@pytest.mark.parametrize("address", ANSWERS)
def test_the_five_orders(address):
    plan, _, _ = read(ROADMAPS).plan(address)
    assert numbers(plan) == ANSWERS[address]


def test_rows_without_a_party_stand_last_and_dropped_rows_nowhere():
    plan, _, _ = read().plan("oblast/rayon/2021-rost")
    assert list(numbers(in_force(plan, RUNNING)).items()) == [
        ("Координатор района", "1 2 4.2 5"),
        ("Координаторы школ", "2 3"),
        ("Все участники", "4.1"),
        ("", "6"),
    ]
    assert numbers(in_force(plan, OVER))["Координатор района"] == "1 2 4.2"


def test_a_number_leads_to_its_row():
    plan, _, _ = read().plan("oblast/rayon/2021-rost")
    words = '<span class="vh">строка </span>4.2</a>'
    assert f'<a href="2021-rost/#m-4-2">{words}' in answers("oblast/rayon", plan, titled=False).markup
    assert f'<a href="../rayon/2021-rost/#m-4-2">{words}' in answers("oblast/other", plan, titled=False).markup
