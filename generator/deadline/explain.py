"""How a deadline was read, in a few Russian words for the line under its wording: «1–28 февраля 2021, весь месяц»."""

from collections.abc import Callable, Sequence
from datetime import date

from generator.deadline.cadence import cadence
from generator.deadline.extent import add_months
from generator.deadline.reading import Deadline, Interval, Kind, Precision, Undated
from generator.russian import day_month, day_month_year, listing, month_name, plural, weekday

_REASONS = {  # what the publisher says; the reasons of an order are quoted
    Undated.EXTERNAL_PLAN: "по отдельному плану",
    Undated.ON_DEMAND: "по необходимости или по запросу",
    Undated.EVENT: "зависит от события",
    Undated.AGREEMENT: "по согласованию",
    Undated.CONTINUOUS: "постоянная работа",
    Undated.EMPTY: "в приказе не указана",
}
_WHOLE = {
    "month": (1, "весь месяц"),
    "quarter": (3, "весь квартал"),
    "half-year": (6, "всё полугодие"),
}
_COUNTS = {2: "два", 3: "три", 4: "четыре", 5: "пять", 6: "шесть", 7: "семь", 8: "восемь", 9: "девять", 10: "десять"}
_MOST_YEARS = 12


def explain(deadline: Deadline) -> str:
    """The reading in words: what was understood, where a year was taken from, and whether the publisher gave it.

    It says nothing of its own about a reason: that is quoted from the wording.
    """
    words = [_READ[deadline.kind](deadline)]
    if deadline.rule.startswith("given"):
        words[0] = f"указано публикующим: {words[0]}"
    if deadline.year_from_period:
        words.append("год взят из периода плана")
    if deadline.year_from_section:
        words.append("год взят из заголовка раздела")
    if deadline.qualifier and deadline.rule != "continuous":
        words.append(_reason(deadline, deadline.qualifier))
    return "; ".join(words)


def _day(deadline: Deadline) -> str:
    day = _bounds(deadline.intervals[0])[0]
    return f"один день, {weekday(day)}" if _says_year(deadline, day) else f"{day_month_year(day)}, {weekday(day)}"


def _days(deadline: Deadline) -> str:
    return f"{_span(deadline.intervals[0])}, оба дня включительно"


def _months(deadline: Deadline) -> str:
    interval = deadline.intervals[0]
    first, last = _bounds(interval)
    months, whole = _WHOLE.get("month" if deadline.kind is Kind.MONTH else deadline.rule, (0, ""))
    is_whole = months == (last.year - first.year) * 12 + last.month - first.month + 1
    is_told = deadline.year_from_period or deadline.year_from_section
    return f"{_span(interval)}, {whole}" if is_whole and not is_told else _span(interval)


def _list(deadline: Deadline) -> str:
    pairs = [_bounds(interval) for interval in deadline.intervals]
    firsts = [first for first, _ in pairs]
    ending = ""
    if deadline.intervals[0].start is None:
        unit, names, ending = ("срок", "срока", "сроков"), [f"по {name}" for name in _named(firsts, day_month)], " включительно"
    elif all(first == last for first, last in pairs):
        unit, names = ("день", "дня", "дней"), _named(_without_month(firsts), day_month)
    elif all(_is_month(interval) for interval in deadline.intervals):
        unit, names = ("месяц", "месяца", "месяцев"), _named(firsts, lambda day: month_name(day.month))
    else:
        unit, names = ("срок", "срока", "сроков"), [_span(interval) for interval in deadline.intervals]
    count = len(pairs)
    return f"{_COUNTS.get(count, count)} {plural(count, *unit)}: {listing(names)}{ending}"


def _until(deadline: Deadline) -> str:
    last = _bounds(deadline.intervals[0])[1]
    day = day_month(last) if _says_year(deadline, last) else day_month_year(last)
    return f"по {day} включительно, начало не названо"


def _since(deadline: Deadline) -> str:
    return f"с {day_month_year(_bounds(deadline.intervals[0])[0])}, конец не назван"


