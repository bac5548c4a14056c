from datetime import date, timedelta

import pytest
from terms import YEAR, day, span, term, until

from generator.deadline.reading import Kind
from generator.timeline import make_axis

AXIS = make_axis(YEAR)


@pytest.mark.parametrize(
    ("first", "x"),
    [
        (date(2021, 1, 1), 0),
        (date(2021, 2, 1), 8.49),  # 31 / 365
        (date(2021, 3, 1), 16.16),  # 59 / 365
        (date(2021, 7, 1), 49.59),  # 181 / 365
        (date(2021, 12, 31), 99.73),  # 364 / 365
    ],
)
def test_days_have_their_true_length(first: date, x: float) -> None:
    assert AXIS.x(first) == x


def test_the_last_day_ends_the_axis_and_a_point_stands_at_noon() -> None:
    assert AXIS.after(date(2021, 12, 31)) == 100
    assert AXIS.noon(date(2021, 5, 25)) == 39.59  # 144.5 / 365


def test_a_leap_year_has_one_day_more() -> None:
    leap = make_axis(span("2020-01-01/2020-12-31"))
    assert leap.x(date(2020, 3, 1)) == 16.39  # 60 / 366
    assert leap.after(date(2020, 12, 31)) == 100


def test_every_day_is_equally_wide_when_clocks_change_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    days = [date(2021, 1, 1) + timedelta(n) for n in range(365)]
    assert all(abs(AXIS.after(day) - AXIS.x(day) - 100 / 365) <= 0.011 for day in days)


def test_days_outside_give_the_nearer_end() -> None:
    assert AXIS.x(date(2019, 5, 1)) == 0
    assert AXIS.after(date(2024, 5, 1)) == 100


def test_twelve_months_have_their_short_names_and_quarters_are_strong() -> None:
    labels = " ".join(column.label for column in AXIS.columns)
    assert labels == "янв фев мар апр май июн июл авг сен окт ноя дек"
    assert [column.title for column in AXIS.columns if column.strong] == [
        "январь 2021",
        "апрель 2021",
        "июль 2021",
        "октябрь 2021",
    ]
    assert AXIS.years == ()
    assert AXIS.lines == ((8.49, 16.16, 32.88, 41.37, 58.08, 66.58, 83.29, 91.51), (0, 24.66, 49.59, 74.79, 100))


def test_a_term_outside_the_period_makes_the_axis_longer_by_whole_months() -> None:
    period = span("2020-09-01/2021-08-31")
    axis = make_axis(period, [term(Kind.MONTHS, "2021-09-01/2021-12-31"), until("2020-08-20")])
    assert axis.span == span("2020-08-01/2021-12-31")
    assert axis.period == period
    assert axis.limits == (5.98, 76.45)  # 31 / 518, 396 / 518
    assert [(mark.kind, mark.text, mark.left) for mark in axis.marks] == [
        ("period", "период до 31.08", True),
        ("period", "период с 01.09", False),
    ]


def test_a_term_too_far_away_does_not() -> None:
    assert make_axis(YEAR, [day("2201-05-20"), day("1921-05-20")]).span == YEAR


def test_more_than_a_year_has_letters_and_the_years_above() -> None:
    axis = make_axis(span("2020-09-01/2021-12-31"))
    assert "".join(column.label for column in axis.columns) == "сондяфмамииасонд"
    assert [(mark.text, mark.x) for mark in axis.years] == [("2020", 0), ("2021", 25.05)]  # 122 / 487
    assert [column.year for column in axis.columns if column.year] == ["2020", "2021"]


def test_years_without_room_are_left_out() -> None:
    axis = make_axis(span("2020-12-01/2021-12-31"))
    assert [mark.text for mark in axis.years] == ["2021"]


def test_several_years_have_quarters_and_a_short_piece_joins_its_neighbour() -> None:
    axis = make_axis(span("2021-06-28/2024-12-31"))
    first = axis.columns[0]
    assert (first.label, first.first, first.last) == ("III", date(2021, 6, 28), date(2021, 9, 30))
    assert [column.label for column in axis.columns] == ["III", "IV", *["I", "II", "III", "IV"] * 3]
    assert [mark.text for mark in axis.years] == ["2021", "2022", "2023", "2024"]


def test_a_short_piece_at_the_end_joins_too() -> None:
    last = make_axis(span("2021-01-01/2021-04-05")).columns[-1]
    assert (last.label, last.first, last.last) == ("мар", date(2021, 3, 1), date(2021, 4, 5))


@pytest.mark.parametrize(
    ("period", "step", "labels"),
    [
        ("2021-01-01/2026-12-31", 3, 24),
        ("2010-01-01/2026-12-31", 12, 17),
        ("1990-01-01/2100-12-31", 120, 11),
        ("0001-01-01/9999-12-31", 12000, 10),
        ("2021-05-25/2021-05-25", 1, 1),
    ],
)
def test_however_long_there_are_not_too_many_columns(period: str, step: int, labels: int) -> None:
    axis = make_axis(span(period))
    assert axis.step == step
    assert len(axis.columns) == labels
    assert sum(column.width for column in axis.columns) == pytest.approx(100, abs=0.2)


def test_the_as_of_line_stands_while_the_plan_runs_and_only_then() -> None:
    running = make_axis(YEAR, as_of=date(2021, 6, 30))
    assert running.now_x == 49.45  # 180.5 / 365
    assert [(mark.text, mark.x, mark.left) for mark in running.marks] == [("на 30 июня", 49.45, False)]
    for other in (date(2020, 12, 31), date(2022, 1, 1)):
        assert make_axis(YEAR, as_of=other) == AXIS


def test_the_words_of_a_late_day_stand_to_the_left() -> None:
    (mark,) = make_axis(YEAR, as_of=date(2021, 12, 20)).marks
    assert mark.left


def test_the_order_has_a_tick_unless_its_words_would_run_into_the_as_of_day() -> None:
    order = date(2021, 3, 27)
    both = make_axis(YEAR, as_of=date(2021, 6, 30), order=order)
    assert [mark.text for mark in both.marks] == ["на 30 июня", "приказ 27.03"]
    close = make_axis(YEAR, as_of=date(2021, 2, 27), order=order)
    assert [mark.text for mark in close.marks] == ["на 27 февраля"]
    after = make_axis(YEAR, as_of=date(2021, 6, 10), order=date(2021, 5, 20))
    assert [(mark.text, mark.left) for mark in after.marks] == [("на 10 июня", False), ("приказ 20.05", True)]
    assert make_axis(YEAR, order=date(2020, 12, 30)).marks == ()
