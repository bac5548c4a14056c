"""Feeds: valid by feedparser and by RFC 4287, with what was reported and changed, known again wherever the site is."""

import posixpath
import re
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import html5lib
import pytest
from example import AMENDED, DATA, OVER, SECTIONS, TOLD, html_of, outputs, pages
from example import read as read_data

from generator.change import Change, Sign, What, Words
from generator.chronicle import MOST_TOLD
from generator.files import SiteFile
from generator.ids import feed_file
from generator.outputs.atom import Feed, FeedEntry, write_feed
from generator.outputs.feeds import MOST, feed_files, region_feed, site_feed
from generator.outputs.identity import identity
from generator.revision import History, Revision, Step
from generator.source import read

REAL = Path(__file__).parents[2] / "roadmaps"
SITE = "https://karty.example.org/plany/"
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
ROOTS = [DATA, SECTIONS, TOLD, REAL]


@cache
def feeds(root: Path, as_of: date = AMENDED) -> dict[str, bytes]:
    return {path: data for path, data in outputs(as_of, root).items() if path.endswith("feed.xml")}


def parsed(data: bytes):
    found = feedparser.parse(data)
    assert found.bozo is False, found.bozo_exception
    assert found.version == "atom10"
    return found


def texts(data: bytes, name: str) -> list[str]:
    """The texts of an element of every entry, as they stand in the file."""
    return [entry.findtext(f"{ATOM}{name}") for entry in ElementTree.fromstring(data).iter(f"{ATOM}entry")]


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_every_feed_is_what_the_rfc_wants(root):
    assert "feed.xml" in feeds(root)
    for path, data in feeds(root).items():
        found = parsed(data)
        feed = ElementTree.fromstring(data)
        for element in (feed, *feed.iter(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1, (path, name)
            assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext(f"{ATOM}id"))
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", element.findtext(f"{ATOM}updated"))
            assert element.find(f"{ATOM}author/{ATOM}name").text
        ids, days = texts(data, "id"), texts(data, "updated")
        assert len(ids) == len(set(ids)) == len(found.entries) <= MOST
        assert days == sorted(days, reverse=True)
        assert feed.findtext(f"{ATOM}updated") == (days[0] if days else "1970-01-01T00:00:00Z")
        assert ids or path == "feed.xml"  # of the others none is empty


@pytest.mark.parametrize("as_of", [AMENDED, OVER], ids=str)
@pytest.mark.parametrize("root", [DATA, SECTIONS, TOLD], ids=lambda root: root.name)
def test_every_entry_leads_to_its_place(root, as_of):
    drawn = {address: html5lib.parse(html_of(page)) for address, page in pages(as_of, root).items()}
    ids = {address: {e.attrib["id"] for e in body.iter() if "id" in e.attrib} for address, body in drawn.items()}
    led = 0
    for path, data in feeds(root, as_of).items():
        for link in ElementTree.fromstring(data).iter(f"{ATOM}link"):
            target = urlsplit(urljoin(f"https://site.example/{path}", link.attrib["href"]))
            address = posixpath.normpath(target.path).strip("/.")
            assert target.path.endswith("/"), (path, link.attrib)
            assert not target.fragment or target.fragment in ids[address], (path, link.attrib)
            led += address in ids
    assert led > len(feeds(root, as_of))


def unit_feeds(root: Path, address: str, as_of: date = AMENDED, history: History | None = None, site_url: str = SITE):
    district, context = read_data(root).units[address]
    files = feed_files(district, replace(context, site_url=site_url, history=history), as_of)
    return {file.path: file.data for file in files}


def test_with_the_address_of_the_site_all_links_are_in_full():
    data = unit_feeds(TOLD, "oblast/rayon")["oblast/rayon/feed.xml"]
    links = [(link.attrib["rel"], link.attrib["href"]) for link in ElementTree.fromstring(data).iter(f"{ATOM}link")]
    assert links[0] == ("self", f"{SITE}oblast/rayon/feed.xml")
    assert links[1] == ("alternate", f"{SITE}oblast/rayon/")
    assert all(href.startswith(SITE) for _, href in links)
    plain = unit_feeds(TOLD, "oblast/rayon", site_url="")["oblast/rayon/feed.xml"]
    assert texts(plain, "id") == texts(data, "id")
    relative = [(link.attrib["rel"], link.attrib["href"]) for link in ElementTree.fromstring(plain).iter(f"{ATOM}link")]
    assert len(relative) == len(links) - 1
    assert [one for one in relative if one[0] == "self" or urlsplit(one[1]).scheme or one[1].startswith("/")] == []


def test_a_report_is_told_whole():
    data = unit_feeds(TOLD, "oblast/rayon")["oblast/rayon/alfa/feed.xml"]
    (entry,) = (
        entry for entry in ElementTree.fromstring(data).iter(f"{ATOM}entry") if "#o-alfa_2021-05-20-razdel" in link(entry)
    )
    content = html5lib.parse(entry.find(f"{ATOM}content").text)
    said = " ".join("".join(content.itertext()).split())
    assert entry.find(f"{ATOM}content").attrib == {"type": "html"}
    assert "выполнено, п. 2 плана района" in said
    assert '2 < 3, "кавычки", {{ скобки }}, {% и проценты %}, `кавычка, | черта, &, #.' in said
    assert "Кожина" not in said  # who confirmed it is told on the page alone


def link(entry) -> str:
    return entry.find(f"{ATOM}link").attrib["href"]


def test_a_school_tells_its_own_and_a_district_all():
    found = unit_feeds(TOLD, "oblast/rayon")
    whole = set(texts(found["oblast/rayon/feed.xml"], "id"))
    of_school = set(texts(found["oblast/rayon/alfa/feed.xml"], "id"))
    assert of_school < whole
    assert of_school != set(texts(found["oblast/rayon/beta/feed.xml"], "id"))


def test_reports_and_orders_of_a_later_day_are_not_there_yet():
    early = unit_feeds(TOLD, "oblast/rayon", as_of=date(2020, 1, 1))
    assert early == {}
    days = texts(unit_feeds(TOLD, "oblast/rayon", as_of=date(2021, 5, 25))["oblast/rayon/feed.xml"], "updated")
    assert max(days) <= "2021-05-25T00:00:00Z"


def test_an_amendment_says_what_it_changed():
    data = unit_feeds(DATA, "oblast/rayon")["oblast/rayon/feed.xml"]
    titles = dict(zip(texts(data, "title"), texts(data, "content"), strict=True))
    (title,) = (title for title in titles if title.startswith("Изменён план: "))
    assert "от 02.06.2021 № 112" in titles[title]
    assert "Мероприятие 5: исключено с 02.06.2021" in titles[title]
    before = unit_feeds(DATA, "oblast/rayon", as_of=date(2021, 6, 1))["oblast/rayon/feed.xml"]
    assert not any(title.startswith("Изменён план: ") for title in texts(before, "title"))


def test_corrections_of_the_publisher_are_told_from_git():
    words = (Words("срок "), Words("«Май» → «<b>Июнь</b>»", are_quoted=True))
    change = Change(Sign.CHANGED, What.TERM, "oblast/rayon/2021-rost", "m-5", "Мероприятие 5", words)
    found = (
        Revision("c" * 40, date(2021, 4, 2), Step.CHANGED, (change,)),
        Revision("a" * 40, date(2021, 4, 2), Step.CHANGED, (change, change)),
        Revision("b" * 40, date(2021, 4, 2), Step.PUBLISHED),
    )
    history = History({"oblast/rayon/2021-rost.yml": found})
    data = unit_feeds(DATA, "oblast/rayon", history=history)["oblast/rayon/feed.xml"]
    told = [
        (title.partition(":")[0], content.count("<li>"))
        for title, day, content in zip(texts(data, "title"), texts(data, "updated"), texts(data, "content"), strict=True)
        if day == "2021-04-02T00:00:00Z"
    ]
    assert told == [("Исправлена публикация плана", 1), ("Исправлена публикация плана", 2), ("Опубликован план", 0)]
    assert "Мероприятие 5: срок «Май» → «&lt;b&gt;Июнь&lt;/b&gt;»." in "".join(texts(data, "content"))
    plain = unit_feeds(DATA, "oblast/rayon")["oblast/rayon/feed.xml"]
    assert set(texts(plain, "id")) < set(texts(data, "id"))


def test_fictional_regions_say_so_and_stand_in_no_feed_of_the_site():
    for root in (TOLD, REAL):
        demo = {summary.address for summary in read_data(root).summaries if summary.demo}
        assert demo
        ids: set[str] = set()
        for path, data in feeds(root, OVER).items():
            feed = parsed(data).feed
            is_demo = path.partition("/")[0] in demo
            assert feed.title.startswith("Вымышленный пример. ") is is_demo
            assert ("Всё в этой ленте придумано" in feed.subtitle) is is_demo
            ids |= set(texts(data, "id")) if is_demo else set()
        assert ids
        assert ids.isdisjoint(texts(feeds(root, OVER)["feed.xml"], "id"))


def test_a_region_and_the_site_tell_the_newest_of_each_district():
    for root in (TOLD, REAL):
        example = read_data(root)
        for address, (region, context) in example.units.items():
            below = [summary for summary in example.summaries if summary.address.startswith(f"{address}/")]
            if region.is_region and not context.region.demo:
                (file,) = region_feed(region, below, context, OVER)
                ids = set(texts(file.data, "id"))
                for unit in below:
                    own = texts(feeds(root, OVER)[feed_file(unit.address)], "id") if unit.chronicle else []
                    assert set(own[:MOST_TOLD]) <= ids
                assert ids <= set(texts(site_feed(example.summaries, "", OVER).data, "id"))


def test_a_site_without_news_has_an_empty_feed():
    file = site_feed((), SITE, OVER)
    assert isinstance(file, SiteFile)
    assert file.path == "feed.xml"
    assert parsed(file.data).entries == []


# --- hostile words, and what XML does not know

HOSTILE = "</title><script>alert(1)</script> \"' &amp; ]]> <![CDATA[x]]> <!-- --> {{ 7*7 }} 😀 e\u0301 \t два  пробела"


def test_texts_come_back_letter_for_letter():
    entry = FeedEntry(identity("x"), HOSTILE, date(2021, 5, 1), HOSTILE, "./", "<p>a</p>")
    feed = Feed(identity("y"), HOSTILE, HOSTILE, HOSTILE, "", "./", (entry,))
    data = write_feed(feed)
    parsed(data)
    assert texts(data, "title") == [HOSTILE]
    root = ElementTree.fromstring(data)
    assert [root.findtext(f"{ATOM}{name}") for name in ("title", "subtitle")] == [HOSTILE, HOSTILE]
    assert {name.text for name in root.iter(f"{ATOM}name")} == {HOSTILE}


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.name)
def test_no_content_holds_more_than_words(root):
    harmless = {"html", "head", "body", "p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote"}
    for data in feeds(root, OVER).values():
        for content in texts(data, "content"):
            elements = list(html5lib.parse(content).iter())
            assert {e.tag.removeprefix(XHTML) for e in elements} <= harmless
            assert {name for e in elements for name in e.attrib} <= {"href", "rel", "start"}


NOT_XML = [*range(0x20), *range(0xD800, 0xE000, 0x100), 0xDFFF, 0xFFFE, 0xFFFF]
"""Signs that XML 1.0 does not know, section 2.2; of the surrogates some."""


@pytest.mark.parametrize("sign", [code for code in NOT_XML if code not in (0x9, 0xA, 0xD)], ids=hex)
def test_signs_that_xml_does_not_know_are_refused_at_input(sign):
    data = f"title: 'Отчёт {chr(sign)} о школе'\n".encode("utf-8", "surrogatepass")
    _, problems = read("oblast/rayon/reports/2021-05-20-a.yml", data)
    assert {problem.code for problem in problems} & {"E01", "E02"}


def test_escapes_do_not_bring_them_in_either():
    for escape in ("\\x01", "\\u000b", "\\ufffe", "\\ud800"):
        _, problems = read("oblast/rayon/reports/2021-05-20-a.yml", f'title: "Отчёт {escape}"\n'.encode())
        assert problems, escape


def test_ids_do_not_change_from_version_to_version():
    """Another id would be the same entry once more for everybody who subscribed."""
    assert str(identity("feed", "oblast/rayon")) == "3d4de57d-3a9a-5c8d-9e48-39211e76b23b"
