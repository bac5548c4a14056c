"""A day that notes on which other days the same would come of asking it: so it is known how long a page stays true."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

_DAY = timedelta(days=1)


class Day(date):  # noqa: PLW1641  __hash__ is set below, as all that shows the day
    """The date of an argument `as_of`; `first` and `last`, both inclusive, are the days that nobody has told from it so far.

    A comparison with another date narrows them to its own side of that date. Whatever shows the day itself (its text, its
    number, a difference) narrows them to that day; year and month to theirs. Who drew a page with it knows that on all
    these days the page would be the same. It must not be asked behind its back, by code in C that reads the fields of a date:
    `datetime.combine` and pydantic do.
    """

    first: date
    last: date

    @classmethod
    def of(cls, day: date) -> "Day":
        """The day, of which nobody has asked anything yet."""
        new = cls.fromordinal(date.toordinal(day))
        new.first, new.last = date.min, date.max
        return new

    def narrow(self, first: date, last: date) -> None:
        """Note that only from `first` to `last` the answers are the same."""
        self.first = first if date.__gt__(first, self.first) else self.first
        self.last = last if date.__lt__(last, self.last) else self.last

    def pin(self) -> date:
        """The day as a plain date, which is told from all others."""
        self.first = self.last = day = _plain(self)
        return day

    @property
    def year(self) -> int:
        """The year, by which all its days are one."""
        year = _plain(self).year
        self.narrow(date(year, 1, 1), date(year, 12, 31))
        return year

    @property
    def month(self) -> int:
        """The month, by which its days are one."""
        day = _plain(self)
        first = day.replace(day=1)
        self.narrow(first, (first + 31 * _DAY).replace(day=1) - _DAY if first < _LAST_MONTH else date.max)
        return day.month

    @property
    def day(self) -> int:
        """The number of the day in its month."""
        return self.pin().day

    def __lt__(self, other: date) -> bool:
        if not isinstance(other, date):
            return NotImplemented
        if is_before := date.__lt__(self, other):
            self.narrow(date.min, _plain(other) - _DAY)
        else:
            self.narrow(_plain(other), date.max)
        return is_before

    def __gt__(self, other: date) -> bool:
        if not isinstance(other, date):
            return NotImplemented
        if is_after := date.__gt__(self, other):
            self.narrow(_plain(other) + _DAY, date.max)
        else:
            self.narrow(date.min, _plain(other))
        return is_after

    def __le__(self, other: date) -> bool:
        return NotImplemented if (is_after := self.__gt__(other)) is NotImplemented else not is_after

    def __ge__(self, other: date) -> bool:
        return NotImplemented if (is_before := self.__lt__(other)) is NotImplemented else not is_before

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, date):
            return NotImplemented
        return not (self < other or self > other)

    def __ne__(self, other: object) -> bool:
        return NotImplemented if not isinstance(other, date) else not self == other


def _plain(day: date) -> date:
    return date.fromordinal(date.toordinal(day))


def _shown(name: str) -> Callable[..., Any]:
    """The method `name` of a plain date: it shows the day."""
    method = getattr(date, name)
    return lambda self, *arguments, **named: method(self.pin(), *arguments, **named)


for _name in (
    *("__add__", "__format__", "__hash__", "__radd__", "__reduce__", "__reduce_ex__", "__repr__", "__rsub__", "__str__"),
    *("__sub__", "ctime", "isocalendar", "isoformat", "isoweekday", "replace", "strftime", "timetuple", "toordinal", "weekday"),
):
    setattr(Day, _name, _shown(_name))

_LAST_MONTH = date.max.replace(day=1)
