"""A site built by increments is the site built from nothing, whatever was changed, renamed or removed before."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from workshop import DAY, ROOT, Workshop, tree

from generator import state
from generator.resources import prepared_annex
from generator.rules import Severity

PLAN = "oblast/rayon/2021-rost.yml"
REPORT = "oblast/rayon/alfa/reports/2021-05-20-razdel.yml"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def marks(site: Path) -> dict[str, int]:
    """When each page of a site was last written."""
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*.html")}


# --- nothing, one file, one day ---


def test_what_has_not_changed_is_not_touched(workshop: Workshop) -> None:
    first = workshop.build()
    assert workshop.drawn == ["oblast/rayon", "oblast/tikhiy", "primer/rayon"]
    before, stamp = tree(workshop.site), workshop.site.stat().st_ino
    assert workshop.build() == first
    assert workshop.drawn == []
    assert tree(workshop.site) == before
    assert workshop.site.stat().st_ino == stamp, "the generations were exchanged for nothing"


def test_files_that_were_only_touched_are_not_read_into_pages(workshop: Workshop) -> None:
    workshop.build()
    for path in workshop.data.rglob("*.yml"):
        os.utime(path)
    workshop.build()
    assert workshop.drawn == []
    shutil.copytree(workshop.data, workshop.folder / "copy")  # other inodes, other times, the same bytes
    shutil.rmtree(workshop.data)
    (workshop.folder / "copy").rename(workshop.data)
    workshop.build()
    assert workshop.drawn == []


def test_a_change_within_the_same_moment_is_seen(workshop: Workshop) -> None:
    """A file that was changed just before the build may be changed just after it without its size or time telling."""
    plan = workshop.data / PLAN
    now = time.time_ns() + 10**10  # as if the build came at once: the machine may be slow
    os.utime(plan, ns=(now, now))
    workshop.build()
    with plan.open("r+", encoding="utf-8") as file:
        text = file.read()
        file.seek(0)
        file.write(text.replace("а", "о", 1))
    os.utime(plan, ns=(now, now))
    workshop.build()
    assert tree(workshop.site) == workshop.clean()


def test_one_edit_makes_one_district_again(workshop: Workshop) -> None:
    workshop.build()
    workshop.build()
    edit(workshop.data / REPORT, "title: ", "title: Ещё раз — ")
    before = marks(workshop.site)
    workshop.build()
    assert workshop.drawn == ["oblast/rayon"]
    after = marks(workshop.site)
    changed = {path for path in after if after[path] != before[path]}
    assert changed
    pages = {path.removeprefix("embed/").removeprefix("lite/").removeprefix("data/v1/") for path in changed}
    assert all(path.startswith(("oblast/index", "oblast/feed", "oblast/rayon/", "index", "feed")) for path in pages), pages
    assert tree(workshop.site) == workshop.clean()


def test_a_template_of_a_region_comes_to_all_its_districts(workshop: Workshop) -> None:
    workshop.build()
    before = tree(workshop.site)
    with ZipFile(prepared_annex()) as prepared, ZipFile(workshop.data / "oblast/annex.docx", "w") as own:
        for name in prepared.namelist():
            own.writestr(name, prepared.read(name).replace(b'w:left="1134"', b'w:left="1700"'))
    workshop.build()
    assert workshop.drawn == ["oblast/rayon", "oblast/tikhiy"]
    after = tree(workshop.site)
    changed = {path for path in after if after[path] != before.get(path)} - {".roadmaps.json"}
    assert changed == {path for path in after if path.startswith("data/v1/oblast/") and path.endswith(".docx")}
    assert len(changed) == 4
    assert after == workshop.clean()


def days(workshop: Workshop) -> list[date]:
    """Days on both sides of many days that the data name, and far from all of them."""
    chosen = random.Random(6)
    return [DAY + timedelta(days=chosen.randint(-250, 400)) for _ in range(8)] + [date(2030, 1, 1), date(2030, 5, 17)]


def test_the_day_alone_makes_again_only_what_tells_of_it(workshop: Workshop) -> None:
    for day in days(workshop):
        workshop.build(day)
        assert tree(workshop.site) == workshop.clean(day), day
    assert workshop.drawn == [], "all plans are over: nothing depends on the day"
    before = marks(workshop.site)
    workshop.build(date(2029, 7, 1))
    assert workshop.drawn == []
    assert marks(workshop.site) == before


# --- anything at all ---


def rename(folder: Path, chosen: random.Random) -> None:
    source = chosen.choice(sorted(folder.rglob("reports/*.yml")))
    source.rename(source.with_name(f"{source.name[:10]}-drugoe-{chosen.randint(0, 99)}.yml"))


def reword(folder: Path, chosen: random.Random) -> None:
    source = chosen.choice(sorted(folder.rglob("*.yml")))
    lines = source.read_text("utf-8").splitlines(keepends=True)
    titles = [number for number, line in enumerate(lines) if line.strip().startswith("title: ")]
    if titles:
        number = chosen.choice(titles)
        lines[number] = lines[number].rstrip("\n") + f" {chosen.choice('абвгд')}\n"
        source.write_text("".join(lines), "utf-8")


def drop_report(folder: Path, chosen: random.Random) -> None:
    chosen.choice(sorted(folder.rglob("reports/*.yml"))).unlink()


def drop_school(folder: Path, chosen: random.Random) -> None:
    schools = sorted(path.parent for path in folder.rglob("school.yml"))
    if len(schools) > 1:
        shutil.rmtree(chosen.choice(schools))


def copy_district(folder: Path, chosen: random.Random) -> None:
    source = chosen.choice(sorted(path.parent for path in folder.rglob("district.yml")))
    shutil.copytree(source, source.with_name(f"rayon-{chosen.randint(0, 10**6)}"))


def drop_district(folder: Path, chosen: random.Random) -> None:
    districts = sorted(path.parent for path in folder.rglob("district.yml"))
    if len(districts) > 2:
        shutil.rmtree(chosen.choice(districts))


def change_document(folder: Path, chosen: random.Random) -> None:
    source = chosen.choice(sorted(folder.rglob("files/*.pdf")))
    source.write_bytes(source.read_bytes() + b"\n" * chosen.randint(1, 9))


def spoil(folder: Path, chosen: random.Random) -> None:
    source = chosen.choice(sorted(folder.rglob("*.yml")))
    source.write_text(source.read_text("utf-8") + "colour: red\n", "utf-8")


CHANGES: list[Callable[[Path, random.Random], None]] = [
    *(rename, reword, reword, reword, drop_report, drop_school, copy_district, drop_district, change_document, spoil)
]


@pytest.mark.parametrize("seed", range(3))
def test_random_changes_lead_to_the_site_built_from_nothing(workshop: Workshop, seed: int) -> None:
    """The last good data stay on the site while there are errors; two generations alternate all the time."""
    chosen = random.Random(seed)
    good = workshop.folder.parent / "good"
    workshop.build()
    shutil.copytree(workshop.data, good)
    published = tree(workshop.site)
    compared = 0
    for _ in range(10):
        for _ in range(chosen.randint(1, 2)):
            chosen.choice(CHANGES)(workshop.data, chosen)
        built = workshop.build()
        if built.manifest is None:
            assert any(fault.severity is Severity.ERROR for fault in built.problems)
            assert tree(workshop.site) == published
            shutil.rmtree(workshop.data)
            shutil.copytree(good, workshop.data)
            continue
        published, compared = tree(workshop.site), compared + 1
        assert published == workshop.clean()
        shutil.rmtree(good)
        shutil.copytree(workshop.data, good)
    assert compared > 3


# --- accidents ---


@pytest.mark.parametrize("harm", ["empty", "cut", "garbage", "foreign", "gone"])
def test_a_broken_state_is_as_none(workshop: Workshop, harm: str) -> None:
    workshop.build()
    before, file = tree(workshop.site), workshop.folder / "build/state"
    whole = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(
            {"empty": b"", "cut": whole[:-100], "garbage": b"\xff" * 99, "foreign": b"[0" + whole[2:]}[harm],
        )
    workshop.build()
    assert workshop.drawn == ["oblast/rayon", "oblast/tikhiy", "primer/rayon"]
    assert tree(workshop.site) == before


def test_another_program_makes_all_again(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop.build()
    monkeypatch.setattr("generator.making.code", lambda: "another")
    workshop.build()
    assert workshop.drawn == ["oblast/rayon", "oblast/tikhiy", "primer/rayon"]


def test_the_program_is_its_modules_and_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    monkeypatch.setattr(state, "theme", lambda: tmp_path / "theme")
    before = state.code()
    assert state.code() == before
    template = tmp_path / "theme/pages/crumbs.html.j2"
    template.write_text(template.read_text("utf-8") + "\n", "utf-8")
    assert state.code() != before


def is_framed(path: str) -> bool:
    """Whether the frame of the site is about it: lean pages have none."""
    return not path.startswith(("embed/", "lite/"))


def test_a_changed_theme_comes_to_every_page(workshop: Workshop) -> None:
    (workshop.folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", workshop.folder / "theme")
    workshop.build()
    edit(workshop.folder / "theme/overrides/partials/footer.html", "<footer", "<footer data-new")
    workshop.build()
    pages = {path: data for path, data in tree(workshop.site).items() if path.endswith(".html") and is_framed(path)}
    assert all(b"<footer data-new" in data for data in pages.values())
    assert tree(workshop.site) == workshop.clean()


def test_a_page_lost_from_both_generations_is_drawn_again(workshop: Workshop) -> None:
    workshop.build()
    before = tree(workshop.site)
    for folder in (workshop.site, workshop.folder / ".site-spare"):
        (folder / "oblast/rayon/index.html").unlink(missing_ok=True)
    workshop.build()
    assert tree(workshop.site) == before


def test_a_page_changed_by_another_hand_is_put_right(workshop: Workshop) -> None:
    workshop.build()
    before = tree(workshop.site)
    (workshop.site / "oblast/rayon/index.html").write_text("by hand")
    workshop.build()
    assert tree(workshop.site) == before


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from generator import disk, making, sync
from generator.project import Project
left = int(sys.argv[2])
def write(*arguments):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), 9)
    disk.write(*arguments)
sync.write = write
making.build(Project(Path(sys.argv[1])), Path(sys.argv[1]) / "site", (date(2021, 6, 30), date(2021, 6, 30)))
"""


