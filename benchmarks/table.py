"""The table of a bench: medians of each row, and how many times faster it is than the two references of the same run."""

from collections.abc import Sequence

from benchmarks.results import Result, Row

PLAIN, HUGO = "plain", "hugo"
"""The rows that the ratios are to: plain `mkdocs build` of our pages, and Hugo from the same data."""

_HEADINGS = (
    *("", "runs", "wall, s", "CPU, s", "memory, MiB", "pages", "output, MB", "files"),
    *("faster than MkDocs", "faster than Hugo"),
)


def write_table(result: Result) -> str:
    """A Markdown table of one size, with a line about the corpus above it."""
    counts = ", ".join(f"{_number(count)} {name}" for name, count in result.corpus.items())
    lines = [f"### {_number(result.pages)} pages", "", f"{counts}. {result.machine}.", ""]
    lines += [_line(_HEADINGS), _line(["---", *["--:"] * (len(_HEADINGS) - 1)])]
    lines += [_line(_cells(row, result)) for row in result.rows]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(result.versions.items()))
    return "\n".join([*lines, "", f"Versions: {versions}.", ""])


def ratio(result: Result, key: str, reference: str, name: str = "wall") -> float | None:
    """How many times less of `name` the row `key` takes than the row `reference`; None where one was not measured."""
    rows = {row.key: row for row in result.rows}
    if key not in rows or reference not in rows:
        return None
    one, other = rows[key].median(name), rows[reference].median(name)
    return other / one if one and other else None


def _cells(row: Row, result: Result) -> list[str]:
    if not row.samples:
        return [row.title, f"not measured: {row.missing}", *[""] * (len(_HEADINGS) - 2)]
    walls = sorted(sample.wall for sample in row.samples)
    spread = f" ({_seconds(walls[0])}–{_seconds(walls[-1])})" if len(walls) > 1 else ""
    memory, size = row.median("memory"), row.median("bytes") or 0
    return [
        row.title,
        str(len(row.samples)),
        _seconds(row.median("wall") or 0) + spread,
        _seconds(row.median("cpu") or 0),
        "—" if memory is None else f"{memory:.0f}",
        _count(row.median("pages")),
        f"{size / 1e6:.1f}" if size else "",
        _count(row.median("files")),
        *(_times(ratio(result, row.key, reference)) if row.key != reference else "1" for reference in (PLAIN, HUGO)),
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.1f} ×" if value >= 1 else f"{value:.2f} ×"


def _count(value: float | None) -> str:
    return _number(round(value)) if value else ""


def _number(value: int) -> str:
    return f"{value:,}"
