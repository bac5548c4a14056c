# ruff: noqa: E501  one strategy a line
"""Any plan: it is not different from itself, every single edit is told, and nothing raises."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import model
from generator.changes import plan_changes
from generator.changes.names import KEYS, NAMES
from generator.changes.values import ITEMS
from generator.deadline.reading import Undated
from generator.model import Model
from generator.plan import Plan, make_plan
from generator.values import Span

ADDRESS, PATH = "oblast/rayon/plan", "oblast/rayon/plan.yml"
words = st.lists(st.sampled_from(["план", "школа", "«500+»", "до", "не", "отчёт", "май", "2021"]), min_size=1, max_size=4).map(
    " ".join
)
maybe = st.none() | words
days = st.dates(date(2021, 1, 1), date(2022, 12, 31))
names = st.sampled_from(["alfa", "beta", "gamma"])
some_names = st.none() | st.lists(names, max_size=2, unique=True).map(tuple)
deadlines = st.none() | st.sampled_from(["Май 2021 г.", "до 20.08.2021", "в течение года", "когда-нибудь", "ежемесячно"])
given_dates = st.none() | st.just(("2021-06",))
reasons = st.none() | st.sampled_from(Undated)
cells = st.lists(st.builds(model.Cell, column=names, text=words, note=maybe), max_size=2, unique_by=lambda one: one.column).map(
    tuple
)


def several(item: st.SearchStrategy[Any], most: int = 2, least: int = 0) -> st.SearchStrategy[Any]:
    return st.lists(item, min_size=least, max_size=most).map(tuple)


persons = st.builds(model.Person, name=words, position=maybe, role=maybe, party=maybe, note=maybe)
points = st.builds(
    model.Point,
    number=maybe,
    text=words,
    deadline=deadlines,
    schools=some_names,
    publishes=some_names,
    dates=given_dates,
    undated=reasons,
    note=maybe,
)
documents = st.builds(
    model.Document,
    kind=words,
    title=words,
    number=maybe,
    date=st.none() | days,
    authority=maybe,
    level=st.none() | st.sampled_from(model.Level),
    file=maybe,
    url=maybe,
    note=maybe,
)
orders = st.builds(
    model.Order,
    kind=words,
    title=words,
    number=maybe,
    date=days,
    authority=words,
    place=maybe,
    preamble=maybe,
    note=maybe,
    points=several(points, 3),
    signatory=st.none() | persons,
    control=st.none() | persons,
    marks=several(words),
    file=maybe,
    url=maybe,
    basis=several(documents),
    attachments=several(st.builds(model.Attachment, number=maybe, title=words, file=maybe, url=maybe)),
)
wordings = st.builds(
    model.Wording,
    until=days,
    number=maybe,
    title=maybe,
    deadline=maybe,
    dates=given_dates,
    undated=reasons,
    responsible=maybe,
    result=maybe,
    cells=st.none() | cells,
    note=maybe,
)


def activities(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        model.Activity,
        number=maybe,
        id=st.none() | names,
        title=words,
        responsible=maybe,
        deadline=deadlines,
        dates=given_dates,
        undated=reasons,
        result=maybe,
        cells=cells,
        schools=some_names,
        publishes=several(names, 1),
        implements=several(words, 1),
        was=st.lists(wordings, max_size=2, unique_by=lambda one: one.until).map(tuple),
        added=st.none() | days,
        dropped=st.none() | days,
        activities=inner,
        note=maybe,
    )


rows = several(activities(several(activities(st.just(())))), 2, 1)
roadmaps = st.builds(
    model.Roadmap, title=words, project=st.none() | names, parent=st.none() | names, replaces=st.none() | names, schools=some_names,
    period=days.map(lambda day: Span(start=day, end=day + timedelta(days=200))), districts=some_names, order=orders, note=maybe,
    amendments=several(orders, 1), heading=maybe, columns=several(st.builds(model.Column, key=names, title=words, note=maybe)),
    team=several(persons), parties=several(st.builds(model.Party, name=words, also=several(words, 1), level=st.sampled_from(model.PartyLevel))),
    sections=st.none() | several(st.builds(model.Section, number=maybe, title=words, activities=rows, note=maybe), 2, 1), activities=st.none() | rows,
)  # fmt: skip


def numbered(roadmap: model.Roadmap) -> Plan:
    """The plan with an id of its own for each row, as the check demands."""
    count = iter(range(1000))

    def row(one: model.Activity) -> model.Activity:
        own = one.id or f"r{next(count)}"
        return one.model_copy(update={"id": f"{own}-{next(count)}", "activities": tuple(map(row, one.activities))})

    update: dict[str, Any] = {"activities": tuple(map(row, roadmap.activities)) if roadmap.activities is not None else None}
    if roadmap.sections is not None:
        update["sections"] = tuple(
            one.model_copy(update={"activities": tuple(map(row, one.activities))}) for one in roadmap.sections
        )
    return make_plan(ADDRESS, PATH, roadmap.model_copy(update=update))


NEW = "правка"


def edits(value: Any, is_optional: bool) -> Iterator[Any]:
    """Every state that one edit makes of a value."""
    if is_optional and value is not None:
        yield None
    match value:
        case StrEnum():
            yield next(one for one in type(value) if one is not value)
        case "2021-06":  # a date beside a deadline: another one is told as it is read
            yield "2021-07"
        case str():
            yield f"{value} {NEW}"
        case date():
            yield value + timedelta(days=1)
        case Span():
            yield Span(start=value.start, end=value.end + timedelta(days=1))
        case tuple():
            for index, one in enumerate(value):
                yield (*value[:index], *value[index + 1 :])
                yield from ((*value[:index], other, *value[index + 1 :]) for other in edits(one, is_optional=False))
        case Model():
            yield from (other for _, other in edits_of(value))


def edits_of(whole: Model) -> Iterator[tuple[str, Model]]:
    """Every state that one edit makes of a mapping, with the field of it that was edited."""
    for name, field in type(whole).model_fields.items():
        for other in edits(getattr(whole, name), is_optional=field.default is None and not field.is_required()):
            yield name, whole.model_copy(update={name: other})


@settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(roadmaps)
def test_nothing_is_different_from_itself(roadmap: model.Roadmap) -> None:
    assert plan_changes(numbered(roadmap), numbered(roadmap.model_copy(deep=True))) == ()


@settings(
    max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(roadmaps, roadmaps)
def test_any_two_plans_are_compared(one: model.Roadmap, other: model.Roadmap) -> None:
    first = plan_changes(numbered(one), numbered(other))
    assert first == plan_changes(numbered(one), numbered(other))
    assert all(change.page == ADDRESS and change.subject and change.sentence.endswith(".") for change in first)
    plan_changes(make_plan(ADDRESS, PATH, one), make_plan(ADDRESS, PATH, other))  # rows without ids, or with the same


@settings(
    max_examples=40, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(roadmaps, st.data())
def test_every_edit_is_told(roadmap: model.Roadmap, data: st.DataObject) -> None:
    plan = numbered(roadmap)
    name, other = data.draw(st.sampled_from(list(edits_of(plan.roadmap))))
    if is_repeated(plan.roadmap, other, name):
        return
    assert isinstance(other, model.Roadmap)
    new = make_plan(ADDRESS, PATH, other)
    found, back = plan_changes(plan, new), plan_changes(new, plan)
    assert found, name
    assert back, name
    if NEW in repr(other) and NEW not in repr(plan.roadmap):
        told = " ".join(f"{change.sentence} {change.anchor}" for change in (*found, *back))
        assert NEW in told


def is_repeated(old: Any, new: Any, name: str) -> bool:
    """Whether only the number of times was edited that one text stands in a list."""
    before, after = getattr(old, name), getattr(new, name)
    return isinstance(before, tuple) and isinstance(after, tuple) and set(map(repr, before)) == set(map(repr, after))


def test_every_field_has_a_name() -> None:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, Model)]
    for kind in kinds:
        if kind not in (Model, model.Territory):
            assert {*NAMES[kind], "note"} == set(kind.model_fields), kind
    assert set(KEYS) <= set(NAMES)


def test_every_mapping_inside_another_is_told() -> None:
    """Items of lists are paired by keys and named by words; rows and sections have modules of their own."""
    inner = {found for kind in NAMES for field in kind.model_fields.values() for found in mappings(field.annotation)}
    listed = {kind for kind, is_listed in inner if is_listed}
    assert {model.Document, model.Point, model.Risk, model.Activity} <= listed, "the lists are found"
    assert listed - {model.Activity, model.Section} == set(KEYS)
    assert {kind for kind, _ in inner} - {model.Activity, Span} == set(ITEMS)


def mappings(annotation: Any, is_listed: bool = False) -> Iterator[tuple[type[Model], bool]]:
    """The mappings of the model in the type of a field, and whether they stand in a list."""
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, Model):
            yield annotation, is_listed
        return
    for part in get_args(annotation):
        yield from mappings(part, is_listed or get_origin(annotation) is tuple)
