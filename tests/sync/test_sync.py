"""Trees: exactly the wanted files, only the differences written, nothing touched that is not ours."""

import json
import os
import stat
from hashlib import blake2b
from pathlib import Path

import pytest

from generator import disk
from generator import sync as module
from generator.disk import DiskError, FolderError
from generator.files import SiteFile
from generator.sync import MARK, UNFINISHED, PathError, read_manifest, read_tree, sync


def files(**contents: str) -> list[SiteFile]:
    """`a__b="x"` is the file `a/b` holding `x`."""
    return [SiteFile(name.replace("__", "/"), text.encode()) for name, text in contents.items()]


def named(*paths: str) -> list[SiteFile]:
    return [SiteFile(path, path.encode("utf-8", "surrogatepass")) for path in paths]


def tree(folder: Path) -> dict[str, bytes]:
    """All that lies in a folder, folders with a slash."""
    return {
        path.relative_to(folder).as_posix() + "/" * path.is_dir(): b"" if path.is_dir() else path.read_bytes()
        for path in folder.rglob("*")
    }


def without_mark(folder: Path) -> dict[str, bytes]:
    found = tree(folder)
    del found[MARK]
    return found


def inodes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_a_new_tree_holds_the_files_and_the_mark(tmp_path: Path) -> None:
    manifest = sync(tmp_path / "new" / "site", files(index="главная", a__b__c="x", a__d=""))
    assert without_mark(tmp_path / "new" / "site") == {
        "index": "главная".encode(), "a/": b"", "a/b/": b"", "a/b/c": b"x", "a/d": b"",
    }  # fmt: skip
    assert list(manifest) == ["a/b/c", "a/d", "index"]
    assert manifest["a/b/c"] == blake2b(b"x", digest_size=16).hexdigest()
    assert json.loads((tmp_path / "new" / "site" / MARK).read_text("utf-8")) == {"files": manifest}
    assert read_manifest(tmp_path / "new" / "site") == manifest


def test_the_mark_has_the_same_bytes_for_any_order_of_the_files(tmp_path: Path) -> None:
    wanted = files(b="1", a="2", ё="3")
    sync(tmp_path / "one", wanted)
    sync(tmp_path / "two", wanted[::-1])
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_only_differences_are_written(tmp_path: Path) -> None:
    sync(tmp_path, files(same="1", changed="2", gone__deep__x="3"))
    before = inodes(tmp_path)
    sync(tmp_path, files(same="1", changed="two", added__y="4"))
    assert without_mark(tmp_path) == {"same": b"1", "changed": b"two", "added/": b"", "added/y": b"4"}
    after = inodes(tmp_path)
    assert after["same"] == before["same"]
    assert after["changed"] != before["changed"]


def test_nothing_is_touched_if_nothing_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = files(a="1", b__c="2")
    manifest = sync(tmp_path, wanted)
    monkeypatch.setattr(module, "write", None)  # a call would fail
    monkeypatch.setattr(module._Tree, "_digest", None)  # so would reading: the manifest is believed
    assert sync(tmp_path, wanted) == manifest


def test_the_files_are_taken_one_by_one(tmp_path: Path) -> None:
    def made():
        for number in range(3):
            assert len(list((tmp_path / "site").glob("f*"))) == number
            yield SiteFile(f"f{number}", b"x")

    assert len(sync(tmp_path / "site", made())) == 3


def test_a_file_becomes_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    sync(tmp_path, files(a="file", b__c__d="1", b__e="2"))
    sync(tmp_path, files(a__x__y="now deep", b="now flat"))
    assert without_mark(tmp_path) == {"a/": b"", "a/x/": b"", "a/x/y": b"now deep", "b": b"now flat"}


def test_losses_are_mended_and_empty_folders_and_litter_removed(tmp_path: Path) -> None:
    wanted = files(a="1", b__c="2", d="3")
    sync(tmp_path, wanted)
    (tmp_path / ".DS_Store").write_text("x")
    (tmp_path / "empty" / "folders").mkdir(parents=True)
    (tmp_path / "empty" / "Thumbs.db").write_text("x")
    (tmp_path / "b" / "c").unlink()
    (tmp_path / "b").rmdir()
    sync(tmp_path, wanted)
    assert without_mark(tmp_path) == {"a": b"1", "b/": b"", "b/c": b"2", "d": b"3"}


