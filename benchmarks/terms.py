"""Deadlines as orders word them, in about the proportions of real plans: months and ranges of months first, few named days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_NAMES = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь")
_OF = ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря")
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """What a plan covers: a calendar year, or a school year from September to August of the next year `year + 1`."""

    year: int
    school: bool = False

    @property
    def written(self) -> int | str:
        """As `period` of a roadmap."""
        return f"{self.year}-09-01/{self.year + 1}-08-31" if self.school else self.year

    @property
    def named(self) -> str:
        """As in headings: «на 2026 год»."""
        return f"{self.year}–{self.year + 1} учебный год" if self.school else f"{self.year} год"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 9 if self.school else 1, 1)

    @property
    def months(self) -> Sequence[tuple[int, int]]:
        """Year and month of what falls due in it: after the order and before the summer of a school year."""
        if self.school:
            return [(self.year, month) for month in range(9, 13)] + [(self.year + 1, month) for month in range(1, 6)]
        return [(self.year, month) for month in range(3, 13)]


@dataclass(frozen=True, slots=True)
class Term:
    """A deadline as worded; `single` where it has one day or one stretch of days, so that a report need not say which."""

    words: str
    single: bool = True


def term(random: Random, period: Period) -> Term:
    """A deadline of a plan of this period."""
    months = period.months
    first = random.randrange(len(months))
    year, month = months[first]
    day = random.randint(1, 28)
    kind = random.choices(tuple(_WEIGHTS), weights=tuple(_WEIGHTS.values()))[0]
    name = _NAMES[month - 1]
    match kind:
        case "month":
            return Term(random.choice((f"{name} {year} года", f"{name.capitalize()} {year} г.")))
        case "bare month":
            return Term(random.choice((name, name.capitalize())))
        case "months" if first + 1 < len(months):
            last_year, last = months[random.randrange(first + 1, len(months))]
            if last_year == year:
                return Term(random.choice((f"{name}-{_NAMES[last - 1]} {year} года", f"{name} – {_NAMES[last - 1]} {year} г.")))
            return Term(f"{name} {year} - {_NAMES[last - 1]} {last_year}")
        case "two months" if first + 2 < len(months) and months[first + 2][0] == year:
            return Term(f"{name.capitalize()}, {_NAMES[months[first + 2][1] - 1]} {year}", single=False)
        case "until":
            return Term(random.choice((f"до {day} {_OF[month - 1]} {year} г.", f"До {day:02}.{month:02}.{year}")))
        case "day":
            return Term(f"{day} {_OF[month - 1]} {year} года")
        case "days":
            last_day = date(year, month, day) + timedelta(days=random.randint(3, 20))
            return Term(f"с {day:02}.{month:02}.{year} по {last_day:%d.%m.%Y}")
        case "quarter":
            return Term(f"{_ROMAN[(month - 1) // 3]} квартал {year} г.")
        case "monthly":
            return Term(random.choice(("ежемесячно", "1 раз в месяц")), single=False)
        case "quarterly":
            return Term(random.choice(("ежеквартально", "1 раз в квартал")), single=False)
        case "undated":
            return Term(random.choice(("по отдельному плану", "согласно графику", "по запросам школ")), single=False)
        case "always":
            return Term("постоянно", single=False)
    return Term(random.choice(("в течение года", "в течение всего периода")))


_WEIGHTS = {
    "month": 26,
    "months": 17,
    "year": 17,
    "until": 10,
    "day": 8,
    "bare month": 6,
    "undated": 4,
    "two months": 3,
    "quarter": 2,
    "monthly": 2,
    "quarterly": 2,
    "days": 2,
    "always": 1,
}
