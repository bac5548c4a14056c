"""Ids, addresses, and the links between pages."""

import itertools
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.ids import RESERVED, anchor, closest, has_own_id, href, is_id, row_id

ADDRESSES = ["", *("/".join(parts) for length in (1, 2, 3, 4) for parts in itertools.product("ab", repeat=length))]
FILES = ["feed.xml", "a/plan.ics", "a/b/files/prikaz-89.pdf", "b/a/b/a/x.csv"]


@pytest.mark.parametrize("host", ["https://example.org/", "https://example.org/sub/path/", "file:///site/"])
def test_links_lead_where_a_browser_takes_them(host: str) -> None:
    """Held against `urljoin` for every pair of a small site: pages are folders, files are files."""
    for source in ADDRESSES:
        base = host + (f"{source}/" if source else "")
        for target in ADDRESSES:
            assert urljoin(base, href(source, target)) == host + (f"{target}/" if target else "")
            assert urljoin(base, href(source, target, "m-6-1")) == host + (f"{target}/" if target else "") + "#m-6-1"
        for target in FILES:
            assert urljoin(base, href(source, target)) == host + target


def test_links_are_short_and_relative() -> None:
    assert href("a/b", "a/b") == "./"
    assert href("a/b", "a/b", "m-1") == "#m-1"
    assert href("", "") == "./"
    assert href("a/b", "") == "../../"
    assert href("a/b", "a") == "../"
    assert href("a", "a/b/c") == "b/c/"
    assert href("a/b", "a/b/feed.xml") == "feed.xml"
    assert not href("a", "b/c").startswith("/")


@pytest.mark.parametrize(
    ("number", "id_"),
    [
        ("6.1.", "6-1"),
        ("1", "1"),
        ("№ 7", "7"),
        ("II.3", "ii-3"),
        ("1)", "1"),
        ("2.10", "2-10"),
        ("6A", "6a"),
        (" 3 . 1 ", "3-1"),
        ("—", ""),
        ("", ""),
        ("6а", "6"),  # the letter is Russian
    ],
)
def test_id_of_a_row(number: str, id_: str) -> None:
    assert row_id(number) == id_
    assert anchor(id_) == f"m-{id_}"


@pytest.mark.parametrize("number", ["6а", "6б", "п. 5", "—", "", "1" * 61, "٣"])
def test_numbers_that_need_an_id(number: str) -> None:
    assert not has_own_id(number)


@pytest.mark.parametrize("number", ["6.1.", "№ 7", "6a", "II", "1 2", "«5»", "1–2"])
def test_numbers_that_need_none(number: str) -> None:
    assert has_own_id(number)


@settings(derandomize=True, deadline=None)
@given(st.text())
def test_a_row_id_is_an_id_or_nothing(number: str) -> None:
    assert row_id(number) == "" or is_id(row_id(number)) or len(row_id(number)) > 60
    assert row_id(row_id(number)) == row_id(number)


@pytest.mark.parametrize("text", ["", "A", "а", "a_b", "a.b", "a/b", "..", "a" * 61, "a\n", " a", "é"])
def test_what_is_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize("text", ["a", "0", "2021-500-plus", "-", "a" * 60])
def test_what_is_an_id(text: str) -> None:
    assert is_id(text)


def test_reserved_names_could_be_ids() -> None:
    """Only such need to be reserved."""
    assert all(is_id(name) for name in RESERVED)
    assert {"projects", "reports", "files", "all", "embed", "lite", "data", "calendar", "parties", "search"} <= RESERVED
    assert {"admin", "assets", "templates", "pagefind", "feed", "sitemap", "index", "readme", "404"} <= RESERVED


def test_closest() -> None:
    known = ["deadline", "responsible", "result"]
    assert closest("deadine", known) == "deadline"
    assert closest("DEADLINE", known) == "deadline"
    assert closest("colour", known) is None
    assert closest("x", []) is None
    assert closest("ab", ["ac", "ad"], likeness=0.4) == closest("ab", ["ad", "ac"], likeness=0.4)
