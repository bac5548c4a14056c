"""The badge of a plan or a school, `embed/<address of the page>/badge.svg`: a picture with a state, for a link on another site.

Shown by `<img>` it may load nothing and run nothing; its text is text, in whatever typeface there is. Names are cut to fit the
widest; the state never is: for a long one the badge gets wider, which a page that shows it in its usual size makes smaller.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from generator.amendments import in_force
from generator.district import Context, District, PlanSummary, SchoolFolder, summarize_plan
from generator.filed import level_of
from generator.files import SiteFile
from generator.ids import embed_file
from generator.model import Level
from generator.outputs.placed import current_sections, placed
from generator.pages.planned import planned_of_school
from generator.pages.plans import brief_state, in_years, running
from generator.pages.record import judge
from generator.pages.special import titled
from generator.pages.template import draw
from generator.part import parts
from generator.plan import Plan
from generator.russian import day_month_year
from generator.status import State, tally

WIDTH, HEIGHT = 300, 96
"""The usual size of a badge, in pixels."""
_MARGINS = 56
"""What is not there for a line of text, in pixels."""
_STATE = 15.4
"""The state is set in 14 pixels, bold, which takes as much room."""
_DOER = {Level.REGIONAL: "Регион", Level.MUNICIPAL: "Район", Level.SCHOOL: "Школа"}
_WIDE = frozenset("ДЖМФШЩЫЮжмфшщыюWMmw@%№—")


@dataclass(frozen=True, slots=True)
class _Badge:
    """What a badge says: whose it is, what it is, its state; `day` is the day of the state, empty while nothing runs."""

    name: str
    what: str
    state: str
    day: str


def badge_files(district: District, context: Context, as_of: date) -> Iterator[SiteFile]:
    """The badges of all plans and schools of the district, as of the day `as_of`, which they name while a plan runs."""
    for one in placed(district):
        if isinstance(one, Plan):
            badge = _of_plan(in_force(one, as_of), district, context, as_of)
        else:
            badge = _of_school(one, district, context, as_of)
        yield SiteFile(embed_file(one.address, "badge.svg"), _draw(badge, is_demo=context.region.demo))


def _of_plan(plan: Plan, district: District, context: Context, as_of: date) -> _Badge:
    summary = summarize_plan(plan)
    is_running = running([summary], as_of)
    names = {school.address: school.profile.title for school in district.schools}
    judged = judge(plan, district, context, as_of) if is_running else None
    found = tally(row.own for row in judged) if judged else None
    words = _state(summary, as_of).removeprefix("План ").capitalize()
    if found and found.total:
        done = sum(one.number for one in found.counts if one.state is State.DONE)
        words = f"{_DOER[level_of(plan.owner)]}: {State.DONE.label} {done} из {found.total}"
    return _Badge(
        name=names.get(plan.owner, district.profile.title),
        what=in_years("План", plan.roadmap.period),
        state=words,
        day=_day(as_of) if is_running else "",
    )


def _of_school(school: SchoolFolder, district: District, context: Context, as_of: date) -> _Badge:
    title = school.profile.title
    if sections := current_sections(school, district, context, as_of):
        newest = sections[0]
        found = [part.is_published for part in parts(newest)]
        words = f"Частей раздела: {sum(found)} из {len(found)}"
        return _Badge(title, titled(newest), words, _day(as_of) if newest.runs else "")
    planned = planned_of_school(school, district, as_of)
    if not planned:
        return _Badge(title, district.profile.title, "Ничего не опубликовано", "")
    amount = sum(len(one.rows) for one in planned)
    summaries = [summarize_plan(one.plan) for one in planned]
    latest = max(summaries, key=lambda summary: (summary.runs.end, summary.address))
    what = f"{in_years('Планы' if len(planned) > 1 else 'План', latest.period)}, строк о школе: {amount}"
    return _Badge(title, what, _state(latest, as_of), _day(as_of) if running(summaries, as_of) else "")


def _state(plan: PlanSummary, as_of: date) -> str:
    """In figures: there is little room."""
    return brief_state(plan, as_of, "{:%d.%m.%Y}".format)


def _day(day: date) -> str:
    return f"на {day_month_year(day)} года"


def _draw(badge: _Badge, *, is_demo: bool) -> bytes:
    """The badge as SVG; what does not fit is cut, and stands whole in its title."""
    whole = f"{'Вымышленный пример. ' if is_demo else ''}{badge.name}. {badge.what}. {badge.state} {badge.day}".strip()
    width = max(WIDTH, _MARGINS + ceil(sum(map(_wide, badge.state)) * _STATE))
    room = width - _MARGINS
    cut = _Badge(_cut(badge.name, room / 12), _cut(badge.what, room / 12), badge.state, badge.day)
    drawn = draw("embed/badge.svg.j2", width=width, height=HEIGHT, title=whole, badge=cut, demo=is_demo)
    return f"{drawn.markup.strip()}\n".encode()


def _wide(sign: str) -> float:
    """How wide a sign surely is at most, for letters one wide: typefaces differ, so a little room is left."""
    return 1.0 if sign in _WIDE else 0.74 if sign.isupper() else 0.62


def _cut(text: str, room: float) -> str:
    """`text` as it fits in the `room`, in letters."""
    kept = ""
    for sign in " ".join(text.split()):
        room -= _wide(sign)
        if room < 0:
            return f"{kept.rstrip()}…"
        kept += sign
    return kept
