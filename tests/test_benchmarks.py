"""The bench: its corpus is sound and repeatable, its rows do what they say, its tables follow from its figures."""

from pathlib import Path

import pytest

from benchmarks import engines, record
from benchmarks.corpus import corpus
from benchmarks.inflection import GENITIVE, INSTRUMENTAL, PREPOSITIONAL, adjectives, nouns
from benchmarks.measure import FailedError, measure
from benchmarks.project import Project, pages_with
from benchmarks.reckoning import reckon
from benchmarks.results import Result, Row, Sample, read_results, write_results
from benchmarks.table import write_table
from benchmarks.targets import write_targets
from generator.site import Output


def test_words_are_declined():
    things = {noun.singular[0]: noun for noun in nouns("things")}
    assert things["уровень"].singular[GENITIVE] == "уровня"
    assert things["оценка"].plural[GENITIVE] == "оценок"
    assert things["задача"].singular[INSTRUMENTAL] == "задачей"
    assert things["мероприятие"].singular[PREPOSITIONAL] == "мероприятии"
    qualities = {quality.forms["m"][0]: quality.forms for quality in adjectives("qualities")}
    assert qualities["летний"]["f"][GENITIVE] == "летней"
    assert qualities["городской"]["p"][GENITIVE] == "городских"
    assert qualities["молодой"]["m"][GENITIVE] == "молодого"


def test_vocabulary_is_of_thousands_of_forms():
    words = [form for name in ("things", "doings", "people") for noun in nouns(name) for form in noun.singular + noun.plural]
    words += [form for quality in adjectives("qualities") for forms in quality.forms.values() for form in forms]
    assert len(set(words)) > 6000


def test_corpus_is_the_same_every_time_and_a_larger_one_holds_it():
    one, two = dict(corpus(1)), dict(corpus(2))
    assert one == dict(corpus(1))
    assert one.items() < two.items()
    assert one != dict(corpus(1, seed=7))


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    project = Project(tmp_path_factory.mktemp("bench") / "project", districts=1)
    project.make()
    return project


def found(folder: Path, *patterns: str) -> list[Path]:
    return [path for pattern in patterns for path in folder.rglob(pattern)]


def test_rows_of_ours_do_what_they_say(project):
    staged = engines.stage(project)
    built = engines.cold(project, ())
    assert built.pages == staged.pages > 50
    assert not found(project.docs, "lite/**/index.html", "embed/**/index.html", "*.ics", "feed.xml")
    pages = {path: path.read_bytes() for path in project.site.rglob("index.html")}
    assert engines.cold(project, {Output.LITE}).files > built.files
    assert not found(project.site, "pagefind", "embed/**/index.html", "*.ics", "feed.xml")
    assert engines.cold(project).files > built.files
    assert all(path.read_bytes() == page for path, page in pages.items())
    engines.unchanged(project)
    edited = engines.edited(project, project.edit_roadmap, "Правкаплана")
    assert edited.pages == built.pages
    assert engines.served(project, project.edit_roadmap, "Правкапоказа").wall > 0
    project.undo()
    assert all((project.data / path).read_bytes() == data for path, data in corpus(1))


def test_edits_are_where_they_should_be(project):
    place = project.edit_report("Правкаотчёта")
    report = next(file for file in (project.data / place).rglob("*.yml") if "Правкаотчёта" in file.read_text("utf-8"))
    assert report.parent.name == "reports"
    project.edit_theme("Правкатемы")
    assert "Правкатемы" in (project.folder / "theme/overrides/main.html").read_text("utf-8")
    project.undo()
    assert pages_with("Правка", project.data) == 0
    assert "Правка" not in report.read_text("utf-8")


def test_failing_command_is_told():
    with pytest.raises(FailedError, match=r"(?s)exit code 2\n.*--nonsense"):
        engines.measure([engines.sys.executable, "-m", "generator", "--nonsense"], Path.cwd())


def test_time_of_processes_that_outlive_their_parent_is_counted(tmp_path):
    late = "import time\nwhile time.process_time() < 0.3: pass\nopen('late', 'w').close()"
    parent = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {late!r}])"
    cost, _ = measure([engines.sys.executable, "-c", parent], tmp_path)
    assert cost.cpu >= 0.3
    assert (tmp_path / "late").is_file()


