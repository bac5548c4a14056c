"""Each rule on a small file: the problems it must raise stand in the file itself, and no other may be raised.

The first line of a fixture says where in the valid data it is put (`# файл: oblast/rayon/plan.yml`), the last ones what must be
told: `# ждём: КОД строка:столбец`, with the file if it is another one, and words of the message or the hint behind a dash.
"""

import ast
import re
from pathlib import Path

import pytest
from judging import copy_tiny, judge, put

from generator.ids import RESERVED
from generator.problem import TOP, Problem, problem
from generator.rules import RULES, Severity

HERE = Path(__file__).parent
FIXTURES = sorted(HERE.glob("*.yml"))
INDEX = HERE.parent / "bad_inputs/index.tsv"
EXPECTED = re.compile(
    r"^# ждём: (?P<code>[A-Z]\d\d) (?P<line>\d+):(?P<column>\d+)(?: (?P<file>[^\s—]\S*))?(?: — (?P<says>.+))?$"
)


def expected(text: str, path: str) -> list[tuple[str, str, int, int, str]]:
    found = [EXPECTED.match(line) for line in text.splitlines() if line.startswith("# ждём")]
    assert all(found)
    return sorted(
        (match["file"] or path, match["code"], int(match["line"]), int(match["column"]), match["says"] or "")
        for match in found
        if match
    )


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.stem)
def test_fixture(fixture: Path, tmp_path: Path) -> None:
    text = fixture.read_text("utf-8")
    first, _, _ = text.partition("\n")
    path = first.removeprefix("# файл: ")
    root = copy_tiny(tmp_path)
    put(root, path, text)
    problems = judge(root).problems
    told = [problem.as_text() for problem in problems]
    places = sorted((problem.file, problem.code, problem.line, problem.column) for problem in problems)
    wanted = expected(text, path)
    assert places == [place[:4] for place in wanted], "\n".join(told)
    assert all(any(says in line for line in told) for *_, says in wanted)
    code = fixture.stem.partition("-")[0]
    assert code in {place[1] for place in wanted} or (code == "ok" and not wanted)


def test_the_valid_data_has_no_problem(tmp_path: Path) -> None:
    assert judge(copy_tiny(tmp_path)).problems == ()


def test_every_rule_has_a_fixture_or_a_bad_input() -> None:
    tried = {fixture.stem.partition("-")[0] for fixture in FIXTURES}
    tried |= {line.split("\t")[5] for line in INDEX.read_text("utf-8").splitlines()[1:]}
    assert not RULES.keys() - tried - ELSEWHERE


ELSEWHERE = {"F09", "F11", "F12", "F13", "F14"}
"""Rules that need a disk or a document: tests/test_folder.py, tests/test_document_file.py, tests/test_annex.py."""


# The words


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_words_of_a_rule(rule) -> None:
    """In Russian, in whole sentences, typographic, and with a cure."""
    for words in (rule.message, rule.cause, rule.cure):
        assert re.search("[а-яё]", words) or "{what}" in words
        assert words.rstrip()[-1] in ".»?" or words.endswith("{reason}")
        assert '"' not in words.replace(': "', "").replace('".', "")
        assert "  " not in words and " - " not in words and "..." not in words.replace("«...»", "")
    assert not rule.message[0].isupper()  # it follows a colon
    assert rule.cause[0].isupper() and rule.cure[0].isupper() and rule.title[0].isupper()
    assert not rule.title.endswith(".")
    assert re.fullmatch(r"[A-Z]\d\d", rule.code)


def test_rules_stand_in_the_sequence_of_their_codes() -> None:
    for letter in {code[0] for code in RULES}:
        own = [code for code in RULES if code.startswith(letter)]
        assert own == sorted(own)


def calls() -> dict[tuple[str, int], tuple[str, set[str]]]:
    """Every place in the generator where a problem is made: its code and the values that it is given."""
    found = {}
    for file in sorted((HERE.parent.parent / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in {"problem", "fault", "_report"} and node.args and isinstance(node.args[0], ast.Constant):
                    values = {keyword.arg for keyword in node.keywords if keyword.arg} - {"hint"}
                    found[file.name, node.lineno] = (str(node.args[0].value), values)
    return found


def test_every_problem_is_given_what_its_message_needs() -> None:
    made = calls()
    assert len(made) > 80
    for place, (code, values) in made.items():
        needed = set(re.findall(r"{(\w+)}", RULES[code].message))
        assert values == needed, (place, code)


def test_values_cannot_break_out_of_a_message() -> None:
    hostile = problem("R03", "a\n::error::b.yml", TOP, id="x\n\x1b[2J\u202e{file}%0A::error::")
    assert hostile.as_text().isprintable()
    assert hostile.as_annotation().count("::") == 2 + hostile.message.count("::")
    assert hostile.as_annotation().startswith("::error file=a\\u000a%3A%3Aerror%3A%3Ab.yml,line=1,col=1,title=R03::")
    assert "%250A" in hostile.as_annotation()


def test_long_values_are_shortened() -> None:
    assert len(problem("R03", "a.yml", TOP, id="я" * 1_000_000).as_text()) < 200


def test_three_forms() -> None:
    one = Problem("a/b.yml", 3, 5, "Y15", "значение.", "Возьмите.")
    assert one.as_text() == "a/b.yml:3:5: предупреждение Y15: значение. Возьмите."
    assert one.as_annotation() == "::warning file=a/b.yml,line=3,col=5,title=Y15::значение. Возьмите."
    assert one.severity is Severity.WARNING
    assert one.as_dict() == {
        "file": "a/b.yml",
        "line": 3,
        "column": 5,
        "code": "Y15",
        "severity": "warning",
        "message": "значение.",
        "hint": "Возьмите.",
    }


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_no_folder_and_no_file_may_take_a_name_of_the_site(name: str, tmp_path: Path) -> None:
    root = copy_tiny(tmp_path)
    beside = {"projects", "reports", "files"}  # as folders they have their own sense
    paths = [
        f"oblast/rayon/{name}.yml",
        f"oblast/{name}.yml",
        f"projects/{name}.yml",
        f"oblast/rayon/shkola-1/reports/{name}.yml",
    ]
    folders = [] if name in beside else [name, f"oblast/{name}", f"oblast/rayon/{name}"]
    for path in paths:
        put(root, path, "title: x\n")
    for folder in folders:
        (root / folder).mkdir()
    told = {problem.file for problem in judge(root).problems if problem.code == "F02"}
    assert told == {*paths, *folders}
