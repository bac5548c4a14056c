"""Files as values: what is read and what is to be written, without a disk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A file of the data: `path` relative to the data folder with `/` between parts, `data` its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, order=True)
class SiteFile:
    """A file to be written: `path` relative to the folder it goes into with `/` between parts, `data` its bytes."""

    path: str
    data: bytes
