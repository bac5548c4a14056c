"""Making the indexes: the real Pagefind, only where entries changed, and a clear word where it fails."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cli, search
from generator.files import SiteFile
from generator.search import SearchError, indexes


def entry(path: str, words: str, mark: str = "?kind=План&year=2021") -> SiteFile:
    text = f'<!doctype html><html lang="ru"><body data-pagefind-body><h1>Имя</h1><i id="{mark}"></i> {words}</body></html>'
    return SiteFile(path, text.encode())


ENTRIES = {
    "oblast": (entry("rayon/index.html", "вебинар"), entry("index.html", "область", "?kind=Регион")),
    "search": (entry("oblast/index.html", "название"),),
}


def make(folder: Path, entries: dict[str, tuple[SiteFile, ...]]) -> dict[str, bytes]:
    with indexes(folder, "search") as made:
        for name, files in entries.items():
            made.add(name, files)
        return {file.path: file.data for file in made.files()}


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the indexes for which Pagefind was started."""
    names: list[str] = []
    start: Callable[..., object] = search.Indexes._start

    def note(self: search.Indexes, folder: Path) -> object:
        names.append(folder.parent.name)
        return start(self, folder)

    monkeypatch.setattr(search.Indexes, "_start", note)
    return names


def test_the_same_entries_give_the_same_bytes_in_any_sequence(tmp_path: Path):
    one = make(tmp_path / "one", ENTRIES)
    other = make(tmp_path / "other", {name: files[::-1] for name, files in ENTRIES.items()})
    assert one == other
    names = {path.partition("_")[0] for path in one}
    assert "search/pagefind/pagefind.js" in names
    assert {"oblast/pagefind/facets.json", "oblast/pagefind/fragment/ru", "oblast/pagefind/wasm.ru.pagefind"} <= names
    assert not [path for path in one if "ui" in path], "no user interface of Pagefind"
    facets = json.loads(one["oblast/pagefind/facets.json"])
    plan = facets["year"]["2021"]
    assert facets["kind"] == {"План": plan, "Регион": [1 - plan[0]]}


def test_only_what_changed_is_made_anew_and_what_is_gone_is_removed(tmp_path: Path, runs: list[str]):
    before = make(tmp_path, ENTRIES)
    assert runs == ["oblast", "search"]
    assert make(tmp_path, ENTRIES) == before
    assert runs == ["oblast", "search"]
    changed = make(tmp_path, {**ENTRIES, "oblast": (entry("index.html", "семинар"),)})
    assert runs == ["oblast", "search", "oblast"]
    assert changed != before
    assert make(tmp_path, {"search": ENTRIES["search"]}).keys() == {path for path in before if path.startswith("search/")}
    assert [path.name for path in tmp_path.iterdir()] == ["search"]


def test_an_index_that_was_not_finished_is_made_anew(tmp_path: Path):
    with indexes(tmp_path, "search") as made:
        made.add("oblast", ENTRIES["oblast"])
        made.add("search", ENTRIES["search"])  # the first one is being made, and left
    left = tmp_path / "search/.begun/entries"
    left.mkdir(parents=True)
    (left / "foreign.html").write_bytes(entry("x", "чужое").data)
    assert make(tmp_path, ENTRIES) == make(tmp_path / "clean", ENTRIES)


def test_a_site_without_entries_has_no_index(tmp_path: Path):
    assert make(tmp_path / "none", {"search": ()}) == {}


def test_a_failure_is_told_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    program = tmp_path / "pagefind"
    program.write_text(f"#!{sys.executable}\nprint('no \\x1b[31mmemory')\nraise SystemExit(3)\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "_program", lambda: (program, "1"))
    with pytest.raises(SearchError) as raised:
        make(tmp_path / "work", ENTRIES)
    assert str(raised.value).splitlines() == [
        "Pagefind не собрал поиск для «oblast» (код 3). Его последние сообщения:",
        "no \\x1b[31mmemory",
    ]


def test_without_pagefind_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    project = Path(__file__).parent / "tiny"
    (tmp_path / "roadmaps").symlink_to(project)
    (tmp_path / "site_config.yml").write_text("site_name: x\n")
    (tmp_path / "site").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "end_by_signals", lambda: None)
    monkeypatch.setattr(sys, "argv", ["roadmaps", "build", "--as-of", "2021-06-30"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "Нет программы Pagefind" in told
    assert told.rstrip().endswith("Сайт не изменён.")
    assert list((tmp_path / "site").iterdir()) == []
