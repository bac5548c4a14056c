"""The document of a plan as the sheet of its page: letterhead, facts, and what its order says in full."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.concern import schools_of
from generator.deadline import explain
from generator.deadline.reading import UnreadableDeadline
from generator.district import Context, District
from generator.ids import href
from generator.link import outside
from generator.model import Attachment, Document, Order, Person, Point, Roadmap
from generator.pages.documents import LEVELS
from generator.pages.markdown import Html
from generator.pages.requisites import attachment_name, kind_of, requisites
from generator.pages.template import draw
from generator.pages.titles import part_titles, school_titles
from generator.pages.verbatim import verbatim
from generator.plan import Plan, read_term
from generator.russian import day_month_year, plural, unbroken


@dataclass(frozen=True, slots=True)
class Value:
    """Words of the document, with a link where there is a page or a file, words of the site beside them, and the remark."""

    text: Markup
    href: str = ""
    about: str = ""
    note: Markup = field(default_factory=Markup)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A point of the order: number, words, printed term, how the term is read, and what else it says."""

    number: Markup
    text: Markup
    term: Markup
    about: str
    note: Markup


@dataclass(frozen=True, slots=True)
class Fold:
    """A part of the order that opens: `count` in words, an `intro`, then `items` (points) or `values`."""

    title: str
    count: str
    intro: Markup = field(default_factory=Markup)
    items: tuple[Item, ...] = ()
    values: tuple[Value, ...] = ()


def letterhead(order: Order) -> Html:
    """The head of the order as printed: authority, kind, day, number, place."""
    return draw(
        "roadmap/letterhead.html.j2",
        authority=verbatim(order.authority),
        kind=verbatim(order.kind),
        day=f"{order.date:%d.%m.%Y}",
        number=verbatim(order.number),
        place=verbatim(order.place),
    )


def sheet(plan: Plan, district: District, context: Context) -> Html:
    """What stands under the title: what approved the plan, who signed it, whom it concerns, and the order in full."""
    roadmap = plan.roadmap
    return draw(
        "roadmap/sheet.html.j2",
        approved=f"План утверждён {kind_of(roadmap.order).by}",
        title=verbatim(roadmap.order.title),
        facts=[fact for fact in _facts(plan, district, context) if fact.values],
        notes=[verbatim(note) for note in (roadmap.note, roadmap.order.note) if note],
        folds=[fold for fold in _folds(plan, district, context) if fold.items or fold.values],
    )


def order_file(page: str, owner: str, order: Order) -> str:
    """The link to the signed order, empty if it is not published; `owner` is the address of the folder it lies in."""
    if order.file:
        return href(page, f"{owner}/{order.file}")
    return outside(order.url) or ""


def _facts(plan: Plan, district: District, context: Context) -> Iterator[Fact]:
    roadmap, order = plan.roadmap, plan.roadmap.order
    yield Fact("Подписал", tuple(_person(order.signatory)))
    yield Fact("Контроль", tuple(_person(order.control)))
    schools = tuple(
        Value(verbatim(school.profile.title), href(plan.address, school.address)) for school in schools_of(plan, district)
    )
    yield Fact("Школа-участница" if len(schools) == 1 else "Школы-участницы", schools)
    yield Fact("Период", (Value(verbatim(unbroken(period_words(roadmap)))),))
    project = context.projects.get(roadmap.project or "")
    yield Fact("Проект", (Value(verbatim(project.title)),) if project else ())
    plans = {summary.address: summary.title for summary in context.region.plans}
    near = (*district.plans, *(own for school in district.schools for own in school.plans))
    plans |= {own.address: own.roadmap.title for own in near}
    others = (
        ("Вышестоящий план", roadmap.parent),
        ("Вместо плана", roadmap.replaces),
        ("Заменён планом", plan.successor and plan.successor.address),
    )
    for label, address in others:
        if address in plans:
            yield Fact(label, (Value(verbatim(plans[address]), href(plan.address, address)),))


def _person(person: Person | None) -> Iterator[Value]:
    if person:
        said = f"{person.name}, {person.position}" if person.position else person.name
        yield Value(verbatim(said), note=verbatim(person.note))


