"""What a build leaves to the next one: of every unit what it was made from and what came of it, in one file.

The file only saves work. One that is broken, cut short, of another form or gone is as none at all, and what it says of a site
is held against the site's own manifest before a file is kept. It is written beside and exchanged in one step.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path

from generator.files import digest
from generator.resources import drawing_style, prepared_annex, theme

_FORM = 2
"""The form of the file; a change of what is written below needs another number."""

Stamp = Sequence[int]
"""Size, time of the last change in nanoseconds and inode of a file: while they stay, it is not read again."""


@dataclass(slots=True)
class Pages:
    """Something that was drawn: `key` stands for all it was made from, `days` are those on which it stays as it is.

    `files` are path and digest of each file of the site.
    """

    key: str = ""
    days: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Record:
    """What is known of a unit.

    `stamps` are those of its sources and documents; `inputs` is the digest of its sources, `key` stands for all that its
    reading was made from, `days` are those on which it stays as it is: by the limit of reports and by the day of the site. The
    three kinds of problems are the fields of `Problem`, `references` those of `Reference`; `told` as in `Result`.
    `summary` is encoded, `sum` its digest. `documents` are the digests of those that are on the site, by path. `entries` stands
    for what the search knows of it.
    """

    stamps: dict[str, Stamp] = field(default_factory=dict)
    inputs: str = ""
    key: str = ""
    days: Sequence[str] = ()
    problems: list[list[str | int]] = field(default_factory=list)
    references: list[list[str | int | None]] = field(default_factory=list)
    told: list[list[str]] = field(default_factory=list)
    sum: str = ""
    documents: dict[str, str] = field(default_factory=dict)
    document_problems: list[list[str | int]] = field(default_factory=list)
    unread: list[list[str | int]] = field(default_factory=list)
    entries: str = ""
    pages: Pages = field(default_factory=Pages)
    summary: bytes = b""


@dataclass(slots=True)
class State:
    """All that is kept: `units` by address, `indexes` are the pages above them, `engine` what MkDocs built itself,
    `search` the indexes of the search by name, `tables` the joined tables of regions.

    `frames` are what was learned in that run, encoded; `crossed` are the problems between units, and the key of these. `titles`
    stands for what the search knows of all titles, `saved` for what stands in the file.
    """

    units: dict[str, Record] = field(default_factory=dict)
    indexes: Pages = field(default_factory=Pages)
    engine: Pages = field(default_factory=Pages)
    search: dict[str, Pages] = field(default_factory=dict)
    tables: dict[str, Pages] = field(default_factory=dict)
    frames: bytes = b""
    crossed: tuple[str, list[list[str | int]]] = ("", [])
    titles: str = ""
    saved: str = ""


def program() -> str:
    """What stands for the program: its modules, the templates of pages and annexes, and the style of pages for frames."""
    roots = (Path(__file__).parent, theme() / "pages", theme() / "embed")
    code = sorted(path for root in roots for path in root.rglob("*") if path.suffix in _CODE)
    files = [*code, drawing_style(), prepared_annex()]
    return digest(*(part for path in files for part in (path.name.encode(), path.read_bytes())))


def code() -> str:
    """What stands for the program and all that it runs with: Python and the versions of all packages beside it."""
    packages = sorted(path.name for place in {*sys.path} for path in Path(place).glob("*.dist-info"))
    return digest(program().encode(), sys.version.encode(), *map(os.fsencode, packages))


def load(file: Path, code: str) -> State:
    """The state in `file`, if it was written by the same `code`; else an empty one."""
    with suppress(OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        head, _, body = file.read_bytes().partition(b"\n")
        if json.loads(head) == [_FORM, code, saved := digest(body)]:
            state = _read(body.split(b"\n"))
            state.saved = saved
            return state
    return State()


def save(file: Path, code: str, state: State) -> None:
    """Write the state for the next build. Raises OSError."""
    body = b"\n".join(_lines(state))
    if state.saved == (saved := digest(body)):
        return
    state.saved = saved
    head = json.dumps([_FORM, code, saved]).encode()
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.new")
    beside.write_bytes(head + b"\n" + body)
    beside.replace(file)


def _lines(state: State) -> list[bytes]:
    search, tables = ({name: _pages(pages) for name, pages in found.items()} for found in (state.search, state.tables))
    above = [_pages(state.indexes), _pages(state.engine), search, tables, state.crossed, state.titles]
    lines = [_json(above), state.frames]
    for address, record in state.units.items():
        values = {name: getattr(record, name) for name in _FIELDS}
        lines += [_json([address, values, _pages(record.pages)]), record.summary]
    return lines


def _read(lines: list[bytes]) -> State:
    indexes, engine, search, tables, (key, crossed), titles = json.loads(lines[0])
    state = State({}, Pages(*indexes), Pages(*engine), frames=lines[1], crossed=(key, crossed), titles=titles)
    state.search = {name: Pages(*pages) for name, pages in search.items()}
    state.tables = {name: Pages(*pages) for name, pages in tables.items()}
    for head, summary in zip(lines[2::2], lines[3::2], strict=True):
        address, values, pages = json.loads(head)
        state.units[address] = Record(**values, pages=Pages(*pages), summary=summary)
    return state


_CODE = frozenset({".py", ".lark", ".j2", ".css"})
_FIELDS = [one.name for one in fields(Record) if one.name not in ("pages", "summary")]


def _pages(pages: Pages) -> list[object]:
    return [pages.key, pages.days, pages.files]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogateescape")
