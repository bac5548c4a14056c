"""The canonical form: it changes no value, keeps comments, is the form of all committed data, and one field is one line."""

import difflib
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.canonical import UnformattableError, comments, document, formatted
from generator.model import Project, Region, Report, Roadmap, School

ROOT = Path(__file__).parents[1]
ORDER = ROOT / "roadmaps/rostovskaya-oblast/dubovskiy/2021-500-plus.yml"
SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters="\u200b\ufeff")
texts = st.one_of(
    st.text(SIGNS, max_size=40),
    st.sampled_from(
        [
            "6.10",
            "089",
            "no",
            "~",
            "null",
            "1e3",
            "2021-01-18",
            "- а",
            "# а",
            "а: б",
            "а #б",
            "&а",
            "*а",
            "!а",
            "«а»: «б»",
            "@а",
        ]
    ),
    st.lists(st.text(SIGNS, max_size=20), min_size=2, max_size=4).map("\n".join),
)
KEYS = st.sampled_from(["title", "number", "note", "text", "schools", "documents", "order", "activities", "date", "dates"])
trees = st.dictionaries(
    KEYS,
    st.recursive(
        texts | st.lists(texts, max_size=3),
        lambda inner: st.dictionaries(KEYS, inner, min_size=1) | st.lists(st.dictionaries(KEYS, inner, min_size=1), max_size=3),
        max_leaves=8,
    ),
    min_size=1,
)


def load(text: str) -> object:
    return yaml.load(text, Loader=yaml.BaseLoader)


@given(trees)
@example({"title": "а\n\nб\n"})
@example({"text": "  а\nб"})
@example({"schools": ["a, b", "[c]"]})
def test_a_written_tree_is_read_back(tree: dict) -> None:
    assert load(document(tree)) == tree


@example({"title": "?0"}, None, True, Roadmap)
@example({"title": "0?"}, None, True, Roadmap)
@example({"title": [{"title": []}, {"title": "0?"}]}, None, True, Roadmap)
@given(trees, st.sampled_from([None, '"', "'", "|", ">"]), st.booleans(), st.sampled_from([Roadmap, Report, School, Project]))
def test_no_value_is_changed(tree: dict, style: str | None, is_flow: bool, kind: type) -> None:
    text = yaml.dump(tree, allow_unicode=True, default_style=style, default_flow_style=is_flow, sort_keys=True)
    try:
        found = formatted(text, kind)
    except UnformattableError:
        assert is_flow and "?" in text  # `{title: ?0}` is a text for one reader and an error for the other
        return
    assert load(found) == load(text)
    assert formatted(found, kind) == found


def test_the_form_is_that_of_all_committed_data():
    answer = subprocess.run(
        [sys.executable, "-m", "generator", "fmt", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stdout) == (0, ""), answer.stdout + answer.stderr


def test_a_new_file_has_the_form_at_once():
    tree = load(ORDER.read_text("utf-8"))
    assert formatted(document(tree), Roadmap) == document(tree) == ORDER.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new"), [("Июнь", "Июнь – июль: по графику #2"), ("с. Дубовское", "089"), ("2021-03-27", "2021-03-28")]
)
def test_a_changed_field_is_one_line(old: str, new: str):
    text = ORDER.read_text("utf-8")
    tree = load(text)

    def changed(node: object) -> object:
        if isinstance(node, dict):
            return {key: changed(value) for key, value in node.items()}
        return [changed(item) for item in node] if isinstance(node, list) else new if node == old else node

    lines = difflib.unified_diff(text.splitlines(), document(changed(tree)).splitlines(), n=0, lineterm="")
    assert [line[0] for line in list(lines)[2:] if line[0] in "+-"] == ["-", "+"]


