"""`roadmaps build` and `roadmaps pages` with some kinds of output left out, so that the bench can tell what each costs.

    python -m benchmarks.roadmaps build 2026-11-22 search lite

builds the project of the current folder with the search indexes and the low-vision version, and nothing else beside the pages.
It comes to the same calls as the command, with the same pool of processes.
"""

import sys
from datetime import date
from pathlib import Path

from generator import making
from generator.build import check, write_pages
from generator.executor import pool, processors
from generator.project import Project
from generator.site import Output


def main(command: str, day: date, outputs: frozenset[Output]) -> int:
    """Run the command as of `day`; the exit code is 1 if the data have errors."""
    project = Project(Path())
    if command == "pages":
        write_pages(project, project.docs, check(project, day, day, lambda _: None), lambda _: None, outputs=outputs)
        return 0
    with pool(processors()) as perform:
        built = making.build(project, Path("site"), (day, day), perform, outputs=outputs)
    return int(built.manifest is None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], date.fromisoformat(sys.argv[2]), frozenset(map(Output, sys.argv[3:]))))
