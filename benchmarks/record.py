"""The figures kept in the repository, and the pages of `docs/` that are written from them: no number is typed by hand."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.reckoning import reckon
from benchmarks.results import Result, read_results, write_results
from benchmarks.table import write_table
from benchmarks.targets import write_targets

_ROOT = Path(__file__).parent.parent
RECORD = Path(__file__).parent / "results.json"
"""The kept figures: of each size those recorded last."""

_BEGIN, _END = "<!-- written by `make bench RECORD=1` -->\n", "<!-- end -->\n"


def record(found: Sequence[Result]) -> None:
    """Keep what was found in place of what was kept of the same sizes, and write the pages of `docs/` anew."""
    sizes = {result.pages for result in found}
    write_results(RECORD, [*found, *(kept for kept in read_results(RECORD) if kept.pages not in sizes)])
    for page, text in pages().items():
        page.write_text(text, "utf-8", newline="\n")


def pages() -> dict[Path, str]:
    """The pages with figures, as the kept figures give them."""
    results = read_results(RECORD)
    tables = "\n".join(filter(None, (write(result) for result in results for write in (write_table, write_targets))))
    texts = {"benchmarks.md": tables, "reckoning.md": reckon(results[-1]) if results else ""}
    return {_ROOT / "docs" / name: _between(_ROOT / "docs" / name, text) for name, text in texts.items()}


def _between(page: Path, text: str) -> str:
    """The text of a page with `text` between its two marks."""
    before, _, rest = page.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{text}\n{_END}{after}"
