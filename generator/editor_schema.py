"""The JSON Schema of the files, for editors and forms: made from the model, with titles and descriptions in Russian.

It knows the shape of a file alone; `roadmaps check` knows more. YAML's own integers and booleans are accepted where people
write them (`period: 2021`, `required: true`).
"""

import json
from typing import Any

from pydantic import BaseModel

from generator.fields import FIELDS, KINDS, NOTE
from generator.files import SiteFile
from generator.model import DistrictProfile, Project, Region, Report, Roadmap, School

_NAMES: dict[str, type[BaseModel]] = {
    "region": Region,
    "district": DistrictProfile,
    "school": School,
    "project": Project,
    "roadmap": Roadmap,
    "report": Report,
}
_YEARS, _YEAR = ("occurrence", "period"), {"type": ["string", "integer"]}
"""Where a year alone may stand, which is a number for YAML."""
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that the editors for YAML and the form libraries all read."""


def schema_files() -> list[SiteFile]:
    """A schema for each kind of file, `roadmap.schema.json` and its like."""
    return [SiteFile(f"{name}.schema.json", _written(schema(kind))) for name, kind in _NAMES.items()]


def schema(kind: type[BaseModel]) -> dict[str, Any]:
    """The schema of a `kind` of file."""
    found = kind.model_json_schema(ref_template="#/definitions/{model}")
    definitions = {name: _told(name, _plain(one)) for name, one in sorted(found.pop("$defs", {}).items())}
    whole = _told(kind.__name__, _plain(found))
    return {"$schema": _DIALECT, **whole, "definitions": definitions}


def _told(model: str, node: dict[str, Any]) -> dict[str, Any]:
    """The schema of a model with the words of the table in place of English ones."""
    node.pop("description", None)
    node.pop("title", None)
    properties = {}
    for key, value in node.get("properties", {}).items():
        title, description = NOTE if key == "note" else FIELDS[model][key]
        form = {"allOf": [value]} if "$ref" in value else value  # beside a reference nothing else counts
        properties[key] = {"title": title, "description": description, **form, **(_YEAR if key in _YEARS else {})}
    head = {"title": KINDS[model]} if model in KINDS else {}
    return {**head, **node, **({"properties": properties} if properties else {})}


def _plain(node: Any) -> Any:
    """The schema without «or null» and without the titles that pydantic makes of names."""
    if isinstance(node, list):
        return [_plain(one) for one in node]
    if not isinstance(node, dict):
        return node
    kinds = [one for one in node.get("anyOf", []) if one.get("type") != "null"]
    if len(kinds) == 1:
        node = {**{key: value for key, value in node.items() if key != "anyOf"}, **kinds[0]}
    found = {}
    for key, value in node.items():
        if key == "properties":
            found[key] = {name: _plain(one) for name, one in value.items()}
        elif key not in ("title", "default") or not isinstance(value, str | None | list | bool):
            found[key] = _plain(value)
    return found


def _written(schema: dict[str, Any]) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
