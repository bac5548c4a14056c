"""What we read of `site_config.yml`: our own few settings under `extra.roadmaps`, and of those of MkDocs the site's address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from generator.link import refusal


class SettingsError(ValueError):
    """The configuration cannot be used; the message says why and what to do, in Russian."""


_MOSCOW = ZoneInfo("Europe/Moscow")
_COMMIT = "{commit}"
_MOST = 300
"""The longest name of a publisher, in characters."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes the data: `name` as people say it, `licence` is the address of the terms of use. Empty: not told."""

    name: str = ""
    licence: str = ""


NOBODY = Publisher()
"""Where nothing is told."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`time_zone` is whose midnight ends a day; `site_url` is where the site is published, ending in a slash, or empty.

    `commit_url` is the address at which a reader may see a commit, with `{commit}` in the place of its hash, or empty. `nav`
    are the addresses of the pages that the navigation names, `names` all texts of the configuration: some may name files.
    `publisher` stands in the passport of the data.
    """

    time_zone: ZoneInfo = _MOSCOW
    site_url: str = ""
    commit_url: str = ""
    nav: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    publisher: Publisher = NOBODY


class _Loader(yaml.CSafeLoader):
    """Reads a MkDocs configuration without obeying its tags (`!ENV`, `!!python/name`): what they stand for is not ours."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(file: str, data: bytes) -> Settings:
    """The settings in the configuration `file`; what it leaves out is as for Moscow. Raises SettingsError."""
    try:
        config: Any = yaml.load(data, _Loader)  # noqa: S506  # a SafeLoader
    except yaml.YAMLError as error:
        words = " ".join(str(error).split())
        raise SettingsError(f"{file}: файл не читается как YAML ({words}). Исправьте его.") from error
    nav = _texts(config.get("nav")) if isinstance(config, dict) else ()
    pages = tuple(page.removesuffix(".md").removesuffix("index").rstrip("/") for page in nav if page.endswith(".md"))
    return Settings(
        time_zone=_time_zone(file, config),
        site_url=_site_url(config),
        commit_url=_commit_url(file, config),
        nav=pages,
        names=tuple(_texts(config)),
        publisher=Publisher(_publisher(file, config), _licence(file, config)),
    )


def _texts(config: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(config, str):
        yield config
    for value in config.values() if isinstance(config, dict) else config if isinstance(config, list) else ():
        yield from _texts(value)


def _own(config: Any, name: str) -> Any:
    """Our setting `name`; None where it is left out."""
    for key in ("extra", "roadmaps", name):
        config = config.get(key) if isinstance(config, dict) else None
    return config


def _time_zone(file: str, config: Any) -> ZoneInfo:
    zone = _own(config, "time_zone")
    if zone is None:
        return _MOSCOW
    try:
        return ZoneInfo(zone)
    except (KeyError, TypeError, ValueError, OSError) as error:
        words = f"{file}: в extra.roadmaps.time_zone не часовой пояс."
        raise SettingsError(f"{words} Напишите, например, Europe/Moscow.") from error


def _commit_url(file: str, config: Any) -> str:
    url = _own(config, "commit_url") or ""
    if url and (not isinstance(url, str) or url.count(_COMMIT) != 1 or refusal(url.replace(_COMMIT, "0"))):
        words = f"{file}: в extra.roadmaps.commit_url не адрес вида https://… с одним {_COMMIT}."
        raise SettingsError(f"{words} Напишите, например, https://git.example.org/otdel/karty/commit/{_COMMIT}, или удалите.")
    return str(url)


def _publisher(file: str, config: Any) -> str:
    name = _own(config, "publisher") or ""
    if not isinstance(name, str) or len(name) > _MOST:
        words = f"{file}: в extra.roadmaps.publisher не название организации."
        raise SettingsError(f"{words} Напишите, например, «Отдел образования администрации Примерного района», или удалите.")
    return name


def _licence(file: str, config: Any) -> str:
    url = _own(config, "licence") or ""
    if url and (not isinstance(url, str) or refusal(url)):
        words = f"{file}: в extra.roadmaps.licence не адрес вида https://…"
        raise SettingsError(f"{words} Напишите адрес условий использования данных или удалите.")
    return str(url)


def _site_url(config: Any) -> str:
    """A value that is no address is for MkDocs to refuse."""
    url = config.get("site_url") if isinstance(config, dict) else None
    if isinstance(url, str) and url.startswith(("https://", "http://")):
        return f"{url.rstrip('/')}/"
    return ""
