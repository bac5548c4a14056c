"""The project: its folders, its settings, and the day it is there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from generator.resources import theme
from generator.settings import Settings, SettingsError, read_settings


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of a checkout: data, hand-written pages, configuration, and where a build works."""

    folder: Path

    @property
    def data(self) -> Path:
        """The roadmaps."""
        return self.folder / "roadmaps"

    @property
    def content(self) -> Path:
        """Hand-written pages."""
        return self.folder / "content"

    @property
    def config(self) -> Path:
        """The MkDocs configuration, with our settings in it."""
        return self.folder / "site_config.yml"

    @property
    def work(self) -> Path:
        """Where staged pages lie and the engine works."""
        return self.folder / "build"

    @property
    def docs(self) -> Path:
        """The staged pages: `docs_dir` of the configuration."""
        return self.work / "docs"

    @property
    def scratch(self) -> Path:
        """Where the engine works, and removes what it finds."""
        return self.work / "mkdocs"

    @property
    def search(self) -> Path:
        """Where the search indexes are kept from build to build."""
        return self.work / "search"

    @property
    def state(self) -> Path:
        """What a build leaves to the next one."""
        return self.work / "state"

    @property
    def seen(self) -> Path:
        """What the last runs have seen of the files, and what they said."""
        return self.work / "seen.json"

    @property
    def sources(self) -> tuple[Path, ...]:
        """What a site is made from: never a place to write to."""
        return self.data, self.content, theme()

    @property
    def apart(self) -> tuple[Path, ...]:
        """What can be no site: the sources, and where a build works."""
        return *self.sources, self.docs, self.scratch, self.search

    def settings(self) -> Settings:
        """Our settings; without a configuration those of Moscow. Raises SettingsError."""
        return read_settings(self.config.name, self.config.read_bytes()) if self.config.is_file() else Settings()

    def reserved(self) -> list[str]:
        """Names at the top of the site that no region may take."""
        from generator.site import TOP_NAMES  # noqa: PLC0415 it knows every page: much to import for who asks no more than folders

        names = [path.name.removesuffix(".md") for path in sorted(self.content.iterdir())] if self.content.is_dir() else []
        return [*names, *TOP_NAMES]


def today(settings: Settings, epoch: str | None) -> date:
    """The day it is in the time zone of the site; `epoch` is SOURCE_DATE_EPOCH (reproducible-builds.org), seconds in UTC.

    Raises SettingsError where `epoch` is no such number.
    """
    try:
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SettingsError(f"SOURCE_DATE_EPOCH={epoch}: не число секунд. Исправьте или удалите эту переменную.") from error
    return now.astimezone(settings.time_zone).date()
