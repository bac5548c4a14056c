"""The annex of an order in Word: `data/v1/<address of the plan>.docx`, in the very form of the order.

It has the order's own columns, headings, rows and sections, letter for letter, worded as on the day; what the publisher says of
them does not belong into it. A row that an amendment has dropped is no part of the wording in force.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from generator.amendments import in_force
from generator.annex import Filling, Section, learn
from generator.district import Context, District, SchoolFolder
from generator.files import SiteFile
from generator.ids import WORD, data_file
from generator.model import Order
from generator.outputs.table import cell
from generator.pages.requisites import kind_of, requisites
from generator.plan import Plan
from generator.resources import prepared_annex
from generator.russian import listing
from generator.source import Path

DEMO = "Пример. Территория, школы, люди и документы здесь вымышлены."
"""What stands above everything in the annex of a plan that is invented."""


def word_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """The annexes of all plans of a district with its schools, or of a region's own, worded as on the day `as_of`."""
    units: tuple[District | SchoolFolder, ...] = (district, *district.schools)
    for unit in units:
        for plan in unit.plans:
            yield SiteFile(data_file(plan.address, WORD), annex_of(plan, unit.annex, as_of, is_demo=context.region.demo))


def annex_of(plan: Plan, template: bytes | None, as_of: date, *, is_demo: bool) -> bytes:
    """The annex of one plan, worded as on the day `as_of`, as a file of Word.

    The `template` is the prepared one where there is none; `is_demo` if the plan is invented.
    """
    annex = learn(template or _prepared())
    return annex.fill(_filling(in_force(plan, as_of), as_of, is_demo=is_demo))


@cache
def _prepared() -> bytes:
    return prepared_annex().read_bytes()


def _filling(plan: Plan, as_of: date, *, is_demo: bool) -> Filling:
    roadmap, order = plan.roadmap, plan.roadmap.order
    amendments = [amendment for amendment in roadmap.amendments if amendment.date <= as_of]
    headings = ", ".join(f"«{column.title}»" for column in roadmap.columns)
    return Filling(
        heading=roadmap.heading or heading(order),
        title=roadmap.title,
        wording=_wording(amendments),
        remark=DEMO if is_demo else "",
        columns=[(column.key, column.title) for column in roadmap.columns],
        rows=_rows(plan),
        about=f"Таблица плана мероприятий. Столбцы: {headings}.",
        author=order.authority,
        description=f"Официальный текст — в подписанном {kind_of(order).within}.",
        created=order.date,
        changed=max([order.date, *(amendment.date for amendment in amendments)]),
    )


def heading(order: Order) -> str:
    """The head of an annex whose order prints none, as annexes are headed by custom (GOST R 7.0.97-2016)."""
    return f"Приложение\nк {kind_of(order).to} {_requisites(order)}"


def _wording(amendments: list[Order]) -> str:
    """Which orders changed the plan: «(в редакции приказа от 12.05.2025 № 63 и приказа от 16.02.2026 № 19)»."""
    names = [f"{kind_of(order).of} {_requisites(order)}" for order in amendments]
    return f"(в редакции {listing(names)})" if names else ""


def _requisites(order: Order) -> str:
    """Day and number, neither parted from what names it."""
    return requisites(order).replace("от ", "от\u00a0", 1).replace("№ ", "№\u00a0", 1)


def _rows(plan: Plan) -> Iterator[Section | list[str]]:
    """The rows that are in force, each section before its first one."""
    keys = [column.key for column in plan.roadmap.columns]
    before: Path = ()
    for row in plan.rows:
        if row.activity.dropped is not None:
            continue
        if row.section is not None and row.path[:2] != before:
            before = row.path[:2]
            yield Section(f"{row.section.number} {row.section.title}" if row.section.number else row.section.title)
        yield [cell(row.activity, key) for key in keys]
