import itertools
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from terms import YEAR, day, span, term, until

from generator.deadline.reading import Deadline, Interval, Kind, Precision
from generator.timeline import Axis, make_axis, strip
from generator.timeline.shapes import Bar, Dashes, Diamond, Label, Shape, Strokes, Thread, Tick, thickening, thinning
from generator.values import Span

AXIS = make_axis(YEAR)
JUNE = make_axis(YEAR, as_of=date(2021, 6, 30))


def test_an_exact_day_is_a_diamond_at_noon_with_its_date() -> None:
    assert strip(day("2021-10-20"), AXIS) == (Diamond(80.14, 16, 8), Label(80.14, 12, 20, "20.10"))  # 292.5 / 365


def test_its_date_stands_to_the_left_where_the_as_of_line_is_near_or_the_axis_ends() -> None:
    near = Label(39.59, 12, 20, "25.05", left=True)
    assert strip(day("2021-05-25"), JUNE)[1] == near
    assert strip(day("2021-05-25"), AXIS)[1] == Label(39.59, 12, 20, "25.05")
    assert strip(day("2021-12-25"), AXIS)[1] == Label(98.22, 12, 20, "25.12", left=True)


def test_from_day_to_day_is_a_square_bar_with_end_ticks() -> None:
    bar, first, last, label = strip(day("2021-03-10/2021-04-02"), AXIS)
    assert bar == Bar(18.63, 6.58, 10, 12, 0)  # 68 / 365, 92 / 365
    assert (first, last) == (Tick(18.63, 7, 25, 2), Tick(25.21, 7, 25, 2))
    assert label == Label(25.21, 6, 20, "10.03–02.04")


def test_days_of_one_month_name_it_once() -> None:
    assert strip(day("2021-04-15/2021-04-30"), AXIS)[-1] == Label(32.88, 6, 20, "15–30.04")


def test_dates_without_room_beside_their_bar_stand_below_it() -> None:
    assert strip(day("2021-03-10/2021-04-02"), JUNE)[-1] == Label(25.21, 0, 36, "10.03–02.04", left=True)


def test_a_month_is_a_bar_in_full_ink() -> None:
    assert strip(term(Kind.MONTH, "2021-05-01/2021-05-31"), AXIS) == (Bar(32.88, 8.49, 10, 12, 3),)


def test_months_are_lighter() -> None:
    assert strip(term(Kind.MONTHS, "2021-03-01/2021-12-31"), AXIS) == (Bar(16.16, 83.84, 10, 12, 3, soft=True),)


def test_a_list_of_months_hangs_on_a_thread() -> None:
    assert strip(term(Kind.LIST, "2021-03-01/2021-03-31", "2021-09-01/2021-09-30"), AXIS) == (
        Thread(24.66, 66.58, 16),
        Bar(16.16, 8.5, 10, 12, 3),
        Bar(66.58, 8.21, 10, 12, 3),
    )


def test_days_close_together_are_not_labelled_over_each_other() -> None:
    two = strip(day("2021-05-15", "2021-05-20"), AXIS)
    assert two[-2:] == (Label(36.85, 0, 36, "15.05", left=True), Label(38.22, 0, 36, "20.05"))
    three = strip(day("2021-05-15", "2021-05-17", "2021-05-20"), AXIS)
    assert [shape.text for shape in three if isinstance(shape, Label)] == ["15.05", "20.05"]


def test_several_last_days_follow_each_other() -> None:
    shapes = strip(term(Kind.UNTIL, "../2021-04-01", "../2021-10-01", precision=Precision.DAY), AXIS)
    assert [(shape.x, shape.width) for shape in shapes if isinstance(shape, Dashes)] == [(0, 24.93), (24.66, 50.41)]
    assert [shape for shape in shapes if isinstance(shape, Label)] == [
        Label(24.93, 0, 36, "до 01.04", left=True),
        Label(75.07, 0, 36, "до 01.10"),
    ]


def test_until_thickens_from_the_beginning_of_the_plan_to_its_date() -> None:
    dashes, tick, label = strip(until("2021-08-20"), AXIS)
    assert isinstance(dashes, Dashes)
    assert (dashes.x, dashes.width, dashes.y, dashes.height) == (0, 63.56, 11, 10)  # 232 / 365
    assert dashes.steps == 22  # one for each 2.3 %, at most 22
    assert tick == Tick(63.56, 5, 27, 3)
    assert label == Label(63.56, 6, 20, "до 20.08")


