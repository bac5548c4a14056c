"""Calendars: read back by icalendar and held against the deadlines, by tables made by hand and by the labelled ones."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import vobject
from example import AMENDED, DATA, OVER, TOLD, outputs
from example import read as read_data
from icalendar import Calendar
from subscribed import Event, events, read

from generator.change import Change, Sign, What
from generator.filed import Filed
from generator.ids import data_file
from generator.model import Report, Roadmap
from generator.outputs.calendars import calendar_files
from generator.outputs.ical import Agenda, Scribe
from generator.plan import Plan, make_plan
from generator.revision import History, Revision, Step

REAL = Path(__file__).parents[2] / "roadmaps"
LABELLED = Path(__file__).parents[1] / "deadline/tables/orders.tsv"
SITE = "https://karty.example.org/plany/"
ORDERS = {
    "dorogobuzhskiy-2020": "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr",
    "dubovskiy-2021": "rostovskaya-oblast/dubovskiy/2021-500-plus",
    "kromskoy-2021": "orlovskaya-oblast/kromskoy/2021-500-plus",
    "ordinskiy-2021": "permskiy-kray/ordinskiy/2021-podderzhka-shkol",
    "ponomarevskiy-2020": "orenburgskaya-oblast/ponomarevskiy/2020-shnor",
}


def plan_of(period: str, *rows: dict[str, object], **roadmap: object) -> Plan:
    order = {"kind": "приказ", "title": "О плане", "date": "2019-12-01", "authority": "Отдел"}
    activities = [{"number": f"{number}.", "title": "Дело", **row} for number, row in enumerate(rows, 1)]
    parties = [{"name": "Отдел", "level": "municipal"}]
    tree = {"title": "План", "period": period, "order": order, "parties": parties, "columns": [], "activities": activities}
    plan = make_plan("oblast/rayon/plan", "oblast/rayon/plan.yml", Roadmap.model_validate_json(json.dumps(tree | roadmap)))
    assert [str(row.refusal) for row in plan.rows if row.refusal] == []
    return plan


def report(path: str, **words: object) -> Filed:
    """A report of the district on the plan."""
    tree = {"date": path[:10], "title": "Отчёт", "roadmap": "oblast/rayon/plan", "activities": ["1"], **words}
    return Filed(f"oblast/rayon/reports/{path}.yml", "oblast/rayon", Report.model_validate_json(json.dumps(tree)))


def written(plan: Plan, *filed: Filed, site_url: str = "", corrections: Iterable[Revision] = ()) -> dict[str, bytes]:
    """The two calendars of a plan by the ending of the file."""
    agenda = Agenda(plan.address, "Район: план", tuple((plan, row) for row in plan.activities))
    return dict(Scribe(filed, site_url, {plan.source: tuple(corrections)}, is_demo=False).calendars(agenda))


# --- every kind of deadline, by hand: days (both inclusive), how they are meant, and how many events say it

WITHIN = "В течение месяца: "
LAST = "Последний день: "
EACH_MONTH = ["01-31", "02-28", "03-31", "04-30", "05-31", "06-30", "07-31", "08-31", "09-30", "10-31", "11-30", "12-31"]
FRIDAYS = ["01-29", "02-26", "03-26", "04-30", "05-28", "06-25", "07-30", "08-27", "09-24", "10-29", "11-26", "12-31"]
KINDS = [
    ("25 мая 2021 г.", "", ["2021-05-25/2021-05-25"], 1),
    ("10 марта-2 апреля 2021 года", "", ["2021-03-10/2021-04-02"], 1),
    ("вторая декада апреля", "", ["2021-04-11/2021-04-20"], 1),
    ("Май 2021 г.", WITHIN, ["2021-05-01/2021-05-31"], 1),
    ("Август-октябрь 2021", "Август–октябрь: ", ["2021-08-01/2021-10-31"], 1),
    ("II квартал", "В течение квартала: ", ["2021-04-01/2021-06-30"], 1),
    ("III квартал", "В течение квартала: ", ["2021-07-01/2021-09-30"], 1),
    ("Март, сентябрь 2021", WITHIN, ["2021-03-01/2021-03-31", "2021-09-01/2021-09-30"], 2),
    ("15 и 20 мая", "", ["2021-05-15/2021-05-15", "2021-05-20/2021-05-20"], 2),
    ("До 20.08.2021", LAST, ["2021-08-20/2021-08-20"], 1),
    ("до 15 апреля, до 20 мая", LAST, ["2021-04-15/2021-04-15", "2021-05-20/2021-05-20"], 2),
    ("до конца мая 2021 года", LAST, ["2021-05-31/2021-05-31"], 1),
    ("с 1 сентября 2021 года", "Первый день: ", ["2021-09-01/2021-09-01"], 1),
    ("в 3-месячный срок", LAST, ["2020-03-01/2020-03-01"], 1),
    ("ежемесячно", WITHIN, [f"2021-{month[:2]}-01/2021-{month}" for month in EACH_MONTH], 12),
    ("ежемесячно до 5 числа", LAST, [f"2021-{month:02}-05/2021-{month:02}-05" for month in range(1, 13)], 1),
    (
        "5 и 20 числа каждого месяца",
        "",
        [f"2021-{month:02}-{day}/2021-{month:02}-{day}" for month in range(1, 13) for day in ("05", "20")],
        1,
    ),
    (
        "с 1 по 10 число каждого месяца",
        "",
        [f"2021-{month:02}-01/2021-{month:02}-10" for month in range(1, 13)],
        12,
    ),
    (
        "ежеквартально",
        "В течение квартала: ",
        ["2021-01-01/2021-03-31", "2021-04-01/2021-06-30", "2021-07-01/2021-09-30", "2021-10-01/2021-12-31"],
        4,
    ),
    (
        "последняя пятница каждого месяца",
        "",
        [f"2021-{day}/2021-{day}" for day in FRIDAYS],
        1,
    ),
    ("ежедневно в марте", "", [f"2021-03-{day:02}/2021-03-{day:02}" for day in range(1, 32)], 1),
]
YEARS = [
    ("ежегодно (август)", WITHIN, [f"{year}-08-01/{year}-08-31" for year in (2020, 2021, 2022)], 1),
    ("ежегодно в феврале", WITHIN, ["2020-02-01/2020-02-29", "2021-02-01/2021-02-28", "2022-02-01/2022-02-28"], 3),
    ("ежегодно до 1 сентября", LAST, [f"{year}-09-01/{year}-09-01" for year in (2020, 2021, 2022)], 1),
    ("ежегодно с марта по апрель", "Март–апрель: ", [f"{year}-03-01/{year}-04-30" for year in (2020, 2021, 2022)], 3),
]
BARS = [
    ("II-III квартал", "Апрель–сентябрь: ", ["2021-04-01/2021-09-30"]),
    ("1 полугодие 2021 года", "В течение полугодия: ", ["2021-01-01/2021-06-30"]),
    ("Март-декабрь 2021", "Март–декабрь: ", ["2021-03-01/2021-12-31"]),
    ("1 июля - 1 октября 2021 года", "", ["2021-07-01/2021-10-01"]),
    ("каждое полугодие", "В течение полугодия: ", ["2021-01-01/2021-06-30", "2021-07-01/2021-12-31"]),
]
LONG = [
    ("в течение года", "В течение года: ", ["2021-12-31"]),
    ("2021 год", "В течение года: ", ["2021-12-31"]),
    ("в течение всего периода", "Весь период плана: ", ["2021-12-31"]),
    ("постоянно", "Весь период плана: ", ["2021-12-31"]),
    ("ежегодно", "В течение года: ", ["2021-12-31"]),
]


def spans(data: bytes) -> list[str]:
    return [f"{event.first}/{event.last}" for event in events(data)]


@pytest.mark.parametrize(
    ("period", "wording", "meant", "days", "amount"),
    [("2021", *kind) for kind in KINDS] + [("2020-01-01/2022-12-31", *kind) for kind in YEARS],
)
def test_a_deadline_is_on_its_days(period, wording, meant, days, amount):
    files = written(plan_of(period, {"deadline": wording}))
    assert list(files) == ["ics", "full.ics"]
    for data in files.values():
        assert spans(data) == days
        assert {event.summary for event in events(data)} == {f"{meant}1. Дело"}
        assert data.count(b"BEGIN:VEVENT") == amount
        assert all(event.description.startswith(f"Срок: {wording}\nПрочитан так: ") for event in events(data))


def test_each_week_is_that_of_the_calendar():
    data = written(plan_of("2021", {"deadline": "еженедельно"}))["ics"]
    found = events(data)
    assert len(found) == 53
    assert (found[0].first, found[0].last) == (date(2021, 1, 1), date(2021, 1, 3))  # cut to the period, so no rule says it
    assert all(event.first.weekday() == 0 and (event.last - event.first).days == 6 for event in found[1:-1])
    whole = written(plan_of("2021-03-01/2021-05-30", {"deadline": "еженедельно"}))["ics"]
    assert whole.count(b"BEGIN:VEVENT") == 1
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20210524\r\n" in whole
    assert [event.first for event in events(whole)] == [date(2021, 3, 1) + timedelta(weeks=week) for week in range(13)]
    fridays = events(written(plan_of("2021", {"deadline": "по пятницам"}))["ics"])
    assert [event.first for event in fridays] == [date(2021, 1, 1) + timedelta(weeks=week) for week in range(53)]
    both = events(written(plan_of("2021", {"deadline": "раз в 2 недели с 4 января"}))["ics"])
    assert {event.summary for event in both} == {"В один из этих дней: 1. Дело"}
    assert (both[0].first, both[0].last) == (date(2021, 1, 4), date(2021, 1, 17))


@pytest.mark.parametrize(("wording", "meant", "days"), BARS)
def test_what_is_longer_than_a_quarter_is_its_last_day_in_the_short_calendar(wording, meant, days):
    files = written(plan_of("2021", {"deadline": wording}))
    assert spans(files["full.ics"]) == days
    assert {event.summary for event in events(files["full.ics"])} == {f"{meant}1. Дело"}
    short = events(files["ics"])
    assert [f"{event.first}/{event.last}" for event in short] == [f"{day[11:]}/{day[11:]}" for day in days]
    assert {event.summary for event in short} == {f"{LAST}1. Дело"}
    assert all(event.description.startswith(f"Срок: {wording}\nПрочитан так: ") for event in short)
    assert uids(files["ics"]) == uids(files["full.ics"])
    assert files["ics"].count(b"BEGIN:VEVENT") == len(days)


def test_no_event_of_a_short_calendar_is_longer_than_a_quarter_and_a_longer_one_is_its_last_day():
    longer = 0
    for path, short in files().items():
        if path.endswith(".full.ics"):
            continue
        full = {(event.url, event.last): event for event in events(files()[path.replace(".ics", ".full.ics")])}
        for event in events(short):
            assert (event.last - event.first).days < 92
            bar = full[event.url, event.last]
            assert bar.description == event.description
            if (bar.last - bar.first).days >= 92:
                longer += 1
                assert event.first == event.last
                assert LAST in event.summary
            else:
                assert bar == event
    assert longer > 20


@pytest.mark.parametrize(("wording", "meant", "days"), LONG)
def test_what_lasts_all_the_year_is_one_day_of_the_full_calendar(wording, meant, days):
    files = written(plan_of("2021", {"deadline": wording}))
    assert list(files) == ["full.ics"]
    assert spans(files["full.ics"]) == [f"{day}/{day}" for day in days]
    assert events(files["full.ics"])[0].summary == f"{meant}1. Дело"


@pytest.mark.parametrize("row", [{"deadline": "по отдельному плану"}, {"deadline": "-", "undated": "empty"}])
def test_what_has_no_date_has_no_event_and_an_empty_calendar_is_no_file(row):
    assert written(plan_of("2021", row)) == {}
    assert len(events(written(plan_of("2021", row, {"deadline": "май"}))["full.ics"])) == 1


def test_dates_beside_the_wording_win():
    rows = [{"deadline": "после получения результатов", "dates": [dates]} for dates in ("2021-06", "../2021-09-10")]
    june, september = events(written(plan_of("2021", *rows))["ics"])
    assert (june.first, june.last, september.first, september.last) == (
        date(2021, 6, 1), date(2021, 6, 30), date(2021, 9, 10), date(2021, 9, 10),
    )  # fmt: skip
    assert (june.summary, september.summary) == ("В течение месяца: 1. Дело", "Последний день: 2. Дело")
    assert "Срок: после получения результатов" in june.description


def test_a_sub_activity_names_its_row():
    inner = {"number": "1.1.", "title": "по запросам школ", "deadline": "май"}
    (event,) = events(written(plan_of("2021", {"title": "Вебинары:", "activities": [inner]}))["ics"])
    assert event.summary == "В течение месяца: 1. Вебинары: 1.1. по запросам школ"


# --- the five orders and the fictional region


@cache
def files(site_url: str = SITE) -> dict[str, bytes]:
    """All calendars of the data of this project."""
    found = {}
    for district, context in read_data(REAL).units.values():
        around = replace(context, site_url=site_url)
        found |= {file.path: file.data for file in calendar_files(district, around, OVER)}
    return found


def labelled() -> dict[tuple[str, str], str]:
    """What is expected of each wording of the five orders, by the address of the plan."""
    found = {}
    for line in LABELLED.read_text("utf-8").splitlines()[1:]:
        text, _, _, expected, source, _, form, *_ = line.split("\t")
        plan = ORDERS.get(source.partition(" ")[0])
        if plan and " item" in source:
            found[plan, text] = expected.partition(" ~")[0]
            assert form
    return found


def days_of(expected: str, *, is_long: bool) -> set[tuple[date, date]]:
    """The days of the full calendar for what a row of the labelled table expects; what `is_long` stands on its last days."""
    if expected.startswith("UNDATED"):
        return set()
    if expected.startswith("R:"):
        rule, _, window = expected.removeprefix("R:").partition("@")
        first, last = map(date.fromisoformat, window.split("/"))
        (month,) = re.fullmatch(r"FREQ=YEARLY(?:;BYMONTH=(\d+))?", rule).groups()
        years = range(first.year, last.year + 1)
        if month is None:
            return {(date(year, 12, 31),) * 2 for year in years}
        days = {(date(year, int(month), 1), end_of(year, int(month))) for year in years}
        return {(a, b) for a, b in days if a <= last and b >= first}
    pairs = [part.split("/") for part in expected.split(";")]
    if is_long and (years := int(expected[-10:-6]) - int(expected[:4])) > 1:  # in a plan of several years, one term a year
        return {(date(int(expected[:4]) + year, 12, 31),) * 2 for year in range(years + 1)}
    ends = [(last if is_long or first == ".." else first, last) for first, last in pairs]
    return {(date.fromisoformat(first), date.fromisoformat(last)) for first, last in ends}


def end_of(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@pytest.mark.parametrize("address", ORDERS.values())
def test_the_days_of_the_five_orders_are_those_of_the_labelled_table(address):
    expected = {text: days for (plan, text), days in labelled().items() if plan == address}
    district, _ = read_data(REAL).units[address.rpartition("/")[0]]
    (plan,) = (plan for plan in district.plans if plan.address == address)
    told: dict[str, list[Event]] = defaultdict(list)
    for event in events(files()[data_file(address, "full.ics")]):
        told[event.url].append(event)
    checked = 0
    for row in plan.activities:
        if (wording := row.activity.deadline) in expected:
            days = days_of(expected[wording], is_long="в течение" in wording.lower())
            assert {(one.first, one.last) for one in told[f"{SITE}{address}/#{row.anchor}"]} == days, wording
            checked += 1
    assert checked >= 7


def test_every_dated_term_stands_in_the_calendar_of_its_plan_and_nothing_else_does():
    for district, _ in read_data(REAL).units.values():
        plans = [*district.plans, *(plan for school in district.schools for plan in school.plans)]
        for plan in plans:
            told = events(files().get(data_file(plan.address, "full.ics"), EMPTY))
            days = defaultdict(set)
            for event in told:
                if not event.summary.startswith(("Перенесено: ", "Отменено. Перенесено: ")):
                    days[event.url.rpartition("#")[2]].add(event.last)
            for row in plan.activities:
                if row.deadline is not None and row.activity.dropped is None:
                    ends = {interval.end or interval.start for interval in row.deadline.intervals}
                    assert days.pop(row.anchor, set()) == ends, (plan.address, row.id)
            assert all(event.status == "CANCELLED" for event in told if event.url.rpartition("#")[2] in days)


EMPTY = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


def test_every_calendar_is_whole():
    assert len(files()) > 100
    for path, data in files().items():
        calendar = read(data)
        found = [(str(event["UID"]), event.get("RECURRENCE-ID")) for event in calendar.walk("VEVENT")]
        keys = [(uid, day.dt if day else None) for uid, day in found]
        assert len(keys) == len(set(keys)), path
        assert calendar["VERSION"] == "2.0"
        assert calendar["X-WR-CALNAME"] == calendar["NAME"] != ""
        assert calendar["SOURCE"] == f"{SITE}{path}"
        assert calendar["LAST-MODIFIED"].dt == max(event["DTSTAMP"].dt for event in calendar.walk("VEVENT"))
        assert data.count(b"\n") == data.count(b"\r\n")
        assert max(len(line) for line in data.split(b"\r\n")) <= 75
        for event in calendar.walk("VEVENT"):
            assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt
            assert event["TRANSP"] == "TRANSPARENT"
            assert event["DTEND"].dt > event["DTSTART"].dt
            assert type(event["DTSTART"].dt) is type(event["DTEND"].dt) is date


def test_another_reader_has_the_same_events():
    for path, data in files().items():
        ours = [
            (event["UID"], event["DTSTART"].dt, event["DTEND"].dt, event["SUMMARY"], event["DESCRIPTION"], event["STATUS"])
            for event in read(data).walk("VEVENT")
        ]
        theirs = [
            tuple(getattr(event, name).value for name in ("uid", "dtstart", "dtend", "summary", "description", "status"))
            for event in vobject.readOne(data.decode()).vevent_list
        ]
        assert theirs == ours, path


def test_the_words_of_the_plan_come_back_letter_for_letter():
    for district, _ in read_data(REAL).units.values():
        for plan in district.plans:
            told = defaultdict(list)
            for event in events(files().get(data_file(plan.address, "full.ics"), EMPTY)):
                told[event.url.rpartition("#")[2]].append(event)
            for row in plan.activities:
                for event in told[row.anchor]:
                    assert row.activity.title in event.summary
                    lines = event.description.split("\n")
                    assert f"Срок: {row.activity.deadline}" in lines
                    assert f"План: {plan.roadmap.title}" in lines
                    assert not row.activity.responsible or f"Ответственные: {row.activity.responsible}" in lines


def uids(data: bytes) -> set[str]:
    return {str(event["UID"]) for event in read(data).walk("VEVENT")}


def test_an_event_is_the_same_in_every_calendar_and_wherever_the_site_is():
    district = "rostovskaya-oblast/dubovskiy"
    of_plan = uids(files()[data_file(f"{district}/2021-500-plus", "ics")])
    assert uids(files()[data_file(district, "ics")]) == of_plan
    assert uids(files()[data_file(f"{district}/veselovskaya-2", "ics")]) <= of_plan
    assert uids(files()[data_file(f"{district}/2021-500-plus", "full.ics")]) >= of_plan
    moved = files("")
    assert moved.keys() == files().keys()
    assert all(uids(data) == uids(files()[path]) for path, data in moved.items())
    assert not any(b"http" in data or b"karty" in data for path, data in moved.items() if "vymyshlennaya" not in path)


def test_ids_do_not_change_from_version_to_version():
    """Another id would be another event for everybody who subscribed."""
    found = read(files()[data_file("rostovskaya-oblast/dubovskiy/2021-500-plus", "ics")]).walk("VEVENT")
    assert str(found[0]["UID"]) == "7df3abc9-751d-526d-86c4-068d9f47b707"


def test_the_site_names_calendars_without_commas():
    """Some programs show the backslash that stands before one."""
    names = {path: str(read(data)["X-WR-CALNAME"]) for path, data in files().items()}
    district = "data/v1/rostovskaya-oblast/dubovskiy"
    assert names[f"{district}/2021-500-plus.ics"] == "Дубовский район: план 2021 года"
    assert names[f"{district}/2021-500-plus.full.ics"] == "Дубовский район: план 2021 года (полный календарь)"
    assert names[f"{district}.ics"] == "Дубовский район: сроки"
    assert not any("," in name for path, name in names.items() if "/parties/" not in path)


def test_fictional_calendars_say_so():
    for path, data in files().items():
        is_demo = "vymyshlennaya-oblast" in path
        calendar = read(data)
        assert calendar["NAME"].startswith("Вымышленный пример. ") is is_demo
        assert all(("Вымышленный пример" in event["DESCRIPTION"]) is is_demo for event in calendar.walk("VEVENT"))


# --- what became of a term


def component(data: bytes, index: int = 0):
    return read(data).walk("VEVENT")[index]


def moment(*day: int) -> datetime:
    return datetime(*day, tzinfo=UTC)


def test_an_event_was_changed_when_the_order_the_amendment_or_the_report_says():
    row = {"deadline": "май", "was": [{"until": "2020-02-03", "deadline": "апрель"}]}
    plain = component(written(plan_of("2021", {"deadline": "май"}))["ics"])
    assert (plain["DTSTAMP"].dt, plain["SEQUENCE"], plain["STATUS"]) == (moment(2019, 12, 1), 0, "CONFIRMED")
    amended = component(written(plan_of("2021", row))["ics"])
    assert (amended["DTSTAMP"].dt, amended["SEQUENCE"]) == (moment(2020, 2, 3), 1)
    told = component(written(plan_of("2021", row), report("2021-05-20-a", status="done"))["ics"])
    assert (told["DTSTAMP"].dt, told["SEQUENCE"], told["STATUS"]) == (moment(2021, 5, 20), 2, "CONFIRMED")
    assert "Отчёт 20.05.2021: выполнено." in str(told["DESCRIPTION"]).split("\n")
    assert plain["UID"] == amended["UID"] == told["UID"]
    added = component(written(plan_of("2021", {"deadline": "май", "added": "2020-02-03"}))["ics"])
    assert (added["DTSTAMP"].dt, added["SEQUENCE"]) == (moment(2020, 2, 3), 0)


def test_a_dropped_row_and_a_term_called_off_are_cancelled():
    dropped = component(written(plan_of("2021", {"deadline": "май", "dropped": "2020-02-03"}))["ics"])
    assert (dropped["STATUS"], dropped["SEQUENCE"]) == ("CANCELLED", 1)
    assert dropped["SUMMARY"] == "Отменено. В течение месяца: 1. Дело"
    assert "Исключено изменениями от 03.02.2020." in str(dropped["DESCRIPTION"])
    off = component(written(plan_of("2021", {"deadline": "май"}), report("2021-05-20-a", status="cancelled"))["full.ics"])
    assert off["STATUS"] == "CANCELLED"
    assert off.walk("VALARM") == []
    later = report("2021-05-21-a", status="in-progress")
    on = component(written(plan_of("2021", {"deadline": "май"}), later, report("2021-05-20-a", status="cancelled"))["ics"])
    assert (on["STATUS"], on["SEQUENCE"]) == ("CONFIRMED", 2)


PUT_OFF = report("2021-05-20-a", status="postponed", until="2021-06-15")


def test_a_term_put_off_is_called_off_in_its_place_and_stands_on_the_new_day():
    plan = plan_of("2021", {"deadline": "май"})
    for data in written(plan, PUT_OFF).values():
        old, new = events(data)
        assert (old.first, old.last, old.status) == (date(2021, 5, 1), date(2021, 5, 31), "CANCELLED")
        assert old.summary == "Перенесено на 15 июня 2021 года. В течение месяца: 1. Дело"
        assert (new.first, new.last, new.status) == (date(2021, 6, 15), date(2021, 6, 15), "CONFIRMED")
        assert new.summary == "Перенесено: 1. Дело"
        for event in (old, new):
            assert "Срок: май" in event.description.split("\n")
            assert "Отчёт 20.05.2021: перенесено на 15 июня 2021 года." in event.description.split("\n")
        assert uids(written(plan)["ics"]) < uids(data)
    (alarm,) = read(written(plan, PUT_OFF)["full.ics"]).walk("VALARM")  # of the new day alone
    assert alarm["DESCRIPTION"] == "Через неделю. Перенесено: 1. Дело"


def test_a_new_day_is_the_same_event_whatever_comes_after_it():
    plan = plan_of("2021", {"deadline": "май"})
    once = written(plan, PUT_OFF)["ics"]
    twice = written(plan, PUT_OFF, report("2021-06-14-a", status="postponed", until="2021-09-01"))["ics"]
    assert uids(once) == uids(twice)
    assert [event.first for event in events(twice)] == [date(2021, 5, 1), date(2021, 9, 1)]
    assert {int(event["SEQUENCE"]) for event in read(twice).walk("VEVENT")} == {2}
    done = events(written(plan, PUT_OFF, report("2021-06-15-a", status="done"))["ics"])
    assert [event.status for event in done] == ["CANCELLED", "CONFIRMED"]
    assert all("перенесено на 15 июня 2021 года.\nОтчёт 15.06.2021: выполнено." in event.description for event in done)
    off = events(written(plan, PUT_OFF, report("2021-06-15-a", status="cancelled"))["full.ics"])
    assert [event.summary for event in off] == ["Отменено. В течение месяца: 1. Дело", "Отменено. Перенесено: 1. Дело"]
    assert {event.status for event in off} == {"CANCELLED"}


def test_an_earlier_day_puts_nothing_off():
    (event,) = events(written(plan_of("2021", {"deadline": "июнь"}), PUT_OFF)["ics"])
    assert (event.first, event.last, event.status) == (date(2021, 6, 1), date(2021, 6, 30), "CONFIRMED")


def test_the_new_day_stands_where_its_term_stands():
    filed = report("2021-12-20-a", status="postponed", until="2022-02-01")
    bar, year = (written(plan_of("2021", {"deadline": wording}), filed) for wording in ("март-декабрь", "в течение года"))
    assert spans(bar["ics"]) == ["2021-12-31/2021-12-31", "2022-02-01/2022-02-01"]
    assert spans(bar["full.ics"]) == ["2021-03-01/2021-12-31", "2022-02-01/2022-02-01"]
    assert events(bar["ics"])[0].summary == "Перенесено на 1 февраля 2022 года. Последний день: 1. Дело"
    assert list(year) == ["full.ics"]
    assert spans(year["full.ics"]) == ["2021-12-31/2021-12-31", "2022-02-01/2022-02-01"]


def test_one_time_of_a_series_is_put_off_alone():
    filed = report("2021-03-04-a", status="postponed", occurrence="2021-03", until="2021-03-20")
    data = written(plan_of("2021", {"deadline": "ежемесячно до 5 числа"}), filed)["ics"]
    series, one, new = read(data).walk("VEVENT")
    assert series["UID"] == one["UID"] != new["UID"]
    assert (one["STATUS"], one["RECURRENCE-ID"].dt) == ("CANCELLED", date(2021, 3, 5))
    assert (new["STATUS"], new["DTSTART"].dt) == ("CONFIRMED", date(2021, 3, 20))
    assert "RECURRENCE-ID" not in new
    found = [event.first for event in events(data) if event.status == "CONFIRMED"]
    assert found == [date(2021, 3, 20) if month == 3 else date(2021, month, 5) for month in range(1, 13)]


def correction(day: str, anchor: str, step: Step = Step.CHANGED) -> Revision:
    change = Change(Sign.CHANGED, What.TERM if anchor else What.ORDER, "", anchor, "Дело", ())
    changes = (change, replace(change, what=What.PARTIES, anchor="")) if step is Step.CHANGED else ()
    return Revision(day, date.fromisoformat(day), step, changes)


def test_an_event_was_changed_when_a_commit_corrected_its_row_or_the_plan_around_it():
    plan = plan_of("2021", {"deadline": "май"}, {"deadline": "июнь"})
    first, second = (row.anchor for row in plan.rows)
    found = [
        correction("2021-04-03", first),
        correction("2021-04-03", first),
        correction("2021-04-02", ""),
        correction("2021-04-01", second),
        correction("2021-03-01", "", Step.PUBLISHED),
    ]
    data = written(plan, corrections=found)["ics"]
    told = [(event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, event["SEQUENCE"]) for event in read(data).walk("VEVENT")]
    assert told == [(moment(2021, 4, 3), moment(2021, 4, 3), 3), (moment(2021, 4, 2), moment(2021, 4, 2), 2)]
    assert read(data)["LAST-MODIFIED"].dt == moment(2021, 4, 3)
    unread = written(plan, corrections=[correction("2021-04-05", "", Step.UNREADABLE)])["ics"]
    assert {event["SEQUENCE"] for event in read(unread).walk("VEVENT")} == {1}
    assert {event["SEQUENCE"] for event in read(written(plan)["ics"]).walk("VEVENT")} == {0}
    path = "vymyshlennaya-oblast/primernyy/2025-2026-500-plus"
    district, context = read_data(REAL).units["vymyshlennaya-oblast/primernyy"]
    around = replace(context, history=History({f"{path}.yml": (correction("2026-11-01", ""),)}))
    known, unknown = (
        {file.path: file.data for file in calendar_files(district, one, OVER)}[f"data/v1/{path}.ics"]
        for one in (around, replace(context, history=None))
    )
    both = zip(read(known).walk("VEVENT"), read(unknown).walk("VEVENT"), strict=True)
    assert {new["SEQUENCE"] - old["SEQUENCE"] for new, old in both} == {1}


def test_one_time_of_a_series_is_told_of_alone():
    filed = report("2021-03-04-a", status="cancelled", occurrence="2021-03")
    data = written(plan_of("2021", {"deadline": "ежемесячно до 5 числа"}), filed)["ics"]
    assert data.count(b"BEGIN:VEVENT") == 2
    series, one = read(data).walk("VEVENT")
    assert series["UID"] == one["UID"]
    assert one["RECURRENCE-ID"].dt == one["DTSTART"].dt == date(2021, 3, 5)
    found = events(data)
    assert [event.first for event in found] == [date(2021, month, 5) for month in range(1, 13)]
    assert [event.first for event in found if event.status == "CANCELLED"] == [date(2021, 3, 5)]


def test_only_the_word_of_whoever_adopted_the_plan_counts_in_its_calendar():
    school = Filed("oblast/rayon/shkola/reports/a.yml", "oblast/rayon/shkola", report("2021-05-20-a", status="done").report)
    assert "Отчёт" not in str(component(written(plan_of("2021", {"deadline": "май"}), school)["ics"])["DESCRIPTION"])


def test_what_amendments_made_of_a_plan_is_in_its_calendar_from_their_day():
    path = "data/v1/vymyshlennaya-oblast/primernyy/2025-2026-500-plus.ics"
    district, context = read_data(REAL).units["vymyshlennaya-oblast/primernyy"]
    before = {file.path: file.data for file in calendar_files(district, context, date(2026, 2, 15))}[path]
    after = {file.path: file.data for file in calendar_files(district, context, date(2026, 2, 16))}[path]
    assert {event.status for event in events(before)} <= {"CONFIRMED", "CANCELLED"}
    off = {event.summary for event in events(after) if event.status == "CANCELLED" and "Исключено" in event.description}
    assert len(off) == 1
    assert not any("Исключено" in event.description for event in events(before))
    assert uids(before) < uids(after)


# --- reminders


@pytest.mark.parametrize(
    ("wording", "last"),
    [
        ("25 мая 2021 г.", date(2021, 5, 25)),
        ("Май 2021 г.", date(2021, 5, 31)),
        ("7–13 мая", date(2021, 5, 13)),
        ("7–14 мая", date(2021, 5, 14)),
        ("7–15 мая", date(2021, 5, 15)),
        ("До 20.08.2021", date(2021, 8, 20)),
        ("в течение года", date(2021, 12, 31)),
    ],
)
def test_the_reminder_is_at_nine_a_week_before_the_last_day(wording, last):
    files = written(plan_of("2021", {"deadline": wording}))
    (alarm,) = read(files["full.ics"]).walk("VALARM")
    event = component(files["full.ics"])
    start = datetime.combine(event["DTSTART"].dt, datetime.min.time())
    assert start + alarm["TRIGGER"].dt == datetime.combine(last - timedelta(days=7), datetime.min.time()) + timedelta(hours=9)
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"] == f"Через неделю. {event['SUMMARY']}"
    assert not any(read(data).walk("VALARM") for ending, data in files.items() if ending == "ics")


def test_nobody_is_reminded_each_week():
    for wording in ("по пятницам", "ежедневно в марте"):
        assert read(written(plan_of("2021", {"deadline": wording}))["full.ics"]).walk("VALARM") == []


# --- the same bytes, and hostile words


def test_the_same_data_give_the_same_bytes_on_any_day_after():
    assert outputs(OVER, DATA) == outputs(date(2030, 1, 1), DATA)
    again = {
        file.path: file.data for unit, context in read_data(REAL).units.values() for file in calendar_files(unit, context, OVER)
    }
    assert again == files("")


HOSTILE = "BEGIN:VEVENT\nEND:VCALENDAR; a, b \\n \\; <b>&amp;</b> 😀" + "щ" * 300 + "👩🏽‍🏫" * 30 + "\n\nX-WR-CALNAME:чужое"


def test_hostile_words_stay_words():
    row = {"number": "1;,\\", "id": "1", "title": HOSTILE, "deadline": "май", "responsible": HOSTILE}
    plan = plan_of("2021", row, parties=[{"name": HOSTILE, "level": "school"}], title=HOSTILE)
    for data in written(plan, site_url=SITE).values():
        (event,) = read(data).walk("VEVENT")
        assert event["SUMMARY"] == f"В течение месяца: 1;,\\ {HOSTILE}"
        assert str(event["DESCRIPTION"]).count(HOSTILE) == 2
        assert read(data)["X-WR-CALNAME"].startswith("Район: план")
        assert [part.name for part in Calendar.from_ical(data).subcomponents] == ["VEVENT"]


def test_a_district_without_plans_has_no_calendar_and_every_other_has_one():
    found = outputs(AMENDED, DATA)
    assert "data/v1/oblast/rayon.ics" in found
    assert "data/v1/oblast/okrug.ics" not in found
    assert "data/v1/oblast/rayon/alfa.full.ics" in outputs(AMENDED, TOLD)
