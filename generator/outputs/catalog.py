"""What data there is: `data/v1/catalog.json` names the regions, `data/v1/<region>/catalog.json` the plans of one of them.

Both are made of summaries alone. With 100,000 plans the first names a hundred regions and each of the others about a thousand
plans, so that a program fetches what it wants, and a change of one plan changes two small files.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Literal

from generator import published
from generator.district import PlanSummary, Summary
from generator.files import SiteFile
from generator.ids import DATA, JSON, data_file
from generator.outputs.data import schema_link
from generator.summary import updated

CATALOG, PACKAGE = "catalog.json", "datapackage.json"
"""The names of the files that tell what there is; no folder or plan is called so (`ids.RESERVED`)."""


def region_catalog(region: Summary, districts: Iterable[Summary], site_url: str) -> SiteFile:
    """The catalog of a region: its own plans, then those of each district and its schools."""
    units, path = (region, *districts), f"{DATA}/{region.address}/{CATALOG}"
    data = published.RegionCatalog(
        schema=schema_link(path, "region"),
        version=published.VERSION,
        site=site_url or None,
        address=region.address,
        title=region.title,
        demo=region.demo,
        updated=updated(units),
        owners=list(chain.from_iterable(map(_owners, units))),
    )
    return SiteFile(path, published.write(data))


def site_catalog(summaries: Sequence[Summary], site_url: str) -> SiteFile:
    """The catalog of the site: all regions, the fictional ones among them and marked."""
    path, units = f"{DATA}/{CATALOG}", defaultdict[str, list[Summary]](list)
    for summary in summaries:
        units[summary.address.partition("/")[0]].append(summary)
    regions = [summary for summary in summaries if summary.address and summary.is_region]
    real = (summary for region in regions if not region.demo for summary in units[region.address])
    data = published.Catalog(
        schema=schema_link(path, "catalog"),
        version=published.VERSION,
        site=site_url or None,
        updated=updated(real),
        regions=[_region(region, units[region.address]) for region in regions],
    )
    return SiteFile(path, published.write(data))


def _region(region: Summary, units: Sequence[Summary]) -> published.Region:
    return published.Region(
        address=region.address,
        title=region.title,
        demo=region.demo,
        updated=updated(units),
        districts=len(units) - 1,
        schools=sum(len(unit.schools) for unit in units),
        plans=sum(len(unit.plans) for unit in units),
        catalog=f"{DATA}/{region.address}/{CATALOG}",
        package=f"{DATA}/{region.address}/{PACKAGE}",
    )


def _owners(unit: Summary) -> Iterator[published.Owner]:
    """A region or a district, then its schools, each with its plans."""
    plans = defaultdict[str, list[published.Plan]](list)
    for plan in unit.plans:
        plans[plan.address.rpartition("/")[0]].append(_plan(plan))
    level: Literal["region", "district"] = "region" if unit.is_region else "district"
    yield published.Owner(address=unit.address, title=unit.title, level=level, plans=plans[unit.address])
    for address, title in unit.schools:
        yield published.Owner(address=address, title=title, level="school", plans=plans[address])


def _plan(plan: PlanSummary) -> published.Plan:
    return published.Plan(
        address=plan.address,
        title=plan.title,
        order=plan.order,
        period=published.Days(start=plan.period.start, end=plan.period.end),
        runs=published.Days(start=plan.runs.start, end=plan.runs.end),
        activities=len(plan.terms),
        parent=plan.parent,
        is_replaced=plan.is_replaced,
        data=data_file(plan.address, JSON),
    )