def test_a_short_until_has_five_steps_and_a_middling_one_as_many_as_fit() -> None:
    assert [shape.steps for shape in strip(until("2021-01-15"), AXIS) if isinstance(shape, Dashes)] == [5]
    assert [shape.steps for shape in strip(until("2021-04-15"), AXIS) if isinstance(shape, Dashes)] == [13]  # 28.77 / 2.3


def test_the_words_of_a_late_until_stand_below_its_dashes() -> None:
    assert strip(until("2021-12-20"), AXIS)[-1] == Label(96.99, 6, 32, "до 20.12", left=True)


def test_until_before_the_period_begins_where_the_axis_does() -> None:
    early = until("2020-12-20")
    dashes = strip(early, make_axis(YEAR, [early]))[0]
    assert isinstance(dashes, Dashes)
    assert (dashes.x, dashes.width) == (0, 5.05)  # 20 / 396


def test_since_thins_out_towards_the_end_of_the_plan() -> None:
    dashes, tick, label = strip(term(Kind.SINCE, "2021-09-01/..", precision=Precision.DAY), AXIS)
    assert isinstance(dashes, Dashes)
    assert (dashes.x, dashes.width, dashes.path) == (66.58, 33.42, thinning(dashes.steps))
    assert tick == Tick(66.58, 5, 27, 3)
    assert label == Label(66.58, 6, 32, "с 01.09")


def test_dashes_grow_from_a_tenth_to_nine_tenths_of_their_step() -> None:
    assert thickening(5) == "M0 0h10v1h-10zM100 0h24v1h-24zM200 0h44v1h-44zM300 0h66v1h-66zM400 0h90v1h-90z"
    assert thinning(5) == "M10 0h90v1h-90zM134 0h66v1h-66zM256 0h44v1h-44zM376 0h24v1h-24zM490 0h10v1h-10z"


def test_throughout_is_strokes_without_ends() -> None:
    whole = term(Kind.THROUGHOUT, "2021-01-01/2021-12-31", precision=Precision.YEAR)
    assert strip(whole, AXIS) == (Strokes(0, 100, 16, 10, "1.5 6"),)


def test_throughout_of_several_years_has_no_ends_within_but_school_years_do() -> None:
    axis = make_axis(span("2021-09-01/2023-08-31"))
    years = term(Kind.THROUGHOUT, "2021-09-01/2021-12-31", "2022-01-01/2022-12-31", "2023-01-01/2023-08-31")
    assert strip(years, axis) == (Strokes(0, 100, 16, 10, "1.5 6"),)
    school_years = term(Kind.THROUGHOUT, "2021-09-01/2022-05-31", "2022-09-01/2023-05-31")
    assert strip(school_years, axis) == (
        Strokes(0, 37.4, 16, 10, "1.5 6"),  # 273 / 730
        Strokes(50, 87.4, 16, 10, "1.5 6"),
    )


MONTHS = [f"2021-{month:02}-01/2021-{month:02}-{last}" for month, last in enumerate((31, 28, 31, 30, 31, 30, 31), start=1)]


def test_every_month_is_a_capsule_over_56_per_cent_of_it() -> None:
    shapes = strip(term(Kind.REPEAT, *MONTHS, repeat="FREQ=MONTHLY"), AXIS)
    assert shapes[:3] == (
        Thread(0, 100, 16, dotted=True),
        Bar(1.87, 4.75, 11, 10, 5, soft=True),  # 8.49 × 0.22, 8.49 × 0.56
        Bar(10.18, 4.3, 11, 10, 5, soft=True),
    )
    assert len(shapes) == 8


def test_every_year_in_august_is_the_month_on_a_dotted_thread() -> None:
    axis = make_axis(span("2021-01-01/2022-12-31"))
    yearly = term(Kind.REPEAT, "2021-08-01/2021-08-31", "2022-08-01/2022-08-31", repeat="FREQ=YEARLY;BYMONTH=8")
    assert strip(yearly, axis) == (
        Thread(0, 100, 16, dotted=True),
        Bar(29.04, 4.25, 10, 12, 3),  # 212 / 730, 31 / 730
        Bar(79.04, 4.25, 10, 12, 3),
    )


def test_every_year_without_a_month_is_as_vague_as_the_year() -> None:
    axis = make_axis(span("2021-01-01/2022-12-31"))
    yearly = term(Kind.REPEAT, "2021-01-01/2021-12-31", "2022-01-01/2022-12-31", repeat="FREQ=YEARLY")
    assert strip(yearly, axis) == (Strokes(3, 47, 16, 10, "1.5 6"), Strokes(53, 97, 16, 10, "1.5 6"))


