"""The same input and day give the same bytes, whatever the machine's hash seed, time zone, locale and clock."""

import shutil

from built import ROOT, copy_project, run


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_pages_and_site_do_not_depend_on_the_machine(build_site):
    one = build_site("2021-06-30", PYTHONHASHSEED="1", TZ="Asia/Kamchatka", LC_ALL="C")
    other = build_site("2021-06-30", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert tree(one.folder) == tree(other.folder)


def test_a_finished_plan_does_not_depend_on_the_day(tmp_path):
    page = "rostovskaya-oblast/dubovskiy/2021-500-plus/index.md"
    texts = set()
    for day in ("2022-01-01", "2026-11-22"):
        assert run("pages", str(tmp_path / day), "--as-of", day).returncode == 0
        texts.add((tmp_path / day / page).read_bytes())
    assert len(texts) == 1


def test_one_district_changes_only_its_own_pages_and_those_made_of_all(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    copy_project(ROOT, project)
    (project / "roadmaps").unlink()
    shutil.copytree(ROOT / "roadmaps", project / "roadmaps")
    before = tmp_path / "before"
    assert run("pages", str(before), "--as-of", "2021-06-30", cwd=project).returncode == 0
    plan = project / "roadmaps/rostovskaya-oblast/dubovskiy/2021-500-plus.yml"
    plan.write_text(plan.read_text("utf-8").replace("Экспертиза документов", "Экспертиза всех документов"), "utf-8")
    after = tmp_path / "after"
    assert run("pages", str(after), "--as-of", "2021-06-30", cwd=project).returncode == 0
    old, new = tree(before), tree(after)
    changed = {path for path in old | new if old.get(path) != new.get(path)} - {".roadmaps.json"}
    assert "rostovskaya-oblast/dubovskiy/2021-500-plus/index.md" in changed
    table = "data/v1/rostovskaya-oblast.csv"
    own = tuple(f"{root}rostovskaya-oblast/" for root in ("", "data/v1/", "embed/", "lite/"))
    assert changed <= {path for path in new if path.startswith(own) or path.count("/") <= 1 or path == table}
