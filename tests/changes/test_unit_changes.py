"""What is told of two states of a district with its schools."""

from datetime import date

import pytest
from judging import TINY

from generator.change import Change, Sign, What
from generator.changes import changes
from generator.district import District
from generator.files import SourceFile
from generator.reading import Reading, read_district, read_federal, read_region

AS_OF = date(2026, 11, 1)
FILES = {path.relative_to(TINY).as_posix(): path.read_text("utf-8") for path in sorted(TINY.rglob("*.yml"))}
SCHOOL, REPORT = "oblast/rayon/shkola-1/school.yml", "oblast/rayon/shkola-1/reports/2026-10-20-monitoring.yml"
PLAN, DISTRICT = "oblast/rayon/2026-rost.yml", "oblast/rayon/district.yml"
DOCUMENTS = frozenset({"oblast/rayon/files/polozhenie.pdf"})


def district(files: dict[str, str]) -> District:
    def below(start: str) -> list[SourceFile]:
        return [SourceFile(path, text.encode()) for path, text in files.items() if path.startswith(start)]

    federal = read_federal(below("projects/"), frozenset(), AS_OF)
    own = [file for file in below("oblast/") if not file.path.startswith("oblast/rayon/")]
    region: Reading = read_region("oblast", own, frozenset(), federal, AS_OF)
    schools = sorted({path.split("/")[2] for path in files if path.endswith("/school.yml")})
    found = read_district("oblast/rayon", schools, below("oblast/rayon/"), DOCUMENTS, region, AS_OF).district
    assert found is not None
    return found


OLD = district(FILES)


def told(edits: dict[str, str | None]) -> tuple[Change, ...]:
    """The changes that the files make; None removes one."""
    files = {path: text for path, text in (FILES | edits).items() if text is not None}
    return changes(OLD, district(files))


def test_nothing_is_different_from_itself() -> None:
    assert changes(OLD, OLD) == ()
    assert changes(OLD, district(dict(reversed(FILES.items())))) == ()
    assert changes(None, None) == ()


def test_all_of_a_district_comes_and_goes() -> None:
    come, gone = changes(None, OLD), changes(OLD, None)
    assert [(one.what, one.page) for one in come] == [(one.what, one.page) for one in gone]
    assert {one.sign for one in come} == {Sign.ADDED}
    assert {one.sign for one in gone} == {Sign.REMOVED}
    assert {one.what for one in come} == {What.UNIT, What.PLAN, What.SCHOOL, What.REPORT}


@pytest.mark.parametrize("is_new", [True, False])
def test_a_report_is_published_and_withdrawn(is_new: bool) -> None:
    less = district({path: text for path, text in FILES.items() if path != REPORT})
    (change,) = changes(less, OLD) if is_new else changes(OLD, less)
    assert (change.sign, change.what) == (Sign.ADDED if is_new else Sign.REMOVED, What.REPORT)
    assert change.page == "oblast/rayon/reports/2026"
    assert change.anchor == ("o-shkola-1_2026-10-20-monitoring" if is_new else "")
    assert change.sentence.startswith("Отчёт от 20.10.2026 «")
    assert change.sentence.endswith("опубликован." if is_new else "отозван.")


def test_a_school_is_added_and_closed() -> None:
    (added,) = told({"oblast/rayon/shkola-3/school.yml": "title: Школа № 3\n"})
    assert added.sentence == "Школа № 3: добавлено в данные."
    assert (added.what, added.page) == (What.SCHOOL, "oblast/rayon/shkola-3")
    found = told({SCHOOL: f"{FILES[SCHOOL]}closed: 2026-10-01\nsuccessor: shkola-2\n"})
    assert [one.sentence.partition(": ")[2] for one in found] == [
        "указано: закрытие 01.10.2026.",
        f"указано: преемник «{OLD.schools[1].profile.title}».",
    ]


def test_a_school_takes_part_in_a_project() -> None:
    text = "title: Школа\nprojects:\n  - project: rost\n    period: 2027\n"
    found = told({"oblast/rayon/shkola-2/school.yml": text})
    assert [(one.sign, one.what) for one in found if one.what is What.PARTICIPATION] == [(Sign.ADDED, What.PARTICIPATION)]
    assert any("участие в проектах, добавлено: " in one.sentence and "2027 год" in one.sentence for one in found)


def test_a_document_is_published() -> None:
    line = "documents:\n"
    assert line in FILES[DISTRICT]
    more = f"{line}  - kind: письмо\n    title: О порядке\n    number: '7'\n    date: 2026-09-01\n"
    (change,) = told({DISTRICT: FILES[DISTRICT].replace(line, more)})
    assert (change.sign, change.what, change.page) == (Sign.ADDED, What.DOCUMENT, "oblast/rayon")
    assert "документы, добавлено: письмо от 01.09.2026 № 7 «О порядке»" in change.sentence


def test_a_plan_is_told_with_the_titles_of_its_schools() -> None:
    (change,) = told({PLAN: FILES[PLAN].replace("schools: [shkola-1, shkola-2]", "schools: [shkola-1]")})
    assert change.sentence == f"План: школы-участницы, убрано: «{OLD.schools[1].profile.title}»."
    assert change.page == "oblast/rayon/2026-rost"


def test_the_sequence_is_that_of_the_addresses() -> None:
    found = changes(None, OLD)
    schools = [one.page for one in found if one.what is What.SCHOOL]
    assert schools == sorted(schools)
    assert found == changes(None, district(dict(reversed(FILES.items()))))
