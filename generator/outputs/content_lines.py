"""Content lines, of which a calendar consists, as the library icalendar writes them: RFC 5545, section 3.1.

Its components do the same at twice the cost: they write every line anew, and in the calendars of a district most are alike.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from icalendar import vDate, vDatetime, vDuration, vText, vUri
from icalendar.parser import Contentline, Parameters


@lru_cache(maxsize=16)  # terms of one row, written one after another, say the same
def text_line(name: str, text: str) -> bytes:
    """A line with a text of any signs; every line end is a `\\n` for the reader, and so is a `\\N` in the text itself."""
    return _written(name, vText(text))


@lru_cache(maxsize=1024)
def line(name: str, value: str) -> bytes:
    """A line whose `value` stands as it is (a name, a rule, an address), folded if it is long; `name` with its parameters."""
    return _written(name, vUri(value))


@lru_cache(maxsize=1024)
def day_line(name: str, day: date) -> bytes:
    """A line with a day (`VALUE=DATE`)."""
    return _written(f"{name};VALUE=DATE", vDate(day))


@lru_cache(maxsize=1024)
def stamp_line(name: str, day: date) -> bytes:
    """A line with a moment: the first of a day in UTC."""
    return _written(name, vDatetime(datetime(day.year, day.month, day.day, tzinfo=UTC)))


@lru_cache(maxsize=64)
def duration_line(name: str, duration: timedelta) -> bytes:
    """A line with a time from one moment to another, which may lie before it."""
    return _written(name, vDuration(duration))


def _written(name: str, value: object) -> bytes:
    """A line with a value of one of the types of the library."""
    data: bytes = Contentline.from_parts(name, Parameters(), value).to_ical()
    return data + b"\r\n"
