"""The five orders in `roadmaps/` are complete and verbatim: compared with their texts, and without a fault of form.

The files are read by PyYAML's BaseLoader, which leaves every scalar the text it is, and not by the generator.
"""

import re
from pathlib import Path

import pytest
import yaml
from order_text import Row, read_order

ROADMAPS = Path(__file__).parents[2] / "roadmaps"
TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
FILES = {
    "kromskoy-2021": "orlovskaya-oblast/kromskoy/2021-500-plus.yml",
    "ponomarevskiy-2020": "orenburgskaya-oblast/ponomarevskiy/2020-shnor.yml",
    "dubovskiy-2021": "rostovskaya-oblast/dubovskiy/2021-500-plus.yml",
    "ordinskiy-2021": "permskiy-kray/ordinskiy/2021-podderzhka-shkol.yml",
    "dorogobuzhskiy-2020": "smolenskaya-oblast/dorogobuzhskiy/2020-obrazovatelnyy-tsentr.yml",
}
DATED_ROWS = {
    "kromskoy-2021": 15,
    "ponomarevskiy-2020": 23,
    "dubovskiy-2021": 19,
    "ordinskiy-2021": 7,
    "dorogobuzhskiy-2020": 18,
}
every_order = pytest.mark.parametrize("name", FILES)


def load(name):
    return yaml.load((ROADMAPS / FILES[name]).read_text(encoding="utf-8"), yaml.BaseLoader)


def walk(activities):
    for activity in activities:
        yield activity
        yield from walk(activity.get("activities", []))


def rows(plan):
    """The rows of the YAML, each as its section and its cells in the sequence of the order's columns."""
    keys = [column["key"] for column in plan["columns"]]
    parts = plan.get("sections") or [{"title": "", "activities": plan["activities"]}]
    for part in parts:
        section = " ".join(filter(None, (part.get("number"), part["title"])))
        for activity in walk(part["activities"]):
            yield Row(section, tuple(activity.get(key, "") for key in keys))


def squeeze(text):
    """`text` without white space, without the bold marks of the source and without the dashes before numbered points."""
    text = re.sub(r"^\s*- (?=\d)", "", text, flags=re.MULTILINE)
    return re.sub(r"\s|\*\*", "", text)


# The table


@every_order
def test_headings_stand_in_the_sequence_of_the_order(name):
    assert tuple(column["title"] for column in load(name)["columns"]) == read_order(name).headings


@every_order
def test_every_cell_is_that_of_the_order(name):
    assert list(rows(load(name))) == list(read_order(name).rows)


@every_order
def test_every_dated_row_is_there(name):
    plan = load(name)
    activities = [activity for part in plan.get("sections", [plan]) for activity in walk(part["activities"])]
    assert len([activity for activity in activities if "deadline" in activity]) == DATED_ROWS[name]
    groups = [activity["number"] for activity in activities if "deadline" not in activity]
    assert groups == (["6"] if name == "kromskoy-2021" else [])
    assert all("activities" in activity for activity in activities if "deadline" not in activity)


def test_there_are_82_dated_rows():
    assert sum(DATED_ROWS.values()) == 82


def test_torn_rows_are_joined():
    torn = {row.cells[0]: row.cells for row in read_order("ponomarevskiy-2020").rows}["6."]
    assert torn[1].startswith("Утверждение списка сетевого партнерства образовательных организаций с низкими")
    assert torn[2:] == ("сентябрь 2020 года", "Отдел образования МКУ «ЦМТО»", "Приказ отдела образования")
    torn = {row.cells[0]: row.cells for row in read_order("dubovskiy-2021").rows}["15."]
    assert "осуществления методической поддержки и повышения" in torn[1]
    torn = {row.cells[0]: row for row in read_order("ordinskiy-2021").rows}["2.4."]
    assert torn.section == "2. Общесистемные мероприятия"
    assert torn.cells[2:] == ("МОУО, ОО", "В течение года (по мере необходимости)", "Анализ и рекомендации")


# The sheet above the table

PRINTED = {
    # What stands above the table, in the sequence of the sheet: a key of the order, `heading` or `plan` (the title of the
    # table), or a text in square brackets that is left out on purpose.
    "kromskoy-2021": "marks authority kind date number title preamble points position name "
    "[имя исполнителя] [телефон исполнителя] heading plan",
    "ponomarevskiy-2020": "authority kind date number place title preamble points position name heading plan",
    "dubovskiy-2021": "authority kind date number place title preamble points position name plan",
    "ordinskiy-2021": "authority kind place date number title preamble points position name marks plan",
    "dorogobuzhskiy-2020": "authority kind date number title preamble points position name plan",
}
DATES = {
    "kromskoy-2021": ("04 марта 2021 года", "2021-03-04"),
    "ponomarevskiy-2020": ("10.09.2020г", "2020-09-10"),
    "dubovskiy-2021": ("27.03.2021 г.", "2021-03-27"),
    "ordinskiy-2021": ("28.06.2021", "2021-06-28"),
    "dorogobuzhskiy-2020": ("17.01.2020", "2020-01-17"),
}
MARGIN = "Срок: в течение учебного года\n\n"
"""The term of point 2.1 of Пономаревка: printed at the right margin, it got into the middle of point 2.2."""


