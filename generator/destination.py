"""Where a new file of the data goes: its folder, its permanent name, what it may refer to; and how it gets there."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from generator import data
from generator.console import data_roots
from generator.disk import disk_errors, write
from generator.ids import RESERVED, closest, is_id
from generator.problem import Problem
from generator.project import Project, today
from generator.question import ask
from generator.reading import PROFILES


@dataclass(frozen=True, slots=True)
class Destination:
    """The data folder `root`; `inside` is the address of the folder in it in which the command was called, if it was."""

    root: Path
    inside: str

    @classmethod
    def here(cls) -> "Destination":
        """The data of the current folder. Raises PathError if there are none."""
        ((root, (inside,)),) = data_roots([Path()]).items()
        return cls(root, inside)

    @property
    def project(self) -> Project:
        """The project that the data belong to."""
        return Project(self.root.parent)

    def today(self) -> date:
        """The day it is at the site, or by SOURCE_DATE_EPOCH."""
        return today(self.project.settings(), os.environ.get("SOURCE_DATE_EPOCH"))

    def ask_folder(self, given: str | None, words: str, depths: Iterable[int]) -> str:
        """The address of a region (depth 1), a district (2) or a school (3) that is there; a single one is suggested."""
        known = [address for depth in depths for address in self._addresses(depth)]
        if not known:
            raise click.UsageError(f"{words.lower()}: здесь ещё ничего нет. Сначала заведите область, район и школу.")
        suggested = self.inside if self.inside in known else known[0] if len(known) == 1 else None
        return ask("--in", given, words, _one_of(known, "папки с описанием"), suggested)

    def new_id(self, folder: str, given: str | None, suggested: str) -> str:
        """The address of what is to be called `given` in `folder`; nothing of that name may be there."""

        def judge(id_: str) -> str:
            if not is_id(id_):
                raise ValueError(f"«{id_}» не имя. В нём бывают строчные латинские буквы, цифры и дефис, до 60 знаков.")
            if id_ in RESERVED or (not folder and id_ in self.project.reserved()) or f"{id_}.yml" in PROFILES.values():
                raise ValueError(f"имя «{id_}» занято самим сайтом. Назовите иначе.")
            address = f"{folder}/{id_}".lstrip("/")
            taken = next((path for path in (address, f"{address}.yml") if os.path.lexists(self.root / path)), None)
            if taken:
                raise ValueError(f"{taken} уже есть. Назовите иначе.")
            return address

        return ask("--id", given, "Имя для адреса, навсегда", judge, suggested or None)

    def new_report(self, owner: str, day: date, given: str | None, suggested: str) -> str:
        """The path of a new report; a suggested word that the day has already gets a number."""
        name = suggested
        for number in range(2, 100):
            if not os.path.lexists(self.root / _report(owner, day, name)):
                break
            name = f"{suggested}-{number}"

        def judge(word: str) -> str:
            if not is_id(f"{day}-{word}"):
                raise ValueError(f"«{word}» не годится для имени файла. Нужны строчные латинские буквы, цифры и дефис.")
            if os.path.lexists(self.root / _report(owner, day, word)):
                raise ValueError(f"{_report(owner, day, word)} уже есть. Назовите иначе.")
            return _report(owner, day, word)

        return ask("--word", given, "Слово для имени файла, латиницей", judge, name)

    def project_of(self, address: str) -> Callable[[str], str]:
        """Judges the id of a project that can be named at `address`: the nearest upwards."""
        folders = ["projects", *(f"{folder}/projects" for folder in _upwards(address))]
        return _one_of([path.stem for folder in folders for path in self._files(folder)], "файла проекта")

    def plans(self, address: str) -> list[str]:
        """The addresses of the plans of the folder `address` and of those above it, its own first."""
        files = [f"{folder}/{path.stem}" for folder in _upwards(address) for path in self._files(folder)]
        return [plan for plan in files if f"{plan.rpartition('/')[2]}.yml" not in PROFILES.values()]

    def plan(self, address: str) -> str:
        """Judges the address of a plan: any that is there."""
        names = ["*/" * depth + "*.yml" for depth in (1, 2, 3)]
        found = (path.relative_to(self.root).with_suffix("").as_posix() for name in names for path in self.root.glob(name))
        plans = [plan for plan in found if f"{plan.rpartition('/')[2]}.yml" not in PROFILES.values()]
        return _one_of(plans, "плана")(address)

    def create(self, path: str, content: str) -> None:
        """Write the file and the folder it lies in; what is there already is never touched."""
        file = self.root / path
        with disk_errors(file):
            if file.parent.is_symlink():
                raise click.UsageError(f"{file.parent} — ссылка. Запишите файл в саму папку.")
            file.parent.mkdir(exist_ok=True)
            try:
                write(file, content.encode(), os.O_EXCL)
            except FileExistsError:
                raise click.UsageError(f"{file} уже есть. Файл не изменён.") from None

    def check(self, path: str) -> list[Problem]:
        """What the check says of the file."""
        now = self.today()
        checked = data.check(self.root, self.project.reserved(), now, now, lambda _address: None)
        return [fault for fault in checked.problems if fault.file == path]

    def _addresses(self, depth: int) -> Iterator[str]:
        profile = ("region.yml", "district.yml", "school.yml")[depth - 1]
        for path in sorted(self.root.glob("*/" * depth + profile)):
            yield path.parent.relative_to(self.root).as_posix()

    def _files(self, folder: str) -> list[Path]:
        return sorted((self.root / folder).glob("*.yml"))


def _upwards(address: str) -> list[str]:
    """The folders from `address` up to the region."""
    parts = address.split("/")
    return ["/".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _report(owner: str, day: date, word: str) -> str:
    return f"{owner}/reports/{day.isoformat()}-{word}.yml"


def _one_of(known: list[str], what: str) -> Callable[[str], str]:
    def judge(answer: str) -> str:
        if answer in known:
            return answer
        meant = closest(answer, known)
        hint = f"Возможно, «{meant}»." if meant else f"Есть: {', '.join(known[:20]) or 'пока ничего'}."
        raise ValueError(f"нет {what} «{answer}». {hint}")

    return judge
