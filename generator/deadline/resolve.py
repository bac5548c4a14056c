"""From a `Phrase` to a `Deadline`: the period of the plan, the date of the order and the section year are applied here."""

from collections.abc import Sequence
from datetime import timedelta

from generator.deadline import refusal
from generator.deadline.extent import add_months
from generator.deadline.phrase import EndOf, Phrase, Point, Since, Spans, Unit, Until, Whole, Within, Years
from generator.deadline.reading import Deadline, Interval, Kind, Precision, Undated
from generator.deadline.repeat import repeat
from generator.deadline.terms import PRECISION, OpenDays, check_order, end_of, span_days, until_day, whole_days, years_precision
from generator.deadline.wording import quote
from generator.deadline.years import Context, Source, locate, named_years
from generator.russian import day_month_year, weekday

_RULES = {  # of one point, of a range
    Unit.DAY: ("day", "days"),
    Unit.DECADE: ("decade", "decade"),
    Unit.MONTH: ("month", "months"),
    Unit.QUARTER: ("quarter", "quarter"),
    Unit.HALF_YEAR: ("half-year", "half-year"),
}


def resolve(phrase: Phrase, wording: str, context: Context) -> Deadline:
    """The deadline that a phrase is in this plan. Raises `UnreadableDeadline`."""
    reading = _Reading(phrase, wording, context)
    if phrase.weekday is not None and not isinstance(phrase.term, Spans):
        raise refusal.unclear()
    if phrase.frequency is not None:
        return reading.repetition()
    match phrase.term:
        case None:
            return reading.undated()
        case Spans() as spans:
            return reading.spans(spans)
        case Until() | EndOf() as term:
            return reading.until(term)
        case Since(start=start):
            return reading.since(start)
        case Years() | Whole() as term:
            return reading.throughout(term)
        case Within() as length:
            return reading.within(length)


class _Reading:
    """One wording read in one plan; a method for every sort of term."""

    def __init__(self, phrase: Phrase, wording: str, context: Context) -> None:
        self.phrase, self.wording, self.context = phrase, wording, context
        self.quoted = quote(wording, phrase.quoted) if phrase.quoted else None

    def undated(self) -> Deadline:
        """«по отдельному плану»; «постоянно» lasts from the order to the end of the plan, where it has one."""
        reason = self.phrase.reason
        if reason is None:
            raise refusal.unclear()
        if self.phrase.steady and self.context.period is not None:
            [(first, last)], precision, _ = whole_days(Whole.PERIOD, self.context)
            order = self.context.order_date
            if order and first and first <= order <= (last or order):
                first = order
            return self._make(Kind.THROUGHOUT, [(first, last)], precision, "continuous")
        rule = "regular" if reason is Undated.CONTINUOUS else reason.value
        return Deadline(self.wording, Kind.UNDATED, (), None, rule, undated=reason, quoted=self.quoted)

    def spans(self, term: Spans) -> Deadline:
        """«15 мая», «10 марта – 2 апреля», «май», «март, сентябрь 2021»."""
        days, source = span_days(term, self.context)
        unit, precision = term.unit or Unit.DAY, PRECISION[term.unit or Unit.DAY]
        is_range = term.spans[0].first != term.spans[0].last
        rule = "list" if len(days) > 1 else _RULES[unit][is_range]
        kind = {"list": Kind.LIST, "day": Kind.DAY, "days": Kind.DAYS, "decade": Kind.DAYS, "month": Kind.MONTH}.get(
            rule, Kind.MONTHS
        )
        if self.phrase.weekday is not None:
            if kind is not Kind.DAY:
                raise refusal.unclear()
            if self.phrase.weekday != days[0][0].weekday():
                raise refusal.weekday(day_month_year(days[0][0]), weekday(days[0][0]))
        return self._make(kind, days, precision, rule, source)

    def until(self, term: Until | EndOf) -> Deadline:
        """«до 15 апреля», «до конца мая»; the named day belongs to the term."""
        if isinstance(term, EndOf):
            last, precision, source = end_of(term, self.context)
            return self._make(Kind.UNTIL, [(None, last)], precision, "until-end", source)
        found = [until_day(point, self.context, inclusive=term.inclusive) for point in term.points]
        check_order([days for days, _ in found])
        source = Source.TEXT
        for _, each in found:
            source |= each
        kind = Kind.UNTIL if len(found) == 1 else Kind.LIST
        precision = PRECISION[term.unit] if term.unit else Precision.YEAR
        return self._make(kind, [(None, days[1]) for days, _ in found], precision, "until", source)

    def since(self, start: Point | Years) -> Deadline:
        """«с 1 сентября 2011 года»: the end is not named."""
        if isinstance(start, Years):
            first, precision, source = named_years(start, self.context)[0], years_precision(start), Source.TEXT
        else:
            days, source = locate(start, self.context)
            first, precision = days[0], PRECISION[start.unit or Unit.DAY]
        return self._make(Kind.SINCE, [(first, None)], precision, "since", source)

    def throughout(self, term: Years | Whole) -> Deadline:
        """«в течение года», «2021 год», «в течение всего периода»."""
        days, precision, rule = whole_days(term, self.context)
        return self._make(Kind.THROUGHOUT, days, precision, rule)

    def within(self, length: Within) -> Deadline:
        """«в 3-месячный срок», «в течение 10 дней со дня подписания приказа»; «в 10-дневный срок» may be from any event."""
        order = self.context.order_date
        if length.days and not length.is_anchored:
            raise refusal.anchorless()
        if length.is_anchored and (order is None or not (length.months or length.days)):
            return Deadline(self.wording, Kind.UNDATED, (), None, "event", undated=Undated.EVENT, quoted=self.wording.strip())
        if order is None:
            raise refusal.no_order()
        last = add_months(order, length.months) + timedelta(days=length.days)
        return self._make(Kind.UNTIL, [(None, last)], Precision.DAY, "within")

    def repetition(self) -> Deadline:
        """«ежегодно (август)»."""
        if self.phrase.weekday is not None:
            raise refusal.unclear()
        found = repeat(self.phrase, self.context)
        intervals = tuple(Interval(first, last) for first, last in found.occurrences)
        return Deadline(
            self.wording,
            Kind.REPEAT,
            intervals,
            found.precision,
            found.rule,
            found.rrule,
            qualifier=self.phrase.reason,
            quoted=self.quoted,
        )

    def _make(
        self, kind: Kind, days: Sequence[OpenDays], precision: Precision, rule: str, source: Source = Source.TEXT
    ) -> Deadline:
        return Deadline(
            self.wording,
            kind,
            tuple(Interval(first, last) for first, last in days),
            precision,
            rule,
            qualifier=self.phrase.reason,
            quoted=self.quoted,
            year_from_period=Source.PERIOD in source,
            year_from_section=Source.SECTION in source,
        )