def sheet(plan, name):
    """All that is printed above the table, put together from the YAML."""
    order = plan["order"]
    pieces = {
        "kind": order["kind"].upper(),
        "date": DATES[name][0],
        "number": "№" + order["number"],
        "marks": "".join(order.get("marks", [])),
        "points": "".join(point["number"] + point["text"] + point.get("deadline", "") for point in order["points"]),
        "plan": plan["title"],
        "heading": plan.get("heading"),
    } | {key: order["signatory"][key] for key in ("position", "name")}
    parts = re.findall(r"\[.*?\]|\w+", PRINTED[name])
    return "".join(part if part.startswith("[") else pieces.get(part) or order[part] for part in parts)


@every_order
def test_every_letter_above_the_table_is_there(name):
    text = read_order(name).above
    if name == "ponomarevskiy-2020":
        assert text.count(MARGIN) == 2
        text = text.replace(MARGIN, "", 1).replace(" - 2.2", MARGIN + " - 2.2")
    plan = load(name)
    assert squeeze(sheet(plan, name)) == squeeze(text)
    assert plan["order"]["date"] == DATES[name][1]


@every_order
def test_what_is_read_out_of_the_sheet_stands_in_it(name):
    text = squeeze(read_order(name).above).casefold()
    order = load(name)["order"]
    for document in order.get("basis", []) + order.get("attachments", []):
        assert squeeze(document.get("number", "")).casefold() in text
        first, _, rest = document["title"].partition(" ")  # its ending follows the case: «паспортом», «Концепции»
        assert squeeze(first)[:7].casefold() in text
        assert squeeze(rest).casefold() in text


def people(value):
    if isinstance(value, dict):
        if isinstance(value.get("name"), str) and "level" not in value:
            yield value["name"]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from people(item)


@every_order
def test_nobody_is_named_whom_the_order_does_not_name(name):
    text = squeeze((Path(__file__).parent / f"texts/{name}.txt").read_text(encoding="utf-8"))
    plan = load(name)
    folder = (ROADMAPS / FILES[name]).parent
    schools = [yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) for file in folder.glob("*/school.yml")]
    named = set(people([plan["order"], plan.get("team", []), schools]))
    assert named
    for person in named:
        match = re.fullmatch(r"(?:(\w+)[а-я] )?(\w\. ?\w\.)(?: ?(\w+))?", person)
        assert match, person
        surname, initials = match[1] or match[3], squeeze(match[2])
        assert surname in text and initials in text, person


@every_order
def test_notes_quote_the_order_letter_for_letter(name):
    text = squeeze((Path(__file__).parent / f"texts/{name}.txt").read_text(encoding="utf-8")).casefold()
    meant = {"муниципальныйкуратор", "организацияучастияшколы–участницыпроектавопросе"}  # not its very words
    notes = re.findall(r"^ *(?:- )?note: (.*)$", (ROADMAPS / FILES[name]).read_text(encoding="utf-8"), re.MULTILINE)
    assert notes
    for quoted in re.findall(r"«([^«»]*)»", "\n".join(notes)):
        for piece in filter(None, squeeze(quoted).casefold().split("…")):
            assert piece in text or piece in meant, quoted
    assert not [note for note in notes if "  " in note or "..." in note or re.search(r'\w"\w', note)]


# Parties


@every_order
def test_parties_cover_every_responsible_cell(name):
    plan = load(name)
    wordings = [wording for party in plan["parties"] for wording in (party["name"], *party.get("also", []))]
    used = set()
    for row in rows(plan):
        keys = [column["key"] for column in plan["columns"]]
        rest = squeeze(row.cells[keys.index("responsible")]).casefold()
        for wording in sorted((squeeze(wording).casefold() for wording in wordings), key=len, reverse=True):
            if wording in rest:
                used.add(wording)
                rest = rest.replace(wording, "|")
        assert re.fullmatch(r"[|,;.и]*", rest), (row.cells[0], rest)
    unused = {wording for wording in wordings if squeeze(wording).casefold() not in used}
    assert unused <= {"Общеобразовательная организация Кромского района", "Образовательные организации"} | {
        "Муниципальные органы управления образованием"
    }  # only full names that the table has together with their abbreviation


@every_order
def test_team_means_declared_parties(name):
    plan = load(name)
    assert {person["party"] for person in plan.get("team", []) if "party" in person} <= {
        party["name"] for party in plan["parties"]
    }


# Schools and projects


