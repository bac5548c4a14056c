"""Our own few settings: `extra.roadmaps` of `site_config.yml`, which is otherwise plain MkDocs configuration."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import yaml


class SettingsError(ValueError):
    """The configuration cannot be used; the message says why and what to do, in Russian."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`time_zone` is whose midnight ends a day."""

    time_zone: ZoneInfo


class _Loader(yaml.SafeLoader):
    """Reads a MkDocs configuration without obeying its tags (`!ENV`, `!!python/name`): what they stand for is not ours."""


_Loader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(file: str, data: bytes) -> Settings:
    """The settings in the configuration `file`. Raises SettingsError."""
    try:
        config: Any = yaml.load(data, _Loader)  # noqa: S506  # a SafeLoader
        ours = config["extra"]["roadmaps"]
        zone = ZoneInfo(ours["time_zone"])
    except yaml.YAMLError as error:
        raise SettingsError(f"{file}: файл не читается как YAML ({error}). Исправьте его.") from error
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise SettingsError(f"{file}: нет пояса extra.roadmaps.time_zone. Напишите, например, Europe/Moscow.") from error
    return Settings(zone)
