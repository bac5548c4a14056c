"""What a school can place on its own site: each plan, and each school with its special sections."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.amendments import in_force
from generator.district import Context, District, SchoolFolder
from generator.plan import Plan
from generator.section import Section, sections


def placed(district: District) -> Iterator[Plan | SchoolFolder]:
    """All plans and schools of the district (or of a region's own files), the plans worded as in their files."""
    yield from district.plans
    for school in district.schools:
        yield school
        yield from school.plans


def current_sections(school: SchoolFolder, district: District, context: Context, as_of: date) -> tuple[Section, ...]:
    """The special sections that stand on the page of the school on the day `as_of`."""
    district = replace(district, plans=tuple(in_force(plan, as_of) for plan in district.plans))
    school = replace(school, plans=tuple(in_force(plan, as_of) for plan in school.plans))
    return tuple(section for section in sections(school, district, context, as_of) if section.is_current)