def test_a_day_that_comes_back_is_a_small_diamond() -> None:
    days = [f"2021-{month:02}-05/2021-{month:02}-05" for month in (1, 2)]
    assert strip(term(Kind.REPEAT, *days, repeat="FREQ=MONTHLY;BYMONTHDAY=5"), AXIS)[1:] == (
        Diamond(1.23, 16, 6),
        Diamond(9.73, 16, 6),
    )


def test_a_last_day_that_comes_back_is_a_tick() -> None:
    days = [f"../2021-{month:02}-05" for month in (1, 2)]
    assert strip(term(Kind.REPEAT, *days, repeat="FREQ=MONTHLY;BYMONTHDAY=5"), AXIS)[1:] == (
        Tick(1.37, 7, 25, 2),
        Tick(9.86, 7, 25, 2),
    )


def test_very_many_occurrences_are_one_path() -> None:
    days = [f"2021-{month:02}-{number:02}/2021-{month:02}-{number:02}" for month in range(1, 13) for number in range(1, 29)]
    thread, beads = strip(term(Kind.REPEAT, *days, repeat="FREQ=DAILY"), AXIS)
    assert isinstance(thread, Thread)
    assert isinstance(beads, Dashes)
    assert beads.path.count("M") == 336


def test_a_repetition_without_known_occurrences_is_the_bare_thread() -> None:
    assert strip(term(Kind.REPEAT, repeat="FREQ=WEEKLY"), AXIS) == (Thread(0, 100, 16, dotted=True),)


def test_what_has_no_date_is_not_drawn() -> None:
    assert strip(term(Kind.UNDATED, precision=None), AXIS) == ()
    assert strip(None, AXIS) == ()


def test_what_is_called_off_is_an_outline() -> None:
    assert strip(term(Kind.MONTH, "2021-04-01/2021-04-30"), AXIS, hollow=True) == (Bar(24.66, 8.22, 10, 12, 3, hollow=True),)
    assert strip(day("2021-10-20"), AXIS, hollow=True)[0] == Diamond(80.14, 16, 8, hollow=True)


def test_a_term_beyond_the_axis_is_named_at_the_end_it_lies_behind() -> None:
    assert strip(day("2201-05-20"), AXIS) == (Label(100, 2, 20, "20.05.2201 →", left=True),)
    assert strip(day("1921-05-20"), AXIS) == (Label(0, 2, 20, "← 20.05.1921"),)


def test_on_an_axis_of_several_years_a_date_has_its_year() -> None:
    axis = make_axis(span("2021-01-01/2022-12-31"))
    assert strip(day("2021-05-25"), axis)[1] == Label(19.79, 12, 20, "25.05.2021")


days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
ends = st.one_of(st.none(), days)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(ends), draw(ends)
    if start is None and end is None:
        end = draw(days)
    if start and end and start > end:
        start, end = end, start
    return Interval(start, end)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    kind = draw(st.sampled_from(Kind))
    terms = sorted(draw(st.lists(intervals(), max_size=4)), key=lambda term: (term.start or date.min, term.end or date.max))
    repeat = draw(st.sampled_from(["FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=WEEKLY"]))
    return Deadline("", kind, tuple(terms), draw(st.sampled_from(Precision)), "", repeat)


@st.composite
def axes(draw: st.DrawFn) -> Axis:
    start, end = sorted((draw(days), draw(days)))
    period = Span(start=start, end=end)
    return make_axis(period, draw(st.lists(deadlines(), max_size=3)), draw(ends), draw(ends))


def extent(shape: Shape) -> tuple[float, float]:
    match shape:
        case Bar() | Dashes():
            return shape.x, shape.x + shape.width
        case Strokes() | Thread():
            return shape.x, shape.end
        case _:
            return shape.x, shape.x


@given(deadlines(), axes(), st.booleans())
def test_nothing_is_drawn_outside_the_axis(deadline: Deadline, axis: Axis, hollow: bool) -> None:
    for shape in strip(deadline, axis, hollow=hollow):
        start, end = extent(shape)
        assert 0 <= start <= end <= 100.01  # two roundings may add up to a hundredth


@given(axes())
def test_the_columns_of_an_axis_follow_each_other_and_fill_it(axis: Axis) -> None:
    columns = axis.columns
    assert columns[0].first == axis.span.start
    assert columns[-1].last == axis.span.end
    assert all((after.first - before.last).days == 1 for before, after in itertools.pairwise(columns))
    assert all(column.label for column in columns)