def test_a_file_younger_than_the_mark_is_not_believed(tmp_path: Path) -> None:
    wanted = files(a="1", b="2")
    sync(tmp_path, wanted)
    (tmp_path / "a").write_text("edited by hand")
    later = (tmp_path / MARK).stat().st_mtime + 1
    os.utime(tmp_path / "a", (later, later))
    sync(tmp_path, wanted)
    assert without_mark(tmp_path) == {"a": b"1", "b": b"2"}


def test_an_unfinished_tree_is_compared_and_mended_strangers_and_all(tmp_path: Path) -> None:
    wanted = files(a="1", b="2")
    manifest = sync(tmp_path, wanted)
    before = inodes(tmp_path)
    (tmp_path / "a").write_text("one")  # in place: only the bytes tell
    (tmp_path / "stranger").write_text("x")
    (tmp_path / UNFINISHED).touch()
    assert sync(tmp_path, wanted) == manifest
    assert without_mark(tmp_path) == {"a": b"1", "b": b"2"}
    assert inodes(tmp_path)["b"] == before["b"]


def test_a_file_written_with_the_bytes_of_the_twin_takes_its_time(tmp_path: Path) -> None:
    sync(tmp_path / "twin", files(same="1", other="2", edited="3"))
    for name in ("same", "other", "edited"):
        os.utime(tmp_path / "twin" / name, (1e9, 1e9))
    (tmp_path / "twin" / "edited").unlink()
    manifest = sync(tmp_path / "tree", files(same="1", other="two", edited="3", new="4"), twin=tmp_path / "twin")
    times = {path.name: path.stat().st_mtime for path in (tmp_path / "tree").iterdir()}
    assert times.pop("same") == 1e9
    assert min(times.values()) > 1e9
    assert sync(tmp_path / "tree", files(same="1", other="two", edited="3", new="4")) == manifest


def test_a_tree_whose_files_fail_is_ours_and_is_mended(tmp_path: Path) -> None:
    def failing():
        yield SiteFile("a", b"new")
        raise LookupError

    sync(tmp_path, files(a="old", b="2"))
    with pytest.raises(LookupError):
        sync(tmp_path, failing())
    assert read_manifest(tmp_path) is None
    assert (tmp_path / UNFINISHED).exists()
    sync(tmp_path, files(b="2", c="3"))
    assert without_mark(tmp_path) == {"b": b"2", "c": b"3"}


def test_a_tree_cut_short_before_the_first_change_is_tidied(tmp_path: Path) -> None:
    manifest = sync(tmp_path, files(a="1"))
    before = tree(tmp_path)
    (tmp_path / UNFINISHED).touch()
    assert read_manifest(tmp_path) is None
    assert sync(tmp_path, files(a="1")) == manifest
    assert tree(tmp_path) == before


def test_hard_links_and_open_readers_keep_the_old_bytes(tmp_path: Path) -> None:
    sync(tmp_path / "site", files(a="old", b="1"))
    for name in ("a", MARK):
        os.link(tmp_path / "site" / name, tmp_path / f"backup{name}")
    before = (tmp_path / f"backup{MARK}").read_bytes()
    with (tmp_path / "site" / "a").open() as reader:
        sync(tmp_path / "site", files(a="new", b="1"))
        assert reader.read() == "old"
    assert (tmp_path / "backupa").read_text() == "old"
    assert (tmp_path / f"backup{MARK}").read_bytes() == before


def test_permissions_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        sync(tmp_path / "site", files(a__b="1"))
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "site").rglob("*")}
    assert modes == {"a": 0o750, "b": 0o640, MARK: 0o640}
    assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o750


def test_reading_a_tree_gives_the_files_in_order_without_marks(tmp_path: Path) -> None:
    wanted = named("a/b", "a-b", "a.b", "B", "ё/ж")
    sync(tmp_path, wanted)
    (tmp_path / UNFINISHED).touch()
    assert list(read_tree(tmp_path)) == sorted(wanted)


# What is refused, and that it is not touched


def refuse(folder: Path, *, says: str, around: Path, **options: object) -> None:
    before = tree(around)
    with pytest.raises(FolderError, match=says) as caught:
        sync(folder, files(a="1"), **options)
    assert str(folder.resolve().name) in str(caught.value)
    assert tree(around) == before


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "a").write_text("precious")
    refuse(tmp_path / "theirs", says="создана не нами", around=tmp_path)


