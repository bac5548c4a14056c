"""How often something comes back, in Russian words: «каждый год, август», «каждый месяц, по 5-е число включительно»."""

from datetime import date
from itertools import pairwise

from generator.deadline.phrase import RRULE_DAYS
from generator.deadline.reading import Deadline, Precision
from generator.russian import day_month, listing, month_name, plural, weekday

_EACH = {
    ("YEARLY", 1): "каждый год",
    ("MONTHLY", 1): "каждый месяц",
    ("MONTHLY", 3): "каждый квартал",
    ("MONTHLY", 6): "каждое полугодие",
    ("WEEKLY", 1): "каждую неделю",
    ("DAILY", 1): "каждый день",
}
_UNITS = {
    "YEARLY": ("год", "года", "лет"),
    "MONTHLY": ("месяц", "месяца", "месяцев"),
    "WEEKLY": ("неделю", "недели", "недель"),
    "DAILY": ("день", "дня", "дней"),
}
_ORDINALS = {
    "1": ("первый", "первая", "первое"),
    "2": ("второй", "вторая", "второе"),
    "3": ("третий", "третья", "третье"),
    "4": ("четвёртый", "четвёртая", "четвёртое"),
    "-1": ("последний", "последняя", "последнее"),
}


def cadence(deadline: Deadline) -> str:
    """The RRULE of a deadline in words."""
    parts = dict(part.split("=") for part in (deadline.repeat or "FREQ=YEARLY").split(";"))
    every, frequency = int(parts.get("INTERVAL", "1")), parts["FREQ"]
    months, days = _numbers(parts.get("BYMONTH")), _numbers(parts.get("BYMONTHDAY"))
    is_counted = frequency == "MONTHLY" and every > 1 and deadline.precision is Precision.MONTH  # «раз в 3 месяца»
    words = [(None if is_counted else _EACH.get((frequency, every))) or f"раз в {every} {plural(every, *_UNITS[frequency])}"]
    is_until = deadline.rule in ("repeat-until", "repeat-report")
    if "BYDAY" in parts:
        words.append(listing([_weekday(day) for day in parts["BYDAY"].split(",")]))
    elif months and days:
        words.append(_dates(months, days, is_until))
    elif days:
        words.append(_days(days, is_until))
    elif months:
        spans = any(i.start and i.end and i.start.month != i.end.month for i in deadline.intervals)
        words.append(_months(months, spans))
    return ", ".join(words)


def _numbers(text: str | None) -> list[int]:
    return [int(number) for number in text.split(",")] if text else []


def _weekday(rrule: str) -> str:
    """«пятница», «последняя пятница»."""
    name = weekday(date(2001, 1, 1 + RRULE_DAYS.index(rrule[-2:])))  # 1 January 2001 is a Monday
    gender = 1 if name.endswith("а") else 2 if name.endswith("е") else 0
    return f"{_ORDINALS[rrule[:-2]][gender]} {name}" if rrule[:-2] else name


def _dates(months: list[int], days: list[int], is_until: bool) -> str:
    if _is_run(days) and not is_until:
        return listing([f"{days[0]}–{day_month(date(2001, month, days[-1]))}" for month in months])
    dates = listing([day_month(date(2001, month, day)) for month in months for day in days])
    return f"по {dates} включительно" if is_until else dates


def _days(days: list[int], is_until: bool) -> str:
    if is_until:
        return f"по {listing([f'{day}-е' for day in days])} число включительно"
    if _is_run(days):
        return f"с {days[0]}-го по {days[-1]}-е число"
    return f"{listing([f'{day}-го' for day in days])} числа"


def _months(months: list[int], spans: bool) -> str:
    """«апрель и октябрь»; where an occurrence spans several months: «март–апрель и октябрь–ноябрь»."""
    if not spans:
        return listing([month_name(month) for month in months])
    runs = [[months[0]]]
    for before, month in pairwise(months):
        if month == before + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return listing(["–".join(dict.fromkeys((month_name(run[0]), month_name(run[-1])))) for run in runs])


def _is_run(numbers: list[int]) -> bool:
    return len(numbers) > 2 and numbers == list(range(numbers[0], numbers[-1] + 1))
