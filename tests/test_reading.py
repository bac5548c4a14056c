"""Reading units of the data from memory: all faults in one run, none told of twice, and never a traceback."""

import re
from datetime import date

import pytest
from judging import AS_OF, TINY

from generator.checks.references import Reference
from generator.files import SourceFile
from generator.model import Roadmap
from generator.plan import make_plan, section_year
from generator.reading import Reading, read_district, read_federal, read_region
from generator.schema import validate
from generator.source import read

PLAN = "oblast/rayon/2026-rost.yml"
SCHOOLS = ("shkola-1", "shkola-2")
FILES = {path.relative_to(TINY).as_posix(): path.read_text("utf-8") for path in sorted(TINY.rglob("*.yml"))}
DOCUMENTS = frozenset({"oblast/rayon/files/polozhenie.pdf"})
NOTHING = Reading(None, [], {})


def sources(files: dict[str, str], start: str) -> list[SourceFile]:
    return [SourceFile(path, text.encode()) for path, text in files.items() if path.startswith(start)]


def district(changes: dict[str, str], today: date = AS_OF) -> Reading:
    """The district of the valid data with some files changed, read without a disk."""
    files = FILES | changes
    federal = read_federal(sources(files, "projects/"), frozenset(), today)
    own = [file for file in sources(files, "oblast/") if not file.path.startswith("oblast/rayon/")]
    region = read_region("oblast", own, frozenset(), federal, today)
    return read_district("oblast/rayon", SCHOOLS, sources(files, "oblast/rayon/"), DOCUMENTS, region, today)


def plan(old: str, new: str) -> dict[str, str]:
    assert old in FILES[PLAN]
    return {PLAN: FILES[PLAN].replace(old, new, 1)}


def told(reading: Reading) -> list[str]:
    return [problem.code for problem in reading.problems]


def test_the_valid_district() -> None:
    reading = district({})
    assert reading.problems == []
    found = reading.district
    assert found is not None
    assert [plan.address for plan in found.plans] == ["oblast/rayon/2026-rost"]
    assert [(school.id, len(school.plans), len(school.reports)) for school in found.schools] == [
        ("shkola-1", 0, 1),
        ("shkola-2", 0, 0),
    ]
    assert found.files == {"files/polozhenie.pdf"}
    assert set(reading.projects) == {"rost"}


# Faults of many kinds in one run


def test_faults_of_shape_do_not_hide_others() -> None:
    text = FILES[PLAN]
    for old, new in (
        ("title: Дорожная", "titel: Дорожная"),
        ("  date: 2026-08-28", "  date: 28.08.2026"),
        ("[shkola-1, shkola-2]", "[shkola-1, shkola-3]"),
        ("    deadline: 15.10.2026", "    deadlin: 15.10.2027"),
        ("responsible: Петрова А. С.", "responsible: Сидоров А. С."),
        ("    result: Справка", "    result: [Справка]"),
    ):
        text = text.replace(old, new, 1)
    codes = told(district({PLAN: text}))
    assert sorted(codes) == ["D01", "D06", "R03", "R06", "S01", "S01", "S02", "S03"]


def test_each_file_is_judged_whatever_the_others() -> None:
    broken = dict.fromkeys((path for path in FILES if path.startswith("oblast/rayon/")), "title: [")
    reading = district(broken)
    assert {problem.file for problem in reading.problems} == set(broken)
    assert set(told(reading)) == {"Y06"}


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        # one fault, one problem
        ("parties:", "partys:", ["S01"]),
        ("parties:", "stakeholders:", ["S01"]),
        ("columns:", "графы:", ["S01", "S02"]),
        ("project: rost", "project: 5+", ["S07"]),
        ("period: 2026-09-01/2027-05-31", "period: [2026, 2027]", ["S03"]),
        ("    level: municipal", "    level: районный", ["S04"]),
        ("  - name: Петрова А. С.\n", "  - nam: Петрова А. С.\n", ["S01", "S02"]),
        ("  - name: Петрова А. С.\n", "  - title: Петрова А. С.\n", ["S01", "S02"]),
        ("  - key: result\n", "  - key: Результат\n", ["S07"]),
        ("    deadline: 15.10.2026\n", "    deadline: [15.10.2026]\n", ["S03"]),
        ('  - number: "1.1"\n', "  - number: [1]\n", ["S03"]),
        ("parent: oblast/2026-rost", "parent: Область", ["S09"]),
    ],
)
def test_what_only_follows_is_not_told(old: str, new: str, codes: list[str]) -> None:
    assert sorted(told(district(plan(old, new)))) == codes


def test_a_project_with_faults_is_not_missing() -> None:
    for text in ("", "title: Проект\n", "titel: Проект\nlevel: federal\n"):
        reading = district({"projects/rost.yml": text})
        assert reading.problems == []  # the faults of the project are told of with the federal files
        assert "rost" in reading.unread