def period_words(roadmap: Roadmap) -> str:
    """«2021 год», or from day to day."""
    start, end = roadmap.period.start, roadmap.period.end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year} год" if start.year == end.year else f"{start.year}–{end.year} годы"
    return f"с {day_month_year(start)} года по {day_month_year(end)} года"


def _folds(plan: Plan, district: District, context: Context) -> Iterator[Fold]:
    roadmap, order = plan.roadmap, plan.roadmap.order
    yield Fold("Участники плана", _counted(len(roadmap.team), "человек", "человека", "человек"), values=_team(roadmap))
    yield from _document_folds(plan, order, kind_of(order).of, district, context)
    amendments = roadmap.amendments
    yield Fold(
        "Изменения плана",
        _counted(len(amendments), "документ", "документа", "документов"),
        values=tuple(_amendment(plan, amendment) for amendment in amendments),
    )
    for amendment in amendments:
        yield from _document_folds(plan, amendment, f"изменений {requisites(amendment)}", district, context)


def _document_folds(plan: Plan, order: Order, whose: str, district: District, context: Context) -> Iterator[Fold]:
    basis = tuple(_document(plan, document) for document in order.basis)
    yield Fold(f"Основания {whose}", _counted(len(basis), "документ", "документа", "документов"), values=basis)
    points = tuple(_point(point, plan.roadmap, district, context) for point in order.points)
    count = _counted(len(points), "пункт", "пункта", "пунктов")
    yield Fold(f"Пункты {whose}", f"{count}, дословно", verbatim(order.preamble), items=points)
    attachments = tuple(_attachment(plan, attachment) for attachment in order.attachments)
    yield Fold(f"Другие приложения {whose}", "", values=attachments)
    yield Fold(f"Отметки на листе {whose}", "", values=tuple(Value(verbatim(mark)) for mark in order.marks))


def _team(roadmap: Roadmap) -> tuple[Value, ...]:
    values = []
    for person in roadmap.team:
        about = [person.role, person.party and f"в таблице — «{person.party}»"]
        values += [Value(value.text, about="; ".join(filter(None, about)), note=value.note) for value in _person(person)]
    return tuple(values)


def _document(plan: Plan, document: Document) -> Value:
    about = [document.kind, document.authority, requisites(document), LEVELS[document.level].lower() if document.level else ""]
    target = href(plan.address, f"{plan.owner}/{document.file}") if document.file else outside(document.url) or ""
    return Value(verbatim(document.title), target, ", ".join(filter(None, about)), verbatim(document.note))


def _amendment(plan: Plan, order: Order) -> Value:
    people = [person.name for person in (order.signatory, order.control) if person]
    about = [order.kind, order.authority, order.place, requisites(order), *people]
    target = order_file(plan.address, plan.owner, order)
    return Value(verbatim(order.title), target, ", ".join(filter(None, about)), verbatim(order.note))


def _attachment(plan: Plan, attachment: Attachment) -> Value:
    target = href(plan.address, f"{plan.owner}/{attachment.file}") if attachment.file else outside(attachment.url) or ""
    about = attachment_name(attachment) + ("" if target else ", не опубликовано")
    return Value(verbatim(attachment.title), target, about, verbatim(attachment.note))


def _point(point: Point, roadmap: Roadmap, district: District, context: Context) -> Item:
    return Item(
        number=verbatim(point.number),
        text=verbatim(point.text),
        term=verbatim(point.deadline),
        about="; ".join(_said(point, roadmap, district, context)),
        note=verbatim(point.note),
    )


def _said(point: Point, roadmap: Roadmap, district: District, context: Context) -> Iterator[str]:
    try:
        deadline = read_term(point, roadmap)
    except UnreadableDeadline:
        deadline = None
    if deadline:
        yield unbroken(explain(deadline))
    if point.schools:
        yield f"школы: {', '.join(school_titles(point.schools, district, context))}"
    if point.publishes:
        yield f"в разделе школы: {', '.join(part_titles(point.publishes, roadmap, context))}"


def _counted(number: int, one: str, few: str, many: str) -> str:
    return f"{number} {plural(number, one, few, many)}"
