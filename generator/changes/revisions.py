"""A plan in the history of the data: what each commit made of it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from generator.amendments import in_force
from generator.changes.plan import plan_changes
from generator.changes.titles import Titles
from generator.model import Roadmap
from generator.plan import Plan, make_plan, walk
from generator.revision import Revision, Step, Version
from generator.rules import Severity
from generator.schema import validate
from generator.source import read
from generator.values import MAX_ROWS


def revisions(
    path: str, versions: Sequence[Version], fetch: Callable[[str], bytes | None], titles: Titles
) -> tuple[Revision, ...]:
    """The commits that made a difference to the plan in the file at `path` in the data, the newest first.

    `versions` are the states of the file, the oldest first; `fetch` gives the bytes of a blob (None: too large, or no file). A
    commit without a meaningful difference is left out. A file of one version is not read. Of a commit that writes down an
    amendment it is told that, but not what the order changed: that is the history of the plan, not of its file.
    """
    if not versions:
        return ()

    @lru_cache(maxsize=2)
    def plan(blob: str) -> Plan | None:
        data = fetch(blob)
        return None if data is None else parse(path, data)

    first = versions[0]
    found = [Revision(first.commit, first.day, Step.PUBLISHED)]
    for old, new in pairwise(versions):
        found += _revision(old, new, plan, titles)
    return tuple(reversed(found))


def _revision(old: Version, new: Version, plan: Callable[[str], Plan | None], titles: Titles) -> Iterator[Revision]:
    if old.blob == new.blob:
        return
    if not (old.blob and new.blob):
        yield Revision(new.commit, new.day, Step.RETURNED if new.blob else Step.REMOVED)
        return
    before, after = plan(old.blob), plan(new.blob)
    if before is None or after is None:
        yield Revision(new.commit, new.day, Step.UNREADABLE)
    elif changes := plan_changes(before, _but_for_new_orders(before, after), titles):
        yield Revision(new.commit, new.day, Step.CHANGED, changes)


def _but_for_new_orders(before: Plan, after: Plan) -> Plan:
    """`after` without what those amendments changed in its rows that the commit wrote down.

    That an order was added is told; what the order changed is no correction, and the file itself says it with the day of the
    order. Where an order was written down that is older than another one, nothing is taken out.
    """
    known, all_ = (plan.roadmap.amendments for plan in (before, after))
    days = [order.date for order in all_ if order not in known]
    if not days or any(order.date >= min(days) for order in known):
        return after
    return in_force(after, min(days) - timedelta(days=1))


def parse(path: str, data: bytes) -> Plan | None:
    """The plan in the bytes of the file at `path`; None if they are none by the rules of today. Never raises."""
    tree, problems = read(path, data)
    if tree is None or any(fault.severity is Severity.ERROR for fault in problems):
        return None
    judged = validate(Roadmap, path, tree)
    if judged.model is None or any(fault.severity is Severity.ERROR for fault in judged.problems):
        return None
    if sum(1 for _ in walk(judged.model)) > MAX_ROWS:
        return None
    return make_plan(path.removesuffix(".yml"), path, judged.model)