def test_projects_are_those_nearest_upwards() -> None:
    zabota = "title: Забота\nlevel: {}\nparts:\n  - id: about\n    title: О проекте\n    shows: about\n"
    own = plan("project: rost", "project: zabota")
    assert told(district(own)) == ["R04"]
    for folder, level in (("", "federal"), ("oblast/", "regional"), ("oblast/rayon/", "municipal")):
        reading = district(own | {f"{folder}projects/zabota.yml": zabota.format(level)})
        assert reading.problems == []
        assert set(reading.projects) == {"rost", "zabota"}
    school_project = {"oblast/rayon/shkola-1/projects/zabota.yml": zabota.format("school")}
    assert told(district(own | school_project)) == ["R04"]
    school_plan = FILES[PLAN].replace("project: rost", "project: zabota")
    assert told(district(school_project | {"oblast/rayon/shkola-1/plan.yml": school_plan})) == []


def test_the_project_above_stays_the_one() -> None:
    reading = district({"oblast/rayon/projects/rost.yml": "title: Свой\nlevel: municipal\n"})
    assert told(reading) == ["R15"]
    assert reading.projects["rost"].title == "Проект «Школа роста»"


# References


def references(reading: Reading) -> list[tuple[str, str, str | None]]:
    assert reading.district is not None
    found: tuple[Reference, ...] = reading.district.references
    return [(str(reference.target), reference.address, reference.row) for reference in found]


def test_what_a_district_says_of_others() -> None:
    assert references(district({})) == [
        ("план", "oblast/2026-rost", None),
        ("план", "oblast/2026-rost", "4."),
        ("план", "oblast/rayon/2026-rost", None),
        ("план", "oblast/rayon/2026-rost", "1.1"),
    ]


def test_a_successor_lies_beside() -> None:
    for path, address in (("oblast/rayon/shkola-1/school.yml", "oblast/rayon/x"), ("oblast/rayon/district.yml", "oblast/x")):
        text = re.sub(r"^", "closed: 2026-01-01\nsuccessor: x\n", FILES[path], count=1)
        assert address in {reference[1] for reference in references(district({path: text}))}


# Shapes


def judged(text: str):
    tree, problems = read("a.yml", text.encode())
    assert tree is not None and problems == []
    return validate(Roadmap, "a.yml", tree)


def test_a_model_of_a_faulty_file_keeps_what_can_be_kept() -> None:
    text = FILES[PLAN].replace("title: Мониторинг", "название: Мониторинг").replace("  date: 2026-08-28\n", "")
    model = judged(text).model
    assert model is not None
    assert model.activities is not None
    assert model.activities[0].title == "Мониторинг качества знаний"
    assert model.order.authority == "Управление образования администрации Кировского района"


def test_a_file_that_is_something_else_is_not_judged_further() -> None:
    found = judged("".join(f"k{number}: [{number}]\n" for number in range(300)))
    assert found.model is None
    assert len(found.problems) <= 202


# Plans


def test_rows_of_sections_have_the_year_of_their_heading() -> None:
    text = FILES[PLAN].replace("period: 2026-09-01/2027-05-31", "period: 2026-01-01/2027-12-31")
    rows = text[text.index("  - number") :].replace("15.10.2026", "октябрь").replace('    implements: ["4."]\n', "")
    sections = "sections:\n"
    for number, title in enumerate(("2026 год", "2027", "Прочее"), 1):
        own = "".join(f"    {line}\n" for line in rows.replace('"1.1"', f'"{number}"').splitlines())
        sections += f"  - title: {title if title == 'Прочее' else repr(title)}\n    activities:\n{own}"
    model = judged(text[: text.index("activities:")] + sections).model
    assert model is not None
    read_rows = make_plan("a/b/c", "a/b/c.yml", model).rows
    years = [
        row.deadline.intervals[0].start.year if row.deadline and row.deadline.intervals[0].start else None for row in read_rows
    ]
    assert years == [2026, 2027, None]  # the third could be either year and is refused
    assert [section_year(row.section) for row in read_rows] == [2026, 2027, None]
    assert [row.depth for row in read_rows] == [0, 0, 0]


# Nothing is a traceback: every line of every file spoilt in every way

SPOILT = [
    "",
    "x",
    "{line}\n{line}",
    "{key}:",
    "{key}: null",
    "{key}: []",
    "{key}: {{}}",
    "{key}: [x, {{y: z}}]",
    "{key}: 5",
    "  {line}",
    "{line}:",
]


@pytest.mark.parametrize("path", FILES)
def test_no_line_spoilt_is_a_traceback(path: str) -> None:
    lines = FILES[path].splitlines()
    for index, line in enumerate(lines):
        key = re.match(r"[\s-]*[a-z]+", line)
        for form in SPOILT:
            spoilt = form.format(line=line, key=key[0] if key else "x")
            text = "\n".join([*lines[:index], spoilt, *lines[index + 1 :], ""])
            for problem in district({path: text}).problems:
                assert problem.file in FILES
                if problem.file == path:
                    place = f"{spoilt!r} in line {index + 1}: {problem.as_text()}"
                    rows = text.split("\n")
                    assert 1 <= problem.line <= len(rows), place
                    assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1, place
