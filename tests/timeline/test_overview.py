import pytest
from terms import YEAR, day, span, term, until

from generator.deadline.reading import Deadline, Kind
from generator.timeline import Sign, falls, make_axis, mini_map, overview, signs, strip
from generator.timeline.shapes import Bar, Label

AXIS = make_axis(YEAR)
FEBRUARY = term(Kind.MONTH, "2021-02-01/2021-02-28")
SPRING = term(Kind.MONTHS, "2021-03-01/2021-05-31")
WHOLE = term(Kind.THROUGHOUT, "2021-01-01/2021-12-31")
NEVER = term(Kind.UNDATED, precision=None)


def numbers(*terms: tuple[str, Deadline]) -> list[Label]:
    return [shape for shape in overview(terms, AXIS).shapes if isinstance(shape, Label)]


def test_every_dated_activity_has_a_line_eleven_px_below_the_one_before() -> None:
    map_ = overview([("1", FEBRUARY), ("2", NEVER), ("3", SPRING), ("4", None)], AXIS)
    assert [shape for shape in map_.shapes if isinstance(shape, Bar)] == [
        Bar(8.49, 7.67, 5.2, 5, 1),
        Bar(16.16, 25.21, 16.2, 5, 1, soft=True),
    ]
    assert map_.height == 26.4


def test_the_number_stands_before_its_bar_or_after_it_or_in_the_margin() -> None:
    january = term(Kind.MONTH, "2021-01-01/2021-01-31")
    assert numbers(("1", FEBRUARY), ("2", january), ("3", WHOLE)) == [
        Label(8.49, 4, 11.2, "1", left=True, small=True),
        Label(8.49, 4, 22.2, "2", left=False, small=True),
        Label(0, 4, 33.2, "3", left=True, small=True),
    ]


def test_a_long_number_needs_more_room_and_a_very_long_one_is_cut() -> None:
    assert numbers(("Приложение 10.11", WHOLE)) == [Label(0, 4, 11.2, "Прило…", left=True, small=True)]
    assert numbers(("10.11", FEBRUARY)) == [Label(16.16, 4, 11.2, "10.11", left=False, small=True)]


def test_a_point_and_an_open_beginning_have_theirs_where_there_is_room() -> None:
    assert numbers(("7", day("2021-05-25"))) == [Label(39.59, 7, 11.2, "7", left=True, small=True)]
    assert numbers(("9", until("2021-08-20"))) == [Label(63.56, 4, 11.2, "9", left=False, small=True)]


@pytest.mark.parametrize(("lines", "height", "numbered"), [(20, 224.4, True), (24, 223.67, True), (60, 241.6, False)])
def test_many_lines_move_together_and_lose_their_numbers(lines: int, height: float, numbered: bool) -> None:
    map_ = overview([(str(line), SPRING) for line in range(lines)], AXIS)
    assert map_.height == height
    assert any(isinstance(shape, Label) for shape in map_.shapes) is numbered


def test_two_thousand_lines_are_not_endless() -> None:
    assert overview([("", SPRING)] * 2000, AXIS).height < 610


def test_a_small_map_shares_the_axis_of_others_and_cuts_off_what_lies_outside() -> None:
    both = make_axis(span("2020-01-01/2021-12-31"))
    terms = [("1", until("2021-08-20")), ("2", day("2024-05-25")), ("3", term(Kind.MONTHS, "2021-11-01/2022-02-28"))]
    map_ = mini_map(terms, both, YEAR)
    dashes, _, bar = map_.shapes
    assert dashes.x == 50.07  # 366 / 731: the beginning of its own plan
    assert bar == Bar(91.66, 8.34, 6.35, 2.6, 0, soft=True)
    assert map_.height == 10.8


def test_months_count_what_goes_on_in_them_and_until_only_its_last() -> None:
    terms = [FEBRUARY, SPRING, until("2021-08-20"), day("2021-05-25"), NEVER, None]
    found = [sum(falls(one, column, AXIS) for one in terms if one) for column in AXIS.columns]
    assert found == [0, 1, 1, 1, 2, 0, 0, 1, 0, 0, 0, 0]
    assert [falls(term(Kind.SINCE, "2021-11-05/.."), column, AXIS) for column in AXIS.columns[-3:]] == [False, True, True]


def test_the_key_has_only_the_signs_of_the_page_in_the_sequence_of_certainty() -> None:
    listed = term(Kind.LIST, "2021-03-01/2021-03-31", "2021-09-01/2021-09-30")
    yearly = term(Kind.REPEAT, "2021-08-01/2021-08-31", repeat="FREQ=YEARLY;BYMONTH=8")
    since = term(Kind.SINCE, "2021-11-05/..")
    assert signs([WHOLE, NEVER, None, listed, until("2021-08-20"), yearly]) == (
        Sign.MONTH,
        Sign.LIST,
        Sign.UNTIL,
        Sign.REPEAT_BARS,
        Sign.THROUGHOUT,
    )
    assert signs([since, SPRING, day("2021-03-10/2021-04-02"), day("2021-05-25")]) == (
        Sign.DAY,
        Sign.DAYS,
        Sign.MONTHS,
        Sign.SINCE,
    )


@pytest.mark.parametrize(
    ("repeat", "intervals", "sign", "drawn"),
    [
        ("FREQ=YEARLY", ["2021-01-01/2021-12-31", "2022-01-01/2022-12-31"], Sign.REPEAT_STROKES, {"strokes"}),
        ("FREQ=YEARLY;BYMONTH=8", ["2021-08-01/2021-08-31", "2022-08-01/2022-08-31"], Sign.REPEAT_BARS, {"bar", "thread"}),
        ("FREQ=YEARLY", ["2021-08-20/2021-08-20", "2022-08-20/2022-08-20"], Sign.REPEAT_DAYS, {"diamond", "thread"}),
        ("FREQ=MONTHLY", ["../2021-01-05", "../2021-02-05"], Sign.REPEAT_TICKS, {"tick", "thread"}),
        ("FREQ=MONTHLY", ["2021-01-01/2021-01-31", "2021-02-01/2021-02-28"], Sign.REPEAT, {"bar", "thread"}),
    ],
)
def test_the_key_explains_a_repetition_as_it_is_drawn(repeat: str, intervals: list[str], sign: Sign, drawn: set[str]) -> None:
    repeated = term(Kind.REPEAT, *intervals, repeat=repeat)
    assert signs([repeated]) == (sign,)
    assert {shape.name for shape in strip(repeated, make_axis(span("2021-01-01/2022-12-31")))} == drawn
