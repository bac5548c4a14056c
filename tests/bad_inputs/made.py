"""Inputs that are better made than kept: big ones, and those that are not a file but a folder, a link or a name.

Each function changes a copy of the valid data; its name is the id of the case in `index.tsv`.
"""

import os
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from judging import TINY, put

PLAN = "oblast/rayon/2026-rost.yml"
MADE: dict[str, Callable[[Path], None]] = {}
BIG: dict[str, Callable[[Path], None]] = {}
"""Those that would take long, or much memory, or the process with them: judged in a process with limits."""


def made(function: Callable[[Path], None]) -> Callable[[Path], None]:
    MADE[function.__name__] = function
    return function


def big(function: Callable[[Path], None]) -> Callable[[Path], None]:
    BIG[function.__name__] = function
    return function


def plan(old: str = "", new: str = "") -> str:
    text = (TINY / PLAN).read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)


def rows(numbers: Iterable[object], indent: str = "", **cells: Callable[[object], str]) -> str:
    """Activities with these numbers and with cells made from them."""
    lines = []
    for number in numbers:
        lines += [f'  - number: "{number}"', "    title: Мероприятие"]
        lines += [f"    {key}: {cell(number)}" for key, cell in cells.items()]
    return "".join(f"{indent}{line}\n" for line in lines)


def with_rows(text: str, count: int, **cells: Callable[[object], str]) -> str:
    return text[: text.index("activities:\n")] + "activities:\n" + rows(range(count), **cells)


# Big files


@big
def deep_flow_30k(root: Path) -> None:
    put(root, PLAN, "title: " + "[" * 30_000 + "]" * 30_000 + "\n")


@big
def deep_flow_unclosed(root: Path) -> None:
    put(root, PLAN, "title: " + "[" * 30_000)


@big
def deep_block_600(root: Path) -> None:
    put(root, PLAN, "".join(f"{'  ' * depth}k:\n" for depth in range(600)) + "  " * 600 + "v\n")


@big
def deep_dashes(root: Path) -> None:
    put(root, PLAN, "- " * 150_000 + "x\n")


@big
def wide_list(root: Path) -> None:
    put(root, PLAN, plan("[shkola-1, shkola-2]", "[" + "s, " * 300_000 + "s]"))


@big
def many_keys(root: Path) -> None:
    put(root, PLAN, plan() + "".join(f"k{number}: 1\n" for number in range(45_000)))


@big
def many_rows(root: Path) -> None:
    head = plan()[: plan().index("activities:\n")]
    sections = (
        f"  - title: Раздел {section}\n    activities:\n"
        + rows((f"{section}.{number}" for number in range(667)), "    ", deadline=lambda number: "15.10.2026")
        for section in (1, 2, 3)
    )
    put(root, PLAN, head + "sections:\n" + "".join(sections))


@big
def many_nodes(root: Path) -> None:
    cells = "implements: [" + ", ".join(["x"] * 60) + "]"
    put(root, PLAN, with_rows(plan(), 1_900, result=lambda number: f"Справка\n    {cells}"))


@big
def over_a_megabyte(root: Path) -> None:
    text = plan()
    put(root, PLAN, text + "#" * (1_000_001 - len(text.encode())))


@big
def one_long_line(root: Path) -> None:
    put(root, PLAN, "title: " + "а" * 499_000 + "\n")


@big
def blank_megabyte(root: Path) -> None:
    put(root, PLAN, "\n" * 1_000_000)


@big
def many_conflicts(root: Path) -> None:
    put(root, PLAN, "<<<<<<< a\n" * 99_000)


@big
def many_nbsp_lines(root: Path) -> None:
    put(root, PLAN, plan() + "    note: |\n" + "      \u00a0- да\n" * 400)


@big
def many_parties(root: Path) -> None:
    parties = "".join(f"  - name: участник проекта номер {number}\n    level: all\n" for number in range(1_900))
    text = plan("parties:\n", "parties:\n" + parties)
    put(
        root,
        PLAN,
        with_rows(text, 130, deadline=lambda number: "15.10.2026", responsible=lambda number: "участник проекта " * 110),
    )


