"""An edition of the site: a round over all the data that also draws what has changed, and knows all that has not.

The pages of a region are drawn when its districts are made, for they tell of these; the pages above all regions, and the
search, at the end. What a unit tells of the plans of another one is known only when all are read: where the other one was
drawn without it, the whole round is made again, which then finds all but that one done.
"""

import json
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from generator.day import Day
from generator.executor import Perform
from generator.files import KeptFile, SiteFile, SourceFile, digest
from generator.folder import Unit
from generator.frame import Frames
from generator.history import Archive
from generator.ids import table_file
from generator.outputs.datapackage import region_table
from generator.pages.entries import TITLES, draw_entries, draw_titles
from generator.pages.markdown import Page
from generator.round import Round, holds
from generator.search import Indexes
from generator.settings import Publisher
from generator.site import OUTPUTS, Output, draw_district, make_indexes, make_region
from generator.state import Pages, Record, State
from generator.sync import LostError
from generator.task import Days, Result, Task, context_of, decode, finished, has_errors, read

_APART = 3
"""The sampled pages are the first of one district, the fourth of the next, and so on, for kinds come one after another."""


@dataclass(frozen=True, slots=True)
class Press:
    """What pages are drawn with: frames, a key that stands for them, the past of the files, the search, the site's address.

    `publisher` stands in the passport of the data, `outputs` are the kinds of files that the site gets beside its pages.
    """

    frames: Frames
    key: str
    archive: Archive
    search: Indexes
    site_url: str
    publisher: Publisher
    outputs: frozenset[Output] = OUTPUTS


class AgainError(Exception):
    """Something was drawn before all that it tells of was known: the round is to be made again."""


@dataclass(slots=True)
class _Region:
    """A region under way: the districts that are still being made, and whether all of them were told."""

    waiting: set[str] = field(default_factory=set)
    is_told: bool = False


