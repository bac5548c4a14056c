"""The parts of a wording put together: which of them make one `Phrase`, and which do not go together."""

from collections.abc import Iterator
from dataclasses import replace

from generator.deadline import refusal
from generator.deadline.parts import Anchorless, Bracket, Mark, Part, Reason, Separator, Weekday, Word
from generator.deadline.phrase import (
    Cycle,
    EndOf,
    Frequency,
    Phrase,
    Point,
    Since,
    Span,
    Spans,
    Term,
    Unit,
    Until,
    Whole,
    Within,
    Years,
)
from generator.deadline.reading import Undated

_DATES = (Span, Until, EndOf, Since, Years, Whole, Within, Anchorless)


class Sentence:
    """The parts of one wording put together, one after another. Refuses what can be read for itself but not together."""

    def __init__(self, row: tuple[Part | Separator, ...]) -> None:
        self.dates: list[tuple[Separator, Part]] = []
        self.frequency: Frequency | None = None
        self.reason: Reason | None = None
        self.weekday: int | None = None
        self.before: Part | None = None
        """The part before; words that go on a reason do not count."""
        self.has_words = True
        """Whether the last reason has the words it needs."""
        for separator, part in _flat(row):
            self._add(separator, part)
        self._check_words()

    def phrase(self) -> Phrase:
        """All of it."""
        term, reason = _term(self.dates), self.reason
        if reason is None:
            return Phrase(term, self.frequency, weekday=self.weekday)
        if isinstance(term, Within) and not term.is_anchored and reason.order:
            return Phrase(replace(term, is_anchored=True))  # «в месячный срок со дня подписания приказа»
        quoted = slice(reason.start, reason.end)
        if isinstance(term, Within) and not term.is_anchored and reason.undated is Undated.EVENT:
            term, quoted = None, slice(0, reason.end)  # «в месячный срок со дня получения письма»
        if not _fits(term, reason):
            raise refusal.unclear()
        return Phrase(term, self.frequency, reason.undated, reason.steady, self.weekday, quoted)

    def _add(self, separator: Separator, part: Part) -> None:
        if separator is Separator.COLON and not (isinstance(self.before, Frequency) and isinstance(part, _DATES)):
            raise refusal.unknown_word(":")
        if isinstance(part, Word):
            self._add_word(part)
            return
        self._check_words()
        match part:
            case Frequency():
                self._add_frequency(separator, part)
            case Reason():
                self._add_reason(separator, part)
            case Weekday():
                self._add_weekday(separator, part)
            case Mark():
                self._add_mark(separator, part)
            case _:
                self._add_date(separator, part)
        self.before = self.frequency if isinstance(part, Weekday) and self.frequency else part

    def _add_word(self, word: Word) -> None:
        goes_on = isinstance(self.before, Reason) and not self.before.alone
        if not goes_on and self.before is not Mark.PLACE:
            raise refusal.unknown_word(word.text)
        self.has_words = True
        if self.reason:
            self.reason = replace(self.reason, end=word.end)

    def _check_words(self) -> None:
        if not self.has_words:
            raise refusal.unclear()

    def _add_date(self, separator: Separator, part: Part) -> None:
        match self.before:
            case None | Weekday():
                fits = True
            case Frequency():  # «ежегодно август», «ежегодно (август)»
                fits = not self.dates and separator is not Separator.AND
            case Reason():  # «по плану, в мае»; without a comma only what cannot belong to the plan: «по плану в течение года»
                is_apart = separator in (Separator.COMMA, Separator.BRACKET)
                is_long = isinstance(part, Whole) or self.before.alone
                fits = not self.dates and (is_apart or (is_long and separator is Separator.NONE))
            case before:  # «март, сентябрь»
                fits = isinstance(before, _DATES) or before in (Mark.INCLUSIVE, Mark.CLOCK)
                fits = fits and separator in (Separator.COMMA, Separator.AND)
        if not fits:
            raise refusal.unclear()
        if isinstance(part, Anchorless):
            raise refusal.anchorless()
        self.dates.append((separator, part))

    def _add_frequency(self, separator: Separator, part: Frequency) -> None:
        if part.weekdays and self.frequency in (Frequency(part.cycle), Frequency(part.cycle, times=1)):
            self.frequency = None  # «еженедельно по пятницам», «ежемесячно, последняя пятница месяца»
        if separator is Separator.AND or self.frequency not in (None, part):
            raise refusal.unclear()
        self.frequency = part

    def _add_reason(self, separator: Separator, part: Reason) -> None:
        if self.reason is not None and self.reason.undated is not part.undated:
            raise refusal.unclear()
        if separator is Separator.AND and not isinstance(self.before, Reason):
            raise refusal.unclear()
        self.reason = replace(part, start=self.reason.start) if self.reason else part
        self.has_words = not part.needs_words

    def _add_weekday(self, separator: Separator, part: Weekday) -> None:
        if isinstance(self.before, Frequency) and self.before.cycle is Cycle.WEEK and self.before.every == 1:
            if (self.before.weekdays and separator is Separator.NONE) or part.rrule in self.before.weekdays:
                raise refusal.unclear()
            self.frequency = Frequency(Cycle.WEEK, weekdays=(*self.before.weekdays, part.rrule))  # «по вторникам и четвергам»
        elif self.weekday is not None or separator is Separator.AND or self.frequency:
            raise refusal.unclear()
        else:
            self.weekday = part.number

    def _add_mark(self, separator: Separator, part: Mark) -> None:
        match self.dates:
            case [*_, (before, Until() as until)] if part is Mark.INCLUSIVE and separator is not Separator.AND:
                self.dates[-1] = before, replace(until, inclusive=True)
                return
            case [*_, (before, Span(is_until=True) as span)] if part is Mark.INCLUSIVE and separator is not Separator.AND:
                self.dates[-1] = before, replace(span, is_until=False)
                return
        if not self._fits_day(part) or separator is Separator.AND:
            raise refusal.unclear()
        if part is Mark.PLACE and separator is Separator.NONE:
            raise refusal.unclear()

    def _fits_day(self, part: Mark) -> bool:
        match self.dates:
            case [*_, (_, Span() as span)]:
                is_range = span.first is not span.last  # «15 мая включительно» has lost its «до»
                return is_range if part is Mark.INCLUSIVE else span.last.unit is Unit.DAY
            case [*_, (_, Until(points=(Point(unit=Unit.DAY),)))]:
                return True
        return False


