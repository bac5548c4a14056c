"""The targets for 10,000 pages on two cores, and whether a bench met them."""

from benchmarks.results import Result
from benchmarks.table import HUGO, PLAIN, ratio

PAGES = 10_000
"""The size that the targets are set for."""


def write_targets(result: Result) -> str:
    """A Markdown table of the targets; empty for other sizes than theirs."""
    if result.pages != PAGES:
        return ""
    rows = {row.key: row for row in result.rows}

    def of(key: str, name: str = "wall") -> float | None:
        return rows[key].median(name) if key in rows else None

    at_least = (
        ("cold, pages alone: times faster than plain MkDocs", 15, ratio(result, "alone", PLAIN)),
        ("cold, pages alone: times faster than Hugo (aim: 2)", 1, ratio(result, "alone", HUGO)),
        ("one report edited: times faster than Hugo", 20, ratio(result, "report", HUGO)),
        ("one roadmap edited: times faster than Hugo", 20, ratio(result, "roadmap", HUGO)),
    )
    at_most = (
        ("one report edited, s", 1, of("report")),
        ("one roadmap edited, s", 1, of("roadmap")),
        ("no change, s", 1, of("unchanged")),
        ("one roadmap edited, until `roadmaps serve` shows it, s", 1, of("served")),
        ("memory at the peak, all outputs, MiB", 250, of("cold", "memory")),
        ("`roadmaps check`, cold, s", 15, of("check")),
        ("`roadmaps check`, warm, s", 1, of("check-warm")),
        ("all outputs but Word and Excel: times the pages alone", 3, ratio(result, "alone", "light")),
    )
    lines = ["| | target | measured | |", "| --- | --: | --: | --- |"]
    lines += [_line(words, f"≥ {bound}", value, met=value is not None and value >= bound) for words, bound, value in at_least]
    lines += [_line(words, f"≤ {bound}", value, met=value is not None and value <= bound) for words, bound, value in at_most]
    return "\n".join([*lines, ""])


def _line(words: str, bound: str, value: float | None, *, met: bool) -> str:
    measured = "—" if value is None else f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return f"| {words} | {bound} | {measured} | {'met' if met else '**not met**' if value is not None else 'not measured'} |"