class Edition(Round):
    """A round that draws; `kept` is where the entries of the search are kept from build to build."""

    def __init__(
        self,
        root: Path,
        reserved: Collection[str],
        days: tuple[date, date],
        state: State,
        perform: Perform,
        progress: Callable[[str], None],
        kept: Path,
    ) -> None:
        super().__init__(root, reserved, days, state, perform, progress)
        self._kept = kept
        self._press: Press | None = None
        self._regions: dict[str, _Region] = {}
        self._made: set[str] = set()
        self._searched: dict[str, str] = {}
        self._told: dict[str, dict[str, list[str]]] = {}
        for address, record in state.units.items():
            self._note_told(address, record.told)

    def samples(self, amount: int) -> list[Page]:
        """Some pages of districts from all over the data, of different kinds; fewer where there are errors."""
        districts = [unit for address, unit in self.units.items() if "/" in address]
        found: list[Page] = []
        for number in range(amount if districts else 0):
            task = self.task(districts[len(districts) * number // amount])
            reading, result = read(task)
            if reading.district and task.region and not has_errors(result.problems):
                pages = draw_district(reading.district, context_of(task, reading), self.as_of)
                found += deque(islice(pages, _APART * number + 1), maxlen=1)
            self.forget(task.address.partition("/")[0])
        return list({page.address: page for page in found}.values())

    def draw(self, press: Press) -> Iterator[SiteFile]:
        """Read all that may have changed and, where nothing has errors, draw it; gives the files made. Raises FrameError.

        Raises SearchError; AgainError where the round is to be made again, LostError where something kept has gone.
        """
        self._press = press
        for result in self._perform(self._tasks()):
            yield from self.take(result)
            self._regions[result.address.partition("/")[0]].waiting.discard(result.address)
            yield from self._finish_regions(press)
        self._tell()
        yield from self._finish_regions(press)
        self.has_errors = has_errors(self.problems())
        if not self.has_errors:
            self._check_told()
            yield from self._draw_indexes(press)
            for address, unit in self.units.items():
                yield from self._documents(unit, self.state.units[address])
            yield from self._search_files(press.search)

    def kept(self) -> Iterator[KeptFile]:
        """The files of the site that stay as they are; to be asked when all others are made."""
        return (KeptFile(path, digest_) for path, digest_ in self.files() if path not in self._made)

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and digest of all files of the site that are made of the data."""
        for record in self.state.units.values():
            yield from (*record.pages.files.items(), *record.documents.items())
        for pages in (self.state.indexes, *self.state.search.values(), *self.state.tables.values()):
            yield from pages.files.items()

    def stale_tables(self) -> dict[str, list[KeptFile]]:
        """The regions whose joined table is to be made anew, and its parts; to be asked when all else is made, and once."""
        parts: dict[str, list[KeptFile]] = {}
        for address, record in self.state.units.items():
            path = table_file(address) if address else ""
            if path in record.pages.files:
                parts.setdefault(address.partition("/")[0], []).append(KeptFile(path, record.pages.files[path]))
        known, self.state.tables = self.state.tables, {}
        stale = {}
        for region, files in parts.items():
            key = digest(*(f"{file.path} {file.digest}".encode() for file in files))
            pages = self.state.tables[region] = known.get(region, Pages())
            if pages.key != key:
                self.state.tables[region] = Pages(key)
                stale[region] = files
        return stale

    def join_table(self, region: str, parts: Iterable[bytes]) -> SiteFile:
        """The joined table of a region, of the bytes of its parts."""
        table = region_table(region, parts)
        table = SiteFile(table.path, table.data, digest(table.data))
        self.state.tables[region].files = {table.path: table.digest}
        return table

    # --- units ---

    def is_done(self, unit: Unit, record: Record) -> bool:
        """Whether the pages of a unit that is read are drawn as they would be now."""
        key, pages = self._page_key(unit, record), record.pages
        return key == pages.key != "" and holds(pages.days, self.as_of)

    def begin(self, address: str) -> None:
        """Take note that a unit is taken up."""
        if "/" not in address:
            self._tell()
            self._regions[address] = _Region()

    def task(self, unit: Unit, sources: Sequence[SourceFile] | None = None) -> Task:
        """What is to be done for a unit; when errors were found nothing more is drawn."""
        task, press = super().task(unit, sources), self._press
        if press is None or self.has_errors:
            return task
        past, told = press.archive.past(unit), self._told_to(unit.address)
        return replace(task, site_url=press.site_url, past=past, told=told, frames=press.frames, outputs=press.outputs)

    def take(self, result: Result) -> Iterator[SiteFile]:
        """Take note of what came of a unit; gives its pages."""
        address, record = result.address, self.state.units[result.address]
        self._note_told(address, result.told)
        files = list(super().take(result))
        if result.files is not None:
            record.entries = self._keep(result.entries)
            self._note_drawn(record.pages, self._page_key(self.units[address], record), files, result.drawn_on)
        yield from files

    def _tasks(self) -> Iterator[Task]:
        for task in super()._tasks():
            self._regions[task.address.partition("/")[0]].waiting.add(task.address)
            yield task

    def _tell(self) -> None:
        """No more districts come of the regions so far."""
        for region in self._regions.values():
            region.is_told = True

    def _page_key(self, unit: Unit, record: Record) -> str:
        """What stands for all that the pages of a unit are drawn from."""
        press, address = self._press, unit.address
        if press is None or not record.key:
            return ""
        around = [
            self.root.name,
            press.site_url,
            sorted(self.sizes(unit).items()),
            press.archive.key(unit),
            *self._told_to(address),
        ]
        below = () if "/" in address else (it.sum for it in self._below(address))
        return digest(*map(str.encode, (record.key, record.sum, press.key, json.dumps(around), *below)))

    def _below(self, region: str) -> list[Record]:
        """The districts of a region, as far as they could be read."""
        return [it for name, it in self.state.units.items() if name.startswith(f"{region}/") and it.summary]

    def _note_drawn(self, pages: Pages, key: str, files: Sequence[SiteFile], days: Days) -> Sequence[SiteFile]:
        pages.key, pages.days = key, [day.isoformat() for day in days]
        pages.files = {file.path: file.digest for file in files}
        self._made.update(pages.files)
        return files

    def _note_told(self, address: str, told: Iterable[Sequence[str]]) -> None:
        """Take note of what a unit tells of the plans of others."""
        for found in self._told.values():
            found.pop(address, None)
        for unit, report in told:
            self._told.setdefault(unit, {}).setdefault(address, []).append(report)

    def _told_to(self, address: str) -> tuple[str, ...]:
        """What others tell of the plans of a unit, as far as it is known."""
        found = self._told.get(address, {})
        return tuple(report for teller in sorted(found, key=lambda name: name.split("/")) for report in found[teller])

    def _check_told(self) -> None:
        """Raises AgainError where a unit was drawn with other reports on its plans than there are."""
        for address in self._told.keys() & self.units.keys():
            if not self.is_done(self.units[address], self.state.units[address]):
                raise AgainError(address)

    # --- above the districts ---

    def _finish_regions(self, press: Press) -> Iterator[SiteFile]:
        """The regions whose districts are all made."""
        for address in [address for address, region in self._regions.items() if region.is_told and not region.waiting]:
            del self._regions[address]
            record = self.state.units[address]
            if address and record.summary and not self.has_errors:
                below = self._below(address)
                if not self.is_done(self.units[address], record):
                    yield from self._draw_region(press, self.units[address], record, below)
                entries = [it.entries for it in (record, *below) if it.entries]
                self._search(press.search, address, entries)
            if address:
                self.forget(address)

    def _draw_region(self, press: Press, unit: Unit, record: Record, below: Iterable[Record]) -> Iterator[SiteFile]:
        above, day = self.reading(unit.address), Day.of(self.as_of)
        if above.reading.district is not None:
            task, districts = self.task(unit, above.task.sources), [decode(it.summary) for it in below]
            context = context_of(task, above.reading, decode(record.summary), districts)
            pages, beside = make_region(above.reading.district, districts, context, day, press.outputs)
            files = list(finished(press.frames, pages, beside, press.site_url, press.outputs))
            is_searched = Output.SEARCH in press.outputs
            record.entries = self._keep(draw_entries(above.reading.district, context, day)) if is_searched else ""
            yield from self._note_drawn(record.pages, self._page_key(unit, record), files, (day.first, day.last))

    def _draw_indexes(self, press: Press) -> Iterator[SiteFile]:
        """The pages above all regions, and the titles for the search."""
        records, pages = [record for record in self.state.units.values() if record.summary], self.state.indexes
        key = digest(
            *map(str.encode, (press.key, press.site_url, *astuple(press.publisher), *(record.sum for record in records)))
        )
        if key != pages.key or not holds(pages.days, self.as_of):
            day, summaries = Day.of(self.as_of), [decode(record.summary) for record in records]
            pages_of, beside = make_indexes(summaries, press.site_url, press.publisher, day, press.outputs)
            files = list(finished(press.frames, pages_of, beside, press.site_url, press.outputs))
            self.state.titles = self._keep(draw_titles(summaries)) if Output.SEARCH in press.outputs else ""
            yield from self._note_drawn(pages, key, files, (day.first, day.last))
        self._search(press.search, TITLES, [self.state.titles] if self.state.titles else [])

    def _documents(self, unit: Unit, record: Record) -> Iterator[SiteFile]:
        """The documents that are new or changed."""
        for path in sorted(unit.documents.keys() - record.documents.keys()):
            data = (self.root / path).read_bytes()
            record.documents[path] = digest(data)
            self._made.add(path)
            yield SiteFile(path, data, record.documents[path])

    # --- search ---

    def _search(self, search: Indexes, name: str, entries: Sequence[str]) -> None:
        """Let the index `name` be made of kept entries, if it is not made of the same already."""
        if entries:
            self._searched[name] = digest(*map(str.encode, (search.version, *entries)))
            known = self.state.search.get(name)
            if known and known.key == self._searched[name]:
                search.keep(name, self._searched[name])
            else:
                search.make(name, self._searched[name], lambda: self._entries(entries))

    def _search_files(self, search: Indexes) -> Iterator[SiteFile]:
        known, self.state.search = self.state.search, {}
        for name, key in (*self._searched.items(), ("", search.version if self._searched else "")):
            pages = self.state.search[name] = known.get(name, Pages())
            if pages.key != key:
                files = search.index(name) if name else search.script()
                found = [SiteFile(file.path, file.data, digest(file.data)) for file in files]
                yield from self._note_drawn(pages, key, found, (date.min, date.max))
        search.forget()
        used = {self.state.titles, *(record.entries for record in self.state.units.values())}
        for path in self._kept.iterdir() if self._kept.is_dir() else ():
            if path.name not in used:
                path.unlink()

    def _keep(self, entries: Iterable[SiteFile]) -> str:
        """Keep the entries of a unit; gives their name, empty if there are none."""
        found = [(entry.path, entry.data.decode()) for entry in sorted(entries)]
        data = json.dumps(found, ensure_ascii=False).encode()
        name = digest(data) if found else ""
        if name and not (self._kept / name).exists():
            self._kept.mkdir(parents=True, exist_ok=True)
            (self._kept / name).write_bytes(data)
        return name

    def _entries(self, names: Iterable[str]) -> Iterator[SiteFile]:
        """Kept entries. Raises LostError."""
        for name in names:
            try:
                data = (self._kept / name).read_bytes()
            except OSError as error:
                raise LostError(name) from error
            if digest(data) != name:
                (self._kept / name).unlink()
                raise LostError(name)
            yield from (SiteFile(path, text.encode()) for path, text in json.loads(data))