def test_comments_stay_where_they_are_and_so_do_keys_among_them():
    among = "title: А\norder:\n  date: 2021-03-27 # день\n  kind: приказ\n"
    assert formatted(among, Roadmap) == among
    text = "# сверху\ntitle: А  # справа\nperiod: 2021\n# перед приказом\norder:\n  date: 2021-03-27\n  kind: приказ\n"
    found = formatted(text, Roadmap)
    assert found == text.replace("  date: 2021-03-27\n  kind: приказ\n", "  kind: приказ\n  date: 2021-03-27\n")


def test_keys_without_comments_come_in_the_sequence_of_the_model():
    found = formatted(
        "note: Н\nperiod: '2021'\nactivities:\n- {number: 1., title: А, deadline: май}\nunknown: '7'\ntitle: А\n", Roadmap
    )
    assert found == (
        'title: А\nperiod: 2021\nnote: Н\nactivities:\n  - number: "1."\n    title: А\n    deadline: май\nunknown: "7"\n'
    )
    assert formatted("note: Н\ndemo: yes\ntitle: А\n", Region) == "title: А\ndemo: yes\nnote: Н\n"


def test_a_file_with_faults_is_left_alone(tmp_path):
    data = tmp_path / "roadmaps/oblast"
    data.mkdir(parents=True)
    (data / "region.yml").write_text("note: Н\ntitle: А\n", "utf-8")
    (data / "2021-plan.yml").write_text("title: А\ntitle: Б\n", "utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "generator", "fmt"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 1
    assert "2021-plan.yml:2:1: ошибка" in answer.stdout + answer.stderr
    assert (data / "2021-plan.yml").read_text("utf-8") == "title: А\ntitle: Б\n"
    assert (data / "region.yml").read_text("utf-8") == "title: А\nnote: Н\n"
    assert [path.name for path in sorted(data.iterdir())] == ["2021-plan.yml", "region.yml"]


ODD = [
    "---\n\n\n# а\ntitle: а # б\n\n# в\nperiod: 2021\n# г\n...\n",
    "title: |  # а\n  текст # не комментарий\n  ещё\n# б\nperiod: 2021\n",
    "note: >-\n  а\n  б\n# в\ntitle: 'г # не комментарий'\n",
    "activities:\n# а\n- title: б # в\n  # г\n  number: '1'\n# д\n",
    "schools: [a, # а\n  b] # б\ntitle: в\n",
    "note: |2-\n    а\n   б\n# в\ntitle: г\n",
]


@pytest.mark.parametrize("text", ODD)
def test_comments_in_odd_places_are_kept_and_the_form_is_stable(text: str):
    found = formatted(text, Roadmap)
    assert (load(found), comments(found)) == (load(text), comments(text))
    assert comments(text) and formatted(found, Roadmap) == found


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title:\n  # а\n  б\n", "комментарий «# а» потерялся бы"),
        ("order: {title: а, # б\n  kind: в}\n", "комментарий «# б» потерялся бы"),
        ("title: а\tб\n", "табуляции"),
    ],
)
def test_what_would_be_lost_is_told_and_the_file_left(tmp_path: Path, text: str, reason: str):
    with pytest.raises(UnformattableError, match=reason):
        formatted(text, Roadmap)
    plan = tmp_path / "roadmaps/oblast/rayon/plan.yml"
    plan.parent.mkdir(parents=True)
    plan.write_text(text, "utf-8")
    call = [sys.executable, "-m", "generator", "fmt", str(plan)]
    answer = subprocess.run(call, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (answer.returncode, plan.read_text("utf-8")) == (1, text)
    assert reason in answer.stderr and "Traceback" not in answer.stderr


def test_a_block_of_one_line_becomes_a_line_at_once():
    assert formatted("title: |-\n  а\nschools:\n- |-\n  б\n", Roadmap) == "title: а\nschools: [б]\n"


def test_a_key_stays_below_the_comment_above_it_that_stands_in_another_mapping():
    text = "order:\n  title: а\n  # о названии плана\ntitle: б\n"
    assert formatted(text, Roadmap) == text
