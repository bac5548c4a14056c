"""A document where it stands: in whose folder, on which level, and in which report."""

from dataclasses import dataclass

from generator import link
from generator.filed import Filed
from generator.model import Document, Level


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of the folder with the address `owner`; `level` where its own file names none, `filed` the report it is in."""

    owner: str
    document: Document
    level: Level | None = None
    filed: Filed | None = None

    @property
    def is_published(self) -> bool:
        """Whether it can be read: a document without file and link is only named."""
        return bool(self.document.file or link.outside(self.document.url))
