"""What a bench found, as JSON: for each size every run of every row, the machine and the versions."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds, MiB at the peak (None: not told), and what lay in the output after it."""

    wall: float
    cpu: float
    memory: float | None
    pages: int = 0
    bytes: int = 0
    files: int = 0


@dataclass
class Row:
    """A row of the table, with its runs in the order they were made; `missing` says why there is none."""

    key: str
    title: str
    samples: list[Sample] = field(default_factory=list)
    missing: str = ""

    def median(self, name: str) -> float | None:
        """The median of a field over all runs; None where there is nothing."""
        values = [value for sample in self.samples if (value := getattr(sample, name)) is not None]
        return median(values) if values else None


@dataclass
class Result:
    """The bench of one size. `pages` are those of ours, `corpus` counts what the data folder holds."""

    pages: int
    machine: str
    versions: dict[str, str]
    corpus: dict[str, int]
    rows: list[Row] = field(default_factory=list)

    def row(self, key: str) -> Row:
        """The row of that key. Raises KeyError."""
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)


def write_results(path: Path, results: Sequence[Result]) -> None:
    """Write the results, the smallest size first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = [asdict(result) for result in sorted(results, key=lambda result: result.pages)]
    path.write_text(json.dumps(ordered, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def read_results(path: Path) -> list[Result]:
    """The results of a file; none where there is no such file."""
    if not path.is_file():
        return []
    return [
        Result(
            **{
                **result,
                "rows": [Row(**{**row, "samples": [Sample(**one) for one in row["samples"]]}) for row in result["rows"]],
            }
        )
        for result in json.loads(path.read_text("utf-8"))
    ]
