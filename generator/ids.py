"""Ids and addresses: what may name a folder, a file, a row and a page.

An id is written by a person and permanent: addresses, anchors and calendar UIDs hang on it. The address of a page is its
path from the root of the site without slashes at the ends (`rostovskaya-oblast/dubovskiy`; the home page is the empty text).
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

ID = re.compile(r"[a-z0-9-]{1,60}")
"""The form of an id of a folder, a file, a part or a column."""

RESERVED = frozenset(
    [
        *["404", "admin", "all", "assets", "calendar", "catalog", "data", "datapackage", "embed", "feed", "files", "index"],
        *["lite", "pagefind", "parties", "projects", "razmestit", "readme", "reports", "schema", "search", "sitemap"],
        "templates",
    ]
)
"""Ids that addresses of the site itself need; `templates` because MkDocs drops such a folder without a word."""


def is_id(text: str) -> bool:
    """Whether `text` may be an id: 1 to 60 of the signs a–z, 0–9 and `-`."""
    return ID.fullmatch(text) is not None


def row_id(number: str) -> str:
    """The id of a row numbered `number` in its order: `6.1.` gives `6-1`; empty if nothing of a–z and 0–9 is in it."""
    return re.sub(r"[^0-9a-z]+", "-", number.lower()).strip("-")


def has_own_id(number: str) -> bool:
    """Whether the number alone tells the row from others: no letter of it is lost in `row_id`, as in «6а» and «6б»."""
    return is_id(row_id(number)) and re.search(r"[^\W\da-zA-Z]", number) is None


def is_row(name: str, row: str, number: str) -> bool:
    """Whether `name` means the row with the id `row` and the printed `number`.

    What has the form of an id means the id alone: an amendment may have given the number 5.5 to the row with the id `5-4`.
    """
    return name == row if is_id(name) else name.strip(" .").casefold() == number.strip(" .").casefold()


def anchor(row: str) -> str:
    """The anchor of the row with the id `row` on the page of its roadmap."""
    return f"m-{row}"


def href(source: str, target: str, fragment: str = "") -> str:
    """The relative link from the page at the address `source` to the page (or the file) at the address `target`.

    A page is a folder, so its link ends in a slash; a target whose last part has a dot is a file. Relative links work from any
    folder of any host. A link to the own page is its fragment alone, or `./`.
    """
    tail = f"#{fragment}" if fragment else ""
    if source == target:
        return tail or "./"
    return _path(source, target) + tail


@lru_cache(maxsize=4096)  # a page leads to the same few pages from each of its rows
def _path(source: str, target: str) -> str:
    here, there = (list(filter(None, address.split("/"))) for address in (source, target))
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    path = "/".join([".."] * (len(here) - shared) + there[shared:])
    return path + ("" if is_file(target) else "/")


def is_file(address: str) -> bool:
    """Whether an address of the site is that of a file: its last part has a dot, which no id has."""
    return "." in address.rpartition("/")[2]


CALENDAR, FULL_CALENDAR = "ics", "full.ics"
"""The endings of the calendars of a page: of what has days, and of all, with reminders."""
EXCEL, TABLE = "xlsx", "csv"
"""The endings of the spreadsheets of a plan."""
WORD = "docx"
"""The ending of the annex of a plan in Word."""


JSON = "json"
"""The ending of the data of a plan."""
ZIP = "zip"
"""The ending of the package of a school."""

DATA = "data/v1"
"""The folder of all data; its number is the version of the contract (docs/open-data.md)."""


def data_file(page: str, ending: str) -> str:
    """The address of a file with the data of the page at the address `page`: its calendar, say, with the ending `ics`."""
    return f"{DATA}/{page}.{ending}"


def table_file(unit: str) -> str:
    """The address of the CSV with the rows of all plans of a district, or of a region's own: no plan is called as a profile."""
    return data_file(unit if "/" in unit else f"{unit}/region", TABLE)


def whole_table_file(region: str) -> str:
    """The address of the CSV with the rows of all plans of a region and its districts."""
    return data_file(region, TABLE)


LADDER = "razmestit"
"""The last part of the address of the page that tells how to place a page on another site; no folder has this name."""


def embed_file(page: str, name: str) -> str:
    """The address of the file `name` that other sites take of the page at the address `page`: its badge, say."""
    return f"embed/{page}/{name}"


def feed_file(page: str) -> str:
    """The address of the feed of what is new on the page at the address `page`."""
    return f"{page}/feed.xml" if page else "feed.xml"


def closest(word: str, known: Iterable[str], likeness: float = 0.75) -> str | None:
    """The one of `known` that `word` was most likely meant to be, or None; letter case is no difference.

    `likeness` is the least part of the signs that the two have in common, as `difflib` counts it.
    """
    by_folded = {name.casefold(): name for name in sorted(known)}
    match = get_close_matches(word.casefold(), sorted(by_folded), n=1, cutoff=likeness)
    return by_folded[match[0]] if match else None
