"""What a profile says of its region, district or school: labels and values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from generator.ids import href
from generator.link import outside
from generator.model import Territory
from generator.russian import day_month_year


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value, with a link if it leads somewhere."""

    label: str
    text: str
    href: str | None = None


def facts(address: str, profile: Territory, neighbours: Mapping[str, str]) -> tuple[Fact, ...]:
    """The facts of the territory or school at `address`; `neighbours` are titles by address, for the name of a successor."""
    return tuple(_facts(address, profile, neighbours))


def resolve(reference: str, owner: str) -> str:
    """The address that `reference` means in the files of the folder `owner`: a bare id is a folder of it."""
    return reference if "/" in reference else f"{owner}/{reference}".lstrip("/")


def _facts(address: str, profile: Territory, neighbours: Mapping[str, str]) -> Iterator[Fact]:
    if profile.site:
        yield Fact("Сайт", profile.site, outside(profile.site))
    if profile.email:
        yield Fact("Электронная почта", profile.email, f"mailto:{quote(profile.email, safe='@')}")
    for former in profile.former:
        yield Fact("Прежнее название", f"до {day_month_year(former.until)} года — {former.title}")
    if profile.closed:
        yield Fact("Деятельность прекращена", f"с {day_month_year(profile.closed)} года")
    if profile.successor:
        target = resolve(profile.successor, address.rpartition("/")[0])
        yield Fact("Правопреемник", neighbours.get(target, "страница правопреемника"), href(address, target))
