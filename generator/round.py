"""A round over all the data: every unit read, each forgotten before the next; what has not changed is not touched.

The key of a unit stands for all it is made from, and its days are those on which the same would come of it; what has the key of
last time, on one of these days, is not made again. The federal projects and the regions' own files are read here, for others
are made with them. The districts are tasks, which may be performed anywhere.
"""

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.checks.references import Reference, Target, check_references
from generator.executor import Perform, alone
from generator.files import SiteFile, SourceFile, digest
from generator.folder import Unit, survey
from generator.problem import Mark, Problem
from generator.reading import Reading
from generator.rules import Severity
from generator.state import Record, State
from generator.task import Result, Task, addresses, decode, has_errors, read, rows_of

_RACY = 2_000_000_000
"""A file changed in the last two seconds (in ns) may change again without its stamp telling it: it is read again next time."""


@dataclass(frozen=True, slots=True)
class Above:
    """A region's own files, or the federal projects, as they were read: others are made with them."""

    task: Task
    reading: Reading
    result: Result


class Round:
    """One round over all units below the data folder `root`; `state` is brought up to date.

    `reserved` are names at the top of the site. `days` are the day that the pages show and the day it is: no report can be
    dated after both (a site may be built as of a day long past). `perform` does the tasks, `progress` is told of each unit.
    """

    def __init__(
        self,
        root: Path,
        reserved: Collection[str],
        days: tuple[date, date],
        state: State,
        perform: Perform = alone,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.root, self.state = root, state
        self.as_of, self.limit = days[0], max(days)
        self._perform, self._progress = perform, progress
        self._begun = time.time_ns()
        units, self._named = survey(root, reserved)
        self.units = {unit.address: unit for unit in units}
        self.has_errors = has_errors(self._named)
        self._readings: dict[str, Above] = {}
        state.units = {address: state.units.get(address) or Record() for address in self.units}  # in the sequence of addresses

    def make(self) -> Iterator[SiteFile]:
        """Read all that may have changed; gives the files of the site that were drawn on the way: none."""
        for result in self._perform(self._tasks()):
            yield from self.take(result)
        self.has_errors = has_errors(self.problems())

    def problems(self) -> list[Problem]:
        """Every problem of the data; to be asked when all is read."""
        found = [*self._named]
        for record in self.state.units.values():
            found += _problems(record)
        return sorted({*found, *self._crossed(found)})

    # --- for those who draw ---

    def is_done(self, _unit: Unit, _record: Record) -> bool:
        """Whether nothing is to be done for a district that is read."""
        return True

    def begin(self, _address: str) -> None:
        """Take note that a unit is taken up; a region comes before its districts, the federal projects before all."""

    def task(self, unit: Unit, sources: Sequence[SourceFile] | None = None) -> Task:
        """What is to be done for a unit; its `sources` are read unless they are given."""
        above = self.reading(_above(unit.address)) if unit.address else None
        return Task(
            address=unit.address,
            schools=tuple(unit.schools),
            sources=tuple(unit.read(self.root)[0] if sources is None else sources),
            documents=frozenset(unit.documents),
            above=above.reading if above else Reading(None, [], {}),
            region=decode(above.result.summary) if above and above.result.summary else None,
            sizes=self.sizes(unit),
            root=self.root.name,
            as_of=self.as_of,
            limit=self.limit,
        )

    def reading(self, address: str) -> Above:
        """The reading of a region, or of the federal projects."""
        if address not in self._readings:
            self._readings[address] = self._read(self.units[address])
        return self._readings[address]

    def forget(self, address: str) -> None:
        """Forget the reading of a region, when nothing more is made with it."""
        self._readings.pop(address, None)

    def take(self, result: Result) -> Iterator[SiteFile]:
        """Take note of what came of a unit; gives the files that were drawn."""
        record = self.state.units[result.address]
        record.problems = [list(astuple(fault)) for fault in result.problems]
        record.references = [_fields(reference) for reference in result.references]
        record.told = [list(one) for one in result.told]
        record.summary, record.sum = result.summary, digest(result.summary)
        record.days = [day.isoformat() for day in (*result.read_on, *result.told_on)]
        self._note(result.problems)
        yield from result.files or ()

    # --- reading ---

    def _tasks(self) -> Iterator[Task]:
        """What is to be done for the districts; what lies above them is read on the way."""
        for address, unit in self.units.items():
            self._progress(address)
            self.begin(address)
            record = self.state.units[address]
            sources = self._look(unit, record)
            is_read = self._is_read(unit, record)
            self._note(_problems(record) if is_read else map(_problem, (*record.unread, *record.document_problems)))
            if is_read and ("/" not in address or self.is_done(unit, record)):
                continue
            record.key = self._key(unit, record)
            if "/" in address:
                yield self.task(unit, sources)
            else:
                self._readings[address] = self._read(unit, sources)
                list(self.take(self._readings[address].result))

    def _read(self, unit: Unit, sources: Sequence[SourceFile] | None = None) -> Above:
        task = self.task(unit, sources)
        return Above(task, *read(task))

    def _note(self, problems: Iterable[Problem]) -> None:
        self.has_errors = self.has_errors or has_errors(problems)

    def _look(self, unit: Unit, record: Record) -> Sequence[SourceFile] | None:
        """Judge the documents of a unit and read its sources; None if neither can have changed since they were recorded."""
        known, stamps = record.stamps, unit.stamps
        record.stamps = {path: stamp for path, stamp in stamps.items() if stamp[1] < self._begun - _RACY}
        record.documents = {path: it for path, it in record.documents.items() if known.get(path) == stamps.get(path)}
        if len(known) != len(stamps) or any(known.get(path) != stamps[path] for path in unit.documents):
            record.document_problems = [list(astuple(fault)) for fault in unit.check_documents(self.root)]
        if record.inputs and all(known.get(path) == stamps[path] for path in unit.sources):
            return None
        sources, faults = unit.read(self.root)
        record.unread = [list(astuple(fault)) for fault in faults]
        # What cannot be read now may be read next time, though it looks the same.
        record.inputs = "" if faults else digest(*(part for file in sources for part in (file.path.encode(), file.data)))
        return sources

    def _key(self, unit: Unit, record: Record) -> str:
        """What stands for all that a unit is read from; empty if it has to be read in any case."""
        above = self.state.units.get(_above(unit.address)) if unit.address else Record(key="-")
        if not record.inputs or above is None or not above.key:
            return ""
        names = json.dumps([unit.schools, unit.sources, sorted(unit.documents)])
        return digest(*map(str.encode, (record.inputs, above.key, above.sum, names)))

    def _is_read(self, unit: Unit, record: Record) -> bool:
        key, days = self._key(unit, record), record.days
        return key == record.key != "" and holds(days[:2], self.limit) and holds(days[2:], self.as_of)

    def _crossed(self, found: Iterable[Problem]) -> list[Problem]:
        """The problems between units: references that lead nowhere."""
        faulty = sorted({fault.file for fault in found if fault.severity is Severity.ERROR})
        units = self.state.units
        told = [
            [address, self.units[address].schools, self.units[address].sources, it.sum, it.references]
            for address, it in units.items()
        ]
        key = digest(json.dumps([faulty, told]).encode(errors="surrogatepass"))
        if key != self.state.crossed[0]:
            pages: dict[str, Target] = {}
            for address, unit in self.units.items():
                pages |= addresses(address, unit.schools, unit.sources)
            references = [_reference(fields) for record in units.values() for fields in record.references]
            named = {reference.address for reference in references if reference.row}
            owners = {"/".join(address.split("/")[:depth]) for address in named for depth in (1, 2)}
            rows = rows_of(
                (decode(units[owner].summary) for owner in sorted(owners & units.keys()) if units[owner].summary), found
            )
            problems = check_references(references, pages, rows)
            self.state.crossed = key, [list(astuple(fault)) for fault in problems]
        return list(map(_problem, self.state.crossed[1]))

    def sizes(self, unit: Unit) -> dict[str, int]:
        """The documents that the pages of a unit can lead to."""
        return {**self.units[""].documents, **self.units[unit.address.partition("/")[0]].documents, **unit.documents}


def _above(address: str) -> str:
    """The unit in which a unit lies: the region of a district, and for a region the federal projects, which have no address."""
    return address.rpartition("/")[0]


def holds(days: Sequence[str], day: date) -> bool:
    """Whether `day` is one of the days from the first to the last of `days`."""
    return len(days) == 2 and days[0] <= day.isoformat() <= days[1]


def _problem(fields: Sequence[Any]) -> Problem:
    return Problem(*fields)


def _problems(record: Record) -> Iterator[Problem]:
    return map(_problem, (*record.unread, *record.document_problems, *record.problems))


def _fields(reference: Reference) -> list[str | int | None]:
    mark = reference.mark
    return [reference.file, mark.line, mark.column, reference.address, reference.target.value, reference.row]


def _reference(fields: Sequence[Any]) -> Reference:
    file, line, column, address, target, row = fields
    return Reference(file, Mark(line, column), address, Target(target), row)
