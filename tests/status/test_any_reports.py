"""What holds for any deadline, any reports and any days."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from judged import SCHOOL, plan, written

from generator.deadline.reading import Kind
from generator.filed import Filed
from generator.model import Report, ReportStatus
from generator.occurrence import find, occurrences
from generator.plan import Plan
from generator.status import State, row_status

UNDATED = ("по отдельному плану", "по мере необходимости")
DATED = (
    "25 мая 2021 г.",
    "Май 2021 г.",
    "10 марта-2 апреля 2021 года",
    "до 15 апреля",
    "с 1 сентября 2021 года",
    "в течение года",
    "Март, сентябрь 2021",
    "5 и 20 мая 2021",
    "ежеквартально",
    "ежемесячно",
)
PLANS = {wording: plan(wording) for wording in (*DATED, *UNDATED)}
DAYS = st.dates(date(2020, 11, 1), date(2022, 3, 31))


@st.composite
def reports_on(draw: st.DrawFn, adopted: Plan) -> list[Filed]:
    """Up to six reports of one school on the only row of the plan, of any status and term."""
    (row,) = adopted.rows
    terms = occurrences(row.deadline, adopted.roadmap.period)
    found = []
    for index in range(draw(st.integers(0, 6))):
        status = draw(st.sampled_from([None, *ReportStatus]))
        term = draw(st.sampled_from(terms)) if len(terms) > 1 else None
        report = Report(
            date=draw(DAYS),
            title="Отчёт",
            roadmap=adopted.address,
            activities=("1",),
            status=status,
            until=draw(DAYS) if status is ReportStatus.POSTPONED else None,
            occurrence=written(term) if term else None,
        )
        found.append(Filed(f"{SCHOOL}/reports/otchet-{index}.yml", SCHOOL, report))
    return found


@st.composite
def filed(draw: st.DrawFn, deadlines: Sequence[str] = (*DATED, *UNDATED)) -> tuple[Plan, list[Filed]]:
    adopted = PLANS[draw(st.sampled_from(deadlines))]
    return adopted, draw(reports_on(adopted))


def states(adopted: Plan, reports: Sequence[Filed], day: date) -> list[State]:
    (row,) = adopted.rows
    return [status.state for status in row_status(adopted, row, reports, day).each]


@given(filed(UNDATED), DAYS)
def test_what_has_no_date_never_passes(case, day):
    assert states(*case, day) != [State.PASSED]


@given(filed(("с 1 сентября 2021 года",)), DAYS)
def test_what_has_no_last_day_never_passes(case, day):
    assert states(*case, day) != [State.PASSED]


@given(filed(), DAYS)
def test_nothing_passes_before_its_last_day_is_over(case, day):
    adopted, reports = case
    (row,) = adopted.rows
    for status in row_status(adopted, row, reports, day).each:
        if status.state is State.PASSED:
            assert status.term.last is not None and status.term.last < day


@given(filed(), DAYS, st.integers(0, 400))
def test_once_passed_stays_passed_without_new_reports(case, day, later):
    adopted, reports = case
    known = [report for report in reports if report.report.date <= day]
    pairs = zip(states(adopted, known, day), states(adopted, known, day + timedelta(days=later)), strict=True)
    assert all(after is State.PASSED for before, after in pairs if before is State.PASSED)


@given(filed(), DAYS)
def test_a_report_dated_later_does_not_exist_yet(case, day):
    adopted, reports = case
    (row,) = adopted.rows
    known = [report for report in reports if report.report.date <= day]
    assert row_status(adopted, row, reports, day) == row_status(adopted, row, known, day)


@given(filed(), DAYS)
def test_before_all_reports_it_is_as_without_any(case, day):
    adopted, reports = case
    (row,) = adopted.rows
    later = [report for report in reports if report.report.date > day]
    assert row_status(adopted, row, later, day) == row_status(adopted, row, (), day)


@given(st.data(), filed(), DAYS)
def test_the_sequence_of_the_files_makes_no_difference(data, case, day):
    adopted, reports = case
    (row,) = adopted.rows
    shuffled = data.draw(st.permutations(reports))
    assert row_status(adopted, row, shuffled, day) == row_status(adopted, row, reports, day)


@given(filed(DATED), DAYS)
def test_a_report_with_a_status_counts_for_one_term_only(case, day):
    """The whole is the term itself where there is but one, and every term but the reported ones is as without reports."""
    adopted, reports = case
    (row,) = adopted.rows
    found = row_status(adopted, row, reports, day)
    silent = row_status(adopted, row, (), day)
    assert len(found.each) > 1 or found.whole is found.each[0]
    for status, unreported in zip(found.each, silent.each, strict=True):
        behind = status.report
        assert behind is None or behind.report.date <= day
        assert behind is not None or status == unreported


@given(st.sampled_from(DATED))
def test_every_term_is_found_by_its_own_days(wording):
    adopted = PLANS[wording]
    (row,) = adopted.rows
    terms = occurrences(row.deadline, adopted.roadmap.period)
    assert len({term.name for term in terms}) == len(terms)
    for term in terms:
        assert find(written(term), terms) is term
    assert row.deadline is not None and (len(terms) == 1 or row.deadline.kind in (Kind.LIST, Kind.REPEAT))
