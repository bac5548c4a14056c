"""The history of a plan on its page: what later orders made of it, and what its publisher corrected."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from markupsafe import Markup

from generator.amendments import in_force
from generator.change import Change, Words
from generator.changes import plan_changes, unit_titles
from generator.district import Context, District
from generator.model import Order
from generator.pages.markdown import Block, Heading
from generator.pages.order import order_file
from generator.pages.requisites import requisites
from generator.pages.template import draw
from generator.pages.verbatim import verbatim
from generator.plan import Plan
from generator.revision import Gap, History, Revision, Step
from generator.russian import day_month_year, plural, unbroken

_GAPS = {
    Gap.NO_GIT: "на машине, где собран сайт, нет программы git, которая её хранит",
    Gap.NO_REPOSITORY: "сайт собран из копии файлов без истории",
    Gap.SHALLOW: "сайт собран из копии, в которой есть только последние правки",
    Gap.UNREAD: "её не удалось прочесть при сборке сайта",
}
_STEPS = {
    Step.REMOVED: "План убран с сайта.",
    Step.RETURNED: "План снова опубликован.",
    Step.UNREADABLE: "Файл изменён. Что именно, не сказано: запись до правки или после неё не читается нынешними правилами.",
}
_OPEN = 3
"""So many of the newest corrections are seen at once; the others are folded."""
_SHORT = 10
"""The length of a hash that a reader sees."""


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one thing: its name, the link to it (empty if there is no place for it), and what was changed."""

    href: str
    subject: str
    changes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """An order that amended the plan, with the link to its signed text (may be empty)."""

    about: str
    title: Markup
    href: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """What the orders of one day changed."""

    day: date
    documents: tuple[Document, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What one commit did: the link to it (may be empty), words of the site, and the changes."""

    day: date
    commit: str
    href: str
    words: str
    groups: tuple[Group, ...]
    amount: str


def history(plan: Plan, district: District, context: Context, as_of: date) -> Iterator[Block]:
    """The part «История» of the page of `plan`, as worded on the day `as_of`; nothing where nothing is to say.

    Orders of a later day have not amended it yet; a correction is that of the file behind the page, whatever the day.
    """
    amendments = tuple(_amendments(plan, district, context, as_of))
    known = context.history
    revisions = known.revisions.get(plan.source, ()) if known else ()
    gap = known.gap if known else None
    if not (amendments or revisions or gap):
        return
    corrections = [_correction(one, plan, known) for one in revisions if known and one.step is not Step.PUBLISHED]
    published = [one for one in revisions if one.step is Step.PUBLISHED]
    yield Heading(2, "История", "istoriya")
    yield draw(
        "roadmap/history.html.j2",
        amendments=amendments,
        published=[_correction(one, plan, known) for one in published if known],
        gap=_GAPS[gap] if gap else "",
        often=_often(len(corrections)),
        newest=corrections[:_OPEN],
        older=corrections[_OPEN:],
    )


def _often(amount: int) -> str:
    """«, с тех пор исправлен 2 раза»."""
    return f", с тех пор исправлен {amount} {plural(amount, 'раз', 'раза', 'раз')}" if amount else ""


def _amendments(plan: Plan, district: District, context: Context, as_of: date) -> Iterator[Amendment]:
    """The newest first; orders of one day changed the plan together."""
    orders = sorted((one for one in plan.roadmap.amendments if one.date <= as_of), key=lambda one: one.date, reverse=True)
    titles = unit_titles(district, context.projects)
    for day, found in groupby(orders, key=lambda one: one.date):
        before, after = in_force(plan, day - timedelta(days=1)), in_force(plan, day)
        changes = plan_changes(before, after, titles)
        yield Amendment(day, tuple(_document(plan, order) for order in found), tuple(_groups(changes, plan)))


def _document(plan: Plan, order: Order) -> Document:
    kind = f"{order.kind[:1].upper()}{order.kind[1:]}"
    return Document(f"{kind} {requisites(order)}", verbatim(order.title), order_file(plan.address, plan.owner, order))


def _correction(revision: Revision, plan: Plan, known: History) -> Correction:
    href = known.commit_url.replace("{commit}", revision.commit)
    groups = tuple(_groups(revision.changes, plan))
    amount = len(revision.changes)
    words = f"{amount} {plural(amount, 'изменение', 'изменения', 'изменений')}"
    return Correction(revision.day, revision.commit[:_SHORT], href, _step(revision), groups, words)


def _step(revision: Revision) -> str:
    """What the commit did with the whole file; empty of one that changed parts of it."""
    if revision.step is Step.PUBLISHED:
        return f"План опубликован здесь {day_month_year(revision.day)} года"
    return _STEPS.get(revision.step, "")


def _groups(changes: Iterable[Change], plan: Plan) -> Iterator[Group]:
    """A row that is no more on the page has no place to lead to."""
    places = {row.anchor for row in plan.rows}
    for (subject, anchor), found in groupby(changes, key=lambda one: (one.subject, one.anchor)):
        yield Group(f"#{anchor}" if anchor in places else "", subject, tuple(_said(one.words) for one in found))


def _said(words: Iterable[Words]) -> Markup:
    """What was changed, the words of the document in their own letters."""
    quoted = Markup('<span class="say">{}</span>')
    pieces = (quoted.format(verbatim(one.text)) if one.are_quoted else verbatim(unbroken(one.text)) for one in words)
    return Markup().join(pieces)