@pytest.mark.parametrize("mark", [None, b"", b"{", b"[]", b'{"files": 1}', b'{"files": {"a": 1}}', b"[" * 100_000])
def test_files_that_the_mark_does_not_name_are_refused(tmp_path: Path, mark: bytes | None) -> None:
    sync(tmp_path / "site", files(a="1"))
    if mark is None:
        for name in ("robots.txt", "CNAME", "a\x1bb", "b/index.html", "c/Thumbs.db"):
            (tmp_path / "site" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "site" / name).write_text("precious")
        refuse(tmp_path / "site", says=r"не записывали: CNAME, a\\x1bb, b/index\.html и ещё 1\. .*content/", around=tmp_path)
    else:
        (tmp_path / "site" / MARK).write_bytes(mark)
        assert read_manifest(tmp_path / "site") is None
        refuse(tmp_path / "site", says=r"не записывали: a\. ", around=tmp_path)


def test_a_forged_mark_opens_no_folder(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "precious.txt").write_text("x")
    (tmp_path / "theirs" / MARK).write_text('{"files":{}}')
    refuse(tmp_path / "theirs", says=r"не записывали: precious\.txt\. ", around=tmp_path)


@pytest.mark.parametrize("mark", [MARK, UNFINISHED])
def test_a_folder_inside_a_tree_of_ours_is_refused(tmp_path: Path, mark: str) -> None:
    sync(tmp_path / "site", files(a__b="1"))
    (tmp_path / "site" / MARK).rename(tmp_path / "site" / mark)
    for inside in ("site/new", "site/a", "site/a/new/deep"):
        refuse(tmp_path / inside, says="при сборке записывается целиком", around=tmp_path)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    sync(tmp_path / "site", files(a="1"))
    assert without_mark(tmp_path / "site") == {"a": b"1"}


def test_a_git_repository_is_refused_even_with_our_mark(tmp_path: Path) -> None:
    sync(tmp_path / "site", files(a="1"))
    (tmp_path / "site" / ".git").mkdir()
    refuse(tmp_path / "site", says="репозиторий git", around=tmp_path)


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("precious")
    refuse(tmp_path / "site", says="это файл", around=tmp_path)


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    with pytest.raises(DiskError, match=r"стоит файл, а нужна папка"):
        sync(tmp_path / "file" / "site", files(a="1"))
    assert tree(tmp_path) == {"file": b"precious"}


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    sync(tmp_path / "real", files(a="1"))
    (tmp_path / "link").symlink_to("real")
    before = tree(tmp_path)
    with pytest.raises(FolderError, match="это ссылка"):
        sync(tmp_path / "link", files(a="2"))
    assert tree(tmp_path) == before


@pytest.mark.parametrize("target", ["outside/secret", "outside", "nowhere", "."])
def test_links_within_are_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_text("precious")
    sync(tmp_path / "site", files(a="1", b__c="2"))
    (tmp_path / "site" / "b" / "link").symlink_to(tmp_path / target)
    before = tree(tmp_path / "outside"), inodes(tmp_path / "site")
    with pytest.raises(FolderError, match=r"b/link: внутри папки лежит ссылка"):
        sync(tmp_path / "site", files(b__link__secret="overwritten"))
    with pytest.raises(FolderError, match="ссылка"):
        list(read_tree(tmp_path / "site"))
    assert (tree(tmp_path / "outside"), inodes(tmp_path / "site")) == before


def test_special_files_within_are_refused(tmp_path: Path) -> None:
    sync(tmp_path, files(a="1"))
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FolderError, match="особый файл"):
        sync(tmp_path, files(a="2"))
    assert (tmp_path / "a").read_text() == "1"


@pytest.mark.parametrize("target", ["data", "data/inner", ".", "link", "link/inner", "data/../data"])
def test_the_folder_of_the_data_is_refused_from_inside_and_outside(tmp_path: Path, target: str) -> None:
    (tmp_path / "data" / "inner").mkdir(parents=True)
    (tmp_path / "data" / "district.yml").write_text("precious")
    (tmp_path / "link").symlink_to("data")
    before = tree(tmp_path)
    with pytest.raises(FolderError, match=r"сюда писать нельзя|это ссылка"):
        sync(tmp_path / target, files(a="1"), apart=[tmp_path / "content", tmp_path / "data"])
    assert tree(tmp_path) == before


