"""The passport of the data, names of downloads, and linked data, which no text can end."""

import json
from dataclasses import replace

import html5lib
import pytest
from example import AMENDED, DATA, OVER, html_of, read

from generator.ids import href
from generator.pages.downloads import downloads
from generator.pages.linked_data import linked_data
from generator.pages.passport import ADDRESS, Key, passport_page
from generator.pages.roadmap import roadmap_page
from generator.settings import NOBODY, Publisher

XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = "https://karty.example.org/"
HOSTILE = "</script><script>alert(1)</script> <!-- \u2028 \u2029 & ]]> \" ' \\"
LICENCE = "https://example.org/usloviya?a=1&b=2"


def page(publisher=NOBODY, site_url=""):
    return html5lib.parse(html_of(passport_page(read(DATA, OVER).summaries, [Key("plan", "Адрес.")], publisher, site_url)))


def text(tree) -> str:
    return " ".join("".join(tree.itertext()).split())


def test_what_is_not_told_is_not_invented():
    words = text(page())
    assert "Владелец" in words
    assert "Не указан в настройках сайта." in words
    assert "лицензии владелец сайта не назвал" in words
    assert "ГК РФ, статья 1259, пункт 6" in words
    assert page().find(f".//{XHTML}script") is None


def test_whose_it_is_and_on_what_terms():
    found = page(Publisher("Отдел образования", LICENCE), SITE)
    assert "Отдел образования" in text(found)
    assert LICENCE in [link.attrib["href"] for link in found.iter(f"{XHTML}a")]
    assert f"{SITE}{ADDRESS}/" in text(found)


def test_the_extent_leaves_out_fiction():
    real = [one for one in read(DATA, OVER).summaries if one.address.split("/")[0] != "primer"]
    assert {one.address for one in read(DATA, OVER).summaries} - {one.address for one in real}
    schools, plans = sum(len(one.schools) for one in real), sum(len(one.plans) for one in real)
    words = text(page())
    assert f"{schools} школ" in words
    assert f"{plans} план" in words


def test_the_set_for_search_engines():
    (script,) = page(Publisher(HOSTILE, LICENCE), SITE).iter(f"{XHTML}script")
    assert script.attrib == {"type": "application/ld+json"}
    found = json.loads(script.text)
    assert (found["@context"], found["@type"]) == ("https://schema.org", "Dataset")
    assert found["creator"]["name"] == HOSTILE
    assert found["license"] == LICENCE
    for one in found["distribution"]:
        assert one["contentUrl"].startswith(f"{SITE}data/v1/")


def test_no_text_ends_linked_data():
    markup = str(linked_data({"name": HOSTILE, HOSTILE: [HOSTILE]}).markup)
    assert not {"\u2028", "\u2029", "&"} & {*markup}
    assert markup.count("<") == 4
    (script,) = html5lib.parse(markup).iter(f"{XHTML}script")
    assert json.loads(script.text) == {"@context": "https://schema.org", "name": HOSTILE, HOSTILE: [HOSTILE]}


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Ясный район, план 2021 года", "Ясный район, план 2021 года"),
        ("Школа «Альфа», план 2020/2021 учебного года", "Школа «Альфа», план 2020-2021 учебного года"),
        ('МБОУ "СОШ № 2": план?', "МБОУ СОШ № 2 план"),
        ("..\\..\\x\u0000<y>", "x y"),
        ("Ш" * 300, "Ш" * 100),
    ],
)
def test_a_file_is_named_as_a_person_would(name, stem):
    plan, _, _ = read(DATA, AMENDED).plan("primer/rayon/2021-primer")
    found = [one.name for one in downloads(plan, name)]
    assert found[:4] == [f"{stem}.docx", f"{stem}.xlsx", f"{stem}.csv", f"{stem}.json"]
    assert all(len(one.encode()) < 255 for one in found)


def test_the_page_of_a_plan_offers_its_files():
    plan, district, context = read(DATA, AMENDED).plan("primer/rayon/2021-primer")
    tree = html5lib.parse(html_of(roadmap_page(plan, district, replace(context, site_url=SITE), AMENDED)))
    (line,) = [one for one in tree.iter(f"{XHTML}p") if one.attrib.get("class") == "get"]
    links = {link.text: link.attrib for link in line.iter(f"{XHTML}a")}
    assert [*links] == ["Word", "Excel", "CSV", "JSON", "календарь"]
    assert links["JSON"]["href"] == href(plan.address, f"data/v1/{plan.address}.json")
    assert links["JSON"]["download"].endswith(".json")