def _flat(row: tuple[Part | Separator, ...], first: Separator = Separator.NONE) -> Iterator[tuple[Separator, Part]]:
    """Each part with what separates it from the one before; a bracket is a separator of what it holds."""
    separator = first
    for part in row:
        if isinstance(part, Separator):
            separator = part
            continue
        if isinstance(part, Bracket):
            yield from _flat(part.row, Separator.BRACKET)
        else:
            yield separator, part
        separator = Separator.NONE


def _term(dates: list[tuple[Separator, Part]]) -> Term | None:
    """One term from the parts that are dates."""
    found = [part for _, part in dates]
    match found:
        case []:
            return None
        case [*_, Span()] if all(isinstance(part, Span) for part in found):
            return _spans([part for part in found if isinstance(part, Span)])
        case [*spans, Years(first=year, last=None)] if spans and all(isinstance(part, Span) for part in spans):
            if dates[-1][0] is not Separator.COMMA:
                raise refusal.unclear()
            return _spans([part for part in spans if isinstance(part, Span)], Years(year))  # «июль, 2021 г.»
        case [Until(), *_] if all(isinstance(part, Until) for part in found):
            untils = [part for part in found if isinstance(part, Until)]
            points = [point for until in untils for point in until.points]
            return Until(tuple(points), inclusive=all(until.inclusive for until in untils))
        case [Years(fragment=True)]:
            raise refusal.fragment()
        case [EndOf() | Since() | Years() | Whole() | Within() as term]:
            return term
    raise refusal.unclear()


def _fits(term: Term | None, reason: Reason) -> bool:
    """Whether a term and a reason say the same time: «март, постоянно» and «июнь после ЕГЭ» do not."""
    if reason.undated is Undated.EVENT:
        return (term is None or isinstance(term, Whole)) and not reason.needs_term
    if reason.undated is Undated.CONTINUOUS and isinstance(term, Spans):
        return not any(span.is_bare for span in term.spans)
    return True


def _spans(spans: list[Span], year: Years | None = None) -> Spans:
    """A list of spans; what a point leaves out, the next one to the right says: «15, 20 мая», «март, сентябрь 2021»."""
    after = Point(None, year=year.first) if year else None
    complete: list[Span] = []
    if spans[0].is_bare and spans[0].first.genitive:
        raise refusal.fragment() if spans[0].first.unit is Unit.MONTH else refusal.counted()
    for span in reversed(spans):
        is_one = span.first is span.last
        if after is not None and after.unit is None and span.last.year is not None:
            raise refusal.unclear()  # «июль 2020, 2021»
        last = _inherit(span.last, after)
        if span.is_until and last.unit not in (Unit.DAY, Unit.DAY_OF_MONTH):
            raise refusal.until_unit(last.unit or Unit.MONTH)  # «с марта до мая»
        first = last if is_one else _inherit(span.first, last)
        if first == last and not is_one:
            raise refusal.reversed_range()  # «15-15 мая»
        complete.insert(0, Span(first, last, span.is_bare))
        after = first
    if len({point.unit for span in complete for point in (span.first, span.last)}) > 1:
        raise refusal.unclear()  # «15 мая, июнь»
    return Spans(tuple(complete))


def _inherit(point: Point, after: Point | None) -> Point:
    year = point.year or (after.year if after else None)
    if point.unit is not None:
        return replace(point, year=year, genitive=False)
    if after is None or after.unit in (None, Unit.MONTH):
        raise refusal.bare_number(point.number)
    return replace(after, number=point.number, year=year)