def test_only_schools_that_an_order_names_are_there():
    titles = {
        file.parent.name: yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)["title"]
        for order in FILES.values()
        for file in (ROADMAPS / order).parent.glob("*/school.yml")
    }
    assert titles == {
        "cherkasskaya": "МБОУ КР ОО «Черкасская средняя общеобразовательная школа»",
        "veselovskaya-2": "МБОУ Веселовская СШ № 2",
        "zhukovskaya-5": "МБОУ Жуковская СШ № 5",
    }


@every_order
def test_project_and_its_parts_are_found(name):
    plan = load(name)
    folder = (ROADMAPS / FILES[name]).parent
    found = [
        file
        for place in (folder, folder.parent, folder.parent.parent)
        for file in place.glob(f"projects/{plan['project']}.yml")
    ]
    assert len(found) == 1
    parts = yaml.load(found[0].read_text(encoding="utf-8"), yaml.BaseLoader)["parts"]
    known = {part["id"] for part in parts} | {"all"}
    assert len(known) == len(parts) + 1
    publishing = [*plan["order"]["points"], *walk(a for p in plan.get("sections", [plan]) for a in p["activities"])]
    for item in publishing:
        assert set(item.get("publishes", [])) <= known
    if "schools" in plan:
        assert all((folder / school / "school.yml").is_file() for school in plan["schools"])


# Privacy

TELEPHONE = re.compile(r"(?<![\d/-])(?:\+7|8)[\s(-]*\d{3,5}[\s)-]*\d{1,3}(?:[\s-]?\d{2}){2}(?!\d)")
PATRONYMIC = re.compile(r"\b[А-ЯЁ][а-яё]+(?:[ое]вич|ьич|[ое]вн|ичн)(?:а|у|ы|е|ой|ем|ю)?\b")


@pytest.mark.parametrize("secret", ["8(000) 2-00-00", "+7 900 000-00-00", "8 (00000) 2-00-00", "89000000000"])
def test_a_telephone_is_seen(secret):
    assert TELEPHONE.search(f"Исполнитель: {secret}")


@pytest.mark.parametrize("secret", ["Анна Петровна", "Петру Ивановичу", "Ивана Ильича", "Ольгой Никитичной"])
def test_a_patronymic_is_seen(secret):
    assert PATRONYMIC.search(secret)


@pytest.mark.parametrize("file", [*sorted(ROADMAPS.rglob("*.yml")), *TEXTS], ids=lambda file: "/".join(file.parts[-3:]))
def test_no_telephone_and_no_patronymic(file):
    text = file.read_text(encoding="utf-8")
    assert not TELEPHONE.search(text)
    assert not PATRONYMIC.search(text)


# Canonical form

READ_BY_TYPE = {"period", "date", "until", "added", "dropped", "closed", "required", "demo"}
"""Keys whose values have a type, so they stand plain though YAML by itself would read a date, a number or a flag."""
IN_ONE_LINE = {"schools", "districts", "publishes", "implements", "unchanged", "dates", "activities"}
"""Keys of lists of ids and dates: they alone stand in one line."""
OWN = sorted(
    {
        ROADMAPS / "projects/500-plus.yml",
        *(file for order in FILES.values() for file in (ROADMAPS / order).parents[1].rglob("*.yml")),
    }
)


def means_something_else(text):
    """Whether YAML 1.1 or 1.2 would read the plain `text` as a number, a date, a flag or nothing."""
    if yaml.SafeLoader("").resolve(yaml.ScalarNode, text, (True, False)) != "tag:yaml.org,2002:str":
        return True
    return bool(re.fullmatch(r"[-+]?[0-9.][0-9._]*(e[-+]?\d+)?|0[ox][0-9a-f]+|y|n|", text, re.IGNORECASE))


def nodes(node, key=None):
    yield key, node
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from nodes(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from nodes(item, key)


@pytest.mark.parametrize("file", OWN, ids=lambda file: "/".join(file.parts[-3:]))
def test_form_is_canonical(file):
    data = file.read_bytes()
    assert data.endswith(b"\n") and not data.endswith(b"\n\n")
    lines = data.decode("utf-8").split("\n")
    assert not [line for line in lines if line != line.rstrip() or "\t" in line or "\r" in line or "#" in line]
    for key, node in nodes(yaml.compose(data, yaml.BaseLoader)):
        where = f"{key}, line {node.start_mark.line + 1}"
        if isinstance(node, yaml.ScalarNode):
            assert node.start_mark.line == node.end_mark.line, where
            if key not in READ_BY_TYPE:
                quoted = node.style == '"'
                plain_is_enough = key != "number" and not means_something_else(node.value) and not needs_quotes(node.value)
                assert quoted != plain_is_enough, where
        else:
            assert node.flow_style == (key in IN_ONE_LINE and all(isinstance(i, yaml.ScalarNode) for i in node.value)), where


def needs_quotes(text):
    """Whether the plain `text` would break the syntax of YAML."""
    return bool(re.search(r"^[-?:,\[\]{}#&*!|>'\"%@`](?: |$)|^[,\[\]{}#&*!|>'\"%@`]|: |:$| #", text))