@pytest.fixture
def result() -> Result:
    rows = [
        Row("plain", "plain MkDocs", [Sample(266.0, 244.0, 1348.0, 10_000, 366_000_000, 10_100)]),
        Row("zensical", "Zensical", missing="it is not installed"),
        Row(
            "hugo",
            "Hugo",
            [Sample(23.0, 26.0, 879.0, 9_000, 222_000_000, 9_100), Sample(25.0, 26.0, 879.0, 9_000, 222_000_000, 9_100)],
        ),
        Row("cold", "cold", [Sample(wall, 14.0, 200.0, 10_000, 400_000_000, 12_000) for wall in (9.0, 8.0, 11.0)]),
        Row("unchanged", "no change", [Sample(0.5, 0.25, None, 10_000, 400_000_000, 12_000)]),
        Row("check", "check", [Sample(12.0, 20.0, 150.0)]),
    ]
    corpus = {"regions": 8, "districts": 200, "schools": 4_000}
    return Result(10_000, "2 cores", {"hugo": "0.168.0", "mkdocs": "1.6.1"}, corpus, rows)


def test_table(result):
    assert write_table(result) == (
        "### 10,000 pages\n\n8 regions, 200 districts, 4,000 schools. 2 cores.\n\n"
        "|  | runs | wall, s | CPU, s | memory, MiB | pages | output, MB | files | faster than MkDocs | faster than Hugo |\n"
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n"
        "| plain MkDocs | 1 | 266.0 | 244.0 | 1348 | 10,000 | 366.0 | 10,100 | 1 | 0.09 × |\n"
        "| Zensical | not measured: it is not installed |  |  |  |  |  |  |  |  |\n"
        "| Hugo | 2 | 24.0 (23.0–25.0) | 26.0 | 879 | 9,000 | 222.0 | 9,100 | 11.1 × | 1 |\n"
        "| cold | 3 | 9.00 (8.00–11.0) | 14.0 | 200 | 10,000 | 400.0 | 12,000 | 29.6 × | 2.7 × |\n"
        "| no change | 1 | 0.50 | 0.25 | — | 10,000 | 400.0 | 12,000 | 532.0 × | 48.0 × |\n"
        "| check | 1 | 12.0 | 20.0 | 150 |  |  |  | 22.2 × | 2.0 × |\n\n"
        "Versions: hugo 0.168.0, mkdocs 1.6.1.\n"
    )


def test_targets(result):
    lines = write_targets(result).splitlines()
    assert "| no change, s | ≤ 1 | 0.50 | met |" in lines
    assert "| `roadmaps check`, cold, s | ≤ 15 | 12 | met |" in lines
    assert "| one report edited, s | ≤ 1 | — | not measured |" in lines
    result.row("unchanged").samples[:] = [Sample(1.25, 1.0, None)]
    assert "| no change, s | ≤ 1 | 1.25 | **not met** |" in write_targets(result)
    result.pages = 1_000
    assert write_targets(result) == ""


def test_reckoning_is_per_page(result):
    said = reckon(result)
    assert "0.90 ms of wall time and 1.40 ms of processor time, 40.0 KB and 1.20 files a page" in said
    assert "40,000 schools in 2,000 districts are 10.0 times as many" in said
    assert "| pages | 100,000 | 100,000 |" in said
    assert "| cold build, minutes | 1.5 | 0.2 |" in said  # 90 s; 5 s alone and 85 s shared by ten
    assert "| output, GB | 4.00 | 4.00 |" in said
    assert "| memory at the peak, MiB a machine | 200–2,000 | 200–2,000 |" in said


def test_results_are_kept_as_they_are(tmp_path, result):
    file = tmp_path / "results.json"
    assert read_results(file) == []
    write_results(file, [result])
    assert read_results(file) == [result]


def test_pages_of_figures_follow_from_the_kept_figures():
    for page, text in record.pages().items():
        assert page.read_text("utf-8") == text
