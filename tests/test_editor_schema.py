"""The JSON Schema for editors: in step with the model, in Russian, and true of the real data and of its mistakes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from pydantic import BaseModel

from generator import model
from generator.editor_schema import schema, schema_files
from generator.fields import FIELDS
from generator.model import Roadmap

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/schema"
MODELS = [
    found
    for name, found in vars(model).items()
    if isinstance(found, type)
    and issubclass(found, BaseModel)
    and found.__module__ == model.__name__
    and name not in ("Model", "Territory")
]
GLOBS = {
    "region": "*/region.yml",
    "district": "*/*/district.yml",
    "school": "*/*/*/school.yml",
    "project": "**/projects/*.yml",
    "report": "**/reports/*.yml",
}


def kinds() -> dict[str, list[Path]]:
    data = ROOT / "roadmaps"
    found = {name: sorted(data.glob(pattern)) for name, pattern in GLOBS.items()}
    taken = {path for paths in found.values() for path in paths}
    return {**found, "roadmap": sorted(path for path in data.rglob("*.yml") if path not in taken)}


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_every_field_has_its_words_and_nothing_else_has(kind: type[BaseModel]):
    assert {*FIELDS[kind.__name__]} == {*kind.model_fields} - {"note"}
    for title, description in FIELDS[kind.__name__].values():
        assert title == title.strip()
        assert description.endswith((".", "…")), description


def test_there_are_no_words_of_models_that_are_gone():
    assert {*FIELDS} == {kind.__name__ for kind in MODELS}


def test_the_committed_files_are_those_of_the_model():
    assert {path.name: path.read_bytes() for path in FOLDER.iterdir()} == {file.path: file.data for file in schema_files()}


@pytest.mark.parametrize("name", ["region", "district", "school", "project", "report", "roadmap"])
def test_all_committed_data_validate(name):
    paths = kinds()[name]
    assert paths
    answer = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--schemafile", FOLDER / f"{name}.schema.json", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_editor_takes_each_file_for_its_kind():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert {path.removeprefix("./docs/schema/").removesuffix(".schema.json") for path in settings} == {*GLOBS, "roadmap"}
    for path, patterns in settings.items():
        assert (ROOT / path).is_file()
        if isinstance(patterns, str):
            assert sorted(ROOT.glob(patterns)) == kinds()[Path(path).name.removesuffix(".schema.json")]


def test_mistakes_are_told():
    judge = Draft7Validator(schema(Roadmap))
    good = {
        "title": "План",
        "period": 2021,
        "order": {"kind": "приказ", "title": "О плане", "date": "2021-03-27", "authority": "Отдел"},
        "columns": [{"key": "title", "title": "Мероприятие"}],
        "activities": [{"title": "А", "deadline": "май"}],
    }
    assert not [*judge.iter_errors(good)]
    for wrong in ({"titel": "План"}, {"period": ["2021"]}, {"activities": "А"}, {"parties": [{"name": "А", "level": "город"}]}):
        assert [*judge.iter_errors({**good, **wrong})]
    assert [*judge.iter_errors({key: value for key, value in good.items() if key != "order"})]