def _throughout(deadline: Deadline) -> str:
    is_school = deadline.precision is Precision.SCHOOL_YEAR
    if len(deadline.intervals) > 1:
        years = _years(deadline.intervals)
        return f"в каждом {'учебном ' if is_school else ''}году с {years[0]} по {years[-1]}, дат нет"
    first, last = _bounds(deadline.intervals[0])
    what = "без перерыва" if deadline.rule == "continuous" else "учебный год" if is_school else "весь период плана"
    if deadline.intervals[0].end is None:
        return f"{what}, с {day_month_year(first)}, дат нет"
    if deadline.rule == "continuous":
        return f"{what}, {_span(deadline.intervals[0])}, дат нет"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"весь {first.year} год, дат нет" if first.year == last.year else f"{first.year}–{last.year} годы, дат нет"
    return f"{what}, {_span(deadline.intervals[0])}, дат нет"


def _repeat(deadline: Deadline) -> str:
    """The repetition and its occurrences: years by name, all others by number."""
    words = cadence(deadline)
    count = len(deadline.intervals)
    if not count:
        return words
    if (deadline.repeat or "").startswith("FREQ=YEARLY"):
        years = _years(deadline.intervals)
        return f"{words}: {', '.join(years) if len(years) <= _MOST_YEARS else f'с {years[0]} по {years[-1]}'}"
    return f"{words}: {count} {plural(count, 'раз', 'раза', 'раз')} за период плана"


def _undated(deadline: Deadline) -> str:
    reason = deadline.undated or Undated.EMPTY
    return f"даты нет, {_REASONS[reason]}" if deadline.rule == "given-undated" else f"даты нет: {_reason(deadline, reason)}"


def _reason(deadline: Deadline, reason: Undated) -> str:
    """The words of the order itself, if it has any: a general one could say what the order does not."""
    quoted = (deadline.quoted or "").replace("«", "„").replace("»", "“")
    return f"«{quoted}»" if quoted else _REASONS[reason]


_READ: dict[Kind, Callable[[Deadline], str]] = {
    Kind.DAY: _day,
    Kind.DAYS: _days,
    Kind.MONTH: _months,
    Kind.MONTHS: _months,
    Kind.LIST: _list,
    Kind.UNTIL: _until,
    Kind.SINCE: _since,
    Kind.THROUGHOUT: _throughout,
    Kind.REPEAT: _repeat,
    Kind.UNDATED: _undated,
}


def _says_year(deadline: Deadline, day: date) -> bool:
    """Whether the wording itself names the year, so that it need not be said again; dates given beside it may differ."""
    return str(day.year) in deadline.wording and deadline.rule != "given"


def _named(days: Sequence[date | int], name: Callable[[date], str]) -> list[str]:
    """Days by name, with the year where it changes and at the end; a bare number stays one."""
    years = [None if isinstance(day, int) else day.year for day in days]
    names = []
    for day, year, following in zip(days, years, [*years[1:], 0], strict=True):
        if isinstance(day, int):
            names.append(str(day))
        else:
            names.append(name(day) if following in (None, year) else f"{name(day)} {day.year}")
    return names


def _without_month(days: list[date]) -> list[date | int]:
    """Days whose month the next one says are only numbers: «15 и 20 мая»."""
    after = [*days[1:], None]
    return [
        day.day if following and (day.year, day.month) == (following.year, following.month) else day
        for day, following in zip(days, after, strict=True)
    ]


def _years(intervals: tuple[Interval, ...]) -> list[str]:
    """The years by name: «2021», the school year «2020/2021», several together «2021–2022»."""
    names: dict[str, None] = {}
    for first, last in map(_bounds, intervals):
        mark = "/" if last < add_months(first, 12) and first.month >= 8 else "–"
        names[str(last.year) if first.year == last.year else f"{first.year}{mark}{last.year}"] = None
    return list(names)


def _span(interval: Interval) -> str:
    """«1–28 февраля 2021», «10 марта – 2 апреля 2021», «1 сентября 2020 – 31 мая 2021»."""
    first, last = _bounds(interval)
    if first == last:
        return day_month_year(first)
    if first.year != last.year:
        return f"{day_month_year(first)} – {day_month_year(last)}"
    if first.month != last.month:
        return f"{day_month(first)} – {day_month_year(last)}"
    return f"{first.day}–{day_month_year(last)}"


def _is_month(interval: Interval) -> bool:
    first, last = _bounds(interval)
    return first.day == 1 and (first.year, first.month) == (last.year, last.month) and last.day >= 28


def _bounds(interval: Interval) -> tuple[date, date]:
    return interval.start or interval.end or date.min, interval.end or interval.start or date.max
