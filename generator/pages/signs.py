"""The page of signs: every drawing of a term and every mark with its words, drawn by the same code as those of real plans."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.deadline import explain, read
from generator.deadline.reading import Deadline
from generator.ids import href
from generator.model import ReportStatus
from generator.pages.crumbs import SIGNS
from generator.pages.markdown import Block, Heading, Page
from generator.pages.marks import symbols
from generator.pages.readings import ADDRESS as RULES
from generator.pages.template import draw
from generator.part import PartState
from generator.status import State
from generator.timeline import Axis, Sign, discs, make_axis, strip
from generator.timeline.shapes import Shape
from generator.values import Span

ADDRESS, _TITLE = SIGNS
_PERIOD = Span(start=date(2021, 1, 1), end=date(2021, 12, 31))
_ORDER, _DAY = date(2021, 3, 27), date(2021, 6, 30)
"""The plan that the examples are of, and the day of its "as of" line."""

TERMS = {
    Sign.DAY: ("25 мая 2021 г.", "Ромб на этом дне, рядом дата."),
    Sign.DAYS: ("10 марта-2 апреля 2021 года", "Полоса с засечками: известны и первый день, и последний."),
    Sign.MONTH: ("Май 2021 г.", "Полоса во весь месяц, густая краска."),
    Sign.MONTHS: ("Июнь-август 2021", "Полоса длиннее месяца — краска светлее: чем шире срок, тем он бледнее."),
    Sign.LIST: ("Март, сентябрь 2021", "Полосы на одной нити: мероприятие одно, сроков несколько."),
    Sign.UNTIL: ("До 20.08.2021", "Штрихи густеют от начала плана к последнему дню: он известен, начало нет."),
    Sign.SINCE: ("С 1 сентября 2021 года", "Штрихи редеют от первого дня к концу плана: конец не назван."),
    Sign.REPEAT: ("ежемесячно", "Капсула в каждом промежутке, между ними пунктир."),
    Sign.REPEAT_DAYS: ("15 числа каждого месяца", "Ромбы на пунктире: день назван."),
    Sign.REPEAT_TICKS: ("до 5 числа каждого месяца", "Засечки на пунктире: назван последний день."),
    Sign.REPEAT_BARS: ("ежегодно (август)", "Полоса в названном месяце, пунктир на весь план: так каждый год."),
    Sign.REPEAT_STROKES: ("1 раз в полугодие", "Редкие штрихи с перерывами: назван только промежуток, и он длинный."),
    Sign.THROUGHOUT: ("в течение года", "Редкие штрихи без начала и конца: срок расплывчат, и это видно."),
}
"""For each sign the words of an order that are drawn so, and what the drawing says."""

REPORTS = {
    ReportStatus.DONE: ("выполнено", "Кружок с галочкой на дне отчёта."),
    ReportStatus.PARTIAL: ("выполнено частично", "Кружок, закрашенный наполовину."),
    ReportStatus.IN_PROGRESS: ("в работе", "Кружок с точкой."),
    ReportStatus.POSTPONED: ("перенесено", "Кружок со стрелкой; прежний срок — контуром."),
    ReportStatus.CANCELLED: ("отменено", "Кружок с крестом; отменённый срок — контуром."),
}
"""What a report can say, and its mark under the term."""

STATES = {
    State.DONE: "последний отчёт — «выполнено»",
    State.PARTIAL: "последний отчёт — «выполнено частично»",
    State.IN_PROGRESS: "последний отчёт — «в работе», срок не прошёл",
    State.RUNNING: "первый день срока наступил, последний не прошёл, отчёта нет; у «в течение года» — весь год",
    State.NOT_YET: "первый день срока впереди",
    State.POSTPONED: "последний отчёт — «перенесено»; слова приказа остаются",
    State.CANCELLED: "последний отчёт — «отменено»",
    State.PASSED: "последний день прошёл; выполнено ли мероприятие, сайту неизвестно",
    State.UNDATED: "«по отдельному плану», «по мере необходимости»: на шкале мероприятия нет, оно названо под таблицей",
}
"""What each state of an activity means."""

PARTS = {
    PartState.PUBLISHED: (
        "опубликовано",
        "есть документ или текст; рядом день последнего изменения, если он известен",
    ),
    PartState.UNCHANGED: ("опубликовано, изменений нет", "после последнего изменения школа подтвердила, что нового нет"),
    PartState.AWAITED: ("ждём к сроку", "части ещё нет, и срок по плану впереди"),
    PartState.MISSING: ("здесь не опубликовано", "на этом сайте части нет; у школы документ может быть"),
    PartState.OPTIONAL: ("необязательная часть, пока пусто", "ни проект, ни приказ её не требуют"),
}
"""What each state of a part of a special section means."""

_PLANS = {
    "own": ("план школы", "мероприятие из плана, который приняла сама школа"),
    "above": ("план района", "мероприятие из плана района, которое касается школы"),
}


@dataclass(frozen=True, slots=True)
class _Term:
    """A row: a sign, an example of its words with their reading and its rule, what is drawn and why so."""

    title: str
    text: str
    wording: str
    reading: str
    rule: str
    shapes: tuple[Shape, ...]


def signs_page() -> Page:
    """The page of signs."""
    return Page(
        address=ADDRESS,
        title=_TITLE,
        description="Как нарисованы сроки на шкале и что значит знак рядом со словом.",
        blocks=tuple(_blocks()),
    )


def _blocks() -> Iterator[Block]:
    axis = make_axis(_PERIOD, as_of=_DAY, order=_ORDER)
    yield Heading(1, _TITLE, "top")
    yield draw("signs/intro.html.j2")
    yield Heading(2, "Сроки", "sroki")
    groups = {
        "Срок, как он назван в приказе": [_term(sign, axis) for sign in TERMS],
        "Отчёты под сроком": [_report(status, axis) for status in REPORTS],
    }
    yield draw("signs/terms.html.j2", axis=axis, groups=groups)
    yield Heading(2, "Состояние мероприятия", "sostoyaniya")
    yield draw("signs/marks.html.j2", marks=[(state, state.label, text) for state, text in STATES.items()])
    yield Heading(2, "Раздел школы", "razdel")
    yield draw("signs/marks.html.j2", marks=[(state, *words) for state, words in PARTS.items()])
    yield Heading(2, "Чей план", "chey-plan")
    yield draw("signs/marks.html.j2", marks=[(mark, *words) for mark, words in _PLANS.items()])
    yield symbols()


def _term(sign: Sign, axis: Axis) -> _Term:
    wording, text = TERMS[sign]
    return _draw(sign.value, text, wording, axis)


def _report(status: ReportStatus, axis: Axis) -> _Term:
    """A report of the day on which the page is judged, on a term that goes on."""
    words, text = REPORTS[status]
    is_off = status in (ReportStatus.POSTPONED, ReportStatus.CANCELLED)
    return _draw(f"отчёт: {words}", text, "Апрель-май 2021 г.", axis, (date(2021, 5, 12), status), hollow=is_off)


def _draw(
    title: str, text: str, wording: str, axis: Axis, report: tuple[date, ReportStatus] | None = None, *, hollow: bool = False
) -> _Term:
    deadline: Deadline = read(wording, period=_PERIOD.interval, order_date=_ORDER)
    shapes = strip(deadline, axis, hollow=hollow)
    shapes += discs([report] if report else [], axis, shapes)
    return _Term(title, text, wording, explain(deadline), href(ADDRESS, RULES, deadline.rule), shapes)
