"""Packages of schools as whoever unpacks them has them."""

from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from example import DATA, pages

from generator.files import SiteFile
from generator.outputs.bundle import bundle_files


def packages(as_of: date, root: Path = DATA, site_url: str = "") -> dict[str, bytes]:
    """The packages of all schools of the data, by path."""
    return {file.path: file.data for page in pages(as_of, root).values() for file in bundle_files(page, site_url)}


def entries(data: bytes) -> dict[str, bytes]:
    """The files in a package, by name."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def opened(files: Iterable[SiteFile]) -> Iterator[SiteFile]:
    """The pages among `files`, those in packages too."""
    for file in files:
        if file.path.endswith(".zip"):
            inside = (SiteFile(f"{file.path}!{name}", data) for name, data in entries(file.data).items())
            yield from (one for one in inside if one.path.endswith(".html"))
        else:
            yield file
