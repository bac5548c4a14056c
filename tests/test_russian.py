"""Russian words: dates, plurals, lists, alphabet."""

from datetime import date

import pytest

from generator.russian import day_month, day_month_year, listing, month_name, plural, short_month, sort_key, unbroken, weekday

DAY = date(2021, 5, 25)


def test_dates_are_said_in_russian() -> None:
    assert day_month(DAY) == "25 мая"
    assert day_month_year(DAY) == "25 мая 2021"
    assert month_name(5) == "май"
    assert weekday(DAY) == "вторник"


def test_a_day_and_its_month_stay_on_one_line() -> None:
    said = unbroken("с 1 сентября 2020 года по 31 августа 2021 года; 2 мероприятия, 2021 май")
    assert said == "с 1\u00a0сентября 2020 года по 31\u00a0августа 2021 года; 2 мероприятия, 2021 май"


def test_short_months_have_three_letters() -> None:
    months = [short_month(month) for month in range(1, 13)]
    assert months == ["янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "сроков"), (1, "срок"), (2, "срока"), (5, "сроков"), (11, "сроков"), (12, "сроков"), (21, "срок"), (104, "срока")],
)
def test_plural_follows_the_number(number: int, word: str) -> None:
    assert plural(number, "срок", "срока", "сроков") == word


@pytest.mark.parametrize(("items", "text"), [([], ""), (["а"], "а"), (["а", "б"], "а и б"), (["а", "б", "в"], "а, б и в")])
def test_listing_joins_the_last_by_and(items: list[str], text: str) -> None:
    assert listing(items) == text


def test_yo_is_sorted_with_ye() -> None:
    assert sorted(["Жук", "Ёж", "Яма", "Еда", "ель"], key=sort_key) == ["Еда", "Ёж", "ель", "Жук", "Яма"]
