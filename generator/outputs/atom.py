"""One feed as RFC 4287 has it.

Only what the data says: no clock, no address that is not known. Texts hold no sign that XML does not know: the check refuses
such files (E02). Days are the first moment of the day in UTC, which in all Russian zones is the same day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID
from xml.etree.ElementTree import Element, SubElement, tostring

_ATOM = "http://www.w3.org/2005/Atom"
_NEVER = date(1970, 1, 1)
"""When a feed without entries was last changed."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry: `link` is the address of its place, in full or from the folder of the feed; `html` is safe to show."""

    id: UUID
    title: str
    day: date
    author: str
    link: str
    html: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its `entries`, the newest first. `own` is its address in full, empty if it is not known; `link` its page."""

    id: UUID
    title: str
    subtitle: str
    author: str
    own: str
    link: str
    entries: Sequence[FeedEntry]


def write_feed(feed: Feed) -> bytes:
    """The feed as XML in UTF-8."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "ru"})
    _text(root, "id", feed.id.urn)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(max((entry.day for entry in feed.entries), default=_NEVER)))
    _text(SubElement(root, "author"), "name", feed.author)
    if feed.own:
        SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.own)
    SubElement(root, "link", rel="alternate", type="text/html", href=feed.link)
    for entry in feed.entries:
        _entry(root, entry)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(root: Element, entry: FeedEntry) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", entry.id.urn)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.day))
    _text(SubElement(element, "author"), "name", entry.author)
    SubElement(element, "link", rel="alternate", type="text/html", href=entry.link)
    _text(element, "content", entry.html, type="html")


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _moment(day: date) -> str:
    return f"{day:%Y-%m-%d}T00:00:00Z"
