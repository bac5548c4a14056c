"""Pages made from summaries alone: home, «Регионы», and what they do with fictional regions and with many districts."""

import re
from dataclasses import replace
from datetime import date

from example import AMENDED, BEFORE, DATA, OVER, RUNNING, pages, read, text_of

from generator.district import Summary
from generator.pages.home import home_page
from generator.pages.markdown import Page
from generator.pages.places import MOST_MAPS, MOST_NAMES, places, tally
from generator.pages.region import region_page
from generator.pages.regions import regions_page


def many(amount: int) -> list[Summary]:
    """The region with `amount` copies of its district, on the day RUNNING."""
    units = {summary.address: summary for summary in read(DATA, RUNNING).summaries}
    return [units["oblast"], *(copy_of(units["oblast/rayon"], f"oblast/rayon-{number}") for number in range(amount))]


def home_on(as_of: date) -> Page:
    """The home page of the day `as_of`."""
    return home_page(read(DATA, as_of).summaries, as_of)


def copy_of(unit: Summary, address: str) -> Summary:
    plans = tuple(replace(plan, address=f"{address}/plan-{number}") for number, plan in enumerate(unit.plans))
    return replace(unit, address=address, schools=(), plans=plans, coming=())


def test_fictional_regions_are_outside_all_totals():
    real, demo = places(read().summaries)
    assert [place.region.address for place in real] == ["oblast"]
    assert [place.region.address for place in demo] == ["primer"]
    without = [summary for summary in read().summaries if not summary.address.startswith("primer")]
    assert tally(real) == tally(places(without)[0])
    home = text_of(home_on(RUNNING))
    assert "Образцовый район" not in home
    assert "План примера" not in home
    assert home.count("Вымышленная область") == 1


def test_pages_of_a_fictional_region_say_so_and_stay_out_of_search_engines():
    for address, page in pages(AMENDED).items():
        is_demo = address.partition("/")[0] == "primer"
        drawn = text_of(page)
        assert page.demo is is_demo
        assert ('\nrobots: "noindex"\n' in drawn) is is_demo, address
        assert drawn.count('<div class="demo">') == is_demo, address


def test_the_home_page_depends_on_the_day_only_while_a_plan_runs():
    assert text_of(home_on(OVER)) == text_of(home_on(date(2030, 1, 1)))
    assert "На 10 апреля 2021 года" in text_of(home_on(RUNNING))
    assert "Ближайший начнётся 17\u00a0января 2020 года." in text_of(home_on(BEFORE))


def test_no_page_depends_on_a_day_after_all_plans():
    early, late = pages(OVER), pages(date(2031, 5, 17))
    assert {address: text_of(page) for address, page in early.items()} == {a: text_of(page) for a, page in late.items()}


def test_titles_are_sorted_as_a_dictionary_does():
    """Ё with Е, whatever the address is."""
    drawn = text_of(pages(RUNNING)["oblast/rayon"])
    schools = re.findall(r'<h3><a href="\w+/">([^<]+)</a></h3>', drawn)
    assert schools == ["Дальняя школа", "Единая школа № 2", "Ёлочная школа № 1"]


def test_many_districts_are_named_without_maps_and_still_more_only_counted():
    few, some, lots = (many(amount) for amount in (MOST_MAPS, MOST_MAPS + 1, MOST_NAMES + 1))
    assert text_of(home_page(few, RUNNING)).count('<div class="at">') == MOST_MAPS
    home = text_of(home_page(some, RUNNING))
    assert '<div class="at">' not in home
    assert f"{MOST_MAPS + 1}\u00a0муниципалитет" in home
    assert text_of(regions_page(some)).count("Ясный район") == MOST_MAPS + 1
    assert "Ясный район" not in text_of(regions_page(lots))
    assert len(home_page(lots, RUNNING).blocks) == len(home_page(some, RUNNING).blocks)
    region, context = read().units["oblast"]
    drawn = text_of(region_page(region, some[1:], context, RUNNING))
    assert drawn.partition("{#razdely}")[0].count("Ясный район</a>") == MOST_MAPS + 1
    assert '<div class="at">' not in drawn


def test_a_site_without_plans_says_so():
    (empty,) = (summary for summary in read().summaries if summary.address == "oblast/okrug")
    region = replace(next(s for s in read().summaries if s.address == "oblast"), plans=())
    drawn = text_of(home_page([region, empty], RUNNING))
    assert "Здесь ещё не опубликован ни один план." in drawn
    assert "<svg/>" not in drawn
    assert "Сведения о выполнении" not in drawn
    assert "Страниц районов и округов здесь пока нет." in text_of(home_page([], RUNNING))
    assert "Здесь ещё не опубликован ни один регион." in text_of(regions_page([]))