@big
def many_unreadable_deadlines(root: Path) -> None:
    text = with_rows(plan(), 1_900, deadline=lambda number: f"до {number} мая, затем через {number} дней")
    put(root, PLAN, text)


@big
def quadratic_brackets(root: Path) -> None:
    put(root, PLAN, plan("Мониторинг качества знаний", '"' + "[" * 20_000 + '"'))


# Links and devices


@made
def symlink_file(root: Path) -> None:
    (root / "oblast/rayon/2027-rost.yml").symlink_to("../2026-rost.yml")


@made
def symlink_folder(root: Path) -> None:
    (root / "oblast/rayon/shkola-3").symlink_to("shkola-1")


@made
def symlink_loop(root: Path) -> None:
    (root / "oblast/rayon/petlya").symlink_to("..")


@made
def symlink_dangling(root: Path) -> None:
    (root / "oblast/rayon/2027-rost.yml").symlink_to("nowhere.yml")


@made
def pipe(root: Path) -> None:
    os.mkfifo(root / "oblast/rayon/2027-rost.yml")


# Names that are one


@made
def case_twins(root: Path) -> None:
    put(root, "oblast/rayon/files/polozhenie.PDF", "%PDF-1.4")


@made
def nfc_nfd_twins(root: Path) -> None:
    for form in ("NFC", "NFD"):
        put(root, "oblast/rayon/" + unicodedata.normalize(form, "йод.yml"), plan())


@made
def slug_twins(root: Path) -> None:
    put(root, "oblast/rayon/shkola-1.yml", plan())


@made
def plan_named_as_district(root: Path) -> None:
    put(root, "oblast/rayon.yml", (TINY / "oblast/2026-rost.yml").read_bytes())


@made
def broken_plan_named_as_school(root: Path) -> None:
    put(root, "oblast/rayon/shkola-1.yml", "")


# Folders and files that are something else


@made
def dir_named_yml(root: Path) -> None:
    (root / "oblast/rayon/2027-rost.yml").mkdir()


@made
def dir_named_profile(root: Path) -> None:
    (root / "oblast/rayon/shkola-2/school.yml").unlink()
    (root / "oblast/rayon/shkola-2/school.yml").mkdir()


@made
def yaml_extension(root: Path) -> None:
    put(root, "oblast/rayon/2027-rost.yaml", plan())


@made
def upper_extension(root: Path) -> None:
    put(root, "oblast/rayon/2027-rost.YML", plan())


@made
def foreign_file(root: Path) -> None:
    put(root, "oblast/rayon/plan.docx", b"PK\x03\x04")


@made
def foreign_folder(root: Path) -> None:
    put(root, "oblast/rayon/shkola-1/foto/1.jpg", b"\xff\xd8\xff")


@made
def lock_file(root: Path) -> None:
    put(root, "oblast/rayon/~$plan.yml", b"")


@made
def backup_file(root: Path) -> None:
    put(root, PLAN + "~", plan())


@made
def ignored_files(root: Path) -> None:
    for name in (".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"):
        put(root, f"oblast/rayon/{name}", b"")
    put(root, "README.md", "Данные.\n")


@made
def document_upper_case(root: Path) -> None:
    put(root, "oblast/rayon/files/Prikaz.PDF", "%PDF-1.4")


@made
def document_of_other_kind(root: Path) -> None:
    put(root, "oblast/rayon/files/prikaz.exe", b"MZ")


@made
def document_in_subfolder(root: Path) -> None:
    put(root, "oblast/rayon/files/2021/prikaz.pdf", "%PDF-1.4")


@made
def xlsx_named_yml(root: Path) -> None:
    put(root, PLAN, b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xff\xff")


@made
def doc_named_yml(root: Path) -> None:
    put(root, PLAN, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64))


