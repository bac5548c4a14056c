"""Marks: a small sign beside its word. A circle is work, a sheet of paper a publication, a dashed outline something missing."""

from functools import cache
from typing import NamedTuple

from generator import news
from generator.filed import Filed
from generator.ids import href
from generator.pages.markdown import Html
from generator.pages.template import draw
from generator.status import Status


class Told(NamedTuple):
    """What a mark stands beside: `mark` is its id in `symbols.html.j2`, `link` are the words that lead to `href`, if any do."""

    mark: str
    words: str
    href: str = ""
    link: str = ""


@cache
def symbols() -> Html:
    """The signs themselves, once on a page that shows any of them."""
    return draw("symbols.html.j2")


def told(page: str, status: Status) -> Told:
    """A status in words, with a link to the report that stands behind it, on the page at the address `page`."""
    if status.report is None:
        return Told(status.state.value, status.text)
    return Told(status.state.value, status.text, report_href(page, status.report), report_words(status.report))


def report_words(filed: Filed) -> str:
    """«отчёт 20.05.2021»."""
    return f"отчёт {filed.report.date:%d.%m.%Y}"


def report_href(page: str, filed: Filed) -> str:
    """The link to a report on the page of news where it stands."""
    return href(page, news.page_of(filed), news.anchor(filed))
