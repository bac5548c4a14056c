"""Calendars as a program that subscribed to them has them: read by icalendar, repetitions counted out day by day.

What a rule gives is counted here anew, by its words and nothing else: every day from the first to the last one is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from icalendar import Calendar
from icalendar.cal import Component

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Event:
    """An event on days that are both inclusive."""

    first: date
    last: date
    summary: str
    description: str
    url: str
    status: str


def read(data: bytes) -> Component:
    """The calendar in a file, which has no fault."""
    calendar = Calendar.from_ical(data)
    assert calendar.name == "VCALENDAR"
    assert [fault for component in calendar.walk() for fault in component.errors] == []
    return calendar


def events(data: bytes) -> list[Event]:
    """Everything in a calendar, each time of a repetition for itself, in the sequence of the days."""
    found = {}
    for component in read(data).walk("VEVENT"):
        for first, one in occurrences(component):
            found[str(component["UID"]), first] = one  # one that replaces a time of a series comes after it
    return sorted(found.values())


def occurrences(component: Component) -> Iterator[tuple[date, Event]]:
    first, end = component["DTSTART"].dt, component["DTEND"].dt
    length = end - ONE - first
    for day in starts(component, first):
        yield (
            day,
            Event(
                day,
                day + length,
                str(component["SUMMARY"]),
                str(component["DESCRIPTION"]),
                str(component.get("URL", "")),
                str(component["STATUS"]),
            ),
        )


def starts(component: Component, first: date) -> Iterator[date]:
    if "RRULE" not in component:
        yield first
        return
    rule = dict(component["RRULE"])
    assert set(rule) <= {"FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "UNTIL"}
    (until,) = rule["UNTIL"]
    assert type(until) is date
    day = first
    while day <= until:
        if fits(day, first, rule):
            yield day
        day += ONE


def fits(day: date, first: date, rule) -> bool:
    (frequency,), (every,) = rule["FREQ"], rule.get("INTERVAL", [1])
    if "BYMONTH" in rule and day.month not in [int(month) for month in rule["BYMONTH"]]:
        return False
    if "BYMONTHDAY" in rule and day.day not in rule["BYMONTHDAY"]:
        return False
    if "BYDAY" in rule and not any(is_weekday(day, str(name)) for name in rule["BYDAY"]):
        return False
    has_day = "BYMONTHDAY" in rule or "BYDAY" in rule
    match frequency:
        case "DAILY":
            return (day - first).days % every == 0
        case "WEEKLY":
            weeks = (day - timedelta(days=day.weekday()) - first + timedelta(days=first.weekday())).days // 7
            return weeks % every == 0 and (has_day or day.weekday() == first.weekday())
        case "MONTHLY":
            months = (day.year - first.year) * 12 + day.month - first.month
            return months % every == 0 and (has_day or day.day == first.day)
        case "YEARLY":
            is_month = "BYMONTH" in rule or day.month == first.month
            return (day.year - first.year) % every == 0 and is_month and (has_day or day.day == first.day)
    raise AssertionError(frequency)


def is_weekday(day: date, name: str) -> bool:
    if DAYS[day.weekday()] != name[-2:]:
        return False
    number = int(name[:-2] or 0)
    if number < 0:
        return (day + timedelta(days=7 * -number)).month != day.month and (
            day + timedelta(days=7 * (-number - 1))
        ).month == day.month
    return number in (0, (day.day + 6) // 7)
