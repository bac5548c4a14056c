"""`roadmaps` without its outputs beside the pages (the search), so that the bench can tell what the pages alone cost."""

from collections.abc import Iterator
from contextlib import contextmanager

from generator import build
from generator.cli import main
from generator.files import SiteFile


class _NoIndexes:
    """Stands in for the indexes of the search: takes no entries and has no files."""

    def __bool__(self) -> bool:
        return False

    def add(self, *_: object) -> None:
        """Forget the entries."""

    def files(self) -> Iterator[SiteFile]:
        """Nothing."""
        return iter(())


@contextmanager
def _no_indexes(*_: object) -> Iterator[_NoIndexes]:
    yield _NoIndexes()


if __name__ == "__main__":
    if not hasattr(build, "indexes"):
        raise SystemExit("generator.build has no `indexes` any more: say anew in benchmarks/pages_alone.py what is left out")
    build.indexes = _no_indexes
    main()
