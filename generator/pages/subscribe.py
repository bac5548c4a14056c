"""What a page offers to programs: the calendars of its terms and the feed of what is new, and how to subscribe."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.ids import CALENDAR, FULL_CALENDAR, data_file, feed_file, href
from generator.months import is_dated
from generator.pages.markdown import Block, Heading
from generator.pages.template import draw
from generator.plan import Row


@dataclass(frozen=True, slots=True)
class File:
    """A calendar: the link to the file, and the address by which a program subscribes, empty if it is not known."""

    title: str
    about: str
    href: str
    webcal: str

    @property
    def spoken(self) -> str:
        """What it is within a sentence."""
        return self.title.removesuffix(" .ics").lower()


_CALENDARS = (
    (CALENDAR, "Календарь .ics", "Всё, у чего названы дни."),
    (
        FULL_CALENDAR,
        "Полный календарь .ics",
        "Ещё и то, что длится весь год, и напоминания.",
    ),
)


_GUIDE = ("o-proekte", "podpiska")
"""The part of the hand-written page that tells how one subscribes."""


def subscription(
    page: str, site_url: str, *, of: str = "", rows: Iterable[Row] = (), has_feed: bool = False
) -> Iterator[Block]:
    """The part «Подписка» of the page at the address `page`; nothing where there is nothing to subscribe to.

    The calendars are those of the page at the address `of` (left out: of `page` itself) and have these `rows`. `site_url` is
    where the site is published, or empty.
    """
    calendars = tuple(_calendars(page, of or page, tuple(rows), site_url))
    if calendars or has_feed:
        yield Heading(2, "Подписка", "podpiska")
        feed = href(page, feed_file(page)) if has_feed else ""
        yield draw("subscribe.html.j2", calendars=calendars, feed=feed, guide=href(page, *_GUIDE))


def _calendars(page: str, of: str, rows: tuple[Row, ...], site_url: str) -> Iterator[File]:
    """A calendar that would be empty is not there."""
    has_terms = [row for row in rows if row.deadline and row.deadline.intervals]
    for ending, title, about in _CALENDARS:
        if any(ending == FULL_CALENDAR or is_dated(row.deadline) for row in has_terms):
            file = data_file(of, ending)
            webcal = f"webcal://{site_url.partition('://')[2]}{file}" if site_url else ""
            yield File(title, about, href(page, file), webcal)