@pytest.mark.parametrize("writes", [0, 1, 7, 40])
def test_a_killed_build_leaves_the_old_site_and_the_next_is_whole(workshop: Workshop, writes: int) -> None:
    workshop.build()
    before = tree(workshop.site)
    edit(workshop.data / PLAN, "title: ", "title: Новый — ")
    edit(workshop.data / REPORT, "title: ", "title: Новый — ")
    command = [sys.executable, "-c", KILLED, str(workshop.folder), str(writes)]
    killed = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    if killed.returncode == -signal.SIGKILL:
        assert tree(workshop.site) == before
    else:
        assert writes == 40, "the build wrote less than was thought"
    workshop.build()
    assert tree(workshop.site) == workshop.clean()


def test_the_check_reads_only_what_changed(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import making

    def check() -> tuple[list[str], list[str]]:
        read: list[str] = []

        def perform(tasks):
            from generator.task import perform as do

            for task in tasks:
                read.append(task.address)
                yield do(task)

        problems = making.check(workshop.data, (DAY, DAY), perform)
        return read, [problem.as_text() for problem in problems]

    everything = ["oblast/rayon", "oblast/tikhiy", "primer/rayon"]
    read, first = check()
    assert read == everything
    assert check() == ([], first)
    (workshop.data / REPORT).write_text("colour: red\n", "utf-8")
    read, faulty = check()
    assert read == ["oblast/rayon"]
    assert any("colour" in line for line in faulty)
    assert check() == ([], faulty)
    edit(workshop.data / "oblast/region.yml", "title: ", "title: Новая ")
    assert check()[0] == ["oblast/rayon", "oblast/tikhiy"]
