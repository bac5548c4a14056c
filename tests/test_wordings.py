"""Cutting the cells of a table into the parties they name."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model import Party, PartyLevel
from generator.wordings import Wordings, fold


def party(name: str, *also: str) -> Party:
    return Party(name=name, also=also, level=PartyLevel.ALL)


def cut(cell: str, *parties: Party) -> list[str | None]:
    """The cell as names of parties, and in round brackets what stands between."""
    pieces = Wordings(parties).cut(cell)
    assert "".join(piece.text for piece in pieces) == cell
    return [piece.party.name if piece.party else f"({piece.text})" for piece in pieces]


DUBOVSKIY = [
    party(name)
    for name in ["Муниципальный координатор", "Кураторы проекта", "Координаторы от ШНОР", "Все участники проекта", "школы ОО"]
]
KROMSKOY = [
    party("Отдел образования", "Отдел образования администрации Кромского района (далее – отдел образования)"),
    party("Общеобразовательная организация", "общеобразовательная организация Кромского района (далее – ОО)", "ОО"),
    party("руководители районных методических объединений учителей-предметников Кромского района"),
]
ORDINSKIY = [
    party(
        "Муниципальные органы управления образованием", "Муниципальные органы управления образованием (далее – МОУО)", "МОУО"
    ),
    party("Образовательные организации", "образовательные организации (далее – ОО)", "ОО"),
]
PONOMAREVSKIY = [party(name) for name in ["Отдел образования", "МКУ «ЦМТО»", "руководители ОО", "рабочая группа"]]
DOROGOBUZHSKIY = [
    party("Комитет по образованию"),
    party("Координатор МОЦ"),
    party("МОЦ"),
    party("руководители ОУ"),
    party("ОУ"),
    party("Степанов А.И., инженер-программист"),
]


@pytest.mark.parametrize(
    ("parties", "cell", "pieces"),
    [
        # two parties with nothing between, letter case, a comma
        (
            DUBOVSKIY,
            "Муниципальный координатор Координаторы от ШНОР",
            ["Муниципальный координатор", "( )", "Координаторы от ШНОР"],
        ),
        (DUBOVSKIY, "Все участники Проекта", ["Все участники проекта"]),
        (DUBOVSKIY, "Муниципальный координатор, школы ОО", ["Муниципальный координатор", "(, )", "школы ОО"]),
        # a full name with brackets, longest first
        (
            KROMSKOY,
            "Отдел образования администрации Кромского района (далее – отдел образования), "
            "общеобразовательная организация Кромского района (далее – ОО)",
            ["Отдел образования", "(, )", "Общеобразовательная организация"],
        ),
        (KROMSKOY, "Отдел образования, ОО", ["Отдел образования", "(, )", "Общеобразовательная организация"]),
        (
            ORDINSKIY,
            "Муниципальные органы управления образованием (далее – МОУО), образовательные организации (далее – ОО)",
            ["Муниципальные органы управления образованием", "(, )", "Образовательные организации"],
        ),
        (PONOMAREVSKIY, "Отдел образования МКУ «ЦМТО»", ["Отдел образования", "( )", "МКУ «ЦМТО»"]),
        (PONOMAREVSKIY, "Руководители ОО", ["руководители ОО"]),
        # a comma inside a party; one party at the end of another
        (DOROGOBUZHSKIY, "Степанов А.И., инженер-программист", ["Степанов А.И., инженер-программист"]),
        (DOROGOBUZHSKIY, "Координатор МОЦ, руководители ОУ", ["Координатор МОЦ", "(, )", "руководители ОУ"]),
        (DOROGOBUZHSKIY, "Комитет по образованию, МОЦ", ["Комитет по образованию", "(, )", "МОЦ"]),
    ],
)
def test_cells_of_the_five_orders(parties: list[Party], cell: str, pieces: list[str]) -> None:
    assert cut(cell, *parties) == pieces


@pytest.mark.parametrize(
    ("cell", "pieces"),
    [
        ("ООО «Ромашка»", ["(ООО «Ромашка»)"]),
        ("ОО", ["ОО"]),
        ("оо", ["ОО"]),
        ("ОО5", ["(ОО5)"]),
        ("«ОО»", ["(«)", "ОО", "(»)"]),
        ("ОО,ОО;ОО", ["ОО", "(,)", "ОО", "(;)", "ОО"]),
        ("ОО и Отдел", ["ОО", "( и )", "Отдел"]),
        ("отделОО", ["(отделОО)"]),
        ("Отдел\u00a0\n ОО", ["Отдел", "(\u00a0\n )", "ОО"]),
        ("Отделы", ["(Отделы)"]),
        ("", []),
        (" ", ["( )"]),
    ],
)
def test_words_are_found_whole(cell: str, pieces: list[str]) -> None:
    assert cut(cell, party("ОО"), party("Отдел")) == pieces


def test_longest_wording_wins_whatever_the_sequence() -> None:
    short, long = party("Отдел"), party("Отдел образования и спорта")
    for parties in ((short, long), (long, short)):
        assert cut("Отдел образования и спорта", *parties) == ["Отдел образования и спорта"]
        assert cut("Отдел образования и", *parties) == ["Отдел", "( образования и)"]


def test_the_first_party_to_name_a_wording_has_it() -> None:
    assert cut("РОО", party("Первый", "РОО"), party("Второй", "роо")) == ["Первый"]


def test_white_space_and_letter_case_make_no_difference() -> None:
    person = party("Степанов А. И.,  инженер")
    for cell in ("Степанов А.И., инженер", "СТЕПАНОВ\u00a0А.\tИ. , инженер", "степанов а . и.,инженер"):
        assert cut(cell, person) == ["Степанов А. И.,  инженер"]


def test_letters_and_accents_apart_are_the_same_letter() -> None:
    """As macOS copies from a PDF: «й» of two signs."""
    name = "Районный отдел «Лёд»"
    apart = unicodedata.normalize("NFD", name)
    assert apart != name
    assert cut(f"{apart}, ОО", party(name), party("ОО")) == [name, "(, )", "ОО"]
    assert cut(name, party(apart)) == [apart]
    assert cut(unicodedata.normalize("NFD", "отдели"), party("отделй")) == ["(отдели)"]


@pytest.mark.parametrize("pair", ["iı", "İi", "sſ", "kK", "ßẞ", "σς", "µμ", "вᲀ"])
def test_letters_that_are_equal_for_some_are_no_trouble(pair: str) -> None:
    """A pattern that disregards case finds more than `casefold` knows."""
    first, second = pair
    assert cut(f"{second} {first}", party(first))[-1] == first


TEXTS = st.text(st.sampled_from("аОо., ;(«»\n\u00a0и5İßй\u0306"), max_size=30)
NAMES = st.lists(TEXTS.filter(lambda text: text.strip() != ""), max_size=5)


@settings(derandomize=True, deadline=None)
@given(NAMES, TEXTS)
def test_pieces_put_together_are_the_cell(names: list[str], cell: str) -> None:
    cut(cell, *map(party, names))


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(DOROGOBUZHSKIY), min_size=1, max_size=6), st.sampled_from([", ", "; ", " и ", " ", ",\n"]))
def test_a_cell_of_parties_is_cut_into_them(parties: list[Party], separator: str) -> None:
    found = [name for name in cut(separator.join(one.name for one in parties), *DOROGOBUZHSKIY) if not name.startswith("(")]
    assert found == [one.name for one in parties]


@settings(derandomize=True, deadline=None)
@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert not re.search(r"\s\s|^\s|\s$", fold(text))