def test_the_folder_of_the_data_is_refused_even_with_our_mark(tmp_path: Path) -> None:
    sync(tmp_path / "site", files(data__a="1"))
    refuse(tmp_path / "site", says="другие файлы проекта", around=tmp_path, apart=[tmp_path / "site" / "data"])


def test_the_home_and_the_current_folder_are_refused_and_what_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home" / "user").mkdir(parents=True)
    (tmp_path / "here" / "deep").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path / "home" / "user"))
    monkeypatch.chdir(tmp_path / "here" / "deep")
    for folder in ("home/user", "home", "here/deep", "here"):
        refuse(tmp_path / folder, says="домашняя или текущая", around=tmp_path)
    for folder in (Path(), Path(".."), Path("../deep"), Path("/")):
        with pytest.raises(FolderError, match="домашняя или текущая"):
            sync(folder, files(a="1"))


def test_names_of_strangers_are_shown_without_their_control_characters(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m").write_text("x")
    with pytest.raises(FolderError) as caught:
        sync(tmp_path / "a\x1b[31m", files(a="1"))
    assert r"a\x1b[31m" in str(caught.value)


@pytest.mark.parametrize(
    "path",
    [
        "", "/etc/passwd", "../x", "a/../../x", "a/..", "./a", "a/.", "a//b", "a/", "/", "a\\b", "..\\x",
        "a\nb", "a\0b", "a\x7fb", "a\x9bb", "a\u2028b", "a\u202eb", "a\udc80b", MARK, UNFINISHED,
    ],
)  # fmt: skip
def test_unsafe_paths_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PathError, match="не годится") as caught:
        sync(tmp_path / "site", named(path))
    assert str(caught.value).isprintable()
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("path", [f".{MARK}", f"a/{MARK}", "a b", "№ 1 (копия).pdf", "...", "я" * 127 + "/x"])
def test_odd_but_harmless_paths_are_taken(tmp_path: Path, path: str) -> None:
    assert list(sync(tmp_path / "site", named(path))) == [path]
    assert (tmp_path / "site" / path).read_bytes() == path.encode()


@pytest.mark.parametrize("path", ["x" * 256, "я" * 128, "a/" + "x" * 256 + "/b"])
def test_long_names_are_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(PathError, match="длиннее 255 байт"):
        sync(tmp_path / "site", named(path))


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("a", "a", "два файла с одним путём"),
        ("a/b", "a/b", "два файла с одним путём"),
        ("a", "a/b", "и файл, и папка"),
        ("a/b/c", "a", "и файл, и папка"),
        ("a/b", "A/b", "на Windows и macOS"),
        ("a/b", "A/c", "на Windows и macOS"),
        ("a/b", "A", "на Windows и macOS"),
        ("ШКОЛА", "школа", "на Windows и macOS"),
        ("\u0439", "\u0438\u0306", "на Windows и macOS"),  # й, composed and not
        ("\u0419/a", "\u0438\u0306/b", "на Windows и macOS"),
    ],
)
def test_twins_are_refused_in_either_order(tmp_path: Path, one: str, other: str, says: str) -> None:
    for number, pair in enumerate([(one, other), (other, one)]):
        with pytest.raises(PathError, match=says):
            sync(tmp_path / str(number), named("x", *pair))


def test_e_and_yo_are_no_twins(tmp_path: Path) -> None:
    assert len(sync(tmp_path, named("еж", "ёж"))) == 2


def test_a_read_only_disk_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: Path, data: bytes, flag: int) -> None:
        raise OSError(30, os.strerror(30), str(path))

    sync(tmp_path / "site", files(a="1"))
    before = tree(tmp_path)
    monkeypatch.setattr(module, "write", refusing)
    with pytest.raises(DiskError, match=r"site/.*диск только для чтения") as caught:
        sync(tmp_path / "site", files(a="2"))
    assert isinstance(caught.value.__cause__, OSError)
    assert tree(tmp_path) == before


def test_an_unknown_fault_of_the_disk_is_told_in_the_words_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(DiskError, match=r"^/x: ошибка системы: Exec format error"), disk.disk_errors(Path("/x")):
        raise OSError(8, os.strerror(8))
