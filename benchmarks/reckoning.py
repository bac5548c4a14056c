"""What forty thousand schools would cost, reckoned from a measured size: every figure per page, times the pages."""

from math import ceil

from benchmarks.results import Result, Row

SCHOOLS = 40_000
MACHINES = 10
CORES = 2
_HEADINGS = ("", f"one machine, {CORES} cores", f"{MACHINES} machines, {CORES} cores each")
_EDITS = (("unchanged", "no change"), ("report", "one report edited"), ("roadmap", "one roadmap edited"))


def reckon(result: Result) -> str:
    """A Markdown table for all schools of the country from the bench of one size; empty where a cold build is not in it.

    Wall time and bytes grow with the pages. On several machines the pages are shared out, while reading all summaries,
    drawing the indexes and writing the files stay with one: what was measured as a build without any change is not divided.
    Memory is that of one machine; it is taken to grow as between the measured pages and nothing, which is the worst case.
    """
    rows = {row.key: row for row in result.rows}
    cold = rows.get("cold")
    if cold is None or not cold.samples:
        return ""
    pages = _median(cold, "pages")
    factor = SCHOOLS / result.corpus["schools"]
    districts = ceil(result.corpus["districts"] * factor)
    wall, cpu = _median(cold, "wall") * factor, _median(cold, "cpu") * factor
    fixed = min(_median(rows["unchanged"], "wall") * factor, wall) if _has(rows, "unchanged") else 0.0
    shared = fixed + (wall - fixed) / MACHINES
    table = [
        ("pages", *[f"{round(pages * factor):,}"] * 2),
        ("cold build, minutes", f"{wall / 60:.1f}", f"{shared / 60:.1f}"),
        ("processor time, minutes in all", *[f"{cpu / 60:.1f}"] * 2),
        ("output, GB", *[f"{_median(cold, 'bytes') * factor / 1e9:.2f}"] * 2),
        ("files", *[f"{round(_median(cold, 'files') * factor):,}"] * 2),
    ]
    if cold.median("memory") is not None:
        least = _median(cold, "memory")
        table.append(("memory at the peak, MiB a machine", *[f"{least:,.0f}–{least * factor:,.0f}"] * 2))
    table += [
        (f"{title}, seconds", *[f"{_median(rows[key], 'wall') * factor:.1f}"] * 2) for key, title in _EDITS if _has(rows, key)
    ]
    if _has(rows, "check"):
        table.append(("`roadmaps check`, cold, minutes", f"{_median(rows['check'], 'wall') * factor / 60:.1f}", ""))
    per_page = (
        f"Measured at {round(pages):,} pages of {result.corpus['schools']:,} schools: "
        f"{1000 * _median(cold, 'wall') / pages:.2f} ms of wall time and "
        f"{1000 * _median(cold, 'cpu') / pages:.2f} ms of processor time, "
        f"{_median(cold, 'bytes') / pages / 1000:.1f} KB and {_median(cold, 'files') / pages:.2f} files a page. "
        f"{SCHOOLS:,} schools in {districts:,} districts are {factor:.1f} times as many."
    )
    lines = [f"| {' | '.join(row)} |" for row in (_HEADINGS, ("---", "--:", "--:"), *table)]
    return "\n".join([per_page, "", *lines, ""])


def _has(rows: dict[str, Row], key: str) -> bool:
    return key in rows and bool(rows[key].samples)


def _median(row: Row, name: str) -> float:
    return row.median(name) or 0.0
