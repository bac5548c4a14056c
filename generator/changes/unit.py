"""A district with its schools, or a region's own files."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from generator import news
from generator.change import Change, Sign, What, Words
from generator.changes.difference import differences
from generator.changes.plan import plan_changes
from generator.changes.titles import Titles, titles_of
from generator.district import District, SchoolFolder
from generator.filed import Filed
from generator.model import Project, Territory
from generator.plan import Plan

T = TypeVar("T")
Folder = District | SchoolFolder
_TOLD_BY = {"documents": What.DOCUMENT, "projects": What.PARTICIPATION}


def changes(old: District | None, new: District | None) -> tuple[Change, ...]:
    """What is different between two states of a unit: its profile, projects, plans and reports, then those of its schools.

    None is a unit that is not there; all that belongs to one that comes or goes is told too.
    """
    if old is None and new is None:
        return ()
    titles = _titles(old, new)
    return tuple(_unit(old, new, titles))


def unit_titles(district: District, projects: Mapping[str, Project]) -> Titles:
    """What the ids in the files of a unit stand for; `projects` are those that it can name."""
    pages = [(district.address, district.profile.title)]
    pages += [(plan.address, plan.roadmap.title) for folder in _folders(district) for plan in folder.plans]
    for school in district.schools:
        pages += [(school.id, school.profile.title), (school.address, school.profile.title)]
    return titles_of(pages, projects)


def _titles(old: District | None, new: District | None) -> Titles:
    """The titles of both states; those of the new one where they differ."""
    both = [unit_titles(unit, _projects(unit)) for unit in (old, new) if unit]
    pages = {name: title for titles in both for name, title in titles.pages.items()}
    return titles_of(pages.items(), {name: project for unit in (old, new) if unit for name, project in _projects(unit).items()})


def _folders(unit: District) -> tuple[Folder, ...]:
    return unit, *unit.schools


def _projects(unit: District) -> dict[str, Project]:
    return {name: project for folder in _folders(unit) for name, project in folder.projects.items()}


def _unit(old: District | None, new: District | None, titles: Titles) -> Iterator[Change]:
    yield from _folder(old, new, What.UNIT, titles)
    before = {school.address: school for school in old.schools} if old else {}
    after = {school.address: school for school in new.schools} if new else {}
    for was, now in _both(before, after):
        yield from _folder(was, now, What.SCHOOL, titles)


def _both(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T | None, T | None]]:
    """What stands under each name in both, sorted by name."""
    return ((old.get(name), new.get(name)) for name in sorted({*old, *new}))


def _folder(old: Folder | None, new: Folder | None, what: What, titles: Titles) -> Iterator[Change]:
    folder = new or old
    if folder is None:
        return
    page, subject = folder.address, folder.profile.title
    if old and new:
        yield from _profile(old.profile, new.profile, page, subject, titles)
    else:
        sign, said = (Sign.ADDED, "добавлено в данные") if new else (Sign.REMOVED, "убрано из данных")
        yield Change(sign, what, page, "", subject, (Words(said),))
    for one, other in _both(old.projects if old else {}, new.projects if new else {}):
        yield from _project(one, other, page, titles)
    for was, now in _both(_plans(old), _plans(new)):
        yield from plan_changes(was, now, titles)
    for reported, report in _both(_reports(old), _reports(new)):
        yield from _report(reported, report, titles)


def _plans(folder: Folder | None) -> dict[str, Plan]:
    return {plan.address: plan for plan in folder.plans} if folder else {}


def _reports(folder: Folder | None) -> dict[str, Filed]:
    return {path: Filed(path, folder.address, report) for path, report in folder.reports} if folder else {}


def _profile(old: Territory, new: Territory, page: str, subject: str, titles: Titles) -> Iterator[Change]:
    if type(old) is not type(new):  # an address has one kind of profile
        raise ValueError(f"two kinds of profile: {page}")
    for one in differences(old, new, titles):
        yield Change(one.sign, _TOLD_BY.get(one.path[0], What.PROFILE), page, "", subject, one.words)


def _project(old: Project | None, new: Project | None, page: str, titles: Titles) -> Iterator[Change]:
    project = new or old
    if project is None:
        return
    if old and new:
        for one in differences(old, new, titles):
            yield Change(one.sign, _TOLD_BY.get(one.path[0], What.PROJECT), page, "", f"Проект «{new.title}»", one.words)
    else:
        sign, said = (Sign.ADDED, "добавлен") if new else (Sign.REMOVED, "убран")
        yield Change(sign, What.PROJECT, page, "", f"Проект «{project.title}»", (Words(said),))


def _report(old: Filed | None, new: Filed | None, titles: Titles) -> Iterator[Change]:
    filed = new or old
    if filed is None:
        return
    page, anchor = news.page_of(filed), news.anchor(filed) if new else ""
    subject = f"Отчёт от {filed.report.date:%d.%m.%Y} «{filed.report.title}»"
    if old and new:
        for one in differences(old.report, new.report, titles):
            yield Change(one.sign, _TOLD_BY.get(one.path[0], What.REPORT), page, anchor, subject, one.words)
        return
    sign, said = (Sign.ADDED, "опубликован") if new else (Sign.REMOVED, "отозван")
    yield Change(sign, What.REPORT, page, anchor, subject, (Words(said),))