@made
def pdf_named_yml(root: Path) -> None:
    put(root, PLAN, "%PDF-1.4\n")


@made
def rtf_named_yml(root: Path) -> None:
    put(root, PLAN, "{\\rtf1\\ansi title: x}\n")


@made
def png_named_yml(root: Path) -> None:
    put(root, PLAN, b"\x89PNG\r\n\x1a\n" + bytes(16))


# Hostile and careless names


@made
def newline_in_name(root: Path) -> None:
    put(root, "oblast/rayon/a\n\x1b[2Jb.yml", plan())


@made
def workflow_command_in_name(root: Path) -> None:
    put(root, "oblast/rayon/\n::error file=x::y.yml", plan())


@made
def shell_in_name(root: Path) -> None:
    put(root, "oblast/$(touch pwned); rm -rf [bold]/district.yml", "title: x\n")


@made
def not_utf8_name(root: Path) -> None:
    put(root, os.fsdecode("oblast/rayon/приказ.yml".encode("cp1251")), plan())


@made
def russian_name(root: Path) -> None:
    put(root, "oblast/rayon/план.yml", plan())


@made
def russian_region(root: Path) -> None:
    put(root, "Вымышленная область/region.yml", "title: x\n")


@made
def long_name(root: Path) -> None:
    put(root, f"oblast/rayon/{'a' * 61}.yml", plan())


@made
def hidden_folder(root: Path) -> None:
    put(root, ".git/config", "x")


@made
def foreign_file_at_the_top(root: Path) -> None:
    put(root, "plan.txt", "x")


@made
def foreign_file_in_reports(root: Path) -> None:
    put(root, "oblast/rayon/shkola-1/reports/foto.jpg", b"\xff\xd8\xff")


# Profiles


@made
def two_profiles_misspelt(root: Path) -> None:
    (root / "oblast/rayon/shkola-2/school.yml").rename(root / "oblast/rayon/shkola-2/School.yml")
    put(root, "oblast/rayon/shkola-2/Schoool.yml", "title: x\n")


@made
def profile_misspelt(root: Path) -> None:
    (root / "oblast/rayon/shkola-1/school.yml").rename(root / "oblast/rayon/shkola-1/shcool.yml")


@made
def profile_capital(root: Path) -> None:
    (root / "oblast/rayon/shkola-1/school.yml").rename(root / "oblast/rayon/shkola-1/School.yml")


@made
def profile_homoglyph(root: Path) -> None:
    (root / "oblast/rayon/district.yml").rename(root / "oblast/rayon/distri\u0441t.yml")


@made
def profile_of_other_folder(root: Path) -> None:
    (root / "oblast/rayon/district.yml").rename(root / "oblast/rayon/region.yml")


@made
def profile_of_other_folder_too(root: Path) -> None:
    put(root, "oblast/rayon/school.yml", "title: x\n")


@made
def profile_missing(root: Path) -> None:
    (root / "oblast/rayon/shkola-1/school.yml").unlink()


# Names that the site needs


@made
def reserved_roadmap(root: Path) -> None:
    put(root, "oblast/rayon/search.yml", plan())


@made
def reserved_school(root: Path) -> None:
    put(root, "oblast/rayon/templates/school.yml", "title: x\n")


@made
def reserved_region(root: Path) -> None:
    put(root, "embed/region.yml", "title: x\n")


@made
def reserved_project(root: Path) -> None:
    put(root, "projects/all.yml", (TINY / "projects/rost.yml").read_bytes())


@made
def reserved_by_content(root: Path) -> None:
    put(root, "oblast/rayon/o-proekte.yml", plan())


@made
def region_named_as_content(root: Path) -> None:
    put(root, "o-proekte/region.yml", "title: x\n")


@made
def project_twice(root: Path) -> None:
    put(root, "oblast/projects/rost.yml", (TINY / "projects/rost.yml").read_bytes())


@made
def broken_project(root: Path) -> None:
    put(root, "projects/rost.yml", "")
