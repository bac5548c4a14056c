"""`roadmaps` without its outputs beside the pages (the search), so that the bench can tell what the pages alone cost."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator import build, making
from generator.cli import main
from generator.files import SiteFile


class _NoIndexes:
    """Stands in for the indexes of the search: takes no entries and has no files."""

    def __bool__(self) -> bool:
        return False

    version = ""

    def add(self, *_: object) -> None:
        """Forget the entries."""

    keep = make = forget = add

    def files(self, *_: object) -> Iterator[SiteFile]:
        """Nothing."""
        return iter(())

    index = script = files


@contextmanager
def _no_indexes(*_: object) -> Iterator[_NoIndexes]:
    yield _NoIndexes()


if __name__ == "__main__":
    if not hasattr(build, "indexes") or not hasattr(making, "indexes"):
        raise SystemExit("There is no `indexes` to leave out any more: say anew in benchmarks/pages_alone.py what is left out")
    build.indexes = making.indexes = _no_indexes
    main()
